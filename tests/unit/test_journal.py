"""What the journal answers, and what it refuses."""

import json
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import polars as pl
import pytest

from schemas import journal as schema
from schemas.journal import Draft, PayloadError
from tests.journal_drafts import START, at, coded, fetched, judged, rejected, withdrawn
from warehouse.journal.journal import BatchReport, Journal, UnknownArticle, UnknownPosition


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "journal")


def answers(journal: Journal) -> list[object]:
    """Everything that comes from the index."""
    return [
        journal.last_position(),
        [journal.uncoded(coder) for coder in ("v1", "v2")],
        [journal.head(article) for article in "abcd"],
        [journal.last_read(source) for source in "st"],
        [journal.as_of(at(minute)) for minute in range(8)],
        [(s.first_position, s.last_position) for s in journal.segments()],
    ]


def filled(folder: Path) -> Journal:
    ticks = iter(range(1000))
    journal = Journal(folder, clock=lambda: at(next(ticks)))
    journal.append_read("s", at(1), [fetched("a", "A"), fetched("b", "B"), rejected("d", "?")], 3)
    journal.append_coded([coded("a", 1)])
    journal.append_read("s", at(2), [fetched("a", "A2"), fetched("c", "C")], 2)
    journal.append(withdrawn("b"))
    journal.append_read("t", at(2), [], 0)
    journal.append_coded([coded("c", 7), coded("c", 7, "v2")])
    return journal


def test_same_input_twice_changes_nothing(journal: Journal) -> None:
    batch = [fetched("a", "A"), rejected("b", "?")]
    assert journal.append_read("s", at(1), batch, 2) == BatchReport(1, 0, 1, False, 1, 3)
    assert journal.append_read("s", at(1), batch, 2) == BatchReport(0, 0, 0, True, None, None)
    assert journal.append_read("s", at(0), [fetched("c", "C")], 1).ignored
    assert journal.last_position() == 3


def test_later_read_of_the_same_stores_only_that_it_was_read(journal: Journal) -> None:
    batch = [fetched("a", "A"), rejected("b", "?")]
    journal.append_read("s", at(1), batch, 2)
    assert journal.append_read("s", at(2), batch, 2) == BatchReport(0, 2, 0, False, 4, 4)
    assert journal.read([4])[0].payload["counts"] == {"read": 2, "new": 0, "unchanged": 2, "rejected": 0}


def test_article_that_changes_and_changes_back_is_three_records(journal: Journal) -> None:
    for minute, text in enumerate("ABA"):
        assert journal.append_read("s", at(minute), [fetched("a", text)], 1).new == 1


def test_drafts_of_one_batch_are_compared_with_one_another(journal: Journal) -> None:
    batch = [fetched("a", text) for text in "AABBA"]
    report = journal.append_read("s", at(0), batch, 5)
    assert (report.new, report.unchanged) == (3, 2)


def test_article_of_another_kind_with_the_same_hash_differs(journal: Journal) -> None:
    was = fetched("a", "A")
    journal.append_read("s", at(0), [was], 1)
    refused = rejected("a", "A")
    same_hash = Draft(refused.stream, refused.kind, refused.observed_at, was.content_hash, refused.payload)
    assert journal.append_read("s", at(1), [same_hash], 1).rejected == 1


def test_sources_do_not_hold_each_other_back(journal: Journal) -> None:
    journal.append_read("s", at(9), [], 0)
    assert not journal.append_read("t", at(1), [fetched("a", "A", "t")], 1).ignored


def test_draft_of_another_source_or_kind_is_refused(journal: Journal) -> None:
    with pytest.raises(PayloadError, match="which was read"):
        journal.append_read("s", at(0), [fetched("a", "A", "t")], 1)
    with pytest.raises(PayloadError, match="article_fetched or article_rejected"):
        journal.append_read("s", at(0), [withdrawn("a")], 1)
    with pytest.raises(PayloadError, match="article_coded"):
        journal.append_coded([fetched("a", "A")])
    with pytest.raises(PayloadError, match="judgement"):
        journal.append(coded("a", 1))
    with pytest.raises(PayloadError, match="read_at"):
        journal.append_read("s", datetime(2026, 1, 1), [], 0)  # noqa: DTZ001
    assert journal.last_position() == 0


