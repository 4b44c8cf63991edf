import gzip
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipelines.reading.article import RawDocument, Refused
from pipelines.sources.files import MAX_BYTES
from pipelines.sources.jsonl import Table
from pipelines.sources.warc import read_warc

SEEN = datetime(2024, 1, 1, tzinfo=UTC)
PAGE = b"<html><body><p>The army retook the town of Alpha on Friday.</p></body></html>"
A, B, C = (f"https://news.example.org/{name}" for name in "abc")


def response(
    body: bytes = PAGE, status: str = "200 OK", media_type: str | None = "text/html; charset=utf-8", extra: str = ""
) -> bytes:
    kind = f"Content-Type: {media_type}\r\n" if media_type else ""
    return f"HTTP/1.1 {status}\r\n{kind}{extra}\r\n".encode() + body


def record(address: str, block: bytes, kind: str = "response", length: int | str | None = None) -> bytes:
    size = len(block) if length is None else length
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2017-11-03T10:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {size}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def read(tmp_path: Path, content: bytes, name: str = "crawl.warc") -> list[RawDocument | Refused]:
    path = tmp_path / name
    path.write_bytes(content)
    return list(read_warc(path, Table("crawl", name, SEEN, publisher="Example News", language="en")))


def addresses(found: list[RawDocument | Refused]) -> list[str | None]:
    return [one.url for one in found if isinstance(one, RawDocument)]


def refusals(found: list[RawDocument | Refused]) -> list[str]:
    return [one.reason for one in found if isinstance(one, Refused)]


PLAIN = [record(address, response()) for address in (A, B, C)]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.warc", b"".join(PLAIN)),
        ("a.warc.gz", b"".join(gzip.compress(one) for one in PLAIN)),
        ("a.warc.gz", gzip.compress(b"".join(PLAIN))),
    ],
    ids=["plain", "a member a record", "one member"],
)
def test_pages_are_named_by_their_address(tmp_path: Path, name: str, content: bytes) -> None:
    found = read(tmp_path, content, name)
    assert addresses(found) == [A, B, C]
    assert found[1] == RawDocument(
        source_id="crawl",
        guid=B,
        origin=f"{name}:2",
        media_type="text/html",
        content=PAGE,
        observed_at=SEEN,
        url=B,
        headers={"content-type": "text/html; charset=utf-8", "warc-date": "2017-11-03T10:00:00Z"},
        publisher="Example News",
        language="en",
    )


@pytest.mark.parametrize(
    "other",
    [
        record(B, response(status="404 Not Found")),
        record(B, response(status="301 Moved", extra=f"Location: {A}\r\n")),
        record(B, response(b"\x89PNG", media_type="image/png")),
        record(B, b"GET / HTTP/1.1\r\n\r\n", "request"),
        record("", b"software: test\r\n", "warcinfo"),
    ],
    ids=["not found", "redirect", "image", "request", "warcinfo"],
)
def test_what_is_no_page_is_passed_over(tmp_path: Path, other: bytes) -> None:
    found = read(tmp_path, PLAIN[0] + other + PLAIN[2])
    assert (addresses(found), refusals(found)) == ([A, C], [])


@pytest.mark.parametrize(
    ("extra", "body"),
    [
        ("Content-Encoding: gzip\r\n", gzip.compress(PAGE)),
        ("Content-Encoding: gzip\r\n", PAGE),
        ("Content-Encoding: deflate\r\n", zlib.compress(PAGE)),
        ("Content-Encoding: deflate\r\n", zlib.compress(PAGE)[2:-4]),
        ("Content-Encoding: br\r\n", PAGE),
        ("Transfer-Encoding: chunked\r\n", b"10\r\n" + PAGE[:16] + b"\r\n3d\r\n" + PAGE[16:] + b"\r\n0\r\n\r\n"),
        ("Transfer-Encoding: chunked\r\n", PAGE),
    ],
)
def test_encodings_of_the_body_are_undone_or_found_undone(tmp_path: Path, extra: str, body: bytes) -> None:
    (found,) = read(tmp_path, record(A, response(body, extra=extra)))
    assert isinstance(found, RawDocument) and found.content == PAGE


