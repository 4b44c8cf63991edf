"""Datelines: a bureau in a capital vouches for its country, not for the city."""

from datetime import date
from pathlib import Path

import pytest

from pipelines.coding.datelines import generalise_bureau
from pipelines.coding.gazetteer import Gazetteer, open_gazetteer
from pipelines.coding.places import find_places
from pipelines.coding.sentences import split_passage
from pipelines.coding.text import ArticleText


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer(Path.home() / ".cache" / "dateline")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("BOGOTA, 3 May (Agency) -- A bomb exploded at a bank last night.", ("Colombia", "PCLI")),
        ("BOGOTA (Agency) - A bomb exploded in a market of Bogota.", ("Bogotá", "PPLC")),
        ("BOGOTA (Agency) - Rebels shelled the army, a Bogota communique said.", ("Colombia", "PCLI")),
        ("Bogota is a city of eight million people.", ("Bogotá", "PPLC")),
        ("MEDELLIN, 3 May (Agency) -- A bomb exploded at a bank.", ("Medellín", "PPL")),
    ],
)
def test_place_of_a_dateline(gazetteer: Gazetteer, text: str, first: tuple[str, str]) -> None:
    article = ArticleText("a1", (split_passage("text", text),), date(1990, 5, 3))
    place = generalise_bureau(article, find_places(article, gazetteer), gazetteer)[0]
    assert (place.name, (place.feature_code or "")[: len(first[1])]) == first


def test_text_without_places_stays_without(gazetteer: Gazetteer) -> None:
    article = ArticleText("a1", (split_passage("text", ""),), None)
    assert generalise_bureau(article, [], gazetteer) == []
