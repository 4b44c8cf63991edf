"""Who speaks and acts in politics: bodies that only their own words name, capitals, those who are warned."""

import pytest

from tests.plain_text import coded, told


@pytest.mark.parametrize(
    ("text", "trigger", "doer"),
    [
        ("The Jund Karam group attacked an army post.", "attacked", "Jund Karam group"),
        ("The anti-coup movement rejected the junta's offer.", "rejected", "anti-coup movement"),
        ("The Tola Youth league accused the army of theft.", "accused", "Tola Youth league"),
        ("The electoral commission rejected a petition by the opposition.", "rejected", "electoral commission"),
        ("Ankara still refuses to lift the ban on Cypriot ships.", "refuses", "Ankara"),
        ("Kyiv, meanwhile, accused Moscow of shelling a hospital.", "accused", "Kyiv"),
        ("Kenya cautioned Uganda against invading Rwanda.", "invading", "Uganda"),
        ("The union called a strike against the government.", "strike", "union"),
    ],
)
def test_bodies_act(text: str, trigger: str, doer: str) -> None:
    assert told(text, trigger)[0] == [doer]


@pytest.mark.parametrize(
    "text",
    [
        "The group rejected the junta's offer.",  # and nothing tells which
        "Kyiv, which the minister visited, has three rivers.",
        "The committee rejected the junta's offer.",
    ],
)
def test_bodies_that_nothing_names_do_not(text: str) -> None:
    assert not any(event.actors for event in coded(text) if event.event_type == "REJECT")
    assert "Kyiv" not in [actor.text for event in coded(text) for actor in event.actors]


@pytest.mark.parametrize(
    ("text", "event_type", "modality"),
    [
        ("Hackers attacked the website of the Estonian parliament.", "COERCE", "actual"),
        ("Gunmen attacked the Estonian parliament.", "ASSAULT", "actual"),
        ("Kenya cautioned Uganda against invading Rwanda.", "ASSAULT", "hypothetical"),
        ("Kenya warned Uganda after invading Rwanda.", "ASSAULT", "actual"),
    ],
)
def test_what_is_told_of_them(text: str, event_type: str, modality: str) -> None:
    assert (event_type, modality) in [(event.event_type, event.modality) for event in coded(text)]


@pytest.mark.parametrize(
    ("text", "event_type", "doers", "recipients"),
    [
        ("Denmark announced a suspension of aid to Egypt.", "SANCTION", ["Denmark"], ["Egypt"]),
        ("Denmark announced a sharp increase in aid to Egypt.", "AID", ["Denmark"], ["Egypt"]),
        ("President Museveni welcomed President Ruto's decision to send troops.", "SUPPORT", *[None] * 2),
        ("President Museveni welcomed President Ruto at the airport.", "CONSULT", *[None] * 2),
        ("Denmark has agreed to lift sanctions against Egypt.", "AGREE", *[None] * 2),
        ("Denmark has agreed to sanctions against Egypt.", "SANCTION", ["Denmark"], ["Egypt"]),
        ("The militants stepped up attacks on Kenyan security forces.", "ASSAULT", *[None] * 2),
        ("The army stepped up its presence in the north.", "MOBILIZE", ["army"], []),
        ("The army is currently striking Hamas targets.", "ASSAULT", ["army"], ["Hamas targets"]),
        ("A judge found the rebel guilty of murdering a bishop.", "ASSAULT", ["rebel"], ["bishop"]),
    ],
)
def test_word_inside_the_pattern_turns_it(
    text: str, event_type: str, doers: list[str] | None, recipients: list[str] | None
) -> None:
    first = next(event for event in coded(text) if event.event_type == event_type)
    assert doers is None or [party.text for party in first.actors] == doers
    assert recipients is None or [party.text for party in first.recipients] == recipients


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("A court convicted three men over their assault of a clerk.", []),
        ("Gunmen shot three men in an assault of the camp.", ["Gunmen"]),
    ],
)
def test_courts_do_no_violence(text: str, doers: list[str]) -> None:
    assert [party.text for event in coded(text) if event.event_type == "ASSAULT" for party in event.actors] == doers


@pytest.mark.parametrize(
    ("text", "is_attack"),
    [
        ("The premier launched an attack on the spy chiefs, calling them traitors.", False),
        ("The president attacked the judges, accusing them of treason.", False),
        ("The president attacked the judges, saying they were traitors.", False),
        ("The rebels attacked the barracks, accusing the army of treason.", True),
        ("The president attacked the judges, killing two.", True),
        ("The ad shows remarks that include an attack on Senator John Lee.", False),
        ("The ad shows rubble after a bomb attack on Senator John Lee.", True),
    ],
)
def test_persons_attack_in_words(text: str, is_attack: bool) -> None:
    assert any(event.event_type == "ASSAULT" and event.modality == "actual" for event in coded(text)) == is_attack


@pytest.mark.parametrize(
    ("text", "is_protest"),
    [
        ("President Lee held a campaign rally in Ohio.", False),
        ("President Lee held a protest rally in Ohio.", True),
        ("Thousands of workers held a rally in Ohio before the election.", True),
    ],
)
def test_who_asks_for_votes_does_not_protest(text: str, is_protest: bool) -> None:
    assert any(event.event_type == "PROTEST" for event in coded(text)) == is_protest


