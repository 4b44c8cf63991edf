"""What the linker remembers between two calls: tables of rows that are found, taken out and added by key.

Where they lie is the caller's business: in memory here, in the build file in `warehouse/`.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import polars as pl

from pipelines.linking.pairs import JUDGED, POINTS

_NODE = {"node": pl.UInt64}
_PAIR = {"node": pl.UInt64, "node_right": pl.UInt64}
_POINTS = dict.fromkeys((f"{kind}_points" for kind in POINTS), pl.Float64)
_PLACE = dict.fromkeys(("place_id", "place_name", "country_code", "admin1"), pl.String)
_PARTIES = ("actors", "recipients", "actor_sides", "recipient_sides", "persons")

REPORT: dict[str, Any] = {
    **_NODE,
    **dict.fromkeys(("article_id", "family", "mode"), pl.String),
    **_PLACE,
    **dict.fromkeys(("latitude", "longitude"), pl.Float64),
    "place_rank": pl.Int8,
    **dict.fromkeys(("date_start", "date_end"), pl.Date),
    **dict.fromkeys(("has_day", "has_date"), pl.Boolean),
    **dict.fromkeys(_PARTIES, pl.List(pl.String)),
    **dict.fromkeys(("fatalities_best", "injured", "headcount"), pl.Int64),
    "is_war": pl.Boolean,
    "weekdays": pl.List(pl.String),
    "terms": pl.List(pl.UInt64),
    "weights": pl.List(pl.UInt16),
    "norm": pl.Float64,
}
"""Columns that two articles' reports are compared by; `weights` are those of `terms`, in thousandths, twice, and the
last bit says whether the term is a name."""

SCHEMAS: dict[str, dict[str, Any]] = {
    "articles": {"article_id": pl.String, "terms": pl.List(pl.UInt64)},
    "terms": {"term": pl.UInt64, "count": pl.Int64},
    "mentions": {
        **_NODE,
        "mention_id": pl.String,
        "article_id": pl.String,
        "article_position": pl.Int64,
        "at": pl.UInt32,
        "report": pl.UInt64,
        "event": pl.UInt64,
        "event_id": pl.String,
    },
    "reports": REPORT,
    "keys": {"key": pl.UInt64, **_NODE, "is_term": pl.Boolean},
    "pairs": {
        **_PAIR,
        **_POINTS,
        **dict.fromkeys(("score", "needed"), pl.Float64),
        "contradictions": pl.String,
        "scope": pl.String,
    },
    "joined": {**_PAIR, "scope": pl.String},
    "nearest": {"event": pl.UInt64, **_PAIR, "shortfall": pl.Float64},
    "touched": {"mention_id": pl.String},
    "clusters": {**_NODE, "component": pl.UInt64, "event": pl.UInt64, "day": pl.Int32},
}
"""Columns of each table. A `node` is a mention; a report's is its first one, an event's and a component's the least.

`articles`: the terms of each article that are counted; `terms`: in how many articles each stands; `mentions`: with
its reading order `at`, its report and its event; `reports`: an article's reports of facts; `keys`: the blocks that
they are in; `pairs`: those compared that are one event or not far from it; `joined`: those that made an event;
`nearest`: the best pair that leads out of an event; `touched`: mentions whose pairs may be others since they were told;
`clusters`: reports, with those that surely or doubtfully hang together as their component.
"""

assert set(JUDGED) < set(SCHEMAS["pairs"])


class Tables(Protocol):
    """Rows by table, as `SCHEMAS` has them. `keys` is a frame of some of a table's columns: the values to look for."""

    def rows(self, table: str, keys: pl.DataFrame, columns: Sequence[str] = ()) -> pl.DataFrame:
        """The rows whose values stand in `keys`; of them these columns, or all."""

    def drop(self, table: str, keys: pl.DataFrame) -> None:
        """Takes these rows out."""

    def add(self, table: str, rows: pl.DataFrame) -> None:
        """Adds rows."""

    def all(self, table: str) -> pl.DataFrame:
        """Every row."""


class Memory:
    """Tables in memory, for one call."""

    def __init__(self, schemas: Mapping[str, Mapping[str, Any]] = SCHEMAS) -> None:
        self._schemas = {table: pl.Schema(schema) for table, schema in schemas.items()}
        self._tables = {table: pl.DataFrame(schema=schema) for table, schema in self._schemas.items()}

    def rows(self, table: str, keys: pl.DataFrame, columns: Sequence[str] = ()) -> pl.DataFrame:
        """The rows whose values stand in `keys`; of them these columns, or all."""
        found = self._tables[table].join(keys, on=keys.columns, how="semi")
        return found.select(columns) if columns else found

    def drop(self, table: str, keys: pl.DataFrame) -> None:
        """Takes these rows out."""
        self._tables[table] = self._tables[table].join(keys, on=keys.columns, how="anti")

    def add(self, table: str, rows: pl.DataFrame) -> None:
        """Adds rows."""
        before = self._tables[table]
        self._tables[table] = pl.concat([before, rows.select(self._schemas[table].names()).cast(self._schemas[table])])

    def all(self, table: str) -> pl.DataFrame:
        """Every row."""
        return self._tables[table]
