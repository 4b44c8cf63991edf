"""Events: who does what to whom, where and when, from marked sentences."""

from datetime import date

import pytest

from pipelines.coding.text import Claim
from tests.marked_text import events, ids, mark, only


@pytest.mark.parametrize(
    ("text", "event_type", "actors", "recipients"),
    [
        ("[Rebels|reb|REB] attacked an [army|SYR-MIL|MIL] base.", "ASSAULT", ["reb"], ["SYR-MIL"]),
        ("The base was attacked by [rebels|reb|REB].", "ASSAULT", ["reb"], ["base"]),
        ("[Twelve soldiers|SYR-MIL|MIL] were killed by [rebels|reb|REB].", "ASSAULT", ["reb"], ["SYR-MIL"]),
        ("An attack by [rebels|reb|REB] on [soldiers|SYR-MIL|MIL] began.", "ASSAULT", ["reb"], ["SYR-MIL"]),
        ("The [army|SYR-MIL|MIL]'s offensive against [rebels|reb|REB] goes on.", "ASSAULT", ["SYR-MIL"], ["reb"]),
        ("[Rebels|reb|REB] launched an attack on the [army|SYR-MIL|MIL].", "ASSAULT", ["reb"], ["SYR-MIL"]),
        ("The [army|SYR-MIL|MIL] came under attack from [rebels|reb|REB].", "ASSAULT", ["reb"], ["SYR-MIL"]),
        ("[Norvia|NOR-GOV|GOV] condemned [Sudria|SUD-GOV|GOV] on Monday.", "ACCUSE", ["NOR-GOV"], ["SUD-GOV"]),
        ("[Norvia|NOR-GOV|GOV] refused to meet [Sudria|SUD-GOV|GOV].", "REJECT", ["NOR-GOV"], ["SUD-GOV"]),
        ("[Norvia|NOR-GOV|GOV] imposed sanctions on [Sudria|SUD-GOV|GOV].", "COERCE", ["NOR-GOV"], ["SUD-GOV"]),
        ("[Police|NOR-COP|COP] arrested [12 students||EDU].", "COERCE", ["NOR-COP"], ["12 students"]),
        ("[12 students||EDU] were arrested.", "COERCE", [], ["12 students"]),
        ("[Norvia|NOR-GOV|GOV] expelled two [Sudrian|SUD-GOV|GOV] diplomats.", "SANCTION", ["NOR-GOV"], ["SUD-GOV"]),
        ("[Workers||LAB] went on strike.", "PROTEST", ["Workers"], []),
        ("The [army|NOR-MIL|MIL] sent troops to the border.", "MOBILIZE", ["NOR-MIL"], []),
        ("[Norvia|NOR-GOV|GOV] threatened to attack [Sudria|SUD-GOV|GOV].", "THREATEN", ["NOR-GOV"], ["SUD-GOV"]),
        ("[Norvia|NOR-GOV|GOV] provided aid to [Sudria|SUD-GOV|GOV].", "AID", ["NOR-GOV"], ["SUD-GOV"]),
        ("[The rebels|reb|REB] released [5 hostages||CVL].", "RETREAT", ["reb"], ["5 hostages"]),
        ("[Norvia|NOR-GOV|GOV] signed an agreement with [Sudria|SUD-GOV|GOV].", "SUPPORT", ["NOR-GOV"], ["SUD-GOV"]),
        ("[Norvia|NOR-GOV|GOV] urged [Sudria|SUD-GOV|GOV] to wait.", "REQUEST", ["NOR-GOV"], ["SUD-GOV"]),
    ],
)
def test_type_and_parties(text: str, event_type: str, actors: list[str], recipients: list[str]) -> None:
    event = only(text)
    assert (event.event_type, ids(event.actors), ids(event.recipients)) == (event_type, actors, recipients)


def test_apposition_and_relative_clause_do_not_hide_the_subject() -> None:
    event = only("[The front|front|REB], a group led by exiles, is waging an offensive against the [army|SYR-MIL|MIL].")
    assert (ids(event.actors), ids(event.recipients)) == (["front"], ["SYR-MIL"])
    event = only("[The rebels|reb|REB] who fled the coast attacked the [army|SYR-MIL|MIL].")
    assert ids(event.actors) == ["reb"]


