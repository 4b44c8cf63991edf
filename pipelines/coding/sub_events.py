"""ACLED's sub-event type as the words of one clause tell it; `crosswalk.py` adds who the parties are.

Rules that are sure of themselves. Where they are not, `classifier.py` decides among what they leave open.
"""

from pipelines.coding.clauses import Clause
from pipelines.coding.event_places import names_territory
from pipelines.coding.grammar import STRONG_STOPS, words
from pipelines.coding.merging import Candidate

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
_PEACE = words("peace ceasefire cease-fire truce armistice")
DRIVEN_OUT = "Government regains territory"
CLASH = "Armed clash"


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
    if mode in (None, "firearms") and stated == "Attack" and _is_on_armed_post(clause, candidate):
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
    return any(
        word in _GRENADES and (i == 0 or near[i - 1] not in _NO_GRENADE) for i, word in enumerate(near)
    ) and not {"landmine", "car"} & set(near)


def _is_by_mob(clause: Clause, candidate: Candidate) -> bool:
    """A mob or vigilantes, or a crowd of neighbours who beat or kill, do it."""
    if _MOB & set(clause.words[candidate.start : candidate.end]):
        return True
    named = [word for n in candidate.actors for word in _words_of(clause, n)]
    return bool(_MOB & set(named)) or (bool(_CROWD & set(named)) and candidate.reading.form != "noun")


def _words_of(clause: Clause, number: int) -> list[str]:
    first, last = clause.actor_spans[number]
    return clause.words[first:last]


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
    return any(
        word in _PEACE and near[i + 1 : i + 2] and near[i + 1] in ("talks", "negotiations", "deal", "agreement", "process")
        for i, word in enumerate(near)
    )
