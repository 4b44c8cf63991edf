"""Finds the places that an article names and says which ones they are."""

import math

from pipelines.coding.gazetteer import Gazetteer, Place
from pipelines.coding.place_candidates import Candidate, find_candidates
from pipelines.coding.place_resolution import Name, name_of, resolve
from pipelines.coding.text import ArticleText, PlaceMention
from pipelines.coding.toponyms import spelling_key

ACCEPTED = 0.5
_WEIGHTS = {
    "bias": -1.5, "country": 4.0, "unit_place": 2.5, "area": 2.0, "capital": 3.0, "pop6": 2.5, "pop5": 1.8, "pop4": 0.8, "pop3": 0.2,
    "common": -3.0, "all_common": -1.5, "long": 1.2, "flat_case": -0.5, "surname": -1.0, "first_name": -1.5, "acronym": -3.0,
    "opens": -0.5, "in": 2.0, "unit": 2.0, "settlement": 2.0, "to_before": 0.4, "of_before": 0.2, "compass": 1.5,
    "title": -4.0, "after_first_name": -4.0, "after_capital": -1.5, "after_comma": 0.3, "water": -3.0, "not_there": -4.0, "speaks": -2.0,
    "before_capital": -1.2, "initial": -3.0, "dateline": 3.0, "contained": 3.0, "contains": 1.0, "person_elsewhere": -3.0,
    "heard": -0.3, "context": 1.0, "abbreviated": 4.0, "article": -1.0, "shortened": -0.5,
}  # fmt: skip


def find_places(article: ArticleText, gazetteer: Gazetteer) -> list[PlaceMention]:
    """The article's place names in reading order, title first; none overlap. One sense per name and container."""
    candidates, countries = find_candidates(article, gazetteer)
    home = _home(article, gazetteer)
    senses = resolve(candidates, countries, home)
    scored = [(c, weigh(signs_of(c, senses, countries))) for c in candidates]
    kept = [c for c, score in scored if score > 0.0]
    senses = resolve(kept, countries, home)
    return [_mention(c, *senses[name_of(c)], score) for c, score in scored if score > 0.0]


def _home(article: ArticleText, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Countries of the places in the dateline and in the publisher's name."""
    home: list[str] = []
    for name in (article.dateline_place, article.publisher):
        places = gazetteer.named(spelling_key(name)) if name else ()
        home += [p.country_code for p in places[:1] if p.country_code]
    return tuple(home)


def signs_of(c: Candidate, senses: dict[Name, tuple[Place, float]], countries: dict[str, int]) -> set[str]:
    """The candidate's signs with those of the place that it would be."""
    place, _ = senses[name_of(c)]
    signs = {*c.signs, "bias"}
    feature = place.feature_code
    if feature.startswith("PCL"):
        signs.add("country")
    elif feature in ("ADM1", "ADM2"):
        signs.add("unit_place")
    elif feature in ("CONT", "RGN"):
        signs.add("area")
    elif feature == "PPLC":
        signs.add("capital")
    else:
        signs.add(f"pop{min(6, max(2, int(math.log10(place.population + 1))))}")
    container = senses.get((c.container, None, "")) if c.container else None
    if container and "loosely" not in signs and container[0].country_code == place.country_code:
        signs.add("contained")
    if countries.get(place.country_code or "", 0):
        signs.add("context")
    if place.rank == 0:
        signs.add("shortened")
    return signs


def weigh(signs: set[str]) -> float:
    """Log odds that the name is a place here."""
    return sum(_WEIGHTS.get(sign, 0.0) for sign in sorted(signs))


def _mention(c: Candidate, place: Place, lead: float, score: float) -> PlaceMention:
    is_named, is_sure = 1 / (1 + math.exp(-score)), 1 / (1 + math.exp(-lead))
    return PlaceMention(
        c.passage.field, c.start, c.end, c.passage.text[c.start : c.end], place.place_id, place.name,
        place.latitude, place.longitude, place.country_code, place.admin1, place.feature_code,
        round(is_named * is_sure, 3),
    )  # fmt: skip
