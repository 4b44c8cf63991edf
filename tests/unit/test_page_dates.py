"""Which day a page prints above its story, and where a day at its head is no such day."""

from datetime import date

import pytest

from pipelines.coding.article import read_article_text
from pipelines.coding.page_dates import find_page_date

RECORDED = date(2021, 3, 4)
PRINTED = date(2021, 2, 20)


@pytest.mark.parametrize(
    "text",
    [
        "Published February 20 2021 Rebels shelled the town.",
        "20-02-2021 Rebels shelled the town.",
        "20.02.2021\nRebels shelled the town.",
        "2/20/2021 Rebels shelled the town.",
        "Published on 20 February 2021\nRebels shelled the town.",
        "Date of publication 20 February 2021 Rebels shelled the town.",
        "20 Feb 2021\nRebels shelled the town.",
        "Sat Feb 20 2021 Shells hit the town.",
        "Last updated at Feb 20,2021 Rebels shelled the town.",
        "Shells kill five in a market town AFP Saturday 20 Feb 2021 Rebels shelled the town.",
        "MINISTER TO OPEN A SCHOOL\n\nIssued by: the Presidency\n\nFor immediate release: 20 February 2021\n\nThe",
    ],
)
def test_day_above_a_story_is_its_own(text: str) -> None:
    article = read_article_text({"article_id": "a", "text": text, "published_at": RECORDED.isoformat()})
    assert article.published == PRINTED
    assert article.page_date is not None
    assert "20" in text[article.page_date.start : article.page_date.end]


@pytest.mark.parametrize(
    "text",
    [
        "On 20 February 2021 rebels shelled the town.",
        "20-02-2021 was the day on which rebels shelled the town.",
        "20-22-2021 Rebels shelled the town.",
        "20-02-2011 Bridge Attack suspects appeared in court.",
        "20 February 2021 was the day on which rebels shelled the town.",
        "February 20, 2021, saw the worst shelling of the war.",
        "January 6, 2011 Bridge Attack suspects appeared in court.",  # another story's day, ten years ago
        "Updated March 9 2021 Rebels shelled the town.",  # told before
        "Rebels shelled the town. It fell on Saturday 20 February 2021.",
        "February 31 2021 Rebels shelled the town.",
    ],
)
def test_day_that_is_told_is_not_that_of_the_page(text: str) -> None:
    assert find_page_date(text, RECORDED) is None


@pytest.mark.parametrize(
    ("head", "recorded", "day"),
    [
        ("06-01-2021", date(2021, 1, 2), date(2021, 1, 6)),
        ("05-04-2021", date(2021, 4, 25), date(2021, 4, 5)),  # not 4 May, when it had been taken
        ("01/06/2021", date(2021, 1, 7), date(2021, 1, 6)),
    ],
)
def test_day_and_month_in_numbers_are_told_apart_by_the_record(head: str, recorded: date, day: date) -> None:
    found = find_page_date(f"{head} Rebels shelled the town.", recorded)
    assert found is not None
    assert found.day == day
