"""What dates and times of day mean: from a rule's match and the `Moment` of reading to type and TIMEX3 value.

The patterns stand in `timex_rules.py`, lengths of time in `timex_lengths.py`; a null answer declines the match.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from pipelines.coding.timex_moment import Moment, Reading, month_value, nearest_weekday, nearest_year
from pipelines.coding.timex_values import duration_value, easter, nth_weekday, step
from pipelines.coding.timex_words import (
    DEICTIC_DAYS,
    MONTHS,
    ORDINALS,
    PARTS,
    SEASON_CODES,
    WEEKDAYS,
)


def read_full_date(match: re.Match[str], moment: Moment) -> Reading:
    month, day = MONTHS[match["m"]], int(match["d"])
    year = int(match["y"]) if match["y"] else nearest_year(month, day, moment)
    if (month, day) == (9, 11) and not match["y"] and re.match(r"\s+(?:terror\w*\s+)?attack", moment.after):
        year = 2001
    value = month_value(year, month, day)
    return ("DATE", value) if value else None


def read_numeric_date(match: re.Match[str], _: Moment) -> Reading:
    """Day and month in either order where only one can be; else the American order with slashes."""
    one, two, year = int(match[1]), int(match[3]), int(match[4])
    year += 0 if year > 99 else 2000 if year < 50 else 1900
    month, day = (two, one) if one > 12 or match[2] == "." else (one, two)
    value = month_value(year, month, day) if 1 <= month <= 12 else None
    return ("DATE", value) if value else None


def read_iso_date(match: re.Match[str], _: Moment) -> Reading:
    value = month_value(int(match[1]), min(int(match[2]), 12), int(match[3])) if int(match[2]) in range(1, 13) else None
    return ("DATE", value) if value else None


def read_month_year(match: re.Match[str], _: Moment) -> Reading:
    return "DATE", f"{match['y']}-{MONTHS[match['m']]:02}"


_MONTH_BEFORE = re.compile(
    r"(?:\b(?:in|of|since|by|until|till|during|from|to|through|and|between|before|after|for|early|late|mid|that|every|"
    r"around)|[(,–-])\s*$"
)


_WORDS_TOO = ("may", "march", "april", "august")


def read_month(match: re.Match[str], moment: Moment) -> Reading:
    name, which = match["m"], match["which"] or ""
    if (moment.text[match.start("m")].islower() and name in _WORDS_TOO) or name in (
        "jan",
        "mar",
        "dec",
        "sep",
        "jun",
        "jul",
    ):
        return None
    if name in _WORDS_TOO and not (match["mod"] or which or _MONTH_BEFORE.search(moment.before)):
        follower = moment.text[match.end("m") + 1 : match.end("m") + 2]
        if not (re.search(r"\bthe\s$", moment.before) and follower.islower()):
            return None
    if re.match(r"\s+\d{1,2}\b", moment.after):
        return None
    month, now = MONTHS[name], moment.published
    if now is None:
        return "DATE", f"XXXX-{month:02}"
    if match["rel"]:
        return "DATE", f"{now.year + _YEARS[match['rel']]}-{month:02}"
    if which.startswith(("last", "this past")):
        return "DATE", f"{now.year - (month >= now.month)}-{month:02}"
    if which.startswith("next"):
        return "DATE", f"{now.year + (month <= now.month)}-{month:02}"
    if which.startswith("this"):
        return "DATE", f"{now.year}-{month:02}"
    return "DATE", f"{nearest_year(month, None, moment)}-{month:02}"


def read_decade(match: re.Match[str], _: Moment) -> Reading:
    tens = match["tens"] or f"{'20' if match['short'] in '012' else '19'}{match['short']}"
    return "DATE", f"{tens}X"


def read_century(match: re.Match[str], _: Moment) -> Reading:
    return ("DATE", f"{int(match['c']) - 1:02}") if 1 < int(match["c"]) < 23 else None


_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|of|by|until|till|during|from|to|through|and|between|before|after|for|the|an?|than|year|as|or|"
    r"spring|summer|autumn|fall|winter|mid|around|circa|early|late|on|at|its|their|his|our)\s*$|[(\[,;–/-]\s*$|^\s*$"
)
_COUNTED_AFTER = re.compile(
    r"\s+(?:people|men|women|troops|soldiers|police|civilians|members|percent|per|dollars|euros|pounds|miles|km|"
    r"kilometers|kilometres|tons|tonnes|feet|meters|metres|times|homes|houses|families|children|refugees|fighters|"
    r"rebels|militants|workers|students|more|others|years|days|hours|gmt|hrs|acres|barrels|bodies|years|votes|points|"
    r"inmates|prisoners|residents|villagers|protesters|jobs|companies)\b|\s*%"
)


def read_year(match: re.Match[str], moment: Moment) -> Reading:
    if _COUNTED_AFTER.match(moment.after) or re.search(r"[$€£#.]\s?$|\bno\.?\s$|\bat least\s$", moment.before):
        return None
    if int(match["y"]) < 1900 and not re.search(r"\b(?:in|since|of|from|by)\s$", moment.before):
        return None
    if not match["mod"] and not _YEAR_BEFORE.search(moment.before):
        return None
    return "DATE", match["y"]


_YEARS = {"last year": -1, "next year": 1, "this year": 0}


def read_quarter(match: re.Match[str], moment: Moment) -> Reading:
    number, now = ORDINALS[match["q"]], moment.published
    if match["y"]:
        return "DATE", f"{match['y']}-Q{number}"
    if now is None:
        return "DATE", f"XXXX-Q{number}"
    shift = _YEARS.get(match["rel"] or "")
    if shift is None:
        shift = -1 if number > (now.month + 2) // 3 and moment.tense != "future" else 0
    return "DATE", f"{now.year + shift}-Q{number}"


def read_season(match: re.Match[str], moment: Moment) -> Reading:
    code, which, now = SEASON_CODES[match["s"]], match["which"] or "", moment.published
    if match["y"]:
        return "DATE", f"{match['y']}-{code}"
    named = which in ("last", "next", "this", "this past", "the past", "the coming") or match["mod"]
    if not named and not (which == "the" and re.search(r"\b(?:in|during|until|by|since|of)\s$", moment.before)):
        return None
    if (which == "the" and moment.after.startswith(" of")) or now is None:
        return None if now else ("DATE", f"XXXX-{code}")
    start = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
    if which == "next" or (which == "the coming"):
        year = now.year + (start <= now.month)
    elif which in ("this",) or moment.tense == "future":
        year = now.year
    else:
        year = now.year - (start + 1 > now.month)
    return "DATE", f"{year}-{code}"


def read_weekday(match: re.Match[str], moment: Moment) -> Reading:
    if match["w"].endswith(".") and moment.text[match.start("w")].islower():
        return None
    which = (match["which"] or "").removeprefix("the ").strip()
    which = "last" if which in ("past", "this past", "previous") else which
    value = nearest_weekday(WEEKDAYS[match["w"]], moment, which)
    return ("TIME", f"{value}T{PARTS[match['part']]}") if match["part"] else ("DATE", value)


def read_deictic(match: re.Match[str], moment: Moment) -> Reading:
    word = match["deictic"]
    day = moment.published
    value = (day + timedelta(DEICTIC_DAYS[word])).isoformat() if day else "XXXX-XX-XX"
    part = "night" if word in ("tonight", "overnight") else match["part"]
    return ("TIME", f"{value}T{PARTS[part]}") if part else ("DATE", value)


def read_relative(match: re.Match[str], moment: Moment) -> Reading:
    """ "last week", "this year", "the next day", "that night"."""
    which, unit = match["which"].removeprefix("the ").strip(), match["u2"]
    narrative = match["which"].startswith("the ") or which in ("that", "same", "previous", "following")
    day = (
        moment.anchor if narrative and unit in ("day", "night", "morning", "evening", "afternoon") else moment.published
    )
    shift = (
        -1
        if which in ("last", "past", "previous", "this past")
        else 1
        if which in ("next", "following", "coming")
        else 0
    )
    if unit in PARTS:
        if day is None:
            return "TIME", f"XXXX-XX-XXT{PARTS[unit]}"
        return "TIME", f"{(day + timedelta(shift)).isoformat()}T{PARTS[unit]}"
    if unit == "weekend" and which == "the":
        shift = -(day is not None and day.weekday() < 5 and moment.tense != "future")
    if unit == "day" and which in ("last", "past", "this", "coming"):
        return None
    if match["which"].strip() in ("the past", "the last", "the coming", "this past") or which == "past":
        return "DURATION", duration_value(unit, 1)
    if day is None:
        return "DATE", {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "year": "XXXX"}.get(unit, "XXXX")
    value = step(day, unit, shift)
    return ("DATE", value) if value else None


def read_start(match: re.Match[str], moment: Moment) -> Reading:
    """ "the start of the year": its first day."""
    day, unit = moment.published, match["u3"]
    if day is None:
        return "DATE", {"week": "XXXX-WXX", "month": "XXXX-XX", "year": "XXXX"}[unit]
    first = {"week": day - timedelta(day.weekday()), "month": day.replace(day=1), "year": day.replace(month=1, day=1)}
    return "DATE", first[unit].isoformat()


def read_clock(match: re.Match[str], moment: Moment) -> Reading:
    if match["named"]:
        hour, minute = (12 if match["named"] == "noon" else 24), 0
    else:
        hour, minute = int(match["h"]), int(match["min"] or 0)
        half = (match["half"] or "").replace(".", "")
        if hour > 24 or minute > 59 or (half and hour > 12):
            return None
        hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
    value = moment.published.isoformat() if moment.published else "XXXX-XX-XX"
    if match["w"]:
        value = nearest_weekday(WEEKDAYS[match["w"]], moment)
    return "TIME", f"{value}T{hour:02}:{minute:02}"


HOLIDAYS: dict[str, Callable[[int], date]] = {
    "christmas": lambda y: date(y, 12, 25), "christmas day": lambda y: date(y, 12, 25),
    "christmas eve": lambda y: date(y, 12, 24), "new year's day": lambda y: date(y, 1, 1),
    "new year's eve": lambda y: date(y, 12, 31), "halloween": lambda y: date(y, 10, 31),
    "valentine's day": lambda y: date(y, 2, 14), "thanksgiving day": lambda y: nth_weekday(y, 11, 3, 4),
    "thanksgiving": lambda y: nth_weekday(y, 11, 3, 4), "easter": easter, "easter sunday": easter,
    "good friday": lambda y: easter(y) - timedelta(2), "easter monday": lambda y: easter(y) + timedelta(1),
}  # fmt: skip


def read_holiday(match: re.Match[str], moment: Moment) -> Reading:
    day_of = HOLIDAYS[match["holiday"]]
    if match["y"]:
        return "DATE", day_of(int(match["y"])).isoformat()
    if moment.published is None:
        return None
    day = day_of(moment.published.year)
    year = nearest_year(day.month, day.day, moment)
    return ("DATE", day_of(year).isoformat()) if year else None


REFERENCES = {
    "now": "PRESENT_REF", "currently": "PRESENT_REF", "nowadays": "PRESENT_REF", "recently": "PAST_REF",
    "at present": "PRESENT_REF", "the future": "FUTURE_REF", "the near future": "FUTURE_REF", "the past": "PAST_REF",
    "the recent past": "PAST_REF", "presently": "PRESENT_REF",
}  # fmt: skip


def read_reference(match: re.Match[str], moment: Moment) -> Reading:
    if match["ref"] == "the past" and not re.match(r"\s*(?:[.,;:!?)\"”]|$|and\b)", moment.after):
        return None
    return "DATE", REFERENCES[match["ref"]]


def read_september_11(_: re.Match[str], __: Moment) -> Reading:
    return "DATE", "2001-09-11"
