"""Upkeep: what lies where, whether journal and facts can be proved, and articles that were taken back."""

import os
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from pipelines import records
from pipelines.config import Settings, config_path
from pipelines.steps.folder import open_journal
from pipelines.steps.ingest import sources
from warehouse.evidence import Evidence, find_evidence
from warehouse.folder import DataFolder
from warehouse.journal.journal import Journal
from warehouse.journal.verification import Verification, prove
from warehouse.lock import holder
from warehouse.query import NoWarehouse, WarehouseUnusable, query

PUBLISHED_ROWS = """
select split_part(table_name, '.', 2), row_count from journal.published_tables
where table_name like 'facts.%' or table_name in ('dimensions.dim_article', 'journal.rejected_articles')
order by table_name
"""


NOT_LOOKED_UP = "evidence was not looked up: the journal is broken"


@dataclass(frozen=True, slots=True)
class Proof:
    """What was proved of the journal, and of the facts that rest on it."""

    journal: Verification
    evidence: Evidence

    @property
    def is_complete(self) -> bool:
        """Whether the journal is whole and no fact lacks its evidence."""
        return self.journal.is_whole and self.evidence.is_found

    def as_row(self) -> dict[str, Any]:
        """The proof as JSON holds it."""
        return {"is_whole": self.journal.is_whole, **asdict(self.journal), "evidence": asdict(self.evidence)}


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


def verify(settings: Settings) -> Proof:
    """Proves every segment of the journal, that none is missing, and that every fact has its evidence there.

    Writes nothing. Evidence is looked for in a whole journal only.
    """
    folder = DataFolder(settings.data_folder)
    journal = prove(folder.journal)
    return Proof(journal, find_evidence(folder) if journal.is_whole else Evidence(problem=NOT_LOOKED_UP))


def withdraw(settings: Settings, article_id: str, reason: str, author: str) -> int | None:
    """Records that an article was taken back; null where that is recorded already."""
    journal: Journal = open_journal(settings)[1]
    return journal.append(records.withdrawal(article_id, reason, author, datetime.now(UTC)))
