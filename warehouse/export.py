"""Exports of the published warehouse to files, each of which appears whole or not at all.

What a view says stands in `compatible/`, which file it goes to in `export_forms.py`.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

import duckdb

from warehouse.connection import literal, quoted
from warehouse.export_forms import LINES, ExportRefused, Form, form_of
from warehouse.folder import DataFolder
from warehouse.geojson import COLLECTION, FEATURES, features_sql
from warehouse.models import models
from warehouse.query import open_warehouse

EVENTS = "compatible.told_events"
KNOWN_AT = {"facts.fact_mention": "facts.mentions_as_of", "facts.fact_event": "facts.events_as_of"}
FORMULA = "^[=+@\t\r-]"
"""A spreadsheet takes a cell that begins so for a formula."""


class ExportFailed(RuntimeError):
    """The system would not let a file be written."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"'{path}' could not be written: {why}. What stood there before is unchanged.")


@dataclass(frozen=True, slots=True)
class Selection:
    """Which events: by first day, inclusive; by country of the place; by PLOVER type; as known at an instant."""

    since: date | None = None
    until: date | None = None
    countries: tuple[str, ...] = ()
    event_types: tuple[str, ...] = ()
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A file of an export, and how many rows or features it holds."""

    path: Path
    rows: int


def export(
    folder: DataFolder,
    form_name: str,
    out: Path | None = None,
    selection: Selection | None = None,
    *,
    overwrite: bool = False,
    raw: bool = False,
) -> list[Written]:
    """Writes the newest published version, or of its events those of `selection`, and says what was written.

    `raw` leaves cells as they are that a spreadsheet would take for formulas; otherwise these get an apostrophe
    before them, in formats of rows and cells. Raises `ExportRefused`, `ExportFailed`, and as `open_warehouse` does.
    """
    form = form_of(form_name)
    targets = form.targets(out)
    _refuse_existing(targets, overwrite)
    with _opened(folder, form, selection or Selection()) as connection:
        return _write(connection, form, targets, raw)


def export_to_stream(
    folder: DataFolder,
    form_name: str,
    stream: BinaryIO,
    selection: Selection | None = None,
    *,
    raw: bool = False,
) -> int:
    """Writes the one file of a text format, or the first of several, to a stream; returns its rows."""
    form = form_of(form_name)
    if not form.files:
        raise ExportRefused(f"`--as {form_name}` writes many files, which cannot go to one stream. Name a folder.")
    with tempfile.TemporaryDirectory() as scratch, _opened(folder, form, selection or Selection()) as connection:
        first = next(iter(form.files))
        (written,) = _write(connection, form, {first: Path(scratch) / "rows"}, raw)
        with written.path.open("rb") as rows:
            shutil.copyfileobj(rows, stream)
    return written.rows


@contextmanager
def _opened(folder: DataFolder, form: Form, selection: Selection) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse with the events of the selection in place of all."""
    if not form.files and selection != Selection():
        raise ExportRefused(
            f"`--as {form.name}` writes whole tables; events can be chosen for the other formats only. "
            "Leave out the options that choose, or write a query: `dateline query SQL --json`."
        )
    with closing(open_warehouse(folder, sees_files=True)) as connection:
        if form.files:
            _select(connection, selection)
        if form.options == LINES:
            _make_features(connection, selection)
        yield connection


def _select(connection: duckdb.DuckDBPyConnection, selection: Selection) -> None:
    """Makes every view anew over the selected events, in the connection alone."""
    made: dict[str, str] = {}
    if selection.as_of is not None:
        instant = f"{literal(selection.as_of.isoformat())}::timestamptz"
        for table, macro in KNOWN_AT.items():
            _temporary(connection, made, table, f"select * from {macro}({instant})")
    rebuilt = {"facts.bridge_event_actor"} if made else set()
    for model in models():
        if model.table in rebuilt or model.kind == "view":
            sql = re.sub(r"\b[a-z]+\.[a-z_]+\b", lambda found: made.get(found[0], found[0]), model.sql)
            if model.table == EVENTS:
                sql = f"select * from ({sql}) where {_condition(connection, selection)}"
            _temporary(connection, made, model.table, sql, "view" if made.get(EVENTS) else "table")


def _make_features(connection: duckdb.DuckDBPyConnection, selection: Selection) -> None:
    """Events and the intervals of control that touch the period and countries; where types are chosen, events alone."""
    control, conditions = "facts.fact_control", ["true"]
    if selection.as_of is not None:
        control = f"facts.control_as_of({literal(selection.as_of.isoformat())}::timestamptz)"
    if selection.since:
        conditions.append(f"coalesce(control.valid_to > date {literal(selection.since)}, true)")
    if selection.until:
        conditions.append(f"control.valid_from <= date {literal(selection.until)}")
    if selection.countries:
        conditions.append(f"place.country_code in ({_listed(_countries(connection, selection.countries))})")
    if selection.event_types:
        conditions.append("false")
    sql = features_sql(control, " and ".join(conditions))
    connection.execute(f"create temp table {FEATURES} as {sql}")


def _temporary(
    connection: duckdb.DuckDBPyConnection, made: dict[str, str], table: str, sql: str, kind: str = "table"
) -> None:
    """A table of the connection alone in place of a published one; views over it are made as they are read."""
    name = table.split(".")[1]
    made[table] = f"temp.{name}"
    connection.execute(f"create temp {kind} {name} as {re.sub(r'--.*', '', sql)}")


