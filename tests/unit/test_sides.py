"""Who stands on which side: doers whom only a noun names, parts of a whole, places that only locate, short forms."""

import pytest

from pipelines.coding.sentences import split_passage
from pipelines.coding.text import PlaceMention
from tests.plain_text import coded, named, told


@pytest.mark.parametrize(
    ("text", "trigger", "actors", "recipients"),
    [
        ("The rebel barrage killed ten people.", "killed", ["rebel"], ["ten people"]),
        ("Two civilians were killed and five injured in terrorist rocket attacks.", "killed", ["terrorist"], None),
        ("A nurse was injured due to rebel attacks on the port.", "injured", ["rebel"], ["nurse", "port"]),
        ("In an air strike on the port 60 rebels were killed.", "killed", [], ["60 rebels"]),
        ("Nine people dead in rebel attack on market", "attack", ["rebel"], ["Nine people"]),
        ("Chad foils rebel attack on the port, killing ten.", "killing", ["Chad"], None),
        ("Ten soldiers of Chad were killed as the Chadian army battled on.", "killed", [], None),
        ("The car bomb killed two nurses as well as 2 soldiers wounding several others.", "killed", [], None),
        ("Ten civilians, mostly women, were killed by rebels.", "killed", ["rebels"], ["Ten civilians"]),
        ("Ten people among them two boys were killed by rebels.", "killed", ["rebels"], ["Ten people"]),
        ("Chad said ten people were killed and 12 were wounded.", "killed", [], ["ten people", "12"]),
        ("Rebels responded to an attack by drones targeting a Chadian base.", "attack", [], ["Chadian base"]),
        ("The army destroyed a lorry belonging to rebels.", "destroyed", ["army"], ["lorry belonging to rebels"]),
        ("The army pressed on after inflicting heavy losses upon the rebels.", "inflicting", ["army"], ["rebels"]),
        ("The port was seized by the rebels said the village council.", "seized", ["rebels"], []),
        ("Seven people were killed in regime shelling and air strikes.", "killed", ["regime"], ["Seven people"]),
        ("Turkish shelling and air strikes killed 20 civilians.", "shelling", ["Turkish"], ["20 civilians"]),
        ("The terrorist attack killed four civilians.", "killed", ["terrorist"], ["four civilians"]),
        ("The army backed by allied militia captured the hills from rebels.", "captured", ["army"], ["rebels"]),
        ("Bombs kill 50 injure dozens in the hills.", "kill", [], ["50", "dozens"]),
        ("The army destroyed several boats for rebels.", "destroyed", ["army"], ["boats for rebels"]),
        ("There were threats including militiamen shelling ships in the strait.", "shelling", ["militiamen"], None),
        ("The army and its allies from Hezbollah shelled us.", "shelled", ["army", "allies from Hezbollah"], ["us"]),
        ("The army and its powerful allies shelled us.", "shelled", ["army", "powerful allies"], ["us"]),
        ("Rebels and their new allies shelled us.", "shelled", ["Rebels", "new allies"], ["us"]),
        ("The army and powerful allies shelled us.", "shelled", ["army"], ["us"]),
        ("Casualties have been inflicted on Iraqi forces in an Iranian assault.", "assault", ["Iranian"], None),
        ("The recent attack which killed nurses came after another strike by rebels.", "killed", [], ["nurses"]),
        ("An attack condemned by the army killed ten people.", "killed", [], ["ten people"]),
        ("The coalition carried out strikes on rebels.", "strikes", ["coalition"], ["rebels"]),
        ("A soldier fighting against rebels has died in an explosion.", "died", [], ["soldier"]),
        ("Strikes by the regime and French jets on Monday hit a port.", "hit", ["regime", "French jets"], None),
        ("Russian and government planes shelled rebels.", "shelled", ["Russian", "government"], ["rebels"]),
        ("The army shelled bases and positions of rebels.", "shelled", ["army"], ["bases", "positions of rebels"]),
        ("The Syrian Observatory for Human Rights said bombs fell wounding ten.", "wounding", [], ["ten"]),
        ("Ten people were killed in air raids and shelling attacks on Monday.", "killed", [], ["Ten people"]),
        ("Mourners said he was killed by rebels.", "killed", ["rebels"], ["he"]),
        ("Chad strikes kill ten rebels.", "kill", ["Chad"], ["ten rebels"]),
        ("Chads warplanes shelled the rebels positions.", "shelled", ["Chads warplanes"], None),
    ],
)  # fmt: skip
def test_sides_are_found_and_no_more(text: str, trigger: str, actors: list[str], recipients: list[str] | None) -> None:
    found = told(text, trigger)
    assert found[0] == actors
    assert recipients is None or found[1] == recipients


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        ("Rebels shelled two camps in Homs on Monday.", ["two camps"]),
        ("Rebels shelled two camps in the city of Homs on Monday.", ["two camps"]),
        ("Rebels shelled Homs on Monday.", ["Homs"]),
        ("Rebels launched an attack on Homs on Monday.", ["Homs"]),
    ],
)
def test_place_that_only_tells_where_is_no_party(text: str, recipients: list[str]) -> None:
    place = placed(text, "Homs", "SYR", "PPL")
    assert [party.text for party in coded(text, (place,))[0].recipients] == recipients


