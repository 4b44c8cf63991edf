"""Claims in texts that are broken, contradict themselves or name nobody: bounded time, nothing invented."""

import pytest

from tests.claimed_text import claims
from tests.growth import assert_linear


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
    assert_linear(lambda times: claims(piece * times), 1000, 4000)
    assert all(claim.source_text in piece * 20 for claim in claims(piece * 1000))
