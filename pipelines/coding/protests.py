"""Words of protest that tell of no demonstration: states that protest in words, things shown, bans on rallies."""

from collections.abc import Sequence

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import words
from pipelines.coding.patterns import Reading
from pipelines.coding.text import ActorMention

_OF_THE_STREET = ("protest", "block", "blockade", "barricade")
_STRONGLY = words("strongly formally officially vehemently vigorously")
_SHOWN = words(
    "cooking craft crafts skills interactive hands-on timed product products workshop workshops gardening recipes"
)
_POLLS = words("campaign campaigns voters election elections nominee candidate candidates")
_OVERRIDING = frozenset(("despite", "over", "ignoring"))
_BANS = words("ban bans banned banning prohibit prohibits prohibited prohibiting outlaw outlawed outlawing forbidding")


def find_no_protest(clause: Clause, reading: Reading, actors: Sequence[ActorMention]) -> str | None:
    """Why the pattern's words mean no protest, or none in the words of a state; null where they may."""
    pattern = reading.pattern
    if pattern.event_type == "ACCUSE" and pattern.words == "protest":
        in_streets = reading.form == "gerund" or not _is_of_states(reading, actors)
        return "people protest in the streets" if in_streets else None
    if pattern.event_type != "PROTEST":
        return None
    if _is_verb(clause, reading) and _is_of_states(reading, actors):
        return "a state protests in words, and blocks by force"
    if pattern.words == "demonstrate" and _shows_something(clause, reading.end):
        return "it shows something"
    if pattern.words == "demonstration" and not _SHOWN.isdisjoint(clause.words):
        return "it shows something"
    if _is_of_election(clause, reading, actors):
        return "a politician speaks to voters"
    if _is_overridden(clause, reading):
        return "an objection"
    if _is_against_protest(clause, reading):
        return "the noun is not the verb's object"
    return (
        "a state or a body does something in protest: nobody demonstrates" if _is_of_a_state(clause, reading) else None
    )


def _is_verb(clause: Clause, reading: Reading) -> bool:
    """A verb, also one read as a noun: "strongly protests"."""
    return reading.form != "noun" or clause.words[max(reading.start - 1, 0)] in _STRONGLY


def _is_of_states(reading: Reading, actors: Sequence[ActorMention]) -> bool:
    """ "The administration protested the ruling", "Chad blockaded Qant": governments do not go into the streets."""
    is_street = reading.pattern.words.split()[0] in _OF_THE_STREET
    return is_street and bool(actors) and all(a.sector == "GOV" or a.kind == "country" for a in actors)


def _shows_something(clause: Clause, end: int) -> bool:
    """ "Demonstrated new missiles", "demonstrated to viewers how": who marches has no object."""
    has_object = clause.is_noun_phrase_start(end) and clause.time_at[end] < 0 and not clause.words[end].endswith("ly")
    return has_object or not {"how", "that"}.isdisjoint(clause.words[end : end + 7])


def _is_of_election(clause: Clause, reading: Reading, actors: Sequence[ActorMention]) -> bool:
    """ "The senator held a rally with voters": politicians who ask for votes; not "led a protest rally"."""
    rally = any(word.startswith("rall") for word in clause.words[reading.start : reading.end])
    asks = rally and not _POLLS.isdisjoint(clause.words) and "protest" not in clause.words
    return asks and bool(actors) and all(actor.kind == "person" for actor in actors)


def _is_overridden(clause: Clause, reading: Reading) -> bool:
    """ "Despite their protests", "passed over the protests of the opposition"."""
    led = clause.words[max(reading.start - 2, 0) : reading.start]
    owned = led[-1:] in (["their"], ["his"], ["her"], ["its"]) or led == ["over", "the"]
    return reading.form == "noun" and owned and led[0] in _OVERRIDING


def _is_against_protest(clause: Clause, reading: Reading) -> bool:
    """ "Launched a crackdown on protests", "a law banning protests": what somebody does about a protest is none."""
    if reading.form == "noun" and not _BANS.isdisjoint(clause.words[max(reading.start - 4, 0) : reading.start]):
        return True
    return not {"on", "against"}.isdisjoint(reading.inside(clause.words))


def _is_of_a_state(clause: Clause, reading: Reading) -> bool:
    """ "The EU suspended aid in protest", "Ankara recalled its envoy in protest"."""
    if reading.form != "noun" or clause.words[reading.start - 1] != "in" or not clause.actor_spans:
        return False
    first = min(range(clause.named), key=lambda number: clause.actor_spans[number], default=None)
    if first is None or clause.actor_spans[first][0] > reading.start:
        return False
    doer = clause.actors[first]
    return doer.kind == "country" or doer.sector in ("GOV", "IGO")
