"""Further places of a list that one verb takes or loses: "seized Qant on Sunday, Tolm and Birs", "Qant and Tolm fell".

Each is an event of its own, told by the place's name where the verb is left out.
"""

from collections.abc import Iterator

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import SPEECH
from pipelines.coding.joints import Candidate
from pipelines.coding.place_parts import KINDS, held_by_name
from pipelines.coding.place_references import place_precision, stands_alone

_LEADS = KINDS | {"the", "of", "then", "also"}


def with_listed(clause: Clause, candidate: Candidate) -> list[Candidate]:
    """The candidate, and one more for each town that stands in a list with its own."""
    pattern = candidate.reading.pattern
    if candidate.in_part or candidate.place is None or not (pattern.control or "entry" in pattern.flags):
        return [candidate]
    number = next((n for n, place in enumerate(clause.places) if place is candidate.place), -1)
    if number < 0 or not _is_town(clause, number):
        return [candidate]
    before = clause.place_spans[number][0] < candidate.reading.start
    further = _left_of(clause, number) if before else _right_of(clause, number)
    return [candidate, *(_retold(clause, candidate, other) for other in further)]


def _retold(clause: Clause, candidate: Candidate, number: int) -> Candidate:
    start, end = clause.place_spans[number]
    return candidate._replace(place=clause.places[number], start=start, end=end, merged=(), wounded=())


def _right_of(clause: Clause, number: int) -> Iterator[int]:
    """The towns after "and" or a comma, past the day of the one before."""
    while True:
        at = _past_day(clause, clause.place_spans[number][1])
        following = _past_joint(clause, at)
        if following == at:
            return
        while following < len(clause) and clause.words[following] in _LEADS:
            following += 1
        number = clause.place_at[following] if following < len(clause) else -1
        if number < 0 or not _is_town(clause, number) or _begins_clause(clause, number):
            return
        yield number


def _left_of(clause: Clause, number: int) -> Iterator[int]:
    """The towns before "and" or a comma."""
    while True:
        at = clause.place_spans[number][0]
        while at > 0 and clause.words[at - 1] in _LEADS:
            at -= 1
        joint = at
        while joint > 0 and clause.words[joint - 1] in ("and", ","):
            joint -= 1
        number = clause.place_at[joint - 1] if 0 < joint < at else -1
        if number < 0 or not _is_town(clause, number):
            return
        yield number


def _past_day(clause: Clause, at: int) -> int:
    """ "Qant on Sunday": where the list goes on."""
    day = at + (clause.words[at : at + 1] == ["on"])
    end = clause.past_time(day)
    return end if end > day else at


def _past_joint(clause: Clause, at: int) -> int:
    while clause.words[at : at + 1] in ([","], ["and"]):
        at += 1
    return at


def _is_town(clause: Clause, number: int) -> bool:
    named = stands_alone(clause, number) and place_precision(clause.places[number]) == "city"
    return named and held_by_name(clause, number, True) is not None


def _begins_clause(clause: Clause, number: int) -> bool:
    """ "Took Qant and Tolm fell": a subject of its own verb."""
    last = clause.place_spans[number][1]
    return last < len(clause) and (clause.is_verb(last) or clause.words[last] in SPEECH)
