"""A digest of a table's content, to tell whether two builds made the same rows."""

import duckdb


def digest(connection: duckdb.DuckDBPyConnection, table: str) -> str:
    """Number of rows and a sum over the hashes of all rows, every value counted; the order of rows is not.

    Comparable within one version of DuckDB only, whose `hash` it is.
    """
    query = f"select count(*), coalesce(sum(hash(t)::hugeint), 0) from {table} as t"
    ((rows, total),) = connection.sql(query).fetchall()
    return f"{rows}-{int(total):x}"


def row_count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    """Rows of a table."""
    ((rows,),) = connection.sql(f"select count(*) from {table}").fetchall()
    return int(rows)


def columns_of(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, str]:
    """Column name -> DuckDB type, in order."""
    return {name: str(kind) for name, kind, *_ in connection.sql(f"describe {table}").fetchall()}
