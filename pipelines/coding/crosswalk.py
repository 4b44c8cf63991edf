"""From PLOVER type, mode and parties to quad code, PLOVER score, CAMEO code and ACLED sub-event type."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipelines.coding.control import PEACEFUL_TRANSFER, is_armed, is_state_side
from pipelines.coding.grammar import FIGHTING_SECTORS
from pipelines.coding.patterns import read_seed
from pipelines.coding.struck_things import are_thing
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
            return PEACEFUL_TRANSFER
        return _of_taking(actors, recipients)
    if event_type == "ASSAULT":
        return _of_assault(mode, by_pattern, default, actors, recipients)
    return by_pattern or default


REGAINED, OVERTAKEN = "Government regains territory", "Non-state actor overtakes territory"
SHELLING = "Shelling/artillery/missile attack"
_SURE = ("Grenade", "Violent demonstration", "Mob violence", "Excessive force against protesters")
_CLASHING = (None, "firearms", "primitive")
_UNARMED = frozenset(("CVL", "OPP", "EDU", "LAB", "JRN", "MED", "REL", "BUS", "LEG", "REF", "IDP"))


def _of_taking(actors: Sequence[ActorMention], recipients: Sequence[ActorMention]) -> str:
    """Who takes decides; where nobody is named, who loses."""
    state = is_state_side(actors)
    if state is None:
        lost_by_state = is_state_side(recipients)
        return OVERTAKEN if lost_by_state is None else (OVERTAKEN if lost_by_state else REGAINED)
    return REGAINED if state else OVERTAKEN


def _of_assault(
    mode: str | None,
    by_pattern: str | None,
    default: str,
    actors: Sequence[ActorMention],
    recipients: Sequence[ActorMention],
) -> str:
    chosen = default if mode not in (None, "firearms") else by_pattern or default
    if by_pattern in (REGAINED, OVERTAKEN):
        return _of_taking(actors, recipients)
    if by_pattern in _SURE or (by_pattern == SHELLING and mode is None):  # aircraft shot down
        return by_pattern or default
    if mode in _CLASHING or mode == "targeted":
        sectors = _sectors(recipients)
        if is_state_side(actors) and sectors & {"CVL", "OPP", "EDU", "LAB"} and mode != "targeted":
            return "Attack"
        if mode in _CLASHING and _is_clash(by_pattern, actors, recipients):
            return "Armed clash"
        if by_pattern == "Armed clash" and sectors and sectors <= _UNARMED:
            return "Attack"
    return chosen


def _people(recipients: Sequence[ActorMention]) -> Sequence[ActorMention]:
    """The people among them; what was hit beside them does not tell who was."""
    people = [actor for actor in recipients if not are_thing(actor.text)]
    return [actor for actor in people if actor.kind] or people or recipients


def _sectors(recipients: Sequence[ActorMention]) -> set[str | None]:
    return {actor.sector for actor in _people(recipients)}


def _is_clash(by_pattern: str | None, actors: Sequence[ActorMention], recipients: Sequence[ActorMention]) -> bool:
    """Armed against armed; soldiers or fighters who fall to a hand that is not named fell in a fight."""
    if by_pattern == "Armed clash" and len(actors) > 1 and not recipients:
        return True
    fighters = any(actor.sector in FIGHTING_SECTORS for actor in _people(recipients))
    if not actors:
        return fighters
    return any(is_armed(actor) for actor in actors) and any(is_armed(actor) for actor in _people(recipients))


def barred_sub_events(
    mode: str | None, actors: Sequence[ActorMention], recipients: Sequence[ActorMention]
) -> frozenset[str]:
    """What the parties rule out: no clash with the unarmed, no mob of soldiers, nothing only the other side does."""
    barred = set()
    state, sectors = is_state_side(actors), _sectors(recipients)
    if (sectors and sectors <= _UNARMED) or mode == "beat":
        barred.add("Armed clash")
    if any(is_armed(actor) for actor in actors):
        barred.add("Mob violence")
    if state is not None:
        barred.add(OVERTAKEN if state else REGAINED)
    if state is False or any(is_armed(actor) for actor in recipients):
        barred |= {"Excessive force against protesters", "Violent demonstration"}
    return frozenset(barred)
