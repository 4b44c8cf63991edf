"""What was hit beside those who came to harm: "ten dead in air strikes on a bar", "hit two villages, killing six"."""

from pipelines.coding.aims import MEETS, UPON, met_by, past_aside, past_means
from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import AREAS, COORDINATORS, DETERMINERS, HARM, PREPOSITIONS, WEAPONS
from pipelines.coding.owned_things import HELD, span_of_thing
from pipelines.coding.parsing import Span
from pipelines.coding.party_phrases import Numbers, before_phrase, is_modifier
from pipelines.coding.patterns import Reading
from pipelines.coding.struck_things import meets_things, names_thing, things_from

_AT = frozenset(("at", "into", "onto"))
_BRINGS = UPON | {"of"}
_HARMED = HARM | frozenset(("injuring", "wounding"))
_ENDS = (PREPOSITIONS - {"of"}) | {","}
_REACH = 6


def hit_beside(clause: Clause, reading: Reading, harmed: Numbers) -> tuple[Numbers, list[Span]]:
    """The places and owners, or the tokens of the things, that a noun meets beside the harmed who stand before it."""
    ends = [clause.actor_spans[number][1] for number in harmed]
    if not ends or not _names_attack(clause, reading) or max(ends) > reading.start:
        return (), []
    at = _start(clause, reading.end)
    if not at or _HARMED.isdisjoint(clause.words[max(ends) : reading.end]):
        return (), []
    number = _place_or_owner(clause, at)
    return (_with_next(clause, number), []) if number >= 0 else ((), things_from(clause, at))


def _names_attack(clause: Clause, reading: Reading) -> bool:
    """Whether it is a noun of attack, or ends in one: "died in attacks"."""
    if reading.form == "noun":
        return meets_things(reading)
    return reading.pattern.words.startswith("die in") and clause.words[reading.end - 1] in WEAPONS


def is_struck(clause: Clause, number: int) -> bool:
    """Whether a party is a place or thing that an attack hit, and not only where something lies."""
    if clause.actors[number].kind and not _is_of_thing(clause, number):
        return False
    at = before_phrase(clause, number)
    if not MEETS.isdisjoint(clause.words[max(at, 0) : clause.actor_spans[number][0]]):
        return True  # "bombardment targeting Homs"
    if at > 1 and clause.words[at] == "of" and clause.words[at - 1] in AREAS:
        at -= 1
        while at >= 0 and is_modifier(clause, at):
            at -= 1
    if at > 0 and clause.words[at] == "of" and clause.words[at - 1] in WEAPONS:
        return True
    if at > 0 and clause.words[at] == "at" and clause.words[clause.actor_spans[number][1] - 1] == "locations":
        return False
    if at > 0 and clause.words[at] in _AT and clause.place_at[clause.actor_spans[number][1] - 1] < 0:
        return _is_of_thing(clause, number)
    behind_means = at >= 0 and clause.words[at] == "with" and past_aside(clause, at) > at
    return at < 0 or behind_means or clause.words[at] in UPON or clause.words[at] not in PREPOSITIONS


def _start(clause: Clause, end: int) -> int:
    """Where the phrase begins that "on" or "that hit" brings after a noun, its means and doers; 0 where none does."""
    if met := met_by(clause, end):
        return met
    end = past_means(clause, end)
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


def _with_next(clause: Clause, number: int) -> Numbers:
    """ "Homs and Idlib": with the town after it."""
    at = clause.actor_spans[number][1] + 1
    joined = at < len(clause) and clause.words[at - 1] == "and" and clause.place_at[at] >= 0
    return (number, clause.holder_at[at]) if joined and clause.holder_at[at] >= 0 else (number,)


def _owns_next(clause: Clause, end: int) -> bool:
    """ "A strike on the Homs market": whether a noun follows a place's name."""
    if end == len(clause) or clause.words[end] in DETERMINERS | COORDINATORS or clause.words[end].endswith("ing"):
        return False
    return is_modifier(clause, end) and clause.time_at[end] < 0


def is_thing(clause: Clause, number: int) -> bool:
    """Whether a party is a thing, or a place and no state."""
    end = clause.actor_spans[number][1]
    is_place = clause.actors[number].kind is None and clause.place_at[end - 1] >= 0
    return is_place or _is_of_thing(clause, number)


def _is_of_thing(clause: Clause, number: int) -> bool:
    if clause.words[clause.actor_spans[number][1] - 1].endswith(HELD):
        return True
    first, end = span_of_thing(clause, number) or clause.actor_spans[number]
    return names_thing(clause.words[end - 1]) or (end > first and names_thing(clause.words[first]))
