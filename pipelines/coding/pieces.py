"""The pieces that phrases for actors are built of, and what a word may be in a name. No rules live here."""

from typing import Literal, NamedTuple

from pipelines.coding.dictionary import ActorDictionary, Meaning, Role
from pipelines.coding.word_lists import word_list

NEVER_NAMES = word_list("never_names")
PieceKind = Literal[
    "name",
    "country",
    "adjective",
    "people",
    "capital",
    "role",
    "modifier",
    "act",
    "caps",
    "organisation",
    "number",
    "'s",
]


class Piece(NamedTuple):
    """Tokens `first` to `last` (exclusive) and what they may be."""

    kind: PieceKind
    first: int
    last: int
    meaning: Meaning | None = None
    value: int | None = None


def organisation_role(piece: Piece) -> Role | None:
    """The role of a word that makes a capitalised name an organisation's ("Front", "Ministry")."""
    return piece.meaning.roles.get("name") if piece.meaning else None


def ids_of(piece: Piece) -> list[str]:
    """The known actors that a name may be."""
    return piece.meaning.actor_ids if piece.meaning else []


def is_person_name(piece: Piece, dictionary: ActorDictionary) -> bool:
    """Whether it is capitals alone, or the name of a known person."""
    if piece.kind == "caps":
        return True
    return piece.kind == "name" and any(dictionary.rows[a][0].kind == "person" for a in ids_of(piece))
