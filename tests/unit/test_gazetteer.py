"""Finding places by name: spelling, sound, kind; compiling once."""

import pickle
import re
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path

import pytest

from pipelines.coding import gazetteer_compile
from pipelines.coding.gazetteer import Gazetteer, open_gazetteer
from pipelines.coding.gazetteer_compile import PACKAGES, SEEDS, compiled_name
from pipelines.coding.toponyms import sound_key, spelling_key, without_article
from tests.conftest import CACHE


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer(CACHE)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Dayr az-Zawr", "dayr az zawr"),
        ("Al Qā’im", "al qaim"),
        ("Saint-Étienne", "st etienne"),
        ("U.S.", "u s"),
        ("Łódź", "lodz"),
        ("القائم", ""),
    ],
)
def test_spelling_key(name: str, key: str) -> None:
    assert spelling_key(name) == key


def test_romanisations_of_one_name_sound_alike() -> None:
    keys = [spelling_key(name) for name in ("Deir el-Zour", "Deir Ezzor", "Dayr az-Zawr")]
    assert len({sound_key(key) for key in keys}) == 1
    assert sound_key("hodeidah") == sound_key(without_article("al hudaydah"))
    assert sound_key("homs") != sound_key("hama")


@pytest.mark.parametrize(
    ("name", "place_id", "country", "feature"),
    [
        ("Syria", "163843", "SYR", "PCLI"),
        ("U.K.", "2635167", "GBR", "PCLI"),
        ("Baghdad", "98182", "IRQ", "PPLC"),
        ("Al-Qaim", "92138", "IRQ", "PPL"),
        ("Texas", "4736286", "USA", "ADM1"),
        ("Scotland", "2638360", "GBR", "ADM1"),
        ("Europe", "6255148", None, "CONT"),
        ("Donbas", "dl:donbas", "UKR", "RGN"),
    ],
)
def test_names_lead_to_places(
    gazetteer: Gazetteer, name: str, place_id: str, country: str | None, feature: str
) -> None:
    found = {p.place_id: p for p in gazetteer.named(spelling_key(name))}
    assert (found[place_id].country_code, found[place_id].feature_code) == (country, feature)


def test_a_place_knows_its_first_order_unit(gazetteer: Gazetteer) -> None:
    springfields = {p.admin1 for p in gazetteer.named("springfield") if p.country_code == "USA"}
    assert {"Illinois", "Missouri", "Massachusetts"} <= springfields


@pytest.mark.parametrize(
    ("place_id", "name", "south", "north", "west", "east"),
    [
        ("4736286", "Texas", 31.5, 31.5, -99.5, -99.5),  # from seeds/region_points.csv
        ("6252001", "United States", 39.0, 40.0, -99.0, -98.0),  # from seeds/country_points.csv
        ("163843", "Syria", 34.0, 36.0, 37.5, 39.5),
        ("3017382", "France", 45.5, 47.5, 1.0, 4.0),
        ("170062", "Aleppo Governorate", 35.8, 36.7, 36.7, 38.3),
        ("2510769", "Spain", 39.0, 41.0, -5.0, -2.0),  # its towns on the Canaries do not pull it south
        ("1808773", "Hebei", 38.0, 40.5, 114.5, 117.5),  # GeoNames has some of its towns elsewhere
        ("1806260", "Jiangsu", 32.0, 34.0, 118.5, 120.5),
    ],
)
def test_the_middle_of_a_unit_is_in_its_middle(
    gazetteer: Gazetteer, place_id: str, name: str, south: float, north: float, west: float, east: float
) -> None:
    place = {p.place_id: p for p in gazetteer.named(spelling_key(name))}[place_id]
    assert south <= place.latitude <= north
    assert west <= place.longitude <= east


def test_counties_of_america_and_provinces_of_iraq_are_second_and_first_order(gazetteer: Gazetteer) -> None:
    assert {p.feature_code for p in gazetteer.named("cook county") if p.country_code == "USA"} == {"ADM2"}
    assert "ADM1" in {p.feature_code for p in gazetteer.named("anbar") if p.country_code == "IRQ"}


