"""Proving the journal: every digest from its rows, every link of the chain, every position. Nothing is written."""

import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from warehouse.journal import segments
from warehouse.journal.folder import MissingSegment, SegmentFolder
from warehouse.journal.segments import GENESIS, START, BrokenSegment, End, Segment, instant
from warehouse.sqlite import connect_read_only


@dataclass(frozen=True, slots=True)
class Verification:
    """How far the journal is proved. `digest` is that of the last append proved: kept elsewhere, it proves the whole.

    `broken` is the name of the first file that is not as it should be and `reason` says why; both None: all is whole.
    `recorded_at` is when the last record proved was stored.
    """

    appends: int
    records: int
    digest: str
    broken: str | None = None
    reason: str | None = None
    recorded_at: datetime | None = None

    @property
    def is_whole(self) -> bool:
        """Whether nothing is broken."""
        return self.broken is None


def prove(journal: Path) -> Verification:
    """Proves all segments from the files alone, and that none is missing at their end; writes nothing.

    Missing at the end are appends that the index beside the folder has seen and the folder lacks. Once a journal is
    opened, its index is made anew from what there is, and knows no more of them.
    """
    if not journal.is_dir():
        return Verification(0, 0, GENESIS, journal.name, f"there is no folder '{journal}'")
    seen = _last_append_seen(journal.parent / "index.sqlite")
    told = verify(SegmentFolder(journal))
    if not told.is_whole or seen <= told.appends:
        return told
    reason = f"the index has seen {seen} appends, but the journal ends after {told.appends}"
    return replace(told, broken=f"{told.appends + 1:010d}.parquet", reason=reason)


def last_position(journal: Path) -> int:
    """The last position, as the last segment states it; 0 for an empty journal. Raises `BrokenSegment`."""
    folder = SegmentFolder(journal)
    with folder.shared():
        files = folder.files(fresh=True)
        if not files:
            return 0
        with Segment(files[-1].path, files[-1].first, files[-1].last) as segment:
            return segment.parts()[-1].last_position


def verify(folder: SegmentFolder) -> Verification:
    """Read all segments and prove them, up to the first that is broken."""
    end = START
    with folder.shared():
        try:
            for file in folder.files(fresh=True):
                with Segment(file.path, file.first, file.last) as segment:
                    for part, rows in segment.appends(end.number):
                        next_end = segments.end_after(end, file.path, part, rows)
                        segments.prove(file.path, part, rows)
                        end = next_end
        except BrokenSegment as error:
            return _proved(end, error.path.name, error.reason)
        except MissingSegment as error:
            return _proved(end, error.expected, str(error))
    return _proved(end)


def _proved(end: End, broken: str | None = None, reason: str | None = None) -> Verification:
    recorded_at = instant(end.recorded_at) if end.number else None
    return Verification(end.number, end.position, end.digest, broken, reason, recorded_at)


def _last_append_seen(index: Path) -> int:
    """Number of the last append that the index has taken in; 0 where there is none to ask."""
    with suppress(sqlite3.Error), closing(connect_read_only(index)) as connection:
        ((number,),) = connection.execute("select max(number) from appends").fetchall()
        return int(number or 0)
    return 0
