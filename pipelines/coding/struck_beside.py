"""What was hit beside those who came to harm: "ten dead in air strikes on a bar", "hit two villages, killing six"."""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import DETERMINERS, HARM, PREPOSITIONS, WEAPONS
from pipelines.coding.objects import actors_from
from pipelines.coding.parsing import Span
from pipelines.coding.party_phrases import Numbers, before_phrase, is_modifier
from pipelines.coding.patterns import Reading
from pipelines.coding.struck_things import AREAS, meets_things, names_thing, span_of_thing, things_from

_UPON = frozenset(("on", "against"))
_BRINGS = _UPON | {"of"}
_HARMED = HARM | frozenset(("injuring", "wounding"))
_ENDS = (PREPOSITIONS - {"of"}) | {","}
_REACH = 6


def hit_beside(clause: Clause, reading: Reading, harmed: Numbers) -> tuple[Numbers, list[Span]]:
    """The places and owners, or the tokens of the things, that a noun meets beside the harmed who stand before it."""
    ends = [clause.actor_spans[number][1] for number in harmed]
    if not ends or reading.form != "noun" or not meets_things(reading) or max(ends) > reading.start:
        return (), []
    at = _start(clause, reading.end)
    if not at or _HARMED.isdisjoint(clause.words[max(ends) : reading.start]):
        return (), []
    number = _place_or_owner(clause, at)
    return ((number,), []) if number >= 0 else ((), things_from(clause, at))


def is_struck(clause: Clause, number: int) -> bool:
    """Whether a party is a place or thing that an attack hit, and not only where something lies."""
    if clause.actors[number].kind and not _is_of_thing(clause, number):
        return False
    at = before_phrase(clause, number)
    if at > 1 and clause.words[at] == "of" and clause.words[at - 1] in AREAS:
        at -= 1
        while at >= 0 and is_modifier(clause, at):
            at -= 1
    if at > 0 and clause.words[at] == "of" and clause.words[at - 1] in WEAPONS:
        return True
    return at < 0 or clause.words[at] in _UPON or clause.words[at] not in PREPOSITIONS


def _start(clause: Clause, end: int) -> int:
    """Where the phrase begins that "on" brings right after a noun, or after who did it; 0 where none does."""
    if clause.words[end : end + 1] == ["by"]:
        doers = actors_from(clause, end + 1)
        end = clause.actor_spans[doers[-1]][1] if doers else end
    led = end + 1 < len(clause) and clause.words[end] in _BRINGS and clause.time_at[end + 1] < 0
    return end + 1 if led else 0


def _place_or_owner(clause: Clause, start: int) -> int:
    """The town there, or the party whose thing it is; -1 where neither stands there."""
    for k in range(start, min(start + _REACH, len(clause))):
        number = max(clause.actor_at[k], clause.holder_at[k])
        if number >= 0:
            end = clause.actor_spans[number][1]
            is_town = clause.place_at[k] >= 0 and clause.actors[number].kind is None and not _owns_next(clause, end)
            return number if is_town or _is_of_thing(clause, number) else -1
        if clause.words[k] in _ENDS or clause.is_verb(k):
            break
    return -1


def _owns_next(clause: Clause, end: int) -> bool:
    """ "A strike on the Homs market": whether a noun follows a place's name."""
    if end == len(clause) or clause.words[end] in DETERMINERS or clause.words[end].endswith("ing"):
        return False
    return is_modifier(clause, end) and clause.time_at[end] < 0


def _is_of_thing(clause: Clause, number: int) -> bool:
    first, end = span_of_thing(clause, number) or clause.actor_spans[number]
    return names_thing(clause.words[end - 1]) or (end > first and names_thing(clause.words[first]))
