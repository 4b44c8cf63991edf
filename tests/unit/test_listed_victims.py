"""Whom a list counts: titles of one person are no further victims, and numbers of nameless people are added up."""

import pytest

from tests.plain_text import coded


@pytest.mark.parametrize(
    ("text", "met", "killed"),
    [
        ("Gunmen killed Juan Perez, a lawyer and former mayor.", ["Juan Perez"], 1),
        ("Gunmen killed Juan Perez, lawyer and former mayor, in Kenya.", ["Juan Perez"], 1),
        ("The death of Juan Perez, political leader and former rebel commander, in a shooting.", ["Juan Perez"], 1),
        ("Gunmen killed Juan Perez, his wife and two guards.", ["Juan Perez", "wife", "two guards"], 4),
        ("Gunmen killed a guard, a nurse, and two clerks.", ["a guard", "nurse", "two clerks"], 4),
    ],
)
def test_titles_are_no_victims_and_lists_are_summed(text: str, met: list[str], killed: int) -> None:
    event = coded(text)[0]
    assert ([actor.text for actor in event.recipients], event.fatalities_best) == (met, killed)
