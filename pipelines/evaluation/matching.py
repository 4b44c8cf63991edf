"""Pairs gold spans with predicted ones, one to one: exact spans first, then the longest overlap."""

from collections.abc import Iterable

import polars as pl

SPAN = ("number", "article_id", "field", "start", "end")


def overlaps(gold: pl.DataFrame, predicted: pl.DataFrame) -> pl.DataFrame:
    """Every pair that shares a character: `gold` and `predicted` numbers, whether exact, and how many characters."""
    left = gold.select(SPAN)
    right = predicted.select(pl.col(SPAN).name.suffix("_right"))
    pairs = left.join_where(
        right,
        pl.col("article_id") == pl.col("article_id_right"),
        pl.col("field") == pl.col("field_right"),
        pl.col("start") < pl.col("end_right"),
        pl.col("start_right") < pl.col("end"),
    )
    shared = pl.min_horizontal("end", "end_right") - pl.max_horizontal("start", "start_right")
    exact = (pl.col("start") == pl.col("start_right")) & (pl.col("end") == pl.col("end_right"))
    return pairs.select(gold="number", predicted="number_right", exact=exact, shared=shared)


def match(gold: pl.DataFrame, predicted: pl.DataFrame) -> pl.DataFrame:
    """The pairs that are taken; columns `gold`, `predicted`, `exact`."""
    ordered = overlaps(gold, predicted).sort(
        "exact", "shared", "gold", "predicted", descending=[True, True, False, False]
    )
    taken = one_to_one(ordered.select("gold", "predicted").iter_rows())
    schema = {"gold": pl.Int64, "predicted": pl.Int64}
    pairs = pl.DataFrame(taken, schema=schema, orient="row")
    return pairs.join(ordered.select("gold", "predicted", "exact"), on=["gold", "predicted"], how="left")


def one_to_one(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Takes pairs in the given order, each left and each right item once."""
    left: dict[int, int] = {}
    right: set[int] = set()
    for first, second in pairs:
        if first not in left and second not in right:
            left[first] = second
            right.add(second)
    return list(left.items())
