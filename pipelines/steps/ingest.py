"""Ingest: what the sources hold now, read and appended to the journal. What a source or a page is lives elsewhere."""

import time
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from hashlib import sha256
from importlib.resources import as_file, files
from pathlib import Path

import polars as pl

from pipelines import records
from pipelines.config import Settings
from pipelines.reading.article import RawDocument, Refused
from pipelines.reading.reader import read_document
from pipelines.sources.addresses import is_url, parse_url
from pipelines.sources.folder import MissingFolderError, name_of, walk
from pipelines.sources.kinds import DAILY, WEB_KINDS, MissingFileError, check_source, documents, documents_at
from pipelines.sources.new_files import EveryFile, NewFiles, day_of
from pipelines.sources.source import Source, SourceTableError, load_sources
from pipelines.sources.visits import Visits
from pipelines.steps.folder import Progress, nobody, open_journal
from pipelines.steps.web import WebRead, reading_ahead
from schemas.contracts import dtypes, uphold
from schemas.frames import Articles
from schemas.journal import Draft
from warehouse.folder import DataFolder
from warehouse.journal.journal import Journal

SAMPLES, INBOX, PATH = "samples", "inbox", "path"
PART_CHARACTERS = 16 * 1024 * 1024
"""Of raw documents that one batch holds; a larger source is stored in several, each a read of its own."""


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What one read of one source brought; `is_unusual` where it is outside the range that the source states.

    `problems` are failures to fetch that are no records: what the journal has of these articles stands. `refused`
    names each document that gives no article, with the reason, also those that the journal knew already.
    """

    source_id: str
    read: int
    new: int
    unchanged: int
    rejected: int
    is_unusual: bool
    seconds: float
    problems: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    reasons: dict[str, int] = field(default_factory=dict, hash=False)
    """Of what was refused: how often each."""


def sources(settings: Settings, with_samples: bool = False) -> list[Source]:
    """The rows of `seeds/sources.csv`, the samples only when asked for, then those of the data folder's own table."""
    with as_file(files("seeds") / "sources.csv") as table:
        given = load_sources(table)
    own = settings.data_folder / "sources.csv"
    added = load_sources(own, str(own)) if own.is_file() else []
    for source in added:
        if source.id in {row.id for row in given}:
            raise SourceTableError(f"{own} has the id {source.id!r}, which seeds/sources.csv has too. Ids must differ.")
    return [source for source in (*given, *added) if with_samples or source.id != SAMPLES]


def ingest(
    settings: Settings,
    paths: Sequence[str | Path] = (),
    with_samples: bool = False,
    on_progress: Progress = nobody,
    with_daily: bool = True,
) -> list[IngestReport]:
    """Reads the named files, folders and URLs, or without any all sources, each as one batch.

    Of a source's files those are passed over that stand as they did when the journal took them. What is on the web
    is fetched from several hosts at once while the rest is read.
    """
    named = [_named(path) for path in paths] if paths else _checked(sources(settings, with_samples))
    wanted = {
        source.id: source for source in named if source.kind != DAILY or (with_daily and _is_there(settings, source))
    }
    folder, journal = open_journal(settings)
    on_web = [source for source in wanted.values() if source.kind in WEB_KINDS]
    unknown = {source.id for source in on_web if journal.last_read(source.id) is None}
    with reading_ahead(settings, on_web, folder.visits, unknown, journal.begin_read) as reads:
        return [
            _ingest_web(journal, reads[source.id], on_progress)
            if source.id in reads
            else _ingest_named(journal, source, on_progress)
            if source.kind == PATH
            else _ingest_files(settings, journal, source, on_progress)
            for source in wanted.values()
        ]


def ingest_days(settings: Settings, first: date, last: date, on_progress: Progress = nobody) -> list[IngestReport]:
    """Reads the files of these days, both ends with them, from every source of kind `daily`."""
    _, journal = open_journal(settings)
    daily = [each for each in _checked(sources(settings)) if each.kind == DAILY and _is_there(settings, each)]
    return [_ingest_files(settings, journal, source, on_progress, (first, last)) for source in daily]


def dated_files(settings: Settings, only_new: bool = False) -> dict[date, list[Path]]:
    """The files of every source of kind `daily` by their day, in order; `only_new`: those that wait to be read."""
    found: dict[date, list[Path]] = {}
    journal = open_journal(settings)[1] if only_new else None
    for source in sources(settings):
        if source.kind != DAILY or not _is_there(settings, source):
            continue
        root = _root(settings, source)
        choice = _choice(settings, journal, source) if journal else EveryFile()
        for path in walk(root):
            day = day_of(path.name)
            if day and choice.wants(path, name_of(path, root)):
                found.setdefault(day, []).append(path)
    return dict(sorted(found.items()))


def _choice(settings: Settings, journal: Journal, source: Source, days: tuple[date, date] | None = None) -> NewFiles:
    """A source's files that the journal does not have as they are."""
    visits = DataFolder(settings.data_folder).visits
    return NewFiles(Visits(visits, source.id, journal.last_read(source.id) is None), reader_digest(), days)


@cache
def reader_digest() -> str:
    """Changes when the readers' code does: then files that were read are read again."""
    code = sorted(
        file.read_bytes()
        for package in ("pipelines.sources", "pipelines.reading")
        for file in files(package).iterdir()
        if file.name.endswith(".py")
    )
    return sha256(b"\0".join(code)).hexdigest()[:12]


def _checked(named: list[Source]) -> list[Source]:
    for source in named:
        check_source(source)
    return named


