"""Actor and claim spans hold for any text: real characters, in order, without overlap, always the same."""

from datetime import date
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.coding.actors import find_actors
from pipelines.coding.attribution import find_claims
from pipelines.coding.dictionary import load_actor_dictionary
from pipelines.coding.sentences import split_passage
from pipelines.coding.text import ArticleText
from tests.growth import assert_linear

MATERIAL = """the The a Syrian Syria army Army rebels Islamic State IS (IS) group said , . ; : " “ ” ' 's president
President Assad of and in Omar Haddad al-Abadi Haddad 20 two people police , who He he She US U.S. us Ministry Works
Front spokesman told that according to report by from -- ( ) militants Kurdish Houthi Damascus Moscow accused
1,000 ² ’s İ ǅ"""
WORDS = MATERIAL.split()
TEXTS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))


def article(title: str, text: str) -> ArticleText:
    return ArticleText("a1", (split_passage("title", title), split_passage("text", text)), date(2016, 3, 1))


@settings(max_examples=300, deadline=None)
@given(title=TEXTS, text=TEXTS)
def test_spans_are_real_ordered_and_apart(title: str, text: str) -> None:
    coded = article(title, text)
    passages = {"title": title, "text": text}
    found = find_actors(coded, load_actor_dictionary(), ())
    for mention in found:
        assert mention.text
        assert passages[mention.field][mention.start : mention.end] == mention.text
        assert mention.text == mention.text.strip()
    for one, other in pairwise(found):
        assert (one.field, other.field) == ("title", "text") or (one.field == other.field and one.end <= other.start)
    assert found == find_actors(coded, load_actor_dictionary(), ())


@settings(max_examples=300, deadline=None)
@given(text=TEXTS)
def test_claims_lie_inside_the_text_with_a_source_apart_from_the_cue(text: str) -> None:
    coded = article("", text)
    for claim in find_claims(coded, find_actors(coded, load_actor_dictionary(), ())):
        assert text[claim.source_start : claim.source_end] == claim.source_text
        assert text[claim.cue_start : claim.cue_end] == claim.cue_text
        assert claim.source_text and claim.cue_text
        assert 0 <= claim.content_start < claim.content_end <= len(text)
        assert claim.source_end <= claim.cue_start or claim.cue_end <= claim.source_start


def test_time_grows_with_length_not_with_its_square() -> None:
    unit = 'The Syrian army, Iraq, Iran and Turkey attacked "IS" militants near Raqqa, Omar Haddad said, '

    def work(times: int) -> None:
        coded = article("", unit * times)
        find_claims(coded, find_actors(coded, load_actor_dictionary(), ()))

    assert_linear(work, 200, 1600)
