"""Table macros of the published warehouse: the facts as they were known at an instant, or told by a day.

A fact's macro is its model's SELECT over the mentions of that instant instead of those of now, so that both always
say the same of the same mentions. Macros name no database: `use` the warehouse where it is attached under a name.
"""

import re
from dataclasses import dataclass
from hashlib import sha256

import duckdb

from warehouse.connection import literal
from warehouse.models import models

MENTION = "facts.fact_mention"
DERIVED = {"events": "facts.fact_event", "control": "facts.fact_control"}


@dataclass(frozen=True, slots=True)
class Macro:
    """A table macro `facts.<name>(<parameter>)`."""

    name: str
    parameter: str
    sql: str
    comment: str

    @property
    def call(self) -> str:
        """How SQL calls it."""
        return f"{self.name}({self.parameter})"


def macros() -> list[Macro]:
    """Every macro, each after those that it calls."""
    made = []
    for suffix, parameter, mentions, when in _KINDS:
        base = f"mentions_{suffix}"
        made.append(Macro(base, parameter, mentions, f"fact_mention {when}"))
        for name, table in DERIVED.items():
            source = next(model for model in models() if model.table == table)
            code = re.sub(r"--.*", "", source.sql)
            sql = re.sub(rf"\b{re.escape(MENTION)}\b", f"facts.{base}({parameter})", code)
            made.append(Macro(f"{name}_{suffix}", parameter, sql, f"{source.name} {when}"))
    return made


_KINDS = (
    (
        "as_of",
        "ts",
        "select * exclude (system_from, system_to) from facts.fact_mention_version"
        " where system_from <= ts and coalesce(system_to > ts, true)",
        "as it was known at an instant: what a replay of the journal up to ts gives.",
    ),
    (
        "as_published",
        "last_day",
        "select * from facts.fact_mention where published_date <= last_day",
        "as told by the current articles that were published up to a day; articles of no known day are left out.",
    ),
)


def make_macros(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes every macro in the database in use, with its comment."""
    for macro in macros():
        connection.execute(f"create or replace macro facts.{macro.call} as table {macro.sql}")
        connection.execute(f"comment on macro table facts.{macro.name} is {literal(macro.comment)}")


def macros_digest() -> str:
    """Changes when any macro says something else."""
    return sha256(repr(macros()).encode()).hexdigest()[:16]
