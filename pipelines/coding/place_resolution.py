"""Decides which place of a name an article means: by size and kind, container, country and its other places."""

import math
from collections import Counter, defaultdict

from pipelines.coding.gazetteer import Place
from pipelines.coding.place_signs import Candidate, is_near

Name = tuple[str, str | None, str]  # key, container, kind hint
# All scores are in points; a town has one for every tenfold of its people. A country or a larger area is meant before
# any town of its name, a first-order unit before a town of a thousandth of its people.
_SIZE, _FAME = 1.0, 0.5
_KIND_BONUS = {"PCLI": 7.0, "PCLD": 5.0, "PCLH": 5.0, "CONT": 12.0, "RGN": 12.0, "ADM1": 3.0, "ADM2": 1.0, "PPLC": 1.0}
_RANK_BONUS = {2: 1.0, 1: 0.0, 0: -1.0}
_AREAS = frozenset(("PCLI", "PCLD", "PCLH", "CONT", "RGN"))
_UNIT_SIGNS = frozenset(("unit", "listed_unit", "among_units"))
_UNITS = frozenset(("ADM1", "ADM2", "RGN"))
# What the article says of a place outweighs a town ten times as large (1), a thousand times (3), any town (6).
_NEAR, _SAME_UNIT, _HOME = 1.0, 1.0, 1.0
_SAME_COUNTRY, _UNIT_HINT, _NOT_THE_UNIT = 3.0, 3.0, -3.0
_CONTAINED, _NOT_THE_CAPITAL = 6.0, -6.0
_POWERS, _OF_A_POWER = frozenset(("USA",)), 0.6  # named all over the world, without a town of it being meant
_SAME_LAND = 0.3  # for each other place that is likely in the same country
_MOST_NEIGHBOURS = 3.0  # more add nothing
_ROUNDS = 2
_FAR_BEHIND = 3.0  # points: less than 0.05 as likely
_AROUND = tuple((i, j) for i in (-1, 0, 1) for j in (-1, 0, 1))


def resolve(
    candidates: list[Candidate], countries: Counter[str], home: tuple[str, ...] = ()
) -> dict[Name, tuple[Place, float]]:
    """The place of every name in the article, with its lead over the next best (in score points)."""
    names: dict[Name, tuple[Place, ...]] = {}
    weights: Counter[Name] = Counter()
    for c in candidates:
        names.setdefault(name_of(c), c.places)
        weights[name_of(c)] += 1
    regions = _containers(names)
    total = sum(countries.values()) or 1
    shares = {country: count / total for country, count in countries.items()}
    scores = {
        name: [_own_score(p, name, places, regions, shares, home) for p in places] for name, places in names.items()
    }
    final = scores
    for _ in range(_ROUNDS):
        final = _with_neighbours(names, scores, final)
    return {name: _best(places, final[name]) for name, places in names.items()}


def name_of(c: Candidate) -> Name:
    """What candidates share a sense by: spelling, container, and whether a unit or a town is hinted at."""
    hint = "unit" if c.signs & _UNIT_SIGNS else "town" if "settlement" in c.signs else ""
    return c.key, c.container, hint


def prior(place: Place) -> float:
    """How likely a place is meant before anything else of the text is known."""
    size, fame = math.log10(place.population + 10), math.log(1 + place.spellings)
    return _SIZE * size + _FAME * fame + _KIND_BONUS.get(place.feature_code, 0.0) + _RANK_BONUS[place.rank]


def _containers(names: dict[Name, tuple[Place, ...]]) -> dict[str, list[Place]]:
    wanted = {container for _, container, _ in names if container}
    found: dict[str, list[Place]] = defaultdict(list)
    for (key, _, _), places in names.items():
        if key in wanted:
            found[key] = [p for p in places if p.feature_code in _AREAS or p.feature_code in ("ADM1", "ADM2")]
    return found


def _own_score(
    place: Place, name: Name, namesakes: tuple[Place, ...], regions: dict[str, list[Place]],
    shares: dict[str, float], home: tuple[str, ...],
) -> float:  # fmt: skip
    _, container, hint = name
    score = prior(place)
    if hint == "unit":
        score += _UNIT_HINT if place.feature_code in _UNITS else 0.0
    elif place.feature_code in ("ADM1", "ADM2") and _has_town(place, namesakes):
        score += _NOT_THE_UNIT
    if place.feature_code == "PPLC" and place.rank < 2 and _has_country(place, namesakes):
        score += _NOT_THE_CAPITAL
    if container and any(holds(region, place) for region in regions.get(container, ())):
        score += _CONTAINED
    if place.country_code in shares:
        is_of_a_power = place.country_code in _POWERS and place.feature_code.startswith("PPL")
        score += _SAME_COUNTRY * math.sqrt(shares[place.country_code]) * (_OF_A_POWER if is_of_a_power else 1.0)
    return score + (_HOME if place.country_code in home else 0.0)


