"""When a page was published, by the order of trust that `metadata` states."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from pipelines.reading.dates import date_in_url, is_date_line, is_day_first, parse_date, plausible, publishers_day
from pipelines.reading.notes import Notes
from pipelines.reading.statements import MAX_SCRIPT, first_text, is_record, text_of

DATE_TAGS = (
    *("article:published_time", "og:article:published_time", "og:published_time", "datepublished"),
    *("article.published", "article:published", "published_time_telegram", "parsely-pub-date", "sailthru.date"),
    *("cxenseparse:recs:publishtime", "publish-date", "publish_date", "publication_date", "publicationdate"),
    *("article_date_original", "originalpublicationdate", "dc.date.issued", "dcterms.issued", "dc.date.created"),
    *("dcterms.created", "dc.date", "dcterms.date", "dc.created", "pubdate", "pub_date", "ptime"),
    *("rnews:datepublished", "date.available", "citation_publication_date", "citation_date"),
)
VAGUE_DATE_TAGS = ("date", "displaydate", "lastmodifieddate")
TEMPLATE_DATES = re.compile(
    r"""["']?\b(?:articleChangeDateShort|articlePublishDate|publishedDate|publishDate|datePublished|pubDate|"""
    r"""publicationDate|date_published|published_at|publish_date|pub_date)["']?\s*[:=]\s*["'](?P<date>[^"']{6,40})["']""",
    re.IGNORECASE,
)
SIDE_PARTS = (
    ".//aside|.//nav|.//footer|.//form|.//*[contains(@class,'teaser') or contains(@class,'related') or "
    "contains(@class,'sidebar') or contains(@class,'most-read') or contains(@class,'comment')]"
)
WORDS_BESIDE_HEADLINE = 200


def find_published(
    tree: HtmlElement,
    tags: dict[str, str],
    record: dict[str, Any],
    address: str | None,
    language: str | None,
    observed_at: datetime,
    source_date: str | None = None,
    notes: Notes | None = None,
) -> str | None:
    """The first date in the order of trust that can be one, else what htmldate finds.

    With `notes` the search goes on, so that the dates that lost are told too.
    """
    day_first = is_day_first(language, address)
    won = None
    for stage, stamp in _stated_dates(tree, tags, record, address, day_first, source_date):
        found = plausible(stamp, observed_at)
        if found and won is None:
            won = publishers_day(found, date_in_url(address or ""))
            if notes is None:
                return won
            notes.kept("date", won, stage)
        elif notes is not None:
            lost = "a date stated with more trust won" if found else "in the future, or before there were news sites"
            notes.left("date", stamp, f"{stage}; {lost}")
    if won is None:
        won = _found_by_htmldate(tree, address, observed_at)
        if notes is not None:
            notes.kept("date", won, "found by htmldate in the page without its side parts")
    return won


def _stated_dates(
    tree: HtmlElement,
    tags: dict[str, str],
    record: dict[str, Any],
    address: str | None,
    day_first: bool | None,
    source_date: str | None,
) -> Iterator[tuple[str, str | None]]:
    """Dates in the order of trust, each with where it stands."""
    yield "JSON-LD datePublished", parse_date(text_of(record.get("datePublished")), day_first)
    yield from ((f"meta tag {tag}", parse_date(tags[tag], day_first)) for tag in DATE_TAGS if tag in tags)
    stated = (element.get("datetime") or element.get("content") or "" for element in _microdata(tree))
    yield "microdata datePublished", _agreed(stated, day_first)
    yield from ((f"meta tag {tag}", parse_date(tags[tag], day_first)) for tag in VAGUE_DATE_TAGS if tag in tags)
    yield "field of the page's template", _template_date(tree, day_first)
    yield "the feed that named the page", source_date
    yield "the page's address", date_in_url(address or "")
    yield "beside the headline", _beside_headline(tree, day_first)
    yield "running head", _running_head(tree, tags, day_first)
    yield "JSON-LD dateCreated", parse_date(text_of(record.get("dateCreated")), day_first)


def _microdata(tree: HtmlElement) -> list[HtmlElement]:
    return list(tree.xpath(".//*[@itemprop='datePublished' or @pubdate]"))[:20]


def _agreed(values: Iterable[str], day_first: bool | None) -> str | None:
    """The one date on which all agree; several are those of several articles."""
    stamps = [stamp for value in values if (stamp := parse_date(value, day_first))]
    return stamps[0] if stamps and len({stamp[:10] for stamp in stamps}) == 1 else None


def _template_date(tree: HtmlElement, day_first: bool | None) -> str | None:
    scripts = [script for script in tree.iter("script") if not is_record(script)]
    sources = [(script.text or "")[:MAX_SCRIPT] for script in scripts]
    return _agreed((match["date"] for source in sources for match in TEMPLATE_DATES.finditer(source)), day_first)


def _beside_headline(tree: HtmlElement, day_first: bool | None) -> str | None:
    """The `<time>` or date line that follows the headline before much else does."""
    seen_headline, words = False, 0
    side = set(tree.xpath(SIDE_PARTS))
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in ("script", "style"):
            continue
        if element.tag == "h1":
            seen_headline, words = True, 0
        if not seen_headline or words > WORDS_BESIDE_HEADLINE:
            continue
        words += len((element.text or "").split())
        if element.tag == "time" and not _inside(element, side):
            stated = (element.get("datetime") or "", element.text_content())
            if stamp := next(filter(None, (parse_date(text, day_first) for text in stated)), None):
                return stamp
        elif element.text and is_date_line(element.text) and not _inside(element, side):
            return parse_date(element.text, day_first)
    return None


def _inside(element: HtmlElement, parts: set[HtmlElement]) -> bool:
    return any(ancestor in parts for ancestor in (element, *element.iterancestors()))


def _running_head(tree: HtmlElement, tags: dict[str, str], day_first: bool | None) -> str | None:
    """The date in a title such as "Headline | Section | DW | 10.06.2013"."""
    for title in (first_text(tree, "title"), tags.get("og:title", "")):
        for part in re.split(r"\s+[|–—-]\s+", title)[1:]:
            if len(part.split()) <= 4 and (stamp := parse_date(part, day_first)):
                return stamp
    return None


def _found_by_htmldate(tree: HtmlElement, address: str | None, observed_at: datetime) -> str | None:
    from copy import deepcopy

    from htmldate import find_date

    rest = deepcopy(tree)
    for element in [*rest.xpath(SIDE_PARTS), *filter(is_record, rest.iter("script"))]:
        if (parent := element.getparent()) is not None and element.tag != "body":
            parent.remove(element)
    try:
        found = find_date(
            rest, extensive_search=False, original_date=True, url=address, max_date=observed_at.date().isoformat()
        )
    except (ValueError, TypeError, AttributeError, RecursionError, OverflowError):
        return None
    return plausible(found, observed_at)
