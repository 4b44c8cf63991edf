"""Confidence ranks what is told plainly above what is likely misread."""

import pytest

from tests.plain_text import coded


def _confidence(text: str) -> float:
    return coded(text)[0].confidence


@pytest.mark.parametrize(
    ("surer", "less_sure"),
    [
        ("Rebels killed ten soldiers in the port.", "Nurses killed ten soldiers in the port."),
        ("Rebels killed ten soldiers in the port.", "Rebels killed in the port."),
        ("Rebels killed ten soldiers in the port.", "Ten soldiers were killed in the port."),
        ("Rebels killed ten soldiers in the port.", "Rebels killed soldiers in the port."),
    ],
)
def test_plain_words_are_surer(surer: str, less_sure: str) -> None:
    assert 0 < _confidence(less_sure) < _confidence(surer) < 1
