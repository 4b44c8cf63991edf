"""The journal's folder: names of segments, put-if-absent, locks, leftovers. What is inside a segment is not known here.

The listing is the truth and the number is the order. Appenders and readers hold the folder's lock shared, for as long
as they rely on what they listed; who removes files holds it alone. The kernel drops a lock when its holder dies.
"""

import errno
import fcntl
import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from uuid import uuid4

_NAME = re.compile(r"(\d{10,})(?:-(\d{10,}))?\.parquet")
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}
_TRIES = 5


class SegmentExists(Exception):
    """Another writer has taken the number."""


class NoRoom(Exception):
    """The disk is full; nothing was stored."""

    def __init__(self, folder: Path, error: BaseException) -> None:
        """Name the folder and what the system said."""
        super().__init__(
            f"No room to write in {folder} ({error}). Nothing was stored and the journal is whole: "
            "make room, or set the data folder on another disk, and run again."
        )


class NoHardLinks(Exception):
    """The file system cannot put a file only where there is none."""

    def __init__(self, folder: Path) -> None:
        """Name the folder."""
        super().__init__(
            f"The file system of {folder} has no hard links, which the journal needs to let several writers append. "
            "Set the data folder on a local disk (ext4, xfs, btrfs, APFS)."
        )


class MissingSegment(Exception):
    """The numbers of the journal's segments have a hole, or two sealed files overlap."""

    def __init__(self, folder: Path, expected: int, found: str) -> None:
        """Name the number that should come and the file that does."""
        self.expected = f"{expected:010d}.parquet"
        super().__init__(
            f"{folder}: segment {expected:010d} should come next, but {found} does. "
            "Put the missing file back from a backup of the journal."
        )


@dataclass(frozen=True, slots=True)
class SegmentFile:
    """A segment's file and the numbers of the appends it holds, both ends inclusive."""

    path: Path
    first: int
    last: int


class SegmentFolder:
    """The files of one journal."""

    def __init__(self, path: Path) -> None:
        """Make the folder if there is none."""
        path.mkdir(parents=True, exist_ok=True)
        self.path = path
        self._stamp_path = path / ".sealed"
        self._files: list[SegmentFile] = []
        self._listed_at: object = self

    @contextmanager
    def shared(self) -> Iterator[None]:
        """No file is removed while this is held."""
        descriptor = os.open(self.path, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH)
            yield
        finally:
            os.close(descriptor)

    @contextmanager
    def alone(self, patience_s: float) -> Iterator[bool]:
        """Hold the folder's lock alone; False when appenders and readers leave no gap for that long."""
        descriptor = os.open(self.path, os.O_RDONLY)
        try:
            yield _lock_within(descriptor, patience_s)
        finally:
            os.close(descriptor)

    @contextmanager
    def sealing(self) -> Iterator[bool]:
        """Be the one that seals; False when another process is."""
        with self._stamp_path.open("ab") as file:
            yield _lock_within(file.fileno(), 0)

    def files(self, *, fresh: bool = False) -> list[SegmentFile]:
        """All segments in order, sealed files in place of what they hold. To be called with the lock held.

        Costs a look for the next number only, as long as nothing was sealed since the last call.
        """
        stamp = self._stamp()
        if fresh or stamp != self._listed_at:
            self._files, self._listed_at = self._list(), stamp
        while (file := self.single(self._files[-1].last + 1 if self._files else 1)).path.exists():
            self._files.append(file)
        return self._files

    def single(self, number: int) -> SegmentFile:
        """The file of one append."""
        return SegmentFile(self.path / f"{number:010d}.parquet", number, number)

    def sealed(self, first: int, last: int) -> SegmentFile:
        """The file of a range of appends."""
        return SegmentFile(self.path / f"{first:010d}-{last:010d}.parquet", first, last)

    def put(self, file: SegmentFile, fill: Callable[[IO[bytes]], None]) -> None:
        """Write a file durably, whole or not at all, only where there is none of that name.

        Raises:
            SegmentExists: the name is taken; nothing was changed.
            NoRoom, NoHardLinks: nothing was stored.
        """
        temporary = self.path / f".{uuid4().hex}.tmp"
        try:
            with temporary.open("xb") as out:
                fill(out)
                out.flush()
                os.fsync(out.fileno())
            os.link(temporary, file.path)
        except FileExistsError as error:
            raise SegmentExists(file.path.name) from error
        except OSError as error:
            if error.errno in _NO_ROOM:
                raise NoRoom(self.path, error) from error
            if error.errno in _NO_LINKS:
                raise NoHardLinks(self.path) from error
            raise
        finally:
            temporary.unlink(missing_ok=True)
        self._sync()

    def remove_leftovers(self) -> int:
        """Remove what killed writers left and what sealed files hold. To be called alone; returns the number of files.

        The stamp comes first, so that whoever looks for single files by number lists again.
        """
        kept = {file.path for file in self._list()}
        held = [file.path for file in self._scan() if file.path not in kept]
        if held:
            with self._stamp_path.open("ab") as file:
                file.write(b".")
                file.flush()
                os.fsync(file.fileno())
        leftovers = sorted(self.path.glob(".*.tmp")) + held
        for path in leftovers:
            path.unlink()
        if leftovers:
            self._sync()
        return len(held)

    def _list(self) -> list[SegmentFile]:
        for attempt in range(_TRIES):
            try:
                return _resolve(self.path, self._scan())
            except MissingSegment:
                # A listing may miss a name that was linked while it ran, and show a later one.
                if attempt == _TRIES - 1:
                    raise
        raise AssertionError

    def _scan(self) -> list[SegmentFile]:
        matches = (match for path in self.path.iterdir() if (match := _NAME.fullmatch(path.name)))
        files = [SegmentFile(self.path / m[0], int(m[1]), int(m[2] or m[1])) for m in matches]
        return sorted(files, key=lambda file: (file.first, -file.last))

    def _stamp(self) -> object:
        try:
            status = self._stamp_path.stat()
        except FileNotFoundError:
            return None
        return status.st_ino, status.st_size

    def _sync(self) -> None:
        descriptor = os.open(self.path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _resolve(folder: Path, files: list[SegmentFile]) -> list[SegmentFile]:
    """Files that continue one another from 1 on; what a wider one holds is left out."""
    chosen: list[SegmentFile] = []
    expected = 1
    for file in files:
        if file.last < expected:
            continue
        if file.first != expected:
            raise MissingSegment(folder, expected, file.path.name)
        chosen.append(file)
        expected = file.last + 1
    return chosen


def _lock_within(descriptor: int, patience_s: float) -> bool:
    deadline = time.monotonic() + patience_s
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                return False
            time.sleep(0.0005)
        else:
            return True
