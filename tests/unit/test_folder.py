import gzip
import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipelines.reading.article import KEPT_BYTES, RawDocument, Refused
from pipelines.sources.files import MAX_BYTES
from pipelines.sources.folder import MissingFolderError, read_folder

SEEN = datetime(2024, 1, 1, tzinfo=UTC)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def read(folder: Path) -> list[RawDocument | Refused]:
    return list(read_folder(folder, "inbox", SEEN))


def only(items: Iterator[object] | list[RawDocument | Refused]) -> Refused:
    (item,) = items
    assert isinstance(item, Refused)
    return item


def test_files_come_in_sorted_order_named_by_their_path_below_the_folder(inbox: Path) -> None:
    for name in ("b.txt", "a.html", "news/c.htm", "news/2017/d.txt"):
        (inbox / name).parent.mkdir(parents=True, exist_ok=True)
        (inbox / name).write_text(name)
    documents = read(inbox)
    assert all(isinstance(document, RawDocument) for document in documents)
    assert [(d.guid, d.origin, d.media_type, d.content) for d in documents if isinstance(d, RawDocument)] == [
        ("a.html", "inbox/a.html", "text/html", b"a.html"),
        ("b.txt", "inbox/b.txt", "text/plain", b"b.txt"),
        ("news/2017/d.txt", "inbox/news/2017/d.txt", "text/plain", b"news/2017/d.txt"),
        ("news/c.htm", "inbox/news/c.htm", "text/html", b"news/c.htm"),
    ]


def test_the_id_depends_on_source_and_path_alone(inbox: Path, tmp_path: Path) -> None:
    (inbox / "a.txt").write_text("One")
    (first,) = read(inbox)
    inbox.rename(tmp_path / "moved")
    (tmp_path / "moved" / "a.txt").write_text("Another")
    (second,) = read(tmp_path / "moved")
    assert isinstance(first, RawDocument) and isinstance(second, RawDocument)
    assert first.article_id == second.article_id


@pytest.mark.parametrize("name", [".hidden.txt", "a.txt.part", "a.html.tmp", "a.crdownload", "a.txt~", ".git/a.txt"])
def test_hidden_and_partial_files_are_passed_over(inbox: Path, name: str) -> None:
    (inbox / name).parent.mkdir(exist_ok=True)
    (inbox / name).write_text("text")
    assert read(inbox) == []


def test_an_empty_folder_gives_nothing(inbox: Path) -> None:
    assert read(inbox) == []


def test_a_missing_folder_is_an_error_that_says_where_to_mend_it(tmp_path: Path) -> None:
    with pytest.raises(MissingFolderError, match=r"'inbox'.*nowhere.*seeds/sources\.csv"):
        read(tmp_path / "nowhere")


def test_packed_files_are_unpacked(inbox: Path) -> None:
    (inbox / "a.html.gz").write_bytes(gzip.compress(b"<p>text"))
    (inbox / "b.jsonl.gz").write_bytes(gzip.compress(b'{"id": 1, "text": "x"}\n'))
    page, row = read(inbox)
    assert isinstance(page, RawDocument) and (page.content, page.media_type) == (b"<p>text", "text/html")
    assert isinstance(row, RawDocument) and row.guid == "b.jsonl.gz#1"


