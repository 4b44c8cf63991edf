"""Triggers of one sentence that tell one event: "an airstrike killed 12", "bombed the market, killing 12".

Mentions in different sentences are linked in `pipelines/linking`.
"""

from collections.abc import Sequence
from itertools import pairwise

from pipelines.coding.clauses import Clause
from pipelines.coding.combining import combine
from pipelines.coding.joints import (
    REACH,
    Candidate,
    describes_doer,
    follows_on,
    goes_off,
    harms,
    hits,
    in_or_by,
    is_assault,
    is_before,
    is_cause,
    is_paired,
    is_purpose,
    is_subject,
    is_told_of,
    is_volley,
    leads_in,
    parted,
    reach,
)
from pipelines.coding.modality import find_modality
from pipelines.coding.party_phrases import before_phrase
from pipelines.coding.struck_beside import is_thing
from pipelines.coding.text import TOLD_AS_FACT


def merge_candidates(clause: Clause, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Joins each assault of the sentence with the one that only adds its weapon or its victims.

    A weak one (a noun that tells nothing by itself) only ever adds to another.
    """
    kept: list[Candidate] = []
    for candidate, following in zip(candidates, [*candidates[1:], None], strict=True):
        belongs_right = following is not None and _is_of_next(clause, candidate, following)
        described = len(kept) > 1 and not belongs_right and _only_describes(clause, kept[-2], kept[-1])
        if described and (told := _join(clause, kept[-2], candidate)):
            kept[-2] = told
            continue
        joined = _join(clause, kept[-1], candidate) if kept and not belongs_right else None
        if joined and not _is_doubted_alone(clause, kept[-1], candidate):
            kept[-1] = joined
            if len(kept) > 1 and (told := _told_together(clause, kept[-2], joined)):
                kept[-2:] = [told]
        else:
            kept.append(candidate)
    kept = _without_those_of_next(clause, [candidate for candidate in kept if not candidate.is_weak])
    return [part for candidate in kept for part in _with_wounded(clause, candidate)]


def _without_those_of_next(clause: Clause, kept: Sequence[Candidate]) -> list[Candidate]:
    """ "Looted livestock and abducted farmers": whom only the second verb befell, as the first has an object."""
    told = list(kept)
    for i, (first, second) in enumerate(pairwise(kept)):
        joint = second.group_start - 1
        is_pair = clause.words[joint] == "and" and second.reading.form in ("past", "participle") and not first.merged
        if is_pair and first.reading.end < joint and clause.is_noun_phrase_start(first.reading.end):
            others = tuple(
                n for n in first.recipients if clause.actor_spans[n][0] < joint or n not in second.recipients
            )
            told[i] = first._replace(recipients=others)
    return told


def _only_describes(clause: Clause, deed: Candidate, fight: Candidate) -> bool:
    """ "A strike by a coalition fighting rebels killed ten": the fight only tells who the doer of the first is."""
    ends = [clause.actor_spans[number][1] for number in deed.actors]
    return fight.reading.form == "gerund" and not harms(fight) and fight.start in ends


def _is_doubted_alone(clause: Clause, told: Candidate, second: Candidate) -> bool:
    """ "A gas attack hit X, days after Y accused Z of using gas": a deed, and another of which one is only accused."""
    if told.is_weak or second.is_weak or is_purpose(clause, told, second):
        return False
    if find_modality(clause, second.reading, second.group_start, None, None) != "hypothetical":
        return False
    return find_modality(clause, told.reading, told.group_start, None, None) in TOLD_AS_FACT


def _is_of_next(clause: Clause, harm: Candidate, fight: Candidate) -> bool:
    """ "Jets bombed the town, and ten soldiers were killed in clashes with rebels": the clashes, not the jets."""
    if not (is_assault(harm) and is_assault(fight)) or not harms(harm) or not harm.recipients:
        return False
    by_noun = fight.reading.form == "noun" and in_or_by(clause, harm.end, fight.start)
    first = before_phrase(clause, harm.recipients[0])
    passive = clause.group_before(harm.reading.start).passive
    if clause.words[first] == "of" and not passive:
        return by_noun  # "hit the street where relatives of people killed in a bombing live"
    opens = first > 0 and clause.words[first] == "and" and clause.words[first - 1] == ","
    return by_noun and bool(fight.actors) and opens and passive


def _told_together(clause: Clause, first: Candidate, second: Candidate) -> Candidate | None:
    """ "Two were killed as a drone struck their car": the noun and the verb after it tell who did the first."""
    end = max(part.end for part in (*first.parts, *first.wounded))
    lends = second.group_start < second.start and second.actors and "," not in clause.words[end : second.start]
    if not (is_assault(first) and is_assault(second)) or second.is_weak:
        return None
    if second.reading.form == "noun" and not lends:
        return None
    if second.start - end > REACH or parted(clause, end, second.start) or not is_told_of(clause, first, second):
        return None
    return combine(clause, first, second, both=(first, second))


def _with_wounded(clause: Clause, candidate: Candidate) -> list[Candidate]:
    """The event, and those it only hurt as mentions of their own: the same hand, means and things hit."""
    if not candidate.wounded:
        return [candidate]
    means = candidate._replace(merged=(), wounded=())
    things = tuple(number for number in candidate.recipients if is_thing(clause, number))
    others = [
        means._replace(
            reading=hurt.reading,
            recipients=(*hurt.recipients, *things),
            place=hurt.place or candidate.place,
            group_start=hurt.group_start,
            start=hurt.start,
            end=hurt.end,
            mode=candidate.mode or candidate.reading.pattern.mode,
            acled=candidate.acled or candidate.reading.pattern.acled_sub_event_type,
        )
        for hurt in candidate.wounded
    ]
    return [candidate, *others]


def _join(clause: Clause, first: Candidate, second: Candidate) -> Candidate | None:
    if first.reading.pattern.control == "taken" and is_assault(second):
        return _join_fight(clause, first, second)
    if first.reading.pattern.event_type == second.reading.pattern.event_type == "PROTEST":
        return _join_protest(first, second)
    if not (is_assault(first) and is_assault(second)):
        return _join_taking(first, second)
    if is_paired(clause, first, second):
        return _with_pair(first, second)
    if is_cause(clause, first, second) or is_purpose(clause, first, second):
        return combine(clause, first, second, both=(first, second))
    if is_volley(clause, first, second) or leads_in(clause, first, second):
        return combine(clause, second, first, both=(first, second))
    if first.wounded and (told := _told_together(clause, first, second)):
        return told
    before = first.parts if second.reading.form == "gerund" else (first,)
    end = max(part.end for part in (*before, *first.wounded))
    if second.start - end > reach(clause, first, second) or parted(clause, end, second.start):
        return None
    noun_first, noun_second = first.reading.form == "noun", second.reading.form == "noun"
    if noun_first and noun_second and first.end == second.start:
        return combine(clause, first, second, both=(first, second))
    acts = noun_first or _is_noun(clause, first, second)
    if acts and not noun_second and (harms(second) or hits(clause, second) or goes_off(clause, first, second)):
        return combine(clause, second, first, both=(first, second)) if is_subject(clause, first, second) else None
    if noun_second and not noun_first and in_or_by(clause, end, second.start) and not is_before(clause, first, second):
        return combine(clause, first, second, both=(first, second))
    if told := _told_together(clause, first, second):
        return told
    if describes_doer(clause, first, second):
        return combine(clause, second, first, both=(first, second))
    if not noun_second and harms(second) and follows_on(clause, first, second):
        return combine(clause, first, second, both=(first, second))
    return None


def _is_noun(clause: Clause, first: Candidate, second: Candidate) -> bool:
    """ "The shelling of a town killed ten": a gerund that a preposition follows is a noun."""
    named = first.reading.form == "gerund" and clause.words[first.end : first.end + 1] in (["of"], ["on"], ["against"])
    return named and not harms(first) and second.reading.form != "gerund"


def _join_protest(first: Candidate, second: Candidate) -> Candidate | None:
    """ "In a separate protest, farmers held rallies": a noun without parties is the same protest."""
    bare = [c for c in (first, second) if c.reading.form == "noun" and not c.actors and not c.recipients]
    if second.start - first.end > REACH or len(bare) != 1:
        return None
    return (second if bare[0] is first else first)._replace(merged=bare[0].parts)


def _join_taking(first: Candidate, second: Candidate) -> Candidate | None:
    """“Took X, one of the last towns held by Y”: the holder is who lost it."""
    if first.reading.pattern.control != "taken" or second.reading.pattern.control != "held":
        return None
    if second.place and first.place and second.place.place_id != first.place.place_id:
        return None
    if second.start - first.end > 2 * REACH or second.reading.form != "participle" or not second.actors:
        return None
    lost_by = tuple(number for number in second.actors if number not in first.actors)
    return first._replace(recipients=first.recipients or lost_by, merged=(*first.merged, second))


def _join_fight(clause: Clause, first: Candidate, second: Candidate) -> Candidate | None:
    """“Recaptured the town in a major offensive”: the fight is part of the taking."""
    apart = second.start - first.end > REACH or parted(clause, first.end, second.start)
    if apart or second.reading.form != "noun" or not set(second.actors) <= set(first.actors):
        return None
    if not in_or_by(clause, first.end, second.start) or "after" in clause.words[first.end : second.start]:
        return None
    return first._replace(recipients=first.recipients or second.recipients, merged=(*first.merged, second))


def _with_pair(first: Candidate, second: Candidate) -> Candidate:
    return first._replace(
        actors=first.actors or tuple(number for number in second.actors if number not in first.recipients),
        recipients=first.recipients or second.recipients,
        is_weak=first.is_weak and second.is_weak,
        merged=(*first.merged, *second.parts),
    )
