"""What lies inside one segment: Parquet rows, the metadata that chain segments, and the digest that proves them.

A segment file holds one append, or, sealed, the appends of a range of numbers, each still provable by itself.
Names, locks and durable writing are in `folder.py`.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import islice, pairwise
from pathlib import Path
from typing import IO, Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from schemas.journal import VERSIONS, Draft, canonical_json

GENESIS = "0" * 64
"""What the first segment names as its predecessor's digest."""

SCHEMA_VERSION = 1
ROWS_PER_GROUP = 2048
BYTES_PER_GROUP = 8 * 2**20
"""A row group is what reading one record has to read: web pages are large, so bytes limit it as well as rows."""

SCHEMA = pa.schema(
    [
        pa.field("position", pa.int64(), nullable=False),
        pa.field("stream", pa.string(), nullable=False),
        pa.field("kind", pa.string(), nullable=False),
        pa.field("version", pa.int32(), nullable=False),
        pa.field("observed_at", pa.timestamp("us", tz="UTC"), nullable=False),
        pa.field("recorded_at", pa.timestamp("us", tz="UTC"), nullable=False),
        pa.field("content_hash", pa.string(), nullable=False),
        pa.field("payload", pa.string(), nullable=False),
    ]
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_WITHOUT_PAYLOAD = SCHEMA.names[:-1]


class BrokenSegment(Exception):
    """A segment cannot be read, or does not continue the one before it."""

    def __init__(self, path: Path, reason: str) -> None:
        """Name the file and what is wrong with it."""
        self.path, self.reason = path, reason
        super().__init__(
            f"Segment {path.name} is broken: {reason}. Put the file back from a backup of the journal; "
            "`dateline verify` shows how far the journal is whole."
        )


class Row(NamedTuple):
    """A stored record; instants are microseconds since 1970 UTC, the payload is its canonical JSON."""

    position: int
    stream: str
    kind: str
    version: int
    observed_at: int
    recorded_at: int
    content_hash: str
    payload: str


@dataclass(frozen=True, slots=True)
class Part:
    """One append: its number, its positions (both ends inclusive), and its place in the chain."""

    number: int
    first_position: int
    last_position: int
    writer: str
    predecessor: str
    digest: str


class End(NamedTuple):
    """The end of the journal after some append: what the next one has to continue."""

    number: int
    position: int
    recorded_at: int
    digest: str


START = End(0, 0, 0, GENESIS)
"""The end of an empty journal."""


def end_after(end: End, path: Path, part: Part, rows: Sequence[Row]) -> End:
    """The end after one more append; BrokenSegment where it does not go on where the one before it ended."""
    if part.first_position != end.position + 1:
        raise BrokenSegment(path, f"begins at position {part.first_position}, not at {end.position + 1}")
    if part.predecessor != end.digest:
        raise BrokenSegment(path, f"follows a segment of digest {part.predecessor[:12]}, not {end.digest[:12]}")
    if not rows or [row.position for row in rows] != list(range(part.first_position, part.last_position + 1)):
        raise BrokenSegment(path, "its positions are not gapless")
    recorded = [end.recorded_at, *(row.recorded_at for row in rows)]
    if any(earlier > later for earlier, later in pairwise(recorded)):
        raise BrokenSegment(path, "its recorded_at goes back")
    return End(part.number, part.last_position, rows[-1].recorded_at, part.digest)


def prove(path: Path, part: Part, rows: Sequence[Row]) -> None:
    """BrokenSegment where these rows are not what the digest was made of."""
    if part_of(rows, part.number, part.writer, part.predecessor) != part:
        raise BrokenSegment(path, f"the rows of append {part.number} do not have the digest that it states")


def microseconds(instant: datetime) -> int:
    """An instant as microseconds since 1970 UTC, exactly."""
    return (instant - _EPOCH) // timedelta(microseconds=1)


def instant(microseconds: int) -> datetime:
    """The instant in UTC that many microseconds after 1970."""
    return _EPOCH + timedelta(microseconds=microseconds)


def rows_of(drafts: Sequence[Draft], first_position: int, recorded_at: int) -> list[Row]:
    """Drafts as rows, in order, at consecutive positions."""
    return [
        Row(
            first_position + i,
            draft.stream,
            draft.kind,
            VERSIONS[draft.kind],
            microseconds(draft.observed_at),
            recorded_at,
            draft.content_hash,
            draft.json,
        )
        for i, draft in enumerate(drafts)
    ]


def part_of(rows: Sequence[Row], number: int, writer: str, predecessor: str) -> Part:
    """The append that these rows are, with its digest.

    The digest is of the rows' canonical text and of the predecessor's digest, never of Parquet's bytes: it stays
    the same when segments are sealed or written by another version of the library.
    """
    first, last = rows[0].position, rows[-1].position
    digest = sha256(canonical_json([number, first, writer, predecessor]).encode())
    for row in rows:
        digest.update(f"\n{canonical_json(row[:-1])}\n{row.payload}".encode())
    return Part(number, first, last, writer, predecessor, digest.hexdigest())


def table_of(rows: Sequence[Row]) -> pa.Table:
    """Rows as an Arrow table of the journal's schema."""
    columns = zip(*rows, strict=True)
    return pa.table([pa.array(c, type=f.type) for c, f in zip(columns, SCHEMA, strict=True)], schema=SCHEMA)


def open_writer(file: IO[bytes]) -> pq.ParquetWriter:
    """A writer of segment rows: zstd, with page checksums so that a flipped bit is noticed on reading."""
    return pq.ParquetWriter(
        file,
        SCHEMA,
        compression="zstd",
        use_dictionary=["kind", "version", "recorded_at"],
        write_statistics=["position", "stream", "kind", "recorded_at"],
        write_page_checksum=True,
        store_schema=False,
    )


def write(file: IO[bytes], rows: Sequence[Row], parts: Sequence[Part]) -> None:
    """Write rows as one whole segment file."""
    with open_writer(file) as writer:
        write_groups(writer, rows)
        writer.add_key_value_metadata(metadata(parts))


def write_groups(writer: pq.ParquetWriter, rows: Sequence[Row]) -> None:
    """Write rows as row groups, each within the limits."""
    begin, size = 0, 0
    for i, row in enumerate(rows):
        size += len(row.payload)
        if is_group_full(i - begin + 1, size):
            writer.write_table(table_of(rows[begin : i + 1]))
            begin, size = i + 1, 0
    if begin < len(rows):
        writer.write_table(table_of(rows[begin:]))


def is_group_full(rows: int, size: int) -> bool:
    """Whether so many rows, with payloads of that size together, are enough for one row group."""
    return rows >= ROWS_PER_GROUP or size >= BYTES_PER_GROUP


def metadata(parts: Sequence[Part]) -> dict[str, str]:
    """Key-value metadata of a file that holds these appends; `parts` stands in sealed files only."""
    first, last = parts[0], parts[-1]
    held = {
        "dateline.schema_version": str(SCHEMA_VERSION),
        "dateline.writer": last.writer,
        "dateline.first_position": str(first.first_position),
        "dateline.predecessor": first.predecessor,
        "dateline.digest": last.digest,
    }
    if len(parts) > 1:
        held["dateline.parts"] = canonical_json([[p.last_position, p.writer, p.digest] for p in parts])
    return held


class Segment:
    """An open segment file. It stays readable when sealing removes its name."""

    def __init__(self, path: Path, first_number: int, last_number: int) -> None:
        """Open the file; FileNotFoundError where sealing has just removed it."""
        self.path, self._first_number, self._last_number = path, first_number, last_number
        try:
            self._file = pq.ParquetFile(path, page_checksum_verification=True)
            self._metadata = self._file.metadata
        except FileNotFoundError:
            raise
        except (pa.ArrowException, OSError) as error:
            raise BrokenSegment(path, f"not readable as Parquet ({_first_line(error)})") from error
        if self._file.schema_arrow.names != SCHEMA.names:
            raise BrokenSegment(path, f"has the columns {', '.join(self._file.schema_arrow.names)}")

    def __enter__(self) -> "Segment":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def parts(self) -> list[Part]:
        """The appends that the file says it holds, in order."""
        held = {k.decode(): v.decode() for k, v in (self._metadata.metadata or {}).items()}
        try:
            if int(held["dateline.schema_version"]) > SCHEMA_VERSION:
                raise BrokenSegment(self.path, "written by a newer Dateline; use that one")
            first, predecessor = int(held["dateline.first_position"]), held["dateline.predecessor"]
            last = first + self._metadata.num_rows - 1
            listed = json.loads(held.get("dateline.parts", "null")) or [
                [last, held["dateline.writer"], held["dateline.digest"]]
            ]
        except (KeyError, ValueError) as error:
            raise BrokenSegment(self.path, f"its metadata lack or garble {error}") from error
        parts = []
        for number, (end, writer, digest) in enumerate(listed, start=self._first_number):
            parts.append(Part(number, first, end, writer, predecessor, digest))
            first, predecessor = end + 1, digest
        if parts[-1].number != self._last_number or parts[-1].last_position != last:
            raise BrokenSegment(self.path, "its metadata, its name and its number of rows do not agree")
        return parts

    def rows(self, first_position: int, *, payload_of: frozenset[str] | None = None) -> Iterator[Row]:
        """Rows from a position on; with `payload_of`, the payloads of other kinds are left empty and not read."""
        for group in self._groups(first_position):
            columns = SCHEMA.names
            if payload_of is not None and not self._holds(group, payload_of):
                columns = _WITHOUT_PAYLOAD
            yield from rows_in(self.table(group, columns), first_position)

    def appends(self, after: int) -> Iterator[tuple[Part, list[Row]]]:
        """Each append numbered after `after`, with all its rows."""
        yield from self._appends(after, None)

    def appends_to_fold(self, after: int) -> Iterator[tuple[Part, list[Row]]]:
        """Each append numbered after `after`; payloads only where codings and answers say what of."""
        yield from self._appends(after, frozenset({"article_coded", "article_answered"}))

    def tables(self, first_position: int, last_position: int) -> Iterator[pa.Table]:
        """Rows between two positions, inclusive, a row group at a time."""
        for group in self._groups(first_position):
            table = self.table(group, SCHEMA.names)
            start = table["position"][0].as_py()
            skip = max(0, first_position - start)
            yield table.slice(skip, max(0, last_position - start - skip + 1))
            if start + table.num_rows > last_position:
                return

    def table(self, group: int, columns: list[str]) -> pa.Table:
        """One row group."""
        try:
            return self._file.read_row_group(group, columns=columns, use_threads=False)
        except (pa.ArrowException, OSError) as error:
            raise BrokenSegment(self.path, f"its rows are not readable ({_first_line(error)})") from error

    def _appends(self, after: int, payload_of: frozenset[str] | None) -> Iterator[tuple[Part, list[Row]]]:
        parts = [part for part in self.parts() if part.number > after]
        if not parts:
            return
        rows = self.rows(parts[0].first_position, payload_of=payload_of)
        for part in parts:
            yield part, list(islice(rows, part.last_position - part.first_position + 1))

    def _groups(self, first_position: int) -> Iterator[int]:
        start = int(self._metadata.metadata[b"dateline.first_position"])
        for group in range(self._metadata.num_row_groups):
            start += self._metadata.row_group(group).num_rows
            if start > first_position:
                yield group

    def _holds(self, group: int, kinds: frozenset[str]) -> bool:
        return not kinds.isdisjoint(self.table(group, ["kind"])["kind"].to_pylist())


def rows_in(table: pa.Table, first_position: int = 0) -> Iterator[Row]:
    """Rows of a table from a position on; without a payload column, with empty payloads."""
    columns: list[Any] = [
        column.cast(pa.int64()).to_pylist() if pa.types.is_timestamp(column.type) else column.to_pylist()
        for column in table.columns
    ]
    if len(columns) < len(SCHEMA.names):
        columns.append([""] * table.num_rows)
    return (row for row in map(Row._make, zip(*columns, strict=True)) if row.position >= first_position)


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
