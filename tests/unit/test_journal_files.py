"""The journal's files: what stands in them, sealing, leftovers, damage, and disks that refuse."""

import errno
import json
import os
import resource
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from schemas.journal import draft
from tests.journal_drafts import at, fetched, judged
from warehouse.journal.folder import MissingSegment, NoHardLinks, NoRoom, SegmentFolder
from warehouse.journal.journal import Journal
from warehouse.journal.segments import BrokenSegment


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """Ten segments of two records, but for the first of three."""
    ticks = iter(range(1000))
    journal = Journal(tmp_path / "journal", writer="desk", clock=lambda: at(next(ticks)))
    for n in range(10):
        drafts = [fetched(f"a{n}", "A")] + ([fetched("b", "B")] if n == 0 else [])
        journal.append_read("s", at(n), drafts, len(drafts))
    return journal


def names(journal: Journal) -> list[str]:
    return sorted(path.name for path in journal.folder.iterdir() if path.suffix in (".parquet", ".tmp"))


def rows(journal: Journal) -> list[tuple[object, ...]]:
    return pl.concat(journal.records()).rows()


def held(path: Path) -> dict[str, str]:
    return {k.decode(): v.decode() for k, v in pq.read_metadata(path).metadata.items()}


def rewrite(path: Path, change: Callable[[pa.Table], pa.Table], **changed: str) -> None:
    table = change(pq.read_table(path))
    pq.write_table(table.replace_schema_metadata(held(path) | {f"dateline.{k}": v for k, v in changed.items()}), path)


def with_payload(table: pa.Table, payload: str) -> pa.Table:
    return table.set_column(7, "payload", pa.array([payload] * table.num_rows))


def test_each_segment_names_writer_position_and_predecessor(journal: Journal) -> None:
    first, second = (held(journal.folder / f"{n:010d}.parquet") for n in (1, 2))
    assert (first["dateline.schema_version"], first["dateline.writer"]) == ("1", "desk")
    assert (first["dateline.first_position"], second["dateline.first_position"]) == ("1", "4")
    assert first["dateline.predecessor"] == "0" * 64
    assert second["dateline.predecessor"] == first["dateline.digest"] != second["dateline.digest"]


def test_digest_is_of_the_rows_and_not_of_parquets_bytes(journal: Journal) -> None:
    path = journal.folder / "0000000003.parquet"
    before = path.read_bytes()
    rewrite(path, lambda table: table)
    assert path.read_bytes() != before
    assert journal.verify().is_whole


def test_sealing_changes_no_record_no_position_and_no_digest(journal: Journal) -> None:
    expected, before = rows(journal), journal.verify()
    sealing = journal.seal(3)
    assert (sealing.merged, sealing.written, sealing.removed) == (9, 1, 9)
    assert names(journal) == ["0000000001-0000000009.parquet", "0000000010.parquet"]
    assert rows(journal) == expected == rows(Journal(journal.folder))
    assert journal.verify() == before
    parts = json.loads(held(journal.folder / "0000000001-0000000009.parquet")["dateline.parts"])
    assert [last for last, _, _ in parts] == [3, 5, 7, 9, 11, 13, 15, 17, 19]
    assert [(s.first_position, s.last_position) for s in journal.segments(after=4)] == [(1, 19), (20, 21)]


def test_too_few_segments_are_left_alone(journal: Journal) -> None:
    assert journal.seal(10).merged == 0
    assert len(names(journal)) == 10
    with pytest.raises(ValueError, match="min_segments is 1"):
        journal.seal(1)


def test_sealed_files_are_sealed_again_with_what_came_later(journal: Journal) -> None:
    expected = journal.verify().digest
    journal.seal(3)
    for n in range(4):
        journal.append(judged(f"j{n}", "wrong"))
    assert journal.seal(3).merged == 5
    assert names(journal) == ["0000000001-0000000013.parquet", "0000000014.parquet"]
    assert journal.verify().appends == 14
    shutil.copytree(journal.folder, journal.folder.parent / "again/journal")
    (journal.folder.parent / "again/journal/0000000014.parquet").unlink()
    assert expected in held(journal.folder / "0000000001-0000000013.parquet")["dateline.parts"]


