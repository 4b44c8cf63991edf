"""All tables of a build in memory, and the sentence that most tests of them are about."""

from collections.abc import Mapping
from typing import Any

import duckdb
import polars as pl

from tests.newsroom import RULES, Newsroom, on
from warehouse.build import Projection
from warehouse.connection import connect
from warehouse.fold import quiet
from warehouse.models import PUBLISHED_LAYERS

TAKEN = "Soldiers of the north took Riverton on Friday. The rebels left at dawn."


def told(newsroom: Newsroom, reference: Mapping[str, pl.DataFrame] | None = None) -> duckdb.DuckDBPyConnection:
    """All tables of a build, made in memory; its checks must pass."""
    connection = connect()
    _, _, checks = Projection(newsroom.journal, RULES, reference or {}, quiet).run(connection)
    broken = [str(check) for check in checks if not check.passed]
    assert broken == [], broken
    connection.execute(f"set search_path = '{','.join(PUBLISHED_LAYERS)}'")
    return connection


def rows(tables: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[Any, ...]]:
    """Rows that a query gives."""
    return list(tables.sql(sql).fetchall())


def taken(**said: Any) -> dict[str, Any]:
    """What `Newsroom.report` takes for the sentence that says that Riverton was taken."""
    return {
        "trigger": "took",
        "place": "3",
        "day": on(3),
        "actors": {"Soldiers of the north": "SYR-MIL"},
        "recipients": {"rebels": "SYR-REB"},
        "control": ("taken", "SYR-REB", "SYR-MIL"),
        **said,
    }
