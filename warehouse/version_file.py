"""A version's file: what is published in it, how it is written, and whether it is whole.

It is written anew from the build file, and every row counted; or it is the file of the version before, byte for byte as
that was published, with the rows that the build changed, and these are counted. Which version people open is
`publish.py`'s business.
"""

import shutil
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import dataclass, field
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
from warehouse.contents import DIGESTS, is_changed, published_tables
from warehouse.digest import Digest, digest, row_count
from warehouse.macros import macros_digest, make_macros
from warehouse.models import PUBLISHED_LAYERS
from warehouse.versions import is_as_published
from warehouse.views import make_views, views_digest

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

WHOLE_EVERY = 10
"""Every so many versions one is written anew, so that what others left empty in the file is given back; the build file
is put in order then too."""

Digests = dict[str, str]
Comment = tuple[str, int, str | None, str | None, str | None]


@dataclass(frozen=True, slots=True)
class Content:
    """What the published tables of a file say: a digest of each, their columns, and the comments on both.

    `before`: the digests before the build, of tables whose changed rows are known.
    """

    digests: Digests
    comments: list[Comment]
    before: Digests = field(default_factory=dict)


def content_of(build_file: Path) -> Content:
    """What a version that is made of a build file is to say."""
    with closing(opened(build_file)) as connection:
        rows = connection.sql(f"select table_name, digest, digest_before from db.{DIGESTS}").fetchall()
        digests, before = ({str(row[0]): row[column] for row in rows} for column in (1, 2))
        return Content(digests, _comments(connection), {table: was for table, was in before.items() if was is not None})


def is_finished(build_file: Path) -> bool:
    """Whether a build file's tables take in all that was folded into it."""
    with closing(opened(build_file)) as connection:
        try:
            return connection.sql(_STANDS_AT).fetchall() == [(True,)]
        except duckdb.CatalogException:
            return False


def stated_by(connection: duckdb.DuckDBPyConnection) -> Content:
    """What a version was published with."""
    return Content(_stated(connection), _comments(connection))


def written_with(connection: duckdb.DuckDBPyConnection) -> tuple[str, str]:
    """The version of DuckDB that wrote a version, and the digest of its macros and views."""
    ((duckdb_version, definitions),) = connection.sql(_WRITTEN_WITH).fetchall()
    return str(duckdb_version), str(definitions)


def damage(path: Path) -> str | None:
    """What is wrong with a version; null where every row is as it was published."""
    try:
        with closing(opened(path)) as connection:
            return damage_in(connection)
    except (DatabaseBusy, DatabaseUnreadable, OSError, duckdb.Error) as error:
        return str(error).splitlines()[0]


def damage_in(connection: duckdb.DuckDBPyConnection) -> str | None:
    """The same of a version that is attached as `db`."""
    stated = _stated(connection)
    there = {str(name) for (name,) in connection.sql(_TABLES).fetchall()}
    if there != {*stated, *PUBLICATION_COMMENTS}:
        return "tables were added or dropped"
    found = _digests(connection, stated)
    changed = sorted(table for table in stated if stated[table] != found[table])
    return f"{', '.join(changed)} changed since it was published" if changed else None


def write(source: Path, target: Path, number: int, content: Content, before: Path | None) -> None:
    """Writes version `number` of the build file `source`; raises `OSError` where it did not come out as that is.

    `before` is a version with the macros and views of today: the new one is made from it where it is whole.
    """
    if before is not None and number % WHOLE_EVERY:
        with suppress(DatabaseBusy, DatabaseUnreadable, duckdb.Error):
            if _brought_up_to_date(source, target, number, content, before):
                return
        target.unlink(missing_ok=True)
    _copy(source, target, number, content)
    problem = damage(target)
    if problem is not None:
        raise OSError(f"the copy did not come out as the build file: {problem}")


def definitions_digest() -> str:
    """Changes when a macro or a view says something else."""
    return macros_digest() + views_digest()


def opened(path: Path) -> duckdb.DuckDBPyConnection:
    """A connection in memory with the file attached read-only as `db`."""
    connection = connect()
    try:
        attach(connection, path, "db", "read_only")
    except BaseException:
        connection.close()
        raise
    return connection


def _stated(connection: duckdb.DuckDBPyConnection, version: str = "db") -> Digests:
    """The digests that a version was published with."""
    rows = connection.sql(f"select table_name, digest from {version}.journal.published_tables").fetchall()
    return {str(table): str(value) for table, value in rows}


def _digests(connection: duckdb.DuckDBPyConnection, tables: Iterable[str]) -> Digests:
    return {table: digest(connection, f"db.{table}") for table in tables}


