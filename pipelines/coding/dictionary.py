"""The actor dictionary: names with dated roles, countries with their demonyms, and nouns that make actors of them.

Everything comes from `seeds/` (`actors.csv`, `countries.csv`, `actor_roles.csv`, `sectors.csv`, `given_names.csv`).
Surface forms are held in one trie over normalised words; countries times roles are composed when a text is read.
"""

import csv
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from pipelines.coding.grammar import POSSESSIVES
from pipelines.coding.text import ActorKind
from pipelines.coding.word_lists import word_list

Case = Literal["any", "capital", "upper"]
_END = ""
_HYPHENS = str.maketrans(dict.fromkeys("-‐‑–/", " ") | dict.fromkeys(".'’‘`ʼʻʿʾ"))
# Words that are acronyms or names only when a text tells capitals from small letters.
_WORDS_TOO = word_list("words_too")
_ARTICLES = word_list("articles")


class BrokenSeed(ValueError):
    """A row of a seed file that cannot be read."""


@dataclass(frozen=True, slots=True)
class ActorRow:
    """One dated role of one actor; dates are inclusive, null = open."""

    actor_id: str
    name: str
    kind: ActorKind
    country: str | None
    sector: str | None
    from_date: date | None
    to_date: date | None
    office: str | None

    def holds_on(self, day: date) -> bool:
        """Whether the role is held on that day."""
        return (self.from_date is None or self.from_date <= day) and (self.to_date is None or day <= self.to_date)


@dataclass(frozen=True, slots=True)
class Role:
    """What a noun says of its actor. `scope`: state, armed, civil, igo, media, foreign, rank, courtesy, person,
    verbal, passing."""

    sector: str | None
    kind: ActorKind | None
    scope: str | None
    office: str | None
    is_plural: bool


@dataclass(slots=True)
class Meaning:
    """All that one surface form may be."""

    case: Case = "upper"
    actor_ids: list[str] = field(default_factory=list)
    country: str | None = None
    adjective: str | None = None
    people: str | None = None
    capital: str | None = None
    roles: dict[str, Role] = field(default_factory=dict)
    is_small_name: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """A token, its normal form (the small, unaccented words it holds), and how its letters are written.

    `is_long`: more than three letters, so that a headline would give it a capital.
    """

    text: str
    parts: tuple[str, ...]
    is_capital: bool
    is_upper: bool
    is_dotted: bool
    is_long: bool


Trie = dict[str, Any]


@dataclass(slots=True)
class ActorDictionary:
    """Surface forms and what they mean; the rows of every actor, in the file's order.

    `openings`: words that a form begins with, and those that are such a word without its last "s".
    """

    trie: Trie
    openings: frozenset[str]
    rows: dict[str, tuple[ActorRow, ...]]
    officers: dict[tuple[str, str], tuple[ActorRow, ...]]
    adjectives: dict[str, str]
    given_names: frozenset[str]
    sectors: dict[str, str]
    size: int

    def lookup(self, phrase: str) -> Meaning | None:
        """The meaning of a whole phrase, whatever its case."""
        node: Trie | None = self.trie
        for part in normal_parts(phrase):
            node = node.get(part) if node else None
        return node.get(_END) if node else None

    def role_on(self, actor_id: str, day: date | None) -> ActorRow:
        """The actor's role on that day: the one held, else the last one given up (then sector ELI for a person)."""
        rows = self.rows[actor_id]
        if day is None:
            return rows[0]
        held = next((row for row in rows if row.holds_on(day)), None)
        if held:
            return held
        past = [row for row in rows if row.to_date and row.to_date < day]
        if not past:
            return _without_sector(rows[0], None)
        last = max(past, key=lambda row: row.to_date or date.min)
        return _without_sector(last, "ELI") if last.kind == "person" and last.sector != "REB" else last

    def officer(self, country: str, office: str, day: date | None) -> ActorRow | None:
        """Who held an office of a country on that day."""
        if day is None:
            return None
        held = [row for row in self.officers.get((country, office), ()) if row.from_date and row.holds_on(day)]
        return held[0] if len(held) == 1 else None


def _without_sector(row: ActorRow, sector: str | None) -> ActorRow:
    return ActorRow(row.actor_id, row.name, row.kind, row.country, sector, row.from_date, row.to_date, None)


