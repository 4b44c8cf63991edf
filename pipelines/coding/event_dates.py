"""When an event took place: the time expression that goes with a trigger.

Times themselves are found in `times.py`, where it took place in `event_places.py`.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import DASHES, PREPOSITIONS, RELATIVES, SPEECH, STRONG_STOPS, SUBORDINATORS, words
from pipelines.coding.parsing import Span
from pipelines.coding.report_days import day_of_report, is_of_the_page
from pipelines.coding.text import TimeMention
from pipelines.coding.time_distances import Distance, distance_from, distance_to
from pipelines.coding.time_hosts import HAPPENINGS, comes_before, is_name, is_of_another
from pipelines.coding.time_lengths import find_since_then, length_until_now
from pipelines.coding.timex_values import until_day

DatePrecision = Literal["day", "week", "month", "year", "publication"]

_RECORDS = words("worst most best least unprecedented anything seen")
_TIMES = words("first only last")
_NO_RECORDS = words(
    "latest west northwest southwest east northeast southeast rest forest arrest unrest protest interest test"
)
_REACH_OF_RECORDS, _REACH_OF_TIMES = 9, 14
_REACH_OF_SINCE = 10
_COST_OF_VAGUE = 6
_LONG = timedelta(180)
_LONGEST_DAY = timedelta(2)
_FEW_DAYS = timedelta(7)
_RANGES = {"between": ("and",), "from": ("to", "until", "till", "through")}


@dataclass(frozen=True, slots=True)
class When:
    """The interval of an event; `text` are the words that say so. `is_lasting`: from one day until another."""

    start: date | None
    end: date | None
    precision: DatePrecision | None
    text: str | None
    is_lasting: bool = False


NO_DAY = When(None, None, None, None)


def find_date(
    clause: Clause,
    text: str,
    start: int,
    end: int,
    published: date | None,
    is_standing: bool = False,
    then: date | None = None,
) -> When:
    """The time expression that modifies the clause of the trigger, else the day of publication.

    `text` is the passage's. `is_standing`: of what has held "since 2014" the date is when that began; all else that
    was done since then was done until now. `then` is the day told before that "since then" counts from.
    """
    distance = distance_to(clause, start)
    best: tuple[int, int] | None = None
    for number, time in enumerate(clause.times):
        if time.date_start is None or time.date_end is None or time.type == "SET":
            continue
        first, last = clause.time_spans[number]
        is_of_record = _is_of_a_record(clause, first) and not _opens_when(clause, last, start)
        if is_name(clause, first, last) or is_of_record or is_of_the_page(clause, number, published):
            continue
        if _is_length_of(clause, number) or _is_of_cause(clause, number, end):
            continue
        if is_standing and any(clause.is_verb(k) for k in (*range(end, first), *range(last, start))):
            continue
        cost = _time_cost(clause, start, end, first, last)
        if cost is not None and _is_vague(time):
            cost += _COST_OF_VAGUE
        if cost is not None and (best is None or cost < best[0]):
            best = cost, number
    if distance is not None and (best is None or clause.time_spans[best[1]][1] <= distance.first):
        around = (
            When(published, published, None, None)
            if best is None
            else _read(clause, text, best[1], start, end, published)
        )
        return _moved(around, distance, clause, text)
    if best is not None and (after := distance_from(clause, end, clause.time_spans[best[1]][0])) is not None:
        return _moved(_read(clause, text, best[1], start, end, None), after, clause, text)
    if best is None:
        if (since := find_since_then(clause, start, end)) is not None:
            return _until_now(clause, text, since, then, published)
        if _is_of_before(clause, start, end) or any(comes_before(clause, *span, start) for span in clause.time_spans):
            return NO_DAY
        gone_on = _gone_on(clause, start, end, published)
        return gone_on or of_publication(day_of_report(clause, start, end, published))
    return _read(clause, text, best[1], start, end, None if is_standing else published)


def _is_of_before(clause: Clause, start: int, end: int) -> bool:
    """ "Claimed previous bombings", "attacks have previously targeted": some day before, and not that of the report."""
    return clause.words[start - 1] in ("previous", "past") or "previously" in clause.words[max(start - 1, 0) : end + 1]


def _until_now(clause: Clause, text: str, since: Span, then: date | None, published: date | None) -> When:
    if then is None or published is None or then > published:
        return NO_DAY
    left, right = clause.text_span(*since)
    return When(then, published, date_precision(then, published), text[left:right], True)


def _gone_on(clause: Clause, start: int, end: int, published: date | None) -> When | None:
    """The length of time that something has gone on until the day of publication."""
    number = length_until_now(clause, start, end) if published else None
    if number is None or published is None:
        return None
    time = clause.times[number]
    begin, close = until_day(published, time.value)
    return When(begin, close, date_precision(begin, close), time.text, not _is_vague(time)) if begin and close else None


def is_to_come(when: When, published: date | None) -> bool:
    """Whether a date is after the day on which it was told, so that it cannot be that of what is told as done.

    Not where the text states the year: then the day of publication is wrong.
    """
    if published is None or when.start is None or when.text is None or when.text[-4:].isdecimal():
        return False
    return when.start > published


def is_of_long_ago(when: When, published: date | None) -> bool:
    """Whether a stated time began so long before publication that it belongs to another story than the article's."""
    return bool(published and when.start and when.text) and (published or date.min) - (when.start or date.max) > _LONG


