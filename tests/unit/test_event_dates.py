"""Which of a sentence's times an event has, and what the words before a time make of it."""

from datetime import date

import pytest

from pipelines.coding.events import EventDraft, parse_together
from pipelines.coding.parsing import load_parser
from pipelines.coding.patterns import load_event_patterns
from pipelines.coding.times import find_times
from tests.marked_text import PUBLISHED, events, mark

REB, MIL = "[Rebels|reb|REB]", "[army|SYR-MIL|MIL]"
YEAR_2014 = "<2014|2014-01-01..2014-12-31>"
OCTOBER = "<October|2017-10-01..2017-10-31>"


def dated(text: str) -> list[tuple[str, date | None, date | None, str | None]]:
    """Of each event its words, its interval and the words that date it."""
    return [(event.trigger_text, event.date_start, event.date_end, event.date_text) for event in events(text)]


@pytest.mark.parametrize(
    "record",
    [
        f"for the first time since {YEAR_2014}",
        f"in the deadliest raid since {YEAR_2014}",
        f"in the worst violence since the uprising of {YEAR_2014}",
        f"in the first raid to hit the heart of the town since the outbreak of war in {YEAR_2014}",
    ],
)
def test_a_record_has_the_date_of_another_event(record: str) -> None:
    found = [event for event in events(f"{REB} killed the {MIL} {record}.") if event.trigger_text == "killed"]
    assert [(event.date_start, event.date_text, event.modality) for event in found] == [(PUBLISHED, None, "actual")]


@pytest.mark.parametrize(
    ("when", "start", "end", "words"),
    [
        (f"since {OCTOBER}", date(2017, 10, 1), PUBLISHED, "since October"),
        (f"since the truce ended in {OCTOBER}", date(2017, 10, 1), PUBLISHED, "since the truce ended in October"),
        (f"in {OCTOBER}", date(2017, 10, 1), date(2017, 10, 31), "October"),
        (
            f"between {OCTOBER} and <1 November|2017-11-01>",
            date(2017, 10, 1),
            date(2017, 11, 1),
            "October and 1 November",
        ),
        (f"from {OCTOBER} to <1 November|2017-11-01>", date(2017, 10, 1), date(2017, 11, 1), "October to 1 November"),
    ],
)
def test_interval_is_what_the_words_around_a_time_say(when: str, start: date, end: date, words: str) -> None:
    assert dated(f"{REB} have shelled the {MIL} {when}.") == [("shelled", start, end, words)]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        (f"{REB} shelled the {MIL} on <Monday|2017-10-30> and <Tuesday|2017-10-31>.", 30, 31),
        (f"{REB} shelled the {MIL} <last night|2017-10-30> and <early today|2017-10-31>.", 30, 31),
        (f"{REB} shelled the {MIL} on <Monday|2017-10-30> and fled <on Tuesday|2017-10-31>.", 30, 30),
    ],
)
def test_two_days_are_one_interval(text: str, start: int, end: int) -> None:
    event = next(event for event in events(text) if event.trigger_text == "shelled")
    assert (event.date_start, event.date_end) == (date(2017, 10, start), date(2017, 10, end))


def test_at_least_so_many_are_no_record() -> None:
    text = f"At least [40 men||] have been killed in the town since the raids began in {OCTOBER}."
    killed = next(event for event in events(text) if event.trigger_text == "killed")
    assert (killed.date_start, killed.date_end) == (date(2017, 10, 1), PUBLISHED)


def test_what_has_been_done_since_then_was_done_until_now() -> None:
    since = events(f"Since the truce ended in {OCTOBER}, {REB} have shelled the {MIL}.")
    assert [(event.date_start, event.date_end) for event in since if event.trigger_text == "shelled"] == [
        (date(2017, 10, 1), PUBLISHED)
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"{REB} shelled the {MIL} on swathes of land it took in {YEAR_2014}.",
        f"{REB} shelled the {MIL}, not including a hill, in {YEAR_2014}.",
        f"{REB} shelled the {MIL} in a town that has been divided since {YEAR_2014}.",
        f"{REB} shelled the {MIL} in what was a hub before the {YEAR_2014} war.",
        f"{REB} shelled the {MIL} on <April 7th|2017-04-07> Street.",
    ],
)
def test_day_of_a_name_or_of_something_beside_is_not_the_event_s(text: str) -> None:
    assert [found[3] for found in dated(text) if found[0] == "shelled"] == [None]