def _named(path: str | Path) -> Source:
    """What was asked for as a source: a URL by itself, else a path whose articles are named by where they lie in it."""
    if isinstance(path, str) and is_url(path):
        address = str(parse_url(path))
        return Source(id=f"url:{address}", kind="page", address=address)
    return Source(id=f"path:{Path(path).resolve().as_posix()}", kind=PATH, address=str(path))


def _root(settings: Settings, source: Source) -> Path:
    """Where a source's files lie."""
    with as_file(files("seeds")) as seeds:
        return settings.inbox_folder if source.id == INBOX else source.path(seeds, settings.data_folder)


def _is_there(settings: Settings, source: Source) -> bool:
    return _root(settings, source).is_dir()


def _ingest_named(journal: Journal, source: Source, on_progress: Progress) -> IngestReport:
    """What somebody named, whole."""
    started, observed_at = time.monotonic(), journal.begin_read(source.id)
    found = documents_at(Path(source.address), source.id, observed_at)
    return _append(journal, source, observed_at, _parts(_read(found, on_progress)), started)


def _ingest_files(
    settings: Settings,
    journal: Journal,
    source: Source,
    on_progress: Progress,
    days: tuple[date, date] | None = None,
) -> IngestReport:
    """What is new in a source's files; one that is not there is told of, and costs the other sources nothing."""
    started, observed_at = time.monotonic(), journal.begin_read(source.id)
    choice = _choice(settings, journal, source, days)
    visits = choice.visits

    def told() -> Iterator[Draft]:
        for draft in _read(documents(source, _root(settings, source), observed_at, choice), on_progress):
            if draft.kind == "article_rejected":
                choice.refuse()
            yield draft

    try:
        return _append(journal, source, observed_at, _parts(told()), started, visits)
    except (MissingFolderError, MissingFileError) as error:
        unread = Visits()
        unread.problems.append(str(error))
        return _append(journal, source, observed_at, [], started, unread)


def _ingest_web(journal: Journal, read: WebRead, on_progress: Progress) -> IngestReport:
    """What was fetched."""
    started = time.monotonic()
    drafts = list(_read(read.documents(), on_progress))
    return _append(journal, read.source, read.observed_at, [drafts], started, read.web.visits)


def _append(
    journal: Journal,
    source: Source,
    observed_at: datetime,
    parts: Iterable[list[Draft]],
    started: float,
    visits: Visits | None = None,
) -> IngestReport:
    """Each part as a batch; a source that could not be had at all was not read.

    `visits`, complete after the last part, has the problems, and counts the articles that were found unchanged unread.
    It is kept once the journal has every part, and not where one was ignored since a later read had come before.
    Of an article that a source holds twice the last counts, but never one that an earlier part has stored: else every
    read of the same file would store both again.
    """
    visits = visits or Visits()
    read, unread, new, rejected, is_stored = 0, 0, 0, 0, True
    refused: list[str] = []
    reasons: Counter[str] = Counter()
    stored: set[str] = set()
    for number, drafts in enumerate(parts):
        newly_unread, unread = visits.unchanged - unread, visits.unchanged
        read += len(drafts) + newly_unread
        latest = {draft.stream: draft for draft in drafts if draft.stream not in stored}
        stored |= latest.keys()
        if read or not visits.problems:
            read_at = observed_at + timedelta(microseconds=number)
            upheld = _upheld(latest.values())
            report = journal.append_read(source.id, read_at, upheld, len(drafts) + newly_unread)
            rejections = [draft for draft in upheld if draft.kind == "article_rejected"]
            refused += map(_refusal, rejections)
            reasons.update(draft.payload["reason"] for draft in rejections)
            new, rejected = new + report.new, rejected + report.rejected
            is_stored = is_stored and not report.ignored
    if is_stored:
        visits.commit()
    read += visits.unchanged - unread
    least, most = source.min_articles or 0, source.max_articles
    return IngestReport(
        source_id=source.id,
        read=read,
        new=new,
        unchanged=read - new - rejected,
        rejected=rejected,
        is_unusual=read < least or (most is not None and read > most),
        seconds=round(time.monotonic() - started, 3),
        problems=tuple(visits.problems),
        refused=tuple(refused),
        reasons=dict(reasons.most_common()),
    )


def _refusal(draft: Draft) -> str:
    """Where a document lies, the reason why it gave no article, and what was found."""
    origin, detail = draft.payload["origin"], draft.payload["detail"]
    return f"{origin}: {draft.payload['reason']}: {detail.removeprefix(origin).removeprefix(': ')}"


def _upheld(drafts: Collection[Draft]) -> list[Draft]:
    """The drafts, with every article that breaks its contract turned into a rejection that says why."""
    read = [draft.payload["article"] for draft in drafts if draft.kind == "article_fetched"]
    aside = uphold(Articles, pl.DataFrame(read, schema=dtypes(Articles))).set_aside
    broken = {f"article/{key}": reason for key, reason in aside.select("key", "reason").iter_rows()}
    return [
        records.rejected_by_contract(draft, broken[draft.stream]) if draft.stream in broken else draft
        for draft in drafts
    ]


def _parts(drafts: Iterable[Draft]) -> Iterator[list[Draft]]:
    """The drafts in lists that memory can hold, in order; one empty list where there are none."""
    part: list[Draft] = []
    characters, is_first = 0, True
    for item in drafts:
        part.append(item)
        characters += len(item.payload["raw_text"] or item.payload["raw_base64"] or "")
        if characters >= PART_CHARACTERS:
            yield part
            part, characters, is_first = [], 0, False
    if part or is_first:
        yield part


def _read(found: Iterable[RawDocument | Refused], on_progress: Progress) -> Iterator[Draft]:
    for done, raw in enumerate(found, 1):
        yield records.document_read(raw, None if isinstance(raw, Refused) else read_document(raw))
        on_progress(done, 0)
