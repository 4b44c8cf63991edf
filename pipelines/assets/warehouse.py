"""The warehouse's assets: every table of a build, and the published file.

Each table is one asset with the key `layer/table`; what its header promises are its checks.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from hashlib import sha256
from typing import Any

import dagster as dg

from pipelines.assets.describing import counts_as_markdown, rows_as_markdown, table_schema
from pipelines.assets.journal import ARTICLES, CODINGS
from pipelines.assets.lineage import Columns, column_lineage
from pipelines.assets.resources import Dateline
from pipelines.steps.build import build_warehouse, rules
from pipelines.steps.overview import overview
from warehouse.build import BuildReport, TableReport
from warehouse.checks import CheckResult, ChecksFailed, promises
from warehouse.models import PUBLISHED_LAYERS, Model, models
from warehouse.origins import ORIGINS
from warehouse.reference import REFERENCE_COLUMNS
from warehouse.replay import LINKED_MENTIONS, LINKS, MENTION_STATES, PAIRS, REPLAYED
from warehouse.staging_tables import JOURNAL_COMMENTS, STAGING_TABLES

COUNTED = {
    "events": "fact_event",
    "mentions": "fact_mention",
    "claims": "fact_claim",
    "control intervals": "fact_control",
}
"""Counts that Dagster draws over time."""

PUBLISHED = dg.AssetKey(["published", "warehouse"])
BUILD_POOL = "build"
OWNERS = ["team:warehouse"]


def key(table: str) -> dg.AssetKey:
    """`layer.table` as an asset key."""
    return dg.AssetKey(table.split("."))


def check_name(promise: str) -> str:
    """A promise in words, as a name that Dagster takes."""
    return re.sub(r"\W+", "_", promise).strip("_").lower()


def version_of(*parts: str) -> str:
    """A code version that changes when one of the parts does."""
    return sha256("\0".join(parts).encode()).hexdigest()[:12]


def folded_specs() -> Iterator[dg.AssetSpec]:
    """Tables that the fold fills from records."""
    for table, select in STAGING_TABLES.items():
        layer = table.split(".")[0]
        about, columns = JOURNAL_COMMENTS.get(table, ("Records of the journal as rows, each with its position.", {}))
        yield dg.AssetSpec(
            key(table),
            deps=[ARTICLES, CODINGS],
            group_name=layer,
            kinds={"duckdb"},
            owners=OWNERS,
            code_version=version_of(select),
            description=about,
            metadata={"dagster/column_schema": table_schema({}, columns)},
        )


def replayed_specs() -> Iterator[dg.AssetSpec]:
    """What linking and finding origins make of the mentions and articles of each append to the journal."""
    for table, read, about in (
        (
            ORIGINS,
            "article_versions",
            "Which earlier article's report each current article repeats.",
        ),
        (LINKS, "mentions", "Which real-world event each current mention reports, as the linker made it."),
        (LINKED_MENTIONS, "mentions", "Current mentions with their event as people judged it, and their origin."),
        (PAIRS, "mentions", "The pairs of mentions that made an event, and the nearest misses, with their points."),
        (
            MENTION_STATES,
            "mentions",
            "What was current after each append to the journal, as changes.",
        ),
    ):
        yield dg.AssetSpec(
            key(table),
            deps=[key(f"staging.{name}") for name in (read, "article_states", "codings", "judgements")],
            group_name="staging",
            kinds={"python", "polars"},
            owners=OWNERS,
            code_version=rules().version,
            description=about,
        )


def model_spec(model: Model, known: set[str]) -> dg.AssetSpec:
    """A table that a SELECT makes, described by its header."""
    return dg.AssetSpec(
        key(model.table),
        deps=[key(table) for table in model.depends_on if table in known],
        group_name=model.layer,
        kinds={"duckdb", "sql"},
        owners=OWNERS,
        code_version=version_of(repr(model)),
        description=f"{model.description}\n\nGrain: {model.grain}. Key: {', '.join(model.key)}.",
        metadata={"dagster/column_schema": table_schema({}, model.columns)},
    )


def table_specs() -> list[dg.AssetSpec]:
    """Every table of a build in the order in which it is made, and the published file."""
    known = {*STAGING_TABLES, *REPLAYED, *(model.table for model in models())}
    published = [key(model.table) for model in models() if model.layer in PUBLISHED_LAYERS]
    return [
        *folded_specs(),
        *replayed_specs(),
        *(model_spec(model, known) for model in models()),
        dg.AssetSpec(
            PUBLISHED,
            deps=published,
            group_name="published",
            kinds={"duckdb"},
            owners=OWNERS,
            description="`warehouse.duckdb`: the checked read-only copy that SQL clients open.",
        ),
    ]


def check_specs() -> list[dg.AssetCheckSpec]:
    """Every promise of every model. All of them block: a build that breaks one is taken back."""
    return [
        dg.AssetCheckSpec(check_name(promise), asset=key(model.table), description=promise, blocking=True)
        for model in models()
        for promise, _ in promises(model)
    ]


@dg.multi_asset(specs=table_specs(), check_specs=check_specs(), name="build", pool=BUILD_POOL)
def build(
    context: dg.AssetExecutionContext, dateline: Dateline
) -> Iterator[dg.MaterializeResult | dg.AssetCheckResult]:
    """Fold, replay, models, checks and publishing; a night's tables are kept in one transaction."""
    report = build_warehouse(dateline.settings(), on_step=context.log.info)
    yield from check_results(report)
    if not report.passed:
        raise dg.Failure(str(ChecksFailed(report.failed)), allow_retries=False)
    yield from materializations(report, overview(dateline.settings()))


