"""Who was "among those killed" was killed."""

import pytest

from tests.marked_text import events, ids, only


@pytest.mark.parametrize(
    ("text", "event_type", "actors", "recipients"),
    [
        ("[Four soldiers|s|MIL] were among those killed in the attack.", "ASSAULT", [], ["s"]),
        ("[A nurse|n|MED] was among those killed by [the rebels|r|REB].", "ASSAULT", ["r"], ["n"]),
        ("She was among those wounded by the bomb.", "ASSAULT", [], ["She"]),
        ("[The mayor|m|GOV] was among those arrested by [police|p|COP].", "COERCE", ["p"], ["m"]),
    ],
)
def test_one_among_those_whom_it_befell_is_met(
    text: str, event_type: str, actors: list[str], recipients: list[str]
) -> None:
    event = only(text)
    assert (event.event_type, ids(event.actors), ids(event.recipients)) == (event_type, actors, recipients)


@pytest.mark.parametrize(
    "text",
    [
        "The names of those killed in {Qant|7} are on a wall.",
        "Those killed were buried.",
        "She walked among those killed.",
    ],
)
def test_those_killed_are_none_by_themselves(text: str) -> None:
    assert [event for event in events(text) if event.event_type == "ASSAULT"] == []
