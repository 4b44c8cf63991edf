"""Whom an attack met that only its noun tells of: those shielded from it, what stands before it, a land invaded."""

import pytest

from tests.plain_text import coded, told


@pytest.mark.parametrize(
    ("text", "trigger", "actors", "met"),
    [
        ("The aim is to protect tankers from rebel attacks.", "attacks", ["rebel"], ["tankers"]),
        ("Air power saved the town from an attack by rebels.", "attack", ["rebels"], ["town"]),
        ("It would defend civilians against attacks by the army.", "attacks", ["army"], ["civilians"]),
        ("It gives the tankers protection against army raids.", "raids", ["army"], ["tankers"]),
        ("It would leave the militia vulnerable to army attack.", "attack", ["army"], ["militia"]),
        ("The hills allowed rebels to resist army shelling.", "shelling", ["army"], ["rebels"]),
        ("Gunmen helped the militia repel the army's attack.", "attack", ["army"], ["militia"]),
        ("The port was spared an assault by the army.", "assault", ["army"], ["port"]),
        ("A bomb went off at an army base under siege by rebels.", "siege", ["rebels"], ["army base"]),
        ("The army defended its attack.", "attack", ["army"], []),
        ("Soldiers came home from an attack by rebels.", "attack", ["rebels"], []),
    ],
)
def test_who_is_shielded_from_an_attack_is_whom_it_meets(
    text: str, trigger: str, actors: list[str], met: list[str]
) -> None:
    assert told(text, trigger) == (actors, met)


@pytest.mark.parametrize(
    ("text", "trigger", "actors", "met"),
    [
        ("The convoy attack by rebels went on.", "attack", ["rebels"], ["convoy"]),
        ("The Homs convoy attack by rebels failed.", "attack", ["rebels"], ["Homs convoy"]),
        ("A UN aid convoy attack killed ten.", "attack", [], ["ten", "aid convoy"]),
        ("Rebels were blamed for the market bombing.", "bombing", ["Rebels"], ["market"]),
        ("The car bombing by rebels killed ten.", "bombing", ["rebels"], ["ten"]),
        ("The rebel attack on the army failed.", "attack", ["rebel"], ["army"]),
        ("A drone attack by rebels failed.", "attack", ["rebels"], []),
    ],
)
def test_thing_before_a_noun_of_attack_is_what_it_met(
    text: str, trigger: str, actors: list[str], met: list[str]
) -> None:
    assert told(text, trigger) == (actors, met)


@pytest.mark.parametrize(
    ("text", "trigger", "met"),
    [
        ("Norway condemned Chad's invasion of Mali.", "invasion", ["Mali"]),
        ("Chad's incursion into rebel-held territory began.", "incursion", ["rebel-held territory"]),
        ("Chad's incursion in the rainy season began.", "incursion", []),
    ],
)
def test_land_invaded_is_met(text: str, trigger: str, met: list[str]) -> None:
    assert told(text, trigger)[1] == met


@pytest.mark.parametrize("text", ["She was charged with resisting arrest.", "It was an invasion of privacy."])
def test_no_one_is_attacked(text: str) -> None:
    assert coded(text) == []
