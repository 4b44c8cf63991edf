"""Reading the journal back: single records, frames in chunks, and the files for engines that read Parquet.

Old payloads are upcast here. What may be appended, and what is uncoded, is `journal.py`.
"""

import json
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from schemas.journal import VERSIONS, Record, canonical_json, upcast
from warehouse.journal.folder import SegmentFile, SegmentFolder
from warehouse.journal.segments import Row, Segment, instant, rows_in
from warehouse.journal.store import Store


class UnknownPosition(LookupError):
    """A position lies outside the journal."""

    def __init__(self, position: int, last: int) -> None:
        """Name the position and the last one there is."""
        super().__init__(f"No record at position {position}. The journal holds positions 1 to {last}.")


@dataclass(frozen=True, slots=True)
class SegmentRange:
    """A segment file and the positions in it, both ends inclusive."""

    path: Path
    first_position: int
    last_position: int


def read(store: Store, positions: Iterable[int]) -> list[Record]:
    """Records at these positions, in the order asked; UnknownPosition where there is none."""
    wanted = list(positions)
    last = last_position(store)
    for position in wanted:
        if not 1 <= position <= last:
            raise UnknownPosition(position, last)
    found: dict[int, Record] = {}
    due = sorted(set(wanted))
    while due:
        with _open_at(store, due[0]) as (segment, held):
            inside = bisect_right(due, held.last_position)
            for row in _pick(segment, due[:inside]):
                found[row.position] = _record(row)
        due = due[inside:]
    return [found[position] for position in wanted]


def chunks(store: Store, after: int, until: int | None, kinds: Collection[str] | None) -> Iterator[pl.DataFrame]:
    """Records behind `after` up to `until`, inclusive, a row group at a time."""
    last = last_position(store)
    position, end = after + 1, last if until is None else min(until, last)
    while position <= end:
        with _open_at(store, position) as (segment, held):
            for table in segment.tables(position, end):
                frame = _upcast(pl.DataFrame(table))
                frame = frame if kinds is None else frame.filter(pl.col("kind").is_in(list(kinds)))
                if not frame.is_empty():
                    yield frame
        position = held.last_position + 1


def scan(folder: SegmentFolder, kinds: Collection[str]) -> Iterator[pl.DataFrame]:
    """All records of these kinds in chunks, in order, upcast, from the files alone; raises `BrokenSegment`."""
    with folder.shared():
        for file in folder.files(fresh=True):
            with Segment(file.path, file.first, file.last) as segment:
                for table in segment.tables(0, sys.maxsize):
                    frame = pl.DataFrame(table).filter(pl.col("kind").is_in(list(kinds)))
                    if not frame.is_empty():
                        yield _upcast(frame)


def ranges(store: Store, after: int) -> list[SegmentRange]:
    """Files that hold the records behind `after`, in order."""

    def ask() -> list[SegmentRange]:
        end = store.index.end()
        if after >= end.position:
            return []
        number = store.index.append_holding(after + 1)
        return [_range(store, file) for file in _files_from(store, number, end.number)]

    return store.ask(ask)


def last_position(store: Store) -> int:
    """The last position, 0 for an empty journal."""
    return store.ask(lambda: store.index.end().position)


def _files_from(store: Store, number: int, last: int) -> list[SegmentFile]:
    files = store.files.files()
    begin = bisect_left(files, number, key=lambda file: file.last)
    return [file for file in files[begin:] if file.first <= last]


def _range(store: Store, file: SegmentFile) -> SegmentRange:
    return SegmentRange(file.path, *store.index.positions_of(file.first, file.last))


@contextmanager
def _open_at(store: Store, position: int) -> Iterator[tuple[Segment, SegmentRange]]:
    """The file that holds a position, open: it can be read even when its name is removed meanwhile."""

    def ask() -> tuple[Segment, SegmentRange]:
        number = store.index.append_holding(position)
        file = _files_from(store, number, number)[0]
        return Segment(file.path, file.first, file.last), _range(store, file)

    segment, held = store.ask(ask)
    with segment:
        yield segment, held


def _pick(segment: Segment, positions: Sequence[int]) -> Iterator[Row]:
    """Rows at these ascending positions; only the row groups that hold one are read."""
    i = 0
    while i < len(positions):
        table = next(segment.tables(positions[i], positions[-1]))
        first, rows = positions[i], table.num_rows
        while i < len(positions) and positions[i] < first + rows:
            yield next(rows_in(table.slice(positions[i] - first, 1)))
            i += 1


def _record(row: Row) -> Record:
    payload = upcast(row.kind, row.version, json.loads(row.payload))
    return Record(
        row.position,
        row.stream,
        row.kind,
        VERSIONS[row.kind],
        instant(row.observed_at),
        instant(row.recorded_at),
        row.content_hash,
        payload,
    )


def _upcast(frame: pl.DataFrame) -> pl.DataFrame:
    """Payloads and versions of today; what is of today already is not touched."""
    kinds, versions = frame["kind"].to_list(), frame["version"].to_list()
    if all(VERSIONS.get(kind) == version for kind, version in zip(kinds, versions, strict=True)):
        return frame
    payloads = [
        canonical_json(upcast(kind, version, json.loads(payload)))
        for kind, version, payload in zip(kinds, versions, frame["payload"].to_list(), strict=True)
    ]
    return frame.with_columns(
        pl.Series("payload", payloads),
        pl.Series("version", [VERSIONS[kind] for kind in kinds], dtype=pl.Int32),
    )
