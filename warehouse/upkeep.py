"""Upkeep: a model's table is brought up to date by what changed, where its header says what its rows change with.

    -- changes with: event_id

The rows of every event that a table which the model reads had a changed row of are made anew, by the model's own
SELECT over the rows of these events. So is what refers to a changed row of a table that the model looks things up in.
Other models are made anew as a whole, and all of them where a model, a reference table or a rule changed. Of views the
rows are checked that a changed key gives; they are made once, and read by the views that are made from them.
"""

import re
from dataclasses import dataclass, field
from functools import cache

import duckdb

from warehouse.checks import CheckResult, check
from warehouse.comments import set_comments
from warehouse.connection import make_empty
from warehouse.digest import columns_of, digest
from warehouse.models import BadModel, Model, models, models_digest
from warehouse.reference import REFERENCE_COLUMNS
from warehouse.staging_tables import STAGING_TABLES
from warehouse.temporary import make

KEPT = "staging.upkeep"
MOVED = {"staging.article_origins": "staging.moved_origins", "staging.event_pairs": "staging.moved_pairs"}
"""Of tables that the replay changes: where it notes the keys of what it changed since the models were last made."""
APPENDED = (*(table for table in STAGING_TABLES if table.startswith("staging.")), "staging.mention_states")
"""Tables whose rows never change, each with the position at which it came."""


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

    def begin(self) -> None:
        """Looks whether the tables can be gone on with."""
        self.connection.execute(f"create table if not exists {KEPT} (last_position bigint, made_with varchar)")
        rows = self.connection.sql(f"select last_position, made_with from {KEPT}").fetchall()
        self.after = int(rows[0][0]) if rows and rows[0][1] == self._made_with() else None

    def finish(self, position: int) -> None:
        """Remembers how far the tables have come."""
        self.connection.execute(f"delete from {KEPT}")
        self.connection.execute(f"insert into {KEPT} values (?, ?)", [position, self._made_with()])
        for table in MOVED.values():
            self.connection.execute(f"delete from {table}")

    def make(self, model: Model) -> list[CheckResult]:
        """Brings one table up to date, and checks the rows that are new in it, or refer to something new."""
        if self.after is None:
            make_table(self.connection, model)
        if model.kind == "view":
            return self._check_view(model)
        if self.after is None:
            return check(self.connection, model)
        return self._make_whole(model) if model.changes_with is None else self._make_part(model, model.changes_with)

    def _made_with(self) -> str:
        references = (digest(self.connection, f"staging.ref_{name}") for name in REFERENCE_COLUMNS)
        return " ".join((self.rules, models_digest(), duckdb.__version__, *references))

    def _make_whole(self, model: Model) -> list[CheckResult]:
        self._temporary("before", f"from {model.table}")
        make_table(self.connection, model)
        self._count(model, f"(from {model.table})")
        if model.table in _looked_at():
            differing = f"(from before except from {model.table}) union all (from {model.table} except from before)"
            self._note(model, differing)
        return check(self.connection, model)

    def _make_part(self, model: Model, column: str) -> list[CheckResult]:
        self._temporary("keys", _any_of(column, self._keys(model, column, to_make=True)))
        kept = f"select {', '.join(_noted(model))} from {model.table} semi join keys using ({column})"
        self._note(model, kept)
        self._temporary("before", f"from {model.table} semi join keys using ({column})")
        self.connection.execute(f"delete from {model.table} where {column} in (from keys)")
        self.connection.execute(f"insert into {model.table} {self._sql_of_part(model, column)}")
        self.connection.execute(f"insert into {self.changed[model.table]} {kept}")
        self._count(model, f"(from {model.table} semi join keys using ({column}))")
        self._temporary("keys", _any_of(column, ["from keys", *self._keys(model, column, to_make=False)]))
        return check(self.connection, model, f"(from {model.table} semi join keys using ({column}))")

    def _check_view(self, model: Model) -> list[CheckResult]:
        """Checks the rows of the keys that changed, or all rows where everything is made as a whole."""
        sql, column = _code(model), model.changes_with
        if self.after is not None and column is not None:
            self._temporary("keys", _any_of(column, self._changed_keys(model, column)))
            sql = self._sql_of_part(model, column)
        for view, rows in self.viewed.items():
            sql = re.sub(rf"\b{re.escape(view)}\b", rows, sql)
        rows = self.viewed[model.table] = f"rows_of_{model.name}"
        self._temporary(rows, sql)
        return check(self.connection, model, rows)

    def _count(self, model: Model, made: str) -> None:
        """Counts what `made` says other than `before`."""
        key = ", ".join(model.key)
        counts = (
            f"select (select count(*) from {made} anti join before using ({key})),"
            f" (select count(*) from (from {made} except from before) semi join before using ({key})),"
            f" (select count(*) from before anti join {made} using ({key}))"
        )
        self.counts[model.table] = Changes(*self.connection.sql(counts).fetchall()[0])

    def _keys(self, model: Model, column: str, to_make: bool) -> list[str]:
        """SELECTs of the values of `column` whose rows are to be made anew, or are to be checked too."""
        keys = self._changed_keys(model, column) if to_make else []
        keys += [
            f"select {column} from {model.table} where {reference.column} in"
            f" (select {reference.target_column} from {self.changed[reference.target]})"
            for reference in model.references
            if reference.target in self.changed and (reference.target in model.depends_on) == to_make
        ]
        return keys

    def _changed_keys(self, model: Model, column: str) -> list[str]:
        """SELECTs of the values of `column` that changed in a table which the model reads."""
        read = [table for table in model.depends_on if column in columns_of(self.connection, table)]
        return [self._changes(table, column) for table in read]

    def _changes(self, table: str, column: str) -> str:
        if table.startswith("staging.ref_"):
            return f"select {column} from {table} where false"
        if table in APPENDED:
            return f"select {column} from {table} where position > {self.after}"
        return f"select {column} from {MOVED.get(table) or self.changed[table]}"

    def _sql_of_part(self, model: Model, column: str) -> str:
        sql = _code(model)
        for table in model.depends_on:
            if column in columns_of(self.connection, table):
                sql = re.sub(rf"\b{re.escape(table)}\b", f"(from {table} semi join keys using ({column}))", sql)
        return sql

    def _note(self, model: Model, rows: str) -> None:
        """Keeps what changed of a table, by the columns that others ask for."""
        noted = self.changed[model.table] = f"changed_{model.layer}_{model.name}"
        select = f"select {', '.join(_noted(model))} from ({rows})"
        make_empty(self.connection, noted, select, temporary=True)
        self.connection.execute(f"insert into {noted} {select}")

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
def _looked_at() -> frozenset[str]:
    """Tables whose changes another one follows."""
    parts = [model for model in models() if model.changes_with and model.kind == "table"]
    tables = {table for model in parts for table in model.depends_on}
    return frozenset(tables | {reference.target for model in parts for reference in model.references})


@cache
def _noted(model: Model) -> tuple[str, ...]:
    """The columns of a table that others change with or refer to."""
    asked = {other.changes_with for other in models()}
    asked |= {reference.target_column for other in models() for reference in other.references}
    return tuple(column for column in model.columns if column in asked)


def _any_of(column: str, selects: list[str]) -> str:
    """The values of all these SELECTs, each once."""
    values = " union all ".join(f"({one})" for one in selects)
    return f"select distinct {column} from ({values}) where {column} is not null"


def _differences(found: list[str], described: list[str]) -> str:
    lacking = [name for name in found if name not in described]
    extra = [name for name in described if name not in found]
    if not lacking and not extra:
        return f"the order is {', '.join(found)}"
    return f"not described: {', '.join(lacking) or 'none'}; described but not there: {', '.join(extra) or 'none'}"
