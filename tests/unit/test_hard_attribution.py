"""Claims in texts that are broken, contradict themselves or name nobody: bounded time, nothing invented."""

from datetime import date
from time import process_time

import pytest

from pipelines.coding.actors import find_actors
from pipelines.coding.attribution import find_claims
from pipelines.coding.dictionary import load_actor_dictionary
from pipelines.coding.sentences import split_passage
from pipelines.coding.text import ArticleText, Claim


def claims(text: str) -> list[Claim]:
    article = ArticleText("a1", (split_passage("text", text),), date(2017, 6, 1))
    return find_claims(article, find_actors(article, load_actor_dictionary(), ()))


def test_quotation_that_never_closes_reaches_only_some_sentences() -> None:
    text = '"We will hold the hill, the colonel said. ' + "Nobody came to the hill that day. " * 60
    assert all(claim.content_end < len(text) // 2 for claim in claims(text))


def test_speaker_named_only_by_a_pronoun_stays_unknown() -> None:
    found = claims("He said that the road was open. They denied it had been closed.")
    assert [(claim.source_text, claim.source_actor_id) for claim in found] == [("He", None), ("They", None)]


def test_article_that_contradicts_itself_keeps_both_claims() -> None:
    text = "The army said that it held the bridge. The rebels said that the army had lost the bridge."
    contents = [text[claim.content_start : claim.content_end] for claim in claims(text)]
    assert contents == ["it held the bridge", "the army had lost the bridge"]


@pytest.mark.parametrize("piece", ['"', "he said, ", '"I know," said Omar Haddad, ', "according to according to "])
def test_time_grows_with_the_length_of_the_text(piece: str) -> None:
    started = process_time()
    found = claims(piece * 4000)
    assert process_time() - started < 20
    assert all(claim.source_text in piece * 20 for claim in found)
