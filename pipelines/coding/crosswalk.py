"""From PLOVER type, mode and parties to quad code, PLOVER score, CAMEO code and ACLED sub-event type."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipelines.coding.control import is_armed, is_state_side
from pipelines.coding.patterns import read_seed
from pipelines.coding.text import ActorMention, ControlChange


@dataclass(frozen=True, slots=True)
class EventType:
    """One row of `seeds/event_types.csv`."""

    quad_code: int
    plover_score: float
    requires_recipient: bool
    cameo_code: str
    acled_sub_event_type: str


@cache
def load_event_types() -> dict[tuple[str, str | None], EventType]:
    """Event types by type and mode, read once."""
    return {
        (row["event_type"], row["mode"] or None): EventType(
            int(row["quad_code"]),
            float(row["plover_score"]),
            row["requires_recipient"] == "true",
            row["cameo_code"],
            row["acled_sub_event_type"],
        )
        for row in read_seed("event_types.csv")
    }


def acled_sub_event_type(
    event_type: str,
    mode: str | None,
    by_pattern: str | None,
    actors: Sequence[ActorMention],
    recipients: Sequence[ActorMention],
    control: ControlChange | None,
) -> str:
    """ACLED's sub-event type: by who takes a place, by who fights whom, else the pattern's or the type's own."""
    default = load_event_types()[event_type, mode].acled_sub_event_type
    if control and control.status == "taken":
        if event_type != "ASSAULT":
            return "Non-violent transfer of territory"
        return "Government regains territory" if is_state_side(actors) else "Non-state actor overtakes territory"
    if event_type == "ASSAULT":
        return _of_assault(mode, by_pattern, default, actors, recipients)
    if event_type == "PROTEST" and mode in (None, "demo"):
        return by_pattern or default
    return by_pattern or default


def _of_assault(
    mode: str | None,
    by_pattern: str | None,
    default: str,
    actors: Sequence[ActorMention],
    recipients: Sequence[ActorMention],
) -> str:
    chosen = default if mode not in (None, "firearms") else by_pattern or default
    if chosen.endswith("territory"):
        chosen = "Armed clash"
    if by_pattern in ("Grenade", "Violent demonstration"):
        return by_pattern
    if mode in (None, "firearms", "primitive", "targeted"):
        state, other = is_state_side(actors), any(is_armed(actor) for actor in recipients)
        sectors = {actor.sector for actor in recipients}
        if state and sectors & {"CVL", "OPP", "EDU", "LAB"} and mode != "targeted":
            return "Attack"
        if state is not None and other and any(is_armed(actor) for actor in actors):
            return "Armed clash"
        if len(actors) > 1 and not recipients and by_pattern == "Armed clash":
            return "Armed clash"
    return chosen
