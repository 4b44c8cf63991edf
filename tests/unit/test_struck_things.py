"""What an attack meets where nobody known stands there: the things that are struck, and whose they are."""

import pytest

from tests.plain_text import coded, told


@pytest.mark.parametrize(
    ("text", "trigger", "met"),
    [
        ("Rebels shelled the market.", "shelled", ["market"]),
        ("Warplanes bombed a village in the north.", "bombed", ["village"]),
        ("The army targeted several residential districts.", "targeted", ["several residential districts"]),
        ("Gunmen attacked the entrance to a shrine.", "attacked", ["entrance"]),
        ("Jets struck a bridge and a power plant.", "struck", ["bridge", "power plant"]),
        ("The town was shelled by the army.", "shelled", ["town"]),
        ("Two lorries near the port were destroyed by rebels.", "destroyed", ["Two lorries"]),
        ("Areas in the north were bombed by warplanes.", "bombed", ["Areas"]),
        ("There was an attack on a village in the east.", "attack", ["village"]),
        ("Rebels launched an assault on the airport.", "assault", ["airport"]),
        ("Militants fired rockets at the base.", "fired", ["base"]),
        ("An oil tanker was struck by a missile.", "struck", ["oil tanker"]),
        ("The army destroyed their hideouts.", "destroyed", ["their hideouts"]),
        ("Police attacked them with batons.", "attacked", ["them"]),
        ("The army began shelling the rebel-held town.", "shelling", ["rebel-held town"]),
        ("Rebels intensified attacks on army posts.", "attacks", ["army posts"]),
        ("Warplanes bombed Malian government positions.", "bombed", ["Malian government positions"]),
        ("Rebels attacked the army.", "attacked", ["army"]),
        ("The navy raided a second oil rig.", "raided", ["second oil rig"]),
        ("Police would conduct raids on homes.", "conduct raids", ["homes"]),
        ("The army raided rebel bases in the hills.", "raided", ["rebel bases"]),
        ("Rebels killed 12 Red Crescent volunteers.", "killed", ["12 Red Crescent volunteers"]),
        ("Chad threatened to attack ships and two ports.", "threatened", ["ships", "two ports"]),
        ("The rebels threatened to strike on Monday.", "threatened", []),
        ("Jets are besieging rebel-held districts.", "besieging", ["rebel-held districts"]),
    ],
)  # fmt: skip
def test_attack_meets_things_by_all_their_words(text: str, trigger: str, met: list[str]) -> None:
    assert told(text, trigger)[1] == met


@pytest.mark.parametrize(
    "text",
    [
        "The minister attacked the plan.",
        "The slump hit the market.",
        "Shares hit a record.",
        "An attack on the budget followed.",
        "The market was hit by falling prices.",
        "The opposition attacked the city over its budget.",
    ],
)
def test_figures_of_speech_strike_nothing(text: str) -> None:
    assert coded(text) == []


def test_what_lies_in_the_way_of_an_attack_is_not_struck() -> None:
    assert told("There were air strikes in the area by Chad.", "air strikes") == (["Chad"], [])
    assert told("Bombers detonated a truck near the base.", "detonated")[1] == []


@pytest.mark.parametrize(
    ("text", "trigger", "actors", "recipients"),
    [
        ("Dozens more were injured in the blast.", "injured", [], ["Dozens more"]),
        ("Hundreds more were arrested by police.", "arrested", ["police"], ["Hundreds more"]),
        ("Ten were killed and thirty more were wounded in an air strike.", "wounded", [], ["thirty more"]),
        ("Four of them were killed by the police.", "killed", ["police"], ["Four of them"]),
        ("More than 1,400 are estimated to have been killed in the raid.", "killed", [], ["More than 1,400"]),
        ("Nearly 200 were said to have been wounded in the air strikes.", "wounded", [], ["Nearly 200"]),
        ("Twenty killed in clashes with the army.", "killed", ["army"], ["Twenty"]),
        ("The death toll from a suicide attack has passed 130 people.", "attack", [], ["130 people"]),
        ("The death toll of a militant attack on a hotel surpassed 130.", "attack", ["militant"], ["130"]),
        ("Three dead and five hurt in mortar attack on a port.", "hurt", [], ["five"]),
    ],
)  # fmt: skip
def test_victims_are_told_by_number_alone(text: str, trigger: str, actors: list[str], recipients: list[str]) -> None:
    assert told(text, trigger) == (actors, recipients)


