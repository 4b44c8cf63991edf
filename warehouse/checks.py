"""Checks of a model's promises against its table: key, nulls, references and rules. All of them block."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb

from warehouse.models import Model, Reference

SAMPLE_ROWS = 5
SHOWN_COLUMNS = 3
"""Of a row in a message: tables begin with their ids."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One promise of one table, how many rows break it, and a few of them."""

    table: str
    name: str
    passed: bool
    failures: int
    sample: tuple[dict[str, Any], ...] = field(default=(), hash=False)

    def __str__(self) -> str:
        if self.passed:
            return f"{self.table}: {self.name}"
        rows = "; ".join(", ".join(f"{k} {v}" for k, v in list(row.items())[:SHOWN_COLUMNS]) for row in self.sample)
        return f"{self.table}: not so for {self.failures} rows: {self.name}. First: {rows}"


class ChecksFailed(RuntimeError):
    """Tables break their promises; nothing was kept or published."""

    def __init__(self, failed: Iterable[CheckResult]) -> None:
        self.failed = tuple(failed)
        super().__init__(
            "The build was taken back and nothing was published:\n" + "\n".join(str(check) for check in self.failed)
        )


@dataclass(frozen=True, slots=True)
class _Promise:
    """A sentence, and the query whose rows break it; `condition` where a row breaks it by itself."""

    name: str
    broken_by: str
    condition: str | None = None

    @property
    def count(self) -> str:
        """The SQL expression that counts the rows that break it, over the table."""
        return f"count_if({self.condition})" if self.condition else f"(select count(*) from ({self.broken_by}))"


def check(
    connection: duckdb.DuckDBPyConnection,
    model: Model,
    rows: str | None = None,
    lost: Callable[[Reference], bool] = lambda _: False,
    alike: str | None = None,
) -> list[CheckResult]:
    """Every promise of a model, kept or not. `rows` is a table expression of those that are new, else all are looked
    at; a reference is looked up for all rows too where what it leads to `lost` some. `alike`: the rows whose keys those
    of `rows` can share, else all are looked through."""
    rows = rows or model.table
    made = list(_promised(model, rows, lost, alike))
    counts = ", ".join(promise.count for promise in made)
    ((*failures, _),) = connection.sql(f"select {counts}, count(*) from {rows}").fetchall()
    return [
        CheckResult(
            table=model.table,
            name=promise.name,
            passed=not failed,
            failures=failed,
            sample=_sample(connection, promise.broken_by) if failed else (),
        )
        for promise, failed in zip(made, failures, strict=True)
    ]


def promises(model: Model) -> Iterator[tuple[str, str]]:
    """What a model promises: a sentence, and the query whose rows break it."""
    return ((promise.name, promise.broken_by) for promise in _promised(model, model.table, lambda _: False, None))


def _promised(model: Model, rows: str, lost: Callable[[Reference], bool], alike: str | None) -> Iterator[_Promise]:
    whole = rows == model.table or model.kind == "view"
    alike = rows if whole else alike
    yield _unique(f"{', '.join(model.key)} is unique ({model.grain})", model.key, model, rows, alike)
    for column in model.unique:
        yield _unique(f"{column} is unique", [column], model, rows, rows if whole else None)
    for column in dict.fromkeys((*model.key, *model.not_null)):
        yield _of_each_row(rows, f"{column} is never null", f"{column} is null")
    for reference in model.references:
        yield _reference_holds(model.table if lost(reference) else rows, reference)
    for rule in model.rules:
        yield _of_each_row(rows, rule.name, f"not coalesce({rule.condition}, true)")


def _unique(name: str, columns: Sequence[str], model: Model, rows: str, alike: str | None) -> _Promise:
    key = ", ".join(columns)
    alike = alike or f"{model.table} semi join {rows} as r using ({key})"
    query = f"select {key}, count(*) as rows_with_key from {alike} group by all having count(*) > 1"
    return _Promise(name, query)


def _reference_holds(rows: str, reference: Reference) -> _Promise:
    query = (
        f"select f.* from {rows} as f anti join {reference.target} as d"
        f" on f.{reference.column} = d.{reference.target_column} where f.{reference.column} is not null"
    )
    return _Promise(f"{reference.column} stands in {reference.target}({reference.target_column})", query)


def _of_each_row(rows: str, name: str, broken_where: str) -> _Promise:
    return _Promise(name, f"select * from {rows} where {broken_where}", broken_where)


def _sample(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[dict[str, Any], ...]:
    rows = connection.sql(f"select * from ({query}) order by all limit {SAMPLE_ROWS}").pl()
    return tuple(rows.to_dicts())
