"""Views of the published warehouse: the events in other data sets' columns, made from the tables at each query."""

from hashlib import sha256

import duckdb

from warehouse.comments import set_comments
from warehouse.models import Model, models


def views() -> list[Model]:
    """Models that are views, each after those that it reads."""
    return [model for model in models() if model.kind == "view"]


def make_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes every view in the database in use, with its comments."""
    for model in views():
        connection.execute(f"create or replace view {model.table} as {model.sql}")
        set_comments(connection, model.table, model.comment, model.columns, model.kind)


def views_digest() -> str:
    """Changes when any view says something else."""
    return sha256(repr(views()).encode()).hexdigest()[:16]
