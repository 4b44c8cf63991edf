"""Who did what the lead tells without a doer, where the headline names him."""

import pytest

from pipelines.coding.actors import find_parties
from pipelines.coding.dictionary import load_actor_dictionary
from pipelines.coding.events import EventDraft, parse_together
from pipelines.coding.parsing import load_parser
from pipelines.coding.patterns import load_event_patterns
from pipelines.coding.sentences import split_passage
from pipelines.coding.text import ArticleText


def _doers(title: str, text: str) -> list[list[str]]:
    """The actors of each event in the text."""
    article = ArticleText("a", (split_passage("title", title), split_passage("text", text)), None)
    parties = find_parties(article, load_actor_dictionary(), [])
    draft = EventDraft(article, parties.actors, [], [], [], load_event_patterns(), holders=parties.holders)
    parse_together([draft], load_parser())
    return [[a.text for a in m.actors] for m in draft.mentions() if m.field == "text" and m.event_type == "ASSAULT"]


@pytest.mark.parametrize(
    ("title", "text", "doers"),
    [
        ("Rebels kill nine nurses", "Nine nurses were killed on Monday. The rebels said nothing.", ["rebels"]),
        ("Rebels shell school", "Mortar fire hit a school on Monday. The rebels said nothing.", ["rebels"]),
    ],
)
def test_the_lead_takes_its_doer_from_the_headline(title: str, text: str, doers: list[str]) -> None:
    assert _doers(title, text) == [doers]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Rebels kill nine nurses", "Nine nurses were killed on Monday. Many wept."),  # no words for them in the text
        ("Rebels kill nine nurses", "Ten nurses were killed on Monday. The rebels said nothing."),
        ("Rebels shell school", "Nine nurses were killed on Monday. The rebels said nothing."),
        ("Rebels vow to kill nine nurses", "Nine nurses were killed on Monday. The rebels said nothing."),
        ("Rebels kill nine nurses, army kills ten", "Nine nurses were killed on Monday. The rebels said nothing."),
        ("Rebels kill nine nurses", "It rained. Shops shut. Nine nurses fell. Ten were killed. The rebels wept."),
    ],
)
def test_another_story_or_side_lends_the_lead_nobody(title: str, text: str) -> None:
    assert _doers(title, text) == [[]]


@pytest.mark.parametrize(
    ("title", "text", "doers"),
    [
        ("Rebels kill nine nurses", "Fog. Rain. Snow. A cook was killed too. The rebels hid.", [["rebels"]]),
        ("Army raids kill six", "It rained. Shops shut. Air strikes hit a school. The army hid.", [[]]),
        ("Army air strikes kill six", "Fog. Rain. Snow. Air strikes hit a school. The army hid.", [["army"]]),
        ("Army air strikes kill six", "Fog. Rain. Snow. Air strikes hit posts of rebels. The army hid.", [["army"]]),
        ("Army air strikes kill six", "Fog. Rain. Snow. A car bomb hit a school. The army hid.", [[]]),
        ("Army kills six", "Fog. Rain. Snow. Ten have been killed since May. The army hid.", [[]]),
        ("Army kills six", "Fog. Rain. Snow. A cook was killed. Rebels shot two. The army hid.", [[], ["Rebels"]]),
        ("Army kills six", "Fog. Rain. Snow. A soldier was killed. The army hid.", [[]]),
        ("Army kills six", "Fog. Rain. Snow. A cook was killed near rebels. The army hid.", [[]]),
    ],
)  # fmt: skip
def test_the_only_side_that_strikes_did_what_is_told_without_a_doer(
    title: str, text: str, doers: list[list[str]]
) -> None:
    assert _doers(title, text) == doers
