"""The number that stands right or left of a word of harm, and what it is not: a part, a former toll, somebody's age.

Which words are of harm is decided in `casualties.py`; how a number is read is in `counts.py`.
"""

from collections.abc import Sequence

from pipelines.coding.clauses import Clause
from pipelines.coding.counts import Count, counts_people, number_start, read_count
from pipelines.coding.grammar import BE, DASHES, HAVE, STRONG_STOPS, words
from pipelines.coding.harm_words import EITHER
from pipelines.coding.listed_persons import count_listed, plural_verb
from pipelines.coding.number_words import TENS, UNITS
from pipelines.coding.single_persons import is_one_person, with_former, with_joined

_OF_THEM = (["of", "them"], ["of", "whom"], ["of", "those"])
TELLINGS = words("figure figures number numbers toll count details breakdown word information confirmation report")
_NOBODY = frozenset(["nobody", "none", "no-one"])
SOME = words("some many most several half few part")
_FORMER = words("earlier previous initial prior former")
_INTRODUCING = words("identified named known called believed described nicknamed")
_SHORT = 5
_IN_LISTS = words("and ,")
_OPENERS = ("when", "after", "while", "who", "that")
_UNCOUNTED = words("many several numerous countless")
_PART_OF = words("including includes percent %")
_LEADING_UP = words("at least most more than over about some nearly almost the up to an estimated")


def first_number(clause: Clause, start: int, end: int) -> Count | None:
    """The number right of a harm word, with those coordinated to it."""
    words, total, i = clause.words, None, start
    while i < end:
        word = words[i]
        if word in STRONG_STOPS | DASHES or (total is None and i > start and word in _OPENERS):
            break
        if total is None and (word in _NOBODY):
            return Count(0, 0, 0)
        if total is None and word == "both" and "and" not in words[i : i + 5]:
            return Count(2, 2, 2)
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


def last_number(clause: Clause, at: int, floor: int) -> Count | None:
    """The number of the subject left of a harm word."""
    words, i, is_of_many = clause.words, at - 1, False
    while i > floor:
        word = words[i]
        if word in STRONG_STOPS:
            return None
        if word == "no" and words[i + 1] in TELLINGS:
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
            is_whole &= not found or words[found[1] : found[1] + 2] not in _OF_THEM  # "12 people, four of them women"
            if found and is_whole and counts_people(clause, found[1]):
                return None if _is_former(words, start) else _with_listed(clause, found[0], start, at, floor)
            i = start - 1
            continue
        is_of_many = is_of_many or word in _UNCOUNTED  # "a commander said that many were hurt"
        if word == "both" and at - i <= _SHORT and _IN_LISTS.isdisjoint(words[i:at]):
            return Count(2, 2, 2)
        if not is_of_many and is_one_person(clause, i) and word not in HAVE and not _is_named_among(words, i, floor):
            return _with_persons(clause, i, at, floor)
        i -= 1
    return None


def _with_listed(clause: Clause, count: Count, start: int, at: int, floor: int) -> Count:
    """The sum of a list that the number at `start` ends or begins: "a nun and two guards", "a couple and their son"."""
    verb = plural_verb(clause, start, at)
    inner = clause.words[start - 1 : verb]
    verb = verb if inner[:1] == ["and"] or ("and" in inner and "," not in inner) else 0
    return (count_listed(clause, verb, floor) if verb else None) or count


def _with_persons(clause: Clause, i: int, at: int, floor: int) -> Count | None:
    """The one person at `i` and who is told before him; null where a plural verb tells that they are more."""
    verb, told = plural_verb(clause, i + 1, at), with_former(clause, i, floor)
    if verb and (total := count_listed(clause, verb, floor)):
        return total
    return None if verb and told.best == 1 else told


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
    return before[-2:] == ["up", "from"] or bool(_FORMER.intersection(before) and TELLINGS.intersection(before))


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
