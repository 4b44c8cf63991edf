"""Who did what a sentence without a doer tells right after another's deed."""

import pytest

from pipelines.coding.text import EventMention
from tests.marked_text import events, ids
from tests.plain_text import coded


def _last(text: str) -> EventMention:
    return [m for m in coded(text) if m.event_type == "ASSAULT"][-1]


def _actors(text: str) -> list[str]:
    return [actor.text for actor in _last(text).actors]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Rebels shelled the port. Ten nurses were killed.", ["Rebels"]),
        ("Rebels shelled the port. The mayor said ten nurses were killed.", ["Rebels"]),
        ("Rebels shelled the port. Mortar rounds also hit a school.", ["Rebels"]),
        ("Rebels shelled the port. Ten nurses were killed and three others were wounded.", ["Rebels"]),
        ("Chadian jets bombed a farm. Ten nurses were killed in air strikes on a camp.", ["Chadian jets"]),
        ("Rebels shelled the port. Shops were shut. Artillery fire wounded six nurses.", ["Rebels"]),
        ("Rebels killed 30 people. The mayor said 40 people were killed.", ["Rebels"]),
        ("Soldiers repelled the rebels. Twenty rebels were killed.", ["Soldiers"]),
        ("Rebels shelled the port. Ten nurses were wounded by mortar fire.", ["Rebels"]),
    ],
)
def test_a_sentence_goes_on_with_the_deeds_of_the_one_before(text: str, actors: list[str]) -> None:
    assert _actors(text) == actors


@pytest.mark.parametrize(
    "text",
    [
        "Rebels shelled the port. Elsewhere, ten nurses were killed.",
        "Rebels shelled the port. Ten nurses were killed in a raid.",
        "Rebels shelled the port. Ten nurses were killed in clashes.",
        "Rebels shelled the port. Anna Berg was killed at home.",
        "Rebels shelled the port. The deadliest raid killed ten nurses.",
        "Rebels shelled the port. Soldiers were near and ten nurses were killed.",
        "Rebels shelled the port in revenge for the killing of ten nurses.",
        "Rebels shelled the port. Thousands of people have been killed.",
        "Rebels shelled the port. Since 2011, ten nurses have been killed.",
        "Rebels shelled the port. Ten nurses were killed in air strikes on a camp.",
        "Rebels shelled the port and the army bombed a camp. Ten nurses were killed.",
        "Rebels shelled the port. Shops were shut. Ten nurses were killed.",
        "Rebels plan to shell the port. Ten nurses were killed.",
        "Rebels shelled the port. Ten rebels were killed.",
    ],
)
def test_another_hand_day_or_fight_takes_up_nobody(text: str) -> None:
    assert _actors(text) == []


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("[Rebels|reb|REB] shelled us <on Monday|2017-10-30>. Four nurses were killed.", ["reb"]),
        ("[Rebels|reb|REB] shelled us. Four nurses were killed <on Monday|2017-10-30>.", []),
        ("[Rebels|reb|REB] shelled {Qant|1}. Four nurses were killed in {Tolm|2}.", ["reb"]),
        ("[Rebels|reb|REB] shelled {Qant|1}. Four nurses were killed in {Vask|3}.", []),
    ],
)
def test_another_day_or_land_is_not_the_same(text: str, actors: list[str]) -> None:
    assert ids(events(text, countries={"3": "TUR"})[-1].actors) == actors
