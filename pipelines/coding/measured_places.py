"""Places that only tell where another is, or name a war, a clock or a paper: no event was there for that.

Which place an event was at is decided in `event_places.py`.
"""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import words
from pipelines.coding.place_references import SIDES, place_precision

_BORDERS = words("border borders frontier crossing crossings bordering")
_LENGTHS = words("km kms kilometres kilometers kilometre kilometer miles mile mi")
_COMPASS = SIDES | words("south-east south-west north-east north-west northeast northwest southeast southwest off away")
_FAR = 100  # km or miles
_OF_WARS = words("war wars")
_OF_PAPER = words("communique communiqué communiques newspaper daily correspondent bureau")


def is_beside_place(clause: Clause, number: int) -> bool:
    """Whether a place is only measured from, bordered on or part of a name of something that is nowhere."""
    first, last = clause.place_spans[number]
    after = clause.words[last : last + 2]
    is_country = place_precision(clause.places[number]) == "country"
    if after[:1] == ["time"] and clause.time_at[first - 1] >= 0:  # "at 9:30 a.m. Norvik time"
        return True
    if not _OF_PAPER.isdisjoint(after) or (is_country and not _OF_WARS.isdisjoint(after[:1])):
        return True
    return (is_country and _is_bordered_on(clause, first)) or _is_measured_from(clause, first, is_country)


def _is_bordered_on(clause: Clause, first: int) -> bool:
    """ "Near the border with Norvia", "a town bordering Norvia"."""
    at = first - 1 - (clause.words[first - 1] == "with")
    return at >= 0 and clause.words[at] in _BORDERS and (at < first - 1 or clause.words[at] == "bordering")


def _is_measured_from(clause: Clause, first: int, is_country: bool) -> bool:
    """ "130 km south of Norvik", "20 miles off Norvia": too far from it, or not in it."""
    at = first - 1
    if at > 0 and clause.words[at] in ("of", "from"):
        at -= 1
    while at > 0 and clause.words[at] in _COMPASS:
        at -= 1
    if at < 1 or at == first - 1 or clause.words[at] not in _LENGTHS:
        return False
    return is_country or (clause.words[at - 1].isdigit() and int(clause.words[at - 1]) >= _FAR)
