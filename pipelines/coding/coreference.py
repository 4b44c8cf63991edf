"""Settles an article's short forms: surnames, acronyms in brackets, "the group", "the army" after "the Syrian army".

Works on the candidates of one article in reading order and decides nothing about phrases that name their actor in full.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipelines.coding.dictionary import Word, normal_parts
from pipelines.coding.phrases import OWNERS, Phrase
from pipelines.coding.text import ActorKind, FieldName
from pipelines.coding.word_lists import word_list

_STEMS = {
    "jihad": ("jihad", "extremis", "islamis", "terror", "militant"),
    "rebel": ("rebel", "insurgen", "guerril", "separatis", "secessionis"),
}
_NO_ACTORS = word_list("no_actors")
_LANDMARKS = word_list("place_words")
_GROUP_NOUNS = word_list("group_nouns")
_NAMED_BODIES = frozenset(("PTY", "LAB", "JRN", "SOC", "BUS", "EDU", "REL"))
_GROUP_SECTORS = frozenset(("REB", "PRM"))
_GROUPS_OF_GROUPS = frozenset(("groups", "organizations", "organisations", "factions", "outfits", "militias"))
_LEADERLESS = frozenset(("unidentified", "unknown", "unnamed", "unmarked"))
BRANCHES = frozenset(("affiliate", "affiliates", "branch", "offshoot", "wing"))
_NO_STATES = (None, "UNO", "IGO", "NGO", "EUR", "IMG")
_STATE_SECTORS = frozenset(("GOV", "MIL", "COP", "LEG", "JUD", "SPY", "OPP"))


@dataclass(slots=True)
class Candidate:
    """A phrase at its place in the article, and what is known so far about the actor it stands for."""

    field: FieldName
    sentence: int
    start: int
    end: int
    text: str
    phrase: Phrase
    head_words: tuple[Word, ...]
    after: str
    is_sure_name: bool
    actor_id: str | None = None
    name: str | None = None
    kind: ActorKind | None = None
    country: str | None = None
    sector: str | None = None
    is_inferred: bool = False
    is_dropped: bool = False
    is_holder: bool = False


@dataclass(slots=True)
class _Memory:
    """What the article has named so far."""

    people: dict[str, Candidate] = field(default_factory=dict)
    acronyms: dict[str, Candidate] = field(default_factory=dict)
    group: Candidate | None = None
    body: Candidate | None = None
    persons: list[Candidate] = field(default_factory=list)
    named: dict[str, Candidate] = field(default_factory=dict)
    groups: set[str | None] = field(default_factory=set)
    flavours: dict[str, Candidate] = field(default_factory=dict)
    state: dict[str, Candidate] = field(default_factory=dict)
    last_state: Candidate | None = None
    regime: str | None = None


def settle_short_forms(candidates: Sequence[Candidate], home: str | None) -> None:
    """Give short forms the identity of what they stand for; drop those that stand for nothing known."""
    memory = _Memory()
    again = _said_again(candidates)
    for candidate in candidates:
        kind = candidate.phrase.kind
        if kind == "person":
            _settle_person(candidate, memory, again)
        elif kind == "role":
            _settle_role(candidate, memory, home)
        elif kind == "pronoun":
            _settle_pronoun(candidate, memory)
        elif kind == "capital":
            _settle_capital(candidate, memory)
        if candidate.is_dropped or candidate.is_holder:
            continue
        _remember(candidate, memory)
    _settle_headline(candidates, memory, again)


def _settle_headline(candidates: Sequence[Candidate], memory: _Memory, again: Counter[str]) -> None:
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


def _settle_person(candidate: Candidate, memory: _Memory, again: Counter[str]) -> None:
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


def _settle_capital(candidate: Candidate, memory: _Memory) -> None:
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


def _settle_role(candidate: Candidate, memory: _Memory, home: str | None) -> None:
    phrase = candidate.phrase
    role = phrase.role
    if role is None or candidate.actor_id or candidate.country:
        return
    if _is_named_before(candidate, memory):
        _copy(candidate, memory.named[_head_word(candidate)])
        return
    is_definite = phrase.determiner in ("the", "its", "their", "this")
    is_group = candidate.sector in _GROUP_SECTORS or _head_word(candidate) in _GROUP_NOUNS
    flavour = _flavour(candidate)
    armed = flavour or candidate.sector in _GROUP_SECTORS
    group = memory.flavours.get(flavour or "") or (memory.group if armed else memory.body)
    if _head_word(candidate) in _GROUPS_OF_GROUPS or (
        flavour not in memory.flavours and _means_many(candidate, memory)
    ):
        group = None
    if is_group and is_definite and group is not None and not phrase.has_number and not phrase.is_described:
        _copy(candidate, group)
        memory.flavours.setdefault(flavour or "body", group)
    elif phrase.is_foreign or role.scope == "foreign":
        return
    elif candidate.sector in _STATE_SECTORS and phrase.determiner not in ("a", "an") and not _is_of_nobody(candidate):
        known = memory.state.get(candidate.sector or "") or (memory.last_state if is_definite else None)
        country = known.country if known is not None and not (home and _is_domestic(candidate)) else home
        if not home and _is_called_regime(candidate):
            country = memory.regime
        if country and (role.scope == "state" or phrase.sector in ("GOV", "MIL") or candidate.sector == "OPP"):
            candidate.country, candidate.is_inferred = country, True
    elif phrase.role_class == "weak" and candidate.sector is None and not _is_with_them(candidate):
        candidate.is_dropped = True


def _means_many(candidate: Candidate, memory: _Memory) -> bool:
    """Whether "the rebels" may be any of several groups, and "terrorist groups" is no single one."""
    last = _head_word(candidate)
    if last in _GROUPS_OF_GROUPS:
        return True
    return last in ("rebels", "insurgents", "jihadists", "jihadis") and len(memory.groups) > 1


def _is_with_them(candidate: Candidate) -> bool:
    """ "The army and its allies", "coalition jets": somebody unnamed who acts beside those just named."""
    if _head_word(candidate) == "coalition":
        return True
    return _head_word(candidate) == "allies" and candidate.phrase.determiner in OWNERS


def _is_of_nobody(candidate: Candidate) -> bool:
    """ "Unidentified jets", "officials with the group": of no state, or not of this one."""
    first = candidate.text.lower().split()[:1]
    return not _LEADERLESS.isdisjoint(first) or (_head_word(candidate) == "officials" and candidate.after == "with")


def _is_called_regime(candidate: Candidate) -> bool:
    """ "Regime jets": of the state whose government the article calls so, whatever state was named last."""
    return "regime" in candidate.text.lower().split()


def _is_domestic(candidate: Candidate) -> bool:
    """ "Government forces", "security forces": those of the article's country, whoever was named last."""
    head = " ".join(part for word in candidate.head_words for part in word.parts)
    if head.endswith("regime"):
        return True
    return candidate.sector == "MIL" and (candidate.phrase.sector == "GOV" or head.startswith("security"))


