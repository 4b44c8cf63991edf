"""Puts the pieces of a sentence together into phrases that stand for actors ("Iraqi prime minister, Haider al-Abadi").

A phrase knows its words, its head and what modifies it. Who it is gets decided in `actors.py` and `coreference.py`.
"""

from collections.abc import Container, Sequence

from pipelines.coding.appositions import join_described, merge_appositions, share_heads
from pipelines.coding.dictionary import ActorDictionary, Role, Word
from pipelines.coding.of_phrases import extend_with_of
from pipelines.coding.phrases import OWNERS, Phrase, modify, role_of, role_of_title
from pipelines.coding.pieces import Piece, ids_of, is_person_name, organisation_role

_PLAIN = Role(None, None, None, None, False)
_CROWD_ACTS = frozenset(("marched", "rallied", "protested", "demonstrated", "gathered", "chanted"))
_LONGEST = 12  # pieces of one phrase; keeps tables and word heaps from costing more than their length


def find_phrases(
    pieces: Sequence[Piece], words: Sequence[Word], dictionary: ActorDictionary, placed: Container[int]
) -> list[Phrase]:
    """The phrases of a sentence in order, none overlapping another."""
    phrases: list[Phrase] = []
    i = 0
    while i < len(pieces):
        if pieces[i].kind in ("'s", "act"):
            i += 1
            continue
        end = _segment_end(pieces, i, dictionary)
        phrase = _read_segment(pieces[i:end], placed)
        if phrase is not None:
            extend_with_of(phrase, pieces, words, dictionary)
            _see_determiner(phrase, words)
            phrases.append(phrase)
            while end < len(pieces) and pieces[end].first < phrase.last:
                end += 1
        i = max(end, i + 1)
    phrases = sorted([*join_described(phrases, words), *_crowds(pieces, words, phrases)], key=lambda p: p.first)
    share_heads(phrases, words)
    return sorted([*merge_appositions(phrases, words, dictionary), *_pronouns(words)], key=lambda phrase: phrase.first)


def _crowds(pieces: Sequence[Piece], words: Sequence[Word], phrases: Sequence[Phrase]) -> list[Phrase]:
    """ "Tens of thousands marched": numbers that no noun follows, but what crowds do."""
    found: list[Phrase] = []
    for piece in pieces:
        if piece.kind != "number" or not _acts_as_crowd(words, piece.last):
            continue
        if any(phrase.first <= piece.first < phrase.last for phrase in phrases):
            continue
        is_led = piece.first > 1 and words[piece.first - 1].parts == ("of",)
        first = piece.first - 2 if is_led else piece.first
        found.append(Phrase("people", first, piece.last, piece, count=piece.value, has_number=True))
    return found


def _acts_as_crowd(words: Sequence[Word], at: int) -> bool:
    said = [w.text for w in words[at : at + 5] if w.text not in ("have", "had", "also")]
    return bool(said) and (said[0] in _CROWD_ACTS or said[:4] == ["took", "to", "the", "streets"])


def _pronouns(words: Sequence[Word]) -> list[Phrase]:
    """ "He" and "she" outside quotations."""
    found = []
    is_quoted = False
    for t, w in enumerate(words):
        if w.text in ('"', "“", "”"):
            is_quoted = not is_quoted
        elif not is_quoted and w.parts in (("he",), ("she",)):
            found.append(Phrase("pronoun", t, t + 1, Piece("caps", t, t + 1)))
    return found


def _segment_end(pieces: Sequence[Piece], i: int, dictionary: ActorDictionary) -> int:
    """The index after the last piece that may belong to the phrase starting at piece `i`."""
    j = i
    while (
        j + 1 < min(len(pieces), i + _LONGEST)
        and pieces[j + 1].first == pieces[j].last
        and _may_follow(pieces, j, dictionary)
    ):
        j += 1
    while j > i and (pieces[j].kind in ("'s", "modifier", "number", "act") or _only_names(pieces[j - 1], pieces[j])):
        j -= 1
    return j + 1


def _only_names(owner: Piece, piece: Piece) -> bool:
    """Whether a word makes names but heads no phrase after its owner: "oil" of "a Chadian oil pipeline"."""
    return piece.kind == "role" and role_of(piece) is None and owner.kind in ("adjective", "country", "name")


