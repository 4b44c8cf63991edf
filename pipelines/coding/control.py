"""Who takes, loses or holds a place, from the pattern, the roles and the place of a trigger."""

from collections.abc import Sequence

from pipelines.coding.grammar import ARMED_SECTORS
from pipelines.coding.text import ActorMention, ControlChange, PlaceMention

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


def can_be_held(place: PlaceMention) -> bool:
    """Whether the place is one that a side can hold: a town, an area, an airfield."""
    return place.place_id is not None and (place.feature_code or "").startswith(_TERRITORY)


def find_control_change(
    status: str | None, place: PlaceMention | None, actors: Sequence[ActorMention], recipients: Sequence[ActorMention]
) -> ControlChange | None:
    """The change that a pattern of control tells; none where neither side is known."""
    if status is None or place is None or place.place_id is None or not can_be_held(place):
        return None
    to_actor = next((actor.actor_id for actor in actors if actor.actor_id), None)
    from_actor = next((actor.actor_id for actor in recipients if actor.actor_id), None)
    if status == "held":
        return ControlChange(place.place_id, None, to_actor, "held") if to_actor else None
    if to_actor is None and from_actor is None:
        return None
    if to_actor is not None and to_actor == from_actor:
        from_actor = None
    return ControlChange(place.place_id, from_actor, to_actor, "lost" if status == "lost" else "taken")


def is_state_side(actors: Sequence[ActorMention]) -> bool | None:
    """Whether a state's forces act; null where that is not known."""
    sectors = [actor.sector for actor in actors if actor.sector]
    if not sectors and not any(actor.kind == "country" for actor in actors):
        return None
    if any(sector in ("REB", "UAF", "CRM") for sector in sectors):
        return False
    return any(sector in ("MIL", "GOV", "COP", "PRM", "SPY") for sector in sectors) or any(
        actor.kind == "country" for actor in actors
    )


def is_armed(actor: ActorMention) -> bool:
    """Whether the actor is an armed one, or a state."""
    return actor.sector in ARMED_SECTORS or actor.sector == "GOV" or (actor.kind == "country" and actor.sector is None)
