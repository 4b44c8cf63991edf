"""Triggers of one sentence that tell one event: "an airstrike killed 12", "bombed the market, killing 12".

Mentions in different sentences are linked in `pipelines/linking`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import NUMBER_WORDS, STRONG_STOPS, WARDED_OFF, words
from pipelines.coding.party_phrases import Numbers
from pipelines.coding.patterns import Reading
from pipelines.coding.text import PlaceMention

REACH = 12
LONGEST_TRIGGER_GAP = 3
_OF_ONE_PERSON = words(
    "assassination assassinations murder murders killing killings execution kidnapping abduction rape torture"
)
_DEFINITE = frozenset(("a", "an", "the", "another", "its", "their"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """An event in the making: tokens from `start` to `end` carry it, numbers are those of the clause's actors.

    `wounded` were merged into it and only hurt other people than it killed.
    """

    reading: Reading
    actors: Numbers
    recipients: Numbers
    place: PlaceMention | None
    group_start: int
    start: int
    end: int
    mode: str | None = None
    acled: str | None = None
    is_weak: bool = False
    in_part: bool = False
    merged: "tuple[Candidate, ...]" = ()
    wounded: "tuple[Candidate, ...]" = ()

    @property
    def parts(self) -> "tuple[Candidate, ...]":
        """Itself and all that was merged into it."""
        return (self, *self.merged)


def merge_candidates(clause: Clause, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Joins each assault of the sentence with the one that only adds its weapon or its victims.

    A weak one (a noun that tells nothing by itself) only ever adds to another.
    """
    kept: list[Candidate] = []
    for candidate in candidates:
        if kept and (joined := _join(clause, kept[-1], candidate)):
            kept[-1] = joined
        else:
            kept.append(candidate)
    return [part for candidate in kept if not candidate.is_weak for part in _with_wounded(candidate)]


