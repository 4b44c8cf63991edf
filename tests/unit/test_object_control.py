"""Who acts where somebody is asked, told or warned, and who goes on after what he is charged with."""

import pytest

from tests.plain_text import coded, told


@pytest.mark.parametrize(
    ("text", "trigger", "doer"),
    [
        ("A French envoy urged Libya to agree on a law.", "agree on", "Libya"),
        ("The EU pressed Serbia to hold talks with Kosovo.", "hold talks", "Serbia"),
        ("Kenya called on Chad to sign a deal with Niger.", "sign a deal", "Chad"),
        ("Kenya appealed to the rebels to free ten hostages.", "free", "rebels"),
        ("Kenya warned Chad against selling arms to Niger.", "selling arms", "Chad"),
        ("The Kenyan president called Mr Modi to thank him.", "thank", "Kenyan president"),
        ("Kenya summoned the Chadian envoy to protest against a raid.", "protest", "Kenya"),
        ("Kenya summoned the Chadian envoy to apologise for a raid.", "apologise", "Chadian envoy"),
    ],
)
def test_who_is_asked_is_to_act(text: str, trigger: str, doer: str) -> None:
    assert told(text, trigger)[0] == [doer]


@pytest.mark.parametrize(
    ("text", "trigger", "doer"),
    [
        ("The army is pressing a battle to retake Qant from the rebels.", "retake", "army"),
        ("Kenya said a required vote to sign a deal with Niger would be held.", "sign a deal", "Kenya"),
    ],
)
def test_a_thing_is_not_asked(text: str, trigger: str, doer: str) -> None:
    assert told(text, trigger)[0] == [doer]


def test_nobody_acts_where_those_asked_are_unknown() -> None:
    assert not any(event.event_type == "AGREE" for event in coded("A French envoy urged rivals to agree on a law."))


@pytest.mark.parametrize(
    ("text", "trigger", "doer"),
    [
        (
            "The Chadian premier accused nearby Niger of lying and called on Kenya to act.",
            "called on",
            "Chadian premier",
        ),
        ("Rebels were seen attacking a village and killed ten soldiers.", "killed", "Rebels"),
        ("The Netherlands condemned Chad.", "condemned", "Netherlands"),
    ],
)
def test_who_accuses_goes_on(text: str, trigger: str, doer: str) -> None:
    assert told(text, trigger)[0] == [doer]
