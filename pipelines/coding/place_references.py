"""Places as words mean them: by name, as a verb's object or subject, or named before and meant by "the city".

Which of them an event took place at is decided in `event_places.py`.
"""

from collections.abc import Sequence
from typing import Literal

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import (
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    STRONG_STOPS,
    SUBCLAUSE_OPENERS,
    SUBORDINATORS,
    words,
)
from pipelines.coding.text import PlaceMention

Precision = Literal["point", "city", "admin1", "country"]

TOWN_NOUNS = words("city town village capital settlement municipality")
AREA_NOUNS = words("province region district governorate state enclave island peninsula")
PARTLY = words(
    """
    neighborhood neighborhoods neighbourhood neighbourhoods villages part parts outskirts areas area suburbs suburb edge
    edges swathes pockets side bank
    """
)
SIDES = words(
    """
    north south east west northern southern eastern western central northeastern northwestern
    """
)
TERRITORY = words(
    """
    village villages town towns city cities capital district districts province provinces territory territories base
    airbase airport outpost outposts hill hills hilltop neighbourhood neighborhood area areas swathes checkpoint
    locality localities settlement settlements airfield posts positions barracks garrison bunkers trenches stronghold
    strongholds bastion bastions fortification fortifications headquarters camp camps ground heights ridge ridges
    road roads route routes highway highways crossing crossings
    """
)
SHARES_OF_LAND = words(
    """
    swath swaths swathe swathes part parts half most much stretch stretches string series number chunk chunks one some
    several kilometre kilometres kilometer kilometers km mile miles
    """
)
_UNNAMED = words("territory areas rest parts positions districts towns villages cities half most swathes")
_REFERRING = TOWN_NOUNS | AREA_NOUNS
COUNTRY_NOUNS = frozenset(("country", "nation"))
_REACH_OF_OWNED = 4
_REACH_OF_AREAS = 4  # places


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
            whole = clause.words[i - 1] not in SIDES or place_precision(place) != "country"
            return place if whole else None
        if word in STRONG_STOPS or word in (",", "(") or word in SUBCLAUSE_OPENERS or word in PARTLY:
            return None
        if clause.actor_at[i] >= 0 and not (i + 1 < len(clause) and clause.words[i + 1] in ("'s", "-held")):
            return None
        if (word in PREPOSITIONS and word != "of") or clause.is_verb(i) or word == "to":
            return None
        if word in _REFERRING and i and clause.words[i - 1] in ("the", "this", "that"):
            following = next(
                (clause.place_at[k] for k in range(i + 1, min(i + 4, len(clause))) if clause.place_at[k] >= 0), -1
            )
            if i + 1 < len(clause) and clause.words[i + 1] == "of":
                return clause.places[following] if following >= 0 else None
            return refer_back(word, earlier)
        i += 1
    return None


def names_territory(clause: Clause, start: int) -> bool:
    """Whether a verb's object is a town, area or base that bears no name: "a village there", "large parts of Syria"."""
    for i in range(start, min(start + 7, len(clause))):
        word = clause.words[i]
        if word in TERRITORY:
            return True
        if clause.actor_at[i] >= 0:
            last = clause.actor_spans[clause.actor_at[i]][1]
            owned = clause.words[last : last + 1] == ["'s"]  # "Norvia's second city"
            return not TERRITORY.isdisjoint(clause.words[last : last + (_REACH_OF_OWNED if owned else 1)])
        if word == "of" and i > start and clause.words[i - 1] in SHARES_OF_LAND:
            number = clause.place_at[i + 1] if i + 1 < len(clause) else -1
            if number >= 0:
                return stands_alone(clause, number)
            continue
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
            return finer_beside(clause, clause.place_at[i])
        if word == "it":
            return town_meant(before, earlier)
        if word in PRONOUNS and word not in RELATIVES:
            return None
        if word in _UNNAMED and "one" not in clause.words[max(i - 5, 0) : i]:
            return None
        if word in _REFERRING and i and clause.words[i - 1] in ("the", "this", "that"):
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
    if noun in AREA_NOUNS:
        earlier = earlier[-_REACH_OF_AREAS:]
        wanted = ("admin1",) if noun in ("province", "region", "governorate", "state") else ("admin1", "city")
    elif noun in COUNTRY_NOUNS:
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


_FINENESS = {"point": 0, "city": 1, "admin1": 2, "country": 3}
_JOINTS = SIDES | words(", in of near the 's rural province neighborhood neighbourhood quarter district suburb")
_DESCRIBED = words("town village suburb city neighborhood neighbourhood district camp")
_REACH_OF_APPOSITION = 10


def fineness(place: PlaceMention) -> int:
    """The less, the finer a place is told."""
    return _FINENESS.get(place_precision(place) or "", 9)


def finer_beside(clause: Clause, number: int) -> PlaceMention:
    """Of "X, Y" or "X in Y" the finer one."""
    best, at = clause.places[number], number
    for other in (number - 1, number + 1):
        if not 0 <= other < len(clause.places):
            continue
        a, b = sorted((at, other))
        gap = clause.words[clause.place_spans[a][1] : clause.place_spans[b][0]]
        if b == at and _is_apposition(gap):
            return clause.places[other]
        if len(gap) <= 4 and _JOINTS.issuperset(gap):
            place = clause.places[other]
            if fineness(place) < fineness(best) and best.country_code in (None, place.country_code):
                best = place
    return best


def _is_apposition(gap: Sequence[str]) -> bool:
    """ "Qant (,) a rebel-held town east of Tolm": what stands between two places tells where the first one lies."""
    noun = next((k for k, word in enumerate(gap) if word in _DESCRIBED), 0)
    opens = gap[:1] and (gap[0] == "," or gap[0] in ("a", "an", "the"))
    led = [word for word in gap[noun + 1 :] if word not in SIDES and word not in ("of", "the")]
    is_near = len(gap) < _REACH_OF_APPOSITION and PREPOSITIONS.isdisjoint(gap[:noun])
    return bool(noun and opens) and is_near and led in ([], ["in"], ["near"], ["outside"])
