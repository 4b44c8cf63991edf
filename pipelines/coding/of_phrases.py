"""How a phrase goes on with "of": "the government of Iraq", "the head of Norvia's army", "members of the army"."""

from collections.abc import Sequence

from pipelines.coding.dictionary import ActorDictionary, Word
from pipelines.coding.organisation_names import with_of
from pipelines.coding.phrases import Phrase, modify, role_of
from pipelines.coding.pieces import Piece, is_person_name

_DEEDS = frozenset(("attack", "attacks", "offensive", "assault", "bombing", "bombings", "shelling", "raid", "ambush"))


def extend_with_of(phrase: Phrase, pieces: Sequence[Piece], words: Sequence[Word], dictionary: ActorDictionary) -> None:
    """Take in "of Iraq", "of the Syrian Observatory" after a role, with the country or the owner it names."""
    if phrase.kind == "person" and phrase.role is not None and phrase.role.kind == "group":
        phrase.last = with_of(words, phrase.last)  # "the rights group Voice of the Voiceless"
    if phrase.kind != "role" or phrase.last >= len(words):
        return
    if words[phrase.last].parts not in (("of",), ("for",), ("from",)):
        return
    is_of = words[phrase.last].parts == ("of",)
    at = phrase.last + 1
    if at < len(words) and words[at].parts == ("the",):
        at += 1
    follower = next((piece for piece in pieces if piece.first == at), None)
    if follower is None or follower.kind not in ("country", "name", "organisation", "role"):
        return
    if words[phrase.last].parts == ("from",) and follower.kind == "country":
        phrase.is_foreign = True
    if follower.kind in ("name", "organisation") and _has_deed(words, follower.last):
        return
    if not is_of and (follower.kind == "country" or phrase.role_class == "head"):
        return
    if (
        follower.last < len(words)
        and words[follower.last].parts == ("and",)
        and not _is_of_each(phrase, follower, pieces)
    ):
        return
    if follower.kind == "role" and not _is_body(phrase, follower):
        return
    if follower.kind == "name" and is_person_name(follower, dictionary) and not _is_rule(phrase):
        return
    phrase.last = follower.last
    modify(phrase, follower, False)
    described = next((piece for piece in pieces if piece.first == follower.last), None)
    if described is not None and described.kind == "'s":
        _take_in_owned(phrase, next((piece for piece in pieces if piece.first == described.last), None))
        return
    if (
        follower.kind in ("name", "country")
        and described is not None
        and described.kind == "role"
        and role_of(described)
    ):
        phrase.last = described.last
        if follower.kind == "country":
            modify(phrase, described, False)  # "a member of the UK army"


def _take_in_owned(phrase: Phrase, owned: Piece | None) -> None:
    """ "The head of Norvia's army": whose head he is, and of no country at large."""
    if owned is None or phrase.role is None or phrase.role.kind == "organisation":
        return
    role = role_of(owned) if owned.kind == "role" else None
    if owned.kind in ("name", "organisation") or (role is not None and role[1].kind == "organisation"):
        phrase.last = owned.last
        modify(phrase, owned, False)


def _is_of_each(phrase: Phrase, follower: Piece, pieces: Sequence[Piece]) -> bool:
    """ "The ministers of India and China": of the first; the second is named for its own."""
    after = next((piece for piece in pieces if piece.first == follower.last + 1), None)
    countries = follower.kind == "country" and after is not None and after.kind == "country"
    return countries and phrase.role is not None and phrase.role.is_plural and phrase.role.scope in ("state", None)


def _is_rule(phrase: Phrase) -> bool:
    """ "The government of X", "forces of X": whose rule it is tells the country."""
    role = phrase.role
    return phrase.role_class == "head" and role is not None and role.sector == "GOV" and role.kind == "organisation"


def _has_deed(words: Sequence[Word], at: int) -> bool:
    """ "The victims of the Hezbollah attack": what stands at `at` is what the phrase is of."""
    return at < len(words) and bool(words[at].parts) and words[at].parts[0] in _DEEDS


def _is_body(phrase: Phrase, follower: Piece) -> bool:
    """Whether "members of the army" names the body that people belong to."""
    role = role_of(follower)
    return (
        phrase.role_class in ("weak", "title")
        and role is not None
        and role[1].scope in ("state", "armed")
        and bool(role[1].sector)
    )
