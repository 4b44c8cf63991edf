"""`dateline doctor` tells what is wrong with a folder and what to do, whatever is wrong, and changes nothing."""

import json
import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.doctor import places
from pipelines.doctor.examination import examine
from tests.newsroom import Newsroom
from tests.warehouse_tables import TAKEN, taken
from warehouse.lock import build_lock
from warehouse.versions import current_version

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture
def newsroom() -> Newsroom:
    room = Newsroom(Path(os.environ["DATELINE_DATA_FOLDER"]))
    room.report("a", TAKEN, taken())
    assert room.build().passed
    room.journal.close()
    return room


def states() -> dict[str, str]:
    return {finding.check: str(finding.state) for finding in examine()}


def finding(check: str) -> tuple[str, str]:
    [found] = [each for each in examine() if each.check == check]
    assert (found.to_do is None) == (found.state == "ok")
    return str(found.state), f"{found.found} {found.to_do or ''}"


def snapshot(folder: Path) -> dict[str, tuple[int, int, int]]:
    return {
        str(path): (path.lstat().st_mtime_ns, path.lstat().st_size, path.lstat().st_mode) for path in folder.rglob("*")
    }


def test_healthy_folder_has_nothing_failed_and_is_left_as_it_was(newsroom, tmp_path):
    before = snapshot(tmp_path)
    done = CliRunner().invoke(app, ["doctor", "--json"])
    told = json.loads(done.stdout)
    assert {each["check"] for each in told if each["state"] == "failed"} == set()
    assert done.exit_code == 0
    assert snapshot(tmp_path) == before
    assert "duckdb" in told[0]["found"]


