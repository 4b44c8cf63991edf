"""What a host's robots.txt allows us, asked once a run (RFC 9309). Fetching lives in `fetching`."""

import threading
from collections.abc import Callable

import httpx
from protego import Protego

from pipelines.sources.addresses import host_and_port
from pipelines.sources.failures import FetchError, RobotsForbidError, RobotsUnknownError, UnusableUrlError

ROBOT = "Dateline"
MOST_BYTES = 500 * 1024

Fetch = Callable[[httpx.URL], tuple[int, bytes]]
"""Status and body of a URL; raises `FetchError`."""


class Robots:
    """The rules of the hosts that were asked in this run."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._rules: dict[str, Protego | FetchError] = {}
        self._locks: dict[str, threading.Lock] = {}

    def check(self, url: httpx.URL) -> float:
        """Seconds that the host wants between requests; raises `RobotsForbidError`, `RobotsUnknownError`."""
        rules = self._of(url)
        if isinstance(rules, UnusableUrlError):
            raise type(rules)(str(rules))
        if isinstance(rules, FetchError):
            raise RobotsUnknownError(
                f"robots.txt of {url.host} could not be had, so nothing is read there now: {rules}"
            )
        if not rules.can_fetch(str(url), ROBOT):
            raise RobotsForbidError(f"robots.txt of {url.host} asks us not to read this")
        return float(rules.crawl_delay(ROBOT) or 0.0)

    def _of(self, url: httpx.URL) -> Protego | FetchError:
        site = f"{url.scheme}://{host_and_port(url)}"
        with self._locks.setdefault(site, threading.Lock()):
            if site not in self._rules:
                self._rules[site] = self._ask(url)
            return self._rules[site]

    def _ask(self, url: httpx.URL) -> Protego | FetchError:
        """No file (4xx) means no rules; no answer, 429 or 5xx means that nobody may read for now."""
        try:
            status, content = self._fetch(url.copy_with(raw_path=b"/robots.txt"))
        except FetchError as error:
            return error
        return Protego.parse(content.decode("utf-8", "replace") if status == 200 else "")
