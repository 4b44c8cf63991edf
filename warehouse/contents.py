"""What the published tables of a build file hold: a digest of each, and which rows a build made differ.

A version that was made before that build is brought up to date by these rows alone. Kept with the tables, in the
same transaction.
"""

from dataclasses import dataclass

import duckdb

from warehouse.connection import literal
from warehouse.digest import Digest, digest, digest_of_hashes
from warehouse.models import PUBLISHED_LAYERS, models
from warehouse.staging_tables import JOURNAL_COMMENTS

DIGESTS = "staging.digests"
"""A table's digest, and the one that it had before the build; null = the build made it as a whole."""
CHANGED = "staging.changed_rows"
"""Of those rows that are between the two digests: hashes of their keys, and their positions in the journal, if any."""
JOURNAL_KEY = "journal_position"
CHANGED_COLUMNS = f"table_name varchar, key_hash ubigint, {JOURNAL_KEY} bigint"


def published_tables() -> list[str]:
    """Tables that people see, as `layer.name`."""
    return list(published_keys())


def published_keys() -> dict[str, str]:
    """Of each of them the columns that tell its rows apart, as SQL lists them; the position in the journal at last."""
    made = [model for model in models() if model.layer in PUBLISHED_LAYERS and model.kind == "table"]
    keys = {model.table: [*model.key, *({JOURNAL_KEY} & {*model.columns})] for model in made}
    return {table: ", ".join(key) for table, key in keys.items()} | dict.fromkeys(sorted(JOURNAL_COMMENTS), JOURNAL_KEY)


def is_changed(table: str, database: str = "") -> str:
    """The condition for rows that the build changed. Tables are in the journal's order: where positions tell, only few
    parts are looked through."""
    key, told = published_keys()[table], f"from {database}{CHANGED} where table_name = {literal(table)}"
    condition = f"hash({key}) in (select key_hash {told})"
    if key.endswith(JOURNAL_KEY):
        condition = f"{JOURNAL_KEY} in (select {JOURNAL_KEY} {told}) and {condition}"
    return condition


@dataclass(frozen=True, slots=True)
class Contents:
    """Follows the published tables of one build; other tables are none of its business."""

    connection: duckdb.DuckDBPyConnection

    def begin(self) -> bool:
        """Forgets what the build before changed; whether the digest of every published table is known."""
        self.connection.execute(
            f"create table if not exists {DIGESTS} (table_name varchar, digest varchar, digest_before varchar)"
        )
        self.connection.execute(f"create table if not exists {CHANGED} ({CHANGED_COLUMNS})")
        self.connection.execute(f"delete from {CHANGED}")
        self.connection.execute(f"update {DIGESTS} set digest_before = digest")
        known = {str(table) for (table,) in self.connection.sql(f"select table_name from {DIGESTS}").fetchall()}
        if known != set(published_tables()):
            self.connection.execute(f"delete from {DIGESTS}")
            return False
        return True

    def count(self, table: str) -> None:
        """Takes in a table that was made as a whole."""
        if table in published_keys():
            self._note(table, digest(self.connection, table), None)

    def follow(self, table: str) -> None:
        """Takes in the rows of `removed` and `added`, tables with the key and a `row_hash` of each."""
        if table not in published_keys():
            return
        ((before,),) = self.connection.execute(
            f"select digest_before from {DIGESTS} where table_name = ?", [table]
        ).fetchall()
        added, removed = (digest_of_hashes(self.connection, rows) for rows in ("added", "removed"))
        self._note(table, str(Digest.parse(before) + added - removed), before)
        key = published_keys()[table]
        place = JOURNAL_KEY if key.endswith(JOURNAL_KEY) else "null"
        changed = f"(select {key} from added union all select {key} from removed)"
        told = f"select distinct {literal(table)}, hash({key}), {place} from {changed}"
        self.connection.execute(f"insert into {CHANGED} {told}")

    def _note(self, table: str, now: str, before: str | None) -> None:
        self.connection.execute(f"delete from {DIGESTS} where table_name = ?", [table])
        self.connection.execute(f"insert into {DIGESTS} values (?, ?, ?)", [table, now, before])
