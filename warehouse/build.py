"""A build: fold, link, models and checks in one transaction on the build file, then publish.

What is folded is in `fold.py`, what a table holds in its `.sql` file; linking and finding origins are the caller's.
"""

import shutil
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

import duckdb
import polars as pl

from schemas.contracts import BrokenContract, dtypes, uphold
from schemas.frames import ArticleOrigins, Contract, EventLinks, EventPairs, Mentions
from warehouse.checks import SAMPLE_ROWS, CheckResult, check
from warehouse.comments import set_comments
from warehouse.connection import DatabaseUnreadable, connect
from warehouse.digest import columns_of, row_count
from warehouse.fold import Folded, Progress, fold, quiet
from warehouse.folder import DataFolder
from warehouse.journal.journal import Journal
from warehouse.lock import Holder, build_lock
from warehouse.models import LAYERS, BadModel, Model, models
from warehouse.publish import KEPT_VERSIONS, Publication, publish_locked
from warehouse.reference import land_reference
from warehouse.staging_tables import STAGING_TABLES

LINKS = "staging.event_links"
PAIRS = "staging.event_pairs"
ORIGINS = "staging.article_origins"


class Linked(Protocol):
    """What linking gives: which event each mention reports, and the pairs that made it so."""

    @property
    def links(self) -> pl.DataFrame:
        """Keeps `EventLinks`."""

    @property
    def pairs(self) -> pl.DataFrame:
        """Keeps `EventPairs`."""


Link = Callable[[pl.DataFrame, pl.DataFrame], Linked]
Origins = Callable[[pl.DataFrame], pl.DataFrame]

CURRENT_TEXTS = """
select article.article_id, article.title, article.text, first.position
from staging.current_articles as article
inner join (
    select article_id, min(position) as position from staging.article_versions group by article_id
) as first on article.article_id = first.article_id
order by first.position
"""

CURRENT_MENTIONS = """
select mention.* exclude (position)
from staging.mentions as mention
semi join staging.current_codings as coding on mention.position = coding.position
order by mention.article_position, mention.field, mention.sentence_start, mention.trigger_start, mention.mention_id
"""


class BuildFailed(RuntimeError):
    """The system would not let the build be finished."""

    def __init__(self, folder: DataFolder, why: str) -> None:
        super().__init__(
            f"The build in '{folder.path}' could not be finished: {why}. Nothing of it was kept, and what is "
            "published stays. Make room on the disk or in memory, and run it again."
        )


@dataclass(frozen=True, slots=True)
class TableReport:
    """A table's rows now and at the build before (null where there was none), and its columns' types."""

    table: str
    rows: int
    rows_before: int | None
    columns: dict[str, str] = field(hash=False)


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
    link: Link,
    origins: Origins,
    *,
    reference: Mapping[str, pl.DataFrame] | None = None,
    wait: Callable[[Holder], None] | None = None,
    on_progress: Progress = quiet,
    keep: int = KEPT_VERSIONS,
    force: bool = False,
    from_zero: bool = False,
) -> BuildReport:
    """Brings the build file up to the journal's end and publishes it.

    `link` takes the current mentions (columns of `Mentions`, and `article_position`) and articles (`article_id`,
    `title`, `text`), and gives `EventLinks` and `EventPairs`.
    `origins` takes the current articles (`article_id`, `title`, `text`, and `position`, that of their first
    version) and gives `ArticleOrigins`.
    `wait` is called with the holder of the lock before waiting for it; without it `BuildHeld` is raised.
    `force` publishes even what is published already; `from_zero` starts from an empty build file, with the same
    tables as a result. Failed checks do not raise: see `BuildReport.failed`.
    """
    start = time.perf_counter()
    folder.ensure()
    with build_lock(folder.build_lock, wait):
        _remove_spilled(folder)
        if from_zero:
            _remove_build_file(folder)
        project = Projection(journal, link, origins, reference or {}, on_progress)
        folded, tables, checks = _project_whole(folder, project)
        publication = None
        if all(result.passed for result in checks):
            on_progress("publish", 0, 1)
            publication = publish_locked(folder, keep=keep, force=force)
            on_progress("publish", 1, 1)
    return BuildReport(folded, tuple(tables), tuple(checks), publication, time.perf_counter() - start)


