"""Publishing: a checked read-only copy of the build file, then the link that people open.

The build file is never changed here, and a published version never after it is linked. What a table holds is
decided by the models.
"""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.comments import set_comments
from warehouse.connection import (
    STORAGE_VERSION,
    DatabaseBusy,
    DatabaseUnreadable,
    attach,
    connect,
    literal,
    quoted,
)
from warehouse.digest import digest
from warehouse.folder import DataFolder
from warehouse.lock import build_lock
from warehouse.models import PUBLISHED_LAYERS, models
from warehouse.staging_tables import JOURNAL_COMMENTS
from warehouse.versions import (
    current_version,
    flush,
    next_version,
    remove_old,
    sweep,
    temporary_version,
    turn_link,
    version_number,
)

KEPT_VERSIONS = 5
READ_ONLY = 0o444

PUBLICATION_COMMENTS: dict[str, tuple[str, dict[str, str]]] = {
    "journal.publication": (
        "How far the journal had come when this version was published. Grain: one row.",
        {
            "version_number": "number of this version",
            "journal_position": "last position in the journal that its tables take in",
        },
    ),
    "journal.published_tables": (
        "Rows and digest of every table of this version. Grain: one row per table.",
        {
            "table_name": "layer and name of the table",
            "row_count": "its rows",
            "digest": "digest of its content, to notice harm; comparable within one version of DuckDB",
        },
    ),
}

Digests = dict[str, str]


class PublishFailed(RuntimeError):
    """No new version could be published; the one before stays."""

    def __init__(self, folder: DataFolder, why: str) -> None:
        super().__init__(
            f"No new version of the warehouse was published: {why}. What was published before stays at "
            f"'{folder.warehouse}'. Mend it and run the build again; nothing is lost."
        )


@dataclass(frozen=True, slots=True)
class Publication:
    """The version that is published. `is_new` is false where it was published already; `why` says why it is new."""

    path: Path
    number: int
    is_new: bool
    why: str
    removed: tuple[int, ...] = ()


def publish(folder: DataFolder, *, keep: int = KEPT_VERSIONS, force: bool = False) -> Publication:
    """Publishes the build file as it is; raises `BuildHeld` while another process builds."""
    with build_lock(folder.build_lock):
        return publish_locked(folder, keep=keep, force=force)


def publish_locked(folder: DataFolder, *, keep: int = KEPT_VERSIONS, force: bool = False) -> Publication:
    """Publishes for a caller that holds the build lock and has closed the build file; raises `PublishFailed`."""
    _refuse_foreign_file(folder)
    if not folder.build_file.exists():
        raise PublishFailed(folder, "nothing is built yet")
    sweep(folder)
    try:
        digests = _digests_of(folder.build_file)
        why = "asked for" if force else _why_new(folder, digests)
        if why is None:
            path = current_version(folder)
            assert path is not None
            return Publication(path, version_number(path), False, "nothing is new")
        path = _write_version(folder, digests)
        turn_link(folder, path)
    except (duckdb.Error, OSError) as error:
        sweep(folder)
        raise PublishFailed(folder, str(error).splitlines()[0]) from error
    return Publication(path, version_number(path), True, why, remove_old(folder, keep))


def damage(path: Path) -> str | None:
    """What is wrong with a published version; null where every row is as it was published."""
    try:
        connection = _opened(path)
    except (DatabaseBusy, DatabaseUnreadable, OSError) as error:
        return str(error)
    try:
        rows = connection.sql("select table_name, digest from db.journal.published_tables").fetchall()
        stated = {str(name): str(value) for name, value in rows}
        there = {str(name) for (name,) in connection.sql(_TABLES).fetchall()}
        if there != {*stated, *PUBLICATION_COMMENTS}:
            return "tables were added or dropped"
        found = {table: digest(connection, f"db.{table}") for table in stated}
    except duckdb.Error as error:
        return str(error).splitlines()[0]
    finally:
        connection.close()
    changed = sorted(table for table in stated if stated[table] != found[table])
    return f"{', '.join(changed)} changed since it was published" if changed else None


def published_tables() -> list[str]:
    """Tables that people see, as `layer.name`."""
    return [model.table for model in models() if model.layer in PUBLISHED_LAYERS] + sorted(JOURNAL_COMMENTS)


