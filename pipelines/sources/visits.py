"""What was fetched of a source before: the validators of each URL. May be deleted; then all is fetched once more.

Notes count from the next read on, and only once the journal has what was read: whoever reads calls `commit` then.
"""

import sqlite3
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

TABLE = """
create table if not exists visits (
    source_id text, url text, etag text, last_modified text, mark text, noted_at real, primary key (source_id, url)
)
"""
KEPT_DAYS = 90
PATIENCE = 30.0
"""Seconds to wait for another process that writes."""


@dataclass(frozen=True, slots=True)
class Visit:
    """How a URL stood when it was last read; `mark` is what its reader wants to know about it next time."""

    etag: str | None = None
    last_modified: str | None = None
    mark: str = ""


class Visits:
    """The visits of one source, and what this read has to tell besides documents.

    `unchanged` counts the articles that stand as they did; `problems` are failures that leave the journal as it is.
    Where the source `is_forgotten`, as the journal lacks its articles, all is fetched as if for the first time.
    """

    def __init__(self, path: Path | None = None, source_id: str = "", is_forgotten: bool = False) -> None:
        self.unchanged = 0
        self.problems: list[str] = []
        self._path, self._source_id = path, source_id
        self._noted: dict[str, Visit] = {}
        self._known = _load(path, source_id) if path and not is_forgotten else {}

    def of(self, url: str) -> Visit | None:
        """The last visit of a URL that the journal knows of."""
        return self._known.get(url)

    def note(self, url: str, visit: Visit) -> None:
        """Remembers a visit of this read."""
        self._noted[url] = visit

    def commit(self) -> None:
        """Keeps what was noted; the journal has it."""
        if not self._path or not self._noted:
            return
        now = time.time()
        rows = [
            (self._source_id, url, visit.etag, visit.last_modified, visit.mark, now)
            for url, visit in self._noted.items()
        ]
        # Where the file is locked or cannot be written, the next read fetches once more.
        with suppress(sqlite3.OperationalError), closing(_open(self._path)) as table:
            table.executemany("insert or replace into visits values (?, ?, ?, ?, ?, ?)", rows)
            table.execute("delete from visits where noted_at < ?", (now - KEPT_DAYS * 86_400,))
            table.execute("commit")


def _load(path: Path, source_id: str) -> dict[str, Visit]:
    with suppress(sqlite3.OperationalError), closing(_open(path)) as table:
        rows = table.execute("select url, etag, last_modified, mark from visits where source_id = ?", (source_id,))
        return {url: Visit(*rest) for url, *rest in rows}
    return {}


def _open(path: Path) -> sqlite3.Connection:
    """The table; one that is damaged is begun anew, as it can be lost."""
    try:
        return _connect(path)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        path.unlink(missing_ok=True)
        return _connect(path)


def _connect(path: Path) -> sqlite3.Connection:
    """A connection in a transaction of its own. One begun later could be refused at once, without any patience."""
    table = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    try:
        table.execute("pragma synchronous = off")  # what a crash of the machine damages is begun anew
        table.execute("begin immediate")
        table.execute(TABLE)
        table.execute("select etag, last_modified, mark, noted_at from visits limit 1").fetchall()
        if table.execute("pragma quick_check(1)").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("damaged")
    except sqlite3.DatabaseError:
        table.close()
        raise
    return table
