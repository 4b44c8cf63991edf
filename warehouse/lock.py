"""One build at a time: a file lock that the kernel drops when its holder dies, and who holds it."""

import fcntl
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

POLL_SECONDS = 0.05
GRACE_SECONDS = 0.2  # `holder` takes the lock for an instant to look


@dataclass(frozen=True, slots=True)
class Holder:
    """Who builds. All null for the instant between taking the lock and writing this down."""

    pid: int | None = None
    command: str | None = None
    since: str | None = None

    def __str__(self) -> str:
        if self.pid is None:
            return "another process"
        return f"process {self.pid} (`{self.command}`, since {self.since})"


class BuildHeld(RuntimeError):
    """Another process is building."""

    def __init__(self, holder: Holder) -> None:
        self.holder = holder
        super().__init__(f"The build is held by {holder}. Wait for it with --wait, or stop that process.")


@contextmanager
def build_lock(path: Path, wait: Callable[[Holder], None] | None = None) -> Iterator[None]:
    """Holds the lock for the block. With `wait`, calls it once with the holder and waits; else raises `BuildHeld`."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _take(descriptor, path, wait)
        _write(descriptor, Holder(os.getpid(), " ".join(sys.argv)[:200], _now()))
        yield
        _write(descriptor, None)
    finally:
        os.close(descriptor)


def holder(path: Path) -> Holder | None:
    """Who builds now; null when nobody does."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _read(path)
    else:
        return None
    finally:
        os.close(descriptor)


def _take(descriptor: int, path: Path, wait: Callable[[Holder], None] | None) -> None:
    told = False
    patience = time.monotonic() + GRACE_SECONDS
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > patience and not told:
                if wait is None:
                    raise BuildHeld(_read(path)) from None
                wait(_read(path))
                told = True
            time.sleep(POLL_SECONDS)
        else:
            return


def _read(path: Path) -> Holder:
    try:
        return Holder(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return Holder()


def _write(descriptor: int, who: Holder | None) -> None:
    os.ftruncate(descriptor, 0)
    if who is not None:
        os.pwrite(descriptor, json.dumps(asdict(who)).encode(), 0)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
