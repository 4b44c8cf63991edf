"""The day on which an event was told, and not that of the event: "said Monday", "BERLIN, April 7 (AP) -".

When the event itself was is told in `event_dates.py`.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import DASHES
from pipelines.coding.time_hosts import is_of_telling

_WEEK = timedelta(7)
_LENGTH_OF_HEAD = 8
_LENGTH_OF_AGENCY = 9


def day_of_report(clause: Clause, start: int, end: int, published: date | None) -> date | None:
    """The day in the week before publication on which somebody tells of it, where the text has one: "said Monday"."""
    for time, (first, last) in zip(clause.times, clause.time_spans, strict=True):
        day = time.date_start
        is_near = published and day and day == time.date_end and timedelta(0) < published - day < _WEEK
        if is_near and is_of_telling(clause, start, end, first, last):
            return day
    return published


def is_of_the_page(clause: Clause, number: int, published: date | None) -> bool:
    """ "BERLIN, April 7 (AP) -", "7 April 1987 Rebels shelled": the day of publication at a sentence's head."""
    (first, last), day = clause.time_spans[number], clause.times[number].date_start
    if published is None or day is None or abs((published - day).days) > 1 or first > _LENGTH_OF_HEAD:
        return False
    if any(token.text[0].islower() for token in clause.tokens[:first]):
        return False
    after = clause.tokens[last].text if last < len(clause) else ""
    return _ends_dateline(clause.words, last) or (
        clause.words[last - 1].isdecimal() and len(clause.words[last - 1]) == 4 and after[:1].isalnum()
    )


def _ends_dateline(said: Sequence[str], at: int) -> bool:
    """Whether a dash stands here, or after the year and the agency: "31 JUL 89 (EFE) --"."""
    at += said[at : at + 1] != [] and said[at].isdecimal()
    if said[at : at + 1] == ["("]:
        closes = said[at : at + _LENGTH_OF_AGENCY]
        at += closes.index(")") + 1 if ")" in closes else 0
    return not DASHES.isdisjoint(said[at : at + 1])
