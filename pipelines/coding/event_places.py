"""Where an event took place: the place that goes with a trigger.

Places themselves are found in `places.py`; when it took place is told by `event_dates.py`.
"""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import (
    DETERMINERS,
    PLACE_PREPOSITIONS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SPEECH,
    STRONG_STOPS,
    SUBORDINATORS,
    words,
)
from pipelines.coding.text import PlaceMention

Precision = Literal["point", "city", "admin1", "country"]

_TOWN_NOUNS = words("city town village capital settlement municipality")
_AREA_NOUNS = words("province region district governorate state enclave island peninsula")
_PARTLY = words(
    """
    neighborhood neighborhoods neighbourhood neighbourhoods villages part parts outskirts areas area suburbs suburb edge
    edges swathes pockets side bank
    """
)
_SIDES = words(
    """
    north south east west northern southern eastern western central northeastern northwestern
    """
)
_TERRITORY = words(
    """
    village villages town towns city cities capital district districts province provinces territory territories base
    airbase airport outpost outposts hill hills hilltop neighbourhood neighborhood area areas swathes checkpoint
    locality localities settlement settlements airfield posts positions barracks garrison bunkers trenches stronghold
    strongholds
    """
)
_UNNAMED = words("territory areas rest parts positions districts towns villages cities half most swathes")
_COUNTRY_NOUNS = frozenset(("country", "nation"))
_REACH = 45
_REACH_OF_OWNED = 4


@dataclass(frozen=True, slots=True)
class Where:
    """A place and how sure it is that the event was there: 1 in the clause, less from further away."""

    place: PlaceMention
    certainty: float


def place_precision(place: PlaceMention) -> Precision | None:
    """How exact a place is by its GeoNames feature code; null for continents and for what is not resolved."""
    code = place.feature_code or ""
    if place.place_id is None:
        return None
    if code.startswith("PCL") or code == "TERR":
        return "country"
    if code in ("ADM1", "ADM1H", "RGN", "AREA", "RGNH", "ISL", "ISLS", "PEN"):
        return "admin1"
    if code.startswith(("PPL", "ADM")) or code == "STLMT":
        return "city"
    return None if code == "CONT" or not code else "point"


def object_place(clause: Clause, start: int, earlier: Sequence[PlaceMention]) -> PlaceMention | None:
    """The place that is a verb's object: "the city of X", "X's airport", "the town" said before."""
    i = start
    while i < min(start + 14, len(clause)):
        word = clause.words[i]
        if clause.place_at[i] >= 0 and stands_alone(clause, clause.place_at[i]):
            place = clause.places[clause.place_at[i]]
            whole = clause.words[i - 1] not in _SIDES or place_precision(place) != "country"
            return place if whole else None
        if word in STRONG_STOPS or word in (",", "(") or word in RELATIVES | SUBORDINATORS or word in _PARTLY:
            return None
        if clause.actor_at[i] >= 0 and not (i + 1 < len(clause) and clause.words[i + 1] in ("'s", "-held")):
            return None
        if (word in PREPOSITIONS and word != "of") or clause.is_verb(i) or word == "to":
            return None
        if word in _TOWN_NOUNS | _AREA_NOUNS and i and clause.words[i - 1] in ("the", "this", "that"):
            following = next(
                (clause.place_at[k] for k in range(i + 1, min(i + 4, len(clause))) if clause.place_at[k] >= 0), -1
            )
            if i + 1 < len(clause) and clause.words[i + 1] == "of":
                return clause.places[following] if following >= 0 else None
            return refer_back(word, earlier)
        i += 1
    return None


def names_territory(clause: Clause, start: int) -> bool:
    """Whether a verb's object is a town, area or base that bears no name: "a village there", "several army posts"."""
    for i in range(start, min(start + 7, len(clause))):
        word = clause.words[i]
        if word in _TERRITORY:
            return True
        if clause.actor_at[i] >= 0:
            last = clause.actor_spans[clause.actor_at[i]][1]
            owned = clause.words[last : last + 1] == ["'s"]  # "Norvia's second city"
            return not _TERRITORY.isdisjoint(clause.words[last : last + (_REACH_OF_OWNED if owned else 1)])
        if word in PREPOSITIONS or word == "," or clause.is_verb(i):
            return False
    return False


