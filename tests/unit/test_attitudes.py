"""Who wants, fears, praises or disputes what, and speakers that only a mark names."""

import pytest

from tests.claimed_text import told


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("World leaders denounce the test.", "World leaders", "denounce", "the test"),
        (
            "Some Democrats, however, question the wisdom of the plan.",
            "Some Democrats",
            "question",
            "the wisdom of the plan",
        ),
        ("To varying degrees, all agreed that the plan was costly.", "all", "agreed", "the plan was costly"),
        ("The mayor appeared to blame the union for the delay.", "The mayor", "blame", "the union for the delay"),
        ("The mayor went on to praise the union.", "The mayor", "praise", "the union"),
        ("Jane Smith is once again questioning the count.", "Jane Smith", "questioning", "the count"),
        ("He's claiming that fraud is a big problem.", "He", "claiming", "fraud is a big problem"),
        ("The Gallup poll showed the mayor ahead by far.", "The Gallup poll", "showed", "the mayor ahead by far"),
        ("But critics say the money could be better spent.", "critics", "say", "the money could be better spent"),
        ("The road plan was endorsed by Jane Smith.", "Jane Smith", "endorsed", "The road plan was"),
        ("Said Omar Haddad: We hold the whole hill.", "Omar Haddad", "Said", "We hold the whole hill"),
        ("The mayor is convinced that the bridge will hold.", "The mayor", "is convinced", "the bridge will hold"),
        ("The army railed against the deal.", "The army", "railed against", "the deal"),
    ],
)
def test_attitudes_have_holder_and_object(text: str, source: str, cue: str, content: str) -> None:
    assert told(text) == [(source, cue, content)]


def test_source_keeps_title_party_and_apposition() -> None:
    text = "Rep. Omar Haddad (D-N.Y.), chairman of the water board, said members would help."
    assert told(text)[0][0] == "Rep. Omar Haddad (D-N.Y.), chairman of the water board"


def test_colon_after_a_person_opens_what_is_said() -> None:
    assert told("Omar Haddad: The hill is ours and stays so.")[0] == (
        "Omar Haddad",
        ":",
        "The hill is ours and stays so",
    )


def test_name_in_capitals_speaks_where_it_opens_several_turns() -> None:
    text = "HARTLEY: Where were you on that night?\n\nMOSS: I sat at home.\n\nHARTLEY: Was that all?"
    assert [found[0] for found in told(text)] == ["HARTLEY", "HARTLEY"]


def test_name_behind_a_dash_speaks_the_quotation_before_it() -> None:
    text = "“The road is a disgrace for us.” — Omar Haddad\n“Nobody came to mend it.” — Jane Smith"
    assert [found[0] for found in told(text)] == ["Omar Haddad", "Jane Smith"]


@pytest.mark.parametrize(
    "text",
    [
        "WASHINGTON: Car bombs went off near the old bridge.",
        "Iraq: Car bombs went off near the old bridge.",
        "Its slow recovery underscores the cost of the war.",
        "The soldiers came back in the night.",
        "Cities like Mosul fell in the spring.",
        "You know the old road to the hill.",
        "The group fought for years — Mosul fell last.",
    ],
)
def test_words_and_marks_that_nobody_speaks_with_make_no_claim(text: str) -> None:
    assert told(text) == []