def test_coordinated_verbs_share_their_subject() -> None:
    praise = events("The [premier|NOR-GOV|GOV] congratulated the [troops|NOR-MIL|MIL] and hailed the outcome.")
    assert [ids(event.actors) for event in praise] == [["NOR-GOV"], ["NOR-GOV"]]


def test_both_sides_of_a_clash_take_part() -> None:
    event = only("[Rebels|reb|REB] and the [army|SYR-MIL|MIL] clashed near {Qant|7}.")
    assert ids(event.actors) == ["reb", "SYR-MIL"]
    event = only("Clashes between [rebels|reb|REB] and the [army|SYR-MIL|MIL] went on.")
    assert (ids(event.actors), ids(event.recipients)) == (["reb"], ["SYR-MIL"])


def test_actor_is_not_taken_from_the_clause_of_another_verb() -> None:
    event = only("[Norvia|NOR-GOV|GOV] said [rebels|reb|REB] attacked the [army|SYR-MIL|MIL].")
    assert ids(event.actors) == ["reb"]


def test_weapon_and_victims_make_one_event() -> None:
    event = only("A car bomb killed [12 people||CVL] in {Qant|7} on <Friday|2017-11-03>, wounding 30.")
    assert (event.mode, event.fatalities_best, event.injured) == ("explosives", 12, 30)
    assert event.place is not None
    assert event.place.place_id == "7"


def test_place_and_date_come_from_the_clause() -> None:
    event = only("On <2 November|2017-11-02>, [rebels|reb|REB] shelled {Qant|7}, a town near {Bir Sal|8}.")
    assert event.place is not None
    assert (event.place.place_id, event.place_precision) == ("7", "city")
    assert (event.date_start, event.date_precision, event.date_text) == (date(2017, 11, 2), "day", "2 November")


@pytest.mark.parametrize(
    ("text", "place_id"),
    [
        ("[Norvia|NOR-GOV|GOV] condemned the killings.", None),
        ("[Norvia|NOR-GOV|GOV] urged [Sudria|SUD-GOV|GOV] to end the siege.", None),
        ("[Norvia|NOR-GOV|GOV] urged [Sudria|SUD-GOV|GOV] at talks in {Qant|7} to end the siege.", "7"),
        ("[Norvia|NOR-GOV|GOV] bombed [Sudria|SUD-GOV|GOV].", "9"),
        ("[Norvia|NOR-GOV|GOV] closed its border.", "8"),
    ],
)
def test_a_state_that_speaks_is_no_place(text: str, place_id: str | None) -> None:
    event = events(text, states={"Norvia": "8", "Sudria": "9"})[0]
    assert (event.place.place_id if event.place else None) == place_id


def test_article_without_a_time_dates_by_its_publication() -> None:
    event = only("[Rebels|reb|REB] attacked the [army|SYR-MIL|MIL].")
    assert (event.date_start, event.date_precision) == (date(2017, 11, 3), "publication")
    event = only("[Rebels|reb|REB] attacked the [army|SYR-MIL|MIL].", published=None)
    assert (event.date_start, event.date_end, event.date_precision) == (None, None, None)


def test_the_city_means_the_town_named_before() -> None:
    found = events("{Qant|7} lies on the river.\n\nThe [army|SYR-MIL|MIL] attacked [rebels|reb|REB] in the city.")
    assert found[0].place is not None
    assert found[0].place.place_id == "7"


def test_claims_cover_the_events_in_their_content() -> None:
    text = "[Rebels|reb|REB] attacked the [army|SYR-MIL|MIL], the [radio|radio|JRN] said."
    plain = mark(text).article.passages[0].text
    said = plain.index("said")
    claim = Claim("text", said - 6, said - 1, plain[said - 6 : said - 1], "radio", said, said + 4, "said", 0, 32)
    [event] = events(text, claims=[claim])
    assert event.attributed_to == (claim,)


