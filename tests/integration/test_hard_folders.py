"""A disk that fills up, a folder that takes no writes, two folders at work at once: what is said, and what is kept."""

import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.coding.reference import current_version as coder_version
from pipelines.config import Settings
from pipelines.steps.code import code_new
from pipelines.steps.folder import open_journal
from pipelines.steps.ingest import ingest
from tests.integration.test_faults import dateline
from tests.small_disk import SmallDisk, read_only
from tests.wire import report, write_reports
from warehouse.folder import DataFolder
from warehouse.journal.folder import NoRoom
from warehouse.query import query


@pytest.mark.slow
def test_full_disk_while_coding_keeps_what_is_coded_and_the_next_run_codes_the_rest(
    small_disk: SmallDisk, settings: Settings
) -> None:
    settings = settings.model_copy(
        update={"data_folder": small_disk.path / "data", "chunk_size": 5, "keep_every_s": 0.0}
    )
    folder, journal = open_journal(settings)
    write_reports(folder.inbox / "wire.jsonl", map(report, range(60)))
    assert ingest(settings)[0].new == 60
    small_disk.leave(100_000)
    with pytest.raises(NoRoom, match="the journal is whole"):
        code_new(settings)
    coded = 60 - len(journal.uncoded(coder_version()))
    assert 0 < coded < 60
    small_disk.free()
    assert code_new(settings).articles == 60 - coded
    assert journal.verify().is_whole
    assert sum(len(chunk) for chunk in journal.records(kinds=["article_coded"])) == 60


WRITING = (
    ("ingest",),
    ("build",),
    ("run",),
    ("rebuild",),
    ("withdraw", "a1", "--reason", "in error", "--author", "desk"),
    ("ui",),
)
READING = (("query", "select count(*) from dim_article"), ("verify",), ("report", "--out"), ("backup",))
"""Commands; those that end in an option or take a folder are given one outside."""


def test_read_only_folder_is_said_and_left_alone_and_can_still_be_read(settings: Settings, tmp_path: Path) -> None:
    folder = DataFolder(settings.data_folder).ensure().path
    write_reports(folder / "inbox" / "wire.jsonl", map(report, range(2)))
    # in a process of its own, which leaves no file open
    subprocess.run([sys.executable, "-m", "pipelines.cli", "run"], check=True, stdout=subprocess.DEVNULL)

    def listing() -> list[tuple[str, int, int]]:
        found = ((str(path), path.lstat()) for path in sorted(folder.rglob("*")))
        return [(path, stat.st_size, stat.st_mtime_ns) for path, stat in found]

    before = listing()
    with read_only(folder) as is_read_only:
        if not is_read_only:
            pytest.skip("only the superuser can mount a folder read-only")
        for command in WRITING:
            code, _, err = dateline(*command)
            assert (code, "cannot be used: Read-only file system. Name another one with" in err) == (2, True), command
        for number, command in enumerate(READING):
            outside = () if command[0] in ("query", "verify") else (tmp_path / f"outside{number}",)
            code, _, err = dateline(*command, *outside)
            assert code == 0, (command, err)
    assert listing() == before


@pytest.mark.slow
def test_two_folders_at_work_at_once_leave_each_other_alone(tmp_path: Path) -> None:
    folders = [DataFolder(tmp_path / name).ensure() for name in ("one", "other")]
    given = [[report(number) for number in numbers] for numbers in (range(3), range(10, 15))]
    for folder, reports in zip(folders, given, strict=True):
        write_reports(folder.inbox / "wire.jsonl", reports)
    commands = [[sys.executable, "-m", "pipelines.cli", "run", "--data-folder", str(each.path)] for each in folders]
    running = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for command in commands]
    assert [process.wait() for process in running] == [0, 0]
    for folder, reports in zip(folders, given, strict=True):
        told = query(folder, "select url from dim_article order by url")["url"].to_list()
        assert told == sorted(each["url"] for each in reports)
        assert query(folder, "select count(distinct article_id) from fact_mention").item() == len(reports)
