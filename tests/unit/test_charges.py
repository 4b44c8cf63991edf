"""What somebody is charged with is no fact yet, and no deed of those who charge him."""

import pytest

from tests.plain_text import coded


@pytest.mark.parametrize(
    ("text", "trigger", "modality", "actors"),
    [
        ("Prosecutors charged the man with murder, kidnapping and torture.", "kidnapping", "hypothetical", ["man"]),
        ("A grand jury charged two men with kidnapping conspiracy.", "kidnapping", "hypothetical", ["two men"]),
        ("Police charged her with two counts of stabbing a guard.", "stabbing", "hypothetical", []),
        ("Two men face charges of robbery, rape and kidnapping.", "kidnapping", "hypothetical", ["Two men"]),
        ("A grand jury charged two men with kidnapping a farmer.", "kidnapping", "actual", ["two men"]),
        ("Two men were charged with stabbing a guard.", "stabbing", "actual", ["Two men"]),
        ("Two men were charged with the murder of a journalist.", "murder", "actual", ["Two men"]),
        ("Two men were convicted on charges of rape, torture and kidnapping.", "kidnapping", "actual", ["Two men"]),
        ("Police charged with batons, wounding ten students.", "wounding", "actual", ["Police"]),
        ("A unit charged with fighting rebels killed ten people.", "killed", "actual", ["unit"]),
        ("Police charged a man after the kidnapping of a farmer.", "kidnapping", "actual", []),
    ],
)  # fmt: skip
def test_charge_is_no_fact(text: str, trigger: str, modality: str, actors: list[str]) -> None:
    told = [event for event in coded(text) if trigger in event.trigger_text]
    assert [(event.modality, [party.text for party in event.actors]) for event in told] == [(modality, actors)]
