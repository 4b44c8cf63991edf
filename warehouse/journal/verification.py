"""Proving the journal: every digest from its rows, every link of the chain, every position. Nothing is repaired."""

from dataclasses import dataclass

from warehouse.journal import segments
from warehouse.journal.folder import MissingSegment, SegmentFolder
from warehouse.journal.segments import START, BrokenSegment, Segment


@dataclass(frozen=True, slots=True)
class Verification:
    """How far the journal is proved. `digest` is that of the last append proved: kept elsewhere, it proves the whole.

    `broken` is the name of the first file that is not as it should be and `reason` says why; both None: all is whole.
    """

    appends: int
    records: int
    digest: str
    broken: str | None = None
    reason: str | None = None

    @property
    def is_whole(self) -> bool:
        """Whether nothing is broken."""
        return self.broken is None


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
            return Verification(end.number, end.position, end.digest, error.path.name, error.reason)
        except MissingSegment as error:
            return Verification(end.number, end.position, end.digest, error.expected, str(error))
    return Verification(end.number, end.position, end.digest)
