"""Which columns each column of a table is made from, read from its SELECT."""

from collections.abc import Iterator, Mapping
from itertools import groupby

import dagster as dg
from sqlglot import exp
from sqlglot.errors import SqlglotError
from sqlglot.lineage import Node, lineage

from warehouse.models import Model

Columns = Mapping[str, Mapping[str, str]]
"""Types of the columns of each `layer.table`, as DuckDB says them."""


def column_sources(model: Model, tables: Columns) -> dict[str, list[tuple[str, str]]]:
    """For each column of a model, the tables and columns that its value comes from, sorted; none where it is unclear.

    A drawing is not worth a night: what sqlglot cannot follow is left out.
    """
    schema: dict[str, object] = {}
    for layer, of_layer in groupby(sorted(tables), key=lambda table: table.split(".")[0]):
        # only names matter here, and sqlglot does not read every nested type
        schema[layer] = {table.split(".")[1]: dict.fromkeys(tables[table], "varchar") for table in of_layer}
    try:
        nodes = lineage(None, model.sql, schema, dialect="duckdb", trim_selects=False)
    except SqlglotError:
        return {}
    return {column: sorted(set(_leaves(nodes[column]))) for column in model.columns if column in nodes}


def _leaves(node: Node) -> Iterator[tuple[str, str]]:
    for leaf in node.walk():
        if not leaf.downstream and isinstance(leaf.expression, exp.Table):
            yield f"{leaf.expression.db}.{leaf.expression.name}", leaf.name.rpartition(".")[2]


def column_lineage(model: Model, tables: Columns, known: Mapping[str, dg.AssetKey]) -> dg.TableColumnLineage:
    """The same as Dagster draws it; tables that are no assets are left out."""
    return dg.TableColumnLineage(
        {
            column: [dg.TableColumnDep(known[table], name) for table, name in sources if table in known]
            for column, sources in column_sources(model, tables).items()
        }
    )
