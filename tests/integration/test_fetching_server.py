"""Fetching from real servers on this machine: polite to the good ones, bounded with the hostile ones."""

import gzip
import shutil
import ssl
import subprocess
import threading
import time
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from email.utils import formatdate
from pathlib import Path

import pytest

from pipelines.sources.addresses import ForbiddenAddressError
from pipelines.sources.failures import (
    BodyError,
    RedirectError,
    RobotsForbidError,
    RobotsUnknownError,
    StatusError,
    TooLargeError,
    TooSlowError,
    UnreachableError,
    UnusableUrlError,
)
from pipelines.sources.fetching import Fetcher, Limits
from tests.web_server import (
    PUBLIC,
    Answering,
    Naps,
    Page,
    Site,
    fetcher,
    goes_to,
    missing,
    says,
    serving,
    standing_at,
    visiting,
)


def test_what_is_sent_says_who_asks_and_nothing_more() -> None:
    with visiting(a=says("hello", set_cookie="id=1"), b=says("hello")) as (site, one):
        assert one.fetch(site.url("/a")).content == b"hello"
        one.fetch(site.url("/b"))
    headers = site.asked[-1][2]
    assert headers["user-agent"].startswith("Dateline/")
    assert headers["host"] == site.host
    assert not {"cookie", "authorization", "referer", "if-none-match"} & set(headers)


# robots.txt


@pytest.mark.parametrize("rules", ["User-agent: *\nDisallow: /a", "User-agent: dateline\nDisallow: /*.html$"])
def test_robots_rules_are_kept(rules: str) -> None:
    pages = {"robots.txt": says(rules), "a.html": says("a"), "b": says("b")}
    with visiting(**pages) as (site, one):
        with pytest.raises(RobotsForbidError):
            one.fetch(site.url("/a.html"))
        assert one.fetch(site.url("/b")).content == b"b"
    assert site.paths() == ["/b"]


def test_robots_rules_for_others_are_not_ours() -> None:
    with (
        serving(**{"robots.txt": says("User-agent: Other\nDisallow: /"), "a": says("a")}) as site,
        fetcher(site) as one,
    ):
        assert one.fetch(site.url("/a")).content == b"a"


def test_robots_is_asked_once_a_run() -> None:
    with visiting(a=says("a"), b=says("b")) as (site, one):
        for path in "/a", "/b", "/a":
            one.fetch(site.url(path))
    assert [path for _, path, _ in site.asked].count("/robots.txt") == 1


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_no_robots_file_means_no_rules(status: int) -> None:
    with visiting(**{"robots.txt": says("", status), "a": says("a")}) as (site, one):
        assert one.fetch(site.url("/a")).content == b"a"


@pytest.mark.parametrize("status", [429, 500, 503])
def test_robots_that_fails_closes_the_host_for_now(status: int) -> None:
    with (
        visiting(**{"robots.txt": says("", status), "a": says("a")}) as (site, one),
        pytest.raises(RobotsUnknownError) as error,
    ):
        one.fetch(site.url("/a"))
    assert error.value.is_passing
    assert site.paths() == []


def test_endless_robots_counts_by_its_beginning() -> None:
    rules = b"User-agent: *\nDisallow: /a\n" + b"# more\n" * 200_000
    with visiting(**{"robots.txt": says(rules), "a": says("a")}) as (site, one), pytest.raises(RobotsForbidError):
        one.fetch(site.url("/a"))


@pytest.mark.parametrize(("asked", "kept"), [("0.5", 0.5), ("7", 7.0), ("86400", 30.0), ("-1", 0.0), ("x", 0.0)])
def test_crawl_delay_is_kept_within_reason(asked: str, kept: float) -> None:
    naps = Naps()
    rules = f"User-agent: *\nCrawl-delay: {asked}"
    with serving(**{"robots.txt": says(rules), "a": says("a")}) as site, fetcher(site, naps=naps) as one:
        one.fetch(site.url("/a"))
        one.fetch(site.url("/a"))
    assert sum(naps.taken) == pytest.approx(kept, abs=0.3)


