from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from pipelines.reading.article import KEPT_BYTES, RawDocument, Refused
from pipelines.sources.files import MAX_BYTES
from pipelines.sources.jsonl import Table, read_lines

SEEN = datetime(2024, 1, 1, tzinfo=UTC)


def read(tmp_path: Path, content: bytes) -> list[RawDocument | Refused]:
    path = tmp_path / "feed.jsonl"
    path.write_bytes(content)
    return list(read_lines(path, Table("wire", "feed.jsonl", SEEN)))


def test_one_document_a_line(tmp_path: Path) -> None:
    documents = read(tmp_path, b'{"id": "a", "text": "x"}\r\n\n{"id": "b", "text": "y"}')
    assert [(d.guid, d.origin, d.content) for d in documents if isinstance(d, RawDocument)] == [
        ("a", "feed.jsonl:1", b'{"id": "a", "text": "x"}'),
        ("b", "feed.jsonl:3", b'{"id": "b", "text": "y"}'),
    ]


@pytest.mark.parametrize(
    ("line", "guid"),
    [
        (b'{"id": 7, "guid": "g", "url": "https://news.example.org/a"}', "7"),
        (b'{"guid": "g", "url": "https://news.example.org/a"}', "g"),
        (b'{"article_id": "mine"}', "mine"),
        (b'{"id": null, "url": "https://news.example.org/a"}', "https://news.example.org/a"),
        (b'{"id": true, "text": "x"}', sha256(b'{"id": true, "text": "x"}').hexdigest()),
        (b'{"id": "\\ud800"}', "\\ud800"),
    ],
)
def test_a_row_is_named_by_its_own_id_else_its_url_else_its_hash(tmp_path: Path, line: bytes, guid: str) -> None:
    (document,) = read(tmp_path, line)
    assert isinstance(document, RawDocument) and document.guid == guid
    assert document.article_id


@pytest.mark.parametrize("broken", [b'{"id": 2, "text": ', b"[1, 2]", b"\xff\xfe\x00", b"[" * 100_000, b"nonsense"])
def test_a_broken_line_is_named_and_the_rest_goes_on(tmp_path: Path, broken: bytes) -> None:
    first, refused, last = read(tmp_path, b'{"id": 1}\n' + broken + b'\n{"id": 3}\n')
    assert isinstance(first, RawDocument) and isinstance(last, RawDocument)
    assert isinstance(refused, Refused)
    assert refused.reason == "broken_line"
    assert refused.detail.startswith("feed.jsonl:2: ")
    assert (refused.document.content, refused.raw_bytes) == (broken, len(broken))


def test_a_broken_line_keeps_its_id_when_it_moves(tmp_path: Path) -> None:
    (here,) = read(tmp_path, b"{broken\n")
    _, there = read(tmp_path, b'{"id": 1}\n{broken\n')
    assert isinstance(here, Refused) and isinstance(there, Refused)
    assert here.document.article_id == there.document.article_id


def test_a_line_that_is_too_long_is_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    refused, last = read(tmp_path, b'{"text": "' + b"x" * (2 * MAX_BYTES) + b'"}\n{"id": 3}\n')
    assert isinstance(refused, Refused) and isinstance(last, RawDocument)
    assert (refused.reason, refused.raw_bytes) == ("too_large", 2 * MAX_BYTES + 13)
    assert len(refused.document.content) == KEPT_BYTES


def test_a_mark_at_the_beginning_is_no_part_of_the_first_line(tmp_path: Path) -> None:
    (document,) = read(tmp_path, b'\xef\xbb\xbf{"id": 1}\n')
    assert isinstance(document, RawDocument) and document.guid == "1"


def test_the_stated_id_and_url_travel_with_the_document(tmp_path: Path) -> None:
    (document,) = read(tmp_path, b'{"article_id": "mine", "url": "https://news.example.org/a"}\n')
    assert isinstance(document, RawDocument)
    assert (document.stated_id, document.url) == ("mine", "https://news.example.org/a")


def test_an_empty_file_gives_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, b"\n\n") == []
