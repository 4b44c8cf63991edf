"""A digest of a table's content, to tell whether two builds made the same rows, and how it follows their changes."""

from dataclasses import dataclass
from typing import Self

import duckdb


@dataclass(frozen=True, slots=True)
class Digest:
    """Number of rows and the sum of their hashes: digests of parts add up to that of the whole, in any order.

    Comparable within one version of DuckDB only, whose `hash` it is.
    """

    rows: int
    total: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """A digest from how it is written."""
        rows, total = text.split("-")
        return cls(int(rows), int(total, 16))

    def __str__(self) -> str:
        return f"{self.rows}-{self.total:x}"

    def __add__(self, other: "Digest") -> "Digest":
        return Digest(self.rows + other.rows, self.total + other.total)

    def __sub__(self, other: "Digest") -> "Digest":
        return Digest(self.rows - other.rows, self.total - other.total)


def digest(connection: duckdb.DuckDBPyConnection, table: str) -> str:
    """The digest of a table or of a SELECT in parentheses, as it is written; every value of a row counts."""
    return str(digest_of_hashes(connection, f"(select hash(t) as row_hash from {table} as t)"))


def digest_of_hashes(connection: duckdb.DuckDBPyConnection, rows: str) -> Digest:
    """The digest of rows whose hashes stand in a column `row_hash`."""
    ((count, total),) = connection.sql(f"select count(*), coalesce(sum(row_hash::hugeint), 0) from {rows}").fetchall()
    return Digest(int(count), int(total))


def row_count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    """Rows of a table."""
    ((rows,),) = connection.sql(f"select count(*) from {table}").fetchall()
    return int(rows)


def columns_of(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, str]:
    """Column name -> DuckDB type, in order."""
    return {name: str(kind) for name, kind, *_ in connection.sql(f"describe {table}").fetchall()}
