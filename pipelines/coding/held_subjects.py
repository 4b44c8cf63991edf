"""The place that is the subject of a verb of control: "X fell to", "most of X is held by"."""

from collections.abc import Sequence

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import ADVERBS, AUXILIARIES, DETERMINERS, PREPOSITIONS, STRONG_STOPS, SUBORDINATORS, words
from pipelines.coding.patterns import Reading
from pipelines.coding.place_parts import (
    KINDS,
    MOST,
    NAMED_AGAIN,
    PARTS,
    SIDES,
    SOME,
    UNITS,
    HeldPlace,
    held_by_name,
    is_kind_or_share,
    names_unknown,
    points_back,
    share_of,
)
from pipelines.coding.place_references import refer_back, stands_alone, town_meant
from pipelines.coding.text import PlaceMention

_AFTER_NAME = UNITS | words("city town village island")
_APPOSED = KINDS | words("area areas hub pocket redoubt heartland")
_ATTACKED = words("on towards toward against into to")


def held_subject(
    clause: Clause,
    reading: Reading,
    group_start: int,
    earlier: Sequence[PlaceMention],
    before: Sequence[PlaceMention],
) -> HeldPlace | None:
    """The place that is the subject: "X fell to", "X, the last town held by", "most of X is held by"."""
    group = clause.words[group_start : reading.end]
    reduced = not AUXILIARIES.intersection(group) and reading.form == "participle"
    end, related, whole = group_start, "participle" if reduced else "", not MOST.intersection(group)
    if SOME.intersection(group):
        return None
    while end > 0 and clause.place_at[end - 1] < 0:
        word = clause.words[end - 1]
        if word in ("which", "that"):
            related = related or "relative"
        elif word == ",":
            related = "relative" if related else "closed"
        elif not (word in ADVERBS or word.endswith("ly")):
            break
        if word in SOME:
            return None
        whole = whole and word not in MOST
        end -= 1
    if end > 1 and clause.words[end - 1] == "and" and not related:
        end, related = _shared_subject_end(clause, end - 1)
    elif related == "closed":
        end, related = _first_comma(clause, end), ""
    return phrase_before(clause, end, whole, related, earlier, before) if end else None


def phrase_before(
    clause: Clause,
    end: int,
    whole: bool,
    related: str,
    earlier: Sequence[PlaceMention],
    before: Sequence[PlaceMention],
) -> HeldPlace | None:
    """The place of the noun phrase that ends before token `end`."""
    i = end - 1
    word = clause.words[i]
    if clause.place_at[i] < 0 and word in _AFTER_NAME and i:
        i -= 1
    number = clause.place_at[i]
    if number >= 0 and stands_alone(clause, number):
        aside = _aside_start(clause, number)
        outer = phrase_before(clause, aside, whole, "relative", earlier, before) if aside > 0 else None
        return outer or _headed(clause, number, whole, related)
    if word == "it":
        if names_unknown(clause, i):
            return None
        place = town_meant(before, earlier)
        return HeldPlace(place, whole) if place else None
    if word in _APPOSED:
        apposed = _apposed_to(clause, end - 1)
        if apposed >= 0:
            return _headed(clause, apposed, whole, "relative")
    if word in NAMED_AGAIN and points_back(clause, end - 1, 0):
        place = refer_back(word, earlier)
        return _of_head(clause, end - 3, HeldPlace(place, whole), related) if place else None
    return None


def _headed(clause: Clause, number: int, whole: bool, related: str) -> HeldPlace | None:
    """The place as the head of its phrase: "the town of X", not "a town in X"."""
    first = clause.place_spans[number][0]
    named = held_by_name(clause, number, whole)
    if named is None or (first and clause.words[first - 1] in SIDES):
        return None
    return _of_head(clause, first - 1, named, related)


def _of_head(clause: Clause, k: int, named: HeldPlace, related: str) -> HeldPlace | None:
    """What stands left of a name from token `k` on decides what the whole phrase is about."""
    while k >= 0:
        word = clause.words[k]
        if word == "of" and clause.words[k - 1 : k] != ["out"]:
            if not is_kind_or_share(clause, k - 1):
                return None
            share = share_of(clause, k - 1)
            if share:
                return HeldPlace(named.place, False) if share == "most" else None
        elif word in SUBORDINATORS and word not in ("as", "once"):
            return named
        elif word == "in" and k and clause.place_at[k - 1] >= 0:
            return _headed(clause, clause.place_at[k - 1], named.whole, related)
        elif word in PREPOSITIONS or word == "to":
            apposed = _apposed_to(clause, k - 1) if k and clause.words[k - 1] in _APPOSED else -1
            if apposed >= 0:
                return _headed(clause, apposed, named.whole, "relative")
            return named if _may_attach(clause, k, related) else None
        elif word in ("and", ",") or word in STRONG_STOPS or clause.is_verb(k) or clause.place_at[k] >= 0:
            return named
        k -= 1
    return named


def _may_attach(clause: Clause, k: int, related: str) -> bool:
    """Whether what follows a name after the preposition at `k` is said of that name: "strikes on X, which"."""
    if related == "relative":
        return not any(word in PARTS for word in clause.words[max(k - 1, 0) : k]) or clause.words[k] == "around"
    return related == "participle" and (
        clause.words[k] in _ATTACKED or any(word in KINDS for word in clause.words[k + 1 : k + 6 : 1][:4])
    )


def _apposed_to(clause: Clause, i: int) -> int:
    """Number of the place that "(,) the last town" at token `i` stands beside; -1 where there is none."""
    k = i - 1
    while k >= max(i - 8, 0) and not (clause.words[k] in DETERMINERS or clause.words[k] == "one"):
        if clause.place_at[k] >= 0 or clause.words[k] in STRONG_STOPS or clause.is_verb(k):
            return -1
        k -= 1
    while k > 0 and clause.words[k] in ("the", "a", "an", "of", "one", "its", "their", "last", "among", "also"):
        k -= 1
    if k > 0 and clause.words[k] == ",":
        k -= 1
    while k > 0 and clause.words[k] in UNITS:
        k -= 1
    return clause.place_at[k] if 0 <= k < i - 1 else -1


def _aside_start(clause: Clause, number: int) -> int:
    """Where ", east of X," begins that only says where the place before it lies; 0 where it is no aside."""
    first = clause.place_spans[number][0]
    aside = first > 2 and clause.words[first - 1] == "of" and clause.words[first - 2] in SIDES
    return first - 3 if aside and clause.words[first - 3] == "," else 0


def _shared_subject_end(clause: Clause, conjunction: int) -> tuple[int, str]:
    """Where the subject that "and" takes up again ends: before "which", else 0."""
    for k in range(conjunction - 1, max(conjunction - 20, 0), -1):
        if clause.words[k] in ("which", "that"):
            return (k - 1 if clause.words[k - 1] == "," else k), "relative"
        if clause.words[k] in STRONG_STOPS:
            break
    return 0, ""


def _first_comma(clause: Clause, end: int) -> int:
    """Where the phrase ends to which the apposition before token `end` belongs."""
    first = 0
    for k in range(end - 1, -1, -1):
        if clause.words[k] in STRONG_STOPS or clause.words[k] in SUBORDINATORS:
            break
        if clause.words[k] == ",":
            first = k
    return first
