"""Two runs at once, Ctrl-C, and a full disk: the journal stays whole, and the next run goes on. Real processes."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipelines.config import load_settings
from pipelines.steps.folder import open_journal
from warehouse.lock import build_lock

DATELINE = [sys.executable, "-m", "pipelines.cli"]
ARTICLES = 400
MEGABYTE = 1 << 20
TEXT = "Government troops shelled the town of Idlib on Tuesday, killing {} people, a monitor said. " * 8


def write_articles(path: Path, count: int) -> None:
    rows = (
        {"id": str(number), "title": f"Report {number}", "text": TEXT.replace("{}", str(number % 90 + 2))}
        for number in range(count)
    )
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))


def dateline(*arguments: str, timeout: float = 120) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*DATELINE, *arguments], capture_output=True, text=True, timeout=timeout, check=False)


def events() -> list[dict[str, object]]:
    sql = "select event_id, mention_id, date_start, fatalities_best, sentence_text from fact_event order by all"
    done = dateline("query", sql, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def inbox() -> Path:
    folder, _ = open_journal(load_settings())
    return folder.inbox


def test_second_build_says_who_holds_the_first_and_stops_or_waits(inbox):
    write_articles(inbox / "wire.jsonl", 3)
    assert dateline("ingest").returncode == 0
    with build_lock(inbox.parent / "build.lock"):
        refused = dateline("build")
        assert refused.returncode == 3
        assert f"process {os.getpid()}" in refused.stderr
        waiting = subprocess.Popen(
            [*DATELINE, "build", "--wait"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        with pytest.raises(subprocess.TimeoutExpired):
            waiting.wait(3)
    assert waiting.wait(60) == 0
    assert len(events()) > 0


def test_articles_can_be_ingested_while_a_build_is_held(inbox):
    write_articles(inbox / "wire.jsonl", 3)
    with build_lock(inbox.parent / "build.lock"):
        assert dateline("ingest").returncode == 0
    assert json.loads(dateline("status", "--json").stdout)["journal_records"] == 4


@pytest.mark.slow
def test_interrupted_run_loses_nothing_and_the_next_one_goes_on(inbox, tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINE_CHUNK_SIZE", "5")
    monkeypatch.setenv("DATELINE_WORKERS", "2")
    monkeypatch.setenv("DATELINE_KEEP_EVERY_S", "0")
    write_articles(inbox / "wire.jsonl", ARTICLES)
    _, journal = open_journal(load_settings())
    running = subprocess.Popen([*DATELINE, "run"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 60
    while journal.last_position() < ARTICLES + 1 + 5 and time.monotonic() < deadline:
        time.sleep(0.02)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 130, said
    assert "goes on from there" in said
    assert "Traceback" not in said
    coded_before = journal.last_position() - ARTICLES - 1
    assert 5 <= coded_before < ARTICLES
    assert json.loads(dateline("verify", "--json").stdout)["is_whole"]

    again = json.loads(dateline("run", "--json").stdout)
    assert again["read"][0]["new"] == 0
    assert again["coded"]["articles"] == ARTICLES - coded_before
    interrupted = events()

    monkeypatch.setenv("DATELINE_DATA_FOLDER", str(tmp_path / "undisturbed"))
    folder, _ = open_journal(load_settings())
    write_articles(folder.inbox / "wire.jsonl", ARTICLES)
    done = dateline("run")
    assert (done.returncode, done.stderr) == (0, ""), "cron would mail it"
    assert events() == interrupted


def test_full_disk_is_said_and_leaves_journal_and_warehouse_whole(small_disk, tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINE_DATA_FOLDER", str(small_disk.path / "data"))
    few, many = tmp_path / "few.jsonl", tmp_path / "many.jsonl"
    write_articles(few, 2)
    rows = [{"id": str(n), "text": TEXT + os.urandom(8000).hex()} for n in range(200)]
    many.write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert dateline("ingest", str(few)).returncode == 0
    records = json.loads(dateline("status", "--json").stdout)["journal_records"]
    small_disk.leave(MEGABYTE)
    full = dateline("ingest", str(many))
    assert full.returncode == 1
    assert "Traceback" not in full.stderr
    assert "space" in full.stderr.lower()
    verdict = json.loads(dateline("verify", "--json").stdout)
    assert (verdict["is_whole"], verdict["records"]) == (True, records)
    small_disk.leave(MEGABYTE)
    assert dateline("build").returncode == 1
    small_disk.free()
    assert dateline("ingest", str(many)).returncode == 0
    assert dateline("run").returncode == 0
    [stored] = json.loads(dateline("query", "select count(*) as articles from dim_article", "--json").stdout)
    assert stored["articles"] == 202