@pytest.mark.parametrize(
    "text",
    [
        f"Police said <Friday|2017-10-27>'s raid by {REB} killed the {MIL}.",
        f"{REB} shelled the {MIL} on a hill it controlled <on Friday|2017-10-27>.",
    ],
)
def test_day_that_an_event_has_before_it_or_after_a_lasting_verb_is_its_own(text: str) -> None:
    assert date(2017, 10, 27) in [found[1] for found in dated(text)]


def test_what_goes_on_since_long_ago_is_background() -> None:
    [event] = events(f"{REB} have killed 300 soldiers since {YEAR_2014}.")
    assert (event.date_start, event.date_end, event.modality) == (date(2014, 1, 1), PUBLISHED, "historical")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{REB} shelled {{Qant|7}} two days after the {MIL} bombed {{Tolm|8}}.", date(2017, 11, 1)),
        (
            f"{REB} shelled {{Qant|7}} on <Thursday|2017-11-02>, a day after the {MIL} bombed {{Tolm|8}}.",
            date(2017, 11, 1),
        ),
        (
            f"On <20 October|2017-10-20>, a week before the {MIL} bombed {{Tolm|8}}, {REB} shelled {{Qant|7}}.",
            date(2017, 10, 27),
        ),
        (f"{REB} shelled {{Qant|7}} after the {MIL} bombed {{Tolm|8}}.", PUBLISHED),
        (f"{REB} shelled {{Qant|7}}, and the day after the {MIL} bombed {{Tolm|8}}.", PUBLISHED),
    ],
)
def test_what_came_some_days_before_or_after(text: str, expected: date) -> None:
    event = next(event for event in events(text) if event.trigger_text == "bombed")
    assert event.date_start is not None
    assert event.date_end is not None
    assert event.date_start <= expected <= event.date_end
    assert (event.date_end - event.date_start).days < 8


def test_aside_of_a_place_has_a_date_of_its_own() -> None:
    found = events(f"The {MIL} shelled {{Qant|7}}, which {REB.lower()} captured in {YEAR_2014}.")
    assert [(event.trigger_text, event.date_start) for event in found] == [
        ("shelled", PUBLISHED),
        ("captured", date(2014, 1, 1)),
    ]
    [killed] = events(f"300 people were killed in the war, which began in {YEAR_2014}.")
    assert killed.date_start == date(2014, 1, 1)


THURSDAY = "<Thursday|2017-11-02>"


@pytest.mark.parametrize(
    "text",
    [
        f"{REB} shelled {{Qant|7}}, police said on {THURSDAY}.",
        f"Officials told reporters {THURSDAY} that {REB} shelled {{Qant|7}}.",
        f"The ministry said in a statement on {THURSDAY} that {REB} shelled {{Qant|7}}.",
        f"{REB} shelled a market where farmers gathered on {THURSDAY}.",
        f"{REB} shelled the men who came to {{Qant|7}} on {THURSDAY}.",
        f"{REB} shelled {{Qant|7}}, a town seized by the {MIL} on {THURSDAY}.",
        f"{REB} shelled {{Qant|7}}, but the {MIL} took {{Tolm|8}} on {THURSDAY}.",
        f"{REB} shelled {{Qant|7}} ahead of talks scheduled for {THURSDAY}.",
        f"{REB}, who left the talks on {THURSDAY}, shelled {{Qant|7}}.",
        f"{REB} shelled {{Qant|7}} in spite of a {THURSDAY} ceasefire.",
        f"{REB} shelled {{Qant|7}}, split between them and the {MIL} since {YEAR_2014}.",
        f"{REB} shelled {{Qant|7}}, the {THURSDAY} Times wrote.",
    ],
)
def test_what_was_done_has_not_the_time_of_another_verb(text: str) -> None:
    shelled = next(event for event in events(text) if "shelled" in event.trigger_text)
    assert (shelled.date_text, shelled.date_precision) == (None, "publication")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (f"{REB} shelled {{Qant|7}}, police said on {THURSDAY}.", date(2017, 11, 2)),
        (f"{REB} shelled {{Qant|7}}, as a video released on {THURSDAY} shows.", date(2017, 11, 2)),
        (f"{REB} shelled {{Qant|7}}, a town seized by the {MIL} on {THURSDAY}.", PUBLISHED),
        (f"{REB} shelled {{Qant|7}}, police said on <5 October|2017-10-05>.", PUBLISHED),
    ],
)
def test_a_report_of_days_before_stands_for_the_day_of_publication(text: str, day: date) -> None:
    shelled = next(event for event in events(text) if "shelled" in event.trigger_text)
    assert (shelled.date_start, shelled.date_text, shelled.date_precision) == (day, None, "publication")


