from datetime import UTC, datetime

import pytest

from pipelines.reading.dates import date_in_url, is_date_line, is_day_first, parse_date, plausible


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2017-11-03", "2017-11-03"),
        ("2017-11-03T18:30:00Z", "2017-11-03T18:30:00+00:00"),
        ("2017-11-03T23:30:00-06:00", "2017-11-03T23:30:00-06:00"),
        ("2017-11-03 18:30:00+0200", "2017-11-03T18:30:00+02:00"),
        ("20171103", "2017-11-03"),
        ("20171103T183000Z", "2017-11-03T18:30:00+00:00"),
        ("Fri, 03 Nov 2017 14:05:00 +0000", "2017-11-03T14:05:00+00:00"),
        ("November 3, 2017", "2017-11-03"),
        ("3 November 2017", "2017-11-03"),
        ("Published on Nov. 3rd, 2017", "2017-11-03"),
        ("Tue 12 Jun 2018 09.40 BST", "2018-06-12T09:40:00+01:00"),
        ("Nov 3, 2017 2:05 PM EDT", "2017-11-03T14:05:00-04:00"),
        ("Published On 4 Mar 20194 Mar 2019", "2019-03-04"),
        ("3. November 2017", "2017-11-03"),
        ("3 de noviembre de 2017", "2017-11-03"),
        ("1er mars 2018", "2018-03-01"),
        ("1509719100", "2017-11-03T14:25:00+00:00"),
    ],
)
def test_dates_are_read_as_publishers_write_them(written: str, iso: str) -> None:
    assert parse_date(written) == iso


def test_a_time_without_zone_gives_the_day_only() -> None:
    assert parse_date("2017-11-03 23:30:00") == "2017-11-03"


def test_dots_are_day_first() -> None:
    assert parse_date("03.11.2017") == "2017-11-03"


@pytest.mark.parametrize(
    ("day_first", "iso"), [(True, "2017-11-03"), (False, "2017-03-11"), (None, None)], ids=["day", "month", "unknown"]
)
def test_slashes_are_never_guessed(day_first: bool | None, iso: str | None) -> None:
    assert parse_date("03/11/2017", day_first) == iso


@pytest.mark.parametrize("written", ["25/11/2017", "11/25/2017"])
def test_slashes_with_a_number_above_twelve_need_no_hint(written: str) -> None:
    assert parse_date(written) == "2017-11-25"


@pytest.mark.parametrize(
    "written", ["2017-02-30", "31 June 2017", "9999", "may the force", "", "x" * 500, "99.99.2017"]
)
def test_what_is_no_day_of_the_calendar_is_no_date(written: str) -> None:
    assert parse_date(written) is None


@pytest.mark.parametrize("zone", ["IST", "CST"])
def test_a_zone_that_means_several_leaves_the_day(zone: str) -> None:
    assert parse_date(f"3 November 2017 14:05 {zone}") == "2017-11-03"


@pytest.mark.parametrize(
    ("url", "iso"),
    [
        ("https://news.example.org/2017/11/03/army-retakes-town", "2017-11-03"),
        ("https://news.example.org/world/2017/nov/03/army-retakes-town", "2017-11-03"),
        ("https://news.example.org/world/20171103/army", "2017-11-03"),
        ("https://news.example.org/world/army-retakes-town-201711", None),
        ("https://news.example.org/2017/13/45/x", None),
    ],
)
def test_days_in_addresses(url: str, iso: str | None) -> None:
    assert date_in_url(url) == iso


@pytest.mark.parametrize(
    ("stamp", "kept"),
    [("2017-11-04", True), ("2017-11-05", True), ("2017-11-07", False), ("9999-01-01", False), ("1802-01-01", False)],
)
def test_a_date_after_the_page_was_seen_is_no_date(stamp: str, kept: bool) -> None:
    assert (plausible(stamp, datetime(2017, 11, 4, 12, tzinfo=UTC)) == stamp) is kept


@pytest.mark.parametrize(
    ("line", "is_date"),
    [
        ("November 3, 2017", True),
        ("Published 11 November 2022", True),
        ("Last modified on Tue 12 Jun 2018 12.15 BST", True),
        ("The army entered the town on November 3, 2017.", False),
        ("Troops who had left the northern town since 3 November 2017 came back again", False),
        ("Conflicts", False),
    ],
)
def test_a_date_line_holds_little_else(line: str, is_date: bool) -> None:
    assert is_date_line(line) is is_date


@pytest.mark.parametrize(
    ("language", "url", "day_first"),
    [
        ("en-GB", None, True),
        ("en_US", "https://news.example.co.uk/a", False),
        ("de", None, True),
        ("en", "https://news.example.co.uk/a", True),
        ("en", "https://news.example.gov/a", False),
        ("en", "https://news.example.com/a", None),
        (None, None, None),
    ],
)
def test_the_order_of_day_and_month_follows_region_then_address(
    language: str | None, url: str | None, day_first: bool | None
) -> None:
    assert is_day_first(language, url) is day_first
