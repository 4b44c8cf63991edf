"""Where those begin whom an attack was aimed at, past its means and doers: "an attack with shells by rebels on X"."""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import (
    ADVERBS,
    HAVE,
    NUMBER_WORDS,
    PRONOUNS,
    RELATIVES,
    STRONG_STOPS,
    SUBORDINATORS,
    words,
)
from pipelines.coding.objects import CARRIED_OUT, actors_from
from pipelines.coding.party_phrases import SHARES, is_modifier
from pipelines.coding.patterns import Reading

UPON = frozenset(("on", "against", "upon"))
_OTHERWISE_ON = words(
    """
    eve behalf orders order day days night nights morning mornings weekends mondays tuesdays wednesdays thursdays
    fridays saturdays sundays
    """
)
_RUINS = words(
    "burned torched destroyed looted damaged sank bombed shelled razed raided captured seized overran stormed"
)
_WHEN = frozenset(("on", "in", "at", "during", "over"))
_REACH = 14
_LONGEST_MEANS = 8
_FIRED = words(
    """
    rocket rockets missile missiles mortar mortars shell shells artillery grenade grenades bomb bombs barrel barrels
    drone drones explosive explosives round rounds bullet bullets munition munitions projectile projectiles volleys
    sniper machineguns guns gunfire fire
    """
)
MEETS = words(
    """
    rocked rocks shook shakes targeted hit struck targeting hitting striking rocking damaging destroying
    """
)


def start_of_aim(clause: Clause, reading: Reading) -> int:
    """Where those begin whom "an attack launched by rebels against X" or "a blast that rocked a port" met; or 0."""
    if met := met_by(clause, reading.end):
        return met
    upon = past_means(clause, reading.end)
    if upon > reading.end and clause.words[upon] in reading.pattern.recipient_slots:
        return upon + 1
    is_launched = False
    for k in range(reading.end, min(reading.end + _REACH, len(clause) - 1)):
        word = clause.words[k]
        if word in STRONG_STOPS or word == "," or word in RELATIVES:
            break
        if is_launched and word == "targeting":
            break
        if is_launched and word in ("on", "against") and word in reading.pattern.recipient_slots:
            return k + 1
        is_launched |= word in CARRIED_OUT or clause.words[k : k + 2] == ["carried", "out"]
    return 0


def met_by(clause: Clause, at: int) -> int:
    """Where "a port" begins in "a blast that rocked a port", "car bombs targeting a port"; or 0."""
    at += clause.words[at : at + 1] in (["that"], ["which"])
    while at < len(clause) and (clause.words[at] in HAVE or clause.words[at] in ADVERBS):
        at += 1
    return at + 1 if at + 1 < len(clause) and clause.words[at] in MEETS else 0


def past_means(clause: Clause, start: int) -> int:
    """Where "on" stands after an attack's means and doers: "with shells by rebels on X"; `start` where it does not."""
    at = start
    while at < len(clause) and clause.words[at] not in UPON:
        end = clause.past_time(at)
        if clause.words[at] == "by":
            doers = actors_from(clause, at + 1)
            end = clause.actor_spans[doers[-1]][1] if doers else at
        elif clause.words[at] in ("with", "using"):
            end = _end_of_weapons(clause, at + 1)
        elif clause.words[at] in _FIRED:
            end = at + 1  # "rocket shells"
        if end <= at:
            return start
        at = end
    if at + 1 >= len(clause) or clause.time_at[at + 1] >= 0:
        return start
    return start if _OTHERWISE_ON.intersection(clause.words[at + 1 : at + 3]) else at


def _end_of_weapons(clause: Clause, start: int) -> int:
    """Where "rocket shells and sniper bullets" ends; 0 where no weapon is named."""
    end, k = 0, start
    while k < min(start + _LONGEST_MEANS, len(clause)):
        if clause.words[k] in _FIRED:
            end = k + 1
        elif clause.words[k] == "of" and clause.words[k - 1] in SHARES:
            pass  # "a number of rocket shells"
        elif not (clause.words[k] in ("and", ",") or is_modifier(clause, k)):
            break
        k += 1
    return end


def past_aside(clause: Clause, at: int) -> int:
    """ "Targeted on Sunday with shells a port": where the object begins, behind when and with what it was hit."""
    at = _past_second_verb(clause, at)
    end, last = at, -1
    end += 0 < at < len(clause) and clause.words[at - 1] in _FIRED and clause.words[at] in _FIRED  # "rocket shells"
    while last < end < len(clause):
        last = end
        end = past_date(clause, end)
        if clause.words[end] == "with":
            end = _end_of_weapons(clause, end + 1) or end
    return end if end > at and _begins_object(clause, end) else at


def _past_second_verb(clause: Clause, at: int) -> int:
    """ "Attacked and burned a market": where the object begins that two verbs share."""
    is_shared = shares_object(clause, at) and clause.words[at + 1] in _RUINS
    return at + 2 if is_shared and _begins_object(clause, at + 2) else at


def shares_object(clause: Clause, at: int) -> bool:
    """ "Arrested and charged him": whom the second verb befell, the first did."""
    return clause.words[at : at + 1] == ["and"] and at + 2 < len(clause) and clause.is_verb(at + 1)


def _begins_object(clause: Clause, i: int) -> bool:
    return clause.is_noun_phrase_start(i) and not clause.is_verb(i) and clause.words[i] not in PRONOUNS | SUBORDINATORS


def past_volley(clause: Clause, at: int) -> int:
    """ "Fired rockets and 20 mortar rounds into the port": where what else was fired ends."""
    start = at + 1
    start += start < len(clause) and (clause.words[start][0].isdigit() or clause.words[start] in NUMBER_WORDS)
    end = start
    while end < len(clause) and clause.words[at] == "and" and clause.words[end] in _FIRED:
        end += 1
    return end if start < end < len(clause) else at


def past_date(clause: Clause, at: int) -> int:
    """ "Fired rockets late on Friday at the port": where the date ends, or `at`."""
    start = at + (clause.words[at : at + 1] in (["late"], ["early"]))
    start += start < len(clause) and clause.words[start] in _WHEN
    end = clause.past_time(start)
    return end if start < end < len(clause) else at