@pytest.mark.parametrize(
    "text",
    [
        f"{REB} said they shelled {{Qant|7}} on {THURSDAY}.",
        f"On {THURSDAY}, {REB} shelled {{Qant|7}}.",
        f"{REB} shelled {{Qant|7}} in a raid that began on {THURSDAY}.",
        f"{REB} shelled {{Qant|7}} in the {{United States|9|PCLI}} on {THURSDAY}.",
        f"{REB} shelled {{Qant|7}} and wounded two women on {THURSDAY}.",
        f"{REB} shelled {{Qant|7}}, killing two women, on {THURSDAY}.",
        f"Police said that {REB} on {THURSDAY} shelled {{Qant|7}}.",
    ],
)
def test_what_was_done_has_the_time_of_its_clause(text: str) -> None:
    shelled = next(event for event in events(text) if "shelled" in event.trigger_text)
    assert (shelled.date_start, shelled.date_text) == (date(2017, 11, 2), "Thursday")


def test_a_time_at_the_head_comes_before_that_of_an_attack_that_is_spoken_of() -> None:
    raid = "a raid near {Qant|7} on <20 October|2017-10-20>"
    event = next(e for e in events(f"On {THURSDAY} [Norvia|NOR-GOV|GOV] condemned {raid}.") if e.event_type == "ACCUSE")
    assert event.date_start == date(2017, 11, 2)


def test_what_was_done_has_no_date_to_come() -> None:
    [event] = events("[Army|SYR-MIL|MIL] cancelled a visit <tomorrow|2017-11-04>.")
    assert (event.date_start, event.date_precision, event.modality) == (PUBLISHED, "publication", "actual")


@pytest.mark.parametrize(
    "head",
    [
        *("<November 3|2017-11-03> -", "<3 November 2017|2017-11-03>", "<Nov 3|2017-11-03> (AP) --"),
        *("QANT (NORVIA), <3 NOV|2017-11-03> 17 (NORVIK RADIO) --", "<Nov. 3|2017-11-03> (Norvik Wire) —"),
    ],
)
def test_day_at_the_head_of_a_text_is_that_of_publication(head: str) -> None:
    event = next(event for event in events(f"{head} {REB} shelled {{Qant|7}}.") if "shelled" in event.trigger_text)
    assert (event.date_start, event.date_precision) == (PUBLISHED, "publication")


LAST_MONTH = "<last month|2017-10-01..2017-10-31>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{REB} shelled the {MIL} after jihadists left a hill {LAST_MONTH}.", None),
        (f"{REB} shelled the {MIL} {LAST_MONTH}, after jihadists left a hill.", "last month"),
        (f"{REB} shelled the {MIL} after the talks {LAST_MONTH}.", "last month"),
        (f"{REB} shelled the {MIL} after a mine hit a car <on Monday|2017-10-30>.", "on Monday"),
        (f"The mayor disclosed <yesterday|2017-11-02> that {REB} shelled the {MIL}.", None),
        (f"The mayor <on Monday|2017-10-30> condemned the shelling of the {MIL} by {REB}.", None),
        (f"The mayor protested <on Monday|2017-10-30> the shelling of the {MIL} by {REB}.", None),
        (f"The mayor <on Monday|2017-10-30> mourned the dead of a raid in which {REB} shelled the {MIL}.", None),
        (f"<On Monday|2017-10-30> {REB} shelled the {MIL}.", "On Monday"),
        (f"<On Monday|2017-10-30> {REB} (armed by others) shelled the {MIL}.", "On Monday"),
        (
            f"{REB} shelled - for the second time - the {MIL} and three towns in the north <on 5 May|2017-05-05>.",
            "on 5 May",
        ),
    ],
)
def test_time_of_what_came_before_or_was_said_of_it(text: str, expected: str | None) -> None:
    [event] = [event for event in events(text) if "shell" in event.trigger_text]
    assert event.date_text == expected


