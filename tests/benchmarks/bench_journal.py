"""What the journal costs: appends against a bare durable file, reads against bare Parquet, lookups at 100,000 records.

Run `python -m tests.benchmarks.bench_journal [FOLDER]`; FOLDER says which disk. Nothing here is asserted.
"""

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq

from schemas.journal import Draft
from tests.journal_drafts import at, coded, fetched
from warehouse.journal.journal import Journal

RECORDS = 100_000
BATCH = 1_000
WORDS = [f"word{n}" for n in range(5_000)]
CHANCE = random.Random(1)  # noqa: S311


def timed(act: Callable[[], object]) -> float:
    """Milliseconds that a call takes."""
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def say(what: str, times: list[float]) -> None:
    """One line: the median and the slowest."""
    print(f"{what:<58} {statistics.median(times):9.2f} ms   (slowest {max(times):.2f}, {len(times)} times)")


def durable_file(folder: Path, content: bytes) -> None:
    """What any append has to do at the least: a new file and its name on the disk."""
    with (folder / f"{time.perf_counter_ns()}").open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    descriptor = os.open(folder, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)


def text() -> str:
    """About three kilobytes that do not compress away."""
    return " ".join(CHANCE.choices(WORDS, k=350))


def batch(start: int, size: int) -> list[Draft]:
    """Articles that the journal has not seen."""
    return [fetched(f"a{i}", text()) for i in range(start, start + size)]


def appends(root: Path) -> Journal:
    """Time appends, in turn with what any append has to do, and leave a journal of 100,000 records."""
    bare, single = [], []
    (root / "bare").mkdir()
    journal = Journal(root / "journal")

    def append(drafts: list[Draft], minute: int) -> float:
        return timed(lambda: journal.append_read("s", at(minute), drafts, len(drafts)))

    for n in range(200):
        content = text().encode()
        bare.append(timed(lambda content=content: durable_file(root / "bare", content)))  # type: ignore[misc]
        single.append(append(batch(n, 1), n))
    say("bare file of 3 kB, fsync, fsync of the folder", bare)
    say("append of 1 article (and its source_read)", single)
    starts = range(200, RECORDS, BATCH)
    say(f"append of {BATCH} articles", [append(batch(start, BATCH), start) for start in starts])
    known = [fetched(f"a{i}", "the last word") for i in range(200, 200 + BATCH)]
    append(known, RECORDS + BATCH)
    say(f"append of {BATCH} unchanged articles", [append(known, RECORDS + BATCH + n) for n in range(1, 21)])
    later = [append(batch(RECORDS + BATCH + n, 1), RECORDS + 2 * BATCH + n) for n in range(100)]
    say(f"append of 1 article at {journal.last_position()} records", later)
    return journal


def lookups(journal: Journal) -> None:
    """Time what the index answers."""
    say("head of one article", [timed(lambda i=i: journal.head(f"a{i}")) for i in range(300)])  # type: ignore[misc]
    say("uncoded, first 100", [timed(lambda: journal.uncoded("v1", 100)) for _ in range(100)])
    say("uncoded, all", [timed(lambda: journal.uncoded("v1")) for _ in range(3)])
    times = []
    while due := journal.uncoded("v1", 5 * BATCH):
        drafts = [coded(u.article_id, u.position) for u in due]
        times.append(timed(lambda d=drafts: journal.append_coded(d)))  # type: ignore[misc]
    say(f"append of {5 * BATCH} codings", times)
    say("uncoded, when all is coded", [timed(lambda: journal.uncoded("v1")) for _ in range(100)])
    say("read one record", [timed(lambda i=i: journal.read([1000 + i * 37])) for i in range(100)])  # type: ignore[misc]


def folder_work(journal: Journal) -> None:
    """Time reading all, sealing, proving, and making the index anew."""
    size = sum(path.stat().st_size for path in journal.folder.iterdir())
    print(f"{journal.last_position()} records, {size / 2**20:.0f} MiB, {len(list(journal.folder.iterdir()))} files")
    say("all records", [timed(lambda: [frame.height for frame in journal.records()]) for _ in range(3)])
    paths = [segment.path for segment in journal.segments()]
    say(
        "the same files by bare Parquet",
        [timed(lambda: [pq.read_table(path).num_rows for path in paths]) for _ in range(3)],
    )
    say("seal", [timed(lambda: journal.seal(8))])
    print(f"{len(journal.segments())} segments afterwards")
    say("all records, sealed", [timed(lambda: [frame.height for frame in journal.records()]) for _ in range(3)])
    say("read one record, sealed", [timed(lambda i=i: journal.read([1000 + i * 37])) for i in range(100)])  # type: ignore[misc]
    say("verify", [timed(journal.verify)])
    journal.close()
    (journal.folder.parent / "index.sqlite").unlink()
    say("index made anew", [timed(lambda: Journal(journal.folder).last_position())])
    say(
        "opening with an index, and one question",
        [timed(lambda: Journal(journal.folder).last_position()) for _ in range(20)],
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(dir=sys.argv[1] if len(sys.argv) > 1 else None) as place:
        made = appends(Path(place))
        lookups(made)
        folder_work(made)
