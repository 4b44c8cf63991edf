"""Code: the articles that wait for this coder version, in chunks that are kept as soon as they are done."""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import polars as pl

from pipelines import records
from pipelines.coding.batch import CodedBatch, code_articles
from pipelines.coding.reference import current_version
from pipelines.config import Settings
from pipelines.steps.folder import Progress, nobody, open_journal
from schemas.contracts import SET_ASIDE, dtypes
from schemas.frames import FRAMES, Articles
from schemas.journal import Draft, Record

ARTICLE_ID = r'"article_id": "([^"]*)"'
"""Where a row set aside names its article."""


@dataclass(frozen=True, slots=True)
class CodeReport:
    """What coding the articles that this coder version had not coded gave."""

    articles: int
    other_language: int
    mentions: int
    set_aside: int
    seconds: float
    coder_version: str


def code_new(settings: Settings, on_progress: Progress = nobody) -> CodeReport:
    """Codes every article whose latest version waits for this coder version."""
    started = time.monotonic()
    _, journal = open_journal(settings)
    version = current_version()
    waiting = journal.uncoded(version)
    counts: Counter[str] = Counter()
    for start in range(0, len(waiting), settings.chunk_size):
        chunk = waiting[start : start + settings.chunk_size]

        def tell(articles: int) -> None:
            counts["done"] += articles
            on_progress(counts["done"], len(waiting))

        drafts = code_records(settings, version, journal.read(each.position for each in chunk), counts, tell)
        journal.append_coded(drafts)
    return CodeReport(
        articles=len(waiting) - counts["other_language"],
        other_language=counts["other_language"],
        mentions=counts["mentions"],
        set_aside=counts["set_aside"],
        seconds=round(time.monotonic() - started, 3),
        coder_version=version,
    )


def code_records(
    settings: Settings, version: str, chunk: Sequence[Record], counts: Counter[str], tell: Callable[[int], None]
) -> list[Draft]:
    """One draft for each article; one in a language that is not coded gets a coding that says so."""
    articles = {record.position: record.payload["article"] for record in chunk}
    coded_as = {p: a for p, a in articles.items() if a["language"] is None or a["language"] in settings.languages}
    frame = pl.DataFrame(list(coded_as.values()), schema=dtypes(Articles))
    batch = code_articles(frame, settings.cache_folder, settings.workers, tell)
    counts["other_language"] += len(articles) - len(coded_as)
    tell(len(articles) - len(coded_as))
    counts["mentions"] += batch.mentions.height
    counts["set_aside"] += batch.set_aside.height
    return list(_drafts(articles, coded_as, batch, version))


def _drafts(
    articles: dict[int, dict[str, Any]], coded_as: dict[int, dict[str, Any]], batch: CodedBatch, version: str
) -> Iterator[Draft]:
    now = datetime.now(UTC)
    frames = {name: _by_article(getattr(batch, name), "article_id") for name in FRAMES}
    aside = _by_article(batch.set_aside.with_columns(of_article=pl.col("row").str.extract(ARTICLE_ID)), "of_article")
    for position, article in articles.items():
        key = article["article_id"]
        of_article = {name: parts[key] for name, parts in frames.items() if key in parts}
        reasons = aside.get(key, pl.DataFrame(schema=SET_ASIDE)).select(list(SET_ASIDE))
        if position not in coded_as:
            reasons = _not_coded(article)
        yield records.article_coded(key, position, version, of_article, reasons, now)


def _by_article(frame: pl.DataFrame, column: str) -> dict[str, pl.DataFrame]:
    return {str(key[0]): part for key, part in frame.partition_by(column, as_dict=True).items()}


def _not_coded(article: dict[str, Any]) -> pl.DataFrame:
    reason = f"language_not_coded: the article is in '{article['language']}'"
    return pl.DataFrame([{"frame": "Articles", "key": article["article_id"], "reason": reason, "row": "{}"}], SET_ASIDE)
