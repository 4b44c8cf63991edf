"""How frames, tables and reports are shown in Dagster: column schemas and small Markdown tables."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import dagster as dg

from schemas.contracts import descriptions, dtypes, key_of
from schemas.frames import Contract

WIDEST = 24
"""Characters of the longest bar."""


def column_schema(model: type[Contract]) -> dg.TableSchema:
    """The columns of a frame's contract."""
    meaning, key = descriptions(model), key_of(model)
    return dg.TableSchema(
        columns=[
            dg.TableColumn(name, str(dtype), meaning[name], dg.TableColumnConstraints(unique=key == [name]))
            for name, dtype in dtypes(model).items()
        ]
    )


def table_schema(types: Mapping[str, str], meanings: Mapping[str, str]) -> dg.TableSchema:
    """The columns of a warehouse table: their types, once it is built, and what they mean."""
    names = types or meanings
    return dg.TableSchema(columns=[dg.TableColumn(n, types.get(n, "?"), meanings.get(n)) for n in names])


def counts_as_markdown(counts: Iterable[tuple[str, int]]) -> str:
    """Counts as a Markdown table with bars; a count above zero is seen."""
    rows = list(counts)
    most = max((count for _, count in rows), default=0)
    return rows_as_markdown(
        [
            {"what": what, "how many": count, "\u2007" * WIDEST: "█" * -(-count * WIDEST // most) if count else ""}
            for what, count in rows
        ]
    )


def rows_as_markdown(rows: Sequence[Any]) -> str:
    """Reports (dataclasses) or rows as a Markdown table."""
    as_rows: list[Mapping[str, Any]] = [row if isinstance(row, Mapping) else asdict(row) for row in rows]
    if not as_rows:
        return "none"
    names = list(as_rows[0])
    lines = [names, ["---"] * len(names), *([str(row[name]) for name in names] for row in as_rows)]
    return "\n".join(
        "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in line) + " |" for line in lines
    )
