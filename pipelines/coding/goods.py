"""Whether a verb is about arms or about somebody's property: its object, or its subject in the passive.

Things are no actors, so `roles.py` does not see them; patterns with the flags `arms` and `property` ask here.
"""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import AUXILIARIES, PREPOSITIONS, RELATIVES, STRONG_STOPS, SUBORDINATORS, words
from pipelines.coding.patterns import Reading

REACH = 12
_ARMS = words(
    """
    weapons weapon weaponry arms armaments ammunition ammo munitions firearms firearm guns gun rifles rifle pistols
    pistol revolver revolvers grenades grenade explosive explosives bomb bombs ied ieds vbied vbieds landmine landmines
    mines mortars rockets missiles detonators detonator cartridges bullets shells rpgs machine-guns handgun handguns
    shotgun shotguns kalashnikov kalashnikovs cache caches stash arsenal
    """
)
_PROPERTY = words(
    """
    house houses home homes building buildings shop shops store stores warehouse warehouses supermarket supermarkets
    property properties vehicle vehicles car cars truck trucks bus buses motorcycle motorcycles office offices market
    markets stall stalls church churches mosque mosques temple temples school schools huts hut villages headquarters
    bank banks farms crops harvest livestock cattle goods food premises business businesses mall malls pharmacy library
    museum hospital hospitals clinic clinics depot
    """
)
_UNREST = words(
    """
    mob mobs unrest riot riots rioting rioters looted looting looters violence violent xenophobic protesters protest
    protests clashes attack attacks attacked attackers arsonists arson gunmen militants hoodlums thugs bandits crowd
    rampage youths communal ethnic sectarian raid raided assailants vandals vandalised vandalized rebels militiamen
    """
)
_POSSESSIVES = words("his her their its my our your")


def is_about_arms(clause: Clause, reading: Reading) -> bool:
    """ "Seized rifles", "a stash of arms was found"; no arms that belong to a body."""
    return any(
        clause.words[i] in _ARMS
        and clause.words[i - 1] not in _POSSESSIVES
        and clause.words[i + 1 : i + 2] not in (["technology"], ["programme"], ["program"], ["experts"], ["inspectors"])
        for i in _object(clause, reading)
    )


def is_about_property(clause: Clause, reading: Reading) -> bool:
    """ "Torched shops", "several houses were looted"."""
    return any(clause.words[i] in _PROPERTY for i in _object(clause, reading))


def tells_of_unrest(clause: Clause, reading: Reading) -> bool:
    """Whether other words of the sentence tell of people who destroy on purpose."""
    return any(word in _UNREST for i, word in enumerate(clause.words) if not reading.start <= i < reading.end)


def _object(clause: Clause, reading: Reading) -> range:
    group = clause.group_before(reading.start, gerund=reading.form == "gerund")
    after = clause.words[reading.end] if reading.end < len(clause) else ""
    reduced = not group.words and after in PREPOSITIONS and after not in ("of", "up")
    if reading.form in ("past", "participle") and (group.passive or reduced):
        return _back_from(clause, group.start)
    return _on_from(clause, reading.gap[0] if reading.gap else reading.end)


def _back_from(clause: Clause, end: int) -> range:
    """The words of the subject before `end`, back to the clause's start; a relative clause inside it may stand."""
    i = end
    while i > max(end - REACH, 0):
        word = clause.words[i - 1]
        if word in STRONG_STOPS or word in SUBORDINATORS or (word in AUXILIARIES and not _in_relative(clause, i - 1)):
            break
        i -= 1
    return range(i, end)


def _in_relative(clause: Clause, i: int) -> bool:
    return bool(RELATIVES.intersection(clause.words[max(i - 3, 0) : i]))


def _on_from(clause: Clause, start: int) -> range:
    """The words of the object from `start` to the next verb; a relative clause may go on with it."""
    i = start
    while i < min(start + REACH, len(clause)):
        word = clause.words[i]
        if word in STRONG_STOPS or word in SUBORDINATORS or (clause.is_verb(i) and not _in_relative(clause, i)):
            break
        i += 1
    return range(start, i)
