"""Chooses how a raw document is read, and says why one gives no article. Where documents come from: `sources`."""

import re
from dataclasses import replace

from pipelines.reading.article import Article, RawDocument, Refusal
from pipelines.reading.copied_text import read_copied_text
from pipelines.reading.dates import plausible
from pipelines.reading.decoding import UndecodableError, clean, decode, printable
from pipelines.reading.language import detect_language
from pipelines.reading.mail import MEDIA_TYPE as MAIL
from pipelines.reading.mail import NoTextPartError, read_mail
from pipelines.reading.notes import Notes
from pipelines.reading.record import (
    BrokenRecordError,
    NoTextFieldError,
    html_of,
    note_fields,
    parse_record,
    read_record,
    with_statements,
)

SNIFFED_CHARACTERS = 2000
MIN_LETTERS = 20
"""Fewer letters than this are no article."""

MAX_LINES = 20_000
MAX_TAGS = 300_000
"""No article has more lines, no page more tags; reading time grows with both."""

_TAGS = re.compile(r"<(?:!doctype html|html|head|body|article|div|p|meta|script|table)\b[^<>]*>", re.IGNORECASE)


class TooLongError(ValueError):
    """A text of more lines, or a page of more tags, than any article has."""


def read_document(raw: RawDocument, keep_stated_id: bool = False, notes: Notes | None = None) -> Article | Refusal:
    """The article of a document, or why there is none.

    `keep_stated_id`: where a record states an `article_id`, the article bears it instead of the journal's own.
    `notes`: takes what was kept, what was left, and why.
    """
    try:
        article = _READERS.get(raw.media_type, _read_text)(raw, notes)
    except UndecodableError as error:
        return _refusal(raw, "encoding", str(error))
    except TooLongError as error:
        return _refusal(raw, "too_large", str(error))
    except BrokenRecordError as error:
        return _refusal(raw, "broken_line", str(error))
    except NoTextFieldError as error:
        return _refusal(raw, "no_text_field", str(error))
    except NoTextPartError as error:
        return _refusal(raw, "not_text", str(error))
    letters = sum(character.isalpha() for character in article.text[:SNIFFED_CHARACTERS])
    if not letters:
        return _refusal(raw, "empty", "no text was found in it")
    if letters < MIN_LETTERS and raw.media_type != "application/json":
        return _refusal(raw, "not_an_article", f"only {letters} letters of running text were found in it")
    return replace(article, article_id=raw.stated_id) if keep_stated_id and raw.stated_id else article


def _refusal(raw: RawDocument, reason: str, detail: str) -> Refusal:
    return Refusal(raw.article_id, raw.origin, reason, printable(f"{raw.origin}: {detail}"))


def _read_record(raw: RawDocument, notes: Notes | None) -> Article:
    row = parse_record(raw.content)
    if notes is not None:
        note_fields(row, notes)
    html = html_of(row)
    return with_statements(_read_html(clean(html), raw, notes), row, raw) if html else read_record(row, raw)


def _read_text(raw: RawDocument, notes: Notes | None) -> Article:
    text = clean(decode(raw.content, raw.headers.get("content-type")))
    if raw.media_type == "text/html" or _is_html(text):
        return _read_html(text, raw, notes)
    if (lines := text.count("\n")) > MAX_LINES:
        raise TooLongError(f"{lines} lines; an article has at most {MAX_LINES}")
    found = read_copied_text(text, notes)
    body = "\n\n".join(found.paragraphs)
    return Article(
        article_id=raw.article_id,
        title=found.title,
        text=body,
        published_at=found.published_at or raw.published_at,
        byline=found.byline,
        agencies=found.agencies,
        publisher=found.publisher or raw.publisher,
        section=found.section,
        url=raw.url,
        language=detect_language(body, raw.language),
        source_path=raw.origin,
        dateline_place=found.dateline_place,
    )


def _read_mail(raw: RawDocument, notes: Notes | None) -> Article:
    mail = read_mail(raw.content)
    if notes is not None:
        notes.kept("part", f"{mail.content_type}, {len(mail.content)} bytes", "the part that is the article")
        notes.kept("date", plausible(mail.sent_at, raw.observed_at), "header Date")
    media_type = "text/html" if mail.is_html else "text/plain"
    headers = raw.headers | {"content-type": mail.content_type}
    inner = replace(raw, content=mail.content, media_type=media_type, headers=headers, url=mail.url or raw.url)
    article = _read_text(inner, notes)
    return replace(
        article,
        title=mail.subject or article.title,
        published_at=plausible(mail.sent_at, raw.observed_at) or article.published_at,
        publisher=mail.sender or article.publisher,
    )


def _is_html(text: str) -> bool:
    """Whether a text is a page's source, whatever its file is called."""
    return len(_TAGS.findall(text[:SNIFFED_CHARACTERS])) >= 2


def _read_html(html: str, raw: RawDocument, notes: Notes | None) -> Article:
    from pipelines.reading.page import read_page

    if (tags := html.count("<")) > MAX_TAGS:
        raise TooLongError(f"{tags} tags; the page of an article has at most {MAX_TAGS}")
    return read_page(html, raw, notes)


_READERS = {"application/json": _read_record, MAIL: _read_mail}