def _condition(connection: duckdb.DuckDBPyConnection, selection: Selection) -> str:
    conditions = ["true"]
    if selection.since:
        conditions.append(f"date_start >= date {literal(selection.since)}")
    if selection.until:
        conditions.append(f"date_start <= date {literal(selection.until)}")
    if selection.since and selection.until and selection.since > selection.until:
        raise ExportRefused(f"--since {selection.since} is after --until {selection.until}: no event can be both.")
    if selection.countries:
        conditions.append(f"country_code in ({_listed(_countries(connection, selection.countries))})")
    if selection.event_types:
        conditions.append(f"event_type in ({_listed(_event_types(connection, selection.event_types))})")
    return " and ".join(conditions)


def _listed(values: list[str]) -> str:
    return ", ".join(literal(value) for value in values)


def _countries(connection: duckdb.DuckDBPyConnection, asked: tuple[str, ...]) -> list[str]:
    """Alpha-3 codes of countries that are named by code or English name."""
    query = "select country_code, country_code_alpha2, country_name from dimensions.dim_country"
    known = {
        str(name).casefold(): str(row[0])
        for row in connection.sql(query).fetchall()
        for name in row
        if name is not None
    }
    for country in asked:
        if country.casefold() not in known:
            raise ExportRefused(
                f"Country '{country}' is not known. Name it as ISO 3166 does (SYR or SY), or in English: "
                '`dateline query "select country_code, country_name from dim_country"` lists them.'
            )
    return [known[country.casefold()] for country in asked]


def _event_types(connection: duckdb.DuckDBPyConnection, asked: tuple[str, ...]) -> list[str]:
    query = "select distinct event_type from dimensions.dim_event_type order by event_type"
    known = [str(name) for (name,) in connection.sql(query).fetchall()]
    for event_type in asked:
        if event_type.upper() not in known:
            raise ExportRefused(f"Event type '{event_type}' is not known. Known types: {', '.join(known)}.")
    return [event_type.upper() for event_type in asked]


def _refuse_existing(targets: Mapping[str, Path], overwrite: bool) -> None:
    for path in targets.values():
        if path.is_dir():
            raise ExportRefused(f"'{path}' is a folder, where a file should be written. Name another one with --out.")
        if path.exists() and not overwrite:
            raise ExportRefused(
                f"'{path}' exists already. Name another one with --out, or replace it with --overwrite."
            )


def _write(connection: duckdb.DuckDBPyConnection, form: Form, targets: Mapping[str, Path], raw: bool) -> list[Written]:
    """All files under other names first, then each under its own, so that a failure leaves none of them."""
    partial = {path: path.with_name(f".{path.name}.{os.getpid()}.partial") for path in targets.values()}
    written = []
    try:
        for table, path in targets.items():
            with _told(path):
                path.parent.mkdir(parents=True, exist_ok=True)
                written.append(Written(path, _copy(connection, form, table, partial[path], raw)))
        for path, temporary in partial.items():
            with _told(path):
                temporary.replace(path)
    finally:
        for temporary in partial.values():
            if temporary.exists():
                temporary.unlink()
    return written


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, duckdb.IOException) as error:
        raise ExportFailed(path, getattr(error, "strerror", None) or str(error).splitlines()[0]) from error


def _copy(connection: duckdb.DuckDBPyConnection, form: Form, table: str, path: Path, raw: bool) -> int:
    if form.options == LINES:
        rows = int(connection.sql(f"select count(*) from temp.{FEATURES}").fetchall()[0][0])
        connection.execute(f"copy ({COLLECTION}) to {literal(path)} ({form.options})")
        return rows
    source = f"temp.{table.split('.')[1]}" if form.files else table
    ((rows,),) = connection.execute(
        f"copy ({_selected(connection, form, table, source, raw)}) to {literal(path)} ({form.options})"
    ).fetchall()
    return int(rows)


def _selected(connection: duckdb.DuckDBPyConnection, form: Form, table: str, source: str, raw: bool) -> str:
    """All columns in the order of the key; in cells lists and structs are JSON, and text as cells need it."""
    keys = [", ".join(model.key) for model in models() if model.table == table]
    ordered = f"{source} order by {keys[0]}" if keys else source
    if not form.is_cells:
        return f"select * from {ordered}"
    breaks = "delimiter" in form.options
    rows = connection.sql(f"select * from {source}")  # `describe` may give a view's names in another case
    pairs = zip(rows.columns, rows.types, strict=True)
    columns = [_cell(quoted(name), str(kind), breaks, raw) for name, kind in pairs]
    return f"select {', '.join(columns)} from {ordered}"


def _cell(name: str, kind: str, breaks: bool, raw: bool) -> str:
    """A column as cells: without tabs and line breaks where lines are split at these, and no formula."""
    text = name
    if kind.endswith("]") or kind.startswith(("STRUCT", "MAP")):
        text = f"to_json({name})::varchar"
    elif kind != "VARCHAR":
        return name
    if breaks:
        text = rf"regexp_replace({text}, '[\t\r\n]+', ' ', 'g')"
    if not raw:
        text = f"case when regexp_matches({text}, {literal(FORMULA)}) then '''' || {text} else {text} end"
    return f"{text} as {name}"
