"""Finds the word sequences that may be place names, with what speaks for and against each.

Which place a name means, and whether it is one at all, is decided in `place_resolution.py` and `places.py`.
"""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from pipelines.coding.country_places import land_of
from pipelines.coding.gazetteer import Gazetteer, Place
from pipelines.coding.grammar import POSSESSIVES
from pipelines.coding.place_neighbours import read_neighbours
from pipelines.coding.place_signs import COUNTRIES, Candidate, is_headline, read_signs
from pipelines.coding.place_words import (
    ABBREVIATED_UNITS,
    COMPASS,
    GENERIC_HEADS,
    NEVER_ALONE,
    SETTLEMENTS,
    STANDING_ALONE,
    STRONG_PREPOSITIONS,
    UNITS,
)
from pipelines.coding.sentences import letter_case
from pipelines.coding.text import ArticleText, Passage, Token
from pipelines.coding.toponyms import spelling_key, without_article

LONGEST_NAME = 6
_LEADING_SHARE = 2  # names are heard in the country most named and in those named at least half as often
_SMALL_TOWN = 100_000
_PLAINLY_THERE = frozenset(("in", "unit", "settlement", "dateline", "listed_unit"))


def find_candidates(article: ArticleText, gazetteer: Gazetteer) -> tuple[list[Candidate], Counter[str]]:
    """All candidates in reading order, some without a place, and how often each country is named."""
    candidates: list[Candidate] = []
    countries: Counter[str] = Counter()
    unknown: list[Candidate] = []
    for passage in article.passages:
        case = letter_case(passage.text)
        for sentence in passage.sentences:
            tokens = sentence.tokens
            if "-" in passage.text[sentence.start : sentence.end]:
                tokens = _cut_compounds(tokens, gazetteer)
            found = list(_in_sentence(passage, tokens, gazetteer, case, countries))
            headline = bool(found) and is_headline(tokens)
            for candidate in found:
                read_signs(candidate, case, headline, gazetteer.name_words)
            read_neighbours(found)
            candidates += [c for c in found if c.places]
            unknown += [c for c in found if not c.places]
    _add_units(candidates, gazetteer)
    _spot_small_letters(candidates, article)
    _look_elsewhere(candidates)
    _sound_out([*candidates, *unknown], countries, gazetteer)
    candidates += unknown
    candidates.sort(key=lambda c: (c.passage.field != "title", c.start))
    return candidates, countries


def _cut_compounds(tokens: tuple[Token, ...], gazetteer: Gazetteer) -> tuple[Token, ...]:
    """A sentence's tokens, with "Denver-based", "D-Raleigh" and "EU-Canada" cut where no place has the whole name."""
    pieces: list[Token] = []
    for token in tokens:
        left, hyphen, right = token.text.partition("-")
        if not hyphen or not left or not right or not _is_compound(left, right, token.text, gazetteer):
            pieces.append(token)
            continue
        middle = token.start + len(left)
        pieces.append(Token(left, token.start, middle))
        pieces.append(Token("-", middle, middle + 1))
        pieces.append(Token(right, middle + 1, token.end))
    return tuple(pieces)


def _is_compound(left: str, right: str, whole: str, gazetteer: Gazetteer) -> bool:
    if left in ("D", "R", "I") or (right.islower() and left[0].isupper() and right.isalpha() and len(right) > 2):
        return not gazetteer.named(spelling_key(whole))
    if not (left[0].isupper() and right[0].isupper()) or gazetteer.named(spelling_key(whole)):
        return False
    return left == "EU" or any(p.feature_code in COUNTRIES for p in gazetteer.named(spelling_key(left))[:1])


def _in_sentence(
    passage: Passage, tokens: tuple[Token, ...], gazetteer: Gazetteer, case: str, countries: Counter[str]
) -> Iterator[Candidate]:
    past = 0
    for i, token in enumerate(tokens):
        text = token.text
        if i < past or (text.islower() and case != "lower") or not text[0].isalnum():
            continue
        if not (text[0].isupper() or case == "lower" or _has_capital(text)):
            continue
        candidate = _longest(passage, tokens, i, gazetteer, case)
        if candidate is None or candidate.last == i + 1:
            candidate = _with_article(passage, tokens, i, gazetteer) or candidate
        key = spelling_key(text)
        if candidate is None or (candidate.key in gazetteer.adjectives and not candidate.is_country):
            if key in gazetteer.adjectives:
                countries[gazetteer.adjectives[key]] += 1
                if land := _land(passage, tokens, i, key, gazetteer):
                    yield land
                    past = land.last
            elif case == "mixed" and (unknown := _unknown(passage, tokens, i, gazetteer)):
                yield unknown
                past = unknown.last
            continue
        if candidate.is_country and candidate.places and candidate.places[0].country_code:
            countries[candidate.places[0].country_code] += 2
        yield candidate
        past = candidate.last