def of_publication(published: date | None) -> When:
    """The date of what the text gives none for."""
    return When(published, published, "publication" if published else None, None)


def date_precision(start: date, end: date) -> DatePrecision:
    """How exact an interval is by its length."""
    days = (end - start).days
    return "day" if days < 2 else "week" if days < 8 else "month" if days < 32 else "year"


def _read(clause: Clause, text: str, number: int, start: int, end: int, now: date | None) -> When:
    """A time with what leads it: "since October" lasts until now, "between 2015 and 2018" from one to the other.

    `start`, `end`: the trigger, of which something is true "since the protests began in June".
    """
    time = clause.times[number]
    assert time.date_start and time.date_end
    begin, close, (first, last) = time.date_start, time.date_end, clause.time_spans[number]
    since = _since(clause, first)
    is_ahead = last + 2 < start and clause.words[last : last + 1] == [","]  # "since they came in 2014, they have"
    leads = since >= 0 and (since == first - 1 or since >= end or is_ahead)
    begins = _opens_when(clause, last, start)  # "since 2011, when they seized it"
    if is_lasting := leads and not begins and now is not None and close < now:
        first, close = since, now
    is_span = time.type == "DURATION" and begin < close and not _is_vague(time)
    is_lasting = is_lasting or is_span  # "over the past two years"
    for low, high in ((number - 1, number), (number, number + 1)):
        if (pair := _both_of(clause, low, high)) is not None:
            begin, close = pair
            first, last = clause.time_spans[low][0], clause.time_spans[high][1]
        ends = _range_of(clause, low, high)
        if ends is not None:
            is_lasting, (begin, close) = True, ends
            first, last = clause.time_spans[low][0], clause.time_spans[high][1]
    left, right = clause.text_span(first, last)
    said = text[left:right] if (first, last) != clause.time_spans[number] else time.text
    return When(begin, close, date_precision(begin, close), said, is_lasting)


def _is_vague(time: TimeMention) -> bool:
    """ "In recent weeks", "over the past few days": some time in that long."""
    return time.type == "DURATION" and "X" in time.value


def _since(clause: Clause, first: int) -> int:
    """The token of "since" before a time, or before the clause that ends with it; -1 where there is none."""
    for k in range(first - 1, max(first - _REACH_OF_SINCE, -1), -1):
        if clause.words[k] == "since":
            return k
        if clause.words[k] in STRONG_STOPS or clause.words[k] == ",":
            break
    return -1


def _range_of(clause: Clause, low: int, high: int) -> tuple[date, date] | None:
    """The first and last day of "between X and Y", "from X to Y"."""
    if low < 0 or high >= len(clause.times):
        return None
    first, last = clause.time_spans[low][0], clause.time_spans[low][1]
    joints = _RANGES.get(clause.words[first - 1] if first else "", ())
    begin, close = clause.times[low].date_start, clause.times[high].date_end
    if clause.words[last : clause.time_spans[high][0]] not in [[joint] for joint in joints]:
        return None
    return (begin, close) if begin and close and begin <= close else None


