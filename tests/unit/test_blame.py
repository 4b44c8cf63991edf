"""Whose deed a noun is, where another verb of the sentence lays it to somebody; and who is no attacker but a victim."""

import pytest

from tests.plain_text import coded, told


@pytest.mark.parametrize(
    ("text", "trigger", "actors"),
    [
        ("The attack on the village was carried out by rebels.", "attack", ["rebels"]),
        ("The killing of the judge in the old port was ordered by drug traffickers.", "killing", ["drug traffickers"]),
        ("THE MURDER OF SIX PRIESTS WAS COMMITTED BY SOLDIERS.", "MURDER", ["SOLDIERS"]),
        ("The murder of the mayor is attributed to the Taliban.", "murder", ["Taliban"]),
        ("Officials blamed the bombing of the market on the Taliban.", "bombing", ["Taliban"]),
        ("THE POLICE ATTRIBUTE THE BOMBING TO THE TALIBAN.", "BOMBING", ["TALIBAN"]),
        ("The army blamed the rebels for the ambush in Quetta.", "ambush", ["rebels"]),
        ("The rebels were blamed for the ambush in Quetta.", "ambush", ["rebels"]),
        ("The rebels are accused of the massacre of six nuns.", "massacre", ["rebels"]),
        ("The police accused the rebels of the attack on the bank.", "attack", ["rebels"]),
        ("Two soldiers were arrested for the murder of the bishop.", "murder", ["Two soldiers"]),
        ("The soldiers involved in the murder of the nuns were tried.", "murder", ["soldiers"]),
        (
            "THE MAYOR HOLDS THE NEW PEOPLE'S ARMY [NPA] RESPONSIBLE FOR THE MURDER OF A NUN.",
            "MURDER",
            ["NEW PEOPLE'S ARMY"],
        ),
        ("The army put the blame for the attack on the mine on the rebels.", "attack", ["rebels"]),
        ("The attack on the police post perpetrated by rebels left ten dead.", "left", ["rebels"]),
        ("Police linked the Taliban to the bombing of a market.", "bombing", ["Taliban"]),
        ("Police linked the attack to the killing of a general.", "killing", []),
        ("The kidnapping of the nun was planned and carried out by rebels.", "kidnapping", ["rebels"]),
        ("The rebels, who took part in the attack on the bank, fled.", "attack", ["rebels"]),
    ],
)
def test_deed_is_of_whom_the_sentence_lays_it_to(text: str, trigger: str, actors: list[str]) -> None:
    doers, others = told(text, trigger)
    assert doers == actors
    assert not set(actors) & set(others)


@pytest.mark.parametrize(
    "text",
    [
        "The inquiry into the killing of the judge was ordered by the army.",
        "The killing of the judge was condemned by the army.",
        "The killing of the judge was not ordered by the army.",
        "The army blamed him for the killing of the judge.",
    ],
)
def test_deed_is_not_of_whom_another_verb_names(text: str) -> None:
    assert told(text, "killing")[0] == []


@pytest.mark.parametrize(
    "text", ["The minister murdered in Oslo was old.", "THE PRIESTS ASSASSINATED IN OSLO WERE OLD."]
)
def test_who_stands_before_a_bare_participle_of_killing_is_its_victim(text: str) -> None:
    [mention] = coded(text)
    assert not mention.actors
    assert len(mention.recipients) == 1
