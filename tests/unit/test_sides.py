"""Who stands on which side: doers whom only a noun names, parts of a whole, places that only locate, short forms."""

import pytest

from pipelines.coding.text import PlaceMention
from tests.plain_text import coded, named, told


@pytest.mark.parametrize(
    ("text", "trigger", "actors", "recipients"),
    [
        ("The rebel barrage killed ten people.", "killed", ["rebel"], ["ten people"]),
        ("Two civilians were killed and five injured in terrorist rocket attacks.", "killed", ["terrorist"], None),
        ("A nurse was injured due to rebel attacks on the port.", "injured", ["rebel"], ["nurse"]),
        ("In an air strike on the port 60 rebels were killed.", "killed", [], ["60 rebels"]),
        ("Nine people dead in rebel attack on market", "attack", ["rebel"], ["Nine people"]),
        ("Chad foils rebel attack on the port, killing ten.", "killing", ["Chad"], None),
        ("Ten soldiers of Chad were killed as the Chadian army battled on.", "killed", [], None),
        ("The car bomb killed two nurses as well as 2 soldiers wounding several others.", "killed", [], None),
        ("Ten civilians, mostly women, were killed by rebels.", "killed", ["rebels"], ["Ten civilians"]),
        ("Ten people among them two boys were killed by rebels.", "killed", ["rebels"], ["Ten people"]),
        ("Chad said ten people were killed and 12 were wounded.", "killed", [], ["ten people"]),
        ("Rebels responded to an attack by drones targeting a Chadian base.", "attack", [], ["Chadian"]),
        ("The army destroyed two lorries belonging to rebels.", "destroyed", ["army"], ["rebels"]),
        ("The army pressed on after inflicting heavy losses upon the rebels.", "inflicting", ["army"], ["rebels"]),
        ("The port was seized by the rebels said the village council.", "seized", ["rebels"], []),
    ],
)  # fmt: skip
def test_sides_are_found_and_no_more(text: str, trigger: str, actors: list[str], recipients: list[str] | None) -> None:
    found = told(text, trigger)
    assert found[0] == actors
    assert recipients is None or found[1] == recipients


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        ("Rebels shelled two camps in Homs on Monday.", []),
        ("Rebels shelled two camps in the city of Homs on Monday.", []),
        ("Rebels shelled Homs on Monday.", ["Homs"]),
        ("Rebels launched an attack on Homs on Monday.", ["Homs"]),
    ],
)
def test_place_that_only_tells_where_is_no_party(text: str, recipients: list[str]) -> None:
    start = text.index("Homs")
    place = PlaceMention("text", start, start + 4, "Homs", "1", "Homs", 34.7, 36.7, "SYR", "11", "PPL", 0.9)
    assert [party.text for party in coded(text, (place,))[0].recipients] == recipients


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The Chadian regime fell back. American officials watched. On Monday regime jets shelled rebels.", "TCD-MIL"),
        ("American officials watched. Unidentified jets shelled the rebels.", None),
        ("Hezbollah and the Nusra Front fought. On Monday the jihadists attacked the army.", None),
    ],
)
def test_short_form_names_nobody_by_chance(text: str, actor: str | None) -> None:
    assert named(coded(text)[-1].actors) == [actor]
