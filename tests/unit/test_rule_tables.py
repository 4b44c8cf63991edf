"""Tables that rules remember in: what is found in them, and what becomes of them when the rules change."""

import polars as pl

from warehouse.connection import connect
from warehouse.rule_tables import RuleTables


def test_tables_that_are_forgotten_take_the_columns_of_today() -> None:
    with connect() as connection:
        connection.execute("create schema staging")
        before = RuleTables(connection, {"seen": {"node": pl.UInt64}})
        before.add("seen", pl.DataFrame({"node": [1, 2]}, schema={"node": pl.UInt64}))
        columns = {"node": pl.UInt64, "day": pl.Int32}
        now = RuleTables(connection, {"seen": columns})
        now.empty()
        rows = pl.DataFrame({"node": [3], "day": [7]}, schema=columns)
        now.add("seen", rows)
        assert now.all("seen").equals(rows)
