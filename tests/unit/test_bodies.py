"""Force that meets a body tells of an attack by itself, whoever did it to whom."""

import pytest

from tests.marked_text import events, ids, only


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        ("[Secret police|s|COP] beat him with a bat wrapped in foam.", ["him"]),
        ("[The guards|g|COP] beat the women with rifle butts.", ["the women"]),
        ("She was shot through the door of her own flat.", ["She"]),
        ("A jury did not charge the trooper who shot the teenager.", ["the teenager"]),
        ("A prisoner slashed a guard with a sharpened toothbrush.", ["a guard"]),
        ("[A man|m|CVL] kicked a pensioner in {Qant|7}.", ["a pensioner"]),
        ("Two men punched and kicked a waiter.", ["a waiter"]),
        ("Robbers pistol-whipped a pawnbroker.", ["a pawnbroker"]),
        ("The men set him alight behind a cinema.", ["him"]),
        ("The commander who abducted her was caught.", ["her"]),
        ("[The gunman|g|UAF] turned the rifle on [his father|f|CVL].", ["f"]),
        ("[Soldiers|s|MIL] fired into [the crowd|c|CVL].", ["c"]),
        ("[One suspect|s|CRM] fired a shot at him.", ["him"]),
        ("A mob attacked a madrasa.", ["madrasa"]),
        ("My cousin, known to all as Beck, was murdered.", []),
        ("He came from the house of his sister, whom he had shot while she slept.", []),
    ],
)
def test_force_that_meets_a_body_is_an_assault(text: str, recipients: list[str]) -> None:
    event = only(text)
    assert (event.event_type, ids(event.recipients)) == ("ASSAULT", recipients)


@pytest.mark.parametrize(
    "text",
    [
        "[The minister|m|GOV] slapped tariffs on steel.",
        "[The party|p|PTY] kicked him out after the vote.",
        "[The party|p|PTY] beat him in the poll by ten points.",
        "England beat them with a late goal.",
        "The firm slapped [workers|w|LAB] with new rules.",
        "The fund punched above its weight.",
        "She choked up as she spoke of her son.",
        "She shot him a glance across the table.",
        "The comet was shot with a small camera.",
        "He beat the drum with a stick.",
        "He stamped on the brakes.",
        "[The leaders|l|PTY] wait to be kicked into power.",
        "[The premier|p|GOV] slapped [Norvia|NOR-GOV|GOV] with duties.",
        "[The senator|s|LEG] attacked the plan with a red pen.",
        "The mob of reporters stormed the stage.",
        "Former chief whip [Ann Lee|a|LEG] is not on the list.",
        "Shots were fired into the air at the feast.",
        "[Managers|m|BUS] kicked [staff|s|LAB] in the teeth.",
    ],
)
def test_the_same_words_of_games_votes_and_papers_are_none(text: str) -> None:
    assert [event for event in events(text) if event.event_type == "ASSAULT"] == []
