"""Whose the thing is that an act meets: "stormed an army base", "rejected Iraq's offer", "aid for schools in Mali".

Only where no actor stands in the slot itself; the owner before the noun comes first, then what "of", "by" or "from"
names, then the place that it lies in. Who may own is told in `holders.py`.
"""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import (
    ADJECTIVAL,
    CLAUSE_OPENERS,
    DETERMINERS,
    PREPOSITIONS,
    RELATIVES,
    STRONG_STOPS,
    VIOLENCE,
    WEAPONS,
)
from pipelines.coding.objects import is_for_the_sake
from pipelines.coding.party_phrases import Numbers, is_no_army, leads_to_deed
from pipelines.coding.patterns import Reading

REACH = 9
REACH_OF_PREPOSITION = 16
_BELONGING = frozenset(("of", "by", "from"))
_BY_WHOM = frozenset(("by", "from"))
_OF = frozenset(("of",))
_DEEDS = VIOLENCE | WEAPONS | {"capture", "recapture", "liberation", "seizure", "takeover", "fall", "conquest"}
_ENDS = STRONG_STOPS | CLAUSE_OPENERS
_OWNED = (
    ["belonging", "to"],
    *([word, "by"] for word in ("owned", "used", "operated", "manned", "held", "occupied", "controlled")),
)
_LYING = frozenset(("in", "at", "inside", "near", "across", "throughout", "outside"))
_LED_BY = _BELONGING | _LYING
OF_WORDS = ("ACCUSE", "SUPPORT", "REQUEST", "REJECT", "AGREE")  # "urged an end to the war in X" asks nothing of X
_TOWNS = frozenset(("capital", "city", "town", "village", "province", "region", "district"))
_SIDES = frozenset(
    (
        *("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "outskirts", "edge"),
        *("northwestern", "km", "kilometres", "kilometers", "miles", "outside", "side"),
    )
)
_HARMS = frozenset(("kill", "kills", "injure", "injures", "wound", "wounds", "hit", "hits", "leave", "leaves"))
_PLACED = frozenset(("in", "into", "across", "inside", "throughout"))


def holder_of_object(clause: Clause, start: int, reading: Reading) -> Numbers:
    """The holder of the thing whose phrase begins at `start`; the doer of a deed that is only condemned is unknown."""
    if clause.words[start : start + 1] == ["and"] and start + 1 < len(clause) and clause.is_verb(start + 1):
        start += 2  # "attacked and destroyed an Iranian platform"
    core, end = _in_phrase(clause, start, actors_too=False)
    if core or end < 0:
        return () if core and clause.holder_at[reading.start] == core[0] else core
    is_judged = reading.pattern.event_type in ("ACCUSE", "SUPPORT")
    is_deed = is_judged and not _DEEDS.isdisjoint(clause.words[start:end])
    belonging = _after(clause, end, _BY_WHOM if is_deed else _BELONGING)
    if belonging or is_deed:
        return belonging
    lies = () if reading.pattern.event_type in OF_WORDS else _after(clause, end, _LYING)
    return _made_for(clause, end) or lies


def _made_for(clause: Clause, at: int) -> Numbers:
    """ "Destroyed two boats for rebels": whose arms and means they are."""
    found = _after(clause, at, frozenset(("for",)))
    return tuple(number for number in found if clause.actors[number].sector in ("REB", "UAF", "PRM"))


def holder_of_subject(clause: Clause, group_start: int, reading: Reading) -> Numbers:
    """The holder of what stands before a passive verb: "an army base was shelled"."""
    first = group_start
    while first > 0 and group_start - first < 12:
        word = clause.words[first - 1]
        if word in _ENDS or word == "," or clause.is_verb(first - 1):
            break
        if clause.actor_at[first - 1] >= 0:
            return ()
        first -= 1
    found = holder_of_object(clause, first, reading) if first < group_start else ()
    return tuple(number for number in found if clause.actor_spans[number][1] <= group_start)


def holder_at(clause: Clause, start: int) -> Numbers:
    """The holder in the noun phrase that begins right here: "arrived in Haiti"."""
    return _in_phrase(clause, start, actors_too=False)[0]


def holder_after(clause: Clause, start: int, preposition: str, direct: bool, lies: bool = True) -> Numbers:
    """The holder of the thing after a preposition; `direct`: nothing but a date may stand before it.

    `lies`: the place that the thing lies in may be its holder.
    """
    end = min(start + REACH_OF_PREPOSITION, len(clause))
    if preposition not in clause.words[start:end]:
        return ()
    for j in range(start, end):
        word = clause.words[j]
        if word in STRONG_STOPS or word in RELATIVES or word in ("while", "when", "but"):
            return ()
        if word == preposition:
            if j + 1 >= len(clause) or clause.time_at[j + 1] >= 0 or (word == "to" and not _is_named(clause, j + 1)):
                continue
            found, last = _in_phrase(clause, j + 1, actors_too=False)
            if found or last < 0:
                return found
            if word in _PLACED:
                return () if word == "into" else _after(clause, last, _OF)
            return _after(clause, last, _BELONGING) or (_after(clause, last, _LYING) if lies else ())
        if clause.is_verb(j) and word not in ADJECTIVAL and j > start and word != preposition:
            return ()
        if direct and word in _HARMS:
            return ()
        dated = clause.time_at[j] >= 0 or (j + 1 < len(clause) and clause.time_at[j + 1] >= 0)
        if direct and not dated and (word in PREPOSITIONS or word == ","):
            return ()
    return ()


def _in_phrase(clause: Clause, start: int, actors_too: bool) -> tuple[Numbers, int]:
    """The holder inside the noun phrase at `start`, and where the phrase ends; -1 where an actor stands in it."""
    for j in range(start, min(start + REACH, len(clause))):
        number = clause.actor_at[j]
        if number >= 0 and not is_no_army(clause, clause.actor_spans[number][1] - 1):
            return ((number,), j) if actors_too else ((), -1)
        if clause.holder_at[j] >= 0 and (_only_locates(clause, clause.holder_at[j]) or is_no_army(clause, j)):
            continue
        if clause.words[j].startswith("anti-") or _names_war(clause, j):
            return (), -1
        if clause.words[start - 1] == "of" and start > 1 and clause.words[start - 2] in _SIDES:
            return (), -1
        if clause.holder_at[j] >= 0:
            return _with_next(clause, clause.holder_at[j]), j
        word = clause.words[j]
        if clause.words[j : j + 2] in _OWNED:
            return (), j
        if word in PREPOSITIONS:
            return (), j if j > start else -1
        if j > start and _joins_things(clause, j):
            continue
        ends = word in _ENDS or word in (",", "to", "(", ")")
        if ends or clause.time_at[j] >= 0 or (clause.is_verb(j) and not (j > start and _described(clause, j))):
            return (), -1
    return (), -1


def _names_war(clause: Clause, j: int) -> bool:
    """ "The worst bombing of the Chad war": no holder, but what people call the war."""
    end = clause.actor_spans[clause.holder_at[j]][1] if clause.holder_at[j] >= 0 else len(clause)
    return end < len(clause) and clause.words[end] in ("war", "conflict", "crisis")


def _joins_things(clause: Clause, j: int) -> bool:
    """ "Posts and movements of X": whether a second plain noun, then a preposition, follow the conjunction."""
    if clause.words[j] != "and" or j + 2 >= len(clause) or clause.words[j + 2] not in _BELONGING:
        return False
    laid = (clause.actor_at, clause.place_at, clause.holder_at, clause.time_at)
    return all(at[j + 1] < 0 for at in laid) and not clause.is_verb(j + 1)


def _only_locates(clause: Clause, number: int) -> bool:
    """Whether a people's adjective tells where a town lies: "the Syrian capital", "a Turkish town"."""
    end = clause.actor_spans[number][1]
    is_people = clause.actors[number].kind == "country" and clause.place_at[end - 1] < 0
    return is_people and end < len(clause) and clause.words[end] in _TOWNS


def _is_named(clause: Clause, j: int) -> bool:
    """Whether a noun phrase, and no infinitive, follows "to"."""
    return clause.holder_at[j] >= 0 or clause.words[j] in DETERMINERS


def _described(clause: Clause, j: int) -> bool:
    """Whether a participle belongs to the noun after it: "a proposed plan", "the occupied town"."""
    return clause.words[j - 1] in DETERMINERS or clause.words[j - 1] == "'s"


def _after(clause: Clause, at: int, prepositions: frozenset[str]) -> Numbers:
    for j in range(at, min(at + REACH, len(clause))):
        word = clause.words[j]
        if prepositions is not _LYING and clause.words[j : j + 2] in _OWNED:
            return _in_phrase(clause, j + 2, actors_too=True)[0]
        if leads_to_deed(clause, j):
            return ()
        if word == "of" and is_for_the_sake(clause, j):
            return ()
        if word in prepositions:
            return _in_phrase(clause, j + 1, actors_too=word in _BELONGING or word == "for")[0]
        ends = word in _ENDS or word in (",", "(", ")", "to")
        if ends or clause.actor_at[j] >= 0 or (word in PREPOSITIONS and not (word in _LED_BY or word in prepositions)):
            return ()
        if word.endswith("ing") or (clause.is_verb(j) and word not in ADJECTIVAL):
            return ()
    return ()


def _ends_list(clause: Clause, number: int) -> bool:
    """ "Nigeria and other African countries": several states, that no verb follows as their own."""
    end = clause.actor_spans[number][1]
    states = clause.words[end - 1] in ("countries", "nations", "states")
    return states and not (end < len(clause) and clause.is_verb(end))


def _with_next(clause: Clause, number: int) -> Numbers:
    """With the holders coordinated after it: "Kabul and Herat"."""
    found = [number]
    while True:
        j = clause.actor_spans[found[-1]][1]
        joined = j < len(clause) and clause.words[j] in ("and", ",", "or")
        alone = clause.words[j : j + 1] == [","]
        while j < len(clause) and (clause.words[j] in ("and", ",", "or") or clause.words[j] in DETERMINERS):
            j += 1
        if not joined or j >= len(clause):
            return tuple(found)
        alone = alone and clause.words[j - 1] == ","
        following = max(clause.holder_at[j], clause.actor_at[j])
        if alone and clause.words[clause.actor_spans[following][1] :][:1] == ["'s"]:
            return tuple(found)  # "Homs, Syria's third city"
        if following < 0 or following in found or (clause.actor_at[j] >= 0 and not _ends_list(clause, following)):
            return tuple(found)
        found.append(following)
