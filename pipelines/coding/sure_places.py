"""Places that the words beside them make the event's own: a town that was shelled, "Qant, where rebels shot two".

Which of all places goes with a trigger is decided in `event_places.py`.
"""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import ADVERBS, STRONG_STOPS, SUBCLAUSE_OPENERS, words

_STRUCK = words("hit shelled bombed attacked targeted struck pounded raided bombarded rocked besieged stormed")
_BEFORE_SUBJECTS = SUBCLAUSE_OPENERS | STRONG_STOPS


def is_struck_place(clause: Clause, first: int, last: int, start: int) -> bool:
    """ "Qant (, close to Tolm,) was shelled": a town that is the subject of what was done to it."""
    if (
        clause.words[start] not in _STRUCK
        or last >= start
        or (first and clause.words[first - 1] not in _BEFORE_SUBJECTS)
    ):
        return False
    at = last
    if clause.words[at] == "," and "," in clause.words[at + 1 : start]:
        at += 2 + clause.words[at + 1 : start].index(",")
    is_subject = at < start and all(clause.is_verb(k) or clause.words[k] in ADVERBS for k in range(at, start))
    return is_subject and clause.group_before(start).passive


def tells_where(clause: Clause, last: int, start: int) -> bool:
    """ "Qant, where rebels shot two"."""
    at = last + (clause.words[last : last + 1] == [","])
    return at < start and clause.words[at] == "where" and "," not in clause.words[at:start]
