"""How alike the words of two reports are: the terms that both hold, and the cosine of their weights.

The left reports of some pairs are laid out as rows of a table with a column for each term, in which the terms of the
right ones are looked up. Sums are of whole numbers, so that no order of theirs can tell in the last digit.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from pipelines.linking.terms import RARE, TELLING, THOUSANDTHS

CELLS = 2**20
Array = NDArray[Any]


def likeness_of(pairs: pl.DataFrame, reports: pl.DataFrame) -> pl.DataFrame:
    """How many rare names and telling terms both of a pair hold, and their `likeness`, the cosine; null = no text.

    Reports are numbered from 0 (`at`), and pairs name two numbers (`at`, `at_right`).
    """
    placed = pairs.select("at", "at_right").with_row_index("pair").sort("at")
    left, right = (placed[side].to_numpy().astype(np.int64) for side in ("at", "at_right"))
    parts = [np.zeros((3, 0)), *_shared(_entries(reports), left, right)]
    product, terms, names = np.concatenate(parts, axis=1)
    sums = pl.DataFrame({"product": product, "shared_terms": terms, "shared_names": names})
    norm = reports["norm"].gather(placed["at"]) * reports["norm"].gather(placed["at_right"]) * THOUSANDTHS**2
    found = sums.with_columns(placed["pair"], norm=norm).sort("pair")
    likeness = pl.when(pl.col("norm") > 0).then((pl.col("product") / pl.col("norm")).round(4))
    return found.select(pl.col("shared_names", "shared_terms").cast(pl.Int32), likeness=likeness)


@dataclass(frozen=True, slots=True)
class _Entries:
    """The terms of all reports one after the other, as numbers from 0, and their weights; where those of each report
    begin, and how many they are."""

    term: Array
    weight: Array
    begin: Array
    size: Array

    def of(self, reports: Array) -> Array:
        """Where the terms of these reports stand, one report after the other."""
        size = self.size[reports]
        ends = np.cumsum(size)
        places: Array = np.arange(size.sum()) - np.repeat(ends - size - self.begin[reports], size)
        return places


def _entries(reports: pl.DataFrame) -> _Entries:
    size = reports["terms"].list.len().fill_null(0).to_numpy().astype(np.int64)
    term, weight = (reports[column].explode().drop_nulls() for column in ("terms", "weights"))
    number = term.rank("dense").to_numpy().astype(np.int64) - 1
    return _Entries(number, weight.to_numpy(), np.cumsum(size) - size, size)


def _shared(entries: _Entries, left: Array, right: Array) -> Iterator[Array]:
    """Of pairs that are ordered by `left`: the product of weights, telling terms and rare names that both hold."""
    width = int(entries.term.max(initial=0)) + 1
    first = np.flatnonzero(np.diff(left, prepend=-1))
    at_once = max(1, CELLS // width)
    table = np.zeros(min(at_once, len(first)) * width, np.uint16)
    bounds = np.append(first, len(left))
    for begin in range(0, len(first), at_once):
        pairs = slice(first[begin], bounds[min(begin + at_once, len(first))])
        yield _looked_up(entries, table, width, left[pairs], right[pairs])


def _looked_up(entries: _Entries, table: Array, width: int, left: Array, right: Array) -> Array:
    """The sums of some pairs; `table` has room for a row of each left report, and is empty before and after."""
    is_first = np.diff(left, prepend=-1) > 0
    laid, row = left[is_first], (np.cumsum(is_first) - 1) * width
    own = entries.of(laid)
    cells = np.repeat(np.arange(len(laid)) * width, entries.size[laid]) + entries.term[own]
    table[cells] = entries.weight[own]
    other, size = entries.of(right), entries.size[right]
    found = table[np.repeat(row, size) + entries.term[other]]
    table[cells] = 0
    met = np.flatnonzero(found)
    pair = np.repeat(np.arange(len(left)), size)[met]
    weights, is_name = found[met] // 2, found[met] % 2 == 1
    others = entries.weight[other[met]] // 2
    least = np.minimum(weights, others)
    product = weights.astype(np.int64) * others
    counts = (product, least >= TELLING * THOUSANDTHS, is_name & (least >= RARE * THOUSANDTHS))
    return np.stack([np.bincount(pair, count, len(left)) for count in counts])
