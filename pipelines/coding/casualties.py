"""How many were killed, injured, captured and displaced, as a sentence says it.

Null is "not stated"; zero only where it says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.coding.clauses import Clause
from pipelines.coding.counts import Count, counts_people, read_count
from pipelines.coding.flesh_wounds import flesh_wounds
from pipelines.coding.grammar import BE, COORDINATORS, PREPOSITIONS, STRONG_STOPS, words
from pipelines.coding.harm_words import (
    DANGERS,
    EITHER,
    FLEEING,
    FORCING,
    KIND_OF,
    LEAVING,
    LEFT,
    MURDER,
    NOUN_OF,
    RIGHT,
    SEIZURE,
    TAKING,
)
from pipelines.coding.numbers_beside import TELLINGS, first_number, last_number
from pipelines.coding.single_persons import is_one_person

_HELD = words("hostage hostages prisoner prisoners captive captives")
_DISPLACED = words("people persons families civilians")
_OF_A_WEAPON = (["gunshot"], ["bullet"], ["stab"], ["shrapnel"], ["knife"])
_SHOOTING = words("shot shoot shoots")
_HIMSELF = words("himself herself")
_OF_BODIES = ("killed", "injured")
_CROWD = 1_000
_SHORT = 5
_REACH_OF_TOLL = 16
_STANDS_AT = (["stands", "at"], ["stood", "at"])
_RISES = words("risen rose rises climbed climbs reached reaches stands stood")


@dataclass(frozen=True, slots=True)
class Harm:
    """A word of harm at token `at` and how many it befell."""

    at: int
    kind: str
    count: Count


def find_harms(clause: Clause) -> list[Harm]:
    """Every statement of killed, injured, captured or displaced in the sentence that gives a number."""
    words = clause.words
    places = [(i, kind) for i, word in enumerate(words) if word in KIND_OF and (kind := _kind(words, i))]
    wounds = [] if any(kind in _OF_BODIES for _, kind in places) else flesh_wounds(words)
    places = sorted([*places, *((i, "injured") for i in wounds)])
    harms = []
    for order, (at, kind) in enumerate(places):
        if _is_ambiguous(words, at):
            continue
        left = places[order - 1][0] if order else -1
        right = places[order + 1][0] if order + 1 < len(places) else len(words)
        count = _count_for(clause, at, left, right)
        if count and _is_told(clause, at, kind, count):
            harms.append(Harm(at, kind, count))
    return harms


def _kind(words: Sequence[str], at: int) -> str | None:
    """What befell people by the word at `at`; null where the words around it say something else."""
    word, before = words[at], words[max(at - 6, 0) : at]
    follower = words[at + 1] if at + 1 < len(words) else ""
    if word in _HELD:
        return "captured" if TAKING.intersection(before) else None
    if word == "homes":
        return "displaced" if before[-1:] == ["their"] and LEAVING.intersection(before) else None
    if word == "wounds" and (not follower or follower in PREPOSITIONS | STRONG_STOPS or before[-1:] in _OF_A_WEAPON):
        return None  # "died of gunshot wounds in July"
    if word == "displaced":
        is_standing = before[-1:] in (["internally"], ["already"]) or follower in _DISPLACED
        return None if is_standing else "displaced"
    if word == "flee" and before[-1:] == ["to"]:
        return "displaced" if FORCING.intersection(words[max(at - 10, 0) : at]) else None
    return KIND_OF[word]


def _is_told(clause: Clause, at: int, kind: str, count: Count) -> bool:
    """Whether the words are of people: a town is captured too, and a gunman flees."""
    words = clause.words
    if kind == "displaced":
        if words[at] in FLEEING and not DANGERS.intersection(words[at + 1 : at + 7]):
            return (count.number or 0) >= _CROWD
        return count.best != 1
    if words[at] in SEIZURE:
        return count.number == 1 or any(a >= 0 and clause.actors[a].count == count.number for a in clause.actor_at)
    return True


def _is_ambiguous(words: Sequence[str], at: int) -> bool:
    """ "12 killed or wounded", "kidnapped and killed 12": how many of either is not said."""
    if is_of_either(words, at) or (at > 1 and is_of_either(words, at - 1)) or (at > 1 and is_of_either(words, at - 2)):
        return True
    if at + 2 >= len(words) or words[at + 1] not in ("and", "or") or words[at + 2] not in KIND_OF:
        return False
    return words[at + 1] == "or" or KIND_OF[words[at]] != KIND_OF[words[at + 2]]


def is_of_either(words: Sequence[str], at: int) -> bool:
    """Whether the word at `at` and the next are of the killed and of the hurt together: "kills, injures 70"."""
    kinds = [KIND_OF.get(word, "") for word in (words[at], *words[at + 1 : at + 3])]
    if len(kinds) > 2 and words[at + 1] in ("and", "or", ","):
        kinds.pop(1)
    return words[at] in EITHER | RIGHT and {"killed", "injured"} == set(kinds[:2])


def _count_for(clause: Clause, at: int, left: int, right: int) -> Count | None:
    words = clause.words
    word = words[at]
    follower = words[at + 1] if at + 1 < len(words) else ""
    if word in ("death", "deaths") and left >= 0 and at - left <= 4:
        return None
    if words[max(at - 1, 0)] == "those":
        return None  # "as well as those killed, 160 were injured"
    if word in NOUN_OF and follower == "of":
        return first_number(clause, at + 2, min(right, at + 9))
    if word == "death" and words[max(at - 1, 0)] == "to" and at > 1:
        return _count_of_verb(clause, at - 2, at + 1, left, right)
    if at > 1 and words[at - 1] == "'s" and (word in MURDER or word in ("death", "killing")):
        return Count(1, 1, 1) if is_one_person(clause, at - 2) else None
    if word == "dead" and words[max(at - 1, 0)] == "shot":
        return _count_of_verb(clause, at - 1, at + 1, left, right)
    if word == "dead" and (shot := _verb_of_shooting(words, at)):
        return Count(1, 1, 1) if words[shot + 1] in _HIMSELF else first_number(clause, shot + 1, at)
    if words[max(at - 2, 0) : at] == ["one", "who"]:
        return Count(1, 1, 1)
    if word == "fatally":
        return _count_of_verb(clause, at, at + 2, left, right)
    if word == "fatal":
        return first_number(clause, at + 3, min(right, at + 9)) if words[at + 2 : at + 3] == ["of"] else None
    if word in MURDER or word in ("death", "killing", "massacre"):
        return None if word != "killing" else first_number(clause, at + 1, min(right, at + 7))
    if word == "arrests":
        return last_number(clause, at, max(left, at - 4)) or first_number(clause, at + 1, min(right, at + 8))
    if word in _HELD:
        taking = max(k for k in range(at) if words[k] in TAKING)
        return last_number(clause, at, taking)
    if words[max(at - 2, 0) : at] == ["among", "the"]:
        part = last_number(clause, at, max(left, at - 16))
        return Count(part.low, None, None) if part else None
    if word in EITHER and (toll := _risen(clause, at, right)):
        return toll
    if word not in KIND_OF:  # a flesh wound's verb
        return _count_of_verb(clause, at, at + 1, left, right)
    if word in RIGHT:
        of_lives = at + 4 if words[at + 1 : at + 4] == ["the", "lives", "of"] else at + 1
        return first_number(clause, of_lives, min(right, at + 8))
    if word in EITHER:
        return _count_of_verb(clause, at, at + 1, left, right)
    return last_number(clause, at, max(left, at - 16)) if word in LEFT else None


def _verb_of_shooting(words: Sequence[str], at: int) -> int:
    """Where the verb of "shot his two guards dead" stands; 0 where none does."""
    return next((k for k in range(at - 2, max(at - 7, 0), -1) if words[k] in _SHOOTING), 0)


def _risen(clause: Clause, at: int, right: int) -> Count | None:
    """ "The number of people killed in the blast has risen to 52"."""
    words = clause.words
    if TELLINGS.isdisjoint(words[max(at - _SHORT, 0) : at]):
        return None
    rise = next((k for k in range(at + 1, min(right, at + _REACH_OF_TOLL, len(words) - 2)) if words[k] in _RISES), 0)
    if not rise:
        return None
    number = rise + 1 + (words[rise + 1] == "to" or words[rise : rise + 2] in _STANDS_AT)
    found = read_count(clause, clause.after_quantifier(number))
    return found[0] if found and counts_people(clause, found[1]) else None


def _count_of_verb(clause: Clause, verb: int, after: int, left: int, right: int) -> Count | None:
    """The number of a verb's object, which begins at `after`; of its subject where it is passive or has none."""
    passive = any(clause.words[k] in BE for k in range(max(verb - 4, 0), verb))
    if not passive and clause.is_noun_phrase_start(after) and not _is_of_next(clause, after, right):
        return first_number(clause, after, min(right, after + 7))
    if not passive and clause.words[verb - 1 : verb] == ["and"]:
        return None
    return last_number(clause, verb, max(left, verb - 16))


def _is_of_next(clause: Clause, after: int, right: int) -> bool:
    """ "Nine killed over 12 injured in a blast": the number after a verb is that of the next, which has no object."""
    is_near = right < len(clause) and right - after <= _SHORT
    found = read_count(clause, clause.after_quantifier(after)) if is_near else None
    is_bare = found is not None and COORDINATORS.isdisjoint(clause.words[found[1] : right])
    return is_bare and clause.words[right] in EITHER and not clause.is_noun_phrase_start(right + 1)
