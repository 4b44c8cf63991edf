"""Every fact's evidence is looked up in the journal, and a fact whose evidence is not there is named."""

from pathlib import Path

import pytest

from pipelines.config import Settings
from pipelines.steps.upkeep import verify
from tests.newsroom import Newsroom
from tests.warehouse_tables import TAKEN, taken
from warehouse.connection import connect
from warehouse.evidence import find_evidence
from warehouse.versions import current_version

SHELLED = "Gunners of the south shelled Hillford on Saturday, the rebels said."


@pytest.fixture
def newsroom(tmp_path) -> Newsroom:
    room = Newsroom(tmp_path / "data")
    room.report("a", TAKEN, taken())
    room.report("b", SHELLED, {"trigger": "shelled", "place": "4", "attributed_to": {"the rebels": "SYR-REB"}})
    room.report("a", "Corrected. " + TAKEN, taken())
    room.withdraw("b")
    assert room.build().passed
    return room


def change(newsroom: Newsroom, sql: str) -> None:
    """Changes the published version behind everybody's back."""
    published = current_version(newsroom.folder)
    assert published is not None
    published.chmod(0o600)
    connection = connect(published)
    connection.execute(sql)
    connection.close()


def snapshot(folder: Path) -> dict[str, tuple[int, int]]:
    return {str(path): (path.lstat().st_mtime_ns, path.lstat().st_size) for path in folder.rglob("*")}


def test_evidence_of_every_version_of_every_mention_is_found(newsroom):
    found = find_evidence(newsroom.folder)
    assert found.is_found, found
    assert found.rows is not None
    assert found.rows["facts.fact_mention_version"] >= 3
    assert {"facts.fact_event", "facts.fact_control", "facts.bridge_event_actor"} <= found.rows.keys()
    newsroom.journal.seal(2)
    assert find_evidence(newsroom.folder) == found


@pytest.mark.parametrize(
    ("sql", "problem"),
    [
        ("set trigger_start = trigger_start + 1", "trigger"),
        ("set sentence_start = sentence_start - 1", "sentence"),
        ("set sentence_text = 'Nobody took Riverton.'", "sentence"),
        ("set field = 'title'", "sentence"),
        ("set actors = list_transform(actors, lambda a: struct_update(a, text := 'Nobody'))", "party"),
        ("set article_id = 'b'", "another one"),
        ("set article_position = 9999", "no article"),
        ("set journal_position = 1", "no coding"),
    ],
)
def test_fact_whose_evidence_is_not_there_is_named(newsroom, sql, problem):
    ((mention,),) = _current(newsroom, "select mention_id from db.facts.fact_mention")
    change(newsroom, f"update facts.fact_mention_version {sql} where mention_id = '{mention}' and system_to is null")
    found = find_evidence(newsroom.folder)
    [row] = [row for row in found.unproved if row["table_name"] == "facts.fact_mention_version"]
    assert row["mention_id"] == mention
    assert problem in row["problem"]


def test_fact_that_rests_on_another_sentence_than_its_mention_is_named(newsroom):
    change(newsroom, "update facts.fact_control set sentence_text = 'The rebels hold Riverton.'")
    assert {row["table_name"] for row in find_evidence(newsroom.folder).unproved} == {"facts.fact_control"}


def _current(newsroom: Newsroom, sql: str) -> list[tuple[str]]:
    published = current_version(newsroom.folder)
    connection = connect()
    connection.execute(f"attach '{published}' as db (read_only)")
    rows = connection.sql(sql).fetchall()
    connection.close()
    return rows


def test_verifying_changes_nothing(newsroom):
    newsroom.journal.close()
    before = snapshot(newsroom.folder.path)
    proof = verify(Settings(data_folder=newsroom.folder.path))
    assert proof.is_complete
    assert proof.evidence.rows
    assert snapshot(newsroom.folder.path) == before


def test_verifying_a_folder_that_is_not_there_makes_none(tmp_path):
    proof = verify(Settings(data_folder=tmp_path / "absent"))
    assert not proof.is_complete
    assert "absent" in str(proof.journal.reason)
    assert not (tmp_path / "absent").exists()


def test_damaged_version_is_said(newsroom):
    published = current_version(newsroom.folder)
    assert published is not None
    published.chmod(0o600)
    published.write_bytes(b"no database" * 1000)
    proof = verify(Settings(data_folder=newsroom.folder.path))
    assert proof.journal.is_whole
    assert "not a database" in str(proof.evidence.problem) or "can read" in str(proof.evidence.problem)
    assert not proof.is_complete
