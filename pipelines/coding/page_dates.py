"""The day that a page prints above its story: "Published June 27 2016", "AFP Sunday 18 Sep 2016".

It is the story's own, where a feed or an archive may tell the day on which it took the page. What a time in the story
means is found in `times.py`.
"""

import re
from datetime import date

from pipelines.coding.text import PageDate
from pipelines.coding.timex_words import MONTHS, any_of

_WEEKDAY = r"(?P<weekday>(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Satu?r?|Sun)(?:day)?\.?,? )"
_MONTH = rf"(?:{any_of({name.rstrip('.').title() for name in MONTHS})})\.?"
_YEAR = r"(?:19|20)\d\d"
_DAY = (
    rf"(?:(?P<d1>\d\d?) (?P<m1>{_MONTH}),? (?P<y1>{_YEAR})"
    rf"|(?P<m2>{_MONTH}) (?P<d2>\d\d?),? ?(?P<y2>{_YEAR}))"
)
_NUMBERS = re.compile(r"\s*(\d\d?)([-./])(\d\d?)\2((?:19|20)\d\d)\b")
_LABEL = (
    r"(?P<label>(?i:date of publication|(?:first )?published|posted|issued|(?:last )?(?P<updated>updated))"
    r"(?i: on| at)?:? )"
)
_AGENCY = r"[^\n]{0,200}?\b(?:AFP|AP|Reuters|dpa|EFE|Xinhua) (?=[A-Z])"
_RELEASE = r"[\s\S]{0,250}?\b(?i:for immediate release): *"
_ABOVE = (
    re.compile(rf"\s*(?:{_LABEL})?{_WEEKDAY}?{_DAY}\b"),
    re.compile(rf"{_AGENCY}{_WEEKDAY}{_DAY}\b"),
    re.compile(rf"{_RELEASE}{_WEEKDAY}?{_DAY}\b"),
)
_BEGINS = re.compile(r"\s*(?:$|[\n|(\[\"“A-Z0-9–—-])")
_ENDS_LINE = re.compile(r"[^\S\n]*(?:\n|$)")
_FAR = 366  # days
_HEAD = 300  # characters


def find_page_date(text: str, recorded: date | None) -> PageDate | None:
    """The day above the story; `recorded` is the one that came with it.

    Not an update made since, nor "January 6, 2021 Capitol riot", years before the record.
    """
    head = text[:_HEAD]
    for pattern in _ABOVE:
        if (found := pattern.match(head)) and (day := _day(found)):
            return PageDate(day, found.start(), found.end()) if _is_own(found, day, head, recorded) else None
    return _in_numbers(head, recorded)


def _in_numbers(head: str, recorded: date | None) -> PageDate | None:
    """ "06-01-2021 Shells hit the town": day or month first, whichever is nearer to the record and not after it."""
    found = _NUMBERS.match(head)
    if found is None or recorded is None or not _BEGINS.match(head, found.end()):
        return None
    one, _, other, year = found.groups()
    days = [day for month, number in ((other, one), (one, other)) if (day := _calendar_day(year, month, number))]
    near = [day for day in days if abs((day - recorded).days) <= _FAR]
    own = min(near, key=lambda day: (day > recorded, abs((day - recorded).days)), default=None)
    return PageDate(own, found.start(), found.end()) if own else None


def _is_own(found: re.Match[str], day: date, head: str, recorded: date | None) -> bool:
    said = found.groupdict()
    if said.get("updated"):
        return recorded is None or day < recorded
    if said.get("label") or "label" not in said:
        return True
    is_near = recorded is None or said["weekday"] or abs((day - recorded).days) <= _FAR
    return bool(_ENDS_LINE.match(head, found.end()) or (is_near and _BEGINS.match(head, found.end())))


def _day(found: re.Match[str]) -> date | None:
    day, month, year = (found[f"{part}1"] or found[f"{part}2"] for part in "dmy")
    return _calendar_day(year, MONTHS[month.rstrip(".").lower()], day)


def _calendar_day(year: str, month: str | int, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
