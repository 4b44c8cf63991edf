"""Ingest: what the sources hold now, read and appended to the journal. What a source or a page is lives elsewhere."""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import as_file, files
from pathlib import Path

from pipelines import records
from pipelines.config import Settings
from pipelines.reading.article import RawDocument, Refused
from pipelines.reading.reader import read_document
from pipelines.sources.kinds import documents, documents_at
from pipelines.sources.source import Source, load_sources
from pipelines.steps.folder import Progress, nobody, open_journal
from schemas.journal import Draft
from warehouse.journal.journal import Journal

SAMPLES, INBOX = "samples", "inbox"


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What one read of one source brought; `is_unusual` where it is outside the range that the source states."""

    source_id: str
    read: int
    new: int
    unchanged: int
    rejected: int
    is_unusual: bool
    seconds: float


def sources(with_samples: bool = False) -> list[Source]:
    """The rows of `seeds/sources.csv`; the samples only when asked for."""
    with as_file(files("seeds") / "sources.csv") as table:
        return [source for source in load_sources(table) if with_samples or source.id != SAMPLES]


def ingest(
    settings: Settings, paths: Sequence[Path] = (), with_samples: bool = False, on_progress: Progress = nobody
) -> list[IngestReport]:
    """Reads the named files and folders, or without any all sources, each as one batch."""
    if paths:
        return [ingest_path(settings, path, on_progress) for path in paths]
    return [ingest_source(settings, source, on_progress) for source in sources(with_samples)]


def ingest_source(settings: Settings, source: Source, on_progress: Progress = nobody) -> IngestReport:
    """Reads a row of the table of sources."""
    folder, journal = open_journal(settings)
    with as_file(files("seeds")) as seeds:
        path = settings.inbox_folder if source.id == INBOX else source.path(seeds, folder.path)
        observed_at = datetime.now(UTC)
        return _ingest(journal, source, observed_at, documents(source, path, observed_at), on_progress)


def ingest_path(settings: Settings, path: Path, on_progress: Progress = nobody) -> IngestReport:
    """Reads a file or folder that is no row of the table; its articles are named by where they lie in it."""
    _, journal = open_journal(settings)
    observed_at = datetime.now(UTC)
    source = Source(id=f"path:{path.resolve().as_posix()}", kind="path", address=str(path))
    return _ingest(journal, source, observed_at, documents_at(path, source.id, observed_at), on_progress)


def _ingest(
    journal: Journal,
    source: Source,
    observed_at: datetime,
    found: Iterable[RawDocument | Refused],
    on_progress: Progress,
) -> IngestReport:
    started = time.monotonic()
    drafts = list(_read(found, on_progress))
    latest = {draft.stream: draft for draft in drafts}  # of an article that a source holds twice, the last counts
    report = journal.append_read(source.id, observed_at, latest.values(), len(drafts))
    least, most = source.min_articles or 0, source.max_articles
    return IngestReport(
        source_id=source.id,
        read=len(drafts),
        new=report.new,
        unchanged=len(drafts) - report.new - report.rejected,
        rejected=report.rejected,
        is_unusual=len(drafts) < least or (most is not None and len(drafts) > most),
        seconds=round(time.monotonic() - started, 3),
    )


def _read(found: Iterable[RawDocument | Refused], on_progress: Progress) -> Iterator[Draft]:
    for done, raw in enumerate(found, 1):
        yield records.document_read(raw, None if isinstance(raw, Refused) else read_document(raw))
        on_progress(done, 0)
