"""A build: fold, replay, models and checks on the build file, then publish.

Much news is folded and replayed by rounds, each in a transaction of its own; the last one holds the models too. So a
night is one transaction, and a build that is stopped goes on from the last round that was kept.

What is folded is in `fold.py`, what was current when in `replay.py`, what a table holds in its `.sql` file; linking
and finding origins are the caller's.
"""

import os
import shutil
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field

import duckdb
import polars as pl

from warehouse.checks import CheckResult
from warehouse.connection import DatabaseUnreadable, connect, is_damage
from warehouse.digest import columns_of, row_count
from warehouse.fold import RECORDS_A_ROUND, Folded, Progress, fold, quiet
from warehouse.folder import DataFolder
from warehouse.journal.journal import Journal
from warehouse.lock import Holder, build_lock
from warehouse.macros import make_macros
from warehouse.models import LAYERS, Model, models
from warehouse.publish import KEPT_VERSIONS, Publication, publish_locked
from warehouse.reference import land_reference
from warehouse.replay import REPLAYED, replay
from warehouse.replay_sql import STRUCTURE
from warehouse.rules import Rules
from warehouse.staging_tables import STAGING_TABLES
from warehouse.upkeep import Changes, Upkeep
from warehouse.version_file import WHOLE_EVERY
from warehouse.versions import current_version, next_version, version_number

MEMORY, SHARE = 3 * 2**30, 0.4
"""Bytes that DuckDB holds at once, but no more than this share of the machine's, before it uses the disk. The frames of
a round come on top, some 1 GiB."""


BUILT = "staging.built"
"""Rows of each table as the last build that was finished left it."""


class BuildFailed(RuntimeError):
    """The system would not let the build be finished."""

    def __init__(self, folder: DataFolder, why: str) -> None:
        super().__init__(
            f"The build in '{folder.path}' could not be finished: {why}. Nothing is lost, and what is published stays. "
            "Make room on the disk or in memory, and run it again."
        )