def _may_follow(pieces: Sequence[Piece], j: int, dictionary: ActorDictionary) -> bool:
    one, other = pieces[j], pieces[j + 1]
    kind, after = one.kind, other.kind
    if after in ("act", "number") or kind == "act":
        return False
    if after == "people":
        return kind in ("number", "modifier", "adjective")
    if after == "modifier" and kind in ("country", "name", "organisation", "role") and _is_verbal(other):
        return False
    if kind == "'s":
        return after in ("role", "modifier", "caps", "name", "adjective", "organisation")
    if after == "'s":
        return kind in ("country", "name", "role", "organisation", "capital") and j + 2 < len(pieces)
    if kind in ("people", "caps"):
        return kind == "caps" and after == "role"
    if kind == "country":
        return after in ("role", "modifier")
    if kind == "capital":
        return after == "role"
    if kind in ("name", "organisation"):
        if kind == "name" and is_person_name(one, dictionary):
            role = role_of(other) if after == "role" else None
            return role is not None and role[0] != "title" and role[1].kind != "person" and role[1].scope != "civil"
        return after in ("role", "modifier", "adjective")
    if kind == "role":
        role = role_of(one)
        if role is None or (role[1].is_plural and (after != "role" or role[1].scope in ("civil", "person"))):
            return False
        if after in ("adjective", "country", "capital"):
            return False
        return after in ("role", "name", "caps", "organisation", "modifier")
    if kind == "adjective":
        return after in ("role", "modifier", "caps", "name", "adjective", "organisation", "people")
    return after in ("role", "modifier", "adjective", "name", "organisation", "country", "caps")


def _is_verbal(piece: Piece) -> bool:
    """Whether a modifier is the verb of a clause when it follows a noun ("France accused Mali")."""
    return piece.meaning is not None and piece.meaning.roles["modifier"].scope == "verbal"


def _read_segment(segment: Sequence[Piece], placed: Container[int]) -> Phrase | None:
    head = segment[-1]
    before = list(segment[:-1])
    count = before.pop(0) if before and before[0].kind == "number" else None
    phrase = _headed(head, before, placed)
    if phrase is None:
        return None
    if count is not None and phrase.kind != "country":
        phrase.first, phrase.has_number, phrase.count = count.first, True, count.value
        phrase.after_number = count.last
    for piece in before:
        modify(phrase, piece, piece is phrase.role_piece)
    if count is None and before and head.kind in ("role", "name") and _is_passing(before[0]):
        phrase.first = segment[1].first
    if (
        phrase.role
        and phrase.kind == "role"
        and not phrase.role.is_plural
        and phrase.count is None
        and phrase.has_number
    ):
        phrase.has_number = False
    return phrase


def _is_passing(piece: Piece) -> bool:
    """Whether a modifier is about the noun after the actor or about the day ("new terrorist attack")."""
    return piece.meaning is not None and piece.meaning.roles.get("modifier", _PLAIN).scope == "passing"


def _headed(head: Piece, before: list[Piece], placed: Container[int]) -> Phrase | None:
    first = before[0].first if before else head.first
    kind = head.kind
    titles = [piece for piece in before if piece.kind == "role" and role_of(piece)]
    if kind == "name":
        phrase = Phrase("name", first, head.last, head, actor_ids=list(ids_of(head)))
        return _with_title(phrase, titles)
    if kind == "organisation":
        phrase = Phrase("organisation", first, head.last, head, role=organisation_role(head), role_class="name")
        return _with_title(phrase, titles, keep_role=True)
    if kind == "caps":
        named = any(t in placed for t in range(head.first, head.last))
        if titles or not named:
            return _with_title(Phrase("person", first, head.last, head), titles)
        return None
    if kind == "role":
        role = role_of(head)
        if role is None:
            return None
        return Phrase("role", first, head.last, head, role=role[1], role_class=role[0], role_piece=head)
    country = _country_of(head)
    if country is None:
        return None
    if kind == "people":
        return Phrase("people", first, head.last, head, country=country)
    if kind in ("country", "adjective", "capital"):
        return Phrase(kind, head.first, head.last, head, country=country)
    return None


def _country_of(piece: Piece) -> str | None:
    meaning = piece.meaning
    if meaning is None:
        return None
    by_kind = {"people": meaning.people, "country": meaning.country, "adjective": meaning.adjective}
    return by_kind.get(piece.kind, meaning.capital)


def _with_title(phrase: Phrase, titles: Sequence[Piece], keep_role: bool = False) -> Phrase:
    """Take the role before a name as the name's title ("rebel commander X", "militant group Y")."""
    if titles and not keep_role:
        found = role_of_title(titles[-1])
        if found:
            phrase.role_class, phrase.role = found
            phrase.role_piece = titles[-1]
    return phrase


def _take_in_kind_of_allies(phrase: Phrase, words: Sequence[Word]) -> None:
    """ "The army and its powerful allies": what stands between whose they are and the word."""
    first = phrase.first
    if words[first].parts == ("allies",) and first > 2 and words[first - 3].text == "and":
        phrase.first -= words[first - 2].text in OWNERS


def _see_determiner(phrase: Phrase, words: Sequence[Word]) -> None:
    _take_in_kind_of_allies(phrase, words)
    if phrase.first > 0 and words[phrase.first - 1].parts:
        before = words[phrase.first - 1].parts[0]
        if before in (
            "the",
            "a",
            "an",
            "this",
            "that",
            "these",
            "those",
            "its",
            "their",
            "his",
            "her",
            "no",
            "some",
            "our",
        ):
            phrase.determiner = before
            if before in ("a", "an") and phrase.kind == "role" and phrase.role and phrase.role.kind != "organisation":
                phrase.count = phrase.count if phrase.has_number else 1
