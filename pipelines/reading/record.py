"""An article from a JSON record: the contract's own fields, and those of news-please, GDELT-style and other dumps."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from pipelines.reading.article import Article, RawDocument
from pipelines.reading.bylines import authors, find_agencies, find_opening
from pipelines.reading.dates import is_past, parse_date
from pipelines.reading.decoding import keep_offsets
from pipelines.reading.language import detect_language
from pipelines.reading.notes import Notes

ID_FIELDS = ("id", "guid", "article_id")
TEXT_FIELDS = (
    "text",
    "maintext",
    "body",
    "content",
    "full_text",
    "fulltext",
    "article_text",
    "story",
    "plain_text",
    "content_text",
)
HTML_FIELDS = ("html", "raw_html", "page", "content_html")
TITLE_FIELDS = ("title", "headline", "title_page", "name")
DATE_FIELDS = (
    *("published_at", "date_publish", "date", "published", "publish_date", "publication_date", "pub_date", "pubDate"),
    *("datePublished", "date_published", "publishedAt", "created_at", "DATE", "SQLDATE", "seendate", "timestamp"),
)
BYLINE_FIELDS = ("byline", "authors", "author", "creator")
PUBLISHER_FIELDS = ("publisher", "source_name", "source", "source_domain", "domain", "site", "SourceCommonName")
SECTION_FIELDS = ("section", "category", "news_desk", "articleSection")
URL_FIELDS = ("url", "link", "canonical_url", "DocumentIdentifier", "SOURCEURL")
LANGUAGE_FIELDS = ("language", "lang", "inLanguage")
MAX_SHOWN = 200
OWN_FIELDS = ("agencies", "dateline_place")
_FIELDS = (
    *(*ID_FIELDS, *TEXT_FIELDS, *HTML_FIELDS, *TITLE_FIELDS, *DATE_FIELDS, *BYLINE_FIELDS, *PUBLISHER_FIELDS),
    *(*SECTION_FIELDS, *URL_FIELDS, *LANGUAGE_FIELDS, *OWN_FIELDS),
)


class NoTextFieldError(ValueError):
    """A record in which no known field holds the text."""


class BrokenRecordError(ValueError):
    """Bytes that are no JSON object."""


def _folded(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()


_KNOWN = {_folded(name): name for name in reversed(_FIELDS)}


def known_name(name: str) -> str | None:
    """The field that a column's name means, however it is spelt: "Full Text" and "fullText" are `full_text`."""
    return name if name in _FIELDS else _KNOWN.get(_folded(name))


def with_known_names(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row with known names spelt as they are known; of two for one field the exact one counts, else the first."""
    exact = {name: value for name, value in row.items() if name in _FIELDS}
    others = {known_name(name) or name: value for name, value in reversed(list(row.items())) if name not in _FIELDS}
    return others | exact


def parse_record(content: bytes) -> dict[str, Any]:
    """The object of one line; raises `BrokenRecordError`."""
    try:
        row = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise BrokenRecordError(str(error)) from error
    if not isinstance(row, dict):
        raise BrokenRecordError(f"{type(row).__name__} where an object is needed")
    return with_known_names(row)


def note_fields(row: Mapping[str, Any], notes: Notes) -> None:
    """Says of each field whether it is known."""
    for name, value in row.items():
        shown = f"{name}: {value}"[:MAX_SHOWN]
        if name in _FIELDS:
            notes.kept("field", shown, "a known field; of several that mean the same, the first known counts")
        else:
            notes.left("field", shown, "no known field")


def html_of(row: Mapping[str, Any]) -> str | None:
    """The raw page of a record that has one and no clean text."""
    return None if _words(row, TEXT_FIELDS) else _words(row, HTML_FIELDS)


def read_record(row: Mapping[str, Any], raw: RawDocument) -> Article:
    """The article of a record; its text is kept character for character, so that offsets into it hold."""
    text = _words(row, TEXT_FIELDS)
    if text is None:
        if not any(field in row for field in TEXT_FIELDS):
            fields = ", ".join(sorted(row)[:12]) or "none"
            raise NoTextFieldError(f"fields: {fields}; the text is looked for in {', '.join(TEXT_FIELDS)}")
        text = ""
    text = keep_offsets(text)
    return with_statements(Article(raw.article_id, "", text, url=raw.url, source_path=raw.origin), row, raw)


def with_statements(article: Article, row: Mapping[str, Any], raw: RawDocument) -> Article:
    """The article with what its record states, which beats what was read from its text."""
    opening = find_opening(article.text)
    byline = _names(row) or article.byline
    agencies = dict.fromkeys(_agencies(row) or (*find_agencies(byline or ""), *opening.agencies, *article.agencies))
    return replace(
        article,
        title=_line(row, TITLE_FIELDS) or article.title,
        published_at=_date(row, raw.observed_at) or article.published_at or opening.published_at,
        byline=authors(byline),
        agencies=tuple(agencies),
        publisher=_line(row, PUBLISHER_FIELDS) or article.publisher or raw.publisher,
        section=_line(row, SECTION_FIELDS) or article.section,
        url=_line(row, URL_FIELDS) or article.url,
        language=detect_language(article.text, _line(row, LANGUAGE_FIELDS) or article.language or raw.language),
        dateline_place=_line(row, ("dateline_place",)) or opening.place or article.dateline_place,
    )


def _words(row: Mapping[str, Any], fields: tuple[str, ...]) -> str | None:
    """The first field that holds text, as it stands; of a list of paragraphs, these."""
    for field in fields:
        value = row.get(field)
        if isinstance(value, dict):
            value = value.get("name")
        if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
            value = "\n\n".join(value)
        if isinstance(value, str) and value.strip():
            return value
    return None


def _line(row: Mapping[str, Any], fields: tuple[str, ...]) -> str | None:
    words = _words(row, fields)
    return " ".join(keep_offsets(words).split()) if words else None


def _names(row: Mapping[str, Any]) -> str | None:
    for field in BYLINE_FIELDS:
        value = row.get(field)
        parts = value if isinstance(value, list) else [value]
        parts = [part.get("name") if isinstance(part, dict) else part for part in parts]
        names = [" ".join(keep_offsets(part).split()) for part in parts if isinstance(part, str)]
        if any(names):
            return ", ".join(name for name in names if name)
    return None


def _agencies(row: Mapping[str, Any]) -> tuple[str, ...]:
    stated = row.get("agencies")
    return tuple(name for name in stated if isinstance(name, str)) if isinstance(stated, list) else ()


def _date(row: Mapping[str, Any], observed_at: datetime) -> str | None:
    """The first field that holds a date which is not in the future; archives of print may state early ones."""
    for field in DATE_FIELDS:
        value = row.get(field)
        stamp = parse_date(str(value)) if isinstance(value, str | int) and not isinstance(value, bool) else None
        if stamp and is_past(stamp, observed_at):
            return stamp
    return None
