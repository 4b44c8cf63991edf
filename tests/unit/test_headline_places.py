"""Where a headline's event was, which names no place itself."""

from dataclasses import replace

import pytest

from pipelines.coding.events import EventDraft, parse_together
from pipelines.coding.parsing import load_parser
from pipelines.coding.patterns import load_event_patterns
from pipelines.coding.sentences import split_passage
from pipelines.coding.text import ArticleText
from tests.marked_text import mark


def place_of_headline(title: str, text: str) -> str | None:
    marked = mark(text)
    passages = (split_passage("title", title), *marked.article.passages)
    article = ArticleText("a", passages, marked.article.published)
    places = [replace(place, admin1="02") if place.place_id in ("8", "9") else place for place in marked.places]
    draft = EventDraft(article, marked.actors, places, marked.times, [], load_event_patterns())
    parse_together([draft], load_parser())
    place = next(mention for mention in draft.mentions() if mention.field == "title").place
    return place.place_id if place else None


TOWNS = " {Tolm|8} was calm. {Tolm|8} is far away."


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Air strikes kill nine", "Air strikes killed nine people in {Qant|7}." + TOWNS, "7"),
        ("Rebels shell village", "Rebels shelled a village near {Qant|7}." + TOWNS, "7"),
        ("Air strikes kill nine", "Air strikes killed nine people in {Tolm Province|9|ADM1}." + TOWNS, "8"),  # coarser
        ("Air strikes kill nine", "Air strikes killed four people in {Qant|7}." + TOWNS, "8"),  # another toll
        ("Air strikes kill nine", "{Qant|7} (Agency) - Air strikes killed nine people." + TOWNS, "8"),
        ("Air strikes kill nine", "Rebels shot nine people dead in {Qant|7}." + TOWNS, "8"),  # other means
    ],
)
def test_headline_is_placed_by_the_lead(title: str, text: str, expected: str) -> None:
    assert place_of_headline(title, text) == expected
