"""Nights without a person, as real processes: schedule and sensor tick, kills lose nothing, a browser shows it.

The night with kills takes minutes and runs where `DATELINE_TEST_KILLS` says how many, of `DATELINE_TEST_ARTICLES`.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle, pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.browser import CHROMIUM, DRIVER, driven_browser
from tests.integration.test_ui import ask, free_port, wait_for
from tests.wire import report, write_reports
from warehouse.folder import DataFolder
from warehouse.query import NoWarehouse, query

PATIENCE = 420.0
"""Seconds for what takes a minute on a quiet machine."""

RUNS = "{runsOrError{... on Runs{results{jobName status}}}}"


def write_articles(path: Path, count: int, first: int = 0) -> None:
    write_reports(path, map(report, range(first, first + count)))


@contextmanager
def ui(folder: DataFolder, port: int, **options: str) -> Iterator[subprocess.Popen[bytes]]:
    """The UI with its daemon, in a session of its own, all of which is gone at the end."""
    environment = {f"DATELINE_{name.upper()}": value for name, value in options.items()}
    environment |= {"DATELINE_DATA_FOLDER": str(folder.path), "DATELINE_SCHEDULE_ON": "true"}
    command = [sys.executable, "-m", "pipelines.cli", "ui", "--port", str(port)]
    with (folder.path / "ui.log").open("ab") as log:
        process = subprocess.Popen(
            command, env=os.environ | environment, stdout=log, stderr=log, start_new_session=True
        )
    try:
        yield process
    finally:
        kill_all(folder)
        process.wait()


def processes(folder: DataFolder, *words: str) -> list[int]:
    """Processes that work in this data folder, by their environment, and whose command holds one of the words."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and f"DATELINE_DATA_FOLDER={folder.path}\0".encode() in (
                (entry / "environ").read_bytes() + b"\0"
            ):
                command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                if int(entry.name) != os.getpid() and (not words or any(word in command for word in words)):
                    found.append(int(entry.name))
        except OSError:
            continue
    return found


def kill_all(folder: DataFolder) -> None:
    while alive := processes(folder):
        for each in alive:
            kill(each)
        time.sleep(0.05)


def kill(process: int) -> None:
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return


def until(holds: Callable[[], bool], what: str, folder: DataFolder) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > deadline:
            pytest.fail(f"not in {PATIENCE} s: {what}\n" + (folder.path / "ui.log").read_text()[-4000:])
        time.sleep(0.5)


def count(folder: DataFolder, sql: str) -> int:
    try:
        return int(query(folder, sql).item())
    except NoWarehouse:
        return 0


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data").ensure()


linux = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="processes are found in /proc")


@linux
@pytest.mark.slow
def test_schedule_ticks_inbox_is_picked_up_and_the_browser_shows_it(folder: DataFolder) -> None:
    port = free_port()
    write_articles(folder.inbox / "first.jsonl", 3)
    (folder.path / "archive").mkdir()
    write_articles(folder.path / "archive" / "2015-01-07.jsonl", 1, first=100)
    with ui(folder, port, nightly_cron="* * * * *") as process:
        wait_for(port, process, PATIENCE)
        until(lambda: count(folder, "select count(*) from dim_article") >= 4, "the first night and the archive", folder)
        write_articles(folder.inbox / "second.jsonl", 2, first=10)
        until(lambda: count(folder, "select count(*) from dim_article") == 6, "what was dropped in the inbox", folder)

        def done() -> set[str]:
            runs = ask(port, RUNS)["runsOrError"]["results"]
            assert not [run for run in runs if run["status"] == "FAILURE"]
            return {run["jobName"] for run in runs if run["status"] == "SUCCESS"}

        until(lambda: done() == {"nightly", "archives"}, "both jobs", folder)
        cancelled = cancel_a_run(folder, port)
        until(lambda: state(port, cancelled) == "CANCELED", "a cancelled run to end", folder)
        until(lambda: state(port) == "SUCCESS", "the next run", folder)
        assert count(folder, "select count(*) from dim_article where version_count = 1") == 6
        assert dateline(folder, "verify").returncode == 0
        if not (CHROMIUM and DRIVER):
            pytest.skip("chromium and its driver are not installed; the rest has passed")
        seen = look(port, "/assets/facts/fact_event", "one row per real-world event", "Row count")
        assert "event_id" in seen
        assert "Success" in look(port, "/runs", "Success")
        assert "2015-01-07" in look(port, "/assets/journal/archives?view=partitions", "2015-01-07")
        assert "nightly" in look(port, "/automation", "failure_notice")


def look(port: int, path: str, *wanted: str) -> str:
    """The text of a page of the UI once it shows what is wanted, in a headless browser that asks only this machine."""
    with driven_browser("1500,1100") as browser:
        browser.get(f"http://127.0.0.1:{port}{path}")
        deadline = time.monotonic() + PATIENCE
        text = ""
        while time.monotonic() < deadline:
            text = browser.find_element("tag name", "body").text
            if all(word in text for word in wanted):
                return text
            time.sleep(1)
        pytest.fail(f"{path} never showed {wanted}, but: {text[:2000]}")


