"""Reading the published warehouse: one query, or what its tables and columns are. Nothing is written."""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl

from warehouse.connection import connect
from warehouse.folder import DataFolder
from warehouse.models import PUBLISHED_LAYERS
from warehouse.versions import current_version


class NoWarehouse(FileNotFoundError):
    """Nothing is published yet."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"No warehouse at '{path}' yet. Make one with `dateline run` or `dateline build`.")


class QueryFailed(ValueError):
    """The SQL cannot be run on the warehouse."""

    def __init__(self, error: duckdb.Error) -> None:
        super().__init__(f"The query failed: {error}")


@dataclass(frozen=True, slots=True)
class ColumnDescription:
    """A column as the warehouse describes it."""

    name: str
    type: str
    comment: str


@dataclass(frozen=True, slots=True)
class TableDescription:
    """A table as the warehouse describes it."""

    layer: str
    name: str
    comment: str
    rows: int
    columns: tuple[ColumnDescription, ...]


def query(folder: DataFolder, sql: str) -> pl.DataFrame:
    """The rows that one query gives; table names may stand without their layer. Raises `QueryFailed`."""
    connection = open_warehouse(folder)
    try:
        relation = connection.sql(sql)
        frame: pl.DataFrame = pl.DataFrame() if relation is None else relation.pl()
    except duckdb.Error as error:
        raise QueryFailed(error) from error
    finally:
        connection.close()
    return frame


def tables(folder: DataFolder) -> list[TableDescription]:
    """Every table of the published warehouse, in the layers' order."""
    connection = open_warehouse(folder)
    try:
        named = connection.sql(_TABLES).fetchall()
        columns = connection.sql(_COLUMNS).fetchall()
    finally:
        connection.close()
    return [
        TableDescription(
            layer,
            name,
            comment,
            rows,
            tuple(ColumnDescription(*rest) for of, in_, *rest in columns if (of, in_) == (layer, name)),
        )
        for layer, name, comment, rows in sorted(named, key=lambda row: (PUBLISHED_LAYERS.index(row[0]), row[1]))
    ]


def open_warehouse(folder: DataFolder) -> duckdb.DuckDBPyConnection:
    """A read-only connection to the newest version, which sees no other file; raises `NoWarehouse`."""
    path = current_version(folder)
    if path is None:
        raise NoWarehouse(folder.warehouse)
    connection = connect(path, read_only=True)
    connection.execute(f"set search_path = '{','.join(PUBLISHED_LAYERS)}'")
    connection.execute("set enable_external_access = false")
    return connection


_TABLES = """
select schema_name, table_name, coalesce(comment, ''), estimated_size from duckdb_tables() where not internal
"""
_COLUMNS = """
select schema_name, table_name, column_name, data_type, coalesce(comment, '') from duckdb_columns()
where not internal order by schema_name, table_name, column_index
"""
