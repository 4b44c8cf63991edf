"""Decides which phrases stand for actors: not places that only locate, nor owners of a thing ("police station")."""

from collections.abc import Container, Sequence

from pipelines.coding.actor_pieces import PLAIN_WORDS
from pipelines.coding.country_phrases import is_party, stands_for_state
from pipelines.coding.dictionary import ActorDictionary, Word
from pipelines.coding.grammar import DETERMINERS, NUMBER_WORDS, PREPOSITIONS
from pipelines.coding.named_before import Candidate
from pipelines.coding.phrases import OWNERS, Phrase
from pipelines.coding.text import PlaceMention
from pipelines.coding.word_lists import word_list

_LANDMARKS = word_list("landmarks")
# Nouns after which an actor's name only says whose the thing is.
_THINGS = word_list("things")
_ACTS_OF_POLICE = word_list("acts_of_police")
_COMMON_TITLES = word_list("common_titles")
_AUXILIARIES = word_list("auxiliaries")
_VERBS_TOO = word_list("verbs_too")
_CALLED_AFTER_PEOPLE = word_list("called_after_people")
_NOUNS_IN_ING = word_list("nouns_in_ing")
# What an alliance that is named by its leader alone ("US-led") is an actor of.
_ALLIED_ACTS = frozenset(
    (
        *("strike", "strikes", "airstrike", "airstrikes", "air", "raid", "raids", "bombing", "warplanes", "jets"),
        *("attack", "attacks", "assault", "offensive", "invasion", "operation", "operations", "bombardment"),
    )
)
_HELD_TO_BE = frozenset(("guilty", "hostage", "captive", "responsible", "accountable", "liable", "alive"))
# Acts that keep their meaning in the capitals of a headline ("Russian Strikes").
_HEADLINE_ACTS = frozenset(
    (
        *("strikes", "airstrikes", "raids", "attacks", "shelling", "bombing", "offensive", "invasion", "airstrike"),
        *("strike", "raid", "drone", "drones", "warplanes", "jets", "missiles", "shells", "rockets"),
    )
)
_UNREST = frozenset(
    ("fighting", "clashes", "violence", "unrest", "blast", "blasts", "explosion", "explosions", "riots")
)
_SUFFERED = frozenset(("terror", "terrorist", "suicide"))
_COUNTED_ACTS = frozenset(
    (
        *("strikes", "airstrikes", "raids", "attacks", "offensives", "assaults", "bombings", "operations", "ambushes"),
        *("incursions", "bombardments", "campaigns", "massacres", "patrols", "explosions", "blasts"),
    )
)
_REGIMES = frozenset(("government", "regime", "coalition", "army", "rebel"))
_MACHINES = frozenset(("planes", "jets", "aircraft", "helicopters", "bombers"))
_ABBREVIATED = frozenset(("us", "u.s.", "u.s", "uk", "u.k.", "u.k"))
_JOINTS = frozenset((",", "and", "or", "&"))
_LONGEST_LIST_BEFORE_ACT = 9
_CHARGED = frozenset(("accused", "captured", "detained", "jailed", "banned", "outlawed"))
_FEASTS = frozenset(("wedding", "birthday", "engagement", "dinner", "garden", "house", "street", "search", "hunting"))
_STATES = frozenset(("captive", "hostage", "prisoner"))


