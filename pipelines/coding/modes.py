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
    "aerial": (None, "explosives", "destroy"),
}
_CLAUSES_OF_TIME = frozenset(("as", "while", "before"))


def find_mode(clause: Clause, start: int, end: int) -> str | None:
    """The way of the nearest weapon word within the clause, else none."""
    left, right = _reach(clause, start, end)
    armed = [i for i in range(left, right) if clause.words[i] in _WEAPONS]
    for i in sorted(armed, key=lambda i: (max(start - i, i - end + 1, 0), i)):
        for mode, weapons in _BY_WORD.items():
            if mode == "destroy" and i < start and "and" in clause.words[i:start]:
                continue  # "torched the huts and killed two men"
            if clause.words[i] in weapons and (clause.actor_at[i] < 0 or mode == "suicide-attack"):
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
