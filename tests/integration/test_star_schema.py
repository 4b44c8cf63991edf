"""Dimensions and marts: versions of actors, the hierarchy of places, weeks, days of control, claims, coverage."""

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.newsroom import Newsroom, mention, on
from tests.warehouse_tables import TAKEN, rows, taken, told


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    """An empty data folder."""
    return Newsroom(tmp_path / "data")


ACTORS = pl.DataFrame(
    [
        ("ann", "Ann Ames", "person", "SYR", "GOV", "2010-03-05", "2014-06", "mayor"),
        ("ann", "Ann Ames", "person", "SYR", "GOV", "2016", "", "president"),
        ("bob", "Bob Byrne", "person", "SYR", "REB", "2011", "2012-01-31", ""),
        ("guard", "The Guard", "organisation", "SYR", "MIL", "", "", ""),
    ],
    schema=["actor_id", "name", "kind", "country", "sector", "from_date", "to_date", "office"],
    orient="row",
)


def test_actor_has_one_version_for_each_dated_role_and_what_lies_between(newsroom: Newsroom) -> None:
    tables = told(newsroom, {"actors": ACTORS})
    found = rows(
        tables,
        "select actor_version_id, office, sector, role_from, role_to, is_current from dim_actor"
        " order by actor_id, version_number",
    )
    assert found == [
        ("ann", None, None, None, date(2010, 3, 5), False),
        ("ann@2010-03-05", "mayor", "GOV", date(2010, 3, 5), date(2014, 7, 1), False),
        ("ann@2014-07-01", None, "ELI", date(2014, 7, 1), date(2016, 1, 1), False),
        ("ann@2016-01-01", "president", "GOV", date(2016, 1, 1), None, True),
        ("bob", None, None, None, date(2011, 1, 1), False),
        ("bob@2011-01-01", None, "REB", date(2011, 1, 1), date(2012, 2, 1), False),
        ("bob@2012-02-01", None, "REB", date(2012, 2, 1), None, True),
        ("guard", None, "MIL", None, None, True),
    ]


@pytest.mark.parametrize(
    ("day", "office"),
    [("2009-01-01", None), ("2010-03-05", "mayor"), ("2014-06-30", "mayor"), ("2015-01-01", None), (None, "president")],
)
def test_facts_name_the_role_that_an_actor_had_on_the_day(
    newsroom: Newsroom, day: str | None, office: str | None
) -> None:
    newsroom.report("a1", TAKEN, taken(day=day, actors={"Soldiers of the north": "ann"}, control=(None, None, None)))
    tables = told(newsroom, {"actors": ACTORS})
    found = rows(
        tables,
        "select office from bridge_event_actor join dim_actor using (actor_version_id) where role = 'actor'",
    )
    assert found == [(office,)]


def test_holder_of_a_place_is_the_version_of_the_first_day(newsroom: Newsroom) -> None:
    newsroom.report("a1", TAKEN, taken(day="2017-11-03", control=("taken", "guard", "ann")))
    tables = told(newsroom, {"actors": ACTORS})
    assert rows(tables, "select holder_version_id from fact_control") == [("ann@2016-01-01",)]


SHELLED = "Shells hit a school in Hillford and wounded pupils."


@pytest.mark.parametrize(
    ("said", "victims"),
    [
        ({"fatalities": 2}, ["pupils"]),
        ({"fatalities": None}, []),
        ({"fatalities": 0}, []),
        ({"fatalities": 2, "modality": "negated"}, []),
        ({"fatalities": 2, "event_type": "THREATEN"}, []),
        ({"fatalities": 2, "recipients": {"school": None, "pupils": None}}, []),
    ],
)
def test_victim_is_the_one_recipient_of_an_assault_that_harmed(
    newsroom: Newsroom, said: dict[str, Any], victims: list[str]
) -> None:
    newsroom.report(
        "a1", SHELLED, {"trigger": "hit", "place": "4", "day": on(3), "recipients": {"pupils": None}} | said
    )
    tables = told(newsroom)
    found = rows(tables, "select actor_text from bridge_event_actor where role = 'victim'")
    assert [words for (words,) in found] == victims


