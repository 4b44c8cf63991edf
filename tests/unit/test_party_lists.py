"""Whom a list names after the first who was met, and who does what a light verb or a noun of force tells."""

import pytest

from pipelines.coding.text import PlaceMention
from tests.marked_text import only
from tests.plain_text import coded, told


@pytest.mark.parametrize(
    ("text", "trigger", "actors", "recipients"),
    [
        ("Rebels killed three policemen and a guard.", "killed", ["Rebels"], ["three policemen", "guard"]),
        ("Gunmen killed two nurses and a driver, police said.", "killed", ["Gunmen"], ["two nurses", "driver"]),
        ("Gunmen killed two nurses and a driver fled.", "killed", ["Gunmen"], ["two nurses"]),
        ("Rebels attacked a police station and an army base.", "attacked", ["Rebels"], ["police station", "army base"]),
        ("Rebels attacked a police post and a village.", "attacked", ["Rebels"], ["police post", "village"]),
        ("Rebels shelled the town and houses burned.", "shelled", ["Rebels"], ["town"]),
        ("Rebels hit army posts, schools and homes.", "hit", ["Rebels"], ["army posts", "schools", "homes"]),
        ("Rebels hit army posts, schools said.", "hit", ["Rebels"], ["army posts"]),
        ("Rebels killed a guard and wounded 25 others badly.", "killed", ["Rebels"], ["a guard", "25 others"]),
        ("Ten nurses were killed and 30 more were wounded in a raid.", "killed", [], ["Ten nurses", "30 more"]),
        ("Ten nurses were killed and 30 more fled from a raid.", "killed", [], ["Ten nurses"]),
        ("The army attacked the rebels and the villagers fled.", "attacked", ["army"], ["rebels"]),
        ("The regime is escalating attacks on rebels.", "attacks", ["regime"], ["rebels"]),
        ("The regime escalates attacks on rebels.", "attacks", ["regime"], ["rebels"]),
        ("Rebels are ramping up attacks against the army.", "attacks", ["Rebels"], ["army"]),
        ("Farmer protests over prices continued.", "protests", ["Farmer"], []),
        ("Opposition protests against the sales tax spread.", "protests", ["Opposition"], []),
        ("Prison protests spread.", "protests", [], []),
        ("Shells fired by rebels hit a camp, claiming the lives of two men.", "lives", ["rebels"], ["two men", "camp"]),
    ],
)  # fmt: skip
def test_lists_and_light_verbs(text: str, trigger: str, actors: list[str], recipients: list[str]) -> None:
    assert told(text, trigger) == (actors, recipients)


@pytest.mark.parametrize(
    "text",
    [
        "Rebels shelled Homs and the village of Tolm.",
        "Rebels shelled Homs and the provincial capital Tolm.",
        "Rebels launched attacks on Homs and the northern city of Tolm.",
    ],
)
def test_second_place_of_an_attack_is_met_too(text: str) -> None:
    places = tuple(
        PlaceMention("text", at, at + 4, name, name, name, 34.7, 36.7, "SYR", "11", "PPL", 0.9)
        for name in ("Homs", "Tolm")
        if (at := text.index(name))
    )
    assert [party.text for party in coded(text, places)[0].recipients] == ["Homs", "Tolm"]


def test_parse_gives_way_to_the_subject_right_before_a_finite_verb() -> None:
    text = "The army struck rebel groups in May in what officials then said was a response to escalating threats."
    assert told(text, "struck") == (["army"], ["rebel groups"])


@pytest.mark.parametrize(
    "text",
    [
        "Ali demolished Joe Frazier in the title fight.",
        "Labour is seizing a poll advantage.",
        "He is charged with defeating the ends of justice.",
        "The fire of 1834 destroyed a palace.",
        "A storm destroyed the school.",
        "Homes were destroyed by the wildfire.",
        "In the film, a soldier kills his brother.",
        "The novel tells of a man who murders his father.",
    ],
)
def test_sport_disaster_idiom_and_story_are_no_events(text: str) -> None:
    assert coded(text) == []


def test_war_beside_a_fire_or_a_film_is_war() -> None:
    assert told("Rebel fire destroyed two houses.", "destroyed") == (["Rebel"], ["two houses"])
    assert told("The film was shown as soldiers killed ten people.", "killed") == (["soldiers"], ["ten people"])


