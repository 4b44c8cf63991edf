"""Gathers the words that tell place names from other names: from the package Faker and from our own tables.

Faker's lists of given names, surnames and common English words are read through its provider classes. Ours are
`seeds/name_words.csv` and `seeds/given_names.csv`. What the words are used for is decided in `place_signs.py`.
"""

import csv
from collections.abc import Iterable, Iterator, Set
from importlib import import_module
from importlib.resources import files
from typing import Any

from pipelines.coding.toponyms import spelling_key

_LOCALES = (
    "en_US", "en_GB", "en_IE", "en_IN", "en_KE", "en_NG", "en_PK", "es_ES", "es_MX", "fr_FR", "de_DE", "it_IT", "pt_BR",
    "tr_TR",
)  # fmt: skip


def read_name_words(well_known: Set[str]) -> Iterator[tuple[str, str]]:
    """Every word with its kind (`common`, `first_name`, `surname`); no name is one that a well-known place bears."""
    ours = list(_rows("name_words.csv"))
    own = {kind: {row["word"] for row in ours if row["kind"] == kind} for kind in ("common", "first_name", "surname")}
    no_names = {row["word"] for row in ours if row["kind"] == "no_name"} | well_known
    given = {row["given_name"] for row in _rows("given_names.csv")}
    kinds = {
        "common": own["common"] | _single_words(_faker("lorem", "en_US").word_list),
        "first_name": own["first_name"] | ((_persons("first_names") | _single_words(given)) - no_names),
        "surname": own["surname"] | (_persons("last_names") - no_names),
    }
    for kind, words in kinds.items():
        for word in sorted(words):
            yield word, kind


def _persons(attribute: str) -> set[str]:
    providers = (_faker("person", locale) for locale in _LOCALES)
    return {word for provider in providers for word in _single_words(getattr(provider, attribute))}


def _faker(topic: str, locale: str) -> Any:
    return import_module(f"faker.providers.{topic}.{locale}").Provider


def _single_words(names: Iterable[str]) -> set[str]:
    return {key for key in map(spelling_key, names) if len(key) > 1 and key.isalpha()}


def _rows(table: str) -> Iterator[dict[str, str]]:
    with (files("seeds") / table).open(encoding="utf-8") as file:
        yield from csv.DictReader(file)