def test_every_line_fits_a_terminal_of_80_columns(newsroom, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    known = dict(os.environ) | {"PYTHONPATH": str(REPOSITORY)}
    command = [sys.executable, "-m", "pipelines.cli", "doctor"]
    done = subprocess.run(command, env=known, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    assert max(len(line.rstrip()) for line in done.stdout.splitlines()) <= 80


def test_missing_folder_fails_and_is_not_made():
    assert finding("data folder")[0] == "failed"
    assert CliRunner().invoke(app, ["doctor"]).exit_code == 1
    assert not Path(os.environ["DATELINE_DATA_FOLDER"]).exists()


def test_wrong_configuration_is_a_finding(monkeypatch):
    monkeypatch.setenv("DATELINE_TIMEZONE", "Nowhere/Town")
    state, told = finding("configuration")
    assert (state, "Nowhere/Town" in told) == ("failed", True)


@pytest.mark.parametrize("damage", ["cut", "missing", "no journal"])
def test_damaged_journal_is_told_with_the_way_back(newsroom, damage):
    segment = newsroom.folder.journal / "0000000002.parquet"
    if damage == "cut":
        segment.write_bytes(segment.read_bytes()[:-50])
    elif damage == "missing":
        segment.unlink()
    else:
        newsroom.folder.journal.rename(newsroom.folder.path / "away")
    state, told = finding("journal")
    assert state == ("warning" if damage == "no journal" else "failed")
    assert damage == "no journal" or ("0000000002" in told and "restore" in told)


def test_link_that_leads_nowhere_is_told(newsroom):
    newsroom.folder.warehouse.unlink()
    newsroom.folder.warehouse.symlink_to("versions/000099.duckdb")
    assert finding("warehouse")[0] == "failed"


def test_damaged_version_is_told(newsroom):
    published = current_version(newsroom.folder)
    assert published is not None
    published.chmod(0o644)
    assert finding("permissions") == ("warning", f"a published version can be written to chmod a-w '{published}'")
    published.write_bytes(published.read_bytes()[:5000])
    assert finding("warehouse")[0] == "failed"


def test_records_that_the_tables_lack_are_told(newsroom):
    room = Newsroom(newsroom.folder.path)
    room.report("b", TAKEN, taken())
    assert finding("warehouse")[0] == "warning"
    assert room.build().passed
    assert finding("warehouse")[0] == "ok"


def test_old_build_is_told_until_a_build_finds_it_good(newsroom):
    old = time.time() - 48 * 3600
    os.utime(newsroom.folder.warehouse, (old, old), follow_symlinks=False)
    assert finding("last build")[0] == "warning"
    publication = Newsroom(newsroom.folder.path).build().publication
    assert publication is not None
    assert not publication.is_new
    assert finding("last build")[0] == "ok"


def test_who_builds_is_told(newsroom):
    with build_lock(newsroom.folder.build_lock):
        assert f"process {os.getpid()}" in finding("last build")[1]


def test_clock_that_went_back_is_told(newsroom):
    assert finding("clock")[0] == "ok"
    room = Newsroom(newsroom.folder.path)
    room.clock.now = datetime.now(UTC) + timedelta(days=2)
    room.report("later", TAKEN, taken())
    state, told = finding("clock")
    assert (state, "47 hours behind" in told or "48 hours behind" in told) == ("warning", True)


def test_full_disk_is_told(newsroom, monkeypatch):
    monkeypatch.setattr(places, "LEAST_FREE", 1e18)
    assert finding("disk")[0] == "failed"


def test_failure_since_the_last_good_build_is_told(newsroom):
    line = {"job": "nightly", "failed_at": (datetime.now(UTC) + timedelta(seconds=5)).isoformat(), "reason": "no route"}
    (newsroom.folder.logs / "failures.jsonl").write_text(json.dumps(line) + "\n")
    state, told = finding("failures")
    assert (state, "no route" in told) == ("warning", True)
    os.utime(newsroom.folder.warehouse, (time.time() + 60,) * 2, follow_symlinks=False)
    assert finding("failures")[0] == "ok"


@pytest.mark.parametrize("broken", ["failures.jsonl", "runs.db", "sources.csv"])
def test_file_that_cannot_be_read_is_one_finding_and_the_others_are_told(newsroom, broken):
    before = len(list(examine()))
    history = newsroom.folder.dagster_home / "history"
    history.mkdir()
    place = {"failures.jsonl": newsroom.folder.logs, "runs.db": history, "sources.csv": newsroom.folder.path}
    (place[broken] / broken).write_bytes(b"\xff\x00 neither text nor database\n" * 300)
    assert list(states().values()).count("failed") == 1
    assert len(list(examine())) == before


def test_address_that_others_can_reach_is_told(newsroom, monkeypatch):
    monkeypatch.setenv("DATELINE_UI_HOST", "0.0.0.0")
    assert finding("UI address")[0] == "warning"


def test_daemon_and_schedule_are_told_as_dagster_keeps_them(newsroom, monkeypatch):
    import dagster as dg
    from dagster._core.remote_origin import RemoteInstigatorOrigin
    from dagster._core.scheduler.instigation import (
        InstigatorState,
        InstigatorStatus,
        InstigatorType,
        ScheduleInstigatorData,
    )
    from dagster._daemon.types import DaemonHeartbeat

    from pipelines.config import load_settings
    from pipelines.dagster_home import prepare

    assert (finding("daemon")[0], finding("schedule")[0]) == ("ok", "ok")
    monkeypatch.setenv("DATELINE_SCHEDULE_ON", "true")
    assert finding("daemon")[0] == "failed"
    with dg.DagsterInstance.from_config(str(prepare(load_settings()))) as instance:
        instance.add_daemon_heartbeat(DaemonHeartbeat(time.time() - 900, "SCHEDULER", "d", None))
        assert finding("daemon")[0] == "failed"
        instance.add_daemon_heartbeat(DaemonHeartbeat(time.time(), "SCHEDULER", "d", None))
        assert finding("daemon")[0] == "ok"
        assert "is on" in finding("schedule")[1]
        origin = RemoteInstigatorOrigin(_repository(), "nightly")
        since = ScheduleInstigatorData("30 2 * * *", time.time())
        instance.add_instigator_state(InstigatorState(origin, InstigatorType.SCHEDULE, InstigatorStatus.STOPPED, since))
        assert "is off" in finding("schedule")[1]
    monkeypatch.delenv("DATELINE_SCHEDULE_ON")
    assert "is off" in finding("schedule")[1]


def _repository():
    from dagster._core.remote_origin import ManagedGrpcPythonEnvCodeLocationOrigin, RemoteRepositoryOrigin
    from dagster._core.types.loadable_target_origin import LoadableTargetOrigin

    target = LoadableTargetOrigin(module_name="pipelines.definitions")
    return RemoteRepositoryOrigin(ManagedGrpcPythonEnvCodeLocationOrigin(target), "__repository__")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_user_who_may_not_write_is_told(monkeypatch):
    script = (
        "import os; from pipelines.doctor.examination import examine; os.setgid(65534); os.setuid(65534)\n"
        "print([str(found.state) for found in examine() if found.check == 'data folder'][0])"
    )
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        known = dict(os.environ) | {"PYTHONPATH": str(REPOSITORY), "XDG_CONFIG_HOME": folder}
        known["DATELINE_DATA_FOLDER"] = folder
        command = [sys.executable, "-c", script]
        done = subprocess.run(command, env=known, capture_output=True, text=True, check=False, timeout=120)
    assert done.stdout.strip() == "failed", done.stderr


@pytest.mark.parametrize("content", [b"\xff\xfe", b"timezone = "])
def test_configuration_that_is_no_toml_is_a_finding(monkeypatch, tmp_path, content):
    (tmp_path / "dateline.toml").write_bytes(content)
    monkeypatch.setenv("DATELINE_CONFIG", str(tmp_path / "dateline.toml"))
    assert finding("configuration")[0] == "failed"
