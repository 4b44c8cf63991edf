"""Which rows of the seed tables an actor or place comes from: file, line and the form that the text has.

The rows are looked up by the words of the mention after the coder has decided; nothing is decided here.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from pipelines.coding.dictionary import normal_parts

_FORMS = {
    "actors.csv": ("actor_id", ("name", "aliases")),
    "countries.csv": ("country", ("name", "aliases", "adjectives", "people", "capital")),
    "actor_roles.csv": ("sector", ("singular", "plural")),
    "place_names.csv": ("place_id", ("name", "aliases")),
}
LONGEST_FORM, SHOWN = 8, 4


@dataclass(frozen=True, slots=True)
class SeedRow:
    """One row of a table in `seeds`: `key` is its id, country or sector, `form` what it calls its bearer."""

    table: str
    line: int
    key: str
    sector: str
    form: str

    def __str__(self) -> str:
        return f"{self.table}:{self.line} “{self.form}”"


@dataclass(slots=True)
class SeedRows:
    """All forms of the tables, by their normalised words, and the rows of each actor and place."""

    by_form: dict[tuple[str, ...], list[SeedRow]] = field(default_factory=dict)
    by_key: dict[str, list[SeedRow]] = field(default_factory=dict)

    def of_actor(self, row: dict[str, Any]) -> tuple[str, ...]:
        """The rows that make an actor of its words; where none of them does, that of its id."""
        actor_id, country, sector = row["actor_id"], row["country"], row["sector"]
        parts = {"actors.csv": {actor_id}, "countries.csv": {country}, "actor_roles.csv": {sector, ""}}
        held = [r for r in self._held_by(row["text"]) if r.key in parts.get(r.table, ())]
        if any(r.key == actor_id for r in held) or actor_id not in self.by_key:
            return _told(held)
        dated = self.by_key[actor_id]
        referred = [r for r in dated if r.sector == (sector or "")] or dated
        return (*_told(held), *(f"{told}, by reference" for told in _told(referred[:1])))

    def of_place(self, row: dict[str, Any]) -> tuple[str, ...]:
        """The rows of our own table that name the place; else the gazetteer, where it is known."""
        rows = self.by_key.get(row["place_id"] or "", ())
        words = normal_parts(row["text"])
        known = ("GeoNames",) if row["place_id"] else ()
        return _told([r for r in rows if normal_parts(r.form) == words] or rows[:1]) or known

    def _held_by(self, text: str) -> Iterator[SeedRow]:
        """The rows whose forms the text holds: at each word the longest, and on after it."""
        words, at = normal_parts(text.replace("’s ", " ").replace("'s ", " ")), 0
        while at < len(words):
            for end in range(min(len(words), at + LONGEST_FORM), at, -1):
                if rows := self.by_form.get(words[at:end]):
                    yield from rows
                    at = end - 1
                    break
            at += 1


def _told(rows: Iterable[SeedRow]) -> tuple[str, ...]:
    """Each row once, under the first of its forms that fits."""
    first = {(row.table, row.line): row for row in reversed(list(rows))}
    return tuple(str(row) for row in reversed(first.values()))[:SHOWN]


@cache
def load_seed_rows() -> SeedRows:
    """Every form of the tables of actors, countries, roles and places, read once."""
    found = SeedRows()
    for table, (key, columns) in _FORMS.items():
        with files("seeds").joinpath(table).open(encoding="utf-8") as lines:
            reader = csv.DictReader(lines)
            for raw in reader:
                _add(found, table, reader.line_num, raw, key, columns)
    return found


def _add(found: SeedRows, table: str, line: int, raw: dict[str, str], key: str, columns: Iterable[str]) -> None:
    for form in (form for column in columns for form in raw[column].split("|") if form):
        row = SeedRow(table, line, raw[key], raw.get("sector", ""), form)
        found.by_form.setdefault(normal_parts(form), []).append(row)
        if table in ("actors.csv", "place_names.csv"):
            found.by_key.setdefault(row.key, []).append(row)
