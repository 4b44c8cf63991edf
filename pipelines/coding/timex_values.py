"""Calendar arithmetic on TIMEX3 values: the interval that a value denotes, and the steps between dates.

What the words of a text mean is said in `timex_rules.py`.
"""

import re
from calendar import monthrange
from datetime import date, timedelta

Interval = tuple[date | None, date | None]
UNITS = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "night": "D", "week": "W", "fortnight": "W", "month": "M",
    "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE", "weekend": "WE",
}  # fmt: skip
SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?$")
_MONTH = re.compile(r"(\d{4})-(\d\d)$")
_PART = re.compile(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)$")


def interval_of(value: str) -> Interval:
    """The first and last day of a DATE or TIME value; nulls where it denotes no calendar days."""
    try:
        return _interval(value)
    except ValueError:
        return None, None


def _interval(value: str) -> Interval:
    if match := _DAY.match(value):
        day = date(*map(int, match.groups()))
        return day, day
    if match := _WEEK.match(value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return monday + timedelta(5 if match[3] else 0), monday + timedelta(6)
    if match := _MONTH.match(value):
        return _months(int(match[1]), int(match[2]), int(match[2]))
    if match := _PART.match(value):
        return _months(int(match[1]), *_part_months(match[2]))
    if re.fullmatch(r"\d{4}", value):
        return date(int(value), 1, 1), date(int(value), 12, 31)
    if re.fullmatch(r"\d{3}X?", value) and value[0] in "12":
        return date(int(value[:3] + "0"), 1, 1), date(int(value[:3] + "9"), 12, 31)
    if re.fullmatch(r"[12]\d", value):
        return date(int(value + "00"), 1, 1), date(int(value + "99"), 12, 31)
    return None, None


def _part_months(part: str) -> tuple[int, int]:
    if part[0] == "Q":
        return 3 * int(part[1]) - 2, 3 * int(part[1])
    return (6 * int(part[1]) - 5, 6 * int(part[1])) if part[0] == "H" else SEASONS[part]


def _months(year: int, first: int, last: int) -> Interval:
    """Days of months `first` to `last`, counted from January of `year` (13 is the next January)."""
    end_year, end_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    return date(year, first, 1), date(end_year, end_month, monthrange(end_year, end_month)[1])


def week_value(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def add_months(day: date, months: int) -> date:
    """The same day of another month, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def step(day: date, unit: str, count: float) -> str | None:
    """The value that lies `count` units from `day`, as coarse as the unit; null beyond the calendar."""
    try:
        return _step(day, unit, count)
    except (ValueError, OverflowError):
        return None


def _step(day: date, unit: str, count: float) -> str:
    if unit in ("second", "minute", "hour"):
        return day.isoformat()
    if unit in ("day", "night"):
        return (day + timedelta(round(count))).isoformat()
    if unit in ("week", "fortnight", "weekend"):
        weeks = count * 2 if unit == "fortnight" else count
        value = week_value(day + timedelta(round(7 * weeks)))
        return f"{value}-WE" if unit == "weekend" else value
    if unit == "month":
        return add_months(day, round(count)).isoformat()[:7]
    if unit == "quarter":
        moved = add_months(day, 3 * round(count))
        return f"{moved.year:04}-Q{(moved.month + 2) // 3}"
    if unit == "year":
        return f"{date(day.year + round(count), 1, 1).year:04}"
    if unit == "decade":
        return f"{date(day.year + 10 * round(count), 1, 1).year // 10:03}X"
    return f"{date(day.year + 100 * round(count), 1, 1).year // 100:02}"


def duration_value(unit: str, count: float | None) -> str:
    """ "P3D", "PT2H", "PXW" (an unsaid number)."""
    number = "X" if count is None else f"{count * (2 if unit == 'fortnight' else 1):g}"
    prefix = "PT" if unit in ("second", "minute", "hour") else "P"
    return f"{prefix}{number}{UNITS[unit]}"


def until_day(day: date, value: str) -> Interval:
    """The days of a length of time that ends with `day`; of how many units is not said, fewer than make the next."""
    if value.startswith("PX"):
        value = {"D": "P1W", "W": "P1M", "M": "P1Y"}.get(value[-1], "")
    match = re.fullmatch(r"PT?(\d{1,3})(H|D|W|M|Y)", value)
    if not match or value.startswith("PT") != (match[2] == "H"):
        return None, None
    count = int(match[1])
    if match[2] == "H":
        return day - timedelta(-(-count // 24)), day
    try:
        if match[2] in "DW":
            return day - timedelta(count * (7 if match[2] == "W" else 1)), day
        return add_months(day, -count * (12 if match[2] == "Y" else 1)), day
    except (ValueError, OverflowError):
        return None, None


def easter(year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian computus)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth Monday (0) ... Sunday (6) of a month."""
    first = date(year, month, 1)
    return first + timedelta((weekday - first.weekday()) % 7 + 7 * (nth - 1))
