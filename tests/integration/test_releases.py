"""A journal that an earlier release wrote opens, is brought up to date on reading, gives its tables, and goes on."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipelines.config import Settings
from pipelines.steps.backup import restore
from pipelines.steps.build import build_warehouse
from pipelines.steps.code import code_new
from pipelines.steps.folder import open_journal
from pipelines.steps.ingest import ingest
from pipelines.steps.upkeep import verify
from schemas.journal import VERSIONS, canonical_json, content_hash
from tests.releases.__main__ import EXPECTED, RELEASES, facts
from warehouse.folder import DataFolder
from warehouse.journal import segments
from warehouse.journal.folder import SegmentFolder
from warehouse.journal.verification import prove
from warehouse.query import query

KEPT = sorted(path for path in RELEASES.iterdir() if (path / EXPECTED).exists())
GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "records.jsonl"


@pytest.fixture
def opened(settings, release) -> Settings:
    """A data folder with the release's journal."""
    shutil.copytree(release / "journal", settings.data_folder / "journal")
    return settings


releases = pytest.mark.parametrize("release", KEPT, ids=lambda path: path.name)


@releases
def test_tables_of_an_earlier_release_say_what_they_said(opened, release):
    assert build_warehouse(opened).passed
    said = json.loads((release / EXPECTED).read_text())
    assert facts(opened) == said
    assert all(said.values())
    proof = verify(opened)
    assert proof.is_complete, proof


@releases
def test_journal_of_an_earlier_release_goes_on(opened, release):
    before = prove(opened.data_folder / "journal")
    opened.inbox_folder.mkdir(parents=True)
    article = {"id": "new", "text": "Police arrested the mayor of Bamako on Monday.", "published_at": "2020-01-06"}
    (opened.inbox_folder / "new.jsonl").write_text(json.dumps(article) + "\n")
    assert sum(report.new for report in ingest(opened)) == 1
    assert code_new(opened).articles >= 1
    assert build_warehouse(opened).passed
    proof = verify(opened)
    assert proof.is_complete
    assert proof.journal.appends > before.appends
    known = {row["article_id"] for row in json.loads((release / EXPECTED).read_text())["articles"]}
    assert known < {row["article_id"] for row in facts(opened)["articles"]}


@releases
def test_backup_of_an_earlier_release_is_restored(release, settings):
    restore(release, settings.data_folder)
    assert build_warehouse(settings, from_scratch=True).passed
    assert facts(settings) == json.loads((release / EXPECTED).read_text())


def test_newest_release_keeps_a_record_of_every_kind():
    import polars as pl

    kinds = pl.read_parquet(KEPT[-1] / "journal" / "*.parquet")["kind"].unique().to_list()
    assert sorted(kinds) == sorted(VERSIONS)


def test_folder_of_a_release_is_small():
    for release in KEPT:
        assert sum(path.stat().st_size for path in release.rglob("*") if path.is_file()) < 60_000


@releases
def test_record_of_an_older_version_is_brought_up_to_date_where_tables_are_built(opened, release):
    """The golden `judgement` of version 1, appended as its release wrote it."""
    golden = [json.loads(line) for line in GOLDEN.read_text().splitlines()]
    [old] = [each for each in golden if (each["kind"], each["version"]) == ("judgement", 1)]
    journal = opened.data_folder / "journal"
    end = prove(journal)
    now = segments.microseconds(datetime.now(UTC))
    payload = canonical_json(old["written"])
    row = segments.Row(end.records + 1, old["stream"], "judgement", 1, now, now, content_hash(old["written"]), payload)
    part = segments.part_of([row], end.appends + 1, "an older release", end.digest)
    files = SegmentFolder(journal)
    files.put(files.single(part.number), lambda out: segments.write(out, [row], [part]))
    assert open_journal(opened)[1].read([row.position])[0].version == VERSIONS["judgement"]
    assert build_warehouse(opened).passed
    sql = f"select place_id from judgements where judgement_id = '{old['subject_id']}'"
    assert query(DataFolder(opened.data_folder), sql).height == 1
    assert verify(opened).is_complete
