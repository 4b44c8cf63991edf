"""Unpacks the body of an answer as it streams in, within bounds. Where it comes from lives in `connecting`."""

import zlib
from collections.abc import Iterable

from pipelines.reading.article import KEPT_BYTES
from pipelines.sources.failures import BodyError, TooLargeError

PACKINGS = ("gzip", "deflate")
ACCEPTED = ", ".join(PACKINGS)
GZIP = b"\x1f"
STEP = 1 << 16


def read_body(chunks: Iterable[bytes], packing: str, most: int) -> bytes:
    """The whole body, unpacked; raises `TooLargeError` as soon as it grows beyond `most` bytes, `BodyError`."""
    packing = packing.strip().lower()
    if packing in ("", "identity"):
        return _joined(chunks, most)
    if packing.removeprefix("x-") not in PACKINGS:
        raise BodyError(f"the body is packed as {packing[:40]!r}; asked for were {ACCEPTED}")
    return _joined(_unpacked(chunks, most), most)


def _joined(chunks: Iterable[bytes], most: int) -> bytes:
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > most:
            raise TooLargeError(f"more than {most} bytes", bytes(body[:KEPT_BYTES]))
    return bytes(body)


def _unpacked(chunks: Iterable[bytes], most: int) -> Iterable[bytes]:
    """Pieces of at most `STEP` bytes, so that a bomb is noticed early; what follows the end is dropped."""
    unpacker, has_ended, received = None, False, 0
    for chunk in chunks:
        received += len(chunk)
        if received > most:
            raise TooLargeError(f"more than {most} bytes as sent")
        rest = chunk
        while rest:
            if unpacker is None and has_ended and not rest.startswith(GZIP):
                return
            unpacker = unpacker or _unpacker(rest)
            try:
                piece = unpacker.decompress(rest, STEP)
            except zlib.error as error:
                raise BodyError(f"the body's packing is broken: {error}") from error
            yield piece
            rest = unpacker.unconsumed_tail
            if unpacker.eof:
                rest, unpacker, has_ended = unpacker.unused_data, None, True
    if unpacker is not None:
        raise BodyError("the packed body breaks off")


def _unpacker(first: bytes) -> "zlib._Decompress":
    """For gzip or zlib, whichever it is; some servers send deflate without its head."""
    is_bare = not first.startswith(GZIP) and first[0] & 0x0F != 8
    return zlib.decompressobj(-zlib.MAX_WBITS if is_bare else 32 + zlib.MAX_WBITS)