def placed(text: str, name: str, country: str, feature: str) -> PlaceMention:
    """The name in the text as a place somewhere."""
    start = text.index(name)
    return PlaceMention("text", start, start + len(name), name, name, name, 34.7, 36.7, country, "11", feature, 0.9)


def test_state_that_acts_hardly_tells_where() -> None:
    text = "Rebels fight on in Homs, where on Monday Iran launched an offensive against them."
    found = coded(text, (placed(text, "Homs", "SYR", "PPL"), placed(text, "Iran", "IRN", "PCLI")))
    [offensive] = [event for event in found if event.trigger_text == "offensive"]
    assert offensive.place is not None
    assert offensive.place.name == "Homs"


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The Chadian regime fell back. American officials watched. On Monday regime jets shelled rebels.", "TCD-MIL"),
        ("American officials watched. Unidentified jets shelled the rebels.", None),
        ("Hezbollah and the Nusra Front fought. On Monday the jihadists attacked the army.", None),
    ],
)
def test_short_form_names_nobody_by_chance(text: str, actor: str | None) -> None:
    assert named(coded(text)[-1].actors) == [actor]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Tribes had to choose between fighting the rebels and exile.", "hypothetical"),
        ("The campaign is aimed at shelling rebels out of the hills.", "hypothetical"),
        ("The groups are committed to fighting the army.", "hypothetical"),
        ("It was the third claim of a gas attack by rebels in a week.", "hypothetical"),
        ("NATO's pledge to fight the rebels was welcome.", "future"),
        ("The army foils rebel attack on the port.", "hypothetical"),
        ("Workers are set to protest at the ministry.", "future"),
        ("The army resorted to shelling rebels in the hills.", "actual"),
        ("There was a lull in fighting between rebels and the army.", "negated"),
        ("Rebels used the pause to launch attacks on the army.", "actual"),
    ],
)
def test_stances_pledges_and_claims_are_no_deeds(text: str, modality: str) -> None:
    told_of = [event.modality for event in coded(text) if event.event_type in ("ASSAULT", "PROTEST")]
    assert told_of == [modality]


@pytest.mark.parametrize(
    "text",
    [
        "Two infantry fighting vehicles stood in the hills near the rebels.",
        "The Kurdish fighting force is small.",
        "Men carried the wounded out of damaged and destroyed buildings of the army.",
        "The show is a demonstration of skill by the ministry.",
        "The number of wounded in hospitals of the army rose.",
        "The minister died in an apparent suicide in the bombed town.",
        "These are targeted interventions by the army.",
        "A senator launched an attack on the chancellor.",
        "Russia has discovered that weapons cost money.",
        "A soldier shot himself in the foot.",
        "The rebel stabbed himself with a knife.",
        "Rebels burned their own tanks before they left.",
        "I destroyed my computer in the rebel town.",
        "Truces were made between the armed groups fighting in the civil war.",
        "Member states fighting in coalitions failed, she said.",
        "A major power outage hit the US city.",
        "It later died.",
        "The French government strongly protests against the closing of ports.",
    ],
)
def test_kinds_of_things_and_figures_are_no_violence(text: str) -> None:
    assert [event for event in coded(text) if event.event_type in ("ASSAULT", "COERCE", "PROTEST")] == []


@pytest.mark.parametrize(
    "text",
    [
        "The bomber blew himself up at a checkpoint.",
        "The rebel shot himself and ten soldiers.",
        "Rebels burned their houses.",
        "Rebels fighting in the hills shot at us.",
        "Rebels are fighting in the civil war.",
        "A major attack hit the US city.",
        "Rebels fighting the army in the civil war left.",
    ],
)
def test_harm_to_others_is_violence(text: str) -> None:
    assert [event for event in coded(text) if event.event_type == "ASSAULT"] != []


