"""Cuts a sentence into the pieces that phrases for actors are built of: names, countries, roles, modifiers, numbers.

What the pieces mean together is decided in `noun_phrases.py`.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from pipelines.coding.dictionary import ActorDictionary, Meaning, Trie, Word, may_be, word
from pipelines.coding.grammar import DETERMINERS, POSSESSIVES, PREPOSITIONS
from pipelines.coding.number_words import TENS, UNITS
from pipelines.coding.organisation_names import join_names
from pipelines.coding.pieces import NEVER_NAMES, Piece, PieceKind
from pipelines.coding.text import Token
from pipelines.coding.timex_words import MONTHS
from pipelines.coding.word_lists import word_list

_NUMBER_WORDS = UNITS | TENS
_VAGUE_NUMBERS = word_list("vague_numbers")
_MANY = (("thousands",), ("millions",))  # "hundreds of thousands of people"
_LINKED = word_list("linked")
_SMALL_IN_TITLES = word_list("small_in_titles")
_BASED = frozenset(("based", "born", "affiliated"))
_PREFIXES = frozenset(["pro", "anti", "ex", "then", "non", "vice", "co", "former"])
_PARTICLES = word_list("particles")
_JOINTS = frozenset(("and", "or", ",", "&"))
_OWNED = frozenset(("head", "act"))
_OWN_RISINGS = frozenset(("uprising", "rebellion", "insurgency"))  # those of a country's people
_TAGS = word_list("source_tags")
_OTHER_PARTIES = frozenset(("Christian", "Social", "Independent", "Free", "Progressive", "United", "Popular"))
_VOCATIVES = word_list("vocatives")
_ORDINARY = word_list("ordinary")
PLAIN_WORDS = word_list("plain_words")


def sentence_words(tokens: Sequence[Token]) -> list[Word]:
    """The normal form of every token."""
    return list(map(word, [token.text for token in tokens]))


def has_reliable_capitals(words: Sequence[Word]) -> bool:
    """False for headlines in title case and for lines in capitals, whose capitals tell nothing."""
    long_words = [w for w in words if w.is_long]
    small = [w for w in long_words if not w.is_capital and w.parts[0] not in _SMALL_IN_TITLES]
    return len(long_words) < 5 or len(small) * 8 >= len(long_words)


def scan(
    words: Sequence[Word], letters: str, dictionary: ActorDictionary, surnames: frozenset[str] = frozenset()
) -> list[Piece]:
    """Every piece of the sentence in order; `letters` is how its passage is written: mixed, upper or lower.

    `surnames`: those of the people whom a text in capitals names in full (`surnames_in_capitals`).
    """
    names_known = letters == "mixed" and has_reliable_capitals(words)
    pieces: list[Piece] = []
    i, n = 0, len(words)
    trie = dictionary.trie
    while i < n:
        parts = words[i].parts
        found = _longest(words, i, letters, trie) if parts and parts[0] in dictionary.openings else None
        if found is None and letters != "upper" and _is_plain(words[i].text):
            i += 1
            continue
        if found is not None and letters == "mixed" and _belongs_elsewhere(words, i, found[0]):
            i = found[0]
            continue
        if found is not None:
            last, meaning = found
            if last < n and words[last].parts and words[last].parts[0] in _BASED and not meaning.roles:
                pieces.append(Piece("modifier", i, last + 1))
                i = last + 1
                continue
            if _is_surname(pieces, words, i, meaning):
                pieces.append(Piece("caps", i, last))
            else:
                small = letters == "mixed" and (
                    not words[i].is_capital or (i > 0 and words[i - 1].text in _OTHER_PARTIES)
                )
                pieces.append(Piece(_kind(meaning, small), i, last, meaning))
            i = last
            continue
        piece = _owner_without_apostrophe(words, i, trie) or _other(words, i, names_known, trie)
        if piece is None and letters == "upper" and parts:
            piece = _name_in_capitals(words, i, dictionary, surnames)
        if piece is not None:
            pieces.append(piece)
            i = piece.last
        else:
            i += 1
    return join_names(pieces, words, dictionary) if names_known else pieces


@lru_cache(maxsize=50_000)
def _is_plain(text: str) -> bool:
    """Whether a word in small letters begins no piece but those of the dictionary: no number or compound."""
    w = word(text)
    if w.is_capital or len(w.parts) != 1:
        return False
    return not (w.parts[0][0].isdigit() or w.parts[0] in _NUMBER_WORDS or w.parts[0] in _VAGUE_NUMBERS)


def _longest(words: Sequence[Word], i: int, letters: str, trie: Trie) -> tuple[int, Meaning] | None:
    """The longest form that begins at `i`; "People" and "'s" are one word of "New People's Army"."""
    named = letters == "upper" and i > 0 and words[i - 1].parts == ("the",) and words[i].parts[0] not in _ORDINARY
    node: Trie | None = trie
    j, best = i, None
    while node is not None and j < len(words):
        parts = words[j].parts
        if not parts:
            if not _is_stop_of_initial(words, j):
                return best
            j += 1
            continue
        plain = node.get(parts[0]) if len(parts) == 1 else _followed(node, parts)
        meaning = plain.get("") if plain else None
        if meaning is not None and (named or may_be(meaning, words[i], letters)):
            best = (j + 1, meaning)
        owner = _followed(node, (*parts[:-1], parts[-1] + "s")) if _is_owner(words, j) else None
        node, j = (plain, j + 1) if owner is None else (owner, j + 2)
    return best


def _followed(node: Trie, parts: Sequence[str]) -> Trie | None:
    reached: Trie | None = node
    for part in parts:
        reached = reached.get(part) if reached else None
    return reached


def _is_owner(words: Sequence[Word], j: int) -> bool:
    return j + 1 < len(words) and words[j + 1].text in POSSESSIVES


def _owner_without_apostrophe(words: Sequence[Word], i: int, trie: Trie) -> Piece | None:
    """ "Russias warplanes", as texts have it that lost their apostrophes: an owner before a noun for its people."""
    w = words[i]
    if not w.is_capital or len(w.parts) != 1 or not w.parts[0].endswith("s") or i + 1 >= len(words):
        return None
    owner = (trie.get(w.parts[0][:-1]) or {}).get("")
    if owner is None or not (owner.country or owner.actor_ids) or words[i + 1].is_capital or not words[i + 1].parts:
        return None
    following = _longest(words, i + 1, "mixed", trie)
    if following is None or words[i + 1].text in _OWN_RISINGS or not _OWNED.intersection(following[1].roles):
        return None
    return Piece("country" if owner.country else "name", i, i + 1, owner)


def _is_stop_of_initial(words: Sequence[Word], j: int) -> bool:
    """The stop of "George W. Bush", which is a token of its own."""
    return words[j].text == "." and j > 0 and len(words[j - 1].text) == 1 and words[j - 1].is_capital


def _belongs_elsewhere(words: Sequence[Word], i: int, last: int) -> bool:
    """A tag; "border" of "near the Syrian border Iraqi forces", where a comma was lost."""
    ends_place = words[i].text == "border" and last < len(words) and words[last].is_capital
    return ends_place or _is_source_tag(words, i, last)


def _is_source_tag(words: Sequence[Word], i: int, last: int) -> bool:
    """ "Raids kill ten in Aleppo Monitor": who says so, after a headline that lost its colon or its dash."""
    if i < 3 or last - i > 1 or words[i].parts[0] not in _TAGS or not words[i].is_capital:
        return False
    if words[i - 1].text in DETERMINERS | PREPOSITIONS | _JOINTS:
        return False
    after = words[last] if last < len(words) else None
    return after is None or not after.parts or after.is_upper or after.parts[0][0].isdigit()


def _is_surname(pieces: Sequence[Piece], words: Sequence[Word], i: int, meaning: Meaning) -> bool:
    """ "Mr. King", "Ms. Judge": a role's word after a courtesy title is a name; "Mr. President" is none."""
    title = pieces[-1].meaning if pieces and pieces[-1].last == i else None
    if title is None or meaning.actor_ids or not meaning.roles or not words[i].is_capital:
        return False
    called = title.roles.get("title")
    return called is not None and called.scope == "courtesy" and words[i].parts[0] not in _VOCATIVES


