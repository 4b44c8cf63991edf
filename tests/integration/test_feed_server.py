"""Feeds and pages from a real server into the journal: what is fetched, what is not fetched again, what is kept."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.config import Settings
from pipelines.pages import read_pages
from pipelines.reading.article import Article, RawDocument, Refused
from pipelines.reading.reader import read_document
from pipelines.sources.failures import UnusableUrlError
from pipelines.sources.fetching import Fetcher
from pipelines.sources.kinds import UnknownKindError, web_documents
from pipelines.sources.source import COLUMNS, Source, SourceTableError
from pipelines.sources.visits import Visits
from pipelines.sources.web import Web
from pipelines.steps.ingest import IngestReport, ingest
from pipelines.steps.upkeep import status
from tests.web_server import PUBLIC, Answering, Page, Site, fetcher, goes_to, says, serving, standing_at
from warehouse.journal.folder import SegmentFolder
from warehouse.journal.journal import Journal
from warehouse.journal.verification import verify

SEEN = datetime(2020, 6, 1, tzinfo=UTC)
WORDS = "The army retook the town of Alpha on Friday after two days of fighting, a spokesman said in the capital."


def html(title: str, words: str = WORDS, head: str = "") -> str:
    body = f"<h1>{title}</h1><p>{words}</p><p>Residents said that the road to the north was open again at noon.</p>"
    head = f"<head><title>{title}</title>{head}</head>"
    return f"<html lang='en'>{head}<body><article>{body}</article></body></html>"


def item(number: int, date: str = "Fri, 03 Nov 2017 14:05:00 +0100", **parts: str) -> str:
    said = {"title": f"Report {number}", "link": f"/{number}", "guid": f"id-{number}", "pubDate": date} | parts
    return "<item>" + "".join(f"<{name}>{value}</{name}>" for name, value in said.items() if value) + "</item>"


def rss(*items: str) -> str:
    return f"<rss version='2.0'><channel><title>Example News</title>{''.join(items)}</channel></rss>"


def with_etag(body: str, etag: str = '"v1"') -> Page:
    """A page that is told apart by its ETag alone."""

    def answer(request: Answering) -> None:
        is_known = request.headers.get("if-none-match") == etag
        request.say(304 if is_known else 200, b"" if is_known else body.encode(), etag=etag)

    return answer


def read(site: Site, kind: str = "feed", most: int = 100, path: str = "/feed") -> list[RawDocument | Refused]:
    with fetcher(site) as one:
        return list(web_documents(Source("wire", kind, site.url(path)), SEEN, Web(one, Visits(), most)))


def articles(documents: list[RawDocument | Refused]) -> list[Article]:
    assert all(isinstance(document, RawDocument) for document in documents), documents
    found = [read_document(document) for document in documents if isinstance(document, RawDocument)]
    assert all(isinstance(article, Article) for article in found), found
    return [article for article in found if isinstance(article, Article)]


# what a read brings


def test_summary_is_followed_to_its_page_and_keeps_the_guid_of_the_feed() -> None:
    with serving(**{"feed": says(rss(item(1, description="Short."))), "1": says(html("Army retakes Alpha"))}) as site:
        documents = read(site)
        (article,) = articles(documents)
    assert documents[0].guid == "id-1"  # type: ignore[union-attr]
    assert article.text.startswith(WORDS)
    assert (article.title, article.publisher, article.url) == ("Army retakes Alpha", "Example News", site.url("/1"))
    assert article.published_at == "2017-11-03T14:05:00+01:00"


@pytest.mark.parametrize(
    ("head", "published_at"),
    [
        ("", "2017-11-03T14:05:00+01:00"),
        ("<meta property='article:published_time' content='2017-11-02T08:00:00Z'>", "2017-11-02T08:00:00+00:00"),
        ("<meta property='article:published_time' content='soon'>", "2017-11-03T14:05:00+01:00"),
    ],
)
def test_date_of_the_feed_stands_in_where_the_page_states_none(head: str, published_at: str) -> None:
    with serving(**{"feed": says(rss(item(1))), "1": says(html("Army retakes Alpha", head=head))}) as site:
        (article,) = articles(read(site))
    assert article.published_at == published_at


@pytest.mark.parametrize("date", ["Fri, 03 Nov 2029 14:05:00 GMT", "9999-12-31", "yesterday", "", "0001-01-01"])
def test_impossible_date_of_a_feed_is_none(date: str) -> None:
    with serving(**{"feed": says(rss(item(1, date))), "1": says(html("Army retakes Alpha"))}) as site:
        (article,) = articles(read(site))
    assert article.published_at is None


def test_full_text_in_the_feed_needs_no_page() -> None:
    text = "".join(f"<p>{WORDS} Part {n}.</p>" for n in range(12))
    encoded = {"content:encoded": f"<![CDATA[{text}]]>", "description": "Short."}
    feed = rss(item(1, **encoded)).replace("<rss", "<rss xmlns:content='http://purl.org/rss/1.0/modules/content/'")
    with serving(feed=says(feed)) as site:
        (article,) = articles(read(site))
    assert site.paths() == ["/feed"]
    assert article.text.count("\n\n") == 11
    assert (article.title, article.publisher) == ("Report 1", "Example News")
    assert (article.published_at, article.url) == ("2017-11-03T14:05:00+01:00", site.url("/1"))


@pytest.mark.parametrize("end", ["…", "...", "[...]", " Read more »", " Continue reading"])
def test_long_text_that_is_cut_off_is_followed(end: str) -> None:
    with serving(**{"feed": says(rss(item(1, description=WORDS * 12 + end))), "1": says(html("Whole"))}) as site:
        (article,) = articles(read(site))
    assert article.title == "Whole"


def test_page_that_is_gone_leaves_the_words_of_the_feed() -> None:
    with serving(feed=says(rss(item(1, description=WORDS)))) as site:
        (article,) = articles(read(site))
    assert (article.title, article.text) == ("Report 1", WORDS)


def test_page_that_is_gone_without_words_is_refused_and_the_rest_goes_on() -> None:
    with serving(**{"feed": says(rss(item(1), item(2))), "2": says(html("Second"))}) as site:
        first, second = read(site)
    assert isinstance(first, Refused) and (first.reason, first.document.guid) == ("unreadable", "id-1")
    assert "404" in first.detail
    assert isinstance(second, RawDocument)


@pytest.mark.parametrize(
    "link", ["http://10.0.0.1/x", "file:///etc/passwd", "http://user:pw@news.example/", "http://["]
)
def test_link_that_leads_inside_is_not_followed(link: str) -> None:
    with serving(feed=says(rss(item(1, link=link, description="Short.")))) as site:
        (document,) = read(site)
    assert isinstance(document, Refused | RawDocument)
    assert site.paths() == ["/feed"]
    assert "pw@" not in str(document)


def test_feed_of_the_web_cannot_link_to_a_listed_host(monkeypatch: pytest.MonkeyPatch) -> None:
    with standing_at(PUBLIC, monkeypatch) as (site, _), serving(secret=says(html("Secret"))) as inner:
        site.pages["/feed"] = says(rss(item(1, link=inner.url("/secret"))))
        one = Fetcher([inner.host], 0.0, resolve=lambda host, _: [PUBLIC if host == "news.example" else host])
        with one:
            source = Source("wire", "feed", "http://news.example/feed")
            (document,) = web_documents(source, SEEN, Web(one))
    assert isinstance(document, Refused) and "listed as private" in document.detail
    assert inner.asked == []


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (says(b"%PDF-1.7 ...", content_type="application/pdf"), "not_an_article"),
        (says(b"\x89PNG\r\n\x1a\n" + bytes(500)), "not_text"),
        (says(b"{}", content_type="application/json"), "not_an_article"),
        (says(bytes(11_000_000)), "too_large"),
    ],
)
def test_what_is_no_page_is_refused_with_its_reason(page: Page, reason: str) -> None:
    with serving(**{"feed": says(rss(item(1))), "1": page}) as site:
        (refused,) = read(site)
    assert isinstance(refused, Refused) and refused.reason == reason
    assert len(refused.document.content) <= 1 << 20


@pytest.mark.parametrize("body", ["", "<html><body>Gone</body></html>", "<rss><channel><item>"])
def test_what_is_no_feed_is_refused_and_kept(body: str) -> None:
    with serving(feed=says(body)) as site:
        (refused,) = read(site)
    assert isinstance(refused, Refused)
    assert (refused.reason, refused.document.content.decode()) == ("not_an_article", body)


def test_page_kind_reads_whatever_is_there() -> None:
    with serving(**{"feed": says(rss(item(1))), "1": says(html("First"))}) as site:
        assert [article.title for article in articles(read(site, "page", path="/1"))] == ["First"]
        assert [article.title for article in articles(read(site, "page", path="/feed"))] == ["First"]


def test_redirected_page_keeps_the_name_it_was_asked_by() -> None:
    with serving(a=goes_to("/b"), b=says(html("Moved"))) as site:
        (document,) = read(site, "page", path="/a")
    assert isinstance(document, RawDocument)
    assert (document.guid, document.url) == (site.url("/a"), site.url("/b"))


def test_huge_feed_is_read_newest_first_as_far_as_one_read_goes() -> None:
    dates = [f"Fri, {1 + n % 28:02d} Nov 2017 {n % 24:02d}:{n % 60:02d}:00 GMT" for n in range(10_000)]
    feed = rss(*(item(n, date) for n, date in enumerate(dates)))
    with serving(feed=says(feed)) as site:
        site.pages |= {f"/{n}": says(html(f"Report {n}")) for n in range(10_000)}
        documents = read(site, most=7)
    newest = sorted(range(10_000), key=lambda n: (1 + n % 28, n % 24, n % 60), reverse=True)[:7]
    moments = [(1 + n % 28, n % 24, n % 60) for n in newest]
    numbers = [int(document.guid.removeprefix("id-")) for document in documents if isinstance(document, RawDocument)]
    assert [(1 + n % 28, n % 24, n % 60) for n in numbers] == moments
    assert len(site.paths()) == 8


def test_entry_that_a_feed_holds_twice_is_read_once() -> None:
    with serving(**{"feed": says(rss(item(1), item(1))), "1": says(html("First"))}) as site:
        assert len(read(site)) == 1


# into the journal


@pytest.fixture
def here(settings: Settings) -> Settings:
    return settings.model_copy(update={"seconds_between_requests": 0.0})


def listing(settings: Settings, *sites: Site, **more: object) -> Settings:
    return settings.model_copy(update={"allow_private_hosts": tuple(site.host for site in sites), **more})


def write_table(settings: Settings, *rows: str) -> None:
    settings.data_folder.mkdir(parents=True, exist_ok=True)
    (settings.data_folder / "sources.csv").write_text("\n".join([",".join(COLUMNS), *rows, ""]))


def counts(report: IngestReport) -> tuple[int, int, int, int]:
    return report.read, report.new, report.unchanged, report.rejected


def test_second_read_fetches_nothing_that_has_not_changed(here: Settings) -> None:
    pages = {"feed": with_etag(rss(item(1), item(2))), "1": says(html("First")), "2": says(html("Second"))}
    with serving(**pages) as site:
        settings = listing(here, site)
        write_table(settings, f"wire,feed,{site.url('/feed')},,,,1,")
        (_, first), (_, second) = ingest(settings), ingest(settings)
        assert (counts(first), counts(second)) == ((2, 2, 0, 0), (2, 0, 2, 0))
        assert site.paths() == ["/feed", "/1", "/2", "/feed"]
        assert not second.is_unusual
        site.pages["/feed"] = with_etag(rss(item(3), item(1), item(2, description="Corrected.")), '"v2"')
        site.pages |= {"/2": says(html("Second, corrected")), "/3": says(html("Third"))}
        (_, third) = ingest(settings)
        assert counts(third) == (3, 2, 1, 0)
        assert site.paths()[4:] == ["/feed", "/3", "/2"]


def test_entries_beyond_one_read_come_with_the_next(here: Settings) -> None:
    pages = {"feed": with_etag(rss(*map(item, range(5))))} | {str(n): says(html(f"Report {n}")) for n in range(5)}
    with serving(**pages) as site:
        settings = listing(here, site, max_entries_per_read=2)
        brought = [counts(ingest(settings, [site.url("/feed")])[0]) for _ in range(4)]
    assert brought == [(2, 2, 0, 0), (4, 2, 2, 0), (5, 1, 4, 0), (5, 0, 5, 0)]


def test_page_that_fails_for_now_comes_with_the_next_read(here: Settings) -> None:
    with serving(**{"feed": with_etag(rss(item(1), item(2))), "1": says("", 404), "2": says(html("Second"))}) as site:
        settings = listing(here, site)
        site.pages["/1"] = says("", 429, retry_after="7200")
        (first,) = ingest(settings, [site.url("/feed")])
        assert counts(first) == (2, 0, 0, 2)
        site.pages["/1"] = says(html("First"))
        (second,) = ingest(settings, [site.url("/feed")])
        assert counts(second) == (2, 2, 0, 0)


def test_article_stands_when_its_page_fails_later(here: Settings) -> None:
    with serving(a=says(html("First"))) as site:
        settings = listing(here, site)
        write_table(settings, f"one,page,{site.url('/a')},,,,1,1")
        ingest(settings)
        for failure in (says("", 404), goes_to("/a")):
            site.pages["/a"] = failure
            report = ingest(settings)[-1]
            assert (counts(report), report.is_unusual, len(report.problems)) == ((0, 0, 0, 0), True, 1)
        site.pages["/a"] = says(html("First"))
        assert counts(ingest(settings)[-1]) == (1, 0, 1, 0)


def test_feed_that_fails_is_a_problem_and_the_others_go_on(here: Settings) -> None:
    with serving(**{"feed": says(rss(item(1))), "1": says(html("First"))}) as site:
        settings = listing(here, site)
        write_table(settings, f"dead,feed,{site.url('/gone')},,,,1,", f"wire,feed,{site.url('/feed')},,,,1,")
        inbox, dead, wire = ingest(settings)
    assert (counts(dead), dead.is_unusual) == ((0, 0, 0, 0), True)
    assert "/gone" in dead.problems[0] and "404" in dead.problems[0]
    assert (inbox.source_id, counts(wire)) == ("inbox", (1, 1, 0, 0))
    assert set(status(settings)["last_reads"]) == {"inbox", "wire"}


def test_lost_notes_cost_a_fetch_and_change_nothing(here: Settings) -> None:
    with serving(a=with_etag(html("First"))) as site:
        settings = listing(here, site)
        ingest(settings, [site.url("/a")])
        (settings.data_folder / "visits.sqlite").unlink()
        assert counts(ingest(settings, [site.url("/a")])[0]) == (1, 0, 1, 0)
    assert len(site.paths()) == 2


def test_notes_without_their_journal_do_not_count(here: Settings) -> None:
    with serving(a=with_etag(html("First"))) as site:
        settings = listing(here, site)
        ingest(settings, [site.url("/a")])
        for path in [*(settings.data_folder / "journal").iterdir(), settings.data_folder / "index.sqlite"]:
            path.unlink(missing_ok=True)
        assert counts(ingest(settings, [site.url("/a")])[0]) == (1, 1, 0, 0)


def test_sources_are_read_side_by_side(here: Settings) -> None:
    together = threading.Barrier(3, timeout=60)

    def meets(request: Answering) -> None:
        together.wait()
        request.say(200, html("Met").encode())

    with serving(a=meets) as one, serving(a=meets) as two, serving(a=meets) as three:
        reports = ingest(listing(here, one, two, three), [site.url("/a") for site in (one, two, three)])
    assert [counts(report) for report in reports] == [(1, 1, 0, 0)] * 3


def test_url_named_twice_is_read_once(here: Settings) -> None:
    with serving(a=says(html("First"))) as site:
        reports = ingest(listing(here, site), [site.url("/a"), site.url("/a#part")])
    assert [counts(report) for report in reports] == [(1, 1, 0, 0)]


@pytest.mark.parametrize(
    ("row", "error", "message"),
    [
        ("wire,fed,http://news.example/,,,,,", UnknownKindError, r"'fed'.*feed.*page.*Edit .*data.sources\.csv"),
        ("wire,feed,file:///etc/passwd,,,,,", UnusableUrlError, r"'wire'.*'file'.*Mend the address in .*data.sources"),
        ("inbox,feed,http://news.example/,,,,,", SourceTableError, r"'inbox', which seeds/sources\.csv has too"),
        ("wire,feed", SourceTableError, r"data.sources\.csv:2: the row has not 8 columns"),
    ],
)
def test_wrong_row_of_the_own_table_names_that_table(
    here: Settings, row: str, error: type[Exception], message: str
) -> None:
    write_table(here, row)
    with pytest.raises(error, match=message):
        ingest(here)


def test_missing_folder_of_the_own_table_names_that_table(here: Settings) -> None:
    write_table(here, "wire,folder,nowhere,,,,1,", "more,folder,inbox,,,,,")
    (wire, more) = [report for report in ingest(here) if report.source_id in ("wire", "more")]
    assert re.search(r"mend the address in .*data.sources\.csv", wire.problems[0]) and wire.is_unusual
    assert not more.problems


def test_urls_become_articles_without_a_data_folder(here: Settings, tmp_path: Path) -> None:
    pages = {"feed": says(rss(item(1))), "1": says(html("First")), "a": says(html("Page"))}
    with serving(**pages) as site:
        asked = [site.url("/a"), site.url("/feed"), site.url("/gone")]
        count, refused = read_pages(listing(here, site), asked, tmp_path / "out.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert (count, [line["title"] for line in lines], [one.reason for one in refused]) == (
        2,
        ["Page", "First"],
        ["unreadable"],
    )
    assert lines[0]["source_path"] == site.url("/a")
    assert not here.data_folder.exists()


def test_wrong_url_is_refused_before_anything_is_fetched(here: Settings, tmp_path: Path) -> None:
    with serving(a=says(html("Page"))) as site, pytest.raises(UnusableUrlError, match="'file'"):
        read_pages(listing(here, site), [site.url("/a"), "file:///etc/passwd"], tmp_path / "out.jsonl")
    assert site.asked == []


def dateline(settings: Settings, monkeypatch: pytest.MonkeyPatch, *arguments: object) -> tuple[int, str, str]:
    monkeypatch.setenv("DATELINE_ALLOW_PRIVATE_HOSTS", json.dumps(settings.allow_private_hosts))
    monkeypatch.setenv("DATELINE_SECONDS_BETWEEN_REQUESTS", "0")
    done = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done.exit_code, done.stdout, done.stderr


def test_commands_take_urls(here: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with serving(**{"feed": says(rss(item(1))), "1": says(html("First"))}) as site:
        settings = listing(here, site)
        write_table(settings, f"dead,feed,{site.url('/gone')},,,,1,")
        out = tmp_path / "out.jsonl"
        assert dateline(settings, monkeypatch, "read", site.url("/feed"), "--out", out)[0] == 0
        assert json.loads(out.read_text())["title"] == "First"
        code, said, _ = dateline(settings, monkeypatch, "ingest", site.url("/feed"), "--json")
        assert (code, json.loads(said)[0]["new"], json.loads(said)[0]["problems"]) == (0, 1, [])
        code, said, _ = dateline(settings, monkeypatch, "ingest")
        assert code == 0
        assert "status 404" in said and "table of sources" in said


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("file:///etc/passwd", "scheme 'file' is not read; allowed are http and https"),
        ("ftp://news.example/a", "scheme 'ftp'"),
        ("https://reader:secret@news.example/", "password"),
        ("http://", "names no host"),
    ],
)
@pytest.mark.parametrize("command", ["read", "ingest", "explain"])
def test_commands_refuse_what_is_never_asked(
    here: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: str, url: str, message: str
) -> None:
    more = ["--out", tmp_path / "out.jsonl"] if command == "read" else []
    code, _, said = dateline(here, monkeypatch, command, url, *more)
    assert (code, message in said, "secret" in said) == (2, True, False)


INTERRUPTED = """
import signal
import sys
from pathlib import Path
from pipelines.config import Settings
from pipelines.steps.ingest import ingest
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where the tests run in the background
folder, *urls = sys.argv[1:]
hosts = tuple(url.split("/")[2] for url in urls)
ingest(Settings(data_folder=Path(folder), allow_private_hosts=hosts, seconds_between_requests=0.0), urls)
"""


def test_stopping_in_the_middle_leaves_the_journal_whole_and_loses_little(here: Settings) -> None:
    """The first feed is recorded, the second hangs; Ctrl-C ends it at once, and only the second is read again."""

    def hangs(request: Answering) -> None:
        time.sleep(90)

    first = {"feed": with_etag(rss(item(1))), "1": says(html("First"))}
    second = {"feed": with_etag(rss(item(1), item(2))), "1": says(html("One")), "2": hangs}
    with serving(**first) as done, serving(**second) as hanging:
        urls = [done.url("/feed"), hanging.url("/feed")]
        command = [sys.executable, "-c", INTERRUPTED, str(here.data_folder), *urls]
        running = subprocess.Popen(
            command, stderr=subprocess.PIPE, env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
        )
        journal = here.data_folder / "journal"
        deadline = time.monotonic() + 60
        visits = here.data_folder / "visits.sqlite"
        while not ("/2" in hanging.paths() and visits.exists() and Visits(visits, f"url:{urls[0]}").of(urls[0])):
            assert time.monotonic() < deadline and running.poll() is None
            time.sleep(0.05)
        running.send_signal(signal.SIGINT)
        assert running.wait(60) != 0  # the page that hangs would hold it for longer
        assert verify(SegmentFolder(journal)).is_whole
        hanging.pages["/2"] = says(html("Two"))
        reports = ingest(listing(here, done, hanging), urls)
    assert [counts(report) for report in reports] == [(1, 0, 1, 0), (2, 2, 0, 0)]
    assert done.paths() == ["/feed", "/1", "/feed"]
    assert Journal(journal).last_read(f"url:{urls[1]}") is not None
