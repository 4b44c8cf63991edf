"""Publication dates as publishers write them, to ISO 8601: a day, or an instant where a zone is given."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

EARLIEST = date(1980, 1, 1)
"""No page of a news site is older; archives of print state their dates in records, which are taken as they are."""

MAX_LENGTH = 120
AHEAD = timedelta(hours=26)
"""A page seen at noon in UTC may rightly bear tomorrow's date where the day has begun."""

_MONTHS = (
    "january jan januar janvier janv enero ene janeiro gennaio januari",
    "february feb februar février fevrier févr febrero fevereiro febbraio februari",
    "march mar märz maerz mrz mars marzo março maart",
    "april apr avril avr abril aprile",
    "may mai mayo maio maggio mei",
    "june jun juni juin junio junho giugno",
    "july jul juli juillet juil julio julho luglio",
    "august aug août aout agosto augustus",
    "september sep sept septembre septiembre setembro settembre",
    "october oct oktober okt octobre octubre outubro ottobre",
    "november nov novembre noviembre novembro",
    "december dec dezember dez décembre decembre déc diciembre dic dezembro dicembre",
)
MONTHS = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_ZONES = {"gmt": 0, "utc": 0, "z": 0, "bst": 60, "cet": 60, "cest": 120, "msk": 180, "ist": 330}
_ZONES |= {"est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420}
_ZONES |= {"et": -300, "eat": 180, "sast": 120, "aest": 600, "aedt": 660, "jst": 540, "hkt": 480}
_AMBIGUOUS_ZONES = frozenset({"ist", "cst", "et"})

_MONTH_FIRST = frozenset({"us", "ph"})
_DAY_FIRST = frozenset(
    ["gb", "uk", "ie", "au", "nz", "za", "in", "pk", "ng", "ke", "gh", "ug", "tz", "eg", "il", "lk", "sg"]
)

_TIME = r"(?P<hour>[01]?\d|2[0-3])[:.h](?P<minute>[0-5]\d)(?:[:.](?P<second>[0-5]\d)(?:[.,]\d+)?)?"
_CLOCK = re.compile(_TIME + r"\s*(?P<half>[ap]\.?m\.?)?\s*\(?(?P<zone>[+-]\d\d:?\d\d|[A-Za-z]{1,4}\b)?", re.IGNORECASE)
_ISO = re.compile(
    r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d?)-(?P<day>\d\d?)"
    r"(?:[T ]+(?P<hour>\d\d):?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,]\d+)?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?(?!\d)",
    re.IGNORECASE,
)
_COMPACT = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?:T?(?P<hour>[0-2]\d)(?P<minute>[0-5]\d)"
    r"(?P<second>[0-5]\d)?(?P<zone>Z)?)?"
)
# Pages that show a date twice, once for screen readers, give "4 Mar 20194 Mar 2019" when copied.
_YEAR = rf"(?P<year>(?:19|20)\d\d)(?=\D|$|\d{{1,2}}\s(?:{_MONTH}))"
_NAME = rf"(?P<name>{_MONTH})\b\.?"
_WORDS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.)?\s*(?:de\s+|of\s+)?{_NAME},?\s*(?:de\s+)?{_YEAR}",
        rf"\b{_NAME}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}",
        rf"\b(?P<year>(?:19|20)\d\d)[\s,-]+{_NAME}[\s-]+(?P<day>\d{{1,2}})\b",
        rf"\b(?P<day>\d{{1,2}})[-/]{_NAME}[-/]{_YEAR}",
    )
)
_DOTS = re.compile(r"(?<![\d.])(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>(?:19|20)\d\d)(?!\d)")
_SLASHES = re.compile(r"(?<![\d/])(?P<one>\d{1,2})(?P<sep>[/-])(?P<two>\d{1,2})(?P=sep)(?P<year>(?:19|20)\d\d)(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)[/.](?P<month>\d{1,2})[/.](?P<day>\d{1,2})(?!\d)")
_URL_DAY = re.compile(
    r"/(?P<year>(?:19|20)\d\d)(?P<sep>[/-]?)(?P<month>[01]\d|(?<=\D)[1-9])(?P=sep)(?P<day>[0-3]\d|(?<=\D)[1-9])(?=[/_.-])"
)
_URL_MONTH = re.compile(rf"/(?P<year>(?:19|20)\d\d)/(?P<name>{_MONTH})/(?P<day>\d{{1,2}})/", re.IGNORECASE)


def parse_date(value: str, day_first: bool | None = None) -> str | None:
    """The ISO 8601 form of the first date in a short text, or none.

    With a stated zone an instant at the publisher's own offset (so that its day stays the publisher's), else a day.
    "03.11.2017" is day first always; "03/11/2017" only counts if `day_first` says how, or if one number is above 12.
    """
    value = value.strip()
    if not value or len(value) > MAX_LENGTH:
        return None
    if value.isdigit() and len(value) in (10, 13):
        return datetime.fromtimestamp(int(value[:10]), UTC).isoformat()
    for pattern in (_ISO, _COMPACT):
        match = pattern.fullmatch(value) or (pattern is _ISO and pattern.search(value))
        if match:
            return _moment(match.groupdict())
    return _internet_date(value) or _written_date(value, day_first)


