"""A local web server whose answers a test writes as functions, and a fetcher that may ask it."""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from pipelines.sources.fetching import Fetcher, Limits

PUBLIC = "93.184.216.34"


class Answering(BaseHTTPRequestHandler):
    """One request; what it is answered stands in the site's pages."""

    protocol_version = "HTTP/1.1"
    site: "Site"

    def do_GET(self) -> None:
        path = self.path
        with self.site.lock:
            self.site.asked.append((time.monotonic(), path, {k.lower(): v for k, v in self.headers.items()}))
            self.site.under_way += 1
            self.site.most_at_once = max(self.site.most_at_once, self.site.under_way)
        try:
            self.site.pages.get(path.split("?")[0], missing)(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
        finally:
            with self.site.lock:
                self.site.under_way -= 1

    def log_message(self, *_: object) -> None:
        pass

    def say(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in ({"content_type": "text/html", "content_length": str(len(body))} | headers).items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)


Page = Callable[[Answering], None]


def missing(request: Answering) -> None:
    request.say(404)


def says(body: bytes | str, status: int = 200, **headers: str) -> Page:
    """A page that always answers the same."""
    content = body.encode() if isinstance(body, str) else body
    return lambda request: request.say(status, content, **headers)


def goes_to(location: str, status: int = 302) -> Page:
    return says(b"", status, location=location)


@dataclass
class Site:
    """A server's pages by path, and what it was asked: when, which path, with which headers."""

    port: int
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[tuple[float, str, dict[str, str]]] = field(default_factory=list)
    under_way: int = 0
    most_at_once: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def url(self, path: str) -> str:
        return f"http://{self.host}{path}"

    def paths(self) -> list[str]:
        """What was asked for, in order, but for robots.txt."""
        return [path for _, path, _ in self.asked if path != "/robots.txt"]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128


@contextmanager
def serving(tls: ssl.SSLContext | None = None, /, **pages: Page) -> Iterator[Site]:
    """A running server, over TLS where asked; `pages` are named by their path without the slash."""
    handler = type("Handler", (Answering,), {})
    server = _Server(("127.0.0.1", 0), handler)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    site = Site(server.server_address[1], {f"/{name}": page for name, page in pages.items()})
    handler.site = site
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def standing_at(address: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Site, list[str]]]:
    """A site that stands at a public address on port 80, and the addresses that were connected to."""
    connected: list[str] = []
    connect = socket.create_connection

    def routed(target: tuple[str, int], *rest: Any, **named: Any) -> socket.socket:
        connected.append(target[0])
        return connect(("127.0.0.1", site.port) if target == (address, 80) else target, *rest, **named)

    with serving() as site:
        monkeypatch.setattr(socket, "create_connection", routed)
        yield site, connected


class Naps:
    """A sleep that only notes how long it would have been."""

    def __init__(self) -> None:
        self.taken: list[float] = []

    def __call__(self, seconds: float) -> None:
        self.taken.append(seconds)


def fetcher(*sites: Site, naps: Callable[[float], None] | None = None, limits: Limits | None = None) -> Fetcher:
    """A fetcher that may ask these sites, does not wait, and takes the longest of each backoff."""
    return Fetcher(
        [site.host for site in sites],
        seconds_between_requests=0.0,
        limits=limits,
        sleep=naps or Naps(),
        jitter=lambda _, most: most,
    )


@contextmanager
def visiting(
    naps: Callable[[float], None] | None = None, limits: Limits | None = None, **pages: Page
) -> Iterator[tuple[Site, Fetcher]]:
    """A running server and a fetcher for it."""
    with serving(**pages) as site, fetcher(site, naps=naps, limits=limits) as one:
        yield site, one
