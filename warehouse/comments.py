"""Comments on tables and columns, which SQL clients show. What they say stands with the tables."""

from collections.abc import Mapping

import duckdb

from warehouse.connection import literal, quoted


def set_comments(
    connection: duckdb.DuckDBPyConnection, table: str, comment: str, columns: Mapping[str, str], kind: str = "table"
) -> None:
    """Sets the comment of a table or view and of its columns."""
    connection.execute(f"comment on {kind} {table} is {literal(comment)}")
    for column, text in columns.items():
        connection.execute(f"comment on column {table}.{quoted(column)} is {literal(text)}")
