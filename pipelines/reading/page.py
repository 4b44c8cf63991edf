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

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

MAX_TITLE = 300
HEAD_PARAGRAPHS = 3
_CELLS = re.compile(r"^\|[-|]*\|$|^\||\|$|\s\|\s(?=.*\|$)")
"""What the extractor puts between the cells of a table."""


def read_page(html: str, raw: RawDocument) -> Article:
    """The article of a page; with empty text where it has none."""
    from pipelines.reading.metadata import read_metadata

    tree = _parse(html)
    stated = read_metadata(tree, raw.url, raw.observed_at, raw.published_at)
    paragraphs, sign_off = _body(tree, stated.title)
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


def _body(tree: "HtmlElement", title: str) -> tuple[list[str], str | None]:
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
        if is_sign_off(paragraph):
            sign_off = paragraph
        elif paragraph and not _is_furniture(paragraph, title if len(paragraphs) < HEAD_PARAGRAPHS else None):
            paragraphs.append(paragraph)
    return paragraphs, sign_off


def _is_furniture(paragraph: str, title: str | None) -> bool:
    """Whether a paragraph is no text; `title` is given at the top, where headline and date may stand once more."""
    if title is not None and (paragraph == title or is_date_line(paragraph)):
        return True
    return (
        shape.is_furniture(paragraph)
        or shape.is_image_credit(paragraph)
        or shape.is_footer(paragraph)
        or is_byline(paragraph)
    )
