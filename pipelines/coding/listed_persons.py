"""How many a list of persons before a plural verb names: "Ann Poe, 54, her son and two guards were killed"."""

from pipelines.coding.clauses import Clause
from pipelines.coding.counts import Count, counts_people, read_count
from pipelines.coding.grammar import PREPOSITIONS, STRONG_STOPS, words
from pipelines.coding.harm_words import PERSON_NOUN, SINGULAR
from pipelines.coding.parsing import Span
from pipelines.coding.single_persons import is_one_person

_BETWEEN = words(", and & as well")
_OF_SEVERAL = words("were are all both")
_SAID = words("said says that confirmed reported")
_OF_AGE = words("also then just only aged months weeks days")
_PART_OF = words("including among")
_REACH = 4
_ONE = Count(1, 1, 1)


def plural_verb(clause: Clause, start: int, end: int) -> int:
    """Where "were" or "all" before the verb at `end` tells that its subject is several; 0 where nothing does."""
    return next((k for k in range(max(start, end - _REACH), end) if clause.words[k] in _OF_SEVERAL), 0)


def count_listed(clause: Clause, end: int, floor: int) -> Count | None:
    """The number of persons in the list that ends before `end`; null where it is no list, or is not told in full.

    A number before a comma and as many persons sums them up: "two officers, Ann Poe and Lee Dan, were".
    """
    total, is_joined, after = Count(0, 0, 0), False, end
    for first, last in _items(clause, end, floor):
        joints, after = clause.words[last:after], first
        is_joined |= "and" in joints or "&" in joints
        if _is_age(clause, first, last):
            continue
        count = _count_of(clause, first, last)
        if count is None and joints != [","]:
            return None
        sums_up = count == total and joints == [","] == clause.words[end - 1 : end]
        if count is None or (sums_up and count != _ONE):
            break
        total = total.plus(count)
        if _is_led(clause, first, last):
            break
    return total if is_joined and total != _ONE else None


def _items(clause: Clause, end: int, floor: int) -> list[Span]:
    """The stretches between commas and "and" left of `end`, the last first."""
    spans, last = [], end
    for k in range(end - 1, floor, -1):
        is_stop = clause.words[k] in STRONG_STOPS
        if clause.words[k] in _BETWEEN or is_stop:
            spans.append((k + 1, last))
            last = k
        if is_stop:
            return [span for span in spans if span[0] < span[1]]
    return [span for span in (*spans, (floor + 1, last)) if span[0] < span[1]]


def _is_age(clause: Clause, first: int, last: int) -> bool:
    return first > 0 and all(word.isdigit() or word in _OF_AGE for word in clause.words[first:last])


def _count_of(clause: Clause, first: int, last: int) -> Count | None:
    """How many the words of an item are: a person at its end, or a number at its beginning."""
    if _acts(clause, first, last) or not _PART_OF.isdisjoint(clause.words[first:last]):
        return None
    counts = (read_count(clause, k) for k in range(first, min(first + _REACH, last)))
    found = next((count for count in counts if count), None)  # "another 27 pupils"
    if found and counts_people(clause, found[1]):
        return None if found[0].best is None else found[0]
    is_bare = first + 1 == last and clause.words[first - 1 : first] == ["and"]
    is_owned = clause.words[first] == "their" or clause.words[last - 2] == "'s"
    is_noun = (is_bare or is_owned) and PERSON_NOUN.fullmatch(clause.words[last - 1]) is not None
    return _ONE if clause.words[first] in SINGULAR or is_noun or is_one_person(clause, last - 1) else None


def _acts(clause: Clause, first: int, last: int) -> bool:
    """Whether the item has a verb of its own that is not just of saying: "attacked a guard"."""
    return any(
        clause.is_verb(k) and clause.words[k] not in _SAID and clause.words[k] != "'s" for k in range(first, last)
    )


def _is_led(clause: Clause, first: int, last: int) -> bool:
    """Whether other words lead up to the person: then the list begins here."""
    return any(clause.words[k] != "of" and clause.words[k] in PREPOSITIONS | _SAID for k in range(first, last))
