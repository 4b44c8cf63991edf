"""Upkeep: a model's table is brought up to date by what changed, where its header says what its rows change with.

    -- changes with: event_id

The rows of every event that a table which the model reads had a changed row of are made anew, by the model's own
SELECT over the rows of these events. So is what refers to a changed row of a table that the model looks things up in.
So are the rows of what a changed row of another table that it reads refers to: of the month of an event whose parties
changed. Of other models all rows are made anew. Only rows that came out other than they stood are exchanged, and only
these count as changed. Where a model, a reference table or a rule changed, all tables are made anew. Of views the rows
are checked that a changed key gives; they are made once, and read by the views that are made from them.
"""

import re
from dataclasses import dataclass, field
from functools import cache

import duckdb

from warehouse.checks import CheckResult, check
from warehouse.comments import set_comments
from warehouse.connection import make_empty
from warehouse.contents import JOURNAL_KEY, Contents
from warehouse.digest import columns_of, digest
from warehouse.models import BadModel, Model, Reference, models, models_digest
from warehouse.reference import REFERENCE_COLUMNS
from warehouse.staging_tables import JOURNAL_COMMENTS, STAGING_TABLES
from warehouse.temporary import make

KEPT = "staging.upkeep"
MOVED = {"staging.article_origins": "staging.moved_origins", "staging.event_pairs": "staging.moved_pairs"}
"""Of tables that the replay changes: where it notes the keys of what it changed since the models were last made."""
APPENDED = (*(table for table in STAGING_TABLES if table.startswith("staging.")), "staging.mention_states")
"""Tables whose rows never change, each with the position at which it came."""

PLACES = (JOURNAL_KEY, "position", "coding_position", "article_position")
"""Columns with a position in the journal: tables are about in the order of the first that they have."""

TOLD = {
    "mention_id": "select mention_id, position as place from staging.mentions",
    "event_id": "select event_id, coding_position as place from staging.mention_states",
    "article_id": "select article_id, unnest([article_position, position]) as place from staging.codings"
    " union all select article_id, position as place from staging.article_states",
}
"""Of keys: all places that their rows can have in a table that holds both; `staging.mention_states` has others."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Rows of a table that a build brought, that it made differ, and that it took away, by the table's key."""

    new: int
    changed: int
    gone: int


