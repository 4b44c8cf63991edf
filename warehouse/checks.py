"""Checks of a model's promises against its table: key, nulls, references and rules. All of them block."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import duckdb

from warehouse.models import Model, Reference, Rule

SAMPLE_ROWS = 5


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
        rows = "; ".join(str(row) for row in self.sample)
        return f"{self.table}: not so for {self.failures} rows: {self.name}. First: {rows}"


class ChecksFailed(RuntimeError):
    """Tables break their promises; nothing was kept or published."""

    def __init__(self, failed: Iterable[CheckResult]) -> None:
        self.failed = tuple(failed)
        super().__init__(
            "The build was taken back and nothing was published:\n" + "\n".join(str(check) for check in self.failed)
        )


def check(connection: duckdb.DuckDBPyConnection, model: Model) -> list[CheckResult]:
    """Every promise of a model, kept or not."""
    made = list(promises(model))
    counts = ", ".join(f"(select count(*) from ({query}))" for _, query in made)
    ((*failures,),) = connection.sql(f"select {counts}").fetchall()
    return [
        CheckResult(model.table, name, not count, count, _sample(connection, query) if count else ())
        for (name, query), count in zip(made, failures, strict=True)
    ]


def promises(model: Model) -> Iterator[tuple[str, str]]:
    """What a model promises: a sentence, and the query whose rows break it."""
    yield _key_unique(model)
    for column in dict.fromkeys((*model.key, *model.not_null)):
        yield f"{column} is never null", f"select * from {model.table} where {column} is null"
    for reference in model.references:
        yield _reference_holds(model, reference)
    for rule in model.rules:
        yield _rule_holds(model, rule)


def _key_unique(model: Model) -> tuple[str, str]:
    key = ", ".join(model.key)
    query = f"select {key}, count(*) as rows_with_key from {model.table} group by all having count(*) > 1"
    return f"{key} is unique ({model.grain})", query


def _reference_holds(model: Model, reference: Reference) -> tuple[str, str]:
    query = (
        f"select f.* from {model.table} as f anti join {reference.target} as d"
        f" on f.{reference.column} = d.{reference.target_column} where f.{reference.column} is not null"
    )
    return f"{reference.column} stands in {reference.target}({reference.target_column})", query


def _rule_holds(model: Model, rule: Rule) -> tuple[str, str]:
    return rule.name, f"select * from {model.table} where not coalesce({rule.condition}, true)"


def _sample(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[dict[str, Any], ...]:
    rows = connection.sql(f"select * from ({query}) order by all limit {SAMPLE_ROWS}").pl()
    return tuple(rows.to_dicts())
