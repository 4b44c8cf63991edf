"""Which URLs and addresses are asked. Spellings of inner addresses are many; each is one row."""

import httpx
import pytest

from pipelines.sources.addresses import (
    ForbiddenAddressError,
    Guard,
    host_and_port,
    is_public,
    is_url,
    look_up,
    parse_url,
)
from pipelines.sources.failures import UnreachableError, UnusableUrlError

INNER = """
0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.100.100.200 100.127.255.255 127.0.0.1 127.0.0.53 127.255.255.254
168.63.129.16 169.254.0.1 169.254.169.254 169.254.170.2 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.192 192.0.2.1
192.88.99.1 192.168.0.1 192.168.255.255 198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255
240.0.0.1 255.255.255.255
:: ::1 ::2 ::ffff:127.0.0.1 ::ffff:7f00:1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::ffff:0.0.0.0 ::ffff:0:127.0.0.1
::127.0.0.1 ::7f00:1 ::a9fe:a9fe ::192.168.0.1 64:ff9b::127.0.0.1 64:ff9b::7f00:1 64:ff9b::10.0.0.1
64:ff9b::a9fe:a9fe 64:ff9b::192.168.1.1 64:ff9b:1::1 64:ff9b:1::8.8.8.8 64:ff9b:1:a9fe:a9:fe00:: 100::1
2001::1 2001:0:7f00:1::1 2001:0:53aa:64c:0:fbff:80ff:fffe 2001:2::1 2001:10::1 2001:20::1 2001:db8::1 2002:7f00:1::
2002:7f00:0001::1 2002:a9fe:a9fe::1 2002:c0a8:101::1 2002:808:808::1 3fff::1 3fff:0fff::1 5f00::1
2606:4700::5efe:127.0.0.1 2606:4700:0:0:200:5efe:10.0.0.1 2606:4700::5efe:8.8.8.8
fc00::1 fd00::1 fd00:ec2::254 fdff:ffff::1 fe80::1 fe80::1%eth0 fe80::1%1 febf::1 fec0::1 feff::1 ff02::1 ff05::2
ff0e::1 2606:4700::1%eth0 4000::1 8000::1 e000::1
"""

PUBLIC = """
1.1.1.1 8.8.8.8 9.9.9.9 93.184.216.34 100.63.255.255 100.128.0.1 126.255.255.255 128.0.0.1 169.253.255.255 169.255.0.1
172.15.255.255 172.32.0.1 192.167.255.255 192.169.0.1 198.17.255.255 198.20.0.1 223.255.255.254
2606:4700:4700::1111 2001:4860:4860::8888 2a00:1450:4001:81b::200e 2620:fe::fe ::ffff:8.8.8.8 64:ff9b::8.8.8.8
"""

SPELLINGS = """
http://127.0.0.1 http://127.1 http://127.0.1 http://2130706433 http://0x7f000001 http://0x7f.0.0.1 http://0x7f.1
http://0177.0.0.1 http://017700000001 http://0177.0x0.1 http://0 http://0.0.0.0 http://00000.0 http://localhost
http://LOCALHOST http://localhost. http://127.0.0.1. http://127.000.000.001 http://127.0.0.1:80 http://127.0.0.1:443
http://[::1] http://[0:0:0:0:0:0:0:1] http://[::] http://[::ffff:127.0.0.1] http://[::ffff:7f00:1]
http://[0:0:0:0:0:ffff:127.0.0.1] http://[::127.0.0.1] http://[64:ff9b::127.0.0.1] http://[2002:7f00:1::]
http://169.254.169.254 http://2852039166 http://0xa9fea9fe http://0xA9.0xFE.0xA9.0xFE http://0251.0376.0251.0376
http://[::ffff:169.254.169.254] http://[::ffff:a9fe:a9fe] http://[fd00:ec2::254] http://[fe80::1] http://10.1
http://192.168.257 http://172.1048577 http://①②⑦.⓪.⓪.① http://127。0。0。1 http://１２７.0.0.1
http://127.0.0.1%2f@1.1.1.1 http://1.1.1.1@127.0.0.1 http://1.1.1.1:80@127.0.0.1 http://127.0.0.1#@1.1.1.1
http://127.0.0.1?@1.1.1.1 http://127.0.0.1\\@1.1.1.1 http://1.1.1.1\\@127.0.0.1 http:127.0.0.1 http:/127.0.0.1
http:///127.0.0.1 http:\\\\127.0.0.1 //127.0.0.1 http://127.0.0.1%00.example.org http://[::1%25lo] http://127.0.0.1%0d%0a
http://0x7f.0x0.0x0.0x1 http://127.0.0.1/\\..\\ HTTP://127.0.0.1 hTTp://[0000::1] http://user@127.0.0.1 http://:@127.0.0.1
"""


