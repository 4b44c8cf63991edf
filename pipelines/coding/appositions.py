"""Phrases that belong together: "the prime minister, X", "X, the prime minister,", "Turkish and Iraqi forces"."""

from collections.abc import Sequence
from itertools import pairwise

from pipelines.coding.dictionary import ActorDictionary, Word
from pipelines.coding.grammar import words as words_of
from pipelines.coding.phrases import Phrase
from pipelines.coding.word_lists import word_list

_PLAIN_WORDS = word_list("plain_words")
BODIES = words_of(
    """
    group organization organisation party movement network front faction force army militia cell coalition alliance bloc
    school university college church mosque hospital clinic union court tribunal bank newspaper agency charity ngo
    watchdog tribe clan minority community cartel gang mafia syndicate insurgency rebellion opposition crowd mob team
    outfit command squad
    """
)


def share_heads(phrases: Sequence[Phrase], words: Sequence[Word]) -> None:
    """ "Turkish and Iraqi forces" are two forces: the first adjective takes the second's noun."""
    for one, other in pairwise(phrases):
        meaning = one.head.meaning
        if one.kind not in ("adjective", "country") or meaning is None or meaning.adjective is None:
            continue
        if other.kind == "role" and other.country and other.first == one.last + 1 and words[one.last].parts == ("and",):
            one.kind, one.role, one.role_class, one.sector = "role", other.role, other.role_class, other.sector
            one.is_modified = True


def join_described(phrases: list[Phrase], words: Sequence[Word]) -> list[Phrase]:
    """One phrase for "the Israeli surveillance company": a people's adjective, a word or two, and who they are."""
    joined: list[Phrase] = []
    for phrase in phrases:
        last = joined[-1] if joined else None
        if last is not None and _is_described_by(last, phrase, words):
            phrase.country, phrase.first, phrase.is_modified = last.country, last.first, True
            phrase.determiner = last.determiner
            joined[-1] = phrase
        else:
            joined.append(phrase)
    return joined


def _is_described_by(one: Phrase, other: Phrase, words: Sequence[Word]) -> bool:
    meaning = one.head.meaning
    if one.kind not in ("adjective", "country") or meaning is None or meaning.adjective is None:
        return False
    if other.kind != "role" or other.country or other.owner_ids or other.has_number or other.determiner:
        return False
    between = words[one.last : other.first]
    return 1 <= len(between) <= 2 and all(_may_describe(w) for w in between)


def _may_describe(w: Word) -> bool:
    if len(w.parts) != 1 or w.is_capital or not w.text.isalpha():
        return False
    return w.text not in _PLAIN_WORDS and not w.text.endswith(("ed", "ly", "s"))


def merge_appositions(phrases: list[Phrase], words: Sequence[Word], dictionary: ActorDictionary) -> list[Phrase]:
    """One phrase for "the prime minister, Haider al-Abadi"; "Haider al-Abadi, the prime minister," keeps the name."""
    merged: list[Phrase] = []
    said_of_last = 0  # where the title ends that came after the last name
    for phrase in phrases:
        last = merged[-1] if merged else None
        if last is not None and _is_title_then_name(last, phrase, words, dictionary):
            _absorb_title(last, phrase)
            merged[-1] = phrase
        elif last is not None and _is_name_then_title(last, phrase, words, dictionary):
            _absorb_description(last, phrase)
            said_of_last = phrase.last
        elif said_of_last and _is_second_title(said_of_last, phrase, words):
            said_of_last = 0  # "Juan Perez, a lawyer and former mayor"
        else:
            merged.append(phrase)
            said_of_last = 0
    return merged


def _is_person_phrase(phrase: Phrase, dictionary: ActorDictionary) -> bool:
    if phrase.kind == "person":
        return True
    return phrase.kind == "name" and bool(phrase.actor_ids) and dictionary.rows[phrase.actor_ids[0]][0].kind == "person"


def _is_single_person_role(phrase: Phrase) -> bool:
    role = phrase.role
    return phrase.kind == "role" and role is not None and role.kind == "person" and not role.is_plural


def _is_title_too(phrase: Phrase, words: Sequence[Word]) -> bool:
    """ ", chairman of the union,": a noun for a body's people that is one person's title as well."""
    title = phrase.head.meaning.roles.get("title") if phrase.kind == "role" and phrase.head.meaning else None
    if title is None or phrase.role is None or phrase.role.is_plural or phrase.has_number:
        return False
    return phrase.last < len(words) and words[phrase.last].text == ","


def _is_one_of_many(phrase: Phrase, words: Sequence[Word]) -> bool:
    """ "A suspected militant", "a farmer": one of a group, and no body of people."""
    role = phrase.role
    if phrase.kind != "role" or role is None or role.kind != "group" or role.is_plural:
        return False
    bare = phrase.determiner is None and [w.text for w in words[phrase.last : phrase.last + 1]] in ([","], ["and"])
    return (bare or phrase.determiner in ("a", "an")) and words[phrase.last - 1].text.lower() not in BODIES


def _is_title_then_name(one: Phrase, other: Phrase, words: Sequence[Word], dictionary: ActorDictionary) -> bool:
    return (
        _is_single_person_role(one)
        and (other.role is None or other.role.scope in ("rank", "courtesy"))
        and _is_person_phrase(other, dictionary)
        and other.first == one.last + 1
        and words[one.last].text == ","
        and one.determiner != "a"
    )


def _is_name_then_title(one: Phrase, other: Phrase, words: Sequence[Word], dictionary: ActorDictionary) -> bool:
    is_said_of_one = _is_single_person_role(other) or _is_title_too(other, words)
    is_said_of_one = is_said_of_one or (one.kind == "person" and _is_one_of_many(other, words))
    if not (_is_person_phrase(one, dictionary) and is_said_of_one):
        return False
    gap = [w.text for w in words[one.last : other.first]]
    return gap in ([","], [",", "the"], [",", "a"], [",", "an"])


def _is_second_title(end: int, phrase: Phrase, words: Sequence[Word]) -> bool:
    bare = phrase.determiner is None and not phrase.has_number
    return _is_single_person_role(phrase) and bare and phrase.first == end + 1 and words[end].text == "and"


def _absorb_title(title: Phrase, name: Phrase) -> None:
    name.first = title.first
    name.determiner = title.determiner
    _absorb_description(name, title)


def _absorb_description(name: Phrase, description: Phrase) -> None:
    name.role, name.role_class = name.role or description.role, name.role_class or description.role_class
    name.role_piece = name.role_piece or description.role_piece
    name.country = name.country or description.country
    name.sector = name.sector or description.sector
    name.owner_ids = name.owner_ids or description.owner_ids
