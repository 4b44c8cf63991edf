"""How every DuckDB connection of ours is opened. No table is named here."""

from collections.abc import Callable
from pathlib import Path

import duckdb

OFFLINE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
STORAGE_VERSION = "v1.4.0"

Keep = Callable[[], None]
"""Commits what was done, and goes on in a new transaction."""


def keep_nothing() -> None:
    """For callers that keep everything, or nothing, at the end."""


class DatabaseBusy(RuntimeError):
    """Another program holds the file."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(
            f"'{path}' is open in another program: {detail} Close it there; "
            "people should open warehouse.duckdb, which is never locked."
        )


class DatabaseUnreadable(RuntimeError):
    """The file is no whole DuckDB database, or one of a newer DuckDB."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(f"'{path}' is not a database that DuckDB {duckdb.__version__} can read: {detail}")


def connect(path: Path | None = None, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """A connection in UTC that downloads nothing; in memory without a path.

    Raises `DatabaseBusy` or `DatabaseUnreadable`; `OSError` where the folder or the disk is at fault.
    """
    try:
        connection = duckdb.connect(str(path or ":memory:"), read_only=read_only, config=dict(OFFLINE))
    except duckdb.Error as error:
        raise _cause(path or Path(":memory:"), error) from error
    connection.execute("set timezone = 'UTC'")
    return connection


def attach(connection: duckdb.DuckDBPyConnection, path: Path, name: str, options: str) -> None:
    """Attaches a file under a name; raises as `connect` does."""
    try:
        connection.execute(f"attach {literal(path)} as {name} ({options})")
    except duckdb.Error as error:
        raise _cause(path, error) from error


def make_empty(connection: duckdb.DuckDBPyConnection, table: str, select: str, temporary: bool = False) -> None:
    """Makes a table with the columns of a SELECT and without rows, where there is none; a temporary one always.

    DuckDB 2.0.0 shows no row of a table that `create table ... as` made empty and one insert then filled with a row
    group or more, in the same transaction.
    """
    columns = connection.sql(f"describe {select}").fetchall()
    said = ", ".join(f"{quoted(name)} {kind}" for name, kind, *_ in columns)
    connection.execute(f"create {'or replace temp table' if temporary else 'table if not exists'} {table} ({said})")


def is_damage(error: Exception) -> bool:
    """Whether the file itself is at fault, and not the disk, a lock or what was asked."""
    text = str(error).lower()
    signs = ("corrupt", "checksum", "could not read enough bytes")
    return isinstance(error, DatabaseUnreadable) or any(sign in text for sign in signs)


def literal(value: object) -> str:
    """A SQL string literal."""
    return "'" + str(value).replace("'", "''") + "'"


def quoted(name: str) -> str:
    """A SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def _cause(path: Path, error: duckdb.Error) -> Exception:
    """Tells apart what can be mended by waiting, by the user, or by building again."""
    text = str(error).splitlines()[0]
    if "Could not set lock" in text or "Conflicting lock" in text:
        return DatabaseBusy(path, text)
    if any(sign in text for sign in ("No space left", "Permission denied", "Read-only file system")):
        return OSError(text)
    return DatabaseUnreadable(path, text)