@pytest.mark.parametrize(
    "text",
    [
        "The [minister|NOR-GOV|GOV] suffered a heart attack.",
        "[Norvia|NOR-GOV|GOV] struck a balance between the two.",
        "The [company|acme|BUS] hit a record in {Qant|7}.",
        "Attack victims are remembered.",
        "[Norvia|NOR-GOV|GOV] said it was cold.",
        "The film was shot in {Qant|7}.",
        "[Norvia|NOR-GOV|GOV] beat [Sudria|SUD-GOV|GOV] in the cup final match; the coach liked the goals this season.",
        "[12 people||CVL] were killed when a bus crashed near {Qant|7}.",
        "",
    ],
)
def test_what_is_no_event_is_left_out(text: str) -> None:
    assert [event.trigger_text for event in events(text) if event.event_type != "SUPPORT"] == []


@pytest.mark.parametrize(
    "text",
    ["attacked " * 12_000, "REBELS ATTACKED THE ARMY IN " * 4_000, "of , the by ( " * 7_000, "\n\n\n", "…" * 50_000],
)
def test_odd_texts_are_read_to_their_end(text: str) -> None:
    assert isinstance(events(text), list)


def test_spans_are_the_words_of_the_text() -> None:
    text = "[Rebels|reb|REB] have taken full control of {Qant|7}."
    plain = mark(text).article.passages[0].text
    event = only(text)
    assert plain[event.trigger_start : event.trigger_end] == event.trigger_text == "taken full control of"


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        ("[Rebels|reb|REB] killed [ten men||CVL] the [monitor|mon|SOC] said.", ["reb"], ["ten men"]),
        ("[Troops|NOR-MIL|MIL] backed by [Sudrian|SUD-MIL|MIL] and [Ostian jets|OST-MIL|MIL] attacked the base.",
         ["NOR-MIL"], ["base"]),
        ("[Gangs|gang|CRM] affiliated to the [ministry|NOR-GOV|GOV] attacked the base.", ["gang"], ["base"]),
        ("[Rebels|reb|REB] killed and mutilated [five villagers||CVL].", ["reb"], ["five villagers"]),
        ("[Three men||CVL] were injured by shots fired by [gunmen|uaf|UAF].", ["uaf"], ["Three men"]),
        ("[Ten men||CVL] were killed in [regime|NOR-GOV|GOV] shelling on the harbour.", ["NOR-GOV"], ["Ten men"]),
    ],
)  # fmt: skip
def test_bystanders_backers_and_speakers_are_no_parties(text: str, actors: list[str], recipients: list[str]) -> None:
    event = next(event for event in events(text) if event.event_type == "ASSAULT")
    assert (ids(event.actors), ids(event.recipients)) == (actors, recipients)


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("[Norvia|NOR-GOV|GOV] accused the [army|SUD-MIL|MIL] of shelling {Qant|7}.", "hypothetical"),
        ("An offensive by [rebels|reb|REB] against the [army|NOR-MIL|MIL] would begin soon.", "future"),
    ],
)
def test_accusations_and_plans_are_not_told_as_fact(text: str, modality: str) -> None:
    assert [event.modality for event in events(text) if event.event_type == "ASSAULT"] == [modality]


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        ("The [judge||JUD]'s murder shocked the town.", [], ["judge"]),
        ("The [monks||REL]' slaying was condemned.", [], ["monks"]),
        ("The [army|NOR-MIL|MIL]'s killing of [villagers||CVL] was condemned.", ["NOR-MIL"], ["villagers"]),
        ("A bomb planted by [gunmen||UAF] exploded at a bank.", ["gunmen"], ["bank"]),
        ("The base of the [army|NOR-MIL|MIL] shook when a grenade went off.", [], []),
        ("[Gunmen||UAF] exploded a bomb at a bank.", ["gunmen"], ["bank"]),
    ],
)
def test_crime_has_its_victim_and_bomb_who_laid_it(text: str, actors: list[str], recipients: list[str]) -> None:
    event = only(text)
    found = ids(event.actors), ids(event.recipients)
    assert ([name.lower() if name and "-" not in name else name for name in found[0]], found[1]) == (actors, recipients)


def test_shot_and_killed_is_one_act() -> None:
    event = only("[Gunmen||UAF] shot and killed [a mayor||GOV] in {Qant|7}.")
    assert (event.trigger_text, event.fatalities_best) == ("shot and killed", 1)


