"""Where an HTML page states things in structured form: meta tags and the JSON-LD of its article. Pure look-ups;
which statement is believed is decided in `metadata` and `published`."""

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from pipelines.reading.decoding import clean

MAX_SCRIPT = 2_000_000
MAX_NODES = 5_000
ARTICLE_TYPES = frozenset(
    [
        *("Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BackgroundNewsArticle"),
        *("OpinionNewsArticle", "ReviewNewsArticle", "LiveBlogPosting", "BlogPosting", "Report", "WebPage"),
    ]
)


def meta_tags(tree: HtmlElement) -> dict[str, str]:
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
        if not is_record(script):
            continue
        source = (script.text or "")[:MAX_SCRIPT].strip().removesuffix(";")
        source = re.sub(r"^\s*<!--|-->\s*$|^\s*/?/?<!\[CDATA\[|/?/?\]\]>\s*$", "", source)
        try:
            stack = [json.loads(source, strict=False)]
        except (ValueError, RecursionError):
            continue
        while stack and left:
            left -= 1
            node = stack.pop()
            if isinstance(node, list):
                stack += reversed(node[:100])
            elif isinstance(node, dict):
                yield node
                stack += [node[key] for key in ("mainEntityOfPage", "mainEntity", "@graph") if key in node]


def is_record(script: HtmlElement) -> bool:
    """Whether a script holds JSON-LD."""
    return "ld+json" in (script.get("type") or "").lower()


def article_record(tree: HtmlElement, tags: dict[str, str], address: str | None) -> dict[str, Any]:
    """The JSON-LD object of this page's article; of several, the one whose headline or address the page bears."""
    records = [record for record in _records(tree) if _types(record) & ARTICLE_TYPES]
    articles = [record for record in records if _types(record) != {"WebPage"}] or records
    headline = folded(tags.get("og:title", "") or first_text(tree, "title"))
    for record in articles:
        own = folded(text_of(record.get("headline")) or text_of(record.get("name")))
        if own and headline and (own in headline or headline in own):
            return record
    for record in articles:
        if address and _path(text_of(record.get("url")) or text_of(record.get("@id"))) == _path(address):
            return record
    return articles[0] if len(articles) == 1 else {}


def _types(record: dict[str, Any]) -> set[str]:
    kinds = record.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return {kind.rsplit("/", 1)[-1] for kind in kinds if isinstance(kind, str)}


def text_of(value: Any) -> str:
    """Text of a JSON-LD value: itself, the first of a list, or a name of an object."""
    for _ in range(4):
        if isinstance(value, list):
            value = value[0] if value else ""
        elif isinstance(value, dict):
            value = value.get("name") or value.get("@value") or value.get("@id") or ""
    return plain(value) if isinstance(value, str) else ""


def plain(text: str) -> str:
    """Text without tags, entities and runs of blanks."""
    return " ".join(clean(unescape(re.sub(r"<[^<>]{1,200}>", "", unescape(text)))).split())


def folded(text: str) -> str:
    """The words of a text in lower case, for comparing titles."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def _path(address: str) -> str:
    try:
        return urlsplit(address).path.rstrip("/")
    except ValueError:
        return ""


def first_text(tree: HtmlElement, tag: str) -> str:
    """The text of the first element of this name."""
    element = next(tree.iter(tag), None)
    return plain(element.text_content())[:1000] if element is not None else ""
