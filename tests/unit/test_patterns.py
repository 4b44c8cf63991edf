"""Patterns: inflection, gaps, the longest first, and a table whose faults are named."""

import pytest

from pipelines.coding.inflection import plural, verb_forms
from pipelines.coding.patterns import BadPattern, EventPatterns, load_event_patterns, read_patterns, read_seed

TYPES = frozenset({("ASSAULT", None), ("COERCE", "arrest")})
ROW = {
    "pattern": "take _ control of",
    "part_of_speech": "verb",
    "event_type": "ASSAULT",
    "mode": "",
    "cameo_code": "190",
    "acled_sub_event_type": "",
    "actor_slots": "subject",
    "recipient_slots": "from",
    "flags": "control:taken",
}


def patterns(*rows: dict[str, str]) -> EventPatterns:
    return EventPatterns(read_patterns([ROW | row for row in rows], TYPES))


def matches(found: EventPatterns, sentence: str) -> list[tuple[str, str, int]]:
    words = sentence.split()
    return [(r.pattern.words, r.form, r.end - r.start) for i in range(len(words)) for r in found.match(words, i)]


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("retake", {"retakes", "retook", "retaken", "retaking"}),
        ("carry", {"carries", "carried", "carrying"}),
        ("shoot", {"shoots", "shot", "shooting"}),
        ("hit", {"hits", "hit", "hitting"}),
        ("free", {"frees", "freed", "freeing"}),
        ("visit", {"visits", "visited", "visiting"}),
        ("die", {"dies", "died", "dying"}),
        ("abet", {"abets", "abetted", "abetting"}),
        ("control", {"controls", "controlled", "controlling"}),
    ],
)
def test_verb_is_inflected(base: str, forms: set[str]) -> None:
    assert forms <= {written for written, _ in verb_forms(base)}


def test_noun_is_put_into_the_plural() -> None:
    assert [plural(noun) for noun in ("attack", "clash", "army")] == ["attacks", "clashes", "armies"]


def test_gap_takes_words_of_the_object_but_no_other_clause() -> None:
    found = patterns({})
    assert matches(found, "they took full control of it") == [("take _ control of", "past", 4)]
    assert matches(found, "took control of it") == [("take _ control of", "past", 3)]
    assert matches(found, "took fright , control of it") == []
    assert matches(found, "have taken land and lost control of it") == []


def test_filled_gap_wants_a_word() -> None:
    found = patterns({"pattern": "return + to"})
    assert matches(found, "returned to work") == []
    assert matches(found, "returned the bodies to them") == [
        ("return + to", "participle", 4),
        ("return + to", "past", 4),
    ]


def test_longest_reading_comes_first_and_then_the_order_of_the_table() -> None:
    found = patterns({"pattern": "take"}, {"pattern": "take hostage"}, {"pattern": "take", "flags": "armed"})
    assert [words for words, _, _ in matches(found, "took hostage")] == ["take hostage", "take", "take"]


def test_alternatives_stand_for_each_other() -> None:
    found = patterns({"pattern": "apologise|apologize for"})
    assert len(matches(found, "apologized for it")) == len(matches(found, "apologised for it")) > 0


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("dropped barrel bombs", True),
        ("dropped two leaflets", True),
        ("rained shells", True),
        ("let fall barrel bombs", True),
        ("dropped barrel", False),
        ("fell barrel bombs", False),
    ],
)
def test_alternatives_in_parentheses_may_be_of_several_words(sentence: str, found: bool) -> None:
    bombing = patterns({"pattern": "(drop|rain|let fall) _ (leaflets|shells|barrel bombs)"})
    assert bool(matches(bombing, sentence)) == found


def test_alternatives_of_a_noun_may_stand_side_by_side() -> None:
    found = patterns({"pattern": "(truce|peace) (deal|accord) between", "part_of_speech": "noun"})
    assert [end for _, _, end in matches(found, "peace accords between them")] == [3]


@pytest.mark.parametrize(
    "pattern",
    [
        "fire _ rubber bullets|tear gas|stones",
        "speak on|over telephone",
        "ram car bomb|truck bomb",
        "a (b|c",
        "give|send warning|threat",
        "(b)",
        "b||c",
    ],
)
def test_unclear_alternatives_are_refused(pattern: str) -> None:
    with pytest.raises(BadPattern, match=r"write|lacks|parentheses"):
        patterns({"pattern": pattern})


@pytest.mark.parametrize(
    ("change", "named"),
    [({"event_type": "ASSUALT"}, "ASSUALT"), ({"mode": "arrest"}, "arrest"), ({"part_of_speech": "adverb"}, "adverb")],
)
def test_faulty_row_is_named(change: dict[str, str], named: str) -> None:
    with pytest.raises(BadPattern, match=f"take _ control of.*{named}"):
        patterns(change)


def test_seed_covers_all_event_types() -> None:
    load_event_patterns()
    rows = read_seed("event_patterns.csv")
    assert {row["event_type"] for row in rows if row["event_type"]} == {
        row["event_type"] for row in read_seed("event_types.csv")
    }
    keys = [tuple(row.values()) for row in rows]
    assert len(keys) == len(set(keys))


def test_matching_a_long_run_of_triggers_stays_linear() -> None:
    found = load_event_patterns()
    words = ["took", "the"] * 5_000
    assert sum(len(found.match(words, i)) for i in range(len(words))) < 40 * len(words)
