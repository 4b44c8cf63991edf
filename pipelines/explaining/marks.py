"""Spans of a passage that something was found in, and the passage cut into stretches under the same marks.

Marks may nest and overlap ("[Syrian] army" is an actor inside a claim's content), so a page cannot nest elements for
them: it shows stretches, each with all the marks that lie over it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

Kind = Literal["trigger", "unused", "actor", "place", "time", "source", "cue", "content"]
KINDS: dict[Kind, str] = {
    "trigger": "event",
    "actor": "actor",
    "place": "place",
    "time": "time",
    "source": "who says so",
    "cue": "word of saying",
    "content": "what is said",
    "unused": "matches a pattern, no event",
}
Facts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """One span, what it was taken for, and what there is to say of it as names and values."""

    kind: Kind
    start: int
    end: int
    label: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters under the same marks; the shortest mark, which stands on top, comes first."""

    start: int
    end: int
    text: str
    marks: tuple[Mark, ...]


def cut(text: str, start: int, end: int, marks: Iterable[Mark]) -> Iterator[Stretch]:
    """The part of a passage from `start` to `end`, whole and in order, cut wherever a mark begins or ends."""
    opening: dict[int, list[Mark]] = {start: [], end: []}
    closing: dict[int, list[Mark]] = {}
    for mark in marks:
        first, last = max(mark.start, start), min(mark.end, end)
        if first < last:
            opening.setdefault(first, []).append(mark)
            opening.setdefault(last, [])
            closing.setdefault(last, []).append(mark)
    over: list[Mark] = []
    for first, last in pairwise(sorted(opening)):
        over = [mark for mark in over if mark not in closing.get(first, ())] + opening[first]
        yield Stretch(first, last, text[first:last], tuple(sorted(over, key=_on_top)))


def _on_top(mark: Mark) -> tuple[int, int]:
    return mark.end - mark.start, list(KINDS).index(mark.kind)
