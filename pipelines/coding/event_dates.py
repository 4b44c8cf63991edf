"""When an event took place: the time expression that goes with a trigger.

Times themselves are found in `times.py`, where it took place in `event_places.py`.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import (
    RELATIVES,
    SPEECH,
    STRONG_STOPS,
    SUBORDINATORS,
)
from pipelines.coding.text import TimeMention

DatePrecision = Literal["day", "week", "month", "year", "publication"]


@dataclass(frozen=True, slots=True)
class When:
    """The interval of an event; `text` are the words that say so."""

    start: date | None
    end: date | None
    precision: DatePrecision | None
    text: str | None


def find_date(clause: Clause, start: int, end: int, published: date | None) -> When:
    """The time expression that modifies the clause of the trigger, else the day of publication."""
    best: tuple[int, TimeMention] | None = None
    for number, time in enumerate(clause.times):
        if time.date_start is None or time.date_end is None or time.type in ("DURATION", "SET"):
            continue
        cost = _time_cost(clause, start, end, *clause.time_spans[number])
        if cost is not None and (best is None or cost < best[0]):
            best = cost, time
    if best is None:
        return When(published, published, "publication" if published else None, None)
    time = best[1]
    assert time.date_start and time.date_end
    return When(time.date_start, time.date_end, date_precision(time.date_start, time.date_end), time.text)


def date_precision(start: date, end: date) -> DatePrecision:
    """How exact an interval is by its length."""
    days = (end - start).days
    return "day" if days < 2 else "week" if days < 8 else "month" if days < 32 else "year"


def _time_cost(clause: Clause, start: int, end: int, first: int, last: int) -> int | None:
    if last <= start:
        inner, cost = range(last, start), start - last + 3
    elif first >= end:
        inner, cost = range(end, first), first - end
    else:
        return 0
    said_after = False
    for k in inner:
        word = clause.words[k]
        if word in STRONG_STOPS:
            cost += 40
        elif word in SPEECH:
            said_after = True
            cost += 14
        elif word in SUBORDINATORS or word in RELATIVES:
            cost += 10
        elif k > end and clause.is_verb(k):
            cost += 5
    return None if cost > 90 and not said_after else cost
