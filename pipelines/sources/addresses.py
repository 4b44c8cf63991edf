"""Which URLs and which network addresses may be asked: only http and https, only hosts of the public internet.

A host is looked up once a connection, every address found is checked, and the connection goes to a checked address,
so that neither a redirect nor an answer that changes can lead inside. Connecting itself lives in `connecting`.
"""

import re
import socket
from collections.abc import Callable, Collection
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import httpx

from pipelines.sources.failures import UnreachableError, UnusableUrlError

MAX_URL = 4096
PORTS = {"http": 80, "https": 443}
PUBLIC_IPV6 = ip_network("2000::/3")
NAT64 = ip_network("64:ff9b::/96")
CLOSED = tuple(
    ip_network(block)
    for block in (
        *("192.0.0.0/24", "192.88.99.0/24", "168.63.129.16/32", "240.0.0.0/4"),
        *("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"),
    )
)
"""Blocks that the `ipaddress` of some Python version calls global: relays, tunnels, documentation, a cloud's own."""
ISATAP = (0x00005EFE, 0x02005EFE)

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{1,30}://|(?:https?|file|ftp|data|javascript|mailto):", re.IGNORECASE)

_HOST = re.compile(r"[A-Za-z0-9_.-]+|[0-9A-Fa-f:.]+")

Resolver = Callable[[str, int], list[str]]


class ForbiddenAddressError(UnusableUrlError):
    """A host that lies in no public network."""


def look_up(host: str, port: int) -> list[str]:
    """All addresses of a host, in the system's order of preference."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise UnreachableError(f"{host}: no address was found ({error})") from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """Whether an address belongs to the public internet, also where it wraps another one."""
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, IPv6Address):
        return _is_public_v6(ip)
    return _is_public_v4(ip)


def _is_public_v4(ip: IPv4Address) -> bool:
    return ip.is_global and not ip.is_multicast and not any(ip in block for block in CLOSED)


def _is_public_v6(ip: IPv6Address) -> bool:
    """Mapped and NAT64 addresses lead to the IPv4 address in them; 6to4, Teredo and ISATAP nobody needs."""
    if ip.scope_id:
        return False
    if ip.ipv4_mapped:
        return _is_public_v4(ip.ipv4_mapped)
    if ip in NAT64:
        return _is_public_v4(IPv4Address(int(ip) & 0xFFFFFFFF))
    is_tunnel = (int(ip) >> 32) & 0xFFFFFFFF in ISATAP
    return ip in PUBLIC_IPV6 and ip.is_global and not is_tunnel and not any(ip in block for block in CLOSED)


def is_url(asked: str) -> bool:
    """Whether what stands where a path may stand is meant as a URL, of whatever scheme."""
    return _SCHEME.match(asked) is not None


def parse_url(address: str) -> httpx.URL:
    """The URL without its fragment; raises `UnusableUrlError` for what is never asked. Shows no credentials."""
    try:
        url = httpx.URL(address.strip()).copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise UnusableUrlError(f"{_shown(address)} is no URL: {error}") from error
    if url.scheme not in PORTS:
        raise UnusableUrlError(f"{_shown(address)}: scheme {url.scheme!r} is not read; allowed are http and https")
    if url.userinfo or "@" in address.split("://", 1)[-1].split("/", 1)[0]:
        raise UnusableUrlError("a URL that holds a user name or password is not asked; take them out of it")
    if not _HOST.fullmatch(url.raw_host.decode("ascii", "replace")) or not 0 < (url.port or 80) <= 65535:
        raise UnusableUrlError(f"{_shown(address)} names no host and port")
    if len(str(url)) > MAX_URL:
        raise UnusableUrlError(f"a URL of {len(str(url))} characters; allowed are {MAX_URL}")
    return url


def _shown(address: str) -> str:
    return repr(address.strip().rsplit("@", 1)[-1][:100])


def host_and_port(url: httpx.URL) -> str:
    """The host and port of a URL, as `allow_private_hosts` names them and as politeness counts them."""
    host = f"[{url.host}]" if ":" in url.host else url.host
    return f"{host.lower()}:{url.port or PORTS[url.scheme]}"


class Guard:
    """Decides which addresses a host may be reached at. `allowed` are "host:port" that may be private."""

    def __init__(self, allowed: Collection[str] = (), resolve: Resolver = look_up) -> None:
        self._allowed = frozenset(name.lower() for name in allowed)
        self._resolve = resolve

    def is_listed(self, url: httpx.URL) -> bool:
        """Whether the user listed this host as one that may be private."""
        return host_and_port(url) in self._allowed

    def check_step(self, start: httpx.URL, target: httpx.URL) -> None:
        """Nothing outside the listed hosts may send us to one of them, by redirect or by link."""
        if self.is_listed(target) and not self.is_listed(start):
            raise ForbiddenAddressError(f"{start.host} sends to {host_and_port(target)}, which is listed as private")

    def addresses(self, host: str, port: int) -> list[str]:
        """The addresses to connect to; raises `ForbiddenAddressError` if any of them is not public."""
        found = self._resolve(host, port)
        shown = f"[{host}]" if ":" in host else host
        if f"{shown.lower()}:{port}" in self._allowed:
            return found
        for address in found:
            if not is_public(address):
                raise ForbiddenAddressError(
                    f"{host} has the address {address}, which is not of the public internet; "
                    f"if it is yours, list {shown}:{port} in `allow_private_hosts`"
                )
        return found