def check_results(report: BuildReport) -> Iterator[dg.AssetCheckResult]:
    """What each check found, with the rows that break it."""
    declared = {(spec.asset_key, spec.name) for spec in check_specs()}
    for check in report.checks:
        if (key(check.table), check_name(check.name)) in declared:
            yield check_result(check)


def check_result(check: CheckResult) -> dg.AssetCheckResult:
    """One check's finding."""
    rows = dg.MetadataValue.md(rows_as_markdown(check.sample))
    return dg.AssetCheckResult(
        passed=check.passed,
        asset_key=key(check.table),
        check_name=check_name(check.name),
        metadata={"rows that break it": check.failures} | ({"some of them": rows} if check.sample else {}),
    )


def materializations(
    report: BuildReport, counts: Mapping[str, Sequence[tuple[str, int]]]
) -> Iterator[dg.MaterializeResult]:
    """A result for every table, with its rows and columns, and one for the published file, with these counts."""
    tables = {key(table.table): table for table in report.tables}
    columns: dict[str, Mapping[str, str]] = {f"staging.ref_{name}": of for name, of in REFERENCE_COLUMNS.items()}
    columns |= {table.table: table.columns for table in report.tables}
    meanings = {key(table): columns for table, (_, columns) in JOURNAL_COMMENTS.items()}
    meanings |= {key(model.table): model.columns for model in models()}
    for spec in table_specs():
        if spec.key in tables:
            metadata = table_metadata(tables[spec.key], meanings.get(spec.key, {}), columns)
            yield dg.MaterializeResult(asset_key=spec.key, metadata=metadata)
    if report.publication:
        about: dict[str, Any] = {
            "version": report.publication.number,
            "path": dg.MetadataValue.path(str(report.publication.path)),
            "is new": report.publication.is_new,
            "why": report.publication.why,
            "seconds": round(report.seconds, 2),
            **{name: tables[key(f"facts.{table}")].rows for name, table in COUNTED.items()},
            **{name: dg.MetadataValue.md(counts_as_markdown(rows)) for name, rows in counts.items()},
            "tables": dg.MetadataValue.md(rows_as_markdown([of_table(table) for table in report.tables])),
        }
        yield dg.MaterializeResult(asset_key=PUBLISHED, metadata=about)


def of_table(table: TableReport) -> dict[str, str | int | None]:
    """A table in a line."""
    counts = asdict(table.changes) if table.changes else dict.fromkeys(("new", "changed", "gone"), "")
    return {"table": table.table, "rows": table.rows, "more than before": more_rows(table), **counts}


def more_rows(table: TableReport) -> int | None:
    """How many rows it has more than at the build before; null for a view."""
    return None if table.rows is None else table.rows - (table.rows_before or 0)


def table_metadata(table: TableReport, meanings: Mapping[str, str], columns: Columns) -> dict[str, Any]:
    """Rows, how many are new and changed, the columns with their types, and what each is made from."""
    made = {model.table: model for model in models()}
    counts = {} if table.rows is None else {"dagster/row_count": table.rows, "more rows than before": more_rows(table)}
    counts |= {f"{name} rows": count for name, count in asdict(table.changes).items()} if table.changes else {}
    described = {"dagster/column_schema": table_schema(table.columns, meanings)}
    if table.table not in made:
        return counts | described
    keys = {name: key(name) for name in columns}
    return counts | described | {"dagster/column_lineage": column_lineage(made[table.table], columns, keys)}
