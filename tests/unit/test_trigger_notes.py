"""What the event rules tell of each pattern that matched."""

import pytest

from pipelines.coding.events import EventDraft
from pipelines.coding.patterns import load_event_patterns
from pipelines.coding.trigger_notes import TriggerNote
from tests.marked_text import mark


def notes_on(text: str) -> list[TriggerNote]:
    notes: list[TriggerNote] = []
    m = mark(text)
    EventDraft(m.article, m.actors, m.places, m.times, [], load_event_patterns(), notes.append).mentions()
    return notes


def test_words_that_carry_an_event_are_noted_with_their_pattern():
    [note] = [
        n for n in notes_on("[Rebels|x|REB] killed [two soldiers|y|MIL] on <Monday|2017-10-30>.") if not n.objection
    ]
    assert (note.text, note.pattern.words, note.field, note.sentence_index) == ("killed", "kill", "text", 0)


@pytest.mark.parametrize(
    ("text", "words", "reason"),
    [
        ("The man had a heart attack.", "heart attack", "no event"),
        ("They captured it.", "captured", "parties"),
        ("The attack was wrong.", "attack", "weak|without parties"),
        ("The captured soldiers were tired.", "captured", "another part of speech"),
    ],
)
def test_words_that_carry_none_are_noted_with_the_reason(text, words, reason):
    objections = [note.objection or "" for note in notes_on(text) if note.text == words]
    assert any(part in objection for objection in objections for part in reason.split("|"))


def test_notes_change_nothing_of_what_is_found():
    m = mark("[Rebels|x|REB] attacked [the army|y|MIL] in {Hama|1|PPL}. The attack killed 3 people.")
    given = (m.article, m.actors, m.places, m.times, [], load_event_patterns())
    assert EventDraft(*given, lambda note: None).mentions() == EventDraft(*given).mentions()