def cancel_a_run(folder: DataFolder, port: int) -> str:
    """Stops a run in the middle, as the button in the UI does; its id."""
    cancelled: list[str] = []

    def is_cancelled() -> bool:
        if run := under_way(port, set()):
            answer = ask(port, f'mutation{{terminateRun(runId: "{run["runId"]}"){{__typename}}}}')
            if answer["terminateRun"]["__typename"] == "TerminateRunSuccess":
                cancelled.append(run["runId"])
        return bool(cancelled)

    until(is_cancelled, "a run to cancel", folder)
    return cancelled[0]


def state(port: int, run_id: str | None = None) -> str | None:
    """The status of a run, or of the one that ended last."""
    runs = ask(port, STEPS)["runsOrError"]["results"]
    if run_id is None:
        ended = [run for run in runs if run["endTime"]]
        return max(ended, key=lambda run: run["endTime"])["status"] if ended else None
    return next((run["status"] for run in runs if run["runId"] == run_id), None)


def under_way(port: int, struck: set[str]) -> dict[str, Any] | None:
    """A run that is under way, and none of those that were struck and still count as running."""
    runs = ask(port, STEPS)["runsOrError"]["results"]
    return next((run for run in runs if run["status"] == "STARTED" and run["runId"] not in struck), None)


def step(run: dict[str, Any] | None) -> str:
    """What a run is at."""
    steps = run["stepStats"] if run else ()
    return next((each["stepKey"] for each in steps if each["startTime"] and not each["endTime"]), "between")


STEPS = "{runsOrError(limit: 20){... on Runs{results{runId status endTime stepStats{stepKey startTime endTime}}}}}"
VICTIMS = {
    "the run": ("multiprocessing.spawn",),
    "the daemon": ("dagster-daemon", "dagster._daemon"),
    "the webserver": ("dagster-webserver", "dagster_webserver"),
    "everything": (),
}


def strike(folder: DataFolder, port: int, victim: str, chance: random.Random, struck: set[str]) -> str:
    """Kills at a random moment of a run; what the run was at."""
    until(lambda: under_way(port, struck) is not None, "a run", folder)
    time.sleep(chance.uniform(0, LONGEST))
    run = under_way(port, struck)
    for each in processes(folder, *VICTIMS[victim]):
        kill(each)
    if run:
        struck.add(run["runId"])
    return step(run)


LONGEST = 40.0
"""Seconds into a run until which it is killed: as long as one takes, so that every step is met."""


def dateline(folder: DataFolder, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipelines.cli", *arguments, "--data-folder", str(folder.path)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@linux
@pytest.mark.slow
@pytest.mark.skipif("DATELINE_TEST_KILLS" not in os.environ, reason="takes minutes; DATELINE_TEST_KILLS=30 runs it")
def test_kills_in_a_night_lose_no_article_and_double_none(folder: DataFolder, tmp_path: Path) -> None:
    """Half of the articles lie there at first, and some come before each kill, so that every run has work at each step.

    Each start of the UI meets two kills: of a run, and then of the daemon, the webserver or all of them.
    """
    kills = int(os.environ["DATELINE_TEST_KILLS"])
    articles = int(os.environ.get("DATELINE_TEST_ARTICLES", "200"))
    chance = random.Random(20171103)
    options = {"nightly_cron": "* * * * *", "chunk_size": "10", "keep_every_s": "0.5", "workers": "1"}
    bounds = [0, *(articles // 2 + number * (articles - articles // 2) // kills for number in range(kills)), articles]
    parts = pairwise(bounds)
    struck: set[str] = set()
    met: Counter[str] = Counter()

    def drop() -> None:
        first, last = next(parts)
        write_articles(folder.inbox / f"wire-{first:06}.jsonl", last - first, first)

    others = cycle([victim for victim in VICTIMS if victim != "the run"])
    victims = [next(others) if number % 2 else "the run" for number in range(kills)]
    while victims:
        port = free_port()
        with ui(folder, port, **options) as process:
            wait_for(port, process, PATIENCE)
            for victim in victims[:2]:
                drop()
                met[strike(folder, port, victim, chance, struck)] += 1
                print(f"{victim} was struck; so far at {dict(met)}", flush=True)
            time.sleep(chance.uniform(0, 5))
        victims = victims[2:]
    drop()
    port = free_port()
    with ui(folder, port, **options) as process:
        wait_for(port, process, PATIENCE)
        coded = "select count(coder_version) from dim_article"
        until(lambda: count(folder, coded) == articles, "every article coded", folder)
    undisturbed = DataFolder(tmp_path / "undisturbed").ensure()
    write_articles(undisturbed.inbox / "wire.jsonl", articles)
    for where in (undisturbed, folder):
        done = dateline(where, "run")
        assert done.returncode == 0, done.stderr
    verified = dateline(folder, "verify", "--json")
    assert verified.returncode == 0, verified.stdout
    assert count(folder, "select count(*) from dim_article where version_count > 1") == 0
    for table, columns in TOLD.items():
        told = [query(where, f"select {columns} from {table} order by all").rows() for where in (folder, undisturbed)]
        assert told[0] == told[1], table


TOLD = {
    "dim_article": "article_id, title, published_date, coder_version, origin_id",
    "fact_mention": "mention_id, event_id, event_type, sentence_text, place_id, fatalities_best",
    "fact_event": "event_id, event_type, place_id, date_start, date_end, fatalities_best, mention_count, article_count",
    "fact_control": "place_id, holder_version_id, valid_from, valid_to, status",
}
"""What tables say besides when and in which order things were stored."""
