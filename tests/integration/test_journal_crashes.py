"""The journal killed (SIGKILL) in front of each system call and each statement that an append or a seal makes."""

import multiprocessing as mp
import os
import shutil
import signal
import sys
from itertools import count
from pathlib import Path
from types import FrameType

import polars as pl
import pytest

from tests.journal_drafts import at, coded, fetched, judged
from warehouse.journal.journal import Journal

MOMENTS = {"open", "write", "flush", "fsync", "link", "unlink", "flock", "execute", "executemany", "close", "stat"}
BEFORE = 13


def fill(folder: Path) -> None:
    """Six appends, thirteen records."""
    journal = Journal(folder)
    for n in range(4):
        journal.append_read("s", at(n), [fetched(f"a{n}", "A"), fetched("b", f"B{n}")], 2)
    journal.append_coded([coded("a0", 1)])
    journal.close()


def act(folder: Path) -> None:
    """What is killed: an append, sealing, an append to the sealed journal."""
    journal = Journal(folder)
    journal.append_read("s", at(50), [fetched("a0", "changed"), fetched("c", "C")], 2)
    journal.seal(2)
    journal.append(judged("j", "wrong"))


def die_at(moment: int) -> None:
    """Kill this process in front of its call of that number."""
    left = moment

    def watch(_frame: FrameType, event: str, called: object) -> None:
        nonlocal left
        if event == "c_call" and getattr(called, "__name__", "") in MOMENTS:
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left -= 1

    sys.setprofile(watch)


def crash_at_every_moment(root: Path) -> None:
    """A journal for each moment, in the folder of its number; the last is of the run that got through."""
    fill(root / "filled/journal")
    for moment in count():
        shutil.copytree(root / "filled", root / f"{moment}")
        child = os.fork()
        if child == 0:
            die_at(moment)
            act(root / f"{moment}/journal")
            sys.setprofile(None)
            os._exit(0)
        if os.waitpid(child, 0)[1] == 0:
            return


@pytest.mark.slow
def test_journal_killed_at_any_moment_is_whole_and_goes_on(tmp_path: Path) -> None:
    processes = mp.get_context("forkserver")
    launcher = processes.Process(target=crash_at_every_moment, args=(tmp_path,))
    launcher.start()
    launcher.join(120)
    assert launcher.exitcode == 0
    crashed = sorted((path for path in tmp_path.iterdir() if path.name.isdigit()), key=lambda path: int(path.name))
    lengths, sealed = [], 0
    for place in crashed:
        sealed += any("-" in path.name for path in (place / "journal").iterdir())
        lengths.append(check_goes_on(place / "journal"))
    assert lengths == sorted(lengths) and set(lengths) == {BEFORE, BEFORE + 3, BEFORE + 4}
    assert 0 < sealed < len(crashed)
    print(f"\n{len(crashed) - 1} kills")


def check_goes_on(folder: Path) -> int:
    """The number of records found; afterwards all that was to be done is done, once."""
    journal = Journal(folder)
    assert journal.verify().is_whole
    length = journal.last_position()
    assert pl.concat(journal.records())["position"].to_list() == list(range(1, length + 1))
    report = journal.append_read("s", at(50), [fetched("a0", "changed"), fetched("c", "C")], 2)
    assert report.ignored == (length > BEFORE)
    position = journal.append(judged("j", "wrong"))
    assert (position is None) == (length > BEFORE + 3)
    assert [u.position for u in journal.uncoded("v1")] == [4, 7, 10, 11, 14, 15]
    journal.append(judged("k", "wrong"))
    journal.seal(2)
    assert not list(folder.glob("*.tmp")) and len(list(folder.glob("*.parquet"))) == 2
    assert journal.verify().records == journal.last_position() == BEFORE + 5
    journal.close()
    return length