COUNTRIES = pl.DataFrame(
    {
        "place_id": ["163843", "831053"],
        "country_code": ["SYR", "XKX"],
        "name": ["Syria", "Kosovo"],
        "alpha2": ["SY", "XK"],
        "numeric_code": ["760", "0"],
        "fips": ["SY", "KV"],
        "continent": ["AS", "EU"],
        "latitude": ["35.0", None],
        "longitude": ["38.0", None],
    }
)


def test_place_knows_its_country_with_all_codes(newsroom: Newsroom) -> None:
    newsroom.report("a1", TAKEN, taken())
    newsroom.report("a2", SHELLED, {"trigger": "hit", "place": "4", "day": on(3)})
    tables = told(newsroom, {"countries": COUNTRIES})
    found = rows(
        tables,
        "select place_name, full_name, parent_place_id, place_level, country_code_alpha2, country_code_numeric"
        " from dim_place order by place_name",
    )
    assert found == [
        ("Hillford", "Hillford, IRQ", None, "other", None, None),
        ("Kosovo", "Kosovo", None, "country", "XK", None),
        ("Riverton", "Riverton, Syria", "163843", "other", "SY", "760"),
        ("Syria", "Syria", None, "country", "SY", "760"),
    ]


def test_place_lies_in_its_division_where_an_article_names_that(newsroom: Newsroom) -> None:
    text = "Soldiers took Riverton in North Bank."
    newsroom.fetch("a1", text)
    shared = {"article_id": "a1", "field": "text", "country_code": "SYR", "admin1": "North Bank", "confidence": 0.9}
    town = {"text": "Riverton", "place_id": "3", "name": "Riverton", "feature_code": "PPL"}
    division = {"text": "North Bank", "place_id": "9", "name": "North Bank", "feature_code": "ADM1"}
    places = [
        shared | place | {"start": text.index(place["text"]), "end": text.index(place["text"]) + len(place["text"])}
        | {"latitude": 10.0, "longitude": 20.0}
        for place in (town, division)
    ]  # fmt: skip
    newsroom.code("a1", [], places=places)
    tables = told(newsroom, {"countries": COUNTRIES})
    wanted = "select place_id, parent_place_id, place_level, full_name from dim_place where place_id in ('3', '9')"
    found = rows(tables, wanted)
    assert sorted(found) == [
        ("3", "9", "city", "Riverton, North Bank, Syria"),
        ("9", "163843", "admin1", "North Bank, Syria"),
    ]


def test_source_of_an_agency_is_known_by_its_publisher(newsroom: Newsroom) -> None:
    reference = {
        "agencies": pl.DataFrame({"name": ["AP"], "forms": ["AP|Associated Press"]}),
        "sources": pl.DataFrame(
            {"source_id": ["a", "b", "c"], "name": ["associated press", "Daily", ""], "language": ["en", "", ""]}
        ),
    }
    found = rows(told(newsroom, reference), "select source_id, publisher, language, is_agency from dim_source")
    assert sorted(found) == [
        ("a", "associated press", "en", True),
        ("b", "Daily", None, False),
        ("c", None, None, None),
    ]


def test_calendar_has_no_gap_between_its_first_and_last_year(newsroom: Newsroom) -> None:
    newsroom.report("a1", TAKEN, taken(day="2014-02-03"))
    found = rows(told(newsroom), "select min(calendar_date), max(calendar_date), count(*) from dim_date")
    assert found == [(date(2014, 1, 1), date(2017, 12, 31), 4 * 365 + 1)]


