"""The place of a country by its code, and by the adjective before its land or sea: "in Norvian waters"."""

import csv
from functools import cache
from importlib.resources import files

from pipelines.coding.gazetteer import Gazetteer, Place
from pipelines.coding.toponyms import spelling_key

_LANDS = frozenset(("territory", "soil", "waters", "airspace"))


def land_of(adjective: str, noun: str, gazetteer: Gazetteer) -> Place | None:
    """The country of "Norvian territory"; `adjective` is a spelling key."""
    code = gazetteer.adjectives.get(adjective) if noun.lower() in _LANDS else None
    return country_place(code, gazetteer) if code else None


def country_place(code: str, gazetteer: Gazetteer) -> Place | None:
    """The country of an ISO code."""
    found = gazetteer.named(spelling_key(_country_names().get(code, "")))
    return next((place for place in found if place.feature_code == "PCLI" and place.country_code == code), None)


@cache
def _country_names() -> dict[str, str]:
    with files("seeds").joinpath("countries.csv").open(encoding="utf-8") as file:
        return {row["country"]: row["name"] for row in csv.DictReader(file)}
