"""What an HTML page says about itself, by an order of trust. The body is read in `page`.

1. what the publisher states in structured form: JSON-LD of the article, then OpenGraph and article `<meta>` tags,
   then microdata, then named fields of the page's template; for the date, then the feed that named the page
2. what stands in the page's own head: the day in its address, the `<time>` and the date line beside the headline
   ("| DW | 10.06.2013")
3. for the date only, what htmldate finds in a page stripped of teasers

A value in a teaser, a list or a side column is never trusted; a date after the page was seen is no date.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from pipelines.reading.notes import Notes
from pipelines.reading.published import find_published
from pipelines.reading.statements import article_record, first_text, folded, meta_tags, plain, text_of

TITLE_TAGS = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title", "title")
AUTHOR_TAGS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl", "byline")
PUBLISHER_TAGS = ("og:site_name", "application-name", "publisher", "dc.publisher", "copyright")
SECTION_TAGS = ("article:section", "og:section", "section", "parsely-section", "cxenseparse:recs:category")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says about its article."""

    title: str = ""
    published_at: str | None = None
    byline: str | None = None
    publisher: str | None = None
    section: str | None = None
    url: str | None = None
    language: str | None = None


def read_metadata(
    tree: HtmlElement,
    url: str | None,
    observed_at: datetime,
    source_date: str | None = None,
    notes: Notes | None = None,
) -> Metadata:
    """The page's own statements; whatever is missing stays empty. `source_date` is what a feed says."""
    tags = meta_tags(tree)
    address = _address(tree, tags, url)
    record = article_record(tree, tags, address)
    publisher = _publisher(record, tags)
    language = _language(tree, tags, record)
    return Metadata(
        title=_title(tree, tags, record, publisher, notes),
        published_at=find_published(tree, tags, record, address, language, observed_at, source_date, notes),
        byline=_byline(tree, tags, record),
        publisher=publisher,
        section=_section(tags, record),
        url=address,
        language=language,
    )


def _address(tree: HtmlElement, tags: dict[str, str], url: str | None) -> str | None:
    links = [link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    for candidate in (*links[:1], tags.get("og:url"), url):
        try:
            joined: str = urljoin(url or "", (candidate or "").strip())
            if urlsplit(joined).scheme in ("http", "https") and urlsplit(joined).hostname:
                return joined
        except ValueError:
            continue
    return url


def _language(tree: HtmlElement, tags: dict[str, str], record: dict[str, Any]) -> str | None:
    html = next(tree.iter("html"), None)
    declared = html.get("lang") or html.get("xml:lang") if html is not None else None
    return declared or text_of(record.get("inLanguage")) or tags.get("og:locale") or tags.get("content-language")


def _publisher(record: dict[str, Any], tags: dict[str, str]) -> str | None:
    candidates = [text_of(record.get("publisher")), *(tags.get(tag, "") for tag in PUBLISHER_TAGS)]
    named = (re.split(r"\s+[|–—»-](?:\s+|$)", plain(name))[0] for name in candidates if "://" not in name)
    return next((name for name in named if 1 < len(name) <= 80), None)


def _section(tags: dict[str, str], record: dict[str, Any]) -> str | None:
    candidates = [*(tags.get(tag, "") for tag in SECTION_TAGS), text_of(record.get("articleSection"))]
    named = (plain(name) for name in candidates if name and "://" not in name)
    return next((name for name in named if 1 < len(name) <= 60), None)


def _byline(tree: HtmlElement, tags: dict[str, str], record: dict[str, Any]) -> str | None:
    stated = record.get("author")
    names = [text_of(one) for one in (stated if isinstance(stated, list) else [stated])]
    names += [] if any(names) else [plain(tags.get(tag, "")) for tag in AUTHOR_TAGS]
    if not any(names):
        marked = tree.xpath(".//*[@rel='author' or @itemprop='author' or contains(@class,'byline')]")
        names = [plain(element.text_content()) for element in marked[:1]]
    usable = [n for n in dict.fromkeys(names) if n and "://" not in n and len(n) <= 120]
    return ", ".join(usable[:6]) or None


def _title(
    tree: HtmlElement,
    tags: dict[str, str],
    record: dict[str, Any],
    publisher: str | None,
    notes: Notes | None = None,
) -> str:
    """The headline of the page: its `<h1>` where structured statements agree with it, else theirs."""
    headings = [plain(h.text_content()) for h in list(tree.iter("h1"))[:10]]
    headings = [heading for heading in headings if 0 < len(heading) <= 300]
    stated = [
        text_of(record.get("headline")),
        *(plain(tags.get(tag, "")) for tag in TITLE_TAGS),
        first_text(tree, "title"),
    ]
    stated = [without_suffix(title, publisher) for title in stated if title]
    if notes is not None:
        for candidate in dict.fromkeys((*headings, *stated)):
            notes.left("headline", candidate, "candidate: <h1>" if candidate in headings else "candidate: stated")
    for heading in headings:
        for title in stated:
            if _same_title(heading, title):
                return title if heading.endswith(title) else heading
    return next(iter(stated), "") or next(iter(headings), "")


def _same_title(one: str, other: str) -> bool:
    """Both share most of their words."""
    a, b = set(folded(one).split()), set(folded(other).split())
    return bool(a and b) and len(a & b) >= 0.6 * max(len(a), len(b))


def without_suffix(title: str, publisher: str | None) -> str:
    """A title without what the publisher hangs on it: "Headline | Section | Name" or "Headline - Name"."""
    parts = re.split(r"\s+(?:\||»|::|•|—|–|-)\s+", title)
    if len(parts) == 1:
        return title
    name = folded(publisher or "")
    bars = re.split(r"\s+(?:\||»|::|•)\s+", title)
    if len(bars) > 1 and len(bars[0].split()) >= 3:
        return bars[0].strip()
    last = folded(parts[-1])
    if last and len(parts[-1].split()) <= 4 and name and (last in name or name in last):
        cut = title.rfind(parts[-1])
        return re.sub(r"\s+(?:\||»|::|•|—|–|-)\s+$", "", title[:cut])
    return title
