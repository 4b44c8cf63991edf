"""WARC files, packed or not: the pages that were answered with HTTP 200, one after the other in constant memory.

Read here, and not by a library, because each length, header and encoding is bounded and reading goes on behind a
broken record. What a page says is read in `pipelines.reading`.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipelines.reading.article import KEPT_BYTES, RawDocument, Refused
from pipelines.sources.files import MAX_BYTES, PackedTooTightError, UnreadableFileError, open_plain
from pipelines.sources.jsonl import Table, refuse
from pipelines.sources.members import BrokenMemberError, Stream

MAX_HEAD = 1 << 16
MAX_LINE = 1 << 14
MAX_RECORD = 1 << 40
PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
_VERSION = re.compile(rb"WARC/\d\.\d+\s*$")
_NEXT = re.compile(rb"\nWARC/\d\.\d+\r?\nWARC-")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? (\d{3})\b")
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[^\r\n]{0,200}\r?\n")
_HEAD_END = re.compile(rb"\r?\n\r?\n")


class BrokenRecordError(ValueError):
    """A record that cannot be read; the stream stands somewhere behind its beginning."""


@dataclass(frozen=True, slots=True)
class _Record:
    """One record: its headers by lower-case name, and its block, of which at most `MAX_BYTES` and a head are kept."""

    headers: dict[str, str]
    block: bytes
    length: int


def read_warc(path: Path, table: Table) -> Iterator[RawDocument | Refused]:
    """The pages of a file; a broken record is refused and the rest goes on as far as the file allows."""
    try:
        with open_plain(path) as (file, size):
            stream = Stream(file, path.suffix.lower() == ".gz", size)
            yield from _documents(stream, table)
    except PackedTooTightError as error:
        yield _refused(table, "too_large", str(error))
    except UnreadableFileError as error:
        yield _refused(table, "unreadable", str(error))


def _documents(stream: Stream, table: Table) -> Iterator[RawDocument | Refused]:
    number, is_lost = 0, False
    while True:
        number += 1
        try:
            record = _next_record(stream, is_lost)
            is_lost = False
        except (BrokenRecordError, BrokenMemberError) as error:
            if not is_lost:
                yield _refused(table, "unreadable", f"record {number}: {error}", f":{number}")
            is_lost = True
            continue
        if record is None:
            return
        if record.headers.get("warc-type") == "response":
            document = _document(record, table, number)
            if document is not None:
                yield document


def _next_record(stream: Stream, is_lost: bool) -> _Record | None:
    """The next record, or none at the end; `is_lost`: whatever stands before its first line is passed over."""
    line = stream.readline(MAX_LINE)
    while line and not _VERSION.match(line):
        if line.strip() and not is_lost:
            raise BrokenRecordError("bytes where a record should begin")
        line = stream.readline(MAX_LINE)
    if not line:
        return None
    headers = _headers(stream)
    stated = headers.get("content-length", "")
    if not (stated.isascii() and stated.isdigit()) or len(stated) > 15 or int(stated) > MAX_RECORD:
        raise BrokenRecordError(f"its length is {stated[:40]!r}")
    length = int(stated)
    is_wanted = headers.get("warc-type") == "response"
    block = stream.read(min(length, MAX_BYTES + MAX_HEAD)) if is_wanted else b""
    there = len(block) + stream.skip(length - len(block))
    if there < length or not _ends_here(stream):
        if following := _NEXT.search(block):
            stream.unread(block[following.start() + 1 :])
        raise BrokenRecordError(f"it ends before its {length} bytes" if there < length else "its length is wrong")
    return _Record(headers, block, length)


def _ends_here(stream: Stream) -> bool:
    """Whether a record's end or that of the file follows."""
    line = stream.readline(MAX_LINE)
    if line.strip():
        stream.unread(line)
    return not line.strip()


def _headers(stream: Stream) -> dict[str, str]:
    """Header lines up to the blank one, by lower-case name; of a name given twice, the first counts."""
    found: dict[str, str] = {}
    left = MAX_HEAD
    while line := stream.readline(MAX_LINE):
        left -= len(line)
        if left < 0 or not line.endswith(b"\n"):
            raise BrokenRecordError("its headers do not end")
        if not line.strip():
            return found
        _add_header(found, line)
    raise BrokenRecordError("the file ends within its headers")


