"""A clock that is set back, and reads that overtake each other: nothing is lost, the journal keeps the order."""

import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from pipelines.config import Settings
from pipelines.sources.source import COLUMNS
from pipelines.steps.build import build_warehouse
from pipelines.steps.code import code_new
from pipelines.steps.folder import open_journal
from pipelines.steps.ingest import ingest
from tests.web_server import says, serving
from warehouse.query import query

NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)
PAGE = "<html><body><article><h1>Troops shell {0}</h1><p>{1}</p></article></body></html>"
TEXT = "Government troops shelled the town of {0} on Monday, killing three people, a local official said. " * 3


def write(settings: Settings, name: str, *towns: str) -> None:
    """A file of the inbox; its articles are named by the file."""
    lines = [
        json.dumps({"url": f"https://wire.example/{name}/{number}", "text": TEXT.format(town)})
        for number, town in enumerate(towns)
    ]
    (settings.inbox_folder / f"{name}.jsonl").write_text("\n".join(lines) + "\n")


def events(settings: Settings, table: str = "fact_event") -> list[tuple[object, ...]]:
    return query(
        open_journal(settings)[0], f"select event_id, place_id, mention_count from {table} order by all"
    ).rows()


def run(settings: Settings) -> None:
    code_new(settings)
    assert build_warehouse(settings).passed


def test_what_comes_after_the_clock_went_back_is_read_and_told_in_order(settings: Settings) -> None:
    folder, journal = open_journal(settings)
    with serving(page=says(PAGE.format("Azaz", TEXT.format("Azaz")))) as site:
        row = dict.fromkeys(COLUMNS, "") | {"id": "site", "kind": "page", "address": site.url("/page")}
        (folder.path / "sources.csv").write_text(",".join(COLUMNS) + "\n" + ",".join(row.values()) + "\n")
        settings = settings.model_copy(update={"allow_private_hosts": (site.host,), "seconds_between_requests": 0.0})
        with time_machine.travel(NOON):
            write(settings, "first", "Manbij")
            assert [report.new for report in ingest(settings)] == [1, 1]
            run(settings)
        before, ended = events(settings), journal.read([journal.last_position()])[0].recorded_at
        with time_machine.travel(NOON - timedelta(hours=1)):
            write(settings, "second", "Idlib")
            site.pages["/page"] = says(PAGE.format("Palmyra", TEXT.format("Palmyra")))
            assert [report.new for report in ingest(settings)] == [1, 1]
            assert [report.new for report in ingest(settings)] == [0, 0]
            run(settings)
    records = journal.read(range(1, journal.last_position() + 1))
    recorded = [record.recorded_at for record in records]
    assert recorded == sorted(recorded)
    for source in ("inbox", "site"):
        read = [record.observed_at for record in records if record.stream == f"source/{source}"]
        assert read == sorted(set(read)), source
    told = events(settings)
    assert len(told) == 3 and told != before
    assert query(folder, "select count(*) from dim_article where version_count = 2").item() == 1
    assert events(settings, f"events_as_of('{ended}'::timestamptz)") == before
    assert events(settings, f"events_as_of('{recorded[-1]}'::timestamptz)") == told
    assert build_warehouse(settings, from_scratch=True).passed
    assert events(settings) == told


def test_file_of_a_read_that_was_overtaken_is_read_again(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    _, journal = open_journal(settings)
    write(settings, "first", "Manbij")
    with time_machine.travel(NOON):
        slow = journal.begin_read("inbox")
        ingest(settings)
        write(settings, "second", "Idlib")
    monkeypatch.setattr(type(journal), "begin_read", lambda *_: slow)
    assert [report.new for report in ingest(settings)] == [0]
    monkeypatch.undo()
    assert [report.new for report in ingest(settings)] == [1]
