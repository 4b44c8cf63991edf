"""What a feed says: RSS 0.9x, 1.0, 2.0 and Atom by feedparser, JSON Feed. Which entries are read lives in `feed`."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from html.entities import html5
from io import BytesIO
from typing import Any
from urllib.parse import urljoin

from pipelines.reading.dates import parse_date
from pipelines.reading.decoding import HEADER_CHARSET, clean, decode

JSON_FEED = "https://jsonfeed.org/version/"
ROOTS = frozenset({"rss", "feed", "rdf", "channel"})
MAX_ENTRIES = 20_000
BLOCKS = frozenset(
    [
        "p",
        "div",
        "br",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "table",
        "tr",
        "pre",
        "section",
        "article",
        "figure",
        "hr",
    ]
)
DROPPED = frozenset(
    ["script", "style", "figure", "figcaption", "iframe", "noscript", "form", "button", "svg", "video", "audio"]
)

_FIRST_TAG = re.compile(r"<(?:[\w.-]{1,40}:)?(?P<name>[A-Za-z]{1,20})\b")
_XML_CHARSET = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.-]{2,40})""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]{0,1000}(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_NAMED = re.compile(r"&([A-Za-z]\w{1,30};)")
_XML_NAMES = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})
_SYNDICATED = re.compile(r"^The post .{1,300} appeared first on .{1,100}$")


class NoFeedError(ValueError):
    """Bytes that are no feed, or one without anything to use."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: `guid` is its id, else its link; `text` the fullest text that the feed gives of it."""

    guid: str
    link: str | None
    title: str
    text: str
    published_at: str | None
    byline: str | None
    mark: str
    """Changes when anything that the feed says of the entry does."""


@dataclass(frozen=True, slots=True)
class Feed:
    """The entries of a feed in its order, and what it says of itself."""

    title: str | None
    language: str | None
    entries: tuple[Entry, ...]


def is_feed(content: bytes) -> bool:
    """Whether a document begins as a feed does, whatever its media type says."""
    head = content[:4096].replace(b"\0", b"").decode("utf-8", "replace")
    if head.lstrip("\ufeff \t\r\n").startswith("{"):
        return JSON_FEED in head
    tag = _FIRST_TAG.search(re.sub(r"<[!?][^>]*>", "", head))
    return tag is not None and tag["name"].lower() in ROOTS - {"channel"}


def parse_feed(content: bytes, content_type: str | None, address: str) -> Feed:
    """The feed at this address; raises `NoFeedError`, `UndecodableError`."""
    text = clean(decode(content, _charset(content, content_type)))
    if text.lstrip().startswith("{"):
        return _json_feed(text, address)
    import feedparser  # type: ignore[import-untyped]

    mended, damage = _well_formed(text)
    try:
        parsed = feedparser.parse(
            BytesIO(mended),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise NoFeedError(f"the feed cannot be read: {error}") from error
    found = parsed.get("feed", {})
    entries = [_entry(one, address) for one in parsed.get("entries", [])[:MAX_ENTRIES]]
    usable = tuple(entry for entry in entries if entry)
    if not usable and (damage or not parsed.get("version")):
        raise NoFeedError(f"nothing in the feed is of use ({damage or 'it has no version'})")
    return Feed(_line(found.get("title")) or None, found.get("language") or None, usable)


def _charset(content: bytes, content_type: str | None) -> str | None:
    """The charset of the header, else of the XML declaration, as a header has it."""
    if HEADER_CHARSET.search(content_type or ""):
        return content_type
    declared = _XML_CHARSET.match(content[:300])
    return f"charset={declared.group(1).decode()}" if declared else None


def _well_formed(text: str) -> tuple[bytes, str]:
    """The feed's own elements as XML without any document type, so that no entity is there to be expanded.

    Tags that do not fit are mended, the first being named; raises `NoFeedError` where nothing of a feed is left.
    """
    from lxml import etree  # type: ignore[import-untyped]

    bare = _DOCTYPE.sub("", _DECLARATION.sub("", text), count=1)
    named = _NAMED.sub(lambda m: m[0] if m[1] in _XML_NAMES else html5.get(m[1], m[0]), bare)
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, encoding="utf-8"
    )
    try:
        root = etree.fromstring(named.encode(), parser)
    except (etree.LxmlError, ValueError) as error:
        raise NoFeedError(f"it is no XML: {error}") from error
    if root is None or re.split("[:}]", root.tag)[-1].lower() not in ROOTS:
        raise NoFeedError("it is no feed")
    etree.strip_tags(root, etree.Entity)
    etree.strip_elements(root, etree.Comment, etree.ProcessingInstruction, with_tail=False)
    damage = next((f"line {error.line}: {error.message}" for error in parser.error_log), "")
    written: bytes = etree.tostring(root, encoding="utf-8", with_tail=False)
    return clean(written.decode("utf-8", "replace")).encode(), damage  # "&#xd800;" is written as it stands


