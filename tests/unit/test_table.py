import gzip
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipelines.reading.article import Article, RawDocument, Refused
from pipelines.reading.reader import read_document
from pipelines.sources.files import MAX_BYTES
from pipelines.sources.jsonl import Table
from pipelines.sources.table import read_delimited, read_parquet

SEEN = datetime(2024, 1, 1, tzinfo=UTC)
TEXT = "The army retook the town of Alpha on Friday, after a battle of three days."


def table(name: str) -> Table:
    return Table("dump", name, SEEN, f"{name}#", publisher="Example News")


def read(tmp_path: Path, content: bytes, name: str = "news.csv") -> list[RawDocument | Refused]:
    (tmp_path / name).write_bytes(content)
    return list(read_delimited(tmp_path / name, table(name)))


def rows(found: list[RawDocument | Refused]) -> list[dict[str, object]]:
    return [json.loads(one.content) for one in found if isinstance(one, RawDocument)]


def reasons(found: list[RawDocument | Refused]) -> list[str]:
    return [one.reason for one in found if isinstance(one, Refused)]


def test_a_row_is_an_article(tmp_path: Path) -> None:
    content = (
        f'Title,Full Text,Publish-Date,Author,URL\n"Army, again","{TEXT}",2017-11-03,Jane Doe,https://a.example/1\n'
    )
    (raw,) = read(tmp_path, content.encode())
    assert isinstance(raw, RawDocument)
    article = read_document(raw)
    assert isinstance(article, Article)
    assert (article.title, article.text, article.published_at, article.byline, article.url, article.publisher) == (
        *("Army, again", TEXT, "2017-11-03", "Jane Doe", "https://a.example/1", "Example News"),
    )


@pytest.mark.parametrize("mark", [",", "\t", ";", "|"])
def test_the_delimiter_is_found_in_the_first_line(tmp_path: Path, mark: str) -> None:
    assert rows(read(tmp_path, f"id{mark}text\n7{mark}x y\n".encode())) == [{"id": "7", "text": "x y"}]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_found(tmp_path: Path, encoding: str) -> None:
    content = ("id,text\n" + "1,Die Männer zögerten über die Brücke für größere Übel.\n" * 9).encode(encoding)
    found = rows(read(tmp_path, content))
    assert len(found) == 9 and found[0]["text"] == "Die Männer zögerten über die Brücke für größere Übel."


def test_cells_may_hold_line_breaks_and_quotes(tmp_path: Path) -> None:
    found = read(tmp_path, b'text,id\n"He said ""go"".\n\nThey went.",1\nx,2\n')
    assert rows(found) == [{"id": "1", "text": 'He said "go".\n\nThey went.'}, {"id": "2", "text": "x"}]
    assert [one.guid for one in found if isinstance(one, RawDocument)] == ["news.csv#1", "news.csv#2"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"id,text\n1\n2,x,more\n,,\n\n3,y\n", [{"id": "1"}, {"id": "2", "text": "x"}, {"id": "3", "text": "y"}]),
        (b"text,text\nx,y\n", [{"text": "y"}]),
        (b"id,text\n1,a\x00b\n", [{"id": "1", "text": "a\x00b"}]),
    ],
    ids=["short and long rows", "a column twice", "NUL"],
)
def test_odd_rows_are_read_as_far_as_they_go(tmp_path: Path, content: bytes, expected: list[object]) -> None:
    assert rows(read(tmp_path, content)) == expected


def test_a_file_without_text_says_what_it_has_and_what_is_known(tmp_path: Path) -> None:
    (refused,) = read(tmp_path, b"Title,Ort\na,b\n" * 3)
    assert isinstance(refused, Refused) and refused.reason == "no_text_field"
    assert "'Title', 'Ort'" in refused.detail and "maintext" in refused.detail


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff\xfe"])
def test_an_empty_file_is_refused(tmp_path: Path, content: bytes) -> None:
    assert reasons(read(tmp_path, content)) == ["no_text_field"]


def test_a_row_without_end_is_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    endless = b'2,"' + b"x" * (MAX_BYTES + 100) + b'"\n'
    found = read(tmp_path, b"id,text\n1,a\n" + endless + b"3,c\n")
    assert [row["id"] for row in rows(found)] == ["1", "3"]
    assert reasons(found) == ["too_large"]


def test_a_quote_that_is_never_closed_costs_bounded_memory(tmp_path: Path) -> None:
    found = read(tmp_path, b'id,text\n1,"a\n' + (b"x,y" * 9999 + b"\n") * (MAX_BYTES // 25_000))
    assert reasons(found) == ["too_large"] and len(found) < 200


def test_packed_tables_are_read_and_bombs_stopped(tmp_path: Path) -> None:
    assert rows(read(tmp_path, gzip.compress(b"id,text\n1,a\n"), "a.csv.gz")) == [{"id": "1", "text": "a"}]
    bomb = gzip.compress(b"id,text\n" + b"1," + b" " * (3 * MAX_BYTES))
    assert set(reasons(read(tmp_path, bomb, "b.csv.gz"))) == {"too_large"}
    assert reasons(read(tmp_path, b"\x1f\x8bbroken", "c.csv.gz")) == ["unreadable"]


def parquet(tmp_path: Path, columns: dict[str, list[object]]) -> list[RawDocument | Refused]:
    path = tmp_path / "news.parquet"
    pq.write_table(pa.table(columns), path)
    return list(read_parquet(path, table("news.parquet")))


def test_parquet_is_read_by_the_columns_that_are_known(tmp_path: Path) -> None:
    found = parquet(
        tmp_path,
        {
            "Maintext": [TEXT] * 200,
            "date": [date(2017, 11, 3)] * 200,
            "authors": [["Jane Doe", "Reuters"]] * 200,
            "embedding": [[0.5] * 50] * 200,
            "id": list(range(200)),
            "title": [None] * 200,
        },
    )
    assert len(found) == 200
    assert rows(found)[7] == {"authors": ["Jane Doe", "Reuters"], "date": "2017-11-03", "id": 7, "Maintext": TEXT}
    article = read_document(found[7])  # type: ignore[arg-type]
    assert isinstance(article, Article) and (article.published_at, article.agencies) == ("2017-11-03", ("Reuters",))


def test_parquet_without_text_says_which_columns_it_has(tmp_path: Path) -> None:
    (refused,) = parquet(tmp_path, {"Title": ["a"], "n": [1]})
    assert isinstance(refused, Refused) and refused.reason == "no_text_field" and "'Title', 'n'" in refused.detail


@pytest.mark.parametrize("content", [b"", b"PAR1", b"PAR1" + b"\xff" * 40 + b"PAR1", b"id,text\n1,a\n"])
def test_what_is_no_parquet_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(content)
    assert reasons(list(read_parquet(path, table("a.parquet")))) == ["unreadable"]


def test_a_parquet_bomb_is_stopped(tmp_path: Path) -> None:
    found = parquet(tmp_path, {"text": ["x" * 100_000] * 1000})
    assert reasons(found) == ["too_large"]
    assert sum(len(one.content) for one in found if isinstance(one, RawDocument)) <= MAX_BYTES
