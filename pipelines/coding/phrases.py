"""A phrase that names one actor, and what a noun does in it; how phrases are read stands in `noun_phrases.py`."""

from dataclasses import dataclass, field
from typing import Literal

from pipelines.coding.dictionary import Role
from pipelines.coding.pieces import Piece

PhraseKind = Literal["name", "person", "organisation", "role", "country", "people", "adjective", "capital", "pronoun"]
OWNERS = frozenset(("its", "their", "his", "her"))
RoleClass = Literal["head", "weak", "title", "modifier", "name"]


@dataclass(frozen=True, slots=True)
class Circle:
    """Tokens `first` to `last` (exclusive) that name people by somebody, and whether they are against him."""

    first: int
    last: int
    is_against: bool
    is_plural: bool


@dataclass(slots=True)
class Phrase:
    """Tokens `first` to `last` (exclusive) that name one actor; `head` is the piece that it ends in or names."""

    kind: PhraseKind
    first: int
    last: int
    head: Piece
    role: Role | None = None
    role_class: RoleClass | None = None
    role_piece: Piece | None = None
    actor_ids: list[str] = field(default_factory=list)
    owner_ids: list[str] = field(default_factory=list)
    country: str | None = None
    sector: str | None = None
    count: int | None = None
    has_number: bool = False
    after_number: int = 0
    determiner: str | None = None
    is_modified: bool = False
    is_foreign: bool = False
    is_described: bool = False
    is_bare: bool = False
    circle: Circle | None = None

    @property
    def is_owned(self) -> bool:
        """Whether an article or an owner stands before the noun: "the military", "Turkish military"."""
        return self.determiner is not None or self.country is not None or bool(self.owner_ids)


def role_of(piece: Piece) -> tuple[RoleClass, Role] | None:
    """What a noun does as the head of a phrase."""
    if piece.meaning is None:
        return None
    roles = piece.meaning.roles
    for role_class in ("head", "weak", "title"):
        if role_class in roles:
            return role_class, roles[role_class]
    return None


def role_of_title(piece: Piece) -> tuple[RoleClass, Role] | None:
    """What a noun says of the name that it stands before."""
    roles = piece.meaning.roles if piece.meaning else {}
    if "title" in roles:
        return "title", roles["title"]
    return role_of(piece)


def modify(phrase: Phrase, piece: Piece, is_own_role: bool) -> None:
    """What a piece beside the head says of the phrase: its country, its owner or its sector."""
    meaning = piece.meaning
    if is_own_role:
        return
    phrase.is_modified = True
    if meaning is None:
        phrase.is_described = True
        return
    if piece.kind == "country":
        phrase.country = phrase.country or meaning.country
    elif piece.kind == "adjective":
        phrase.country = phrase.country or meaning.adjective
    elif piece.kind == "capital":
        phrase.country = phrase.country or meaning.capital
    elif piece.kind == "name":
        phrase.owner_ids = list(meaning.actor_ids)
    else:
        role = meaning.roles.get("modifier") or meaning.roles.get("head") or meaning.roles.get("weak")
        role = role or meaning.roles.get("name")
        phrase.is_described = phrase.is_described or role is None or role.scope != "armed"
        phrase.is_foreign = phrase.is_foreign or (role is not None and role.scope == "foreign")
        if role and role.sector and piece.kind in ("role", "modifier", "organisation"):
            phrase.sector = role.sector
