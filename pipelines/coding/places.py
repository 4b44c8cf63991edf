"""Finds the places that an article names and says which ones they are."""

import math
from bisect import bisect_right
from collections.abc import Sequence
from itertools import islice

from pipelines.coding.gazetteer import Gazetteer, Place
from pipelines.coding.place_candidates import find_candidates
from pipelines.coding.place_resolution import Name, holds, name_of, resolve
from pipelines.coding.place_signs import COUNTRIES, Candidate, is_near, is_quarter
from pipelines.coding.place_words import NOT_THERE, words
from pipelines.coding.text import ActorMention, ArticleText, PlaceMention
from pipelines.coding.toponyms import spelling_key

_SCALE = (
    # Only a place stands so: "BEIRUT (AP) -", "Paris, Texas", "in X", "the town of X", "X and Y counties".
    (2.0, "dateline abbreviated contained in settlement listed_unit"),
    # As a rule a place: "northern X", "X residents", "seized X", "X province"; a country, a capital; two words.
    (1.0, "compass people taken unit unit_word in_the contains place_elsewhere long country capital area unit_place"),
    # Rather a place: "to X", "X's council", "X-based", a name with "el-", a country that the article is about.
    (
        0.5,
        "weak_before of_name after_capital named_compass institution based articled article among_units context bias",
    ),
    # Rather not: other names are spelt so, stand so (at a sentence's head, all in capitals) or sound so.
    (-0.5, "surname alias flat_case all_common opens before_institution heard pop4"),
    # Seldom: a person speaks or bears the name, or nobody far away would write of so small a town without saying where.
    (-1.0, "like_a_person first_name speaks before_capital saint shortened common_unit far_town pop3 pop2"),
    # Hardly ever: a village abroad that is spelt otherwise, an English word, a person with title or first name, a
    # company, "Saint X's".
    (
        -2.5,
        "far_alias common flat_common title after_first_name before_surname person_elsewhere not_there initial "
        "saint_of water",
    ),
    # Never: "X Street", "the North East", "SANA", "X suburb" for a town abroad.
    (-5.0, "street compass_only acronym far_quarter in_name"),
)
_WEIGHTS = {sign: weight for weight, signs in _SCALE for sign in signs.split()}
_PLACE_NOUNS = words("village town city district province suburb neighborhood neighbourhood governorate hamlet")
_QUARTERS = words("neighborhood neighborhoods neighbourhood neighbourhoods suburb suburbs quarter street camp mosque")
_SMALL_TOWN = 20_000  # people
_UNRESOLVED = 0.4
_GREAT_TOWN = 200_000  # people; of a greater one the words beside it tell something else than where it lies
_ENOUGH_PLACES = 100
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
    named = [(c, score) for c, score in scored if score > 0.0]
    others = {id(c) for c, _ in named if _is_another(c, senses)}
    mentions = [_mention(c, *senses[name_of(c)], score) for c, score in named if id(c) not in others]
    lacking = [c for c in found if id(c) in others or (not c.places and not _has_another_sense(c, gazetteer))]
    mentions += [_unresolved(c) for c in lacking if _is_said_to_be_a_place(c)]
    return sorted(mentions, key=lambda m: (m.field != "title", m.start))


def outside_names(places: Sequence[PlaceMention], actors: Sequence[ActorMention]) -> list[PlaceMention]:
    """The places that are no part of a person's name, as a town's name is of "Aung San Suu Kyi"."""
    persons = sorted((a for a in actors if a.kind == "person" and a.name), key=lambda a: (a.field, a.start))
    starts = [(person.field, person.start) for person in persons]

    def is_in_name(place: PlaceMention) -> bool:
        at = bisect_right(starts, (place.field, place.start)) - 1
        if at < 0 or persons[at].field != place.field or place.end > persons[at].end:
            return False
        name = (persons[at].name or "").split()
        return len(name) > 1 and set(place.text.split()) <= set(name)

    return [place for place in places if not is_in_name(place)]


