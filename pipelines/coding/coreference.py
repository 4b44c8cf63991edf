"""Settles an article's short forms: surnames, acronyms in brackets, "the group", "the army" after "the Syrian army".

Works on the candidates of one article in reading order and decides nothing about phrases that name their actor in full.
"""

from collections import Counter
from collections.abc import Sequence

from pipelines.coding.appositions import BODIES
from pipelines.coding.grammar import COORDINATORS, SPEECH
from pipelines.coding.named_before import (
    GROUP_SECTORS,
    STATE_SECTORS,
    Candidate,
    Memory,
    flavour,
    head_word,
    is_called_regime,
    is_coalition,
    is_definite,
    remember,
)
from pipelines.coding.phrases import OWNERS
from pipelines.coding.states import is_of_nobody, state_of
from pipelines.coding.word_lists import word_list

_NO_ACTORS = word_list("no_actors")
_LANDMARKS = word_list("place_words")
_GROUP_NOUNS = word_list("group_nouns")
_NAMED_BODIES = frozenset(("PTY", "LAB", "JRN", "SOC", "BUS", "EDU", "REL"))
_NO_APPOSITION = SPEECH | COORDINATORS
_GROUPS_OF_GROUPS = frozenset(("groups", "organizations", "organisations", "factions", "outfits", "militias"))
OWN_BODIES = frozenset(("group", "movement", "organization", "organisation", "outfit", "faction", "network", "cell"))
"""Nouns for bodies that are no state's: "the Lebanese group"."""
_ASSOCIATIONS = frozenset(("league", "association", "federation", "alliance", "front", "committee", "club"))
BRANCHES = frozenset(("affiliate", "affiliates", "branch", "offshoot", "wing"))


def settle_short_forms(candidates: Sequence[Candidate], home: str | None, named: str | None) -> None:
    """Give short forms the identity of what they stand for; drop those that stand for nothing known.

    `home` is the country where the article plays, `named` the one whose people it names most where no places tell it.
    """
    memory = Memory(home=home, named_most=named)
    again = _said_again(candidates)
    for candidate in candidates:
        kind = candidate.phrase.kind
        if kind == "person":
            _settle_person(candidate, memory, again)
        elif kind == "role":
            _settle_role(candidate, memory)
        elif kind == "pronoun":
            _settle_pronoun(candidate, memory)
        elif kind == "capital":
            _settle_capital(candidate, memory)
        if candidate.is_dropped or candidate.is_holder:
            continue
        remember(candidate, memory)
    _settle_headline(candidates, memory, again)


def _settle_headline(candidates: Sequence[Candidate], memory: Memory, again: Counter[str]) -> None:
    """A surname in the headline is the person whom the text names in full."""
    for candidate in candidates:
        if candidate.field == "title" and candidate.is_dropped and candidate.phrase.kind == "person":
            candidate.is_dropped = False
            _settle_person(candidate, memory, again)


def _copy(candidate: Candidate, known: Candidate) -> None:
    candidate.actor_id, candidate.name, candidate.kind = known.actor_id, known.name, known.kind
    candidate.country, candidate.sector = known.country, known.sector
    candidate.is_inferred = True


def _said_again(candidates: Sequence[Candidate]) -> Counter[str]:
    """How often a single capitalised word stands for someone or something unknown ("Swan" after "Robert Swan")."""
    return Counter(c.head_words[0].text for c in candidates if c.phrase.kind == "person" and len(c.head_words) == 1)


def _settle_person(candidate: Candidate, memory: Memory, again: Counter[str]) -> None:
    """An unknown name: a surname or acronym already introduced, a surely named person, or nothing."""
    surname = candidate.head_words[-1].parts[-1]
    known = memory.people.get(surname)
    if known is not None and _is_part_of(candidate, known):
        _copy(candidate, known)
        return
    acronym = memory.acronyms.get(candidate.head_words[0].text) if len(candidate.head_words) == 1 else None
    if acronym is not None:
        _copy(candidate, acronym)
    elif _is_unknown_acronym(candidate):
        candidate.kind, candidate.sector = "organisation", None
    elif not candidate.is_sure_name and not _is_taken_up(candidate, again):
        candidate.is_dropped = True


def _settle_capital(candidate: Candidate, memory: Memory) -> None:
    """A capital that is the surname of a person named in full ("Washington" after "Kevin Washington") is the person."""
    known = memory.people.get(candidate.head_words[-1].parts[-1])
    if known is not None and known.kind == "person":
        _copy(candidate, known)


def _is_part_of(candidate: Candidate, known: Candidate) -> bool:
    """Whether a name says no more than the full one: "Garcia", "Garcia Alvarado" after "Roberto Garcia Alvarado"."""
    if len(candidate.head_words) == 1:
        return True
    full = {part for word in known.head_words for part in word.parts}
    return len(candidate.head_words) < len(known.head_words) and all(
        part in full for word in candidate.head_words for part in word.parts
    )


def _is_taken_up(candidate: Candidate, again: Counter[str]) -> bool:
    """Whether the last word of an unknown name of two or three words comes back alone."""
    last = candidate.head_words[-1].text
    return 2 <= len(candidate.head_words) <= 3 and again[last] > 0 and last not in _LANDMARKS


def _is_unknown_acronym(candidate: Candidate) -> bool:
    """Whether capitals ("NAVCOM") name an organisation: the subject of speech."""
    word = candidate.head_words[0]
    if len(candidate.head_words) > 1 or not word.is_upper or not 3 <= len(word.text) <= 8 or not word.text.isalpha():
        return False
    return word.text not in _NO_ACTORS and candidate.after in ("said", "says", "announced", "spokesman", "officials")


