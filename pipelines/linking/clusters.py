"""Links to clusters: none that would put reports of two stated days into one event."""

from collections.abc import Sequence

import polars as pl


class Clusters:
    """A union-find whose unions are refused where the two sides state different days."""

    def __init__(self, days: Sequence[int | None]) -> None:
        """`days`: of each node the day that it states, as a number."""
        self._parent = list(range(len(days)))
        self._first_day = list(days)
        self._last_day = list(days)

    def root(self, node: int) -> int:
        """The node that stands for the cluster: its smallest."""
        while self._parent[node] != node:
            self._parent[node] = self._parent[self._parent[node]]
            node = self._parent[node]
        return node

    def join(self, one: int, other: int, days_apart: int = 0) -> bool:
        """Makes one cluster of two, unless their stated days lie further apart; false where they stay two."""
        a, b = self.root(one), self.root(other)
        if a == b:
            return True
        kept, gone = (a, b) if a < b else (b, a)
        first, last = self._first_day[gone], self._last_day[gone]
        if first is not None and last is not None:
            own_first, own_last = self._first_day[kept], self._last_day[kept]
            if own_first is not None and own_last is not None:
                first, last = min(first, own_first), max(last, own_last)
                if last - first > days_apart:
                    return False
            self._first_day[kept], self._last_day[kept] = first, last
        self._parent[gone] = kept
        return True

    def roots(self) -> list[int]:
        """The root of each node."""
        return [self.root(node) for node in range(len(self._parent))]


def joined_in_order(nodes: pl.DataFrame, edges: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """For every report (`node`, `day`) its `component` and its `event`, and the edges that made it so, surest first.

    Edges have a `shortfall`. Two that both state a day may be told over midnight.
    """
    numbered = nodes.sort("node").with_row_index("at")
    at = numbered.select("node", "at", is_dated=pl.col("day").is_not_null())
    placed = (
        edges.join(at, on="node").join(at, left_on="node_right", right_on="node").sort("shortfall", "at", "at_right")
    )
    clusters = Clusters(numbered["day"].to_list())
    made, refused = [], []
    over_midnight = (placed["is_dated"] & placed["is_dated_right"]).cast(pl.Int8)
    rows = zip(placed["at"].to_list(), placed["at_right"].to_list(), over_midnight.to_list(), strict=True)
    for row, (one, other, days_apart) in enumerate(rows):
        if clusters.root(one) == clusters.root(other):
            continue
        if clusters.join(one, other, days_apart):
            made.append(row)
        else:
            refused.append((one, other))
    events = clusters.roots()
    components = Clusters([None] * numbered.height)
    for one, other in refused:
        components.join(events[one], events[other])
    ids, event = numbered["node"], pl.Series(events, dtype=pl.UInt32)
    component = pl.Series(components.roots(), dtype=pl.UInt32).gather(event)
    named = numbered.select("node", "day", component=ids.gather(component), event=ids.gather(event))
    return named, placed[made].select("node", "node_right")