def normal_parts(text: str) -> tuple[str, ...]:
    """Small letters without accents, apostrophes and stops, cut at blanks and hyphens ("al-Ja'afari" = al, jaafari)."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return tuple(text.translate(_HYPHENS).lower().split())


@cache
def word(text: str) -> Word:
    """The normal form of a token."""
    parts = () if text in POSSESSIVES else normal_parts(text)
    dotted = "." in text
    letters = text.replace(".", "")
    named = text[3:4].isupper() and parts[0] in _ARTICLES if len(parts) > 1 else False
    return Word(
        text,
        parts,
        is_capital=named or letters[:1].isupper(),
        is_upper=letters.isupper() and len(letters) > 1,
        is_dotted=dotted and len(letters) > 1,
        is_long=bool(parts) and len(parts[0]) > 3 and not parts[0][0].isdigit(),
    )


def may_be(meaning: Meaning, first: Word, letters: str) -> bool:
    """Whether a form may be read so, as the passage (`mixed`, `upper`, `lower`) and its first word are written."""
    if meaning.case == "any":
        return True
    if letters == "mixed":
        return first.is_upper or first.is_dotted if meaning.case == "upper" else first.is_capital
    return first.is_dotted or first.parts[0] not in _WORDS_TOO


def _seed(name: str) -> Iterator[dict[str, str]]:
    with files("seeds").joinpath(name).open(encoding="utf-8") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            if None in row or None in row.values():
                raise BrokenSeed(f"seeds/{name}, line {number}: wrong number of fields. Quote fields that hold commas.")
            yield row


def _day(text: str, name: str, open_end: bool) -> date | None:
    """A date, also given as a year or a year and a month (then its first day, or its last where it ends a role)."""
    if not text:
        return None
    pad = {4: "-12-31" if open_end else "-01-01", 7: "-28" if open_end else "-01"}.get(len(text), "")
    try:
        return date.fromisoformat(text + pad)
    except ValueError as error:
        raise BrokenSeed(
            f"seeds/actors.csv: {name} has the date {text!r}. Write YYYY, YYYY-MM or YYYY-MM-DD."
        ) from error


def _forms(text: str) -> list[str]:
    return [form for form in text.split("|") if form]


class _Builder:
    def __init__(self) -> None:
        self.trie: Trie = {}
        self.size = 0

    def meaning(self, form: str) -> Meaning:
        node = self.trie
        for part in normal_parts(form):
            node = node.setdefault(part, {})
        if _END not in node:
            node[_END] = Meaning()
            self.size += 1
        found: Meaning = node[_END]
        letters = form.replace(".", "").replace("-", "").replace(" ", "").replace("'", "")
        is_acronym = letters.isupper() and len(letters) <= 5
        case: Case = "upper" if is_acronym else "any" if form == form.lower() else "capital"
        if ("upper", "capital", "any").index(case) > ("upper", "capital", "any").index(found.case):
            found.case = case
        return found


@cache
def load_actor_dictionary() -> ActorDictionary:
    """Read and compile the seeds (once a process)."""
    build = _Builder()
    rows: dict[str, list[ActorRow]] = {}
    for raw in _seed("actors.csv"):
        row = _actor_row(raw)
        rows.setdefault(row.actor_id, []).append(row)
        for form in (raw["name"], *_forms(raw["aliases"])):
            meaning = build.meaning(form)
            meaning.is_small_name |= form == form.lower()
            ids = meaning.actor_ids
            if row.actor_id not in ids:
                ids.append(row.actor_id)
    adjectives = _add_countries(build)
    _add_roles(build)
    officers: dict[tuple[str, str], list[ActorRow]] = {}
    for row in (row for dated in rows.values() for row in dated):
        if row.office and row.country:
            officers.setdefault((row.country, row.office), []).append(row)
    names = frozenset(row["given_name"] for row in _seed("given_names.csv"))
    return ActorDictionary(
        build.trie,
        frozenset(build.trie) | {word[:-1] for word in build.trie if word.endswith("s")},
        {actor_id: tuple(dated) for actor_id, dated in rows.items()},
        {office: tuple(dated) for office, dated in officers.items()},
        adjectives,
        names,
        {row["sector"]: row["actor_name"] for row in _seed("sectors.csv")},
        build.size,
    )


def _actor_row(raw: dict[str, str]) -> ActorRow:
    kind = raw["kind"]
    if kind not in ("person", "organisation", "group", "country"):
        raise BrokenSeed(
            f"seeds/actors.csv: {raw['name']} has kind {kind!r}. Known: person, organisation, group, country."
        )
    return ActorRow(
        raw["actor_id"],
        raw["name"],
        kind,  # type: ignore[arg-type]
        raw["country"] or None,
        raw["sector"] or None,
        _day(raw["from_date"], raw["name"], open_end=False),
        _day(raw["to_date"], raw["name"], open_end=True),
        raw["office"] or None,
    )


def _add_countries(build: _Builder) -> dict[str, str]:
    """Names, adjectives, peoples and capitals; returns each country's first adjective."""
    adjectives = {}
    for row in _seed("countries.csv"):
        code = row["country"]
        for form in (row["name"], *_forms(row["aliases"])):
            build.meaning(form).country = code
        for form in _forms(row["adjectives"]):
            build.meaning(form).adjective = code
        for form in _forms(row["people"]):
            build.meaning(form).people = code
        for form in _forms(row["capital"]):
            build.meaning(form).capital = code
        adjectives[code] = (_forms(row["adjectives"]) or [row["name"]])[0]
    return adjectives


def _add_roles(build: _Builder) -> None:
    for row in _seed("actor_roles.csv"):
        for is_plural, forms in ((False, row["singular"]), (True, row["plural"])):
            role = Role(
                row["sector"] or None,
                row["kind"] or None,  # type: ignore[arg-type]
                row["scope"] or None,
                row["office"] or None,
                is_plural,
            )
            for form in _forms(forms):
                build.meaning(form).roles.setdefault(row["class"], role)
