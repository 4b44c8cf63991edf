"""Records: JSONL, one object a line, and JSON files. What its fields mean lives in `pipelines.reading.record`."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from pipelines.reading.article import KEPT_BYTES, RawDocument, Refused
from pipelines.reading.decoding import printable
from pipelines.reading.record import HTML_FIELDS, ID_FIELDS, TEXT_FIELDS, URL_FIELDS, with_known_names
from pipelines.sources.files import MAX_BYTES, UnreadableFileError, open_bounded

LIST_FIELDS = ("articles", "items", "results", "docs", "documents", "news", "data", "records", "entries", "hits")
MEDIA_TYPE = "application/json"


@dataclass(frozen=True, slots=True)
class Table:
    """A file of records: whose it is, how it is shown, what keeps its rows' ids apart from other files'."""

    source_id: str
    origin: str
    observed_at: datetime
    guid_prefix: str = ""
    publisher: str | None = None
    language: str | None = None


def read_lines(path: Path, table: Table) -> Iterator[RawDocument | Refused]:
    """One document a line, in the file's order; a line of no use is refused and the rest goes on."""
    try:
        with open_bounded(path) as file:
            yield from _documents(file, table)
    except UnreadableFileError as error:
        reason = "too_large" if "times its size" in str(error) else "unreadable"
        yield refuse(table, table.origin, reason, f"{table.origin}: {error}", b"", 0)


def _documents(file: BinaryIO, table: Table) -> Iterator[RawDocument | Refused]:
    number = 0
    while line := file.readline(MAX_BYTES + 1):
        number += 1
        where = f"{table.origin}:{number}"
        if len(line) > MAX_BYTES:
            size = len(line) + _skip_line(file, line)
            detail = f"{where}: {size} bytes on one line; allowed are {MAX_BYTES}"
            yield refuse(table, where, "too_large", detail, line, size)
        elif line.strip():
            yield line_document(line.removeprefix(b"\xef\xbb\xbf").rstrip(b"\r\n"), table, where)


def _skip_line(file: BinaryIO, line: bytes) -> int:
    skipped = 0
    while not line.endswith(b"\n") and (line := file.readline(KEPT_BYTES)):
        skipped += len(line)
    return skipped


def read_json(content: bytes, path: Path, table: Table) -> Iterator[RawDocument | Refused]:
    """A file of one record, of a list of records or of an object that holds such a list, or in truth of lines."""
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        yield from read_lines(path, table)
        return
    rows = _listed(value)
    for number, row in enumerate([value] if rows is None else rows, start=1):
        line = json.dumps(row, ensure_ascii=True, sort_keys=True).encode()
        yield line_document(line, table, table.origin if rows is None else f"{table.origin}:{number}")


def _listed(value: Any) -> list[Any] | None:
    """The records of a list, or of an object without a text of its own that holds one under a usual name."""
    if isinstance(value, list):
        return value
    if isinstance(value, dict) and not any(field in value for field in (*TEXT_FIELDS[:3], *HTML_FIELDS[:2])):
        for field in LIST_FIELDS:
            rows = value.get(field)
            if isinstance(rows, list) and rows and all(isinstance(row, dict) for row in rows):
                return rows
    return None


def line_document(line: bytes, table: Table, where: str) -> RawDocument | Refused:
    """The record of one line, named by its own id, else its url, else a hash of the line."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return refuse(table, where, "broken_line", f"{where}: {error}", line, len(line))
    if not isinstance(row, dict):
        detail = f"{where}: {type(row).__name__} where an object is needed"
        return refuse(table, where, "broken_line", detail, line, len(line))
    row = with_known_names(row)
    return RawDocument(
        source_id=table.source_id,
        guid=_guid(row, line, table.guid_prefix),
        origin=where,
        media_type=MEDIA_TYPE,
        content=line,
        observed_at=table.observed_at,
        url=_first(row, URL_FIELDS),
        stated_id=_first(row, ("article_id",)),
        publisher=table.publisher,
        language=table.language,
    )


def _guid(row: dict[str, Any], line: bytes, prefix: str) -> str:
    own = _first(row, ID_FIELDS)
    if own is not None:
        return prefix + own
    return _first(row, URL_FIELDS) or prefix + sha256(line).hexdigest()


def _first(row: dict[str, Any], names: tuple[str, ...]) -> str | None:
    """The first of these fields that holds text or a number, as text that UTF-8 can write."""
    for name in names:
        value = row.get(name)
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            return str(value).strip().encode("utf-8", "backslashreplace").decode()
    return None


def refuse(
    table: Table, where: str, reason: str, detail: str, raw: bytes, size: int, guid: str | None = None
) -> Refused:
    """What is left of a part that gave no document; without a `guid` its id is made of what it says."""
    guid = table.guid_prefix + (sha256(raw).hexdigest() if raw else "") if guid is None else guid
    document = RawDocument(
        source_id=table.source_id,
        guid=guid,
        origin=where,
        media_type=MEDIA_TYPE,
        content=raw[:KEPT_BYTES],
        observed_at=table.observed_at,
    )
    return Refused(document, reason, printable(detail), size)
