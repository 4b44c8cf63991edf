"""What a named body is said to be, whom a participle describes, and deeds that are only praised or condemned."""

import pytest

from tests.plain_text import coded, named, told


@pytest.mark.parametrize(
    ("text", "trigger", "names"),
    [
        ("The M23, a rebel group backed by Rwanda, seized Goma.", "seized", ["march-23-movement"]),
        ("The army fought Boko Haram, a militant group that kidnapped ten girls.", "kidnapped", ["boko-haram"]),
        (
            "The army fought Boko Haram, a militia and a gang that kidnapped ten girls.",
            "kidnapped",
            ["boko-haram", None, None],
        ),
        ("The army fought the Taliban; a rebel group shot ten nurses.", "shot", [None]),
    ],
)
def test_what_a_named_body_is_said_to_be(text: str, trigger: str, names: list[str | None]) -> None:
    [event] = [event for event in coded(text) if event.trigger_text == trigger]
    assert named(event.actors) == names


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        ("The Free Syrian Army, an umbrella group backed by Turkey, shelled a post.", ["Free Syrian Army"]),
        ("The Free Syrian Army (FSA), a loose alliance backed by Turkey, shelled a post.", ["Free Syrian Army"]),
        ("The Free Syrian Army joined an umbrella group backed by Turkey.", []),
    ],
)
def test_an_alliance_is_backed_as_the_party_it_is_said_of(text: str, recipients: list[str]) -> None:
    assert told(text, "backed")[1] == recipients


@pytest.mark.parametrize(
    ("text", "trigger", "recipients"),
    [
        ("The minister condemned the bombing of Kabul.", "condemned", []),
        ("The minister condemned the bombing of Kabul by Russia.", "condemned", ["Russia"]),
        ("The minister condemned the government of Russia.", "condemned", ["government of Russia"]),
        ("The president praised the capture of Mosul.", "praised", []),
        ("The president praised the army of Chad.", "praised", ["army of Chad"]),
    ],
)
def test_a_deed_that_is_judged_names_its_doer_and_no_place(text: str, trigger: str, recipients: list[str]) -> None:
    assert told(text, trigger)[1] == recipients


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Government troops broke through rebel lines and ended a siege.", ["ASSAULT"]),
        ("Refugees broke through the lines at the border.", []),
        ("The rebels ended their siege of the town.", ["RETREAT"]),
        ("The army ended the siege.", []),
    ],
)
def test_a_siege_is_broken_by_others_and_ended_by_its_own(text: str, types: list[str]) -> None:
    assert [event.event_type for event in coded(text)] == types


@pytest.mark.parametrize(
    ("text", "trigger", "ids"),
    [
        ("Hezbollah was hit. The Lebanese group shot ten nurses.", "shot", ["hezbollah"]),
        ("A Lebanese group shot ten nurses.", "shot", [None]),
        ("The Lebanese delegation accused Israel.", "accused", ["LBN-GOV"]),
        ("The Malian army left. Supporters of the junta shot ten nurses.", "shot", [None]),
        ("Forces backed by Iran and the United Arab Emirates launched an offensive.", "offensive", [None]),
        ("Ten nurses were freed by rebels and the Malian army bombed a bridge.", "bombed", ["MLI-MIL"]),
    ],
)
def test_no_state_does_what_others_of_its_land_do(text: str, trigger: str, ids: list[str | None]) -> None:
    [event] = [event for event in coded(text) if event.trigger_text == trigger]
    assert named(event.actors) == ids


def test_officials_of_others_are_of_no_state_named_before() -> None:
    [event] = coded("Washington imposed visa restrictions on officials of both sides.")
    assert named(event.recipients) == [None]