@dataclass(slots=True)
class Upkeep:
    """Makes models in their order. `after`: the position that they stand at; null = they have to be made as a whole.

    `counts` says what changed of each table that could be gone on with.
    """

    connection: duckdb.DuckDBPyConnection
    rules: str
    after: int | None = None
    changed: dict[str, str] = field(default_factory=dict)
    viewed: dict[str, str] = field(default_factory=dict)
    counts: dict[str, Changes] = field(default_factory=dict)
    columns: dict[str, dict[str, str]] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)

    @property
    def _contents(self) -> Contents:
        return Contents(self.connection)

    def begin(self) -> None:
        """Looks whether the tables can be gone on with."""
        self.connection.execute(f"create table if not exists {KEPT} (last_position bigint, made_with varchar)")
        rows = self.connection.sql(f"select last_position, made_with from {KEPT}").fetchall()
        can_go_on = self._contents.begin() and rows and rows[0][1] == self._made_with()
        self.after = int(rows[0][0]) if can_go_on else None

    def finish(self, position: int) -> None:
        """Remembers how far the tables have come."""
        self._follow_journal()
        self.connection.execute(f"delete from {KEPT}")
        self.connection.execute(f"insert into {KEPT} values (?, ?)", [position, self._made_with()])
        for table in MOVED.values():
            self.connection.execute(f"delete from {table}")

    def make(self, model: Model) -> list[CheckResult]:
        """Brings one table up to date, and checks the rows that are new in it, or refer to something that changed."""
        whole = self.after is None
        if whole:
            make_table(self.connection, model)
        if model.kind == "view":
            return self._check_view(model)
        if whole:
            self._contents.count(model.table)
            return check(self.connection, model)
        self._bring_up_to_date(model)
        # Rows of one key are made together: of all of them where there is none that rows change with.
        alike = "made" if model.changes_with is None or model.changes_with in model.key else None
        return check(self.connection, model, "(select * exclude (row_hash) from added)", self._has_lost, alike)

    def _follow_journal(self) -> None:
        """Takes in what the fold brought to tables of the journal that are published as they are."""
        for table in JOURNAL_COMMENTS:
            if self.after is None:
                self._contents.count(table)
            else:
                new = f"select *, hash(t) as row_hash from {table} as t where {JOURNAL_KEY} > {self.after}"
                self._show_added(new)
                self._temporary("removed", "from added where false")
                self._contents.follow(table)

    def _made_with(self) -> str:
        references = (digest(self.connection, f"staging.ref_{name}") for name in REFERENCE_COLUMNS)
        return " ".join((self.rules, models_digest(), duckdb.__version__, *references))

    def _bring_up_to_date(self, model: Model) -> None:
        """Takes out the rows that are no more, and adds those that are new; what is the same stays where it is."""
        column, table, sql = model.changes_with, model.table, _code(model)
        part = ""
        if column is not None:
            self._find_keys(column, self._keys_to_make(model, column))
            part, sql = self._of_keys(table, column), self._sql_of_part(model, column)
        kept = ", ".join(_kept(model))
        self._temporary("stood", f"select {kept}, rowid as number, hash(t) as row_hash from {table} as t {part}")
        hashed = f"select *, hash(t) as row_hash from ({sql}) as t"
        self._temporary("made", f"select *, row_hash in (select row_hash from stood) as is_known from ({hashed})")
        self._temporary("removed", "from stood anti join made using (row_hash)")
        self._show_added("select * exclude (is_known) from made where not is_known")
        self.connection.execute(f"delete from {table} where rowid in (select number from removed)")
        self.connection.execute(f"insert into {table} select * exclude (row_hash) from added")
        changed = self.changed[table] = f"changed_{model.layer}_{model.name}"
        self._temporary(
            changed, f"select {kept}, true as has_stood from removed union all select {kept}, false from added"
        )
        self._contents.follow(table)
        self._count(model)

    def _check_view(self, model: Model) -> list[CheckResult]:
        """Checks the rows of the keys that changed, or all rows where everything is made as a whole."""
        sql, column = _code(model), model.changes_with
        if self.after is not None and column is not None:
            self._find_keys(column, self._changed_keys(model, column))
            sql = self._sql_of_part(model, column)
        for view, rows in self.viewed.items():
            sql = re.sub(rf"\b{re.escape(view)}\b", rows, sql)
        rows = self.viewed[model.table] = f"rows_of_{model.name}"
        self._temporary(rows, sql)
        return check(self.connection, model, rows)

    def _count(self, model: Model) -> None:
        key = ", ".join(model.key)
        counts = (
            f"select (select count(*) from added anti join removed using ({key})),"
            f" (select count(*) from added semi join removed using ({key})),"
            f" (select count(*) from removed anti join added using ({key}))"
        )
        self.counts[model.table] = Changes(*self.connection.sql(counts).fetchall()[0])

    def _keys_to_make(self, model: Model, column: str) -> list[str]:
        """SELECTs of the values of `column` whose rows are to be made anew."""
        referring = (
            f"select {column} from {model.table} where {reference.column} in"
            f" (select {reference.target_column} from {self.changed[reference.target]}{_that_is_known(reference)})"
            for reference in model.references
            if {reference.column, reference.target_column} != {column}
            and reference.target in model.depends_on
            and reference.target in self.changed
        )
        return [*self._changed_keys(model, column), *referring]

    def _has_lost(self, reference: Reference) -> bool:
        """Whether values may be gone that a reference leads to; a row that changed keeps its key."""
        changes = self.counts.get(reference.target)
        return changes is not None and bool(changes.gone or (changes.changed and not _is_key(reference)))

    def _changed_keys(self, model: Model, column: str) -> list[str]:
        """SELECTs of the values of `column` that changed in a table which the model reads, or of what the changed rows
        of another such table refer to."""
        read = [table for table in model.depends_on if column in self._columns(table)]
        referred = (
            f"select {column} from {reference.target} where {reference.target_column} in"
            f" (select {reference.column} from {self.changed[other.table]})"
            for other in models()
            if other.table in {*model.depends_on} - {*read} and other.table in self.changed
            for reference in other.references
            if reference.target in read and reference.column in _kept(other)
        )
        return [*(self._changes(table, column) for table in read), *referred]

    def _changes(self, table: str, column: str) -> str:
        if table.startswith("staging.ref_"):
            return f"select {column} from {table} where false"
        if table in APPENDED:
            return f"select {column} from {table} where position > {self.after}"
        return f"select {column} from {MOVED.get(table) or self.changed[table]}"

    def _sql_of_part(self, model: Model, column: str) -> str:
        """The SELECT over the rows of the keys, which are looked up by themselves: DuckDB would join all tables first
        and then leave out what has other keys."""
        sql, parts = _code(model), []
        for table in model.depends_on:
            if column in self._columns(table):
                part = f"part_of_{table.replace('.', '_')}"
                parts.append(f"{part} as materialized (from {table} {self._of_keys(table, column)})")
                sql = re.sub(rf"\b{re.escape(table)}\b", part, sql)
        return f"with {', '.join(parts)} from ({sql})"

    def _of_keys(self, table: str, column: str) -> str:
        """Restricts a table to the rows of the keys. Where it is in the journal's order, other columns are read only in
        those parts. Row numbers would do, but DuckDB 2.0.0 errs in them where a transaction changed the table."""
        of_keys = f"semi join keys using ({column})"
        place = next((name for name in PLACES if name in self._columns(table)), None)
        if place is None:
            return of_keys
        is_told = column in TOLD and table != "staging.mention_states"
        places = f"select place from told_{column}" if is_told else f"select {place} from {table}"
        return f"where {place} in ({places} {of_keys}) and {column} in (select {column} from keys)"

    def _find_keys(self, column: str, selects: list[str]) -> None:
        """Makes `keys`, and finds where they can stand: once a build, not in every table that is asked for them."""
        values = " union all ".join(f"({one})" for one in selects)
        self._temporary("keys", f"select distinct {column} from ({values}) where {column} is not null")
        if column in TOLD:
            told = f"told_{column}"
            if column not in self.told:
                self.told.add(column)
                make_empty(self.connection, told, TOLD[column], temporary=True)
            self._temporary("untold", f"from keys anti join {told} using ({column})")
            found = f"select distinct {column}, place from ({TOLD[column]}) semi join untold using ({column})"
            self.connection.execute(f"insert into {told} {found}")

    def _columns(self, table: str) -> dict[str, str]:
        """Those of a table that stands, asked for once: many models read the same tables."""
        if table not in self.columns:
            self.columns[table] = columns_of(self.connection, table)
        return self.columns[table]

    def _show_added(self, select: str) -> None:
        """A view: to copy the rows would cost as much as to find them."""
        self.connection.execute(f"create or replace temp view added as {select}")

    def _temporary(self, table: str, select: str) -> None:
        make(self.connection, table, select)


