"""Code: the articles that wait for this coder version, in chunks that are kept every few seconds."""

import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import polars as pl

from pipelines import records
from pipelines.coding.batch import CodedBatch
from pipelines.coding.gazetteer import open_gazetteer
from pipelines.coding.pool import coded_chunks
from pipelines.coding.reference import current_version
from pipelines.config import Settings
from pipelines.language_model.asking import AskReport
from pipelines.steps.folder import Progress, nobody, open_journal
from schemas.contracts import SET_ASIDE, dtypes
from schemas.frames import FRAMES, Articles
from schemas.journal import Draft

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
    reasons: dict[str, int] = field(default_factory=dict, hash=False)
    """Of what was set aside: how often each."""
    asking: AskReport | None = None


def code_new(
    settings: Settings, on_progress: Progress = nobody, on_note: Callable[[str], None] = lambda _note: None
) -> CodeReport:
    """Codes every article whose latest version waits for this coder version; what is coded is kept whatever ends it."""
    if settings.coder == "llm":
        from pipelines.steps.ask import code_by_model

        return code_by_model(settings, on_progress, on_note)
    _, journal = open_journal(settings)
    version = current_version()
    waiting = journal.uncoded(version)
    if waiting:
        open_gazetteer(settings.cache_folder, on_note)
    started = time.monotonic()
    counts: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    chunks: deque[Chunk] = deque()

    def due() -> Iterator[pl.DataFrame]:
        for start in range(0, len(waiting), settings.chunk_size):
            records = journal.read(each.position for each in waiting[start : start + settings.chunk_size])
            chunks.append(Chunk({record.position: record.payload["article"] for record in records}, settings.languages))
            yield chunks[-1].to_code()

    with (
        closing(Keeper(journal.append_coded, settings.keep_every_s)) as keeper,
        closing(coded_chunks(due(), settings.cache_folder, settings.workers)) as batches,
    ):
        for batch in batches:
            chunk = chunks.popleft()
            keeper.add(coded_drafts(chunk, batch, version))
            counts["articles"] += len(chunk.articles)
            counts["other_language"] += len(chunk.articles) - len(chunk.coded)
            counts["mentions"] += batch.mentions.height
            counts["set_aside"] += batch.set_aside.height
            reasons.update(reason.partition(":")[0] for reason in batch.set_aside["reason"])
            on_progress(counts["articles"], len(waiting))
    return CodeReport(
        articles=counts["articles"] - counts["other_language"],
        other_language=counts["other_language"],
        mentions=counts["mentions"],
        set_aside=counts["set_aside"],
        seconds=round(time.monotonic() - started, 3),
        coder_version=version,
        reasons=dict(reasons.most_common()),
    )


class Keeper:
    """Gathers drafts and hands them on every few seconds, and what is left when it is closed.

    Each write to the journal is an instant of the warehouse's history, and an instant costs one run of the linker.
    """

    def __init__(self, keep: Callable[[list[Draft]], object], every_s: float) -> None:
        self._keep = keep
        self._every_s = every_s
        self._waiting: list[Draft] = []
        self._last = time.monotonic()

    def add(self, drafts: Iterable[Draft]) -> None:
        """Takes drafts, and hands all on when it is time."""
        self._waiting += drafts
        if time.monotonic() - self._last >= self._every_s:
            self.close()

    def close(self) -> None:
        """Hands on what waits."""
        waiting, self._waiting = self._waiting, []
        if waiting:
            self._keep(waiting)
        self._last = time.monotonic()


@dataclass(frozen=True, slots=True)
class Chunk:
    """Articles by their journal position, and the languages that are coded."""

    articles: dict[int, dict[str, Any]]
    languages: tuple[str, ...]

    @property
    def coded(self) -> dict[int, dict[str, Any]]:
        """Those in a language that is coded, or in none that is known."""
        return {p: a for p, a in self.articles.items() if a["language"] is None or a["language"] in self.languages}

    def to_code(self) -> pl.DataFrame:
        """The articles that the coder gets."""
        return pl.DataFrame(list(self.coded.values()), schema=dtypes(Articles))


def coded_drafts(chunk: Chunk, batch: CodedBatch, version: str) -> Iterator[Draft]:
    """One draft for each article; one in a language that is not coded gets a coding that says so."""
    now = datetime.now(UTC)
    frames = {name: _by_article(getattr(batch, name), "article_id") for name in FRAMES}
    aside = _by_article(batch.set_aside.with_columns(of_article=pl.col("row").str.extract(ARTICLE_ID)), "of_article")
    coded = chunk.coded
    for position, article in chunk.articles.items():
        key = article["article_id"]
        of_article = {name: parts[key] for name, parts in frames.items() if key in parts}
        reasons = aside.get(key, pl.DataFrame(schema=SET_ASIDE)).select(list(SET_ASIDE))
        if position not in coded:
            reasons = _not_coded(article)
        yield records.article_coded(key, position, version, of_article, reasons, now)


def _by_article(frame: pl.DataFrame, column: str) -> dict[str, pl.DataFrame]:
    return {str(key[0]): part for key, part in frame.partition_by(column, as_dict=True).items()}


def _not_coded(article: dict[str, Any]) -> pl.DataFrame:
    reason = f"language_not_coded: the article is in '{article['language']}'"
    return pl.DataFrame([{"frame": "Articles", "key": article["article_id"], "reason": reason, "row": "{}"}], SET_ASIDE)
