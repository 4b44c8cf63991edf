"""Whether words around a place name mean the whole place, most of it, a part of it, or the place named before."""

from dataclasses import dataclass

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import PLACE_PREPOSITIONS, PREPOSITIONS, words
from pipelines.coding.place_references import place_precision
from pipelines.coding.text import PlaceMention

UNITS = words("province provinces governorate region oblast state wilaya")
KINDS = UNITS | words(
    """
    city cities town towns village villages capital district enclave island islands peninsula settlement municipality
    oasis port hamlet country territory stronghold strongholds bastion
    """
)
NAMED_AGAIN = words("city town province")
_SUBURBS = words("suburb neighbourhood neighborhood district quarter")
MOST = words("most much majority half two-thirds three-quarters bulk")
SOME = words("part parts partly partially partial some areas swathes sections pockets shared joint jointly third")
SIDES = words(
    """
    north south east west northern southern eastern western central northeastern northwestern southeastern southwestern
    north-eastern north-western south-eastern south-western northeast northwest southeast southwest north-east
    north-west south-east south-west rural downtown
    """
)
PARTS = words(
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


@dataclass(frozen=True, slots=True)
class HeldPlace:
    """The place, and whether all of it is meant or only the larger part."""

    place: PlaceMention
    whole: bool = True


def held_by_name(clause: Clause, number: int, whole: bool) -> HeldPlace | None:
    """The place itself, unless the words after the name make it a part of it or something else."""
    place = clause.places[number]
    last = clause.place_spans[number][1]
    after = clause.words[last] if last < len(clause) else ""
    if after == "'s" or after.startswith("-") or (after in PARTS and after not in ("district", "town")):
        return None
    if after in ("old", "new") or (after in UNITS and place_precision(place) not in ("admin1", "country")):
        return None
    return HeldPlace(place, whole)


def share_of(clause: Clause, i: int) -> str:
    """`most` or `some` where a word tells of a share of what follows: "70 percent", "parts", "half"."""
    word = clause.words[i]
    if word in ("percent", "%", "per") and i:
        number = clause.words[i - 1].replace("%", "")
        return "most" if number.replace(".", "", 1).isdigit() and float(number) >= 50 else "some"
    return "most" if word in MOST else "some" if word in SOME else ""


def is_kind_or_share(clause: Clause, i: int) -> bool:
    """Whether "of" after the word at `i` leads to the name of a whole place."""
    word = clause.words[i] if i >= 0 else ""
    if word in _SUBURBS:
        return i > 0 and (clause.words[i - 1] == "the" or clause.place_at[i - 1] >= 0)
    return word in KINDS or word in ("all", "control", "cent") or bool(word and share_of(clause, i))


def points_back(clause: Clause, i: int, floor: int) -> bool:
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


def names_follow(clause: Clause, i: int) -> bool:
    """Whether a name follows the noun: "the city of X", "the town X"."""
    for k in range(i, min(i + 4, len(clause))):
        if clause.place_at[k] >= 0 or clause.words[k] == "of":
            return True
        if clause.words[k] in PREPOSITIONS or not clause.words[k].isalpha() or clause.is_verb(k):
            break
    return False


def names_unknown(clause: Clause, end: int) -> bool:
    """Whether the sentence names something unknown, perhaps a place: "in Khan X after seizing the town"."""
    return any(
        clause.is_capital(k)
        and clause.words[k].isalpha()
        and (clause.words[k - 1] in PLACE_PREPOSITIONS or clause.is_verb(k - 1))
        and clause.actor_at[k] < 0
        and clause.place_at[k] < 0
        and clause.time_at[k] < 0
        for k in range(1, end)
    )
