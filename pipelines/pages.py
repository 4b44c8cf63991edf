"""`dateline read` and `dateline explain`: pages, texts and other documents in, clean articles out; no data folder."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.config import Settings
from pipelines.explain_reading import described
from pipelines.reading.article import Article, RawDocument, Refusal, Refused
from pipelines.reading.notes import Notes
from pipelines.reading.reader import read_document
from pipelines.sources.addresses import is_url, parse_url
from pipelines.sources.kinds import documents_at, web_documents
from pipelines.sources.source import Source

if TYPE_CHECKING:
    from pipelines.explaining.explanation import Explanation

COMMAND_LINE = "command-line"


def read_path(settings: Settings, path: str) -> Iterator[Article | Refusal]:
    """Every article of a file, a folder or a URL, or why a document gave none."""
    for raw in _documents(settings, path):
        if isinstance(raw, Refused):
            yield Refusal(raw.document.article_id, raw.document.origin, raw.reason, raw.detail)
        else:
            yield read_document(raw, keep_stated_id=True)


def _documents(settings: Settings, path: str) -> Iterator[RawDocument | Refused]:
    observed_at = datetime.now(UTC)
    if not is_url(path):
        yield from documents_at(Path(path), COMMAND_LINE, observed_at)
        return
    from pipelines.sources.web import Web
    from pipelines.steps.web import open_fetcher

    with open_fetcher(settings) as fetcher:
        web = Web(fetcher, max_entries=settings.max_entries_per_read)
        yield from web_documents(Source(COMMAND_LINE, "page", str(parse_url(path))), observed_at, web)


def explain_pages(settings: Settings, pages: Sequence[str]) -> Iterator[str]:
    """Line by line, what each document's reader kept and what it left, and why."""
    for raw in (raw for page in pages for raw in _documents(settings, page)):
        notes = Notes()
        if isinstance(raw, Refused):
            refusal = Refusal(raw.document.article_id, raw.document.origin, raw.reason, raw.detail)
            yield from described(raw.document.origin, refusal, notes)
        else:
            yield from described(raw.origin, read_document(raw, keep_stated_id=True, notes=notes), notes)


def read_pages(settings: Settings, pages: Sequence[str], out: Path) -> tuple[int, list[Refusal]]:
    """Writes one clean article a line; returns how many, and what was set aside."""
    for page in filter(is_url, pages):
        parse_url(page)  # before anything is fetched or written
    count, refused = 0, []
    with out.open("w", encoding="utf-8") as lines:
        for result in (result for page in pages for result in read_path(settings, page)):
            if isinstance(result, Refusal):
                refused.append(result)
                continue
            lines.write(json.dumps(result.as_dict(), ensure_ascii=False) + "\n")
            count += 1
    return count, refused


def explained(settings: Settings, page: str) -> Iterator["Explanation | Refusal"]:
    """What there is to show of each article of a page or file, or why a document gave none."""
    from pipelines.coding.reference import load_reference
    from pipelines.explaining.explanation import explain_article

    reference = load_reference(settings.cache_folder)
    for result in read_path(settings, page):
        yield (
            result if isinstance(result, Refusal) else explain_article(result.as_dict(), reference, settings.languages)
        )
