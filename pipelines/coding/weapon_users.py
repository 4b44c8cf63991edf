"""Whose weapon it was that did harm: "shells fired by gunmen hit", "a bomb planted by gunmen exploded"."""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import RELATIVES, STRONG_STOPS, WEAPONS, words
from pipelines.coding.objects import after_preposition
from pipelines.coding.party_phrases import Numbers, before_phrase
from pipelines.coding.patterns import Reading

_DONE = words(
    "fired launched planted dropped conducted detonated placed hidden left thrown hurled installed activated set"
)
_ENDS_ASIDE = frozenset((",", "--", "–", "—"))
_FIGHTING = frozenset(("fighting", "battling", "attacking", "bombing"))
_REACH_OF_MEANS = 32


def owners_of_weapons(clause: Clause, subject: Numbers, verb: int) -> Numbers:
    """ "In Turkish airstrikes 40 were killed": whose weapon it was is no victim."""
    end = clause.actor_spans[subject[-1]][1] if subject else verb
    return subject if end < verb and clause.words[end] in WEAPONS - _FIGHTING else ()


def fired_before(clause: Clause, start: int) -> Numbers:
    """Who fired what the verb is told of: "shells fired by gunmen hit", "a bomb, planted by gunmen, hit"."""
    start -= start > 1 and clause.words[start - 1] in _ENDS_ASIDE
    number = clause.actor_at[start - 1] if start else -1
    if number < 0:
        return ()
    by = before_phrase(clause, number)
    if by < 1 or clause.words[by] != "by":
        return ()
    place = clause.place_at[by - 1]
    done = clause.place_spans[place][0] - 2 if place >= 0 else by - 1  # "fired from Chad by rebels"
    return (number,) if clause.words[done] in _DONE else ()


def set_before(clause: Clause, reading: Reading, start: int) -> Numbers:
    """ "A bomb was planted by gunmen in a bus, killing six": who set it, for the participle after it."""
    if reading.form != "gerund" or not reading.pattern.is_harm:
        return ()
    for k in range(start - 1, max(start - _REACH_OF_MEANS, 0), -1):
        if clause.words[k] in STRONG_STOPS:
            break
        if clause.actor_at[k - 1] >= 0 and clause.words[before_phrase(clause, clause.actor_at[k - 1])] == "by":
            continue  # "launched by rebels positioned in the hills"
        if clause.is_verb(k) or clause.words[k] in _DONE:
            is_set = clause.words[k] in _DONE and clause.words[k + 1] == "by"
            return after_preposition(clause, k + 1, "by") if is_set else ()
    return ()


def who_fired(clause: Clause, start: int) -> Numbers:
    """Who did what harmed: "were injured by shots fired by gunmen"."""
    for k in range(start, min(start + 14, len(clause) - 1)):
        if clause.words[k] in STRONG_STOPS or clause.words[k] in RELATIVES:
            break
        if clause.words[k] in _DONE and clause.words[k + 1] == "by":
            return after_preposition(clause, k + 1, "by")
    return ()


def who_placed(clause: Clause, end: int) -> Numbers:
    """Who set what went off by itself: "a bomb planted by gunmen exploded"."""
    for k in range(end - 1, max(end - 14, 0), -1):
        if clause.words[k] in STRONG_STOPS:
            break
        if clause.words[k] == "by" and clause.words[k - 1] in _DONE:
            return after_preposition(clause, k, "by")
    return ()
