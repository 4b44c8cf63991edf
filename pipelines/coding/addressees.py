"""Whom words of talk, help or yielding are meant for where nobody stands in the verb's own slots.

"Agreed to send troops to X", "launched an inquiry into claims by X": only what leads on from the trigger by a
preposition that the type takes, in its own clause. Violence has other rules (`verb_roles.py`).
"""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import (
    ADJECTIVAL,
    DETERMINERS,
    PREPOSITIONS,
    RELATIVES,
    STRONG_STOPS,
    SUBORDINATORS,
    words,
)
from pipelines.coding.objects import actors_from, find_object, inclusion
from pipelines.coding.party_phrases import Numbers, before_phrase
from pipelines.coding.patterns import Reading

# What leads to somebody further right whom words or a measure are meant for: "agreed to send troops to X".
REACHED_BY = {
    "AGREE": words("to with for from"),
    "CONSULT": words("with between"),
    "SUPPORT": words("for to of with"),
    "CONCEDE": words("to on for against from by of"),
    "COOPERATE": words("with to from"),
    "AID": words("to for"),
    "RETREAT": words("to with from"),
    "REQUEST": words("from to of against"),
    "ACCUSE": words("against of by into to"),
    "REJECT": words("by from with"),
    "SANCTION": words("against on to with between"),
}
_WITH_OBJECTS = ("REJECT", "SUPPORT", "AID")
_REACH_OF_EXAMPLE = 4
_UNDERGONE = words(
    """
    resignation ouster removal release withdrawal departure dismissal impeachment extradition surrender prosecution
    arrest expulsion suspension disarmament recall return
    """
)
_HELPS = words("help assist support aid protect feed train defend relieve")
_HELPS_VICTIMS = words("help assist support treat feed protect relieve shelter evacuate rescue")
_REACH_OF_HELP = 12
_DEALINGS = words("talks negotiations meeting ties relations trade cooperation contacts dialogue agreement deal work")
_LEADS_ELSEWHERE = RELATIVES | SUBORDINATORS | frozenset(("whether", "as", "if"))


def reached(clause: Clause, after: int, reading: Reading, other: Numbers) -> Numbers:
    """Whom the words further right are meant for; none in a clause of its own or after another preposition."""
    event_type = reading.pattern.event_type
    if event_type == "REQUEST" and clause.words[after : after + 1] == ["that"]:
        return tuple(n for n in actors_from(clause, after + 1) if n not in other)
    found = tuple(n for n in find_object(clause, after, loose=True) if n not in other)
    led = before_phrase(clause, found[0]) if found else -1
    if led < after or (led == after and clause.words[led].endswith("ed")):
        return found if event_type in _WITH_OBJECTS else ()
    if clause.words[led] in ("like", "as") and led - after < _REACH_OF_EXAMPLE:
        return found  # "urged allies like X", "partners such as X"
    asked = event_type == "REQUEST" and clause.words[led] == "for" and _is_to_do(clause, found[-1])
    offered = clause.words[led] == "by" and reading.pattern.words.startswith(("accept", "approve"))
    traded = event_type == "AGREE" and clause.words[led] == "of" and clause.words[led - 1] in ("imports", "exports")
    if not (asked or offered or traded) and clause.words[led] not in REACHED_BY[event_type]:
        return ()
    if clause.words[led - 1 : led + 1] == ["according", "to"]:
        return ()
    if clause.words[led] == "to" and (
        _is_infinitive(clause, led + 1, found[0]) or (event_type == "REQUEST" and led > after)
    ):
        return ()
    if event_type == "REQUEST" and clause.words[led] == "of" and clause.words[led - 1] not in _UNDERGONE:
        return ()
    if not _LEADS_ELSEWHERE.isdisjoint(clause.words[after + 1 : clause.actor_spans[found[0]][0]]):
        return ()
    return () if any(_is_finite(clause, k) for k in range(after + 1, led)) else found


def _is_finite(clause: Clause, k: int) -> bool:
    """Whether a verb begins a clause of its own: none that only describes ("restrictions imposed on X")."""
    described = clause.words[k] in ADJECTIVAL or clause.words[k + 1] in PREPOSITIONS | {"out"}
    return clause.is_verb(k) and not described


def _is_infinitive(clause: Clause, i: int, number: int) -> bool:
    """ "To rid the union of it": a word before the determiner of the party's own phrase."""
    inner = clause.words[i : clause.actor_spans[number][0]]
    return len(inner) > 1 and inner[0] not in DETERMINERS | _HELPS and not DETERMINERS.isdisjoint(inner[1:])


def _is_to_do(clause: Clause, number: int) -> bool:
    end = clause.actor_spans[number][1]
    return clause.words[end : end + 1] == ["to"]


def allowed_to(clause: Clause, reading: Reading) -> Numbers:
    """ "Gave approval for the UN to deliver aid to villagers": who may do it, not for whom it will be done."""
    if reading.pattern.event_type != "CONCEDE" or clause.words[reading.end : reading.end + 1] != ["for"]:
        return ()
    found = actors_from(clause, reading.end + 1)
    return found if found and _is_to_do(clause, found[-1]) else ()


def leading_slots(clause: Clause, reading: Reading) -> tuple[str, ...]:
    """The slots of the recipients; "with" comes first in "halted unity government talks with X".

    A complaint is against whom it says, not against the court that hears it.
    """
    slots, ending = reading.pattern.recipient_slots, clause.words[max(reading.end - 2, 0) : reading.end]
    if ending[-1] != "with":
        return slots
    if reading.pattern.event_type == "ACCUSE":
        return ("against", *slots)
    return ("with", *slots) if ending[0] in _DEALINGS else slots


def who_is_helped(clause: Clause, start: int) -> Numbers:
    """ "Is sending doctors to help victims of the flood"."""
    aside = inclusion(clause, start)
    for k in range(start, min(start + _REACH_OF_HELP + len(aside), len(clause) - 1)):
        if k in aside:
            continue
        if clause.words[k] == "to" and clause.words[k + 1] in _HELPS_VICTIMS:
            return actors_from(clause, k + 2)
        if clause.words[k] in STRONG_STOPS or clause.words[k] in RELATIVES:
            break
    return ()
