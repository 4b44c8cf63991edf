"""Who did what the lead tells without a doer, where the headline names him: "Army raids kill 20".

The words are the text's own: somewhere it has to name the side that the headline names.
"""

from collections.abc import Sequence
from dataclasses import replace

from pipelines.coding.event_anaphora import may_be_same, same_day, shares
from pipelines.coding.grammar import ARMED_SECTORS
from pipelines.coding.text import TOLD_AS_FACT, ActorMention, EventMention

_LEAD = 3  # sentences
STRIKING = ARMED_SECTORS | {"GOV"}


def tell_by_headline(mentions: Sequence[EventMention], actors: Sequence[ActorMention]) -> list[EventMention]:
    """The mentions, those of the lead that lack a doer with the one side that the headline has striking."""
    heads = [m for m in mentions if m.field == "title" and is_deed(m) and m.actors]
    if not heads or not all(shares(heads[0].actors, head.actors) for head in heads):
        return list(mentions)
    named, hit = who_may_strike(actors), who_was_hit(mentions)
    return [_told(m, heads, named, hit) if _lacks_doer(m) else m for m in mentions]


def who_may_strike(actors: Sequence[ActorMention]) -> list[ActorMention]:
    """The armed bodies and states that the text names."""
    return [a for a in actors if a.field == "text" and a.sector in STRIKING and a.kind != "person"]


def who_was_hit(mentions: Sequence[EventMention]) -> set[int]:
    """The characters of the text that name those whom something befell, and whose the things are that were hit."""
    met = (party for m in mentions if m.field == "text" for party in m.recipients)
    return {i for party in met for i in range(party.start, party.end)}


def is_deed(mention: EventMention) -> bool:
    """Whether it is an assault told as a fact."""
    return mention.event_type == "ASSAULT" and mention.modality in TOLD_AS_FACT


def is_of_lead(mention: EventMention) -> bool:
    """Whether it stands in the first sentences of the text."""
    return mention.field == "text" and mention.sentence_index < _LEAD


def _lacks_doer(mention: EventMention) -> bool:
    return is_of_lead(mention) and is_deed(mention) and not mention.actors and bool(mention.recipients)


def _told(
    mention: EventMention, heads: Sequence[EventMention], named: Sequence[ActorMention], hit: set[int]
) -> EventMention:
    head = next((head for head in heads if _is_told_in(head, mention)), None)
    if head is None or not names_only(mention, head, named, hit):
        return mention
    doer = nearest_named(mention, [a for a in named if _is_one_of(a, head.actors)], hit)
    return replace(mention, actors=(doer,)) if doer else mention


def nearest_named(mention: EventMention, side: Sequence[ActorMention], hit: set[int]) -> ActorMention | None:
    """The words for a side nearest before the end of a mention's sentence, else the first after it."""
    side = [a for a in side if a.start not in hit and not is_where(a, mention)]
    before = [a for a in side if a.start < mention.sentence_end]
    return before[-1] if before else next(iter(side), None)


def _is_told_in(head: EventMention, mention: EventMention) -> bool:
    """Whether the headline tells the same toll or the same means, and a day that may be the same."""
    toll = mention.fatalities_best
    is_same = (
        toll == head.fatalities_best if toll is not None else mention.mode is not None and mention.mode == head.mode
    )
    return is_same and same_day(head, mention) and not shares(head.actors, mention.recipients)


def names_only(mention: EventMention, head: EventMention, named: Sequence[ActorMention], hit: set[int]) -> bool:
    """Whether the sentence names nobody else armed but those who are hit."""
    inside = (a for a in named if mention.sentence_start <= a.start < mention.sentence_end and a.start not in hit)
    return all(any(may_be_same(a, doer) for doer in head.actors) or a.kind == "country" for a in inside)


def _is_one_of(party: ActorMention, doers: Sequence[ActorMention]) -> bool:
    return any(party.actor_id == doer.actor_id and may_be_same(party, doer) for doer in doers)


def is_where(party: ActorMention, mention: EventMention) -> bool:
    """ "Syrian Idlib": a country's name where it was done, and not who did it."""
    return party.kind == "country" and mention.place is not None and party.country == mention.place.country_code