def test_the_host_of_a_redirect_has_its_own_robots() -> None:
    rules = says("User-agent: *\nDisallow: /")
    with (
        serving(**{"robots.txt": rules, "b": says("b")}) as there,
        serving() as here,
        fetcher(here, there) as one,
        pytest.raises(RobotsForbidError),
    ):
        here.pages["/a"] = goes_to(there.url("/b"))
        one.fetch(here.url("/a"))
    assert there.paths() == []


# redirects and addresses


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(status: int) -> None:
    with visiting(a=goes_to("b", status), c=says("c")) as (site, one):
        site.pages["/b"] = goes_to(f"//{site.host}/c#part", status)
        fetched = one.fetch(site.url("/a"))
    assert (fetched.url, fetched.content) == (site.url("/c"), b"c")


@pytest.mark.parametrize(
    ("pages", "message"),
    [
        ({"a": goes_to("/a")}, "circle"),
        ({"a": goes_to("/b"), "b": goes_to("/a#again")}, "circle"),
        ({"a": says("", 302)}, "nowhere"),
        ({"a": goes_to("http://[")}, "no URL|no host"),
        ({"a": goes_to("/1")} | {str(n): goes_to(f"/{n + 1}") for n in range(1, 20)}, "more than 5"),
    ],
)
def test_redirects_that_lead_nowhere_end(pages: dict[str, Page], message: str) -> None:
    with (
        serving(**pages) as site,
        fetcher(site) as one,
        pytest.raises((RedirectError, UnusableUrlError), match=message),
    ):
        one.fetch(site.url("/a"))
    assert len(site.paths()) <= 6


@pytest.mark.parametrize(
    "target",
    [
        *("http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "http://[::1]/", "http://localhost:1/"),
        *("http://0x7f.1:9/", "http://[::ffff:10.0.0.1]/", "file:///etc/passwd", "ftp://example.org/", "gopher://x/"),
        *("http://user:pw@example.org/", "data:text/html,hi"),
    ],
)
def test_redirect_inside_is_not_followed(target: str) -> None:
    with visiting(a=goes_to(target)) as (site, one), pytest.raises(UnusableUrlError):
        one.fetch(site.url("/a"))


@pytest.mark.parametrize("target", ["http://169.254.169.254/", "file:///etc/passwd"])
def test_robots_cannot_lead_inside_either(target: str) -> None:
    with visiting(**{"robots.txt": goes_to(target), "a": says("a")}) as (site, one), pytest.raises(UnusableUrlError):
        one.fetch(site.url("/a"))
    assert site.paths() == []


def test_this_machine_is_not_asked_unless_it_is_listed() -> None:
    with serving(a=says("a")) as site, fetcher() as one, pytest.raises(ForbiddenAddressError, match=site.host):
        one.fetch(site.url("/a"))
    assert site.asked == []


class Names:
    """A resolver that somebody else controls: each question about a host gets its next answer."""

    def __init__(self, **answers: list[str]) -> None:
        self.answers, self.asked = answers, []

    def __call__(self, host: str, _port: int) -> list[str]:
        self.asked.append(host)
        answers = self.answers[host.removesuffix(".example")]
        return [answers.pop(0) if len(answers) > 1 else answers[0]]


@pytest.fixture
def internet(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Site, list[str]]]:
    with standing_at(PUBLIC, monkeypatch) as found:
        yield found


def traveller(names: Names, *listed: str) -> Fetcher:
    return Fetcher(listed, 0.0, Limits(tries=1), resolve=names, sleep=Naps())


def test_page_of_a_public_host_is_read(internet: tuple[Site, list[str]]) -> None:
    site, connected = internet
    site.pages["/a"] = says("a")
    with traveller(Names(news=[PUBLIC])) as one:
        assert one.fetch("http://news.example/a").content == b"a"
    assert site.asked[-1][2]["host"] == "news.example"
    assert connected == [PUBLIC]


