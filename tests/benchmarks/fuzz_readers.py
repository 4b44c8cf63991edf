"""Feeds the readers with damaged pages, texts, mail, tables and archives, and looks for crashes and hangs.

    python tests/benchmarks/fuzz_readers.py                         # 1,000 inputs made from the sample articles
    python tests/benchmarks/fuzz_readers.py --count 10000 --pages FOLDER --seed 7

Every input is a function of seed and number; one that fails is kept in `--keep` and made again by its number.
Exit code 1 where one crashed, took longer than `--limit` seconds, or gave nothing at all.
"""

import argparse
import base64
import gzip
import io
import json
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from pipelines.reading.article import Article, Refused
from pipelines.reading.reader import read_document
from pipelines.sources.kinds import documents_at

SEEN = datetime(2024, 1, 1, tzinfo=UTC)
SAMPLES = Path(__file__).parents[2] / "seeds" / "articles"
MAX_PAGE = 400_000
NASTY = (
    *(b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\x1f\x8b\x08", b"\xed\xa0\x80", "\u202e".encode(), "\u2066".encode()),
    *(b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<script>", b"</script>", b"<svg>", b"<table><tr>" * 40, b"<" * 500),
    *(b"<div>" * 3000, b"</p>" * 500, b"&#x110000;", b"&#0;", b"&" * 200, b"<!DOCTYPE html [<!ENTITY a 'b'>]>&a;"),
    *(b'<meta charset="utf-16">', b'<meta charset="utf-7">', b'<time datetime="9999-99-99">', b"31.02.10000"),
    *(b'{"datePublished": "9999-12-31T23:59:60Z"}', b"\r\n\r\n", b"\r", b'"', b"'", b"\\u0000", b"1e999", b"-" * 999),
    *(b"WARC/1.0\r\n", b"Content-Length: -1\r\n", b"Content-Length: 99999999999999\r\n", b"HTTP/1.1 200\r\n\r\n"),
    *(b"ffffffff\r\n", b"=?utf-8?b?////?=", b"--b--\r\n", b"../../etc/passwd", b"(" * 300, b"a" * 50_000, b"A " * 9000),
)


def pages(folder: Path) -> list[bytes]:
    """The pages and texts below a folder, packed or not, in the order of their names; others are passed over."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".html", ".htm", ".txt", ".gz") and path.is_file():
            content = path.read_bytes()
            try:
                content = gzip.decompress(content) if path.suffix == ".gz" else content
            except (OSError, EOFError):
                continue
            found.append(content[:MAX_PAGE])
    return found


def damaged(content: bytes, draw: random.Random) -> bytes:
    """The content with up to six kinds of damage."""
    for _ in range(draw.randrange(7)):
        at, end = sorted((draw.randrange(len(content) + 1), draw.randrange(len(content) + 1)))
        piece = content[at : min(end, at + 5000)]
        match draw.randrange(7):
            case 0:
                content = content[:at]
            case 1:
                content = content[:at] + content[at + len(piece) :]
            case 2:
                content = content[:at] + draw.choice(NASTY) + content[at:]
            case 3:
                content = content[:at] + piece * draw.randrange(1, 30) + content[at:]
            case 4:
                content = content[:at] + draw.randbytes(draw.randrange(1, 40)) + content[at:]
            case 5:
                content = (
                    content[:at] + bytes(byte ^ 1 << draw.randrange(8) for byte in piece[:60]) + content[at + 60 :]
                )
            case _:
                content = content.replace(piece[:6], draw.choice(NASTY)[:200], 50) if piece else content
        content = content[: 4 * MAX_PAGE]
    return content


def as_record(content: bytes) -> bytes:
    """A JSON object that holds the page."""
    text = content.decode("utf-8", "replace")
    return json.dumps({"id": 1, "html": text, "title": text[:80], "date": text[80:100]}).encode() + b"\n"


def as_mail(content: bytes) -> bytes:
    """A newsletter, or a page that a browser has saved."""
    body = base64.encodebytes(content)
    head = b"From: News <a@news.example.org>\r\nSubject: =?utf-8?q?News?=\r\nDate: Fri, 03 Nov 2017 10:00:00 +0000\r\n"
    return (
        head + b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"
        b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" + body + b"\r\n--b--\r\n"
    )


def as_warc(content: bytes) -> bytes:
    """A response among others."""
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + content
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example.org/{}\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return b"".join(head.format(number).encode() + block + b"\r\n\r\n" for number in range(2))


def as_table(content: bytes) -> bytes:
    """A CSV file of two rows."""
    text = content.replace(b'"', b'""')[:50_000]
    return b'id,title,text,date\n1,"A","' + text + b'",2017-11-03\n2,B,"' + text[:200] + b'",\n'


def as_zip(content: bytes) -> bytes:
    """An archive with the page in it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("a/page.html", content)
        archive.writestr("rows.jsonl", as_record(content[:2000]))
    return buffer.getvalue()


def as_parquet(content: bytes) -> bytes:
    """A Parquet file of two rows."""
    import polars as pl

    buffer = io.BytesIO()
    text = content.decode("utf-8", "replace")[:20_000]
    pl.DataFrame({"text": [text, text[:50]], "date": ["2017-11-03", None]}).write_parquet(buffer)
    return buffer.getvalue()


PACKINGS: dict[str, Callable[[bytes], bytes]] = {
    **{"page.html": bytes, "copied.txt": bytes, "row.jsonl": as_record, "row.json": as_record},
    **{"letter.eml": as_mail, "saved.mhtml": as_mail, "crawl.warc": as_warc, "table.csv": as_table},
    **{"crawl.warc.gz": lambda content: gzip.compress(as_warc(content), 1), "table.parquet": as_parquet},
    **{"all.zip": as_zip, "page.html.gz": lambda content: gzip.compress(content, 1)},
}
WEIGHTS = (40, 20, 5, 5, 5, 5, 5, 5, 5, 2, 5, 3)


def made(samples: list[bytes], seed: int, number: int) -> tuple[str, bytes]:
    """Input of a number: its file name and content, damaged before it was packed or after."""
    draw = random.Random(f"{seed} {number}")
    name = draw.choices(list(PACKINGS), WEIGHTS)[0]
    content = draw.choice(samples)
    if draw.random() < 0.1:
        other = draw.choice(samples)
        content = content[: draw.randrange(len(content) + 1)] + other[draw.randrange(len(other) + 1) :]
    if draw.random() < 0.7:
        return name, PACKINGS[name](damaged(content, draw))
    return name, damaged(PACKINGS[name](content[:50_000]), draw)


class TooSlowError(RuntimeError):
    """An input took longer than allowed."""


def _too_slow(*_: object) -> None:
    raise TooSlowError


def outcomes(path: Path) -> Iterator[str]:
    """What came of each document in a file."""
    for raw in documents_at(path, "fuzz", SEEN):
        result = raw if isinstance(raw, Refused) else read_document(raw)
        if isinstance(result, Article):
            json.dumps(result.as_dict(), ensure_ascii=False).encode()
            datetime.fromisoformat(result.published_at or "2017-11-03")
            yield "article"
        else:
            yield result.reason


def main() -> int:
    """Runs the inputs and tells what came of them."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--pages", type=Path, default=SAMPLES, help="folder of pages to damage")
    options.add_argument("--count", type=int, default=1000)
    options.add_argument("--first", type=int, default=0, help="number of the first input")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--limit", type=int, default=20, help="seconds that one input may take")
    options.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "dateline-fuzz")
    given = options.parse_args()
    samples = pages(given.pages)
    signal.signal(signal.SIGALRM, _too_slow)
    counts: Counter[str] = Counter()
    slowest: list[tuple[float, str]] = []
    failed = 0
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(given.first, given.first + given.count):
            name, content = made(samples, given.seed, number)
            path = Path(folder, name)
            path.write_bytes(content)
            begun = time.monotonic()
            signal.alarm(given.limit)
            try:
                found = list(outcomes(path))
                counts.update(found)
            except Exception:  # noqa: BLE001 - whatever it is, it is what is looked for
                failed += 1
                given.keep.mkdir(parents=True, exist_ok=True)
                (given.keep / f"{number}-{name}").write_bytes(content)
                print(f"input {number} ({name}) failed:\n{traceback.format_exc()}", flush=True)
            finally:
                signal.alarm(0)
            slowest = sorted([*slowest, (time.monotonic() - begun, f"{number} {name}")], reverse=True)[:5]
            path.unlink(missing_ok=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform != "darwin" else 1024**2)
    print(f"{given.count} inputs from {len(samples)} pages in {time.monotonic() - started:.0f} s; failed: {failed}")
    print("documents:", ", ".join(f"{count} {reason}" for reason, count in counts.most_common()))
    print("slowest:", ", ".join(f"{seconds:.2f} s ({name})" for seconds, name in slowest), f"; peak {peak} MiB")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
