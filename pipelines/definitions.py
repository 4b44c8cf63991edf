"""The one `Definitions`: assets, checks, the nightly job and its schedule, the sensor on the inbox, resources."""

import hashlib
import os
from pathlib import Path

import dagster as dg

from pipelines.assets.journal import articles, codings
from pipelines.assets.resources import Dateline
from pipelines.assets.warehouse import build
from pipelines.config import load_settings

SETTINGS = load_settings()

nightly_job = dg.define_asset_job(
    "nightly",
    selection=dg.AssetSelection.all(),
    executor_def=dg.in_process_executor,
    description="Everything: read the sources, code what is new, build, check and publish the warehouse.",
)

nightly = dg.ScheduleDefinition(
    name="nightly",
    job=nightly_job,
    cron_schedule=SETTINGS.nightly_cron,
    execution_timezone=SETTINGS.timezone,
    default_status=dg.DefaultScheduleStatus.RUNNING if SETTINGS.schedule_on else dg.DefaultScheduleStatus.STOPPED,
    description="The nightly job, at `nightly_cron` in `timezone` of the configuration.",
)


def listing_digest(folder: Path) -> str | None:
    """Changes when a file comes, goes or is written; null for an empty folder."""
    listing = sorted(
        f"{path}\t{(found := path.stat()).st_size}\t{found.st_mtime_ns}"
        for parent, _, names in os.walk(folder)
        for path in (Path(parent, name) for name in names)
        if not path.name.startswith(".") and path.is_file()
    )
    return hashlib.sha256("\n".join(listing).encode()).hexdigest()[:16] if listing else None


@dg.sensor(
    name="inbox",
    job=nightly_job,
    minimum_interval_seconds=60,
    default_status=dg.DefaultSensorStatus.RUNNING if SETTINGS.schedule_on else dg.DefaultSensorStatus.STOPPED,
    description="Runs the nightly job when a file in the inbox is new or changed.",
)
def inbox_sensor(context: dg.SensorEvaluationContext, dateline: Dateline) -> dg.SensorResult | dg.SkipReason:
    digest = listing_digest(dateline.settings().inbox_folder)
    if digest is None:
        return dg.SkipReason("The inbox is empty.")
    if digest == context.cursor:
        return dg.SkipReason("Nothing in the inbox has changed.")
    return dg.SensorResult(run_requests=[dg.RunRequest(run_key=digest)], cursor=digest)


defs = dg.Definitions(
    assets=[articles, codings, build],
    jobs=[nightly_job],
    schedules=[nightly],
    sensors=[inbox_sensor],
    resources={"dateline": Dateline()},
    executor=dg.in_process_executor,
)