def test_length_of_time_until_now_is_the_interval() -> None:
    article = mark(
        f"{REB} have killed 300 soldiers over the past two years. {REB} shelled us in the last week of 2015."
    )
    draft = EventDraft(article.article, article.actors, [], find_times(article.article), [], load_event_patterns())
    parse_together([draft], load_parser())
    found = {e.trigger_text: (e.date_start, e.date_end, e.modality) for e in draft.mentions()}
    assert found["killed"] == (date(2015, 11, 3), PUBLISHED, "historical")
    assert found["shelled"] == (date(2015, 1, 1), date(2015, 12, 31), "historical")


@pytest.mark.parametrize(
    ("text", "start"),
    [
        (f"{REB} have killed 300 soldiers in recent weeks.", date(2017, 10, 3)),
        (f"{REB} have killed 300 soldiers over the past few days.", date(2017, 10, 27)),
        (f"{REB} killed 300 soldiers on Monday in raids that grew in recent weeks.", date(2017, 10, 30)),
    ],
)
def test_an_unsaid_number_of_weeks_is_a_wide_interval(text: str, start: date) -> None:
    article = mark(text)
    draft = EventDraft(article.article, article.actors, [], find_times(article.article), [], load_event_patterns())
    parse_together([draft], load_parser())
    event = next(event for event in draft.mentions() if "killed" in event.trigger_text)
    assert (event.date_start, event.modality) == (start, "actual")


@pytest.mark.parametrize(
    ("text", "start"),
    [
        (f"{REB} have been shelling the {MIL} for months.", date(2016, 11, 3)),
        (f"{REB} have been shelling the {MIL} for three weeks.", date(2017, 10, 13)),
        (f"{REB} have besieged the {MIL} for nearly two years.", date(2015, 11, 3)),
        (f"{REB} have killed 300 soldiers in two months of heavy fighting.", date(2017, 9, 3)),
        (f"{REB} have shelled 300 soldiers in the past two days of fighting.", date(2017, 11, 1)),
        (f"Since the start of the year {REB} have killed 300 soldiers.", date(2017, 1, 1)),
        ("Seven weeks of clashes have killed [three nurses||].", date(2017, 9, 15)),
        ("They met after three weeks of clashes, which have killed [three nurses||].", date(2017, 10, 13)),
        ("The two-year war has killed [three nurses||].", date(2015, 11, 3)),
        (f"After three weeks of clashes, {REB} have killed 300 soldiers.", PUBLISHED),
        (f"The two-year war that {REB} began killed 300 soldiers.", PUBLISHED),
        (f"{REB} have detained 300 soldiers for two years.", PUBLISHED),
        (f"{REB} shelled the {MIL} for two hours.", PUBLISHED),
        (f"{REB} shelled the {MIL} after two months of fighting.", PUBLISHED),
        (f"{REB} shelled the {MIL} in the past two days of talks.", PUBLISHED),
    ],
)
def test_how_long_it_has_gone_on_is_the_interval(text: str, start: date) -> None:
    article = mark(text)
    draft = EventDraft(article.article, article.actors, [], find_times(article.article), [], load_event_patterns())
    parse_together([draft], load_parser())
    event = next(event for event in draft.mentions() if event.recipients)
    assert (event.date_start, event.date_end) == (start, PUBLISHED)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Nine nurses were killed in a raid. It was told that nine nurses were killed <on Monday|2017-10-30>.", 30),
        ("Nine nurses were killed in a raid. It was told that ten nurses were killed <on Monday|2017-10-30>.", None),
    ],
)
def test_a_lead_has_the_day_that_is_told_below_for_its_toll(text: str, day: int | None) -> None:
    found = events(text)[0]
    assert found.date_start == (date(2017, 10, day) if day else PUBLISHED)


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Crowds marched on <Sunday|2017-10-29> over the fatal shooting of [a man||].", "shooting", None),
        ("A man was sentenced on <Sunday|2017-10-29> for killing [two soldiers||].", "killing", None),
        ("A man was convicted in <2014|2014-01-01..2014-12-31> of killing [two soldiers||].", "killing", None),
        (f"The worst raid since {YEAR_2014}, when the {MIL} shelled {REB}.", "shelled", "2014"),
        (f"The men were trained in {YEAR_2014}, before the {MIL} began shelling {REB}.", "shelling", None),
        (f"On <Sunday|2017-10-29> the {MIL} shelled protesters.", "shelled", "Sunday"),
        (f"{REB} shot [two soldiers||] on <Sunday|2017-10-29> before fleeing.", "shot", "Sunday"),
        (f"{REB} shelled the {MIL} in {YEAR_2014}, before they fled.", "shelled", "2014"),
    ],
)
def test_a_deed_has_not_the_time_of_what_came_of_it_or_before_it(text: str, trigger: str, expected: str | None) -> None:
    assert [event.date_text for event in events(text) if event.trigger_text == trigger] == [expected]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        (f"On <Sunday|2017-10-29> a truce held, days after {REB} shelled the {MIL}.", "2017-10-22", "2017-10-28"),
        (f"On <Sunday|2017-10-29> a truce held, days before {REB} shelled the {MIL}.", "2017-10-30", "2017-11-05"),
        (f"On <Sunday|2017-10-29> a truce held, hours after {REB} shelled the {MIL}.", "2017-10-29", "2017-10-29"),
    ],
)
def test_days_after_without_a_number_are_some_days(text: str, start: str, end: str) -> None:
    shelled = next(event for event in events(text) if event.trigger_text == "shelled")
    assert (str(shelled.date_start), str(shelled.date_end)) == (start, end)