def _internet_date(value: str) -> str | None:
    """ "Fri, 03 Nov 2017 14:05:00 +0000", as in feeds and headers."""
    if not re.match(r"[A-Za-z]{3}, \d", value):
        return None
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError):
        return None
    return moment.isoformat() if moment.tzinfo else moment.date().isoformat()


def _written_date(value: str, day_first: bool | None) -> str | None:
    for pattern in (*_WORDS, _DOTS, _YEAR_FIRST):
        if match := pattern.search(value):
            parts = match.groupdict()
            rest = value[: match.start()] + " " + value[match.end() :]
            return _moment(parts | _clock(rest))
    match = _SLASHES.search(value)
    if not match:
        return None
    one, two = int(match["one"]), int(match["two"])
    if day_first is None and one <= 12 and two <= 12 and one != two:
        return None
    day, month = (one, two) if (day_first and two <= 12) or one > 12 else (two, one)
    return _moment({"year": match["year"], "month": str(month), "day": str(day)})


def _clock(text: str) -> dict[str, str | None]:
    match = _CLOCK.search(text)
    if not match or not match["zone"]:
        return {}
    hour = int(match["hour"])
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].lower().startswith("p") else 0)
    return {"hour": str(hour), "minute": match["minute"], "second": match["second"], "zone": match["zone"]}


def _moment(parts: dict[str, str | None]) -> str | None:
    """A day, or an instant where hour and zone are known; none where the calendar has no such day."""
    name = parts.get("name")
    month = MONTHS[name.lower()] if name else int(parts.get("month") or 0)
    try:
        day = date(int(parts["year"] or 0), month, int(parts["day"] or 0))
        minutes = _offset(parts.get("zone"))
        if parts.get("hour") is None or minutes is None:
            return day.isoformat()
        hour, minute, second = (int(parts.get(name) or 0) for name in ("hour", "minute", "second"))
        zone = timezone(timedelta(minutes=minutes))
        return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=zone).isoformat()
    except (ValueError, OverflowError):
        return None


def _offset(zone: str | None) -> int | None:
    """Minutes east of Greenwich; none for no zone or one that means several."""
    if not zone:
        return None
    if zone[0] in "+-":
        digits = zone[1:].replace(":", "").ljust(4, "0")
        minutes = int(digits[:2]) * 60 + int(digits[2:])
        return -minutes if zone[0] == "-" else minutes
    zone = zone.lower()
    return None if zone in _AMBIGUOUS_ZONES else _ZONES.get(zone)


def date_in_url(url: str) -> str | None:
    """The day in a path such as `/2017/11/03/` or `/2017/nov/03/`."""
    match = _URL_DAY.search(url) or _URL_MONTH.search(url)
    return _moment(match.groupdict()) if match else None


def publishers_day(stamp: str, address_day: str | None) -> str:
    """The stamp, or the day in the page's address where that is the same night in the publisher's own zone.

    Many pages state their instant in UTC and file it under the day of their newsroom.
    """
    moment = datetime.fromisoformat(stamp)
    if not address_day or moment.tzinfo is None or moment.utcoffset():
        return stamp
    noon = datetime.fromisoformat(address_day).replace(hour=12, tzinfo=UTC)
    return address_day if stamp[:10] != address_day and abs(moment - noon) <= timedelta(hours=26) else stamp


def is_day_first(language: str | None, url: str | None) -> bool | None:
    """How this publisher writes "03/11/2017", by the region of its language or the country of its address."""
    tag = re.split(r"[-_]", (language or "").strip().lower())
    if tag[0] and tag[0] != "en":
        return True
    if len(tag) > 1 and tag[1] in _MONTH_FIRST | _DAY_FIRST:
        return tag[1] in _DAY_FIRST
    match = re.match(r"https?://[^/:?#]+?\.([a-z]{2,4})(?=[/:?#]|$)", url or "", re.IGNORECASE)
    domain = match.group(1).lower() if match else ""
    return True if domain in _DAY_FIRST else False if domain in _MONTH_FIRST | {"gov", "mil"} else None


def plausible(stamp: str | None, observed_at: datetime) -> str | None:
    """The stamp, unless it lies in the future of its observation or before there were news sites."""
    if not stamp or not is_past(stamp, observed_at):
        return None
    return stamp if datetime.fromisoformat(stamp).date() >= EARLIEST else None


def is_past(stamp: str, observed_at: datetime) -> bool:
    """Whether a day or instant has begun somewhere when it was observed."""
    moment = datetime.fromisoformat(stamp)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) <= observed_at + AHEAD


def is_date_line(line: str) -> bool:
    """Whether a line holds a date and little else ("Published on November 3, 2017", "Fri 3 Nov 2017 14.05 GMT")."""
    if not parse_date(line, day_first=True):
        return False
    rest = re.sub(rf"\d+|\b(?:{_MONTH})\b", " ", line, flags=re.IGNORECASE)
    return len(re.findall(r"[^\W\d_]{2,}", rest)) <= 6 and not re.search(r"[.!?][\"'”’]?$", line.strip())