def test_a_link_out_of_the_folder_is_refused_unread(inbox: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (inbox / "a.txt").symlink_to(tmp_path / "secret.txt")
    (inbox / "b").symlink_to(tmp_path)
    for refused in read(inbox):
        assert isinstance(refused, Refused)
        assert (refused.reason, refused.document.content) == ("unreadable", b"")


def test_a_link_within_the_folder_is_read(inbox: Path) -> None:
    (inbox / "a.txt").write_text("text")
    (inbox / "b.txt").symlink_to("a.txt")
    assert [isinstance(document, RawDocument) for document in read(inbox)] == [True, True]


def test_a_link_to_its_own_folder_ends(inbox: Path) -> None:
    (inbox / "loop.txt").symlink_to(inbox)
    assert only(read(inbox)).reason == "unreadable"


def test_a_pipe_does_not_hang(inbox: Path) -> None:
    os.mkfifo(inbox / "a.txt")
    assert only(read(inbox)).reason == "unreadable"


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_permission_is_refused(inbox: Path) -> None:
    (inbox / "a.txt").write_text("text")
    (inbox / "a.txt").chmod(0)
    assert only(read(inbox)).reason == "unreadable"


@pytest.mark.parametrize("packed", [b"\x1f\x8b broken", gzip.compress(b"text" * 999)[:-20], b"not packed"])
def test_broken_gzip_is_refused(inbox: Path, packed: bytes) -> None:
    (inbox / "a.txt.gz").write_bytes(packed)
    assert only(read(inbox)).reason == "unreadable"


@pytest.mark.parametrize("content", [b"%PDF-1.7 ...", b"\x89PNG\r\n", bytes(range(256)) * 4, b"MZ\x00\x00\x03\x00" * 9])
def test_a_file_that_is_no_text_is_refused_with_its_bytes(inbox: Path, content: bytes) -> None:
    (inbox / "a.txt").write_bytes(content)
    refused = only(read(inbox))
    assert (refused.reason, refused.document.content, refused.raw_bytes) == ("not_text", content, len(content))


def test_utf16_with_its_mark_is_text(inbox: Path) -> None:
    (inbox / "a.txt").write_bytes("The army left.".encode("utf-16"))
    assert isinstance(read(inbox)[0], RawDocument)


def test_a_file_of_another_kind_is_named_and_not_read(inbox: Path) -> None:
    (inbox / "a.docx").write_text("text")
    refused = only(read(inbox))
    assert (refused.reason, refused.document.content) == ("not_an_article", b"")
    assert ".docx" in refused.detail and ".jsonl" in refused.detail


def test_a_large_file_is_refused_without_being_read_whole(inbox: Path) -> None:
    with (inbox / "a.txt").open("wb") as file:
        file.truncate(MAX_BYTES * 50)
    refused = only(read(inbox))
    assert (refused.reason, refused.raw_bytes) == ("too_large", MAX_BYTES * 50)
    assert len(refused.document.content) == KEPT_BYTES


@pytest.mark.parametrize("name", ["bomb.html.gz", "bomb.jsonl.gz", "bomb.json.gz"])
def test_a_gzip_bomb_is_stopped(inbox: Path, name: str) -> None:
    with gzip.open(inbox / name, "wb", compresslevel=1) as bomb:
        for _ in range(50):
            bomb.write(b" " * (MAX_BYTES // 20) + b"\n")
    assert only(read(inbox)).reason == "too_large"


def test_file_names_with_line_breaks_and_broken_characters_are_shown_safely(inbox: Path) -> None:
    (inbox / "a\nb.txt").write_text("text")
    (inbox / os.fsdecode(b"c\xff.txt")).write_text("text")
    origins = [document.origin for document in read(inbox) if isinstance(document, RawDocument)]
    assert origins == ["inbox/a\\nb.txt", "inbox/c\\udcff.txt"]
    assert all(isinstance(document, RawDocument) and document.article_id for document in read(inbox))


@pytest.mark.parametrize(
    ("content", "guids"),
    [
        ({"id": 7, "text": "x"}, ["a.json#7"]),
        ([{"id": 7, "text": "x"}, {"url": "https://news.example.org/b"}], ["a.json#7", "https://news.example.org/b"]),
    ],
)
def test_json_files_hold_one_record_or_a_list(inbox: Path, content: object, guids: list[str]) -> None:
    (inbox / "a.json").write_text(json.dumps(content))
    assert [document.guid for document in read(inbox) if isinstance(document, RawDocument)] == guids


def test_a_json_file_that_holds_lines_is_read_by_lines(inbox: Path) -> None:
    (inbox / "a.json").write_text('{"id": 1}\n{"id": 2}\n')
    assert [document.guid for document in read(inbox) if isinstance(document, RawDocument)] == ["a.json#1", "a.json#2"]
