"""Figures: precision, recall and F1 of things found, and shares right of things compared."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Metric:
    """One line of the result.

    Of a part's things: `gold` annotated, `predicted` found, `hits` both. A share has null `predicted`: of `gold`
    things compared, `hits` are right.
    """

    part: str
    name: str
    hits: int
    gold: int
    predicted: int | None = None

    @property
    def precision(self) -> float | None:
        """Of what was found, the share that is annotated; null where nothing was found."""
        return self.hits / self.predicted if self.predicted else None

    @property
    def recall(self) -> float | None:
        """Of what is annotated, the share that was found (or is right); null where nothing is."""
        return self.hits / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """Their harmonic mean; null for a share, and where there was nothing to find and nothing found."""
        if self.predicted is None or not self.gold + self.predicted:
            return None
        return 2 * self.hits / (self.gold + self.predicted)

    @property
    def score(self) -> float | None:
        """The one figure to compare: F1, or the share right."""
        return self.recall if self.predicted is None else self.f1


@dataclass(frozen=True, slots=True)
class Fault:
    """One miss, false alarm or wrong answer: where, what was expected and what was given."""

    part: str
    kind: str
    article_id: str
    field: str
    start: int
    end: int
    expected: str
    given: str


@dataclass(frozen=True, slots=True)
class Scores:
    """What one part gave."""

    metrics: tuple[Metric, ...]
    faults: tuple[Fault, ...]


def joined(parts: Sequence[Scores]) -> Scores:
    """Several parts as one result."""
    return Scores(tuple(m for part in parts for m in part.metrics), tuple(f for part in parts for f in part.faults))
