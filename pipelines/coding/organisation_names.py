"""Joins capitalised pieces into the names of organisations that no seed knows ("Ministry of Works")."""

from collections.abc import Sequence

from pipelines.coding.dictionary import ActorDictionary, Meaning, Role, Word
from pipelines.coding.pieces import NEVER_NAMES, Piece, organisation_role

_OF_ARMIES = frozenset(("unit", "units", "soldier", "soldiers", "personnel", "officer", "officers", "troops"))
_JOINERS = frozenset(("of", "for"))


def join_names(pieces: list[Piece], words: Sequence[Word], dictionary: ActorDictionary) -> list[Piece]:
    """Joins capitalised pieces into the names of unknown organisations ("Free Officers Front", "Ministry of Works")."""
    joined: list[Piece] = []
    i = 0
    while i < len(pieces):
        end = _end_of_organisation(pieces, words, i, dictionary)
        if end:
            last, role = end
            meaning = Meaning(case="capital", roles={"name": role})
            joined.append(Piece("organisation", pieces[i].first, last, meaning))
            while i < len(pieces) and pieces[i].first < last:
                i += 1
            continue
        joined.append(pieces[i])
        i += 1
    return joined


def _capitalised(piece: Piece, words: Sequence[Word]) -> bool:
    return all(words[t].is_capital for t in range(piece.first, piece.last))


def _end_of_organisation(
    pieces: Sequence[Piece], words: Sequence[Word], i: int, dictionary: ActorDictionary
) -> tuple[int, Role] | None:
    """Where an unknown organisation's name that starts with piece `i` ends, and the role its last word gives it."""
    best: tuple[int, Role] | None = None
    has_own_word = False
    j = i
    while j < len(pieces) and (j == i or pieces[j].first == pieces[j - 1].last) and j - i < 6:
        piece = pieces[j]
        if piece.kind in ("'s", "number", "people", "capital") or not _capitalised(piece, words):
            break
        if piece.kind == "name" and not (j == i + 1 and pieces[i].kind == "role" and organisation_role(piece)):
            break
        if piece.meaning is not None and "title" in piece.meaning.roles and "name" not in piece.meaning.roles:
            break
        role = organisation_role(piece)
        last = piece.last
        if piece.kind == "caps":
            has_own_word = True
            role = role or _last_word_role(piece, words, dictionary)
        elif piece.kind == "modifier":
            has_own_word = has_own_word or j + 1 < len(pieces)
        if role and role.sector == "REB" and words[last - 1].parts[-1:] == ("army",) and _counts_soldiers(words, last):
            role = _head_role("army", dictionary) or role
        if role and role.sector == "BUS" and any("police" in w.parts for w in words[pieces[i].first : last]):
            role = _head_role("police", dictionary) or role  # "National Police Group"
        if role and role.sector == "LEG" and has_own_word and pieces[i].kind == "role":
            role = _people_of(pieces[i]) or role  # "Trade Unions Congress"
        if role and (has_own_word or _is_of_name(words, last)):
            best = (with_of(words, last), role)
        has_own_word = has_own_word or (j == i and piece.kind == "role" and _people_of(piece) is not None)
        j += 1
    return best


def _people_of(piece: Piece) -> Role | None:
    """ "Trade Unions" of "Trade Unions Congress", "Workers" of "Workers Council"."""
    roles = piece.meaning.roles.values() if piece.meaning else ()
    return next((role for role in roles if role.is_plural), None)


def _counts_soldiers(words: Sequence[Word], at: int) -> bool:
    """ "Homs Army units": a state's army there, and no group of that name."""
    return at < len(words) and not _OF_ARMIES.isdisjoint(words[at].parts)


def _head_role(noun: str, dictionary: ActorDictionary) -> Role | None:
    meaning = dictionary.lookup(noun)
    return meaning.roles.get("head") if meaning else None


def _last_word_role(piece: Piece, words: Sequence[Word], dictionary: ActorDictionary) -> Role | None:
    meaning = dictionary.lookup(words[piece.last - 1].parts[-1]) if piece.last - piece.first > 1 else None
    return meaning.roles.get("name") if meaning else None


def _is_of_name(words: Sequence[Word], at: int) -> bool:
    """Whether "of X" or "for the X" with a capitalised X follows."""
    if at + 1 >= len(words) or not words[at].parts or words[at].parts[0] not in _JOINERS:
        return False
    after = at + 2 if words[at + 1].parts == ("the",) and at + 2 < len(words) else at + 1
    return words[after].is_capital and words[after].parts[0] not in NEVER_NAMES


def with_of(words: Sequence[Word], at: int) -> int:
    """Where a name that ends at `at` ends with "of the X and Y", where that follows."""
    if not _is_of_name(words, at):
        return at
    j = at + (2 if words[at + 1].parts == ("the",) else 1)
    while j < len(words) and words[j].parts and words[j].is_capital:
        j += 1
    if (
        j + 1 < len(words)
        and words[j].parts == ("and",)
        and words[j + 1].is_capital
        and words[j + 1].parts[0] not in NEVER_NAMES
    ):
        follow = j + 2
        return follow if follow <= len(words) else j
    return with_of(words, j) if j - at < 12 else j
