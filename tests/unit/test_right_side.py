"""Nobody on the wrong side: who undergoes an act does not do it, and what stands near the verb need be no party."""

import pytest

from tests.plain_text import coded, told


@pytest.mark.parametrize(
    ("text", "trigger", "actors", "recipients"),
    [
        ("The nurse was arrested and tortured for six months.", "tortured", [], ["nurse"]),
        ("Soldiers arrested and tortured the nurse.", "tortured", ["Soldiers"], ["nurse"]),
        ("Two policemen stabbed in the port.", "stabbed", [], ["Two policemen"]),
        ("Two policemen stabbed a farmer in the port.", "stabbed", ["Two policemen"], ["farmer"]),
        ("A street bears the name of the nurse murdered there.", "murdered", [], ["nurse"]),
        ("Soldiers of the First Brigade killed at least a hundred people.", "killed", ["Soldiers"], ["hundred people"]),
        ("Rebels killed nearly a dozen farmers.", "killed", ["Rebels"], ["dozen farmers"]),
        ("Five inmates shot, hacked and burned ten women.", "burned", ["Five inmates"], ["ten women"]),
        ("Rebels killed a village head and abducted his two wives.", "killed", ["Rebels"], ["a village head"]),
        ("The mayor was killed by rebels whom police then shot dead.", "shot", ["police"], ["rebels"]),
    ],
)  # fmt: skip
def test_who_undergoes_an_act_does_not_do_it(text: str, trigger: str, actors: list[str], recipients: list[str]) -> None:
    assert told(text, trigger) == (actors, recipients)


@pytest.mark.parametrize(
    ("text", "trigger", "actors", "recipients"),
    [
        ("Youths torched a diplomat's car and threw fire bombs at the consulate.", "threw", ["Youths"], ["consulate"]),
        ("Jets bombed the town and militiamen loyal to the mayor shot two women.", "bombed", ["Jets"], ["town"]),
        ("Rebels loyal to the president attacked the army.", "attacked", ["Rebels"], ["army"]),
        ("Rebels attacked a farmer in full view of police.", "attacked", ["Rebels"], ["farmer"]),
    ],
)  # fmt: skip
def test_who_is_named_near_by_is_no_party(text: str, trigger: str, actors: list[str], recipients: list[str]) -> None:
    assert told(text, trigger) == (actors, recipients)


@pytest.mark.parametrize(
    ("text", "trigger", "met"),
    [
        ("Rebels attacked a convoy carrying soldiers.", "attacked", ["convoy carrying soldiers"]),
        ("Rebels blew up the car of an official.", "blew", ["car of an official"]),
        ("Jets hit two vehicles used by rebels.", "hit", ["two vehicles used by rebels"]),
        ("The army shelled positions of the rebels.", "shelled", ["positions of the rebels"]),
        ("A bomb went off in the port wounding three people.", "wounding", ["three people"]),
        ("Three aides of the president were shot by rebels.", "shot", ["Three aides of the president"]),
        ("Ten men fled and seven others including a baby were killed by rebels.", "killed", ["seven others"]),
    ],
)  # fmt: skip
def test_what_is_met_is_told_from_whose_it_is(text: str, trigger: str, met: list[str]) -> None:
    assert told(text, trigger)[1] == met


@pytest.mark.parametrize("text", ["A year after the school shooting she moved away.", "The church bombing shook Chad."])
def test_building_does_nothing(text: str) -> None:
    assert all(event.actors == () for event in coded(text))
