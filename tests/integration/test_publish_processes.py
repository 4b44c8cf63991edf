"""Real processes against the published warehouse: readers, a writer where none should be, and kills."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.newsroom import Newsroom
from warehouse.connection import connect
from warehouse.digest import digest
from warehouse.lock import BuildHeld, Holder
from warehouse.publish import damage, published_tables
from warehouse.query import query
from warehouse.versions import current_version, versions

TEXT = "Troops shelled Riverton on Friday."
SAID = {"trigger": "shelled", "place": "3", "day": "2017-11-03", "actors": {"Troops": "SYR-MIL"}}

LONGEST_S = 60

READER = """
import sys, time, duckdb
from pathlib import Path
link, stop = Path(sys.argv[1]), Path(sys.argv[2])
seen, stopped = [], False
print("ready", flush=True)
while not stopped:
    stopped = stop.exists()
    c = duckdb.connect(str(link), read_only=True)
    one = lambda sql: c.execute(sql).fetchall()[0][0]
    number = one("select version_number from journal.publication")
    for table, rows in c.execute("select table_name, row_count from journal.published_tables").fetchall():
        assert one(f"select count(*) from {table}") == rows, (number, table)
    articles = one("select count(*) from dimensions.dim_article")
    assert one("select mention_count from facts.fact_event") == articles == number, (number, articles)
    assert not seen or number >= seen[-1], (number, seen[-1])
    seen.append(number)
    c.close()
    time.sleep(0.1)
print(len(seen), seen[-1])
"""

KEEPER = """
import sys, duckdb
c = duckdb.connect(sys.argv[1], read_only=True)
count = lambda: c.execute("select count(*) from dimensions.dim_article").fetchall()[0][0]
print(count(), flush=True)
sys.stdin.readline()
print(count(), flush=True)
"""

WRITER = """
import os, sys, duckdb
from pathlib import Path
os.chmod(Path(sys.argv[1]).resolve(), 0o600)
c = duckdb.connect(sys.argv[1])
c.execute("set checkpoint_threshold = '1TB'")
c.execute("create table facts.foreign_rows as select 1 as one")
c.execute("begin; delete from dimensions.dim_article")
print("dirty", flush=True)
sys.stdin.readline()
os._exit(1)
"""

KILLED = """
import os, random, signal, sys, time
from pathlib import Path
import pandera.strategies.base_strategies
from tests.integration.test_publish_processes import SAID, TEXT
from tests.newsroom import Newsroom
path, moments = Path(sys.argv[1]), sys.argv[2:]

def work(step_to_die_at):
    signal.alarm(20)
    def progress(step, done, total):
        if step_to_die_at in (f"{step}:{done}", f"{step}:"):
            os.kill(os.getpid(), signal.SIGKILL)
    newsroom = Newsroom(path)
    while True:
        newsroom.report(f"a{newsroom.journal.last_position()}", TEXT, SAID)
        newsroom.build(on_progress=progress)

for moment in moments:
    child = os.fork()
    if not child:
        try:
            work(moment)
        finally:
            os._exit(2)
    if not ":" in moment:
        time.sleep(float(moment))
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL, (moment, status)
    print(moment, flush=True)
    sys.stdin.readline()
"""


@contextmanager
def script(code: str, *arguments: object) -> Iterator[subprocess.Popen[str]]:
    """A Python process, ended with the block."""
    process = subprocess.Popen(
        [sys.executable, "-c", f"import signal; signal.alarm({LONGEST_S})\n{code}", *map(str, arguments)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=Path.cwd(),
    )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def line(process: subprocess.Popen[str]) -> str:
    """The next line that the process prints; its error where there is none."""
    assert process.stdout is not None and process.stderr is not None
    text = process.stdout.readline().strip()
    assert text, process.stderr.read()
    return text


def go_on(process: subprocess.Popen[str]) -> None:
    """Lets a process that waits for a line go on."""
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def publish_next(newsroom: Newsroom) -> int:
    """One article more, built and published; the version's number."""
    newsroom.report(f"a{newsroom.journal.last_position()}", TEXT, SAID)
    report = newsroom.build()
    assert report.publication is not None and report.publication.is_new
    return report.publication.number


