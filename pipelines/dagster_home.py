"""Where Dagster keeps its history, and how its UI and daemon are started. Imports no Dagster: it runs beside it."""

import os
import shutil
import signal
import sys
from pathlib import Path

from pipelines.config import Settings
from warehouse.folder import DataFolder

CONFIGURATION = """\
# Written by `dateline ui`; edit freely, it is only written where it is missing.
telemetry:
  enabled: false
nux:
  enabled: false
# One run at a time: builds wait for each other by the file lock, and the queue shows it.
concurrency:
  runs:
    max_concurrent_runs: 1
  pools:
    default_limit: 1
# A run killed with its daemon is noticed and let go.
run_monitoring:
  enabled: true
  start_timeout_seconds: 300
  poll_interval_seconds: 30
  free_slots_after_run_end_seconds: 60
# A failed check or bad data is not mended by trying again.
run_retries:
  enabled: true
  max_retries: 1
  retry_on_asset_or_op_failure: false
retention:
  schedule:
    purge_after_days: 90
  sensor:
    purge_after_days:
      skipped: 7
      started: 90
      success: 90
      failure: 365
"""
LOOPBACK = ("127.0.0.1", "::1", "localhost")


def prepare(settings: Settings) -> Path:
    """The folder for `DAGSTER_HOME`, with a configuration that is quiet and survives a restart."""
    home = DataFolder(settings.data_folder).ensure().dagster_home
    configuration = home / "dagster.yaml"
    if not configuration.exists():
        configuration.write_text(CONFIGURATION, encoding="utf-8")
    return home


def environment(settings: Settings) -> dict[str, str]:
    """What Dagster's processes need to know: their home, and the data folder of this call."""
    return {
        "DAGSTER_HOME": str(prepare(settings)),
        "DAGSTER_DISABLE_TELEMETRY": "1",
        "PYTHONWARNINGS": "ignore:Function `dev_command`",
        "DATELINE_DATA_FOLDER": str(settings.data_folder),
    }


def start(settings: Settings) -> None:
    """Becomes `dagster dev` (webserver and daemon), so that Ctrl-C reaches it directly."""
    if settings.ui_host not in LOOPBACK:
        print(
            f"Warning: the UI has no login, and {settings.ui_host} lets others reach it. "
            "Put it behind a reverse proxy that asks for one.",
            file=sys.stderr,
        )
    os.environ.update(environment(settings))
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # a shell that starts it in the background has it ignored
    beside = Path(sys.executable).with_name("dagster")
    program = str(beside) if beside.exists() else shutil.which("dagster") or "dagster"
    print(f"Dagster UI: http://{settings.ui_host}:{settings.ui_port} (Ctrl-C stops it)", file=sys.stderr, flush=True)
    where = ["-h", settings.ui_host, "-p", str(settings.ui_port)]
    os.execv(program, [program, "dev", "-m", "pipelines.definitions", *where])  # noqa: S606
