"""Whom "him" and "them" stand for as a verb's object, where the verb before it in the clause met one party."""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import DETERMINERS, SPEECH, STRONG_STOPS, words
from pipelines.coding.party_phrases import Numbers
from pipelines.coding.patterns import Reading

_OBJECTS = frozenset(("him", "her", "them", "it"))
_HANDED_ON = words(
    """
    order ordered orders ordering tell told tells ask asked asks urge urged urges allow allowed allows force forced
    forces instruct instructed direct directed command commanded authorise authorised authorize authorized send sent
    """
)  # whose object does what the infinitive after it says


def met_before(clause: Clause, reading: Reading, group_start: int, subject: Numbers) -> Numbers:
    """Who "him" or "them" is in "called the president and urged him to stay": the one that the first verb met."""
    said = clause.words[slice(*reading.gap)] if reading.gap else []
    joint = clause.words[group_start - 1] if group_start else ""
    if joint not in ("and", "to") or _OBJECTS.isdisjoint((*said, *clause.words[reading.end : reading.end + 1])):
        return ()
    first = group_start - 2
    while first > 0 and not clause.is_verb(first):
        number = clause.actor_at[first]
        if clause.words[first] in STRONG_STOPS or (number in subject and not _is_object(clause, number)):
            break
        first -= 1
    if joint == "to" and first >= 0 and clause.words[first] in _HANDED_ON:
        return ()  # "ordered the troops to attack it"
    named = sorted({max(clause.actor_at[k], clause.holder_at[k]) for k in range(first + 1, group_start)} - {-1})
    met = tuple(n for n in named if clause.actors[n].kind in ("person", "group", "organisation"))
    return met if len(met) == 1 and clause.words[clause.actor_spans[met[0]][0] - 1] != "by" else ()


def _is_object(clause: Clause, number: int) -> bool:
    before = clause.actor_spans[number][0] - 1
    while before > 0 and clause.words[before] in DETERMINERS - {"that"}:
        before -= 1
    return before > 0 and clause.is_verb(before) and clause.words[before] not in SPEECH
