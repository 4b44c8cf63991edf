"""Reading the published warehouse: one query, or what its tables and columns are. Nothing is written."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl

from warehouse.connection import DatabaseBusy, DatabaseUnreadable, connect, is_damage
from warehouse.folder import DataFolder
from warehouse.models import PUBLISHED_LAYERS
from warehouse.versions import current_version


class NoWarehouse(FileNotFoundError):
    """No version is published, or the link to it is lost."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{_instead(path)}. Make one with `dateline run` or `dateline build`.")


class WarehouseUnusable(RuntimeError):
    """The published version is damaged, or another program has it open for writing."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"The published warehouse '{path}' {why} `dateline build` publishes it anew; all of it can be made "
            "from the journal."
        )


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
    rows: int | None
    """Null for a view, whose rows are made at each query."""
    columns: tuple[ColumnDescription, ...]


def query(folder: DataFolder, sql: str) -> pl.DataFrame:
    """The rows that one query gives; table names may stand without their layer.

    Raises `QueryFailed`, and as `open_warehouse` does.
    """
    with _asking(folder) as connection:
        relation = connection.sql(sql)
        frame: pl.DataFrame = pl.DataFrame() if relation is None else _without_intervals(relation).pl()
    return frame


def _without_intervals(relation: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """Intervals as text: polars has no type for them and would panic."""
    names = [name for name, kind in zip(relation.columns, relation.types, strict=True) if str(kind) == "INTERVAL"]
    quoted = ['"' + name.replace('"', '""') + '"' for name in names]
    if not names:
        return relation
    return relation.project(f"* replace ({', '.join(f'{name}::varchar as {name}' for name in quoted)})")


def tables(folder: DataFolder) -> list[TableDescription]:
    """Every table of the published warehouse, in the layers' order."""
    with _asking(folder) as connection:
        named = connection.sql(_TABLES).fetchall()
        columns = connection.sql(_COLUMNS).fetchall()
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


@contextmanager
def _asking(folder: DataFolder) -> Iterator[duckdb.DuckDBPyConnection]:
    connection = open_warehouse(folder)
    try:
        yield connection
    except duckdb.Error as error:
        raise (_damaged(folder.warehouse, error) if is_damage(error) else QueryFailed(error)) from error
    finally:
        connection.close()


def open_warehouse(folder: DataFolder, sees_files: bool = False) -> duckdb.DuckDBPyConnection:
    """A read-only connection to the newest version, which sees no other file unless SQL of ours is to write some.

    Raises `NoWarehouse` or `WarehouseUnusable`.
    """
    path = current_version(folder)
    if path is None:
        raise NoWarehouse(folder.warehouse)
    try:
        connection = connect(path, read_only=True)
    except DatabaseUnreadable as error:
        raise _damaged(folder.warehouse, error) from error
    except DatabaseBusy as error:
        raise WarehouseUnusable(folder.warehouse, "is open for writing in another program: close it there.") from error
    there = {str(name) for (name,) in connection.sql("select distinct schema_name from duckdb_schemas()").fetchall()}
    connection.execute(f"set search_path = '{','.join(layer for layer in PUBLISHED_LAYERS if layer in there)}'")
    if not sees_files:
        connection.execute("set enable_external_access = false")
    return connection


def _instead(path: Path) -> str:
    """What stands where the link to a version should be."""
    if path.is_symlink():
        return f"'{path}' leads to '{path.readlink()}', where no published version is"
    if path.exists():
        kind = "folder" if path.is_dir() else "file"
        return f"'{path}' is a {kind} and not the link to a published version; a build keeps it under another name"
    return f"No warehouse at '{path}' yet"


def _damaged(path: Path, error: Exception) -> WarehouseUnusable:
    return WarehouseUnusable(path, f"is damaged: {str(error).splitlines()[0]}.")


_TABLES = """
select schema_name, table_name, coalesce(comment, ''), estimated_size from duckdb_tables() where not internal
union all
select schema_name, view_name, coalesce(comment, ''), null from duckdb_views() where not internal
"""
_COLUMNS = """
select schema_name, table_name, column_name, data_type, coalesce(comment, '') from duckdb_columns()
where not internal order by schema_name, table_name, column_index
"""
