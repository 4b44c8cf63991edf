"""Runs whose process is gone: Dagster's own monitoring does not ask after the processes of its default launcher."""

import os
from pathlib import Path

import dagster as dg

ALIVE = (dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.CANCELING)


def let_go_of_dead_runs(instance: dg.DagsterInstance) -> list[str]:
    """Reports every run as failed that counts as running while its process on this machine is gone; returns their ids.

    Else a run that was killed together with the daemon would hold the one place for runs, and for builds, for ever.
    """
    let_go = []
    for run in instance.get_runs(filters=dg.RunsFilter(statuses=list(ALIVE))):
        process = process_of(instance, run.run_id)
        if process is not None and not is_alive(process):
            why = f"The run's process {process} is gone: it was killed, or the machine was restarted."
            instance.report_run_failed(run, why)
            instance.event_log_storage.free_concurrency_slots_for_run(run.run_id)
            let_go.append(run.run_id)
    return let_go


def process_of(instance: dg.DagsterInstance, run_id: str) -> int | None:
    """The process that runs it, as it said itself; null where it has not said so yet."""
    for entry in instance.all_logs(run_id, of_type=dg.DagsterEventType.RUN_START):
        if entry.dagster_event and entry.dagster_event.pid:
            return entry.dagster_event.pid
    return None


def is_alive(process: int) -> bool:
    """Whether the process is there, and, where the system tells, is Python and no other that got its number."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    command = Path(f"/proc/{process}/cmdline")
    return not command.exists() or b"python" in command.read_bytes().lower()
