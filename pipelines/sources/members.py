"""Streams of packed or plain bytes that go on behind damage: gzip files of many members, as WARC files are."""

import zlib
from typing import BinaryIO

from pipelines.sources.files import MAX_BYTES, MAX_RATIO, PackedTooTightError, UnreadableFileError

BLOCK = 1 << 16
MAGIC = b"\x1f\x8b\x08"


class BrokenMemberError(UnreadableFileError):
    """One member cannot be unpacked; the stream stands at the next one."""


class Stream:
    """Bytes to read by length or by line, with what was read too far given back."""

    def __init__(self, file: BinaryIO, is_packed: bool, packed_bytes: int) -> None:
        self._source = _Members(file, packed_bytes) if is_packed else file
        self._buffer = b""
        self._at = 0

    def read(self, size: int) -> bytes:
        """This many bytes, or fewer where the stream ends; raises `UnreadableFileError`."""
        parts, left = [], size
        while left:
            if self._at >= len(self._buffer) and not self._fill():
                break
            part = self._buffer[self._at : self._at + left]
            self._at += len(part)
            left -= len(part)
            parts.append(part)
        return b"".join(parts)

    def skip(self, size: int) -> int:
        """Passes over this many bytes; returns how many there were."""
        left = size
        while left and (part := self.read(min(left, BLOCK))):
            left -= len(part)
        return size - left

    def readline(self, limit: int) -> bytes:
        """A line with its end, or as much of it as the limit allows."""
        parts, left = [], limit
        while left:
            if self._at >= len(self._buffer) and not self._fill():
                break
            end = self._buffer.find(b"\n", self._at, self._at + left) + 1
            part = self._buffer[self._at : end or self._at + left]
            self._at += len(part)
            left -= len(part)
            parts.append(part)
            if end:
                break
        return b"".join(parts)

    def unread(self, content: bytes) -> None:
        """Puts bytes back in front."""
        self._buffer = content + self._buffer[self._at :]
        self._at = 0

    def _fill(self) -> bool:
        self._buffer, self._at = b"", 0
        self._buffer = self._source.read(BLOCK)
        return bool(self._buffer)


class _Members:
    """Unpacks members one after the other; one that is damaged or a bomb is told once and passed over."""

    def __init__(self, file: BinaryIO, packed_bytes: int) -> None:
        self._file = file
        self._input = b""
        self._left = max(MAX_BYTES, packed_bytes * MAX_RATIO)
        self._begin()

    def _begin(self) -> None:
        self._unpacker = zlib.decompressobj(31)
        self._taken = self._given = 0

    def read(self, _size: int) -> bytes:
        """Some unpacked bytes; nothing at the end."""
        while True:
            self._input = self._input or self._file.read(BLOCK)
            if not self._input:
                return self._end()
            block = self._unpack()
            if block:
                return block

    def _unpack(self) -> bytes:
        fed = self._input
        try:
            block = self._unpacker.decompress(fed, BLOCK)
        except zlib.error as error:
            self._pass_over(fed[not self._taken :])
            raise BrokenMemberError(f"broken gzip: {error}") from error
        self._input = self._unpacker.unconsumed_tail or self._unpacker.unused_data
        self._taken += len(fed) - len(self._input)
        self._given += len(block)
        self._left -= len(block)
        if self._left < 0:
            raise PackedTooTightError(f"unpacks to more than {MAX_RATIO} times its size")
        if self._given > max(MAX_BYTES, self._taken * MAX_RATIO):
            self._pass_over(self._input)
            raise BrokenMemberError(f"a part unpacks to more than {MAX_RATIO} times its size")
        if self._unpacker.eof:
            self._input = self._input.lstrip(b"\0")
            self._begin()
        return block

    def _end(self) -> bytes:
        if not self._taken:
            return b""
        self._begin()
        raise BrokenMemberError("the file ends within a packed part")

    def _pass_over(self, rest: bytes) -> None:
        """Goes on where the next member may begin."""
        self._begin()
        while (at := rest.find(MAGIC)) < 0:
            more = self._file.read(BLOCK)
            if not more:
                self._input = b""
                return
            rest = rest[-2:] + more
        self._input = rest[at:]
