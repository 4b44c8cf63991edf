"""Which state "the army", "police" or "the minister" serves that is named without one."""

from pipelines.coding.named_before import (
    MISSIONS,
    Candidate,
    Memory,
    head_word,
    is_called_regime,
    is_craft,
    is_definite,
    office,
)

_LEADERLESS = frozenset(("unidentified", "unknown", "unnamed", "unmarked", "terror", "terrorist"))
_HELPED = ("-backed", "-allied", "-aligned", "-supported", "-trained", "-sponsored", "-funded")
_ON_THE_SPOT = ("COP", "OPP")
_CROWNED = frozenset(("king", "queen", "prince", "princess", "caliph"))


def state_of(candidate: Candidate, memory: Memory) -> str | None:
    """The country of a state's people who are named without it: their owner's, the place's, the last one's, home.

    An officer is of the country whose officer of that name came last; of monarchs and embassies nothing else tells it.
    Several governments or presidents are of no one country, nor are warplanes where those of several may fly.
    """
    role, sector = candidate.phrase.role, candidate.sector or ""
    called = office(candidate)
    if role is not None and role.is_plural and (called == "governments" or role.office):
        return None
    if candidate.phrase.determiner in ("its", "their") and len(memory.in_sentence) == 1:
        return next(iter(memory.in_sentence))
    if called in memory.officers:
        return memory.officers[called].country
    if called in _CROWNED or called in MISSIONS:
        return None
    if candidate.here and _is_local(candidate):
        return candidate.here
    if is_craft(candidate) and not candidate.phrase.is_modified and memory.strikers:
        return next(iter(memory.strikers)) if len(memory.strikers) == 1 else None
    if speaker := _speaker(candidate, memory):
        return speaker
    home, is_domestic = memory.home or memory.named_most, _is_domestic(candidate)
    if is_called_regime(candidate):
        return home or memory.regime
    known = memory.state.get(sector)
    if candidate.here and not memory.home and (is_domestic or (known is None and not home and sector in _ON_THE_SPOT)):
        return candidate.here
    if known is None and is_definite(candidate) and sector != "OPP" and not (home and sector == "MIL"):
        known = memory.last_state
    return known.country if known is not None and not (home and is_domestic) else home


def _is_local(candidate: Candidate) -> bool:
    """ "Local police": those of the place that is told."""
    return "local" in candidate.text.lower().split()


def _speaker(candidate: Candidate, memory: Memory) -> str | None:
    """The nation of the officers who tell it, where "137 soldiers" or "the military" are said to be of no nation."""
    told = memory.speaker
    is_told = told is not None and told[:2] == (candidate.field, candidate.sentence)
    return told[2] if told and is_told and candidate.sector == "MIL" and not _is_domestic(candidate) else None


def is_of_nobody(candidate: Candidate) -> bool:
    """ "Unidentified jets", "officials with the group", "officials of both sides": of no state, or not of this one."""
    first = candidate.text.lower().split()[:1]
    if not _LEADERLESS.isdisjoint(first) or _fights_for_another(candidate):
        return True
    return head_word(candidate) == "officials" and candidate.after in ("with", "for", "of")


def _fights_for_another(candidate: Candidate) -> bool:
    """ "Norvian-backed troops", "troops allied to the regime": neither the one army nor, surely, the other."""
    if candidate.sector != "MIL" or candidate.phrase.sector == "GOV" or not head_word(candidate).endswith("s"):
        return False
    helped = any(word[0].isupper() and word.endswith(_HELPED) for word in candidate.text.split()[:-1])
    return helped or candidate.after in ("allied", "aligned")


def _is_domestic(candidate: Candidate) -> bool:
    """ "Government forces", "security forces": those of the article's country, whoever was named last."""
    head = " ".join(part for word in candidate.head_words for part in word.parts)
    if head.endswith("regime"):
        return True
    if _is_attribute(candidate):
        return True
    return candidate.sector == "MIL" and (candidate.phrase.sector == "GOV" or head.startswith("security"))


def _is_attribute(candidate: Candidate) -> bool:
    """ "Government positions", in a war at home, rather than those of the government named last."""
    bare = candidate.phrase.determiner is None and not candidate.phrase.is_modified
    return bare and candidate.after.isalpha() and candidate.after.endswith("s") and head_word(candidate) == "government"
