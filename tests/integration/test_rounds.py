"""A build in several rounds: the tables of one round, gone on with after a kill, and kept only where it holds."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.newsroom import Newsroom, mention, on
from tests.warehouse_tables import TAKEN, taken
from warehouse.build import BuildReport, built_tables
from warehouse.connection import connect
from warehouse.digest import digest
from warehouse.publish import PublishFailed, publish
from warehouse.versions import current_version

ROUND = 4
"""Records; a report is three: an article, the end of its read, and its coding."""


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    newsroom = Newsroom(tmp_path / "data")
    newsroom.report("a0", TAKEN, taken())
    newsroom.report("a1", TAKEN, taken())
    newsroom.report("a2", TAKEN + " So it was told.", taken(day=on(4)))
    newsroom.fetch("a1", TAKEN + " Many fled.")
    newsroom.withdraw("a0")
    newsroom.report("a3", TAKEN, taken(), taken(day=on(5), trigger="left"))
    newsroom.code("a1", [mention("a1", TAKEN, **taken(fatalities=3))])
    return newsroom


def digests(newsroom: Newsroom) -> dict[str, str]:
    connection = connect(newsroom.folder.build_file, read_only=True)
    try:
        return {table: digest(connection, table) for table in built_tables()}
    finally:
        connection.close()


def passed(report: BuildReport) -> BuildReport:
    assert [str(check) for check in report.failed] == []
    return report


@pytest.mark.parametrize("records", [1, 2, ROUND, 9])
def test_rounds_of_any_size_give_the_tables_of_one(newsroom: Newsroom, records: int) -> None:
    passed(newsroom.build(from_zero=True))
    expected = digests(newsroom)
    steps: list[tuple[str, int, int]] = []
    report = newsroom.build(from_zero=True, round_of=records, on_progress=lambda *step: steps.append(step))
    assert (passed(report).folded.after, report.folded.until) == (0, newsroom.journal.last_position())
    assert digests(newsroom) == expected
    linked = [(done, total) for step, done, total in steps if step == "link"]
    assert linked == [(done, len(linked)) for done in range(len(linked))]


KILLED = """
import os, signal, sys
from pathlib import Path
from tests.newsroom import Newsroom

def strike(step, done, _total):
    if step == sys.argv[2] and done >= int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)

Newsroom(Path(sys.argv[1])).build(round_of=int(sys.argv[4]), on_progress=strike)
"""


@pytest.mark.parametrize(("step", "done"), [("fold", 8), ("link", 6), ("pairs", 9), ("facts.fact_event", 0)])
def test_a_killed_build_is_gone_on_with_and_not_published_before(
    newsroom: Newsroom, tmp_path: Path, step: str, done: int
) -> None:
    undisturbed = Newsroom(Path(shutil.copytree(newsroom.folder.path, tmp_path / "undisturbed")))
    passed(undisturbed.build())
    command = [sys.executable, "-c", KILLED, str(newsroom.folder.path), step, str(done), str(ROUND)]
    assert subprocess.run(command, check=False, timeout=120).returncode == -9
    with pytest.raises(PublishFailed, match="stopped before its tables were made"):
        publish(newsroom.folder)
    steps: list[tuple[str, int, int]] = []
    report = passed(newsroom.build(round_of=ROUND, on_progress=lambda *step: steps.append(step)))
    assert report.folded.after > 0, "what was kept was folded again"
    assert {table.rows_before for table in report.tables} == {None}, "no build was finished before"
    assert digests(newsroom) == digests(undisturbed)
    again = passed(newsroom.build())
    assert [table.rows for table in again.tables] == [table.rows_before for table in again.tables]


def test_published_tables_stay_those_of_the_last_build_that_was_finished(newsroom: Newsroom) -> None:
    rows = {table.table: table.rows for table in passed(newsroom.build()).tables}
    for number in range(4):
        newsroom.report(f"b{number}", TAKEN, taken(day=on(6 + number)))
    newsroom.journal.close()
    command = [sys.executable, "-c", KILLED, str(newsroom.folder.path), "link", "5", str(ROUND)]
    assert subprocess.run(command, check=False, timeout=120).returncode == -9
    newsroom = Newsroom(newsroom.folder.path)
    with pytest.raises(PublishFailed):
        publish(newsroom.folder, force=True)
    report = passed(newsroom.build(round_of=ROUND))
    assert {table.table: table.rows_before for table in report.tables} == rows
    (events,) = (table for table in report.tables if table.table == "facts.fact_event")
    assert events.changes is not None and events.changes.new == 4


def broken(newsroom: Newsroom, article_id: str) -> None:
    """A report whose mention breaks its contract."""
    newsroom.fetch(article_id, TAKEN)
    newsroom.code(article_id, [mention(article_id, TAKEN, **taken()) | {"modality": "likely"}])


def recode(newsroom: Newsroom, article_id: str) -> None:
    newsroom.code(article_id, [mention(article_id, TAKEN, **taken())], coder_version="mended 1")


def withdraw(newsroom: Newsroom, article_id: str) -> None:
    newsroom.withdraw(article_id)


@pytest.mark.parametrize("mend", [recode, withdraw])
def test_what_a_later_round_mends_does_not_stop_the_build(
    newsroom: Newsroom, mend: Callable[[Newsroom, str], None]
) -> None:
    broken(newsroom, "b0")
    newsroom.report("b1", TAKEN, taken(day=on(6)))
    newsroom.report("b2", TAKEN, taken(day=on(7)))
    mend(newsroom, "b0")
    newsroom.report("b3", TAKEN, taken(day=on(8)))
    passed(newsroom.build(round_of=ROUND))
    expected = digests(newsroom)
    passed(newsroom.rebuild())
    assert digests(newsroom) == expected


def test_what_no_round_mends_publishes_nothing_and_is_gone_on_with_once_it_is(newsroom: Newsroom) -> None:
    passed(newsroom.build())
    before = current_version(newsroom.folder)
    newsroom.report("b1", TAKEN, taken(day=on(6)))
    newsroom.report("b2", TAKEN, taken(day=on(7)))
    broken(newsroom, "b0")
    newsroom.report("b3", TAKEN, taken(day=on(8)))
    for _ in range(2):
        report = newsroom.build(round_of=ROUND)
        (failed,) = report.failed
        assert (failed.table, failed.failures) == ("staging.mentions", 1)
        assert "modality" in failed.sample[0]["reason"]
        assert (report.publication, current_version(newsroom.folder)) == (None, before)
    with pytest.raises(PublishFailed):
        publish(newsroom.folder)
    recode(newsroom, "b0")
    report = passed(newsroom.build(round_of=ROUND))
    assert report.publication is not None and report.publication.is_new
    expected = digests(newsroom)
    passed(newsroom.rebuild())
    assert digests(newsroom) == expected
