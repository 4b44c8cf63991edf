"""Who says what: source, cue and content in the forms that news uses."""

import pytest

from pipelines.coding.speech_cues import claim_class
from tests.claimed_text import claims, told


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The army said that it had taken the hill.", "The army", "said", "it had taken the hill"),
        ("Rebels took the hill, the army said on Friday.", "the army", "said", "Rebels took the hill"),
        ("Rebels took the hill, said the army on Friday.", "the army", "said", "Rebels took the hill"),
        ("According to the army, rebels took the hill.", "the army", "According to", "rebels took the hill"),
        ("Rebels took the hill, according to witnesses.", "witnesses", "according to", "Rebels took the hill"),
        ("The minister told reporters that the road was open.", "The minister", "told", "the road was open"),
        ("Hamas denied that it had fired rockets.", "Hamas", "denied", "it had fired rockets"),
        ("Hamas has repeatedly denied firing rockets.", "Hamas", "denied", "firing rockets"),
        ('"We hold the hill," Colonel Omar Haddad said.', "Colonel Omar Haddad", "said", '"We hold the hill,"'),
        ('"We hold the hill!" the colonel said.', "the colonel", "said", '"We hold the hill!"'),
        ("France accused Mali of bad faith.", "France", "accused", "Mali of bad faith"),
    ],
)
def test_forms_of_attribution(text: str, source: str, cue: str, content: str) -> None:
    assert told(text) == [(source, cue, content)]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Omar Haddad, a spokesman for the army, said it was over.", "Omar Haddad, a spokesman for the army"),
        ("Omar Haddad, who leads the group, said it was over.", "Omar Haddad, who leads the group"),
        ("A statement from the Syrian military said it was over.", "A statement from the Syrian military"),
        ('"It is over," said Omar Haddad, a local doctor.', "Omar Haddad, a local doctor"),
        ("The television report said it was over.", "The television report"),
    ],
)
def test_source_is_the_whole_noun_phrase(text: str, source: str) -> None:
    assert [found[0] for found in told(text)] == [source]


def test_statement_is_attributed_to_the_actor_that_gave_it() -> None:
    assert claims("A statement from the Syrian military said it was over.")[0].source_actor_id == "SYR-MIL"


def test_pronoun_source_takes_its_persons_identity() -> None:
    found = claims("President Hassan Rouhani spoke on Friday. He said the talks went on.")
    assert (found[0].source_text, found[0].source_actor_id) == ("He", "hassan-rouhani")


def test_quotation_over_several_sentences_is_one_content() -> None:
    text = '"The hill is ours. The road is next," the colonel said. "We will not stop."'
    assert told(text) == [("the colonel", "said", text)]


def test_participle_keeps_the_speaker() -> None:
    found = told("The army said it held the hill, adding that the road was open.")
    assert [(source, cue) for source, cue, _ in found] == [("The army", "said"), ("The army", "adding")]


def test_report_confirmed_by_another_source_is_two_claims() -> None:
    text = "Troops took the town, state television said, confirming a report by Human Rights Watch."
    assert [c.source_actor_id for c in claims(text)][-1] == "human-rights-watch"
    assert {text[c.content_start : c.content_end] for c in claims(text)} >= {"Troops took the town"}


@pytest.mark.parametrize(
    "text",
    [
        "The report was long.",
        "A state of emergency is in force in the United States.",
        "It was hard to say.",
        "The claims of both sides differ.",
        "The road was called unsafe.",
    ],
)
def test_nouns_infinitives_and_passives_attribute_nothing(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("cue", "expected"),
    [
        ("said", "claim"),
        ("denied", "denial"),
        ("Confirmed", "confirmation"),
        ("claimed responsibility", "confirmation"),
        ("unheard-of", "claim"),
    ],
)
def test_cue_has_a_class(cue: str, expected: str) -> None:
    assert claim_class(cue) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army denied that it had shelled the town.", "denial"),
        ("The army has not denied that it shelled the town.", "claim"),
        ("The army dismissed reports that it had shelled the town.", "denial"),
        ("France rejected the offer of the other side.", "claim"),
        ("The army confirmed that it had shelled the town.", "confirmation"),
        ("The army did not confirm that it had shelled the town.", "claim"),
    ],
)
def test_class_of_a_claim_depends_on_negation_and_on_what_is_rejected(text: str, expected: str) -> None:
    assert [claim.claim_class for claim in claims(text)][:1] == [expected]


@pytest.mark.parametrize("text", ["", "said", '"', '"It never ends, he said', "said said", "according to", ", said ,"])
def test_odd_text_gives_no_error(text: str) -> None:
    assert isinstance(claims(text), list)