@pytest.mark.parametrize("past", [f"{REB} claimed previous bombings", f"{REB} have previously shelled the {MIL}"])
def test_what_was_done_before_has_not_the_day_of_the_report(past: str) -> None:
    assert [event.date_start for event in events(f"{past}.") if event.event_type == "ASSAULT"] == [None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{REB} shelled the {MIL} eight days after taking an oath on <1 October|2017-10-01>.", date(2017, 10, 9)),
        (f"{REB} shelled the {MIL} two days before the vote on <20 October|2017-10-20>.", date(2017, 10, 18)),
        (f"{REB} shelled the {MIL} after taking an oath on <1 October|2017-10-01>.", date(2017, 10, 1)),
        (f"The {MIL}, in power until {YEAR_2014}, was shelled by {REB}.", PUBLISHED),
        (f"{REB} shelled the {MIL} to end a process begun on <1 October|2017-10-01>.", PUBLISHED),
        (f"{REB} shelled the {MIL}, who on <1 October|2017-10-01> was seen there.", PUBLISHED),
        (f"The shelling of the {MIL} by {REB}, which began <1 October|2017-10-01>, went on.", date(2017, 10, 1)),
        (f"After the {YEAR_2014} peace accord {REB} shelled the {MIL}.", PUBLISHED),
        (f"In the {YEAR_2014} campaign {REB} shelled the {MIL}.", date(2014, 1, 1)),
        (f"{REB} shelled the {MIL} in a {YEAR_2014} revolt.", date(2014, 1, 1)),
        (f"In the {YEAR_2014} summer {REB} shelled the {MIL}.", date(2014, 1, 1)),
    ],
)
def test_what_a_time_stands_with_tells_whose_it_is(text: str, expected: date) -> None:
    assert [event.date_start for event in events(text) if "shell" in event.trigger_text] == [expected]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        (f"In {YEAR_2014} {REB} shelled {{Qant|7}}. Since then [three nurses||] have been killed.", date(2014, 1, 1)),
        (f"In {YEAR_2014} {REB} shelled {{Qant|7}}. [Three nurses||] have been killed since then.", date(2014, 1, 1)),
        (f"{REB} shelled {{Qant|7}}. Since then [three nurses||] have been killed.", None),
        (f"In {YEAR_2014} {REB} shelled {{Qant|7}}. Now [three nurses||] have been killed.", PUBLISHED),
    ],
)
def test_since_then_counts_from_the_day_told_before(text: str, start: date | None) -> None:
    killed = next(event for event in events(text) if "killed" in event.trigger_text)
    assert killed.date_start == start


@pytest.mark.parametrize(("toll", "expected"), [("200,000", None), ("two hundred thousand", None), ("20", PUBLISHED)])
def test_so_many_as_a_war_kills_die_on_no_one_day(toll: str, expected: date | None) -> None:
    [killed] = [event for event in events(f"The war has killed {toll} people.") if "killed" in event.trigger_text]
    assert killed.date_start == expected