def _with_wounded(candidate: Candidate) -> list[Candidate]:
    """The event, and those it only hurt as mentions of their own, by the same hand and means."""
    means = replace(candidate, merged=(), wounded=())
    others = [
        replace(
            means,
            reading=hurt.reading,
            recipients=hurt.recipients,
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
    if first.reading.pattern.control == "taken" and _is_assault(second):
        return _join_fight(clause, first, second)
    if first.reading.pattern.event_type == second.reading.pattern.event_type == "PROTEST":
        return _join_protest(first, second)
    if not (_is_assault(first) and _is_assault(second)):
        return _join_taking(first, second)
    if _is_paired(clause, first, second):
        return _with_pair(first, second)
    if _leads_in(clause, first, second):
        return _combine(clause, second, first, both=(first, second))
    if second.start - first.end > _reach(clause, first, second) or _parted(clause, first.end, second.start):
        return None
    noun_first, noun_second = first.reading.form == "noun", second.reading.form == "noun"
    if noun_first and noun_second and first.end == second.start:
        return _combine(clause, first, second, both=(first, second))
    if noun_first and not noun_second and (_harms(second) or _hits(clause, second)):
        return _combine(clause, second, first, both=(first, second)) if _is_subject(clause, first, second) else None
    if noun_second and not noun_first and _in_or_by(clause, first.end, second.start):
        return _combine(clause, first, second, both=(first, second))
    if not noun_second and _is_told_of(clause, first, second):
        return _combine(clause, first, second, both=(first, second))
    if not noun_second and _harms(second) and _follows_on(clause, first, second):
        return _combine(clause, first, second, both=(first, second))
    return None


def _reach(clause: Clause, first: Candidate, second: Candidate) -> int:
    """How far apart two may stand: farther where a noun with a long tail is all that can have done the harm."""
    acts = first.reading.form == "noun" and _harms(second) and set(second.actors) <= set(first.actors)
    after = min((clause.actor_spans[number][0] for number in second.recipients), default=0)
    return 2 * REACH if acts and after >= second.start else REACH


def _join_protest(first: Candidate, second: Candidate) -> Candidate | None:
    """ "In a separate protest, farmers held rallies": a noun without parties is the same protest."""
    bare = [c for c in (first, second) if c.reading.form == "noun" and not c.actors and not c.recipients]
    if second.start - first.end > REACH or len(bare) != 1:
        return None
    return replace(second if bare[0] is first else first, merged=bare[0].parts)


def _join_taking(first: Candidate, second: Candidate) -> Candidate | None:
    """“Took X, one of the last towns held by Y”: the holder is who lost it."""
    if first.reading.pattern.control != "taken" or second.reading.pattern.control != "held":
        return None
    if second.place and first.place and second.place.place_id != first.place.place_id:
        return None
    if second.start - first.end > 2 * REACH or second.reading.form != "participle" or not second.actors:
        return None
    lost_by = tuple(number for number in second.actors if number not in first.actors)
    return replace(first, recipients=first.recipients or lost_by, merged=(*first.merged, second))


def _join_fight(clause: Clause, first: Candidate, second: Candidate) -> Candidate | None:
    """“Recaptured the town in a major offensive”: the fight is part of the taking."""
    apart = second.start - first.end > REACH or _parted(clause, first.end, second.start)
    if apart or second.reading.form != "noun" or not set(second.actors) <= set(first.actors):
        return None
    if not _in_or_by(clause, first.end, second.start) or "after" in clause.words[first.end : second.start]:
        return None
    return replace(first, recipients=first.recipients or second.recipients, merged=(*first.merged, second))


def _is_assault(candidate: Candidate) -> bool:
    return candidate.reading.pattern.event_type == "ASSAULT" and candidate.reading.pattern.control is None


def _harms(candidate: Candidate) -> bool:
    return candidate.reading.pattern.is_harm


def _is_hit(candidate: Candidate) -> bool:
    return candidate.reading.pattern.words in ("hit", "strike", "target", "destroy", "pound")


def _hits(clause: Clause, candidate: Candidate) -> bool:
    """Whether a verb of hitting can have the noun before it as its subject: "raids hit", not "is targeted"."""
    return _is_hit(candidate) and not clause.group_before(candidate.reading.start).passive


def _parted(clause: Clause, start: int, end: int) -> bool:
    return any(word in STRONG_STOPS or word in ("but", "while", "said") for word in clause.words[start:end])


def _is_subject(clause: Clause, noun: Candidate, verb: Candidate) -> bool:
    """Whether the noun is what does the harm: no other actor stands between, and it was not warded off."""
    if WARDED_OFF.intersection(clause.words[max(noun.start - 4, 0) : noun.start]):
        return False
    if any(clause.actor_at[k] >= 0 for k in range(noun.end, verb.group_start)):
        return not verb.actors or set(verb.actors) <= set(noun.recipients + noun.actors)
    return verb.group_start - noun.end <= 8


def _is_paired(clause: Clause, first: Candidate, second: Candidate) -> bool:
    """ "Killed in shelling and air strikes": two nouns of one phrase, the second without a doer of its own."""
    last = max(first.parts, key=lambda part: part.end)
    inner = clause.words[last.end : second.start]
    nouns = last.reading.form == "noun" and second.reading.form == "noun" and not second.actors
    if not _OF_ONE_PERSON.isdisjoint((clause.words[last.end - 1], clause.words[second.end - 1])):
        return False  # "the kidnapping and murder of a judge"
    bare = all(clause.actor_at[k] < 0 for k in range(last.end, second.start))
    return (
        nouns and bare and 0 < len(inner) <= 3 and inner[0] in ("and", "&", "or") and len(set(inner) & _DEFINITE) == 0
    )


def _with_pair(first: Candidate, second: Candidate) -> Candidate:
    return replace(
        first,
        recipients=first.recipients or second.recipients,
        is_weak=first.is_weak and second.is_weak,
        merged=(*first.merged, *second.parts),
    )


def _leads_in(clause: Clause, noun: Candidate, verb: Candidate) -> bool:
    """ "In an attack on the town ten people were killed": the noun opens the sentence as what harmed them."""
    if noun.reading.form != "noun" or verb.reading.form == "noun" or not _harms(verb) or verb.actors:
        return False
    opening = clause.words[: noun.start]
    near = verb.start - noun.end <= 2 * REACH and not _parted(clause, noun.end, verb.start)
    return near and opening[:1] == ["in"] and len(opening) <= 5 and not any(map(clause.is_verb, range(noun.start)))


def _in_or_by(clause: Clause, start: int, end: int) -> bool:
    inner = clause.words[start:end]
    if any(inner[k] == "," and inner[k + 1] in ("when", "while", "after", "as") for k in range(len(inner) - 1)):
        return False
    joints = ("in", "by", "during", "when", "with", "from", "after", "due", "following")
    joint = max((k for k, word in enumerate(inner) if word in joints), default=-1)
    if joint < 0 or (inner[joint] == "after" and "another" in inner[joint:]):
        return False
    return "and" not in inner[-2:]


def _is_told_of(clause: Clause, first: Candidate, second: Candidate) -> bool:
    """ "12 were killed when a drone hit their car": the second tells who did the first."""
    led_by = clause.words[second.group_start - 1] if second.group_start else ""
    aside = second.reading.form == "gerund" and led_by != "by"
    if not _harms(first) or first.actors or aside or _harms(second):
        return False
    joints = ("when", "as", "after") if second.actors else ("when", "as")
    return any(word in joints for word in clause.words[first.reading.end : second.group_start])


def _follows_on(clause: Clause, first: Candidate, second: Candidate) -> bool:
    """ ", killing 12" and "killed 3 and wounded 12" go on with the first one's act."""
    led_by = clause.words[second.group_start - 1] if second.group_start else ""
    if second.reading.form == "gerund":
        return led_by not in ("of", "for", "by", "without", "from", "after", "to", "on")
    if "after" in clause.words[first.end : second.group_start]:
        return False
    if first.reading.form == "gerund" and second.reading.pattern.words.startswith("die"):
        return False  # "a soldier fighting rebels has died"
    if not second.actors:
        return True
    shares = set(second.actors) <= set(first.actors) or not first.actors
    joint = (
        led_by in ("and", ",", "or")
        or "and" in clause.words[max(first.end, second.group_start - 6) : second.group_start]
    )
    return shares and joint and (_harms(first) or _is_one_act(clause, first, second))


def _is_one_act(clause: Clause, first: Candidate, second: Candidate) -> bool:
    """ "Shot and killed the mayor", "attacked the base and killed ten": one subject, the second tells how it ended."""
    mode = first.mode or first.reading.pattern.mode
    if first.reading.form == "noun" or mode in ("abduct", "destroy") or not set(second.actors) <= set(first.actors):
        return False
    return not second.actors or clause.words[second.group_start - 1] == "and"


def _combine(clause: Clause, main: Candidate, other: Candidate, both: tuple[Candidate, Candidate]) -> Candidate:
    first, second = both
    wounded: tuple[Candidate, ...] = ()
    close = second.start - first.end <= LONGEST_TRIGGER_GAP
    recipients = main.recipients or other.recipients
    if other.recipients and not _kinds(clause, main.recipients) and _outranks(clause, other, main):
        recipients = other.recipients
    elif main.recipients and other.recipients and _only_wounds(main, other):
        wounded = () if all(_is_number(clause, number) for number in other.recipients) else (other,)
    elif main.recipients and other.recipients and _harms(other):
        named = (n for n in other.recipients if clause.actors[n].text.lower() != "them")
        recipients = (*main.recipients, *(n for n in named if n not in main.recipients))
    actors = main.actors or other.actors
    if main.reading.form != "noun" and other.reading.form == "noun" and set(main.actors) <= set(other.recipients):
        actors = other.actors
    if not actors and main.recipients and _harms(main) and _is_clash(other):
        actors = other.recipients
    if not main.actors and other.reading.form != "noun":
        own = {_side(clause, number) for number in recipients} - {(None, None)}
        actors = tuple(number for number in actors if _side(clause, number) not in own)
    actors = tuple(number for number in actors if number not in recipients)
    return replace(
        main,
        actors=actors,
        recipients=recipients,
        start=first.start if close else main.start,
        end=second.end if close else main.end,
        is_weak=False,
        mode=main.mode or main.reading.pattern.mode or other.mode or other.reading.pattern.mode,
        acled=main.acled or _sub_event(main, other),
        merged=(*main.merged, other, *other.merged),
        wounded=(*main.wounded, *wounded, *other.wounded),
    )


def _side(clause: Clause, number: int) -> tuple[str | None, str | None]:
    """Country and sector of an armed party: nobody is killed by his own side where another verb only tells when."""
    actor = clause.actors[number]
    return (actor.country, actor.sector) if actor.country and actor.sector == "MIL" else (None, None)


def _only_wounds(main: Candidate, other: Candidate) -> bool:
    """ "Killed two soldiers and wounded five others": the verb did not kill the others."""
    flags = {flag for part in other.parts for flag in part.reading.pattern.flags}
    kills = any("harm:killed" in part.reading.pattern.flags for part in main.parts)
    return kills and "harm:injured" in flags and "harm:killed" not in flags


def _is_clash(candidate: Candidate) -> bool:
    """ "Killed in clashes with X": a fight's other side did the harm."""
    return candidate.reading.form == "noun" and candidate.reading.pattern.acled_sub_event_type == "Armed clash"


def is_nameless(clause: Clause, number: int) -> bool:
    """Whether a party is only the words in a verb's slot, and no place either."""
    return clause.actors[number].name is None and clause.actors[number].country is None


def _is_number(clause: Clause, number: int) -> bool:
    """Whether a party is told by its number alone: "wounding 30"."""
    first, last = clause.actor_spans[number]
    return all(word[0].isdigit() or word in NUMBER_WORDS for word in clause.words[first:last])


def _kinds(clause: Clause, numbers: Numbers) -> bool:
    """Whether somebody is among them and not just a place."""
    return any(clause.actors[number].kind for number in numbers)


def _outranks(clause: Clause, other: Candidate, main: Candidate) -> bool:
    """Whether the other's recipients say more: people of no name are surer than a place, a place than nothing."""
    return not main.recipients or _kinds(clause, other.recipients) or not is_nameless(clause, main.recipients[0])


def _sub_event(main: Candidate, other: Candidate) -> str | None:
    if _harms(main) or _is_hit(main):
        return other.acled or other.reading.pattern.acled_sub_event_type
    return None