def test_toll_of_a_flood_or_of_no_number_is_no_attack() -> None:
    assert coded("The death toll of the flood rose to 45.") == []
    assert coded("The death toll from the virus passed 300 people.") == []


@pytest.mark.parametrize(
    ("text", "trigger", "actors", "recipients"),
    [
        ("Mentors who face militant attacks stay at home.", "attacks", ["militant"], ["Mentors"]),
        ("Kenya, whose shipping has come under attack by Chad, protested.", "attack", ["Chad"], ["Kenya"]),
        ("The militias, which control the port, are under assault from Chad.", "assault", ["Chad"], ["militias"]),
        ("The farmers whom the army had beaten returned home.", "beaten", ["army"], ["farmers"]),
        ("Villagers whom the militia had beaten fled.", "beaten", ["militia"], ["Villagers"]),
        ("Soldiers who came under fire from insurgents left.", "came under fire", ["insurgents"], ["Soldiers"]),
        ("The convoy that the rebels ambushed carried food.", "ambushed", ["rebels"], ["convoy"]),
        ("The bridge, which rebels had attacked, fell.", "attacked", ["rebels"], ["bridge"]),
        ("Its residents, who have endured shelling by the army, want peace.", "shelling", ["army"], ["residents"]),
        ("The camps are under bombardment by the army.", "bombardment", ["army"], ["camps"]),
        ("The opposition, which Chad has threatened to jail, left.", "threatened", ["Chad"], ["opposition"]),
        ("The port came under fire from rebel gunners.", "came under fire", ["rebel gunners"], ["port"]),
    ],
)  # fmt: skip
def test_relative_clause_tells_of_the_party_before_it(
    text: str, trigger: str, actors: list[str], recipients: list[str]
) -> None:
    assert told(text, trigger) == (actors, recipients)


def test_fire_of_critics_is_in_words() -> None:
    assert coded("The minister came under fire from critics.") == []
    assert coded("The company came under attack over its record.") == []


@pytest.mark.parametrize(
    ("text", "trigger", "met"),
    [
        ("Ten civilians were killed in air strikes on a market.", "killed", ["Ten civilians", "market"]),
        ("Rebels killed ten soldiers in an attack on an army base.", "killed", ["ten soldiers", "army base"]),
        ("Two men died when soldiers launched an attack on a rebel-held town.", "died", ["Two men", "rebel-held town"]),
        ("The attack on the army base killed ten soldiers.", "killed", ["ten soldiers", "army base"]),
        ("Five nurses were killed by regime airstrikes on a hospital.", "killed", ["Five nurses", "hospital"]),
        ("Two men were killed in the shelling of a school.", "killed", ["Two men", "school"]),
        ("A car bomb rocked a market.", "car bomb", ["market"]),
        ("An explosion that shook a mosque was heard at dawn.", "explosion", ["mosque"]),
        ("Rebels hit al-Tolm neighborhood with mortars.", "hit", ["al-Tolm neighborhood"]),
        ("Ten nurses were killed in an attack on the army.", "killed", ["Ten nurses"]),
        ("Two men were killed in a raid on the minister's bodyguards.", "killed", ["Two men"]),
        ("Ten nurses were killed in clashes on Monday.", "killed", ["Ten nurses"]),
        ("Ten nurses were killed in an attack in the city of Homs.", "killed", ["Ten nurses"]),
        ("Ten people were killed in the attack of rebels.", "killed", ["Ten people"]),
    ],
)
def test_what_was_hit_stands_beside_those_who_came_to_harm(text: str, trigger: str, met: list[str]) -> None:
    assert told(text, trigger)[1] == met


def test_a_scandal_that_rocks_a_market_is_no_event() -> None:
    assert coded("The scandal rocked the market.") == []


@pytest.mark.parametrize(
    ("text", "identity"),
    [
        ("Gunmen shot at a Kenyan bus near Mombasa.", [(None, "KEN", "CVL")]),
        ("Gunmen attacked a Kenyan base near Mombasa.", [("KEN-GOV", "KEN", "GOV")]),
    ],
)
def test_what_people_have_is_no_states(text: str, identity: list[tuple[str | None, str, str]]) -> None:
    (event,) = coded(text)
    assert [(met.actor_id, met.country, met.sector) for met in event.recipients] == identity
