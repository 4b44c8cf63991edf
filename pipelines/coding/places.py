"""Finds the places that an article names and says which ones they are."""

import math

from pipelines.coding.gazetteer import Gazetteer, Place
from pipelines.coding.place_candidates import find_candidates
from pipelines.coding.place_resolution import Name, name_of, resolve
from pipelines.coding.place_signs import Candidate
from pipelines.coding.place_words import NOT_THERE, name_words
from pipelines.coding.text import ArticleText, PlaceMention
from pipelines.coding.toponyms import spelling_key

_WEIGHTS = {
    "dateline": 2.0, "abbreviated": 2.0, "contained": 1.8, "in": 1.8, "settlement": 1.5, "listed_unit": 1.5,
    "compass": 1.4, "capital": 1.3, "people": 1.1, "unit_place": 1.1, "taken": 1.0, "long": 1.0, "unit_word": 1.0,
    "country": 1.0, "contains": 0.9, "in_the": 0.9, "articled": 0.8, "place_elsewhere": 0.8, "of_before": 0.7,
    "bias": 0.6, "area": 0.6, "based": 0.6, "context": 0.5, "weak_before": 0.5, "named_compass": 0.5,
    "among_units": 0.5, "unit": 0.5, "after_capital": 0.4, "and_before": 0.4, "of_name": 0.4, "institution": 0.4,
    "to_before": 0.3, "article": 0.3, "loosely": 0.2, "after_comma": 0.2, "headline": 0.2, "after_opening": -0.2,
    "after_unknown": -0.2, "before_small": -0.2, "with_before": -0.2, "pop6": -0.2, "surname": -0.3, "alias": -0.5,
    "flat_case": -0.5, "all_common": -0.5, "opens": -0.5, "before_institution": -0.6, "heard": -0.7, "pop4": -0.8,
    "like_a_person": -1.0, "far_town": -1.0, "before_capital": -1.1, "pop3": -1.1, "saint": -1.2, "shortened": -1.2,
    "speaks": -1.3, "pop2": -1.4, "first_name": -1.4, "common_unit": -1.5, "saint_of": -2.0, "initial": -2.0,
    "common": -2.0, "flat_common": -2.5, "not_there": -2.5, "water": -2.5, "title": -2.5, "after_first_name": -2.5,
    "person_elsewhere": -2.8, "acronym": -3.0, "street": -3.0, "compass_only": -4.5,
}  # fmt: skip
_PLACE_NOUNS = frozenset(
    (
        "village",
        "town",
        "city",
        "district",
        "province",
        "suburb",
        "neighborhood",
        "neighbourhood",
        "governorate",
        "hamlet",
    )
)
_UNRESOLVED = 0.4
_HOME_TOWN = 50_000  # people; smaller towns' names are too often something else in a publisher's name


def find_places(article: ArticleText, gazetteer: Gazetteer) -> list[PlaceMention]:
    """The article's place names in reading order, title first; none overlap. One sense per name and container."""
    found, countries = find_candidates(article, gazetteer)
    candidates = [c for c in found if c.places]
    home = _home(article, gazetteer)
    senses = resolve(candidates, countries, home)
    scored = [(c, weigh(signs_of(c, senses, countries))) for c in candidates]
    kept = [c for c, score in scored if score > 0.0]
    senses = resolve(kept, countries, home)
    mentions = [_mention(c, *senses[name_of(c)], score) for c, score in scored if score > 0.0]
    mentions += [_unresolved(c) for c in found if not c.places and _is_said_to_be_a_place(c, gazetteer)]
    return sorted(mentions, key=lambda m: (m.field != "title", m.start))


def _home(article: ArticleText, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Countries of the dateline's place and of a place in the publisher's name ("Lusaka Times")."""
    found = list(gazetteer.named(spelling_key(article.dateline_place or ""))[:1])
    words = spelling_key(article.publisher or "").split()
    for first, last in ((i, j) for i in range(len(words)) for j in range(len(words), i, -1)):
        key = " ".join(words[first:last])
        if key in name_words("common") or key in NOT_THERE or key in name_words("surname"):
            continue
        found += [p for p in gazetteer.named(key)[:1] if p.population > _HOME_TOWN or p.feature_code == "PCLI"]
    return tuple(dict.fromkeys(p.country_code for p in found if p.country_code))


def signs_of(c: Candidate, senses: dict[Name, tuple[Place, float]], countries: dict[str, int]) -> set[str]:
    """The candidate's signs with those of the place that it would be."""
    place, _ = senses[name_of(c)]
    signs = {*c.signs, "bias"}
    feature = place.feature_code
    if feature.startswith("PCL"):
        signs.add("country")
    elif feature in ("ADM1", "ADM2"):
        signs.add("unit_place")
        if "common" in signs:
            signs.add("common_unit")
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
    elif countries and place.feature_code == "PPL" and place.population < 200_000:
        signs.add("far_town")
    if place.rank == 0:
        signs.add("shortened")
    elif place.rank == 1 and place.feature_code.startswith("PPL"):
        signs.add("alias")
    if "after_unknown" in signs and place.feature_code == "PPL" and place.population < 100_000:
        signs.add("like_a_person")
    return signs


def weigh(signs: set[str]) -> float:
    """Log odds that the name is a place here."""
    return sum(_WEIGHTS.get(sign, 0.0) for sign in sorted(signs))


def _is_said_to_be_a_place(c: Candidate, gazetteer: Gazetteer) -> bool:
    """ "the village of X" or "X district" in plain running text, X being no other name that is known."""
    if c.signs & {"headline", "flat_case", "acronym"} or any(
        token.text.isupper() for token in c.tokens[c.first : c.last]
    ):
        return False
    after = c.tokens[c.last].text if c.last < len(c.tokens) else ""
    of_noun = c.first > 1 and c.tokens[c.first - 1].text == "of" and c.tokens[c.first - 2].text in _PLACE_NOUNS
    if not of_noun and after not in _PLACE_NOUNS:
        return False
    words = [word for key in c.key.split() for word in (key, key.removesuffix("s"))]
    return not any(word in gazetteer.adjectives or gazetteer.named(word) for word in words)


def _unresolved(c: Candidate) -> PlaceMention:
    """ "the village of X", where the gazetteer has no X."""
    nowhere = (None,) * 7
    return PlaceMention(c.passage.field, c.start, c.end, c.text, *nowhere, _UNRESOLVED)


def _mention(c: Candidate, place: Place, lead: float, score: float) -> PlaceMention:
    is_named, is_sure = 1 / (1 + math.exp(-score)), 1 / (1 + math.exp(-lead))
    return PlaceMention(
        c.passage.field, c.start, c.end, c.text, place.place_id, place.name,
        place.latitude, place.longitude, place.country_code, place.admin1, place.feature_code,
        round(is_named * is_sure, 3),
    )  # fmt: skip
