"""Time that grows with size, told from time that grows with its square, on a machine that does other work too."""

from collections.abc import Callable
from time import process_time


def assert_linear(work: Callable[[int], object], small: int = 25_000, large: int = 100_000) -> None:
    """Fails where `large` takes three times the CPU seconds that it should by `small`; under a second is never slow."""

    def seconds(size: int) -> float:
        began = process_time()
        work(size)
        return process_time() - began

    seconds(small // 10)  # what is loaded at the first call is not counted
    allowed = 3 * large / small * seconds(small)
    assert seconds(large) < max(allowed, 1.0)
