"""Who holds the place that an act is about: "X, the last rebel-held bastion", "X captured by rebels".

Whose the things are that an act meets stands in `held_things.py`.
"""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import (
    PREPOSITIONS,
    QUOTES,
    RELATIVES,
    STRONG_STOPS,
    SUBCLAUSE_OPENERS,
    words,
)
from pipelines.coding.objects import CARRIED_OUT, actors_from
from pipelines.coding.party_phrases import Numbers

_REACH = 14
_LONGEST_PURPOSE = 14
_HELD = ("-held", "-controlled", "-occupied")
_LOST_TO = words("captured seized taken overrun held controlled occupied")
_OF_HOLDERS = words(
    "stronghold strongholds bastion bastions redoubt capital enclave heartland base headquarters territory"
)
_AIMED = words("aimed aiming intended meant designed")
_ATTEMPTS = words("bid attempt effort hopes")
_CUT = words("break breaking cut cutting sever severing")
_OF_ANOTHER_DEED = frozenset(("since", "before", "after", "during", "amid"))
_CIVILIAN = frozenset(("CVL", "REF"))
_PARTICLES = frozenset(("out", "back", "off", "through"))
_TAKE = words(
    """
    retake retaking recapture recapturing capture capturing take taking seize seizing liberate liberating clear clearing
    reclaim reclaiming regain regaining recover recovering wrest wresting
    """
)
_BEAT = words(
    """
    drive driving oust ousting expel expelling dislodge dislodging defeat defeating crush crushing rout routing push
    pushing flush flushing eradicate eradicating eliminate eliminating uproot uprooting evict evicting
    force forcing weaken weakening repel repelling destroy destroying combat combating fight fighting
    """
)


def holders_of_place(clause: Clause, start: int) -> Numbers:
    """The parties that hold the place whose phrase begins at `start`, as the words up to its end or beside it tell."""
    for k in range(start, min(start + _REACH, len(clause))):
        word, number = clause.words[k], max(clause.actor_at[k], clause.holder_at[k])
        if word in STRONG_STOPS or word in SUBCLAUSE_OPENERS or word == "to":
            break
        if word in _LOST_TO and clause.words[k + 1 : k + 2] == ["by"]:
            return actors_from(clause, k + 2)
        if number >= 0 and (word.endswith(_HELD) or _has_stronghold(clause, number)):
            return (number,)
        if word == "from":
            found = actors_from(clause, k + 1)
            return tuple(n for n in found if clause.actors[n].sector and clause.actors[n].kind != "country")
        if word in _OF_HOLDERS and clause.words[k + 1 : k + 2] == ["of"] and (of := actors_from(clause, k + 2)):
            return tuple(n for n in of if clause.actors[n].sector)
        goes_on = word in ("of", "in") or number >= 0 or clause.place_at[k] >= 0
        if (word in PREPOSITIONS or clause.is_verb(k) or word == "and") and not goes_on:
            break
    return ()


def _has_stronghold(clause: Clause, number: int) -> bool:
    """ "The Daesh stronghold of X", "the rebels' last bastion"."""
    end = clause.actor_spans[number][1]
    if clause.actors[number].kind == "country" or not clause.actors[number].sector:
        return False
    return not _OF_HOLDERS.isdisjoint(clause.words[end : end + 4])


def aimed_at(clause: Clause, start: int) -> Numbers:
    """Whom an act is to beat, or from whom it is to take a place: "to oust X from", "aimed at retaking Y from X"."""
    at = start_of_purpose(clause, start)
    if not at:
        return ()
    verb = clause.words[at - 1] if clause.words[at - 1] not in _PARTICLES else clause.words[at - 2]
    if verb in _BEAT:
        return tuple(n for n in actors_from(clause, at) if clause.actors[n].sector not in _CIVILIAN)
    return _whose_line(clause, at) if verb in _CUT else holders_of_place(clause, at)


def start_of_purpose(clause: Clause, start: int) -> int:
    """Where the words for what an act is to beat or take begin, after the verb that says so; 0 where none does."""
    for k in range(start, min(start + _LONGEST_PURPOSE, len(clause) - 2)):
        word, verb = clause.words[k], clause.words[k + 1]
        acts = clause.is_verb(k) and word not in _AIMED and word not in CARRIED_OUT
        ends = word == "," and not _opens_purpose(clause, k + 1)
        if acts or ends or word in _OF_ANOTHER_DEED or word in STRONG_STOPS or word in RELATIVES or word in QUOTES:
            break
        if word == "to" or (word in ("at", "for") and clause.words[k - 1] in _AIMED):
            if verb in _TAKE or verb in _BEAT or verb in _CUT:
                return k + 2 + (clause.words[k + 2] in _PARTICLES)
            if word == "at" and not verb.endswith("ing"):
                return k + 1
            if word == "to" and verb not in ("the", "a"):
                break
    return 0


def _opens_purpose(clause: Clause, i: int) -> bool:
    """ "Launched an assault on Saturday, aiming to", ", in a bid to": whether a comma leads to what it is for."""
    return clause.words[i] in _AIMED or (clause.words[i] == "in" and not _ATTEMPTS.isdisjoint(clause.words[i : i + 3]))


def _whose_line(clause: Clause, start: int) -> Numbers:
    """ "To break through government lines", "at cutting the rebels' supply road": whose these are."""
    for k in range(start, min(start + 3, len(clause))):
        number = max(clause.actor_at[k], clause.holder_at[k])
        if number >= 0:
            return (number,) if clause.actors[number].sector and clause.actors[number].kind != "country" else ()
        if clause.words[k] in PREPOSITIONS or clause.is_verb(k):
            break
    return ()
