"""Batches: frames that keep their contracts, one bad article set aside, nothing lost and nothing invented."""

import polars as pl
import pytest

from pipelines.coding.article import published_day
from pipelines.coding.batch import code_batch, joined
from pipelines.coding.reference import Reference, coder_version, load_reference
from schemas.contracts import dtypes, uphold
from schemas.frames import FRAMES
from tests.conftest import CACHE

ARTICLES = {
    "article_id": ["one", "two", "three"],
    "title": ["Rebels attack Syrian army base", "", None],
    "text": ["Syrian army troops retook Palmyra from Islamic State on Friday, state television said.", "", "…"],
    "published_at": ["2017-11-03T10:00:00Z", None, "yesterday"],
}


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference(CACHE)


def test_frames_keep_their_contracts(reference: Reference) -> None:
    coded = code_batch(pl.DataFrame(ARTICLES), reference)
    for name, model in FRAMES.items():
        assert uphold(model, getattr(coded, name)).set_aside.is_empty(), name
    assert coded.mentions.height > 0
    assert coded.set_aside.is_empty()
    assert set(coded.mentions["coder_version"]) == {coder_version(reference)}


def test_spans_are_the_words_of_the_article(reference: Reference) -> None:
    mentions = code_batch(pl.DataFrame(ARTICLES), reference).mentions
    for mention in mentions.iter_rows(named=True):
        row = ARTICLES["article_id"].index(mention["article_id"])
        text = ARTICLES[mention["field"]][row] or ""
        assert text[mention["trigger_start"] : mention["trigger_end"]] == mention["trigger_text"]
        for party in (*mention["actors"], *mention["recipients"]):
            assert text[party["start"] : party["end"]] == party["text"]


def test_articles_without_events_leave_all_columns(reference: Reference) -> None:
    coded = code_batch(pl.DataFrame({"article_id": ["x"], "text": [""]}), reference)
    for name, model in FRAMES.items():
        assert dict(getattr(coded, name).schema) == dtypes(model), name


def test_one_failing_article_is_set_aside_and_the_others_go_on(reference: Reference) -> None:
    texts = pl.Series("text", [ARTICLES["text"][0], 7, ""], dtype=pl.Object)
    coded = code_batch(pl.DataFrame(ARTICLES).with_columns(texts), reference)
    [(key, reason)] = coded.set_aside.select("key", "reason").rows()
    assert key == "two"
    assert reason.startswith("coder_failed: AttributeError: ")
    assert "one" in set(coded.mentions["article_id"])


def test_the_same_articles_give_the_same_frames(reference: Reference) -> None:
    one, two = (code_batch(pl.DataFrame(ARTICLES), reference) for _ in range(2))
    assert one.mentions.equals(two.mentions)
    chunks = [code_batch(pl.DataFrame(ARTICLES)[i : i + 1], reference) for i in range(3)]
    assert joined(chunks).mentions.equals(one.mentions)


@pytest.mark.parametrize(
    ("published_at", "day"),
    [("2017-11-03", "2017-11-03"), ("2017-11-03T23:30:00-05:00", "2017-11-03"), ("yesterday", None), (None, None)],
)
def test_publication_day_is_the_one_that_the_publisher_states(published_at: str | None, day: str | None) -> None:
    found = published_day(published_at)
    assert (found.isoformat() if found else None) == day


def test_version_names_coder_and_reference_data(reference: Reference) -> None:
    name, version, digest = coder_version(reference).split(" ")
    assert (name, version.isdigit(), len(digest)) == ("rules", True, 12)