def may_stand(
    phrase: Phrase,
    words: Sequence[Word],
    place: PlaceMention | None,
    of_places: Container[int],
    dictionary: ActorDictionary,
) -> bool:
    """Whether a phrase stands for an actor where it stands; `of_places` are the words of the sentence's place names."""
    after = words[phrase.last] if phrase.last < len(words) else None
    if _is_feast(words, phrase):
        return False
    if phrase.kind == "country":
        if (
            place
            and place.country_code
            and place.feature_code not in (None, "PCLI")
            and place.country_code != phrase.country
        ):
            return False
        if after and after.parts and (after.parts[0] in _LANDMARKS or _befalls(words, phrase.last)):
            return False
        if words[phrase.first].text.lower() in _ABBREVIATED and _is_act(words, phrase.last, dictionary):
            return True  # "killed in US airstrike"
        return is_party(phrase, words, of_places, dictionary)
    if phrase.kind == "capital":
        return stands_for_state(phrase, words, dictionary)
    if phrase.kind == "adjective":
        if after is not None and after.is_capital and after.parts[:1] and after.parts[0] in _HEADLINE_ACTS:
            return True
        if _is_act(words, phrase.last, dictionary) or _joins_forces(words, phrase.last, dictionary):
            return True
        if _shares_act(words, phrase.last, dictionary):
            return True
        return _is_one_of_a_people(phrase, after)
    if phrase.kind == "name" and words[phrase.last - 1].parts[-1:] == ("led",):
        return after is not None and after.parts[:1] != () and after.parts[0] in _ALLIED_ACTS
    if phrase.kind == "role":
        return _role_may_stand(phrase, words, after, dictionary)
    return True


def _befalls(words: Sequence[Word], at: int) -> bool:
    """ "Syria fighting kills ten", "the US terror attacks": where it was, and none who did it."""
    return words[at].text in _UNREST or (words[at].text in _SUFFERED and words[at + 1 : at + 2] != [])


def _is_feast(words: Sequence[Word], phrase: Phrase) -> bool:
    """ "A wedding party" """
    said = [word.text.lower() for word in words[max(phrase.last - 2, 0) : phrase.last]]
    return said[-1] in ("party", "parties") and said[0] in _FEASTS


def is_called_after(phrase: Phrase, words: Sequence[Word], dictionary: ActorDictionary) -> bool:
    """ "Al-Assad residential suburb", "Lumumba airport": what only bears a person's name."""
    if phrase.kind != "name" or dictionary.rows[phrase.actor_ids[0]][0].kind != "person":
        return False
    return any(w.text in _CALLED_AFTER_PEOPLE for w in words[phrase.last : phrase.last + 2])


def _is_one_of_a_people(phrase: Phrase, after: Word | None) -> bool:
    """ "A Palestinian was": an adjective that no noun follows is a person, and the phrase becomes one."""
    if phrase.determiner not in ("a", "an") or not _ends_phrase(after):
        return False
    if after is not None and (after.is_capital or after.text.endswith("ing")):
        return False
    phrase.kind, phrase.count = "people", 1
    return True


def _joins_forces(words: Sequence[Word], at: int, dictionary: ActorDictionary) -> bool:
    """ "Russian and regime warplanes": whether "and" and, soon after, a plural of armed or state roles follow."""
    if at >= len(words) or words[at].parts not in (("and",), ("or",)):
        return False
    for t in range(at + 2, min(at + 5, len(words))):
        if not words[t].parts or words[t].text in ("and", "or", ","):
            return False
        if words[t].text in _MACHINES:
            return True
        meaning = dictionary.lookup(words[t].text)
        roles = meaning.roles.values() if meaning else ()
        if any(role.is_plural and role.scope in ("armed", "state") for role in roles):
            return True
    return False


def _shares_act(words: Sequence[Word], at: int, dictionary: ActorDictionary) -> bool:
    """ "French and British airstrikes", "Dutch & Assad Regime Airstrikes": whether a list of actors ends in an act."""
    if at >= len(words) or words[at].text not in _JOINTS:
        return False
    for t in range(at + 1, min(at + _LONGEST_LIST_BEFORE_ACT, len(words))):
        if words[t].text in _JOINTS:
            continue
        if not words[t].is_capital:
            act = t + (words[t].text in _REGIMES)
            return words[act - 1].text not in _JOINTS and _is_act(words, act, dictionary)
        if words[t].parts[:1] and words[t].parts[0] in _HEADLINE_ACTS:
            return True
        meaning = dictionary.lookup(words[t].text)
        if meaning is None or not (meaning.adjective or meaning.country or meaning.actor_ids or meaning.roles):
            return False
    return False


