"""The journal: append, ask what is new or uncoded, read back. Everything else is a pure function of what stands here.

The rules of what is appended are here. What a record says is `schemas/journal.py`; how the index keeps step with the
segments is `store.py`; sealing and proving are `sealing.py` and `verification.py`.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl

from schemas.journal import Draft, PayloadError, Record, check_instant, draft
from warehouse.journal import reading
from warehouse.journal.folder import SegmentFolder
from warehouse.journal.index import Head
from warehouse.journal.reading import SegmentRange, UnknownPosition
from warehouse.journal.sealing import Sealing, seal
from warehouse.journal.segments import instant, microseconds
from warehouse.journal.store import Store
from warehouse.journal.verification import Verification, prove

__all__ = ["BatchReport", "CodedReport", "Journal", "SegmentRange", "Uncoded", "UnknownArticle", "UnknownPosition"]

_NOTE_EVERY = 1000


class UnknownArticle(LookupError):
    """A withdrawal names an article that the journal has never seen."""

    def __init__(self, stream: str) -> None:
        """Name the stream."""
        super().__init__(f"No record of '{stream}': only an article that the journal holds can be withdrawn.")


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
        self.folder = folder
        self._clock = clock
        self._store = Store(folder, writer, clock)
        self._index = self._store.index

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

        return self._store.append(decide)

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

        return self._store.append(decide)

    def append_answered(self, item: Draft) -> int | None:
        """Append what a language model answered about an article; None where this question is answered already.

        An answer is kept even when the article has changed meanwhile: it cannot be had again for nothing.
        """
        if item.kind != "article_answered":
            raise PayloadError(item.kind, "kind", item.kind, "article_answered")
        position, asked_as = item.payload["article_position"], item.payload["asked_as"]

        def decide() -> tuple[list[Draft], int | None]:
            if self._index.answers(asked_as, [position]):
                return [], None
            return [item], self._next([item])[0]

        return self._store.append(decide)

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

        return self._store.append(decide)

    def uncoded(self, coder_version: str, limit: int | None = None) -> list[Uncoded]:
        """Articles whose latest version this coder version has not coded, oldest first (rule 3)."""

        def ask() -> tuple[list[tuple[int, str]], int, int]:
            found = self._index.uncoded(coder_version, limit)
            done = found[0][0] - 1 if found else self._index.end().position
            return found, done, self._index.coded_up_to(coder_version)

        found, done, noted = self._store.ask(ask)
        if done - noted > _NOTE_EVERY:
            self._store.ask(lambda: self._index.note_coded_up_to(coder_version, ask()[1]), mode="immediate")
        return [Uncoded(position, stream.partition("/")[2]) for position, stream in found]

    def answers(self, asked_as: str, article_positions: Sequence[int]) -> dict[int, int]:
        """Where the answers of a model to a prompt stand, by the position of the article's version asked about."""
        return self._store.ask(lambda: self._index.answers(asked_as, article_positions))

    def head(self, article_id: str) -> Head | None:
        """What the last record of an article says about itself, or None."""
        stream = f"article/{article_id}"
        return self._store.ask(lambda: self._index.heads([stream]).get(stream))

    def last_read(self, source_id: str) -> datetime | None:
        """When the source was last read, or None."""
        read_at = self._store.ask(lambda: self._index.last_read(source_id))
        return None if read_at is None else instant(read_at)

    def begin_read(self, source_id: str) -> datetime:
        """When a read that begins now is to be said to have been: later than the last, also where a clock went back."""
        last = self.last_read(source_id)
        now = self._clock()
        return now if last is None else max(now, last + timedelta(microseconds=1))

    def last_position(self) -> int:
        """The last position, 0 for an empty journal."""
        return reading.last_position(self._store)

    def as_of(self, moment: datetime) -> int:
        """The last position recorded at or before an instant; 0 before the first (rule 7)."""
        check_instant("as_of", "moment", moment)
        return self._store.ask(lambda: self._index.position_as_of(microseconds(moment)))

    def read(self, positions: Iterable[int]) -> list[Record]:
        """Records at these positions, in the order asked, upcast."""
        return reading.read(self._store, positions)

    def records(
        self, after: int = 0, until: int | None = None, kinds: Collection[str] | None = None
    ) -> Iterator[pl.DataFrame]:
        """Records behind `after` up to `until` (inclusive; None: the last there is now), in chunks, in order.

        One row per record, columns as stored; payloads are JSON text of today's version.
        """
        return reading.chunks(self._store, after, until, kinds)

    def segments(self, after: int = 0) -> list[SegmentRange]:
        """Files that hold the records behind `after`, in order, for an engine that reads Parquet itself.

        Rows are as written: payloads are not upcast, and the first file may begin before `after`. Hold `reading()`
        for as long as the paths are used, or sealing may remove them.
        """
        return reading.ranges(self._store, after)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """While this is held, sealing removes no file."""
        with self._store.files.shared():
            yield

    def seal(self, min_segments: int = 64) -> Sealing:
        """Merge each run of at least so many small segments into one file; positions and digests stay.

        Appends and reads go on meanwhile. Where they leave no gap to remove the merged files, the next call does.
        """
        return seal(SegmentFolder(self.folder), min_segments)

    def verify(self) -> Verification:
        """Prove every digest, the chain and the positions from the files, and that none is missing at their end."""
        return prove(self.folder)

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