@dataclass(frozen=True, slots=True)
class Projection:
    """What one build works with."""

    journal: Journal
    link: Link
    origins: Origins
    reference: Mapping[str, pl.DataFrame]
    on_progress: Progress

    def run(self, connection: duckdb.DuckDBPyConnection) -> tuple[Folded, list[TableReport], list[CheckResult]]:
        """All steps in the transaction that is open; stops after the first stage whose checks fail."""
        before = {table: _rows_in(connection, table) for table in built_tables()}
        folded = fold(connection, self.journal, self.on_progress)
        for layer in LAYERS:
            connection.execute(f"create schema if not exists {layer}")
        land_reference(connection, self.reference)
        staged = [model for model in models() if model.layer == "staging"]
        checks = self._make(connection, staged)
        if all(result.passed for result in checks):
            checks += [*self._link(connection), *self._find_origins(connection)]
        if all(result.passed for result in checks):
            checks += self._make(connection, [model for model in models() if model not in staged])
        tables = [
            TableReport(table, rows, before[table], columns_of(connection, table))
            for table in built_tables()
            if (rows := _rows_in(connection, table)) is not None
        ]
        return folded, tables, checks

    def _make(self, connection: duckdb.DuckDBPyConnection, made: list[Model]) -> list[CheckResult]:
        checks = []
        for done, model in enumerate(made):
            self.on_progress(model.table, done, len(made))
            make_table(connection, model)
            checks += check(connection, model)
        return checks

    def _link(self, connection: duckdb.DuckDBPyConnection) -> list[CheckResult]:
        self.on_progress("link", 0, 1)
        mentions = connection.sql(CURRENT_MENTIONS).pl()
        kept = check_frame("staging.mentions", Mentions, mentions.select(list(dtypes(Mentions))))
        if not kept.passed:
            return [kept]
        linked = self.link(mentions, connection.sql(CURRENT_TEXTS).pl())
        checks = [
            kept,
            check_frame(LINKS, EventLinks, linked.links),
            _known_mentions(linked.links, mentions),
            check_frame(PAIRS, EventPairs, linked.pairs),
        ]
        _keep(connection, LINKS, linked.links.sort("event_id", "mention_id"))
        _keep(connection, PAIRS, linked.pairs.sort("mention_id", "other_mention_id"))
        self.on_progress("link", 1, 1)
        return checks

    def _find_origins(self, connection: duckdb.DuckDBPyConnection) -> list[CheckResult]:
        self.on_progress("origins", 0, 1)
        articles = connection.sql(CURRENT_TEXTS).pl()
        found = self.origins(articles)
        connection.register("found_origins", found)
        connection.execute(
            f"create or replace table {ORIGINS} as"
            " select article_id, origin_id, similarity, relation from found_origins order by article_id"
        )
        connection.unregister("found_origins")
        self.on_progress("origins", 1, 1)
        return [check_frame(ORIGINS, ArticleOrigins, found), _every_article(found, articles)]


def _keep(connection: duckdb.DuckDBPyConnection, table: str, frame: pl.DataFrame) -> None:
    connection.register("kept_frame", frame)
    connection.execute(f"create or replace table {table} as from kept_frame")
    connection.unregister("kept_frame")


def make_table(connection: duckdb.DuckDBPyConnection, model: Model) -> None:
    """Makes a model's table, with its comments; raises `BadModel` where its columns are not those of the header."""
    connection.execute(f"create or replace table {model.table} as {model.sql}")
    columns = columns_of(connection, model.table)
    if list(columns) != list(model.columns):
        described = _differences(list(columns), list(model.columns))
        raise BadModel(f"{model.layer}/{model.name}.sql", f"the header's columns are not the SELECT's: {described}")
    set_comments(connection, model.table, model.comment, model.columns)


