"""Which of a sentence's events a statement of harm belongs to, and the toll of an event from its statements.

How many a statement counts is read in `casualties.py`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.coding.casualties import Harm
from pipelines.coding.counts import Count
from pipelines.coding.harm_words import KINDS
from pipelines.coding.merging import Candidate
from pipelines.coding.text import ActorMention

# "soldiers", "policemen"; not "members", which may be some of those counted elsewhere, nor "forces", "police"
_PLURAL = re.compile(r"(?i)\b(?:people|men|women|children|\w+men|(?!members|forces|units|groups)\w{3,}[^s\W]s)$")
_UNKNOWN = Count(None, None, None)
# The event types that can do harm of a kind.
_DOING = {
    "killed": ("ASSAULT", "PROTEST"),
    "injured": ("ASSAULT", "PROTEST"),
    "captured": ("ASSAULT", "COERCE"),
    "displaced": ("ASSAULT", "COERCE"),
}


@dataclass(frozen=True, slots=True)
class Toll:
    """The killed with their bounds, the injured, captured and displaced of one event; null is "not stated"."""

    killed: Count
    injured: int | None
    captured: int | None
    displaced: int | None


def count_toll(harms: Sequence[Harm]) -> Toll:
    """The greatest number of each kind that the statements give."""
    killed, *others = (_total(harms, kind) or _UNKNOWN for kind in KINDS)
    return Toll(killed, *(count.low if count.best is None else count.best for count in others))


def stated_by_victims(candidate: Candidate, victims: Sequence[ActorMention]) -> Count:
    """How many were killed where no number is given: each single person is one, and a plural at least two."""
    flags = candidate.reading.pattern.flags
    if "harm:killed" not in flags or not victims or any(victim.is_pronoun for victim in victims):
        return _UNKNOWN
    if all(victim.kind == "person" and victim.count in (None, 1) for victim in victims):
        return Count(len(victims), len(victims), len(victims))
    many = any(victim.count is None and _PLURAL.search(victim.text) for victim in victims if victim.kind == "group")
    return Count(2, None, None) if many else _UNKNOWN


def is_harm_of(candidate: Candidate, candidates: Sequence[Candidate], harm: Harm) -> bool:
    """Whether of all events in the sentence that can do such harm this is the one that a statement of it goes with."""
    doing = _DOING[harm.kind]
    if candidate.reading.pattern.event_type not in doing:
        return False
    for other in candidate.parts:
        if other.start <= harm.at < other.end:
            return True
    if any(p.start <= harm.at < p.end for c in candidates for p in c.parts):
        return False
    able = [c for c in candidates if c.reading.pattern.event_type in doing]
    nearest = min(able, key=lambda c: (min(abs(harm.at - c.start), abs(harm.at - c.end + 1)), c.start))
    return any(part is nearest or part.reading is nearest.reading for part in candidate.parts)


def _total(harms: Sequence[Harm], kind: str) -> Count | None:
    counts = [harm.count for harm in harms if harm.kind == kind]
    return max(counts, key=lambda c: (c.best or c.low or 0, c.low or 0), default=None)
