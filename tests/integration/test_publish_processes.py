"""Real processes against the published warehouse: readers, writers where none should be, a second build."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.newsroom import Newsroom
from tests.readers import OLDER_PYTHON, PATIENCE_S, TABLES, Reader, reading
from warehouse.lock import BuildHeld, Holder
from warehouse.versions import versions

TEXT = "Troops shelled Riverton on Friday."
SAID = {"trigger": "shelled", "place": "3", "day": "2017-11-03", "actors": {"Troops": "SYR-MIL"}}

LONGEST_S = 600
BUILDS = 50

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


@contextmanager
def script(code: str, *arguments: object, python: str = sys.executable) -> Iterator[subprocess.Popen[str]]:
    """A Python process, ended with the block."""
    process = subprocess.Popen(
        [python, "-c", f"import signal; signal.alarm({LONGEST_S})\n{code}", *map(str, arguments)],
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
def test_eight_readers_and_two_dirty_writers_while_fifty_builds_are_published(tmp_path: Path) -> None:
    newsroom, stop = Newsroom(tmp_path / "data"), tmp_path / "stop"
    link = newsroom.folder.warehouse

    def reader(name: str, keeps: bool, number: int = 0) -> Reader:
        (place := tmp_path / f"{number}").mkdir(exist_ok=True)
        started = stack.enter_context(reading(name, link, stop, keeps, place))
        started.wait_for_an_answer()
        return started

    with ExitStack() as stack:
        publish_next(newsroom)
        keepers = [reader(name, True) for name in ("python", "command line", "node")]
        publish_next(newsroom)
        writers = [dirty_writer(stack, link, sys.executable)]
        publish_next(newsroom)
        writers.append(dirty_writer(stack, link, OLDER_PYTHON))
        publish_next(newsroom)
        openers = [reader(name, False) for name in ("python", "older python", "command line", "node")]
        openers.append(reader("command line", False, 1))
        while (last := publish_next(newsroom)) < BUILDS:
            assert [each.errors() for each in (*keepers, *openers) if each.process.poll() is not None] == []
            if last == BUILDS // 2:
                for writer in writers:
                    go_on(writer)
                    writer.wait()
        stop.touch()
        for each in (*keepers, *openers):
            assert each.process.wait(PATIENCE_S) == 0, each.errors()
            assert each.printed.with_suffix(".err").read_text() == ""
    for each in keepers:
        assert set(versions_seen(each)) == {1}, each.name
    for each in openers:
        assert [each.name for answer in each.answers() if not answer.before <= answer.version <= answer.after] == []
        seen = versions_seen(each)
        assert seen == sorted(seen) and seen[-1] == BUILDS and len(set(seen)) > 5, each.name
    assert numbers(newsroom) == list(range(BUILDS - 4, BUILDS + 1))
    suffixes = [".duckdb"] * 5 + [".sha256"] * 5
    assert sorted(path.suffix for path in newsroom.folder.versions.iterdir()) == suffixes
    assert sorted(path.name for path in newsroom.folder.path.glob("*.duckdb*")) == ["build.duckdb", "warehouse.duckdb"]


def dirty_writer(stack: ExitStack, link: Path, python: str) -> subprocess.Popen[str]:
    """A client that has written to the newest version, and goes on to hold more that it has not committed."""
    writer = stack.enter_context(script(WRITER, link, python=python))
    assert line(writer) == "dirty"
    return writer


def versions_seen(reader: Reader) -> list[int]:
    """Versions in the order in which they were seen, each of them whole and with no row of another."""
    answers = reader.answers()
    for answer in answers:
        assert answer.articles == answer.mentions == answer.version, (reader.name, answer)
        assert (answer.changed_tables, answer.tables) == (0, TABLES), (reader.name, answer)
    return [answer.version for answer in answers]


def numbers(newsroom: Newsroom) -> list[int]:
    """Versions that are kept."""
    return [int(path.stem) for path in versions(newsroom.folder)]


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
