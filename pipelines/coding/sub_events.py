"""ACLED's sub-event type as the words around a trigger tell it; `crosswalk.py` adds who the parties are.

Rules come first where they are sure of themselves. Where they are not, `classifier.py` decides among what they leave
open: whether a protest stayed peaceful, whether an attack was a clash, whether land changed hands without a fight.
Who a choice is open to was settled on the sentences of `seeds/training`, each judged by a model that had not seen it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipelines.coding.classifier import Classifier
from pipelines.coding.clauses import Clause
from pipelines.coding.control import PEACEFUL_TRANSFER
from pipelines.coding.crosswalk import SHELLING
from pipelines.coding.grammar import STRONG_STOPS, words
from pipelines.coding.joints import Candidate
from pipelines.coding.place_references import names_territory

REACH = 10
_GRENADES = words("grenade grenades")
_NO_GRENADE = words("smoke stun flash-bang gas tear-gas flare rocket-propelled propelled")
_MOB = words("mob mobs lynch lynched lynches lynching lynchings vigilante vigilantes vigilantism")
_CROWD = words("residents villagers locals crowd neighbours neighbors townspeople")
_SERVICES = words("army military police security navy naval troop peacekeeping un government gendarmerie")
_POSTS = words(
    """
    base bases camp camps post posts outpost outposts checkpoint checkpoints convoy convoys patrol patrols station
    stations barracks positions position headquarters garrison vehicle vehicles
    """
)
_ARMED_POSTS = words("checkpoint checkpoints barracks outpost outposts garrison")
_DRIVEN_OUT = frozenset(
    (
        *("push _ out of", "drive _ out of", "drive out", "drive back", "push back", "expel _ from", "oust _ from"),
        *("dislodge", "flush out", "rout"),
    )
)
_PROTESTERS = words(
    """
    protester protesters protestor protestors demonstrator demonstrators marchers strikers picketers
    """
)
_PEACE = words("peace ceasefire cease-fire truce armistice")
_TALKS = words("talks negotiations deal agreement process")
DRIVEN_OUT = "Government regains territory"
CLASH, ATTACK, EXCESSIVE, VIOLENT = (
    "Armed clash",
    "Attack",
    "Excessive force against protesters",
    "Violent demonstration",
)
_SHOOTING = (None, "firearms", "beat", "crowd-control")


def stated_sub_event(clause: Clause, candidate: Candidate, mode: str | None) -> str | None:
    """What the trigger and the words around it say; null where only the type and mode speak."""
    pattern = candidate.reading.pattern
    stated = candidate.acled or pattern.acled_sub_event_type
    if pattern.event_type == "CONSULT":
        return "Agreement" if _is_of_peace(clause, candidate) else stated
    if pattern.event_type != "ASSAULT":
        return stated
    if mode == "explosives" and _throws_grenades(clause, candidate):
        return "Grenade"
    if mode in (None, "beat", "primitive", "firearms", "destroy") and _is_by_mob(clause, candidate):
        return "Mob violence"
    if pattern.words in _DRIVEN_OUT and _leads_to_territory(clause, candidate):
        return DRIVEN_OUT
    if stated == CLASH and _names(clause, (*candidate.actors, *candidate.recipients), _PROTESTERS):
        return VIOLENT
    if mode in _SHOOTING and _names(clause, candidate.recipients, _PROTESTERS):
        return EXCESSIVE
    if mode in (None, "firearms") and stated == ATTACK and _is_on_armed_post(clause, candidate):
        return CLASH
    return stated


def _around(clause: Clause, candidate: Candidate) -> list[str]:
    left, right = max(candidate.start - REACH, 0), min(candidate.end + REACH, len(clause))
    for i in range(candidate.start - 1, left - 1, -1):
        if clause.words[i] in STRONG_STOPS:
            left = i + 1
            break
    for i in range(candidate.end, right):
        if clause.words[i] in STRONG_STOPS:
            right = i
            break
    return clause.words[left:right]


def _throws_grenades(clause: Clause, candidate: Candidate) -> bool:
    near = _around(clause, candidate)
    return (
        any(word in _GRENADES and (i == 0 or near[i - 1] not in _NO_GRENADE) for i, word in enumerate(near))
        and "landmine" not in near
        and "car" not in near
    )


def _is_by_mob(clause: Clause, candidate: Candidate) -> bool:
    """A mob or vigilantes, or a crowd of neighbours who beat or kill, do it."""
    if not _MOB.isdisjoint(clause.words[candidate.start : candidate.end]):
        return True
    if _names(clause, candidate.actors, _MOB):
        return True
    return candidate.reading.form != "noun" and _names(clause, candidate.actors, _CROWD)


def _names(clause: Clause, numbers: Sequence[int], among: frozenset[str]) -> bool:
    """Whether one of the parties is called by one of the words."""
    spans = [clause.actor_spans[number] for number in numbers]
    return any(word in among for first, last in spans for word in clause.words[first:last])


def _leads_to_territory(clause: Clause, candidate: Candidate) -> bool:
    after = range(candidate.end, min(candidate.end + REACH, len(clause)))
    return any(clause.place_at[i] >= 0 or names_territory(clause, i) for i in after)


def _is_on_armed_post(clause: Clause, candidate: Candidate) -> bool:
    """Whether what is attacked is a base, post or convoy of armed forces."""
    after = clause.words[candidate.end : candidate.end + REACH]
    for i, word in enumerate(after):
        if word in STRONG_STOPS:
            return False
        if word in _ARMED_POSTS:
            return True
        if word in _POSTS and _SERVICES & set(after[max(i - 2, 0) : i] + after[i + 1 : i + 5]):
            return True
    return False


def _is_of_peace(clause: Clause, candidate: Candidate) -> bool:
    near = clause.words[max(candidate.start - 3, 0) : candidate.end + 3]
    return any(first in _PEACE and second in _TALKS for first, second in pairwise(near))


@dataclass(frozen=True, slots=True)
class Choice:
    """What may stand in the place of a sub-event type, how sure the model must be, and whether it reads on.

    `wide`: the sentences beside the trigger's belong to it; the police come in the sentence after the march.
    """

    among: tuple[str, ...]
    least: float
    wide: bool


_PROTESTS = Choice(("Peaceful protest", "Protest with intervention", EXCESSIVE, VIOLENT), 0.5, wide=True)
_MOVED = "Change to group/activity"
_MOVES = Choice((_MOVED, PEACEFUL_TRANSFER, "Headquarters or base established"), 0.7, wide=True)
_TAKINGS = (DRIVEN_OUT, "Non-state actor overtakes territory")
_LOOTING, _ARMS_FOUND = "Looting/property destruction", "Disrupted weapons use"
_WITHOUT_ARMS = ("Chemical weapon", "Sexual violence")
_REMOTE = (
    "Remote explosive/landmine/IED",
    "Suicide bomb",
    "Air/drone strike",
    SHELLING,
)
_CHOICES = {
    **dict.fromkeys(_PROTESTS.among[:2], _PROTESTS),
    **dict.fromkeys((_MOVED, PEACEFUL_TRANSFER), _MOVES),
    **{label: Choice((label, PEACEFUL_TRANSFER), 0.8, wide=True) for label in _TAKINGS},
    ATTACK: Choice((ATTACK, CLASH, "Mob violence", EXCESSIVE, *_WITHOUT_ARMS, *_REMOTE), 0.75, wide=False),
    CLASH: Choice((CLASH, VIOLENT, *_REMOTE, *_TAKINGS, PEACEFUL_TRANSFER), 0.7, wide=False),
    _LOOTING: Choice((_LOOTING, VIOLENT, "Mob violence", _ARMS_FOUND, *_REMOTE, *_TAKINGS), 0.6, wide=False),
    "Remote explosive/landmine/IED": Choice((*_REMOTE, "Grenade", _LOOTING), 0.6, wide=False),
    SHELLING: Choice((*_REMOTE, CLASH), 0.6, wide=False),
    "Arrests": Choice(("Arrests", "Protest with intervention"), 0.7, wide=True),
}


def choice_for(label: str, mode: str | None, barred: frozenset[str]) -> Choice | None:
    """What the model may choose among where the rules say `label`; none where they are sure, or nothing is left."""
    choice = _PROTESTS if mode == "crowd-control" else _CHOICES.get(label)
    if choice is None or (label == SHELLING and mode is None):  # aircraft shot down
        return None
    among = tuple(other for other in choice.among if other not in barred)
    return Choice(among, choice.least, choice.wide) if len(among) > 1 else None


def choose(classifier: Classifier, text: str, label: str, choice: Choice) -> str:
    """The rules' own label unless the model is sure enough of another."""
    shares = classifier.shares(text, choice.among)
    best = max(choice.among, key=lambda other: shares[other])
    return best if shares[best] >= choice.least else label
