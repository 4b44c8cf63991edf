"""The mode of an assault from the weapons and ways that the words around its trigger name."""

from collections.abc import Sequence

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import STRONG_STOPS, words

REACH = 12


_BY_WORD = {
    "suicide-attack": words("suicide suicide-bomber kamikaze"),
    "drone": words("drone drones uav uavs unmanned"),
    "aerial": words(
        """
        airstrike airstrikes air-strike air-strikes warplane warplanes jets airpower aircraft planes helicopters
        bombers fighter-jets helicopter airforce
        """
    ),
    "unconventional": words("sarin chlorine nerve-agent nerve poison-gas"),
    "explosives": words(
        """
        bomb bombs ied ieds grenade grenades explosives explosive landmine landmines mine mines dynamite explosion blast
        car-bomb detonated exploded booby-trapped
        """
    ),
    "heavy-weapons": words(
        "artillery mortar mortars rocket rockets missile missiles shells shelling tank tanks howitzers"
    ),
    "crowd-control": words("teargas tear-gas baton batons lathi"),
    "firearms": words(
        """
        gunfire gun guns gunman gunmen shot shots shooting rifle rifles bullet bullets machine-gun sniper snipers pistol
        machineguns shotgun handgun kalashnikov ak-47 gunshot gunshots
        """
    ),
    "primitive": words("knife knives machete machetes stabbed stabbing axe axes sword swords stones sticks clubs"),
    "destroy": words("burned burnt burning torched ablaze arson"),
}
_WEAPONS = frozenset().union(*_BY_WORD.values())


_GASES = words("poison poisonous toxic mustard nerve chlorine sarin chemical asphyxiating")
_AGENTS = words(
    """
    gas gases agent agents weapon weapons munition munitions shell shells projectiles substances bomb bombs
    """
)
_STORED = words(
    """
    facility facilities plant plants site sites factory factories depot depots programme program stockpile stockpiles
    arsenal arsenals production research capability capabilities inspector inspectors watchdog
    """
)
# what stands for who wields it: "warplanes bombed", "a suicide bomber struck"
_BY_MEANS = (
    ("suicide-attack", words("suicide kamikaze")),
    ("drone", words("drone drones uav uavs")),
    ("aerial", words("warplane warplanes jets jet helicopter helicopters planes aircraft bombers gunships")),
)
_OVERRULED = {
    "unconventional": (None, "explosives", "aerial", "heavy-weapons", "destroy"),
    "suicide-attack": (None, "explosives"),
    "drone": (None, "explosives", "destroy", "heavy-weapons"),
    "aerial": (None, "explosives", "destroy", "heavy-weapons"),
}
_CRAFT = words(
    "warplane warplanes jets aircraft planes helicopters bombers fighter-jets helicopter tank tanks drone drones"
)
_HIT = words("downed downing down destroyed destroying damaged damaging hit hitting shelled attacked")
_USED = words("by from with using when as after while of in during under")
_LADEN = words("rigged laden packed loaded filled armed")
_REACH_OF_HIT = 5
_OF_RUIN = ("heavy-weapons", "explosives", "aerial", "drone")
_SENT = words("fired launched dropped")
_CLAUSES_OF_TIME = frozenset(("as", "while", "before"))


def find_mode(clause: Clause, start: int, end: int) -> str | None:
    """The way of the nearest weapon word within the clause, else none."""
    left, right = _reach(clause, start, end)
    armed = [i for i in range(left, right) if clause.words[i] in _WEAPONS and not _is_struck(clause, i, start, end)]
    for i in sorted(armed, key=lambda i: (max(start - i, i - end + 1, 0), i)):
        for mode, weapons in _BY_WORD.items():
            if mode == "destroy" and i < start and "and" in clause.words[i:start]:
                continue  # "torched the huts and killed two men"
            if clause.words[i] in weapons and (clause.actor_at[i] < 0 or mode == "suicide-attack"):
                return mode
    return None


