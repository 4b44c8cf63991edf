"""What an attack meets that is on no list of things: whatever plainly stands as its object or passive subject."""

import pytest

from tests.plain_text import coded, told


@pytest.mark.parametrize(
    ("text", "trigger", "met"),
    [
        ("The militants blew up four power pylons.", "blew up", ["four power pylons"]),
        ("Villagers set fire to their jeep.", "set fire to", ["their jeep"]),
        ("Villagers set jeeps ablaze.", "set jeeps ablaze", ["jeeps"]),
        ("Rebels launched rockets onto the western districts.", "launched rockets", ["western districts"]),
        ("The army shot down a spy balloon.", "shot down", ["spy balloon"]),
        ("The army attacked an oil platform about 10 km east of the port.", "attacked", ["oil platform"]),
        ("The rebels shelled the densely populated village.", "shelled", ["densely populated village"]),
        ("A mob set the stairwell on fire.", "set the stairwell on fire", ["stairwell"]),
        ("The rebels torched the library in the port.", "torched", ["library"]),
        ("Jets bombed the oil terminal overnight, a clerk said.", "bombed", ["oil terminal"]),
        ("The army stormed the monastery at dawn.", "stormed", ["monastery"]),
        ("Gunmen fired at the postmistress in the town.", "fired at", ["postmistress"]),
        ("The gunman opened fire on a country music festival.", "opened fire on", ["country music festival"]),
        ("Jets bombed a shed hiding fuel.", "bombed", ["shed"]),
        ("The rebels destroyed some of their equipment.", "destroyed", ["their equipment"]),
        ("The militia destroyed ammunition near the border.", "destroyed", ["ammunition"]),
        ("Rebels launched an offensive on Carvel Ridge.", "offensive", ["Carvel Ridge"]),
        ("The guerrillas' attacks on granaries went on.", "attacks", ["granaries"]),
        ("A flotilla was stormed by the navy.", "stormed", ["flotilla"]),
        ("Sheds equipped with radios were destroyed by warplanes.", "destroyed", ["Sheds"]),
    ],
)  # fmt: skip
def test_whatever_stands_as_its_object_is_met(text: str, trigger: str, met: list[str]) -> None:
    assert told(text, trigger)[1] == met


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The rebels fired long-range missiles.", "fired long-range missiles"),
        ("The rebels planted a bomb.", "planted a bomb"),
        ("Troops repelled an assault on Monday.", "repelled an assault"),
        ("Gunmen attacked several times.", "attacked"),
        ("The rebels attacked again late on the same night.", "attacked"),
        ("Rebels have fought a stubborn war.", "fought"),
        ("Gunmen attacked and two lorries were burning.", "attacked"),
    ],
)
def test_what_is_no_object_is_not_met(text: str, trigger: str) -> None:
    assert told(text, trigger)[1] == []


@pytest.mark.parametrize("text", ["An attack on the debt is due.", "They condemned attacks on the free press."])
def test_an_object_alone_makes_no_noun_an_event(text: str) -> None:
    assert coded(text) == []
