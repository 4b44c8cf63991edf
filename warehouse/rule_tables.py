"""The tables that rules remember in, as tables of the build file: `staging.link_<name>`."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import duckdb
import polars as pl

from warehouse.connection import make_empty

PREFIX = "staging.link_"


class RuleTables:
    """Finds, takes out and adds rows in the transaction that is open."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, schemas: Mapping[str, Mapping[str, Any]]) -> None:
        """Makes the tables that are not there yet."""
        self._connection, self._schemas = connection, schemas
        for table in schemas:
            self._make(table)

    def empty(self, tables: Iterable[str] | None = None) -> None:
        """Forgets everything, or what is in these tables, which then have the columns of today."""
        for table in self._schemas if tables is None else tables:
            self._connection.execute(f"drop table {PREFIX}{table}")
            self._make(table)

    def _make(self, table: str) -> None:
        self._connection.register("given", pl.DataFrame(schema=dict(self._schemas[table])))
        make_empty(self._connection, f"{PREFIX}{table}", "from given")
        self._connection.unregister("given")

    def rows(self, table: str, keys: pl.DataFrame, columns: Sequence[str] = ()) -> pl.DataFrame:
        """The rows whose values stand in `keys`; of them these columns, or all."""
        if keys.is_empty():
            return pl.DataFrame(schema=dict(self._schemas[table])).select(columns or pl.all())
        asked, using = ", ".join(columns) or "*", ", ".join(keys.columns)
        return self._asked(f"select {asked} from {PREFIX}{table} semi join given using ({using})", keys)

    def drop(self, table: str, keys: pl.DataFrame) -> None:
        """Takes these rows out."""
        columns = ", ".join(keys.columns)
        if not keys.is_empty():
            self._with(keys, f"delete from {PREFIX}{table} where ({columns}) in (select ({columns}) from given)")

    def add(self, table: str, rows: pl.DataFrame) -> None:
        """Adds rows."""
        if not rows.is_empty():
            self._with(rows.select(*self._schemas[table]), f"insert into {PREFIX}{table} from given")

    def all(self, table: str) -> pl.DataFrame:
        """Every row."""
        return self._asked(f"from {PREFIX}{table}", pl.DataFrame())

    def _asked(self, sql: str, given: pl.DataFrame) -> pl.DataFrame:
        if given.columns:
            self._connection.register("given", given)
        found: pl.DataFrame = self._connection.sql(sql).pl()
        if given.columns:
            self._connection.unregister("given")
        return found

    def _with(self, given: pl.DataFrame, sql: str) -> None:
        self._connection.register("given", given)
        self._connection.execute(sql)
        self._connection.unregister("given")
