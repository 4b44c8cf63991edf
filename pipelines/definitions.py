"""The one `Definitions`: assets, checks, jobs, the nightly schedule, sensors, resources."""

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import dagster as dg

from pipelines import notice
from pipelines.assets.builds_beside import shown_tables, unseen_build
from pipelines.assets.dead_runs import let_go_of_dead_runs
from pipelines.assets.health import health
from pipelines.assets.journal import ARCHIVES, archives, articles, codings
from pipelines.assets.resources import Dateline
from pipelines.assets.warehouse import build
from pipelines.config import load_settings
from pipelines.steps.ingest import dated_files
from pipelines.steps.overview import overview

SETTINGS = load_settings()
UNASKED = dg.DefaultSensorStatus.RUNNING if SETTINGS.schedule_on else dg.DefaultSensorStatus.STOPPED
"""Whether sensors that start runs are on before somebody turns them on."""
MOST_RUNS = 20
"""Runs that one look at the archives asks for; the rest come with the next."""
RANGE = ("dagster/asset_partition_range_start", "dagster/asset_partition_range_end")

nightly_job = dg.define_asset_job(
    "nightly",
    selection=dg.AssetSelection.all() - dg.AssetSelection.assets(ARCHIVES),
    executor_def=dg.in_process_executor,
    description="Everything: read the sources, code what is new, build, check and publish the warehouse.",
)

archives_job = dg.define_asset_job(
    "archives",
    selection=dg.AssetSelection.assets(ARCHIVES),
    executor_def=dg.in_process_executor,
    description="Read the dated archives of some days into the journal.",
)


def waits(instance: dg.DagsterInstance) -> dg.SkipReason | None:
    """Why no other nightly run need be asked for: one that has not begun will read all that is there."""
    of_job = dg.RunsFilter(job_name=nightly_job.name, statuses=[dg.DagsterRunStatus.QUEUED])
    queued = instance.get_runs(of_job, limit=1)
    return dg.SkipReason(f"Run {queued[0].run_id} waits for its turn, and will read what is there.") if queued else None


@dg.schedule(
    name="nightly",
    job=nightly_job,
    cron_schedule=SETTINGS.nightly_cron,
    execution_timezone=SETTINGS.timezone,
    default_status=dg.DefaultScheduleStatus.RUNNING if SETTINGS.schedule_on else dg.DefaultScheduleStatus.STOPPED,
    description="The nightly job, at `nightly_cron` in `timezone` of the configuration; none where one waits already.",
)
def nightly(context: dg.ScheduleEvaluationContext) -> dg.RunRequest | dg.SkipReason:
    return waits(context.instance) or dg.RunRequest()


def listing_digest(folder: Path) -> str | None:
    """Changes when a file comes, goes or is written; null for an empty folder."""
    listing = sorted(
        f"{path}\t{(found := path.stat()).st_size}\t{found.st_mtime_ns}"
        for parent, _, names in os.walk(folder)
        for path in (Path(parent, name) for name in names)
        if not path.name.startswith(".") and path.is_file()
    )
    return digest_of(listing) if listing else None


def digest_of(listing: Iterable[str]) -> str:
    """The same for the same files as they stand, so that they are asked for once."""
    return hashlib.sha256("\n".join(listing).encode()).hexdigest()[:16]


@dg.sensor(
    name="inbox",
    job=nightly_job,
    minimum_interval_seconds=60,
    default_status=UNASKED,
    description="Runs the nightly job when a file in the inbox is new or changed.",
)
def inbox_sensor(context: dg.SensorEvaluationContext, dateline: Dateline) -> dg.SensorResult | dg.SkipReason:
    digest = listing_digest(dateline.settings().inbox_folder)
    if digest is None:
        return dg.SkipReason("The inbox is empty.")
    if digest == context.cursor:
        return dg.SkipReason("Nothing in the inbox has changed.")
    if waiting := waits(context.instance):
        return waiting
    return dg.SensorResult(run_requests=[dg.RunRequest(run_key=digest)], cursor=digest)


