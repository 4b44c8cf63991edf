"""Publishing: a checked read-only copy of the build file, then the link that people open.

The build file is never changed here, and a published version never after it is linked. What a table holds is
decided by the models.
"""

from collections.abc import Iterable
from contextlib import closing
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
from warehouse.macros import macros_digest, make_macros
from warehouse.models import PUBLISHED_LAYERS, models
from warehouse.staging_tables import JOURNAL_COMMENTS
from warehouse.versions import (
    confirm_link,
    current_version,
    flush,
    next_version,
    remove_old,
    set_aside,
    sweep,
    temporary_version,
    turn_link,
    version_number,
)
from warehouse.views import make_views, views_digest

KEPT_VERSIONS = 5
READ_ONLY = 0o444
ASKED, FIRST, NEWS = "asked for", "nothing was published", "there is news"

PUBLICATION_COMMENTS: dict[str, tuple[str, dict[str, str]]] = {
    "journal.publication": (
        "How far the journal had come when this version was published. Grain: one row.",
        {
            "version_number": "number of this version",
            "journal_position": "last position in the journal that its tables take in",
            "duckdb_version": "version of DuckDB that wrote and checked it",
            "macros_digest": "changes when a macro or a view says something else",
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
Comment = tuple[str, str | None, str]


@dataclass(frozen=True, slots=True)
class Content:
    """What the published tables of a file say: a digest of each, and the comments on them and their columns."""

    digests: Digests
    comments: list[Comment]


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

    @property
    def repaired(self) -> str | None:
        """What was wrong with what stood there before; null where nothing was."""
        return self.why if self.is_new and self.why not in (ASKED, FIRST, NEWS) else None


def publish(folder: DataFolder, *, keep: int = KEPT_VERSIONS, force: bool = False) -> Publication:
    """Publishes the build file as it is; raises `BuildHeld` while another process builds."""
    with build_lock(folder.build_lock):
        return publish_locked(folder, keep=keep, force=force)


def publish_locked(folder: DataFolder, *, keep: int = KEPT_VERSIONS, force: bool = False) -> Publication:
    """Publishes for a caller that holds the build lock and has closed the build file; raises `PublishFailed`."""
    if not folder.build_file.exists():
        raise PublishFailed(folder, "nothing is built yet")
    sweep(folder)
    try:
        with closing(_opened(folder.build_file)) as connection:
            content = Content(_digests(connection, published_tables()), _comments(connection))
        published = current_version(folder)
        why = ASKED if force else _why_new(folder, published, content)
        if published is not None and why is None:
            confirm_link(folder)
            return Publication(published, version_number(published), False, "nothing is new")
        path = _write_version(folder, content)
        aside = set_aside(folder)
        turn_link(folder, path)
    except (duckdb.Error, OSError) as error:
        sweep(folder)
        raise PublishFailed(folder, str(error).splitlines()[0]) from error
    if aside is not None:
        why = f"{folder.warehouse.name} was no link of ours; what stood there is kept as {aside.name}"
    return Publication(path, version_number(path), True, why or "", remove_old(folder, keep))


def damage(path: Path) -> str | None:
    """What is wrong with a published version; null where every row is as it was published."""
    try:
        with closing(_opened(path)) as connection:
            return _damage_in(connection)
    except (DatabaseBusy, DatabaseUnreadable, OSError, duckdb.Error) as error:
        return str(error).splitlines()[0]


def published_tables() -> list[str]:
    """Tables that people see, as `layer.name`."""
    made = [model.table for model in models() if model.layer in PUBLISHED_LAYERS and model.kind == "table"]
    return made + sorted(JOURNAL_COMMENTS)


def _why_new(folder: DataFolder, published: Path | None, content: Content) -> str | None:
    """Why a new version is due; null where the published one is whole and says the same."""
    if published is None:
        link = folder.warehouse
        return f"{link.name} led to {link.readlink()}, which is no version" if link.is_symlink() else FIRST
    try:
        with closing(_opened(published)) as connection:
            ((written_with, macros),) = connection.sql(_WRITTEN_WITH).fetchall()
            if written_with != duckdb.__version__:
                return f"{published.name} was written with DuckDB {written_with}"
            if macros != _definitions_digest():
                return "its macros and views are of another version of Dateline"
            problem = _damage_in(connection)
            if problem is None:
                same = Content(_stated(connection), _comments(connection)) == content
                return None if same else NEWS
    except (DatabaseBusy, DatabaseUnreadable, OSError, duckdb.Error) as error:
        problem = str(error).splitlines()[0]
    return f"{published.name} was not as it was published: {problem}"


def _damage_in(connection: duckdb.DuckDBPyConnection) -> str | None:
    stated = _stated(connection)
    there = {str(name) for (name,) in connection.sql(_TABLES).fetchall()}
    if there != {*stated, *PUBLICATION_COMMENTS}:
        return "tables were added or dropped"
    found = _digests(connection, stated)
    changed = sorted(table for table in stated if stated[table] != found[table])
    return f"{', '.join(changed)} changed since it was published" if changed else None


def _stated(connection: duckdb.DuckDBPyConnection) -> Digests:
    """The digests that a version was published with."""
    rows = connection.sql("select table_name, digest from db.journal.published_tables").fetchall()
    return {str(table): str(value) for table, value in rows}


def _digests(connection: duckdb.DuckDBPyConnection, tables: Iterable[str]) -> Digests:
    return {table: digest(connection, f"db.{table}") for table in tables}


def _comments(connection: duckdb.DuckDBPyConnection) -> list[Comment]:
    """Comments on published tables."""
    published = set(published_tables())
    return [(table, column, text) for table, column, text in connection.sql(_COMMENTS).fetchall() if table in published]


def _write_version(folder: DataFolder, content: Content) -> Path:
    """A finished, checked, read-only file under the next number."""
    path, temporary = next_version(folder), temporary_version(folder)
    _copy(folder.build_file, temporary, version_number(path), content)
    problem = damage(temporary)
    if problem is not None:
        raise OSError(f"the copy did not come out as the build file: {problem}")
    temporary.chmod(READ_ONLY)
    flush(temporary)
    temporary.rename(path)
    flush(path.parent)
    return path


def _copy(source: Path, target: Path, number: int, content: Content) -> None:
    with closing(_opened(source)) as connection:
        attach(connection, target, "new", f"storage_version {literal(STORAGE_VERSION)}")
        for layer in PUBLISHED_LAYERS:
            connection.execute(f"create schema new.{layer}")
        connection.execute("begin transaction")
        for table in published_tables():
            connection.execute(f"create table new.{table} as from db.{table}")
        _add_publication(connection, number, content.digests)
        for table, column, text in content.comments:
            on = f"column new.{table}.{quoted(column)}" if column else f"table new.{table}"
            connection.execute(f"comment on {on} is {literal(text)}")
        connection.execute("use new")
        make_macros(connection)
        make_views(connection)
        connection.execute("use memory")
        connection.execute("commit")
        connection.execute("checkpoint new")
        connection.execute("detach new")


def _add_publication(connection: duckdb.DuckDBPyConnection, number: int, digests: Digests) -> None:
    connection.execute(
        f"create table new.journal.publication as select {number}::bigint as version_number,"
        f" last_position as journal_position, {literal(duckdb.__version__)} as duckdb_version,"
        f" {literal(_definitions_digest())} as macros_digest from db.journal.fold"
    )
    connection.execute(
        "create table new.journal.published_tables (table_name varchar, row_count bigint, digest varchar)"
    )
    rows = [[table, int(value.split("-")[0]), value] for table, value in digests.items()]
    connection.executemany("insert into new.journal.published_tables values (?, ?, ?)", rows)
    for table, (comment, columns) in PUBLICATION_COMMENTS.items():
        set_comments(connection, f"new.{table}", comment, columns)


def _definitions_digest() -> str:
    return macros_digest() + views_digest()


_WRITTEN_WITH = "select duckdb_version, macros_digest from db.journal.publication"
_TABLES = "select schema_name || '.' || table_name from duckdb_tables() where database_name = 'db'"
_COMMENTS = """
select schema_name || '.' || table_name, null, comment from duckdb_tables()
where database_name = 'db' and comment is not null
union all
select schema_name || '.' || table_name, column_name, comment from duckdb_columns()
where database_name = 'db' and comment is not null
order by all
"""


def _opened(path: Path) -> duckdb.DuckDBPyConnection:
    """A connection in memory with the file attached read-only as `db`."""
    connection = connect()
    try:
        attach(connection, path, "db", "read_only")
    except BaseException:
        connection.close()
        raise
    return connection
