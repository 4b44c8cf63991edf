"""Whose deed a noun is by the clause after it, and who only speaks of the deed there."""

import pytest

from tests.plain_text import told


@pytest.mark.parametrize(
    ("text", "trigger", "actors"),
    [
        ("Ten nurses were killed in a raid that police carried out in Qant.", "killed in a raid", ["police"]),
        ("Ten nurses were killed in a raid which police did not carry out.", "killed in a raid", []),
        ("A raid that the army launched in the north killed ten nurses.", "killed", ["army"]),
        ("The blast, which the rebels said they were behind, killed ten nurses.", "killed", ["rebels"]),
        ("The raid, which the army said the rebels carried out, killed ten nurses.", "killed", ["rebels"]),
        ("Three nurses were injured in an attack in which the rebels used gas.", "injured", ["rebels"]),
        ("Three nurses were injured in an attack in which the police lost a van.", "injured", []),
        ("Three nurses were injured in an attack in which police were wounded.", "injured", []),
        ("The attack, which the army called a crime, killed ten nurses.", "killed", []),
        ("The attack that the army said killed ten nurses was a crime.", "killed", []),
        ("The attacks, which the army had warned of, killed ten nurses.", "killed", []),
        ("The rebels, whom the army had warned of, killed ten nurses.", "killed", ["rebels"]),
    ],
)
def test_clause_after_a_noun_of_force_tells_whose_it_is(text: str, trigger: str, actors: list[str]) -> None:
    assert told(text, trigger)[0] == actors


@pytest.mark.parametrize(
    ("text", "trigger", "actors"),
    [
        ("The army has responded with air strikes on rebel posts.", "air strikes", ["army"]),
        ("The army has responded with anger to air strikes on rebel posts.", "air strikes", []),
        ("Ten nurses were killed when army helicopters dropped nail-filled barrel bombs.", "killed", ["army"]),
        ("The rebels took credit for the bombing of the bank.", "bombing", ["rebels"]),
        ("The army broke the truce with a drone strike.", "drone strike", ["army"]),
        ("The cook opened the feast with a drone strike by rebels.", "drone strike", ["rebels"]),
        ("The mayor was shot seven times at a feast by a 17-year-old.", "shot", ["17-year-old"]),
        ("The militia and groups loyal to it attacked the town.", "attacked", ["militia"]),
        ("24.09.2014 Airstrikes by Norway on a camp killed ten nurses.", "killed", ["Norway"]),
        ("Published 17 November 2017 Shelling by the army on a camp killed ten nurses.", "killed", ["army"]),
    ],
)
def test_doers_of_answers_of_groups_tied_to_it_and_after_a_date_line(
    text: str, trigger: str, actors: list[str]
) -> None:
    assert told(text, trigger)[0] == actors
