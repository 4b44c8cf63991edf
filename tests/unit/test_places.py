"""Which words of an article are places, and which places."""

from datetime import date

import pytest

from pipelines.coding.actors import find_actors
from pipelines.coding.dictionary import load_actor_dictionary
from pipelines.coding.gazetteer import Gazetteer, open_gazetteer
from pipelines.coding.places import find_places, outside_names
from pipelines.coding.sentences import split_passage
from pipelines.coding.text import ArticleText, PlaceMention
from tests.conftest import CACHE
from tests.growth import assert_linear


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer(CACHE)


def article(text: str, title: str = "", publisher: str | None = None) -> ArticleText:
    return ArticleText("a", (split_passage("title", title), split_passage("text", text)), date(2020, 1, 1), publisher)


def places(gazetteer: Gazetteer, text: str, **fields: str) -> dict[str, PlaceMention]:
    return {mention.text: mention for mention in find_places(article(text, **fields), gazetteer)}


def test_the_gulf_is_the_persian_one(gazetteer: Gazetteer) -> None:
    assert places(gazetteer, "Tankers left the Gulf on Monday.")["Gulf"].name == "Persian Gulf"


@pytest.mark.parametrize(
    ("text", "name", "country", "admin1"),
    [
        ("Syrian troops entered Deir el-Zour on Friday, Damascus said.", "Deir el-Zour", "SYR", None),
        ("Iraqi forces retook al-Qaim near the Syrian border.", "al-Qaim", "IRQ", None),
        ("Two bombs went off in Hodeidah, officials in Yemen said.", "Hodeidah", "YEM", None),
        ("A man from Paris, Texas, was arrested.", "Paris", "USA", "Texas"),
        ("Shells fell on Tripoli in the north of Lebanon.", "Tripoli", "LBN", None),
        ("The talks in Paris ended early.", "Paris", "FRA", None),
        ("He was born in Springfield, Ill., and lives there.", "Springfield", "USA", "Illinois"),
        ("Police in Cambridge, Massachusetts, made an arrest.", "Cambridge", "USA", "Massachusetts"),
        ("Shells fell on Tripoli as rival Libyan forces clashed.", "Tripoli", "LBY", None),
        ("The People's Republic of China banned it.", "People's Republic of China", "CHN", None),
        ("The ship sank in the Gulf of Mexico on Monday.", "Gulf of Mexico", None, None),
        ("Lebanon's army deployed in Tripoli after clashes. Lebanese troops sealed roads.", "Tripoli", "LBN", None),
    ],
)
def test_a_name_is_the_place_that_its_surroundings_say(
    gazetteer: Gazetteer, text: str, name: str, country: str | None, admin1: str | None
) -> None:
    mention = places(gazetteer, text)[name]
    assert mention.country_code == country
    assert admin1 is None or mention.admin1 == admin1


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen stormed the village of Solhan in northern Burkina Faso.",
        "Gunmen stormed Solhan in the north-east of Burkina Faso.",
        "Gunmen stormed Solhan, Burkina Faso, on Monday.",
    ],
)
def test_village_without_an_entry_is_not_its_namesake_abroad(gazetteer: Gazetteer, text: str) -> None:
    assert [m.country_code for m in find_places(article(text), gazetteer) if m.place_id] == ["BFA"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells hit the Shahba neighbourhood of Aleppo in Syria.", "Aleppo, Syria"),
        ("Shells hit the neighbourhood of Shahba in Aleppo. Syrian media said so.", "Aleppo"),
        ("In Aleppo, Syria, shells hit the Shahba quarter.", "Aleppo, Syria"),
        ("Shells hit the village of Shahba north of Aleppo, Syrian media said.", "Aleppo"),
        ("Shells hit Shahba in Sweida province in Syria.", "Shahba, Sweida, Syria"),
        ("Shells hit Kafr el Safi village in Idlib province, Syria.", "Idlib, Syria"),
        ("Shells hit a village of Syrias Aleppo province.", "Aleppo"),
        ("The U.S. Supreme Court ruled on it.", "U.S."),
        ("Russia and the United States met in Geneva. The United States and Russia left Geneva.", "Russia, Geneva"),
    ],
)
def test_a_place_lies_where_the_text_says(gazetteer: Gazetteer, text: str, expected: str) -> None:
    found = {m.text: m for m in find_places(article(text), gazetteer) if m.place_id}
    assert set(expected.split(", ")) <= set(found)
    assert {"Safi", "Supreme"}.isdisjoint(found)
    assert "Shahba" not in found or "Shahba" in expected
    assert "Geneva" not in found or found["Geneva"].country_code == "CHE"


