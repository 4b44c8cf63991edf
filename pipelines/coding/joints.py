"""The triggers of a sentence as candidates for events, and whether two of them stand so that they tell one event.

What the joined candidate is like is decided in `combining.py`.
"""

from typing import NamedTuple

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import STRONG_STOPS, WARDED_OFF, WEAPONS, words
from pipelines.coding.party_phrases import Numbers
from pipelines.coding.patterns import Reading
from pipelines.coding.text import ActorMention, PlaceMention

REACH = 12
_OF_ONE_PERSON = words(
    "assassination assassinations murder murders killing killings execution kidnapping abduction rape torture"
)
_LEFT = 4  # words at most from "leaving" to "killed" in "leaving at least ten killed"
GOES_OFF = frozenset(("explode", "go off", "detonate", "blow up"))
_DEVICES = words(
    "bomb bombs device devices mine mines landmine landmines grenade grenades ied ieds explosive explosives"
)
_PARTING = words("but while said retaliation response revenge reprisal avenge avenging retaliating")
VOLLEYS = words("barrage barrages salvo salvos hail")
LED_TO = (["resulted", "in"], ["resulting", "in"], ["led", "to"], ["leading", "to"])
_ATTACKERS = ("assailant", "assailants", "attacker", "attackers", "perpetrator", "perpetrators", "hijackers")
_WHOSE_DEED = words(
    """
    mastermind masterminds planner planners perpetrator perpetrators organiser organisers organizer organizers architect
    suspect suspects victim victims survivor survivors witness witnesses
    """
)
_CAUSED = words("caused causing claiming")
_DEFINITE = frozenset(("a", "an", "the", "another", "its", "their"))


class Candidate(NamedTuple):
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


def reach(clause: Clause, first: Candidate, second: Candidate) -> int:
    """How far apart two may stand: farther where a noun with a long tail is all that can have done the harm."""
    if _is_outcome(clause, first, second) or _is_in_act(clause, first, second):
        return 2 * REACH
    acts = first.reading.form == "noun" and harms(second) and set(second.actors) <= set(first.actors)
    after = min((clause.actor_spans[number][0] for number in second.recipients), default=0)
    return 2 * REACH if acts and after >= second.start else REACH


def _is_outcome(clause: Clause, first: Candidate, second: Candidate) -> bool:
    """ "Hit a bus in the north of Qant on Friday killing ten": no finite verb stands between."""
    inner = range(first.end, second.start)
    led_by = clause.words[second.start - 1] if second.start else ""
    aside = second.reading.form == "gerund" and harms(second) and (led_by == "," or clause.counts(second.end))
    aside |= harms(second) and "leaving" in clause.words[second.start - _LEFT : second.start]
    return aside and not any(_is_finite(clause, k) for k in inner)


def _is_finite(clause: Clause, k: int) -> bool:
    return clause.is_verb(k) and clause.words[k] != "'s" and not clause.words[k].endswith("ing")


def _is_in_act(clause: Clause, first: Candidate, second: Candidate) -> bool:
    """ "Killed two near the headquarters of the police in Qant in an attack": no verb and no comma stands between."""
    led_by = clause.words[max(second.start - 3, 0) : second.start]
    inner = range(first.end, second.start)
    led = ["in", "a"] in (led_by[:2], led_by[1:]) or ["in", "an"] in (led_by[:2], led_by[1:])
    return harms(first) and led and not any(clause.is_verb(k) or clause.words[k] == "," for k in inner)


def is_assault(candidate: Candidate) -> bool:
    return candidate.reading.pattern.event_type == "ASSAULT" and candidate.reading.pattern.control is None


def harms(candidate: Candidate) -> bool:
    return candidate.reading.pattern.is_harm


def is_attacker(party: ActorMention) -> bool:
    """ "Four of the assailants were killed": by whoever they had attacked."""
    return party.text.lower().endswith(_ATTACKERS)


def is_hit(candidate: Candidate) -> bool:
    return candidate.reading.pattern.words in ("hit", "strike", "target", "destroy", "pound")


def hits(clause: Clause, candidate: Candidate) -> bool:
    """Whether a verb of hitting can have the noun before it as its subject: "raids hit", not "is targeted"."""
    return is_hit(candidate) and not clause.group_before(candidate.reading.start).passive


