"""What stands where a bomb went off or a shell fell, and whom an attack cost their lives."""

import pytest

from tests.plain_text import coded, told


@pytest.mark.parametrize(
    ("text", "trigger", "met"),
    [
        ("A car bomb exploded outside an army base.", "exploded", ["army base"]),
        ("Rebels detonated a car bomb in front of a school.", "detonated", ["school"]),
        ("The bomber detonated his vest at a checkpoint.", "detonated", ["checkpoint"]),
        ("A roadside bomb exploded near an army convoy.", "exploded", ["army convoy"]),
        ("A bomb exploded near a school.", "exploded", []),
        ("A bomb exploded in the town.", "exploded", []),
        ("A bomb exploded in the ruined town of Tolm.", "exploded", []),
        ("A bomb exploded on Monday.", "exploded", []),
        ("Rebels fired rockets that landed in a school.", "fired", ["school"]),
        ("Rebels fired rockets from a school.", "fired", []),
        ("The attack cost the lives of four policemen.", "cost", ["four policemen"]),
        ("The attacks caused casualties among the villagers.", "caused", ["villagers"]),
    ],
)
def test_what_a_blast_or_shell_met(text: str, trigger: str, met: list[str]) -> None:
    assert told(text, trigger)[1] == met


@pytest.mark.parametrize(
    "text",
    [
        "A gas cylinder exploded at a restaurant.",
        "Smoking costs the lives of thousands of people.",
        "The crash cost the lives of ten passengers.",
        "The earthquake caused heavy casualties among villagers.",
    ],
)
def test_accidents_and_habits_are_no_attacks(text: str) -> None:
    assert coded(text) == []
