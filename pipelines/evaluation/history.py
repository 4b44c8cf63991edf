"""Results as JSON, and which earlier one a result is held against.

A corpus' last two different results are kept in the cache folder, so that running twice still shows the last change.
"""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.evaluation.failures import BadResult

if TYPE_CHECKING:
    from pipelines.evaluation.evaluating import Evaluation
    from pipelines.evaluation.metrics import Metric

Result = dict[str, Any]
Figures = dict[tuple[str, str], float | None]


def as_result(evaluation: "Evaluation") -> Result:
    """A run as JSON holds it."""
    return {
        "corpus": evaluation.corpus,
        "gold_digest": evaluation.gold_digest,
        "coder_version": evaluation.coder_version,
        "articles": len(evaluation.articles),
        "failed": list(evaluation.failed),
        "metrics": [_row(metric) for metric in evaluation.scores.metrics],
    }


def _row(metric: "Metric") -> dict[str, Any]:
    counts = {"hits": metric.hits, "gold": metric.gold, "predicted": metric.predicted}
    rates = {"precision": metric.precision, "recall": metric.recall, "f1": metric.f1, "score": metric.score}
    return {"part": metric.part, "metric": metric.name} | counts | rates


def read_result(path: Path) -> Result:
    """A result that `dateline evaluate --json` wrote. Raises `BadResult`."""
    try:
        result = json.loads(path.read_text(encoding="utf-8"))
        figures(result)
    except OSError as error:
        raise BadResult(path, error.strerror or "unreadable") from error
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise BadResult(path, f"{type(error).__name__}: {error}") from error
    return dict(result)


def figures(result: Mapping[str, Any]) -> Figures:
    """The one figure of each metric: F1, or the share right."""
    return {(row["part"], row["metric"]): row["score"] for row in result["metrics"]}


def changes(now: Mapping[str, Any], before: Mapping[str, Any]) -> Figures:
    """By metric how much its figure rose or fell; null where either has none."""
    earlier = figures(before)
    told: Figures = {}
    for key, score in figures(now).items():
        other = earlier.get(key)
        told[key] = None if score is None or other is None else score - other
    return told


def remember(cache_folder: Path, corpus: Path, result: Result) -> Result | None:
    """Keeps a result as its corpus' last one, and returns the last that had other figures or other gold."""
    name = sha256(str(corpus.resolve()).encode()).hexdigest()[:16]
    file = cache_folder / "evaluations" / f"{name}.json"
    kept = [result, *(old for old in _kept(file) if not _is_same(old, result))][:2]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
    return kept[1] if len(kept) > 1 else None


def _kept(file: Path) -> Sequence[Result]:
    """What is kept of a corpus; a file of the cache that cannot be read is as good as none."""
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        for old in kept:
            figures(old)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return []
    return list(kept)


def _is_same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return bool(one.get("gold_digest") == other.get("gold_digest") and one["metrics"] == other["metrics"])
