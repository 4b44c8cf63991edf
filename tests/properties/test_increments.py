"""Builds of what is new give the tables that one build of everything gives: the same digest of every table."""

import tempfile
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.steps.build import reference_frames, rules
from tests.newsroom import RULES, Newsroom
from tests.properties.test_as_of import STEP, Step, take
from warehouse.build import Projection, built_tables
from warehouse.connection import connect
from warehouse.contents import DIGESTS, published_tables
from warehouse.digest import digest
from warehouse.fold import quiet
from warehouse.rules import Rules

BEGINNING = [Step("fetch", 1, 0), Step("code", 1, 1), Step("fetch", 2, 0), Step("code", 2, 0)]


def project(
    newsroom: Newsroom, connection: duckdb.DuckDBPyConnection, by: Rules, records: int = 1000
) -> dict[str, str]:
    """Brings the tables in a connection up to date, in rounds of so many records; their digests, as counted anew."""
    _, _, checks = Projection(newsroom.journal, by, reference_frames(), quiet, records).run(connection)
    assert [str(check) for check in checks if not check.passed] == []
    found = {table: digest(connection, table) for table in {*built_tables(), *published_tables()}}
    kept = dict(connection.sql(f"select table_name, digest from {DIGESTS}").fetchall())
    assert kept == {table: found[table] for table in published_tables()}
    return found


@pytest.mark.parametrize("by", [RULES, rules()], ids=["plain", "linked"])
@settings(max_examples=5, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(history=st.lists(st.lists(STEP, min_size=1, max_size=4), min_size=1, max_size=5), records=st.integers(1, 9))
def test_builds_of_what_is_new_give_the_tables_of_a_rebuild(by: Rules, history: list[list[Step]], records: int) -> None:
    with tempfile.TemporaryDirectory() as path, connect() as stepwise:
        newsroom = Newsroom(Path(path) / "data")
        for number, told in enumerate([BEGINNING, *history]):
            for further, step in enumerate(told):
                take(newsroom, step, 100 * number + further)
            found = project(newsroom, stepwise, by)
        for of_round in (1000, records):
            with connect() as anew:
                assert found == project(newsroom, anew, by, of_round)
        newsroom.journal.close()
