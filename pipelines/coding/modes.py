"""The mode of an assault from the weapons and ways that the words around its trigger name."""

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
    "unconventional": words("sarin chlorine nerve-agent nerve chemical poison-gas"),
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


def find_mode(clause: Clause, start: int, end: int) -> str | None:
    """The way of the nearest weapon word within the clause, else none."""
    left, right = max(start - REACH, 0), min(end + REACH, len(clause))
    for i in range(start - 1, left - 1, -1):
        if clause.words[i] in STRONG_STOPS:
            left = i + 1
            break
    for i in range(end, right):
        if clause.words[i] in STRONG_STOPS:
            right = i
            break
    near = sorted(range(left, right), key=lambda i: (max(start - i, i - end + 1, 0), i))
    for i in near:
        for mode, weapons in _BY_WORD.items():
            if clause.words[i] in weapons and (clause.actor_at[i] < 0 or mode == "suicide-attack"):
                return mode
    return None