def goes_off(clause: Clause, noun: Candidate, verb: Candidate) -> bool:
    """ "A car bomb exploded": the verb tells of the device that the noun before it names."""
    return verb.reading.pattern.words in GOES_OFF and clause.words[noun.end - 1] in _DEVICES


def parted(clause: Clause, start: int, end: int) -> bool:
    return any(word in STRONG_STOPS or word in _PARTING for word in clause.words[start:end])


def is_subject(clause: Clause, noun: Candidate, verb: Candidate) -> bool:
    """Whether the noun is what does the harm: no other actor stands between, and it was not warded off."""
    if WARDED_OFF.intersection(clause.words[max(noun.start - 4, 0) : noun.start]):
        return False
    is_passive = clause.group_before(verb.reading.start).passive
    if is_passive and not _WHOSE_DEED.isdisjoint(clause.words[max(noun.start - 3, 0) : noun.start]):
        return False  # "the mastermind of the bombing was shot"
    if any(clause.actor_at[k] >= 0 for k in range(noun.end, verb.group_start)):
        return not verb.actors or set(verb.actors) <= set(noun.recipients + noun.actors)
    near = verb.group_start - noun.end <= 8
    return near or not any(map(clause.is_verb, range(noun.end, verb.group_start)))


def is_paired(clause: Clause, first: Candidate, second: Candidate) -> bool:
    """ "Killed in shelling and air strikes", "fired rocket and mortar shells": the second has no doer of its own."""
    last = max(first.parts, key=lambda part: (part.end, part.reading.form == "noun"))
    inner = clause.words[last.end : second.start]
    against_crowd = first.reading.pattern.mode == second.reading.pattern.mode == "crowd-control"
    opens = last.reading.form == "noun" or against_crowd or clause.words[last.end - 1] in WEAPONS
    shared = second.reading.pattern.acled_sub_event_type != "Armed clash" and all(
        clause.actor_spans[number][0] >= second.end and (not first.actors or number in first.actors)
        for number in second.actors
    )
    shared |= (against_crowd or second.is_weak) and set(second.actors) <= set(first.actors)
    nouns = opens and second.reading.form == "noun" and (not second.actors or shared)
    if not _OF_ONE_PERSON.isdisjoint((clause.words[last.end - 1], clause.words[second.end - 1])):
        return False  # "the kidnapping and murder of a judge"
    if not inner:
        return nouns and bool(first.merged)
    bare = all(clause.actor_at[k] < 0 for k in range(last.end, second.start))
    if inner[0] in ("using", "with") and len(inner) <= 3 and _DEFINITE.issuperset(inner[1:]):
        return nouns and set(second.recipients) <= set(first.recipients)  # "a suicide bombing using a car bomb"
    in_list = inner == [","] and clause.words[second.end : second.end + 1] == ["and"]
    joined = len(inner) <= 3 and inner[0] in ("and", "&", "or") and _DEFINITE.isdisjoint(inner)
    return nouns and bare and (joined or in_list)


def is_volley(clause: Clause, first: Candidate, second: Candidate) -> bool:
    """ "A barrage of army rockets": the first noun only tells how many there were."""
    of = clause.words[first.end : first.end + 1] == ["of"] and clause.words[first.end - 1] in VOLLEYS
    return of and second.reading.form == "noun" and second.start - first.end <= 4


def is_cause(clause: Clause, first: Candidate, second: Candidate) -> bool:
    """ "Air strikes that resulted in the death of ten": the second noun tells whom the first one's act killed."""
    nouns = first.reading.form == second.reading.form == "noun"
    inner = clause.words[first.end : second.start]
    if not nouns or not harms(second) or len(inner) > 2 * REACH or parted(clause, first.end, second.start):
        return False
    bare = not second.actors and "and" not in inner[-3:]
    return bare and any(inner[k : k + 2] in LED_TO or inner[k] in _CAUSED for k in range(len(inner)))


def leads_in(clause: Clause, noun: Candidate, verb: Candidate) -> bool:
    """ "In an attack on the town ten people were killed": the noun opens the sentence as what harmed them."""
    if noun.reading.form != "noun" or verb.reading.form == "noun" or not harms(verb) or verb.actors:
        return False
    opening = clause.words[: noun.start]
    near = verb.start - noun.end <= 2 * REACH and not parted(clause, noun.end, verb.start)
    return near and opening[:1] == ["in"] and len(opening) <= 5 and not any(map(clause.is_verb, range(noun.start)))


