"""Who takes, loses or holds a place, from the pattern, the roles and the place of a trigger.

Which place that is, and whether all of it, is read in `held_places.py`.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import ARMED_SECTORS, PREPOSITIONS, STRONG_STOPS, WEAPONS
from pipelines.coding.joints import Candidate
from pipelines.coding.party_phrases import Numbers
from pipelines.coding.text import (
    TOLD_AS_FACT,
    ActorMention,
    ControlChange,
    ControlStatus,
    EventMention,
    PlaceMention,
)

_TERRITORY = (
    "PPL",
    "ADM",
    "RGN",
    "AREA",
    "ISL",
    "PCL",
    "TERR",
    "STLMT",
    "AIR",
    "INSM",
    "MIL",
    "MT",
    "OIL",
    "DAM",
    "BDG",
    "PEN",
)
PEACEFUL_TRANSFER = "Non-violent transfer of territory"
_ENTRY_AFTER_LOSS = timedelta(days=7)
_REACH_OF_PEACE = 14
_FIGHTS = frozenset(("fight", "fighting", "resistance", "shot", "bloodshed", "battle", "opposition"))


def can_be_held(place: PlaceMention) -> bool:
    """Whether the place is one that a side can hold: a town, an area, an airfield."""
    return place.place_id is not None and (place.feature_code or "").startswith(_TERRITORY)


def find_control_change(
    status: ControlStatus | None,
    place: PlaceMention | None,
    takers: Sequence[ActorMention],
    losers: Sequence[ActorMention],
) -> ControlChange | None:
    """The change at a place; none where the place cannot be held or neither side is known. Taken by nobody is lost."""
    if status is None or place is None or place.place_id is None or not can_be_held(place):
        return None
    to_actor = next((actor.actor_id for actor in takers if actor.actor_id), None)
    from_actor = next((actor.actor_id for actor in losers if actor.actor_id), None)
    if to_actor == from_actor or status == "held":
        from_actor = None
    if to_actor is None and from_actor is None:
        return None
    if status in ("taken", "lost"):
        status = "taken" if to_actor else "lost"
    return ControlChange(place.place_id, from_actor, to_actor, status)


def control_told(
    clause: Clause, candidate: Candidate, is_located: Callable[[PlaceMention], bool]
) -> ControlChange | None:
    """The change that a pattern of control tells.

    `is_located`: whether the article has anything else in the place's country.
    """
    pattern, place = candidate.reading.pattern, candidate.place
    status = pattern.control
    if status is None or place is None or not is_located(place):
        return None
    told_loosely = status == "lost" or candidate.reading.form == "noun" or "object" in pattern.recipient_slots
    if _is_country(place) and told_loosely:
        return None
    takers, losers = candidate.actors, _losers(clause, candidate)
    if pattern.event_type == "RETREAT":
        takers, losers = (candidate.recipients if "to" in pattern.recipient_slots else ()), candidate.actors
    if candidate.in_part or _is_unfinished(clause, candidate):
        status = "contested"
    actors = clause.actors
    return find_control_change(status, place, [actors[n] for n in takers], [actors[n] for n in losers])


def _losers(clause: Clause, candidate: Candidate) -> Numbers:
    """Who loses the place, without whoever only stands after some other "from" ("support from Russian raids")."""
    return tuple(
        number
        for number in candidate.recipients
        if is_armed(clause.actors[number]) and not _is_from_elsewhere(clause, candidate, number)
    )


def _is_from_elsewhere(clause: Clause, candidate: Candidate, number: int) -> bool:
    """Whether the actor stands after a "from" that does not go with the place, or only owns what does."""
    first, last = clause.actor_spans[number]
    at = next((k for k in range(first - 1, max(first - 5, -1), -1) if clause.words[k] == "from"), -1)
    if at < candidate.end:
        return False
    if last < len(clause) and clause.words[last] in WEAPONS:
        return True
    return any(_turns_away(clause, k) for k in range(candidate.end, at))


def _turns_away(clause: Clause, k: int) -> bool:
    word = clause.words[k]
    if word in STRONG_STOPS or word == ",":
        return True
    tells_when_or_where = clause.time_at[k] >= 0 or clause.time_at[k + 1] >= 0 or clause.place_at[k + 1] >= 0
    return not tells_when_or_where and word in PREPOSITIONS and word not in ("of", "over")


def _is_unfinished(clause: Clause, candidate: Candidate) -> bool:
    """ "Has almost lost the town", but not "fell almost without a fight"."""
    led_by = [word for word in clause.words[: candidate.reading.start][-2:] if not word.endswith(("ely", "lly"))]
    return led_by[-1:] == ["almost"] or led_by[-1:] == ["nearly"]


def _is_country(place: PlaceMention) -> bool:
    return (place.feature_code or "").startswith("PCL")


def is_unopposed(clause: Clause, candidate: Candidate) -> bool:
    """Whether what is taken is taken "without a fight", "without firing a shot", "unopposed"."""
    if candidate.reading.pattern.control != "taken":
        return False
    after = clause.words[candidate.reading.end : candidate.reading.end + _REACH_OF_PEACE]
    stop = next((i for i, word in enumerate(after) if word in STRONG_STOPS or word == ","), len(after))
    said = after[:stop]
    without = said.index("without") if "without" in said else stop
    return "unopposed" in said or not _FIGHTS.isdisjoint(said[without + 1 : without + 4])


def taken_in_peace(mention: EventMention) -> EventMention:
    """The taking of a place as one that nobody resisted."""
    return replace(
        mention,
        event_type="COERCE",
        mode="seize",
        cameo_code="192",
        acled_sub_event_type=PEACEFUL_TRANSFER,
    )


def settle_entries(mentions: Sequence[EventMention]) -> list[EventMention]:
    """Troops that enter a town which the other side has just given up take it without a fight."""
    losses = [m for m in mentions if m.control_change and m.control_change.from_actor_id and _is_told(m)]
    return [_settled(mention, losses) if mention.enters and losses else mention for mention in mentions]


def _settled(entry: EventMention, losses: Sequence[EventMention]) -> EventMention:
    taker = next((actor.actor_id for actor in entry.actors if actor.actor_id and is_armed(actor)), None)
    place_id = entry.place.place_id if entry.place else None
    for loss in losses:
        lost = loss.control_change
        if lost is None or taker is None or lost.place_id != place_id or lost.status != "lost":
            continue
        if lost.from_actor_id != taker and _is_told(entry) and _follows(entry, loss):
            change = ControlChange(lost.place_id, lost.from_actor_id, taker, "taken")
            return taken_in_peace(replace(entry, control_change=change))
    return entry


def _is_told(mention: EventMention) -> bool:
    return mention.modality in TOLD_AS_FACT


def _follows(entry: EventMention, loss: EventMention) -> bool:
    """Whether the entry comes within days of the loss, or no day of either is known."""
    if entry.date_start is None or loss.date_start is None or loss.date_end is None:
        return True
    return loss.date_start <= entry.date_start <= loss.date_end + _ENTRY_AFTER_LOSS


def is_state_side(actors: Sequence[ActorMention]) -> bool | None:
    """Whether a state's forces act; null where that is not known."""
    sectors = [actor.sector for actor in actors if actor.sector]
    if not sectors and not any(actor.kind == "country" for actor in actors):
        return None
    if any(sector in ("REB", "UAF", "CRM") for sector in sectors):
        return False
    if any(actor.sector == "PRM" and "rebel" in actor.text.lower() for actor in actors):
        return False
    return any(sector in ("MIL", "GOV", "COP", "PRM", "SPY") for sector in sectors) or any(
        actor.kind == "country" for actor in actors
    )


def is_armed(actor: ActorMention) -> bool:
    """Whether the actor is an armed one, or a state."""
    return actor.sector in ARMED_SECTORS or actor.sector == "GOV" or (actor.kind == "country" and actor.sector is None)