def _settle_role(candidate: Candidate, memory: Memory) -> None:
    phrase = candidate.phrase
    role = phrase.role
    if role is not None and memory.group is not None and _is_group_of_its_land(candidate, memory.group):
        _copy(candidate, memory.group)
    if role is None or candidate.actor_id or candidate.country:
        return
    if _is_of_coalition(candidate):
        known = memory.named.get("coalition")
        if known is not None and is_coalition(known.name):
            _copy(candidate, known)
        return
    if memory.last is not None and _is_said_of(memory.last, candidate):
        _copy(candidate, memory.last)
        return
    if _is_named_before(candidate, memory):
        _copy(candidate, memory.named[head_word(candidate)])
        return
    is_group = candidate.sector in GROUP_SECTORS or head_word(candidate) in _GROUP_NOUNS
    flavoured = flavour(candidate)
    armed = flavoured or candidate.sector in GROUP_SECTORS
    group = memory.flavours.get(flavoured or "") or (memory.group if armed else memory.body)
    if (
        _are_their_allies(candidate)
        or head_word(candidate) in _GROUPS_OF_GROUPS
        or (flavoured not in memory.flavours and _means_many(candidate, memory))
    ):
        group = None
    if group is memory.body and group is not None and _is_said_by(candidate, group):
        group = memory.group
    if is_group and is_definite(candidate) and group is not None and not phrase.has_number and not phrase.is_described:
        _copy(candidate, group)
        memory.flavours.setdefault(flavoured or "body", group)
    elif phrase.is_foreign or role.scope == "foreign":
        return
    elif candidate.sector in STATE_SECTORS and _may_be_known(candidate) and not is_of_nobody(candidate):
        country = state_of(candidate, memory)
        if country and (role.scope == "state" or phrase.sector in ("GOV", "MIL") or candidate.sector == "OPP"):
            candidate.country, candidate.is_inferred = country, True
    elif phrase.role_class == "weak" and candidate.sector is None:
        candidate.is_dropped = not (_is_with_them(candidate) or _names_itself(candidate))


def _may_be_known(candidate: Candidate) -> bool:
    return candidate.phrase.determiner not in ("a", "an") or is_called_regime(candidate)


def _is_group_of_its_land(candidate: Candidate, group: Candidate) -> bool:
    """ "The Palestinian group" after "Hamas"."""
    is_same = candidate.country is not None and candidate.country == group.country and candidate.actor_id is None
    return is_same and head_word(candidate) in OWN_BODIES and candidate.sector is None and is_definite(candidate)


def _is_said_of(named: Candidate, candidate: Candidate) -> bool:
    """ "The M23, a rebel group backed by Rwanda,": what a body just named is said to be."""
    if named.actor_id is None or named.kind == "person" or named.after != "," or named.field != candidate.field:
        return False
    a_body = (
        head_word(candidate) in BODIES and not candidate.phrase.has_number and candidate.after not in _NO_APPOSITION
    )
    return a_body and candidate.phrase.determiner in ("a", "an") and candidate.start - named.end <= len(", an ")


def _is_of_coalition(candidate: Candidate) -> bool:
    """ "Coalition jets": of the alliance that the article names, and of no one state."""
    return candidate.sector == "MIL" and "coalition" in candidate.text.lower().split()[:-1]


def _is_said_by(candidate: Candidate, body: Candidate) -> bool:
    """ "The Observatory said fighters of the group": another group than the one that tells of it."""
    return body.sector == "SOC" and (body.field, body.sentence) == (candidate.field, candidate.sentence)


def _means_many(candidate: Candidate, memory: Memory) -> bool:
    """Whether "the rebels" may be any of several groups, and "terrorist groups" is no single one."""
    last = head_word(candidate)
    if last in _GROUPS_OF_GROUPS:
        return True
    unclear = len(memory.groups) > 1 or flavour(candidate) in memory.unnamed
    return last in ("rebels", "insurgents", "jihadists", "jihadis") and unclear


def _is_with_them(candidate: Candidate) -> bool:
    """ "The army and its allies", "coalition jets": somebody unnamed who acts beside those just named."""
    return head_word(candidate) == "coalition" or _are_their_allies(candidate)


def _are_their_allies(candidate: Candidate) -> bool:
    return head_word(candidate) == "allies" and candidate.phrase.determiner in OWNERS


def _names_itself(candidate: Candidate) -> bool:
    """ "The Jund Ansar group", "the anti-coup movement": a body that its own words tell apart from others."""
    own = candidate.text.split()[:-1]
    is_one = head_word(candidate) in OWN_BODIES | _ASSOCIATIONS and candidate.phrase.determiner in ("the", "a", "an")
    return is_one and any(word[0].isupper() or "-" in word for word in own)


def _is_named_before(candidate: Candidate, memory: Memory) -> bool:
    """Whether "the coalition", "the party" take up a name that holds the word."""
    phrase, role = candidate.phrase, candidate.phrase.role
    if phrase.is_modified or phrase.has_number or phrase.determiner in ("a", "an") or len(candidate.head_words) > 1:
        return False
    if head_word(candidate) not in memory.named or head_word(candidate) in _GROUP_NOUNS:
        return False
    return phrase.role_class == "weak" or (role is not None and role.sector in _NAMED_BODIES)


def _settle_pronoun(candidate: Candidate, memory: Memory) -> None:
    """The only person named in this sentence and the one before, or nobody."""
    near = {
        _person_key(c): c for c in memory.persons if c.field == candidate.field and candidate.sentence - c.sentence <= 1
    }
    if len(near) == 1:
        _copy(candidate, next(iter(near.values())))
    else:
        candidate.is_dropped = True


def _person_key(candidate: Candidate) -> str:
    return candidate.actor_id or candidate.name or candidate.text
