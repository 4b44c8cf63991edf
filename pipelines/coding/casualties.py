"""How many were killed, injured, captured and displaced, as a sentence says it.

Null is "not stated"; zero only where it says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.coding.clauses import Clause
from pipelines.coding.counts import Count, counts_people, number_start, read_count
from pipelines.coding.grammar import BE, COORDINATORS, HAVE, STRONG_STOPS, words
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
from pipelines.coding.number_words import TENS, UNITS
from pipelines.coding.single_persons import is_one_person, with_former, with_joined

_HELD = words("hostage hostages prisoner prisoners captive captives")
_DISPLACED = words("people persons families civilians")
_CROWD = 1_000
_SHORT = 5
_REACH_OF_TOLL = 16
_OF_THEM = (["of", "them"], ["of", "whom"], ["of", "those"])
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
        return _first_number(clause, at + 2, min(right, at + 9))
    if word == "death" and words[max(at - 1, 0)] == "to" and at > 1:
        return _count_of_verb(clause, at - 2, at + 1, left, right)
    if at > 1 and words[at - 1] == "'s" and (word in MURDER or word in ("death", "killing")):
        return Count(1, 1, 1) if is_one_person(clause, at - 2) else None
    if word == "dead" and words[max(at - 1, 0)] == "shot":
        return _count_of_verb(clause, at - 1, at + 1, left, right)
    if word == "fatally":
        return _count_of_verb(clause, at, at + 2, left, right)
    if word == "fatal":
        return _first_number(clause, at + 3, min(right, at + 9)) if words[at + 2 : at + 3] == ["of"] else None
    if word in MURDER or word in ("death", "killing", "massacre"):
        return None if word != "killing" else _first_number(clause, at + 1, min(right, at + 7))
    if word == "arrests":
        return _last_number(clause, at, max(left, at - 4)) or _first_number(clause, at + 1, min(right, at + 8))
    if word in _HELD:
        taking = max(k for k in range(at) if words[k] in TAKING)
        return _last_number(clause, at, taking)
    if words[max(at - 2, 0) : at] == ["among", "the"]:
        part = _last_number(clause, at, max(left, at - 16))
        return Count(part.low, None, None) if part else None
    if word in EITHER and (toll := _risen(clause, at, right)):
        return toll
    if word in RIGHT:
        of_lives = at + 4 if words[at + 1 : at + 4] == ["the", "lives", "of"] else at + 1
        return _first_number(clause, of_lives, min(right, at + 8))
    if word in EITHER:
        return _count_of_verb(clause, at, at + 1, left, right)
    return _last_number(clause, at, max(left, at - 16)) if word in LEFT else None


def _risen(clause: Clause, at: int, right: int) -> Count | None:
    """ "The number of people killed in the blast has risen to 52"."""
    words = clause.words
    if _TELLINGS.isdisjoint(words[max(at - _SHORT, 0) : at]):
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
        return _first_number(clause, after, min(right, after + 7))
    if not passive and clause.words[verb - 1 : verb] == ["and"]:
        return None
    return _last_number(clause, verb, max(left, verb - 16))


def _is_of_next(clause: Clause, after: int, right: int) -> bool:
    """ "Nine killed over 12 injured in a blast": the number after a verb is that of the next, which has no object."""
    is_near = right < len(clause) and right - after <= _SHORT
    found = read_count(clause, clause.after_quantifier(after)) if is_near else None
    is_bare = found is not None and COORDINATORS.isdisjoint(clause.words[found[1] : right])
    return is_bare and clause.words[right] in EITHER and not clause.is_noun_phrase_start(right + 1)


def _first_number(clause: Clause, start: int, end: int) -> Count | None:
    """The number right of a harm word, with those coordinated to it."""
    words, total, i = clause.words, None, start
    while i < end:
        word = words[i]
        if word in STRONG_STOPS or (total is None and i > start and word in ("when", "after", "while", "who", "that")):
            break
        if total is None and (word in _NOBODY):
            return Count(0, 0, 0)
        found = read_count(clause, i)
        if found:
            is_former = _is_former(words, i)
            is_part = words[i - 1] == "including"
            count, i = found
            if is_part and total is None:  # "killed civilians including three children"
                return Count(count.low, None, None)
            if total is not None and (_is_told_of_next(words, i) or words[i : i + 2] in _OF_THEM):
                break
            if counts_people(clause, i) and not is_former:
                total = count if total is None else total.plus(count)
            following = _number_follows(clause, i, end)
            if following is None:
                break
            i = following
            continue
        if total is None and i == start and is_one_person(clause, i):
            return with_joined(clause, i, end)
        i += 1
    return total


def _is_told_of_next(words: Sequence[str], i: int) -> bool:
    """ "Killing four people and 13 (were) injured"."""
    return i < len(words) and (words[i] in BE or words[i] in EITHER)


def _number_follows(clause: Clause, i: int, end: int) -> int | None:
    """Where the next number of a list begins: "40 soldiers and about 10 civilians"; null where none does."""
    words = clause.words
    for k in range(i, min(i + 5, end)):
        if words[k] in ("and", ",") and k + 1 < end:
            number = clause.after_quantifier(k + 1)
            return number if words[number][0].isdigit() or words[number] in UNITS else None
        if not words[k].isalpha():
            return None
    return None


_TELLINGS = words("figure figures number numbers toll count details breakdown word information confirmation report")
_NOBODY = frozenset(["nobody", "none", "no-one"])


def _last_number(clause: Clause, at: int, floor: int) -> Count | None:
    """The number of the subject left of a harm word."""
    words, i, is_of_many = clause.words, at - 1, False
    while i > floor:
        word = words[i]
        if word in STRONG_STOPS:
            return None
        if word == "no" and words[i + 1] in _TELLINGS:
            return None
        if word == "no" or word in _NOBODY or (word == "one" and i > 0 and words[i - 1] == "no"):
            return Count(0, 0, 0)
        start = number_start(clause, i, floor)
        if start is not None:
            found = read_count(clause, start)
            included = _is_included(words, start, floor)
            if (part := _part_of(words, start)) > floor and words[part] in SOME:
                return None
            is_one_of = part > floor and words[part - 1] in BE  # "he was one of two people killed"
            is_whole = (part <= floor or is_one_of) and not included and not _introduces_one(words, start)
            if found and is_whole and counts_people(clause, found[1]):
                return None if _is_former(words, start) else found[0]
            i = start - 1
            continue
        is_of_many = is_of_many or word in _UNCOUNTED  # "a commander said that many were hurt"
        if not is_of_many and is_one_person(clause, i) and word not in HAVE and not _is_named_among(words, i, floor):
            return with_former(clause, i, floor)
        i -= 1
    return None


def _introduces_one(words: Sequence[str], start: int) -> bool:
    """ "Three rebels, one identified as a Norvian, were killed"."""
    return words[start] == "one" and words[start + 1] in _INTRODUCING


def _part_of(words: Sequence[str], start: int) -> int:
    """Where a part is told of the number at `start`: "four of the nine hostages", "some of the 30"; else -1."""
    at = start - 1 - (start > 1 and words[start - 1] in ("the", "its", "their", "those", "these"))
    if at < 1 or words[at] != "of":
        return -1
    part = words[at - 1]
    return at - 1 if part in SOME or part in UNITS or part in TENS or part.isdigit() else -1


def _is_former(words: Sequence[str], start: int) -> bool:
    """Whether the number is one that another took the place of: "an earlier toll of nine", "up from nine"."""
    before = words[max(start - 5, 0) : start]
    return before[-2:] == ["up", "from"] or bool(_FORMER.intersection(before) and _TELLINGS.intersection(before))


SOME = words("some many most several half few part")
_FORMER = words("earlier previous initial prior former")
_INTRODUCING = words("identified named known called believed described nicknamed")
_UNCOUNTED = words("many several numerous countless")
_PART_OF = words("including includes percent %")
_LEADING_UP = words("at least most more than over about some nearly almost the up to an estimated")


def _is_included(words: Sequence[str], start: int, floor: int) -> bool:
    """Whether the number is part of another: "including 3 children", but not "two women among eight killed"."""
    before = words[max(start - 8, floor + 1) : start]
    while before and before[-1] in _LEADING_UP:
        before = before[:-1]
    return bool(_PART_OF.intersection(before)) or "among" in before[:-1]


def _is_named_among(words: Sequence[str], i: int, floor: int) -> bool:
    """ "Three people, including a soldier", "one identified as Noor": one of those that are counted before."""
    before = range(max(i - 8, floor + 1), i)
    return any(words[k] == "including" or _introduces_one(words, k) for k in before)