def _kind(meaning: Meaning, is_generic: bool) -> PieceKind:
    """`is_generic`: it stands in small letters ("a congress") or in another's name ("Christian Democratic Party")."""
    if meaning.actor_ids and not (is_generic and meaning.roles and not meaning.is_small_name):
        return "name"
    if meaning.country:
        return "country"
    if meaning.adjective:
        return "adjective"
    if meaning.people:
        return "people"
    if meaning.capital:
        return "capital"
    roles = meaning.roles
    if "head" in roles or "weak" in roles or "title" in roles:
        return "role"
    if "modifier" in roles:
        return "modifier"
    return "act" if "act" in roles else "role"


def _other(words: Sequence[Word], i: int, names_known: bool, trie: Trie) -> Piece | None:
    """A number, a possessive, a linking adjective ("US-led") or a run of capitalised words, if one starts here."""
    parts = words[i].parts
    if not parts:
        return Piece("'s", i, i + 1) if words[i].text in POSSESSIVES else None
    first = parts[0]
    if first[0].isdigit():
        return None if i and _is_month(words[i - 1]) else _figure(words[i].text, i)
    if first in _NUMBER_WORDS and len(parts) <= 2:
        return Piece("number", i, i + 1, value=sum(_NUMBER_WORDS.get(part, 0) for part in parts))
    if first in _VAGUE_NUMBERS:
        last = i + 1
        while last < len(words) and words[last].parts == ("of",):
            last += 2 if last + 1 < len(words) and words[last + 1].parts[:1] in _MANY else 1
        return Piece("number", i, last)
    if len(parts) > 1 and (parts[-1] in _LINKED or first in _PREFIXES):
        return Piece("modifier", i, i + 1)
    if names_known and _may_start_name(words, i, trie):
        return Piece("caps", i, _end_of_capitals(words, i, trie))
    return None