def test_name_that_turns_inside_is_looked_up_once_a_connection(internet: tuple[Site, list[str]]) -> None:
    """What was checked is what is connected to; the next connection is checked anew."""
    site, connected = internet
    site.pages["/a"] = says("a", connection="close")
    site.pages["/robots.txt"] = says("", connection="close")
    names = Names(rebinding=[PUBLIC, PUBLIC, "127.0.0.1"])
    with traveller(names) as one:
        assert one.fetch("http://rebinding.example/a").content == b"a"
        with pytest.raises(ForbiddenAddressError):
            one.fetch("http://rebinding.example/a")
    assert connected == [PUBLIC, PUBLIC]
    assert len(names.asked) == 3


def test_redirect_to_a_name_that_lies_inside_is_not_followed(internet: tuple[Site, list[str]]) -> None:
    site, connected = internet
    site.pages["/a"] = goes_to("http://inner.example/secret")
    with traveller(Names(news=[PUBLIC], inner=["10.1.2.3"])) as one, pytest.raises(ForbiddenAddressError):
        one.fetch("http://news.example/a")
    assert connected == [PUBLIC]


def test_public_page_cannot_send_us_to_a_listed_host(internet: tuple[Site, list[str]]) -> None:
    site, _ = internet
    with serving(secret=says("secret")) as inner:
        site.pages["/a"] = goes_to(inner.url("/secret"))
        names = Names(news=[PUBLIC])
        with traveller(names, inner.host) as one, pytest.raises(ForbiddenAddressError, match=r"news\.example sends to"):
            one.fetch("http://news.example/a")
    assert inner.asked == []


def test_name_in_the_host_header_stays_while_the_address_is_fixed() -> None:
    with serving(a=says("a")) as site:
        listed = f"mirror.example:{site.port}"
        with traveller(Names(mirror=["127.0.0.1"]), listed) as one:
            assert one.fetch(f"http://{listed}/a").content == b"a"
    assert site.asked[-1][2]["host"] == listed


def test_second_address_is_tried_where_the_first_is_dead() -> None:
    with serving(a=says("a")) as site:
        listed = f"mirror.example:{site.port}"
        with Fetcher([listed], 0.0, Limits(tries=1), lambda *_: ["127.0.0.9", "127.0.0.1"], Naps()) as one:
            assert one.fetch(f"http://{listed}/a").content == b"a"


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")
def test_certificate_must_be_that_of_the_name_though_the_address_is_fixed(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=mirror.example -addext"
    files = ["subjectAltName=DNS:mirror.example", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*command.split(), *files], check=True, capture_output=True)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate, key)
    asked_names: list[str | None] = []
    server.sni_callback = lambda _socket, name, _context: asked_names.append(name)
    trusted = ssl.create_default_context(cafile=str(certificate))
    with serving(server, a=says("a")) as site:
        hosts = [f"{name}.example:{site.port}" for name in ("mirror", "other")]
        names = Names(mirror=["127.0.0.1"], other=["127.0.0.1"])
        with Fetcher(hosts, 0.0, Limits(tries=1), names, Naps(), certificates=trusted) as one:
            assert one.fetch(f"https://{hosts[0]}/a").content == b"a"
            with pytest.raises(RobotsUnknownError, match="certificate verify failed"):
                one.fetch(f"https://{hosts[1]}/a")
    assert asked_names == ["mirror.example", "other.example"]


# failures and retries


def times(*pages: Page) -> Page:
    """Each page once, the last one for ever."""
    left = list(pages)
    return lambda request: (left.pop(0) if len(left) > 1 else left[0])(request)


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_failure_that_may_pass_is_tried_again_with_growing_waits(status: int) -> None:
    naps = Naps()
    with serving(a=times(says("", status), says("", status), says("a"))) as site, fetcher(site, naps=naps) as one:
        assert one.fetch(site.url("/a")).content == b"a"
    assert naps.taken == [pytest.approx(1.0, abs=0.3), pytest.approx(2.0, abs=0.3)]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 418, 451, 206, 204])
def test_other_answers_are_taken_at_once(status: int) -> None:
    with visiting(a=says("", status)) as (site, one), pytest.raises(StatusError, match=str(status)) as error:
        one.fetch(site.url("/a"))
    assert not error.value.is_passing
    assert site.paths() == ["/a"]


