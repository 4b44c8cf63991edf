"""The folder and its index in step: every question and every append sees the whole journal.

The folder alone decides what the journal holds. Here the index follows it: newcomers are folded, an index of another
journal, deleted or damaged is made anew. What is asked and what may be appended is `journal.py`.
"""

import sqlite3
import threading
from bisect import bisect_right
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from schemas.journal import Draft
from warehouse.journal import segments
from warehouse.journal.folder import NoRoom, SegmentExists, SegmentFolder
from warehouse.journal.index import Index, IndexBusy, is_full
from warehouse.journal.segments import End, Segment, microseconds

T = TypeVar("T")
_MENDS = 3


class Store:
    """One journal's files and index. Safe with several processes and threads."""

    def __init__(self, folder: Path, writer: str, clock: Callable[[], datetime]) -> None:
        """Open both, or begin them; the index lies beside the folder."""
        self.files = SegmentFolder(folder)
        try:
            self.index = Index(folder.parent / "index.sqlite")
        except sqlite3.Error as error:
            if is_full(error):
                raise NoRoom(folder.parent, error) from error
            raise
        self._writer, self._clock = writer, clock
        self._guard = threading.RLock()
        self._proved: tuple[End, Path, tuple[int, ...]] | None = None

    def append(self, decide: Callable[[], tuple[list[Draft], T]]) -> T:
        """Put what `decide` gives as the next segment; it is asked again when another writer was faster.

        It answers with the drafts and with what is to be returned, from an index that knows the whole journal.
        """
        with self._guard, self.files.shared():
            while True:
                with suppress(SegmentExists):
                    return self._healing(lambda: self._try_append(decide))

    def _try_append(self, decide: Callable[[], tuple[list[Draft], T]]) -> T:
        """Decide on what the journal holds now and put the next segment; SegmentExists: decide again.

        The index's lock keeps writers from trying at once in vain; that no two take the same number is the folder's.
        """
        stored = False
        try:
            with self.index.transaction():
                self._catch_up()
                drafts, report = decide()
                if not drafts:
                    return report
                end = self.index.end()
                recorded_at = max(microseconds(self._clock()), end.recorded_at + 1)
                rows = segments.rows_of(drafts, end.position + 1, recorded_at)
                part = segments.part_of(rows, end.number + 1, self._writer, end.digest)
                file = self.files.single(part.number)
                self.files.put(file, lambda out: segments.write(out, rows, [part]))
                stored = True
                self.index.fold(part, rows)
                self._proved = self.index.end(), file.path, _identity(file.path)
        except (sqlite3.Error, IndexBusy):
            # Stored is stored: where only the index failed, the next call takes the segment in.
            if not stored:
                raise
        return report

    def ask(self, question: Callable[[], T], mode: str = "deferred") -> T:
        """Answer from an index that knows the whole journal; `immediate` where the question writes to it."""
        with self._guard, self.files.shared():
            return self._healing(lambda: self._answer(question, mode))

    def _answer(self, question: Callable[[], T], mode: str) -> T:
        with self.index.transaction(mode):
            if self._is_current():
                return question()
        with self.index.transaction():
            self._catch_up()
            return question()

    def _healing(self, action: Callable[[], T]) -> T:
        """Run on an index that may have been deleted or damaged meanwhile: it is made anew from the segments."""
        self.index.reopen_if_replaced()
        for _ in range(_MENDS):
            try:
                return action()
            except sqlite3.Error as error:
                if is_full(error):
                    raise NoRoom(self.index.path.parent, error) from error
                if not self.index.mend(error):
                    raise
        return action()

    def _is_current(self) -> bool:
        end = self.index.end()
        files = self.files.files()
        return self._continues(end) and (files[-1].last if files else 0) == end.number

    def _continues(self, end: End) -> bool:
        """Whether the journal still holds the last append that the index has folded."""
        if end.number == 0:
            return True
        if self._proved and self._proved[0] == end and _identity(self._proved[1]) == self._proved[2]:
            return True
        for file in self.files.files(fresh=True):
            if file.first <= end.number <= file.last:
                with Segment(file.path, file.first, file.last) as segment:
                    part = segment.parts()[end.number - file.first]
                if (part.digest, part.last_position) == (end.digest, end.position):
                    self._proved = end, file.path, _identity(file.path)
                    return True
        return False

    def _catch_up(self) -> None:
        """Fold what others have appended, or everything where the index is of another journal."""
        end = self.index.end()
        if not self._continues(end):
            self.index.clear()
            end = self.index.end()
        files = self.files.files(fresh=end.number == 0)
        for file in files[bisect_right(files, end.number, key=lambda file: file.last) :]:
            with Segment(file.path, file.first, file.last) as segment:
                for part, rows in segment.appends_to_fold(end.number):
                    end = segments.end_after(end, file.path, part, rows)
                    self.index.fold(part, rows)
            self._proved = end, file.path, _identity(file.path)


def _identity(path: Path) -> tuple[int, ...]:
    try:
        status = path.stat()
    except FileNotFoundError:
        return ()
    return status.st_ino, status.st_ctime_ns, status.st_size