@pytest.mark.parametrize("address", INNER.split())
def test_inner_address_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC.split())
def test_outer_address_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", ["", "localhost", "1.2.3", "127.1", "0x7f000001", "::g", "1.1.1.1/32"])
def test_what_is_no_address_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("spelling", SPELLINGS.split())
def test_no_spelling_of_an_inner_address_is_connected_to(spelling: str) -> None:
    with pytest.raises((UnusableUrlError, UnreachableError)):
        url = parse_url(spelling)
        addresses = Guard().addresses(url.host, url.port or 80)
        pytest.fail(f"{url.host} would be reached at {addresses}")


@pytest.mark.parametrize(
    "address",
    [
        *(
            "file:///etc/passwd",
            "file://localhost/etc/passwd",
            "FILE:///etc/passwd",
            "ftp://example.org/a",
            "gopher://x/",
        ),
        *("data:text/html,hi", "javascript:alert(1)", "dict://x:11211/", "ldap://x/", "jar:http://x!/", "about:blank"),
        *("http://", "http:///path", "https://:80/", "http://[::1", "http://[", "http://a b/", "http://a\n.org/", ""),
        *("http://x\0.org/", "http://user:secret@example.org/", "http://user@example.org/", "http://:@example.org/"),
        *("http://example.org:99999/", "http://example.org:x/", "http://example.org/" + "a" * 5000, "/etc/passwd"),
    ],
)
def test_what_is_never_asked_is_refused(address: str) -> None:
    with pytest.raises(UnusableUrlError) as error:
        parse_url(address)
    assert "secret" not in str(error.value)
    assert len(str(error.value)) < 400


def test_a_url_loses_its_fragment_and_nothing_else() -> None:
    assert str(parse_url(" https://Example.ORG/a?b=c&d#e ")) == "https://example.org/a?b=c&d"


@pytest.mark.parametrize(
    "asked", ["http://x", "https:x", "file:///x", "FTP://x", "data:x", "mailto:a@b", "weird+x://y"]
)
def test_urls_are_told_from_paths(asked: str) -> None:
    assert is_url(asked)


@pytest.mark.parametrize("asked", ["a.html", "/tmp/a", "c:/news/a.txt", "news: a.txt", "./http/x", "httpx.html", ""])
def test_paths_are_told_from_urls(asked: str) -> None:
    assert not is_url(asked)


def test_one_inner_address_among_outer_ones_closes_the_host() -> None:
    guard = Guard(resolve=lambda _host, _port: ["93.184.216.34", "10.0.0.5"])
    with pytest.raises(ForbiddenAddressError, match=r"10\.0\.0\.5.*allow_private_hosts"):
        guard.addresses("news.example", 80)


def test_a_listed_host_may_be_private_on_its_port_alone() -> None:
    guard = Guard(["Mirror.lan:8080"], resolve=lambda _host, _port: ["10.0.0.5"])
    assert guard.addresses("mirror.LAN", 8080) == ["10.0.0.5"]
    with pytest.raises(ForbiddenAddressError, match=r"mirror\.lan:80 "):
        guard.addresses("mirror.lan", 80)


def test_a_listed_ipv6_host_is_written_in_brackets() -> None:
    assert host_and_port(httpx.URL("http://[FD00::1]:8080/a")) == "[fd00::1]:8080"
    assert Guard(["[fd00::1]:8080"]).addresses("fd00::1", 8080) == ["fd00::1"]


def test_nobody_outside_sends_us_to_a_listed_host() -> None:
    guard = Guard(["mirror.lan:80"])
    inside, outside = httpx.URL("http://mirror.lan/a"), httpx.URL("https://news.example/")
    guard.check_step(inside, inside)
    guard.check_step(inside, outside)
    with pytest.raises(ForbiddenAddressError, match=r"news\.example sends to mirror\.lan:80"):
        guard.check_step(outside, inside)


@pytest.mark.parametrize("host", ["a" * 70 + ".example", "x..y"])
def test_a_host_without_address_is_unreachable(host: str) -> None:
    with pytest.raises(UnreachableError, match="no address"):
        look_up(host, 80)
