"""Whether the nightly run will come: Dagster's daemon and schedule, as Dagster's own files tell. Imports no Dagster.

Its console commands would load every asset and write to its folder; two rows of its SQLite files say the same.
"""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pipelines.config import Settings
from pipelines.dagster_home import LOOPBACK
from pipelines.doctor.finding import Finding, ago, failed, ok, warning
from warehouse.folder import DataFolder
from warehouse.sqlite import connect_read_only

ALIVE = timedelta(minutes=3)
"""The daemon notes every 30 s that it lives."""

HEARTBEAT = "select timestamp from daemon_heartbeats where daemon_type = 'SCHEDULER'"
SWITCH = """
select status from instigators
where instigator_type = 'SCHEDULE' and instigator_body like '%"nightly"%'
order by update_timestamp desc
"""


def daemon(settings: Settings) -> Finding:
    """Whether Dagster's daemon lives, where the schedule needs it."""
    beat = _last_beat(DataFolder(settings.data_folder).dagster_home)
    age = None if beat is None else datetime.now(UTC) - beat
    if age is not None and age < ALIVE:
        return ok("daemon", f"Dagster's daemon was alive {age.total_seconds():.0f} seconds ago")
    found = "Dagster's daemon has never run" if age is None else f"Dagster's daemon was last alive {ago(age)} ago"
    if _is_on(settings):
        return failed("daemon", f"{found}, and the schedule is on", "Start `dateline ui` (docs/deploying.md).")
    return ok("daemon", f"{found}; a timer or a cron line has to call `dateline run`")


def schedule(settings: Settings) -> Finding:
    """Whether the nightly schedule is switched on, and when it starts."""
    switch = "on" if _is_on(settings) else "off"
    return ok("schedule", f"Dagster's is {switch}: {settings.nightly_cron} ({settings.timezone})")


def ui_address(settings: Settings) -> Finding:
    """Whether the UI, which has no login, is within reach of others."""
    if settings.ui_host in LOOPBACK:
        return ok("UI address", f"{settings.ui_host}:{settings.ui_port}: this machine only")
    return warning(
        "UI address",
        f"{settings.ui_host}:{settings.ui_port} is within reach of others, and the UI has no login",
        "Set `ui_host` to 127.0.0.1, and put a reverse proxy with a login before it (docs/security.md).",
    )


def _last_beat(home: Path) -> datetime | None:
    beats = _ask(home / "history" / "runs.db", HEARTBEAT)
    return datetime.fromisoformat(beats[0]).replace(tzinfo=UTC) if beats else None


def _is_on(settings: Settings) -> bool:
    """As switched in the UI; as configured where nobody touched it."""
    switched = _ask(DataFolder(settings.data_folder).dagster_home / "schedules" / "schedules.db", SWITCH)
    return settings.schedule_on if not switched or switched[0] == "DECLARED_IN_CODE" else switched[0] == "RUNNING"


def _ask(database: Path, question: str) -> list[str]:
    if not database.exists():
        return []
    with closing(connect_read_only(database)) as connection:
        return [str(answer) for (answer,) in connection.execute(question)]