def _comments(connection: duckdb.DuckDBPyConnection) -> list[Comment]:
    """Columns of published tables, and comments on both: number and name of a column, null for the table's own."""
    published = set(published_tables())
    return [comment for comment in connection.sql(_COMMENTS).fetchall() if comment[0] in published]


def _copy(source: Path, target: Path, number: int, content: Content) -> None:
    with closing(opened(source)) as connection:
        attach(connection, target, "new", _STORAGE)
        for layer in PUBLISHED_LAYERS:
            connection.execute(f"create schema new.{layer}")
        connection.execute("begin transaction")
        for table in published_tables():
            connection.execute(f"create table new.{table} as from db.{table}")
        _add_publication(connection, number, content.digests)
        for table, _, column, _, text in content.comments:
            on = f"column new.{table}.{quoted(column)}" if column else f"table new.{table}"
            connection.execute(f"comment on {on} is {literal(text)}")
        connection.execute("use new")
        make_macros(connection)
        make_views(connection)
        connection.execute("use memory")
        _finish(connection)


def _brought_up_to_date(source: Path, target: Path, number: int, content: Content, before: Path) -> bool:
    """Copies the file of the version before, and exchanges the rows that the build changed; whether it came out so."""
    shutil.copyfile(before, target)
    if not is_as_published(before, target):
        return False
    with closing(opened(source)) as connection:
        connection.execute("set max_vacuum_tasks = 0")
        attach(connection, target, "new", _STORAGE)
        stated = _stated(connection, "new")
        changed = [table for table, now in content.digests.items() if stated.get(table) != now]
        if any(stated.get(table) != content.before.get(table) for table in changed):
            return False
        connection.execute("begin transaction")
        left = {table: _without_changed(connection, table, stated[table]) for table in changed}
        for table in changed:
            connection.execute(f"insert into new.{table} by name select * from db.{table} {_is_changed('db', table)}")
        _add_publication(connection, number, content.digests)
        _finish(connection)
        attach(connection, target, "new", "read_only")
        return all(
            str(left[table] + _changed(connection, table)) == now
            if table in left
            else row_count(connection, f"new.{table}") == Digest.parse(now).rows
            for table, now in content.digests.items()
        )


def _without_changed(connection: duckdb.DuckDBPyConnection, table: str, stated: str) -> Digest:
    """Takes the rows that the build changed out of a version; the digest of what is left."""
    left = Digest.parse(stated) - _changed(connection, table)
    connection.execute(f"delete from new.{table} {_is_changed('new', table)}")
    return left


def _changed(connection: duckdb.DuckDBPyConnection, table: str) -> Digest:
    """The digest of the rows of a version that the build changed."""
    return Digest.parse(digest(connection, f"(from new.{table} {_is_changed('new', table)})"))


def _is_changed(database: str, table: str) -> str:
    """The condition for rows that the build changed; by their numbers, so that only parts with such rows are read."""
    return f"where rowid in (select rowid from {database}.{table} where {is_changed(table, 'db.')})"


def _finish(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("commit")
    connection.execute("checkpoint new")
    connection.execute("detach new")


def _add_publication(connection: duckdb.DuckDBPyConnection, number: int, digests: Digests) -> None:
    connection.execute(
        f"create or replace table new.journal.publication as select {number}::bigint as version_number,"
        f" last_position as journal_position, {literal(duckdb.__version__)} as duckdb_version,"
        f" {literal(definitions_digest())} as macros_digest from db.journal.fold"
    )
    connection.execute(
        "create or replace table new.journal.published_tables (table_name varchar, row_count bigint, digest varchar)"
    )
    rows = [[table, int(value.split("-")[0]), value] for table, value in digests.items()]
    connection.executemany("insert into new.journal.published_tables values (?, ?, ?)", rows)
    for table, (comment, columns) in PUBLICATION_COMMENTS.items():
        set_comments(connection, f"new.{table}", comment, columns)


_STORAGE = f"storage_version {literal(STORAGE_VERSION)}"
_STANDS_AT = (
    f"select u.last_position = f.last_position and exists (from db.{DIGESTS})"
    " from db.staging.upkeep as u, db.journal.fold as f"
)
_WRITTEN_WITH = "select duckdb_version, macros_digest from db.journal.publication"
_TABLES = "select schema_name || '.' || table_name from duckdb_tables() where database_name = 'db'"
_COMMENTS = """
select schema_name || '.' || table_name, 0, null, null, comment from duckdb_tables()
where database_name = 'db' and comment is not null
union all
select schema_name || '.' || table_name, column_index, column_name, data_type, comment from duckdb_columns()
where database_name = 'db' and comment is not null
order by all
"""
