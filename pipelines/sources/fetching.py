"""Fetches URLs politely and safely: robots, pace, retries, redirects, limits. What they hold is `page`'s and `feed`'s.

Each hop of a redirect is a request like the first: checked by scheme, address and robots.txt of its own host.
"""

import random
import ssl
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from urllib.parse import urljoin

import httpx

from pipelines.sources.addresses import Guard, Resolver, host_and_port, look_up, parse_url
from pipelines.sources.bodies import ACCEPTED, read_body
from pipelines.sources.connecting import CheckedTransport, deadline
from pipelines.sources.failures import (
    FetchError,
    RedirectError,
    StatusError,
    TooLargeError,
    TooSlowError,
    UnreachableError,
)
from pipelines.sources.pacing import Pacing
from pipelines.sources.robots import MOST_BYTES, ROBOT, Robots

USER_AGENT = f"{ROBOT}/{version('dateline')} (news reader; honours robots.txt)"
ACCEPT = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, */*;q=0.5"
KEPT_HEADERS = ("content-type", "content-language", "date", "last-modified", "etag")
REDIRECTS = (301, 302, 303, 307, 308)
_uniform = random.SystemRandom().uniform
DRAINED = 1 << 16
SILENT_HOST = 3
"""Documents in a row that a host may fail to give before it is left in peace for the run."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost."""

    most_bytes: int = 10 * 1024 * 1024
    seconds: float = 60.0
    redirects: int = 5
    tries: int = 4
    first_wait: float = 1.0
    longest_wait: float = 60.0


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: unchanged since the validators that were sent, or the document, unpacked.

    `url` is where it was in the end; `headers` are the few that say something about the document.
    """

    url: str
    content: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    is_unchanged: bool = False

    @property
    def media_type(self) -> str:
        """The type that the host states, in lower case and without parameters."""
        return self.headers.get("content-type", "").split(";")[0].strip().lower()


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: httpx.Headers
    content: bytes


class Fetcher:
    """One run's fetching. May be used from several threads; close it at the end."""

    def __init__(
        self,
        allow_private_hosts: Sequence[str] = (),
        seconds_between_requests: float = 1.0,
        limits: Limits | None = None,
        resolve: Resolver = look_up,
        sleep: Callable[[float], None] = time.sleep,
        jitter: Callable[[float, float], float] = _uniform,
        certificates: ssl.SSLContext | None = None,
    ) -> None:
        self._limits = limits or Limits()
        self._guard = Guard(allow_private_hosts, resolve)
        self._transport = CheckedTransport(self._guard, certificates)
        self._pacing = Pacing(seconds_between_requests, sleep=sleep)
        self._robots = Robots(self._rules)
        self._jitter = jitter
        self._failed: Counter[str] = Counter()

    def __enter__(self) -> "Fetcher":
        return self

    def __exit__(self, *_: object) -> None:
        self._transport.close()

    def check_link(self, page: str, link: str) -> None:
        """Raises `UnusableUrlError` where a link of this page is one that we never follow."""
        self._guard.check_step(parse_url(page), parse_url(link))

    def fetch(self, address: str, etag: str | None = None, last_modified: str | None = None) -> Fetched:
        """The document at a URL, or that it has not changed; raises `FetchError`."""
        headers = {"if-none-match": etag or "", "if-modified-since": last_modified or ""}
        sent = {name: value for name, value in headers.items() if value}
        url, answer = self._follow(parse_url(address), sent, self._limits.most_bytes, self._robots.check)
        if answer.status == 304 and sent:
            return Fetched(str(url), is_unchanged=True)
        if answer.status != 200:
            raise StatusError(f"the host answers with status {answer.status}")
        kept = {name: answer.headers[name][:1000] for name in KEPT_HEADERS if name in answer.headers}
        return Fetched(str(url), answer.content, kept)

    def _rules(self, url: httpx.URL) -> tuple[int, bytes]:
        """A robots.txt, however long: only its beginning counts."""
        try:
            _, answer = self._follow(url, {}, MOST_BYTES, lambda _: 0.0)
        except TooLargeError as error:
            return 200, error.content[:MOST_BYTES]
        return answer.status, answer.content

    def _follow(
        self, start: httpx.URL, sent: dict[str, str], most_bytes: int, permit: Callable[[httpx.URL], float]
    ) -> tuple[httpx.URL, _Answer]:
        """The first answer that is no redirect, and where it was. `permit` gives the host's delay, or raises."""
        url, seen = start, {str(start)}
        while True:
            answer = self._persist(url, sent, most_bytes, permit(url))
            if answer.status not in REDIRECTS:
                return url, answer
            url = self._next(url, answer)
            self._guard.check_step(start, url)
            if str(url) in seen:
                raise RedirectError("redirects in a circle")
            seen.add(str(url))
            if len(seen) > self._limits.redirects + 1:
                raise RedirectError(f"redirects more than {self._limits.redirects} times")

    def _next(self, url: httpx.URL, answer: _Answer) -> httpx.URL:
        location = answer.headers.get("location", "")
        if not location:
            raise RedirectError("redirects to nowhere")
        try:
            joined = urljoin(str(url), location)
        except ValueError as error:
            raise RedirectError(f"redirects to what is no URL: {error}") from error
        return parse_url(joined)

    def _persist(self, url: httpx.URL, sent: dict[str, str], most_bytes: int, delay: float) -> _Answer:
        """The answer, asked for again where a failure may pass; the whole host waits meanwhile."""
        host = host_and_port(url)
        if self._failed[host] >= SILENT_HOST:
            raise UnreachableError(f"{url.host} has failed {SILENT_HOST} times in this run and is not asked again")
        failure: FetchError = UnreachableError("it was not asked")
        for attempt in range(self._limits.tries):
            wait = self._jitter(0.0, min(self._limits.longest_wait, self._limits.first_wait * 2**attempt))
            try:
                with self._pacing.turn(host, delay):
                    answer = self._ask(url, sent, most_bytes)
            except UnreachableError as error:
                failure, answer = error, None
            if answer is not None:
                if answer.status != 429 and answer.status < 500:
                    self._failed[host] = 0
                    return answer
                failure = StatusError(f"the host answers with status {answer.status}", is_passing=True)
                wait = max(wait, _retry_after(answer.headers))
            if wait > self._limits.longest_wait:
                self._failed[host] = SILENT_HOST
                break
            if isinstance(failure, TooSlowError):
                break
            if attempt + 1 < self._limits.tries:
                self._pacing.postpone(host, wait)
        self._failed[host] += 1
        raise failure

    def _ask(self, url: httpx.URL, sent: dict[str, str], most_bytes: int) -> _Answer:
        headers = {"user-agent": USER_AGENT, "accept": ACCEPT, "accept-encoding": ACCEPTED} | sent
        with deadline(self._limits.seconds):
            response = self._transport.handle_request(httpx.Request("GET", url, headers=headers))
            try:
                content = self._body(response, most_bytes)
            finally:
                response.close()
        return _Answer(response.status_code, response.headers, content)

    def _body(self, response: httpx.Response, most_bytes: int) -> bytes:
        """The document; of another answer nothing, but where it is short the connection is kept for the next."""
        if response.status_code == 200:
            return read_body(response.iter_raw(), response.headers.get("content-encoding", ""), most_bytes)
        with suppress(TooLargeError):
            read_body(response.iter_raw(), "", DRAINED)
        return b""


def _retry_after(headers: httpx.Headers) -> float:
    """Seconds that the host asks us to wait; it gives them, or an instant."""
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return 0.0
