"""Who did it where an aside, a tie or an object of another verb stands between subject and verb."""

import pytest

from tests.plain_text import coded, told


@pytest.mark.parametrize(
    ("text", "trigger", "actors"),
    [
        ("The militia, which Chad has vowed to destroy, fired rockets at the port.", "fired", ["militia"]),
        ("The militia, which the army says it will destroy, shelled the port.", "shelled", ["militia"]),
        ("The army, which said rebels had attacked it, shelled the camp.", "shelled", ["army"]),
        ("The army – which said rebels had attacked it – shelled the camp.", "shelled", ["army"]),
        ("Jets, with which Chad is armed, hit the camp.", "hit", ["Jets"]),
        ("The town, which rebels hold, was shelled by the army.", "shelled", ["army"]),
        ("Gunmen opposed to the president attacked a checkpoint.", "attacked", ["Gunmen"]),
        ("Chadian troops backed by militiamen from Niger attacked the port.", "attacked", ["Chadian troops"]),
        ("The army fought rebels, who hold the town, killed ten men and left.", "killed", ["army"]),
        ("The army fought rebels, who attacked the town, killing ten.", "killing", ["rebels"]),
        ("The militia, the army said on Monday, attacked a police post.", "attacked", ["militia"]),
        ("The militia, after the army left, attacked a police post.", "attacked", ["militia"]),
        ("The militia, as the army had warned, attacked a police post.", "attacked", ["militia"]),
        ("When the rebels left the town, the army attacked a police post.", "attacked", ["army"]),
        ("The army killed ten rebels, officials said, wounded five and fled.", "wounded", ["army"]),
        ("The raid on the town, the army said, killed ten people.", "killed", []),
        ("Ten people were shot dead, the ministry said, by rebels.", "shot", ["rebels"]),
        ("Ten people, the mayor said, were arrested by police.", "arrested", ["police"]),
        ("The most wanted man, who was held in Chad, shot a nurse.", "shot", ["man"]),
        ("Gunmen stopped a bus, which was full, shot the driver and fled.", "shot", ["Gunmen"]),
    ],
)  # fmt: skip
def test_subject_stands_before_the_aside(text: str, trigger: str, actors: list[str]) -> None:
    assert told(text, trigger)[0] == actors


@pytest.mark.parametrize(
    ("text", "trigger", "actors"),
    [
        ("Jets killed ten people and the army shelled a town.", "shelled", ["army"]),
        ("The court jailed the activist and police arrested ten students.", "arrested", ["police"]),
        ("Rebels clashed with villagers and the army shelled the town.", "shelled", ["army"]),
        ("Police and soldiers shot dead ten people.", "shot", ["Police", "soldiers"]),
        ("Witnesses said rebels and soldiers looted the shops.", "looted", ["rebels", "soldiers"]),
        ("The town burned after rebels and soldiers looted the shops.", "looted", ["rebels", "soldiers"]),
    ],
)  # fmt: skip
def test_object_of_the_verb_before_does_nothing(text: str, trigger: str, actors: list[str]) -> None:
    assert told(text, trigger)[0] == actors


@pytest.mark.parametrize(
    ("text", "trigger", "actors"),
    [
        ("Raids by the army and a militia killed ten people.", "killed", ["army", "militia"]),
        ("Raids by the army and an allied militia killed ten people.", "killed", ["army", "allied militia"]),
        ("Raids by the army killed ten people and a militia shelled the port.", "killed", ["army"]),
        ("Chad's protests entered a third week.", "protests", []),
        ("Chadian farmers' protests entered a third week.", "protests", ["Chadian farmers"]),
        ("The port attacks come as airstrikes by Chad have killed ten people.", "killed", ["Chad"]),
    ],
)  # fmt: skip
def test_noun_has_its_own_doers(text: str, trigger: str, actors: list[str]) -> None:
    assert told(text, trigger)[0] == actors


@pytest.mark.parametrize("text", ["Clashes broke out among Chadian factions.", "Chadian groups attacked a base."])
def test_bodies_of_a_land_are_no_government(text: str) -> None:
    (event,) = coded(text)
    assert [(party.sector, party.name) for party in event.actors] == [(None, None)]


def test_what_befell_somebody_later_is_another_deed() -> None:
    first, second = coded("The army said it had killed three gunmen. Later, a man was shot dead at his home.")
    assert (first.actors[0].text, second.actors) == ("army", ())


@pytest.mark.parametrize(
    ("text", "trigger", "actors"),
    [
        ("The army launched raids on the camp and an offensive in the hills.", "offensive", ["army"]),
        ("The army launched raids on the camp and an attack on the port killed ten.", "attack", []),
        ("Two girls were killed by shelling from the army.", "shelling", ["army"]),
        ("Missiles fired by rebels hit a tanker.", "hit", ["rebels"]),
        ("A Chadian depot blast killed ten people.", "blast", []),
        ("A Chadian drone attack killed ten people.", "attack", ["Chadian"]),
        ("A court ordered two policemen arrested.", "arrested", ["court"]),
        ("Two policemen were ordered arrested.", "arrested", []),
    ],
)  # fmt: skip
def test_deed_has_the_doer_that_its_words_tell(text: str, trigger: str, actors: list[str]) -> None:
    assert [[party.text for party in event.actors] for event in coded(text) if trigger in event.trigger_text] == [
        actors
    ]
