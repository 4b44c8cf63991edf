"""Where an event was, of all the places that a text names."""

import pytest

from tests.marked_text import events

REB, MIL, NORVIA, SUDRIA = "[Rebels|reb|REB]", "[army|SYR-MIL|MIL]", "[Norvia|NOR-GOV|GOV]", "[Sudria|SUD-GOV|GOV]"
SYRIA = "{Syria|9|PCLI}"


def place_of(text: str, trigger: str) -> str | None:
    event = next(event for event in events(text) if trigger in event.trigger_text)
    return event.place.place_id if event.place else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{REB} based in {{Tolm|8}} shelled {{Qant|7}}.", "7"),
        (f"{REB} positioned in the town of {{Tolm|8}} shelled the {MIL} near {{Qant|7}}.", "7"),
        (f"{REB} shelled a convoy from the northern town of {{Tolm|8}} as it came to {{Qant|7}}.", "7"),
        (f"{REB} shelled the {MIL} in the city of {{Qant|7}}, not far from the {{Sudria|8|PCLI}} border.", "7"),
        (f"{REB} shelled the {MIL} in downtown {{Qant|7|PPLC}}.", "7"),
        (f"{REB} (banned in {{Tolm|8}}) shelled the {MIL} north of {{Qant|7}}.", "7"),
        (f"{REB} shelled {{Sudria|8|PCLI}}'s tanks on the way to {{Qant|7}}.", "7"),
    ],
)
def test_what_was_done_was_where_its_clause_says(text: str, expected: str) -> None:
    assert place_of(text, "shelled") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{{Tolm|8}}, May 7 - {NORVIA} condemned the shelling of the {MIL} by {REB}.", None),
        (f"{{Tolm|8}}, May 7 - {NORVIA} condemned the shelling of the {MIL} in {{Qant|7}}.", "7"),
        (f"{{Tolm|8}}, May 7 - {REB} shelled the {MIL}.", "8"),
        (f"{{Tolm|8}}, May 7 - {REB} shelled the {MIL}, which {NORVIA} condemned.", "8"),
    ],
)
def test_where_a_deed_is_condemned_is_not_where_it_was_done(text: str, expected: str | None) -> None:
    assert place_of(text, "shell") == expected


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        (f"In {{Qant|7}}, {NORVIA} condemned {SUDRIA}.", "condemned", "7"),
        (f"{NORVIA} condemned {SUDRIA} in {{Qant|7}}.", "condemned", "7"),
        (f"{NORVIA} condemned in {{Qant|7}} what {SUDRIA} did.", "condemned", "7"),
        (f"{NORVIA} condemned the use of force by {SUDRIA} in the town of {{Qant|7}}.", "condemned", None),
        (f"{NORVIA} urged {SUDRIA} to end the siege of {{Qant|7}}.", "urged", None),
        (f"The {MIL} ended its siege of {{Qant|7}}.", "ended", "7"),
        (f"{NORVIA} met {SUDRIA} in {{Qant|7}}.", "met", "7"),
        (f"{NORVIA} held talks with {SUDRIA} on {{Qant|7}}.", "talks", None),
        (f"{NORVIA} met {SUDRIA}, which has troops in {{Qant|7}}.", "met", None),
    ],
)
def test_what_is_said_of_a_place_is_not_said_there(text: str, trigger: str, expected: str | None) -> None:
    assert place_of(text, trigger) == expected


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        (f"{REB} shelled the {MIL}.", "7"),
        (f"{REB} shelled the {MIL} on <2 November|2017-11-02>.", "7"),
        (f"{REB} shelled the {MIL} in <2011|2011-01-01..2011-12-31>.", "9"),
        (f"{REB} have shelled the {MIL} since <2011|2011-01-01..2011-12-31>.", "9"),
    ],
)
def test_of_what_was_long_ago_the_sentence_before_tells_the_country(later: str, expected: str) -> None:
    assert place_of(f"Four men died in {{Qant|7}} in {SYRIA}. {later}", "shelled") == expected


def test_a_capital_that_stands_for_its_government_is_no_place() -> None:
    before = "[Assad|SYR-GOV|GOV] is backed by {Moscow|8|PPLC}. {Moscow|8|PPLC} denies it."
    assert place_of(f"{before} {REB} shelled the {MIL}.", "shelled") is None
    assert place_of(f"Snow fell in {{Moscow|8|PPLC}}. {REB} shelled the {MIL}.", "shelled") == "8"


def test_a_ministry_tells_of_what_was_done_elsewhere() -> None:
    assert place_of(f"{REB} shelled the {MIL}, the ministry in {{Qant|7|PPLC}} said.", "shelled") is None
    assert place_of(f"{REB} shelled the {MIL}, police in {{Qant|7}} said.", "shelled") == "7"


