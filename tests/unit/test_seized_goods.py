"""What is seized stands for whom it was done to, where nobody is told whose it was."""

import pytest

from tests.plain_text import told


@pytest.mark.parametrize(
    ("text", "trigger", "met"),
    [
        ("Police confiscated 49 boxes of paper.", "confiscated", ["49 boxes of paper"]),
        ("Police seized a large amount of foreign currency on Friday.", "seized", ["large amount of foreign currency"]),
        ("The army captured three rifles and a radio mast.", "captured", ["three rifles", "radio mast"]),
        ("Soldiers impounded his passport.", "impounded", ["his passport"]),
    ],
)
def test_goods_are_met(text: str, trigger: str, met: list[str]) -> None:
    assert told(text, trigger)[1] == met


@pytest.mark.parametrize(
    ("text", "trigger", "met"),
    [
        ("The army seized weapons from the rebels.", "seized weapons", ["rebels"]),
        ("Police confiscated large amounts.", "confiscated", []),
        ("Police raided the office.", "raided the office", []),
    ],
)
def test_no_goods_are_met(text: str, trigger: str, met: list[str]) -> None:
    assert told(text, trigger)[1] == met