def check_frame(table: str, contract: type[Contract], frame: pl.DataFrame) -> CheckResult:
    """Whether a frame keeps its contract."""
    name = f"keeps the contract schemas/frames.py: {contract.__name__}"
    try:
        aside = uphold(contract, frame).set_aside
    except BrokenContract as error:
        return CheckResult(table, name, False, frame.height, ({"problem": str(error)},))
    sample = aside.select("key", "reason").head(SAMPLE_ROWS).to_dicts()
    return CheckResult(table, name, aside.is_empty(), aside.height, tuple(sample))


def _known_mentions(links: pl.DataFrame, mentions: pl.DataFrame) -> CheckResult:
    unknown = links.join(mentions, on="mention_id", how="anti")
    sample = tuple(unknown.head(SAMPLE_ROWS).to_dicts())
    name = "mention_id is one of the current mentions"
    return CheckResult(LINKS, name, unknown.is_empty(), unknown.height, sample)


def _every_article(origins: pl.DataFrame, articles: pl.DataFrame) -> CheckResult:
    missing = articles.select("article_id").join(origins, on="article_id", how="anti")
    unknown = origins.join(articles, left_on="origin_id", right_on="article_id", how="anti").select("article_id")
    broken = pl.concat([missing, unknown])
    name = "every current article has an origin that is one of them"
    sample = tuple(broken.head(SAMPLE_ROWS).to_dicts())
    return CheckResult(ORIGINS, name, broken.is_empty(), broken.height, sample)


def _project_whole(folder: DataFolder, project: Projection) -> tuple[Folded, list[TableReport], list[CheckResult]]:
    """One build; a build file that turns out to be corrupt is removed, and built again from the journal."""
    try:
        return _project(folder, project, None)
    except (DatabaseUnreadable, duckdb.Error) as error:
        if isinstance(error, _OUT_OF_ROOM) and not _is_damage(error):
            raise BuildFailed(folder, str(error).splitlines()[0]) from error
        if not _is_damage(error):
            raise
        damage = f"the build file was damaged ({str(error).splitlines()[0][:200]})"
    _remove_build_file(folder)
    return _project(folder, project, damage)


def _project(
    folder: DataFolder, project: Projection, restarted: str | None
) -> tuple[Folded, list[TableReport], list[CheckResult]]:
    connection = connect(folder.build_file)
    try:
        connection.execute("begin transaction")
        folded, tables, checks = project.run(connection)
        passed = all(result.passed for result in checks)
        connection.execute("commit" if passed else "rollback")
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


def _is_damage(error: Exception) -> bool:
    """Whether the file itself is at fault, and not the disk, a lock or what was asked."""
    text = str(error).lower()
    return isinstance(error, DatabaseUnreadable) or "corrupt" in text or "checksum" in text


def _remove_build_file(folder: DataFolder) -> None:
    for suffix in ("", ".wal"):
        folder.build_file.with_name(folder.build_file.name + suffix).unlink(missing_ok=True)


def _remove_spilled(folder: DataFolder) -> None:
    """Removes what a killed build had put on disk for want of memory."""
    shutil.rmtree(folder.build_file.with_name(folder.build_file.name + ".tmp"), ignore_errors=True)


def built_tables() -> list[str]:
    """Every table of a build as `layer.name`: of the fold, of linking, origins, and the models in order."""
    return [*STAGING_TABLES, LINKS, PAIRS, ORIGINS, *(model.table for model in models())]


def _rows_in(connection: duckdb.DuckDBPyConnection, table: str) -> int | None:
    try:
        return row_count(connection, table)
    except duckdb.CatalogException:
        return None


def _differences(found: list[str], described: list[str]) -> str:
    lacking = [name for name in found if name not in described]
    extra = [name for name in described if name not in found]
    if not lacking and not extra:
        return f"the order is {', '.join(found)}"
    return f"not described: {', '.join(lacking) or 'none'}; described but not there: {', '.join(extra) or 'none'}"
