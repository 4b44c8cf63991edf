"""Trains the model that chooses among sub-event types: `python -m pipelines.training.sub_events [OUT]`, in a minute.

Reads the sentences of `seeds/training/*.csv`, prints how it does on a fifth it has not seen, five times over, then
trains on all and writes `seeds/sub_events.npz` (or OUT). The same tables give the same file. Needs scikit-learn (extra
`training`).
"""

import csv
import sys
from collections import Counter
from collections.abc import Sequence
from importlib.resources import files
from io import StringIO
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import classification_report
from sklearn.model_selection import StratifiedGroupKFold, cross_val_predict
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import Normalizer

from pipelines.coding.classifier import FEWEST_SENTENCES, WEIGHTS, features, training_digest, training_tables

STRENGTH = 10.0  # the weaker the pull to zero the higher; 3 to 30 do alike across the folds
FOLDS, WRITTEN_TOGETHER = 5, 8
SEED = 1
CONFUSIONS_SHOWN = 30


def read_sentences(tables: Sequence[tuple[str, bytes]]) -> list[tuple[str, str]]:
    """Text and label of every row, in the order of the tables' names."""
    rows: list[tuple[str, str]] = []
    for _, content in sorted(tables):
        rows += [(row["text"], label(row)) for row in csv.DictReader(StringIO(content.decode("utf-8")))]
    return rows


def label(row: dict[str, str]) -> str:
    """ACLED's sub-event type; the PLOVER type where ACLED has only "Other"."""
    return row["event_type"] if row["acled_sub_event_type"] in ("", "Other") else row["acled_sub_event_type"]


def untrained() -> Pipeline:
    """Features that a text has, scaled as `Classifier` scales them, the rarer the heavier; a linear model over them."""
    return Pipeline(
        [
            ("features", CountVectorizer(analyzer=features, binary=True, min_df=FEWEST_SENTENCES)),
            ("length", Normalizer()),
            ("rarity", TfidfTransformer(norm=None)),
            ("model", LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=1000)),
        ]
    )


def together(labels: Sequence[str]) -> list[int]:
    """A number for every run of sentences of one label that stand side by side: what was written in one go is alike."""
    numbers: list[int] = []
    run = 0
    for i, name in enumerate(labels):
        run = run + 1 if i and name == labels[i - 1] else 0
        numbers.append(numbers[-1] + (run % WRITTEN_TOGETHER == 0) if numbers else 0)
    return numbers


def report(texts: Sequence[str], labels: Sequence[str]) -> str:
    """Precision and recall by label on sentences not learnt from, and the labels most often taken for others."""
    folds = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=SEED)
    guessed = cross_val_predict(untrained(), texts, labels, groups=together(labels), cv=folds).tolist()
    wrong = Counter((right, guess) for right, guess in zip(labels, guessed, strict=True) if right != guess)
    confusions = [
        f"{number:4} {right} taken for {guess}" for (right, guess), number in wrong.most_common(CONFUSIONS_SHOWN)
    ]
    return "\n".join([str(classification_report(labels, guessed, zero_division=0)), *confusions])


def train(out: Path) -> None:
    """Trains on all sentences and writes the weights as plain arrays."""
    tables = training_tables()
    sentences = read_sentences(tables)
    texts, labels = [text for text, _ in sentences], [name for _, name in sentences]
    print(report(texts, labels))
    trained = untrained().fit(texts, labels)
    vocabulary, model = trained["features"].get_feature_names_out(), trained["model"]
    np.savez_compressed(
        out,
        labels=np.array(model.classes_, dtype=str),
        vocabulary=np.array("\n".join(vocabulary)),
        weights=(model.coef_.T * trained["rarity"].idf_[:, None]).astype(np.float16),
        intercepts=model.intercept_.astype(np.float32),
        digest=np.array(training_digest(tables)),
    )
    print(f"{len(sentences)} sentences, {len(vocabulary)} features, {out.stat().st_size / 1024:.0f} KB: {out}")


if __name__ == "__main__":
    train(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(str(files("seeds"))) / WEIGHTS)
