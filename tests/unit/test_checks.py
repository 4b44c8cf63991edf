"""Checks find the rows that break what a model promises."""

import duckdb
import pytest

from warehouse.checks import SAMPLE_ROWS, ChecksFailed, check
from warehouse.models import Model, parse

TOWNS = """-- Towns.
-- grain: one row per town
-- key: town_id
-- references: country_code -> dimensions.dim_country(country_code)
-- not null: mayor
-- check: years run forward: ended >= began
--
-- town_id: the town
select 1
"""

KEPT = "(1, 'Ann', 'SYR', 1900, 1950)"


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    """Empty tables of towns and countries."""
    connection = duckdb.connect()
    connection.execute("create schema facts; create schema dimensions")
    connection.execute("create table dimensions.dim_country as select 'SYR' as country_code")
    connection.execute(
        "create table facts.fact_town (town_id int, mayor varchar, country_code varchar, began int, ended int)"
    )
    return connection


def towns() -> Model:
    return parse("facts", "fact_town", TOWNS)


def test_promises_that_hold_pass(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(f"insert into facts.fact_town values {KEPT}, (2, 'Bo', null, 1900, null)")
    results = check(connection, towns())
    assert all(result.passed and not result.failures and not result.sample for result in results)
    assert [result.name for result in results] == [
        "town_id is unique (one row per town)",
        "town_id is never null",
        "mayor is never null",
        "country_code stands in dimensions.dim_country(country_code)",
        "years run forward",
    ]


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ("(1, 'Bo', 'SYR', 1900, 1950)", "town_id is unique (one row per town)"),
        ("(null, 'Bo', 'SYR', 1900, 1950)", "town_id is never null"),
        ("(2, null, 'SYR', 1900, 1950)", "mayor is never null"),
        ("(2, 'Bo', 'IRQ', 1900, 1950)", "country_code stands in dimensions.dim_country(country_code)"),
        ("(2, 'Bo', 'SYR', 1950, 1900)", "years run forward"),
    ],
)
def test_broken_promise_is_named_counted_and_shown(connection: duckdb.DuckDBPyConnection, row: str, name: str) -> None:
    connection.execute(f"insert into facts.fact_town values {KEPT}, {row}")
    (failed,) = (result for result in check(connection, towns()) if not result.passed)
    assert (failed.table, failed.name, failed.failures) == ("facts.fact_town", name, 1)
    assert len(failed.sample) == 1


def test_sample_is_short_and_always_the_same(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("insert into facts.fact_town select i, null, null, 0, 0 from range(50) as t (i)")
    first, second = (next(r for r in check(connection, towns()) if not r.passed) for _ in range(2))
    assert first.failures == 50
    assert [row["town_id"] for row in first.sample] == list(range(SAMPLE_ROWS))
    assert first == second


def test_error_says_table_rule_count_and_rows(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("insert into facts.fact_town values (7, null, null, 0, 0)")
    error = ChecksFailed(result for result in check(connection, towns()) if not result.passed)
    assert "facts.fact_town: not so for 1 rows: mayor is never null. First: town_id 7" in str(error)


def test_of_new_rows_these_are_looked_at_and_all_that_may_have_lost_what_they_refer_to(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    connection.execute(f"insert into facts.fact_town values {KEPT}, (2, null, 'IRQ', 1900, 1950)")
    connection.execute(
        "create table added as select 3 as town_id, 'Bo' as mayor, 'SYR' as country_code, 1 began, 2 ended"
    )
    connection.execute("insert into facts.fact_town from added")
    assert all(result.passed for result in check(connection, towns(), "added"))
    (lost,) = (result for result in check(connection, towns(), "added", lambda _: True) if not result.passed)
    assert (lost.name, lost.sample[0]["town_id"]) == ("country_code stands in dimensions.dim_country(country_code)", 2)


def test_new_row_with_the_key_of_an_old_one_is_found(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(f"insert into facts.fact_town values {KEPT}")
    connection.execute(
        "create table added as select 1 as town_id, 'Bo' as mayor, 'SYR' as country_code, 1 began, 2 ended"
    )
    connection.execute("insert into facts.fact_town from added")
    (failed,) = (result for result in check(connection, towns(), "added") if not result.passed)
    assert (failed.name, failed.failures) == ("town_id is unique (one row per town)", 1)
