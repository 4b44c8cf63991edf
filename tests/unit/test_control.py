"""Control of places: taken, lost, held; from whom and by whom."""

import pytest

from tests.marked_text import events

ARMY, REBELS = "[army|SYR-MIL|MIL]", "[rebels|reb|REB]"


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
    ],
)
def test_change_of_control(text: str, change: tuple[str, str | None, str | None, str]) -> None:
    [found] = [event.control_change for event in events(text) if event.control_change]
    assert (found.place_id, found.from_actor_id, found.to_actor_id, found.status) == change


def test_it_means_the_one_town_of_the_sentence_before() -> None:
    held = events(f"{{Qant|7}} lies on the river.\n\nIt is held by {REBELS}.")
    assert [event.control_change and event.control_change.place_id for event in held] == ["7"]


@pytest.mark.parametrize(
    "text",
    [
        f"The {ARMY} captured [40 fighters||REB] near {{Qant|7}}.",
        f"The {ARMY} captured parts of {{Qant|7}}.",
        "[Norvia|NOR-GOV|GOV] took the title in {Qant|7}.",
        f"The {REBELS} will not hold talks in {{Qant|7}}.",
        "The [party|party|PTY] lost {Qant|7}.",
    ],
)
def test_no_change_of_control(text: str) -> None:
    assert [event.control_change for event in events(text) if event.control_change] == []


def test_taking_by_force_is_assault_and_holding_is_not() -> None:
    assert [event.event_type for event in events(f"The {ARMY} retook {{Qant|7}}.")] == ["ASSAULT"]
    assert [event.event_type for event in events(f"The {ARMY} is in control of {{Qant|7}}.")] == ["COERCE"]
