import json
from datetime import UTC, datetime

import pytest

from pipelines.reading.article import Article, RawDocument
from pipelines.reading.metadata import without_suffix
from pipelines.reading.page import read_page

SEEN = datetime(2019, 9, 1, 12, tzinfo=UTC)
URL = "https://news.example.org/africa/army-retakes-town"
BODY = (
    "<p>The army retook the town of Alpha on Friday after a battle of three days, officials said.</p>"
    "<p>The rebels withdrew to the hills in the north, and residents returned to their houses in the evening.</p>"
    "<p>The governor of the province thanked the soldiers and promised to repair the bridge within a month.</p>"
)
TEASER = (
    '<aside class="related"><a href="/x">Storm hits coast</a> <time datetime="2019-08-01">1 Aug 2019</time></aside>'
)


def read(head: str = "", before: str = "", body: str = BODY, after: str = TEASER, url: str | None = URL) -> Article:
    html = (
        f"<html lang=en><head><title>Army retakes town of Alpha</title>{head}</head><body><nav><a href=/>Home</a></nav>"
        f"<main><article><h1>Army retakes town of Alpha</h1>{before}{body}</article></main>{after}"
        "<footer>Terms of use</footer></body></html>"
    )
    return read_page(html, RawDocument("s", "g", "inbox/a.html", "text/html", html.encode(), SEEN, url=url))


def jsonld(**fields: object) -> str:
    record = {"@type": "NewsArticle", "headline": "Army retakes town of Alpha"} | fields
    return f'<script type="application/ld+json">{json.dumps(record)}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def test_the_body_is_the_article_without_menus_teasers_and_footers() -> None:
    text = read().text
    assert text.startswith("The army retook") and text.endswith("within a month.")
    assert text.count("\n\n") == 2
    assert not any(part in text for part in ("Home", "Storm hits", "Terms of use", "Army retakes"))


def test_pointers_credits_and_bylines_are_no_paragraphs() -> None:
    extra = "<p>Read more: Why the north is burning</p><p>Image: Jane Doe/AFP</p><p>kl/mn (AFP, dpa)</p>"
    article = read(body=BODY + extra)
    assert article.text == read().text
    assert (article.byline, article.agencies) == ("kl/mn (AFP, dpa)", ("AFP", "dpa"))


def test_all_statements_of_a_page_are_read() -> None:
    article = read(
        jsonld(
            datePublished="2013-06-10T09:00:00+02:00",
            author=[{"@type": "Person", "name": "Jane Doe"}, {"@type": "Organization", "name": "Reuters"}],
            publisher={"name": "Example News"},
            articleSection="Africa",
        )
    )
    assert article.title == "Army retakes town of Alpha"
    assert article.published_at == "2013-06-10T09:00:00+02:00"
    assert (article.byline, article.agencies) == ("Jane Doe, Reuters", ("Reuters",))
    assert (article.publisher, article.section, article.language) == ("Example News", "Africa", "en")
    assert (article.url, article.source_path) == (URL, "inbox/a.html")


TRUSTED = [
    ("json-ld", {"head": jsonld(datePublished="2013-06-01")}),
    ("meta", {"head": meta("article:published_time", "2013-06-02")}),
    ("microdata", {"before": '<span itemprop="datePublished" content="2013-06-03"></span>'}),
    ("template", {"head": '<script>var page = {articleChangeDateShort: "20130604"};</script>'}),
    ("address", {"url": "https://news.example.org/2013/06/05/army-retakes-town"}),
    ("time", {"before": '<time datetime="2013-06-06">6 June</time>'}),
]


@pytest.mark.parametrize("rank", range(len(TRUSTED)), ids=[name for name, _ in TRUSTED])
def test_dates_are_trusted_in_order(rank: int) -> None:
    """Each way of stating the date beats all that come after it, and every one beats a teaser."""
    parts: dict[str, str] = {}
    for _, part in reversed(TRUSTED[rank:]):
        for key, value in part.items():
            parts[key] = value if key == "url" else parts.get(key, "") + value
    assert read(**parts).published_at == f"2013-06-0{rank + 1}"


@pytest.mark.parametrize(
    "head",
    [
        "<title>Army retakes town of Alpha | Africa | EX | 10.06.2013</title>",
        meta("og:title", "Army retakes town of Alpha | EX | 10.06.2013"),
    ],
)
def test_the_running_head_dates_the_page_day_first(head: str) -> None:
    html = f"<html><head>{head}</head><body><h1>Army retakes town of Alpha</h1>{BODY}{TEASER}</body></html>"
    article = read_page(html, RawDocument("s", "g", "o", "text/html", b"", SEEN))
    assert (article.published_at, article.title) == ("2013-06-10", "Army retakes town of Alpha")


