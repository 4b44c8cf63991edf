"""What an HTML page says about itself, by an order of trust. The body is read in `page`.

1. what the publisher states in structured form: JSON-LD of the article, then OpenGraph and article `<meta>` tags,
   then microdata, then named fields of the page's template
2. what stands in the page's own head: the day in its address, the `<time>` and the date line beside the headline
   ("| DW | 10.06.2013")
3. for the date only, what htmldate finds in a page stripped of teasers

A value in a teaser, a list or a side column is never trusted; a date after the page was seen is no date.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from pipelines.reading.dates import date_in_url, is_date_line, parse_date, plausible

MAX_SCRIPT = 2_000_000
MAX_NODES = 5_000
ARTICLE_TYPES = frozenset(
    [
        *("Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BackgroundNewsArticle"),
        *("OpinionNewsArticle", "ReviewNewsArticle", "LiveBlogPosting", "BlogPosting", "Report", "WebPage"),
    ]
)
TITLE_TAGS = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title", "title")
DATE_TAGS = (
    *("article:published_time", "og:article:published_time", "og:published_time", "datepublished"),
    *("article.published", "article:published", "published_time_telegram", "parsely-pub-date", "sailthru.date"),
    *("cxenseparse:recs:publishtime", "publish-date", "publish_date", "publication_date", "publicationdate"),
    *("article_date_original", "originalpublicationdate", "dc.date.issued", "dcterms.issued", "dc.date.created"),
    *(
        "dcterms.created",
        "dc.date",
        "dcterms.date",
        "dc.created",
        "pubdate",
        "pub_date",
        "ptime",
        "rnews:datepublished",
    ),
    *("date.available", "citation_publication_date", "citation_date", "date", "displaydate", "lastmodifieddate"),
)
AUTHOR_TAGS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl", "byline")
PUBLISHER_TAGS = ("og:site_name", "application-name", "publisher", "dc.publisher", "copyright")
SECTION_TAGS = ("article:section", "og:section", "section", "parsely-section", "cxenseparse:recs:category")
TEMPLATE_DATES = re.compile(
    r"""["']?\b(?:articleChangeDateShort|articlePublishDate|publishedDate|publishDate|datePublished|pubDate|"""
    r"""publicationDate|date_published|published_at|publish_date|pub_date)["']?\s*[:=]\s*["'](?P<date>[^"']{6,40})["']""",
    re.IGNORECASE,
)
SIDE_PARTS = (
    ".//aside|.//nav|.//footer|.//form|.//*[contains(@class,'teaser') or contains(@class,'related') or "
    "contains(@class,'sidebar') or contains(@class,'most-read') or contains(@class,'comment')]"
)


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


def read_metadata(tree: HtmlElement, url: str | None, observed_at: datetime) -> Metadata:
    """The page's own statements; whatever is missing stays empty."""
    tags = _meta_tags(tree)
    address = _address(tree, tags, url)
    record = _article_record(tree, tags, address)
    publisher = _publisher(record, tags)
    language = _language(tree, tags, record)
    return Metadata(
        title=_title(tree, tags, record, publisher),
        published_at=_published(tree, tags, record, address, observed_at),
        byline=_byline(tree, tags, record),
        publisher=publisher,
        section=_section(tags, record),
        url=address,
        language=language,
    )


# --- where statements stand ---


def _meta_tags(tree: HtmlElement) -> dict[str, str]:
    """The first value of each meta tag, by its lower-case name."""
    tags: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = (element.get("content") or "").strip()
        if name and content and len(content) <= 1000:
            tags.setdefault(name.strip().lower(), content)
    return tags