def test_protest_told_twice_in_one_clause_is_one() -> None:
    found = coded("On Monday, in a separate protest, farmers held rallies in the port.")
    assert [[actor.text for actor in event.actors] for event in found] == [["farmers"]]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Shells hit Norvia Tags Norvia Shells Rebels At least four people died on Monday.", 3),
        ("Shells kill four Reuters Friday 3 March 2017 Rebels shelled the port.", 2),
        ("The army said on Friday 3 March 2017 Norvia had been shelled.", 1),
        ("Price Tags are printed in red.", 1),
        ("Rebels shelled the port. 310 Related Oslo Troops Shell Rebels Near Bergen Tags shelling Norvia Oslo", 3),
        ("Rebels shelled the port Source Agencies Related News Army shells rebels in Oslo", 2),
        ("He read 310 Related papers of the ministry.", 1),
        ("The Related Goods Act was broken.", 1),
    ],
)
def test_lost_line_breaks_part_sentences(text: str, sentences: int) -> None:
    assert len(split_passage("text", text).sentences) == sentences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("310 Related Oslo Troops Shell Rebels Near Bergen Army Kills Ten Rebels Tags shelling Norvia Oslo", 0),
        ("310 Topic Army Attack on Rebel Port (20) Related Army Kills Ten Rebels in Norvia", 0),
        ("Category News Army shells rebels in Oslo A picture is worth a thousand words.", 0),
        ("Related News Army shelled rebels in Oslo", 0),
        ("310 rebels shelled the port of Oslo.", 1),
    ],
)
def test_headlines_of_other_articles_tell_nothing(text: str, count: int) -> None:
    assert len(coded(text)) == count


@pytest.mark.parametrize(
    ("text", "trigger", "side", "party"),
    [
        ("Opponents of President Nicolas Maduro blocked roads on Monday.", "blocked", "actors", "VEN-OPP"),
        ("Supporters of the late President Saddam Hussein blocked roads.", "blocked", "actors", "IRQ-CVL"),
        ("Nicolas Maduro's critics blocked roads on Monday.", "blocked", "actors", "VEN-OPP"),
        ("Police arrested critics of the Kremlin on Monday.", "arrested", "recipients", "RUS-OPP"),
        ("Rivals of Hamas shot dead two guards.", "shot dead", "actors", None),
        ("Supporters of Hamas rallied in the square.", "rallied", "actors", "hamas"),
        ("Relatives of Kurdish rebels blocked roads.", "blocked", "actors", None),
    ],
)
def test_those_who_are_for_or_against_somebody_act_for_themselves(
    text: str, trigger: str, side: str, party: str | None
) -> None:
    event = next(event for event in coded(text) if trigger in event.trigger_text)
    assert named(getattr(event, side)) == [party]


def test_opponents_of_a_country_are_nobody_s() -> None:
    [event] = coded("Opponents of Iran attacked a police station on Monday.")
    assert event.actors == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Gunmen attacked a camp for displaced people on Monday.", "ASSAULT"),
        ("The opposition leader attacked the government for failing to act.", "ACCUSE"),
    ],
)
def test_attack_for_something_is_told_from_an_attack_on_a_camp_for_somebody(text: str, kind: str) -> None:
    assert [event.event_type for event in coded(text)] == [kind]


@pytest.mark.parametrize(
    ("text", "trigger", "actors", "recipients"),
    [
        ("Army shelling killed ten people.", "killed", ["Army"], ["ten people"]),
        ("Rebel bombing wounds six soldiers.", "wounds", ["Rebel"], ["six soldiers"]),
        ("Soldiers shelling rebels killed ten people.", "shelling", ["Soldiers"], None),
        ("A suicide attack near a camp kills at least 15 people.", "kills", [], ["15 people"]),
        ("After a raid by soldiers killed ten people, the police sent men.", "killed", ["soldiers"], ["ten people"]),
        ("When killed by soldiers, the rebels were asleep.", "killed", ["soldiers"], None),
        ("A strike by soldiers fighting rebels killed ten clerks.", "killed", ["soldiers"], ["ten clerks"]),
        ("Rebels fighting soldiers killed ten people.", "fighting", ["Rebels"], ["soldiers"]),
        ("They were attacked by gunmen.", "attacked", ["gunmen"], ["They"]),
        ("It was attacked by gunmen.", "attacked", ["gunmen"], []),
        ("Rebels killed a pilot they captured.", "killed", ["Rebels"], ["a pilot"]),
        ("Soldiers repelled an attack by rebels on the port.", "repelled", ["Soldiers"], ["rebels"]),
        ("Soldiers fended off an attack from rebels.", "fended", ["Soldiers"], ["rebels"]),
        ("Soldiers repelled an attack by helicopter.", "repelled", ["Soldiers"], []),
        ("Rebels fired rockets and mortar rounds into the capital.", "fired", ["Rebels"], ["capital"]),
        ("Rebels fired rockets and mortars at dawn.", "fired", ["Rebels"], []),
    ],
)  # fmt: skip
def test_deed_s_own_words_tell_both_sides(
    text: str, trigger: str, actors: list[str], recipients: list[str] | None
) -> None:
    found = told(text, trigger)
    assert found[0] == actors
    assert recipients is None or found[1] == recipients
