"""Whom a list names after the first who was met, and who does what a light verb or a noun of force tells."""

import pytest

from pipelines.coding.text import PlaceMention
from tests.plain_text import coded, told


@pytest.mark.parametrize(
    ("text", "trigger", "actors", "recipients"),
    [
        ("Rebels killed three policemen and a guard.", "killed", ["Rebels"], ["three policemen", "guard"]),
        ("Gunmen killed two nurses and a driver, police said.", "killed", ["Gunmen"], ["two nurses", "driver"]),
        ("Gunmen killed two nurses and a driver fled.", "killed", ["Gunmen"], ["two nurses"]),
        ("Rebels attacked a police station and an army base.", "attacked", ["Rebels"], ["police station", "army base"]),
        ("Rebels attacked a police post and a village.", "attacked", ["Rebels"], ["police post", "village"]),
        ("Rebels shelled the town and houses burned.", "shelled", ["Rebels"], ["town"]),
        ("The army attacked the rebels and the villagers fled.", "attacked", ["army"], ["rebels"]),
        ("The regime is escalating attacks on rebels.", "attacks", ["regime"], ["rebels"]),
        ("The regime escalates attacks on rebels.", "attacks", ["regime"], ["rebels"]),
        ("Rebels are ramping up attacks against the army.", "attacks", ["Rebels"], ["army"]),
        ("Farmer protests over prices continued.", "protests", ["Farmer"], []),
        ("Opposition protests against the sales tax spread.", "protests", ["Opposition"], []),
        ("Prison protests spread.", "protests", [], []),
        ("Shells fired by rebels hit a market, claiming the lives of two men.", "claiming", ["rebels"], ["two men"]),
    ],
)  # fmt: skip
def test_lists_and_light_verbs(text: str, trigger: str, actors: list[str], recipients: list[str]) -> None:
    assert told(text, trigger) == (actors, recipients)


@pytest.mark.parametrize(
    "text",
    [
        "Rebels shelled Homs and the village of Tolm.",
        "Rebels shelled Homs and the provincial capital Tolm.",
        "Rebels launched attacks on Homs and the northern city of Tolm.",
    ],
)
def test_second_place_of_an_attack_is_met_too(text: str) -> None:
    places = tuple(
        PlaceMention("text", at, at + 4, name, name, name, 34.7, 36.7, "SYR", "11", "PPL", 0.9)
        for name in ("Homs", "Tolm")
        if (at := text.index(name))
    )
    assert [party.text for party in coded(text, places)[0].recipients] == ["Homs", "Tolm"]


def test_parse_gives_way_to_the_subject_right_before_a_finite_verb() -> None:
    text = "The army struck rebel groups in May in what officials then said was a response to escalating threats."
    assert told(text, "struck") == (["army"], ["rebel groups"])
