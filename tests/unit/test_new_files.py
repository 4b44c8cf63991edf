"""Which files are read again: those that changed, those whose readers changed, and those with something refused."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pipelines.config import Settings
from pipelines.sources.folder import read_folder
from pipelines.sources.new_files import NewFiles, day_of
from pipelines.sources.visits import Visits
from pipelines.steps.ingest import dated_files, ingest, ingest_days

SEEN = datetime(2020, 3, 5, tzinfo=UTC)
LINE = '{{"title": "Report {0}", "text": "Rebels seized the town of Azaz on Monday, {0} said.", "url": "https://n.example/{0}"}}\n'


def read(folder: Path, visits: Path, reader: str = "r1", days: tuple[date, date] | None = None) -> tuple[int, int]:
    """How many documents were read, and how many counted as unchanged."""
    known = Visits(visits, "s")
    found = list(read_folder(folder, "s", SEEN, choice=NewFiles(known, reader, days)))
    known.commit()
    return len(found), known.unchanged


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "box"
    folder.mkdir()
    (folder / "2017-11-03.jsonl").write_text(LINE.format(1) + LINE.format(2))
    (folder / "2017-11-04.jsonl").write_text(LINE.format(3))
    return folder


def test_only_changed_files_are_read_again(folder: Path, tmp_path: Path) -> None:
    visits = tmp_path / "visits.sqlite"
    assert read(folder, visits) == (3, 0)
    assert read(folder, visits) == (0, 3)
    with (folder / "2017-11-04.jsonl").open("a") as file:
        file.write(LINE.format(4))
    assert read(folder, visits) == (2, 2)
    assert read(folder, visits, reader="r2") == (4, 0)
    visits.unlink()
    assert read(folder, visits, reader="r2") == (4, 0)


def test_files_of_other_days_are_passed_over(folder: Path, tmp_path: Path) -> None:
    day = date(2017, 11, 3)
    assert read(folder, tmp_path / "visits.sqlite", days=(day, day)) == (2, 0)
    assert read(folder, tmp_path / "visits.sqlite", days=(day, date(2017, 12, 1))) == (1, 2)


def test_file_with_something_refused_is_told_of_each_time(tmp_path: Path) -> None:
    settings = Settings(data_folder=tmp_path / "data")
    settings.inbox_folder.mkdir(parents=True)
    (settings.inbox_folder / "good.jsonl").write_text(LINE.format(1))
    (settings.inbox_folder / "bad.jsonl").write_text(LINE.format(2) + "no record\n")
    first, second = (ingest(settings)[0] for _ in range(2))
    assert (first.read, first.new, first.rejected) == (3, 2, 1)
    assert (second.read, second.new, second.unchanged) == (3, 0, 3)
    assert first.refused == second.refused and "bad.jsonl" in second.refused[0]


def test_dated_files_are_read_by_day_and_once(tmp_path: Path, folder: Path) -> None:
    settings = Settings(data_folder=tmp_path / "data")
    settings.data_folder.mkdir()
    folder.rename(settings.data_folder / "archive")
    days = [date(2017, 11, 3), date(2017, 11, 4)]
    assert list(dated_files(settings, only_new=True)) == days
    (report,) = ingest_days(settings, days[0], days[0])
    assert (report.source_id, report.new) == ("archive", 2)
    assert list(dated_files(settings, only_new=True)) == days[1:]
    assert list(dated_files(settings)) == days
    assert [(report.new, report.unchanged) for report in ingest(settings) if report.source_id == "archive"] == [(1, 2)]
    assert not dated_files(settings, only_new=True)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2017-11-03.jsonl.gz", date(2017, 11, 3)),
        ("CC-NEWS-20171103104512-00012.warc.gz", date(2017, 11, 3)),
        ("wire_2017_11_03", date(2017, 11, 3)),
        ("20171103", date(2017, 11, 3)),
        ("99999999-20171103.warc", date(2017, 11, 3)),
        ("20171303.jsonl", None),
        ("2017-11_03.jsonl", None),
        ("120171103.jsonl", None),
        ("notes.txt", None),
    ],
)
def test_day_is_read_from_the_name(name: str, day: date | None) -> None:
    assert day_of(name) == day
