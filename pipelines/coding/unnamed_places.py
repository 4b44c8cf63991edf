"""Sentences that tell where an event was without a name, so that a town told before them is not meant.

Which named place an event was at is decided in `event_places.py`.
"""

from collections.abc import Iterator

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import SPEECH, STRONG_STOPS, SUBCLAUSE_OPENERS, words
from pipelines.coding.place_references import COUNTRY_NOUNS

_IN = words("in at near on outside")
_ALL_OVER = words("across throughout around over")
_NEW = words("a an another")
_TOWNS = words("village town city suburb hamlet")
_WIDE = words("nationwide countrywide")
_BORDERS = STRONG_STOPS | SPEECH | SUBCLAUSE_OPENERS
_REACH = 16
_REACH_OF_NOUN = 5
_REACH_OF_NAME = 8


def is_all_over(clause: Clause, end: int) -> bool:
    """Whether an event was "across the country"; `end`: the token after its trigger."""
    for k in _after(clause, end):
        if clause.words[k] in _WIDE or (clause.words[k] in _ALL_OVER and _is_country(clause.words[k + 1 : k + 3])):
            return True
    return False


def names_no_town(clause: Clause, end: int) -> bool:
    """Whether an event was "in a northern village" or "across the country"."""
    in_town = any(clause.words[k] in _IN and _leads_to_unnamed(clause, k + 1) for k in _after(clause, end))
    return in_town or is_all_over(clause, end)


def _after(clause: Clause, end: int) -> Iterator[int]:
    """The tokens after a trigger until a stop, what is said of it or a place."""
    for k in range(end, min(end + _REACH, len(clause))):
        if clause.words[k] in _BORDERS or clause.place_at[k] >= 0:
            return
        yield k


def _is_country(phrase: list[str]) -> bool:
    return len(phrase) == 2 and phrase[0] == "the" and phrase[1] in COUNTRY_NOUNS


def _leads_to_unnamed(clause: Clause, start: int) -> bool:
    """ "A northern village", not "a village near Qant"."""
    phrase = clause.words[start : start + _REACH_OF_NOUN]
    at = next((start + i for i, word in enumerate(phrase) if word in _TOWNS), -1)
    if at < 0 or phrase[0] not in _NEW:
        return False
    return not any(number >= 0 for number in clause.place_at[start : at + _REACH_OF_NAME])
