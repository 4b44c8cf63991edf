"""Who took part in an event that a sentence points back to: "12 people were killed in the attack".

The parties are those of the mentions before it in the passage, with the spans of the words there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import HAVE, PREPOSITIONS, STRONG_STOPS, WARDED_OFF, words
from pipelines.coding.joints import Candidate
from pipelines.coding.number_words import UNITS
from pipelines.coding.patterns import Reading
from pipelines.coding.roles import HELPLESS
from pipelines.coding.text import TOLD_AS_FACT, ActorMention, EventMention

REACH = 3  # sentences
_BEFORE_PRINT = timedelta(days=7)
_THAT_ONE = words("the this these same")
_ANOTHER = words(
    """
    first second third fourth fifth initial latest last next other another previous earlier past recent new further
    future separate similar different subsequent ensuing worst most
    """
)
_OF_WHOM = words("of by")
_REACH_OF_ADDING = 6
_CLASHES = words("clash clashes fighting battle riots violence")
_BELOW = 12  # mentions
_UNARMED = HELPLESS | {"SOC", "NGO", "EDU"}
_NEW = words("a an on another")
_FROM_AFAR = frozenset(("aerial", "drone", "explosives", "heavy-weapons"))
_FACTS = frozenset(TOLD_AS_FACT)
_BLASTS = frozenset(("explosives", "suicide-attack"))


def points_back(clause: Clause, candidate: Candidate) -> bool:
    """Whether a noun of the candidate means an event that was told before: "the attack", "Tuesday's shelling"."""
    return any(_is_known(clause, reading) for reading in (part.reading for part in candidate.parts))


def _is_known(clause: Clause, reading: Reading) -> bool:
    """Whether the reading is or ends with a definite noun ("died in the blast") and no word after it tells which."""
    end, is_noun = reading.end, reading.form in ("noun", "gerund")
    start = reading.start if is_noun else end - 1
    if (
        not (is_noun or reading.gap)
        or _is_clash(clause, reading)
        or _OF_WHOM.intersection(clause.words[end - 1 : end + 1])
    ):
        return False
    if not WARDED_OFF.isdisjoint(clause.words[max(start - 4, 0) : start]):
        return False
    for k in range(start - 1, max(start - (2 if reading.form == "gerund" else 4), -1), -1):
        word = clause.words[k]
        if is_another(word):
            return False
        if word in _THAT_ONE:
            return True
        if clause.time_at[k] >= 0:
            first, last = clause.time_spans[clause.time_at[k]]
            return "'s" in clause.words[last - 1 : last + 1] or first == 0 or clause.words[first - 1] not in _NEW
        if word != "'s" and (not word[0].isalpha() or word in PREPOSITIONS or clause.is_verb(k)):
            return False
    return False


def adds_to(clause: Clause, candidate: Candidate) -> bool:
    """Whether words add the event to what was told just before: "also shelled", "another 14 (two more) were killed"."""
    begin = max(candidate.start - _REACH_OF_ADDING, 0)
    said = clause.words[begin : candidate.end]
    if not HAVE.isdisjoint(said) or not STRONG_STOPS.isdisjoint(said):
        return False
    if "also" in said:
        return True
    pairs = pairwise(said)
    return any((one == "another" and _is_number(two)) or (two == "more" and _is_number(one)) for one, two in pairs)


def _is_number(word: str) -> bool:
    return word.isdigit() or word in UNITS


def is_another(word: str) -> bool:
    """Whether the word before a noun tells it from what was told before: "the deadliest attack"."""
    return word in _ANOTHER or word.endswith("est")


def _is_clash(clause: Clause, reading: Reading) -> bool:
    """Who did what to whom is open in a fight."""
    return reading.pattern.acled_sub_event_type == "Armed clash" or clause.words[reading.end - 1] in _CLASHES


def take_up(mention: EventMention, told: Sequence[EventMention], is_known: bool) -> EventMention:
    """The mention with the parties that it lacks, of the event before that it means; as it is if that is not clear.

    `is_known`: a noun points back. Else only the same toll or a person who was killed before tell that it is the same
    event. Whom it befell is sought in the sentence before, where no toll says it.
    """
    near = list(_told_of_it(mention, told) if is_known else _told_of_harm(mention, told))
    beside = [m for m in near if mention.sentence_index - m.sentence_index <= 1]
    actors = mention.actors or _only("actors", beside, mention.recipients) or _only("actors", near, mention.recipients)
    states_toll = mention.fatalities_best is not None or mention.injured is not None
    recipients = mention.recipients or (() if states_toll else _only("recipients", beside, actors))
    if (actors, recipients) == (mention.actors, mention.recipients):
        return mention
    return replace(mention, actors=actors, recipients=recipients)


def take_day(mention: EventMention, told: Sequence[EventMention], is_known: bool, is_added: bool) -> EventMention:
    """The mention without a day with the one day that is told of the event before that it means or adds to."""
    if mention.date_precision != "publication":
        return mention
    near = _told_of_it(mention, told) if is_known else _told_of_harm(mention, told)
    if is_added and not is_known:
        near = (m for m in told if _is_just_before(m, mention))
    dated = [m for m in near if m.date_text and m.date_precision == "day"]
    if len({(m.date_start, m.date_end) for m in dated}) != 1:
        return mention
    return with_day_of(mention, dated[0])


def _is_just_before(earlier: EventMention, later: EventMention) -> bool:
    is_near = later.sentence_index - earlier.sentence_index <= 1
    return is_near and earlier.event_type == later.event_type and {earlier.modality, later.modality} <= _FACTS


def with_day_of(mention: EventMention, other: EventMention) -> EventMention:
    """The mention with the other's day where it has none of its own."""
    if mention.date_precision != "publication":
        return mention
    return replace(
        mention,
        date_start=other.date_start,
        date_end=other.date_end,
        date_precision=other.date_precision,
        date_text=other.date_text,
    )