def _is_another(c: Candidate, senses: dict[Name, tuple[Place, float]]) -> bool:
    """Whether a town or quarter is meant that has no entry: its namesake lies elsewhere than the text says.

    "The village of X in northern Y", "X north of Y", "the X neighbourhood of Y".
    """
    place, _ = senses[name_of(c)]
    if not place.feature_code.startswith("PPL") or place.population >= _GREAT_TOWN:
        return False
    if is_quarter(c) and "heard" in c.signs:
        return True
    container = _container(c, senses)
    if container is None:
        return is_quarter(c) and _is_far_from_all(place, c.key, senses)
    if container.feature_code in COUNTRIES:
        return place.country_code != container.country_code
    if container.feature_code.startswith("PPL") and "loosely" not in c.signs:
        return False  # "Cambridge, Lore City and"
    if place.population >= _SMALL_TOWN and "heard" not in c.signs:
        return is_quarter(c) and container.feature_code.startswith("PPL") and not is_near(place, container)
    return not (holds(container, place) or is_near(place, container))


def _is_far_from_all(place: Place, key: str, senses: dict[Name, tuple[Place, float]]) -> bool:
    """Whether no other place of the article (of the first few that it names) lies near this one or around it."""
    named = islice(((name, other) for (name, *_), (other, _) in senses.items()), _ENOUGH_PLACES)
    others = [other for name, other in named if name != key and other.feature_code not in COUNTRIES]
    return bool(others) and not any(is_near(place, other) or holds(other, place) for other in others)


def _container(c: Candidate, senses: dict[Name, tuple[Place, float]]) -> Place | None:
    """The place that the candidate is said to lie in."""
    found = (senses.get((c.container, None, hint)) for hint in ("", "unit")) if c.container else ()
    return next((sense[0] for sense in found if sense), None)


def _home(article: ArticleText, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Countries of the dateline's place and of a place in the publisher's name ("Lusaka Times")."""
    found = list(gazetteer.named(spelling_key(article.dateline_place or ""))[:1])
    title = spelling_key(article.publisher or "").split()
    names = gazetteer.name_words
    for first, last in ((i, j) for i in range(len(title)) for j in range(len(title), i, -1)):
        key = " ".join(title[first:last])
        if key in names.common or key in NOT_THERE or key in names.surnames:
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
    container = _container(c, senses)
    if container and "loosely" not in signs and container.country_code == place.country_code:
        signs.add("contained")
    if countries.get(place.country_code or "", 0):
        signs.add("context")
    elif countries and place.feature_code == "PPL" and place.population < 200_000:
        signs.add("far_town")
        if place.rank < 2 and not c.container and place.population < _SMALL_TOWN:
            signs.add("far_alias")
    is_far = countries and place.country_code not in countries and not signs & {"country", "capital", "contained"}
    if is_far and c.last < len(c.tokens) and c.tokens[c.last].text.lower() in _QUARTERS:
        signs.add("far_quarter")
    if place.rank == 0:
        signs.add("shortened")
    elif place.rank == 1 and place.feature_code.startswith("PPL"):
        signs.add("alias")
    if signs >= {"alias", "before_capital"} and not signs & {"context", "contained", "headline", "flat_case"}:
        signs.add("in_name")  # "Intan Jaya" is not the town that is spelt "Intan" too
    if signs >= {"first_name", "before_capital"}:
        signs.add("before_surname")
    if "after_unknown" in signs and place.feature_code == "PPL" and place.population < 100_000:
        signs.add("like_a_person")
    return signs


def weigh(signs: set[str]) -> float:
    """Points for (above 0) or against the name's being a place here."""
    return sum(_WEIGHTS.get(sign, 0.0) for sign in signs)  # halves: their sum is exact in any order


def _is_said_to_be_a_place(c: Candidate) -> bool:
    """ "the village of X" or "X district" in plain running text."""
    if c.signs & {"headline", "flat_case", "acronym"} or any(
        token.text.isupper() for token in c.tokens[c.first : c.last]
    ):
        return False
    after = c.tokens[c.last].text if c.last < len(c.tokens) else ""
    of_noun = c.first > 1 and c.tokens[c.first - 1].text == "of" and c.tokens[c.first - 2].text in _PLACE_NOUNS
    return of_noun or after in _PLACE_NOUNS


def _has_another_sense(c: Candidate, gazetteer: Gazetteer) -> bool:
    """Whether a word of the name is that of a people or a place."""
    parts = [word for key in c.key.split() for word in (key, key.removesuffix("s"))]
    return any(word in gazetteer.adjectives or gazetteer.named(word) for word in parts)


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
