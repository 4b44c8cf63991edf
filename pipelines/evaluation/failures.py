"""What an annotator or an earlier result can have wrong."""

from collections.abc import Sequence
from pathlib import Path

SHOWN = 20


class BadGold(ValueError):
    """Gold files that cannot be used: every fault with its file, its line and what is expected."""

    def __init__(self, faults: Sequence[str]) -> None:
        counted = "a fault" if len(faults) == 1 else f"{len(faults)} faults"
        more = f"\n... and {len(faults) - SHOWN} more" if len(faults) > SHOWN else ""
        shown = "\n".join(faults[:SHOWN])
        super().__init__(f"{counted} in the gold:\n{shown}{more}\nThe format: docs/evaluating.md")


class BadResult(ValueError):
    """A file that `--against` names and that holds no result."""

    def __init__(self, path: Path, problem: str) -> None:
        told = f"{path} holds no result to compare with ({problem})."
        super().__init__(f"{told} Write one: dateline evaluate --json > FILE")
