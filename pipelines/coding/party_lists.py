"""Whom a list names after the one whom an act met: "killed two nurses and a guard", "shelled Homs and the town of X".

Known parties in a row are joined in `party_phrases.py`; here are the persons, things and places that it does not know.
"""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import DETERMINERS, PREPOSITIONS, WEAPONS, words
from pipelines.coding.harm_words import PERSON_NOUN
from pipelines.coding.objects import actors_from
from pipelines.coding.parsing import Span
from pipelines.coding.party_phrases import Numbers, is_modifier
from pipelines.coding.patterns import Reading
from pipelines.coding.struck_things import acts, meets_things, span_of_thing, things_from

_LONGEST = 3
_ASIDES = frozenset((",", "-", "–", "—"))
_BEFORE_PLACES = words(
    """
    the a city town village capital port province region district area of northern southern eastern western central
    provincial nearby neighbouring neighboring coastal
    """
)


def find_further(clause: Clause, reading: Reading, met: Numbers) -> tuple[Numbers, list[Span]]:
    """Numbers of places and owners, and tokens of nameless persons and things, that go on the list of the met."""
    if not met or reading.pattern.control or reading.pattern.event_type != "ASSAULT":
        return (), []
    first, end = span_of_thing(clause, met[-1]) or clause.actor_spans[met[-1]]
    if first < reading.end or end + 1 >= len(clause) or clause.words[end] != "and":
        return (), []
    start = end + 1
    if not meets_things(reading):
        return (), _person(clause, start)
    number = _place_or_owner(clause, start)
    if number >= 0:
        last = (span_of_thing(clause, number) or clause.actor_spans[number])[1]
        return ((number,) if not acts(clause, last) and number not in met else ()), []
    return (), [span for span in things_from(clause, start) if not acts(clause, span[1])]


def with_companions(clause: Clause, found: Numbers) -> Numbers:
    """ "The army, along with local militias,": who does it together with those who stand before."""
    at = clause.actor_spans[found[-1]][1] if found else len(clause)
    while at < len(clause) and (clause.words[at] in _ASIDES or clause.words[at] in WEAPONS):
        at += 1
    if clause.words[at : at + 2] not in (["along", "with"], ["together", "with"]):
        return found
    return (*found, *(number for number in actors_from(clause, at + 2) if number not in found))


def also_met(clause: Clause, end: int) -> Numbers:
    """ "Ten rebels were killed as well as six clerks": who stands after a verb without an object of its own."""
    end += clause.words[end : end + 1] == [","]
    return actors_from(clause, end + 3) if clause.words[end : end + 3] == ["as", "well", "as"] else ()


def _place_or_owner(clause: Clause, start: int) -> int:
    for k in range(start, min(start + 2 * _LONGEST, len(clause))):
        number = clause.holder_at[k]
        if number >= 0:
            return number if clause.place_at[k] >= 0 or span_of_thing(clause, number) else -1
        if clause.words[k] not in _BEFORE_PLACES:
            break
    return -1


def _person(clause: Clause, start: int) -> list[Span]:
    """ "And a guard": one person, whom nothing follows that could be the noun instead."""
    if clause.words[start] not in ("a", "an", "one", "another"):
        return []
    for end in range(start + 2, min(start + 2 + _LONGEST, len(clause) + 1)):
        if clause.actor_at[end - 1] >= 0 or not is_modifier(clause, end - 1):
            break
        if PERSON_NOUN.fullmatch(clause.words[end - 1]):
            follower = clause.words[end] if end < len(clause) else "."
            ends = follower in PREPOSITIONS or not follower[0].isalnum() or follower in ("who", "when", "as", "while")
            return [(start + (clause.words[start] in DETERMINERS | {"a"}), end)] if ends else []
    return []
