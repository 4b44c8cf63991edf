"""Soldiers who fire at somebody, and officers who are fired."""

import pytest

from tests.marked_text import events, ids, only


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        ("[Police|p|COP] fired from the stadium at [the marchers|m|CVL].", ["m"]),
        ("[The rebels|r|REB] fired from the school roof.", []),
        ("[Gunmen|g|UAF] came in and fired randomly.", []),
        ("[The soldiers|s|MIL] had fired because a driver rammed them.", []),
        ("[Police|p|COP] fired back.", []),
        ("[Soldiers|s|MIL] fired more than forty times on [rebel positions|r|REB].", ["r"]),
    ],
)
def test_who_is_armed_and_fires_without_an_object_shoots(text: str, recipients: list[str]) -> None:
    event = only(text)
    assert (event.event_type, event.mode, ids(event.recipients)) == ("ASSAULT", "firearms", recipients)


@pytest.mark.parametrize(
    "text",
    [
        "[Two officers|o|COP] fired from force over video",
        "[Police officers|o|COP] fired after beating",
        "[Ten soldiers|s|MIL] were fired on <Monday|2017-10-30>.",
        "[The army|a|MIL] fired its chief on Monday.",
        "[The general|g|MIL] fired back at critics.",
        "Three officers were suspended and two fired.",
        "[The minister|m|GOV] was fired from the cabinet.",
    ],
)
def test_who_loses_a_post_or_fires_somebody_does_not(text: str) -> None:
    assert [event for event in events(text) if event.event_type == "ASSAULT"] == []