def test_large_segments_stay_as_they_are(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    journal.append_read("t", at(0), [fetched(f"t{n}", os.urandom(3000).hex(), "t") for n in range(20)], 20)
    for n in range(4):
        journal.append(judged(f"j{n}", "wrong"))
    monkeypatch.setattr("warehouse.journal.sealing.SMALL_BYTES", 50_000)
    journal.seal(3)
    assert names(journal) == [
        "0000000001-0000000010.parquet",
        "0000000011.parquet",
        "0000000012-0000000014.parquet",
        "0000000015.parquet",
    ]
    assert journal.verify().is_whole
    assert Journal(journal.folder).last_position() == journal.last_position()


def test_sealed_files_keep_to_the_most_appends(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warehouse.journal.sealing.MOST_APPENDS", 4)
    assert journal.seal(3).written == 2
    assert names(journal) == [
        "0000000001-0000000004.parquet",
        "0000000005-0000000008.parquet",
        "0000000009.parquet",
        "0000000010.parquet",
    ]
    assert journal.seal(2).merged == 0


def test_row_groups_are_limited_in_rows_and_in_bytes(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warehouse.journal.segments.ROWS_PER_GROUP", 4)
    monkeypatch.setattr("warehouse.journal.segments.BYTES_PER_GROUP", 20_000)
    large = [fetched(f"t{n}", "x" * size, "t") for n, size in enumerate([9000, 10, 10, 10, 10, 10, 3000, 30])]
    journal.append_read("t", at(0), large, len(large))
    groups = pq.read_metadata(journal.folder / "0000000011.parquet")
    assert [groups.row_group(i).num_rows for i in range(groups.num_row_groups)] == [4, 4, 1]
    journal.append_read("t", at(1), [fetched("t0", "y" * 20_000, "t"), fetched("t1", "y", "t")], 2)
    groups = pq.read_metadata(journal.folder / "0000000012.parquet")
    assert [groups.row_group(i).num_rows for i in range(groups.num_row_groups)] == [1, 2]
    journal.append(judged("j", "wrong"))
    expected, every = rows(journal), range(1, journal.last_position() + 1)
    journal.seal(2)
    sealed = pq.read_metadata(journal.folder / "0000000001-0000000012.parquet")
    assert max(sealed.row_group(i).num_rows for i in range(sealed.num_row_groups)) <= 4
    assert rows(journal) == expected
    assert [record.position for record in journal.read(reversed(every))] == list(reversed(every))


def test_parts_beside_their_sealed_file_count_once(journal: Journal, tmp_path: Path) -> None:
    """As a kill between sealing and removing leaves it, and whatever was removed already."""
    expected = rows(journal)
    shutil.copytree(journal.folder, tmp_path / "parts")
    journal.seal(3)
    for number in (2, 3, 7):
        name = f"{number:010d}.parquet"
        shutil.copy(tmp_path / "parts" / name, journal.folder / name)
    (journal.folder / ".0123.tmp").write_bytes(b"half a segm")
    for reader in (journal, Journal(journal.folder)):
        assert rows(reader) == expected
        assert reader.verify().is_whole
    journal.append(judged("j", "wrong"))
    assert journal.last_position() == 22
    assert journal.seal(100).removed == 3
    assert names(journal) == ["0000000001-0000000009.parquet", "0000000010.parquet", "0000000011.parquet"]


def test_reading_keeps_files_until_it_ends(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warehouse.journal.sealing._PATIENCE_S", 0.05)
    with journal.reading():
        paths = [segment.path for segment in journal.segments()]
        assert journal.seal(3).removed == 0
        assert all(path.exists() for path in paths)
        assert [(s.first_position, s.last_position) for s in journal.segments()] == [(1, 19), (20, 21)]
    assert journal.seal(3).removed == 9


def test_reading_goes_on_while_the_segments_are_sealed(journal: Journal) -> None:
    chunks = journal.records()
    seen = next(chunks)["position"].to_list()
    Journal(journal.folder).seal(3)
    for chunk in chunks:
        seen += chunk["position"].to_list()
    assert seen == list(range(1, 22))


def test_writer_that_slept_through_sealing_takes_no_old_number(journal: Journal) -> None:
    """Its next number is free again in the folder, for the segment of that number has been sealed."""
    sleeper = Journal(journal.folder)
    assert sleeper.last_position() == 21
    for n in range(4):
        journal.append(judged(f"j{n}", "wrong"))
    shutil.copy(journal.folder.parent / "index.sqlite", journal.folder.parent / "old")
    journal.seal(3)
    assert not (journal.folder / "0000000011.parquet").exists()
    assert sleeper.append(judged("k", "wrong")) == 26
    assert sleeper.verify().is_whole


def test_two_sealing_at_once_do_not_get_in_each_others_way(journal: Journal) -> None:
    with SegmentFolder(journal.folder).sealing() as mine:
        assert mine
        assert Journal(journal.folder).seal(3).merged == 0


BREAKS: list[tuple[Callable[[pa.Table], pa.Table], dict[str, str], str]] = [
    (lambda table: with_payload(table, "{}"), {}, "do not have the digest"),
    (lambda table: table.slice(1), {}, "position|agree"),
    (lambda table: table, {"first_position": "7"}, "begins at position 7|gapless|agree"),
    (lambda table: table, {"predecessor": "f" * 64}, "follows a segment of digest ffffffffffff|digest"),
    (lambda table: table, {"first_position": "one"}, "metadata lack or garble"),
    (lambda table: table, {"schema_version": "2"}, "newer Dateline"),
    (lambda table: table.select(table.column_names[1:]), {}, "has the columns"),
]
BREAKS_OF_ONE_APPEND: list[tuple[Callable[[pa.Table], pa.Table], dict[str, str], str]] = [
    (lambda table: table, {"digest": "f" * 64}, "do not have the digest|follows"),
    (lambda table: table, {"writer": "someone"}, "do not have the digest"),
]


@pytest.mark.parametrize(
    ("sealed", "change", "metadata", "reason"),
    [(False, *told) for told in BREAKS + BREAKS_OF_ONE_APPEND] + [(True, *told) for told in BREAKS],
)
def test_verify_names_the_first_broken_segment(
    journal: Journal,
    sealed: bool,
    change: Callable[[pa.Table], pa.Table],
    metadata: dict[str, str],
    reason: str,
) -> None:
    if sealed:
        journal.seal(3)
    path = journal.folder / ("0000000001-0000000009.parquet" if sealed else "0000000004.parquet")
    rewrite(path, change, **metadata)
    told = journal.verify()
    assert not told.is_whole
    assert told.broken == path.name
    assert any(words in str(told.reason) for words in reason.split("|"))
    assert told.appends < (9 if sealed else 4)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("stream", "article/other"),
        ("kind", "judgement"),
        ("version", 2),
        ("observed_at", at(999)),
        ("recorded_at", at(3) + timedelta(seconds=1)),
        ("content_hash", "f" * 64),
        ("payload", "{}"),
    ],
)
def test_no_column_can_be_changed_unnoticed(journal: Journal, column: str, value: object) -> None:
    def change(table: pa.Table) -> pa.Table:
        place = table.column_names.index(column)
        values = [value, *table[column].to_pylist()[1:]]
        return table.set_column(place, table.schema.field(place), pa.array(values, type=table[column].type))

    rewrite(journal.folder / "0000000004.parquet", change)
    assert journal.verify().broken == "0000000004.parquet"


def test_verify_notices_segments_missing_at_the_end(journal: Journal) -> None:
    for number in (9, 10):
        (journal.folder / f"{number:010d}.parquet").unlink()
    told = journal.verify()
    assert (told.broken, told.appends) == ("0000000009.parquet", 8)
    assert told.reason == "the index has seen 10 appends, but the journal ends after 8"
    assert journal.last_position() == 17
    assert journal.verify().is_whole


def test_verify_proves_each_part_of_a_sealed_file(journal: Journal) -> None:
    journal.seal(3)
    path = journal.folder / "0000000001-0000000009.parquet"
    parts = json.loads(held(path)["dateline.parts"])
    parts[3][2] = "f" * 64
    rewrite(path, lambda table: table, parts=json.dumps(parts))
    told = journal.verify()
    assert (told.appends, told.broken) == (4, path.name) or (told.appends, told.broken) == (3, path.name)


def test_no_flipped_bit_changes_a_record_unnoticed(journal: Journal) -> None:
    path = journal.folder / "0000000002.parquet"
    whole = path.read_bytes()
    expected = rows(journal)
    unnoticed = 0
    for place in range(0, len(whole), 7):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x10]) + whole[place + 1 :])
        if journal.verify().is_whole:
            unnoticed += 1
            assert rows(Journal(journal.folder)) == expected
    assert unnoticed < len(whole) / 7


