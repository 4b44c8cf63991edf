"""The fold: new records of the journal into append-only staging tables, and how far it has come.

The last position stands in the same transaction as the rows; many records are kept a part at a time. Models and checks
come later, in `build.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

import duckdb
import polars as pl

from schemas.journal import VERSIONS, Record, UnknownRecord
from warehouse.comments import set_comments
from warehouse.connection import Keep, keep_nothing, literal, make_empty
from warehouse.journal.journal import Journal
from warehouse.staging_tables import CODINGS, JOURNAL_COMMENTS, STAGING_TABLES

RECORDS_AT_ONCE = 20_000
RECORDS_A_ROUND = 50_000
"""Records that a build takes in before it keeps what it has; it holds no more in memory. A night is one round."""

STRUCTURE = sha256(repr((CODINGS, sorted(STAGING_TABLES.items()), VERSIONS)).encode()).hexdigest()[:16]

_NO_RECORDS = """
select null::bigint as position, null::varchar as stream, null::varchar as kind, null::integer as version,
    null::timestamptz as observed_at, null::timestamptz as recorded_at, null::varchar as content_hash,
    null::varchar as payload
where false
"""

Progress = Callable[[str, int, int], None]
"""Takes what is being done, how much of it is done, and how much there is."""


def quiet(*_: object) -> None:
    """Progress that nobody follows."""


@dataclass(frozen=True, slots=True)
class Folded:
    """What a fold did: records behind `after` up to `until`; `restarted` says why it began from zero."""

    after: int
    until: int
    restarted: str | None

    @property
    def records(self) -> int:
        """Records folded."""
        return self.until - self.after


def fold(
    connection: duckdb.DuckDBPyConnection,
    journal: Journal,
    on_progress: Progress = quiet,
    at_once: int = RECORDS_AT_ONCE,
    round_of: int = RECORDS_A_ROUND,
    keep: Keep = keep_nothing,
) -> Folded:
    """Folds what is new into the staging tables, in the transaction that is open; `keep` is called after each round of
    so many records, but for the last one."""
    restarted = _why_restart(connection, journal)
    if restarted is not None:
        _begin_from_zero(connection)
    after, until = _last_position(connection), journal.last_position()
    position = kept = after
    with journal.reading():
        while position < until:
            on_progress("fold", position - after, until - after)
            if position - kept >= round_of:
                _remember(connection, journal, kept := position)
                keep()
            end = min(position + at_once, kept + round_of, until)
            _fold_batch(connection, journal, position, end)
            position = end
    if until > after or restarted is not None:
        _remember(connection, journal, until)
    return Folded(after, until, None if restarted == _FIRST else restarted)


_FIRST = "nothing was folded before"


def _why_restart(connection: duckdb.DuckDBPyConnection, journal: Journal) -> str | None:
    """Why the staging tables cannot be gone on with; null where they can."""
    tables = {f"{schema}.{name}" for schema, name in connection.sql(_TABLES_QUERY).fetchall()}
    if "journal.fold" not in tables:
        return _FIRST
    rows = connection.sql("select last_position, last_record, structure from journal.fold").fetchall()
    if not rows:
        return "the build file does not say how far it has come"
    position, record, built_with = rows[0]
    if built_with != STRUCTURE or not tables.issuperset(STAGING_TABLES):
        return "the build file is of another version of Dateline"
    if position > journal.last_position():
        return f"the build file is at position {position}, beyond the journal's end at {journal.last_position()}"
    if position and record != _fingerprint(journal.read([position])[0]):
        return f"the record at position {position} is another one than was folded: the journal was replaced"
    return None


_TABLES_QUERY = "select schema_name, table_name from duckdb_tables() where database_name = current_database()"


def _begin_from_zero(connection: duckdb.DuckDBPyConnection) -> None:
    for schema in ("staging", "journal"):
        connection.execute(f"drop schema if exists {schema} cascade")
        connection.execute(f"create schema {schema}")
    connection.execute("create table journal.fold (last_position bigint, last_record varchar, structure varchar)")
    _show(connection, _NO_RECORDS)
    for table, select in STAGING_TABLES.items():
        make_empty(connection, table, select)
    for table, (comment, columns) in JOURNAL_COMMENTS.items():
        set_comments(connection, table, comment, columns)


def _fold_batch(connection: duckdb.DuckDBPyConnection, journal: Journal, after: int, until: int) -> None:
    paths = [str(segment.path) for segment in journal.segments(after) if segment.first_position <= until]
    stored = (
        f"select * from read_parquet([{', '.join(literal(path) for path in paths)}])"
        f" where position > {after} and position <= {until}"
    )
    if _are_of_today(connection, stored):
        _show(connection, stored)
    else:
        upcast = pl.concat(journal.records(after, until))
        connection.register("upcast_records", upcast)
        _show(connection, "select * from upcast_records")
    for table, select in STAGING_TABLES.items():
        connection.execute(f"insert into {table} {select}")


def _are_of_today(connection: duckdb.DuckDBPyConnection, stored: str) -> bool:
    """Whether every payload has today's version; raises `UnknownRecord` for one of tomorrow's."""
    versions = connection.sql(f"select distinct kind, version from ({stored}) order by all").fetchall()
    for kind, version in versions:
        if version > VERSIONS.get(kind, 0):
            raise UnknownRecord(kind, version)
    return all(version == VERSIONS[kind] for kind, version in versions)


def _show(connection: duckdb.DuckDBPyConnection, records: str) -> None:
    """Makes `records` and `codings` for the staging SELECTs."""
    connection.execute(f"create or replace temp view records as {records}")
    connection.execute(f"create or replace temp table codings as {CODINGS}")


def _last_position(connection: duckdb.DuckDBPyConnection) -> int:
    rows = connection.sql("select last_position from journal.fold").fetchall()
    return int(rows[0][0]) if rows else 0


def _remember(connection: duckdb.DuckDBPyConnection, journal: Journal, position: int) -> None:
    record = _fingerprint(journal.read([position])[0]) if position else None
    connection.execute("delete from journal.fold")
    connection.execute("insert into journal.fold values (?, ?, ?)", [position, record, STRUCTURE])


def _fingerprint(record: Record) -> str:
    return f"{record.stream} {record.kind} {record.recorded_at.isoformat()} {record.content_hash}"