def test_name_words_hold_persons_names_but_no_well_known_place_s(gazetteer: Gazetteer) -> None:
    names = gazetteer.name_words
    assert {"michael", "haider", "fatima", "mehmet"} <= names.first_names
    assert {"smith", "merkel"} <= names.surnames
    assert {"the", "reading", "people"} <= names.common
    assert not {"paris", "sydney", "london", "santiago", "baghdad"} & (names.first_names | names.surnames)


def test_another_version_of_a_data_package_means_another_gazetteer(monkeypatch: pytest.MonkeyPatch) -> None:
    known = dict.fromkeys(PACKAGES, "1")
    monkeypatch.setattr(gazetteer_compile, "version", known.__getitem__)
    names = {compiled_name()}
    for package in PACKAGES:
        known[package] = "2"
        names.add(compiled_name())
    assert len(names) == len(PACKAGES) + 1


def test_seed_tables_are_written_by_hand_and_so_small() -> None:
    """Reference data of others is read from its package; a table as large as that is a copy."""
    tables = seed_tables()
    assert set(SEEDS) <= set(tables)
    assert {name: size for name, size in tables.items() if size > 400_000} == {}


def test_every_table_and_data_package_is_documented() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "data.md").read_text(encoding="utf-8")
    wanted = [*seed_tables(), *(package.lower() for package in PACKAGES)]
    assert [name for name in wanted if f"`{name}`" not in page] == []
    assert set(re.findall(r"`(\w+\.csv)`", page)) <= set(seed_tables())


def seed_tables() -> dict[str, int]:
    tables = (table for table in files("seeds").iterdir() if table.name.endswith(".csv"))
    return {table.name: len(table.read_bytes()) for table in tables}


def test_sound_is_searched_only_in_the_countries_given(gazetteer: Gazetteer) -> None:
    assert gazetteer.sounding("deir el zour", ("SYR",))[0].country_code == "SYR"
    assert gazetteer.sounding("deir el zour", ("USA", "GBR")) == ()
    assert gazetteer.sounding("deir el zour", ()) == ()


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("raqa", "Ar Raqqah"),
        ("talbisseh", "Tallbīsah"),
        ("khan shaikhoun", "Khān Shaykhūn"),
        ("suwaida", "As Suwaydā'"),
    ],
)
def test_vowels_and_doubled_letters_are_spelt_now_so_now_so(gazetteer: Gazetteer, key: str, name: str) -> None:
    assert name in [place.name for place in gazetteer.sounding(key, ("SYR",))]


@pytest.mark.parametrize("key", ["hass", "massasneh", "attman", "hamouria"])
def test_a_name_with_other_syllables_is_another_town(gazetteer: Gazetteer, key: str) -> None:
    assert gazetteer.sounding(key, ("SYR",)) == ()


def test_unknown_names_lead_nowhere(gazetteer: Gazetteer) -> None:
    assert gazetteer.named("qwxzv") == ()
    assert gazetteer.longest("qwxzv") == 0
    assert gazetteer.named("") == ()


def test_adjectives_name_their_country(gazetteer: Gazetteer) -> None:
    assert gazetteer.adjectives["syrian"] == "SYR"
    assert gazetteer.adjectives["iraqis"] == "IRQ"


def test_opening_twice_compiles_once_and_leaves_one_file(gazetteer: Gazetteer) -> None:
    told: list[str] = []
    with ThreadPoolExecutor(2) as pool:
        opened = list(pool.map(lambda _: open_gazetteer(CACHE, told.append), range(2)))
    assert told == []
    assert {one.path for one in opened} == {gazetteer.path}
    assert gazetteer.path.name == compiled_name()
    assert not list(gazetteer.path.parent.glob("*.part"))


def test_a_gazetteer_can_be_sent_to_a_worker(gazetteer: Gazetteer) -> None:
    assert pickle.loads(pickle.dumps(gazetteer)).named("baghdad") == gazetteer.named("baghdad")