def _has_country(capital: Place, namesakes: tuple[Place, ...]) -> bool:
    """ "Panama" means the country, though its capital is called so too."""
    return any(p.feature_code == "PCLI" and p.country_code == capital.country_code for p in namesakes)


def _has_town(unit: Place, namesakes: tuple[Place, ...]) -> bool:
    """A town of the same name lies in the unit: "Aleppo" means the town, "Aleppo province" the unit."""
    if unit.feature_code == "ADM1" and any(_is_far_better_known(p, unit) for p in namesakes):
        return True
    return any(
        p.feature_code in ("PPL", "PPLC") and p.country_code == unit.country_code
        and p.population > (20_000 if unit.feature_code == "ADM1" else 3_000) and p.population * 10 > unit.population
        and (p.admin1_code == unit.admin1_code or p.feature_code == "PPLC")
        for p in namesakes
    )  # fmt: skip


def _is_far_better_known(town: Place, unit: Place) -> bool:
    """Whether a great town elsewhere is meant before a unit: Gaza is no province of Mozambique."""
    is_rival = town.feature_code.startswith("PPL") and town.country_code != unit.country_code and town.rank == 2
    return is_rival and town.population > 200_000 and town.population * 4 > unit.population


def holds(region: Place, place: Place) -> bool:
    """Whether a place lies in a country or unit, as far as the gazetteer tells."""
    if region.country_code != place.country_code or region.place_id == place.place_id:
        return False
    if region.feature_code == "ADM1":
        return region.admin1_code == place.admin1_code
    if region.feature_code == "ADM2":
        return is_near(region, place)
    return region.feature_code in _AREAS


def _with_neighbours(
    names: dict[Name, tuple[Place, ...]], own: dict[Name, list[float]], last: dict[Name, list[float]]
) -> dict[Name, list[float]]:
    """Own scores plus the support of the other names' likely places: nearby, in the same unit, in the same country."""
    cells: dict[tuple[int, int], dict[str, float]] = defaultdict(dict)
    units: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    lands: dict[str, dict[str, float]] = defaultdict(dict)
    for (key, *_), places, scores in zip(names, names.values(), last.values(), strict=True):
        top = max(scores, default=0.0)
        for place, score in zip(places, scores, strict=True):
            likely = math.exp(score - top) if score > top - _FAR_BEHIND else 0.0
            if likely < 0.05 or place.country_code is None:
                continue
            tables = [lands[place.country_code]]
            if place.feature_code not in _AREAS:
                if place.admin1_code:
                    tables.append(units[place.country_code, place.admin1_code])
                if place.feature_code != "ADM1":
                    row, column = _cell(place)
                    tables += [cells[row + i, column + j] for i, j in _AROUND]
            for table in tables:
                if likely > table.get(key, 0.0):
                    table[key] = likely
    return {
        name: [
            score + _support(place, name[0], cells, units, lands)
            for place, score in zip(places, own[name], strict=True)
        ]
        for name, places in names.items()
    }


def _cell(place: Place) -> tuple[int, int]:
    return math.floor(place.latitude), math.floor(place.longitude)


def _support(
    place: Place, key: str, cells: dict[tuple[int, int], dict[str, float]],
    units: dict[tuple[str, str], dict[str, float]], lands: dict[str, dict[str, float]],
) -> float:  # fmt: skip
    if place.country_code is None or place.feature_code in _AREAS:
        return 0.0
    unit = units.get((place.country_code, place.admin1_code)) if place.admin1_code else None
    return (
        _NEAR * _of_others(cells.get(_cell(place)), key)
        + _SAME_UNIT * _of_others(unit, key)
        + _SAME_LAND * _of_others(lands.get(place.country_code), key)
    )


def _of_others(table: dict[str, float] | None, key: str) -> float:
    return min(_MOST_NEIGHBOURS, sum(table.values()) - table.get(key, 0.0)) if table else 0.0


def _best(places: tuple[Place, ...], scores: list[float]) -> tuple[Place, float]:
    order = sorted(range(len(places)), key=lambda i: (-scores[i], places[i].place_id))
    lead = scores[order[0]] - scores[order[1]] if len(order) > 1 else 6.0
    return places[order[0]], lead
