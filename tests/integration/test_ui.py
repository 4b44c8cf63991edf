"""`dateline ui` with its real processes: it answers on this machine only, keeps its history, and stops when asked."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

ASSETS = "{assetNodes{assetKey{path} groupName}}"
STATES = (
    '{schedulesOrError(repositorySelector:{repositoryName:"__repository__",repositoryLocationName:"pipelines.definitions"})\
{... on Schedules{results{name scheduleState{status}}}} instance{daemonHealth{allDaemonStatuses{daemonType healthy}}}}'
)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def ask(port: int, query: str) -> dict[str, object]:
    body = json.dumps({"query": query}).encode()
    request = urllib.request.Request(f"http://127.0.0.1:{port}/graphql", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)["data"]


def wait_for(port: int, process: subprocess.Popen[bytes], seconds: float = 90) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        assert process.poll() is None, "the UI ended by itself"
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/server_info", timeout=5).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
        else:
            return
    pytest.fail(f"no answer on port {port} after {seconds} s")


def listening_addresses(port: int) -> set[str]:
    """Local addresses on which someone listens at a port, from the kernel's tables."""
    rows = [line.split() for name in ("tcp", "tcp6") for line in Path(f"/proc/net/{name}").read_text().splitlines()[1:]]
    return {row[1].split(":")[0] for row in rows if row[3] == "0A" and int(row[1].split(":")[1], 16) == port}


@pytest.fixture
def ui(tmp_path):
    port = free_port()
    command = [sys.executable, "-m", "pipelines.cli", "ui", "--port", str(port)]
    with (tmp_path / "ui.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, start_new_session=True)
    try:
        wait_for(port, process)
        yield port, process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="the kernel's table of sockets is read")
def test_ui_serves_the_tables_on_this_machine_only_and_stops_on_ctrl_c(ui, tmp_path):
    port, process = ui
    assert listening_addresses(port) == {"0100007F"}

    groups = {tuple(node["assetKey"]["path"]): node["groupName"] for node in ask(port, ASSETS)["assetNodes"]}
    assert groups["facts", "fact_event"] == "facts"
    assert groups["published", "warehouse"] == "published"

    answer = ask(port, STATES)
    [nightly] = answer["schedulesOrError"]["results"]
    assert (nightly["name"], nightly["scheduleState"]["status"]) == ("nightly", "STOPPED")
    kinds = {each["daemonType"] for each in answer["instance"]["daemonHealth"]["allDaemonStatuses"]}
    assert {"SCHEDULER", "SENSOR", "QUEUED_RUN_COORDINATOR", "MONITORING"} <= kinds

    home = tmp_path / "data" / "dagster_home"
    assert "enabled: false" in (home / "dagster.yaml").read_text()
    assert (home / "history").is_dir()

    process.send_signal(signal.SIGINT)
    process.wait(60)
    assert listening_addresses(port) == set()