@pytest.mark.parametrize(
    ("text", "name", "feature"),
    [
        ("A courthouse in Buffalo, New York, was cleared.", "New York", "ADM1"),
        ("A courthouse in Queens, New York, was cleared.", "New York", "PPL"),
        ("Floods struck parts of Wales and in England.", "Wales", "ADM1"),
    ],
)
def test_unit_and_town_of_one_name_are_told_apart_by_the_place_before(
    gazetteer: Gazetteer, text: str, name: str, feature: str
) -> None:
    assert places(gazetteer, text)[name].feature_code == feature


def test_a_noun_for_many_units_holds_for_the_second_of_them(gazetteer: Gazetteer) -> None:
    found = places(gazetteer, "Troops came to Syria from the provinces of Aleppo and Idlib.")
    assert [found[name].feature_code for name in ("Aleppo", "Idlib")] == ["ADM1", "ADM1"]


def test_who_is_called_after_a_town_is_no_town(gazetteer: Gazetteer) -> None:
    assert "Baghdadi" not in places(gazetteer, "Troops in Iraq said that Baghdadi had fled.")


def test_a_longer_name_is_no_town_that_is_spelt_like_its_first_word(gazetteer: Gazetteer) -> None:
    assert "Intan" not in places(gazetteer, "Soldiers shot two men in Intan Jaya.")
    assert "Hasakah" in places(gazetteer, "Soldiers shot two men in Hasakah Syria.")


def test_a_saint_s_square_is_no_town(gazetteer: Gazetteer) -> None:
    assert not places(gazetteer, "The pope will greet crowds in St. Peter's Square on Sunday.")


@pytest.mark.parametrize("quarter", ["al-Karak neighbourhood", "al-Assad suburb", "Medina Street"])
def test_quarter_of_a_town_is_no_town_abroad(gazetteer: Gazetteer, quarter: str) -> None:
    found = find_places(article(f"In Daraa, Syria, shells fell on {quarter} on Monday."), gazetteer)
    assert [mention.country_code for mention in found] == ["SYR", "SYR"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels attacked villages in Idlib province, Syria.", "ADM1"),
        ("Rebels attacked the city of Idlib in Syria.", "PPL"),
        ("Fighting spread across Donetsk region in Ukraine.", "ADM1"),
    ],
)
def test_the_noun_beside_a_name_tells_town_from_province(gazetteer: Gazetteer, text: str, expected: str) -> None:
    feature = [m.feature_code for m in find_places(article(text), gazetteer) if m.text in ("Idlib", "Donetsk")]
    assert feature == [expected]


def test_a_unit_spelt_in_another_way_is_found_beside_its_noun(gazetteer: Gazetteer) -> None:
    text = "Syria's army left villages in Deir Ezzor province and Tal Rifaat."
    found = {m.text: m.feature_code for m in find_places(article(text), gazetteer)}
    assert found == {"Syria": "PCLI", "Deir Ezzor": "ADM1", "Tal Rifaat": "PPL"}


def test_a_country_comes_before_its_capital_of_the_same_name(gazetteer: Gazetteer) -> None:
    text = "Troops in Panama guarded Colon and David. They left Panama in May."
    assert [m.feature_code for m in find_places(article(text), gazetteer) if m.text == "Panama"] == ["PCLI", "PCLI"]


def test_a_publisher_s_country_decides_between_namesakes(gazetteer: Gazetteer) -> None:
    text = "Police in Richmond and Newcastle made arrests."
    assert places(gazetteer, text, publisher="Sydney Morning Herald")["Newcastle"].country_code == "AUS"
    assert places(gazetteer, text, publisher="London Evening Standard")["Newcastle"].country_code == "GBR"


@pytest.mark.parametrize(
    "text",
    [
        "President George Washington wrote a letter.",
        "Mr. Jordan said he would resign.",
        "The Washington Post reported it first.",
        "Syrian rebels and Iraqi soldiers met.",
        "On Sunday the Reading of the bill began.",
        "State news agency SANA said so.",
        "Haider al-Abadi praised the troops.",
        "The nice man will march in May, many said.",
        "Winds are strong in the North East today.",
        "They left on the First Lady's orders.",
        "Senior aide Michael Kelly will leave in August or in March.",
        "Troops shelled posts across the Dnipro.",
        "Rebels camped on the banks of the Dnipro.",
    ],
)
def test_persons_papers_peoples_and_common_words_are_no_places(gazetteer: Gazetteer, text: str) -> None:
    assert places(gazetteer, text) == {}


@pytest.mark.parametrize("text", ["Protests spread across the Philippines.", "They argued over the Dnipro attack."])
def test_not_all_that_has_an_article_is_a_river(gazetteer: Gazetteer, text: str) -> None:
    assert len(places(gazetteer, text)) == 1


