"""What publishing costs, and how soon a new connection sees what was published.

A reader in a process of its own opens the link again and again. A swap is timed from the moment at which the new
version lies finished on the disk, just before the link is turned, to the first connection that sees it.

Run `python -m tests.benchmarks.bench_publish [FOLDER [ROWS]]`; FOLDER says which disk, ROWS how many the large file
holds (default 10 million). Nothing here is asserted.
"""

import multiprocessing as mp
import os
import statistics
import sys
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path

import duckdb

from tests.newsroom import Newsroom
from warehouse import publish as publishing
from warehouse.connection import connect
from warehouse.contents import Contents
from warehouse.folder import DataFolder
from warehouse.publish import publish
from warehouse.versions import turn_link

SWAPS = 20
TEXT = "Troops shelled Riverton on Friday."


def watch(link: Path, seen: Connection) -> None:
    """Opens the link until it is told to stop; sends the instant at which each version was first seen."""
    last = 0
    while not seen.poll():
        connection = duckdb.connect(str(link), read_only=True)
        ((number,),) = connection.sql("select version_number from journal.publication").fetchall()
        now = time.monotonic()
        connection.close()
        if number != last:
            seen.send((number, now))
            last = number


def measure(folder: DataFolder, swaps: int) -> None:
    """Publishes again and again, and prints what each part took."""
    publish(folder)
    ours, theirs = mp.get_context("spawn").Pipe()
    reader = mp.get_context("spawn").Process(target=watch, args=(folder.warehouse, theirs))
    reader.start()
    ours.recv()
    turned: list[float] = []

    def timed_turn(folder: DataFolder, version: Path) -> None:
        turned.append(time.monotonic())
        turn_link(folder, version)

    publishing.turn_link = timed_turn
    wholes, worked, swapped = [], [], []
    for _ in range(swaps):
        started, processor = time.monotonic(), time.process_time()
        publication = publish(folder, force=True)
        wholes.append(time.monotonic() - started)
        worked.append(time.process_time() - processor)
        number, visible = ours.recv()
        assert number == publication.number
        swapped.append(visible - turned[-1])
    publishing.turn_link = turn_link
    ours.send("stop")
    reader.join()
    size = folder.warehouse.stat().st_size
    print(f"{size / 2**20:.0f} MiB, {swaps} times, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    say("swap to visible", swapped)
    say("whole publish (digests, copy, check, flush, swap)", wholes)
    say("processor time of it", worked)
    opened = []
    for _ in range(swaps):
        started = time.monotonic()
        connect(folder.warehouse, read_only=True).close()
        opened.append(time.monotonic() - started)
    say("a connection, where nothing is published", opened)


def say(what: str, seconds: list[float]) -> None:
    """One line: the median and the slowest."""
    print(f"  {what:<52} {statistics.median(seconds) * 1000:9.1f} ms   (slowest {max(seconds) * 1000:.1f})")


def grow(folder: DataFolder, rows: int) -> None:
    """Makes a table of the build file large; it is published as it is."""
    connection = connect(folder.build_file)
    connection.execute(
        "insert into facts.fact_mention by name "
        "select mention_id || n as mention_id, * exclude (mention_id, trigger_text, n), md5(n::varchar) as trigger_text"
        f" from facts.fact_mention, range({rows}) as numbers (n)"
    )
    Contents(connection).count("facts.fact_mention")
    connection.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(dir=sys.argv[1] if len(sys.argv) > 1 else None) as place:
        newsroom = Newsroom(Path(place) / "data")
        newsroom.report("a1", TEXT, {"trigger": "shelled", "place": "3", "day": "2017-11-03"})
        newsroom.build()
        measure(newsroom.folder, SWAPS)
        grow(newsroom.folder, int(sys.argv[2]) if len(sys.argv) > 2 else 10_000_000)
        measure(newsroom.folder, 3)