def _is_act(words: Sequence[Word], at: int, dictionary: ActorDictionary) -> bool:
    """Whether an act noun ("airstrikes", "military offensive") stands at a token or one after it."""
    for t in (at, at + 1):
        if t < len(words) and words[t].parts and not words[t].is_capital:
            phrase = words[t].text
            if t + 1 < len(words) and words[t + 1].parts:
                meaning = dictionary.lookup(f"{phrase} {words[t + 1].text}")
                if meaning and "act" in meaning.roles:
                    return True
            meaning = dictionary.lookup(phrase)
            if meaning and "act" in meaning.roles:
                return True
    return False


def _role_may_stand(phrase: Phrase, words: Sequence[Word], after: Word | None, dictionary: ActorDictionary) -> bool:
    role, head = phrase.role, phrase.head
    if role is None or role.scope == "courtesy":
        return False
    if role.scope == "foreign" and not phrase.is_foreign:
        return False
    if phrase.first and not phrase.is_owned and words[phrase.last - 1].text == "military":
        return _ends_phrase(after)  # none in "joined military exercises"
    is_one_word = head.last - phrase.first == 1
    is_adjective = is_one_word and words[head.first].parts == ("official",)
    if is_adjective and after is not None and after.is_capital and not after.is_upper:
        return False  # "the official Syrian opposition"
    if is_one_word and words[head.first].parts[0] in _VERBS_TOO:
        return phrase.determiner is not None
    if is_one_word and phrase.first and phrase.determiner is None and words[head.first].text in _STATES:
        return False  # "took twelve villagers captive"
    if phrase.has_number and not role.is_plural and phrase.count != 1 and role.scope in ("armed", "civil", "person"):
        return False
    if words[head.last - 1].parts[-1:] == ("artillery",) and not phrase.country and not phrase.sector:
        return False
    if phrase.is_modified or phrase.has_number or phrase.last > head.last:
        if role.kind == "person" or role.scope in ("civil", "person"):
            return role.is_plural or _ends_phrase(after) or after is None or after.parts[0].endswith("s")
        is_owner = after is not None and bool(after.parts) and after.parts[0] in _THINGS
        return role.is_plural or not is_owner or _is_act(words, phrase.last, dictionary)
    if phrase.role_class == "weak" and not phrase.is_modified and not role.is_plural and role.sector == "MIL":
        return False
    if (
        phrase.role_class == "weak"
        and role.sector is None
        and phrase.determiner in OWNERS
        and head.last - head.first == 1
    ):
        return words[head.first].parts == ("allies",)
    if phrase.role_class == "weak" and role.sector is None:
        titled = after is not None and after.is_capital and after.parts[:1] != () and after.parts[0] in _HEADLINE_ACTS
        return (phrase.determiner == "the" and _ends_phrase(after)) or titled or _is_act(words, phrase.last, dictionary)
    common = words[head.first].parts[0] in _COMMON_TITLES and head.last - head.first == 1
    if phrase.role_class == "title" and (common or role.scope in ("rank", "civil", "person", None)):
        return phrase.determiner in ("the", "a", "an") and _ends_phrase(after)
    if role.is_plural:
        return True
    if role.kind == "organisation" and role.sector != "BUS":
        is_owner = after is not None and bool(after.parts) and after.parts[0] in _THINGS
        return not is_owner or _is_act(words, phrase.last, dictionary)
    if _ends_phrase(after) or _police_act(words, phrase.last):
        return True
    phrase.is_described = True
    adjectival = words[head.first].parts[0].startswith(("terror", "extrem", "islamis", "criminal"))
    return role.scope in ("state", "armed") and not adjectival and _is_act(words, phrase.last, dictionary)


def _police_act(words: Sequence[Word], at: int) -> bool:
    """ "Police free hostages": "police" is a plural, and a verb in the present follows; none in "police search of"."""
    if at + 1 >= len(words) or words[at - 1].parts[-1:] != ("police",) or words[at].text not in _ACTS_OF_POLICE:
        return False
    follower = words[at + 1].text
    return follower[:1].isalnum() and follower not in PREPOSITIONS


