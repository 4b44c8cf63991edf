"""Whether a reading with its parties is enough to be an event: the flags of its pattern and its type's needs.

Precision first: what is doubtful is left out.
"""

from collections.abc import Sequence

from pipelines.coding.clauses import Clause
from pipelines.coding.control import can_be_held, is_armed
from pipelines.coding.grammar import ARMED_SECTORS, LABOUR, VIOLENCE
from pipelines.coding.modality import is_definite
from pipelines.coding.patterns import Reading
from pipelines.coding.text import ActorMention, PlaceMention

_VERBAL = frozenset("AGREE CONSULT SUPPORT CONCEDE REQUEST ACCUSE REJECT THREATEN COOPERATE AID RETREAT".split())
_KNOWN_ACTOR = frozenset("MOBILIZE SANCTION COERCE THREATEN".split())
SPORT = frozenset(
    """
    match goal goals league cup coach striker innings wicket wickets midfielder goalkeeper team season tournament
    championship championships quarter-final semi-final penalty half-time olympic olympics rugby football cricket
    tennis wimbledon manager squad batsman bowler halftime defender fixture champions scored premiership
    """.split()
)


def is_sport(words: Sequence[str]) -> bool:
    """Whether a text is about sport, where people are beaten, attacked and shot at goal."""
    hits = [word for word in words if word in SPORT]
    return len(set(hits)) >= 4 and len(hits) * 70 > len(words)


def is_event(
    clause: Clause,
    reading: Reading,
    actors: Sequence[ActorMention],
    recipients: Sequence[ActorMention],
    place: PlaceMention | None,
    governed: bool,
    sport: bool,
) -> bool:
    """Whether the parties, the place and the words around satisfy the pattern and its type.

    `place`: the object or subject place of a pattern of control; `governed`: a light verb carries the noun.
    """
    flags, event_type = reading.pattern.flags, reading.pattern.event_type
    if sport and event_type in ("ASSAULT", "COERCE", "PROTEST", "THREATEN", "MOBILIZE", "RETREAT"):
        return False
    if not _has_parties(flags, event_type, actors, recipients, reading):
        return False
    if ("placeobj" in flags or "placesubj" in flags) and (place is None or not can_be_held(place)):
        return False
    if "nonplace" in flags and place is not None and not recipients:
        return False
    if "labour" in flags and not LABOUR.intersection(clause.words):
        return False
    if "civil" in flags and any(actor.sector in ARMED_SECTORS for actor in actors):
        return False
    if "armed" in flags and not _is_armed_conflict(clause, reading, actors, recipients):
        return False
    if "soldiers" in flags and not any(actor.sector in ARMED_SECTORS for actor in (*actors, *recipients)):
        return False
    if event_type == "ASSAULT" and reading.form == "noun":
        return _noun_tells(clause, reading, actors, recipients, governed)
    return True


def _has_parties(
    flags: frozenset[str],
    event_type: str,
    actors: Sequence[ActorMention],
    recipients: Sequence[ActorMention],
    reading: Reading,
) -> bool:
    if ("actor" in flags and not actors) or ("recipient" in flags and not recipients):
        return False
    if "both" in flags and len(actors) + len(recipients) < 2:
        return False
    if "person" in flags and not (actors or recipients):
        return False
    if event_type in _VERBAL and not actors:
        return event_type == "RETREAT" and reading.pattern.mode == "release" and bool(recipients)
    if event_type in _KNOWN_ACTOR:
        known = any(actor.actor_id or actor.country or actor.sector for actor in actors)
        return known or (reading.pattern.mode in ("arrest", "convict", "deport") and bool(recipients))
    if event_type == "PROTEST" and reading.form != "noun":
        return bool(actors)
    return True


def _is_armed_conflict(
    clause: Clause, reading: Reading, actors: Sequence[ActorMention], recipients: Sequence[ActorMention]
) -> bool:
    if any(is_armed(actor) for actor in (*actors, *recipients)):
        return True
    return any(word in VIOLENCE for i, word in enumerate(clause.words) if not reading.start <= i < reading.end)


def _noun_tells(
    clause: Clause,
    reading: Reading,
    actors: Sequence[ActorMention],
    recipients: Sequence[ActorMention],
    governed: bool,
) -> bool:
    """A noun alone is an event where it has parties, is carried by a verb, or is new and has a place or time."""
    if actors or recipients:
        return True
    if reading.pattern.control:
        return False
    if is_definite(clause, reading) and not governed:
        return False
    return bool(clause.places or clause.times) and "violent" in reading.pattern.flags
