"""The journal's assets: articles as received, and what the coder made of them. Both only ever append."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime

import dagster as dg

from pipelines.assets.describing import column_schema, counts_as_markdown, rows_as_markdown
from pipelines.assets.resources import Dateline
from pipelines.coding.reference import current_version
from pipelines.config import load_settings
from pipelines.steps.code import code_new
from pipelines.steps.ingest import IngestReport, dated_files, ingest, ingest_days, reader_digest
from schemas.frames import Articles, Mentions

ARTICLES, ARCHIVES = dg.AssetKey(["journal", "articles"]), dg.AssetKey(["journal", "archives"])
CODINGS = dg.AssetKey(["journal", "codings"])
OWNERS = ["team:sources"]
CODERS = ["team:coding"]

SHOWN = ("source_id", "read", "new", "unchanged", "rejected", "seconds")
MOST_SHOWN = 50


def archive_days() -> dg.DailyPartitionsDefinition:
    """The days from the first dated archive that lies there to today."""
    settings = load_settings()
    first = min(dated_files(settings), default=datetime.now(UTC).date())
    return dg.DailyPartitionsDefinition(start_date=first.isoformat(), timezone=settings.timezone, end_offset=1)


class Ingest(dg.Config):
    """What a run reads."""

    with_samples: bool = False


def logged(context: dg.AssetExecutionContext, verb: str, every: int = 100) -> Callable[[int, int], None]:
    """Progress as lines in the run's log."""

    def tell(done: int, total: int) -> None:
        if done % every == 0 or done == total:
            context.log.info(f"{verb} {done}" + (f" of {total}" if total else ""))

    return tell


@dg.asset(
    key=ARTICLES,
    group_name="journal",
    kinds={"parquet"},
    owners=OWNERS,
    code_version=reader_digest(),
    description="Every article as received and as read, and every document that gave none with its reason, appended "
    "to the journal when it differs from what is known. Reads the inbox and the other rows of `seeds/sources.csv`.",
    metadata={"dagster/column_schema": column_schema(Articles)},
    check_specs=[
        dg.AssetCheckSpec(
            "volume_as_expected",
            asset=ARTICLES,
            description="Each source brought no fewer and no more articles than `seeds/sources.csv` expects.",
        )
    ],
)
def articles(context: dg.AssetExecutionContext, config: Ingest, dateline: Dateline) -> dg.MaterializeResult:
    reports = ingest(
        dateline.settings(),
        with_samples=config.with_samples,
        on_progress=logged(context, "Read"),
        with_daily=False,
    )
    unusual = [report.source_id for report in reports if report.is_unusual]
    volume = dg.AssetCheckResult(
        check_name="volume_as_expected",
        passed=not unusual,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={"outside their range": ", ".join(unusual) or "none"},
    )
    return dg.MaterializeResult(metadata=read_metadata(reports), check_results=[volume])


@dg.asset(
    key=ARCHIVES,
    partitions_def=archive_days(),
    backfill_policy=dg.BackfillPolicy.single_run(),
    group_name="journal",
    kinds={"parquet"},
    owners=OWNERS,
    code_version=reader_digest(),
    description="The articles of dated archives, such as a WARC or a JSONL file a day, from the sources of kind "
    "`daily`. Files that the journal has as they are cost nothing when their day is read again. The nightly job codes "
    "what they brought; the sensor `archives_read` starts it.",
    metadata={"dagster/column_schema": column_schema(Articles)},
)
def archives(context: dg.AssetExecutionContext, dateline: Dateline) -> dg.MaterializeResult:
    days = context.partition_key_range
    first, last = date.fromisoformat(days.start), date.fromisoformat(days.end)
    reports = ingest_days(dateline.settings(), first, last, on_progress=logged(context, "Read"))
    return dg.MaterializeResult(metadata=read_metadata(reports))


def read_metadata(reports: Sequence[IngestReport]) -> dict[str, dg.MetadataValue | int | float]:
    """Counts, which Dagster draws over time, each source's, and what was set aside with its reason."""
    counts = {name: sum(getattr(report, name) for report in reports) for name in ("read", "new", "rejected")}
    seconds = sum(report.seconds for report in reports)
    told = [each for report in reports for each in (*report.problems, *report.refused)]
    reasons: Counter[str] = Counter()
    for report in reports:
        reasons.update(report.reasons)
    tables = {
        "set aside by reason": counts_as_markdown(reasons.most_common()),
        "sources": rows_as_markdown([{name: getattr(report, name) for name in SHOWN} for report in reports]),
        "set aside": rows_as_markdown([{"document, reason, detail": each} for each in told[:MOST_SHOWN]]),
    }
    speed = {"documents per second": round(counts["read"] / max(seconds, 0.001), 1)}
    return counts | speed | {name: dg.MetadataValue.md(table) for name, table in tables.items()}


@dg.asset(
    key=CODINGS,
    deps=[ARTICLES],
    group_name="journal",
    kinds={"python", "polars"},
    owners=CODERS,
    code_version=current_version(),
    description="What the coder made of each article: mentions of events, places, actors, times and claims. "
    "Codes the articles whose latest version this coder version has not coded; an edited dictionary codes all anew.",
    metadata={"dagster/column_schema": column_schema(Mentions)},
)
def codings(context: dg.AssetExecutionContext, dateline: Dateline) -> dg.MaterializeResult:
    report = code_new(dateline.settings(), on_progress=logged(context, "Coded"), on_note=context.log.info)
    return dg.MaterializeResult(
        metadata={
            "articles": report.articles,
            "in another language": report.other_language,
            "mentions": report.mentions,
            "rows set aside": report.set_aside,
            "set aside by reason": dg.MetadataValue.md(counts_as_markdown(report.reasons.items())),
            "articles per second": round(report.articles / max(report.seconds, 0.001), 1),
            "coder version": report.coder_version,
            "language model": "; ".join(report.asking.notes()) if report.asking else "not asked",
        }
    )