def test_second_participle_keeps_its_own_object() -> None:
    assert told("Rebels are destroying homes and forcing people out.", "destroying") == (["Rebels"], ["homes"])


def test_tariffs_are_sanctions() -> None:
    (event,) = coded("Norway imposed tariffs on Chad.")
    assert (event.event_type, event.mode) == ("SANCTION", None)


def test_who_tells_of_it_with_an_article_did_not_do_it() -> None:
    assert told("They shot two farmers, the sheriff said.", "shot") == ([], ["two farmers"])


@pytest.mark.parametrize(
    ("text", "trigger", "actors", "recipients"),
    [
        ("An offensive by rebels launched against the army began.", "offensive", ["rebels"], ["army"]),
        ("Raids conducted by the army against rebels went on.", "Raids", ["army"], ["rebels"]),
        ("At least 10 die in attacks by rebels.", "die", ["rebels"], ["At least 10"]),
        ("Rebels were fighting fierce battles against regime troops.", "battles", ["Rebels"], ["regime troops"]),
        ("A bomb was planted by gunmen in a bus, killing six people.", "killing", ["gunmen"], ["six people"]),
        ("Jets raided the town on Monday.", "raided", ["Jets"], ["town"]),
        ("The regime deployed sarin gas against the town.", "deployed", ["regime"], ["town"]),
        ("Since July 11 regime shelling has killed ten men.", "killed", ["regime"], ["ten men"]),
    ],
)  # fmt: skip
def test_more_of_who_did_it_to_whom(text: str, trigger: str, actors: list[str], recipients: list[str]) -> None:
    assert told(text, trigger) == (actors, recipients)


@pytest.mark.parametrize(
    "text",
    [
        "A warplane crashed in the town, killing 12 people.",
        "Norway fired one test missile.",
        "She is fighting a legal battle.",
    ],
)
def test_crash_test_and_court_are_no_attacks(text: str) -> None:
    assert coded(text) == []


@pytest.mark.parametrize(
    ("text", "trigger", "actors", "recipients"),
    [
        ("Gunmen hiding in the forest shot two farmers.", "shot", ["Gunmen"], ["two farmers"]),
        ("Soldiers stationed near the border shelled the village.", "shelled", ["Soldiers"], ["village"]),
        ("Raids by Chad, Norway and Kenya on rebels went on.", "Raids", ["Chad", "Norway", "Kenya"], ["rebels"]),
        ("Four Iranian divisions were destroyed in the fighting.", "destroyed", [], ["Four Iranian divisions"]),
        ("The militia the army is fighting has left.", "fighting", ["army"], ["militia"]),
    ],
)  # fmt: skip
def test_parties_past_participles_lists_and_bare_relative_clauses(
    text: str, trigger: str, actors: list[str], recipients: list[str]
) -> None:
    assert told(text, trigger) == (actors, recipients)


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("The city of Homs has come under attack by rebels.", ["city of Homs"]),
        ("On Monday Homs suffered air strikes by Chad.", ["Homs"]),
        ("An outpost outside Homs has suffered air strikes by Chad.", ["outpost"]),
    ],
)
def test_town_suffers_an_attack(text: str, met: list[str]) -> None:
    at = text.index("Homs")
    place = PlaceMention("text", at, at + 4, "Homs", "7", "Homs", 34.7, 36.7, "SYR", "11", "PPL", 0.9)
    assert [party.text for party in coded(text, (place,))[0].recipients] == met


