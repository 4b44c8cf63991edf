"""Who protests, where the words beside the noun name him or only tell what people they are."""

import pytest

from tests.plain_text import coded


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Teachers are on strike.", {"Teachers"}),
        ("Three teachers went on hunger strike.", {"Three teachers"}),
        ("The miners are on the way to a strike.", set()),
        ("Commuters were delayed by a rail strike.", set()),
        ("Farmers took tractors to the roads and blocked a bridge in a protest.", {"Farmers"}),
        ("Milk producers blocked roads in protest.", {"Milk producers"}),
        ("Ten people were killed in a protest.", set()),
        ("Police used water cannon in a protest.", set()),
        ("Ecologists staged a demonstration.", {"Ecologists"}),
        ("A group of ecologists staged a demonstration.", {"group of ecologists"}),
        ("The theatre staged a demonstration.", set()),
    ],
)
def test_who_protests_stands_beside_the_noun(text: str, actors: set[str]) -> None:
    protests = [event for event in coded(text) if event.event_type == "PROTEST"]
    assert {actor.text for event in protests for actor in event.actors} == actors
