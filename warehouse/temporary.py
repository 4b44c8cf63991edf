"""Tables that last as long as a connection: what the steps of a build hand each other."""

from collections.abc import Mapping

import duckdb
import polars as pl


def make(
    connection: duckdb.DuckDBPyConnection, table: str, select: str, given: Mapping[str, int] | None = None
) -> None:
    """Makes or replaces a temporary table of what a SELECT gives."""
    connection.execute(f"create or replace temp table {table} as {select}", dict(given or {}))


def land(connection: duckdb.DuckDBPyConnection, table: str, frame: pl.DataFrame) -> None:
    """Makes or replaces a temporary table of a frame."""
    connection.register("landing_frame", frame)
    make(connection, table, "from landing_frame")
    connection.unregister("landing_frame")
