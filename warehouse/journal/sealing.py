"""Sealing: many small segments become one file of a range of numbers. No position, digest or row changes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO

from warehouse.journal import segments
from warehouse.journal.folder import SegmentFile, SegmentFolder
from warehouse.journal.segments import BrokenSegment, Part, Row, Segment

SMALL_BYTES = 64 * 2**20
MOST_BYTES = 256 * 2**20
MOST_APPENDS = 4096
_PATIENCE_S = 5.0


@dataclass(frozen=True, slots=True)
class Sealing:
    """What sealing did: files merged, files written in their place, files removed (now or left from before)."""

    merged: int
    written: int
    removed: int


def seal(folder: SegmentFolder, min_segments: int) -> Sealing:
    """Merge each run of at least `min_segments` small files, but never the newest; remove what is merged.

    The sealed file is put first; from then on it counts, and its parts are leftovers wherever a kill comes.
    """
    if min_segments < 2:
        raise ValueError(f"min_segments is {min_segments}; a run has two segments or more.")
    merged = written = removed = 0
    with folder.sealing() as is_only_one:
        if not is_only_one:
            return Sealing(0, 0, 0)
        while True:
            with folder.shared():
                run = _next_run(folder.files(fresh=True), min_segments)
                if not run:
                    break
                folder.put(folder.sealed(run[0].first, run[-1].last), lambda out, run=run: _merge(out, run))  # type: ignore[misc]
            merged, written = merged + len(run), written + 1
        with folder.alone(_PATIENCE_S) as is_alone:
            if is_alone:
                removed = folder.remove_leftovers()
    return Sealing(merged, written, removed)


def _next_run(files: Sequence[SegmentFile], least: int) -> list[SegmentFile]:
    """The first run of small files that is long enough and stays under the limits of a sealed file."""
    run: list[SegmentFile] = []
    size = 0
    for file in files[:-1]:
        bytes_here = file.path.stat().st_size
        appends = file.last - (run[0].first if run else file.first) + 1
        if bytes_here >= SMALL_BYTES or size + bytes_here > MOST_BYTES or appends > MOST_APPENDS:
            if len(run) >= least:
                return run
            run, size = [], 0
            if bytes_here >= SMALL_BYTES or file.last - file.first + 1 >= MOST_APPENDS:
                continue
        run.append(file)
        size += bytes_here
    return run if len(run) >= least else []


def _merge(out: IO[bytes], run: Sequence[SegmentFile]) -> None:
    parts: list[Part] = []
    waiting: list[Row] = []
    size = 0
    with segments.open_writer(out) as writer:
        for part, rows in _proved(run):
            parts.append(part)
            waiting += rows
            size += sum(len(row.payload) for row in rows)
            if segments.is_group_full(len(waiting), size):
                segments.write_groups(writer, waiting)
                waiting, size = [], 0
        segments.write_groups(writer, waiting)
        writer.add_key_value_metadata(segments.metadata(parts))


def _proved(run: Sequence[SegmentFile]) -> Iterator[tuple[Part, list[Row]]]:
    """The appends of a run; a broken one is never sealed, for that would hide which file it was."""
    end = None
    for file in run:
        with Segment(file.path, file.first, file.last) as segment:
            for part, rows in segment.appends(file.first - 1):
                segments.prove(file.path, part, rows)
                if end and (end.last_position + 1, end.digest) != (part.first_position, part.predecessor):
                    raise BrokenSegment(file.path, "does not continue the segment before it")
                end = part
                yield part, rows