def tell_out(mentions: Sequence[EventMention]) -> list[EventMention]:
    """The passage's mentions, a lead without doer or day with those that the sentences below name for its toll."""
    return [_told_out(mention, mentions[k + 1 : k + 1 + _BELOW]) for k, mention in enumerate(mentions)]


def _told_out(lead: EventMention, below: Sequence[EventMention]) -> EventMention:
    if not lead.recipients or lead.event_type != "ASSAULT":
        return lead
    near = [m for m in below if m.sentence_index - lead.sentence_index <= REACH]
    same = [m for m in near if _is_same_harm(m, lead, True) and _may_be_one(lead, m)]
    if len(days := {m.date_start: m for m in same if m.date_text and m.date_precision == "day"}) == 1:
        lead = with_day_of(lead, *days.values())
    doers = () if lead.actors else _only("actors", same, lead.recipients)
    return replace(lead, actors=doers) if doers else lead


def _told_of_it(mention: EventMention, told: Sequence[EventMention]) -> Iterator[EventMention]:
    """The mentions before that may be of the same event, the last first."""
    for earlier in reversed(told):
        if mention.sentence_index - earlier.sentence_index > REACH:
            return
        if _may_be_one(earlier, mention) and not _is_by_others(earlier, mention):
            yield earlier


def _told_of_harm(mention: EventMention, told: Sequence[EventMention]) -> Iterator[EventMention]:
    """The mentions before that tell of the same harm, the last first."""
    if mention.recipients and (mention.fatalities_best or mention.injured):
        for earlier in reversed(told):
            is_near = mention.sentence_index - earlier.sentence_index <= REACH
            if _is_same_harm(earlier, mention, is_near) and _may_be_one(earlier, mention):
                yield earlier


def _is_same_harm(one: EventMention, other: EventMention, is_near: bool) -> bool:
    """Whether both tell of the same number of killed, or of injured where neither has any, or of one person's death."""
    killed = other.fatalities_best
    if one.fatalities_best != killed:
        return False
    if killed == 1:
        return not {p.name for p in one.recipients if p.name}.isdisjoint(
            p.name for p in other.recipients if p.kind == "person"
        )
    toll = (one.injured, other.injured) if killed is None else (killed, killed)
    return is_near and toll[0] == toll[1] and (toll[0] or 0) > 1


def _only(
    side: Literal["actors", "recipients"], near: Sequence[EventMention], others: Sequence[ActorMention]
) -> tuple[ActorMention, ...]:
    """The side that was told last, if nobody else is near and what was told since can be of the same event."""
    sides: list[tuple[ActorMention, ...]] = [getattr(mention, side) for mention in near]
    if side == "actors":
        sides = [() if any(map(_is_unarmed, parties)) else parties for parties in sides]
    last = next((k for k, parties in enumerate(sides) if parties), None)
    if last is None or not all(_may_be_one(near[last], since) for since in near[:last]):
        return ()
    is_one = all(shares(sides[last], parties) for parties in sides if parties)
    return sides[last] if is_one and not {_name(p) for p in sides[last]} & {_name(p) for p in others} else ()


def _is_unarmed(party: ActorMention) -> bool:
    """Who is more often hit than hits: a misread sentence would be told twice."""
    return party.sector in _UNARMED or (party.sector is None and party.count is not None)


def shares(one: Sequence[ActorMention], other: Sequence[ActorMention]) -> bool:
    return any(may_be_same(a, b) for a in one for b in other)


def may_be_same(one: ActorMention, other: ActorMention) -> bool:
    if one.country and one.country == other.country:
        return one.sector == other.sector or None in (one.sector, other.sector)
    return _name(one) == _name(other) or (one.actor_id is None and _head(one) == _head(other))


def _head(party: ActorMention) -> str:
    return party.text.lower().split()[-1].removesuffix("s")


def _name(party: ActorMention) -> str:
    return party.actor_id or (party.name or party.text).lower()


def _is_by_others(one: EventMention, other: EventMention) -> bool:
    return bool(one.actors and other.actors) and not shares(one.actors, other.actors)


def _may_be_one(earlier: EventMention, later: EventMention) -> bool:
    if earlier.event_type != later.event_type or not {earlier.modality, later.modality} <= _FACTS:
        return False
    return same_means(earlier.mode, later.mode) and _same_place(earlier, later) and same_day(earlier, later)


def same_means(earlier: str | None, later: str | None) -> bool:
    if later in (None, earlier) or "destroy" in (earlier, later):
        return True
    return {earlier, later} <= _FROM_AFAR or {earlier, later} <= _BLASTS or (earlier is None and later == "firearms")


def _same_place(earlier: EventMention, later: EventMention) -> bool:
    """No other province, where the later sentence names its place itself."""
    one, other = earlier.place, later.place
    if one is None or other is None or other.start < later.sentence_start or other.end > later.sentence_end:
        return True
    if one.country_code != other.country_code:
        return False
    return one.admin1 == other.admin1 or "country" in (earlier.place_precision, later.place_precision)


def same_day(one: EventMention, other: EventMention) -> bool:
    if one.date_start is None or other.date_start is None or one.date_end is None or other.date_end is None:
        return True
    return _begin(one, one.date_start) <= other.date_end and _begin(other, other.date_start) <= one.date_end


def _begin(mention: EventMention, start: date) -> date:
    return start - _BEFORE_PRINT if mention.date_precision == "publication" else start