def _entry(found: Mapping[str, Any], address: str) -> Entry | None:
    """None where an entry has neither id nor link."""
    link = _link(found.get("link"), address)
    guid = _line(found.get("id")) or link
    if not guid:
        return None
    given = [part.get("value") or "" for part in found.get("content") or []] + [found.get("summary") or ""]
    dates = [found.get("published"), found.get("updated")]
    title, texts = fragment_text(found.get("title") or ""), [fragment_text(part) for part in given]
    return Entry(
        guid=guid[:1000],
        link=link,
        title=" ".join(title.split())[:300],
        text=max(texts, key=len),
        published_at=next(filter(None, (parse_date(date) for date in dates if isinstance(date, str))), None),
        byline=_line(found.get("author")) or None,
        mark=_mark([link, found.get("title"), *given, *dates]),
    )


def _json_feed(text: str, address: str) -> Feed:
    """A feed as https://www.jsonfeed.org/version/1.1/ describes it."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NoFeedError(f"it is no JSON: {error}") from error
    if not str(found.get("version")).startswith(JSON_FEED) or not isinstance(found.get("items"), list):
        raise NoFeedError("it is no JSON Feed")
    items = [_json_entry(item, address) for item in found["items"][:MAX_ENTRIES] if isinstance(item, dict)]
    return Feed(
        _line(found.get("title")) or None, _line(found.get("language")) or None, tuple(item for item in items if item)
    )


def _json_entry(item: Mapping[str, Any], address: str) -> Entry | None:
    link = _link(item.get("url") or item.get("external_url"), address)
    guid = _line(item.get("id")) or link
    if not guid:
        return None
    html, plain, summary = (
        clean(value) if isinstance(value := item.get(name), str) else ""
        for name in ("content_html", "content_text", "summary")
    )
    authors = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    names = [_line(author.get("name")) for author in authors or [] if isinstance(author, dict)]
    return Entry(
        guid=guid[:1000],
        link=link,
        title=_line(item.get("title"))[:300],
        text=max(fragment_text(html), plain, summary, key=len),
        published_at=parse_date(_line(item.get("date_published")) or _line(item.get("date_modified"))),
        byline=", ".join(name for name in names if name) or None,
        mark=_mark([link, item]),
    )


def _mark(said: Any) -> str:
    return sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()[:16]


def _line(value: Any) -> str:
    return " ".join(clean(str(value)).split()) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _link(value: Any, address: str) -> str | None:
    try:
        return urljoin(address, clean(value).strip()) if isinstance(value, str) and value.strip() else None
    except ValueError:
        return None


def fragment_text(html: str) -> str:
    """The paragraphs of a piece of HTML as a feed embeds it, parted by empty lines."""
    html = clean(html)
    if "<" not in html and "&" not in html:
        return html.strip()
    from lxml import etree
    from lxml.html import HTMLParser, fragment_fromstring  # type: ignore[import-untyped]

    try:
        tree = fragment_fromstring(html, create_parent="div", parser=HTMLParser(huge_tree=False, remove_comments=True))
    except (etree.LxmlError, ValueError):
        return ""
    pieces: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        is_text = isinstance(element.tag, str) and element.tag not in DROPPED
        if event == "start":
            pieces += ["\n"] * (element.tag in BLOCKS) + [element.text or ""] * is_text
        else:
            pieces += ["\n"] * (element.tag in BLOCKS) + [element.tail or ""]
    paragraphs = [" ".join(line.split()) for line in clean("".join(pieces)).split("\n")]
    return "\n\n".join(line for line in paragraphs if line and not _SYNDICATED.match(line))
