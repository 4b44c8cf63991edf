"""What a claim makes of the event in its content: attributed, denied, or only reported as denied."""

from pipelines.coding.text import Claim, ClaimClass
from tests.marked_text import events


def test_what_is_denied_is_not_told_as_fact() -> None:
    text = "[Norvia|NOR-GOV|GOV] denied attacking [rebels|reb|REB] in {Qant|7}."
    plain = "Norvia denied attacking rebels in Qant."
    [event] = events(text, claims=[_claim(plain, "Norvia", "denied", "attacking rebels in Qant", "denial")])
    assert (event.modality, [claim.source_text for claim in event.attributed_to]) == ("negated", ["Norvia"])


def test_who_reports_a_denial_does_not_claim_the_event() -> None:
    text = "Radio said that [Norvia|NOR-GOV|GOV] denied attacking [rebels|reb|REB] in {Qant|7}."
    plain = "Radio said that Norvia denied attacking rebels in Qant."
    said = _claim(plain, "Radio", "said", "Norvia denied attacking rebels in Qant")
    denied = _claim(plain, "Norvia", "denied", "attacking rebels in Qant", "denial")
    [event] = events(text, claims=[said, denied])
    assert [claim.source_text for claim in event.attributed_to] == ["Norvia"]


def test_denial_ends_where_the_sentence_goes_on_with_something_else() -> None:
    text = "[Norvia|NOR-GOV|GOV] denied the charge, but [rebels|reb|REB] attacked [troops|NOR-MIL|MIL] in {Qant|7}."
    plain = "Norvia denied the charge, but rebels attacked troops in Qant."
    denied = _claim(plain, "Norvia", "denied", "the charge, but rebels attacked troops in Qant", "denial")
    found = events(text, claims=[denied])
    assert [event.modality for event in found if event.event_type == "ASSAULT"] == ["actual"]


def test_who_says_it_twice_says_it_once() -> None:
    plain = "Norvia called the raid a crime and said that rebels killed ten clerks."
    called = _claim(plain, "Norvia", "called", "the raid a crime and said that rebels killed ten clerks")
    said = _claim(plain, "Norvia", "said", "rebels killed ten clerks")
    text = plain.replace("Norvia", "[Norvia|NOR-GOV|GOV]").replace("rebels", "[rebels|reb|REB]")
    killing = next(event for event in events(text, claims=[called, said]) if event.trigger_text == "killed")
    assert killing.attributed_to == (said,)


def _claim(plain: str, source: str, cue: str, content: str, claim_class: ClaimClass = "claim") -> Claim:
    spans = [(plain.index(words), plain.index(words) + len(words)) for words in (source, cue, content)]
    (first, last), (cue_first, cue_last), (start, end) = spans
    return Claim("text", first, last, source, None, cue_first, cue_last, cue, start, end, claim_class)
