"""Nights that pass while Dagster's daemon is away, and a night that the clock shows twice."""

import os
import subprocess
import sys

import pytest

from pipelines.config import Settings

RUN_SCHEDULER = """
import logging, os, sys
from datetime import datetime

import dagster as dg
import dagster._daemon.daemon
from dagster._core.workspace.context import WorkspaceProcessContext
from dagster._core.workspace.load_target import ModuleTarget
from dagster._scheduler.scheduler import launch_scheduled_runs

from pipelines.config import load_settings
from pipelines.dagster_home import environment

os.environ.update(environment(load_settings()))
here = ModuleTarget("pipelines.definitions", None, None, "pipelines.definitions")
with dg.DagsterInstance.get() as instance, WorkspaceProcessContext(instance, here) as workspace:
    times, wait, logger = {}, False, logging.getLogger("scheduler")
    for moment in sys.argv[1:]:
        if moment == "restart":
            times = {}
        elif moment == "wait":
            wait = True
        else:
            list(launch_scheduled_runs(workspace, logger, datetime.fromisoformat(moment), times))
            for run in instance.get_runs(dg.RunsFilter(statuses=[dg.DagsterRunStatus.QUEUED])) if not wait else ():
                instance.report_run_canceled(run)
            print("nights:", *sorted(run.tags[".dagster/scheduled_execution_time"][:16] for run in instance.get_runs()))
"""


@pytest.mark.slow
def test_missed_nights_are_caught_up_once_and_a_night_met_twice_is_worked_once(settings: Settings) -> None:
    """Dagster's own scheduler, at given times, with the history that it keeps.

    The daemon is away for three nights; then the clock is set back an hour over the time of a night that was worked;
    then a run waits for its turn while another night comes, which asks for no second one.
    """
    times = ("2026-03-02T20:00", "2026-03-03T02:30", "restart", "2026-03-06T12:00", "2026-03-06T12:01", "restart")
    times += ("2026-03-06T12:02", "2026-03-07T02:31", "2026-03-07T01:31", "2026-03-07T02:31", "restart")
    times += ("2026-03-07T01:32", "2026-03-07T02:32", "wait", "2026-03-08T02:30", "2026-03-09T02:30")
    done = subprocess.run(
        [sys.executable, "-c", RUN_SCHEDULER, *(f"{each}+00:00" if each[0].isdigit() else each for each in times)],
        env=os.environ | {"DATELINE_DATA_FOLDER": str(settings.data_folder), "DATELINE_SCHEDULE_ON": "true"},
        capture_output=True,
        text=True,
        check=False,
    )
    told = [line.split()[1:] for line in done.stdout.splitlines() if line.startswith("nights:")]
    first, caught_up, twice_met, last = (f"2026-03-{day}T02:30" for day in ("03", "06", "07", "08"))
    worked = [[], [first], *[[first, caught_up]] * 3, *[[first, caught_up, twice_met]] * 5]
    assert told == [*worked, *[[first, caught_up, twice_met, last]] * 2], done.stderr[-3000:]
