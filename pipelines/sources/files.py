"""Opens files within bounds: special files, sizes, gzip. What a file means lives elsewhere."""

import gzip
import io
import os
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

MAX_BYTES = 20 * 1024 * 1024
"""Of one page, or of one line of a JSONL file."""

MAX_RATIO = 100
"""Text shrinks by 3 to 20; what grows more than this on unpacking is a bomb."""


class UnreadableFileError(OSError):
    """A file that cannot be opened or unpacked."""


class PackedTooTightError(UnreadableFileError):
    """A gzip file that unpacks to far more than text does."""


class _BoundedGzip(io.RawIOBase):
    """Unpacks a stream, and stops where it grows beyond `MAX_BYTES` and beyond `MAX_RATIO` times the file."""

    def __init__(self, packed: BinaryIO, packed_bytes: int) -> None:
        self._unpacked = gzip.GzipFile(fileobj=packed)
        self._left = max(MAX_BYTES + 1, packed_bytes * MAX_RATIO)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        block = self._unpacked.read(len(buffer))
        self._left -= len(block)
        if self._left < 0:
            raise PackedTooTightError(f"unpacks to more than {MAX_RATIO} times its size")
        buffer[: len(block)] = block
        return len(block)


@contextmanager
def open_plain(path: Path) -> Iterator[tuple[BinaryIO, int]]:
    """The bytes of a regular file as they lie there, and how many; raises `UnreadableFileError`."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except (OSError, ValueError) as error:
        raise UnreadableFileError(getattr(error, "strerror", None) or str(error)) from error
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableFileError("not a regular file")
        yield file, status.st_size


@contextmanager
def open_bounded(path: Path) -> Iterator[BinaryIO]:
    """The bytes of a regular file, unpacked where it ends in `.gz`; raises `UnreadableFileError`."""
    with open_plain(path) as (file, size):
        try:
            if path.suffix.lower() == ".gz":
                yield io.BufferedReader(_BoundedGzip(file, size))
            else:
                yield file
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise UnreadableFileError(f"broken gzip: {error}") from error