def leave_out_verb(phrase: Phrase, words: Sequence[Word]) -> None:
    """Shorten "accused the rebels" after "has" to the rebels: the clause's verb was read as their description.

    So too "accused police" after a noun, which would need a determiner to be a description.
    """
    if phrase.first == 0 or phrase.last - phrase.first < 2 or words[phrase.first].is_capital:
        return
    before, first = words[phrase.first - 1], words[phrase.first]
    led = before.parts[:1] != () and (before.parts[0] in _AUXILIARIES or before.text.endswith("ly"))
    if led or (first.text in _CHARGED and _is_noun_like(before)):
        led = True
    if led and len(first.parts) == 1 and first.text.endswith(("ed", "striking")):
        phrase.first += 1


def leave_out_number(phrase: Phrase, words: Sequence[Word]) -> None:
    """Shorten "two rebel attacks" to the rebels: the number counts the attacks."""
    is_plural = phrase.role is not None and phrase.role.is_plural
    if (
        phrase.after_number
        and not is_plural
        and any(w.text in _COUNTED_ACTS for w in words[phrase.last : phrase.last + 2])
    ):
        phrase.first, phrase.has_number, phrase.count = phrase.after_number, False, None


def _is_noun_like(w: Word) -> bool:
    """Whether a word can end the subject of the verb after it: no determiner, preposition, number or verb."""
    known = w.text in PLAIN_WORDS | DETERMINERS | PREPOSITIONS | NUMBER_WORDS
    return w.text.isalpha() and not known and not w.text.endswith(("ed", "ing", "ous"))


def _ends_phrase(after: Word | None) -> bool:
    """Whether the next word cannot be a noun that the phrase would only modify ("police station")."""
    if after is None or not after.parts or (after.is_capital and not after.is_upper):
        return True
    first = after.parts[0]
    if not first[0].isalnum():
        return True
    if first.endswith("ing"):
        return len(first) > 5 and first not in _NOUNS_IN_ING
    return first in PLAIN_WORDS or first in _HELD_TO_BE or first.endswith(("ed", "ly"))


def in_name_context(phrase: Phrase, words: Sequence[Word], dictionary: ActorDictionary) -> bool:
    """Whether an unknown capitalised name is surely a person's: a given name, a title, speech, or an age beside it."""
    if phrase.kind != "person":
        return True
    if phrase.role is not None:
        return True
    head = phrase.head
    length = head.last - head.first
    if length < 2 or length > 5:
        return False
    if any(part in dictionary.given_names for part in words[head.first].parts):
        return True
    after = words[head.last] if head.last < len(words) else None
    before = words[head.first - 1] if head.first else None
    if _tells_age(words, head.last):
        return True
    says = {"said", "says", "told", "added"}
    return bool((after and after.text in says) or (before and before.text in says))


def _tells_age(words: Sequence[Word], at: int) -> bool:
    """ "X, 34, " """
    told = [w.text for w in words[at : at + 3]]
    return len(told) == 3 and told[0] == told[2] == "," and len(told[1]) == 2 and told[1].isdigit()


def drop_descriptors(found: list[Candidate], text: str) -> list[Candidate]:
    """Drop "militant group" after '"Islamic State" (IS)': it only says what the name before it is."""
    kept: list[Candidate] = []
    for candidate in found:
        last = kept[-1] if kept else None
        if last and last.phrase.kind in ("name", "organisation") and _is_descriptor(candidate.phrase):
            gap = text[last.end : candidate.start].strip()
            if gap in (")", '"', "”", "''", '")', '",', ',"', "'", "’"):
                continue
        kept.append(candidate)
    return kept


def _is_descriptor(phrase: Phrase) -> bool:
    return (
        phrase.kind == "role"
        and phrase.determiner is None
        and phrase.role is not None
        and phrase.role.scope in (None, "armed")
    )
