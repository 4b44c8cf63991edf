"""Upkeep: what lies where, whether the journal is whole, a copy of it, and articles that were taken back."""

import os
import shutil
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipelines import records
from pipelines.config import Settings, config_path
from pipelines.steps.folder import open_journal
from pipelines.steps.ingest import sources
from warehouse.folder import DataFolder
from warehouse.journal.journal import Journal
from warehouse.journal.verification import Verification
from warehouse.lock import holder
from warehouse.query import NoWarehouse, WarehouseUnusable, query

PUBLISHED_ROWS = """
select split_part(table_name, '.', 2), row_count from journal.published_tables
where table_name like 'facts.%' or table_name in ('dimensions.dim_article', 'journal.rejected_articles')
order by table_name
"""


class BackupRefused(ValueError):
    """The destination of a backup cannot hold it."""


def status(settings: Settings) -> dict[str, Any]:
    """Where everything lies, how far it has come, and who is building."""
    folder, journal = open_journal(settings)
    building = holder(folder.build_lock)
    published, problem = _published(folder)
    return {
        "data_folder": str(folder.path),
        "inbox": str(settings.inbox_folder),
        "warehouse": str(folder.warehouse) if folder.warehouse.exists() else None,
        "configuration": str(config_path()) if config_path().exists() else "defaults",
        "journal_records": journal.last_position(),
        "last_reads": {
            source.id: read_at.isoformat(timespec="seconds")
            for source in sources(settings, with_samples=True)
            if (read_at := journal.last_read(source.id))
        },
        "published": published,
        "problem": problem,
        "building": str(building) if building else None,
        "nightly": f"{settings.nightly_cron} ({settings.timezone})",
    }


def _published(folder: DataFolder) -> tuple[dict[str, Any] | None, str | None]:
    """Rows of the published tables, or what keeps them from being read; neither before the first build."""
    try:
        return dict(query(folder, PUBLISHED_ROWS).iter_rows()), None
    except (NoWarehouse, WarehouseUnusable) as error:
        return None, str(error) if os.path.lexists(folder.warehouse) else None


def verify(settings: Settings) -> Verification:
    """Proves every segment of the journal, and that none is missing."""
    return open_journal(settings)[1].verify()


def backup(settings: Settings, destination: Path) -> tuple[int, Verification]:
    """Copies the segments that the destination lacks, then proves the copy; returns how many were copied.

    Raises `BackupRefused` where the destination lies inside the data folder or holds another journal.
    """
    folder, journal = open_journal(settings)
    if destination.resolve().is_relative_to(folder.path.resolve()):
        raise BackupRefused(f"'{destination}' lies inside the data folder. Name a folder on another disk.")
    copies = destination / "journal"
    copies.mkdir(parents=True, exist_ok=True)
    copied = 0
    with journal.reading():
        for segment in journal.segments():
            copied += _copy(segment.path, copies / segment.path.name)
    return copied, Journal(copies).verify()


def _copy(segment: Path, copy: Path) -> bool:
    """Copies one immutable file so that a half-written copy never bears its name."""
    if copy.exists():
        return False
    partial = copy.with_name(f".{copy.name}.{os.getpid()}")
    shutil.copyfile(segment, partial)
    with partial.open("rb") as written:
        os.fsync(written.fileno())
    partial.replace(copy)
    return True


def withdraw(settings: Settings, article_id: str, reason: str, author: str) -> int | None:
    """Records that an article was taken back; null where that is recorded already."""
    journal: Journal = open_journal(settings)[1]
    return journal.append(records.withdrawal(article_id, reason, author, datetime.now(UTC)))


def as_row(verification: Verification) -> dict[str, Any]:
    """A verdict as a row."""
    return {"is_whole": verification.is_whole} | asdict(verification)