def test_of_a_town_that_the_gazetteer_lacks_the_country_is_told() -> None:
    text = f"Four men died in {{Qant|7}} in {SYRIA}. {REB} shelled the {MIL} in {{Zell|}} village."
    assert place_of(text, "shelled") == "9"
    quarter = f"Four men died in {{Qant|7}} in {SYRIA}. {REB} shelled the {MIL} in the {{Zell|}} quarter."
    assert place_of(quarter, "shelled") == "7"


STATES = {"Norvia": "1", "Sudria": "2"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{{Qant|7}} is calm. {NORVIA} urged restraint after the {MIL} shelled the village.", "7"),
        (f"{{Qant|7}} is calm. {NORVIA} said the {MIL} shelled the village.", "7"),
        (f"{{Qant|7}} is calm. {REB} backed by {NORVIA} shelled the {MIL}.", "7"),
        (f"{{Qant|7}} is calm. The {MIL} shelled the village in {NORVIA}.", "1"),
        (f"{{Qant|7}} is calm. {REB} shelled {NORVIA}, and the {MIL} fled.", "1"),
        (f"{{Qant|7}} is calm. {NORVIA} has been in a state of war, with {REB} shelling the {MIL}.", "1"),
        (f"{NORVIA} says {REB} shelled the village.", "1"),  # a state tells of its own land
    ],
)
def test_a_state_that_does_something_else_is_not_where_it_was(text: str, expected: str) -> None:
    found = events(text, countries={"1": "NOR", "2": "SUD"}, states=STATES)
    event = next(event for event in found if "shell" in event.trigger_text)
    assert event.place is not None
    assert event.place.place_id == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{{Qant|7}} is calm. A group based in {{Tolm|8}} said so. {REB} shelled the {MIL}.", "7"),
        (f"{{Qant|7}} is calm. {REB} outlawed in {{Tolm|8}} shelled the {MIL}.", "7"),
        (f"{{Qant|7}} is calm. It was rebuilt in {{Tolm|8}}. {REB} shelled the {MIL}.", "8"),
    ],
)
def test_where_a_party_has_its_seat_is_not_where_it_was(text: str, expected: str) -> None:
    assert place_of(text, "shelled") == expected


@pytest.mark.parametrize(
    "aside",
    [
        "The group is loyal to {Tolm|8|PPLC}.",
        "He told it in comments to {Tolm|8}.",
        "They are natives of the northern {Tolm|8}.",
        "A man from {Tolm|8} wept.",
        "The agency was received in {Tolm|8}.",
        "It lies 300 km north of {Tolm|8}.",
    ],
)
def test_whose_side_somebody_is_on_or_where_he_is_from_is_not_where_it_was(aside: str) -> None:
    assert place_of(f"{{Qant|7}} is calm. {aside} {REB} shelled the {MIL}.", "shelled") == "7"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{{Qant|7}} in {SYRIA} is calm. {REB} shelled the {MIL} across the country.", "9"),
        (f"{{Qant|7}} in {SYRIA} is calm. {REB} shelled the {MIL} in a northern village.", "9"),
        (f"{{Qant|7}} in {SYRIA} is calm. {REB} shelled the {MIL} in a village near {{Tolm|8}}.", "8"),
        (f"{{Qant|7}} in {SYRIA} is calm. {REB} shelled the {MIL}, who had left a village.", "7"),
        (f"{SYRIA} mourns. Schools in {{Qant|7}} and {{Tolm|8}} are shut. {REB} shelled the {MIL}.", "9"),
        (f"{SYRIA} mourns. The {MIL} left {{Qant|7}} for {{Tolm|8}}. {REB} shelled the {MIL}.", "7"),
    ],
)
def test_somewhere_without_a_name_is_no_town_told_before(text: str, expected: str) -> None:
    assert place_of(text, "shelled") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{{TOLM|8|PPLC}} (Wire) {REB} shelled the {MIL} near the town of {{Qant|7}}.", "7"),
        (f"{REB} fired rockets in {{Tolm|8}} that shelled the border city of {{Qant|7}}.", "7"),
        (f"A [crowd|civ|CVL] from {{Tolm|8}} and {{Birs|6}} was shelled by {REB} as it came to {{Qant|7}}.", "7"),
    ],
)
def test_what_is_hit_comes_before_a_bureau_and_where_men_are_from(text: str, expected: str) -> None:
    assert place_of(text, "shelled") == expected


def test_a_bureau_in_a_text_of_capitals_is_not_told_from_a_town() -> None:
    assert place_of("[REBELS|reb|REB] SHELLED THE [ARMY|SYR-MIL|MIL] NEAR {QANT|7|PPLC} TODAY.", "SHELLED") == "7"


