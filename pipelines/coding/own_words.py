"""Whose the support, promise or thanks are that a verb tells of: their giver's, not those of who gets them."""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import words
from pipelines.coding.patterns import Reading

_GIVEN = words(
    """
    support backing solidarity commitment readiness willingness respect condolences condolence sympathy sympathies
    thanks gratitude friendship confidence intention determination desire appreciation concern concerns disappointment
    opposition objection objections regret assistance help
    """
)
_OWNED = frozenset(("SUPPORT", "AGREE", "AID", "ACCUSE", "REJECT"))
_ASKED = words("reject refuse decline rebuff spurn dismiss deny welcome praise hail accept seek win receive")


def givers(clause: Clause, reading: Reading) -> frozenset[int]:
    """ "Reiterated Egypt's solidarity with", "promised Oslo's support for": the owners in the gap."""
    if not reading.gap or reading.pattern.event_type not in _OWNED:
        return frozenset()
    first, end = reading.gap
    if _GIVEN.isdisjoint(clause.words[end : reading.end]) or _takes(reading):
        return frozenset()
    at = {max(clause.actor_at[k], clause.holder_at[k]) for k in range(first, end)} - {-1}
    return frozenset(n for n in at if clause.words[clause.actor_spans[n][1] :][:1] == ["'s"])


def _takes(reading: Reading) -> bool:
    """ "Rejected Chad's help": what somebody else offered."""
    return not _ASKED.isdisjoint(reading.pattern.words.split()[0].split("|"))
