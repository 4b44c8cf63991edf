"""Which files of a folder are read: all, those of some days, or those that changed since the journal took them."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from pipelines.reading.article import RawDocument, Refused
from pipelines.sources.visits import Visit, Visits

DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_.]?)(\d\d)\2(\d\d)(?:\d{4}|\d{6})?(?!\d)")
"""A day in a file's name: `2017-11-03.jsonl`, `NEWS-20171103120000-00012.warc.gz`."""


def day_of(name: str) -> date | None:
    """The first day that a file's name bears; null where it bears none."""
    for found in DAY.finditer(name):
        year, _, month, day = found.groups()
        try:
            return date(int(year), int(month), int(day))
        except ValueError:
            continue
    return None


class EveryFile:
    """Reads every file each time."""

    def taken(
        self, path: Path, relative: str, documents: Iterable[RawDocument | Refused]
    ) -> Iterator[RawDocument | Refused]:
        """The documents of a file, where it is to be read now; `documents` is not begun where it is not."""
        if self.wants(path, relative):
            number = 0
            for number, document in enumerate(documents, 1):  # noqa: B007 - the last number counts them
                yield document
            self.was_read(number)

    def wants(self, _path: Path, _relative: str) -> bool:
        """Whether a file is to be read now."""
        return True

    def was_read(self, _documents: int) -> None:
        """Says that the file that was wanted last is read, and how many documents it gave."""


class NewFiles(EveryFile):
    """Passes over files that stand as they did when the journal took them, and over those of other days.

    `reader` names the readers' code: when it changes, all are read again. A file that gave a document which was
    refused is read each time, so that its reason is told until somebody mends it.
    """

    def __init__(self, visits: Visits, reader: str, days: tuple[date, date] | None = None) -> None:
        self.visits, self._reader, self._days = visits, reader, days
        self._file, self._stamp, self._is_refused = "", "", False

    def wants(self, path: Path, relative: str) -> bool:
        """Whether a file is to be read now; of one that is known, its documents count as unchanged."""
        if self._days and not ((day := day_of(path.name)) and self._days[0] <= day <= self._days[1]):
            return False
        self._file, self._stamp, self._is_refused = relative, self._stamp_of(path), False
        known = self.visits.of(relative)
        if known is None or known.etag != self._stamp or not known.mark.isdigit():
            return True
        self.visits.unchanged += int(known.mark)
        self.visits.note(relative, known)
        return False

    def refuse(self) -> None:
        """Says that a document of the file that is being read gave no article."""
        self._is_refused = True

    def was_read(self, documents: int) -> None:
        """Remembers the file, unless something in it was refused."""
        if not self._is_refused:
            self.visits.note(self._file, Visit(etag=self._stamp, mark=str(documents)))

    def _stamp_of(self, path: Path) -> str:
        try:
            found = path.stat()
        except OSError:
            return ""
        return f"{self._reader} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}"