@pytest.mark.parametrize(
    ("extra", "body", "reason"),
    [
        ("Content-Encoding: br\r\n", b"\x0b\x02\x80", "unreadable"),
        ("Content-Encoding: gzip\r\n", b"\x1f\x8b\x08broken", "unreadable"),
        ("Content-Encoding: gzip\r\n", gzip.compress(b" " * (MAX_BYTES + 9)), "too_large"),
        ("", b" " * (MAX_BYTES + 9), "too_large"),
    ],
    ids=["unknown encoding", "broken encoding", "bomb", "too large"],
)
def test_a_body_of_no_use_is_refused_under_its_address(tmp_path: Path, extra: str, body: bytes, reason: str) -> None:
    found = read(tmp_path, record(A, response(body, extra=extra)) + PLAIN[1])
    assert (refusals(found), addresses(found)) == ([reason], [B])
    assert isinstance(found[0], Refused) and found[0].document.url is None and found[0].document.guid == A


@pytest.mark.parametrize(
    "broken",
    [
        record(A, response(), length=len(response()) + 40),
        record(A, response(), length=len(response()) - 40),
        record(A, response(), length="many"),
        record(A, response(), length="9" * 400),
        record(A, b"no response"),
        b"stray bytes\r\n",
        b"WARC/1.0\r\n" + b"X: " + b"y" * 200_000 + b"\r\n\r\n",
        PLAIN[0][:-40],
    ],
    ids=["too long", "too short", "no number", "huge", "no HTTP", "stray", "endless header", "cut"],
)
def test_a_broken_record_is_refused_and_the_rest_is_read(tmp_path: Path, broken: bytes) -> None:
    found = read(tmp_path, PLAIN[0] + broken + b"\r\n" + PLAIN[1] + PLAIN[2])
    assert refusals(found) == ["unreadable"]
    assert addresses(found) == [A, B, C]


def test_broken_records_have_ids_of_their_own(tmp_path: Path) -> None:
    found = read(tmp_path, b"stray\r\n" + PLAIN[0] + b"stray\r\n" + PLAIN[1])
    ids = {one.document.article_id for one in found if isinstance(one, Refused)}
    assert len(ids) == 2


@pytest.mark.parametrize("cut", [1, 30, 200])
def test_a_truncated_file_gives_what_it_has(tmp_path: Path, cut: int) -> None:
    members = [gzip.compress(one) for one in PLAIN]
    found = read(tmp_path, b"".join(members)[:-cut], "a.warc.gz")
    assert addresses(found)[:2] == [A, B]
    assert refusals(found) == ["unreadable"]


def test_a_damaged_member_is_passed_over(tmp_path: Path) -> None:
    members = [gzip.compress(one) for one in PLAIN]
    damaged = members[1][:40] + b"\xff" * 30 + members[1][70:]
    found = read(tmp_path, members[0] + damaged + members[2], "a.warc.gz")
    assert (addresses(found), refusals(found)) == ([A, C], ["unreadable"])


def test_a_bomb_among_the_members_is_passed_over(tmp_path: Path) -> None:
    members = [gzip.compress(one) for one in PLAIN]
    bomb = gzip.compress(record(B, b" " * (3 * MAX_BYTES)), 9)
    padding = gzip.compress(record("", bytes(range(256)) * 40_000, "warcinfo"), 0)
    found = read(tmp_path, members[0] + padding + bomb + members[2], "a.warc.gz")
    assert (addresses(found), refusals(found)) == ([A, C], ["unreadable"])


def test_a_file_that_is_one_bomb_is_refused(tmp_path: Path) -> None:
    found = read(tmp_path, gzip.compress(b"\n" * (4 * MAX_BYTES)), "a.warc.gz")
    assert refusals(found) == ["too_large"]


@pytest.mark.parametrize("content", [b"", b"\n\n", gzip.compress(b"")])
def test_a_file_without_records_gives_nothing(tmp_path: Path, content: bytes) -> None:
    assert addresses(read(tmp_path, content)) == []
