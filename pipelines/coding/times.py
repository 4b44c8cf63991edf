"""Finds the time expressions of an article and the calendar days they denote.

The patterns are in `timex_rules.py`, what they mean in `timex_readings.py`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

from pipelines.coding.text import ArticleText, Passage, Sentence, TimeMention, TimeType
from pipelines.coding.timex_moment import Moment
from pipelines.coding.timex_rules import RULES
from pipelines.coding.timex_values import interval_of, until_day
from pipelines.coding.timex_words import CORE, OPENERS

_FUTURE = re.compile(
    r"\b(?:will|won't|shall|would|is to|are to|be held|to be|scheduled|expected|due|planned|plans?|planning|"
    r"upcoming|slated|intends?|vowed to|set (?:for|to)|going to|begins?|opens?|hopes?|aims?|may|could|should|can|must|"
    r"deadline|might|as (?:soon|early) as|between now and|ahead of)\b"
)
_WEAK_FUTURE = re.compile(r"\b(?:until|by|before|from)\s$")
_PAST = re.compile(
    r"\b(?!united|scheduled|expected|planned|slated|intend)(?:said|says|told|was|were|had|did|been|came|went|took|"
    r"began|left|held|made|met|won|lost|fell|fled|shot|struck|hit|blew|broke|since|has|have|after|ago|\w{2,}ed)\b"
)
_DEED = re.compile(
    r"'s (?:\w+ ){0,2}(?:attacks?|bombings?|killings?|shootings?|raids?|strikes?|blasts?|massacre|murders?)\b"
)
_SECOND_DAY = re.compile(
    r"(?: ?[-–/] ?| and | or | to | through | until )(\d\d?)(?:st|nd|rd|th)?\b"
    r"(?![.:]\d|,\d|\s*(?:%|percent|people|others|men|years?|killed|wounded|injured|dead|hurt)\b|%)"
)
_YEAR_AFTER = re.compile(r",? ((?:1[5-9]|20)\d\d)\b(?![,.]\d)")
_SECOND_YEAR = re.compile(r"[-–/](\d{4}|\d\d)\b(?![-–/]\d)")
_JOINTS = frozenset(("to", "and", "through", "until", "or", "-", "–", ","))
_OPENING = OPENERS | {"'", "’"}
_NO_DAYS = (None, None)
_FIRST_YEAR, _LAST_YEAR = 1500, 2500  # beyond these a stated day is a mistake, and sums leave the calendar


@dataclass(slots=True)
class _Found:
    """A time expression in the making."""

    start: int
    end: int
    type: TimeType
    value: str
    words: str


def find_times(article: ArticleText) -> list[TimeMention]:
    """The article's time expressions in reading order, title first; none overlap."""
    published = article.published
    if published and not _FIRST_YEAR <= published.year <= _LAST_YEAR:
        published = None
    return [mention for passage in article.passages for mention in _in_passage(passage, published)]


def _in_passage(passage: Passage, published: date | None) -> Iterator[TimeMention]:
    lowered = _lowered(passage.text)
    anchor = published
    for sentence in passage.sentences:
        found = _in_sentence(passage.text, lowered, sentence, published, anchor)
        _share_years(found, lowered)
        _date_clocks(found)
        for one in found:
            start, end = _days(one, published)
            if one.type == "DATE" and start is not None and start == end:
                anchor = start
            yield TimeMention(
                passage.field, one.start, one.end, passage.text[one.start : one.end], one.type, one.value, start, end
            )


