"""An article from an HTML page: trafilatura for the body, `metadata` for the rest."""

import logging
import re
from typing import TYPE_CHECKING

from pipelines.reading import lines as shape
from pipelines.reading.article import Article, RawDocument
from pipelines.reading.bylines import authors, find_agencies, find_opening, is_byline, is_sign_off
from pipelines.reading.dates import is_date_line
from pipelines.reading.decoding import clean
from pipelines.reading.language import detect_language
from pipelines.reading.notes import Notes

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

SIGN_OFF = "sign-off"
MAX_TITLE = 300
HEAD_PARAGRAPHS = 3
_CELLS = re.compile(r"^\|[-|]*\|$|^\||\|$|\s\|\s(?=.*\|$)")
"""What the extractor puts between the cells of a table."""


def read_page(html: str, raw: RawDocument, notes: Notes | None = None) -> Article:
    """The article of a page; with empty text where it has none."""
    from pipelines.reading.metadata import read_metadata

    tree = _parse(html)
    stated = read_metadata(tree, raw.url, raw.observed_at, raw.published_at, notes)
    paragraphs, sign_off = _body(tree, stated.title, notes)
    text = "\n\n".join(paragraphs)
    opening = find_opening(text)
    byline = stated.byline or sign_off
    agencies = dict.fromkeys(find_agencies(stated.byline or "") + find_agencies(sign_off or ""))
    agencies |= dict.fromkeys(opening.agencies)
    return Article(
        article_id=raw.article_id,
        title=stated.title[:MAX_TITLE],
        text=text,
        published_at=stated.published_at or opening.published_at,
        byline=authors(byline),
        agencies=tuple(agencies),
        publisher=stated.publisher or raw.publisher,
        section=stated.section,
        url=stated.url,
        language=detect_language(text, stated.language or raw.language),
        source_path=raw.origin,
        dateline_place=opening.place,
    )


def _parse(html: str) -> "HtmlElement":
    """The tree of a page; an empty one for what is none. The parser itself stops at a depth of some hundreds."""
    from lxml.etree import LxmlError  # type: ignore[import-untyped]
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        return document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", html), parser=parser)
    except (LxmlError, ValueError):
        return document_fromstring("<html><body></body></html>")


def _body(tree: "HtmlElement", title: str, notes: Notes | None = None) -> tuple[list[str], str | None]:
    """The paragraphs of the article, and the sign-off that ends it, if any."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found = bare_extraction(tree, include_comments=False, with_metadata=False)
    text = found.text if isinstance(found, Document) else None
    paragraphs: list[str] = []
    sign_off = None
    for line in clean(text or "").split("\n"):
        paragraph = " ".join(_CELLS.sub(" ", line.strip().removeprefix("- ")).split())
        if not paragraph:
            continue
        why = _why_not(paragraph, title if len(paragraphs) < HEAD_PARAGRAPHS else None)
        if why is None:
            paragraphs.append(paragraph)
        elif why == SIGN_OFF:
            sign_off = paragraph
        if notes is not None:
            (notes.kept if why is None else notes.left)("body", paragraph, why or "running text")
    return paragraphs, sign_off


def _why_not(paragraph: str, title: str | None) -> str | None:
    """Why a paragraph is no text, if so; `title` is given at the top, where headline and date may stand once more."""
    if is_sign_off(paragraph):
        return SIGN_OFF
    if title is not None and (paragraph == title or is_date_line(paragraph)):
        return "the headline or the date once more"
    return shape.why_furniture(paragraph) or ("byline" if is_byline(paragraph) else None)
