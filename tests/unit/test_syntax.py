"""Parties that word order alone misses or confuses, settled by the parse."""

from tests.marked_text import events, only


def test_infinitive_is_the_subject_s_not_the_object_s() -> None:
    event = only("[Rebels|r|REB] approached [the Orran army|ORR-MIL|MIL] to attack [the militia|m|REB].")
    assert [actor.text for actor in event.actors] == ["Rebels"]


def test_relative_clause_acts_for_the_noun_it_describes() -> None:
    found = events("The mayor praised [soldiers|s|MIL] who attacked [the rebels|r|REB] on the ridge.")
    attack = next(event for event in found if event.event_type == "ASSAULT")
    assert [actor.text for actor in attack.actors] == ["soldiers"]
    assert [actor.text for actor in attack.recipients] == ["the rebels"]


def test_second_verb_shares_the_subject_past_another_actor() -> None:
    found = events(
        "[The minister|m|GOV] blamed [the army|a|MIL] and [the militia|b|REB], and urged [the council|c|GOV] to act."
    )
    urged = next(event for event in found if event.event_type == "REQUEST")
    assert [actor.text for actor in urged.actors] == ["The minister"]


def test_noun_in_another_phrase_is_no_verb() -> None:
    assert not events("[The court|c|JUD] ordered an investigation of [the police|p|COP] report.")[1:]
