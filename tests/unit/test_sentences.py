"""Where sentences and tokens begin and end."""

import pytest

from pipelines.coding.sentences import MAX_SENTENCE_TOKENS, split_passage
from tests.growth import assert_linear


def sentences(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split_passage("text", text).sentences]


def tokens(text: str) -> list[str]:
    return [token.text for s in split_passage("text", text).sentences for token in s.tokens]


@pytest.mark.parametrize(
    "expected",
    [
        ["Rebels shelled the port.", "Nobody was hurt!", "Why?"],
        ["Gen. Omar Haddad met Lt. Col. Reyes on Nov. 3 in St. Petersburg.", "They agreed."],
        ["Ruth K. Moyo spoke for the U.S. Army.", "He sat."],
        ["She left the U.S.", "The others stayed at No. 10 until 9 a.m. on Monday."],
        ["The firm, Delta Corp. of Oslo, paid 3.5 million.", "Others did not."],
        ["AMMAN (Reuters) - Two men died.", "A third fled."],
        ["“We shall not leave,” he said.", "“They lied.”", "The crowd left."],
        ['"It is over."', "She wept."],
        ["The talks ... went on.", "Then they stopped..."],
        ["1. Guns must go.", "2. Talks may begin."],
    ],
)
def test_sentence_ends(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


def test_quoted_question_runs_on_in_lower_case() -> None:
    assert sentences("“Who fired?” the mayor asked. Nobody knew.") == [
        "“Who fired?” the mayor asked.",
        "Nobody knew.",
    ]


def test_capitals_and_lower_case_are_split_too() -> None:
    assert sentences("GUERRILLAS SHELLED THE BASE. LT. DIAZ SAID NO.") == [
        "GUERRILLAS SHELLED THE BASE.",
        "LT. DIAZ SAID NO.",
    ]
    assert sentences("police opened fire. two people died.") == ["police opened fire.", "two people died."]


def test_blank_lines_divide_paragraphs_and_wrapped_lines_do_not() -> None:
    text = "The army took\nthe bridge.\nIt then stopped.\n\nResidents fled"
    passage = split_passage("text", text)
    assert sentences(text) == ["The army took\nthe bridge.", "It then stopped.", "Residents fled"]
    assert [s.paragraph for s in passage.sentences] == [0, 0, 1]


def test_missing_space_after_a_stop_still_divides() -> None:
    assert sentences("The siege has ended.The army left.") == ["The siege has ended.", "The army left."]
    assert sentences("See example.com for more.") == ["See example.com for more."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("al-Qaim's 1,200 men", ["al-Qaim", "'s", "1,200", "men"]),
        ("Qa'im and Sana’a", ["Qa'im", "and", "Sana’a"]),
        ("the U.S.-led raid (3.5 km)", ["the", "U.S.-led", "raid", "(", "3.5", "km", ")"]),
        ("the rebels' F-16 at 10:30am", ["the", "rebels", "'", "F-16", "at", "10:30am"]),
        ("in Nov. 2016...", ["in", "Nov.", "2016", "..."]),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


@pytest.mark.parametrize("text", ["", "   \n\n ", "...", "\x00", "\u0301", "_", "\ud800"])
def test_odd_input_raises_nothing(text: str) -> None:
    split_passage("text", text)


@pytest.mark.parametrize("unit", ["word ", '."', "U.", "a-", "é\u0301", "1,"])
def test_a_sentence_of_100_kb_is_cut_in_linear_time(unit: str) -> None:
    assert_linear(lambda size: split_passage("text", unit * (size // len(unit))))
    passage = split_passage("text", unit * (100_000 // len(unit)))
    assert max(len(s.tokens) for s in passage.sentences) <= MAX_SENTENCE_TOKENS