def test_another_sentence_part_gives_no_further_victim() -> None:
    killing = events("[Norvia|NOR-GOV|GOV] condemned the killing of [a clerk||GOV] and accused the [front|front|REB].")
    assert [ids(e.recipients) for e in killing if e.event_type == "ASSAULT"] == [["a clerk"]]


@pytest.mark.parametrize(
    "text",
    [
        "Nine killed in {Qant|7}",
        "Fierce clashes in {Qant|7}",
        "Heavy shelling hits {Qant|7} again",
        "[Two rebel commanders|reb|REB] killed in {Qant|7}",
    ],
)
def test_few_lines_of_violence_are_told_as_such(text: str) -> None:
    assert only(text).event_type == "ASSAULT"


@pytest.mark.parametrize(
    "text",
    [
        "Nine killed as bus plunges into ravine near {Qant|7}",
        "[Police|NOR-COP|COP] seized 13 rifles and 2 grenades in {Qant|7}.",
        "The [thief||CRM] ran and hit no one.",
        "As the clocks struck midnight the [army|NOR-MIL|MIL] slept.",
    ],
)
def test_accidents_goods_and_figures_of_speech_are_no_assaults(text: str) -> None:
    assert [event.trigger_text for event in events(text) if event.event_type == "ASSAULT"] == []


@pytest.mark.parametrize(
    ("text", "low", "best"),
    [
        ("[Gunmen||UAF] murdered [priests||REL] in {Qant|7}.", 2, None),
        ("The murder of [priests||REL] in {Qant|7} shocked the town.", 2, None),
        ("[Gunmen||UAF] murdered [members||REB] of a club in {Qant|7}.", None, None),
        ("[Gunmen||UAF] murdered 3 [priests||REL] in {Qant|7}.", 3, 3),
        ("[Gunmen||UAF] murdered [a judge||JUD] and two of his [guards||CVL] in {Qant|7}.", 3, 3),
        ("[Gunmen||UAF] shot and killed her in {Qant|7}.", 1, 1),
        ("[Gunmen||UAF] shot and killed them in {Qant|7}.", None, None),
        ("[Gunmen||UAF] shot and killed [a judge||JUD] in {Qant|7}.", 1, 1),
    ],
)
def test_killed_without_a_number_are_counted_by_their_words(text: str, low: int | None, best: int | None) -> None:
    event = only(text)
    assert (event.fatalities_low, event.fatalities_best) == (low, best)


def test_others_are_not_those_named_before() -> None:
    found = events("[A clerk||CVL] was killed in [police|NOR-COP|COP] firing and two others were wounded in {Qant|7}.")
    assert [(ids(event.actors), ids(event.recipients)) for event in found] == [
        (["NOR-COP"], ["A clerk", "two others"]),
        (["NOR-COP"], ["two others"]),
    ]


def test_arrests_that_were_made_are_an_event() -> None:
    event = only("Several arrests have been made in {Qant|7}.")
    assert (event.event_type, event.mode) == ("COERCE", "arrest")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "[Norvia|n|GOV] fired missiles at [Ostria|o|GOV] in retaliation for the killing of [Omar Said|s|REB].",
            [("fired missiles", ["n"], ["o"]), ("killing", [], ["s"])],
        ),
        (
            "[Jets|j|MIL] bombed {Qant|7}, and [8 soldiers||MIL] were killed in clashes with [rebels|r|REB].",
            [("bombed", ["j"], ["Qant"]), ("killed in clashes", ["r"], ["8 soldiers"])],
        ),
        (
            "[Jets|j|MIL] bombed {Qant|7}, and [8 clerks||CVL] were killed.",
            [("bombed", ["j"], ["8 clerks", "Qant"])],
        ),
        (
            "[Rebels|r|REB] attacked [the army|a|MIL] after [Ostrian|o|GOV] air strikes killed [25 fighters||REB].",
            [("attacked", ["r"], ["a"]), ("air strikes killed", ["o"], ["25 fighters"])],
        ),
    ],
)
def test_deeds_of_one_sentence_are_kept_apart(text: str, expected: list[tuple[str, list[str], list[str]]]) -> None:
    found = [(event.trigger_text, ids(event.actors), ids(event.recipients)) for event in events(text)]
    assert found == expected


