"""Every span that the coder's first parts return is real characters of the text, whatever the text."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.coding.sentences import split_passage

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