def make_table(connection: duckdb.DuckDBPyConnection, model: Model) -> None:
    """Makes a model's table or view, with comments; raises `BadModel` where its columns are not those of the header."""
    connection.execute(f"create or replace {model.kind} {model.table} as {model.sql}")
    columns = columns_of(connection, model.table)
    if list(columns) != list(model.columns):
        described = _differences(list(columns), list(model.columns))
        raise BadModel(f"{model.layer}/{model.name}.sql", f"the header's columns are not the SELECT's: {described}")
    set_comments(connection, model.table, model.comment, model.columns, model.kind)


def _code(model: Model) -> str:
    """The SELECT without its comments, so that only tables are replaced in it."""
    return re.sub(r"--.*", "", model.sql)


@cache
def _is_key(reference: Reference) -> bool:
    return any((model.table, model.key) == (reference.target, (reference.target_column,)) for model in models())


def _that_is_known(reference: Reference) -> str:
    """No row that stands refers to a key that is new."""
    return " where has_stood" if _is_key(reference) else ""


@cache
def _kept(model: Model) -> tuple[str, ...]:
    """The columns of a table that say which rows changed: key and place, what others change with or refer to."""
    asked = {other.changes_with for other in models()} | {*model.key, JOURNAL_KEY}
    asked |= {reference.target_column for other in models() for reference in other.references}
    return tuple(column for column in model.columns if column in asked)


def _differences(found: list[str], described: list[str]) -> str:
    lacking = [name for name in found if name not in described]
    extra = [name for name in described if name not in found]
    if not lacking and not extra:
        return f"the order is {', '.join(found)}"
    return f"not described: {', '.join(lacking) or 'none'}; described but not there: {', '.join(extra) or 'none'}"
