"""The vocabulary of time expressions: names of days, months and numbers, and the pattern fragments made of them."""

import re
from collections.abc import Iterable


def _numbered(names: str, start: int = 0) -> dict[str, int]:
    """Comma-separated groups of spellings -> their number."""
    return {name: i for i, group in enumerate(names.split(","), start) for name in group.split()}


WEEKDAYS = _numbered(
    "monday mon., tuesday tue. tues., wednesday wed., thursday thu. thur. thurs., friday fri., saturday sat., "
    "sunday sun."
)
MONTHS = _numbered(
    "january jan jan., february feb feb., march mar mar., april apr apr., may, june jun jun., july jul jul., "
    "august aug aug., september sep sep. sept sept., october oct oct., november nov nov., december dec dec.",
    start=1,
)
_TENS = _numbered("twenty,thirty,forty,fifty,sixty,seventy,eighty,ninety,hundred", start=2)
NUMBERS = _numbered(
    "one,two,three,four,five,six,seven,eight,nine,ten,eleven,twelve,thirteen,fourteen,fifteen,sixteen,seventeen,"
    "eighteen,nineteen",
    start=1,
) | {name: 10 * i for name, i in _TENS.items()}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "final": 4}
PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "nights": "NI"}
SEASON_CODES = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
DEICTIC_DAYS = {
    "today": 0, "tonight": 0, "overnight": 0, "yesterday": -1, "tomorrow": 1,
    "the day before yesterday": -2, "the day after tomorrow": 2,
}  # fmt: skip
SETS = {
    "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "monthly": "P1M", "quarterly": "P1Q", "yearly": "P1Y",
    "annually": "P1Y", "hourly": "PT1H",
}  # fmt: skip


def any_of(words: Iterable[str]) -> str:
    """An alternation of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


W = f"(?P<w>{any_of(WEEKDAYS)})"
M = rf"(?P<m>{any_of(MONTHS)})(?![\w'’])"
N = (
    r"(?P<n>\d+(?:,\d{3})*(?:\.\d+)?|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ]"
    rf"(?:one|two|three|four|five|six|seven|eight|nine)|{any_of(NUMBERS)}"
    r"|an?|half an?|a couple(?: of)?|couple(?: of)?|a few|few|several|many|dozens of|recent|some)"
)
U = r"(?P<u>second|minute|hour|day|night|week|fortnight|month|quarter|year|decade|century|centurie|weekend)"
EARLY = r"(?P<mod>(?:the )?(?:early|late|mid)(?:-| |-to-late |-to-mid )|earlier |later |early on )?"
PART = r"(?: (?P<part>morning|afternoon|evening|night)s?\b)?"
Y = r"(?P<y>(?:1[5-9]|20)\d\d)\b(?![,.:]\d|-\w*[a-z])"
ORD = r"(?:st|nd|rd|th)?\b"

_UNITS = (
    "second",
    "minute",
    "hour",
    "day",
    "night",
    "week",
    "fortnight",
    "month",
    "quarter",
    "year",
    "decade",
    "weekend",
)
_OTHER_CORES = """
    noon midnight now currently nowadays recently present presently future past century centuries christmas halloween
    thanksgiving easter valentine's valentine new good daylong weeklong monthlong yearlong decadelong a.m. p.m. am pm
"""
CORE = frozenset(
    [*WEEKDAYS, *MONTHS, *DEICTIC_DAYS, *SETS, *SEASON_CODES, *PARTS, *_UNITS, *(f"{unit}s" for unit in _UNITS)]
) | frozenset(_OTHER_CORES.split())
_OTHER_OPENERS = """
    the early late mid earlier later last next this past previous following coming that every each a an half couple
    few several many dozens some recent fiscal first second third fourth final at good new
"""
OPENERS = frozenset(_OTHER_OPENERS.split()) | frozenset(NUMBERS)
