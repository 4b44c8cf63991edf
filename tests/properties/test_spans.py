"""Every span that the coder's first parts return is real characters of the text, whatever the text."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.coding.gazetteer import Gazetteer, open_gazetteer
from pipelines.coding.places import find_places
from pipelines.coding.sentences import split_passage
from pipelines.coding.text import ArticleText
from pipelines.coding.times import find_times
from tests.conftest import CACHE

PIECES = st.sampled_from(
    [
        "Gen. ",
        "U.S. ",
        "the ",
        "Rebels ",
        "al-Qaim's",
        ". ",
        ".\n",
        "\n\n",
        '"',
        "”",
        "3.5",
        "...",
        "’s ",
        "é",
        "- ",
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join))


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_tokens_are_the_text_without_its_white_space(text: str) -> None:
    passage = split_passage("text", text)
    tokens = [token for sentence in passage.sentences for token in sentence.tokens]
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert "".join(token.text for token in tokens) == "".join(text.split())


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_sentences_hold_their_tokens_and_follow_each_other(text: str) -> None:
    sentences = split_passage("text", text).sentences
    assert [s.index for s in sentences] == list(range(len(sentences)))
    for sentence in sentences:
        assert (sentence.start, sentence.end) == (sentence.tokens[0].start, sentence.tokens[-1].end)
    for one, other in pairwise(sentences):
        assert one.end <= other.start and one.paragraph <= other.paragraph


WORDS = st.sampled_from(
    """Damascus Deir el-Zour al-Qaim Paris , Texas Ill. in near the of province village U.S.-led 's York New Georgia
    Georgia's D-Ohio ( ) - . "The Mr. said Friday Nov. 3 2017 last week two days ago early May 10:30 p.m. – and 5-7
    three-year 1990s SYRIA HAMA Qwxzv""".split()  # noqa: SIM905
)
ARTICLES = st.builds(
    lambda title, text, day: ArticleText("a", (split_passage("title", title), split_passage("text", text)), day),
    st.lists(WORDS, max_size=8).map(" ".join),
    st.one_of(TEXTS, st.lists(WORDS, max_size=30).map(" ".join)),
    st.none() | st.dates(),
)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer(CACHE)


def follow_each_other(article: ArticleText, mentions: list) -> None:
    texts = {passage.field: passage.text for passage in article.passages}
    assert all(texts[m.field][m.start : m.end] == m.text != "" for m in mentions)
    for one, other in pairwise(mentions):
        assert (one.field, other.field) == ("title", "text") or (one.field == other.field and one.end <= other.start)


@given(article=ARTICLES)
@settings(max_examples=150, deadline=None)
def test_places_are_spans_of_the_text_and_never_overlap(gazetteer: Gazetteer, article: ArticleText) -> None:
    mentions = find_places(article, gazetteer)
    follow_each_other(article, mentions)
    assert all(0 <= m.confidence <= 1 for m in mentions)
    assert all((m.place_id is None) == (m.latitude is None) == (m.name is None) for m in mentions)
    assert find_places(article, gazetteer) == mentions


@given(article=ARTICLES)
@settings(max_examples=200, deadline=None)
def test_times_are_spans_of_the_text_with_an_interval_or_none(article: ArticleText) -> None:
    mentions = find_times(article)
    follow_each_other(article, mentions)
    for m in mentions:
        assert (m.date_start is None) == (m.date_end is None)
        assert m.date_start is None or m.date_end is None or m.date_start <= m.date_end