def subject_place(
    clause: Clause, group_start: int, earlier: Sequence[PlaceMention], before: Sequence[PlaceMention]
) -> PlaceMention | None:
    """The place that is a verb's subject; `before` are the places of the sentence before, for "it"."""
    i = group_start - 1
    floor = max(i - 16, -1)
    while i > floor:
        word = clause.words[i]
        if clause.place_at[i] >= 0 and stands_alone(clause, clause.place_at[i]):
            return _finer_beside(clause, clause.place_at[i])
        if word == "it":
            return town_meant(before, earlier)
        if word in PRONOUNS and word not in RELATIVES:
            return None
        if word in _UNNAMED and "one" not in clause.words[max(i - 5, 0) : i]:
            return None
        if word in _TOWN_NOUNS | _AREA_NOUNS and i and clause.words[i - 1] in ("the", "this", "that"):
            return refer_back(word, earlier)
        if word in STRONG_STOPS or clause.is_verb(i) or word in SUBORDINATORS:
            return None
        i -= 1
    return None


def town_meant(before: Sequence[PlaceMention], earlier: Sequence[PlaceMention]) -> PlaceMention | None:
    """The one town of the sentence before; where it names none, the last one named shortly before."""
    named = {place.place_id: place for place in before if place_precision(place) == "city"}
    if named:
        return next(iter(named.values())) if len(named) == 1 else None
    return next((place for place in reversed(earlier[-4:]) if place_precision(place) == "city"), None)


def refer_back(noun: str, earlier: Sequence[PlaceMention]) -> PlaceMention | None:
    """The last place of the kind that "the city" or "the province" can mean."""
    wanted: tuple[str, ...] = ("city",)
    if noun in _AREA_NOUNS:
        wanted = ("admin1",) if noun in ("province", "region", "governorate", "state") else ("admin1", "city")
    elif noun in _COUNTRY_NOUNS:
        wanted = ("country",)
    for place in reversed(earlier):
        if place_precision(place) in wanted:
            return place
    towns = [place for place in earlier if place_precision(place) == "city"] if "admin1" in wanted else []
    return towns[-1] if towns else None


def stands_alone(clause: Clause, number: int) -> bool:
    """Whether a place name is no part of an actor's name or of a compound ("Iran-backed", "US-led coalition")."""
    place = clause.places[number]
    first, last = clause.place_spans[number]
    if first == last or clause.tokens[last - 1].end > place.end:
        return False
    actor = clause.actor_at[first]
    return actor < 0 or clause.actors[actor].end - clause.actors[actor].start <= place.end - place.start


def find_place(
    clause: Clause,
    start: int,
    end: int,
    elsewhere: Container[int],
    earlier: Sequence[PlaceMention],
    before: Sequence[PlaceMention],
) -> Where | None:
    """The place that goes with the trigger at tokens `start` to `end`.

    Of the clause's actors those `elsewhere` are states that act or are spoken to, which does not tell where.

    By preposition and nearness in the clause, then "the city", then the sentence before in the paragraph (`before`).
    """
    candidates: list[tuple[int, int, PlaceMention]] = []
    for number, place in enumerate(clause.places):
        first, last = clause.place_spans[number]
        is_located = _is_located(clause, first)
        if place_precision(place) is None or not (
            stands_alone(clause, number) or (is_located and _owns(clause, first))
        ):
            continue
        party = max(clause.actor_at[first], clause.holder_at[first])
        is_elsewhere = party in elsewhere or _is_government(clause, number)
        if (is_elsewhere and not is_located) or _is_adjective(clause, first, last):
            continue
        rank = _place_rank(clause, start, end, first, last)
        if rank is not None:
            candidates.append((rank, first, _finer_beside(clause, number)))
    for i, place in _named_back(clause, earlier):
        rank = _place_rank(clause, start, end, i, i + 1)
        if rank is not None:
            candidates.append((rank + 3, i, place))
    if candidates:
        cost, _, best = min(candidates, key=lambda candidate: candidate[:2])
        return Where(best, 1.0 if cost < 30 else 0.8)
    if before:
        finest = min(before, key=lambda place: _FINENESS.get(place_precision(place) or "", 9))
        if place_precision(finest):
            return Where(finest, 0.5)
    return None


def _owns(clause: Clause, first: int) -> bool:
    """ "In Bangkok police clashed": a town that opens the phrase of a group, and is no part of a name."""
    number = clause.actor_at[first]
    return number >= 0 and clause.actors[number].kind == "group" and clause.actor_spans[number][0] == first