@pytest.mark.parametrize("damage", ["missing", "cut", "of another journal", "of the same shape"])
def test_reading_stops_at_a_segment_that_does_not_continue(journal: Journal, tmp_path: Path, damage: str) -> None:
    path = journal.folder / "0000000005.parquet"
    if damage == "missing":
        path.unlink()
    elif damage == "cut":
        path.write_bytes(path.read_bytes()[:-100])
    else:
        other = Journal(tmp_path / "other/journal")
        for n in range(5):
            drafts = [fetched(f"a{n}", "B"), fetched("b", "B")][: 2 if n == 0 and damage == "of the same shape" else 1]
            other.append_read("s", at(n), drafts, len(drafts))
        shutil.copy(other.folder / path.name, path)
    journal.close()
    (tmp_path / "index.sqlite").unlink()
    for _ in range(2):
        with pytest.raises((MissingSegment, BrokenSegment), match="0000000005"):
            Journal(journal.folder).last_position()
        with pytest.raises((MissingSegment, BrokenSegment), match="0000000005"):
            Journal(journal.folder).append(judged("j", "wrong"))
    assert Journal(journal.folder).verify().broken == path.name


def test_broken_segment_is_never_sealed(journal: Journal) -> None:
    rewrite(journal.folder / "0000000004.parquet", lambda table: with_payload(table, "{}"))
    with pytest.raises(BrokenSegment, match="0000000004"):
        journal.seal(3)
    assert len(names(journal)) == 10