@pytest.mark.parametrize(
    ("text", "trigger", "doers"),
    [
        ("Gunmen attacked a bank in Qant, and four of the assailants were killed.", "killed", []),
        ("Gunmen attacked a bank in Qant, and four of the clerks were killed.", "attacked", ["Gunmen"]),
        ("Police shot and killed the attacker.", "shot", ["Police"]),
        ("Soldiers killed three attackers.", "killed", ["Soldiers"]),
        ("The army drove back the rebels from a village.", "drove back", ["army"]),
        ("Kenya deported 30 soldiers to Uganda.", "deported", ["Kenya"]),
        ("Police used smoke grenades against protesters.", "smoke grenades", ["Police"]),
    ],
)
def test_those_who_attacked_fall_to_others(text: str, trigger: str, doers: list[str]) -> None:
    assert told(text, trigger)[0] == doers


@pytest.mark.parametrize(
    ("text", "event_type", "mode"),
    [
        ("The army drove back the rebels from a village.", "ASSAULT", None),
        ("The army drove the farmers from their village.", "COERCE", "deport"),
        ("Police used smoke grenades against protesters.", "ASSAULT", "crowd-control"),
        ("Gunmen used hand grenades against protesters.", "ASSAULT", "explosives"),
        ("An improvised explosive device detonated inside a church in Qant.", "ASSAULT", "explosives"),
    ],
)
def test_means_tell_the_mode(text: str, event_type: str, mode: str | None) -> None:
    assert (event_type, mode) in [(event.event_type, event.mode) for event in coded(text)]


def test_rocket_that_slams_into_a_town_criticises_nobody() -> None:
    assert not any(event.event_type == "ACCUSE" for event in coded("Rockets fired from Iran slammed into a town."))
    assert any(event.event_type == "ACCUSE" for event in coded("Iran slammed the report of the United Nations."))


@pytest.mark.parametrize(
    ("text", "trigger", "doers", "recipients"),
    [
        ("President Museveni resigned on Friday.", "resigned", ["President Museveni"], []),
        ("The prime minister stepped down.", "stepped down", ["prime minister"], []),
        (
            "The foreign ministers of India and China met on Friday.",
            "met",
            ["foreign ministers of India"],
            ["China"],
        ),
        ("Kenya reopened its border with Somalia.", "reopened", ["Kenya"], ["Somalia"]),
        ("Kenya froze 300 million euros in aid to Uganda.", "froze", ["Kenya"], ["Uganda"]),
        ("Kenya imposed sanctions on Haitian politicians accused of financing gangs.", "financing", *[None] * 2),
        ("Kenya sanctioned two Iranian officials over a raid on protesters.", "sanctioned", ["Kenya"], None),
    ],
)
def test_parties_of_politics(text: str, trigger: str, doers: list[str] | None, recipients: list[str] | None) -> None:
    found = told(text, trigger)
    assert doers is None or found[0] == doers
    assert recipients is None or found[1] == recipients
    assert found[0] != ["Kenya"] or trigger != "financing"


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Police offered a reward for the arrest of five activists.", "hypothetical"),
        ("Police announced the arrest of five activists.", "actual"),
    ],
)
def test_reward_is_for_what_is_still_to_come(text: str, modality: str) -> None:
    assert [event.modality for event in coded(text) if event.mode == "arrest"] == [modality]


@pytest.mark.parametrize(
    ("text", "trigger", "doers"),
    [
        ("The mothers of the missing students protested in Qant.", "protested", ["mothers"]),
        ("Families of the hostages blocked a road.", "blocked", ["Families"]),
        ("The brother of the rebel leader accused the army of murder.", "accused", ["brother"]),
        ("The family of the soldier arrested a thief.", "arrested", ["family"]),
        ("Members of the union protested in Qant.", "protested", ["union"]),
        ("Students stormed the Supreme Court.", "stormed", ["Students"]),
        ("Soldiers used live rounds against demonstrators.", "live rounds", ["Soldiers"]),
        ("Gangs looted the national library.", "looted", ["Gangs"]),
        ("Residents burned tyres in Qant.", "burned tyres", ["Residents"]),
        ("The minister handed in his resignation.", "resignation", ["minister"]),
    ],
)
def test_kin_and_crowds_act(text: str, trigger: str, doers: list[str]) -> None:
    assert told(text, trigger)[0] == doers


def test_participle_is_of_him_whose_kin_speak() -> None:
    text = "The family of a British soldier arrested in Qant after fighting against Hamas begged for help."
    assert told(text, "arrested")[1] == ["British soldier"]
    assert told(text, "fighting")[0] == ["British soldier"]


@pytest.mark.parametrize("text", ["A man rides past burning tyres which hide him from warplanes."])
def test_burning_tyres_are_no_event(text: str) -> None:
    assert coded(text) == []


@pytest.mark.parametrize(
    ("text", "trigger", "doers"),
    [
        ("Soldiers at a checkpoint opened fire on a minibus.", "opened fire", ["Soldiers"]),
        ("The mastermind of the bombing was killed by police.", "killed", ["police"]),
        ("Police fired rubber bullets at miners.", "rubber bullets", ["Police"]),
    ],
)
def test_place_parts_no_doer_from_the_verb(text: str, trigger: str, doers: list[str]) -> None:
    assert told(text, trigger)[0] == doers


def test_who_planned_a_deed_is_not_what_the_deed_did() -> None:
    assert [event.mode for event in coded("The mastermind of the bombing was killed by police.")] == [None]
    assert [event.mode for event in coded("The victims of a bombing that killed ten were buried.")] == ["explosives"]
