"""How long before or after another time an event was: "two days after the raid", "weeks before the election".

What day that makes is told in `event_dates.py`.
"""

from dataclasses import dataclass, replace

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import STRONG_STOPS
from pipelines.coding.timex_words import NUMBERS

_REACH_OF_DISTANCE = 30
_LENGTHS = {"day": 1, "night": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}
_SLACKS = {"week": 3, "fortnight": 3, "month": 15, "year": 182}  # days
_UNCOUNTED = {"days": (1, 7), "weeks": (7, 31), "months": (31, 365)}  # the fewest and most days


@dataclass(frozen=True, slots=True)
class Distance:
    """ "Two days after" at tokens `first` to `last`: what follows was `days` away from what stands around it.

    By at most `slack` days it may have been more or less: weeks are no exact count, and "days after" is none at all.
    """

    first: int
    last: int
    days: int
    slack: int


def distance_to(clause: Clause, start: int) -> Distance | None:
    """The "two days after" that leads the trigger's clause."""
    for k in range(start - 1, max(start - _REACH_OF_DISTANCE, 0), -1):
        word = clause.words[k]
        if word in STRONG_STOPS or word == ",":
            return None
        if word in ("after", "before"):
            break
    else:
        return None
    return _distance_at(clause, k)


def distance_from(clause: Clause, end: int, first: int) -> Distance | None:
    """The "eight days after" between a trigger and the time of what it was measured from: "after his vow on 1 June"."""
    for k in range(end + 2, first):
        if clause.words[k] in ("after", "before"):
            found = _distance_at(clause, k)
            return replace(found, days=-found.days) if found else None
        if clause.words[k] in STRONG_STOPS:
            break
    return None


def _distance_at(clause: Clause, k: int) -> Distance | None:
    """The length of time that stands before the "after" or "before" at `k`."""
    word, unit = clause.words[k], clause.words[k - 1]
    length = _LENGTHS.get(unit.removesuffix("s"))
    said = clause.words[k - 2] if k > 1 else ""
    number = 1 if said in ("a", "an") else int(said) if said.isdecimal() else NUMBERS.get(said)
    sign = -1 if word == "after" else 1
    if number is None and unit in _UNCOUNTED:
        nearest, farthest = _UNCOUNTED[unit]
        return Distance(k - 1, k + 1, sign * (nearest + farthest) // 2, (farthest - nearest) // 2)
    if length is None or number is None or number > 99:
        return None
    return Distance(k - 2, k + 1, sign * number * length, _SLACKS.get(unit.removesuffix("s"), 0))
