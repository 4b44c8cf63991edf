"""Whom harm or an arrest met where no known party says it, or where a known party only tells whose he was."""

import pytest

from tests.plain_text import coded, told


@pytest.mark.parametrize(
    ("text", "trigger", "recipients"),
    [
        ("Police arrested the president's cook.", "arrested", ["president's cook"]),
        ("The wife of the president was killed by rebels.", "killed", ["wife of the president"]),
        ("Rebels killed the wife of a police officer.", "killed", ["wife of a police officer"]),
        ("An aide to the president was arrested by soldiers.", "arrested", ["aide to the president"]),
        ("A cook at the army base was killed by rebels.", "killed", ["A cook"]),
        ("The head of the oil workers was killed by rebels.", "killed", ["head of the oil workers"]),
        ("A group of rebels was killed by the army.", "killed", ["group of rebels"]),
        ("The government of Chad was attacked by rebels.", "attacked", ["government of Chad"]),
        ("Soldiers killed dozens of rebels.", "killed", ["dozens of rebels"]),
        ("The successor of the minister, who was killed by rebels, spoke.", "killed", ["the minister"]),
    ],
)  # fmt: skip
def test_owner_of_a_person_is_not_the_one_who_is_harmed(text: str, trigger: str, recipients: list[str]) -> None:
    assert told(text, trigger)[1] == recipients


def test_person_of_a_side_is_of_that_side() -> None:
    (event,) = coded("Police arrested the army's cook.")
    (cook,) = event.recipients
    assert (cook.text, cook.sector) == ("army's cook", "MIL")
    (event,) = coded("Police arrested the president's cook.")
    assert event.recipients[0].sector is None


@pytest.mark.parametrize(
    ("text", "trigger", "recipients"),
    [
        ("A cook at the hotel was shot dead by soldiers.", "shot", ["A cook"]),
        ("The twins of the cook were arrested by police.", "arrested", ["The twins of the cook"]),
        ("On the road to the town ten travellers were killed by rebels.", "killed", ["ten travellers"]),
        ("Some were arrested, judged and killed by the rebels.", "killed", ["Some"]),
        ("Those who were executed by the rebels were brothers.", "executed", ["Those"]),
        ("Police arrested several of the crew on Monday.", "arrested", ["several of the crew"]),
        ("The army killed most of the group's members.", "killed", ["most of the group's members"]),
        ("Police beat and arrested its owner early on Monday.", "arrested", ["its owner"]),
        ("The government detained more journalists than last year.", "detained", ["journalists"]),
        ("At least 61 were killed in an air strike.", "killed", ["At least 61"]),
        ("Two 17-year-olds were arrested by police.", "arrested", ["Two 17-year-olds"]),
    ],
)  # fmt: skip
def test_head_of_the_phrase_is_the_one_who_is_harmed(text: str, trigger: str, recipients: list[str]) -> None:
    assert told(text, trigger)[1] == recipients


@pytest.mark.parametrize(
    ("text", "trigger", "met"),
    [
        ("Up to 12 clinics have been bombed by the army.", "bombed", ["12 clinics"]),
        ("The raid killed ten rebels and destroyed at least 18 lorries carrying arms.", "destroyed", ["18 lorries"]),
        ("The army destroyed many of their cars.", "destroyed", ["many of their cars"]),
        ("Rebels shelled Bin Harun neighbourhood with mortars.", "shelled", ["Bin Harun neighbourhood"]),
        ("Soldiers fired at us.", "fired", ["us"]),
        ("Rebels attacked it on Monday.", "attacked", ["it"]),
        ("There was an incursion by Chadian troops backed by rebels.", "backed", ["Chadian troops"]),
    ],
)  # fmt: skip
def test_things_struck_are_found_past_their_number(text: str, trigger: str, met: list[str]) -> None:
    assert told(text, trigger)[1] == met


def test_labour_strikes_hit_nobody() -> None:
    assert coded("Airports were hit by strikes over pay.") == []
    assert told("At least 130 clinics were hit by air strikes.", "air strikes")[1] == ["130 clinics"]


@pytest.mark.parametrize(
    ("text", "trigger", "recipients"),
    [
        ("The minister praised us for our work.", "praised", ["us"]),
        ("The minister criticised her plan.", "criticised", []),
        ("The senate rejected them on Monday.", "rejected", []),
        ("Chad met the Malian army and offered it aid.", "offered", ["Malian army"]),
        ("The rebels Kenya bombed on Monday were near a farm.", "bombed", ["rebels"]),
        ("The army shot down several rebel drones.", "shot down", ["several rebel"]),
    ],
)  # fmt: skip
def test_pronouns_antecedents_and_owners_of_arms_are_met(text: str, trigger: str, recipients: list[str]) -> None:
    assert told(text, trigger)[1] == recipients


@pytest.mark.parametrize(
    ("text", "trigger", "met"),
    [
        ("6 martyrs and 22 injured were claimed in a bombing.", "injured", ["22"]),
        ("Rebels fired on homes leaving five civilians killed SANA reported.", "fired", ["five civilians"]),
        ("Rebel fire on homes killed 12 people said the agency.", "killed", ["12 people", "homes"]),
        ("Rebels killed five civilians.", "killed", ["five civilians"]),
    ],
)
def test_who_is_told_by_a_count_before_the_participle(text: str, trigger: str, met: list[str]) -> None:
    assert sorted(told(text, trigger)[1]) == met
