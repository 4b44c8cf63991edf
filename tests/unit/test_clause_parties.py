"""Parties and modality where a sentence has more than one clause, or a noun that only stands near."""

import pytest

from pipelines.coding.actors import find_actors
from pipelines.coding.dictionary import load_actor_dictionary
from pipelines.coding.genres import is_sport
from pipelines.coding.sentences import split_passage
from pipelines.coding.text import ArticleText
from tests.marked_text import events, ids, only


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        (
            "[Norvia|n|GOV] has been pounding towns with artillery fire and [100 people||CVL] have since fled.",
            ["n"],
            ["towns"],
        ),
        ("The attacks have targeted a part of {Tolm|7} besieged by [army troops|a|MIL].", [], []),
        (
            "[Rebels|r|REB] took {Tolm|7} and crossed the river after weeks of clashes with [the army|a|MIL].",
            ["r"],
            ["a"],
        ),
        (
            "[The army|a|MIL] has been accused by [a watchdog|w|SOC] of carrying out attacks on [farmers|f|CVL].",
            ["a"],
            ["f"],
        ),
        ("[10 farmers||CVL] some of them [children||CVL] were killed by [rebels|r|REB].", ["r"], ["10 farmers"]),
        ("Before being killed, [three clerks||CVL] wrote to their families.", [], ["three clerks"]),
        ("[Norvian|n|MIL] air strikes and a wave of [settlers|s|CVL] held them back.", ["n"], []),
        (
            "[Three fighters||REB] were killed as an [Ostrian|o|MIL] drone struck their car.",
            ["o"],
            ["Three fighters", "their car"],
        ),
        ("[Six clerks||CVL] were killed as a result of the shelling by [rebels|r|REB].", ["r"], ["Six clerks"]),
        ("90 dead in two days of clashes in {Tolm|7}.", [], ["90"]),
        (
            "[Rebels|r|REB] killed [ten soldiers||MIL] in {Tolm|7} and [two nurses||MED] there.",
            ["r"],
            ["ten soldiers", "two nurses"],
        ),
    ],
)
def test_each_clause_keeps_its_own_parties(text: str, actors: list[str], recipients: list[str]) -> None:
    event = next(e for e in events(text) if e.event_type == "ASSAULT" and e.mode != "restrict" and not e.control_change)
    assert (ids(event.actors), ids(event.recipients)) == (actors, recipients)


def test_others_after_a_list_are_who_was_injured() -> None:
    found = events("[Seven clerks||CVL] were killed, among them [a boy|b|CVL] and nine others were injured.")
    assert [ids(e.recipients) for e in found if e.trigger_text.endswith("injured")] == [["nine others"]]


def test_who_is_arrested_stands_after_the_second_verb() -> None:
    event = next(e for e in events("[Police|p|COP] arrested and charged him at the port.") if e.mode == "arrest")
    assert (ids(event.actors), ids(event.recipients)) == (["p"], ["him"])


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("There were rumours that [Norvia|n|GOV] shelled {Tolm|7}.", "hypothetical"),
        ("Poverty raises the likelihood of an attack by [rebels|r|REB].", "hypothetical"),
        ("[Norvia|n|GOV] accused [Ostria|o|GOV] of being behind the attack on {Tolm|7}.", "hypothetical"),
        ("He asked for a vote to authorise military strikes against [Ostria|o|GOV].", "hypothetical"),
        ("It is hard for a [rebel|r|REB] attack to be launched.", "hypothetical"),
        ('[Ostria|o|GOV] was not "attacking" [rebels|r|REB], it said.', "negated"),
        ("Word spread that [Norvia|n|GOV] shelled {Tolm|7}.", "actual"),
    ],
)
def test_what_is_only_rumoured_or_charged_is_no_fact(text: str, modality: str) -> None:
    assert [e.modality for e in events(text) if e.event_type == "ASSAULT"] == [modality]