def test_a_surname_stays_a_person_where_it_stands_alone(gazetteer: Gazetteer) -> None:
    text = "Senator Paul Houston spoke for an hour. Houston said the bill was dead."
    assert places(gazetteer, text) == {}


def test_a_name_that_the_article_also_writes_small_is_a_word(gazetteer: Gazetteer) -> None:
    text = "Reporters met in Harvest and in Huntsville, Alabama."
    assert set(places(gazetteer, text)) == {"Harvest", "Huntsville", "Alabama"}
    assert set(places(gazetteer, text + " Rain spoilt the harvest.")) == {"Huntsville", "Alabama"}


def test_spans_cover_the_name_and_nothing_else(gazetteer: Gazetteer) -> None:
    text = "BEIRUT (Reuters) - The Beirut-based group left Lebanon's south for New York."
    found = find_places(article(text), gazetteer)
    assert [text[m.start : m.end] for m in found] == ["BEIRUT", "Beirut", "Lebanon", "New York"]
    assert [m.country_code for m in found] == ["LBN", "LBN", "LBN", "USA"]


def test_a_village_that_the_gazetteer_lacks_is_named_but_not_resolved(gazetteer: Gazetteer) -> None:
    mention = places(gazetteer, "Troops shelled the village of Qwelzurab at dawn.")["Qwelzurab"]
    assert (mention.place_id, mention.latitude, mention.country_code) == (None, None, None)


def test_a_list_of_states_is_no_chain_of_containment(gazetteer: Gazetteer) -> None:
    found = places(gazetteer, "Cases were found in Georgia, Missouri, Oregon, Washington and Wisconsin.")
    assert {m.feature_code for m in found.values()} == {"ADM1"}
    assert found["Georgia"].country_code == "USA"


def test_the_title_comes_first_and_agrees_with_the_text(gazetteer: Gazetteer) -> None:
    found = find_places(article("The army left Hama, Syria.", title="Army Leaves Hama"), gazetteer)
    assert [m.field for m in found] == ["title", "text", "text"]
    assert found[0].place_id == found[1].place_id


def test_capitals_and_lower_case_do_not_make_every_word_a_place(gazetteer: Gazetteer) -> None:
    upper = places(gazetteer, "GUERRILLAS ATTACKED A BUS IN SAN SALVADOR TODAY. THE MAN SAID NOTHING.")
    assert set(upper) == {"SAN SALVADOR"}
    lower = places(gazetteer, "police opened fire on a mob in ahmedabad. the man said nothing of it.")
    assert set(lower) <= {"ahmedabad"}


@pytest.mark.parametrize("unit", ["Paris ", "Paris, Texas, ", "San Jose and ", "al-", "A. ", "the "])
def test_100_kb_in_one_sentence_takes_linear_time(gazetteer: Gazetteer, unit: str) -> None:
    assert_linear(lambda size: find_places(article(unit * (size // len(unit))), gazetteer))


@pytest.mark.parametrize("text", ["", "\x00", "''’’--", "A", "Дейр эз-Зор", "٣٤ القائم", ". , ( )", "İstanbul"])
def test_odd_text_raises_nothing(gazetteer: Gazetteer, text: str) -> None:
    assert all(text[m.start : m.end] == m.text for m in find_places(article(text), gazetteer))


def test_a_town_s_name_within_a_person_s_is_no_place(gazetteer: Gazetteer) -> None:
    text = article("Soldiers detained Aung San Suu Kyi in Yangon. Troops left Aung San.")
    people = find_actors(text, load_actor_dictionary(), find_places(text, gazetteer))
    assert [place.text for place in outside_names(find_places(text, gazetteer), people)] == ["Yangon", "Aung San"]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Syrian troops shelled a farm in rural Damascus.", "Damascus", "Rīf Dimashq"),
        ("Syrian troops shelled a farm in the eastern countryside of Aleppo.", "Aleppo", "Ḩalab"),
        ("Syrian troops shelled a farm in the northern Aleppo countryside.", "Aleppo", "Ḩalab"),
        ("Syrian troops shelled a farm in Aleppo.", "Aleppo", "Aleppo"),
        ("They fired on ships in Kuwaiti waters.", "Kuwaiti waters", "Kuwait"),
        ("They crossed into Rwandan territory.", "Rwandan territory", "Rwanda"),
    ],
)
def test_the_land_around_a_town_or_of_a_people_is_a_province_or_country(
    gazetteer: Gazetteer, text: str, name: str, expected: str
) -> None:
    assert places(gazetteer, text)[name].name == expected


def test_a_people_s_troops_and_a_town_s_papers_are_no_place(gazetteer: Gazetteer) -> None:
    assert not places(gazetteer, "Rwandan troops spoke to the London Sunday Times.")
