"""Whatever text an article has: the whole coder ends in linear time, raises nothing, and every span is in the text."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.coding.article import code_article
from pipelines.coding.reference import Reference, load_reference
from tests.conftest import CACHE
from tests.growth import assert_linear

ACT = "Rebels attacked an army base near Homs on Friday, killing at least 12 soldiers, officials said"
JOINTS = [
    *("not", "and", "after", "by", "'s", '"', ",", ".", "--", "(", ")", "1990", "U.S.", "found"),
    "any",
    "of",
    "two",
]
CASES: list[Callable[[str], str]] = [str, str.upper, str.lower, str.title]


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference(CACHE)


def check(reference: Reference, text: str, title: str = "", published_at: str | None = None) -> None:
    """Codes an article and checks that the words of each mention stand where it says."""
    coding = code_article({"article_id": "a", "title": title, "text": text, "published_at": published_at}, reference)
    fields = {"title": title, "text": text}
    for mention in coding.mentions:
        assert fields[mention.field][mention.trigger_start : mention.trigger_end] == mention.trigger_text
        for actor in (*mention.actors, *mention.recipients):
            assert fields[actor.field][actor.start : actor.end] == actor.text


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "\n\n\n", "\x00\ufeff\u202e", ACT.upper(), ACT.lower(), ACT.title(), ACT.replace(" ", "")),
        *("'''\"\"\"((([[[", "1,2,3\t4\t5\n" * 50, "Killed | 12 | Homs\nInjured | 30 | Hama\n" * 50),
        *("وقتل 12 جنديا في هجوم", "Повстанцы атаковали базу. " + ACT, ACT + " Rebellen griffen an. 敌军进攻"),
        *(
            "killed",
            "killing",
            "to",
            "By and by",
            "'s murder",
            "and killed",
            "exploded",
            "any bombings",
            "of the murder of",
        ),
        *("GARCIA", "HILDA", "THE", "PEDRO DE", "MAYOR HILDA", "BOGOTA, 3 MAY (X) -- ", "Nine", "was found dead"),
    ],
)
@pytest.mark.parametrize("published_at", [None, "2019-05-03", "no day"])
def test_odd_text_raises_nothing(reference: Reference, text: str, published_at: str | None) -> None:
    check(reference, text, title=text, published_at=published_at)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from([*ACT.split(), *JOINTS]), max_size=60).map(" ".join), st.sampled_from(CASES))
def test_any_order_of_words_in_any_case_raises_nothing(
    reference: Reference, text: str, case: Callable[[str], str]
) -> None:
    check(reference, case(text))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=400))
def test_any_characters_raise_nothing(reference: Reference, text: str) -> None:
    check(reference, text)


@pytest.mark.parametrize("case", CASES[:3])
@pytest.mark.parametrize(
    "unit",
    [
        *("killed ", f"{ACT} and ", "bombs placed by ", "X's murder ", "not any bombings "),
        "HILDA TORRADO ",
        "12, ",
        "critics of Putin, ",
    ],
)
def test_100_kb_in_one_sentence_takes_linear_time(reference: Reference, unit: str, case: Callable[[str], str]) -> None:
    assert_linear(lambda size: check(reference, case(unit * (size // len(unit)))))