@pytest.mark.parametrize(
    "text",
    [
        "[Twelve people||CVL] died of hunger in the camp at {Tolm|7} during the war.",
        "He said [the militia|m|REB] had been defeated.",
        "[The militia|m|REB] has been largely defeated in {Norvia|9|PCLI}.",
        "[Officers|o|COP] have hunted [the rebel leader|r|REB] for years.",
        "The assault was watched by [three clerks|c|CVL].",
        "[Medics|m|MED] planned to evacuate wounded from the camps.",
        "A monitor spoke of the raids, with [the council|c|GOV] recording 40 attacks.",
        "[The union|u|LAB] will march over [government|g|GOV] plans to cut its pension fund.",
    ],
)
def test_no_force_is_told_where_nobody_used_it(text: str) -> None:
    assert [e for e in events(text) if e.event_type in ("ASSAULT", "THREATEN") and (e.actors or e.recipients)] == []


def test_siege_by_somebody_is_his() -> None:
    event = only("The sieges imposed by [rebels|r|REB] went on.")
    assert ids(event.actors) == ["r"]


@pytest.mark.parametrize(
    "text",
    [
        "[Ten people||CVL] died at {Tolm|7} because of the shelling.",
        "[Ten people||CVL] died at {Tolm|7} of shortages caused by the siege of [the army|a|MIL].",
        "[Ten people||CVL] died at {Tolm|7} of wounds in the freezing weather after the raid.",
        "[The militia|m|REB] was defeated in the battle of {Tolm|7}.",
        "[The militia|m|REB] has been defeated in this area.",
        "[The army|a|MIL] defeated [the militia|m|REB].",
        "[The army|a|MIL] hunted down [the rebels|r|REB] in the hills.",
        "[A couple|c|CVL] were stoned to death by [the militia|m|REB].",
    ],
)
def test_force_is_told_where_somebody_used_it(text: str) -> None:
    assert [e for e in events(text) if e.event_type == "ASSAULT" and e.recipients]


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("[Ostria|o|GOV] protested over [Norvia|n|GOV]'s decision.", "ACCUSE"),
        ("[Farmers|f|AGR] protested against [Norvia|n|GOV]'s decision.", "PROTEST"),
        ("[Ostria|o|GOV] has blockaded the territory.", "COERCE"),
        ("[Truckers|t|LAB] blockaded the port.", "PROTEST"),
        ("[The army|a|MIL] seized several strategic heights.", "ASSAULT"),
        ("[The army|a|MIL] seized a new string of villages.", "ASSAULT"),
        ("[Rebels|r|REB] seized large parts of {Norvia|9|PCLI}.", "ASSAULT"),
        ("[Rebels|r|REB] captured one of the strongest fortifications.", "ASSAULT"),
        ("[Rebels|r|REB] seized control over territories in the west.", "ASSAULT"),
        ("[The army|a|MIL] seized a number of rifles.", "COERCE"),
        ("[The army|a|MIL] captured large amounts of weapons.", "COERCE"),
    ],
)
def test_what_a_state_or_army_does_is_told_from_what_a_crowd_does(text: str, event_type: str) -> None:
    assert {e.event_type for e in events(text)} == {event_type}


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        ("[Rebels|r|REB] fired rockets at {Tolm|7} city claiming the lives of [8 clerks||CVL].", ["r"], ["8 clerks"]),
        ("Dozens were hurt and [five hospitals||MED] bombed.", [], ["five hospitals"]),
        ("[The army|a|MIL] claim they are attacking areas controlled by [rebels|r|REB].", ["a"], ["r"]),
        ("An [Ostrian|o|GOV] tanker hit a mine off {Tolm|7}.", [], ["o"]),
        ("The use of [military|m|MIL] strikes on [rebels|r|REB] went on.", [], ["r"]),
    ],
)
def test_sides_of_force(text: str, actors: list[str], recipients: list[str]) -> None:
    event = next(e for e in events(text) if e.event_type == "ASSAULT" and e.trigger_text != "hurt")
    assert (ids(event.actors), ids(event.recipients)) == (actors, recipients)


