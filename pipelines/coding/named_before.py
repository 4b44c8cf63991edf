"""What an article has named so far, for short forms that come later; `coreference.py` settles them."""

from dataclasses import dataclass, field

from pipelines.coding.dictionary import Word, normal_parts
from pipelines.coding.grammar import SPEECH
from pipelines.coding.phrases import Phrase
from pipelines.coding.text import ActorKind, FieldName

_STEMS = {
    "jihad": ("jihad", "extremis", "islamis", "terror", "militant"),
    "rebel": ("rebel", "insurgen", "guerril", "separatis", "secessionis"),
}
GROUP_SECTORS = frozenset(("REB", "PRM"))
_NO_STATES = (None, "UNO", "IGO", "NGO", "EUR", "IMG")
STATE_SECTORS = frozenset(("GOV", "MIL", "COP", "LEG", "JUD", "SPY", "OPP"))
_ARMIES = frozenset(("military", "army", "defence", "defense"))
MISSIONS = frozenset(("embassy", "consulate"))
_CRAFT = frozenset(("warplane", "warplanes", "jet", "jets", "planes", "gunships", "helicopters", "aircraft", "bombers"))


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
    here: str | None = None  # the only country that the places of its sentence lie in


@dataclass(slots=True)
class Memory:
    """What the article has named so far."""

    home: str | None
    named_most: str | None
    people: dict[str, Candidate] = field(default_factory=dict)
    acronyms: dict[str, Candidate] = field(default_factory=dict)
    last: Candidate | None = None
    group: Candidate | None = None
    body: Candidate | None = None
    persons: list[Candidate] = field(default_factory=list)
    named: dict[str, Candidate] = field(default_factory=dict)
    groups: set[str | None] = field(default_factory=set)
    unnamed: set[str] = field(default_factory=set)
    flavours: dict[str, Candidate] = field(default_factory=dict)
    state: dict[str, Candidate] = field(default_factory=dict)
    last_state: Candidate | None = None
    officers: dict[str, Candidate] = field(default_factory=dict)
    strikers: set[str] = field(default_factory=set)  # countries whose forces or acts were named
    speaker: tuple[FieldName, int, str] | None = None  # the sentence that an army told last, and whose it is
    regime: str | None = None
    sentence: tuple[FieldName, int] | None = None
    in_sentence: set[str] = field(default_factory=set)


def remember(candidate: Candidate, memory: Memory) -> None:
    memory.last = candidate
    phrase = candidate.phrase
    if candidate.kind == "person" and not (phrase.role and phrase.role.is_plural):
        memory.persons = [*memory.persons[-5:], candidate]
    if candidate.kind == "person" and phrase.kind in ("name", "person") and not candidate.is_inferred:
        memory.people[candidate.head_words[-1].parts[-1]] = candidate
    if phrase.kind in ("name", "organisation") and candidate.kind != "person":
        memory.acronyms[_initials(candidate)] = candidate
        for part in normal_parts(candidate.name or candidate.text):
            memory.named[part] = candidate
        if candidate.sector in GROUP_SECTORS or candidate.sector == "SOC":
            memory.body = candidate
        if candidate.sector in GROUP_SECTORS:
            memory.group = candidate
            memory.groups.add(candidate.actor_id or candidate.name)
    elif (
        phrase.kind == "role" and candidate.sector in GROUP_SECTORS and candidate.actor_id and not candidate.is_inferred
    ):
        memory.group = candidate
    if phrase.kind == "role" and is_coalition(candidate.name):
        memory.named["coalition"] = candidate
    called = flavour(candidate) if phrase.kind == "role" else None
    if called and candidate.actor_id is None:
        memory.unnamed.add(called)
    elif called and not candidate.is_inferred:
        memory.flavours[called] = candidate
    if candidate.country in _NO_STATES:
        return
    if candidate.after in SPEECH and (candidate.sector == "MIL" or _is_of_army(candidate)):
        memory.speaker = candidate.field, candidate.sentence, candidate.country
    if memory.sentence != (candidate.field, candidate.sentence):
        memory.sentence, memory.in_sentence = (candidate.field, candidate.sentence), set()
    memory.in_sentence.add(candidate.country)
    if candidate.sector == "MIL" or phrase.kind == "adjective" or is_called_regime(candidate):
        memory.strikers.add(candidate.country)
    if phrase.kind in ("role", "name") and candidate.sector is not None and candidate.sector in STATE_SECTORS:
        if not is_craft(candidate):
            memory.state[candidate.sector] = memory.last_state = candidate
        if phrase.kind == "role" and phrase.role and (phrase.role.kind == "person" or office(candidate) in MISSIONS):
            memory.officers[office(candidate)] = candidate
        if is_called_regime(candidate) and not candidate.is_inferred:
            memory.regime = candidate.country


def is_coalition(name: str | None) -> bool:
    """Whether it is an alliance of armies, of whose country none of them need be."""
    return name is not None and name.endswith("-led coalition")


def _is_of_army(candidate: Candidate) -> bool:
    """ "Norvian military officials"."""
    return candidate.sector == "GOV" and not _ARMIES.isdisjoint(candidate.text.lower().split())


def head_word(candidate: Candidate) -> str:
    return candidate.head_words[-1].parts[-1]


def office(candidate: Candidate) -> str:
    role = candidate.phrase.role
    return (role.office if role else None) or head_word(candidate)


def is_craft(candidate: Candidate) -> bool:
    return head_word(candidate) in _CRAFT


def is_definite(candidate: Candidate) -> bool:
    return candidate.phrase.determiner in ("the", "its", "their", "this")


def is_called_regime(candidate: Candidate) -> bool:
    """ "Regime jets": of the state whose government the article calls so, whatever state was named last."""
    return "regime" in candidate.text.lower().split()


def flavour(candidate: Candidate) -> str | None:
    """Whether a noun calls fighters jihadis or rebels, so that "the jihadis" are not the rebels named last."""
    for part in candidate.head_words[0].parts + candidate.head_words[-1].parts:
        for called, stems in _STEMS.items():
            if part.startswith(stems):
                return called
    return None


def _initials(candidate: Candidate) -> str:
    return "".join(
        part[0] for part in normal_parts(candidate.text) if part not in ("of", "for", "the", "and", "in")
    ).upper()
