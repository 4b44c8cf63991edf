"""Where it was what a headline tells without a place: where the lead below has it.

Which place goes with a trigger in its own sentence is decided in `event_places.py`.
"""

from collections.abc import Sequence
from dataclasses import replace

from pipelines.coding.event_anaphora import same_day, same_means
from pipelines.coding.headline_doers import is_of_lead
from pipelines.coding.place_references import fineness
from pipelines.coding.text import EventMention, PlaceMention


def place_by_lead(mentions: Sequence[EventMention]) -> list[EventMention]:
    """The mentions, those of the headline that name no place with the one place where the lead has such an event."""
    leads = [m for m in mentions if is_of_lead(m) and _names_place(m)]
    return [_placed(m, leads) if m.field == "title" and not _names_place(m) else m for m in mentions]


def _names_place(mention: EventMention) -> bool:
    """Whether the mention's own sentence names its place, and not just a bureau at the text's head."""
    place = mention.place
    if place is None or place.field != mention.field or (place.field == "text" and place.start == 0):
        return False
    return mention.sentence_start <= place.start and place.end <= mention.sentence_end


def _placed(head: EventMention, leads: Sequence[EventMention]) -> EventMention:
    same = [m for m in leads if _is_told_in(head, m)]
    if not same or any(m.place != same[0].place for m in same if m.sentence_index == same[0].sentence_index):
        return head
    place = same[0].place
    if place and head.place and _lies_in(head.place, place):
        return head
    return replace(head, place=place, place_precision=same[0].place_precision)


def _lies_in(one: PlaceMention, other: PlaceMention) -> bool:
    """Whether both are of one province, and the other is told no finer."""
    same = (one.country_code, one.admin1) == (other.country_code, other.admin1)
    return same and fineness(one) <= fineness(other)


def _is_told_in(head: EventMention, lead: EventMention) -> bool:
    """Whether the lead tells the headline's attack: by the same toll or means, and at no other day."""
    if head.event_type != "ASSAULT" or lead.event_type != "ASSAULT" or head.modality != lead.modality:
        return False
    tolls = head.fatalities_best, lead.fatalities_best
    is_one = tolls[0] == tolls[1] if any(tolls) else head.mode is not None and head.mode == lead.mode
    return is_one and same_means(head.mode, lead.mode) and same_day(head, lead)
