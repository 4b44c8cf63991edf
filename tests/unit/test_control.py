"""Control of places: taken, lost, held; from whom and by whom."""

import pytest

from tests.marked_text import events, only

ARMY, REBELS = "[army|SYR-MIL|MIL]", "[rebels|reb|REB]"
TAKEN = ("7", None, "SYR-MIL", "taken")


@pytest.mark.parametrize(
    ("text", "change"),
    [
        (f"The {ARMY} retook the city of {{Qant|7}} from {REBELS}.", ("7", "reb", "SYR-MIL", "taken")),
        (f"The {ARMY} has taken full control of {{Qant|7}} from {REBELS}.", ("7", "reb", "SYR-MIL", "taken")),
        (f"{{Qant|7}} was captured by {REBELS}.", ("7", None, "reb", "taken")),
        (f"{{Qant|7}} fell to {REBELS} on <Friday|2017-11-03>.", ("7", None, "reb", "taken")),
        (f"The {REBELS} lost {{Qant|7}}.", ("7", "reb", None, "lost")),
        (f"The {REBELS} lost control of {{Qant|7}}.", ("7", "reb", None, "lost")),
        (f"The {REBELS} now hold only the town of {{Qant|7}}.", ("7", None, "reb", "held")),
        (
            f"{{Qant|7}} has been controlled by {REBELS} since <2014|2014-01-01..2014-12-31>.",
            ("7", None, "reb", "held"),
        ),
        (f"The {ARMY} is in full control of {{Qant|7}}.", ("7", None, "SYR-MIL", "held")),
        (
            f"The {ARMY} recaptured {{Qant|7}}, one of the last towns held by {REBELS}.",
            ("7", "reb", "SYR-MIL", "taken"),
        ),
        (f"The {ARMY} drove {REBELS} out of the border town of {{Qant|7}}.", ("7", "reb", "SYR-MIL", "taken")),
        (f"The {REBELS} were driven out of {{Qant|7}} by the {ARMY}.", ("7", "reb", "SYR-MIL", "taken")),
        (f"{{Qant|7}}, long a market town on the {{Bel|8|STM}}, fell to {REBELS}.", ("7", None, "reb", "taken")),
        (f"Shells hit {{Qant|7}}, which is held by {REBELS}.", ("7", None, "reb", "held")),
        (f"Shells hit {{Qant|7}}, south of {{Bel|8}}, held by {REBELS}.", ("7", None, "reb", "held")),
        (
            f"{{Qant|7}}, which lies in the region of {{Bel|8|ADM1}} and is held by {REBELS}.",
            ("7", None, "reb", "held"),
        ),
        (f"The {ARMY} seized {{Norvia|9|PCLI}}'s capital, {{Qant|7|PPLC}}.", ("7", None, "SYR-MIL", "taken")),
        (f"The {ARMY} controls most of {{Qant|7}}.", ("7", None, "SYR-MIL", "contested")),
        (f"{{Qant|7}} is largely held by {REBELS}.", ("7", None, "reb", "held")),
        (f"{{Qant|7}} almost completely fell to {REBELS}.", ("7", None, "reb", "contested")),
        (f"The {REBELS} dealt a blow to the {ARMY}, driving them out of {{Qant|7}}.", ("7", None, "reb", "taken")),
        (f"The {REBELS} have almost lost {{Qant|7}}.", ("7", "reb", None, "contested")),
        (f"The {REBELS} withdrew their last troops from {{Qant|7}}.", ("7", "reb", None, "lost")),
        (f"The {ARMY} abandoned {{Qant|7}}.", ("7", "SYR-MIL", None, "lost")),
        (f"They fled to {{Qant|7}}, which the {ARMY} retook on <Friday|2017-11-03>.", TAKEN),
        (f"The village lies near {{Qant|7}}, which the {ARMY} has taken.", TAKEN),
        (f"They left {{Qant|7}}, from which the {REBELS} withdrew on Friday.", ("7", "reb", None, "lost")),
        (
            f"They live in {{Qant|7}}, which {REBELS} have held since <2014|2014-01-01..2014-12-31>.",
            ("7", None, "reb", "held"),
        ),
        (f"The {ARMY} recaptured {{Qant|7}} with support from [Russian|RUS-MIL|MIL] airstrikes.", TAKEN),
    ],
)
def test_change_of_control(text: str, change: tuple[str, str | None, str | None, str]) -> None:
    [found] = [event.control_change for event in events(text) if event.control_change]
    assert (found.place_id, found.from_actor_id, found.to_actor_id, found.status) == change


