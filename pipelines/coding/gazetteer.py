"""Looks place names up, by spelling and by sound. Which place a text means is decided elsewhere."""

import re
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipelines.coding.gazetteer_compile import compile_gazetteer, compiled_name
from pipelines.coding.toponyms import sound_key, without_article

MOST_NAMESAKES = 120
_ALIKE, _VERY_ALIKE = 0.84, 0.9  # the second where only two consonants agree
_SAME_SOUNDS = str.maketrans("ywoeq", "iuuak")
_DOUBLED = re.compile(r"([a-z])\1+")
_COLUMNS = """
    p.place_id, p.name, p.latitude, p.longitude, p.country_code, p.admin1_code, p.admin1, p.feature_code,
    p.population, p.spellings
"""


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer, found by its main name (rank 2), an alias (1), a shortened or like-sounding one (0).

    `spellings` counts a town's names in all languages, a sign of how well it is known.
    """

    place_id: str
    name: str
    latitude: float
    longitude: float
    country_code: str | None
    admin1_code: str | None
    admin1: str | None
    feature_code: str
    population: int
    spellings: int
    rank: int = 2


@dataclass(frozen=True, slots=True)
class NameWords:
    """Words that tell place names from other names: common English words, given names, surnames; as spelling keys."""

    common: frozenset[str]
    first_names: frozenset[str]
    surnames: frozenset[str]


class Gazetteer:
    """Read-only point lookups in a compiled gazetteer; keys are `toponyms.spelling_key`s."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        self.named: Callable[[str], tuple[Place, ...]] = lru_cache(maxsize=30_000)(self._named)
        self.longest: Callable[[str], int] = lru_cache(maxsize=50_000)(self._longest)
        self.sounding: Callable[[str, tuple[str, ...]], tuple[Place, ...]] = lru_cache(maxsize=10_000)(self._sounding)
        self.name_words = NameWords(*(self._words(kind) for kind in ("common", "first_name", "surname")))
        self.adjectives: dict[str, str] = dict(self._connection.execute("select word, country_code from adjectives"))

    def __reduce__(self) -> tuple[Any, ...]:
        return Gazetteer, (self.path,)

    def _words(self, kind: str) -> frozenset[str]:
        return frozenset(w for (w,) in self._connection.execute("select word from name_words where kind = ?", (kind,)))

    def _named(self, key: str) -> tuple[Place, ...]:
        """Every place with this spelling key, the most populous first."""
        query = f"select {_COLUMNS}, n.rank from names n join places p using (place) where n.key = ?"
        rows = self._connection.execute(f"{query} order by p.population desc, p.place limit {MOST_NAMESAKES}", (key,))
        return tuple(Place(*row) for row in rows)

    def by_id(self, place_id: str) -> Place | None:
        """The place with this GeoNames id."""
        row = self._connection.execute(f"select {_COLUMNS} from places p where p.place_id = ?", (place_id,)).fetchone()
        return Place(*row) if row else None

    def _longest(self, word: str) -> int:
        """How many words the longest name has that begins with `word`; 0 where none does."""
        row = self._connection.execute("select longest from heads where word = ?", (word,)).fetchone()
        return row[0] if row else 0

    def _sounding(self, key: str, countries: tuple[str, ...]) -> tuple[Place, ...]:
        """Places of `countries` whose romanised name sounds like `key`, the most alike first."""
        sound = sound_key(key)
        if len(sound.replace(" ", "")) < 2 or not countries:
            return ()
        marks = ", ".join("?" * len(countries))
        query = (
            f"select s.key, {_COLUMNS}, 0 from sounds s join places p using (place) "
            f"where s.country_code in ({marks}) and s.sound = ? order by p.population desc, p.place, s.key limit 60"
        )
        best: dict[Place, float] = {}
        for other, *row in self._connection.execute(query, (*countries, sound)):
            place = Place(*row)
            best[place] = max(best.get(place, 0.0), _alike(_by_ear(key), _by_ear(other)))
        least = _ALIKE if len(sound.replace(" ", "")) > 2 else _VERY_ALIKE
        return tuple(sorted((p for p in best if best[p] >= least), key=lambda p: -best[p]))


def _by_ear(key: str) -> str:
    """ "raqa" for "raqqah", "suaida" for "suwayda": what is spelt now so, now so."""
    heard = _DOUBLED.sub(r"\1", without_article(key).translate(_SAME_SOUNDS))
    return heard.removesuffix("h")


def _alike(one: str, other: str) -> float:
    """Likeness of two names by ear, 0 to 1."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def open_gazetteer(cache_folder: Path, progress: Callable[[str], None] | None = None) -> Gazetteer:
    """The gazetteer of `cache_folder`, compiled there first (some 20 s) where it is missing or out of date."""
    path = (cache_folder / compiled_name()).resolve()
    if not path.exists():
        if progress:
            progress(f"Compiling the gazetteer into {path} (once; some 20 seconds)")
        compile_gazetteer(path)
    return Gazetteer(path)
