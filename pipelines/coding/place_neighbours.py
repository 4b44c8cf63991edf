"""Reads what the possible place names of a sentence say of each other: which lies in which, which are units in a list.

What the other words beside a name say is read in `place_signs.py`.
"""

from itertools import pairwise

from pipelines.coding.place_signs import Candidate, is_near
from pipelines.coding.place_words import COMPASS, QUARTERS, UNITS

_JOINING = frozenset(("and", "or", "but"))


def read_neighbours(found: list[Candidate]) -> None:
    """ "X, Y", "X (Y)", "Y's X", "X in (northern) Y": Y contains X. Three units in a row are a list of units."""
    for one, two in pairwise(found):
        between = [token.text for token in one.tokens[one.last : two.first]]
        if between in ([","], ["("]) and two.places and one.key != two.key and not _are_alike(one, two):
            one.container = two.key
            two.signs.update(("contains", "unit") if _is_unit_around(one, two) else ("contains",))
        elif between in (["'s"], ["’s"]) and one.places and two.container is None:
            two.container = one.key
        elif len(between) <= 4 and _leads_into(between) and one.container is None and two.places:
            one.container = two.key
            one.signs.add("loosely")
        if between == ["and"] and _is_of_units(one) and two.places:
            two.signs.add("unit")  # "the provinces of X and Y"
    for row in _rows_of_units(found):
        for c in row:
            c.signs.add("among_units")


def _is_of_units(c: Candidate) -> bool:
    """ "The provinces of X"."""
    noun, of = (token.text.lower() for token in c.tokens[c.first - 2 : c.first]) if c.first > 1 else ("", "")
    return of == "of" and noun.endswith("s") and noun in UNITS


def _leads_into(between: list[str]) -> bool:
    """Whether a place lies in or by the next: "X in northern Y", "X, a town in Y", "X district of Y", "X north of Y".

    Not "in X and in Y".
    """
    if _JOINING.intersection(between) or not between:
        return False
    plain = _without_compass(between)
    of_town = between[-1] == "of" and len(between) > 1
    return plain[-1:] == ["in"] or (
        of_town
        and (between[-2] in QUARTERS or between[-2] == "district" or between[-2].lower() in COMPASS)
        and len(between) < 4
    )


def _is_unit_around(one: Candidate, two: Candidate) -> bool:
    """Whether "X, Y" names a town and its unit where a town Y is too far from X to hold it: "Buffalo, New York"."""
    units = [p for p in two.places if p.feature_code == "ADM1"]
    towns = [p for p in two.places if p.feature_code.startswith("PPL")]
    inside = [
        p for p in one.places for u in units if (p.country_code, p.admin1_code) == (u.country_code, u.admin1_code)
    ]
    return bool(inside) and not any(is_near(p, town) for p in inside for town in towns)


def _without_compass(words: list[str]) -> list[str]:
    """ "In" of "in northern" and of "in the north-east of"."""
    end = len(words)
    while end and (words[end - 1].lower() in COMPASS or words[end - 1] in ("of", "the")):
        end -= 1
    return words[:end]


def _are_alike(one: Candidate, two: Candidate) -> bool:
    """Both may be units of one country, or both countries: then they stand side by side, not one in the other."""
    if one.is_country and two.is_country:
        return True
    units = [{p.country_code for p in c.places if p.feature_code == "ADM1" and p.rank > 0} for c in (one, two)]
    return bool(units[0] & units[1]) and "abbreviated" not in two.signs


def _rows_of_units(found: list[Candidate]) -> list[list[Candidate]]:
    rows: list[list[Candidate]] = []
    for one, two in pairwise(found):
        between = [token.text for token in one.tokens[one.last : two.first]]
        if between not in ([","], ["and"], [",", "and"]) or not _are_alike(one, two) or one.is_country:
            continue
        if rows and rows[-1][-1] is one:
            rows[-1].append(two)
        else:
            rows.append([one, two])
    return [row for row in rows if len(row) > 2]
