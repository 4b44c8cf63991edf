"""Whatever lies in the inbox: reading it ends, it is kept with a known reason, and the good file beside it is read."""

import gzip
import io
import json
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.reading.article import KEPT_BYTES, Article, Refusal, Refused
from pipelines.reading.reader import read_document
from pipelines.records import document_read
from pipelines.sources.folder import read_folder
from pipelines.sources.kinds import documents_at
from schemas.journal import REASONS
from tests.benchmarks.fuzz_readers import PACKINGS, damaged

SEEN = datetime(2024, 1, 1, tzinfo=UTC)
GOOD = "The army retook the town of Alpha on Friday after a battle of three days, officials in the capital said."
PAGE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Army retakes Alpha</title>
<script type="application/ld+json">{{"@type": "NewsArticle", "datePublished": "2017-11-03T10:00:00Z"}}</script></head>
<body><h1>Army retakes Alpha</h1><article><p>{GOOD}</p><p>{GOOD[4:]}</p></article></body></html>""".encode()
SUFFIXES = [
    *(".html", ".txt", ".json", ".jsonl", ".csv", ".tsv", ".parquet", ".warc", ".warc.gz", ".eml", ".mhtml", ".zip"),
    *(".html.gz", ".csv.gz", ".json.gz", ".eml.gz", ".parquet.gz", ".zip.gz", ".warc.GZ", ".gz", ".docx", ""),
]


def read_beside_a_good_page(name: str, content: bytes) -> None:
    """Reads a folder of two files, and checks that the good one came out and the other in a form that is kept."""
    with TemporaryDirectory() as parent:
        folder = Path(parent, "inbox")
        folder.mkdir()
        (folder / name).write_bytes(content)
        (folder / "zz-good.html").write_bytes(PAGE)
        *others, good = list(read_folder(folder, "inbox", SEEN))
        assert sorted(path.name for path in Path(parent).rglob("*")) == sorted(["inbox", name, "zz-good.html"])
    assert not isinstance(good, Refused)
    article = read_document(good)
    assert isinstance(article, Article) and article.published_at == "2017-11-03T10:00:00+00:00"
    for raw in others:
        result = None if isinstance(raw, Refused) else read_document(raw)
        if isinstance(raw, Refused):
            assert raw.reason in REASONS and raw.detail.isprintable()
            assert len(raw.document.content) <= KEPT_BYTES <= max(raw.raw_bytes, KEPT_BYTES)
        elif isinstance(result, Refusal):
            assert result.reason in REASONS and result.detail.isprintable()
        draft = document_read(raw, result)
        json.dumps(draft.payload, ensure_ascii=False).encode()


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(SUFFIXES), st.binary(max_size=300))
def test_any_bytes_under_any_name(suffix: str, content: bytes) -> None:
    read_beside_a_good_page(f"a{suffix}", content)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(PACKINGS)), st.randoms(use_true_random=False), st.booleans())
def test_damaged_files_of_every_kind(name: str, draw: object, is_packed_first: bool) -> None:
    pack = PACKINGS[name]
    content = damaged(pack(PAGE), draw) if is_packed_first else pack(damaged(PAGE, draw))  # type: ignore[arg-type]
    read_beside_a_good_page(name, content)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(PACKINGS)), st.integers(0, 4000))
def test_cut_files_of_every_kind(name: str, cut: int) -> None:
    content = PACKINGS[name](PAGE)
    read_beside_a_good_page(name, content[: max(0, len(content) - cut)])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.text(min_size=1, max_size=30), st.binary(max_size=60)), max_size=5))
def test_archives_of_files_with_any_names(members: list[tuple[str, bytes]]) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in dict(members).items():
            try:
                archive.writestr(name, content)
            except (UnicodeEncodeError, ValueError, IndexError):
                continue
    read_beside_a_good_page("a.zip", buffer.getvalue())


def nested(tag: str) -> bytes:
    return f"<html><body>{f'<{tag}>' * 30_000}{GOOD}".encode()


def overlapping_bomb() -> bytes:
    """An archive whose list of contents names one packed file a thousand times."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b" " * 4_000_000)
        archive.filelist *= 1000
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("deep.html", lambda: nested("div")),
        ("deep.html", lambda: nested("table><tr><td")),
        ("deep.json", lambda: b'{"a":' * 100_000),
        ("deep.json", lambda: b"[" * 100_000 + b"]" * 100_000),
        ("deep.eml", lambda: b"Content-Type: message/rfc822\r\n\r\n" * 5_000),
        ("wide.html", lambda: b"<p>" + b"word " * 200_000),
        ("wide.txt", lambda: b"word, " * 400_000),
        ("wide.txt", lambda: b"Image: " * 200_000),
        ("wide.txt", lambda: b"a\n" * 200_000),
        ("attributes.html", lambda: b"<p " + b"a=1 " * 200_000 + b">" + GOOD.encode()),
        ("entities.html", lambda: b"<!DOCTYPE a [<!ENTITY b '" + b"&b;" * 9 + b"'>]><p>&b;" + GOOD.encode()),
        ("keys.json", lambda: b"{" + b'"text": "x", ' * 100_000 + b'"text": "' + GOOD.encode() + b'"}'),
        ("columns.csv", lambda: b"text," * 200_000 + b"\n" + b"a," * 200_000),
        ("quotes.csv", lambda: b"text\n" + b'"' * 999_999),
        ("lines.csv", lambda: b"text\n" + b"\n" * 999_999),
        ("numbers.json", lambda: b'{"text": "' + GOOD.encode() + b'", "date": ' + b"9" * 4000 + b"}"),
        ("bomb.zip", overlapping_bomb),
        ("bomb.warc.gz", lambda: gzip.compress(b"WARC/1.0\r\n" + b" " * 30_000_000)),
        ("members.warc.gz", lambda: b"\x1f\x8b\x08" * 60_000),
        ("versions.warc", lambda: b"WARC/1.0\r\n\r\n" * 40_000),
        ("lies.html", lambda: b'<meta charset="utf-16"><p>' + GOOD.encode()),
        ("lies.html", lambda: b'<?xml version="1.0" encoding="utf-32"?><p>' + GOOD.encode()),
        ("controls.txt", lambda: f"\u202e{GOOD}\u2066\x1b[2J\u0085".encode()),
    ],
)
def test_known_attacks_cost_little(name: str, make: Callable[[], bytes]) -> None:
    read_beside_a_good_page(name, make())


@pytest.mark.parametrize("name", ["a\nb.html", "a\u202eb.html", "-rf.html", "a b;c.html", "%2e%2e%2f.html"])
def test_names_of_files_are_shown_and_never_followed(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(PAGE)
    found = list(documents_at(tmp_path / name, "s", SEEN))
    assert len(found) == 1 and not isinstance(found[0], Refused)
    assert found[0].origin.isprintable()
