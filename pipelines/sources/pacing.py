"""How often one host is asked: so many at once, so long between two. What is asked lives in `fetching`."""

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

AT_ONCE = 2
"""Requests that one host gets at the same time."""

LONGEST_DELAY = 30.0
"""Seconds; a host that asks for more in its robots.txt is asked this seldom."""


@dataclass(slots=True)
class _Turns:
    slots: threading.BoundedSemaphore
    next_at: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)


class Pacing:
    """Keeps apart the requests to each host, from however many threads they come."""

    def __init__(
        self,
        seconds: float,
        at_once: int = AT_ONCE,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._seconds, self._clock, self._sleep = seconds, clock, sleep
        self._hosts: defaultdict[str, _Turns] = defaultdict(lambda: _Turns(threading.BoundedSemaphore(at_once)))
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, host: str, delay: float = 0.0) -> Iterator[None]:
        """Waits for this host's next turn, and holds one of its places; `delay` is what its robots.txt asks for."""
        turns = self._of(host)
        with turns.slots:
            with turns.lock:
                now = self._clock()
                start = max(now, turns.next_at)
                turns.next_at = start + max(self._seconds, min(delay, LONGEST_DELAY))
            if start > now:
                self._sleep(start - now)
            yield

    def postpone(self, host: str, seconds: float) -> None:
        """Nobody asks this host before so many seconds have passed."""
        turns = self._of(host)
        with turns.lock:
            turns.next_at = max(turns.next_at, self._clock() + seconds)

    def _of(self, host: str) -> _Turns:
        with self._lock:
            return self._hosts[host]
