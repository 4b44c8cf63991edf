"""What a dateline says of where things happened: a bureau in a capital vouches for its country, not for the city.

Places are found in `places.py`; which of them an event was at is decided in `event_places.py`.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipelines.coding.country_places import country_place
from pipelines.coding.event_places import is_led_in
from pipelines.coding.gazetteer import Gazetteer
from pipelines.coding.text import ArticleText, PlaceMention

# What follows the place of a dateline: a country, a date and an agency in brackets, then a dash or a bracket.
_DATELINE = re.compile(r"[^.\n]{0,60}?(?:\(|\[| --? | [—–] )")


def generalise_bureau(
    article: ArticleText, places: Sequence[PlaceMention], gazetteer: Gazetteer
) -> Sequence[PlaceMention]:
    """The places with the capital of a dateline turned into its country, unless the article tells what was "in" it.

    "Baghdad said" and "a Baghdad communique" tell nothing of the city.
    """
    bureau = _bureau(article, places)
    if bureau is None or bureau.country_code is None:
        return places
    texts = {passage.field: passage.text for passage in article.passages}
    if any(p.place_id == bureau.place_id and is_led_in(texts[p.field], p) for p in places):
        return places
    country = country_place(bureau.country_code, gazetteer)
    if country is None:
        return places
    general = replace(
        bureau,
        place_id=country.place_id,
        name=country.name,
        latitude=country.latitude,
        longitude=country.longitude,
        admin1=None,
        feature_code=country.feature_code,
    )
    return [general if place is bureau else place for place in places]


def _bureau(article: ArticleText, places: Sequence[PlaceMention]) -> PlaceMention | None:
    """The capital that the text opens with, if it opens with one."""
    text = next((passage.text for passage in article.passages if passage.field == "text"), "")
    first = next((place for place in places if place.field == "text"), None)
    if first is None or first.start > 0 or first.feature_code != "PPLC":
        return None
    return first if _DATELINE.match(text, first.end) else None