def _both_of(clause: Clause, low: int, high: int) -> tuple[date, date] | None:
    """The first and last day of "last night and early today", "on Tuesday and on Wednesday"."""
    if low < 0 or high >= len(clause.times):
        return None
    gap = clause.words[clause.time_spans[low][1] : clause.time_spans[high][0]]
    begin, close = clause.times[low].date_start, clause.times[high].date_end
    if gap not in (["and"], ["and", "on"]) or begin is None or close is None:
        return None
    return (begin, close) if timedelta(0) <= close - begin <= _FEW_DAYS else None


def _is_of_a_record(clause: Clause, first: int) -> bool:
    """ "For the first time since 2018", "the deadliest attack since the war of 1971": the time of another event."""
    since = _since(clause, first)
    for k in range(since - 1, max(since - _REACH_OF_TIMES, -1), -1):
        word = clause.words[k]
        is_record = word in _RECORDS or (word.endswith("est") and word not in _NO_RECORDS)
        if word in _TIMES or (is_record and since - k < _REACH_OF_RECORDS):
            return clause.words[k - 1 : k + 1] != ["at", "least"] and clause.words[k + 1] != "of"
        if word in STRONG_STOPS or word == ",":
            return False
    return False


def _opens_when(clause: Clause, last: int, start: int) -> bool:
    """ "The first raid since 2018, when rebels shelled it": the time of the clause in which the trigger stands."""
    return last < start and "when" in clause.words[last : last + 1 + (clause.words[last] == ",")]


def _is_length_of(clause: Clause, number: int) -> bool:
    """ "The past two days of talks", but not "the past two days of fighting"."""
    last = clause.time_spans[number][1]
    is_of = clause.times[number].type == "DURATION" and clause.words[last : last + 1] == ["of"]
    return is_of and HAPPENINGS.isdisjoint(clause.words[last + 1 : last + 4])


def _is_of_cause(clause: Clause, number: int, end: int) -> bool:
    """ "Attacked the town after rebels took a hill last month": no day, but a time of what came before the event."""
    time, first = clause.times[number], clause.time_spans[number][0]
    if time.date_start is None or time.date_end is None or time.date_end - time.date_start < _LONGEST_DAY:
        return False
    after = next((k for k in range(end, first) if clause.words[k] in ("after", "before")), first)
    return any(clause.is_verb(k) for k in range(after + 1, first))


def _moved(around: When, distance: Distance, clause: Clause, text: str) -> When:
    """So many days before or after; as exact as the unit that is counted in."""
    if around.start is None or around.end is None:
        return around
    step, slack = timedelta(distance.days), timedelta(distance.slack)
    if (around.start - date.min) + step < slack:
        return around
    begin, close = around.start + step - slack, around.end + step + slack
    left, right = clause.text_span(distance.first, distance.last)
    return When(begin, close, date_precision(begin, close), text[left:right])


def _time_cost(clause: Clause, start: int, end: int, first: int, last: int) -> int | None:
    """Cost of a time for the trigger: distance, plus what lies between; none where it is the time of something else."""
    if last <= start:
        inner, cost = range(last, start), start - last + 3
    elif first >= end:
        inner, cost = range(end, first), first - end
    else:
        return 0
    if is_of_another(clause, start, end, first, last):
        return None
    said_after = False
    for k in _without_aside(clause, inner):
        word = clause.words[k]
        if word in STRONG_STOPS:
            cost += 40
        elif word in SPEECH:
            said_after = True
            cost += 14
        elif word in SUBORDINATORS or word in RELATIVES:
            cost += 10
        elif word in HAPPENINGS and end <= k and PREPOSITIONS.isdisjoint(clause.words[end:k]):
            cost += 6  # "condemned a raid on Monday"
        elif k > end and clause.is_verb(k):
            cost += 5
    return None if cost > 90 and not said_after else cost


def _without_aside(clause: Clause, inner: range) -> list[int]:
    """The tokens without those between two dashes: "its offensive - the second - on 5 May"."""
    dashes = [k for k in inner if clause.words[k] in DASHES]
    if len(dashes) != 2:
        return list(inner)
    return [k for k in inner if not dashes[0] <= k <= dashes[1]]
