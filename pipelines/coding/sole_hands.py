"""Who did what a text tells without a doer, where headline and text have one side alone strike: "Army raids kill 20".

The words are the text's own, as in `headline_doers.py`, which asks for the same toll or means but not for one side.
"""

from collections.abc import Sequence
from dataclasses import replace

from pipelines.coding.grammar import STATE_SECTORS, words
from pipelines.coding.headline_doers import (
    STRIKING,
    is_deed,
    is_where,
    names_only,
    nearest_named,
    who_may_strike,
    who_was_hit,
)
from pipelines.coding.same_hand import APART, TOLL_OF_A_WAR, may_follow
from pipelines.coding.text import ActorMention, EventMention, FieldName

_AT_ANOTHER_TIME = words(
    """
    war conflict last month months year years recent recently another after clashes fighting battle battles offensive
    """
)
_BY_INSURGENTS = frozenset(("explosives", "suicide-attack"))


def tell_by_sole_hand(
    mentions: Sequence[EventMention], actors: Sequence[ActorMention], texts: dict[FieldName, str]
) -> list[EventMention]:
    """The mentions, an assault without a doer with the side that does all others and that the headline names."""
    deeds = [m for m in mentions if is_deed(m) and m.actors]
    head = next((m for m in deeds if m.field == "title"), None)
    if head is None or not all(a.sector in STRIKING and not is_where(a, head) for a in head.actors):
        return list(mentions)  # "Syrian Idlib attack"
    if not all(_share_a_side(m.actors, head.actors) for m in deeds):
        return list(mentions)
    named, hit = who_may_strike(actors), who_was_hit(mentions)
    modes = {m.mode for m in deeds}

    def told(mention: EventMention) -> EventMention:
        if not (_lacks_doer(mention) and _is_of_it(mention, head, modes) and names_only(mention, head, named, hit)):
            return mention
        sentence = texts[mention.field][mention.sentence_start : mention.sentence_end].lower()
        if not (APART | _AT_ANOTHER_TIME).isdisjoint(sentence.replace(".", " ").replace(",", " ").split()):
            return mention
        doer = nearest_named(mention, [a for a in named if _share_a_side((a,), head.actors)], hit)
        return replace(mention, actors=(doer,)) if doer else mention

    return [told(mention) for mention in mentions]


def _lacks_doer(mention: EventMention) -> bool:
    return mention.field == "text" and is_deed(mention) and mention.modality == "actual" and not mention.actors


def _is_of_it(mention: EventMention, head: EventMention, modes: set[str | None]) -> bool:
    """Whether day, toll, means and those who were harmed can be of what the headline tells."""
    killed, of_head = mention.fatalities_best, head.fatalities_best
    if (killed or 0) >= TOLL_OF_A_WAR or _may_be_of(mention.recipients, head.actors):
        return False
    if mention.mode is None and killed and of_head and killed > of_head:
        return False
    if mention.mode in _BY_INSURGENTS and all(a.sector in STATE_SECTORS for a in head.actors):
        return False
    same_toll = of_head is not None and of_head == killed
    same_means = mention.mode in modes if mention.mode else head.mode is None
    return (same_means or (mention.mode is None and same_toll)) and may_follow(head, mention)


def _may_be_of(harmed: Sequence[ActorMention], doers: Sequence[ActorMention]) -> bool:
    """Whether some of those harmed are of the doers' side, or may be as nobody says whose: "a soldier was killed"."""
    unnamed = {party.sector for party in harmed if party.actor_id is None and not party.country}
    own = {party.sector for party in doers}
    return _share_a_side(harmed, doers) or not unnamed.isdisjoint(own)


def _share_a_side(one: Sequence[ActorMention], other: Sequence[ActorMention]) -> bool:
    return not {_side(party) for party in one}.isdisjoint({_side(party) for party in other})


def _side(party: ActorMention) -> str:
    """One for a state and its army, else who it is."""
    if party.country and party.sector in STATE_SECTORS:
        return party.country
    return party.actor_id or (party.name or party.text).lower().split()[-1].removesuffix("s")