def _land(passage: Passage, tokens: tuple[Token, ...], i: int, key: str, gazetteer: Gazetteer) -> Candidate | None:
    """ "(Into) Norvian territory": the country."""
    noun = tokens[i + 1].text if i + 1 < len(tokens) else ""
    place = land_of(key, noun, gazetteer)
    return Candidate(passage, tokens, i, i + 2, f"{key} {noun.lower()}", (place,)) if place else None


@lru_cache(maxsize=50_000)
def _has_capital(text: str) -> bool:
    """ "al-Qaim" and "d'Ivoire" begin small, but hold a capital after the hyphen or apostrophe."""
    for mark in "-'’":
        head, found, rest = text.partition(mark)
        if found:
            return rest[:1].isupper() and len(head) <= 4
    return False


def _longest(passage: Passage, tokens: tuple[Token, ...], i: int, gazetteer: Gazetteer, case: str) -> Candidate | None:
    if case == "mixed" or tokens[i].text.endswith("."):
        abbreviated = _abbreviated_unit(passage, tokens, i, gazetteer)
        if abbreviated:
            return abbreviated
    first = spelling_key(tokens[i].text)
    if not first:
        return None
    longest = gazetteer.longest(first.split()[0])
    if i + 1 < len(tokens) and tokens[i + 1].text in POSSESSIVES:
        longest = max(longest, gazetteer.longest(first + "s"))
    if not longest:
        return None
    keys, ends, count = first, [(first, i + 1)], len(first.split())
    for j in range(i + 1, min(i + LONGEST_NAME, len(tokens))):
        text = tokens[j].text
        if text in POSSESSIVES:
            keys += "s"  # "People's Republic of China" is one name
            continue
        if not text[0].isalnum() or tokens[j].start - tokens[j - 1].end > 2 or count >= longest:
            break
        key = spelling_key(text)
        keys, count = f"{keys} {key}", count + len(key.split())
        if case != "mixed" or text[0].isupper() or _has_capital(text):
            ends.append((keys, j + 1))
    for key, end in reversed(ends):
        if len(key) < 2 or key in NEVER_ALONE or (case != "mixed" and key in ("us", "capital")):
            continue
        if key.startswith("the ") and all(w in gazetteer.name_words.common or w[0].isdigit() for w in key.split()):
            continue
        places = gazetteer.named(key)
        if places:
            return Candidate(passage, tokens, i, end, key, places)
    return None


def _with_article(passage: Passage, tokens: tuple[Token, ...], i: int, gazetteer: Gazetteer) -> Candidate | None:
    """ "Deir el-Zour", "Tal Rifaat", "Haider al-Abadi": one name, whether a place has it or not."""
    if i + 1 >= len(tokens) or not tokens[i].text[0].isupper() or not tokens[i + 1].text[0].isalpha():
        return None
    is_generic = tokens[i + 1].text.istitle() and spelling_key(tokens[i].text) in GENERIC_HEADS
    if not is_generic and not (_has_capital(tokens[i + 1].text) and tokens[i + 1].text[0].islower()):
        return None
    if spelling_key(tokens[i].text) in gazetteer.adjectives or tokens[i + 1].start - tokens[i].end > 1:
        return None
    key = f"{spelling_key(tokens[i].text)} {spelling_key(tokens[i + 1].text)}"
    if not key.strip():
        return None
    return Candidate(passage, tokens, i, i + 2, key, gazetteer.named(key), {"articled"})


def _abbreviated_unit(passage: Passage, tokens: tuple[Token, ...], i: int, gazetteer: Gazetteer) -> Candidate | None:
    """ "Ala." or "TX" after a comma; "Mass." or "NSW" anywhere, where the short form is no word or title."""
    text = tokens[i].text
    if len(text) > 6 or not (text.endswith(".") or text.isupper()):
        return None
    key, last = spelling_key(text), i + 1
    if text == "W" and [token.text for token in tokens[i + 1 : i + 3]] == [".", "Va."]:
        key, last = "w va", i + 3
    unit = ABBREVIATED_UNITS.get(key)
    after_comma = i > 1 and tokens[i - 1].text == "," and tokens[i - 2].text[0].isupper()
    if after_comma and not text.endswith(".") and i + 1 < len(tokens) and tokens[i + 1].text[0].islower():
        return None
    stands_alone = key in STANDING_ALONE and (text.endswith(".") or text.isupper())
    if unit is None or not (after_comma or stands_alone):
        return None
    places = tuple(p for p in gazetteer.named(unit) if p.feature_code == "ADM1")
    return Candidate(passage, tokens, i, last, unit, places, {"abbreviated"}) if places else None


