"""What is taken stands for whom it was done to, where nobody is told from whom it was taken."""

import pytest

from tests.plain_text import told


@pytest.mark.parametrize(
    ("text", "trigger", "met"),
    [
        ("The rebels seized the town on Monday.", "seized", ["town"]),
        ("Fighters overran the garrison and fled.", "overran", ["garrison"]),
        ("The army captured Carvel District.", "captured", ["Carvel District"]),
        ("The militia seized control of the areas of Hexel and Torm.", "seized control of", ["areas of Hexel"]),
        ("Troops regained control of several villages.", "regained control of", ["several villages"]),
        ("The army has recaptured the hilltop.", "recaptured", ["hilltop"]),
        ("Rebels captured the town from the army.", "captured", ["army"]),
    ],
)
def test_the_place_is_met_where_nobody_is_told_to_lose_it(text: str, trigger: str, met: list[str]) -> None:
    assert told(text, trigger)[1] == met
