"""A small linear model that weighs sub-event types for the words of a sentence, where the rules leave several open.

Term frequencies times stored weights, in numpy; trained by `pipelines/training/sub_events.py` on sentences of our own
(`seeds/training`). It never makes an event: it only chooses among what a pattern's event can be.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from importlib.resources import files
from io import BytesIO
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

WEIGHTS = "sub_events.npz"
TRAINING = "training"
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+")
_OPENING = frozenset('.!?“":')
_ENDINGS = ("ings", "ing", "ers", "ies", "ed", "es", "s")
_SHORTEST_STEM = 4
_LETTERS = 4
FEWEST_SENTENCES = 2  # that have a feature which the model is to know
_LONGEST_TEXT = 1500


@dataclass(frozen=True, slots=True, eq=False)
class Classifier:
    """Weights by feature and label; `digest` is that of the training tables they were made from."""

    labels: tuple[str, ...]
    vocabulary: dict[str, int]
    weights: NDArray[np.float32]
    intercepts: NDArray[np.float32]
    digest: str

    def shares(self, text: str, among: Sequence[str]) -> dict[str, float]:
        """How the model divides one between the labels `among`."""
        scores = _scores(self, text).take([self.labels.index(label) for label in among])
        powers = np.exp(scores - scores.max())
        return dict(zip(among, (powers / powers.sum()).tolist(), strict=True))


@lru_cache(maxsize=16)
def _scores(model: Classifier, text: str) -> NDArray[np.float32]:
    """Scores of all labels; the events of a sentence ask for the same ones after another."""
    stems, words = _read(text)
    found = [model.vocabulary.get(feature) for feature in _of_stems(stems)]
    for word in words:
        found += _rows_of_letters(model, word)
    rows = [row for row in dict.fromkeys(found) if row is not None]
    if not rows:
        return model.intercepts
    known = model.weights.take(rows, axis=0).sum(axis=0)
    return np.asarray(model.intercepts + known / np.sqrt(len(rows)), dtype=np.float32)


@lru_cache(maxsize=50_000)
def _rows_of_letters(model: Classifier, word: str) -> list[int]:
    return [row for piece in _letters(word) if (row := model.vocabulary.get(piece)) is not None]


def features(text: str) -> list[str]:
    """Once each: stems, pairs of them that are neighbours or one word apart, and four letters at a time of every word.

    Names become one mark, so that no country or group stands for what happens there.
    """
    stems, words = _read(text)
    return list(dict.fromkeys((*_of_stems(stems), *(piece for word in words for piece in _letters(word)))))


def _read(text: str) -> tuple[list[str], list[str]]:
    """The stems of a text with a mark for each name, and its words in small letters without the names."""
    text = text[:_LONGEST_TEXT]
    is_telegraph = not any(map(str.islower, text))
    stems: list[str] = []
    words: list[str] = []
    for match in _WORD.finditer(text):
        word = match.group()
        if word[0].isupper() and not is_telegraph and _is_name(match, text):
            if not stems or stems[-1] != "*":
                stems.append("*")
        else:
            words.append(word.lower())
            stems.append(_stem(words[-1]))
    return stems, words


def _of_stems(stems: list[str]) -> list[str]:
    """The stems, and the pairs of those that are neighbours or one word apart."""
    pairs = [f"{first} {second}" for first, second in pairwise(stems)]
    apart = [f"{first}  {second}" for first, second in zip(stems, stems[2:], strict=False)]
    return [*stems, *pairs, *apart]


def _is_name(match: re.Match[str], text: str) -> bool:
    """Whether its capital stands where no sentence begins."""
    before = match.start()
    if before == 0:
        return False
    while before and text[before - 1].isspace():
        before -= 1
    return before == 0 or text[before - 1] not in _OPENING


def _letters(word: str) -> list[str]:
    """Four letters of the word at a time with its ends marked; none of a number."""
    marked = "" if word[0].isdigit() else f"<{word}>"
    return [f"_{marked[i : i + _LETTERS]}" for i in range(len(marked) - _LETTERS + 1)]


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    """The word without its ending; for a number one mark."""
    if word[0].isdigit():
        return "#"
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word.removesuffix(ending).rstrip("e")
    return word.removesuffix("e") if len(word) > _SHORTEST_STEM else word


def training_digest(tables: Iterable[tuple[str, bytes]]) -> str:
    """Digest of the training tables, by which stored weights are known to be theirs."""
    digest = sha256()
    for name, content in sorted(tables):
        digest.update(name.encode() + b"\n" + content.replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def training_tables() -> list[tuple[str, bytes]]:
    """Name and content of every table in `seeds/training`."""
    folder = files("seeds").joinpath(TRAINING)
    return [(table.name, table.read_bytes()) for table in folder.iterdir() if table.name.endswith(".csv")]


@cache
def load_classifier() -> Classifier:
    """The weights that ship with the program, read once; numpy arrays without pickle."""
    stored = BytesIO(files("seeds").joinpath(WEIGHTS).read_bytes())
    with np.load(stored, allow_pickle=False) as arrays:
        return Classifier(
            labels=tuple(arrays["labels"].tolist()),
            vocabulary={feature: row for row, feature in enumerate(str(arrays["vocabulary"]).split("\n"))},
            weights=arrays["weights"].astype(np.float32),
            intercepts=arrays["intercepts"].astype(np.float32),
            digest=str(arrays["digest"]),
        )
