"""Whom talk, help and measures are meant for, past a day after the verb, a giver of support and who only hears."""

import pytest

from tests.plain_text import told


@pytest.mark.parametrize(
    ("text", "trigger", "actors", "recipients"),
    [
        ("Norway called on Friday for the rebels to stop.", "called", ["Norway"], ["rebels"]),
        ("Norway called Friday on the rebels to stop.", "called", ["Norway"], ["rebels"]),
        ("Norway appealed on Monday to the rebels to stop.", "appealed", ["Norway"], ["rebels"]),
        ("The minister spoke on Monday with the rebels.", "spoke", ["minister"], ["rebels"]),
        ("Norway refused on Monday to lift sanctions on Sudan.", "refused", ["Norway"], ["Sudan"]),
        ("Norway pledged yesterday to help Sudan.", "pledged", ["Norway"], ["Sudan"]),
        ("Norway called the rebels on Friday.", "called", ["Norway"], ["rebels"]),
    ],
)
def test_day_stands_between_a_verb_and_its_preposition(
    text: str, trigger: str, actors: list[str], recipients: list[str]
) -> None:
    assert told(text, trigger) == (actors, recipients)


@pytest.mark.parametrize(
    ("text", "trigger", "recipients"),
    [
        ("The envoy expressed Egypt's solidarity with Sudan.", "expressed", ["Sudan"]),
        ("The envoy promised Norway's support for the Malian army.", "promised", ["Malian army"]),
        ("The envoy reaffirmed his government's commitment to Sudan.", "reaffirmed", ["Sudan"]),
        ("The envoy expressed France's willingness to help Lebanon.", "expressed", ["Lebanon"]),
        ("The envoy expressed support for Egypt's government.", "expressed", ["Egypt's government"]),
        ("Chad rejected Egypt's offer of talks.", "rejected", ["Egypt"]),
        ("Norway welcomed Egypt's support for Sudan.", "welcomed", ["Egypt"]),
    ],
)
def test_support_is_its_givers_not_his_who_gets_it(text: str, trigger: str, recipients: list[str]) -> None:
    assert told(text, trigger)[1] == recipients


@pytest.mark.parametrize(
    ("text", "trigger", "actors", "recipients"),
    [
        ("Chad refused to provide military aid to Sudan.", "refused", ["Chad"], ["Sudan"]),
        ("Chad and Sudan began a new round of joint military exercises.", "exercises", ["Chad"], ["Sudan"]),
        ("The party threatened to halt unity government talks with the rebels.", "threatened", ["party"], ["rebels"]),
        ("Norway threatened Sudan with sanctions.", "threatened", ["Norway"], ["Sudan"]),
        ("A lawyer filed a complaint with the UN council against Sudan.", "filed", ["lawyer"], ["Sudan"]),
        ("A lawyer filed a complaint with the police.", "filed", ["lawyer"], ["police"]),
        ("Sudan faces criticism from the UN over the war.", "criticism", ["UN"], ["Sudan"]),
        ("The rebels face attacks by the army.", "attacks", ["army"], ["rebels"]),
    ],
)
def test_party_that_is_meant_comes_before_one_nearer_by(
    text: str, trigger: str, actors: list[str], recipients: list[str]
) -> None:
    assert told(text, trigger) == (actors, recipients)
