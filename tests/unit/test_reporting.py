"""What a report draws and says, from rows alone: the map's plane, granularity, wording, and links that are none."""

from datetime import date

import numpy as np
import pytest

from pipelines.reporting.charts import Period, granularity_of
from pipelines.reporting.outlines import frame_around, mercator, outlines
from pipelines.reporting.page import _embedded, is_link
from pipelines.reporting.wording import day, when


@pytest.mark.parametrize(
    ("url", "links"),
    [
        ("https://news.example/a", True),
        ("http://news.example", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("https:", False),
        ("http://[", False),
        (None, False),
    ],
)
def test_only_pages_of_the_web_become_links(url, links):
    assert is_link(url) is links


def test_embedded_data_ends_no_script():
    written = _embedded({"tip": "</script><script>alert(1)</script><!--\u2028"})
    assert not set("<>&\u2028") & set(written)


@pytest.mark.parametrize(
    ("last", "name"),
    [(date(2017, 2, 1), "day"), (date(2017, 12, 31), "week"), (date(2021, 1, 1), "month"), (date(2050, 1, 1), "year")],
)
def test_bars_are_as_long_as_the_period_asks(last, name):
    assert granularity_of(Period(date(2017, 1, 1), last))[1] == name


def test_mercator_keeps_the_equator_and_grows_to_the_north():
    x, y = mercator([0, 90], [0, 60]).T
    assert np.allclose(x, [0, np.pi / 2])
    assert np.allclose(y, [0, -np.log(np.tan(np.pi / 4 + np.pi / 6))])


def test_points_lie_within_their_frame():
    frame = frame_around([35.0, 45.0], [30.0, 38.0])
    width, height = frame.size
    for x, y in frame.units([35.0, 45.0], [30.0, 38.0]):
        assert 0 < x < width
        assert 0 < y < height


def test_outlines_are_those_around_and_hold_their_names():
    names = {country["name"] for country in outlines(frame_around([35.0, 45.0], [30.0, 38.0]))}
    assert {"Syria", "Iraq", "Lebanon"} <= names
    assert "Australia" not in names
    assert {"Myanmar", "Serbia", "Hungary"} <= {country["name"] for country in outlines(frame_around([], []))}


def test_days_are_told_as_exactly_as_they_are_known():
    event = {"date_start": date(2017, 11, 1), "date_end": date(2017, 11, 30), "date_precision": "month"}
    assert when(event) == "Nov 2017"
    assert when(event | {"date_precision": "publication"}) == "by 1 Nov 2017"
    assert day(date(2017, 11, 3)) == "3 Nov 2017"
