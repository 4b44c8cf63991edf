"""Whatever a feed or a link holds, it gives entries and URLs or one of the errors that say why not."""

from contextlib import suppress

import httpx
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.reading.decoding import UndecodableError
from pipelines.sources.addresses import is_public, is_url, parse_url
from pipelines.sources.entries import NoFeedError, fragment_text, is_feed, parse_feed
from pipelines.sources.failures import UnusableUrlError

WHOLE = b"""<?xml version="1.0" encoding="utf-8"?><!DOCTYPE rss [<!ENTITY a "b">]><rss version="2.0"><channel>
<title>World</title><item><title>One &amp; two</title><link>/1</link><guid>1</guid>
<pubDate>Fri, 03 Nov 2017 14:05:00 GMT</pubDate><description><![CDATA[<p>Words</p>]]></description></item>
<item><title>Two</title><link>http://news.example/2</link></item></channel></rss>"""
PIECES = [
    b"<item>",
    b"</item>",
    b"<![CDATA[",
    b"]]>",
    b"&a;",
    b"&#0;",
    b"<!--",
    b"<?",
    b"\xff\xfe",
    b"\0",
    b"<!DOCTYPE",
]


@settings(max_examples=300, deadline=2000)
@given(
    st.lists(st.tuples(st.integers(0, len(WHOLE)), st.integers(0, 40), st.sampled_from(PIECES) | st.binary(max_size=6)))
)
def test_damaged_feed_gives_entries_or_a_reason(cuts: list[tuple[int, int, bytes]]) -> None:
    content = WHOLE
    for at, length, put in cuts:
        content = content[:at] + put + content[at + length :]
    is_feed(content)
    with suppress(NoFeedError, UndecodableError):
        for entry in parse_feed(content, None, "http://news.example/feed").entries:
            (entry.guid + entry.title + entry.text + (entry.link or "")).encode()
            assert entry.guid


@settings(max_examples=300)
@given(st.text(max_size=60) | st.from_regex(r"https?://[^ ]{0,40}", fullmatch=True))
def test_any_text_is_a_url_that_can_be_asked_or_refused(text: str) -> None:
    is_url(text)
    with suppress(UnusableUrlError):
        url = parse_url(text)
        assert url.scheme in ("http", "https") and url.host and not url.userinfo
        assert parse_url(str(url)) == url
        httpx.Request("GET", url)


@given(st.ip_addresses())
def test_mapped_address_is_as_public_as_the_one_in_it(address: object) -> None:
    text = str(address)
    if "." in text:
        assert is_public(f"::ffff:{text}") == is_public(f"64:ff9b::{text}") == is_public(text)
        assert not is_public(f"::{text}")
        assert not is_public(f"2002:{int.from_bytes(bytes(map(int, text.split('.')[:2]))):x}::1")


@given(st.text(alphabet="<>/&;!-=\"' abpdivscript", max_size=200))
def test_any_fragment_gives_text(html: str) -> None:
    assert "\n\n\n" not in fragment_text(html)