@dataclass(frozen=True, slots=True)
class TableReport:
    """A table's rows now and at the build before (null where there was none), and its columns' types.

    The rows of a view are not counted: that would be to make them.
    `changes` is null where the table was made as a whole, with nothing to compare it with.
    """

    table: str
    rows: int | None
    rows_before: int | None
    columns: dict[str, str] = field(hash=False)
    changes: Changes | None = None


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. Where a check failed nothing was kept: `publication` is null and `failed` says why."""

    folded: Folded
    tables: tuple[TableReport, ...]
    checks: tuple[CheckResult, ...]
    publication: Publication | None
    seconds: float

    @property
    def failed(self) -> tuple[CheckResult, ...]:
        """Checks that did not pass."""
        return tuple(result for result in self.checks if not result.passed)

    @property
    def passed(self) -> bool:
        """Whether the build was kept."""
        return not self.failed


def build(
    folder: DataFolder,
    journal: Journal,
    rules: Rules,
    *,
    reference: Mapping[str, pl.DataFrame] | None = None,
    wait: Callable[[Holder], None] | None = None,
    on_progress: Progress = quiet,
    keep: int = KEPT_VERSIONS,
    force: bool = False,
    from_zero: bool = False,
    round_of: int = RECORDS_A_ROUND,
) -> BuildReport:
    """Brings the build file up to the journal's end and publishes it.

    `rules` link mentions to events and find the articles' origins.
    `wait` is called with the holder of the lock before waiting for it; without it `BuildHeld` is raised.
    `force` publishes even what is published already; `from_zero` starts from an empty build file, with the same
    tables as a result. `round_of`: records that are taken in before they are kept. Failed checks do not raise: see
    `BuildReport.failed`.
    """
    start = time.perf_counter()
    folder.ensure()
    with build_lock(folder.build_lock, wait):
        _remove_spilled(folder)
        if from_zero:
            _remove_build_file(folder)
        project = Projection(journal, rules, reference or {}, on_progress, round_of)
        folded, tables, checks = _project_whole(folder, project)
        publication = None
        if all(result.passed for result in checks):
            on_progress("publish", 0, 1)
            publication = publish_locked(folder, keep=keep, force=force)
            on_progress("publish", 1, 1)
    return BuildReport(folded, tuple(tables), tuple(checks), publication, time.perf_counter() - start)


def last_build(folder: DataFolder) -> BuildReport | None:
    """What the published version says of its build; null where nothing is published. Of tables that are not published
    it says nothing, and of the checks no more than that none failed."""
    published = current_version(folder)
    if published is None:
        return None
    with closing(connect(published, read_only=True)) as connection:
        there = _counted(connection)
        tables = tuple(
            TableReport(table, there.get(table), None, columns_of(connection, table) if table in there else {})
            for table in built_tables()
        )
    publication = Publication(published, version_number(published), False, "published before")
    return BuildReport(Folded(0, 0, None), tables, (), publication, 0.0)


@dataclass(frozen=True, slots=True)
class Projection:
    """What one build works with."""

    journal: Journal
    rules: Rules
    reference: Mapping[str, pl.DataFrame]
    on_progress: Progress
    round_of: int = RECORDS_A_ROUND

    def run(self, connection: duckdb.DuckDBPyConnection) -> tuple[Folded, list[TableReport], list[CheckResult]]:
        """All steps; stops after the first stage whose checks fail, and takes back what is not kept by then."""

        def keep() -> None:
            connection.execute("commit")
            connection.execute("begin transaction")

        connection.execute("begin transaction")
        before = _counted_before(connection)
        folded = fold(connection, self.journal, self.on_progress, round_of=self.round_of, keep=keep)
        for layer in LAYERS:
            connection.execute(f"create schema if not exists {layer}")
        land_reference(connection, self.reference)
        checks = replay(connection, self.rules, self.on_progress, self.round_of, keep)
        upkeep = Upkeep(connection, f"{self.rules.version} {STRUCTURE}")
        if all(result.passed for result in checks):
            checks += self._make(upkeep, list(models()), folded.until)
        self.on_progress("commit", 0, 1)
        passed = all(result.passed for result in checks)
        there = _counted(connection)
        if passed:
            make_macros(connection)
            _remember_counted(connection, there)
        tables = [
            TableReport(table, rows, before.get(table), columns_of(connection, table), upkeep.counts.get(table))
            for table, rows in there.items()
        ]
        connection.execute("commit" if passed else "rollback")
        return folded, tables, checks

    def _make(self, upkeep: Upkeep, made: list[Model], position: int) -> list[CheckResult]:
        checks: list[CheckResult] = []
        upkeep.begin()
        for done, model in enumerate(made):
            self.on_progress(model.table, done, len(made))
            checks += upkeep.make(model)
        upkeep.finish(position)
        return checks


def _project_whole(folder: DataFolder, project: Projection) -> tuple[Folded, list[TableReport], list[CheckResult]]:
    """One build; a build file that turns out to be corrupt is removed, and built again from the journal."""
    try:
        return _project(folder, project, None)
    except (DatabaseUnreadable, duckdb.Error) as error:
        if isinstance(error, _OUT_OF_ROOM) and not is_damage(error):
            raise BuildFailed(folder, str(error).splitlines()[0]) from error
        if not is_damage(error):
            raise
        damage = f"the build file was damaged ({str(error).splitlines()[0][:200]})"
    _remove_build_file(folder)
    return _project(folder, project, damage)


def _project(
    folder: DataFolder, project: Projection, restarted: str | None
) -> tuple[Folded, list[TableReport], list[CheckResult]]:
    connection = connect(folder.build_file)
    try:
        if version_number(next_version(folder)) % WHOLE_EVERY:
            # Else DuckDB puts what a build adds together with the rows before it, and writes these anew each night.
            connection.execute("set max_vacuum_tasks = 0")
        whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
        connection.execute(f"set memory_limit = '{min(MEMORY, int(SHARE * whole))} bytes'")
        # Rows that are first looked up and then read it would find by reading the table once, with all its columns.
        connection.execute("set disabled_optimizers = 'common_subplan'")
        # DuckDB takes few rows for fewer than they are, and then compares each with each.
        connection.execute("set asof_loop_join_threshold = 0")
        folded, tables, checks = project.run(connection)
    finally:
        connection.close()
    folded = Folded(folded.after, folded.until, restarted or folded.restarted)
    return folded, tables, checks


_OUT_OF_ROOM = (
    duckdb.IOException,
    duckdb.OutOfMemoryException,
    duckdb.TransactionException,
    duckdb.FatalException,
)


def _remove_build_file(folder: DataFolder) -> None:
    for suffix in ("", ".wal"):
        folder.build_file.with_name(folder.build_file.name + suffix).unlink(missing_ok=True)


def _remove_spilled(folder: DataFolder) -> None:
    """Removes what a killed build had put on disk for want of memory."""
    shutil.rmtree(folder.build_file.with_name(folder.build_file.name + ".tmp"), ignore_errors=True)


def built_tables() -> list[str]:
    """Every table of a build as `layer.name`: those of the fold, of the replay, and the models in their order."""
    return [*STAGING_TABLES, *REPLAYED, *(model.table for model in models())]


def _counted(connection: duckdb.DuckDBPyConnection) -> dict[str, int | None]:
    """Rows of those tables of a build that are there; null for views."""
    there = {f"{layer}.{name}": is_view for layer, name, is_view in connection.sql(_THERE).fetchall()}
    return {table: None if there[table] else row_count(connection, table) for table in built_tables() if table in there}


def _remember_counted(connection: duckdb.DuckDBPyConnection, counted: dict[str, int | None]) -> None:
    connection.execute(f"create or replace table {BUILT} (table_name varchar, row_count bigint)")
    connection.executemany(f"insert into {BUILT} values (?, ?)", list(counted.items()))


def _counted_before(connection: duckdb.DuckDBPyConnection) -> dict[str, int | None]:
    """The same as the last build that was finished left it."""
    if not connection.sql(
        f"select 1 from duckdb_tables() where schema_name || '.' || table_name = '{BUILT}'"
    ).fetchall():
        return {}
    return dict(connection.sql(f"select table_name, row_count from {BUILT}").fetchall())


_THERE = """
select schema_name, table_name, false from duckdb_tables() where database_name = current_database()
union all
select schema_name, view_name, true from duckdb_views() where database_name = current_database()
"""
