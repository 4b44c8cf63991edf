"""Coding in several processes gives what one gives, in the same order, also when a worker is killed."""

import os
import signal
import threading
from contextlib import suppress
from pathlib import Path

import polars as pl
import pytest

from pipelines.coding.batch import joined
from pipelines.coding.pool import WorkersDied, coded_chunks
from pipelines.files import article_frame

TEXT = "Government troops shelled the town of Idlib on Tuesday, killing {} people, a monitor said."


def chunks(count: int, size: int = 3) -> list[pl.DataFrame]:
    rows = [{"article_id": f"a{number}", "text": TEXT.format(number + 2)} for number in range(count * size)]
    return [article_frame(rows[start : start + size]) for start in range(0, len(rows), size)]


def workers() -> list[int]:
    """Processes of the pool, by their command line."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            command = (entry / "cmdline").read_text()
        except (OSError, IndexError):
            continue
        if parent == os.getpid() and "spawn_main" in command:
            found.append(int(entry.name))
    return found


def test_pool_gives_what_one_process_gives(settings):
    one, two = (joined(list(coded_chunks(chunks(4), settings.cache_folder, workers))) for workers in (1, 2))
    assert one.mentions.height >= 12
    for name in ("mentions", "places", "actors", "times", "claims", "set_aside"):
        assert getattr(one, name).equals(getattr(two, name))


def test_no_articles_give_no_chunks(settings):
    assert list(coded_chunks([], settings.cache_folder, 2)) == []


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="the pool's processes are found in /proc")
def test_chunks_of_a_killed_worker_are_coded_again(settings):
    expected = joined(list(coded_chunks(chunks(6), settings.cache_folder, 1)))
    parts = []
    for part in coded_chunks(chunks(6), settings.cache_folder, 2):
        parts.append(part)
        if len(parts) == 1:
            os.kill(workers()[0], signal.SIGKILL)
    assert joined(parts).mentions.equals(expected.mentions)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="the pool's processes are found in /proc")
def test_workers_that_die_again_and_again_end_in_an_error(settings):
    stop = threading.Event()

    def kill_all() -> None:
        while not stop.wait(0.05):
            for pid in workers():
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)

    killer = threading.Thread(target=kill_all)
    killer.start()
    try:
        with pytest.raises(WorkersDied, match="workers = 1"):
            list(coded_chunks(chunks(3), settings.cache_folder, 2))
    finally:
        stop.set()
        killer.join()
