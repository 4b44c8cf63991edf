"""Who took part in an event that the sentences before told: definite nouns, the same toll, the same dead."""

import pytest

from pipelines.coding.text import EventMention
from tests.marked_text import events, ids
from tests.plain_text import coded


def _last(text: str) -> EventMention:
    return [m for m in coded(text) if m.event_type == "ASSAULT"][-1]


def _words(mention: EventMention) -> tuple[list[str], list[str]]:
    return [a.text for a in mention.actors], [r.text for r in mention.recipients]


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        ("Rebels attacked a camp on Monday. Ten soldiers were killed in the attack.", ["Rebels"], ["Ten soldiers"]),
        ("Rebels shelled the port. The shelling wounded six people.", ["Rebels"], ["six people"]),
        ("Rebels shelled the port. Shops were shut. The shelling wounded six.", ["Rebels"], ["six"]),
        ("Chadian jets bombed a farm. The strike killed twelve people.", ["Chadian jets"], ["twelve people"]),
        ("A suicide bomber struck a bank. Three people died in the blast.", ["suicide bomber"], ["Three people"]),
        ("Rebels attacked a bank. The attack on the bank left 20 people dead.", ["Rebels"], ["20 people", "bank"]),
        ("Rebels attacked a bank. During the attack, one guard was killed.", ["Rebels"], ["one guard"]),
        ("Gunmen fired at a bus. Ten nurses were wounded in the same attack.", ["Gunmen"], ["Ten nurses"]),
        ("A bomb killed nine nurses. The rebels said they carried out the attack.", ["rebels"], ["nine nurses"]),
        ("Rebels killed 30 people. The mayor said 30 people were killed.", ["Rebels"], ["30 people"]),
        ("Police shot dead Peter Holm. Many wept. Shops were shut. Streets were full. Holm was killed at home.",
         ["Police"], ["Holm"]),
    ],
)  # fmt: skip
def test_parties_of_the_event_told_before_are_taken_up(text: str, actors: list[str], recipients: list[str]) -> None:
    assert _words(_last(text)) == (actors, recipients)


@pytest.mark.parametrize(
    "text",
    [
        "Rebels shelled the port. Another attack killed four soldiers.",
        "Rebels shelled the port. An air strike killed four soldiers.",
        "Rebels shelled the port. The second attack killed four soldiers.",
        "Rebels shelled the port. The deadliest attack killed four soldiers.",
        "Rebels stormed the port. The air strike killed four soldiers.",
        "The army bombed the port and rebels attacked a camp. The attack killed four nurses.",
        "Rebels plan to attack the camp. Four soldiers were killed in the attack.",
        "Rebels attacked a camp. Shops shut. Rain fell. Schools shut. The attack killed four soldiers.",
        "Rebels attacked a camp. Four soldiers were killed in the fighting.",
        "Rebels killed 30 people. Shops shut. The mayor said 40 people were killed.",
        "Police shot dead Peter Holm. Anna Berg was killed at home.",
    ],
)
def test_another_event_takes_up_nobody(text: str) -> None:
    assert _last(text).actors == ()


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        (
            "Nine nurses were killed on Monday. The mayor said rebels killed nine nurses in a raid on a clinic.",
            ["rebels"],
        ),
        ("Nine nurses were killed on Monday. The mayor said rebels killed ten nurses in a raid on a clinic.", []),
        ("Nine nurses were killed. Rebels killed nine nurses. The army killed nine nurses.", []),
    ],
)
def test_a_lead_takes_the_doers_from_below(text: str, actors: list[str]) -> None:
    assert [actor.text for actor in coded(text)[0].actors] == actors


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("[Rebels|reb|REB] shelled us <on Monday|2017-10-30>. <Monday|2017-10-30>'s shelling killed four.", ["reb"]),
        ("[Rebels|reb|REB] shelled us. The attack <on Monday|2017-10-30> killed four.", ["reb"]),
        ("[Rebels|reb|REB] shelled us <on Monday|2017-10-30>. <Sunday|2017-10-29>'s shelling killed four.", []),
        ("[Rebels|reb|REB] shelled us. The attack <in 2015|2015-01-01..2015-12-31> killed four.", []),
        ("[Rebels|reb|REB] shelled {Qant|1}. Four nurses were killed in the attack in {Qant|1}.", ["reb"]),
        ("[Rebels|reb|REB] shelled {Qant|1}. Four nurses were killed in the attack in {Tolm|2}.", []),
    ],
)
def test_day_and_place_may_not_differ(text: str, actors: list[str]) -> None:
    assert ids(events(text, countries={"2": "TUR"})[-1].actors) == actors


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("[Rebels|reb|REB] shelled us <on Monday|2017-10-30>. The attack killed four.", "on Monday"),
        ("Nine nurses were killed <on Monday|2017-10-30>. Nine nurses were killed in raids by rebels.", "on Monday"),
        ("[Rebels|reb|REB] shelled us <on Monday|2017-10-30>. Another attack killed four.", None),
        (
            "A raid killed ten <on Monday|2017-10-30>. Another 14 clerks were killed in a fire set by rebels.",
            "on Monday",
        ),
        ("A raid killed ten <on Monday|2017-10-30>. Two more clerks were killed in a second raid.", "on Monday"),
        ("A raid killed ten <on Monday|2017-10-30>. Rebels also shelled a village.", "on Monday"),
        ("A raid killed ten <on Monday|2017-10-30>. Rebels have also shelled villages.", None),
        ("A raid killed ten <on Monday|2017-10-30>. More than 40 clerks were killed in raids.", None),
        ("[Rebels|reb|REB] shelled us <on Monday|2017-10-30>. [Police|p|COP] shot four men dead in a raid.", None),
        ("[Rebels|reb|REB] shelled us <in 2015|2015-01-01..2015-12-31>. The attack killed four.", None),
        (
            "[Rebels|reb|REB] shelled us <on Monday|2017-10-30>. [Rebels|reb|REB] shelled us <on Tuesday|2017-10-31>. "
            "The attack killed four.",
            None,
        ),
    ],
)
def test_an_event_that_is_told_again_keeps_its_day(text: str, day: str | None) -> None:
    assert events(text)[-1].date_text == day


def test_victims_are_not_taken_up_where_a_toll_is_stated() -> None:
    text = "Rebels attacked a bank. The mayor reported the deadly attacks, giving a toll of 31 killed and 74 wounded."
    mention = _last(text)
    assert (_words(mention), mention.fatalities_best) == ((["Rebels"], ["31", "74"]), 31)


def test_the_words_are_those_of_the_sentence_before() -> None:
    text = "Rebels attacked a camp on Monday. Ten soldiers were killed in the attack."
    mention = _last(text)
    assert mention.sentence_start > mention.actors[0].end
    assert all(text[party.start : party.end] == party.text for party in (*mention.actors, *mention.recipients))
