"""Time expressions: their words, type, value and days. The article's day is Friday, 3 November 2017."""

from datetime import date

import pytest

from pipelines.coding.sentences import split_passage
from pipelines.coding.text import ArticleText, TimeMention
from pipelines.coding.times import find_times
from tests.growth import assert_linear

FRIDAY = date(2017, 11, 3)


def times(text: str, published: date | None = FRIDAY) -> list[TimeMention]:
    return find_times(ArticleText("a", (split_passage("text", text),), published))


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The army entered the town on Friday.", "Friday", "2017-11-03"),
        ("Rebels left on Thursday.", "Thursday", "2017-11-02"),
        ("The road will open on Monday.", "Monday", "2017-11-06"),
        ("It was in retaliation for Thursday's rebel attack.", "Thursday", "2017-11-02"),
        ("They are ready for Monday's vote.", "Monday", "2017-11-06"),
        ("They met last Friday.", "last Friday", "2017-10-27"),
        ("They met last Thursday.", "last Thursday", "2017-10-26"),
        ("They met last Wednesday.", "last Wednesday", "2017-11-01"),
        ("The vote is due next Friday.", "next Friday", "2017-11-10"),
        ("The siege began in early September.", "early September", "2017-09"),
        ("It is planned for January.", "January", "2018-01"),
        ("He fled last December.", "last December", "2016-12"),
        ("They have held it since 2014.", "2014", "2014"),
        ("It fell on Oct. 30.", "Oct. 30", "2017-10-30"),
        ("It fell on 30 October 2015.", "30 October 2015", "2015-10-30"),
        ("It fell on Thursday, November 2, 2017.", "Thursday, November 2, 2017", "2017-11-02"),
        ("It was signed on 03.11.2017.", "03.11.2017", "2017-11-03"),
        ("It was signed on 11/3/2017.", "11/3/2017", "2017-11-03"),
        ("He left the 1980s behind.", "the 1980s", "198X"),
        ("It happened earlier this week.", "earlier this week", "2017-W44"),
        ("It happened last month.", "last month", "2017-10"),
        ("It happened late last year.", "late last year", "2016"),
        ("It shrank in the third quarter.", "the third quarter", "2017-Q3"),
        ("They came last summer.", "last summer", "2017-SU"),
        ("The town fell five years ago.", "five years ago", "2012"),
        ("The town fell two weeks ago.", "two weeks ago", "2017-W42"),
        ("He left yesterday.", "yesterday", "2017-11-02"),
        ("The Sept. 11 attacks changed it.", "Sept. 11", "2001-09-11"),
        ("It opens on Christmas Day.", "Christmas Day", "2017-12-25"),
    ],
)
def test_dates(text: str, words: str, value: str) -> None:
    assert [(m.text, m.type, m.value) for m in times(text)] == [(words, "DATE", value)]


@pytest.mark.parametrize(
    ("text", "words", "kind", "value"),
    [
        ("They fought for three years.", "three years", "DURATION", "P3Y"),
        ("A 72-hour truce began.", "72-hour", "DURATION", "PT72H"),
        ("It ended a months-long siege.", "months-long", "DURATION", "PXM"),
        ("Clashes went on over the past week.", "the past week", "DURATION", "P1W"),
        ("They march every Monday.", "every Monday", "SET", "XXXX-WXX-1"),
        ("Shells fall daily.", "daily", "SET", "P1D"),
        ("It struck at 10:30 p.m. on Wednesday.", "10:30 p.m. on Wednesday", "TIME", "2017-11-01T22:30"),
        ("It struck on Wednesday night.", "Wednesday night", "TIME", "2017-11-01TNI"),
    ],
)
def test_durations_sets_and_times_of_day(text: str, words: str, kind: str, value: str) -> None:
    assert [(m.text, m.type, m.value) for m in times(text)] == [(words, kind, value)]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("It fell on Oct. 30.", date(2017, 10, 30), date(2017, 10, 30)),
        ("It fell last week.", date(2017, 10, 23), date(2017, 10, 29)),
        ("It fell in February 2016.", date(2016, 2, 1), date(2016, 2, 29)),
        ("It fell in the winter of 2015.", date(2015, 12, 1), date(2016, 2, 29)),
        ("It fell in 2014.", date(2014, 1, 1), date(2014, 12, 31)),
        ("It has changed over the past four months.", date(2017, 7, 3), date(2017, 11, 3)),
        ("It has changed in the past 48 hours.", date(2017, 11, 1), date(2017, 11, 3)),
        ("They fought for three years.", None, None),
    ],
)
def test_intervals(text: str, start: date | None, end: date | None) -> None:
    assert [(m.date_start, m.date_end) for m in times(text)] == [(start, end)]


def test_narrative_steps_start_from_the_last_day_named() -> None:
    found = times("A bomb went off on Oct. 20. Two days later the army came. The next day it left.")
    assert [m.value for m in found] == ["2017-10-20", "2017-10-22", "2017-10-23"]


def test_ranges_give_both_ends_and_share_the_year() -> None:
    assert [m.value for m in times("It rained from June to August 2016.")] == ["2016-06", "2016-08"]
    assert [m.value for m in times("It rained on March 3-5, 2015.")] == ["2015-03-03", "2015-03-05"]
    assert [m.value for m in times("The talks of Oct. 3 and 5 failed.")] == ["2017-10-03", "2017-10-05"]
    assert [m.value for m in times("The 2014-15 season failed.")] == ["2014", "2015"]


@pytest.mark.parametrize(
    "text",
    [
        "A 20-year-old man may march, he sat. The sun was out.",
        "About 2000 people fled, 1,999 came back.",
        "Mr. May and Jan Novak met.",
        "The second car was number 1984.",
        "It costs $2015 a head.",
    ],
)
def test_ages_names_and_counts_are_no_times(text: str) -> None:
    assert times(text) == []


def test_without_a_day_of_publication_relative_words_have_no_interval() -> None:
    found = times("On Friday and in June, and again on Oct. 3, 2016.", published=None)
    assert [(m.value, m.date_start) for m in found] == [
        ("XXXX-WXX-5", None),
        ("XXXX-06", None),
        ("2016-10-03", date(2016, 10, 3)),
    ]


@pytest.mark.parametrize("text", ["31 April", "Feb. 30, 2017", "99/99/9999", "2017-13-45", "1000000 years ago"])
def test_impossible_dates_have_no_day(text: str) -> None:
    assert all(m.date_start is None or m.date_start.day == 1 for m in times(text))


@pytest.mark.parametrize("published", [date.min, date.max])
def test_an_impossible_day_of_publication_raises_nothing(published: date) -> None:
    times("It fell two years ago, on Friday, in June, next week, ten centuries later.", published)


@pytest.mark.parametrize("unit", ["Monday ", "in May ", "two ", "the last ", "1999-", "early ", "12:30 "])
def test_100_kb_in_one_sentence_takes_linear_time(unit: str) -> None:
    assert_linear(lambda size: times(unit * (size // len(unit))))
