"""Who did what a sentence without a doer tells right after another's deed: "Jets hit Qant. Ten were killed in Tolm".

Only one side may have struck there, and nothing may speak of another hand, another fight or another day. What points
back by its own words stands in `event_anaphora.py`.
"""

from collections.abc import Sequence
from dataclasses import replace

from pipelines.coding.clauses import Clause
from pipelines.coding.event_anaphora import is_another, may_be_same, same_day, same_means, shares
from pipelines.coding.grammar import DETERMINERS, PREPOSITIONS, WEAPONS, words
from pipelines.coding.headline_doers import STRIKING
from pipelines.coding.joints import Candidate, is_attacker
from pipelines.coding.party_phrases import is_speaker
from pipelines.coding.patterns import Reading
from pipelines.coding.text import TOLD_AS_FACT, ActorMention, EventMention

_BESIDE = 1  # sentence
_REACH = 2  # sentences, where the means are the same
TOLL_OF_A_WAR = 500
APART = words(
    """
    elsewhere meanwhile separate separately earlier previous previously since unidentified unknown unclear alleged
    similar thousands retaliation retaliating response revenge reprisal avenge avenging
    """
)
_FIGHTS = words("clash clashes fighting battle battles riots violence war offensive offensives")
_STATE = frozenset(("GOV", "MIL"))


def go_on(mention: EventMention, told: Sequence[EventMention], clause: Clause, candidate: Candidate) -> EventMention:
    """The mention with the one side that struck in what was `told` before it, where its sentence goes on with that."""
    if mention.actors or not mention.recipients or mention.modality not in TOLD_AS_FACT:
        return mention
    doers = _one_hand(mention, told)
    if not doers or not _goes_on(clause, candidate, doers, _hit_in(clause, told)):
        return mention
    return replace(mention, actors=doers)


def _one_hand(mention: EventMention, told: Sequence[EventMention]) -> tuple[ActorMention, ...]:
    """Who did all that was told just before, but for those who are hit now: "the army repelled X. 20 of X fell"."""
    near = [m for m in told if m.event_type == mention.event_type and _is_near(m, mention)]
    deeds = [m for m in near if m.actors and not shares(m.actors, mention.recipients)]
    beside = [m for m in deeds if mention.sentence_index - m.sentence_index <= _BESIDE]
    deeds = beside or [m for m in deeds if m.mode == mention.mode is not None]
    if (
        not deeds
        or (mention.fatalities_best or 0) >= TOLL_OF_A_WAR
        or any(map(_may_have_met_another, mention.recipients))
    ):
        return ()
    last = deeds[-1]
    if not (_may_go_on(last, mention) and all(shares(last.actors, m.actors) for m in deeds)):
        return ()
    met = [party for m in deeds for party in m.recipients]
    return () if shares(last.actors, met) else last.actors


def _may_have_met_another(party: ActorMention) -> bool:
    """A named person's death is a story of its own; attackers fall to those whom they attack."""
    return (party.kind == "person" and party.name is not None) or is_attacker(party)


def _is_near(earlier: EventMention, mention: EventMention) -> bool:
    return mention.sentence_index - earlier.sentence_index <= _REACH and earlier.modality in TOLD_AS_FACT


def _may_go_on(deed: EventMention, mention: EventMention) -> bool:
    """Whether means and day are not others, and who struck could: insurgents have no jets."""
    if not all(party.sector in STRIKING for party in deed.actors):
        return False
    flies = mention.mode != "aerial" or deed.mode == "aerial" or any(p.sector in _STATE for p in deed.actors)
    dated = mention.date_text not in (None, deed.date_text)
    return flies and not dated and same_means(deed.mode, mention.mode) and may_follow(deed, mention)


def may_follow(deed: EventMention, mention: EventMention) -> bool:
    """Whether day and land can be the same."""
    lands = {m.place.country_code for m in (deed, mention) if m.place and m.place.country_code}
    return len(lands) < 2 and same_day(deed, mention)


def _hit_in(clause: Clause, told: Sequence[EventMention]) -> list[range]:
    """Where those stand whom the sentence has hit so far."""
    return [range(p.start, p.end) for m in told if m.sentence_index == clause.sentence.index for p in m.recipients]


def _goes_on(clause: Clause, candidate: Candidate, doers: Sequence[ActorMention], hit: Sequence[range]) -> bool:
    """Whether nothing in the sentence speaks of another hand or of another occasion."""
    return not (
        APART.intersection(clause.words)
        or clause.words[:2] == ["later", ","]
        or _has_agent(clause, candidate)
        or _names_others(clause, candidate, doers, hit)
        or any(_is_new(clause, part.reading) for part in candidate.parts)
    )


def _has_agent(clause: Clause, candidate: Candidate) -> bool:
    """ "Were wounded by snipers"; not "by 6 p.m.", nor a mere means: "by heavy artillery"."""
    return any(
        clause.words[k] == "by" and clause.time_at[k + 1] < 0 and not _is_means(clause.words[k + 1 : k + 4])
        for k in range(candidate.start, len(clause) - 1)
    )


def _is_means(after: Sequence[str]) -> bool:
    return after[0] not in DETERMINERS and not WEAPONS.isdisjoint(after)


def _names_others(clause: Clause, candidate: Candidate, doers: Sequence[ActorMention], hit: Sequence[range]) -> bool:
    """Whether the sentence names somebody armed whom nothing has hit."""
    met = {number for part in candidate.parts for number in part.recipients}
    armed = (
        clause.actors[n]
        for n in range(clause.named)
        if n not in met and clause.actors[n].sector in STRIKING and not is_speaker(clause, n)
    )
    left = (party for party in armed if not any(party.start in span for span in hit))
    return any(not any(may_be_same(party, doer) for doer in doers) for party in left)


def _is_new(clause: Clause, reading: Reading) -> bool:
    """Whether its noun is of a fight, or tells of a blow for the first time: "killed in a raid"."""
    is_noun = reading.form in ("noun", "gerund")
    if not (is_noun or reading.gap):
        return False
    if clause.words[reading.end - 1] in _FIGHTS:
        return True
    start = reading.start if is_noun else reading.end - 1
    for word in reversed(clause.words[max(start - 4, 0) : start]):
        if word in ("a", "an", "one") or is_another(word):
            return True
        if not word[0].isalpha() or word in PREPOSITIONS:
            return False
    return False