def describes_doer(clause: Clause, first: Candidate, second: Candidate) -> bool:
    """ "A bomber targeting a bus killed ten": the gerund only tells of the subject of the verb after it."""
    beside = bool(first.actors) and clause.actor_spans[first.actors[-1]][1] == first.start
    is_main = second.reading.form in ("past", "participle", "third") and second.actors == first.actors
    return is_hit(first) and first.reading.form == "gerund" and beside and is_main and harms(second)


def is_purpose(clause: Clause, first: Candidate, second: Candidate) -> bool:
    """ "Fired tear gas to disperse protesters": what the means that are told before were for."""
    against_crowd = first.reading.pattern.mode == second.reading.pattern.mode == "crowd-control"
    inner = clause.words[first.end : second.start]
    return against_crowd and second.reading.form == "base" and inner[-1:] == ["to"] and len(inner) <= REACH


def in_or_by(clause: Clause, start: int, end: int) -> bool:
    inner = clause.words[start:end]
    if any(inner[k] == "," and inner[k + 1] in ("when", "while", "after", "as") for k in range(len(inner) - 1)):
        return False
    joints = ("in", "by", "during", "when", "with", "from", "after", "due", "following", "result")
    joint = max((k for k, word in enumerate(inner) if word in joints), default=-1)
    if joint < 0 or (inner[joint] == "after" and "another" in inner[joint:]):
        return False
    two_sides = len(inner) > 2 and clause.actor_at[end - 1] >= 0 and clause.actor_at[end - 3] >= 0
    return "and" not in inner[-2:] or two_sides


def is_before(clause: Clause, first: Candidate, second: Candidate) -> bool:
    """ "Attacked the embassy after an air strike": a second deed, unless the first only tells of the harm it did."""
    return not harms(first) and not {"after", "following"}.isdisjoint(clause.words[first.end : second.start])


def is_told_of(clause: Clause, first: Candidate, second: Candidate) -> bool:
    """ "12 were killed when a drone hit their car": the second tells who did the first."""
    led_by = clause.words[second.group_start - 1] if second.group_start else ""
    aside = second.reading.form == "gerund" and led_by != "by"
    by_device = second.reading.pattern.words in GOES_OFF and set(first.actors) <= set(second.actors)
    if not harms(first) or (first.actors and not by_device) or aside or harms(second):
        return False
    joints = ("when", "as", "after") if second.actors else ("when", "as")
    inner = clause.words[first.reading.end : second.group_start]
    return any(word in joints and inner[k : k + 3] != ["as", "a", "result"] for k, word in enumerate(inner))


def follows_on(clause: Clause, first: Candidate, second: Candidate) -> bool:
    """ ", killing 12" and "killed 3 and wounded 12" go on with the first one's act."""
    led_by = clause.words[second.group_start - 1] if second.group_start else ""
    if second.reading.form == "gerund":
        return led_by not in ("of", "for", "by", "without", "from", "after", "to", "on")
    if "after" in clause.words[first.end : second.group_start]:
        return False
    if first.reading.form == "gerund" and second.reading.pattern.words.startswith("die"):
        return False  # "a soldier fighting rebels has died"
    if any(is_attacker(clause.actors[n]) for n in set(second.recipients).difference(first.recipients)):
        return False
    if not second.actors:
        return True
    shares = set(second.actors) <= set(first.actors) or not first.actors
    joint = (
        led_by in ("and", ",", "or")
        or "and" in clause.words[max(first.end, second.group_start - 6) : second.group_start]
    )
    return shares and joint and (harms(first) or _is_one_act(clause, first, second))


def _is_one_act(clause: Clause, first: Candidate, second: Candidate) -> bool:
    """ "Shot and killed the mayor", "attacked the base and killed ten": one subject, the second tells how it ended."""
    mode = first.mode or first.reading.pattern.mode
    if first.reading.form == "noun" or mode in ("abduct", "destroy") or not set(second.actors) <= set(first.actors):
        return False
    return not second.actors or clause.words[second.group_start - 1] == "and"