def _why_new(folder: DataFolder, digests: Digests) -> str | None:
    """Why a new version is due; null where the published one is whole and says the same."""
    path = current_version(folder)
    if path is None:
        return "nothing was published"
    problem = damage(path)
    if problem is not None:
        return f"the published version {path.name} was not whole: {problem}"
    connection = _opened(path)
    try:
        rows = connection.sql("select table_name, digest from db.journal.published_tables").fetchall()
    finally:
        connection.close()
    return None if dict(rows) == digests and _comments(path) == _comments(folder.build_file) else "there is news"


def _write_version(folder: DataFolder, digests: Digests) -> Path:
    """A finished, checked, read-only file under the next number."""
    path, temporary = next_version(folder), temporary_version(folder)
    _copy(folder.build_file, temporary, version_number(path), digests)
    problem = damage(temporary)
    if problem is not None:
        raise OSError(f"the copy did not come out as the build file: {problem}")
    temporary.chmod(READ_ONLY)
    flush(temporary)
    temporary.rename(path)
    flush(path.parent)
    return path


def _copy(source: Path, target: Path, number: int, digests: Digests) -> None:
    connection = _opened(source)
    try:
        attach(connection, target, "new", f"storage_version {literal(STORAGE_VERSION)}")
        for layer in PUBLISHED_LAYERS:
            connection.execute(f"create schema new.{layer}")
        connection.execute("begin transaction")
        for table in published_tables():
            connection.execute(f"create table new.{table} as from db.{table}")
        _add_publication(connection, number, digests)
        _copy_comments(connection)
        connection.execute("commit")
        connection.execute("checkpoint new")
        connection.execute("detach new")
    finally:
        connection.close()


def _add_publication(connection: duckdb.DuckDBPyConnection, number: int, digests: Digests) -> None:
    connection.execute(
        f"create table new.journal.publication as select {number}::bigint as version_number,"
        " last_position as journal_position from db.journal.fold"
    )
    connection.execute(
        "create table new.journal.published_tables (table_name varchar, row_count bigint, digest varchar)"
    )
    rows = [[table, int(value.split("-")[0]), value] for table, value in digests.items()]
    connection.executemany("insert into new.journal.published_tables values (?, ?, ?)", rows)
    for table, (comment, columns) in PUBLICATION_COMMENTS.items():
        set_comments(connection, f"new.{table}", comment, columns)


def _copy_comments(connection: duckdb.DuckDBPyConnection) -> None:
    """Gives the new file the build file's comments on published tables."""
    published = set(published_tables())
    for table, column, text in connection.sql(_COMMENTS).fetchall():
        if table in published:
            on = f"column new.{table}.{quoted(column)}" if column else f"table new.{table}"
            connection.execute(f"comment on {on} is {literal(text)}")


_TABLES = "select schema_name || '.' || table_name from duckdb_tables() where database_name = 'db'"
_COMMENTS = """
select schema_name || '.' || table_name, null, comment from duckdb_tables()
where database_name = 'db' and comment is not null
union all
select schema_name || '.' || table_name, column_name, comment from duckdb_columns()
where database_name = 'db' and comment is not null
order by all
"""


def _comments(path: Path) -> list[tuple[str, str | None, str]]:
    """Comments on published tables in a file."""
    published = set(published_tables())
    connection = _opened(path)
    try:
        return [row for row in connection.sql(_COMMENTS).fetchall() if row[0] in published]
    finally:
        connection.close()


def _digests_of(path: Path) -> Digests:
    connection = _opened(path)
    try:
        return {table: digest(connection, f"db.{table}") for table in published_tables()}
    finally:
        connection.close()


def _opened(path: Path) -> duckdb.DuckDBPyConnection:
    """A connection in memory with the file attached read-only as `db`."""
    connection = connect()
    try:
        attach(connection, path, "db", "read_only")
    except BaseException:
        connection.close()
        raise
    return connection


def _refuse_foreign_file(folder: DataFolder) -> None:
    if folder.warehouse.exists() and not folder.warehouse.is_symlink():
        raise PublishFailed(folder, f"'{folder.warehouse}' is a file where our link should be: move it away")
