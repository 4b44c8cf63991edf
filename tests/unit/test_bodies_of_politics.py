"""Who speaks and acts in politics: bodies that only their own words name, capitals, those who are warned."""

import pytest

from tests.plain_text import coded, told


@pytest.mark.parametrize(
    ("text", "trigger", "doer"),
    [
        ("The Jund Karam group attacked an army post.", "attacked", "Jund Karam group"),
        ("The anti-coup movement rejected the junta's offer.", "rejected", "anti-coup movement"),
        ("The Tola Youth league accused the army of theft.", "accused", "Tola Youth league"),
        ("The electoral commission rejected a petition by the opposition.", "rejected", "electoral commission"),
        ("Ankara still refuses to lift the ban on Cypriot ships.", "refuses", "Ankara"),
        ("Kyiv, meanwhile, accused Moscow of shelling a hospital.", "accused", "Kyiv"),
        ("Kenya cautioned Uganda against invading Rwanda.", "invading", "Uganda"),
        ("The union called a strike against the government.", "strike", "union"),
    ],
)
def test_bodies_act(text: str, trigger: str, doer: str) -> None:
    assert told(text, trigger)[0] == [doer]


@pytest.mark.parametrize(
    "text",
    [
        "The group rejected the junta's offer.",  # and nothing tells which
        "Kyiv, which the minister visited, has three rivers.",
        "The committee rejected the junta's offer.",
    ],
)
def test_bodies_that_nothing_names_do_not(text: str) -> None:
    assert not any(event.actors for event in coded(text) if event.event_type == "REJECT")
    assert "Kyiv" not in [actor.text for event in coded(text) for actor in event.actors]


@pytest.mark.parametrize(
    ("text", "event_type", "modality"),
    [
        ("Hackers attacked the website of the Estonian parliament.", "COERCE", "actual"),
        ("Gunmen attacked the Estonian parliament.", "ASSAULT", "actual"),
        ("Kenya cautioned Uganda against invading Rwanda.", "ASSAULT", "hypothetical"),
        ("Kenya warned Uganda after invading Rwanda.", "ASSAULT", "actual"),
    ],
)
def test_what_is_told_of_them(text: str, event_type: str, modality: str) -> None:
    assert (event_type, modality) in [(event.event_type, event.modality) for event in coded(text)]
