import gzip
import io
import json
import stat
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipelines.reading.article import RawDocument, Refused
from pipelines.sources import archive as archives
from pipelines.sources.files import MAX_BYTES
from pipelines.sources.folder import read_folder
from pipelines.sources.kinds import documents_at

SEEN = datetime(2024, 1, 1, tzinfo=UTC)
ROW = json.dumps({"id": 7, "text": "x"}).encode()


def packed(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def read(tmp_path: Path, content: bytes) -> list[RawDocument | Refused]:
    folder = tmp_path / "inbox"
    folder.mkdir(exist_ok=True)
    (folder / "a.zip").write_bytes(content)
    return list(read_folder(folder, "inbox", SEEN, publisher="Example News"))


def reasons(found: list[RawDocument | Refused]) -> list[str]:
    return [one.reason for one in found if isinstance(one, Refused)]


def test_the_files_of_an_archive_are_read_as_in_a_folder(tmp_path: Path) -> None:
    members = {"b/page.html": b"<p>", "a.txt": b"text", "rows.jsonl.gz": gzip.compress(ROW), "c.csv": b"id,text\n1,y\n"}
    found = read(tmp_path, packed(members))
    assert reasons(found) == []
    assert [(one.guid, one.origin, one.media_type) for one in found if isinstance(one, RawDocument)] == [
        ("a.zip!/a.txt", "inbox/a.zip!/a.txt", "text/plain"),
        ("a.zip!/b/page.html", "inbox/a.zip!/b/page.html", "text/html"),
        (found[2].guid, "inbox/a.zip!/c.csv:2", "application/json"),  # type: ignore[union-attr]
        ("a.zip!/rows.jsonl.gz#7", "inbox/a.zip!/rows.jsonl.gz:1", "application/json"),
    ]
    assert all(one.publisher == "Example News" for one in found if isinstance(one, RawDocument))


def test_an_archive_may_be_read_by_itself(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(packed({"a.txt": b"text"}))
    (found,) = documents_at(tmp_path / "a.zip", "s", SEEN)
    assert isinstance(found, RawDocument) and found.origin.endswith("a.zip!/a.txt")


@pytest.mark.parametrize("name", ["../a.txt", "/etc/a.txt", "a/../../b.txt", "..\\a.txt", "C:\\a.txt"])
def test_names_that_leave_the_archive_are_refused(tmp_path: Path, name: str) -> None:
    before = set(tmp_path.rglob("*"))
    found = read(tmp_path, packed({name: b"text", "good.txt": b"text"}))
    assert reasons(found) == ["unreadable"] and len(found) == 2
    assert {path.name for path in set(tmp_path.rglob("*")) - before} == {"inbox", "a.zip"}


def test_names_with_line_breaks_are_shown_safely(tmp_path: Path) -> None:
    (found,) = read(tmp_path, packed({"a\n\u202eb.txt": b"text"}))
    assert isinstance(found, RawDocument) and found.origin == "inbox/a.zip!/a\\n\\u202eb.txt"


def test_links_archives_and_unknown_kinds_are_refused_and_hidden_files_passed_over(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("b.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    buffer = io.BytesIO(packed({"a.zip": packed({"x.txt": b""}), "c.exe": b"MZ", ".x.txt": b"", "__MACOSX/a.txt": b""}))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    assert reasons(read(tmp_path, buffer.getvalue())) == ["unreadable", "unreadable", "not_an_article"]


def test_a_file_without_a_name_is_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", b"text")
        archive.writestr("b.txt", b"text")
        archive.filelist[0].filename = ""
    found = read(tmp_path, buffer.getvalue())
    assert reasons(found) == ["unreadable"] and len(found) == 2


def test_a_bomb_is_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    found = read(tmp_path, packed({"a.txt": b" " * (MAX_BYTES + 1), "b.txt": b"text"}))
    assert reasons(found) == ["too_large"] and len(found) == 2


def test_many_files_that_grow_are_a_bomb_together(tmp_path: Path) -> None:
    found = read(tmp_path, packed({f"{i}.txt": b" " * (MAX_BYTES // 2) for i in range(6)}))
    assert reasons(found).count("too_large") >= 3


def test_the_number_of_files_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_MEMBERS", 3)
    found = read(tmp_path, packed({f"{i}.txt": b"text" for i in range(5)}))
    assert reasons(found) == ["too_large"] and len(found) == 4


def test_a_long_list_of_contents_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_DIRECTORY", 2000)
    assert reasons(read(tmp_path, packed({f"{i}.txt": b"" for i in range(200)}))) == ["too_large"]


GOOD = packed({"a.txt": b"The army retook Alpha. " * 20, "b.txt": b"text"})


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04", GOOD[:-30], GOOD[:60], b"text"],
    ids=["empty", "magic", "cut end", "cut begin", "no zip"],
)
def test_what_is_no_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    assert reasons(read(tmp_path, content)) == ["unreadable"]


def test_a_damaged_member_is_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    damaged = GOOD[:40] + b"\xff" * 10 + GOOD[50:]
    found = read(tmp_path, damaged)
    assert reasons(found) == ["unreadable"] and len(found) == 2


def test_an_encrypted_file_is_refused(tmp_path: Path) -> None:
    content = bytearray(packed({"a.txt": b"text"}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert reasons(read(tmp_path, bytes(content))) == ["unreadable"]
