"""Who only came by where something went off: "a bomb exploded as a police convoy passed"."""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import words
from pipelines.coding.joints import Candidate, is_assault
from pipelines.coding.party_phrases import before_phrase

_AS = frozenset(("as", "when", "while"))
_GOES_OFF = words("bomb bombs device devices mine mines landmine landmines explosives ied ieds grenade shell shells")
_COME_BY = words(
    """
    passed drove travelled traveled crossed entered left arrived approached returned walked stopped slept gathered
    waited marched prayed queued stood stepped rode flew
    """
)


def without_passers(clause: Clause, candidate: Candidate) -> Candidate:
    """A blow that no hand is named of, less the doers that its sentence has only come by."""
    if not candidate.actors or not is_assault(candidate) or _GOES_OFF.isdisjoint(clause.words[: candidate.end]):
        return candidate
    return candidate._replace(actors=tuple(n for n in candidate.actors if not _came_by(clause, n)))


def _came_by(clause: Clause, number: int) -> bool:
    lead, last = before_phrase(clause, number), clause.actor_spans[number][1]
    if clause.words[last - 1].startswith("bomber"):
        return False
    came = not _COME_BY.isdisjoint(clause.words[last : last + 3])
    return came and lead >= 0 and clause.words[lead] in _AS
