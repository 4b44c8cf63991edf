"""How long an event has gone on until now: "has been shelling it for months", "killed in five years of war".

Lengths that themselves say when they end ("the past two weeks") are dated in `times.py`.
"""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import RELATIVES, STRONG_STOPS, SUBORDINATORS, words
from pipelines.coding.parsing import Span
from pipelines.coding.time_hosts import HAPPENINGS

_WITHIN = words("in during over throughout")
_ROUGHLY = words("nearly almost about around more than over some at least the")
_STRIFE = HAPPENINGS | words("siege bloodshed")
_LASTING = words(
    """
    besieged encircled surrounded blockaded shelled bombed bombarded pounded attacked targeted fought battled clashed
    protested demonstrated rallied held occupied
    """
)
_PERFECT = words("have has 've")
_ENDS_OF_CLAUSES = STRONG_STOPS | SUBORDINATORS | words("and but")
_REACH = 4
_REACH_OF_TOLL = 12


def length_until_now(clause: Clause, start: int, end: int) -> int | None:
    """The number of the time that tells how long the trigger at tokens `start` to `end` has gone on; else null."""
    for number, time in enumerate(clause.times):
        first, last = clause.time_spans[number]
        if time.type == "DURATION" and last <= start and _has_taken_toll(clause, last, end - 1):
            return number
        if time.type != "DURATION" or first <= start or any(clause.is_verb(k) for k in range(end, first)):
            continue
        lead = first - 1
        while clause.words[lead] in _ROUGHLY and clause.words[lead - 1] in _WITHIN | _ROUGHLY | {"for"}:
            lead -= 1
        if _is_of_strife(clause, lead, last) or (clause.words[lead] == "for" and _has_gone_on(clause, start)):
            return number
    return None


def _is_of_strife(clause: Clause, lead: int, last: int) -> bool:
    """ "In five years of civil war"."""
    is_of = clause.words[lead] in _WITHIN and clause.words[last : last + 1] == ["of"]
    return is_of and not _STRIFE.isdisjoint(clause.words[last + 1 : last + _REACH])


def _has_taken_toll(clause: Clause, last: int, verb: int) -> bool:
    """ "Seven weeks of clashes (, which) have killed", "the two-year war that has killed"; `last` ends the length."""
    strife = next((k for k in range(last, min(last + _REACH, verb)) if clause.words[k] in _STRIFE), verb)
    toll = clause.words[strife + 1 : verb]
    if len(toll) > _REACH_OF_TOLL or _PERFECT.isdisjoint(toll) or not _ENDS_OF_CLAUSES.isdisjoint(toll):
        return False
    opens = toll[0] in _PERFECT or not RELATIVES.isdisjoint(toll[:3])
    return opens and not any(clause.is_verb(k) for k in range(last, strife))


def _has_gone_on(clause: Clause, start: int) -> bool:
    """ "Has been bombing", "have besieged": what is done over time, and not "has been jailed (for two years)"."""
    before = clause.words[max(start - _REACH, 0) : start]
    if _PERFECT.isdisjoint(before):
        return False
    return clause.words[start] in _LASTING or (before[-1:] == ["been"] and clause.words[start].endswith("ing"))


def find_since_then(clause: Clause, start: int, end: int) -> Span | None:
    """The tokens of "since then", at the sentence's head or after the trigger, that date what has been done since."""
    if clause.words[:2] == ["since", "then"]:
        at = 0
    else:
        at = next((k for k in range(end, len(clause) - 1) if clause.words[k : k + 2] == ["since", "then"]), -1)
    passed = clause.words[2:start] if at == 0 else clause.words[end:at]
    return (at, at + 2) if at >= 0 and STRONG_STOPS.isdisjoint(passed) else None
