"""What a build costs: all from zero, and a night's articles on a history and on nothing; what the questions of
docs/questions.md take on it.

Run `python -m tests.benchmarks.bench_warehouse [ARTICLES...] [--night ARTICLES]`. Seconds are of processor time; the
floor is DuckDB making the published tables from Parquet files of the same rows.
"""

import argparse
import resource
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import polars as pl

from pipelines.steps.build import reference_frames, rules
from tests.benchmarks.made_news import News, tell
from tests.pages import DOCS, QUESTION
from warehouse.build import BuildReport, build
from warehouse.connection import connect
from warehouse.contents import published_tables
from warehouse.folder import DataFolder
from warehouse.journal.journal import Journal
from warehouse.query import query

SIZES = (10_000, 30_000, 100_000)
NIGHT = 10_000


class Watch:
    """Seconds of processor time by step of a build."""

    def __init__(self) -> None:
        self.steps: dict[str, float] = {}
        self._step, self._since = "begin", time.process_time()

    def __call__(self, step: str, _done: int, _total: int) -> None:
        now = time.process_time()
        self.steps[self._step] = self.steps.get(self._step, 0.0) + now - self._since
        self._step, self._since = step, now

    def finish(self) -> float:
        """Ends the last step; all seconds."""
        self("end", 0, 0)
        return sum(self.steps.values())


def built(folder: DataFolder, journal: Journal) -> tuple[float, Watch, BuildReport]:
    """Builds and publishes; the processor's seconds, and those of each step."""
    watch = Watch()
    reference = reference_frames() | {"active_coder": pl.DataFrame({"coder": ["rules"]})}
    report = build(folder, journal, rules(), reference=reference, on_progress=watch)
    seconds = watch.finish()
    assert report.passed, [str(check) for check in report.failed]
    return seconds, watch, report


def floor(folder: DataFolder) -> float:
    """Seconds that DuckDB takes to make the published tables from Parquet files of the same rows."""
    with tempfile.TemporaryDirectory() as place, closing(connect(folder.warehouse, read_only=True)) as source:
        for table in published_tables():
            source.execute(f"copy {table} to '{place}/{table}.parquet' (format parquet)")
        start = time.process_time()
        with closing(connect(Path(place) / "floor.duckdb")) as target:
            for table in published_tables():
                target.execute(f"create table \"{table}\" as from read_parquet('{place}/{table}.parquet')")
        return time.process_time() - start


def questions(folder: DataFolder) -> list[tuple[float, float]]:
    """Seconds of the clock and of the processor that each question takes, with a connection of its own: the best of
    three."""
    asked = [found[1] for found in QUESTION.finditer((DOCS / "questions.md").read_text())]
    return [min(_seconds(folder, sql) for _ in range(3)) for sql in asked]


def _seconds(folder: DataFolder, sql: str) -> tuple[float, float]:
    clock, processor = time.perf_counter(), time.process_time()
    query(folder, sql)
    return time.perf_counter() - clock, time.process_time() - processor


def say(what: str, seconds: float, watch: Watch, least: float = 0.02) -> None:
    """One line for the whole, and one for each step that takes a share of it."""
    print(f"{what:<44} {seconds:8.2f} s")
    for step, spent in sorted(watch.steps.items(), key=lambda item: -item[1]):
        if spent >= least * seconds:
            print(f"    {step:<40} {spent:8.2f} s")


def measure(articles: int, night_of: int, root: Path, told: Callable[[str], None]) -> None:
    """All figures of one size."""
    folder = DataFolder(root).ensure()
    news = News()
    with closing(Journal(folder.journal)) as journal:
        tell(journal, news, articles)
        told(f"\n{articles:,} articles")
        whole, watch, report = built(folder, journal)
        say("from zero", whole, watch)
        least = floor(folder)
        mentions = next(table.rows for table in report.tables if table.table == "facts.fact_mention")
        size, inner = folder.warehouse.stat().st_size, folder.build_file.stat().st_size
        told(f"{'floor: Parquet to tables':<44} {least:8.2f} s: {whole / least:.1f} times")
        asked = questions(folder)
        clock, processor = (max(side) * 1000 for side in zip(*asked, strict=True))
        told(f"{len(asked)} questions: at most {clock:.0f} ms of the clock, {processor:.0f} of the processor")
        told(f"{mentions:,} mentions: {size / mentions:,.0f} bytes each published, {inner / mentions:,.0f} to build")
        tell(journal, news, night_of)
        night, watch, _ = built(folder, journal)
        say(f"a night of {night_of:,} on it", night, watch)
    empty = DataFolder(root / "empty").ensure()
    with closing(Journal(empty.journal)) as journal:
        tell(journal, News(2), night_of)
        alone, watch, _ = built(empty, journal)
        say(f"a night of {night_of:,} on nothing", alone, watch)
    told(f"{night / alone:.2f} times; {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.1f} GiB at most")


if __name__ == "__main__":
    asked = argparse.ArgumentParser()
    asked.add_argument("articles", nargs="*", type=int, default=SIZES)
    asked.add_argument("--night", type=int, default=NIGHT)
    given = asked.parse_args()
    for size in given.articles:
        with tempfile.TemporaryDirectory() as place:
            measure(size, given.night, Path(place), print)
