"""Finds the actors that an article names and says who they are.

Names come from the dictionary, phrases from `noun_phrases.py`; short forms ("the group", surnames) are settled in
`coreference.py`. Places that merely locate something are not actors.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipelines.coding.actor_identity import identify
from pipelines.coding.actor_phrases import (
    drop_descriptors,
    in_name_context,
    is_called_after,
    leave_out_number,
    leave_out_verb,
    may_stand,
)
from pipelines.coding.actor_pieces import scan, sentence_words, surnames_in_capitals
from pipelines.coding.circles import find_circle, name_circles
from pipelines.coding.coreference import settle_short_forms
from pipelines.coding.dictionary import ActorDictionary, Word
from pipelines.coding.holders import ANTI, find_holding, is_bare_name, may_hold
from pipelines.coding.named_before import Candidate
from pipelines.coding.noun_phrases import find_phrases
from pipelines.coding.phrases import Phrase
from pipelines.coding.sentences import count_letters
from pipelines.coding.text import ActorMention, ArticleText, Passage, PlaceMention, Token

_ABROAD = ("JRN", "SOC")  # whose country says nothing about where a story plays
_OF_COUNTRIES = ("country", "adjective", "capital")


@dataclass(frozen=True, slots=True)
class Parties:
    """The actors of an article, and the names that only tell whose a thing is; sorted by field (title first) and start.

    No two actors overlap.
    """

    actors: list[ActorMention]
    holders: list[ActorMention]


def find_actors(
    article: ArticleText, dictionary: ActorDictionary, places: Sequence[PlaceMention]
) -> list[ActorMention]:
    """All actor mentions of an article, sorted by field (title first) and start; no two overlap."""
    return find_parties(article, dictionary, places).actors


def find_parties(article: ArticleText, dictionary: ActorDictionary, places: Sequence[PlaceMention]) -> Parties:
    """All actors of an article, and all that may only receive."""
    candidates: list[Candidate] = []
    for passage in article.passages:
        located = {place.start: place for place in places if place.field == passage.field}
        letters = letter_case(passage.text)
        surnames: frozenset[str] = frozenset()
        if letters == "upper":
            surnames = surnames_in_capitals((sentence_words(s.tokens) for s in passage.sentences), dictionary)
        for sentence in passage.sentences:
            candidates += _in_sentence(passage, sentence.index, letters, dictionary, located, surnames)
    home = _home_country(places, candidates)
    for candidate in candidates:
        identify(candidate, dictionary, article.published, home)
    at_home = (c for c in candidates if c.sector not in _ABROAD and c.country in dictionary.adjectives)
    settle_short_forms(candidates, home, _leading(c.country for c in at_home if not c.is_holder))
    name_circles(candidates, article)
    actors = [_as_mention(c, dictionary) for c in candidates if not c.is_dropped and not c.is_holder]
    holders = [_as_mention(c, dictionary) for c in candidates if c.is_holder or _is_bare_name(c)]
    return Parties(sorted(actors, key=_reading_order), sorted(holders, key=_reading_order))


def _reading_order(mention: ActorMention) -> tuple[bool, int]:
    return mention.field != "title", mention.start


def _is_bare_name(candidate: Candidate) -> bool:
    return candidate.is_dropped and candidate.phrase.kind == "person" and candidate.phrase.is_bare


def letter_case(text: str) -> str:
    """`lower` or `upper` where a passage's letters are (nearly) all so, else `mixed`."""
    letters = count_letters(text)
    if letters.capital * 400 < letters.small:
        return "lower"
    return "upper" if letters.capital > letters.small * 4 else "mixed"


def _in_sentence(
    passage: Passage,
    index: int,
    letters: str,
    dictionary: ActorDictionary,
    located: dict[int, PlaceMention],
    surnames: frozenset[str],
) -> list[Candidate]:
    sentence = passage.sentences[index]
    tokens = sentence.tokens
    words = sentence_words(tokens)
    pieces = scan(words, letters, dictionary, surnames)
    if not pieces and not any(w.parts in (("he",), ("she",)) for w in words):
        return []

    placed = [t for t, token in enumerate(tokens) if token.start in located] if located else []
    found = []
    taken: set[int] = set()
    of_places = _of_places(tokens, placed, located)
    for phrase in find_phrases(pieces, words, dictionary, placed):
        first = phrase.first - (phrase.first > 0 and words[phrase.first - 1].parts == ("the",))  # "The Netherlands"
        if phrase.kind in _OF_COUNTRIES and phrase.first in of_places and {first, phrase.first}.isdisjoint(placed):
            continue  # "Oman" in "the Gulf of Oman"
        if is_called_after(phrase, words, dictionary):
            continue
        leave_out_number(phrase, words)
        place = located.get(tokens[phrase.head.first].start)
        stands = may_stand(phrase, words, place, of_places, dictionary)
        if not stands and not may_hold(phrase, words):
            continue
        taken.update(range(phrase.first, phrase.last))
        leave_out_verb(phrase, words)
        _take_place_country(phrase, words, tokens, located)
        phrase.circle = find_circle(phrase, words, dictionary)
        phrase.is_bare = phrase.kind == "person" and is_bare_name(phrase, words)
        candidate = _as_candidate(passage, index, phrase, words, dictionary)
        candidate.is_holder = not stands
        found.append(candidate)
    here = _country_of_places([located[tokens[t].start] for t in placed], found)
    for candidate in found:
        candidate.here = here
    kept = drop_descriptors([c for c in found if not c.is_holder], passage.text)
    kept += [c for c in found if c.is_holder]
    for phrase in find_holding(words, dictionary):
        if phrase.first not in taken:
            candidate = _as_candidate(passage, index, phrase, words, dictionary)
            candidate.is_holder = True
            if words[phrase.first].parts[0] == ANTI:
                candidate.start += len(ANTI) + 1
                candidate.text = candidate.text[len(ANTI) + 1 :]
            kept.append(candidate)
    return sorted(kept, key=lambda c: c.start)


