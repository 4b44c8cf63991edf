"""Whom talk, help and measures are meant for, past a day after the verb, a giver of support and who only hears."""

import pytest

from tests.plain_text import coded, told


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
        ("Sudan gave approval for the UN to bring aid to refugees.", "approval", ["Sudan"], ["UN"]),
        ("Sudan gave approval for aid to refugees.", "approval", ["Sudan"], ["refugees"]),
        ("Norway imposed new targeted sanctions on Sudan.", "imposed", ["Norway"], ["Sudan"]),
    ],
)
def test_party_that_is_meant_comes_before_one_nearer_by(
    text: str, trigger: str, actors: list[str], recipients: list[str]
) -> None:
    assert told(text, trigger) == (actors, recipients)


@pytest.mark.parametrize(
    ("text", "trigger", "recipients"),
    [
        ("The activist urged Qantia and the United States to press them hard.", "urged", ["Qantia", "United States"]),
        ("The activist urged the United States and Qantia to press them hard.", "urged", ["United States", "Qantia"]),
        ("The activist urged rebels in Qantia and the United States to stop.", "urged", ["rebels"]),
        ("The activist urged the United States and Qantia fell silent.", "urged", ["United States"]),
    ],
)
def test_unknown_name_stands_in_one_list_with_who_is_met(text: str, trigger: str, recipients: list[str]) -> None:
    assert told(text, trigger)[1] == recipients


@pytest.mark.parametrize(
    ("text", "trigger", "recipients"),
    [
        ("Police are investigating an officer who hit a man.", "investigating", ["officer"]),
        ("The FBI opened an investigation of Flynnor on Monday over his links.", "opened", ["Flynnor"]),
        ("The FBI opened an investigation into the crash on Monday.", "opened", []),
        ("Police are investigating the murder.", "investigating", []),
        ("The speaker demanded that Dbeibeh appear before the chamber.", "demanded", ["Dbeibeh"]),
        ("The speaker demanded that it be stopped.", "demanded", []),
        ("A court has freed on bail two ex-ministers.", "freed", ["two ex-ministers"]),
    ],
)
def test_people_nobody_knows_are_met_by_talk(text: str, trigger: str, recipients: list[str]) -> None:
    assert told(text, trigger)[1] == recipients


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Norway demands Sudan withdraw its troops.", "hypothetical"),
        ("Norway demanded the army free the hostages.", "hypothetical"),
        ("Rebels who demanded talks free hostages every week.", "actual"),
    ],
)
def test_deed_that_is_demanded_is_none_yet(text: str, modality: str) -> None:
    assert next(e.modality for e in coded(text) if e.event_type == "RETREAT") == modality
