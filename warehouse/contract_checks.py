"""Checks of the replay's frames against their contracts in `schemas/frames.py`."""

import duckdb
import polars as pl

from schemas.contracts import BrokenContract, dtypes, uphold
from schemas.frames import Contract, Mentions
from warehouse.checks import SAMPLE_ROWS, CheckResult
from warehouse.replay_sql import NEW_MENTIONS

SEPARATOR = "@"
CHECKED_AT_ONCE = 50_000
"""Positions of the journal whose mentions are held in memory together."""

BROKEN = {"mention_id": pl.String, "position": pl.Int64, "reason": pl.String}


def broken_mentions(connection: duckdb.DuckDBPyConnection, after: int, until: int) -> pl.DataFrame:
    """Rows of the codings between two positions that break their contract (columns of `BROKEN`)."""
    begins = range(after, max(until, after + 1), CHECKED_AT_ONCE)
    return pl.concat([_broken(connection, begin, min(begin + CHECKED_AT_ONCE, until)) for begin in begins])


def _broken(connection: duckdb.DuckDBPyConnection, after: int, until: int) -> pl.DataFrame:
    mentions = connection.sql(NEW_MENTIONS, params={"after": after, "position": until}).pl()
    named = mentions.with_columns(pl.format("{}" + SEPARATOR + "{}", "mention_id", "position").alias("mention_id"))
    aside = uphold(Mentions, named.select(list(dtypes(Mentions)))).set_aside
    parts = pl.col("key").str.split(SEPARATOR)
    return aside.select(
        mention_id=parts.list.head(parts.list.len() - 1).list.join(SEPARATOR),
        position=parts.list.last().cast(pl.Int64, strict=False),
        reason="reason",
    )


def check_frame(table: str, contract: type[Contract], frame: pl.DataFrame) -> CheckResult:
    """Whether a frame keeps its contract."""
    name = f"keeps the contract schemas/frames.py: {contract.__name__}"
    try:
        aside = uphold(contract, frame).set_aside
    except BrokenContract as error:
        return CheckResult(table, name, False, frame.height, ({"problem": str(error)},))
    sample = aside.select("key", "reason").head(SAMPLE_ROWS).to_dicts()
    return CheckResult(table, name, aside.is_empty(), aside.height, tuple(sample))
