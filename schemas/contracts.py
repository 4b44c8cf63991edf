"""Holds a frame to its contract where it is born: what fails is set aside with its reason, never dropped."""

import json
from copy import copy
from dataclasses import dataclass
from typing import Any, cast

import pandera.polars as pa
import polars as pl
from pandera.errors import SchemaErrors
from pyarrow import Table

ROW_NUMBER = "__row_number"
LONGEST_ROW = 4_000


class BrokenContract(ValueError):
    """A frame breaks its contract as a whole (a column missing, a wrong type): no row of it can be kept."""

    def __init__(self, frame: str, problems: list[str]) -> None:
        listed = "; ".join(problems[:10])
        super().__init__(f"Frame '{frame}' breaks its contract: {listed}. The contract is schemas/frames.py: {frame}.")


@dataclass(frozen=True, slots=True)
class Upheld:
    """A frame that keeps its contract, and the rows that did not (columns of `SET_ASIDE`)."""

    valid: pl.DataFrame
    set_aside: pl.DataFrame


SET_ASIDE = {"frame": pl.String, "key": pl.String, "reason": pl.String, "row": pl.String}


def empty(model: type[pa.DataFrameModel]) -> pl.DataFrame:
    """A frame of no rows with every column of the contract, in its order and types."""
    return pl.DataFrame(schema=dtypes(model))


def from_rows(model: type[pa.DataFrameModel], rows: list[dict[str, Any]]) -> pl.DataFrame:
    """Rows as a frame of the contract's columns; Arrow reads lists of parties five times as fast as polars does."""
    return cast(pl.DataFrame, pl.from_arrow(Table.from_pylist(rows, empty(model).to_arrow().schema)))


def dtypes(model: type[pa.DataFrameModel]) -> dict[str, pl.DataType]:
    """Column name -> polars type, in the contract's order."""
    return {name: column.dtype.type for name, column in model.to_schema().columns.items()}


def descriptions(model: type[pa.DataFrameModel]) -> dict[str, str]:
    """Column name -> what it means."""
    return {name: column.description or "" for name, column in model.to_schema().columns.items()}


def key_of(model: type[pa.DataFrameModel]) -> list[str]:
    """The columns that together name one row."""
    return list(model.to_schema().unique or [])


def uphold(model: type[pa.DataFrameModel], frame: pl.DataFrame) -> Upheld:
    """Validates eagerly; rows that break a rule come back apart, each with every rule that it breaks.

    Of rows that share a key the first is kept. Raises `BrokenContract` where columns or types are wrong.
    """
    name, key = model.__name__, key_of(model)
    problems = _row_problems(model, frame)
    if key:
        later = frame.with_row_index(ROW_NUMBER).filter(~pl.struct(key).is_first_distinct())[ROW_NUMBER]
        for row in later:
            problems.setdefault(row, []).append(f"a row with this {', '.join(key)} is there already")
    if not problems:
        return Upheld(frame, pl.DataFrame(schema=SET_ASIDE))
    bad = sorted(problems)
    aside = [
        {
            "frame": name,
            "key": _key_text(row, key),
            "reason": "; ".join(dict.fromkeys(problems[i])),
            "row": _row_text(row),
        }
        for i, row in zip(bad, frame[bad].iter_rows(named=True), strict=True)
    ]
    valid = frame.with_row_index(ROW_NUMBER).filter(~pl.col(ROW_NUMBER).is_in(bad)).drop(ROW_NUMBER)
    return Upheld(valid, pl.DataFrame(aside, schema=SET_ASIDE))


def _row_problems(model: type[pa.DataFrameModel], frame: pl.DataFrame) -> dict[int, list[str]]:
    """Row number -> rules broken, uniqueness left out; raises where the fault is not of single rows."""
    schema = copy(model.to_schema())
    schema.unique = None
    try:
        schema.validate(frame, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases
    else:
        return {}
    whole = cases.filter(pl.col("index").is_null())
    if whole.height:
        problems = [f"{c['check']}: {c['failure_case']}" for c in whole.iter_rows(named=True)]
        raise BrokenContract(model.__name__, problems)
    problems_by_row: dict[int, list[str]] = {}
    for case in cases.iter_rows(named=True):
        of_column = case["column"] != model.__name__
        problem = f"{case['column']}: {case['check']} (got {case['failure_case']})" if of_column else case["check"]
        problems_by_row.setdefault(case["index"], []).append(problem)
    return problems_by_row


def _key_text(row: dict[str, Any], key: list[str]) -> str:
    return "|".join(str(row[column]) for column in key)


def _row_text(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, default=str)[:LONGEST_ROW]
