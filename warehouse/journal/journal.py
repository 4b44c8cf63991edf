"""The journal: append, ask what is new or uncoded, read back. Everything else is a pure function of what stands here.

Sealing is in `sealing.py`, proving in `verification.py`; what a record says is in `schemas/journal.py`.
"""

import json
import sqlite3
import threading
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import polars as pl

from schemas.journal import VERSIONS, Draft, PayloadError, Record, canonical_json, check_instant, draft, upcast
from warehouse.journal import segments
from warehouse.journal.folder import NoRoom, SegmentExists, SegmentFile, SegmentFolder
from warehouse.journal.index import Head, Index, IndexBusy, is_full
from warehouse.journal.sealing import Sealing, seal
from warehouse.journal.segments import End, Row, Segment, instant, microseconds
from warehouse.journal.verification import Verification, verify

T = TypeVar("T")
_NOTE_EVERY = 1000
_MENDS = 3


class UnknownArticle(LookupError):
    """A withdrawal names an article that the journal has never seen."""

    def __init__(self, stream: str) -> None:
        """Name the stream."""
        super().__init__(f"No record of '{stream}': only an article that the journal holds can be withdrawn.")


class UnknownPosition(LookupError):
    """A position lies outside the journal."""

    def __init__(self, position: int, last: int) -> None:
        """Name the position and the last one there is."""
        super().__init__(f"No record at position {position}. The journal holds positions 1 to {last}.")


@dataclass(frozen=True, slots=True)
class BatchReport:
    """What an append of one read did. `rejected` counts rejections stored; unchanged ones are in `unchanged`.

    Positions are None where nothing was stored, which is so only for an ignored batch.
    """

    new: int
    unchanged: int
    rejected: int
    ignored: bool
    first_position: int | None
    last_position: int | None


@dataclass(frozen=True, slots=True)
class CodedReport:
    """What an append of codings did. Skipped: coded before, or the article has changed since."""

    coded: int
    skipped: int
    first_position: int | None
    last_position: int | None


@dataclass(frozen=True, slots=True)
class SegmentRange:
    """A segment file and the positions in it, both ends inclusive."""

    path: Path
    first_position: int
    last_position: int


@dataclass(frozen=True, slots=True)
class Uncoded:
    """The latest version of an article, waiting for a coder version."""

    position: int
    article_id: str


