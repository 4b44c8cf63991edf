"""What a feed says, in each of the formats, and what is made of hostile ones."""

import json
from contextlib import suppress

import pytest

from pipelines.sources.entries import Entry, Feed, NoFeedError, fragment_text, is_feed, parse_feed
from tests.growth import assert_linear

HERE = "https://news.example/feeds/world.xml"
RSS_091 = """<?xml version="1.0" encoding="iso-8859-1"?>
<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
<rss version="0.91"><channel><title>World</title><language>en-gb</language>
<item><title>Troops enter Caf\xe9 town</title><link>https://news.example/1</link><description>Short.</description></item>
</channel></rss>""".encode("latin-1")
RSS_10 = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>World</title></channel>
<item rdf:about="urn:1"><title>Troops enter town</title><link>/1</link><dc:date>2017-11-03T14:05:00+01:00</dc:date>
<dc:creator>A. Writer</dc:creator><description>Short.</description></item></rdf:RDF>"""
RSS_20 = b"""<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title> World
 News </title><item><title>Troops &amp;amp; rebels enter town</title><link>../1</link>
<guid isPermaLink="false">id-1</guid>
<pubDate>Fri, 03 Nov 2017 14:05:00 +0100</pubDate><author>a@news.example (A. Writer)</author>
<description>Short.</description><content:encoded><![CDATA[<p>Troops entered the town.</p><p>Rebels left it.</p>
<figure><img src="x"><figcaption>A tank</figcaption></figure><script>track()</script>]]></content:encoded></item>
</channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>World&nbsp;News</title><entry><id>urn:1</id>
<title type="html">Troops &lt;b&gt;enter&lt;/b&gt; town</title><link rel="self" href="/self"/><link href="/1"/>
<updated>2017-11-04T00:00:00Z</updated><published>2017-11-03T14:05:00+01:00</published>
<author><name>A. Writer</name></author><summary>Short.</summary></entry></feed>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "World",
        "language": "en",
        "items": [
            {
                "id": 7,
                "url": "/1",
                "title": "Troops enter town",
                "content_html": "<p>Troops entered.</p><p>Rebels left.</p>",
                "date_published": "2017-11-03T14:05:00+01:00",
                "authors": [{"name": "A. Writer"}, {"name": "B. Writer"}],
            },
            "no item",
            {"title": "neither id nor link"},
        ],
    }
).encode()


def only(content: bytes, content_type: str | None = None) -> tuple[Feed, Entry]:
    feed = parse_feed(content, content_type, HERE)
    (entry,) = feed.entries
    return feed, entry


def test_rss_091_in_its_declared_encoding() -> None:
    feed, entry = only(RSS_091)
    assert (feed.title, feed.language) == ("World", "en-gb")
    assert (entry.guid, entry.link) == ("https://news.example/1", "https://news.example/1")
    assert (entry.title, entry.text, entry.published_at) == ("Troops enter Café town", "Short.", None)


def test_rss_10() -> None:
    _, entry = only(RSS_10)
    assert (entry.link, entry.published_at, entry.byline) == (
        "https://news.example/1",
        "2017-11-03T14:05:00+01:00",
        "A. Writer",
    )


def test_rss_20_with_full_text() -> None:
    feed, entry = only(RSS_20)
    assert feed.title == "World News"
    assert (entry.guid, entry.link) == ("id-1", "https://news.example/1")
    assert entry.title == "Troops & rebels enter town"
    assert entry.text == "Troops entered the town.\n\nRebels left it."
    assert entry.published_at == "2017-11-03T14:05:00+01:00"


def test_atom() -> None:
    feed, entry = only(ATOM)
    assert (feed.title, feed.language) == ("World News", "en")
    assert (entry.guid, entry.link, entry.title) == ("urn:1", "https://news.example/1", "Troops enter town")
    assert (entry.published_at, entry.byline) == ("2017-11-03T14:05:00+01:00", "A. Writer")


def test_json_feed() -> None:
    feed, entry = only(JSON_FEED)
    assert (feed.title, feed.language) == ("World", "en")
    assert (entry.guid, entry.link, entry.byline) == ("7", "https://news.example/1", "A. Writer, B. Writer")
    assert entry.text == "Troops entered.\n\nRebels left."
    assert entry.published_at == "2017-11-03T14:05:00+01:00"


@pytest.mark.parametrize("content", [RSS_091, RSS_10, RSS_20, ATOM, JSON_FEED, b"\xef\xbb\xbf\n" + ATOM])
def test_feeds_are_told_by_how_they_begin(content: bytes) -> None:
    assert is_feed(content)


@pytest.mark.parametrize(
    "content",
    [b"", b"<html><body>feed</body></html>", b"<?xml version='1.0'?><!DOCTYPE html><html/>", b"{}", b"rss", b"\0\1"],
)
def test_pages_are_no_feeds(content: bytes) -> None:
    assert not is_feed(content)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
def test_encodings(encoding: str) -> None:
    feed = "<rss version='2.0'><channel><item><title>Žepa</title><link>/1</link></item></channel></rss>"
    assert only(feed.encode(encoding))[1].title == "Žepa"


def test_charset_of_the_header_counts() -> None:
    feed = "<rss version='2.0'><channel><item><title>Жепа</title><link>/1</link></item></channel></rss>"
    assert only(feed.encode("cp1251"), "text/xml; charset=windows-1251")[1].title == "Жепа"


def test_mark_changes_with_what_the_feed_says_and_only_then() -> None:
    mark = only(RSS_20)[1].mark
    assert only(RSS_20.replace(b"World", b"Globe"))[1].mark == mark
    assert only(RSS_20.replace(b"Rebels left it", b"Rebels fled it"))[1].mark != mark
    assert only(RSS_20.replace(b"14:05:00", b"14:06:00"))[1].mark != mark


