"""Who is named beside a deed and did not do it: comes by where a bomb goes off, or is cleared of the attack."""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import BE, words
from pipelines.coding.joints import Candidate, is_assault, is_attacker
from pipelines.coding.party_phrases import before_phrase

_AS = frozenset(("as", "when", "while"))
_GOES_OFF = words("bomb bombs device devices mine mines landmine landmines explosives ied ieds grenade shell shells")
_COME_BY = words(
    """
    passed drove travelled traveled crossed entered left arrived approached returned walked stopped slept gathered
    waited marched prayed queued stood stepped rode flew
    """
)
_MAY_FEND_OFF = ("MIL", "COP", "GOV", "PRM", "BUS", "SPY", "LEG")
_CHARGED = words("charged accused suspected convicted")
_CLEARED = words("cleared acquitted exonerated absolved")
_NOT = frozenset(("not", "never", "n't"))
_REACH_OF_CHARGE = 5


def without_bystanders(clause: Clause, candidate: Candidate) -> Candidate:
    """An attack less the doers that its sentence only sees come by, or says did not do it, and less courts."""
    if not candidate.actors or not is_assault(candidate):
        return candidate
    goes_off = not _GOES_OFF.isdisjoint(clause.words[: candidate.end])
    able = (n for n in candidate.actors if clause.actors[n].sector != "JUD")  # "convicted him over the assault"
    if any(is_attacker(clause.actors[n]) for n in candidate.recipients):
        able = (n for n in able if clause.actors[n].sector in _MAY_FEND_OFF)  # "the assailants were killed"
    doers = (n for n in able if not _is_cleared(clause, n) and not (goes_off and _came_by(clause, n)))
    return candidate._replace(actors=tuple(doers))


def _came_by(clause: Clause, number: int) -> bool:
    """ "A bomb exploded as a police convoy passed"."""
    lead, last = before_phrase(clause, number), clause.actor_spans[number][1]
    if clause.words[last - 1].startswith("bomber"):
        return False
    came = not _COME_BY.isdisjoint(clause.words[last : last + 3])
    return came and lead >= 0 and clause.words[lead] in _AS


def _is_cleared(clause: Clause, number: int) -> bool:
    """ "X is not charged with taking part in the attack", "X was cleared of it"."""
    last = clause.actor_spans[number][1]
    after = clause.words[last : last + _REACH_OF_CHARGE]
    denied = not _NOT.isdisjoint(after) and not _CHARGED.isdisjoint(after)
    cleared = (k for k, word in enumerate(after) if word in _CLEARED and k and after[k - 1] in BE)
    return denied or next(cleared, None) is not None
