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


def test_who_is_accused_of_the_deed_has_done_it_not_who_accuses() -> None:
    found = events("[Doctors|d|MED] blamed [militia fighters|m|PRM] for killing [12 villagers|v|CVL].")
    killing = next(event for event in found if event.event_type == "ASSAULT")
    assert [actor.text for actor in killing.actors] == ["militia fighters"]


def test_finite_verb_after_a_participle_belongs_to_the_sentence_s_subject() -> None:
    found = events(
        "[Orran|ORR-GOV|GOV] blamed [the rebels|r|REB] for being behind the raid and fired missiles at [a camp|c|REB]."
    )
    fired = next(event for event in found if event.trigger_text == "fired missiles")
    assert [actor.text for actor in fired.actors] == ["Orran"]


def test_it_in_what_somebody_says_is_who_says_it() -> None:
    found = events("[The army|a|MIL] said on <Friday|2017-11-03> that it had shelled [the rebels|r|REB].")
    shelled = next(event for event in found if event.event_type == "ASSAULT")
    assert [actor.text for actor in shelled.actors] == ["The army"]


def test_present_tense_in_a_clause_of_time_is_still_to_come() -> None:
    found = events("[The coalition|c|MIL] will leave after [the militia|m|REB] is defeated in {Hama|1|PPL}.")
    assert {event.modality for event in found if event.trigger_text.startswith(("is", "def"))} <= {"future"}


def test_an_army_s_own_noun_is_no_verb() -> None:
    event = only("[Tern-led forces|t|MIL] drive [the militia|m|REB] out of {Hama|1|PPL}.")
    assert event.trigger_text == "drive the militia out of"
    assert [actor.text for actor in event.actors] == ["Tern-led forces"]
