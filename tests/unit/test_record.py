import json
from datetime import UTC, datetime

import pytest

from pipelines.reading.article import Article, RawDocument, Refusal
from pipelines.reading.reader import read_document

SEEN = datetime(2024, 1, 1, tzinfo=UTC)
TEXT = "The army retook the town of Alpha on Friday after a battle of three days."


def read(row: object, keep_stated_id: bool = False) -> Article | Refusal:
    content = json.dumps(row).encode()
    stated = row.get("article_id") if isinstance(row, dict) else None
    raw = RawDocument("s", "g", "feed.jsonl:3", "application/json", content, SEEN, stated_id=stated)
    return read_document(raw, keep_stated_id)


@pytest.mark.parametrize("field", ["text", "maintext", "body", "content", "full_text"])
def test_the_text_is_found_under_its_usual_names(field: str) -> None:
    article = read({field: TEXT})
    assert isinstance(article, Article) and article.text == TEXT


def test_fields_of_news_please_are_read() -> None:
    article = read(
        {
            "title": "Army retakes town",
            "maintext": TEXT,
            "date_publish": "2017-11-03 10:00:00",
            "authors": ["Jane Doe", "Reuters"],
            "source_domain": "news.example.org",
            "url": "https://news.example.org/a",
            "language": "en",
        }
    )
    assert article == Article(
        article_id=RawDocument("s", "g", "", "", b"", SEEN).article_id,
        title="Army retakes town",
        text=TEXT,
        published_at="2017-11-03",
        byline="Jane Doe, Reuters",
        agencies=("Reuters",),
        publisher="news.example.org",
        url="https://news.example.org/a",
        language="en",
        source_path="feed.jsonl:3",
    )


def test_the_text_is_kept_character_for_character() -> None:
    text = " ADEN (Reuters) -  Two\tspaces,\r\none line.\n\n\nAnd é decomposed.  "
    article = read({"text": text})
    assert isinstance(article, Article) and article.text == text
    assert (article.dateline_place, article.agencies) == ("Aden", ("Reuters",))


@pytest.mark.parametrize(("keep", "kept"), [(True, "mine-7"), (False, None)])
def test_a_stated_article_id_is_kept_only_where_asked(keep: bool, kept: str | None) -> None:
    article = read({"article_id": "mine-7", "text": TEXT}, keep)
    assert article.article_id == (kept or RawDocument("s", "g", "", "", b"", SEEN).article_id)


def test_a_record_with_a_page_is_read_as_a_page_and_its_statements_win() -> None:
    html = f"<html><head><title>Other</title></head><body><article><p>{TEXT}</p><p>{TEXT} Again.</p></article></body>"
    article = read({"html": html, "headline": "Army retakes town", "published_at": "2017-11-03"})
    assert isinstance(article, Article)
    assert (article.title, article.published_at) == ("Army retakes town", "2017-11-03")
    assert TEXT in article.text and "<p>" not in article.text


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"title": "Only a title"}, "no_text_field"),
        ({}, "no_text_field"),
        ({"text": 7}, "empty"),
        ({"text": "  \n "}, "empty"),
        ({"text": "123 --- 456"}, "empty"),
        ({"html": "<html></html>"}, "empty"),
        ([1, 2], "broken_line"),
    ],
)
def test_a_record_without_text_is_refused_with_its_reason(row: object, reason: str) -> None:
    refusal = read(row)
    assert isinstance(refusal, Refusal)
    assert refusal.reason == reason
    assert refusal.detail.startswith("feed.jsonl:3: ")


def test_no_date_is_made_of_a_field_that_has_none() -> None:
    article = read({"text": TEXT, "date": "some day", "created_at": True})
    assert isinstance(article, Article) and article.published_at is None


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"published_at": "9999-12-31", "date": "2017-11-03"}, "2017-11-03"),
        ({"date": "31.12.9999"}, None),
        ({"date": "1914-06-28"}, "1914-06-28"),
        ({"timestamp": 99999999999999}, None),
        ({"date": 253402300799}, None),
    ],
)
def test_a_date_in_the_future_is_none_and_an_early_one_is_kept(row: dict[str, object], expected: str | None) -> None:
    article = read({"text": TEXT, **row})
    assert isinstance(article, Article) and article.published_at == expected


@pytest.mark.parametrize("name", ["Full Text", "fullText", "FULL_TEXT", "full-text"])
def test_names_are_known_however_they_are_spelt(name: str) -> None:
    article = read({name: TEXT, "Published At": "2017-11-03", "other": 1})
    assert isinstance(article, Article) and (article.text, article.published_at) == (TEXT, "2017-11-03")


def test_nested_names_of_news_interfaces_are_read() -> None:
    article = read({"content": TEXT, "source": {"id": None, "name": "Example News"}, "authors": [{"name": "Jane Doe"}]})
    assert isinstance(article, Article) and (article.publisher, article.byline) == ("Example News", "Jane Doe")
