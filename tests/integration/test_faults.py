"""A full disk, a damaged warehouse and a failed check, as a user meets them: what is said, and that nothing is lost."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.coding.reference import current_version as coder_version
from tests.newsroom import Newsroom, mention
from tests.small_disk import SmallDisk
from warehouse.build import BuildFailed
from warehouse.folder import DataFolder
from warehouse.journal.folder import NoRoom
from warehouse.publish import PublishFailed
from warehouse.query import query
from warehouse.version_file import damage
from warehouse.versions import current_version

TEXT = "Troops shelled Riverton on Friday."
SAID = {"trigger": "shelled", "place": "3", "day": "2017-11-03", "actors": {"Troops": "SYR-MIL"}}
PAGE = "Shells hit Palmyra\n\n{}\n\nGovernment troops shelled Palmyra on Sunday, killing three people, police said.\n"
COUNT = "select count(*) as n from dim_article"


def dateline(*arguments: object) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of a command."""
    done = CliRunner().invoke(app, [str(argument) for argument in arguments])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.stdout, done.stderr


def articles() -> int:
    """Articles in the published warehouse."""
    code, out, err = dateline("query", COUNT, "--json")
    assert code == 0, err
    return json.loads(out)[0]["n"]


ROOMS = {
    0: NoRoom,
    40_000: (BuildFailed, PublishFailed),
    400_000: PublishFailed,
    8_000_000: PublishFailed,
}
"""Bytes of room -> what fails for want of more: the journal's index, the commit where it does not fit into what the
build file has free, the copy, its last write."""


@pytest.mark.slow
def test_full_disk_at_any_step_leaves_the_old_version_and_the_next_build_goes_on(small_disk: SmallDisk) -> None:
    newsroom = Newsroom(small_disk.path / "before")
    newsroom.report("a1", TEXT, SAID)
    newsroom.build()
    small_disk.leave(50_000)
    with pytest.raises(NoRoom, match="the journal is whole"):
        newsroom.fetch("a2", TEXT + "".join(f" {number}" for number in range(100_000)))
    small_disk.free()
    newsroom.report("a2", TEXT, SAID)
    newsroom.journal.close()
    before = segments(newsroom.folder)
    for room, failure in ROOMS.items():
        folder = DataFolder(shutil.copytree(newsroom.folder.path, small_disk.path / "data", symlinks=True))
        small_disk.leave(room)
        with pytest.raises(failure):
            Newsroom(folder.path).build()
        path = current_version(folder)
        assert path is not None and path.name == "000001.duckdb" and damage(path) is None, room
        assert query(folder, COUNT)["n"].to_list() == [1]
        assert segments(folder) == before
        assert sorted(path.name for path in folder.versions.iterdir()) == ["000001.duckdb", "000001.duckdb.sha256"]
        small_disk.free()
        report = Newsroom(folder.path).build()
        assert report.publication is not None and report.publication.number == 2, room
        assert query(folder, COUNT)["n"].to_list() == [2]
        shutil.rmtree(folder.path)


def segments(folder: DataFolder) -> list[tuple[str, int]]:
    """Names and sizes of the journal's files."""
    return sorted((path.name, path.stat().st_size) for path in folder.journal.iterdir())


@pytest.mark.slow
def test_full_disk_is_said_by_each_command_and_the_next_run_finishes(
    small_disk: SmallDisk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_DATA_FOLDER", str(small_disk.path / "data"))
    first, second = tmp_path / "first.txt", tmp_path / "second.txt"
    first.write_text(PAGE.format("March 27, 2016"))
    second.write_text(PAGE.format("April 3, 2016").replace("Palmyra", "Aleppo"))
    assert dateline("ingest", first)[0] == 0
    assert dateline("build")[0] == 0
    small_disk.leave(0)
    code, _, err = dateline("ingest", second)
    assert (code, "No room to write" in err) == (1, True), err
    small_disk.free()
    assert dateline("ingest", second)[0] == 0
    for room, said in ((200_000, "what is published stays"), (4_000_000, "What was published before stays")):
        small_disk.leave(room)
        code, _, err = dateline("build")
        assert (code, said in err, "Traceback" in err) == (1, True, False), err
        assert articles() == 1
    small_disk.free()
    assert dateline("build")[0] == 0
    assert articles() == 2
    assert dateline("verify")[0] == 0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with one article, built and published."""
    (inbox := tmp_path / "data" / "inbox").mkdir(parents=True)
    (inbox / "page.txt").write_text(PAGE.format("March 27, 2016"))
    assert dateline("ingest")[0] == 0
    assert dateline("build")[0] == 0
    return tmp_path / "data"


def cut(link: Path) -> None:
    link.resolve().chmod(0o600)
    with link.open("r+b") as file:
        file.truncate(10_000)


def lose(link: Path) -> None:
    link.resolve().unlink()


def replace(link: Path) -> None:
    content = link.read_bytes()
    link.unlink()
    link.write_bytes(content)


@pytest.mark.parametrize(
    ("harm", "code", "said"),
    [
        (cut, 1, "is damaged: "),
        (lose, 2, "leads to 'versions/000001.duckdb', where no published version is"),
        (replace, 2, "is a file and not the link to a published version"),
    ],
)
def test_harmed_warehouse_is_named_by_every_command_and_published_anew(
    folder: Path, harm: Callable[[Path], None], code: int, said: str
) -> None:
    harm(folder / "warehouse.duckdb")
    failed, _, err = dateline("query", COUNT)
    assert (failed, said in err, "`dateline build`" in err) == (code, True, True), err
    status = json.loads(dateline("status", "--json")[1])
    assert (status["published"], said in status["problem"]) == (None, True)
    built, out, err = dateline("build")
    assert (built, "published anew: " in out) == (0, True), out + err
    assert json.loads(dateline("status", "--json")[1])["problem"] is None
    assert articles() == 1


def test_failed_check_says_table_promise_and_rows_and_publishes_nothing(folder: Path) -> None:
    newsroom = Newsroom(folder)
    newsroom.fetch("a2", TEXT)
    wrong = mention("a2", TEXT, **SAID) | {"trigger_text": "fled"}
    newsroom.code("a2", [wrong], coder_version=coder_version())
    code, _, err = dateline("build")
    said = " ".join(err.split())
    assert code == 1
    assert "nothing was published" in said.lower()
    assert "facts.fact_mention: not so for 1 rows: the trigger's offsets" in said
    assert f"First: mention_id {wrong['mention_id']}" in said
    assert (folder / "warehouse.duckdb").readlink() == Path("versions/000001.duckdb")
    assert articles() == 1
