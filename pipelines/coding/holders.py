"""Parties that a text names only as owner or as place of a thing: "an army base", "the rebel-held town", "Gaza".

They may receive what is done to the thing, and never do anything themselves. Which thing belongs to whom in a
sentence is decided in `held_things.py`.
"""

from collections.abc import Sequence

from pipelines.coding.dictionary import ActorDictionary, Meaning, Word
from pipelines.coding.grammar import NUMBER_WORDS
from pipelines.coding.phrases import Phrase, role_of
from pipelines.coding.pieces import Piece, PieceKind
from pipelines.coding.text import ActorMention, PlaceMention
from pipelines.coding.word_lists import word_list

ANTI = "anti"
_HOLDING = frozenset(("held", "controlled", "run", "occupied", "ruled", "administered", "owned"))
_OWNERS = frozenset(("state", "armed", "civil", "igo", "media"))
_PLAIN_WORDS = word_list("plain_words")
_LANDMARKS = word_list("place_words")
_NOT_IN_NAMES = _PLAIN_WORDS | NUMBER_WORDS
_UNPLACED = frozenset(("OCN", "SEA", "STRT", "GULF", "BAY", "LK", "STM", "CHN"))


def may_hold(phrase: Phrase, words: Sequence[Word]) -> bool:
    """Whether a phrase that is no actor where it stands tells whose the noun after it is."""
    if phrase.kind in ("country", "adjective", "name", "capital"):
        return True
    role = phrase.role
    if phrase.kind != "role" or role is None or role.sector is None:
        return False
    if role.scope not in _OWNERS and role.sector != "OPP":
        return False
    if phrase.role_class == "weak" and not (phrase.country or phrase.sector or phrase.owner_ids):
        return False
    if phrase.is_modified and not phrase.is_owned and words[phrase.last - 1].text == "military":
        return False  # "joint military exercises"
    if not phrase.is_modified and _only_describes(phrase.head):
        return False
    after = words[phrase.last] if phrase.last < len(words) else None
    return after is not None and bool(after.parts) and not after.is_capital and after.parts[0] not in _PLAIN_WORDS


def _only_describes(head: Piece) -> bool:
    """ "The national flag", "local news": adjectives that stand for people only elsewhere ("a local")."""
    describing = head.meaning.roles.get("modifier") if head.meaning else None
    return describing is not None and describing.sector is None


def is_bare_name(phrase: Phrase, words: Sequence[Word]) -> bool:
    """Whether an unknown name stands as people's and firms' do: without an article, and no noun after it."""
    if phrase.determiner is not None or (phrase.first and words[phrase.first - 1].parts == ("the",)):
        return False
    named = words[phrase.head.first : phrase.head.last]
    if len(named) > 4 or (phrase.first == 0 and len(named) == 1):
        return False
    if named[-1].text in _LANDMARKS or any(part in _NOT_IN_NAMES for w in named for part in w.parts):
        return False
    after = words[phrase.last] if phrase.last < len(words) else None
    if after is None or not after.parts:
        return True
    first = after.parts[0]
    return not after.is_capital and (first in _PLAIN_WORDS or first.endswith(("ed", "ly", "ing")))


def find_holding(words: Sequence[Word], dictionary: ActorDictionary) -> list[Phrase]:
    """ "Rebel-held", "anti-government": who has what the word describes, or whom it is against."""
    found = []
    for t, w in [(t, w) for t, w in enumerate(words) if len(w.parts) > 1]:
        if w.parts[-1] not in _HOLDING and w.parts[0] != ANTI:
            continue
        meaning = dictionary.lookup(" ".join(w.parts[1:] if w.parts[0] == ANTI else w.parts[:-1]))
        phrase = _phrase_of(meaning, t) if meaning is not None else None
        private = phrase is not None and phrase.kind == "country" and w.parts[-1] == "owned"  # "Chinese-owned shops"
        if phrase is not None and not private:
            found.append(phrase)
    return found


def _phrase_of(meaning: Meaning, t: int) -> Phrase | None:
    if meaning.actor_ids:
        return Phrase("name", t, t + 1, Piece("name", t, t + 1, meaning), actor_ids=list(meaning.actor_ids))
    country = meaning.country or meaning.adjective
    if country:
        kind: PieceKind = "country" if meaning.country else "adjective"
        return Phrase("country", t, t + 1, Piece(kind, t, t + 1, meaning), country=country)
    piece = Piece("role", t, t + 1, meaning)
    role = role_of(piece)
    if role is None or role[1].sector is None:
        return None
    return Phrase("role", t, t + 1, piece, role=role[1], role_class=role[0], role_piece=piece)


def as_holders(places: Sequence[PlaceMention]) -> list[ActorMention]:
    """Places as those whom an act on them meets: of a country, of no sector."""
    return [
        ActorMention(
            place.field,
            place.start,
            place.end,
            place.text,
            actor_id=None,
            name=place.name,
            kind=None,
            country=place.country_code,
            sector=None,
            confidence=0.4,
        )
        for place in places
        if place.country_code and place.feature_code not in _UNPLACED
    ]