def test_states_that_clash_are_not_where_it_was() -> None:
    text = "{Qant|7} is calm. Shelling began in clashes between {Norvia|1|PCLI} and {Sudria|2|PCLI}."
    assert place_of(text, "clashes") == "7"


CALM = "{Qant|7} and {Qant|7} are calm, {Tolm|8} as well."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{REB} shelled the {MIL} in {{Hadda|5}}. {CALM}", "7"),  # of another land
        (f"{REB} shelled the {MIL} in {{Hadda|5}}, and {{Hama|6}} is far. {CALM}", "5"),
        (f"{REB} shelled the {MIL} in {{Hadda|5|PPLC}}. {CALM}", "5"),
        (f"{REB} shelled the {MIL} in {{Hadda|5}}. {{Qant|7}} is calm.", "5"),
        (f"{{Hadda|5|PCLI}} - {REB} shelled the {MIL}. {CALM}", "7"),  # a bureau
        (f"{{Hadda|5|PCLI}} - {REB} shelled the {MIL}. {{Hama|6}} is far. {CALM}", "5"),
    ],
)
def test_namesake_in_a_land_of_which_nothing_else_is_told(text: str, expected: str) -> None:
    event = next(e for e in events(text, countries={"5": "YEM", "6": "YEM"}) if e.trigger_text == "shelled")
    assert event.place is not None
    assert event.place.place_id == expected


def test_town_of_the_article_tells_the_land_alone_of_an_arrest() -> None:
    towns = "{Qant|7} was calm. {Qant|7} is far away, in {Syria|9|PCLI}. Nobody came. Nobody saw it. Nobody spoke."
    found = events(f"{towns} {REB} shelled the {MIL}. [Police|p|COP] arrested [four men|m|CIV].")
    assert [e.place.place_id for e in found if e.place and "shelled" in e.trigger_text] == ["7"]
    assert [e.place.place_id for e in found if e.place and "arrested" in e.trigger_text] == ["9"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Men flew to {{Tolm|8}} ahead of the shelling of the {MIL} by {REB}.", None),
        (f"{REB} shelled the {MIL} and fled to {{Tolm|8}}.", None),
        (f"{REB} went to {{Tolm|8}} and shelled the {MIL}.", "8"),
        (f"There is a truce across {SYRIA} where {{Norvia|1|PCLI}} says {REB} shelled the {MIL}.", "9"),
        (f"They came from {{Qant|7}} and from {{Tolm|8}}, where {REB} shelled the {MIL}.", "8"),
        (f"In {{Tolm|8}}, where he lives, he heard that {REB} shelled the {MIL} in {{Qant|7}}.", "7"),
    ],
)
def test_where_somebody_went_is_not_where_it_was_but_where_it_is_told_of(text: str, expected: str | None) -> None:
    assert place_of(text, "shell") == expected


def test_a_state_under_sanctions_is_not_where_they_were_imposed() -> None:
    assert place_of(f"{NORVIA} imposed sanctions on {{Sudria|8|PCLI}}.", "sanctions") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{{Qant|7}}, not far from {{Tolm|8}}, was shelled by {REB}.", "7"),
        (f"{{Qant|7}} has been shelled by {REB} near {{Tolm|8}}.", "7"),
        ("{Qant|7} was shelled with rockets fired from {Tolm|8}.", "7"),
        (f"{{Qant|7}} said that {REB} shelled the {MIL} in {{Tolm|8}}.", "8"),
        (f"In {SYRIA}, where two men wrote of the shelling of the {MIL} in {{Tolm|8}}, all is calm.", "8"),
    ],
)
def test_a_town_to_which_it_was_done_is_where_it_was(text: str, expected: str) -> None:
    assert place_of(text, "shell") == expected


@pytest.mark.parametrize(
    ("toll", "expected"),
    [("More than 28,000 men were killed.", "9"), ("28 men were killed.", "7"), ("28,000 men may be killed.", "7")],
)
def test_a_toll_of_a_war_is_a_land_s(toll: str, expected: str) -> None:
    assert place_of(f"{{Syria|9|PCLI}} is at war. It is calm in {{Qant|7}}. {toll}", "killed") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[Rebels|reb|REB] shelled {Qant|7}, a besieged town east of {Tolm|8}, on <Monday|2017-10-30>.", "7"),
        ("Raids on {Qant|7} the besieged town near {Tolm|8} killed [ten nurses||].", "7"),
        ("In {Qant|7} in rural {Tolm|8|ADM1} [rebels|reb|REB] killed [ten nurses||].", "7"),
        ("[Rebels|reb|REB] left {Qant|7} for a town near {Tolm|8}, where they killed [ten nurses||].", "8"),
    ],
)
def test_a_town_is_meant_before_the_one_that_tells_where_it_lies(text: str, expected: str) -> None:
    place = events(text)[-1].place
    assert place is not None
    assert place.place_id == expected