def test_disk_that_is_full_leaves_no_segment(journal: Journal) -> None:
    """A limit on the size of files stands for the full disk: the kernel refuses the same write in the same way."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    expected = rows(journal)
    large = [fetched("big", os.urandom(300_000).hex())]
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
    try:
        with pytest.raises(NoRoom, match="make room"):
            journal.append_read("s", at(50), large, 1)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert len(names(journal)) == 10
    assert rows(journal) == expected
    assert journal.append_read("s", at(50), large, 1).new == 1


def test_index_without_room_does_not_lose_what_is_stored(journal: Journal) -> None:
    """The segment is put, then the index cannot be written: stored is stored, and the next call takes it in."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    index = journal.folder.parent / "index.sqlite-wal"
    batch = [fetched(f"c{n}", "C") for n in range(400)]
    resource.setrlimit(resource.RLIMIT_FSIZE, (max(60_000, index.stat().st_size), limits[1]))
    try:
        assert journal.append_read("s", at(50), batch, 400).new == 400
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert journal.last_position() == 422
    assert journal.append_read("s", at(50), batch, 400).ignored
    assert len(journal.uncoded("v1")) == 411


@pytest.mark.parametrize("code", [errno.EPERM, errno.EOPNOTSUPP])
def test_file_system_without_hard_links_is_named(journal: Journal, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    def refuse(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "link", refuse)
    with pytest.raises(NoHardLinks, match="hard links"):
        journal.append(judged("j", "wrong"))
    monkeypatch.undo()
    assert len(names(journal)) == 10
    assert journal.append(judged("j", "wrong")) == 22


def test_taken_number_makes_the_writer_decide_again(journal: Journal, tmp_path: Path) -> None:
    """Two indexes, as when one was deleted under a running process: only the folder keeps the writers apart."""
    shutil.copytree(journal.folder, tmp_path / "fast/journal")
    Journal(tmp_path / "fast/journal").append_read("s", at(50), [fetched("a0", "changed")], 1)

    def overtaken() -> datetime:
        """The clock is read after deciding and before the segment is put."""
        if not (journal.folder / "0000000011.parquet").exists():
            shutil.copy(tmp_path / "fast/journal/0000000011.parquet", journal.folder)
        return at(60)

    slow = Journal(journal.folder, clock=overtaken)
    assert slow.append_read("s", at(49), [fetched("a0", "changed")], 1).ignored
    assert slow.append(judged("j", "wrong")) == 24
    assert [record.kind for record in journal.read([22, 23])] == ["article_fetched", "source_read"]
    assert journal.verify().is_whole


def test_index_made_anew_knows_the_answers_of_language_models(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal")
    position = journal.append_read("s", at(1), [fetched("a", "Quiet.")], read=1).first_position
    assert position is not None
    answer = {
        "article_position": position, "asked_as": "a-model 1", "question": "What happened?", "provider": "openai",
        "model": "a-model", "answer": "{}", "finish_reason": "stop", "asked_tokens": 1, "answered_tokens": 1,
        "dollars": None,
    }  # fmt: skip
    answered = journal.append_answered(draft("article_answered", "a", at(2), answer))
    journal.close()
    (tmp_path / "index.sqlite").unlink()
    assert Journal(tmp_path / "journal").answers("a-model 1", [position]) == {position: answered}
