"""Tables of articles: CSV, TSV and Parquet, a row an article. Columns are known by the names that records have."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from pipelines.reading.article import RawDocument, Refused
from pipelines.reading.decoding import MARKS, UndecodableError, decode
from pipelines.reading.record import HTML_FIELDS, TEXT_FIELDS, known_name
from pipelines.sources.files import MAX_BYTES, MAX_RATIO, PackedTooTightError, UnreadableFileError, open_bounded
from pipelines.sources.jsonl import Table, line_document, refuse

DELIMITERS = ",\t;|"
SAMPLED = 1 << 20
MAX_COLUMNS = 1000
BATCH_ROWS = 64


class TooLongError(ValueError):
    """A row that is longer than an article may be."""


def read_delimited(path: Path, table: Table) -> Iterator[RawDocument | Refused]:
    """The rows of a CSV or TSV file; a row of no use is refused and the rest goes on."""
    try:
        with open_bounded(path) as file:
            yield from _rows(file, table)
    except PackedTooTightError as error:
        yield _refused(table, table.origin, "too_large", str(error))
    except UnreadableFileError as error:
        yield _refused(table, table.origin, "unreadable", str(error))


def _rows(file: BinaryIO, table: Table) -> Iterator[RawDocument | Refused]:
    sample = file.read(SAMPLED)
    try:
        encoding = _encoding(sample)
    except UndecodableError as error:
        yield _refused(table, table.origin, "encoding", str(error), sample)
        return
    lines = _Lines(io.TextIOWrapper(io.BufferedReader(_Joined(sample, file)), encoding, errors="replace", newline=""))
    csv.field_size_limit(MAX_BYTES)
    try:
        head = lines.peek()
        reader = csv.reader(lines, delimiter=max(DELIMITERS, key=lambda mark: (head.count(mark), mark == ",")))
        columns = next(reader, [])[:MAX_COLUMNS]
    except (csv.Error, TooLongError) as error:
        yield _refused(table, table.origin, "broken_line", f"its first row: {error}", sample)
        return
    if (refusal := _without_text(columns, table)) is not None:
        yield refusal
        return
    while True:
        lines.begin_row()
        try:
            row = next(reader, None)
        except (csv.Error, TooLongError) as error:
            where = f"{table.origin}:{lines.number}"
            yield _refused(table, where, "too_large" if isinstance(error, TooLongError) else "broken_line", str(error))
            continue
        if row is None:
            return
        if any(row):
            yield _document(dict(zip(columns, row, strict=False)), table, f"{table.origin}:{reader.line_num}")


class _Joined(io.RawIOBase):
    """A stream from its beginning, of which a sample was taken."""

    def __init__(self, sample: bytes, rest: BinaryIO) -> None:
        self._sample, self._rest = io.BytesIO(sample), rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        block = self._sample.read(len(buffer)) or self._rest.read(len(buffer))
        buffer[: len(block)] = block
        return len(block)


class _Lines:
    """Lines of a text, with a bound on those of one row."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self._ahead: str | None = None
        self._left = MAX_BYTES
        self.number = 0

    def begin_row(self) -> None:
        self._left = MAX_BYTES

    def peek(self) -> str:
        """The line that comes next."""
        self._ahead = self._next()
        return self._ahead

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line, self._ahead = self._ahead if self._ahead is not None else self._next(), None
        if not line:
            raise StopIteration
        self.number += 1
        return line

    def _next(self) -> str:
        line = self._text.readline(self._left + 1)
        self._left -= len(line)
        if self._left < 0:
            while not line.endswith("\n") and (line := self._text.readline(SAMPLED)):
                pass
            raise TooLongError(f"a row of more than {MAX_BYTES} characters")
        return line


def _encoding(sample: bytes) -> str:
    """The encoding of a file by a sample of it; raises `UndecodableError`."""
    for mark, name in MARKS:
        if sample.startswith(mark):
            return {"utf-8": "utf-8-sig", "utf-16-le": "utf-16", "utf-16-be": "utf-16"}.get(name, "utf-32")
    text = decode(sample)
    for name in ("utf-8", "cp1252"):
        if sample.decode(name, "ignore") == text or sample[:-4].decode(name, "replace") == text[: len(text) - 4]:
            return name
    return "utf-8" if "\ufffd" in text else "cp1252"


def read_parquet(path: Path, table: Table) -> Iterator[RawDocument | Refused]:
    """The rows of a Parquet file, a few at a time, only of the columns that are known."""
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    try:
        with ParquetFile(path, memory_map=False) as file:
            columns = file.schema_arrow.names
            if (refusal := _without_text(columns, table)) is not None:
                yield refusal
                return
            known = [name for name in columns[:MAX_COLUMNS] if known_name(name)]
            yield from _batches(file, known, table, max(MAX_BYTES, path.stat().st_size * MAX_RATIO))
    except PackedTooTightError as error:
        yield _refused(table, table.origin, "too_large", str(error))
    except (ArrowException, OSError, ValueError, MemoryError) as error:
        yield _refused(table, table.origin, "unreadable", f"no Parquet file: {' '.join(str(error).split())[:300]}")


def _batches(file: Any, columns: list[str], table: Table, left: int) -> Iterator[RawDocument | Refused]:
    number = 0
    for batch in file.iter_batches(batch_size=BATCH_ROWS, columns=columns, use_threads=False):
        for row in batch.to_pylist():
            number += 1
            document = _document(row, table, f"{table.origin}:{number}")
            left -= len(document.content) if isinstance(document, RawDocument) else document.raw_bytes
            if left < 0:
                raise PackedTooTightError(f"row {number}: the rows are more than {MAX_RATIO} times the file")
            yield document


def _document(row: dict[str, Any], table: Table, where: str) -> RawDocument | Refused:
    said = {name: plain for name, value in row.items() if (plain := _plain(value)) not in (None, "")}
    line = json.dumps(said, ensure_ascii=True, sort_keys=True).encode()
    if len(line) > MAX_BYTES:
        return _refused(table, where, "too_large", f"{len(line)} bytes; allowed are {MAX_BYTES}", line)
    return line_document(line, table, where)


def _plain(value: Any) -> Any:
    """A cell as JSON can hold it."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list):
        return [_plain(part) for part in value]
    if isinstance(value, dict):
        return {str(name): _plain(part) for name, part in value.items()}
    return value if value is None or isinstance(value, str | int | float) else str(value)


def _without_text(columns: list[str], table: Table) -> Refused | None:
    """Why a table holds no articles: none of its columns holds the text."""
    fields = (*TEXT_FIELDS, *HTML_FIELDS)
    if any(known_name(column) in fields for column in columns):
        return None
    shown = ", ".join(repr(column[:40]) for column in islice(columns, 20)) or "none"
    return _refused(
        table, table.origin, "no_text_field", f"columns: {shown}; the text is looked for in {', '.join(fields)}"
    )


def _refused(table: Table, where: str, reason: str, detail: str, raw: bytes = b"") -> Refused:
    return refuse(table, where, reason, f"{where}: {detail}", raw, len(raw), guid=table.guid_prefix + where)