def test_coding_waits_for_the_latest_version_only(journal: Journal) -> None:
    journal.append_read("s", at(0), [fetched("a", "A"), fetched("b", "B"), rejected("c", "?")], 3)
    assert [(u.position, u.article_id) for u in journal.uncoded("v1")] == [(1, "a"), (2, "b")]
    assert journal.append_coded([coded("a", 1), coded("a", 1)]).skipped == 1
    journal.append_read("s", at(1), [fetched("b", "B2")], 1)
    assert journal.append_coded([coded("b", 2), coded("a", 1)]).coded == 0
    assert [u.position for u in journal.uncoded("v1")] == [6]
    journal.append(withdrawn("b"))
    assert journal.uncoded("v1") == []
    assert [u.article_id for u in journal.uncoded("v2", limit=5)] == ["a"]


def test_returned_article_waits_for_coding_again(journal: Journal) -> None:
    journal.append_read("s", at(0), [fetched("a", "A")], 1)
    journal.append_coded([coded("a", 1)])
    journal.append(withdrawn("a"))
    journal.append_read("s", at(1), [fetched("a", "A")], 1)
    assert [u.position for u in journal.uncoded("v1")] == [5]


def test_coding_of_an_unknown_or_mismatched_article_is_skipped(journal: Journal) -> None:
    journal.append_read("s", at(0), [fetched("a", "A"), fetched("b", "B")], 2)
    assert journal.append_coded([coded("nobody", 1), coded("a", 2), coded("b", 1), coded("s", 3)]).skipped == 4
    assert journal.append(withdrawn("a")) == 4
    assert journal.append_coded([coded("a", 4), coded("a", 1)]).skipped == 2


def test_much_coded_is_passed_over_but_nothing_uncoded_is(journal: Journal) -> None:
    """Past a thousand coded articles the index remembers where to begin; what comes later is still found."""
    batch = [fetched(f"a{i}", "A") for i in range(1500)]
    journal.append_read("s", at(0), batch, 1500)
    journal.append_coded([coded(f"a{i}", i + 1) for i in range(1500) if i != 1200])
    for _ in range(2):
        assert [u.article_id for u in journal.uncoded("v1")] == ["a1200"]
    journal.append_read("s", at(1), [fetched("a3", "A2")], 1)
    assert [u.article_id for u in journal.uncoded("v1")] == ["a1200", "a3"]
    journal.append_coded([coded("a1200", 1201), coded("a3", 3001)])
    assert journal.uncoded("v1") == []
    journal.append_read("s", at(2), [fetched("a5", "A2")], 1)
    assert [u.article_id for u in journal.uncoded("v1")] == ["a5"]
    assert len(journal.uncoded("v2")) == 1500


def test_withdrawal_of_an_unknown_article_is_an_error(journal: Journal) -> None:
    with pytest.raises(UnknownArticle, match="article/a"):
        journal.append(withdrawn("a"))


def test_withdrawing_twice_changes_nothing(journal: Journal) -> None:
    journal.append_read("s", at(0), [fetched("a", "A")], 1)
    assert journal.append(withdrawn("a")) == 3
    assert journal.append(withdrawn("a", "for another reason")) is None
    assert journal.last_position() == 3


def test_judgement_is_stored_once_and_can_be_taken_back(journal: Journal) -> None:
    told = [journal.append(judged("j", verdict)) for verdict in ("wrong", "wrong", "taken_back", "wrong")]
    assert told == [1, None, 2, 3]


