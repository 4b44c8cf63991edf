"""Whom and what a list of plain plurals names, and what stands behind a date, a weapon or a participle."""

import pytest

from tests.marked_text import only
from tests.plain_text import coded, told


@pytest.mark.parametrize(
    ("text", "trigger", "met"),
    [
        ("Rebels clashed with army troops and allied forces.", "clashed with", ["army troops", "allied forces"]),
        ("Jets destroyed their cars and rocket launching pads.", "destroyed", ["their cars", "rocket launching pads"]),
        ("Rebels murdered women, children and other innocents.", "murdered", ["women", "children", "other innocents"]),
        ("Rebels executed gunmen and members of their families.", "executed", ["gunmen", "members of their families"]),
        ("Jets burned homes and committing crimes went on.", "burned", ["homes"]),
        ("Jets destroyed cars and neighbours fled.", "destroyed", ["cars"]),
    ],
)  # fmt: skip
def test_list_ends_in_a_plain_plural_of_which_no_verb_is_told(text: str, trigger: str, met: list[str]) -> None:
    assert told(text, trigger)[1] == met


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("[Rebels|r|REB] targeted on <Sunday|2017-10-29> a bus.", ["bus"]),
        ("[Rebels|r|REB] attacked late on <Monday|2017-10-30> a convoy.", ["convoy"]),
        ("[Rebels|r|REB] hit with dozens of rocket shells Tolm Street.", ["Tolm Street"]),
        ("[Rebels|r|REB] hit on <Sunday|2017-10-29> with mortar rounds two bridges.", ["two bridges"]),
        ("[Rebels|r|REB] targeted with a rocket shell a market, injuring one man.", ["market", "one man"]),
        ("[Rebels|r|REB] attacked on <Monday|2017-10-30> as planned.", []),
        ("[Rebels|r|REB] attacked on <Monday|2017-10-30> and markets were shut.", []),
    ],
)
def test_object_stands_behind_when_and_with_what_it_was_hit(text: str, met: list[str]) -> None:
    assert [party.text for party in only(text).recipients] == met


@pytest.mark.parametrize(
    ("text", "trigger", "met"),
    [
        ("Rebels killed two clerks and policemen.", "killed", ["two clerks", "policemen"]),
        ("Two clerks and a policeman were killed.", "killed", ["Two clerks", "policeman"]),
        ("A market and army posts were hit by jets.", "hit", ["A market", "army posts"]),
        ("Rebels attacked a convoy and soldiers guarding it.", "attacked", ["convoy", "soldiers"]),
        ("Rebels left the village and two soldiers were shot.", "shot", ["two soldiers"]),
        ("A nurse, a guard and two clerks were killed.", "killed", ["nurse", "guard", "two clerks"]),
        ("Two tanks, a bus and army posts were hit by jets.", "hit", ["Two tanks", "a bus", "army posts"]),
        ("A number of cars and posts for rebels were hit by jets.", "hit", ["number of cars", "posts for rebels"]),
        ("In the town, tanks and cars were destroyed by rebels.", "destroyed", ["tanks", "cars"]),
    ],
)
def test_list_begins_with_nobody_known(text: str, trigger: str, met: list[str]) -> None:
    assert told(text, trigger)[1] == met


@pytest.mark.parametrize(
    ("text", "trigger", "met"),
    [
        ("Jets are striking populated areas.", "striking", ["populated areas"]),
        ("Jets hit abandoned buildings.", "hit", ["abandoned buildings"]),
        ("Rebels attacked any of the vessels.", "attacked", ["any of the vessels"]),
        ("Jets hit homes and damaged buildings.", "hit", ["homes"]),
        ("Rebels targeted a busy market.", "targeted", ["busy market"]),
    ],
)
def test_participle_before_a_thing_describes_it(text: str, trigger: str, met: list[str]) -> None:
    assert told(text, trigger)[1] == met


@pytest.mark.parametrize(
    ("text", "trigger", "met"),
    [
        ("Rebels attacked and burned a market.", "attacked", ["market"]),
        ("Rebels attacked and reported losses.", "attacked", []),
        ("Rebels wounded dozens of others.", "wounded", ["dozens of others"]),
        ("Rebels wounded 25 others Ann Lee told a station.", "wounded", ["25 others"]),
        ("Rebel fire kills 14 State media", "kills", ["14"]),
        ("Rebel fire kills 14 Syrian soldiers", "kills", ["14 Syrian soldiers"]),
    ],
)
def test_object_of_two_verbs_and_those_only_counted(text: str, trigger: str, met: list[str]) -> None:
    assert told(text, trigger)[1] == met


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("Rebels killed a guard, a nurse and two clerks.", ["a guard", "nurse", "two clerks"]),
        ("Rebels killed a guard, a nurse, and two clerks.", ["a guard", "nurse", "two clerks"]),
        ("Rebels killed a guard, two clerks fled.", ["a guard"]),
        ("Rebels killed six, and the clerk who saw it fled.", ["six"]),
        ("Rebels killed a guard, a nurse and two clerks fled.", ["a guard"]),
        ("Jets destroyed a mill, two clinics and a bakery.", ["mill", "two clinics", "bakery"]),
        ("The mayor was killed with his wife and two guards.", ["mayor", "his wife", "two guards"]),
        ("The mayor was killed along with two other people when a bomb went off.", ["mayor", "two other people"]),
        ("Rebels killed the mayor along with two guards.", ["mayor", "two guards"]),
        ("The mayor was killed with a knife.", ["mayor"]),
        ("The mayor was arrested with a guard's pistol.", ["mayor"]),
        ("The mayor was jailed with the help of a clerk.", ["mayor"]),
    ],
)
def test_list_goes_on_after_a_comma_and_with_companions(text: str, met: list[str]) -> None:
    assert [party.text for party in coded(text)[0].recipients] == met


def test_a_firm_that_targets_buyers_strikes_nothing() -> None:
    assert coded("The company is targeting the youth market.") == []
