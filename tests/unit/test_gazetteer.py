"""Finding places by name: spelling, sound, kind; compiling once."""

import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest

from pipelines.coding.gazetteer import Gazetteer, open_gazetteer
from pipelines.coding.gazetteer_compile import compiled_name
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


def test_sound_is_searched_only_in_the_countries_given(gazetteer: Gazetteer) -> None:
    assert gazetteer.sounding("deir el zour", ("SYR",))[0].country_code == "SYR"
    assert gazetteer.sounding("deir el zour", ("USA", "GBR")) == ()
    assert gazetteer.sounding("deir el zour", ()) == ()


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
