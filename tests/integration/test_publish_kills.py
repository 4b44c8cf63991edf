"""SIGKILL at fifty random moments of a build: what is published is always whole, and the next run finishes."""

import math
import multiprocessing as mp
import os
import random
import shutil
import signal
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from tests.newsroom import Newsroom
from warehouse.connection import connect
from warehouse.contents import published_tables
from warehouse.digest import digest
from warehouse.folder import DataFolder
from warehouse.version_file import damage
from warehouse.versions import current_version, versions

TEXT = "Troops shelled Riverton on Friday."
SAID = {"trigger": "shelled", "place": "3", "day": "2017-11-03", "actors": {"Troops": "SYR-MIL"}}
KILLS = 50
IN_A_ROW = 5
"""Runs that are killed one after the other before one may finish."""
PATIENCE_S = 120


def report(newsroom: Newsroom, first: int, last: int) -> None:
    """Articles and their codings into the journal."""
    for number in range(first, last):
        newsroom.report(f"a{number}", TEXT, SAID)


def build_in(folder: Path, steps: Path) -> None:
    """One build that writes down how far it is; runs in a process of its own."""
    with steps.open("a") as told:
        Newsroom(folder).build(on_progress=lambda step, *_: print(step, file=told, flush=True))


def run(folder: Path, steps: Path, kill_after_s: float = math.inf) -> float:
    """A build in a child of this process, killed after some seconds of its own work; the seconds that it worked."""
    child = os.fork()
    if child == 0:
        signal.alarm(PATIENCE_S)
        try:
            build_in(folder, steps)
            os._exit(0)
        finally:
            os._exit(1)
    while worked_s(child) < kill_after_s < math.inf:
        time.sleep(0.001)
    if kill_after_s < math.inf:
        os.kill(child, signal.SIGKILL)
    _, status, used = os.wait4(child, 0)
    assert kill_after_s < math.inf or status == 0, status
    return used.ru_utime + used.ru_stime


def worked_s(process: int) -> float:
    """Processor time of a process, endless at its end: spreads the kills alike however busy the machine is."""
    _, _, fields = Path(f"/proc/{process}/stat").read_text().rpartition(") ")
    state, *numbers = fields.split()
    return math.inf if state == "Z" else (int(numbers[10]) + int(numbers[11])) / os.sysconf("SC_CLK_TCK")


def kill_at_random(before: Path, place: Path, test: Connection) -> None:
    """Kills one build in each of as many equal parts of its work as there are kills, in any order.

    The test is told the folder and the last step, looks at what is published, and answers whether the next run may
    finish; if not, it is killed too. This process opens no DuckDB, whose threads no fork survives.
    """
    chance = random.Random()  # noqa: S311
    works = []
    for number in range(2):
        shutil.copytree(before, folder := place / f"whole-{number}", symlinks=True)
        works.append(run(folder, place / "steps"))
    folder = None
    for kill in chance.sample(range(KILLS), KILLS):
        if folder is None:
            shutil.copytree(before, folder := place / f"{kill}", symlinks=True)
        steps = place / f"{kill}.steps"
        run(folder, steps, works[-1] * (kill + chance.random()) / KILLS)
        test.send((folder, ["start", *steps.read_text().split()][-1]))
        if test.recv():
            run(folder, steps)
            test.send((folder, "end"))
            test.recv()
            shutil.rmtree(folder)
            folder = None


def published(folder: Path) -> dict[str, str] | str:
    """Digest of every table that people see, or what is wrong with the file."""
    path = current_version(DataFolder(folder))
    if path is None or (problem := damage(path)) is not None:
        return f"{path} {problem}"
    connection = connect(folder / "warehouse.duckdb", read_only=True)
    try:
        return {table: digest(connection, table) for table in published_tables()}
    finally:
        connection.close()


def left_over(folder: Path) -> list[str]:
    """Files of a killed run that the next one did not remove."""
    kept = {name for path in versions(DataFolder(folder)) for name in (path.name, f"{path.name}.sha256")}
    hidden = [path.name for path in folder.iterdir() if path.name.startswith(".new")]
    return hidden + [path.name for path in (folder / "versions").iterdir() if path.name not in kept]


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="the moments are told by /proc")
def test_killed_at_any_moment_the_published_file_is_whole_and_the_next_run_finishes(tmp_path: Path) -> None:
    newsroom = Newsroom(tmp_path / "before")
    report(newsroom, 0, 2)
    newsroom.build()
    old = published(newsroom.folder.path)
    report(newsroom, 2, 6)
    newsroom.journal.close()
    undisturbed = Newsroom(Path(shutil.copytree(tmp_path / "before", tmp_path / "undisturbed", symlinks=True)))
    undisturbed.build()
    new = published(undisturbed.folder.path)
    assert isinstance(new, dict) and new != old

    processes = mp.get_context("forkserver")
    (tmp_path / "killed").mkdir()
    ours, theirs = processes.Pipe()
    launcher = processes.Process(target=kill_at_random, args=(tmp_path / "before", tmp_path / "killed", theirs))
    launcher.start()
    theirs.close()

    def told() -> tuple[Path, str]:
        assert ours.poll(PATIENCE_S)
        return ours.recv()

    steps = []
    for kill in range(KILLS):
        folder, step = told()
        killed = published(folder)
        assert killed in (old, new), (kill, step, killed)
        steps.append(step)
        finish = killed == new or kill % IN_A_ROW == IN_A_ROW - 1
        ours.send(finish)
        if finish:
            folder, _ = told()
            assert (published(folder), left_over(folder)) == (new, []), (kill, step)
            ours.send(True)
    launcher.join(PATIENCE_S)
    assert launcher.exitcode == 0
    print(f"\nkilled in {', '.join(f'{step} ({steps.count(step)})' for step in dict.fromkeys(steps))}")
    assert {"publish"} < set(steps) and len(set(steps)) > 5
