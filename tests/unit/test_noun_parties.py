"""The parties of a deed that only a noun tells: by its purpose, its place, its pair, or a word before it."""

import pytest

from tests.plain_text import coded, told


@pytest.mark.parametrize(
    ("text", "trigger", "actors", "recipients"),
    [
        ("The army launched an offensive to retake the port from the rebels.", "offensive", ["army"], ["rebels"]),
        ("The army began an assault to retake a hill captured by rebels.", "assault", ["army"], ["rebels"]),
        ("The militia launched an offensive aimed at ousting rebels.", "offensive", ["militia"], ["rebels"]),
        (
            "The army began an offensive on the port, a rebel stronghold.",
            "offensive",
            ["army"],
            ["rebel stronghold"],
        ),
        (
            "The army began an offensive on Tolm, the last rebel-held port.",
            "offensive",
            ["army"],
            ["rebel-held port"],
        ),
        ("The army launched an offensive after rebels fled the port.", "offensive", ["army"], []),
        ("Rebels launched an attack to break the siege of the port.", "attack", ["Rebels"], []),
        ("Rebels launched an attack on the port, the army said.", "attack", ["Rebels"], ["port"]),
        ("Fighting between rebels and the army raged on.", "Fighting", ["rebels"], ["army"]),
        ("Nine people were killed in Chadian air strikes and shelling.", "killed", ["Chadian"], ["Nine people"]),
        ("Rebels fired rocket and mortar shells on a market.", "fired", ["Rebels"], ["market"]),
        ("Rebels fired a mortar shell at a school.", "fired", ["Rebels"], ["school"]),
        ("Anti-government protests broke out on Monday.", "protests", [], ["government"]),
        ("Students held an anti-Chadian demonstration.", "demonstration", ["Students"], ["Chadian"]),
        ("Anti-war protests broke out on Monday.", "protests", [], []),
        ("A nurse was killed in the sniper fire of rebel gunmen.", "killed", ["rebel gunmen"], ["nurse"]),
        ("Ten rebels were killed in the shelling of the army.", "killed", ["army"], ["Ten rebels"]),
        ("Ten nurses were killed in the shelling of the rebels.", "killed", [], ["Ten nurses"]),
        ("The shelling of the army base killed ten soldiers.", "killed", [], ["ten soldiers", "army base"]),
        ("A barrage of rebel rockets hit the market.", "hit", ["rebel"], ["market"]),
        (
            "Ten nurses were killed and 20 wounded in rebel fire on a bar.",
            "killed",
            ["rebel"],
            ["Ten nurses", "20", "bar"],
        ),
        ("Four men were killed as soldiers carried out a raid in the port.", "killed", ["soldiers"], ["Four men"]),
        ("Nine people were killed in shelling between soldiers and rebels.", "killed", ["soldiers", "rebels"], None),
        ("The army was blamed by the UN for the attack.", "attack", ["army"], []),
        ("The army was criticised by Norway for attacks on nurses.", "attacks", ["army"], ["nurses"]),
        ("One offensive against the rebels is by the army.", "offensive", ["army"], ["rebels"]),
        ("The clashes pitting soldiers against rebels killed nobody.", "clashes", ["soldiers"], ["rebels"]),
        ("A clash between Chadian backed fighters and soldiers broke out.", "clash", ["fighters"], ["soldiers"]),
        ("The attack that Norway blames on the rebels shook the port.", "attack", ["rebels"], []),
        ("The attack was a response to the raid that Norway blames on rebels.", "raid", ["rebels"], []),
        ("Soldiers carried out concentrated strikes on the rebels.", "strikes", ["Soldiers"], ["rebels"]),
        ("Rebels carried out attacks leading to the death of ten nurses.", "attacks", ["Rebels"], ["ten nurses"]),
        ("Clashes broke out between soldiers backed by tanks and rebels.", "Clashes", ["soldiers"], ["rebels"]),
        (
            "An offensive by the army on Tolm, the last rebel-held port, began.",
            "offensive",
            ["army"],
            ["rebel-held port"],
        ),
        ("Ten men were hurt in a rebel suicide bombing using a car bomb.", "hurt", ["rebel"], ["Ten men"]),
        ("Bombings by rebels came in the wake of army gains.", "Bombings", ["rebels"], []),
        ("Clashes between Chad and Kenya, Kenya and Egypt, and Iran and Iraq go on.", "Clashes", ["Chad"], ["Kenya"]),
        ("Victims of the Hezbollah attack on the port were buried.", "attack", ["Hezbollah"], ["port"]),
    ],
)
def test_parties_of_a_noun(text: str, trigger: str, actors: list[str], recipients: list[str] | None) -> None:
    found = told(text, trigger)
    assert found[0] == actors
    assert recipients is None or found[1] == recipients


@pytest.mark.parametrize(
    "text",
    [
        "Nine people were killed in air strikes and shelling by the army.",
        "Nine people were killed in regime shelling and air strikes.",
        "Nine people were killed in a car bomb blast.",
        "The rebels fired rocket and mortar shells on a market.",
    ],
)
def test_second_noun_of_a_pair_is_no_event_of_its_own(text: str) -> None:
    assert len(coded(text)) == 1


def test_who_opposes_protests_is_not_against_whom_they_are() -> None:
    [crackdown, *_] = coded("The army launched a crackdown on anti-government protests.")
    assert [party.text for party in crackdown.recipients] == []


@pytest.mark.parametrize(
    "text",
    [
        "The minister said fighting was continuing in the hills.",
        "The army said months of fighting lay ahead.",
        "Nurses reported shelling in the hills.",
        "Teachers fleeing fighting were fed.",
    ],
)
def test_fighting_is_not_by_who_tells_of_it(text: str) -> None:
    assert all(not event.actors for event in coded(text) if event.event_type == "ASSAULT")
