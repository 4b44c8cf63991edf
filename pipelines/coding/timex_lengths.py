"""What lengths of time mean: durations, steps from a day ("two weeks earlier") and recurring times.

The patterns stand in `timex_rules.py`; a null answer declines the match.
"""

import re

from pipelines.coding.timex_moment import Moment, Reading
from pipelines.coding.timex_values import duration_value, step
from pipelines.coding.timex_words import MONTHS, NUMBERS, PARTS, SETS, WEEKDAYS


def _count(word: str) -> float | None:
    word = word.replace(",", "").replace("-", " ")
    if word in ("a", "an"):
        return 1
    if word.startswith("half a"):
        return 0.5
    if word.replace(".", "", 1).isdigit():
        return float(word)
    parts = word.split()
    if parts[0] in NUMBERS and (len(parts) == 1 or parts[-1] in NUMBERS):
        return sum(NUMBERS[part] for part in parts)
    return 2 if "couple" in word else None


_PER_BEFORE = re.compile(r"(?:\b(?:times?|once|twice|\w+s)|\d|percent|%)\s$")
_SPAN_BEFORE = re.compile(
    r"\b(?:for|in|within|after|than|over|about|nearly|almost|under|least|of|lasted|last|took|takes|take|spent|spend|"
    r"before|during|roughly|around|only|just|served|serving|up to|some|is|was|next|past|first|a|the|another|to|every|"
    r"by|his|her|their|its|this|that|and|or|further)\s$"
)


def read_duration(match: re.Match[str], moment: Moment) -> Reading:
    word, unit = match["n"], "century" if match["u"] == "centurie" else match["u"]
    count, direction, which = _count(word), match["dir"], match["which"]
    if re.match(r"[- ](?:old|olds)\b", moment.after) or (unit in ("weekend", "second") and word in ("a", "an")):
        return None
    if (unit == "second" and not match["s"]) or (unit == "quarter" and word.isdigit() and int(word) > 12):
        return None
    if direction:
        return _measured(unit, count, direction, moment)
    if word in ("a", "an"):
        if not _SPAN_BEFORE.search(moment.before) or re.match(r"\s+(?:of|when|that|in which)\b", moment.after):
            return None
        if _PER_BEFORE.search(moment.before):
            return None
    if word in ("many", "some") and unit in ("second", "quarter", "night"):
        return None
    if which and which.strip() in ("every", "each"):
        return "SET", duration_value(unit, count)
    return "DURATION", duration_value(unit, count)


def _measured(unit: str, count: float | None, direction: str, moment: Moment) -> Reading:
    """ "three days ago" from the article's day; "two weeks earlier" from the last day named."""
    if count is None:
        return "DATE", "PAST_REF" if direction in ("ago", "earlier", "before") else "FUTURE_REF"
    start = moment.published if direction in ("ago", "from now") else moment.anchor
    if start is None:
        return "DATE", "PAST_REF" if direction in ("ago", "earlier", "before") else "FUTURE_REF"
    sign = -1 if direction in ("ago", "earlier", "before") else 1
    if count == int(count):
        value = step(start, unit, sign * count)
    else:
        value = step(start, "month", 12 * sign * count) if unit == "year" else None
    return ("DATE", value) if value else None


def read_next_to(match: re.Match[str], moment: Moment) -> Reading:
    """ "the day before", "the week after", with nothing after it."""
    return _measured(match["u"], 1, match["dir"], moment)


def read_vague(match: re.Match[str], moment: Moment) -> Reading:
    """ "for weeks", "years later": a length that is not said."""
    unit = match["u"]
    if match["dir"]:
        return "DATE", "FUTURE_REF" if match["dir"] == "later" else "PAST_REF"
    if unit in ("second", "night", "quarter", "weekend") or not re.search(
        r"\b(?:for|within|in|after)\s$", moment.before
    ):
        return None
    return "DURATION", duration_value("century" if unit == "centurie" else unit, None)


def read_past(match: re.Match[str], _: Moment) -> Reading:
    """ "the past months": how many is not said."""
    return "DURATION", duration_value(match["u"], None)


def read_long(match: re.Match[str], _: Moment) -> Reading:
    return "DURATION", duration_value(match["u"], None if match["s"] else 1)


def read_set(match: re.Match[str], _: Moment) -> Reading:
    if match["adverb"]:
        return "SET", SETS[match["adverb"]]
    if match["w"]:
        return "SET", f"XXXX-WXX-{WEEKDAYS[match['w']] + 1}"
    if match["m"]:
        return "SET", f"XXXX-{MONTHS[match['m']]:02}"
    unit = match["u"]
    return "SET", duration_value("day" if unit in PARTS else unit, 2 if match["other"] else 1)