def test_events_are_counted_by_place_and_week(newsroom: Newsroom) -> None:
    newsroom.report("a1", TAKEN, taken(day=on(3), fatalities=2))
    newsroom.report("a2", TAKEN, taken(day=on(5)))
    newsroom.report("a3", TAKEN, taken(day=on(6)))
    newsroom.report("a4", TAKEN, taken(day=on(7), date_precision="month"))
    newsroom.report("a5", TAKEN, taken(day=on(7), place=None, control=(None, None, None)))
    found = rows(
        told(newsroom),
        "select week_start_date, place_name, event_count, material_conflict_count, fatalities_best"
        " from events_by_place_and_week order by all",
    )
    assert found == [(date(2017, 10, 30), "Riverton", 2, 2, 2), (date(2017, 11, 6), "Riverton", 1, 1, None)]


def test_control_is_told_for_each_day_until_the_last_that_is_reported(newsroom: Newsroom) -> None:
    newsroom.report("a1", TAKEN, taken(day=on(1)))
    newsroom.report("a2", TAKEN, taken(day=on(3), control=("taken", "SYR-MIL", "SYR-REB")), published_at="2017-11-05")
    found = rows(
        told(newsroom),
        "select day(calendar_date), holder_name, days_held, is_first_day from control_by_place_and_day order by all",
    )
    assert found == [
        (1, "Soldiers of the north", 0, True),
        (2, "Soldiers of the north", 1, False),
        (3, "rebels", 0, True),
        (4, "rebels", 1, False),
        (5, "rebels", 2, False),
    ]


def test_control_known_only_after_the_last_article_is_told_for_its_first_day(newsroom: Newsroom) -> None:
    newsroom.report("a1", TAKEN, taken(day=on(9)), published_at="2017-11-03")
    found = rows(told(newsroom), "select day(calendar_date) from control_by_place_and_day")
    assert found == [(9,)]


SAID = "The mayor said two died when shells hit Hillford. A colonel said five died when shells struck Hillford."


def test_two_death_tolls_of_one_event_stand_side_by_side(newsroom: Newsroom) -> None:
    common = {"place": "4", "day": on(2)}
    newsroom.fetch("a1", SAID)
    newsroom.code(
        "a1",
        [
            mention("a1", SAID, "hit", attributed_to={"The mayor": None}, fatalities=2, **common),
            mention("a1", SAID, "struck", attributed_to={"A colonel": "SYR-MIL"}, fatalities=5, **common),
        ],
    )
    found = rows(
        told(newsroom),
        "select conflict, list_sort([speaker_text, other_speaker_text]),"
        " list_sort([fatalities_best, other_fatalities_best]) from claims_in_conflict",
    )
    assert found == [("death tolls differ", ["A colonel", "The mayor"], [2, 5])]


def test_one_speaker_does_not_contradict_himself(newsroom: Newsroom) -> None:
    common = {"place": "4", "day": on(2), "attributed_to": {"The mayor": None}}
    newsroom.fetch("a1", SAID)
    newsroom.code("a1", [mention("a1", SAID, word, fatalities=n, **common) for n, word in enumerate(("hit", "struck"))])
    assert rows(told(newsroom), "select * from claims_in_conflict") == []


def test_coverage_counts_what_each_publisher_brought(newsroom: Newsroom) -> None:
    newsroom.report("a1", TAKEN, taken())
    newsroom.report("a2", TAKEN, taken(), publisher="Daily")
    newsroom.report("a3", f"{TAKEN} More.", taken(day=on(9)), publisher="Daily")
    newsroom.fetch("a4", "Nothing happened.", publisher=None)
    newsroom.withdraw("a4")
    found = rows(
        told(newsroom),
        "select publisher, article_count, current_article_count, original_article_count, mention_count, event_count,"
        " sole_event_count from source_coverage order by all",
    )
    assert found == [("", 1, 0, 0, 0, 0, 0), ("Daily", 2, 2, 1, 2, 2, 1), ("The Wire", 1, 1, 1, 1, 1, 0)]
