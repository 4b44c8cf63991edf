"""How sure the coder is of an event mention: about the share of such mentions whose type and parties are all right.

A logistic sum of what can be seen in the sentence. The weights were fitted on 760 attacks that were drawn at random from
news texts, as many of each kind (both sides coded, one, none) as it takes, and judged by four strict readers.
"""

from collections.abc import Iterator
from math import exp

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import words
from pipelines.coding.joints import Candidate
from pipelines.coding.text import EventMention

_UNARMED = frozenset(("CVL", "SOC", "JRN", "MED", "EDU", None))
_ARMED = frozenset(("MIL", "REB", "UAF", "COP", "PRM"))
_FORCE = frozenset(("ASSAULT", "COERCE", "MOBILIZE", "THREATEN"))
_EVERYDAY = words("fight battle hit strike destroy attack target capture")  # verbs with many other senses
_OF_ONE_SIDE = frozenset(("PROTEST", "RETREAT", "MOBILIZE"))  # often whole without whom it met
_LONG_SENTENCE = 40  # tokens
_FAR = 2  # tokens between the trigger and whom it befell

_BASE = 0.41
_WEIGHTS = {
    "noun": -0.10,
    "gerund": -0.32,
    "base": -0.24,
    "third": -0.24,
    "placed": 0.31,
    "merged": 0.15,
    "everyday": -0.21,
    "long": -0.19,
    "headline": -0.22,
    "doer": 0.03,
    "armed doer": 0.23,
    "unlikely doer": -0.68,
    "nobody met": -2.42,
    "both": 0.37,
    "no doer": -0.71,
    "counted": 0.20,
    "nameless": -0.23,
    "far": -0.36,
}


def find_confidence(clause: Clause, candidate: Candidate, mention: EventMention, place_certainty: float) -> float:
    """0 to 1, with two decimals; `place_certainty` is 0 where it is not known where it happened."""
    score = _BASE + _WEIGHTS["placed"] * place_certainty
    score += sum(_WEIGHTS[sign] for sign in signs(clause, candidate, mention) if sign in _WEIGHTS)
    return round(1 / (1 + exp(-score)), 2)


def signs(clause: Clause, candidate: Candidate, mention: EventMention) -> Iterator[str]:
    """What of it can be seen, by name."""
    reading = candidate.reading
    yield reading.form
    if candidate.merged:
        yield "merged"
    if reading.pattern.words.split()[0] in _EVERYDAY:
        yield "everyday"
    if len(clause) > _LONG_SENTENCE:
        yield "long"
    if clause.is_headline or clause.is_title_case:
        yield "headline"
    sectors = {actor.sector for actor in mention.actors}
    if sectors:
        yield "doer"
        if not _ARMED.isdisjoint(sectors):
            yield "armed doer"
        if reading.pattern.event_type in _FORCE and not _UNARMED.isdisjoint(sectors):
            yield "unlikely doer"
    if not mention.recipients:
        if not reading.pattern.control and reading.pattern.event_type not in _OF_ONE_SIDE:
            yield "nobody met"
        return
    yield "both" if sectors else "no doer"
    if any(recipient.count is not None for recipient in mention.recipients):
        yield "counted"
    if any(recipient.kind is None for recipient in mention.recipients):
        yield "nameless"
    if candidate.recipients and clause.actor_spans[candidate.recipients[0]][0] - reading.end > _FAR:
        yield "far"