class Journal:
    """One journal folder, with its index beside it. Safe with several processes and threads."""

    def __init__(
        self,
        folder: Path,
        writer: str = "dateline",
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Open a journal, or begin one. `writer` stands in the segments written; `clock` gives UTC."""
        self.folder, self._writer, self._clock = folder, writer, clock
        self._files = SegmentFolder(folder)
        self._index = Index(folder.parent / "index.sqlite")
        self._guard = threading.RLock()
        self._proved: tuple[End, Path, tuple[int, ...]] | None = None

    def close(self) -> None:
        """Close the index. The segments need no closing."""
        self._index.close()

    def append_read(self, source_id: str, read_at: datetime, drafts: Iterable[Draft], read: int) -> BatchReport:
        """Append what one read of one source brought, closed by its `source_read`, as one segment.

        The batch is ignored unless `read_at` is later than the source's last read (rule 1). An article is stored only
        when it differs from the last record of its stream (rule 2). `read` is the number of documents read.
        """
        check_instant("source_read", "read_at", read_at)
        batch = list(drafts)
        for item in batch:
            if item.kind not in ("article_fetched", "article_rejected"):
                raise PayloadError(item.kind, "kind", item.kind, "article_fetched or article_rejected in a read")
            if item.payload["source_id"] != source_id:
                raise PayloadError(item.kind, "source_id", item.payload["source_id"], f"'{source_id}', which was read")

        def decide() -> tuple[list[Draft], BatchReport]:
            last = self._index.last_read(source_id)
            if last is not None and microseconds(read_at) <= last:
                return [], BatchReport(0, 0, 0, True, None, None)
            changed = self._changed(batch)
            rejected = sum(item.kind == "article_rejected" for item in changed)
            new, unchanged = len(changed) - rejected, len(batch) - len(changed)
            counts = {"read": read, "new": new, "unchanged": unchanged, "rejected": rejected}
            payload = {"source_id": source_id, "read_at": read_at.isoformat(), "counts": counts}
            closed = [*changed, draft("source_read", source_id, read_at, payload)]
            return closed, BatchReport(new, unchanged, rejected, False, *self._next(closed))

        return self._append(decide)

    def append_coded(self, drafts: Iterable[Draft]) -> CodedReport:
        """Append codings, but for those that are stored already or code a version that is no longer the latest."""
        batch = list(drafts)
        for item in batch:
            if item.kind != "article_coded":
                raise PayloadError(item.kind, "kind", item.kind, "article_coded")

        def decide() -> tuple[list[Draft], CodedReport]:
            heads = self._index.heads([item.stream for item in batch])
            due: dict[tuple[int, str], Draft] = {}
            for item in batch:
                if self._is_due(item, heads.get(item.stream)):
                    due.setdefault((item.payload["article_position"], item.payload["coder_version"]), item)
            kept = list(due.values())
            return kept, CodedReport(len(kept), len(batch) - len(kept), *self._next(kept))

        return self._append(decide)

    def append(self, item: Draft) -> int | None:
        """Append a withdrawal or a judgement; its position, or None where the stream says the same already."""
        if item.kind not in ("article_withdrawn", "judgement"):
            raise PayloadError(item.kind, "kind", item.kind, "article_withdrawn or judgement")

        def decide() -> tuple[list[Draft], int | None]:
            head = self._index.heads([item.stream]).get(item.stream)
            if item.kind == "article_withdrawn" and head is None:
                raise UnknownArticle(item.stream)
            if head and head.kind == item.kind and item.kind == "article_withdrawn":
                return [], None
            changed = self._changed([item])
            return changed, self._next(changed)[0]

        return self._append(decide)

    def uncoded(self, coder_version: str, limit: int | None = None) -> list[Uncoded]:
        """Articles whose latest version this coder version has not coded, oldest first (rule 3)."""

        def ask() -> tuple[list[tuple[int, str]], int, int]:
            found = self._index.uncoded(coder_version, limit)
            done = found[0][0] - 1 if found else self._index.end().position
            return found, done, self._index.coded_up_to(coder_version)

        found, done, noted = self._ask(ask)
        if done - noted > _NOTE_EVERY:
            self._ask(lambda: self._index.note_coded_up_to(coder_version, ask()[1]), mode="immediate")
        return [Uncoded(position, stream.partition("/")[2]) for position, stream in found]

    def head(self, article_id: str) -> Head | None:
        """What the last record of an article says about itself, or None."""
        stream = f"article/{article_id}"
        return self._ask(lambda: self._index.heads([stream]).get(stream))

    def last_read(self, source_id: str) -> datetime | None:
        """When the source was last read, or None."""
        read_at = self._ask(lambda: self._index.last_read(source_id))
        return None if read_at is None else instant(read_at)

    def last_position(self) -> int:
        """The last position, 0 for an empty journal."""
        return self._ask(lambda: self._index.end().position)

    def as_of(self, moment: datetime) -> int:
        """The last position recorded at or before an instant; 0 before the first (rule 7)."""
        check_instant("as_of", "moment", moment)
        return self._ask(lambda: self._index.position_as_of(microseconds(moment)))

    def read(self, positions: Iterable[int]) -> list[Record]:
        """Records at these positions, in the order asked, upcast."""
        wanted = list(positions)
        last = self.last_position()
        for position in wanted:
            if not 1 <= position <= last:
                raise UnknownPosition(position, last)
        found: dict[int, Record] = {}
        due = sorted(set(wanted))
        while due:
            with self._open_at(due[0]) as (segment, held):
                inside = bisect_right(due, held.last_position)
                for row in _pick(segment, due[:inside]):
                    found[row.position] = _record(row)
            due = due[inside:]
        return [found[position] for position in wanted]

    def records(
        self, after: int = 0, until: int | None = None, kinds: Collection[str] | None = None
    ) -> Iterator[pl.DataFrame]:
        """Records behind `after` up to `until` (inclusive; None: the last there is now), in chunks, in order.

        One row per record, columns as stored; payloads are JSON text of today's version.
        """
        last = self.last_position()
        position, end = after + 1, last if until is None else min(until, last)
        while position <= end:
            with self._open_at(position) as (segment, held):
                for table in segment.tables(position, end):
                    frame = _upcast(pl.DataFrame(table))
                    frame = frame if kinds is None else frame.filter(pl.col("kind").is_in(list(kinds)))
                    if not frame.is_empty():
                        yield frame
            position = held.last_position + 1

    def segments(self, after: int = 0) -> list[SegmentRange]:
        """Files that hold the records behind `after`, in order, for an engine that reads Parquet itself.

        Rows are as written: payloads are not upcast, and the first file may begin before `after`. Hold `reading()`
        for as long as the paths are used, or sealing may remove them.
        """

        def ask() -> list[SegmentRange]:
            end = self._index.end()
            if after >= end.position:
                return []
            number = self._index.append_holding(after + 1)
            return [self._range(file) for file in self._files_from(number, end.number)]

        return self._ask(ask)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """While this is held, sealing removes no file."""
        with self._files.shared():
            yield

    def seal(self, min_segments: int = 64) -> Sealing:
        """Merge each run of at least so many small segments into one file; positions and digests stay.

        Appends and reads go on meanwhile. Where they leave no gap to remove the merged files, the next call does.
        """
        return seal(self._files, min_segments)

    def verify(self) -> Verification:
        """Prove every digest, the chain and the positions, from the files alone."""
        return verify(self._files)

    def _files_from(self, number: int, last: int) -> list[SegmentFile]:
        files = self._files.files()
        begin = bisect_left(files, number, key=lambda file: file.last)
        return [file for file in files[begin:] if file.first <= last]

    def _range(self, file: SegmentFile) -> SegmentRange:
        return SegmentRange(file.path, *self._index.positions_of(file.first, file.last))

    @contextmanager
    def _open_at(self, position: int) -> Iterator[tuple[Segment, SegmentRange]]:
        """The file that holds a position, open: it can be read even when its name is removed meanwhile."""

        def ask() -> tuple[Segment, SegmentRange]:
            number = self._index.append_holding(position)
            file = self._files_from(number, number)[0]
            return Segment(file.path, file.first, file.last), self._range(file)

        segment, held = self._ask(ask)
        with segment:
            yield segment, held

    def _changed(self, batch: Sequence[Draft]) -> list[Draft]:
        heads = self._index.heads(list({item.stream: None for item in batch}))
        last = {stream: (head.kind, head.content_hash) for stream, head in heads.items()}
        changed = []
        for item in batch:
            if last.get(item.stream) != (item.kind, item.content_hash):
                last[item.stream] = (item.kind, item.content_hash)
                changed.append(item)
        return changed

    def _is_due(self, item: Draft, head: Head | None) -> bool:
        position = item.payload["article_position"]
        is_latest = head is not None and head.kind == "article_fetched" and head.position == position
        return is_latest and not self._index.is_coded(position, item.payload["coder_version"])

    def _next(self, drafts: Sequence[Draft]) -> tuple[int | None, int | None]:
        if not drafts:
            return None, None
        last = self._index.end().position
        return last + 1, last + len(drafts)

    def _append(self, decide: Callable[[], tuple[list[Draft], T]]) -> T:
        with self._guard, self._files.shared():
            while True:
                with suppress(SegmentExists):
                    return self._healing(lambda: self._try_append(decide))

    def _try_append(self, decide: Callable[[], tuple[list[Draft], T]]) -> T:
        """Decide on what the journal holds now and put the next segment; SegmentExists: decide again.

        The index's lock keeps writers from trying at once in vain; that no two take the same number is the folder's.
        """
        stored = False
        try:
            with self._index.transaction():
                self._catch_up()
                drafts, report = decide()
                if not drafts:
                    return report
                end = self._index.end()
                recorded_at = max(microseconds(self._clock()), end.recorded_at + 1)
                rows = segments.rows_of(drafts, end.position + 1, recorded_at)
                part = segments.part_of(rows, end.number + 1, self._writer, end.digest)
                file = self._files.single(part.number)
                self._files.put(file, lambda out: segments.write(out, rows, [part]))
                stored = True
                self._index.fold(part, rows)
                self._proved = self._index.end(), file.path, _identity(file.path)
        except (sqlite3.Error, IndexBusy):
            # Stored is stored: where only the index failed, the next call takes the segment in.
            if not stored:
                raise
        return report

    def _ask(self, question: Callable[[], T], mode: str = "deferred") -> T:
        with self._guard, self._files.shared():
            return self._healing(lambda: self._answer(question, mode))

    def _answer(self, question: Callable[[], T], mode: str) -> T:
        with self._index.transaction(mode):
            if self._is_current():
                return question()
        with self._index.transaction():
            self._catch_up()
            return question()

    def _healing(self, action: Callable[[], T]) -> T:
        """Run on an index that may have been deleted or damaged meanwhile: it is made anew from the segments."""
        self._index.reopen_if_replaced()
        for _ in range(_MENDS):
            try:
                return action()
            except sqlite3.Error as error:
                if is_full(error):
                    raise NoRoom(self._index.path.parent, error) from error
                if not self._index.mend(error):
                    raise
        return action()

    def _is_current(self) -> bool:
        end = self._index.end()
        files = self._files.files()
        return self._continues(end) and (files[-1].last if files else 0) == end.number

    def _continues(self, end: End) -> bool:
        """Whether the journal still holds the last append that the index has folded."""
        if end.number == 0:
            return True
        if self._proved and self._proved[0] == end and _identity(self._proved[1]) == self._proved[2]:
            return True
        for file in self._files.files(fresh=True):
            if file.first <= end.number <= file.last:
                with Segment(file.path, file.first, file.last) as segment:
                    part = segment.parts()[end.number - file.first]
                if (part.digest, part.last_position) == (end.digest, end.position):
                    self._proved = end, file.path, _identity(file.path)
                    return True
        return False

    def _catch_up(self) -> None:
        """Fold what others have appended, or everything where the index is of another journal."""
        end = self._index.end()
        if not self._continues(end):
            self._index.clear()
            end = self._index.end()
        files = self._files.files(fresh=end.number == 0)
        for file in files[bisect_right(files, end.number, key=lambda file: file.last) :]:
            with Segment(file.path, file.first, file.last) as segment:
                for part, rows in segment.appends_to_fold(end.number):
                    end = segments.end_after(end, file.path, part, rows)
                    self._index.fold(part, rows)
            self._proved = end, file.path, _identity(file.path)


def _identity(path: Path) -> tuple[int, ...]:
    try:
        status = path.stat()
    except FileNotFoundError:
        return ()
    return status.st_ino, status.st_ctime_ns, status.st_size


def _pick(segment: Segment, positions: Sequence[int]) -> Iterator[Row]:
    """Rows at these ascending positions; only the row groups that hold one are read."""
    i = 0
    while i < len(positions):
        table = next(segment.tables(positions[i], positions[-1]))
        first, rows = positions[i], table.num_rows
        while i < len(positions) and positions[i] < first + rows:
            yield next(segments.rows_in(table.slice(positions[i] - first, 1)))
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
