"""Connections to checked addresses, each read under a deadline. Which addresses are good lives in `addresses`."""

import ssl
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any, TypeVar

import httpcore
import httpx

from pipelines.sources.addresses import Guard
from pipelines.sources.failures import TooSlowError, UnreachableError

SILENCE = 15.0
"""Seconds that a host may take to connect, and between two pieces of an answer."""

IMPATIENCE = 4.0
"""Seconds for one of several addresses to connect."""

CONNECTIONS = 20
_T = TypeVar("_T")
_ends_at: ContextVar[float] = ContextVar("ends_at")


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Everything read or connected inside is over after these seconds, however slowly it trickles."""
    token = _ends_at.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _ends_at.reset(token)


def _left(timeout: float | None, error: type[Exception]) -> float:
    left = _ends_at.get() - time.monotonic()
    if left <= 0:
        raise error("the time for this document is over")
    return min(SILENCE if timeout is None else timeout, left)


class _TimedStream(httpcore.NetworkStream):
    """A stream whose every step ends at the deadline: a timeout alone starts anew with each byte."""

    def __init__(self, stream: httpcore.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = _left(timeout, httpcore.ConnectTimeout)
        return _TimedStream(self._stream.start_tls(ssl_context, server_hostname, left))

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class _CheckedBackend(httpcore.NetworkBackend):
    """Connects to the addresses that the guard lets pass; TLS and the Host header keep the host's name."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._network = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        failure: Exception = UnreachableError(f"{host} has no address")
        addresses = self._guard.addresses(host, port)
        for address in addresses:
            patience = timeout if address == addresses[-1] else IMPATIENCE
            left = _left(patience, httpcore.ConnectTimeout)
            try:
                return _TimedStream(self._network.connect_tcp(address, port, left, local_address, socket_options))
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure


@cache
def _trusted() -> ssl.SSLContext:
    """The certificates that we trust; reading them takes longer than a request does."""
    return httpx.create_ssl_context()


class CheckedTransport(httpx.BaseTransport):
    """An httpx transport over checked connections: no proxy, no redirects, no cookies, no retries."""

    def __init__(self, guard: Guard, certificates: ssl.SSLContext | None = None) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=certificates or _trusted(),
            max_connections=CONNECTIONS,
            max_keepalive_connections=CONNECTIONS,
            keepalive_expiry=10.0,
            network_backend=_CheckedBackend(guard),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The answer, its body still to be read; raises `TooSlowError`, `UnreachableError`, `ForbiddenAddressError`."""
        url = request.url
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        asked = httpcore.Request(
            request.method, target, headers=request.headers.raw, content=request.stream, extensions=request.extensions
        )
        answer = plainly(lambda: self._pool.handle_request(asked))
        stream = _Body(answer)
        return httpx.Response(answer.status, headers=answer.headers, stream=stream, request=request)

    def close(self) -> None:
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        chunks = self._answer.iter_stream()
        while (chunk := plainly(lambda: next(chunks, None))) is not None:
            yield chunk

    def close(self) -> None:
        self._answer.close()


def plainly(step: Callable[[], _T]) -> _T:
    """The step's result, or its failure as one of ours."""
    try:
        return step()
    except httpcore.TimeoutException as error:
        raise TooSlowError(f"no answer in time ({error or type(error).__name__})") from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
        raise UnreachableError(f"the connection failed ({error or type(error).__name__})") from error
