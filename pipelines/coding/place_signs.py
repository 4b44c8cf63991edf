"""Reads what stands around a possible place name: the signs for and against it, its container, its kind.

The signs are names; what each weighs is said in `places.py`.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipelines.coding.gazetteer import NameWords, Place
from pipelines.coding.grammar import COORDINATORS, DASHES, POSSESSIVES, PREPOSITIONS
from pipelines.coding.place_words import (
    COMPASS,
    INSTITUTIONS,
    NOT_THERE,
    PEOPLE,
    QUARTERS,
    SETTLEMENTS,
    SPEECH,
    STREETS,
    STRONG_PREPOSITIONS,
    TAKING,
    TITLES,
    UNITS,
    WATERS,
    WEAK_PREPOSITIONS,
)
from pipelines.coding.text import Passage, Token
from pipelines.coding.toponyms import spelling_key
from pipelines.coding.word_lists import word_list

COUNTRIES = frozenset(("PCLI", "PCLD", "PCLH"))
# English words that are names too, told from them by capitals alone.
_ORDINARY = word_list("ordinary")
_ARTICLES_OF_NAMES = frozenset(("al", "el", "ul", "es", "ash", "esh", "ad", "az", "ez"))
_OVER = frozenset(("across", "over", "along", "cross", "crosses", "crossed", "crossing", "bridging", "straddling"))
_SHORES = frozenset(("bank", "banks"))
_RURAL = ("rural", "unit")  # "rural Qant", "Qant's countryside": around the town, in its province
_EDITIONS = frozenset(("sunday", "daily", "evening", "morning", "weekly"))  # "the Qant Sunday Times"
_AFTER_NAME = PREPOSITIONS | COORDINATORS
_REACH = 0.8  # degrees


@dataclass(slots=True)
class Candidate:
    """A possible place name: `first` to `last` (exclusive) of `tokens`, the places of that name, the signs.

    `tokens` are a sentence's, with compounds ("Denver-based", "D-Raleigh") cut at the hyphen.
    """

    passage: Passage
    tokens: tuple[Token, ...]
    first: int
    last: int
    key: str
    places: tuple[Place, ...]
    signs: set[str] = field(default_factory=set)
    container: str | None = None

    @property
    def start(self) -> int:
        return self.tokens[self.first].start

    @property
    def end(self) -> int:
        return self.tokens[self.last - 1].end

    @property
    def text(self) -> str:
        return self.passage.text[self.start : self.end]

    @property
    def is_country(self) -> bool:
        return any(place.feature_code in COUNTRIES for place in self.places[:3])


def read_signs(c: Candidate, case: str, is_headline: bool, names: NameWords) -> None:
    """Note what the candidate's own words and its neighbours say."""
    _read_name(c, case, is_headline, names)
    if c.first == 0:
        c.signs.add("opens")
    else:
        _read_before(c, names)
    if c.last < len(c.tokens):
        _read_after(c)
    if _is_dateline(c):
        c.signs.add("dateline")
        c.signs.discard("acronym")


def is_headline(tokens: Sequence[Token]) -> bool:
    """Most long words of the sentence begin with a capital."""
    words = [token.text for token in tokens if len(token.text) > 3 and token.text[0].isalpha()]
    return len(words) > 2 and len([word for word in words if word[0].isupper()]) > 0.8 * len(words)


def _read_name(c: Candidate, case: str, is_headline: bool, names: NameWords) -> None:
    signs, words = c.signs, c.key.split()
    if len(words) == 1:
        if words[0] in names.common and not c.is_country:
            signs.add("common")
        if words[0] in names.surnames:
            signs.add("surname")
        if words[0] in names.first_names:
            signs.add("first_name")
    else:
        signs.add("long")
        if all(word in COMPASS for word in words):
            signs.add("compass_only")
        elif all(word in names.common or len(word) < 3 for word in words):
            signs.add("all_common")
        if words and words[-1] in UNITS:
            signs.add("unit_word")
        if words[:1] == ["st"]:
            signs.add("saint")
    if case != "mixed":
        signs.add("flat_common" if "common" in signs or c.key in _ORDINARY else "flat_case")
    if is_headline:
        signs.add("headline")
    text = c.text
    if case == "mixed" and text.isupper() and len(text) <= 5 and not c.is_country and "abbreviated" not in signs:
        signs.add("acronym")


