"""What the data folder holds: whether the journal is whole, and how the published warehouse stands to it."""

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pipelines.config import Settings
from pipelines.doctor.finding import Finding, ago, failed, ok, warning
from pipelines.notice import failures_file
from warehouse.folder import DataFolder
from warehouse.journal.verification import Verification, last_position, prove
from warehouse.lock import holder
from warehouse.query import query
from warehouse.version_file import damage
from warehouse.versions import current_version, last_confirmed

OLD_BUILD = timedelta(hours=36)
"""A nightly build that is older has been missed."""

LONG_BUILD = timedelta(hours=12)
JUMP = timedelta(minutes=1)


def journal_and_clock(settings: Settings) -> list[Finding]:
    """Whether every record is proved, and whether time goes on from the last of them."""
    folder = DataFolder(settings.data_folder)
    if not folder.journal.is_dir():
        return [warning("journal", "nothing was read yet", "Put articles into the inbox, then `dateline run`.")]
    told = prove(folder.journal)
    return [_journal(told), *_clock(told)]


def _journal(told: Verification) -> Finding:
    if not told.is_whole:
        return failed(
            "journal",
            f"broken at {told.broken} behind {told.records} records: {told.reason}",
            "Put that file back from a backup, or make a new folder with `dateline restore BACKUP --into FOLDER`.",
        )
    return ok("journal", f"{told.records} records in {told.appends} appends, every one proved")


def _clock(told: Verification) -> list[Finding]:
    if told.recorded_at is None:
        return []
    behind = told.recorded_at - datetime.now(UTC)
    if behind > JUMP:
        return [
            warning(
                "clock",
                f"{ago(behind)} behind the newest record, of {told.recorded_at:%Y-%m-%d %H:%M} UTC",
                "Set the clock (timedatectl set-ntp true); till then records are stamped as of that one.",
            )
        ]
    return [ok("clock", f"newest record of {told.recorded_at:%Y-%m-%d %H:%M} UTC, {ago(-behind)} ago")]


def warehouse(settings: Settings) -> Finding:
    """Whether what people open is there, whole, and takes in all that was recorded."""
    folder = DataFolder(settings.data_folder)
    published = current_version(folder)
    if published is None:
        if os.path.lexists(folder.warehouse):
            return failed(
                "warehouse", f"'{folder.warehouse}' leads to no published version", "`dateline build` makes one anew."
            )
        return warning("warehouse", "nothing is published yet", "`dateline run` makes the first version.")
    problem = damage(published)
    if problem:
        return failed(
            "warehouse", f"version {published.stem} is damaged: {problem}", "`dateline build` makes one anew."
        )
    ((position,),) = query(folder, "select journal_position from journal.publication").iter_rows()
    lacking = last_position(folder.journal) - position
    found = f"version {int(published.stem)} is whole and takes in the journal up to position {position}"
    if lacking:
        return warning("warehouse", f"{found}; {lacking} records are newer", "`dateline build` takes them in.")
    return ok("warehouse", found)


def last_build(settings: Settings) -> Finding:
    """When all checks passed last, and who builds now."""
    folder = DataFolder(settings.data_folder)
    building = holder(folder.build_lock)
    if building and building.since and datetime.now(UTC) - datetime.fromisoformat(building.since) > LONG_BUILD:
        return warning("last build", f"{building} builds and does not end", "See what it waits for, or stop it.")
    built_at = last_confirmed(folder)
    now = f"; {building} builds now" if building else ""
    if built_at is None:
        return warning("last build", f"there is no good one{now}", "`dateline run`")
    age = datetime.now(UTC) - built_at
    found = f"all checks passed {ago(age)} ago{now}"
    if age > OLD_BUILD:
        return warning(
            "last build", found, "Is a timer, a cron line or `dateline ui` at work? `dateline run` does it now."
        )
    return ok("last build", found)


def last_failure(settings: Settings) -> Finding:
    """Whether a run failed since the last good build."""
    failure = _last_line(failures_file(settings))
    if failure is None:
        return ok("failures", "no run has failed")
    failed_at, built_at = datetime.fromisoformat(failure["failed_at"]), last_confirmed(DataFolder(settings.data_folder))
    found = f"{failure['job']} failed {ago(datetime.now(UTC) - failed_at)} ago"
    if built_at is None or failed_at > built_at:
        return warning("failures", f"{found}: {failure['reason'][:300]}", "Mend it and call `dateline run`.")
    return ok("failures", f"{found}; a good build came after it")


def _last_line(file: Path) -> dict[str, str] | None:
    if not file.exists():
        return None
    lines = file.read_text(encoding="utf-8").splitlines()
    return dict(json.loads(lines[-1])) if lines else None
