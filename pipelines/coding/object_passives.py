"""Patterns of a verb and its thing read as passives: "impose _ curfew" also as "a curfew was imposed"."""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Generic, TypeVar

from pipelines.coding.grammar import ADVERBS, AUXILIARIES, BE, NEGATIONS, PREPOSITIONS, words
from pipelines.coding.inflection import verb_forms

# Types whose deeds are told by the thing that they are done to: "aid was delivered", "sanctions were imposed".
_TYPES = words("AID COOPERATE SUPPORT CONCEDE RETREAT COERCE SANCTION")
_LIGHT = words("carry make conduct do take have")
_BEFORE_PARTICIPLE = AUXILIARIES | ADVERBS | NEGATIONS
_GAP = "_"

P = TypeVar("P")


class ObjectPassives(Generic[P]):
    """By participle: a pattern, the words of its thing, and the particles after its verb."""

    def __init__(self) -> None:
        self._by_participle: dict[str, list[tuple[P, tuple[str, ...], tuple[str, ...]]]] = {}

    def add(self, parts: Sequence[str], pattern: P, event_type: str) -> None:
        """Takes the pattern of `parts` where it is a verb, a gap and the thing that it is done to; else nothing."""
        if event_type not in _TYPES or parts.count(_GAP) != 1 or parts[-1] == _GAP or parts[0] in _LIGHT:
            return
        at = parts.index(_GAP)
        particles = tuple(parts[1:at])
        if any("|" in part for part in particles) or not PREPOSITIONS.isdisjoint(parts[-1].split("|")):
            return
        for verb, *thing in product(*(part.split("|") for part in (parts[0], *parts[at + 1 :]))):
            for word in {written for written, form in verb_forms(verb) if form == "participle"}:
                self._by_participle.setdefault(word, []).append((pattern, tuple(thing), particles))

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, int, P]]:
        """Start and end of each participle after a form of "be" and its thing, with the first pattern that says so."""
        for i in range(2, len(words)):
            if words[i] not in self._by_participle or words[i - 1] not in _BEFORE_PARTICIPLE:
                continue
            end = i
            while end > 1 and words[end - 1] in _BEFORE_PARTICIPLE:
                end -= 1
            if BE.isdisjoint(words[end:i]):
                continue
            for pattern, thing, particles in self._by_participle[words[i]]:
                last = i + 1 + len(particles)
                if thing == tuple(words[end - len(thing) : end]) and particles == tuple(words[i + 1 : last]):
                    yield i, last, pattern
                    break
