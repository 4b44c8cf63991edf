"""A backup is proven, and a data folder made from it on an empty machine has the tables that were backed up."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.config import Settings
from pipelines.steps.backup import BackupRefused, CopyBroken, RestoreRefused, backup, restore
from tests.newsroom import Newsroom
from tests.warehouse_tables import TAKEN, taken
from warehouse.folder import DataFolder
from warehouse.journal.journal import Journal

DIGESTS = "select table_name, digest from journal.published_tables order by all"
ARTICLE = {
    "id": "1",
    "title": "Army retakes Palmyra",
    "published_at": "2016-03-28",
    "text": "The Syrian army recaptured Palmyra from Islamic State on Sunday, state television said.",
}


@pytest.fixture
def office(tmp_path) -> Newsroom:
    newsroom = Newsroom(tmp_path / "data")
    newsroom.report("a", TAKEN, taken())
    newsroom.report("b", TAKEN, taken())
    return newsroom


def on_empty_machine(home: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """`dateline` as another process of a user whose home is empty."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DATELINE_", "XDG_"))}
    command = [sys.executable, "-m", "pipelines.cli", *map(str, arguments)]
    known = kept | {"HOME": str(home), "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    return subprocess.run(command, env=known, cwd=home, capture_output=True, text=True, check=False, timeout=300)


def test_restore_on_an_empty_machine_gives_the_same_tables(tmp_path):
    from typer.testing import CliRunner

    from pipelines.cli import app

    data = Path(os.environ["DATELINE_DATA_FOLDER"])
    (data / "inbox").mkdir(parents=True)
    (data / "inbox" / "wire.jsonl").write_text(json.dumps(ARTICLE) + "\n{broken\n")
    (data / "sources.csv").write_text("id,kind,address,publisher,language,country,min_articles,max_articles\n")
    call = CliRunner().invoke
    assert call(app, ["run"]).exit_code == 0
    before = json.loads(call(app, ["query", DIGESTS, "--json"]).stdout)
    assert call(app, ["backup", str(tmp_path / "disk")]).exit_code == 0

    home = tmp_path / "home"
    home.mkdir()
    done = on_empty_machine(home, "restore", tmp_path / "disk")
    assert done.returncode == 0, done.stderr
    assert str(home / ".local" / "share" / "dateline" / "warehouse.duckdb") in done.stdout
    after = json.loads(on_empty_machine(home, "query", DIGESTS, "--json").stdout)
    assert [row for row in before if row["digest"] != "0-0"] != []
    assert after == before
    assert (home / ".local" / "share" / "dateline" / "sources.csv").exists()
    proved = json.loads(on_empty_machine(home, "verify", "--json").stdout)
    assert (proved["is_whole"], proved["evidence"]["unproved"]) == (True, [])

    again = on_empty_machine(home, "restore", tmp_path / "disk")
    assert again.returncode == 2
    assert "nothing is ever overwritten" in again.stderr


def test_backup_takes_in_what_is_new_and_what_was_sealed(office, tmp_path):
    settings = Settings(data_folder=office.folder.path)
    assert backup(settings, tmp_path / "copy")[0] == 4
    office.report("c", TAKEN, taken())
    office.journal.seal(2)
    _, verdict = backup(settings, tmp_path / "copy")
    assert (verdict, verdict.appends) == (office.journal.verify(), 6)
    assert backup(settings, tmp_path / "copy")[0] == 0
    assert restore(tmp_path / "copy", tmp_path / "anew") == verdict
    assert Journal(DataFolder(tmp_path / "anew").journal).last_position() == office.journal.last_position()


def test_backup_over_that_of_another_journal_is_refused(office, tmp_path):
    backup(Settings(data_folder=office.folder.path), tmp_path / "copy")
    other = Newsroom(tmp_path / "other")
    other.report("z", TAKEN, taken())
    with pytest.raises(BackupRefused, match="another journal"):
        backup(Settings(data_folder=other.folder.path), tmp_path / "copy")


def test_backup_of_a_journal_that_lost_its_end_says_so_and_keeps_the_copy(office, tmp_path):
    settings = Settings(data_folder=office.folder.path)
    _, whole = backup(settings, tmp_path / "copy")
    (office.folder.journal / "0000000004.parquet").unlink()
    with pytest.raises(CopyBroken, match="lost its end"):
        backup(settings, tmp_path / "copy")
    assert restore(tmp_path / "copy", tmp_path / "anew") == whole


def test_backup_of_a_broken_journal_names_it(office, tmp_path):
    segment = office.folder.journal / "0000000002.parquet"
    segment.write_bytes(segment.read_bytes()[:-100])
    with pytest.raises(CopyBroken, match=f"{office.folder.journal}' is broken at 0000000002.parquet"):
        backup(Settings(data_folder=office.folder.path), tmp_path / "copy")


def test_broken_backup_is_not_restored(office, tmp_path):
    backup(Settings(data_folder=office.folder.path), tmp_path / "copy")
    (tmp_path / "copy" / "journal" / "0000000002.parquet").unlink()
    with pytest.raises(RestoreRefused, match="0000000002"):
        restore(tmp_path / "copy", tmp_path / "anew")
    assert not (tmp_path / "anew").exists()


def test_restore_from_what_is_no_backup_is_refused(tmp_path):
    with pytest.raises(RestoreRefused, match="no backup"):
        restore(tmp_path, tmp_path / "anew")
    assert not (tmp_path / "anew").exists()


def test_restore_that_was_stopped_can_be_repeated(office, tmp_path):
    _, whole = backup(Settings(data_folder=office.folder.path), tmp_path / "copy")
    half = tmp_path / "anew" / ".restored-journal"
    half.mkdir(parents=True)
    (half / "0000000001.parquet").write_bytes(b"half")
    assert restore(tmp_path / "copy", tmp_path / "anew") == whole
    assert not half.exists()
