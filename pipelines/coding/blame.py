"""Whose deed a noun names by a verb of its own clause: "was carried out by X", "blamed the attack on X"."""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import AUXILIARIES, NEGATIONS, PREPOSITIONS, RELATIVES, STRONG_STOPS, words
from pipelines.coding.objects import CARRIED_OUT, actors_from
from pipelines.coding.party_phrases import Numbers, is_modifier
from pipelines.coding.patterns import Reading

_REACH = 24
_BLAMING = words("blame blames blamed blaming pin pins pinned pinning")
_ASCRIBING = words("attribute attributes attributed attributing ascribe ascribes ascribed ascribing")
_LAID = frozenset([("blamed", "on"), ("pinned", "on"), ("attributed", "to"), ("ascribed", "to")])
_TIMED = frozenset(("after", "before", "since"))


def find_blamed(clause: Clause, reading: Reading) -> Numbers:
    """The actors to whom the clause lays the deed."""
    before = reading.start - 1
    while before > 0 and is_modifier(clause, before) and clause.words[before] not in _BLAMING | _ASCRIBING:
        before -= 1
    word = clause.words[before] if before >= 0 else ""
    if word in _BLAMING | _ASCRIBING:
        return _last_after(clause, reading.end, "on" if word in _BLAMING else "to")
    return _of_passive(clause, reading.end) if word not in PREPOSITIONS or word in _TIMED else ()


def _last_after(clause: Clause, start: int, preposition: str) -> Numbers:
    """The actors after the last such preposition that leads to any: "blamed the raid on the camp on X"."""
    found: Numbers = ()
    for j in range(start, min(start + _REACH, len(clause))):
        if clause.words[j] in STRONG_STOPS or clause.is_verb(j):
            break
        if clause.words[j] == preposition:
            found = actors_from(clause, j + 1) or found
    return found


def _of_passive(clause: Clause, start: int) -> Numbers:
    """Who did it by the first verb after the noun, where that tells: "was claimed by X", "is attributed to X"."""
    end = min(start + _REACH, len(clause))
    verb = next((j for j in range(start, end) if clause.is_verb(j) or clause.words[j] in STRONG_STOPS | RELATIVES), end)
    if verb >= end or clause.words[verb] not in AUXILIARIES:
        return ()
    while verb < end and clause.words[verb] in AUXILIARIES:
        verb += 1
    told = clause.words[verb : verb + 3]
    if NEGATIONS.intersection(told):
        return ()
    if told[:1] and told[0] in CARRIED_OUT and told[1:2] == ["by"]:
        return actors_from(clause, verb + 2)
    if told == ["carried", "out", "by"]:
        return actors_from(clause, verb + 3)
    if told[:1] and (told[0], *told[1:2]) in _LAID:
        return actors_from(clause, verb + 2)
    return ()
