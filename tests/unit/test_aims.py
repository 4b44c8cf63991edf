"""Whom an attack was aimed at where its means, its doers or a date stand between, and what it led to beside."""

import pytest

from tests.plain_text import coded, told


@pytest.mark.parametrize(
    ("text", "trigger", "met"),
    [
        ("Six men were hurt in an attack with mortar rounds by rebels on Tolm Camp.", "hurt", ["Six men", "Tolm Camp"]),
        ("Two men died in attacks by rebels with shells and bullets on a market.", "died", ["Two men", "market"]),
        ("Ten were hurt in rebel attacks with rockets on villages and the park.", "hurt", ["Ten", "villages", "park"]),
        ("A nurse was killed by a rocket shell fired by rebels on a clinic.", "killed", ["nurse", "clinic"]),
        ("A nurse was killed in air raids that also targeted a clinic.", "killed", ["nurse", "clinic"]),
        ("Three suicide car bombs targeting a checkpoint killed nobody.", "car bombs", ["checkpoint"]),
        ("The army launched an attack damaging a ferry.", "attack", ["ferry"]),
        ("Rebels targeted with rocket shells several army posts.", "targeted", ["several army posts"]),
        ("Rebels targeted with mortars groups of farmers.", "targeted", ["farmers"]),
        ("Rebels fired rocket shells on the Tolm and Qant neighborhoods.", "fired", ["Tolm and Qant neighborhoods"]),
    ],
)  # fmt: skip
def test_what_an_attack_was_aimed_at(text: str, trigger: str, met: list[str]) -> None:
    assert told(text, trigger)[1] == met


@pytest.mark.parametrize(
    ("text", "trigger", "met"),
    [
        ("Clashes with rebels on the border killed ten soldiers.", "killed", ["ten soldiers"]),
        ("Ten clerks were injured when rebels attacked with shells on Friday.", "injured", ["Ten clerks"]),
        ("An attack by rebels on the eve of the vote killed ten clerks.", "killed", ["ten clerks"]),
        ("Ten clerks were injured in an attack by rebels near the market.", "injured", ["Ten clerks"]),
    ],
)
def test_what_only_stands_after_an_attack_was_not_its_aim(text: str, trigger: str, met: list[str]) -> None:
    assert told(text, trigger)[1] == met


@pytest.mark.parametrize(
    ("text", "trigger", "met"),
    [
        ("Warplanes bombed a rebel-held town killing at least 22 people.", "bombed", ["rebel-held town", "22 people"]),
        ("Jets hit the rebel-held districts killing 40 people.", "hit", ["rebel-held districts", "40 people"]),
        ("Gunmen shelled a village killing a farmer.", "shelled", ["farmer", "village"]),
        ("The shelling of a village killed nine clerks.", "killed", ["nine clerks", "village"]),
        ("Shelling on rebel-held districts killed nine clerks.", "killed", ["nine clerks", "rebel-held districts"]),
        ("Air raids on a rebel-held town have killed dozens.", "killed", ["dozens", "rebel-held town"]),
        ("Rebels fired rockets at the market leaving 3 clerks killed.", "fired", ["market", "3 clerks"]),
        ("Troops were killing and wounding dozens of farmers.", "killing", ["dozens of farmers"]),
    ],
)
def test_the_harmed_stand_beside_what_was_struck(text: str, trigger: str, met: list[str]) -> None:
    assert told(text, trigger)[1] == met


def test_a_date_may_end_the_sentence() -> None:
    assert told("Ten clerks were killed in a shooting on Friday", "killed")[1] == ["Ten clerks"]


def test_first_of_two_numbers_is_the_killed() -> None:
    killed = next(
        event for event in coded("Seven killed 37 others injured due to rebel attacks.") if event.fatalities_best
    )
    assert [party.text for party in killed.recipients] == ["Seven", "37 others"]
    assert (killed.fatalities_best, killed.injured) == (7, 37)


@pytest.mark.parametrize(
    ("text", "trigger", "met"),
    [
        ("A Chadian tanker was set ablaze after a gunboat fired missiles at it.", "fired missiles", ["Chadian tanker"]),
        ("The army bombed rebel posts and areas north of the port.", "bombed", ["rebel posts", "areas"]),
        ("Five sisters were among the dead in rebel strikes on a village.", "strikes", ["Five sisters", "village"]),
        ("A bomb attack took place in Tolm leaving 5 martyrs.", "leaving 5 martyrs", ["5"]),
        ("The mayor was arrested along with five others.", "arrested", ["mayor", "five others"]),
        ("The mayor was arrested along with his papers.", "arrested", ["mayor"]),
        ("The rebels seized 60 Kurdish villages in two days.", "seized", ["60 Kurdish villages"]),
        ("Troops seized parts of the only supply route.", "seized", ["parts of the only supply route"]),
        ("The recapture of the Tolm area by the army came on Monday.", "recapture", ["Tolm area"]),
    ],
)  # fmt: skip
def test_who_and_what_stands_beside(text: str, trigger: str, met: list[str]) -> None:
    assert told(text, trigger)[1] == met


def test_those_only_hurt_were_in_what_was_hit() -> None:
    text = "Ten nurses were killed and six others were injured in rebel attacks on a market."
    hurt = next(event for event in coded(text) if event.trigger_text == "injured")
    assert [party.text for party in hurt.recipients] == ["six others", "market"]