def surnames_in_capitals(sentences: Iterable[Sequence[Word]], dictionary: ActorDictionary) -> frozenset[str]:
    """The last words of all full names in a text in capitals, which may stand alone later."""
    found: set[str] = set()
    for words in sentences:
        for i, w in enumerate(words):
            if w.parts and w.parts[0] in dictionary.given_names:
                piece = _name_in_capitals(words, i, dictionary, frozenset())
                found.update(words[k].parts[0] for k in range(i + 1, piece.last if piece else i))
    return frozenset(w for w in found if len(w) > 3 and w not in _ORDINARY and w not in dictionary.given_names)


def _name_in_capitals(
    words: Sequence[Word], i: int, dictionary: ActorDictionary, surnames: frozenset[str]
) -> Piece | None:
    """A name in a text all in capitals: a given name and up to three words that are no known ones, or surnames."""
    first = words[i].parts[0]
    if first in PLAIN_WORDS or first in _ORDINARY or not (first in dictionary.given_names or first in surnames):
        return None
    end = i + 1
    while end < len(words) and end - i < 4 and words[end].parts and words[end].text.isalpha():
        part = words[end].parts[0]
        if part in _PARTICLES and end + 1 < len(words) and words[end + 1].parts and end - i < 3:
            end += 1
            continue
        if first in surnames and part not in surnames:
            break
        known = part in PLAIN_WORDS or part in _ORDINARY or part.endswith(("ed", "ing"))
        if known or _longest(words, end, "upper", dictionary.trie) is not None:
            break
        end += 1
    while end > i + 1 and words[end - 1].parts[0] in _PARTICLES:
        end -= 1
    return Piece("caps", i, end) if end - i > 1 or first in surnames else None


def _is_month(w: Word) -> bool:
    """ "Since October 9 soldiers": the number is the day's."""
    return w.is_capital and bool(w.parts) and w.parts[0] in MONTHS


def _figure(text: str, i: int) -> Piece | None:
    figures = text.replace(",", "")
    if (
        not (figures.isascii() and figures.isdigit())
        or len(figures) > 7
        or (len(text) == 4 and 1900 <= int(figures) <= 2099)
    ):
        return None
    return Piece("number", i, i + 1, value=int(figures))


def _may_start_name(words: Sequence[Word], i: int, trie: Trie) -> bool:
    w = words[i]
    if not w.is_capital or w.parts[0] in NEVER_NAMES:
        return False
    opens = i == 0 or words[i - 1].text in ("-", "–", "—", "--")
    if not opens or i + 1 >= len(words):
        return i > 0
    return words[i + 1].is_capital or (bool(words[i + 1].parts) and words[i + 1].parts[0] not in trie)


def _end_of_capitals(words: Sequence[Word], i: int, trie: Trie) -> int:
    """The end of a run of capitalised words that no seed knows; particles may stand inside ("Juan de la Cruz")."""
    end = j = i + 1
    while j < len(words) and j - i < 8:
        w = words[j]
        if not w.parts:
            if not _is_stop_of_initial(words, j):
                break
            j += 1
            continue
        if w.is_capital and w.parts[0] not in NEVER_NAMES:
            if w.parts[0] in trie and _starts_known(words, j, trie):
                break
            end = j + 1
        elif w.parts[0] not in _PARTICLES:
            break
        j += 1
    return end


def _starts_known(words: Sequence[Word], j: int, trie: Trie) -> bool:
    """Whether a known name or people begins here, or a title with a name after it ("West Bengal Chief Minister X")."""
    found = _longest(words, j, "mixed", trie)
    if found is None:
        return False
    last, meaning = found
    if meaning.actor_ids or meaning.adjective or meaning.people:
        return last - j > 1 or meaning.adjective is not None or meaning.people is not None
    return ("title" in meaning.roles or "head" in meaning.roles) and last < len(words) and words[last].is_capital
