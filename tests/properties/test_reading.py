"""Whatever the bytes, reading ends in an article or a refusal, and hands on nothing that later steps cannot store."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.reading.article import Article, RawDocument, Refusal, Refused
from pipelines.reading.bylines import find_agencies, find_opening, is_byline
from pipelines.reading.copied_text import read_copied_text
from pipelines.reading.dates import parse_date, plausible
from pipelines.reading.reader import read_document
from pipelines.sources.folder import read_folder

SEEN = datetime(2024, 1, 1, tzinfo=UTC)
UNSAFE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
REASONS = {"empty", "not_an_article", "encoding", "broken_line", "no_text_field"}

SENTENCES = st.sampled_from(
    [
        "The army retook the town of Alpha on Friday, officials said.",
        "ADEN, Nov. 3 (Reuters) - Rebels freed ten hostages.",
        "Army retakes town",
        "Image: Jane Doe/AFP",
        "Read more: Why the north is burning",
        "November 3, 2017",
        "03.11.2017",
        "kl, ap/mn (AFP, dpa)",
        "01:05",
        "Skip to content",
        "More stories from Example News",
        "By Jane Doe",
        "",
    ]
)
TAGS = st.sampled_from(
    [
        "html",
        "head",
        "body",
        "main",
        "article",
        "aside",
        "nav",
        "p",
        "div",
        "h1",
        "time",
        "table",
        "tr",
        "ul",
        "li",
        "a",
    ]
)
NODES = st.recursive(
    SENTENCES | st.text(max_size=20),
    lambda inner: st.builds(lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>", TAGS, st.lists(inner, max_size=4)),
    max_leaves=12,
)
PAGES = NODES | st.builds(lambda page, cut: page[:cut], NODES, st.integers(0, 200)) | st.text(max_size=200)
VALUES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40) | SENTENCES
FIELDS = st.sampled_from(
    ["id", "text", "html", "title", "date", "url", "authors", "language", "agencies", "article_id", "publisher"]
)
ROWS = st.dictionaries(FIELDS, VALUES | st.lists(VALUES, max_size=3) | st.dictionaries(FIELDS, VALUES, max_size=2))


def check(raw: RawDocument) -> None:
    result = read_document(raw)
    assert result == read_document(raw)
    if isinstance(result, Refusal):
        assert result.reason in REASONS
        return
    assert isinstance(result, Article)
    assert result.text.strip()
    row = result.as_dict()
    for value in row.values():
        assert not UNSAFE.search(value if isinstance(value, str) else "")
    json.dumps(row, ensure_ascii=False).encode()
    if result.published_at:
        datetime.fromisoformat(result.published_at)


def document(content: bytes, media_type: str) -> RawDocument:
    return RawDocument("s", "g", "o", media_type, content, SEEN)


@settings(deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["text/html", "text/plain", "application/json"]))
def test_any_bytes_give_an_article_or_a_refusal(content: bytes, media_type: str) -> None:
    check(document(content, media_type))


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(PAGES)
def test_any_page_gives_an_article_or_a_refusal(page: str) -> None:
    check(document(page.encode("utf-8", "surrogatepass"), "text/html"))


@settings(deadline=None)
@given(st.lists(SENTENCES | st.text(max_size=60), max_size=30))
def test_any_lines_give_an_article_or_a_refusal(lines: list[str]) -> None:
    check(document("\n".join(lines).encode("utf-8", "surrogatepass"), "text/plain"))


@settings(deadline=None)
@given(ROWS)
def test_any_record_gives_an_article_or_a_refusal(row: dict[str, object]) -> None:
    check(document(json.dumps(row).encode(), "application/json"))


@settings(deadline=None)
@given(st.lists(SENTENCES | st.text(max_size=60), max_size=30))
def test_paragraphs_are_lines_of_the_text_in_their_order(lines: list[str]) -> None:
    """Of a text without broken lines nothing is invented, repeated or moved."""
    text = "\n\n".join(" ".join(line.split()) for line in lines)
    at = 0
    for paragraph in read_copied_text(text).paragraphs:
        at = text.index(paragraph, at) + len(paragraph)


@settings(deadline=None)
@given(st.lists(st.integers(4, 30), min_size=1, max_size=12))
def test_plain_paragraphs_all_come_out(lengths: list[int]) -> None:
    paragraphs = [" ".join(["Troops"] + ["marched"] * length) + "." for length in lengths]
    article = read_copied_text("\n\n".join(["Army retakes the old town", *paragraphs]))
    assert article.paragraphs == tuple(paragraphs)


@settings(deadline=None)
@given(st.text(max_size=300))
def test_no_line_breaks_the_small_readers(text: str) -> None:
    find_agencies(text)
    find_opening(text)
    is_byline(text)
    stamp = parse_date(text)
    if stamp is not None:
        datetime.fromisoformat(stamp)
        plausible(stamp, SEEN)


@settings(deadline=None)
@given(
    st.dates(datetime(1980, 1, 1, tzinfo=UTC).date(), SEEN.date()),
    st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%d.%m.%Y", "%Y%m%d", "%d %b %Y", "Published %A, %d %B %Y"]),
)
def test_every_day_is_read_in_every_common_form(day: datetime, form: str) -> None:
    assert parse_date(day.strftime(form)) == day.isoformat()


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["a.txt", "b.html", "c.jsonl", "d.json", "e.txt.gz"]), st.binary(max_size=200)))
)
def test_any_folder_is_read_alike_twice(files: list[tuple[str, bytes]]) -> None:
    with TemporaryDirectory() as folder:
        for name, content in files:
            Path(folder, name).write_bytes(content)
        once = list(read_folder(Path(folder), "s", SEEN))
        assert once == list(read_folder(Path(folder), "s", SEEN))
        for item in once:
            (item.document if isinstance(item, Refused) else item).article_id.encode()