def test_a_date_line_below_the_headline_dates_the_page() -> None:
    assert read(before="<p>10 June 2013</p>").published_at == "2013-06-10"


def test_a_date_in_the_future_gives_way_to_the_next() -> None:
    head = jsonld(datePublished="2031-01-01") + meta("article:published_time", "2013-06-10")
    assert read(head).published_at == "2013-06-10"


def test_a_page_that_dates_only_its_teasers_has_no_date() -> None:
    assert read().published_at is None


def test_records_of_other_articles_are_not_this_one() -> None:
    others = [{"@type": "NewsArticle", "headline": f"Other story {n}", "datePublished": "2019-08-01"} for n in range(3)]
    head = f'<script type="application/ld+json">{json.dumps(others)}</script>'
    assert read(head).published_at is None


@pytest.mark.parametrize(
    ("title", "publisher", "bare"),
    [
        ("Army retakes town | Example News", None, "Army retakes town"),
        ("Army retakes town | Africa | EX | 10.06.2013", None, "Army retakes town"),
        ("Army retakes town - Example News", "Example News", "Army retakes town"),
        ("Army retakes town - and loses it again", "Example News", "Army retakes town - and loses it again"),
        ("Army retakes town", "Example News", "Army retakes town"),
    ],
)
def test_titles_come_without_the_publisher(title: str, publisher: str | None, bare: str) -> None:
    assert without_suffix(title, publisher) == bare


@pytest.mark.parametrize(
    "script", ["[" * 50_000, '{"@type": ', '{"@graph": 7}', '"text"', '{"@type": ["NewsArticle", 3], "headline": {}}']
)
def test_broken_structured_data_is_passed_over(script: str) -> None:
    assert read(f'<script type="application/ld+json">{script}</script>').text == read().text


@pytest.mark.parametrize("html", ["", "   ", "<html></html>", "<!-- -->", "<?xml version='1.0'?><html/>"])
def test_a_page_without_text_gives_empty_text(html: str) -> None:
    assert read_page(html, RawDocument("s", "g", "o", "text/html", b"", SEEN)).text == ""


def test_overrides_written_as_entities_or_escapes_are_gone() -> None:
    article = read(jsonld(author="Jane\u202e Doe"), body=BODY.replace("army", "ar&#x202e;my"))
    assert article.byline == "Jane Doe" and article.text.startswith("The army retook")


def test_an_instant_in_utc_gives_way_to_the_day_that_the_newsroom_files_it_under() -> None:
    head = jsonld(datePublished="2013-06-11T01:49:09Z")
    assert read(head, url="https://news.example.org/2013/06/10/army-retakes-town").published_at == "2013-06-10"
    assert (
        read(head, url="https://news.example.org/2012/06/10/army-retakes-town").published_at
        == "2013-06-11T01:49:09+00:00"
    )


@pytest.mark.parametrize(
    ("language", "published_at"), [("en-US", "2013-10-06"), ("en-GB", "2013-06-10"), ("fr", "2013-06-10"), ("en", None)]
)
def test_dates_with_slashes_are_read_by_the_publishers_region(language: str, published_at: str | None) -> None:
    html = f"<html lang={language}><body><h1>Army retakes town</h1><p>10/06/2013</p>{BODY}</body></html>"
    article = read_page(html, RawDocument("s", "g", "o", "text/html", b"", SEEN))
    assert article.published_at == published_at


def test_cells_of_a_table_come_out_without_bars() -> None:
    table = "<table><tr><th>Province</th><th>Killed</th></tr><tr><td>Alpha province</td><td>12 killed</td></tr></table>"
    html = (
        f"<html><body><article><h1>Army retakes town</h1>{BODY}{table}{BODY.replace('army', 'police')}</article></body>"
    )
    text = read_page(html, RawDocument("s", "g", "o", "text/html", b"", SEEN)).text
    assert "\n\nProvince Killed\n\nAlpha province 12 killed\n\n" in text


def test_a_bar_in_a_sentence_stays() -> None:
    assert "either | or" in read(body=BODY.replace("officials said", "either | or")).text


def test_a_timeline_keeps_its_dates_and_the_top_of_the_page_does_not() -> None:
    text = read(body="<p>10 June 2013</p>" + BODY + "<p>3 November 2012</p>" + BODY.replace("army", "police")).text
    assert "10 June 2013" not in text
    assert "\n\n3 November 2012\n\n" in text