def _country_of_places(places: Sequence[PlaceMention], found: Sequence[Candidate]) -> str | None:
    """The one country that a sentence's places lie in; a country that acts is no place."""
    acting = {c.start for c in found if c.phrase.kind in _OF_COUNTRIES and not c.is_holder}
    countries = {place.country_code for place in places if place.country_code and place.start not in acting}
    return countries.pop() if len(countries) == 1 else None


def _of_places(tokens: Sequence[Token], placed: Sequence[int], located: dict[int, PlaceMention]) -> set[int]:
    """The words of the sentence that its places' names are made of; at `placed` they begin."""
    found: set[int] = set()
    for first in placed:
        t, end = first, located[tokens[first].start].end
        while t < len(tokens) and tokens[t].start < end:
            found.add(t)
            t += 1
    return found


def _as_candidate(
    passage: Passage, index: int, phrase: Phrase, words: Sequence[Word], dictionary: ActorDictionary
) -> Candidate:
    tokens = passage.sentences[index].tokens
    if words[phrase.first].parts == ("the",) and phrase.last - phrase.first > 1:
        phrase.first += 1
    start, end = tokens[phrase.first].start, tokens[phrase.last - 1].end
    if passage.text[end - 1] == "." and not words[phrase.last - 1].is_dotted:
        end -= 1
    return Candidate(
        passage.field,
        index,
        start,
        end,
        passage.text[start:end],
        phrase,
        tuple(words[phrase.head.first : phrase.head.last]),
        words[phrase.last].text if phrase.last < len(words) else "",
        in_name_context(phrase, words, dictionary),
    )


def _take_place_country(
    phrase: Phrase, words: Sequence[Word], tokens: Sequence[Token], located: dict[int, PlaceMention]
) -> None:
    """The country of "police in Gaza" is that of the place, where the phrase names none."""
    if phrase.kind != "role" or phrase.country or phrase.owner_ids or phrase.last + 1 >= len(words):
        return
    if phrase.role is not None and phrase.role.sector in ("REB", "PRM"):
        return
    if words[phrase.last].parts == ("in",) and words[phrase.last + 1].is_capital:
        place = located.get(tokens[phrase.last + 1].start)
        phrase.country = place.country_code if place else None
        phrase.is_foreign = phrase.country is None


def _home_country(places: Sequence[PlaceMention], candidates: Sequence[Candidate]) -> str | None:
    """The country that most of the article's places lie in, where one clearly leads; states that act are no places."""
    named = (c for c in candidates if c.phrase.kind in ("country", "adjective", "capital") and not c.is_holder)
    acting = {(c.field, c.start) for c in named}
    return _leading(place.country_code for place in places if (place.field, place.start) not in acting)


def _leading(countries: Iterable[str | None]) -> str | None:
    ranked = Counter(country for country in countries if country).most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] < ranked[1][1] * 2):
        return None
    return ranked[0][0]


def _as_mention(c: Candidate, dictionary: ActorDictionary) -> ActorMention:
    actor_id, name = c.actor_id, c.name
    if c.phrase.kind == "organisation" and name is None:
        name = c.text
    if actor_id is None and c.country and c.sector and c.phrase.kind in ("role", "people"):
        actor_id = f"{c.country}-{c.sector}"
    if name is None and actor_id and c.country:
        name = _composed_name(c, dictionary)
    return ActorMention(
        c.field,
        c.start,
        c.end,
        c.text,
        actor_id,
        name,
        c.kind,
        c.country,
        c.sector,
        _confidence(c),
        c.phrase.count,
        c.phrase.kind == "pronoun",
    )


def _composed_name(c: Candidate, dictionary: ActorDictionary) -> str | None:
    adjective = dictionary.adjectives.get(c.country or "", c.country)
    return f"{adjective} {dictionary.sectors[c.sector]}" if c.sector in dictionary.sectors else adjective


def _confidence(c: Candidate) -> float:
    if c.phrase.kind in ("capital", "adjective", "pronoun"):
        return 0.5
    if c.is_inferred:
        return 0.7
    if c.actor_id and c.name and c.phrase.kind == "name":
        return 0.95
    if c.country:
        return 0.9
    return 0.6 if c.sector or c.phrase.kind == "person" else 0.4