@pytest.mark.parametrize(
    "text",
    [
        "[Ostria|o|GOV] hit out at [the minister|m|GOV] for his words.",
        "The town is held by four fighting forces during the war.",
        "During the war [cinemas|c|BUS] have been hit by a slump.",
        "A video shot near {Tolm|7} showed the bombed market.",
        "[The administration|a|GOV] protested the ruling.",
        "[Two boys|b|CVL] burned to death at {Tolm|7} in the war.",
        "He led [Ostrian|o|MIL] assault units in the war.",
        "[Gunmen|g|UAF] stormed to victory at the election.",
    ],
)
def test_everyday_blows_are_no_force(text: str) -> None:
    force = [
        e
        for e in events(text)
        if e.event_type in ("ASSAULT", "PROTEST") and e.trigger_text not in ("bombing", "bombed")
    ]
    assert force == []


@pytest.mark.parametrize(
    "text",
    [
        "There was no evidence that [guards|g|COP] had beaten [the clerk|c|CVL].",
        "[Ostria|o|GOV] stood on the brink of an armed clash with [rebels|r|REB].",
        "It was an attempt at an attack by [rebels|r|REB].",
    ],
)
def test_what_nobody_proved_or_did_is_no_fact(text: str) -> None:
    assert {e.modality for e in events(text) if e.event_type == "ASSAULT"} == {"hypothetical"}


def test_capital_that_acts_is_its_government() -> None:
    text = "Ankara launched an offensive last month."
    article = ArticleText("a", (split_passage("text", text),), None)
    assert [actor.text for actor in find_actors(article, load_actor_dictionary(), ())] == ["Ankara"]


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        ("[Ostrian|o|GOV] tankers have come under repeated [Norvian|n|MIL] attack.", ["n"], ["o"]),
        ("Kidnapped the day after the feast, [the boys|b|CVL] came home.", [], ["b"]),
        ("It followed [the United States|u|GOV] attack on an [Ostrian|o|GOV] platform.", ["u"], ["o"]),
        ("[6 clerks||CVL] from [one family||CVL] were killed in air strikes.", [], ["6 clerks"]),
        ("[Rebels|r|REB] committed massacres against [villagers|v|CVL].", ["r"], ["v"]),
        (
            "The attack believed to have been carried out by [Norvian|n|MIL] jets killed [2 clerks||CVL].",
            ["n"],
            ["2 clerks"],
        ),
        ("[The army|a|MIL] moved on {Tolm|7} killing a big number of them.", ["a"], ["a big number of them"]),
    ],
)
def test_party_in_an_odd_slot(text: str, actors: list[str], recipients: list[str]) -> None:
    event = next(e for e in events(text) if e.event_type == "ASSAULT")
    assert (ids(event.actors), ids(event.recipients)) == (actors, recipients)


def test_wounded_after_the_dead_are_told_with_them() -> None:
    found = events("Shelling of the market left [six people||CVL] dead and more than 10 wounded.")
    assert [ids(e.recipients) for e in found] == [["six people", "more than 10", "market"], ["more than 10", "market"]]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The talks can prevent [the villagers|v|CVL] from being killed by [rebels|r|REB].", "negated"),
        ("[The villagers|v|CVL] run the risk of being killed by [rebels|r|REB].", "hypothetical"),
    ],
)
def test_being_killed_is_no_fact_where_it_is_feared_or_prevented(text: str, modality: str) -> None:
    assert [e.modality for e in events(text) if e.event_type == "ASSAULT"] == [modality]


def test_basketball_is_sport() -> None:
    text = "The sophomore is shooting well for the roster, with rebounds and 3-pointers in the playoffs."
    assert is_sport([word.lower() for word in text.replace(",", "").split()])