def test_recorded_at_never_decreases_when_the_clock_goes_back(tmp_path: Path) -> None:
    hours = iter([5, 3, 4, 9])
    journal = Journal(tmp_path / "journal", clock=lambda: START + timedelta(hours=next(hours)))
    for verdict in ("wrong", "taken_back", "wrong", "taken_back"):
        journal.append(judged("j", verdict))
    recorded = [record.recorded_at for record in journal.read([1, 2, 3, 4])]
    assert recorded == sorted(set(recorded))
    assert recorded[0] == START + timedelta(hours=5) and recorded[3] == START + timedelta(hours=9)


def test_as_of_is_the_last_position_recorded_by_then(tmp_path: Path) -> None:
    journal = filled(tmp_path / "journal")
    recorded = [record.recorded_at for record in journal.read(range(1, journal.last_position() + 1))]
    assert recorded[0] == START
    for moment in [START - timedelta(1), *(at(m) + timedelta(seconds=30) for m in range(8)), *recorded]:
        assert journal.as_of(moment) == sum(r <= moment for r in recorded)


def test_reading_outside_the_journal_names_the_position(journal: Journal) -> None:
    journal.append(judged("j", "wrong"))
    for position in (0, 2, -1):
        with pytest.raises(UnknownPosition, match=str(position)):
            journal.read([1, position])
    assert list(journal.records(after=1)) == [] and journal.segments(after=1) == []


def test_records_come_in_order_and_by_kind(tmp_path: Path) -> None:
    journal = filled(tmp_path / "journal")
    everything = pl.concat(journal.records())
    assert everything["position"].to_list() == list(range(1, journal.last_position() + 1))
    reads = pl.concat(journal.records(kinds=["source_read"]))
    assert set(reads["kind"]) == {"source_read"} and reads.height == 3
    assert pl.concat(journal.records(after=2, until=6))["position"].to_list() == [3, 4, 5, 6]
    assert everything.schema["observed_at"] == pl.Datetime("us", "UTC")


