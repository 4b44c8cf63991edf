"""Codes annotated articles and scores every part that their annotators stated."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import polars as pl

from pipelines.coding.batch import CodedBatch
from pipelines.coding.gazetteer import open_gazetteer
from pipelines.coding.reference import current_version
from pipelines.config import Settings
from pipelines.evaluation import metrics
from pipelines.evaluation.claims import score_claims
from pipelines.evaluation.corpus import SPAN_PARTS, Corpus, read_corpus
from pipelines.evaluation.events import score_events
from pipelines.evaluation.gold import GoldArticle
from pipelines.evaluation.metrics import Scores
from pipelines.evaluation.spans import score_spans
from pipelines.files import coded_by_model, coded_by_rules
from pipelines.language_model.asking import configured_model
from pipelines.language_model.coding import LEFT_OUT, coder_version

EVALUATION_ANSWERS = "evaluation-answers.jsonl"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One run: what was measured, by which coder, on what gold; `failed` names articles that could not be coded."""

    corpus: str
    gold_digest: str
    coder_version: str
    articles: tuple[GoldArticle, ...]
    failed: tuple[str, ...]
    scores: Scores


def shipped_gold() -> Path:
    """The small gold set that comes with Dateline."""
    return Path(str(files("seeds").joinpath("gold")))


def evaluate(
    settings: Settings,
    path: Path,
    on_progress: Callable[[int, int], None],
    on_note: Callable[[str], None],
) -> Evaluation:
    """Scores the settings' coder on the gold of a file or folder. Raises `BadGold` before anything is coded."""
    corpus = read_corpus(path)
    open_gazetteer(settings.cache_folder, on_note)
    if settings.coder == "llm":
        batch, version = _coded_by_model(settings, corpus, on_progress, on_note)
    else:
        articles = [gold.article for gold in corpus.articles]
        batch, version = coded_by_rules(settings, articles, on_progress), current_version()
    broken = batch.set_aside.filter(pl.col("frame") != LEFT_OUT)
    failed = broken.select(pl.concat_str("frame", "key", "reason", separator=" ")).to_series().to_list()
    return Evaluation(str(path), corpus.digest, version, corpus.articles, tuple(failed), score(corpus, batch))


def score(corpus: Corpus, batch: CodedBatch) -> Scores:
    """Every part that somebody annotated; an article counts for the parts that it states."""
    return metrics.joined(
        [
            score_events(corpus, batch.mentions, batch.places),
            *(score_spans(corpus, part, getattr(batch, part)) for part in SPAN_PARTS),
            score_claims(corpus, batch.claims),
        ]
    )


def _coded_by_model(
    settings: Settings, corpus: Corpus, on_progress: Callable[[int, int], None], on_note: Callable[[str], None]
) -> tuple[CodedBatch, str]:
    """The answers lie in the data folder and not in the cache: they were paid for."""
    settings.data_folder.mkdir(parents=True, exist_ok=True)
    articles = [gold.article for gold in corpus.articles]
    batch = coded_by_model(settings, articles, settings.data_folder / EVALUATION_ANSWERS, on_progress, on_note)
    return batch, coder_version(configured_model(settings))