@pytest.mark.parametrize(
    ("text", "place_ids"),
    [
        (f"The {ARMY} seized {{Qant|7}} and {{Tolm|8}}.", ["7", "8"]),
        (
            f"The {ARMY} seized {{Qant|7}} on <Friday|2017-11-03>, {{Tolm|8}} and the town of {{Birs|9}}.",
            ["7", "8", "9"],
        ),
        (f"{{Birs|9}}, {{Tolm|8}} and {{Qant|7}} fell to the {ARMY}.", ["7", "8", "9"]),
        (f"The {ARMY} seized {{Qant|7}}, {{Norvia|9|PCLI}}, on Friday.", ["7"]),
        (f"The {ARMY} seized {{Qant|7}} and {{Tolm|8}} airbase.", ["7"]),
        (f"The {ARMY} seized {{Qant|7}} and {{Tolm|8}} was shelled.", ["7"]),
        (f"The {ARMY} seized most of {{Qant|7}} and {{Tolm|8}}.", ["7"]),
    ],
)
def test_each_town_of_a_list_changes_hands(text: str, place_ids: list[str]) -> None:
    changes = [event.control_change for event in events(text) if event.control_change]
    assert [change.place_id for change in changes] == place_ids
    assert {change.to_actor_id for change in changes} == {"SYR-MIL"}


def test_towns_of_a_list_have_days_of_their_own() -> None:
    text = f"The {ARMY} seized {{Qant|7}} on <Thursday|2017-11-02> and {{Tolm|8}} on <Friday|2017-11-03>."
    found = events(text)
    assert [(event.trigger_text, str(event.date_start)) for event in found] == [
        ("seized", "2017-11-02"),
        ("Tolm", "2017-11-03"),
    ]


def test_it_means_the_one_town_of_the_sentence_before() -> None:
    held = events(f"{{Qant|7}} lies on the river.\n\nIt is held by {REBELS}.")
    assert [event.control_change and event.control_change.place_id for event in held] == ["7"]


@pytest.mark.parametrize(
    "text",
    [
        f"The {ARMY} captured [40 fighters||REB] near {{Qant|7}}.",
        f"He sold his house in {{Qant|7}}, which the {ARMY} seized on Friday.",
        f"They met the mayor of {{Qant|7}}, whom the {ARMY} captured on Friday.",
        f"The {ARMY} captured parts of {{Qant|7}}.",
        f"The {ARMY} captured the airbase of {{Qant|7}}.",
        f"The {ARMY} captured {{Qant|7}} airport from {REBELS}.",
        f"The {ARMY} seized a checkpoint in {{Qant|7}}.",
        f"The {ARMY} took two villages near {{Qant|7}}.",
        f"The {ARMY} retook eastern {{Qant|7}}.",
        f"Shells hit a town in {{Norvia|9|PCLI}} held by {REBELS}.",
        f"Shells hit a district of {{Qant|7}} held by {REBELS}.",
        f"The hostages in {{Qant|7}} held by {REBELS} were freed.",
        f"Both sides share {{Qant|7}}, which is partly held by {REBELS}.",
        f"The {ARMY} controls 30 percent of {{Qant|7}}.",
        f"The {ARMY} withdrew 200 soldiers from {{Qant|7}}.",
        f"The {ARMY} entered {{Qant|7}}.",
        f"{{Qant|7}} has many mosques. The {ARMY} took the old city.",
        "[Norvia|NOR-GOV|GOV] took the title in {Qant|7}.",
        f"The {REBELS} will not hold talks in {{Qant|7}}.",
        "The [party|party|PTY] lost {Qant|7}.",
        f"The {REBELS} held {{Qant|7|PPLC}} accountable for the deaths.",
        f"The {REBELS} hold both {{Qant|7|PPLC}} and {{Bel|8|PPLC}} responsible.",
        f"The {REBELS} overran a town bordering {{Qant|7|ADM1}}.",
        f"The {REBELS} seized a ridge overlooking {{Qant|7}}.",
        f"Fighting went on in {{Qant|7}}. The {ARMY} took the city's stadium.",
        f"The {ARMY} took the capital of the oil-rich province of {{Qant|7|ADM1}}.",
        f"The [council||REB] spoke of the {ARMY} occupation of {{Norvia|9|PCLI}}.",
        f"He fought {REBELS} in the now liberated city of {{Qant|7}}.",
        f"{{Qant|7}} lies near. Soldiers were killed in Khan Tuz after {REBELS} seized the strategic town.",
        f"They left {{Qant|7}}. The {REBELS} seized Handar on Sunday, a day after it was lost to the {ARMY}.",
        f"[A man||CVL], from {{Qant|7}}, died on the way to the city previously held by {REBELS}.",
    ],
)
def test_no_change_of_control(text: str) -> None:
    assert [event.control_change for event in events(text) if event.control_change] == []