def _records(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """All objects of the page's JSON-LD that describe something by themselves, outermost first."""
    left = MAX_NODES
    for script in tree.iter("script"):
        if not _is_record(script):
            continue
        source = (script.text or "")[:MAX_SCRIPT].strip().removesuffix(";")
        source = re.sub(r"^\s*<!--|-->\s*$|^\s*/?/?<!\[CDATA\[|/?/?\]\]>\s*$", "", source)
        try:
            nodes = [json.loads(source, strict=False)]
        except (ValueError, RecursionError):
            continue
        while nodes and left:
            left -= 1
            node = nodes.pop(0)
            if isinstance(node, list):
                nodes = node[:100] + nodes
            elif isinstance(node, dict):
                yield node
                nodes = [node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in node] + nodes


def _is_record(script: HtmlElement) -> bool:
    return "ld+json" in (script.get("type") or "").lower()


def _article_record(tree: HtmlElement, tags: dict[str, str], address: str | None) -> dict[str, Any]:
    """The JSON-LD object of this page's article; of several, the one whose headline or address the page bears."""
    records = [record for record in _records(tree) if _types(record) & ARTICLE_TYPES]
    articles = [record for record in records if _types(record) != {"WebPage"}] or records
    headline = _folded(tags.get("og:title", "") or _first_text(tree, "title"))
    for record in articles:
        own = _folded(_text(record.get("headline")) or _text(record.get("name")))
        if own and headline and (own in headline or headline in own):
            return record
    for record in articles:
        if address and _path(_text(record.get("url")) or _text(record.get("@id"))) == _path(address):
            return record
    return articles[0] if len(articles) == 1 else {}


def _types(record: dict[str, Any]) -> set[str]:
    kinds = record.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return {kind.rsplit("/", 1)[-1] for kind in kinds if isinstance(kind, str)}


def _text(value: Any) -> str:
    """Text of a JSON-LD value: itself, the first of a list, or a name of an object."""
    for _ in range(4):
        if isinstance(value, list):
            value = value[0] if value else ""
        elif isinstance(value, dict):
            value = value.get("name") or value.get("@value") or value.get("@id") or ""
    return _plain(value) if isinstance(value, str) else ""


def _plain(text: str) -> str:
    """Text without tags, entities and runs of blanks."""
    from html import unescape

    return " ".join(unescape(re.sub(r"<[^<>]{1,200}>", "", unescape(text))).split())


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _path(address: str) -> str:
    try:
        return urlsplit(address).path.rstrip("/")
    except ValueError:
        return ""


def _first_text(tree: HtmlElement, tag: str) -> str:
    element = next(tree.iter(tag), None)
    return " ".join(element.text_content().split())[:1000] if element is not None else ""


# --- single statements ---


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
    return declared or _text(record.get("inLanguage")) or tags.get("og:locale") or tags.get("content-language")


def _publisher(record: dict[str, Any], tags: dict[str, str]) -> str | None:
    candidates = [_text(record.get("publisher")), *(tags.get(tag, "") for tag in PUBLISHER_TAGS)]
    named = (re.split(r"\s+[|–—»-](?:\s+|$)", _plain(name))[0] for name in candidates if "://" not in name)
    return next((name for name in named if 1 < len(name) <= 80), None)


def _section(tags: dict[str, str], record: dict[str, Any]) -> str | None:
    candidates = [*(tags.get(tag, "") for tag in SECTION_TAGS), _text(record.get("articleSection"))]
    named = (_plain(name) for name in candidates if name and "://" not in name)
    return next((name for name in named if 1 < len(name) <= 60), None)


def _byline(tree: HtmlElement, tags: dict[str, str], record: dict[str, Any]) -> str | None:
    stated = record.get("author")
    names = [_text(one) for one in (stated if isinstance(stated, list) else [stated])]
    names += [] if any(names) else [_plain(tags.get(tag, "")) for tag in AUTHOR_TAGS]
    if not any(names):
        marked = tree.xpath(".//*[@rel='author' or @itemprop='author' or contains(@class,'byline')]")
        names = [" ".join(element.text_content().split()) for element in marked[:1]]
    usable = [n for n in dict.fromkeys(names) if n and "://" not in n and len(n) <= 120]
    return ", ".join(usable[:6]) or None


def _title(tree: HtmlElement, tags: dict[str, str], record: dict[str, Any], publisher: str | None) -> str:
    """The headline of the page: its `<h1>` where structured statements agree with it, else theirs."""
    headings = [" ".join(h.text_content().split()) for h in list(tree.iter("h1"))[:10]]
    headings = [heading for heading in headings if 0 < len(heading) <= 300]
    stated = [
        _text(record.get("headline")),
        *(_plain(tags.get(tag, "")) for tag in TITLE_TAGS),
        _first_text(tree, "title"),
    ]
    stated = [without_suffix(title, publisher) for title in stated if title]
    for heading in headings:
        for title in stated:
            if _same_title(heading, title):
                return title if heading.endswith(title) else heading
    return next(iter(stated), "") or next(iter(headings), "")


def _same_title(one: str, other: str) -> bool:
    """Both share most of their words."""
    a, b = set(_folded(one).split()), set(_folded(other).split())
    return bool(a and b) and len(a & b) >= 0.6 * max(len(a), len(b))


def without_suffix(title: str, publisher: str | None) -> str:
    """A title without what the publisher hangs on it: "Headline | Section | Name" or "Headline - Name"."""
    parts = re.split(r"\s+(?:\||»|::|•|—|–|-)\s+", title)
    if len(parts) == 1:
        return title
    name = _folded(publisher or "")
    bars = re.split(r"\s+(?:\||»|::|•)\s+", title)
    if len(bars) > 1 and len(bars[0].split()) >= 3:
        return bars[0].strip()
    last = _folded(parts[-1])
    if last and len(parts[-1].split()) <= 4 and name and (last in name or name in last):
        cut = title.rfind(parts[-1])
        return re.sub(r"\s+(?:\||»|::|•|—|–|-)\s+$", "", title[:cut])
    return title


# --- the date ---


def _published(
    tree: HtmlElement, tags: dict[str, str], record: dict[str, Any], address: str | None, observed_at: datetime
) -> str | None:
    for stamp in _stated_dates(tree, tags, record, address):
        if found := plausible(stamp, observed_at):
            return found
    return _found_by_htmldate(tree, address, observed_at)


def _stated_dates(
    tree: HtmlElement, tags: dict[str, str], record: dict[str, Any], address: str | None
) -> Iterator[str | None]:
    """Dates in the order of trust."""
    yield _parsed(record.get("datePublished"))
    yield from (parse_date(tags[tag]) for tag in DATE_TAGS[:-3] if tag in tags)
    yield _agreed(element.get("datetime") or element.get("content") or "" for element in _microdata(tree))
    yield from (parse_date(tags[tag]) for tag in DATE_TAGS[-3:] if tag in tags)
    yield _template_date(tree)
    yield date_in_url(address or "")
    yield _time_near_headline(tree)
    yield _running_head(tree, tags)
    yield _parsed(record.get("dateCreated"))


def _parsed(value: Any) -> str | None:
    return parse_date(_text(value)) if value else None


def _microdata(tree: HtmlElement) -> list[HtmlElement]:
    return list(tree.xpath(".//*[@itemprop='datePublished' or @pubdate]"))[:20]


def _agreed(values: Iterable[str]) -> str | None:
    """The one date on which all agree; several are those of several articles."""
    stamps = [stamp for value in values if (stamp := parse_date(value))]
    return stamps[0] if stamps and len({stamp[:10] for stamp in stamps}) == 1 else None


def _template_date(tree: HtmlElement) -> str | None:
    scripts = [script for script in tree.iter("script") if not _is_record(script)]
    sources = [(script.text or "")[:MAX_SCRIPT] for script in scripts]
    return _agreed(match["date"] for source in sources for match in TEMPLATE_DATES.finditer(source))


def _time_near_headline(tree: HtmlElement) -> str | None:
    """The `<time>` or date line that follows the headline before much else does."""
    seen_headline, words = False, 0
    side = set(tree.xpath(SIDE_PARTS))
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in ("script", "style"):
            continue
        if element.tag == "h1":
            seen_headline, words = True, 0
        if not seen_headline or words > 200:
            continue
        words += len((element.text or "").split())
        if element.tag == "time" and not _inside(element, side):
            if stamp := parse_date(element.get("datetime") or "") or parse_date(element.text_content()):
                return stamp
        elif element.text and is_date_line(element.text) and not _inside(element, side):
            return parse_date(element.text)
    return None


def _inside(element: HtmlElement, parts: set[HtmlElement]) -> bool:
    return any(ancestor in parts for ancestor in (element, *element.iterancestors()))


def _running_head(tree: HtmlElement, tags: dict[str, str]) -> str | None:
    """The date in a title such as "Headline | Section | DW | 10.06.2013"."""
    for title in (_first_text(tree, "title"), tags.get("og:title", "")):
        parts = re.split(r"\s+[|–—-]\s+", title)
        for part in parts[1:]:
            if len(part.split()) <= 4 and (stamp := parse_date(part)):
                return stamp
    return None


def _found_by_htmldate(tree: HtmlElement, address: str | None, observed_at: datetime) -> str | None:
    from copy import deepcopy

    from htmldate import find_date

    rest = deepcopy(tree)
    for element in [*rest.xpath(SIDE_PARTS), *filter(_is_record, rest.iter("script"))]:
        if (parent := element.getparent()) is not None and element.tag != "body":
            parent.remove(element)
    try:
        found = find_date(rest, original_date=True, url=address, max_date=observed_at.date().isoformat())
    except (ValueError, TypeError, AttributeError, RecursionError, OverflowError):
        return None
    return plausible(found, observed_at)
