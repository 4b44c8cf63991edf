"""When and where a time expression is read, and the weekday or year that is nearest. No patterns live here."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from pipelines.coding.text import TimeType


@dataclass(slots=True)
class Moment:
    """When and where an expression is read: the article's day, the last day named, the tense, the words around."""

    published: date | None
    anchor: date | None
    tense: str
    before: str
    after: str
    text: str


Reading = tuple[TimeType, str] | None
Handler = Callable[[re.Match[str], Moment], Reading]


def nearest_weekday(weekday: int, moment: Moment, which: str = "") -> str:
    """A bare weekday is the last one, today's included, unless the tense is future."""
    day = moment.published
    if day is None:
        return f"XXXX-WXX-{weekday + 1}"
    back = (day.weekday() - weekday) % 7
    if which in ("next", "following", "coming") or (not which and moment.tense == "future"):
        return (day + timedelta((-back) % 7 or 7)).isoformat()
    if which == "this" and moment.tense != "past":
        return (day + timedelta((-back) % 7)).isoformat()
    if which and which != "this":
        back = back if back > 1 else back + 7  # yesterday is not called "last Monday"
    return (day - timedelta(back)).isoformat()


def nearest_year(month: int, day: int | None, moment: Moment) -> int | None:
    """The year of a date without one: by tense, else the nearest, the past preferred."""
    now = moment.published
    if now is None:
        return None
    ahead = (month - now.month) * 30.4 + (day - now.day if day else 0)
    if moment.tense == "future":
        return now.year + (ahead < -150)
    if ahead <= (0 if day else 15):
        return now.year + (ahead < -320 and moment.tense != "past")
    if day and ahead <= (45 if moment.tense == "past" else 100):
        return now.year
    return now.year - 1


def month_value(year: int | None, month: int, day: int | None = None) -> str | None:
    head = "XXXX" if year is None else f"{year:04}"
    if day is None:
        return f"{head}-{month:02}"
    try:
        date(year or 2000, month, day)
    except ValueError:
        return None
    return f"{head}-{month:02}-{day:02}"