def _remember(candidate: Candidate, memory: _Memory) -> None:
    phrase = candidate.phrase
    if candidate.kind == "person" and not (phrase.role and phrase.role.is_plural):
        memory.persons = [*memory.persons[-5:], candidate]
    if candidate.kind == "person" and phrase.kind in ("name", "person") and not candidate.is_inferred:
        memory.people[candidate.head_words[-1].parts[-1]] = candidate
    if phrase.kind in ("name", "organisation") and candidate.kind != "person":
        memory.acronyms[_initials(candidate)] = candidate
        for part in normal_parts(candidate.name or candidate.text):
            memory.named[part] = candidate
        if candidate.sector in _GROUP_SECTORS or candidate.sector == "SOC":
            memory.body = candidate
        if candidate.sector in _GROUP_SECTORS:
            memory.group = candidate
            memory.groups.add(candidate.actor_id or candidate.name)
    elif (
        phrase.kind == "role"
        and candidate.sector in _GROUP_SECTORS
        and candidate.actor_id
        and not candidate.is_inferred
    ):
        memory.group = candidate
    flavour = _flavour(candidate) if phrase.kind == "role" and candidate.actor_id else None
    if flavour and not candidate.is_inferred:
        memory.flavours[flavour] = candidate
    is_state = candidate.country not in _NO_STATES and phrase.kind in ("role", "name")
    if is_state and candidate.sector is not None and candidate.sector in _STATE_SECTORS:
        memory.state[candidate.sector] = memory.last_state = candidate
        if _is_called_regime(candidate) and not candidate.is_inferred:
            memory.regime = candidate.country


def _head_word(candidate: Candidate) -> str:
    return candidate.head_words[-1].parts[-1]


def _is_named_before(candidate: Candidate, memory: _Memory) -> bool:
    """Whether "the coalition", "the party" take up a name that holds the word."""
    phrase, role = candidate.phrase, candidate.phrase.role
    if phrase.is_modified or phrase.has_number or phrase.determiner in ("a", "an") or len(candidate.head_words) > 1:
        return False
    if _head_word(candidate) not in memory.named or _head_word(candidate) in _GROUP_NOUNS:
        return False
    return phrase.role_class == "weak" or (role is not None and role.sector in _NAMED_BODIES)


def _settle_pronoun(candidate: Candidate, memory: _Memory) -> None:
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


def _flavour(candidate: Candidate) -> str | None:
    """Whether a noun calls fighters jihadis or rebels, so that "the jihadis" are not the rebels named last."""
    for part in candidate.head_words[0].parts + candidate.head_words[-1].parts:
        for flavour, stems in _STEMS.items():
            if part.startswith(stems):
                return flavour
    return None


def _initials(candidate: Candidate) -> str:
    return "".join(
        part[0] for part in normal_parts(candidate.text) if part not in ("of", "for", "the", "and", "in")
    ).upper()