def test_trying_ends() -> None:
    with visiting(a=says("", 503)) as (site, one), pytest.raises(StatusError, match="503") as error:
        one.fetch(site.url("/a"))
    assert error.value.is_passing
    assert len(site.paths()) == 4


def test_connection_that_breaks_is_tried_again() -> None:
    def breaks(request: Answering) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
        request.close_connection = True

    with visiting(a=times(breaks, breaks, says("whole"))) as (site, one):
        assert one.fetch(site.url("/a")).content == b"whole"


def test_host_that_keeps_failing_is_left_in_peace() -> None:
    with visiting(**{"robots.txt": missing}, a=says("", 500)) as (site, one):
        for _ in range(20):
            with pytest.raises((StatusError, UnreachableError)):
                one.fetch(site.url("/a"))
    assert len(site.paths()) == 3 * 4


@pytest.mark.parametrize(("value", "wait"), [("7", 7.0), ("0", 1.0), ("nonsense", 1.0), ("", 1.0), ("-5", 1.0)])
def test_retry_after_is_kept(value: str, wait: float) -> None:
    naps = Naps()
    with serving(a=times(says("", 429, retry_after=value), says("a"))) as site, fetcher(site, naps=naps) as one:
        one.fetch(site.url("/a"))
    assert naps.taken == [pytest.approx(wait, abs=0.3)]


def test_retry_after_may_be_an_instant() -> None:
    naps = Naps()
    instant = formatdate(time.time() + 20, usegmt=True)
    with serving(a=times(says("", 503, retry_after=instant), says("a"))) as site, fetcher(site, naps=naps) as one:
        one.fetch(site.url("/a"))
    assert naps.taken == [pytest.approx(20, abs=2)]


@pytest.mark.parametrize("value", ["3600", "9" * 400])
def test_host_that_asks_for_an_hour_is_not_asked_again(value: str) -> None:
    naps = Naps()
    with serving(a=says("", 429, retry_after=value), b=says("b")) as site, fetcher(site, naps=naps) as one:
        for path in "/a", "/b":
            with pytest.raises((StatusError, UnreachableError)) as error:
                one.fetch(site.url(path))
            assert error.value.is_passing
    assert (site.paths(), naps.taken) == (["/a"], [])


def test_nobody_listening_is_a_failure_that_may_pass() -> None:
    with serving() as site:
        pass
    with fetcher(site) as one, pytest.raises(RobotsUnknownError) as error:
        one.fetch(site.url("/a"))
    assert error.value.is_passing


# bodies


def trickle(request: Answering) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    while True:
        request.wfile.write(b"x")
        time.sleep(0.02)


def trickling_head(request: Answering) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(10_000):
        request.wfile.write(f"X-{number}: y\r\n".encode())
        time.sleep(0.02)


def silent(request: Answering) -> None:
    time.sleep(90)


@pytest.mark.parametrize("slow", [trickle, trickling_head, silent])
def test_slow_answer_ends_at_the_deadline(slow: Page) -> None:
    with serving(a=slow, **{"robots.txt": missing}) as site, fetcher(site, limits=Limits(seconds=0.3)) as one:
        started = time.monotonic()
        with pytest.raises(TooSlowError):
            one.fetch(site.url("/a"))
    assert time.monotonic() - started < 60


def endless(request: Answering) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n")
    while True:
        request.wfile.write(b"x" * 65536)


def endless_chunks(request: Answering) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        request.wfile.write(b"10000\r\n" + b"x" * 65536 + b"\r\n")


def endless_head(request: Answering) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        request.wfile.write(b"X: " + b"y" * 60_000 + b"\r\n")


@pytest.mark.parametrize("body", [endless, endless_chunks])
def test_endless_body_ends_at_the_limit(body: Page) -> None:
    with (
        visiting(a=body, limits=Limits(most_bytes=300_000)) as (site, one),
        pytest.raises(TooLargeError, match="300000") as error,
    ):
        one.fetch(site.url("/a"))
    assert error.value.content.startswith(b"xxx")


def test_endless_head_ends() -> None:
    with serving(a=endless_head) as site, fetcher(site, limits=Limits(tries=1)) as one, pytest.raises(UnreachableError):
        one.fetch(site.url("/a"))


