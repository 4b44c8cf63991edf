"""Which place a verb of taking, losing or holding is about: a whole place, most of it, or none that is named.

A district, an airbase or a village near a town is not the town: where the words name only a part, there is no place.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.coding.clauses import Clause
from pipelines.coding.event_places import (
    object_place,
    place_precision,
    refer_back,
    stands_alone,
    subject_place,
    town_meant,
)
from pipelines.coding.grammar import (
    ADVERBS,
    AUXILIARIES,
    DETERMINERS,
    NUMBER_WORDS,
    PREPOSITIONS,
    PRONOUNS,
    STRONG_STOPS,
    SUBORDINATORS,
    words,
)
from pipelines.coding.patterns import Reading
from pipelines.coding.roles import Roles
from pipelines.coding.text import PlaceMention

_UNITS = words("province provinces governorate region oblast state wilaya")
_KINDS = _UNITS | words(
    """
    city cities town towns village villages capital district enclave island islands peninsula settlement municipality
    oasis port hamlet country territory stronghold strongholds bastion
    """
)
_NAMED_AGAIN = words("city town province")
_AFTER_NAME = _UNITS | words("city town village island")
_SUBURBS = words("suburb neighbourhood neighborhood district quarter")
_APPOSED = _KINDS | words("area areas hub pocket redoubt heartland")
_MOST = words("most much majority half two-thirds three-quarters bulk")
_SOME = words("part parts partly partially partial some areas swathes sections pockets shared joint jointly third")
_SIDES = words(
    """
    north south east west northern southern eastern western central northeastern northwestern southeastern southwestern
    north-eastern north-western south-eastern south-western northeast northwest southeast southwest north-east
    north-west south-east south-west rural downtown
    """
)
_PARTS = words(
    """
    airbase airport airfield base neighbourhood neighbourhoods neighborhood neighborhoods district districts suburb
    suburbs quarter quarters countryside outskirts hospital checkpoint checkpoints dam oilfield crossing crossings road
    highway bridge camp prison barracks garrison front hills hill mountain mountains border area areas square station
    university refinery academy military air international village villages valley pocket side street mosque embassy
    government regime army police forces troops resident residents town towns sites sectors headquarters
    """
)
_OTHER = words(
    """
    last first second third other another next nearby neighbouring neighboring adjacent only same largest old new final
    remaining main
    """
)
_ATTACKED = words("on towards toward against into to")
_REACH = 14


@dataclass(frozen=True, slots=True)
class HeldPlace:
    """The place, and whether all of it is meant or only the larger part."""

    place: PlaceMention
    whole: bool = True


def find_held_place(
    clause: Clause,
    reading: Reading,
    roles: Roles,
    earlier: Sequence[PlaceMention],
    before: Sequence[PlaceMention],
) -> HeldPlace | None:
    """The place that is subject or object of a pattern of control, or of another that asks for a place there."""
    flags, control = reading.pattern.flags, reading.pattern.control
    is_subject = "placesubj" in flags or (roles.passive and ("placeobj" in flags or control is not None))
    if control and is_subject:
        return held_subject(clause, reading, roles.group_start, earlier, before)
    if control or "entry" in flags:
        held = held_object(clause, _object_start(clause, reading), earlier)
        if held or control != "lost" or reading.pattern.event_type != "RETREAT":
            return held or (None if control else _in_part(object_place(clause, reading.end, earlier)))
        return _left_behind(clause, reading, earlier)
    place = None
    if is_subject:
        place = subject_place(clause, roles.group_start, earlier, before)
    elif {"placeobj", "nonplace"} & flags:
        place = object_place(clause, _object_start(clause, reading), earlier)
    return HeldPlace(place) if place else None


def _in_part(place: PlaceMention | None) -> HeldPlace | None:
    return HeldPlace(place, False) if place else None


def _left_behind(clause: Clause, reading: Reading, earlier: Sequence[PlaceMention]) -> HeldPlace | None:
    """The place after "from" in "withdrew its last troops from X"; none where only some of them leave."""
    for i in range(reading.start + 1, min(reading.end + 8, len(clause))):
        word = clause.words[i]
        if word == "from":
            return held_object(clause, i + 1, earlier)
        if word in STRONG_STOPS or word == "," or word[0].isdigit() or word in NUMBER_WORDS or word in _SOME:
            return None
    return None


def _object_start(clause: Clause, reading: Reading) -> int:
    """Where the object begins: in the pattern's gap where that names a place, else after the trigger.

    A gap that the pattern's own recipient fills ("drove the army out of X") is not looked into.
    """
    recipient_inside = "object" in reading.pattern.recipient_slots
    if reading.gap and not recipient_inside and any(clause.place_at[i] >= 0 for i in range(*reading.gap)):
        return reading.gap[0]
    return reading.end


def held_object(clause: Clause, start: int, earlier: Sequence[PlaceMention]) -> HeldPlace | None:
    """The place that is the object: "the border town of X", "most of X", "the city" named before."""
    whole, i = True, start
    if clause.words[start : start + 1] == ["it"]:
        return _meant_here(clause, start)
    while i < min(start + _REACH, len(clause)):
        word, number = clause.words[i], clause.place_at[i]
        if number >= 0 and stands_alone(clause, number):
            last = clause.place_spans[number][1]
            if clause.words[last : last + 2] in (["'s", "capital"], ["'s", "city"]):
                i = last + 2
                continue
            return _named(clause, number, whole) if clause.words[i - 1] not in _SIDES else None
        share = _share(clause, i)
        if (
            share == "some"
            or word == "surrounding"
            or word in STRONG_STOPS
            or word in SUBORDINATORS
            or word in PRONOUNS
        ):
            return None
        whole = whole and share != "most"
        if word in _NAMED_AGAIN and _points_back(clause, i, start) and not _names_follow(clause, i + 1):
            place = refer_back(word, earlier)
            return HeldPlace(place, whole) if place else None
        if word == "village" and _points_back(clause, i, start) and not _names_follow(clause, i + 1):
            return _meant_here(clause, start)
        if word == "of" and i > start and not _is_kind_or_share(clause, i - 1):
            return None
        if word == "," and clause.words[i - 1] not in _KINDS:
            return None
        if word != "of" and (word in PREPOSITIONS or clause.is_verb(i) or word in ("to", "not")):
            return None
        i += 1
    return None


def _meant_here(clause: Clause, before: int) -> HeldPlace | None:
    """The one town that the sentence names before "it"."""
    numbers = [n for n in range(len(clause.places)) if clause.place_spans[n][1] <= before and stands_alone(clause, n)]
    towns = {clause.places[n].place_id: n for n in numbers if place_precision(clause.places[n]) == "city"}
    return _named(clause, next(iter(towns.values())), True) if len(towns) == 1 else None


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
    end, related, whole = group_start, "participle" if reduced else "", not _MOST.intersection(group)
    if _SOME.intersection(group):
        return None
    while end > 0 and clause.place_at[end - 1] < 0:
        word = clause.words[end - 1]
        if word in ("which", "that"):
            related = related or "relative"
        elif word == ",":
            related = "relative" if related else "closed"
        elif not (word in ADVERBS or word.endswith("ly")):
            break
        if word in _SOME:
            return None
        whole = whole and word not in _MOST
        end -= 1
    if end > 1 and clause.words[end - 1] == "and" and not related:
        end, related = _shared_subject_end(clause, end - 1)
    elif related == "closed":
        end, related = _first_comma(clause, end), ""
    return _phrase_before(clause, end, whole, related, earlier, before) if end else None


def _phrase_before(
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
        outer = _phrase_before(clause, aside, whole, "relative", earlier, before) if aside > 0 else None
        return outer or _headed(clause, number, whole, related)
    if word == "it":
        place = town_meant(before, earlier)
        return HeldPlace(place, whole) if place else None
    if word in _APPOSED:
        apposed = _apposed_to(clause, end - 1)
        if apposed >= 0:
            return _headed(clause, apposed, whole, "relative")
    if word in _NAMED_AGAIN and _points_back(clause, end - 1, 0):
        place = refer_back(word, earlier)
        return _of_head(clause, end - 3, HeldPlace(place, whole), related) if place else None
    return None


def _headed(clause: Clause, number: int, whole: bool, related: str) -> HeldPlace | None:
    """The place as the head of its phrase: "the town of X", not "a town in X"."""
    first = clause.place_spans[number][0]
    named = _named(clause, number, whole)
    if named is None or (first and clause.words[first - 1] in _SIDES):
        return None
    return _of_head(clause, first - 1, named, related)


def _of_head(clause: Clause, k: int, named: HeldPlace, related: str) -> HeldPlace | None:
    """What stands left of a name from token `k` on decides what the whole phrase is about."""
    while k >= 0:
        word = clause.words[k]
        if word == "of" and clause.words[k - 1 : k] != ["out"]:
            if not _is_kind_or_share(clause, k - 1):
                return None
            share = _share(clause, k - 1)
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
        return not any(word in _PARTS for word in clause.words[max(k - 1, 0) : k]) or clause.words[k] == "around"
    return related == "participle" and (
        clause.words[k] in _ATTACKED or any(word in _KINDS for word in clause.words[k + 1 : k + 6 : 1][:4])
    )


def _named(clause: Clause, number: int, whole: bool) -> HeldPlace | None:
    """The place itself, unless the words after the name make it a part of it or something else."""
    place = clause.places[number]
    last = clause.place_spans[number][1]
    after = clause.words[last] if last < len(clause) else ""
    if after == "'s" or after.startswith("-") or (after in _PARTS and after not in ("district", "town")):
        return None
    if after in ("old", "new") or (after in _UNITS and place_precision(place) not in ("admin1", "country")):
        return None
    return HeldPlace(place, whole)


def _share(clause: Clause, i: int) -> str:
    """`most` or `some` where a word tells of a share of what follows: "70 percent", "parts", "half"."""
    word = clause.words[i]
    if word in ("percent", "%", "per") and i:
        number = clause.words[i - 1].replace("%", "")
        return "most" if number.replace(".", "", 1).isdigit() and float(number) >= 50 else "some"
    return "most" if word in _MOST else "some" if word in _SOME else ""


def _is_kind_or_share(clause: Clause, i: int) -> bool:
    """Whether "of" after the word at `i` leads to the name of a whole place."""
    word = clause.words[i] if i >= 0 else ""
    if word in _SUBURBS:
        return i > 0 and (clause.words[i - 1] == "the" or clause.place_at[i - 1] >= 0)
    return word in _KINDS or word in ("all", "control", "cent") or bool(word and _share(clause, i))


def _points_back(clause: Clause, i: int, floor: int) -> bool:
    """Whether "the" or "this" stands before the noun at `i`, with no word that makes it another one between."""
    k = i - 1
    while k > max(floor - 1, i - 4) and clause.words[k] not in ("the", "this", "that"):
        word = clause.words[k]
        if (
            clause.tokens[k].text[0].isupper()
            or word in _OTHER
            or word in PREPOSITIONS
            or clause.place_at[k] >= 0
            or clause.is_verb(k)
        ):
            return False
        k -= 1
    return k >= floor and clause.words[k] in ("the", "this", "that")


def _names_follow(clause: Clause, i: int) -> bool:
    """Whether a name follows the noun: "the city of X", "the town X"."""
    for k in range(i, min(i + 4, len(clause))):
        if clause.place_at[k] >= 0 or clause.words[k] == "of":
            return True
        if clause.words[k] in PREPOSITIONS or not clause.words[k].isalpha() or clause.is_verb(k):
            break
    return False


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
    while k > 0 and clause.words[k] in _UNITS:
        k -= 1
    return clause.place_at[k] if 0 <= k < i - 1 else -1


def _aside_start(clause: Clause, number: int) -> int:
    """Where ", east of X," begins that only says where the place before it lies; 0 where it is no aside."""
    first = clause.place_spans[number][0]
    aside = first > 2 and clause.words[first - 1] == "of" and clause.words[first - 2] in _SIDES
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