@dg.sensor(
    name="archive",
    job=archives_job,
    minimum_interval_seconds=60,
    default_status=UNASKED,
    description="Reads dated archives that are new or changed, also of missed nights, each stretch of days in one run.",
)
def archive_sensor(dateline: Dateline) -> dg.SensorResult | dg.SkipReason:
    waiting = dated_files(dateline.settings(), only_new=True)
    if not waiting:
        return dg.SkipReason("No dated archive is new.")
    return dg.SensorResult(run_requests=[request(waiting, *days) for days in stretches(waiting)[:MOST_RUNS]])


def request(waiting: Mapping[date, Sequence[Path]], first: date, last: date) -> dg.RunRequest:
    """One run for the days from `first` to `last`; what still waits tomorrow, as a run failed, is asked for again."""
    files = [file for day, of_day in waiting.items() if first <= day <= last for file in of_day]
    stamps = [f"{file}\t{file.stat().st_mtime_ns}" for file in files]
    tags = dict(zip(RANGE, (first.isoformat(), last.isoformat()), strict=True))
    return dg.RunRequest(run_key=digest_of([str(datetime.now(UTC).date()), *stamps]), tags=tags)


def stretches(days: Iterable[date]) -> list[tuple[date, date]]:
    """First and last days of runs of days between which at most a week is missing."""
    found: list[tuple[date, date]] = []
    for day in sorted(days):
        if found and (day - found[-1][1]).days <= 7:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found


@dg.asset_sensor(
    asset_key=ARCHIVES,
    job=nightly_job,
    name="archives_read",
    default_status=UNASKED,
    description="Runs the nightly job when dated archives were read, by the sensor `archive` or by a backfill.",
)
def archives_read(_context: dg.SensorEvaluationContext, event: dg.EventLogEntry) -> dg.RunRequest:
    return dg.RunRequest(run_key=event.run_id)


@dg.sensor(
    name="dead_runs",
    minimum_interval_seconds=30,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Lets go of runs that were killed together with the daemon, so that the next one can start.",
)
def dead_runs(context: dg.SensorEvaluationContext) -> dg.SkipReason:
    let_go = let_go_of_dead_runs(context.instance)
    return dg.SkipReason(f"Let go of {', '.join(let_go)}." if let_go else "Every run that counts as running runs.")


@dg.sensor(
    name="builds_beside",
    minimum_interval_seconds=30,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Shows what `dateline run` or a timer built and published without Dagster.",
)
def builds_beside(context: dg.SensorEvaluationContext, dateline: Dateline) -> dg.SensorResult | dg.SkipReason:
    report = unseen_build(context.instance, dateline.settings())
    if report is None:
        return dg.SkipReason("Nothing is published that is not shown.")
    return dg.SensorResult(asset_events=list(shown_tables(report, overview(dateline.settings()))))


@dg.run_failure_sensor(
    name="failure_notice",
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Writes each failed run to `logs/failures.jsonl`, and tells the webhook and the mail address of the "
    "configuration.",
)
def failure_notice(context: dg.RunFailureSensorContext) -> None:
    errors = [event.step_failure_data.error for event in context.get_step_failure_events()]
    causes = [(error.cause or error).message.strip() for error in errors if error]
    run = context.dagster_run
    reason = "\n".join(causes) or context.failure_event.message or "unknown"
    notice.tell(load_settings(), notice.Failure(run.job_name, run.run_id, datetime.now(UTC), reason))


defs = dg.Definitions(
    assets=[articles, archives, codings, build],
    asset_checks=[health],
    jobs=[nightly_job, archives_job],
    schedules=[nightly],
    sensors=[inbox_sensor, archive_sensor, archives_read, builds_beside, dead_runs, failure_notice],
    resources={"dateline": Dateline()},
    executor=dg.in_process_executor,
)
