"""The index of the journal's heads: what the last record of a stream says, found without reading the journal.

It is SQLite because several processes append at once and DuckDB lets only one open a file. It holds nothing that the
journal does not: delete it, and the next call folds all segments again. The last folded append stands in the same
transaction as what was folded from it.
"""

import json
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from schemas.journal import upcast
from warehouse.journal.segments import START, End, Part, Row

_LAYOUT = 2
_PATIENCE_S = 120.0
_AT_ONCE = 500
_HEAD_KINDS = frozenset({"article_fetched", "article_rejected", "article_withdrawn", "judgement"})

_TABLES = f"""
create table appends (number integer primary key, first_position integer not null, last_position integer not null,
    recorded_at integer not null, digest text not null);
create index appends_by_position on appends (last_position);
create index appends_by_time on appends (recorded_at);
create table heads (stream text primary key, kind text not null, content_hash text not null,
    position integer not null, observed_at integer not null) without rowid;
create index articles_to_code on heads (position, stream) where kind = 'article_fetched';
create table reads (source_id text primary key, read_at integer not null) without rowid;
create table codings (coder_version text not null, article_position integer not null,
    primary key (coder_version, article_position)) without rowid;
create table answers (asked_as text not null, article_position integer not null, position integer not null,
    primary key (asked_as, article_position)) without rowid;
create table coded_up_to (coder_version text primary key, position integer not null) without rowid;
pragma user_version = {_LAYOUT};
"""


class IndexBusy(Exception):
    """Another process holds the index for longer than an append takes."""

    def __init__(self, path: Path) -> None:
        """Name the file and the patience."""
        super().__init__(
            f"Another process has held {path.name} for over {_PATIENCE_S:.0f} s. "
            "See what else runs on this data folder; a stopped process holds it until it goes on or ends."
        )


class Head(NamedTuple):
    """What the last record of an article or judgement says about itself."""

    kind: str
    content_hash: str
    position: int
    observed_at: int


