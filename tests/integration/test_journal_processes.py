"""The journal under several real processes, killed (SIGKILL) at random moments.

JOURNAL_ROUNDS sets the number of rounds (default 5); 200 take about five minutes. With `-s` the counts are printed.
"""

import multiprocessing as mp
import os
import random
import time
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from multiprocessing.process import BaseProcess
from pathlib import Path

import polars as pl
import pytest

from tests.journal_drafts import START, coded, fetched, judged
from warehouse.journal.journal import Journal

ROUNDS = int(os.environ.get("JOURNAL_ROUNDS", "5"))

processes = mp.get_context("forkserver")
processes.set_forkserver_preload(["warehouse.journal.journal", "tests.journal_drafts", "polars"])


def append_for_ever(root: Path, name: str, told: Path) -> None:
    """Append small batches and a few large ones, and only then tell of each: what is told must be there."""
    journal = Journal(root / "journal", writer=name)
    begun = int(time.time() * 1_000_000)
    chance = random.Random(begun)
    descriptor = os.open(told, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    for n in count():
        size = 400 if n % 20 == 7 else chance.randint(1, 3)
        batch = [fetched(f"{name}-{begun}-{n}-{i}", name, name) for i in range(size)]
        report = journal.append_read(name, START + timedelta(microseconds=begun + n), batch, size)
        line = f"{report.first_position} {report.last_position} {name}-{begun}-{n}\n"
        os.write(descriptor, line.encode())


def code_for_ever(root: Path, coder_version: str) -> None:
    journal = Journal(root / "journal", writer=coder_version)
    while True:
        due = journal.uncoded(coder_version, limit=50)
        journal.append_coded([coded(u.article_id, u.position, coder_version) for u in due])


def seal_for_ever(root: Path) -> None:
    journal = Journal(root / "journal", writer="sealer")
    while True:
        journal.seal(3)


def read_for_ever(root: Path, faults: Path) -> None:
    """Read everything again and again; write down what does not hold."""
    journal = Journal(root / "journal")
    while True:
        last = journal.last_position()
        positions = [p for frame in journal.records(until=last) for p in frame["position"].to_list()]
        with journal.reading():
            paths = [segment.path for segment in journal.segments()]
            rows = sum(pl.scan_parquet(path).select(pl.len()).collect().item() for path in paths)
        if positions != list(range(1, last + 1)) or rows < last:
            faults.write_text(f"{last} records, {len(positions)} read, {rows} rows in files")


def start(target: Callable[..., None], *args: object) -> BaseProcess:
    process = processes.Process(target=target, args=args, daemon=True)
    process.start()
    return process


def wait_for_appends(root: Path) -> None:
    """Until both writers have got something stored since now."""
    paths = [root / "one.told", root / "two.told"]
    before = [path.stat().st_size if path.exists() else 0 for path in paths]
    deadline = time.monotonic() + 60
    while not all(p.exists() and p.stat().st_size > size for p, size in zip(paths, before, strict=True)):
        assert time.monotonic() < deadline, "a writer has appended nothing for a minute"
        time.sleep(0.01)


def kill(process: BaseProcess) -> bool:
    """Kill it; False when it had ended by itself, which no worker here may."""
    was_alive = process.is_alive()
    process.kill()
    process.join()
    return was_alive


def acknowledged(told: Path) -> list[tuple[int, int, str]]:
    lines = [line.split() for line in told.read_text().splitlines()] if told.exists() else []
    return [(int(first), int(last), name) for first, last, name in lines]


def check_all_is_there(root: Path) -> int:
    journal = Journal(root / "journal")
    verified = journal.verify()
    assert verified.is_whole, verified
    streams = pl.concat(journal.records(), rechunk=True)["stream"].to_list()
    assert len(streams) == verified.records == journal.last_position()
    for first, last, name in (told for path in root.glob("*.told") for told in acknowledged(path)):
        held = streams[first - 1 : last]
        assert held == [f"article/{name}-{i}" for i in range(last - first)] + [f"source/{name.split('-')[0]}"]
    for path in root.glob("index.sqlite*"):
        path.rename(root / f"kept-{path.name}")
    due = journal.uncoded("v1"), journal.uncoded("v9")
    journal.close()
    (root / "index.sqlite").unlink()
    for path in root.glob("kept-*"):
        path.rename(root / path.name.removeprefix("kept-"))
    kept = Journal(root / "journal")
    assert (kept.uncoded("v1"), kept.uncoded("v9")) == due
    kept.close()
    return verified.appends


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_when_processes_are_killed(tmp_path: Path) -> None:
    chance = random.Random(ROUNDS)
    kills, faults = 0, tmp_path / "faults"
    for _ in range(ROUNDS):
        workers = [start(append_for_ever, tmp_path, name, tmp_path / f"{name}.told") for name in ("one", "two")]
        workers += [start(seal_for_ever, tmp_path), start(code_for_ever, tmp_path, "v1")]
        workers += [start(read_for_ever, tmp_path, faults)]
        wait_for_appends(tmp_path)
        time.sleep(chance.random() / 4)
        if chance.random() < 0.2:
            for path in tmp_path.glob("index.sqlite*"):
                path.unlink()
            time.sleep(chance.random() / 5)
        chance.shuffle(workers)
        for worker in workers:
            assert kill(worker), f"a worker ended by itself with {worker.exitcode}"
            kills += 1
            time.sleep(chance.random() / 50)
        assert not faults.exists(), faults.read_text()
    told = sum(len(acknowledged(path)) for path in tmp_path.glob("*.told"))
    appends = check_all_is_there(tmp_path)
    print(f"\n{ROUNDS} rounds, {kills} kills, {appends} appends, {told} of them acknowledged reads")
    assert told > ROUNDS


@pytest.mark.slow
def test_writers_at_once_take_turns_without_gaps(tmp_path: Path) -> None:
    """Two processes append 150 times each; every append is there, in each writer's order."""
    workers = [start(append_some, tmp_path, name, 150) for name in ("one", "two")]
    for worker in workers:
        worker.join(60)
        assert worker.exitcode == 0
    journal = Journal(tmp_path / "journal")
    frame = pl.concat(journal.records())
    assert frame["position"].to_list() == list(range(1, 301))
    assert frame["recorded_at"].is_sorted()
    for name in ("one", "two"):
        own = frame.filter(pl.col("stream").str.starts_with(f"judgement/{name}"))["stream"].to_list()
        assert own == [f"judgement/{name}{n}" for n in range(150)]
    assert journal.verify().appends == 300


def append_some(root: Path, name: str, times: int) -> None:
    journal = Journal(root / "journal", writer=name)
    for n in range(times):
        journal.append(judged(f"{name}{n}", "wrong"))


@pytest.mark.slow
def test_same_batch_from_two_processes_is_stored_once(tmp_path: Path) -> None:
    workers = [start(append_same, tmp_path) for _ in range(3)]
    for worker in workers:
        worker.join(60)
        assert worker.exitcode == 0
    journal = Journal(tmp_path / "journal")
    assert journal.last_position() == 40 * 3
    assert len(journal.uncoded("v1")) == 80


def append_same(root: Path) -> None:
    journal = Journal(root / "journal")
    for n in range(40):
        batch = [fetched(f"{n}-{i}", "A") for i in range(2)]
        journal.append_read("s", START + timedelta(minutes=n), batch, 2)
