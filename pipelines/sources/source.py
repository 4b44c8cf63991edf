"""What a source is: one row of `seeds/sources.csv`. How it is read lives in the module of its kind."""

import csv
from dataclasses import dataclass
from pathlib import Path

COLUMNS = ("id", "kind", "address", "publisher", "language", "country", "min_articles", "max_articles")


TABLE = "seeds/sources.csv"


class SourceTableError(ValueError):
    """A row of the table of sources cannot be used."""


@dataclass(frozen=True, slots=True)
class Source:
    """One row of the table. `publisher` and `language` stand in where a document states none.

    A relative `address` that begins with `seeds/` lies beside the packages, any other in the data folder.
    A read that brings fewer than `min_articles` or more than `max_articles` deserves a look.
    `table` is the file that the row stands in, for messages.
    """

    id: str
    kind: str
    address: str
    publisher: str | None = None
    language: str | None = None
    country: str | None = None
    min_articles: int | None = None
    max_articles: int | None = None
    table: str = TABLE

    def path(self, seeds_folder: Path, data_folder: Path) -> Path:
        """Where the address points."""
        inside = self.address.removeprefix("seeds/")
        return (data_folder if inside == self.address else seeds_folder) / inside


def load_sources(table: Path, shown: str = TABLE) -> list[Source]:
    """The rows of the table, in its order; raises `SourceTableError` with the line to mend."""
    with table.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise SourceTableError(f"{shown} has the columns {reader.fieldnames}. Needed: {', '.join(COLUMNS)}.")
        sources = [_source(row, shown, reader.line_num) for row in reader]
    seen: set[str] = set()
    for source in sources:
        if source.id in seen:
            raise SourceTableError(f"{shown} has the id {source.id!r} twice. Ids must differ.")
        seen.add(source.id)
    return sources


def _source(row: dict[str, str], table: str, line: int) -> Source:
    where = f"{table}:{line}"
    # csv gives what is missing as None, and what is too much under the key None.
    if None in row.values() or len(row) != len(COLUMNS):
        raise SourceTableError(f"{where}: the row has not {len(COLUMNS)} columns: {', '.join(COLUMNS)}.")
    for column in ("id", "kind", "address"):
        if not row[column]:
            raise SourceTableError(f"{where}: {column} is empty. Every source needs id, kind and address.")
    return Source(
        id=row["id"],
        kind=row["kind"],
        address=row["address"],
        publisher=row["publisher"] or None,
        language=row["language"] or None,
        country=row["country"] or None,
        min_articles=_count(row, "min_articles", where),
        max_articles=_count(row, "max_articles", where),
        table=table,
    )


def _count(row: dict[str, str], column: str, where: str) -> int | None:
    value = row[column]
    if value and not (value.isascii() and value.isdigit()):
        raise SourceTableError(f"{where}: {column} is {value!r}. Allowed: a whole number, or nothing.")
    return int(value) if value else None