def _lowered(text: str) -> str:
    """Lower case, white space as blanks, one character for one."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lowered.translate({9: " ", 10: " ", 13: " ", 160: " ", 8217: "'"})


def _in_sentence(
    text: str, lowered: str, sentence: Sentence, published: date | None, anchor: date | None
) -> list[_Found]:
    found: list[_Found] = []
    cores = list(map(_is_core, sentence.words))
    if not any(cores):
        return found
    past_end = sentence.start
    for i, (token, word) in enumerate(zip(sentence.tokens, sentence.words, strict=True)):
        is_first = cores[i] or word in _OPENING or "-" in word
        if not is_first or token.start < past_end or not _may_open(i, sentence.words, cores):
            continue
        one = _longest(text, lowered, sentence, token.start, published, anchor)
        if one:
            found.append(one)
            found += _second(lowered, sentence, one)
            past_end = found[-1].end
            if one.type == "DATE" and re.fullmatch(r"\d{4}-\d\d-\d\d", one.value):
                anchor = date.fromisoformat(one.value)
    return found


@lru_cache(maxsize=50_000)
def _is_core(word: str) -> bool:
    if word in CORE or word[0].isdigit():
        return True
    return "-" in word and any(piece in CORE or piece[:2].isdigit() for piece in word.split("-"))


def _may_open(i: int, words: tuple[str, ...], cores: list[bool]) -> bool:
    """An expression begins at a core word, or at an opener with a core word among the next four."""
    if cores[i]:
        return True
    word = words[i]
    if word in ("'", "’"):
        return any(cores[i + 1 : i + 2])
    return (word in OPENERS or "-" in word) and any(cores[i : i + 5])


def _longest(
    text: str, lowered: str, sentence: Sentence, start: int, published: date | None, anchor: date | None
) -> _Found | None:
    matches = [(match, handler) for rule, handler in RULES if (match := rule.match(lowered, start, sentence.end))]
    matches.sort(key=lambda pair: -pair[0].end())
    if not matches:
        return None
    before = lowered[max(sentence.start, start - 70) : start]
    for match, handler in matches:
        end = match.end()
        while end > start and lowered[end - 1] in " ,":
            end -= 1
        after = lowered[end : min(sentence.end, end + 40)]
        moment = Moment(published, anchor, _tense(before, after), before, after, text)
        reading = handler(match, moment)
        if reading:
            return _Found(start, end, reading[0], reading[1], lowered[start:end])
    return None


def _tense(before: str, after: str) -> str:
    """Past or future by the nearest clue before the expression, else by the first after it."""
    if after.startswith("'s"):
        is_ahead = re.search(r"\b(?:ahead of|before|until|for|upcoming)\s$", before) and not _DEED.match(after)
        return "future" if is_ahead else "past"
    ahead = list(_FUTURE.finditer(before))
    future = ahead[-1].start() if ahead else -1
    told = [m.start() for m in _PAST.finditer(before) if not any(a.start() <= m.start() < a.end() for a in ahead)]
    past = told[-1] if told else -1
    next_past, next_future = _PAST.search(after), _FUTURE.search(after)
    if _WEAK_FUTURE.search(before) and not next_past:
        return "future"
    if future != past:
        return "future" if future > past else "past"
    if next_future and (not next_past or next_future.start() < next_past.start()):
        return "future"
    return "past" if next_past else ""


def _second(lowered: str, sentence: Sentence, one: _Found) -> list[_Found]:
    """The second part of "Nov. 3-5", "April 24 and 25", "2014-15": an expression of its own."""
    if re.fullmatch(r"[\dX]{4}-\d\d-\d\d", one.value) and re.search(r"\d(?:st|nd|rd|th)?$", one.words):
        match = _SECOND_DAY.match(lowered, one.end, sentence.end)
        if match and int(one.value[-2:]) < int(match[1]) <= 31 and not re.search(r"\d{4}$", one.words):
            year = _YEAR_AFTER.match(lowered, match.end(), sentence.end)
            if year:
                one.value = year[1] + one.value[4:]
            end = year.end() if year else match.end()
            value = f"{one.value[:8]}{int(match[1]):02}"
            return [_Found(match.start(1), end, "DATE", value, lowered[match.start(1) : end])]
    if re.fullmatch(r"\d{4}", one.value):
        match = _SECOND_YEAR.match(lowered, one.end, sentence.end)
        last = (one.value[: 4 - len(match[1])] + match[1]) if match else ""
        if match and int(one.value) < int(last) < int(one.value) + 100:
            return [_Found(match.start(1), match.end(), "DATE", last, match[1])]
    return []


def _share_years(found: list[_Found], lowered: str) -> None:
    """ "from June to August 2016": the year said last holds for both."""
    for one, two in reversed(list(pairwise(found))):
        between = lowered[one.end : two.start].strip()
        said = re.search(r"\d{4}$", two.words)
        if between not in _JOINTS or not said or not re.fullmatch(r"\d{4}-\d\d(-\d\d)?", one.value):
            continue
        if one.type == "DATE" and not re.search(r"\d{4}|day|year|ago|later|earlier|last|next|this", one.words):
            year = int(said[0]) - (one.value[5:7] > two.value[5:7])
            one.value = f"{year:04}{one.value[4:]}"


def _date_clocks(found: list[_Found]) -> None:
    """A time of day without a day takes that of the nearest day in its sentence."""
    days = [one for one in found if one.type == "DATE" and re.fullmatch(r"\d{4}-\d\d-\d\d", one.value)]
    for one in found:
        if one.type != "TIME" or not days or not re.search(r"T\d\d:\d\d$", one.value):
            continue
        if re.search(r"day$|\b(?:mon|tue|wed|thu|fri|sat|sun)\w*\.$", one.words):
            continue
        nearest = min(days, key=lambda day: abs(day.start - one.start))
        one.value = nearest.value + one.value[-6:]


def _days(one: _Found, published: date | None) -> tuple[date | None, date | None]:
    if one.type in ("DATE", "TIME"):
        return interval_of(one.value)
    if one.type == "DURATION" and published and re.match(r"(?:the )?(?:past|last)\b|this past|recent\b", one.words):
        return until_day(published, one.value)
    return _NO_DAYS