def test_old_records_are_upcast_on_reading_and_stay_as_written(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.append(judged("j", "wrong"))
    monkeypatch.setitem(schema.VERSIONS, "judgement", 3)
    monkeypatch.setattr(schema, "judgement_v2_v3", lambda p: p | {"since": "v3"}, raising=False)
    assert journal.read([1])[0].payload["since"] == "v3"
    frame = pl.concat(journal.records())
    assert json.loads(frame["payload"][0])["since"] == "v3" and frame["version"][0] == 3
    assert "since" not in pl.read_parquet(journal.segments()[0].path)["payload"][0]
    assert journal.verify().is_whole


def test_duckdb_reads_the_segments_behind_a_position(tmp_path: Path) -> None:
    journal = filled(tmp_path / "journal")
    for _ in range(2):
        with journal.reading():
            paths = [str(segment.path) for segment in journal.segments(after=5)]
            told = duckdb.sql(
                f"select position, payload::json->>'source_id' from read_parquet({paths}) where position > 5 order by 1"
            ).fetchall()
        assert [position for position, _ in told] == list(range(6, journal.last_position() + 1))
        assert told[0][1] == "s"
        journal.seal(2)


@pytest.mark.parametrize("before", ["nothing", "sealed"])
def test_index_deleted_gives_the_same_answers(tmp_path: Path, before: str) -> None:
    journal = filled(tmp_path / "journal")
    if before == "sealed":
        journal.seal(2)
    expected = answers(journal)
    for path in tmp_path.glob("index.sqlite*"):
        path.unlink()
    assert answers(journal) == expected
    journal.close()
    (tmp_path / "index.sqlite").unlink()
    assert answers(Journal(tmp_path / "journal")) == expected


@pytest.mark.parametrize("garbage", [b"", b"not a database" * 500, b"SQLite format 3\0" + b"\xff" * 5000])
def test_index_that_is_no_database_gives_the_same_answers(tmp_path: Path, garbage: bytes) -> None:
    journal = filled(tmp_path / "journal")
    expected = answers(journal)
    journal.close()
    (tmp_path / "index.sqlite").write_bytes(garbage)
    assert answers(Journal(tmp_path / "journal")) == expected


def test_index_of_another_layout_is_made_anew(tmp_path: Path) -> None:
    journal = filled(tmp_path / "journal")
    expected = answers(journal)
    journal.close()
    other = sqlite3.connect(tmp_path / "index.sqlite")
    other.executescript("drop table codings; create table codings (other text); pragma user_version = 99")
    other.close()
    assert answers(Journal(tmp_path / "journal")) == expected


def test_index_damaged_in_its_pages_is_made_anew(tmp_path: Path) -> None:
    journal = filled(tmp_path / "journal")
    expected = answers(journal)
    journal.close()
    index = tmp_path / "index.sqlite"
    whole = index.read_bytes()
    for page in range(1, len(whole) // 4096):
        index.write_bytes(whole[: page * 4096] + b"\xa5" * 4096 + whole[(page + 1) * 4096 :])
        damaged = Journal(tmp_path / "journal")
        assert answers(damaged) == expected
        damaged.append(judged(f"j{page}", "wrong"))
        expected = answers(damaged)
        damaged.close()
        whole = index.read_bytes()


def test_stale_index_catches_up(tmp_path: Path) -> None:
    journal = filled(tmp_path / "journal")
    journal.close()
    shutil.copy(tmp_path / "index.sqlite", tmp_path / "old")
    journal = Journal(tmp_path / "journal")
    journal.append_read("s", at(7), [fetched("d", "D")], 1)
    journal.seal(2)
    journal.append(judged("j", "wrong"))
    expected = answers(journal)
    journal.close()
    shutil.copy(tmp_path / "old", tmp_path / "index.sqlite")
    assert answers(Journal(tmp_path / "journal")) == expected


def test_index_of_a_longer_or_different_journal_is_made_anew(tmp_path: Path) -> None:
    """A journal put back from a backup is shorter than what the index has folded, or goes on differently."""
    journal = filled(tmp_path / "one/journal")
    shutil.copytree(tmp_path / "one/journal", tmp_path / "backup")
    expected = answers(journal)
    for n in range(3):
        journal.append(judged(f"j{n}", "wrong"))
    shutil.rmtree(tmp_path / "one/journal")
    shutil.copytree(tmp_path / "backup", tmp_path / "one/journal")
    assert answers(journal) == expected
    for n in range(3):
        Journal(tmp_path / "one/journal").append(judged(f"k{n}", "wrong"))
    assert journal.last_position() == expected[0] + 3
    shutil.rmtree(tmp_path / "one/journal")
    other = Journal(tmp_path / "two/journal")
    for n in range(12):
        other.append(judged(f"j{n}", "wrong"))
    shutil.copytree(tmp_path / "two/journal", tmp_path / "one/journal")
    assert answers(journal) == answers(other)
    assert journal.append(judged("j1", "taken_back")) == 13
    for path in [*(tmp_path / "one").glob("index.sqlite*"), journal.folder / "0000000013.parquet"]:
        path.unlink()
    assert journal.last_position() == 12


def test_threads_share_one_journal(journal: Journal) -> None:
    def work(thread: int) -> list[int | None]:
        return [journal.append(judged(f"{thread}-{n}", "wrong")) for n in range(25)]

    with ThreadPoolExecutor(4) as threads:
        positions = [position for told in threads.map(work, range(4)) for position in told]
    assert len(positions) == 100 and set(positions) == set(range(1, 101))
    assert journal.verify().records == 100


def test_empty_journal_answers(journal: Journal) -> None:
    assert journal.last_position() == 0 and journal.as_of(START) == 0
    assert journal.uncoded("v1") == [] and journal.head("a") is None and journal.last_read("s") is None
    assert journal.segments() == [] and list(journal.records()) == [] and journal.read([]) == []
    assert journal.verify().is_whole and journal.seal(2).merged == 0
    assert journal.append_coded([]).first_position is None