def _is_government(clause: Clause, place: int) -> bool:
    """ "Asked Washington to", "ties with Moscow": a capital that stands for its government."""
    first, last = clause.place_spans[place]
    actor = clause.actor_at[first]
    is_capital = place_precision(clause.places[place]) == "city"
    if actor < 0 or clause.actors[actor].kind != "country" or not is_capital:
        return False
    return (
        last >= len(clause)
        or clause.words[last] in PREPOSITIONS | {"to", ",", ".", "and", "'s"}
        or clause.is_verb(last)
    )


def _is_located(clause: Clause, first: int) -> bool:
    """Whether a preposition of place leads the name: "in Iran" and "in the Sudan", which may act as well."""
    at = first - 1 - (first > 0 and clause.words[first - 1] == "the")
    return at >= 0 and clause.words[at] in PLACE_PREPOSITIONS


ABBREVIATED = frozenset(("u.s.", "u.s", "us", "u.k.", "u.k", "uk", "usa", "prc", "ussr", "u.s.s.r.", "uae"))


def _is_adjective(clause: Clause, first: int, last: int) -> bool:
    """ "U.S. soldiers": an abbreviated country before a noun says whose, not where."""
    if clause.words[first] not in ABBREVIATED or last >= len(clause) or not clause.words[last][0].isalpha():
        return False
    follower = clause.words[last]
    return follower not in PREPOSITIONS | SUBORDINATORS | RELATIVES and follower != "and" and not clause.is_verb(last)


_FINENESS = {"point": 0, "city": 1, "admin1": 2, "country": 3}


def _place_rank(clause: Clause, start: int, end: int, first: int, last: int) -> int | None:
    """Cost of a place for the trigger: distance, plus what lies between; none where it cannot be."""
    before = first - 1
    while before >= 0 and first - before <= 4 and clause.words[before] not in PREPOSITIONS:
        if clause.words[before] in DETERMINERS or clause.place_at[before] >= 0 or clause.words[before].isalpha():
            before -= 1
            continue
        break
    by_preposition = before >= 0 and clause.words[before] in PLACE_PREPOSITIONS
    if last <= start:
        distance, inner = start - last, range(last, start)
    elif first >= end:
        distance, inner = first - end, range(end, first)
        by_preposition = by_preposition or distance <= 1
    else:
        return 0
    if distance > _REACH:
        return None
    cost = distance + (0 if by_preposition else 12) + (4 if last <= start else 0)
    if last < len(clause) and clause.words[last] == "'s":
        cost += 10
    for k in inner:
        word = clause.words[k]
        if word in STRONG_STOPS or word in SPEECH:
            cost += 25
        elif word in SUBORDINATORS or word in RELATIVES:
            cost += 8
        elif word == "from" and k == first - 1:
            cost += 15
    return cost


def _finer_beside(clause: Clause, number: int) -> PlaceMention:
    """Of "X, Y" or "X in Y" the finer one."""
    best, at = clause.places[number], number
    for other in (number - 1, number + 1):
        if not 0 <= other < len(clause.places):
            continue
        a, b = sorted((at, other))
        gap = clause.words[clause.place_spans[a][1] : clause.place_spans[b][0]]
        if len(gap) <= 4 and set(gap) <= {
            ",",
            "in",
            "of",
            "near",
            "the",
            "northern",
            "southern",
            "eastern",
            "western",
            "'s",
            "province",
            "central",
        }:
            place = clause.places[other]
            finer = _FINENESS.get(place_precision(place) or "", 9) < _FINENESS.get(place_precision(best) or "", 9)
            if finer and best.country_code in (None, place.country_code):
                best = place
    return best


def _named_back(clause: Clause, earlier: Sequence[PlaceMention]) -> Iterator[tuple[int, PlaceMention]]:
    """Tokens such as "city" in "the city" with the place that they mean."""
    for i in range(1, len(clause)):
        noun = clause.words[i]
        if (noun not in _TOWN_NOUNS and noun not in _AREA_NOUNS) or clause.words[i - 1] not in ("the", "this"):
            continue
        if i + 1 < len(clause) and clause.words[i + 1] == "of":
            continue
        if found := refer_back(noun, earlier):
            yield i, found