@pytest.mark.parametrize(
    ("text", "trigger", "actors", "recipients"),
    [
        ("Twenty-nine of them have been killed by rebels.", "killed", ["rebels"], ["Twenty-nine of them"]),
        ("A downed government pilot was executed by rebels.", "executed", ["rebels"], ["government pilot"]),
        ("Rebels massacred 250 Malian troops taken hostage at a base.", "taken", [], ["250 Malian troops"]),
        ("Ten nurses held hostage by rebels were freed.", "held", ["rebels"], ["Ten nurses"]),
        ("The gunmen took hostage ten people.", "took", ["gunmen"], ["ten people"]),
        ("Attacks on soldiers and policemen killed ten villagers.", "killed", [], ["ten villagers"]),
        ("Raids on rebels and militiamen left ten villagers dead.", "left", [], ["ten villagers"]),
        ("Attacks by rebels and militiamen killed ten men.", "killed", ["rebels", "militiamen"], ["ten men"]),
        ("The army attacked the port and rebels killed ten villagers.", "killed", ["rebels"], ["ten villagers"]),
        ("Labour founding chairman John Holt was arrested.", "arrested", [], ["Labour founding chairman John Holt"]),
    ],
)  # fmt: skip
def test_captives_and_sides_of_a_noun(text: str, trigger: str, actors: list[str], recipients: list[str]) -> None:
    assert told(text, trigger) == (actors, recipients)


@pytest.mark.parametrize(
    ("text", "trigger", "recipients"),
    [
        ("The bomb left ten dead and 30 wounded.", "left", ["ten", "30"]),
        ("The raid by rebels left ten people dead and dozens wounded.", "left", ["ten people", "dozens"]),
        ("Two died and four were hurt in the raid.", "died", ["Two", "four"]),
        ("Ten people were killed and over 30 others hurt in shelling.", "killed", ["Ten people", "over 30 others"]),
        ("Over 40 people dead, 30 injured after a truck bomb exploded.", "injured", ["40 people", "30"]),
        ("Rebels killed one soldier and 30 fled.", "killed", ["one soldier"]),
        ('The army killed 50 "terrorists" in the hills.', "killed", ['50 "terrorists"']),
        ("Jets pounded rebel-held parts of the port.", "pounded", ["rebel-held parts"]),
        ("Jets pounded rebel-held areas killing ten.", "pounded", ["rebel-held areas", "ten"]),
        ("Jets hit a rebel-held town late on Monday.", "hit", ["rebel-held town"]),
        ("Jets hit a bus near the gate of a market close to the port killing ten men.", "hit", ["ten men", "bus"]),
    ],
)  # fmt: skip
def test_wounded_and_what_a_side_holds_are_told_as_well(text: str, trigger: str, recipients: list[str]) -> None:
    assert told(text, trigger)[1] == recipients


@pytest.mark.parametrize(
    ("text", "trigger", "recipients"),
    [
        ("Chad expressed concern about the rebels' advance.", "expressed", ["rebels"]),
        ("Chad voiced concern over the army's crackdown.", "voiced", ["army"]),
        ("Kenya expressed concern about Turkey's arrest of journalists.", "expressed", ["Turkey"]),
        ("Chad expressed concern over the plight of the refugees.", "expressed", []),
        ("Chad expressed concern about the refugees' safety.", "expressed", []),
        ("Chad voiced concern over the arrest of journalists.", "voiced", []),
        ("The pair were seized by rebels in the hills.", "seized", ["The pair"]),
        ("The couple were attacked by gunmen.", "attacked", ["The couple"]),
        ("They were seized by police.", "seized", []),
    ],
)
def test_concern_is_at_who_does_it_and_not_at_whom_it_befalls(text: str, trigger: str, recipients: list[str]) -> None:
    assert told(text, trigger)[1] == recipients


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("[Gunmen|g|UAF] killed a guard in {Homs|1|PPL} and a clerk in {Hama|2|PPL}.", ["a guard", "clerk"]),
        ("[Jets|j|MIL] bombed a mill in {Homs|1|PPL} and a bridge in {Hama|2|PPL}.", ["mill", "bridge"]),
        ("[Gunmen|g|UAF] killed a guard in {Homs|1|PPL} and a clerk in {Hama|2|PPL} fled.", ["a guard"]),
        ("[Gunmen|g|UAF] killed a guard in {Homs|1|PPL} and rain in {Hama|2|PPL} went on.", ["a guard"]),
        ("[Gunmen|g|UAF] killed a guard in {Homs|1|PPL}", ["a guard"]),
        ("[Police|p|COP] arrested a nurse in {Homs|1|PPL} and a clerk in {Hama|2|PPL}.", ["a nurse", "clerk"]),
    ],
)
def test_each_of_a_list_has_his_place(text: str, met: list[str]) -> None:
    assert [party.text for party in only(text).recipients] == met