def _read_before(c: Candidate, names: NameWords) -> None:
    tokens, signs = c.tokens, c.signs
    at = c.first - 1
    if tokens[at].text.lower() in ("the", "a", "an"):
        signs.add("article")
        at -= 1
    if at < 0:
        return
    before, word = tokens[at].text, tokens[at].text.lower().rstrip(".")
    earlier = tokens[at - 1].text.lower() if at else ""
    if "article" in signs and (word in _OVER or (word == "of" and earlier in _SHORES)) and _may_be_a_river(c):
        signs.add("water")
    if word in STRONG_PREPOSITIONS:
        signs.add("in_the" if "article" in signs else "in")
    elif word == "rural" or (word == "of" and earlier == "countryside"):
        signs.update(_RURAL)
    elif word == "of" and (earlier in COMPASS or earlier in ("outside", "miles", "kilometers", "kilometres", "km")):
        signs.add("in")
    elif word == "of" and earlier in SETTLEMENTS | UNITS:
        signs.add("unit" if earlier in UNITS else "settlement")
    elif word == "of" and at and (tokens[at - 1].text[0].isupper() or earlier == ","):
        signs.add("of_name")
    elif word in TAKING:
        signs.add("taken")
    elif word in WEAK_PREPOSITIONS:
        signs.add("weak_before")
    elif word in SETTLEMENTS:
        signs.add("settlement")
    elif word in COMPASS:
        signs.add("named_compass" if before[0].isupper() and at else "compass")
    elif word in TITLES and (before[0].isupper() or "article" not in signs):
        signs.add("title")
    elif word in _ARTICLES_OF_NAMES and at and tokens[at - 1].text[0].isupper() and "article" not in signs:
        signs.add("in_name")
    elif before[0].isupper() and "article" not in signs:
        signs.add(_kind_of_capital(spelling_key(before), at, names))
    elif before == "." and at and len(tokens[at - 1].text) == 1:
        signs.add("after_first_name")
    elif before in ("D", "R"):
        signs.add("in")


def _may_be_a_river(c: Candidate) -> bool:
    """ "Posts across the Dnipro", a town's name too; not "over the Salisbury attack"."""
    after = c.tokens[c.last].text.lower() if c.last < len(c.tokens) else "."
    is_whole = not after.isalpha() or after in _AFTER_NAME
    return is_whole and any(place.feature_code.startswith(("PPL", "PCL")) for place in c.places)


def _kind_of_capital(before: str, at: int, names: NameWords) -> str:
    """What a capitalised word right before a name makes of it."""
    if before in names.first_names or (len(before) == 1 and before != "i"):
        return "after_first_name"
    if at == 0:
        return "after_opening"
    return "after_capital" if before in names.common else "after_unknown"


def _read_after(c: Candidate) -> None:
    tokens, signs = c.tokens, c.signs
    after, word = tokens[c.last].text, tokens[c.last].text.lower()
    further = tokens[c.last + 1].text if c.last + 1 < len(tokens) else ""
    if word in UNITS:
        signs.add("unit")
    elif word == "countryside" or (word in COMPASS and further == "countryside"):
        signs.update(_RURAL)
    elif word in WATERS:
        signs.add("water")
    elif word in STREETS and after[0].isupper():
        signs.add("street")
    elif after[0].isupper() and (word in NOT_THERE or (word in _EDITIONS and further.lower() in NOT_THERE)):
        signs.add("not_there")
    elif word in SETTLEMENTS and word not in ("capital", "camp", "port"):
        signs.add("settlement")
    elif word in INSTITUTIONS:
        signs.add("institution")
    elif word in PEOPLE:
        signs.add("people")
    elif word in SPEECH:
        signs.add("speaks")
    elif word in POSSESSIVES and "saint" in signs:
        signs.update(("saint_of", "street") if further[:1].isupper() else ("saint_of",))
    elif word == "-" and further in ("based", "born", "area"):
        signs.add("based")
    elif after == "&" or (word == "." and len(tokens[c.last - 1].text) == 1):
        signs.add("initial")
    elif after[0].isupper() and after[0].isalpha():
        signs.add("before_institution" if further.lower() in INSTITUTIONS | PEOPLE else "before_capital")
    if "unit" not in signs and _in_list_of_units(c):
        signs.add("listed_unit")


def is_quarter(c: Candidate) -> bool:
    """ "X neighbourhood", "the suburb of X": a part of some town; not "a suburb of X"."""
    words = [token.text.lower() for token in c.tokens[max(c.first - 4, 0) : c.first]]
    if c.last < len(c.tokens) and c.tokens[c.last].text.lower() in QUARTERS:
        return True
    return words[-1:] == ["of"] and not QUARTERS.isdisjoint(words[-2:-1]) and "a" not in words


def _in_list_of_units(c: Candidate) -> bool:
    """ "Butler, Clark and Hamilton counties": the unit word stands at the end of the list."""
    for token in c.tokens[c.last : c.last + 14]:
        word = token.text.lower()
        if word in ("counties", "provinces", "districts", "governorates", "oblasts", "parishes"):
            return True
        if not (token.text[0].isupper() or word in (",", "and", "or", "-")):
            return False
    return False


def _is_dateline(c: Candidate) -> bool:
    """ "BEIRUT (Reuters) -", "PARIS, Nov. 3 (AP) _", "CAIRO:" at the head of a sentence."""
    tokens = c.tokens
    if c.first > 3 or any(token.text[0].islower() for token in tokens[: c.last]):
        return False
    head = [token.text for token in tokens[c.last : c.last + 12]]
    if not head or head[0] not in DASHES | {",", "(", ":"}:
        return False
    dash = next((n for n, text in enumerate(head) if text in DASHES), None)
    is_upper = c.text.isupper() and len(c.text) > 3
    if dash is None:
        return is_upper and head[0] in ":("
    return is_upper or (c.first == 0 and "(" in head[:dash])


def is_near(one: Place, other: Place) -> bool:
    """Whether two places lie as near as a city's quarters, or a town to the middle of its second-order unit."""
    return math.hypot(one.latitude - other.latitude, one.longitude - other.longitude) < _REACH