def test_both_of_two_numbers_are_the_dead() -> None:
    [event] = events("At least [40 soldiers||MIL] and about [10 clerks||CVL] were killed.")
    assert (ids(event.recipients), event.fatalities_best) == (["40 soldiers", "10 clerks"], 50)


def test_day_stands_inside_the_words_of_a_pattern() -> None:
    event = events("[Norvia|NOR-GOV|GOV] agreed on <Friday|2017-11-03> to withdraw its troops.")[0]
    assert (event.event_type, event.trigger_text) == ("AGREE", "agreed on Friday to")


def test_deployed_troops_are_who_moves() -> None:
    event = only("[Troops|NOR-MIL|MIL] were deployed in {Qant|7}.")
    assert (event.event_type, ids(event.actors)) == ("MOBILIZE", ["NOR-MIL"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "[Rebels|r|REB] attacked a base in the village of {Qant|7}, north of {Tolm|8}, on <Friday|2017-11-03>,"
            " killing [12 soldiers||MIL] and wounding 30.",
            (12, 30),
        ),
        ("[122 clerks||CVL] and [151 soldiers||MIL] were injured in clashes.", (None, 273)),
        ("A little [boy||CVL], an elderly [woman||CVL] and [2 men||CVL] were killed in clashes.", (4, None)),
        ("[Seven soldiers||MIL] were killed or wounded in clashes.", (None, None)),
        ("[12 soldiers||MIL] were killed and dozens were injured in clashes.", (12, None)),
    ],
)
def test_outcome_belongs_to_the_attack(text: str, expected: tuple[int | None, int | None]) -> None:
    event = events(text)[0]
    assert (event.fatalities_best, event.injured) == expected


def test_hostages_are_whom_is_taken_and_not_who_takes() -> None:
    event = only("[Four gunmen|g|UAF] took [hostages||CVL] in {Qant|7}.")
    assert (event.mode, ids(event.actors), event.captured) == ("abduct", ["g"], None)


def test_fire_on_a_crowd_is_crowd_control_only_by_a_state() -> None:
    modes = [only(f"{who} opened fire on the crowd.").mode for who in ("[Police|p|COP]", "[Rebels|r|REB]")]
    assert modes == ["crowd-control", None]


def test_who_is_overthrown() -> None:
    event = only("[The army|n|MIL] overthrew [President Omar Said|p|GOV] on Thursday.")
    assert (event.event_type, event.mode, ids(event.actors), ids(event.recipients)) == ("COERCE", "seize", ["n"], ["p"])


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        ("[Norvia|n|GOV] fired drones and missiles at [Ostria|o|GOV].", ["n"], ["o"]),
        ("[Mali|m|GOV] had cut its ties with [Chad|c|GOV], and [Kenya|k|GOV] attacked [Togo|t|GOV].", ["k"], ["t"]),
    ],
)
def test_lists_end_with_their_clause(text: str, actors: list[str], recipients: list[str]) -> None:
    event = next(event for event in events(text) if event.event_type == "ASSAULT")
    assert (ids(event.actors), ids(event.recipients)) == (actors, recipients)


@pytest.mark.parametrize(
    "text",
    [
        "[10 people||CVL] were killed in a fire at a hotel in {Qant|7}.",
        "A fire killed [10 people||CVL] in {Qant|7}.",
        "[Four miners||CVL] were killed in a cave-in.",
    ],
)
def test_fires_and_falls_are_no_attacks(text: str) -> None:
    assert not events(text)


def test_fire_of_arms_is_an_attack() -> None:
    event = only("[15 clerks||CVL] were killed in [rebel|r|REB] fire.")
    assert (event.event_type, ids(event.actors), event.fatalities_best) == ("ASSAULT", ["r"], 15)


def test_whose_side_is_taken_is_not_struck() -> None:
    event = only("[Norvia|n|GOV] began air strikes in support of [Omar Said|s|GOV].")
    assert (ids(event.actors), ids(event.recipients)) == (["n"], [])