def packed(body: bytes, packing: str = "gzip") -> Page:
    return says(body, content_encoding=packing)


@pytest.mark.parametrize(
    "page",
    [
        packed(gzip.compress(b"news " * 99)),
        packed(gzip.compress(b"news " * 50) + gzip.compress(b"news " * 49)),
        packed(gzip.compress(b"news " * 99) + b"\0" * 20),
        packed(zlib.compress(b"news " * 99), "deflate"),
        packed(zlib.compress(b"news " * 99)[2:-4], "deflate"),
        packed(b"news " * 99, "identity"),
        packed(gzip.compress(b"news " * 99), "x-gzip"),
    ],
)
def test_packed_bodies_are_unpacked(page: Page) -> None:
    with visiting(a=page) as (site, one):
        assert one.fetch(site.url("/a")).content == b"news " * 99


def test_gzip_bomb_ends_at_the_limit() -> None:
    bomb = gzip.compress(bytes(200_000_000), 9)
    with visiting(a=packed(bomb)) as (site, one), pytest.raises(TooLargeError):
        one.fetch(site.url("/a"))


def test_bomb_in_a_bomb_is_not_unpacked_twice() -> None:
    with (
        visiting(a=packed(gzip.compress(gzip.compress(bytes(50_000_000))), "gzip, gzip")) as (site, one),
        pytest.raises(BodyError, match="gzip, gzip"),
    ):
        one.fetch(site.url("/a"))


@pytest.mark.parametrize(
    "page", [packed(b"no gzip"), packed(gzip.compress(b"news" * 99)[:-9]), packed(b"x", "br"), packed(b"x", "zstd")]
)
def test_broken_packing_is_said(page: Page) -> None:
    with visiting(a=page) as (site, one), pytest.raises(BodyError):
        one.fetch(site.url("/a"))


# pace


def test_host_is_asked_no_faster_and_no_more_at_once_than_agreed() -> None:
    def slow(request: Answering) -> None:
        time.sleep(0.25)
        request.say(200, b"a")

    with serving(a=slow) as site, Fetcher([site.host], 0.1) as one, ThreadPoolExecutor(10) as pool:
        list(pool.map(lambda n: one.fetch(site.url(f"/a?{n}")), range(8)))
    instants = sorted(instant for instant, _, _ in site.asked)
    assert len(instants) == 9
    assert instants[-1] - instants[0] > 8 * 0.1 - 0.05
    assert all(late - early > 0.3 - 0.08 for early, late in zip(instants, instants[3:], strict=False))
    assert site.most_at_once == 2


def test_hosts_do_not_wait_for_each_other() -> None:
    together = threading.Barrier(2, timeout=60)

    def meets(request: Answering) -> None:
        together.wait()
        request.say(200, b"a")

    with (
        serving(a=meets) as one_site,
        serving(a=meets) as other_site,
        fetcher(one_site, other_site) as one,
        ThreadPoolExecutor(2) as pool,
    ):
        answers = pool.map(lambda site: one.fetch(site.url("/a")).content, [one_site, other_site])
        assert list(answers) == [b"a", b"a"]


def test_answer_that_has_not_changed_is_told_so() -> None:
    def page(request: Answering) -> None:
        is_known = request.headers.get("if-none-match") == '"v1"' or "if-modified-since" in request.headers
        request.say(304 if is_known else 200, b"" if is_known else b"a", etag='"v1"')

    with visiting(a=page) as (site, one):
        first = one.fetch(site.url("/a"))
        assert (first.content, first.headers["etag"]) == (b"a", '"v1"')
        assert one.fetch(site.url("/a"), etag='"v1"').is_unchanged
        assert one.fetch(site.url("/a"), last_modified="Fri, 03 Nov 2017 14:05:00 GMT").is_unchanged
        assert not one.fetch(site.url("/a"), etag='"v0"').is_unchanged


def test_304_that_nobody_asked_for_is_no_document() -> None:
    with visiting(a=says("", 304)) as (site, one), pytest.raises(StatusError, match="304"):
        one.fetch(site.url("/a"))