@pytest.mark.parametrize(
    ("how", "event_type"),
    [
        ("without a fight", "COERCE"),
        ("without firing a shot", "COERCE"),
        ("without firing a shot", "COERCE"),
        ("unopposed", "COERCE"),
        ("without losing a soldier", "ASSAULT"),
        ("on Monday, and the army left without a fight", "ASSAULT"),
    ],
)
def test_taking_without_a_fight_is_no_assault(how: str, event_type: str) -> None:
    event = only(f"The [rebels|r|REB] captured {{Qant|7}} {how}.")
    assert event.event_type == event_type
    assert event.control_change is not None


def test_taking_by_force_is_assault_and_holding_is_not() -> None:
    assert [event.event_type for event in events(f"The {ARMY} retook {{Qant|7}}.")] == ["ASSAULT"]
    assert [event.event_type for event in events(f"The {ARMY} is in control of {{Qant|7}}.")] == ["COERCE"]


@pytest.mark.parametrize(
    "text",
    [
        f"The {ARMY} is on the verge of retaking {{Qant|7}}.",
        f"The {ARMY} is seeking to drive {REBELS} out of {{Qant|7}}.",
        f"The {ARMY} began an operation aimed at liberating {{Qant|7}}.",
        f"The {ARMY} came to guard the border and capture {{Qant|7}}.",
        f"The {ARMY} made preparations for the liberation of {{Qant|7}} from {REBELS}.",
        f"The {ARMY} failed to take {{Qant|7}}.",
        f"{{Qant|7}} is full of hills, so recapturing it would help the {ARMY}.",
        f"The monitor did not say the {REBELS} had been pushed out of {{Qant|7}}.",
        f"{{Qant|7}} is full of {REBELS}, so recapturing it would be a victory for the {ARMY}.",
        f"Officials disputed the claim that the {ARMY} had taken {{Qant|7}}.",
    ],
)
def test_wish_to_take_a_place_is_not_told_as_fact(text: str) -> None:
    assert [e.modality for e in events(text) if e.control_change and e.modality in ("actual", "historical")] == []


def test_what_a_monitor_does_not_say_is_not_told_but_open_questions_are() -> None:
    told = events(f"The monitor did not say who had captured {{Qant|7}} from {REBELS}.")
    assert [event.modality for event in told if event.control_change] == ["actual"]


def test_what_was_once_held_is_history() -> None:
    [held] = events(f"{{Qant|7}}, previously held by {REBELS}, is quiet.")
    assert held.modality == "historical"


def test_town_left_by_one_side_and_entered_by_the_other_changes_hands() -> None:
    left = f"The {REBELS} withdrew from {{Qant|7}} on <Friday|2017-11-03>."
    entry = f"The {ARMY} entered {{Qant|7}} hours later."
    changes = [(e.event_type, e.control_change) for e in events(f"{left} {entry}")]
    assert [(kind, c and (c.from_actor_id, c.to_actor_id, c.status)) for kind, c in changes] == [
        ("RETREAT", ("reb", None, "lost")),
        ("COERCE", ("reb", "SYR-MIL", "taken")),
    ]


def test_side_that_comes_back_to_what_it_left_takes_it_from_nobody() -> None:
    text = f"The {ARMY} withdrew from {{Qant|7}}. The {ARMY} entered {{Qant|7}} on <Friday|2017-11-03>."
    assert [e.control_change and e.control_change.status for e in events(text)] == ["lost", None]


def test_namesake_in_a_country_that_the_article_does_not_speak_of_changes_no_hands() -> None:
    far = {"7": "IDN"}
    text = f"The {ARMY} took {{Qant|7}}. It lies near {{Bel|8}}."
    assert [e.control_change for e in events(text, countries=far) if e.control_change] == []