@pytest.mark.slow
def test_readers_and_a_dirty_writer_while_ten_builds_are_published(tmp_path: Path) -> None:
    newsroom, stop = Newsroom(tmp_path / "data"), tmp_path / "stop"
    link = newsroom.folder.warehouse
    publish_next(newsroom)
    with script(KEEPER, link) as keeper:
        assert line(keeper) == "1"
        publish_next(newsroom)
        with script(WRITER, link) as writer:
            assert line(writer) == "dirty"
            third = publish_next(newsroom)
            with script(READER, link, stop) as one, script(READER, link, stop) as two:
                assert line(one) == line(two) == "ready"
                for _ in range(10 - third):
                    last = publish_next(newsroom)
                go_on(writer)
                writer.wait()
                assert (newsroom.folder.versions / "000002.duckdb.wal").exists() == (2 in numbers(newsroom))
                last = publish_next(newsroom)
                stop.touch()
                for reader in (one, two):
                    assert line(reader).split()[1] == str(last)
        go_on(keeper)
        assert line(keeper) == "1"
    assert last == 11
    assert numbers(newsroom) == list(range(7, 12))
    assert sorted(path.suffix for path in newsroom.folder.versions.iterdir()) == [".duckdb"] * 5
    tables = query(newsroom.folder, "select table_name from duckdb_tables()")["table_name"].to_list()
    assert "foreign_rows" not in tables


def numbers(newsroom: Newsroom) -> list[int]:
    """Versions that are kept."""
    return [int(path.stem) for path in versions(newsroom.folder)]


MOMENTS = ["fold:0", "facts.fact_event:", "publish:0", "publish:1", "0.4", "0.6", "0.8", "1.0"]


@pytest.mark.slow
def test_killed_at_any_moment_the_published_file_is_whole_and_the_next_run_finishes(tmp_path: Path) -> None:
    newsroom = Newsroom(tmp_path / "data")
    publish_next(newsroom)
    with script(KILLED, newsroom.folder.path, *MOMENTS) as killed:
        for moment in MOMENTS:
            assert line(killed) == moment
            assert_whole(newsroom, moment)
            go_on(killed)
        killed.wait()
    newsroom = Newsroom(newsroom.folder.path)
    publish_next(newsroom)
    assert_whole(newsroom, "the end")
    assert sorted(path.suffix for path in newsroom.folder.versions.iterdir()) == [".duckdb"] * len(numbers(newsroom))
    kept = digests(newsroom)
    newsroom.folder.build_file.unlink()
    newsroom.rebuild()
    assert digests(newsroom) == kept


def assert_whole(newsroom: Newsroom, moment: str) -> None:
    """What is published is as it was published, and agrees with itself."""
    path = current_version(newsroom.folder)
    assert path is not None, moment
    assert damage(path) is None, moment
    counts = "select count(coder_version) as coded, (select mention_count from fact_event) as told from dim_article"
    (row,) = query(newsroom.folder, counts).to_dicts()
    assert row["coded"] == row["told"], moment


def digests(newsroom: Newsroom) -> dict[str, str]:
    """Digest of every table that people see."""
    connection = connect(newsroom.folder.build_file, read_only=True)
    try:
        return {table: digest(connection, table) for table in published_tables()}
    finally:
        connection.close()


@pytest.mark.slow
def test_second_build_waits_for_the_first_or_says_who_builds(tmp_path: Path) -> None:
    newsroom = Newsroom(tmp_path / "data")
    hold = (
        "import sys, time\nfrom pathlib import Path\nfrom warehouse.lock import build_lock\n"
        "with build_lock(Path(sys.argv[1])):\n    print('held', flush=True)\n    sys.stdin.readline()\n"
    )
    with script(hold, newsroom.folder.build_lock) as first:
        assert line(first) == "held"
        told: list[int | None] = []

        def tell(who: Holder) -> None:
            told.append(who.pid)
            go_on(first)

        with pytest.raises(BuildHeld, match=str(first.pid)):
            newsroom.build()
        report = newsroom.build(wait=tell)
    assert told == [first.pid]
    assert report.passed


def test_moments_name_real_steps(tmp_path: Path) -> None:
    steps: list[str] = []
    newsroom = Newsroom(tmp_path / "data")
    newsroom.report("a1", TEXT, SAID)
    newsroom.build(on_progress=lambda step, done, total: steps.extend((f"{step}:{done}", f"{step}:")))
    assert {moment for moment in MOMENTS if ":" in moment} <= set(steps), steps
