"""What reading costs: pages per CPU second against bare trafilatura, memory over a WARC file, grouping of copies.

Run `python -m tests.benchmarks.bench_reading [FOLDER]`; FOLDER holds pages (`.html`, also packed), the sample articles
without it. Nothing here is asserted.
"""

import gzip
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
from trafilatura import extract

from pipelines.reading.article import Article, RawDocument, Refused
from pipelines.reading.copies import find_origins
from pipelines.reading.reader import read_document
from pipelines.sources.jsonl import Table
from pipelines.sources.warc import read_warc
from tests.benchmarks.fuzz_readers import SAMPLES

SEEN = datetime(2024, 1, 1, tzinfo=UTC)
RECORDS = 10_000
ROUNDS = 3


def pages(folder: Path) -> list[bytes]:
    """The HTML pages below a folder."""
    paths = sorted(path for path in folder.rglob("*") if path.name.endswith((".html", ".html.gz")))
    return [gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes() for path in paths]


def per_second(read: Callable[[bytes], object], contents: list[bytes]) -> float:
    """Pages per CPU second, the best of some rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        started = time.process_time()
        for content in contents:
            read(content)
        best = min(best, time.process_time() - started)
    return len(contents) / best


def document(content: bytes) -> RawDocument:
    """A page as its source hands it on."""
    return RawDocument("bench", "page", "page", "text/html", content, SEEN)


def write_warc(path: Path, contents: list[bytes]) -> None:
    """`RECORDS` responses, each a member of its own."""
    with path.open("wb") as file:
        for number in range(RECORDS):
            block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + contents[number % len(contents)]
            head = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example.org/{number}\r\n"
                f"Content-Length: {len(block)}\r\n\r\n"
            )
            file.write(gzip.compress(head.encode() + block + b"\r\n\r\n", 1))


def memory_over(path: Path) -> Iterator[tuple[int, float, float]]:
    """Records read, MiB held now and MiB held at most, at each tenth of the file."""
    tracemalloc.start()
    for number, raw in enumerate(read_warc(path, Table("bench", "bench.warc.gz", SEEN)), 1):
        if isinstance(raw, Refused):
            raise TypeError(raw.detail)
        if number % (RECORDS // 10) == 0:
            held, most = tracemalloc.get_traced_memory()
            yield number, held / 2**20, most / 2**20
    tracemalloc.stop()


def main() -> None:
    """Prints all of it."""
    contents = pages(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES)
    print(f"{len(contents)} pages, {sum(map(len, contents)) / len(contents) / 1024:.0f} KiB each")
    bare = per_second(lambda content: extract(content.decode("utf-8", "replace")), contents)
    whole = per_second(lambda content: read_document(document(content)), contents)
    print(f"bare trafilatura.extract {bare:.1f}/s, read_document {whole:.1f}/s, ratio {whole / bare:.2f}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "bench.warc.gz")
        write_warc(path, contents)
        for number, held, most in memory_over(path):
            print(f"WARC: {number:6} records, {held:.1f} MiB held, {most:.1f} MiB at most")
    articles = [found.text for content in contents if isinstance(found := read_document(document(content)), Article)]
    copies = [text[: len(text) * 3 // 4] if number % 2 else text for number in range(20) for text in articles]
    frame = pl.DataFrame({"text": copies}).with_row_index("position")
    started = time.perf_counter()
    found = find_origins(frame.with_columns(article_id=pl.col("position").cast(pl.String)))
    groups = found["origin_id"].n_unique()
    print(
        f"origins: {len(copies)} articles in {time.perf_counter() - started:.2f} s, {groups} of {len(articles)} groups"
    )


if __name__ == "__main__":
    main()
