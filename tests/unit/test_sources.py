from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipelines.reading.article import Article, RawDocument
from pipelines.reading.reader import read_document
from pipelines.sources.kinds import MissingFileError, UnknownKindError, documents, documents_at
from pipelines.sources.source import COLUMNS, Source, SourceTableError, load_sources

SEEN = datetime(2024, 1, 1, tzinfo=UTC)
SEEDS = Path(__file__).parents[2] / "seeds"


def table(tmp_path: Path, *rows: str, columns: str = ",".join(COLUMNS)) -> Path:
    path = tmp_path / "sources.csv"
    path.write_text("\n".join([columns, *rows, ""]))
    return path


def test_the_table_gives_sources_in_its_order(tmp_path: Path) -> None:
    path = table(tmp_path, "b,folder,inbox,,,,0,", "a,jsonl,seeds/wire.jsonl,Example News,en,GBR,1,9")
    assert load_sources(path) == [
        Source("b", "folder", "inbox", min_articles=0),
        Source("a", "jsonl", "seeds/wire.jsonl", "Example News", "en", "GBR", 1, 9),
    ]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (",folder,inbox,,,,,", "id is empty"),
        ("a,,inbox,,,,,", "kind is empty"),
        ("a,folder,,,,,,", "address is empty"),
        ("a,folder,inbox,,,,few,", "min_articles is 'few'"),
        ("a,folder,inbox,,,,,-1", "max_articles is '-1'"),
        ("a,folder,inbox,,,,,\na,folder,inbox,,,,,", "'a' twice"),
        ("a,folder,inbox", "2: the row has not 8 columns"),
        ("a,folder,inbox,,,,,,more", "2: the row has not 8 columns"),
    ],
)
def test_a_row_that_cannot_be_used_is_named(tmp_path: Path, row: str, message: str) -> None:
    with pytest.raises(SourceTableError, match=message):
        load_sources(table(tmp_path, row))


def test_a_table_with_other_columns_says_which_are_needed(tmp_path: Path) -> None:
    with pytest.raises(SourceTableError, match="min_articles"):
        load_sources(table(tmp_path, columns="id,kind"))


@pytest.mark.parametrize(
    ("address", "path"), [("seeds/articles", "/s/articles"), ("inbox", "/d/inbox"), ("/srv/news", "/srv/news")]
)
def test_addresses_point_into_seeds_or_the_data_folder(address: str, path: str) -> None:
    assert Source("a", "folder", address).path(Path("/s"), Path("/d")) == Path(path)


def test_an_unknown_kind_names_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(UnknownKindError, match=r"'a' has kind 'fold'.*folder, jsonl, .*seeds/sources\.csv"):
        documents(Source("a", "fold", "x"), tmp_path, SEEN)


def test_a_jsonl_source_names_its_rows_by_their_own_ids(tmp_path: Path) -> None:
    (tmp_path / "feed.jsonl").write_text('{"id": "a"}\n')
    (document,) = documents(Source("wire", "jsonl", "x", "Example News", "en"), tmp_path / "feed.jsonl", SEEN)
    assert isinstance(document, RawDocument)
    assert (document.guid, document.origin, document.publisher) == ("a", "feed.jsonl:1", "Example News")


@pytest.mark.parametrize(
    ("kind", "name", "content"),
    [
        ("file", "news.csv", "id,text\na,x\n"),
        ("file", "news.json", '{"articles": [{"id": "a", "text": "x"}]}'),
        ("jsonl", "news.log", '{"id": "a", "text": "x"}'),
    ],
)
def test_a_source_may_be_one_file_of_any_kind(tmp_path: Path, kind: str, name: str, content: str) -> None:
    (tmp_path / name).write_text(content)
    (document,) = documents(Source("wire", kind, "x", "Example News", "en"), tmp_path / name, SEEN)
    assert isinstance(document, RawDocument)
    assert (document.guid, document.publisher, document.language) == ("a", "Example News", "en")


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError, match=r"nowhere\.html"):
        documents_at(tmp_path / "nowhere.html", "command", SEEN)


def test_one_file_is_named_by_the_path_as_given(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("text")
    (document,) = documents_at(path, "command", SEEN)
    assert isinstance(document, RawDocument) and document.guid == document.origin == path.as_posix()


def test_every_sample_article_is_read_whole() -> None:
    (samples,) = [source for source in load_sources(SEEDS / "sources.csv") if source.id == "samples"]
    raw = list(documents(samples, samples.path(SEEDS, Path()), SEEN))
    articles = [
        article for one in raw if isinstance(one, RawDocument) and isinstance(article := read_document(one), Article)
    ]
    assert len(articles) == len(raw)
    assert samples.min_articles is not None and samples.max_articles is not None
    assert samples.min_articles <= len(articles) <= samples.max_articles
    assert all(article.title and article.published_at and len(article.text) > 200 for article in articles)
    assert sorted({article.language for article in articles if article.language}) == ["de", "en"]
    assert len({article.article_id for article in articles}) == len(articles)
    furniture = ("Skip", "Image:", "Photo:", "Read more", "Terms of use", "01:", "Related stories", "browser")
    assert not [part for article in articles for part in furniture if part in article.text]
