"""Numbers of people as a text states them, with their bounds; whose they are is decided in `casualties.py`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import NUMBER_WORDS, words
from pipelines.coding.harm_words import NOT_PEOPLE
from pipelines.coding.number_words import TENS, UNITS

_MULTIPLES = {"hundred": 100, "thousand": 1000, "dozen": 12, "score": 20, "lakh": 100_000, "million": 1_000_000}
_SETS = {"couple": 2, "pair": 2, "duo": 2, "trio": 3}
_VAGUE = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "millions": 2_000_000, "several": 3}
_MANY_TIMES = {"tens of": 10, "hundreds of": 100}
_PARTS = {("a", "quarter", "of", "a"): 4, ("half", "a"): 2}  # "half a million"
_CHILDREN_OF = ("father of", "mother of", "dad of", "mom of", "mum of", "parent of", "parents of")
_AT_LEAST = ("at least", "more than", "over", "no fewer than", "no less than", "not less than", "upwards of", "atleast")
_AT_MOST = ("up to", "as many as", "at most", "fewer than", "less than", "under", "nearly", "almost")
_ABOUT = ("about", "around", "some", "approximately", "roughly", "an estimated", "estimated")
_NOT_OF_PEOPLE = ("aged", "age", "$", "£", "€", "number", "no.", "section", "article", *_CHILDREN_OF)
_DIGITS = re.compile(r"^\d{1,3}(?:,\d{3})+$|^\d{1,6}$")
_DECIMAL = re.compile(r"^\d+\.\d+$")
_RANGE = re.compile(r"^(\d{1,4})[-–](\d{1,4})$")
_BEFORE_AGES = words("also then just only aged both all")
_AGE_ENDS = words(", -- – — ) . ;")


@dataclass(frozen=True, slots=True)
class Count:
    """A stated number of people with its bounds; null bounds are open."""

    low: int | None
    best: int | None
    high: int | None

    @property
    def number(self) -> int | None:
        """The best number; where none is stated, the least."""
        return self.low if self.best is None else self.best

    @property
    def is_open(self) -> bool:
        """ "Dozens", "scores": only a least number is meant."""
        return self.best is None and self.high is None

    def plus(self, other: "Count") -> "Count":
        """The sum of two stated numbers."""
        return Count(
            *(None if a is None or b is None else a + b for a, b in zip(self._all(), other._all(), strict=True))
        )

    def _all(self) -> tuple[int | None, int | None, int | None]:
        return self.low, self.best, self.high


def is_bare_number(phrase: Sequence[str]) -> bool:
    """Whether words in small letters are a number and nothing else: "70", "twenty five"."""
    return all(word[0].isdigit() or word in NUMBER_WORDS for word in phrase)


def number_start(clause: Clause, i: int, floor: int) -> int | None:
    """The first word of the number whose last word stands at `i`."""
    if not _is_number_word(clause, i):
        return None
    while i - 1 > floor and (
        _is_number_word(clause, i - 1) or (clause.words[i - 1] in ("and", "to") and _is_number_word(clause, i - 2))
    ):
        i -= 1
    return i


def _is_number_word(clause: Clause, i: int) -> bool:
    word = clause.words[i]
    if i < 0 or clause.time_at[i] >= 0:
        return False
    if word in UNITS or word in TENS or word in _MULTIPLES or word in _VAGUE or _is_joined(word):
        return True
    if word in _SETS:
        return clause.words[i + 1 : i + 2] != ["'s"] and NOT_PEOPLE.isdisjoint(clause.words[i + 1 : i + 4])
    return bool(_DIGITS.match(word) or _RANGE.match(word)) or _is_decimal(clause.words, i)


def _is_joined(word: str) -> bool:
    """ "Twenty-five", but no age ("twenty-five-day-old")."""
    tens, hyphen, units = word.partition("-")
    return bool(hyphen) and tens in TENS and units in UNITS


def read_count(clause: Clause, i: int) -> tuple[Count, int] | None:
    """The number that begins at token `i` with its bounds, and the index after it; ages and dates are none."""
    words = clause.words
    if not _is_number_word(clause, i):
        return None
    if ranged := _RANGE.match(words[i]):
        low, high = sorted(map(int, ranged.groups()))
        return Count(low, None, high), i + 1
    if words[i] in _SETS:
        size, is_about = _SETS[words[i]], words[i : i + 2] == ["couple", "of"]
        return (Count(None, size, None) if is_about else Count(size, size, size)), i + 1
    if words[i] in _VAGUE:
        many = _MANY_TIMES.get(" ".join(words[max(i - 2, 0) : i]), 1)
        return (Count(_VAGUE[words[i]] * many, None, None), i + 1) if words[i] != "several" else None
    value, end = _value(words, i)
    part = next((part for part in _PARTS if words[max(i - len(part), 0) : i] == list(part)), ())
    value //= _PARTS.get(part, 1)
    lead = " ".join(words[max(i - len(part) - 3, 0) : i - len(part)])
    joint = words[end] if end + 1 < len(words) and _is_number_word(clause, end + 1) else ""
    if joint in ("to", "or") or (joint == "and" and lead.endswith("between")):
        other, after = _value(words, end + 1)
        if other > value:
            return Count(value, None, other), after
    if lead.endswith(_NOT_OF_PEOPLE):
        return None
    if lead.endswith(_AT_LEAST):
        return Count(value, value, None), end
    if lead.endswith(_AT_MOST):
        return Count(None, value, value), end
    if lead.endswith(_ABOUT):
        return Count(None, value, None), end
    return Count(value, value, value), end


def counts_people(clause: Clause, after: int) -> bool:
    """Whether what follows a number can be people: no unit, no age between commas, no year."""
    words = clause.words
    if after < len(words) and words[after] in NOT_PEOPLE:
        return False
    if _is_age(words, after):
        return False
    return not (after < len(words) and words[after] in ("/", ":", "mm"))


def _is_age(words: Sequence[str], after: int) -> bool:
    """ "Hall, also 24, was killed", "two men, 25 and 30, were", "a girl, 5": a number between commas or at the end."""
    joint, other = words[after : after + 2] if len(words) > after + 1 else ("", "")
    pair = 2 if joint == "and" and other.isdigit() else 0
    if after < 2 or (after + pair < len(words) and words[after + pair] not in _AGE_ENDS):
        return False
    before = after - 2
    if words[before] == "and" and before > 1 and words[before - 1].isdigit():
        before -= 2
    return words[before - (words[before] in _BEFORE_AGES)] == ","


def _is_decimal(words: Sequence[str], i: int) -> bool:
    """ "1.2 million"."""
    return words[i + 1 : i + 2] == ["million"] and bool(_DECIMAL.match(words[i]))


def _value(words: Sequence[str], i: int) -> tuple[int, int]:
    if _is_decimal(words, i):
        return int(Decimal(words[i]) * 1_000_000), i + 2
    total = 0
    while i < len(words):
        word = words[i]
        if _DIGITS.match(word):
            total += int(word.replace(",", ""))
        elif word in UNITS:
            total += UNITS[word]
        elif word in TENS:
            total += TENS[word]
        elif _is_joined(word):
            tens, _, units = word.partition("-")
            total += TENS[tens] + UNITS[units]
        elif word in _MULTIPLES:
            total = max(total, 1) * _MULTIPLES[word]
        else:
            break
        i += 1
        if word[0].isdigit() and not (i < len(words) and words[i] in _MULTIPLES):
            break
    return total, i