def _add_header(found: dict[str, str], line: bytes) -> None:
    name, colon, value = line.decode("utf-8", "replace").partition(":")
    if colon:
        found.setdefault(name.strip().lower(), "".join(c for c in value.strip() if c.isprintable()))


def _document(record: _Record, table: Table, number: int) -> RawDocument | Refused | None:
    """The page of a response; none where it is no page or was not found."""
    address = record.headers.get("warc-target-uri", "").strip("<> ")
    match = _HEAD_END.search(record.block, 0, MAX_HEAD)
    status = _STATUS.match(record.block)
    if match is None or status is None or not address:
        return _refused(
            table, "unreadable", f"record {number}: no HTTP response with an address", f":{number}", record.block
        )
    http: dict[str, str] = {}
    for line in record.block[: match.start()].splitlines()[1:]:
        _add_header(http, line)
    content_type = http.get("content-type", "text/html")
    media_type = content_type.partition(";")[0].strip().lower()
    if status.group(1) != b"200" or media_type not in PAGE_TYPES:
        return None
    where = f"{table.origin}:{number}"
    raw = record.block[match.end() :]
    try:
        content = unpacked(raw, http)
    except UnreadableFileError as error:
        return _refused(table, "unreadable", f"record {number} ({address}): {error}", address, raw)
    if len(content) > MAX_BYTES or record.length > MAX_BYTES + MAX_HEAD:
        detail = f"record {number} ({address}): more than {MAX_BYTES} bytes"
        return _refused(table, "too_large", detail, address, content, max(len(content), record.length))
    dates = {name: found for name in ("warc-date",) if (found := record.headers.get(name))}
    return RawDocument(
        source_id=table.source_id,
        guid=address,
        origin=where,
        media_type="text/plain" if media_type == "text/plain" else "text/html",
        content=content,
        observed_at=table.observed_at,
        url=address,
        headers={"content-type": content_type, **dates},
        publisher=table.publisher,
        language=table.language,
    )


def unpacked(body: bytes, headers: dict[str, str]) -> bytes:
    """The body of a response without its transfer and content encodings, at most one byte above `MAX_BYTES`.

    Many archives store the body unpacked below headers that still name the encodings: then it is taken as it is.
    """
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _joined(body)
    is_plain = body.lstrip()[:1] == b"<"
    encoding = headers.get("content-encoding", "identity").strip().lower()
    if encoding in ("gzip", "x-gzip"):
        return _inflated(body, 31) if body.startswith(b"\x1f\x8b") else body
    if encoding == "deflate":
        return body if is_plain else _inflated(body, zlib.MAX_WBITS if body[:1] == b"\x78" else -zlib.MAX_WBITS)
    if encoding not in ("", "identity", "utf-8") and not is_plain:
        raise UnreadableFileError(f"content encoding {encoding[:20]!r} is not read; known: gzip, deflate")
    return body


def _inflated(body: bytes, bits: int) -> bytes:
    try:
        return zlib.decompressobj(bits).decompress(body, MAX_BYTES + 1)
    except zlib.error as error:
        raise UnreadableFileError(f"broken content encoding: {error}") from error


def _joined(body: bytes) -> bytes:
    """The chunks of a body in one; a body that is not chunked as it is."""
    parts, at = [], 0
    while match := _CHUNK.match(body, at):
        size = int(match.group(1), 16)
        if not size:
            break
        parts.append(body[match.end() : match.end() + size])
        at = match.end() + size
        at += 2 if body[at : at + 2] == b"\r\n" else 1
    return b"".join(parts) or body


def _refused(table: Table, reason: str, detail: str, part: str = "", raw: bytes = b"", size: int = 0) -> Refused:
    """A refusal of the part that is named: a page's address or a record's number; without one, of the file."""
    guid = part if "://" in part else f"{table.guid_prefix}{table.origin}{part}"
    return refuse(table, table.origin, reason, f"{table.origin}: {detail}", raw[:KEPT_BYTES], size or len(raw), guid)