class Index:
    """The heads of one journal, as of the last append that was folded."""

    def __init__(self, path: Path) -> None:
        """Open the index, or make an empty one."""
        self.path = path
        self._connect()

    def _connect(self) -> None:
        try:
            self._open()
        except sqlite3.DatabaseError as error:
            if not _is_damage(error):
                raise
            self._remove()
            self._open()

    def _open(self) -> None:
        """Open the file at the path, and be sure that it is that one: another process may be removing it.

        SQLite does not wait by itself where two processes make a new file at once.
        """
        begun = time.monotonic()
        while True:
            self.path.touch()
            self._inode = self._inode_at_path()
            self._connection = sqlite3.connect(
                self.path, timeout=_PATIENCE_S, isolation_level=None, check_same_thread=False
            )
            try:
                self._prepare()
            except (sqlite3.Error, IndexBusy) as error:
                is_other_file = self._inode != self._inode_at_path()
                patience_s = _PATIENCE_S if isinstance(error, IndexBusy) else 1.0 if _is_unsteady(error) else 0.0
                if not is_other_file and time.monotonic() - begun >= patience_s:
                    raise
                time.sleep(0.005)
            else:
                if self._inode is not None and self._inode == self._inode_at_path():
                    return
            self._connection.close()

    def _prepare(self) -> None:
        self._ask("pragma journal_mode = wal")
        self._ask("pragma synchronous = normal")
        if not self._is_laid_out():
            with self.transaction():
                if not self._is_laid_out():
                    self.clear()

    def _is_laid_out(self) -> bool:
        return bool(self._ask("pragma user_version")[0][0] == _LAYOUT)

    def _inode_at_path(self) -> int | None:
        try:
            return self.path.stat().st_ino
        except FileNotFoundError:
            return None

    def _remove(self) -> None:
        self._connection.close()
        for suffix in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)

    def reopen_if_replaced(self) -> bool:
        """Turn to the file at the path when somebody has deleted the one that is open."""
        if self._inode_at_path() == self._inode:
            return False
        self._connection.close()
        self._connect()
        return True

    def mend(self, error: sqlite3.Error) -> bool:
        """Replace a file that SQLite cannot read by an empty index; False when that is not what the error says."""
        if self.reopen_if_replaced():
            return True
        if not _is_damage(error) and not _is_unsteady(error):
            return False
        if _is_damage(error):
            self._remove()
        self._connection.close()
        self._open()
        return True

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @contextmanager
    def transaction(self, mode: str = "immediate") -> Iterator[None]:
        """One transaction: kept as a whole, or undone when an exception leaves it."""
        self._ask(f"begin {mode}")
        try:
            yield
            self._ask("commit")
        except BaseException:
            with suppress(sqlite3.Error):
                self._ask("rollback")
            raise

    def clear(self) -> None:
        """Forget everything, in the transaction that is open."""
        for (name,) in self._ask("select name from sqlite_master where type = 'table'"):
            self._ask(f"drop table {name}")
        for statement in _TABLES.split(";")[:-1]:
            self._ask(statement)

    def end(self) -> End:
        """The last append folded."""
        rows = self._ask("select number, last_position, recorded_at, digest from appends order by number desc limit 1")
        return End(*rows[0]) if rows else START

    def fold(self, part: Part, rows: Sequence[Row]) -> None:
        """Take in one append, in the transaction that is open."""
        self._many(
            "insert into appends values (?, ?, ?, ?, ?)",
            [(part.number, part.first_position, part.last_position, rows[-1].recorded_at, part.digest)],
        )
        heads = {
            r.stream: (r.stream, r.kind, r.content_hash, r.position, r.observed_at)
            for r in rows
            if r.kind in _HEAD_KINDS
        }
        self._many("insert or replace into heads values (?, ?, ?, ?, ?)", list(heads.values()))
        self._many(
            "insert or replace into reads values (?, ?)",
            [(r.stream.partition("/")[2], r.observed_at) for r in rows if r.kind == "source_read"],
        )
        self._many(
            "insert or ignore into codings values (?, ?)",
            [_coding(row) for row in rows if row.kind == "article_coded"],
        )
        self._many(
            "insert or ignore into answers values (?, ?, ?)",
            [(*_answer(row), row.position) for row in rows if row.kind == "article_answered"],
        )

    def heads(self, streams: Sequence[str]) -> dict[str, Head]:
        """Heads of the streams that have one."""
        found: dict[str, Head] = {}
        for i in range(0, len(streams), _AT_ONCE):
            some = streams[i : i + _AT_ONCE]
            marks = ", ".join("?" * len(some))
            rows = self._ask(
                f"select stream, kind, content_hash, position, observed_at from heads where stream in ({marks})",
                some,
            )
            found.update((stream, Head(*rest)) for stream, *rest in rows)
        return found

    def last_read(self, source_id: str) -> int | None:
        """When the source was last read, or None."""
        rows = self._ask("select read_at from reads where source_id = ?", [source_id])
        return rows[0][0] if rows else None

    def is_coded(self, article_position: int, coder_version: str) -> bool:
        """Whether this coder version has coded the article's version at this position."""
        return bool(
            self._ask(
                "select 1 from codings where coder_version = ? and article_position = ?",
                [coder_version, article_position],
            )
        )

    def answers(self, asked_as: str, article_positions: Sequence[int]) -> dict[int, int]:
        """Positions of the first answers to a model and prompt, by the position of the article's version."""
        found: dict[int, int] = {}
        for i in range(0, len(article_positions), _AT_ONCE):
            some = article_positions[i : i + _AT_ONCE]
            marks = ", ".join("?" * len(some))
            found.update(
                self._ask(
                    "select article_position, position from answers "
                    f"where asked_as = ? and article_position in ({marks})",
                    [asked_as, *some],
                )
            )
        return found

    def uncoded(self, coder_version: str, limit: int | None) -> list[tuple[int, str]]:
        """Position and stream of articles whose latest version this coder version has not coded, oldest first."""
        return self._ask(
            "select position, stream from heads where kind = 'article_fetched' "
            "and position > coalesce((select position from coded_up_to where coder_version = ?1), 0) "
            "and not exists (select 1 from codings where coder_version = ?1 and article_position = heads.position) "
            "order by position limit ?2",
            [coder_version, -1 if limit is None else limit],
        )

    def note_coded_up_to(self, coder_version: str, position: int) -> None:
        """Remember that everything up to a position is coded, so that `uncoded` begins behind it."""
        self._many("insert or replace into coded_up_to values (?, ?)", [(coder_version, position)])

    def coded_up_to(self, coder_version: str) -> int:
        """The position that was last noted, or 0."""
        rows = self._ask("select position from coded_up_to where coder_version = ?", [coder_version])
        return rows[0][0] if rows else 0

    def position_as_of(self, instant: int) -> int:
        """Last position recorded at or before an instant, or 0."""
        rows = self._ask(
            "select last_position from appends where recorded_at <= ? order by recorded_at desc, number desc limit 1",
            [instant],
        )
        return rows[0][0] if rows else 0

    def append_holding(self, position: int) -> int:
        """Number of the append that holds a position."""
        rows = self._ask(
            "select number from appends where last_position >= ? order by last_position limit 1", [position]
        )
        return int(rows[0][0])

    def positions_of(self, first: int, last: int) -> tuple[int, int]:
        """First and last position of a range of appends."""
        rows = self._ask(
            "select min(first_position), max(last_position) from appends where number in (?, ?)", [first, last]
        )
        return int(rows[0][0]), int(rows[0][1])

    def _ask(self, statement: str, values: Sequence[object] = ()) -> list[Any]:
        try:
            return self._connection.execute(statement, tuple(values)).fetchall()
        except sqlite3.OperationalError as error:
            if _name(error) in ("SQLITE_BUSY", "SQLITE_LOCKED"):
                raise IndexBusy(self.path) from error
            raise

    def _many(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        self._connection.executemany(statement, rows)


def is_full(error: sqlite3.Error) -> bool:
    """Whether the index could not be written for want of room."""
    return _name(error) in ("SQLITE_FULL", "SQLITE_IOERR_SHMSIZE", "SQLITE_IOERR_WRITE")


def _is_damage(error: sqlite3.Error) -> bool:
    return _name(error) in ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_ERROR") or _name(error).startswith(
        ("SQLITE_CORRUPT_", "SQLITE_CONSTRAINT")
    )


def _is_unsteady(error: Exception) -> bool:
    """Whether SQLite fell over a file beside the index that was being removed."""
    return isinstance(error, sqlite3.Error) and _name(error).startswith("SQLITE_IOERR")


def _name(error: sqlite3.Error) -> str:
    return getattr(error, "sqlite_errorname", None) or ""


def _answer(row: Row) -> tuple[str, int]:
    payload = upcast(row.kind, row.version, json.loads(row.payload))
    return payload["asked_as"], payload["article_position"]


def _coding(row: Row) -> tuple[str, int]:
    payload = upcast(row.kind, row.version, json.loads(row.payload))
    return payload["coder_version"], payload["article_position"]
