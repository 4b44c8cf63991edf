"""A source larger than memory should hold is stored in parts, and reading it again changes nothing."""

import json
from pathlib import Path

import pytest

from pipelines.config import Settings
from pipelines.steps import ingest as ingesting
from pipelines.steps.folder import open_journal
from pipelines.steps.ingest import ingest
from tests.growth import assert_linear

TEXT = "The army retook the town of Alpha on Friday after a battle of three days."


def rows(folder: Path, *ids: int) -> Path:
    path = folder / "rows.jsonl"
    path.write_text(
        "".join(json.dumps({"id": number, "text": f"{TEXT} {line}"}) + "\n" for line, number in enumerate(ids))
    )
    return path


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingesting, "PART_CHARACTERS", 250)


def test_parts_hold_all_and_a_second_read_changes_nothing(
    settings: Settings, tmp_path: Path, small_parts: None
) -> None:
    path = rows(tmp_path, *range(8))
    (first,) = ingest(settings, [path])
    assert (first.read, first.new, first.unchanged, first.rejected) == (8, 8, 0, 0)
    _, journal = open_journal(settings)
    assert len(journal.segments()) > 1
    (second,) = ingest(settings, [path])
    assert (second.read, second.new, second.unchanged) == (8, 0, 8)


def test_an_article_that_stands_in_two_parts_is_stored_once(
    settings: Settings, tmp_path: Path, small_parts: None
) -> None:
    path = rows(tmp_path, 1, 2, 3, 4, 5, 6, 1, 2)
    assert [report.new for report in ingest(settings, [path])] == [6]
    assert [report.new for report in ingest(settings, [path])] == [0]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_every_read_is_closed(settings: Settings, tmp_path: Path, small_parts: None, count: int) -> None:
    (report,) = ingest(settings, [rows(tmp_path, *range(count))])
    _, journal = open_journal(settings)
    assert (report.read, journal.last_read(report.source_id) is not None) == (count, True)


def test_cost_of_an_inbox_grows_with_its_files(tmp_path: Path) -> None:
    def filled(size: int) -> Settings:
        settings = Settings(data_folder=tmp_path / str(size))
        settings.inbox_folder.mkdir(parents=True)
        for number in range(size):
            text = f"Rebels seized the town of Azaz on Monday, witness {number} said."
            (settings.inbox_folder / f"{number}.txt").write_text(f"Rebels seize Azaz\n\nMarch 2, 2026\n\n{text}\n")
        return settings

    boxes = {size: filled(size) for size in (100, 1000, 4000)}

    def read_twice(size: int) -> None:
        new, unchanged = ingest(boxes[size])[0], ingest(boxes[size])[0]
        assert (new.new, unchanged.unchanged) == (size, size)

    assert_linear(read_twice, small=1000, large=4000)
