"""Whose deed the clause after a noun of force tells: "a raid that police carried out", "a blast they were behind"."""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import (
    ADVERBS,
    ARMED_SECTORS,
    AUXILIARIES,
    BE,
    NEGATIONS,
    SPEECH,
    STRONG_STOPS,
    words,
)
from pipelines.coding.objects import CARRIED_OUT
from pipelines.coding.party_phrases import Numbers, is_modifier, with_following

_REACH = 8
_LONGEST = 4
_RELATIVES = frozenset(("that", "which"))
_ITSELF = frozenset(("it", "they", "he", "she"))
_MEANS = words("used fired detonated threw hurled lobbed opened dropped shot blew rammed drove planted launched set")


def told_after(clause: Clause, start: int) -> Numbers:
    """Who did the deed of the noun before `start` by the relative clause that follows it."""
    relative = _relative_from(clause, start)
    if relative < 0:
        return ()
    found = _subject_from(clause, relative + 1)
    if not found:
        return ()
    verb = clause.actor_spans[found[-1]][1]
    if clause.words[verb : verb + 1] and clause.words[verb] in SPEECH and (said := _subject_from(clause, verb + 1)):
        found, verb = said, clause.actor_spans[said[-1]][1]  # "which police said rebels carried out"
    if clause.words[relative - 1] == "in":
        return found if _has_means(clause, found, verb) else ()
    return found if _did_it(clause, verb) else ()


def _relative_from(clause: Clause, start: int) -> int:
    """Where "that" or "which" stands after a noun and a place or day, but no verb; -1 where none does."""
    for k in range(start, min(start + _REACH, len(clause) - 1)):
        if clause.words[k] in _RELATIVES:
            return k
        if clause.words[k] in STRONG_STOPS or clause.is_verb(k) or clause.actor_at[k] >= 0:
            break
    return -1


def _subject_from(clause: Clause, start: int) -> Numbers:
    """The actors of the phrase that begins right there, also those who speak."""
    for k in range(start, min(start + _LONGEST, len(clause))):
        if clause.actor_at[k] >= 0:
            return with_following(clause, clause.actor_at[k])
        if not is_modifier(clause, k):
            break
    return ()


def _did_it(clause: Clause, verb: int) -> bool:
    """Whether the words from `verb` say so: "carried out", "said it had carried out", "said they were behind"."""
    if clause.words[verb : verb + 1] and clause.words[verb] in SPEECH and clause.words[verb + 1 : verb + 2]:
        if clause.words[verb + 1] not in _ITSELF:
            return False
        verb += 2
    group = verb
    while verb < len(clause) - 1 and (clause.words[verb] in AUXILIARIES | ADVERBS or clause.words[verb].endswith("ly")):
        verb += 1
    if verb >= len(clause) or not NEGATIONS.isdisjoint(clause.words[group : verb + 1]):
        return False
    if clause.words[verb] == "behind":
        return verb > group and clause.words[verb - 1] in BE
    done = clause.words[verb : verb + 2] in (["carried", "out"], ["carry", "out"])
    done = done or clause.words[verb] in CARRIED_OUT | _MEANS
    after = verb + 1 + (clause.words[verb] in ("carried", "carry"))
    passive = BE.intersection(clause.words[group:verb])
    return done and not passive and not _has_object(clause, after)


def _has_object(clause: Clause, i: int) -> bool:
    """ "A raid that they claimed the army ..": the relative clause is about something else."""
    return i < len(clause) and clause.is_noun_phrase_start(i) and clause.time_at[i] < 0


def _has_means(clause: Clause, found: Numbers, verb: int) -> bool:
    """ "An attack in which the rebels used gas"."""
    armed = all(clause.actors[n].sector in ARMED_SECTORS or clause.actors[n].actor_id for n in found)
    while verb < len(clause) - 1 and clause.words[verb] in AUXILIARIES - BE:
        verb += 1
    return armed and verb < len(clause) and clause.words[verb] in _MEANS
