"""Links to clusters: none that would put reports of two stated days into one event."""

from collections.abc import Sequence


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
        """Makes one cluster of two, unless their stated days lie further apart; false where nothing changed."""
        a, b = self.root(one), self.root(other)
        if a == b:
            return False
        kept, gone = min(a, b), max(a, b)
        days = [day for ends in (self._first_day, self._last_day) for day in (ends[a], ends[b]) if day is not None]
        both = self._first_day[a] is not None and self._first_day[b] is not None
        if both and max(days) - min(days) > days_apart:
            return False
        self._parent[gone] = kept
        if days:
            self._first_day[kept], self._last_day[kept] = min(days), max(days)
        return True