def _is_struck(clause: Clause, i: int, start: int, end: int) -> bool:
    """Whether it is what was hit, or part of "shot down", and no means: "destroying two helicopters"."""
    if clause.words[i] not in _CRAFT:
        return clause.words[i : i + 2] == ["shot", "down"]
    if i >= end:
        return _is_no_means(clause, i, end)
    downed = "down" in clause.words[start:end]  # "a helicopter was shot down"
    return downed or not _HIT.isdisjoint(clause.words[max(i - _REACH_OF_HIT, 0) : i])


def _is_no_means(clause: Clause, i: int, end: int) -> bool:
    """Whether nothing between the trigger and the weapon says that it was used; "rigged with explosives" does not."""
    between = clause.words[end:i]
    return _USED.isdisjoint(between) or not _LADEN.isdisjoint(between)


def ruined_by(clause: Clause, start: int, end: int) -> str | None:
    """The weapon that destroyed something: "a shell fired by rebels destroyed it", "was hit during an air strike"."""
    right = min(end + _REACH_OF_HIT, len(clause))
    led = [i for i in range(start, right) if i < end or not _is_no_means(clause, i, end)]
    return _of_ruin(clause, led, start, end) or _of_ruin(clause, _subject_before(clause, start), start, end)


def _subject_before(clause: Clause, start: int) -> range:
    """The words before a verb, back to the next: "a shell fired by rebels"."""
    left, _ = _reach(clause, start, start)
    verbs = (i for i in range(start - 1, left - 1, -1) if clause.is_verb(i) and clause.words[i] not in _SENT)
    return range(start - 1, next(verbs, left - 1), -1)


def _of_ruin(clause: Clause, among: Sequence[int], start: int, end: int) -> str | None:
    for i in among:
        if clause.actor_at[i] >= 0 or _is_struck(clause, i, start, end):
            continue
        if clause.words[i] == "air" and clause.words[i + 1 : i + 2] in (["strike"], ["strikes"], ["raid"], ["raids"]):
            return "aerial"
        if mode := next((mode for mode in _OF_RUIN if clause.words[i] in _BY_WORD[mode]), None):
            return mode
    return None


def overruled_mode(clause: Clause, start: int, end: int, actors: Sequence[str], mode: str | None) -> str | None:
    """The mode once gas, or the means that stand as the actor, have had their say over a less exact one."""
    said = "unconventional" if _names_gas(clause, start, end) else _of_means(actors)
    return said if said is not None and mode in _OVERRULED[said] else mode


def _names_gas(clause: Clause, start: int, end: int) -> bool:
    """ "Poisonous gas", "chlorine munitions": the second word alone is fuel, or any weapon; a depot fires none."""
    if _GASES.isdisjoint(clause.words):
        return False
    left, right = _reach(clause, start, end)
    return any(
        clause.words[i] in _GASES and clause.words[i + 1] in _AGENTS and _STORED.isdisjoint(clause.words[i + 2 : i + 3])
        for i in range(left, min(right, len(clause) - 1))
    )


def _of_means(actors: Sequence[str]) -> str | None:
    named = {word for actor in actors for word in actor.lower().split()}
    return next((mode for mode, means in _BY_MEANS if not means.isdisjoint(named)), None)


def _reach(clause: Clause, start: int, end: int) -> tuple[int, int]:
    left, right = max(start - REACH, 0), min(end + REACH, len(clause))
    for i in range(start - 1, left - 1, -1):
        if clause.words[i] in STRONG_STOPS or (clause.words[i] in _CLAUSES_OF_TIME and clause.actor_at[i] < 0):
            left = i + 1
            break
    for i in range(end, right):
        acts = clause.words[i] == "and" and i + 1 < right and clause.is_verb(i + 1)
        if clause.words[i] in STRONG_STOPS or acts:  # "expelled the miners and destroyed an aircraft"
            right = i
            break
    return left, right