def _unknown(passage: Passage, tokens: tuple[Token, ...], i: int, gazetteer: Gazetteer) -> Candidate | None:
    """A capitalised name that no place has, if it stands where a place would: to be looked up by its sound."""
    before = tokens[i - 1].text.lower() if i else ""
    last = i + 1
    while last < len(tokens) and last - i < 3 and tokens[last].text[0].isupper() and tokens[last].text[0].isalpha():
        last += 1
    after = tokens[last].text.lower() if last < len(tokens) else ""
    is_placed = before in STRONG_PREPOSITIONS or after in UNITS or before in SETTLEMENTS or after in SETTLEMENTS
    is_placed = is_placed or (before == "of" and i > 1 and tokens[i - 2].text.lower() in SETTLEMENTS | UNITS | COMPASS)
    key = " ".join(spelling_key(token.text) for token in tokens[i:last])
    if not (is_placed or _has_capital(tokens[i].text)) or len(key) < 4:
        return None
    if any(word in gazetteer.name_words.common or gazetteer.named(word.removesuffix("s")) for word in key.split()):
        return None
    return Candidate(passage, tokens, i, last, key, ())


def _spot_small_letters(candidates: list[Candidate], article: ArticleText) -> None:
    """A small town's name that the article also writes in small letters is a word: "Harvest" beside "the harvest"."""
    written = {token.text for passage in article.passages for s in passage.sentences for token in s.tokens}
    for c in candidates:
        name = c.text
        is_word = c.last == c.first + 1 and name.lower() != name and name.lower() in written
        if is_word and not any(p.feature_code in COUNTRIES or p.population > _SMALL_TOWN for p in c.places):
            c.signs.add("common")


def _look_elsewhere(candidates: list[Candidate]) -> None:
    """What a name's other mentions say: a person's surname, or plainly a place."""
    people = {c.key for c in candidates if c.signs & {"after_first_name", "title"}}
    located = Counter(c.key for c in candidates if c.signs & _PLAINLY_THERE or c.container)
    for c in candidates:
        if c.key in people and not c.signs & {"after_first_name", "title"}:
            c.signs.add("person_elsewhere")
        if located[c.key] > bool(c.signs & _PLAINLY_THERE or c.container):
            c.signs.add("place_elsewhere")


def _add_units(candidates: list[Candidate], gazetteer: Gazetteer) -> None:
    """ "Butler" in "Butler and Clark counties" may be Butler County, "Deir Ezzor province" a unit spelt otherwise."""
    for c in candidates:
        if not c.signs & {"listed_unit", "unit"}:
            continue
        if "rural" in c.signs and (around := _around(c, gazetteer)):
            c.places = around
        units = gazetteer.named(f"{c.key} county")
        if not any(place.feature_code == "ADM1" for place in c.places):
            country = c.places[0].country_code if c.places else None
            heard = gazetteer.sounding(c.key, (country,)) if country else ()
            units = (*units, *(place for place in heard if place.feature_code == "ADM1"))
        c.places = (*c.places, *(place for place in units if place not in c.places))


def _around(c: Candidate, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """The province that is named for being the countryside of a province-city: "rural Damascus"."""
    cities = [spelling_key(place.name) for place in c.places if place.feature_code == "ADM1"]
    return tuple(place for city in cities for place in gazetteer.named(f"rif {city}"))


def _sound_out(candidates: list[Candidate], countries: Counter[str], gazetteer: Gazetteer) -> None:
    """Look names up by sound in the article's countries, where their spelling finds no place there."""
    ranked = countries.most_common(4)
    context = tuple(country for country, count in ranked if count * _LEADING_SHARE >= ranked[0][1])
    for c in candidates:
        if c.places and (c.signs & {"common", "first_name", "surname", "all_common"} or c.is_country):
            continue
        if (
            any(word in gazetteer.name_words.first_names for word in c.key.split())
            or without_article(c.key) in NEVER_ALONE
        ):
            continue
        if any(place.country_code in context or place.population > 100_000 for place in c.places) or len(c.key) < 4:
            continue
        if c.key.endswith("i") and gazetteer.named(c.key[:-1]):
            continue  # "Baghdadi": who comes from there
        heard = gazetteer.sounding(c.key, context)
        if heard:
            c.places = (*c.places, *heard[:5])
            c.signs.add("heard")
