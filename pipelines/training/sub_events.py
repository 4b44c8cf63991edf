"""Trains the model that chooses among sub-event types: `python -m pipelines.training.sub_events [OUT]`, in seconds.

Reads the sentences of `seeds/training/*.csv`, prints how it does on a tenth it has not seen, then trains on all and
writes `seeds/sub_events.npz` (or OUT). The same tables give the same file. Needs scikit-learn (extra `training`).
"""

import csv
import sys
from collections.abc import Sequence
from importlib.resources import files
from io import StringIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import classification_report

from pipelines.coding.classifier import WEIGHTS, features, training_digest, training_tables

FEWEST_SENTENCES = 2
STRENGTH = 10.0
HELD_OUT = 10


def read_sentences(tables: Sequence[tuple[str, bytes]]) -> list[tuple[str, str]]:
    """Text and label of every row, in the order of the tables' names."""
    rows: list[tuple[str, str]] = []
    for _, content in sorted(tables):
        rows += [(row["text"], label(row)) for row in csv.DictReader(StringIO(content.decode("utf-8")))]
    return rows


def label(row: dict[str, str]) -> str:
    """ACLED's sub-event type; the PLOVER type where ACLED has only "Other"."""
    return row["event_type"] if row["acled_sub_event_type"] in ("", "Other") else row["acled_sub_event_type"]


def choose_vocabulary(counted: Sequence[dict[str, int]]) -> list[str]:
    """The features that enough sentences have, in alphabetical order."""
    sentences: dict[str, int] = {}
    for counts in counted:
        for feature in counts:
            sentences[feature] = sentences.get(feature, 0) + 1
    return sorted(feature for feature, number in sentences.items() if number >= FEWEST_SENTENCES)


def count_features(text: str) -> dict[str, int]:
    """Each feature of the text with its number."""
    counts: dict[str, int] = {}
    for feature in features(text):
        counts[feature] = counts.get(feature, 0) + 1
    return counts


def to_matrix(counted: Sequence[dict[str, int]], vocabulary: Sequence[str]) -> csr_matrix:
    """One row a text, scaled as `Classifier` scales it: 1 + log of the count, over the root of how many are known."""
    columns = {feature: column for column, feature in enumerate(vocabulary)}
    values: list[float] = []
    rows: list[int] = []
    at: list[int] = []
    for number, counts in enumerate(counted):
        known = [(columns[feature], count) for feature, count in counts.items() if feature in columns]
        for column, count in known:
            values.append((1 + np.log(count)) / np.sqrt(len(known)))
            rows.append(number)
            at.append(column)
    return csr_matrix((values, (rows, at)), shape=(len(counted), len(vocabulary)), dtype=np.float64)


def inverse_frequencies(matrix: csr_matrix) -> NDArray[np.float64]:
    """Rarer features weigh more; folded into the stored weights."""
    frequencies = np.asarray((matrix > 0).sum(axis=0)).ravel()
    return np.asarray(np.log((1 + matrix.shape[0]) / (1 + frequencies)) + 1)


def fit(matrix: csr_matrix, labels: Sequence[str]) -> tuple[LogisticRegression, NDArray[np.float64]]:
    """The model and the feature weights that its input was multiplied with."""
    rarity = inverse_frequencies(matrix)
    model = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=1000)
    model.fit(matrix.multiply(rarity).tocsr(), labels)
    return model, rarity


def report(counted: Sequence[dict[str, int]], labels: Sequence[str]) -> str:
    """Precision and recall on every tenth sentence when the others are learnt."""
    seen = [i for i in range(len(labels)) if i % HELD_OUT]
    unseen = range(0, len(labels), HELD_OUT)
    vocabulary = choose_vocabulary([counted[i] for i in seen])
    model, rarity = fit(to_matrix([counted[i] for i in seen], vocabulary), [labels[i] for i in seen])
    guessed = model.predict(to_matrix([counted[i] for i in unseen], vocabulary).multiply(rarity).tocsr())
    return str(classification_report([labels[i] for i in unseen], guessed, zero_division=0))


def train(out: Path) -> None:
    """Trains on all sentences and writes the weights as plain arrays."""
    tables = training_tables()
    sentences = read_sentences(tables)
    labels = [name for _, name in sentences]
    counted = [count_features(text) for text, _ in sentences]
    print(report(counted, labels))
    vocabulary = choose_vocabulary(counted)
    model, rarity = fit(to_matrix(counted, vocabulary), labels)
    np.savez_compressed(
        out,
        labels=np.array(model.classes_, dtype=str),
        vocabulary=np.array("\n".join(vocabulary)),
        weights=(model.coef_.T * rarity[:, None]).astype(np.float16),
        intercepts=model.intercept_.astype(np.float32),
        digest=np.array(training_digest(tables)),
    )
    print(f"{len(sentences)} sentences, {len(vocabulary)} features, {out.stat().st_size / 1024:.0f} KB: {out}")


if __name__ == "__main__":
    train(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(str(files("seeds"))) / WEIGHTS)
