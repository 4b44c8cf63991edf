"""Finds the word sequences that may be place names, with what speaks for and against each.

Which place a name means, and whether it is one at all, is decided in `place_resolution.py` and `places.py`.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipelines.coding.gazetteer import Gazetteer, Place
from pipelines.coding.place_words import (
    ABBREVIATED_UNITS,
    COMPASS,
    NOT_THERE,
    SETTLEMENTS,
    SPEECH,
    STRONG_PREPOSITIONS,
    TITLES,
    UNITS,
    WATERS,
    WEAK_PREPOSITIONS,
    name_words,
)
from pipelines.coding.sentences import letter_case
from pipelines.coding.text import ArticleText, Passage, Sentence, Token
from pipelines.coding.toponyms import spelling_key

LONGEST_NAME = 6
_COUNTRY = frozenset(("PCLI", "PCLD", "PCLH"))


@dataclass(slots=True)
class Candidate:
    """A possible place name: tokens `first` to `last` (exclusive) of a sentence, the places of that name, the signs."""

    passage: Passage
    sentence: Sentence
    first: int
    last: int
    key: str
    places: tuple[Place, ...]
    signs: set[str] = field(default_factory=set)
    container: str | None = None

    @property
    def start(self) -> int:
        return self.sentence.tokens[self.first].start

    @property
    def end(self) -> int:
        return self.sentence.tokens[self.last - 1].end

    @property
    def is_country(self) -> bool:
        return any(place.feature_code in _COUNTRY for place in self.places[:3])


def find_candidates(article: ArticleText, gazetteer: Gazetteer) -> tuple[list[Candidate], Counter[str]]:
    """All candidates in reading order, and how often each country is named, as a noun or as an adjective."""
    candidates: list[Candidate] = []
    countries: Counter[str] = Counter()
    unknown: list[Candidate] = []
    for passage in article.passages:
        case = letter_case(passage.text)
        for sentence in passage.sentences:
            found = list(_in_sentence(passage, sentence, gazetteer, case, countries))
            for candidate in found:
                _read_signs(candidate, case)
            _contain(found)
            candidates += [c for c in found if c.places]
            unknown += [c for c in found if not c.places]
    _add_surnames(candidates)
    _sound_out([*candidates, *unknown], countries, gazetteer)
    candidates += [c for c in unknown if c.places]
    candidates.sort(key=lambda c: (c.passage.field != "title", c.start))
    return candidates, countries


def _in_sentence(
    passage: Passage, sentence: Sentence, gazetteer: Gazetteer, case: str, countries: Counter[str]
) -> Iterator[Candidate]:
    tokens = sentence.tokens
    i = 0
    while i < len(tokens):
        text = tokens[i].text
        if not (text[0].isupper() or case == "lower" or _has_capital(text)) or not text[0].isalnum():
            i += 1
            continue
        candidate = _longest(passage, sentence, i, gazetteer, case)
        key = spelling_key(text)
        if candidate is None or (key in gazetteer.adjectives and not candidate.is_country):
            if key in gazetteer.adjectives:
                countries[gazetteer.adjectives[key]] += 1
            elif case == "mixed" and (unknown := _unknown(passage, sentence, i)):
                yield unknown
                i = unknown.last
                continue
            i += 1
            continue
        if candidate.is_country and candidate.places[0].country_code:
            countries[candidate.places[0].country_code] += 2
        yield candidate
        i = candidate.last


def _has_capital(text: str) -> bool:
    """ "al-Qaim" begins small, but holds a capital after its hyphen."""
    _, hyphen, rest = text.partition("-")
    return bool(hyphen) and rest[:1].isupper() and len(text) - len(rest) <= 5


def _longest(passage: Passage, sentence: Sentence, i: int, gazetteer: Gazetteer, case: str) -> Candidate | None:
    tokens = sentence.tokens
    abbreviated = _abbreviated_unit(passage, sentence, i, gazetteer)
    if abbreviated:
        return abbreviated
    first = spelling_key(tokens[i].text)
    if not first:
        return None
    longest = gazetteer.longest(first.split()[0])
    if not longest:
        return None
    keys, ends = first, [(first, i + 1)]
    for j in range(i + 1, min(i + LONGEST_NAME, len(tokens))):
        text = tokens[j].text
        if not text[0].isalnum() or tokens[j].start - tokens[j - 1].end > 2 or len(keys.split()) >= longest:
            break
        keys = f"{keys} {spelling_key(text)}"
        if case != "mixed" or text[0].isupper() or _has_capital(text):
            ends.append((keys, j + 1))
    for key, end in reversed(ends):
        places = gazetteer.named(key) if len(key) > 1 else ()
        if places:
            return Candidate(passage, sentence, i, end, key, places)
    return None


def _abbreviated_unit(passage: Passage, sentence: Sentence, i: int, gazetteer: Gazetteer) -> Candidate | None:
    """ "Ala." or "TX" after a comma; "Ala." alone too where its stop is written."""
    tokens = sentence.tokens
    text = tokens[i].text
    if len(text) > 6 or (not text.endswith(".") and not (text.isupper() and len(text) <= 3)):
        return None
    after_comma = i > 1 and tokens[i - 1].text == "," and tokens[i - 2].text[0].isupper()
    last, key = i + 1, spelling_key(text)
    if key == "w" and i + 1 < len(tokens) and tokens[i + 1].text == "Va.":
        last, key = i + 2, "w va"
    unit = ABBREVIATED_UNITS.get(key)
    if unit is None or not after_comma:
        return None
    places = tuple(p for p in gazetteer.named(unit) if p.feature_code == "ADM1")
    return Candidate(passage, sentence, i, last, unit, places, {"abbreviated"}) if places else None


def _unknown(passage: Passage, sentence: Sentence, i: int) -> Candidate | None:
    """A capitalised name that no place has, if it stands where a place would: to be looked up by its sound."""
    tokens = sentence.tokens
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
    if any(word in name_words("common") for word in key.split()):
        return None
    return Candidate(passage, sentence, i, last, key, ())


def _read_signs(c: Candidate, case: str) -> None:
    """Note what stands before and after the candidate."""
    tokens, signs = c.sentence.tokens, c.signs
    before, after = tokens[c.first - 1] if c.first else None, tokens[c.last] if c.last < len(tokens) else None
    words = c.key.split()
    if len(words) == 1 and words[0] in name_words("common"):
        signs.add("common")
    elif len(words) > 1 and all(word in name_words("common") for word in words):
        signs.add("all_common")
    if len(words) > 1:
        signs.add("long")
    if case != "mixed" or _is_headline(c):
        signs.add("flat_case")
    if len(words) == 1 and words[0] in name_words("surname"):
        signs.add("surname")
    if len(words) == 1 and words[0] in name_words("first_name"):
        signs.add("first_name")
    text = c.passage.text[c.start : c.end]
    if case == "mixed" and text.isupper() and len(text) <= 5 and not c.is_country and "abbreviated" not in signs:
        signs.add("acronym")
    if before is None:
        signs.add("opens")
    else:
        _read_before(c, before, signs)
    if after is not None:
        _read_after(c, after, signs)
    if _is_dateline(c):
        signs.add("dateline")


def _is_headline(c: Candidate) -> bool:
    """Most words of the sentence begin with a capital."""
    words = [token.text for token in c.sentence.tokens if token.text[0].isalpha() and len(token.text) > 3]
    return len(words) > 2 and sum(word[0].isupper() for word in words) > 0.8 * len(words)


def _read_before(c: Candidate, before: Token, signs: set[str]) -> None:
    tokens, word = c.sentence.tokens, before.text.lower().rstrip(".")
    two_before = tokens[c.first - 2].text.lower() if c.first > 1 else ""
    if word in ("the", "a", "an"):
        signs.add("article")
        word, before = two_before, tokens[c.first - 2] if c.first > 1 else before
    if word in STRONG_PREPOSITIONS or (
        word == "of" and (two_before in COMPASS or two_before in ("outside", "miles", "kilometers", "kilometres"))
    ):
        signs.add("in")
    elif word == "of" and two_before in SETTLEMENTS | UNITS:
        signs.add("unit" if two_before in UNITS else "settlement")
    elif word in WEAK_PREPOSITIONS:
        signs.add(f"{word}_before" if word in ("to", "of", "and", "on", "for") else "weak_before")
    elif word in SETTLEMENTS:
        signs.add("settlement")
    elif word in COMPASS:
        signs.add("compass")
    elif word in TITLES and (before.text[0].isupper() or "article" not in signs):
        signs.add("title")
    elif before.text[0].isupper() and "article" not in signs:
        signs.add("after_first_name" if spelling_key(before.text) in name_words("first_name") else "after_capital")
    elif before.text in ",(":
        signs.add("after_comma")


def _read_after(c: Candidate, after: Token, signs: set[str]) -> None:
    tokens, word = c.sentence.tokens, after.text.lower()
    if word in UNITS:
        signs.add("unit")
    elif word in WATERS:
        signs.add("water")
    elif word in NOT_THERE and after.text[0].isupper():
        signs.add("not_there")
    elif word in SETTLEMENTS and word not in ("capital", "camp", "port"):
        signs.add("settlement")
    elif word in SPEECH:
        signs.add("speaks")
    elif word in ("'s", "’s"):
        signs.add("possessive")
    elif after.text[0].isupper() and after.text[0].isalpha():
        signs.add("before_capital")
    elif word == "." and c.last + 1 < len(tokens) and len(tokens[c.last - 1].text) == 1:
        signs.add("initial")
    elif word == "-" or word == "–":
        signs.add("before_dash")


def _is_dateline(c: Candidate) -> bool:
    """ "BEIRUT (Reuters) -", "PARIS, Nov. 3 (AP) _", "Cairo -" at the head of a paragraph."""
    tokens = c.sentence.tokens
    if c.first > 3 or any(token.text[0].islower() for token in tokens[: c.last]):
        return False
    head = [token.text for token in tokens[c.last : c.last + 12]]
    if not head or head[0] not in (",", "(", "-", "–", "—", "--", "_", ":"):
        return False
    dash = next((n for n, text in enumerate(head) if text in ("-", "–", "—", "_")), None)
    named_upper = c.passage.text[c.start : c.end].isupper()
    return (dash is not None and (named_upper or (c.first == 0 and "(" in head[:dash]))) or (
        named_upper and head[0] in ":("
    )


def _contain(found: list[Candidate]) -> None:
    """ "X, Y", "X (Y)", "Y's X": note Y as the container of X."""
    for one, two in zip(found, found[1:], strict=False):
        tokens = one.sentence.tokens
        between = [token.text for token in tokens[one.last : two.first]]
        if between in ([","], ["("]) and two.places and one.key != two.key:
            one.container = two.key
            two.signs.add("contains")
        elif between in (["'s"], ["’s"]) and one.places and two.container is None:
            two.container = one.key
        elif len(between) <= 3 and between[-1:] == ["in"] and one.container is None and two.places:
            one.container = two.key
            one.signs.add("loosely")


def _add_surnames(candidates: list[Candidate]) -> None:
    """A name that once follows a first name or a title is that person's wherever it stands alone."""
    people = {c.key for c in candidates if c.signs & {"after_first_name", "title"}}
    for c in candidates:
        if c.key in people:
            c.signs.add("person_elsewhere")


def _sound_out(candidates: list[Candidate], countries: Counter[str], gazetteer: Gazetteer) -> None:
    """Look names up by sound in the article's countries, where their spelling finds no place there."""
    context = tuple(country for country, _ in countries.most_common(4))
    for c in candidates:
        if c.places and (c.signs & {"common", "first_name", "surname", "all_common"} or c.is_country):
            continue
        if any(place.country_code in context or place.population > 100_000 for place in c.places) or len(c.key) < 4:
            continue
        heard = gazetteer.sounding(c.key, context)
        if heard:
            c.places = (*c.places, *heard[:5])
            c.signs.add("heard")
