from datetime import UTC, datetime

import pytest

from pipelines.reading.article import Article, RawDocument, Refusal
from pipelines.reading.reader import MAX_LINES, MAX_TAGS, read_document

SEEN = datetime(2024, 1, 1, tzinfo=UTC)
SENTENCE = "The army retook the town of Alpha on Friday after a battle of three days, officials said."
PAGE = f"<!doctype html><html><head><title>Army retakes town</title></head><body><p>{SENTENCE}</p><p>{SENTENCE}</p>"


def read(content: bytes, media_type: str = "text/plain", **headers: str) -> Article | Refusal:
    return read_document(RawDocument("s", "g", "inbox/a", media_type, content, SEEN, headers=headers))


def test_a_text_file_that_holds_a_page_is_read_as_a_page() -> None:
    article = read(PAGE.encode())
    assert isinstance(article, Article)
    assert article.title == "Army retakes town" and "<p>" not in article.text


def test_a_text_about_tags_stays_text() -> None:
    article = read(f"Markup in the news\n\n{SENTENCE} It uses <p> and little else.\n".encode())
    assert isinstance(article, Article) and "uses <p> and" in article.text


def test_the_sources_publisher_and_language_stand_in() -> None:
    raw = RawDocument("s", "g", "o", "text/plain", SENTENCE.encode(), SEEN, publisher="Example News", language="en")
    article = read_document(raw)
    assert isinstance(article, Article) and (article.publisher, article.language) == ("Example News", "en")


@pytest.mark.parametrize(
    ("content", "media_type", "reason"),
    [
        (b"", "text/plain", "empty"),
        (b" \n\n ", "text/plain", "empty"),
        (b"", "text/html", "empty"),
        (b"<html><body></body></html>", "text/html", "empty"),
        (b"Yes.\n\nIt is so.\n", "text/plain", "not_an_article"),
        (b"{", "application/json", "broken_line"),
    ],
)
def test_what_is_no_article_is_refused_with_its_reason(content: bytes, media_type: str, reason: str) -> None:
    refusal = read(content, media_type)
    assert isinstance(refusal, Refusal)
    assert (refusal.reason, refusal.origin) == (reason, "inbox/a")


def test_overrides_cannot_hide_in_an_article() -> None:
    article = read(SENTENCE.replace("army", "ar\u202emy\x00").encode())
    assert isinstance(article, Article) and article.text.startswith("The army retook")


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 50_000 + SENTENCE,
        "<p>" + SENTENCE + "<b><i>" * 3000,
        "<table><tr><td>" * 3000,
        "<p>" + SENTENCE * 4000,
    ],
    ids=["div", "inline", "table", "long line"],
)
def test_deep_nesting_and_long_lines_are_bounded(html: str) -> None:
    assert isinstance(read(f"<html><body>{html}".encode(), "text/html"), Article | Refusal)


@pytest.mark.parametrize(
    ("media_type", "content"),
    [("text/plain", b"a line.\n" * (MAX_LINES + 1)), ("text/html", b"<p>a" * (MAX_TAGS + 1))],
)
def test_what_no_article_can_be_is_refused_before_it_costs_time(media_type: str, content: bytes) -> None:
    result = read_document(RawDocument("s", "g", "o", media_type, content, SEEN))
    assert isinstance(result, Refusal) and result.reason == "too_large"
