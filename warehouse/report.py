"""Reading the published warehouse for a report: the events of a period and of countries, and all that belongs to them.

All is read from one version over one connection. What the page looks like is `pipelines/reporting`'s business.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import polars as pl

from warehouse.folder import DataFolder
from warehouse.query import open_warehouse
from warehouse.report_sql import (
    CLAIMS,
    CONTROL,
    COUNTRIES,
    DAYS,
    DYADS,
    EVENTS,
    FILE,
    MENTIONS,
    SELECTED,
    SHOWN,
    SUMMARY,
)
from warehouse.versions import version_number


class UnknownCountry(LookupError):
    """No country of that name or code is known."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"No country is called '{name}'. Give a code such as SYR, or an English name; all of them:"
            ' `dateline query "select country_code, country_name from dim_country"`.'
        )


@dataclass(frozen=True, slots=True)
class Selection:
    """What a report is about; null is no bound. Countries are codes or names; `limit` bounds the events that are told.

    An event is in where its days and the period have one in common; of one without days the day of print counts.
    """

    since: date | None = None
    until: date | None = None
    countries: tuple[str, ...] = ()
    limit: int = 2000


@dataclass(frozen=True, slots=True)
class Report:
    """The rows of a report. `days` and `dyads` count all events that are in; `events` has the `limit` weightiest."""

    selection: Selection
    version: int
    country_names: tuple[str, ...]
    summary: dict[str, object]
    events: pl.DataFrame
    mentions: pl.DataFrame
    days: pl.DataFrame
    dyads: pl.DataFrame
    control: pl.DataFrame
    claims: pl.DataFrame


def read_report(folder: DataFolder, selection: Selection) -> Report:
    """Everything that a report tells; raises `NoWarehouse` and `UnknownCountry`."""
    connection = open_warehouse(folder)
    try:
        countries = [_country(connection, name) for name in selection.countries]
        period = {"since": selection.since, "until": selection.until, "countries": [code for code, _ in countries]}
        connection.execute(SELECTED, period)
        connection.execute(SHOWN, {"limit": selection.limit})
        [(path,)] = connection.sql(FILE).fetchall()
        [summary] = connection.sql(SUMMARY).pl().to_dicts()
        return Report(
            selection,
            version_number(Path(path)),
            tuple(name for _, name in countries),
            summary,
            events=connection.sql(EVENTS).pl(),
            mentions=connection.sql(MENTIONS).pl(),
            days=connection.sql(DAYS).pl(),
            dyads=connection.sql(DYADS).pl(),
            control=connection.sql(CONTROL, params=period).pl(),
            claims=connection.sql(CLAIMS).pl(),
        )
    finally:
        connection.close()


def _country(connection: duckdb.DuckDBPyConnection, name: str) -> tuple[str, str]:
    found: Sequence[tuple[str, str]] = connection.sql(COUNTRIES, params={"name": name.strip()}).fetchall()
    if not found:
        raise UnknownCountry(name)
    return found[0]