def feed_of(title: str, declarations: str = "") -> bytes:
    item = f"<item><title>{title}</title><link>/1</link></item><item><title>Other</title><link>/2</link></item>"
    head = f"<!DOCTYPE rss [{declarations}]>" if declarations else ""
    return f"<?xml version='1.0'?>{head}<rss version='2.0'><channel>{item}</channel></rss>".encode()


LAUGHS = "<!ENTITY a 'ha'>" + "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(12))
QUADRATIC = f"<!ENTITY a '{'ha' * 20_000}'>"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    ("title", "declarations"),
    [
        ("&m; end", LAUGHS),
        ("&a;" * 20_000 + " end", QUADRATIC),
        ("&x; end", "<!ENTITY x SYSTEM 'file:///etc/passwd'>"),
        ("&x; end", "<!ENTITY x PUBLIC 'p' 'http://127.0.0.1:1/x'>"),
        ("&x; end", "<!ENTITY % p SYSTEM 'http://127.0.0.1:1/x.dtd'> %p;"),
        ("&x; end", "<!ENTITY x ']> &y;'><!ENTITY y SYSTEM 'file:///etc/passwd'>"),
    ],
)
def test_entities_are_not_expanded_and_the_rest_is_read(title: str, declarations: str, encoding: str) -> None:
    try:
        entries = parse_feed(feed_of(title, declarations).decode().encode(encoding), None, HERE).entries
    except NoFeedError:
        entries = ()
    assert not any("root:" in entry.title or "hahaha" in entry.title for entry in entries)
    if "]>" not in declarations:
        assert [entry.title for entry in entries] == ["end", "Other"]


@pytest.mark.parametrize(
    "content",
    [
        b"<rss version='2.0'><channel><item><title>One</title><link>/1</link></item><item><title>Tw",
        b"<rss version='2.0'><channel><item><title>One \x0b\x00 & more</title><link>/1</link></item></channel></rss>",
        b"<rss version='2.0'><channel><item><dc:date>x</dc:date><title>One</title><link>/1</link>",
        b"<x:rss><channel><item><title>One</title><link>/1</link></item>",
        b"<feed><entry><title>One</title><link href='/1'/></entry><entry><link href='http://[x'/></entry></feed>",
    ],
)
def test_broken_feed_gives_what_is_there(content: bytes) -> None:
    (entry, *_) = parse_feed(content, None, HERE).entries
    assert entry.title.startswith("One") and entry.link == "https://news.example/1"


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"no feed at all", b"<html><body><p>Hi</p></body></html>", b"<rss", b"<", b"<!DOCTYPE [", b"[]"),
        *(b"<rss><channel><item><title>broken off", b"<feed><entry>", b"{}", b'{"version": 1}'),
        *(b'{"version": "https://jsonfeed.org/version/1", "items": 3}', b"{" * 100_000),
    ],
)
def test_what_is_no_feed_is_said(content: bytes) -> None:
    with pytest.raises(NoFeedError):
        parse_feed(content, None, HERE)


def test_what_no_file_can_hold_is_dropped() -> None:
    item = {"id": "\ud800a\u0000\n\u202eb", "url": "/1\udfff", "title": "A\ud800\u202e B", "content_text": "C\udc00 D"}
    content = json.dumps({"version": "https://jsonfeed.org/version/1", "items": [item]}).encode()
    _, entry = only(content)
    assert (entry.guid, entry.link, entry.title, entry.text) == (
        "\ufffda b",
        "https://news.example/1\ufffd",
        "A\ufffd B",
        "C\ufffd D",
    )
    _, entry = only(b"<rss><channel><item><title>A&#x202e;&#xd800;&#0; B</title><link>/1</link></item></channel></rss>")
    assert entry.title.startswith("A") and entry.title.endswith(" B") and entry.title.isprintable()
    assert "€" not in entry.title


def test_feed_without_entries_is_a_feed() -> None:
    assert parse_feed(b"<rss version='2.0'><channel><title>Quiet</title></channel></rss>", None, HERE).entries == ()


@pytest.mark.parametrize(
    ("head", "unit", "tail"),
    [
        (b"<rss>", b"<", b""),
        (b"<rss><channel>", b"<item>", b""),
        (b"<!DOCTYPE [", b"[", b""),
        (b"<rss ", b"a='b' ", b""),
        (b"<rss><channel><item><title>", b"&amp;", b""),
        (b"<rss><channel><item><link>x</link><title><![CDATA[", b"<b>", b"]]></title></item></channel></rss>"),
        (b"<rss><channel><item><link>x</link><pubDate>", b"1", b"</pubDate></item></channel></rss>"),
    ],
)
def test_hostile_shapes_take_linear_time(head: bytes, unit: bytes, tail: bytes) -> None:
    def work(size: int) -> None:
        with suppress(NoFeedError):
            parse_feed(head + unit * (size // len(unit)) + tail, None, HERE)

    assert_linear(work, 150_000, 600_000)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("plain words", "plain words"),
        ("A &amp; B", "A & B"),
        ("<p>One <i>two</i></p>\n<p>three<br>four</p>", "One two\n\nthree\n\nfour"),
        ("<div>One<script>x()</script> two<style>y</style></div>", "One two"),
        ("One<ul><li>a<li>b</ul>two", "One\n\na\n\nb\n\ntwo"),
        ("<p>One</p><p>The post <a>One</a> appeared first on <a>News</a>.</p>", "One"),
        ("<p>unclosed <b>bold", "unclosed bold"),
        ("<!-- c --><p>One</p>", "One"),
        ("", ""),
        ("<>", "<>"),
    ],
)
def test_embedded_html_gives_its_paragraphs(html: str, text: str) -> None:
    assert fragment_text(html) == text
