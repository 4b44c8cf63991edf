"""Who stands in the slots of a noun: before it, inside it, and after its own prepositions."""

from pipelines.coding.clauses import Clause
from pipelines.coding.event_places import ABBREVIATED
from pipelines.coding.grammar import (
    ARMED_SECTORS,
    COORDINATORS,
    DETERMINERS,
    NEGATIONS,
    PREPOSITIONS,
    QUOTES,
    STRONG_STOPS,
    SUBCLAUSE_OPENERS,
    WARDED_OFF,
    WEAPONS,
    words,
)
from pipelines.coding.objects import actors_from, after_preposition, inclusion
from pipelines.coding.party_phrases import Numbers, is_modifier, with_preceding
from pipelines.coding.patterns import Reading
from pipelines.coding.protesters import MARCHING
from pipelines.coding.roles import HELPLESS
from pipelines.coding.struck_in_front import did_nothing
from pipelines.coding.subject_order import shared_subject

_IN_A_CAUSE = frozenset(
    ("support", "response", "retaliation", "revenge", "order", "defence", "defense", "favour", "wake", "aftermath")
)
FORCE = frozenset(("ASSAULT", "COERCE", "MOBILIZE", "PROTEST"))
_REACH_OF_LAST = 4
_GOING_ON = words("ongoing continuing escalating intensifying leading ruling devastating punishing training living")


def _modifier(clause: Clause, start: int, event_type: str) -> Numbers:
    """The actor that stands before a noun as its owner or adjective: "Russian", "the regime's", "X-led"."""
    for j in range(start - 1, max(start - 6, -1), -1):
        if event_type in FORCE and clause.actor_at[j] >= 0 and clause.words[j] == "military" and _is_bare(clause, j):
            continue
        if clause.actor_at[j] >= 0:
            owner = j + 1 < len(clause) and clause.words[j + 1] == "'s"
            speaks = clause.actors[clause.actor_at[j]].sector in ("SOC", "JRN")
            return with_preceding(clause, clause.actor_at[j]) if (owner or start - j <= 3) and not speaks else ()
        if clause.holder_at[j] >= 0 and start - j <= 3:
            bearer = clause.holder_at[j]
            if _bears_arms(clause, bearer) or (event_type == "PROTEST" and _marches(clause, bearer, start)):
                return (bearer,)
        word = clause.words[j]
        if word == "'s" or word in QUOTES or "-" in word or clause.time_at[j] >= 0:
            continue
        if word.endswith("ing") and word not in WEAPONS | _GOING_ON:
            return ()  # "with the monitor recording 44 attacks", "civilians fleeing fighting"
        if word in ("its", "their"):
            holder = shared_subject(clause, j, 0, False)
            return () if word == "its" and any(clause.actors[n].sector in HELPLESS for n in holder) else holder
        if word in DETERMINERS or not is_modifier(clause, j) or word in NEGATIONS | WARDED_OFF:
            return ()
    return ()


def _marches(clause: Clause, number: int, noun: int) -> bool:
    """ "Farmer protests", "student marches", where the phrase begins with them."""
    first, end = clause.actor_spans[number]
    opens = first == 0 or clause.words[first - 1] in PREPOSITIONS | COORDINATORS | {","}
    return opens and end == noun and clause.actors[number].sector in MARCHING


def _is_bare(clause: Clause, j: int) -> bool:
    """ "Recourse to military strikes": the adjective, not an army."""
    first, end = clause.actor_spans[clause.actor_at[j]]
    return end - first == 1 and clause.words[j + 1] != "'s"


def _bears_arms(clause: Clause, number: int) -> bool:
    """Whether a party before a noun of force is who uses it: "the rebel barrage", "a terrorist rocket attack"."""
    first, end = clause.actor_spans[number]
    plain = clause.place_at[first] < 0 and "-" not in clause.words[end - 1]
    return plain and clause.actors[number].sector in ARMED_SECTORS | {"GOV"}


def first_in_slots(clause: Clause, reading: Reading, slots: tuple[str, ...]) -> Numbers:
    """The parties in the first of these slots that holds any."""
    for slot in slots:
        found: Numbers = ()
        if slot == "mod":
            found = _inside(clause, reading) or _modifier(clause, reading.start, reading.pattern.event_type)
            found = () if _only_locates(clause, reading, found) or did_nothing(clause, reading, found) else found
        elif slot == clause.words[reading.end - 1]:
            is_deed = slot == "for" and any(w.endswith("ing") for w in clause.words[reading.end : reading.end + 1])
            found = () if is_deed else actors_from(clause, reading.end)
        elif slot == "by" and reading.pattern.event_type not in FORCE:
            found = _directly_after(clause, reading.end, slot)
        elif slot == "by":
            found = after_preposition(clause, reading.end, slot, noun=True) or (
                () if reading.pattern.control else _from_a_group(clause, reading.end)
            )
        elif slot != "between":
            found = _directly_after(clause, reading.end, slot)
        if found:
            return found if slot == "mod" else _with_last(clause, reading, found)
    return ()


def _with_last(clause: Clause, reading: Reading, found: Numbers) -> Numbers:
    """ "Attacks by rebels and militiamen killed ten": the second too, as the verb's subject is the noun."""
    joint = clause.actor_spans[found[-1]][1]
    at = joint + 1
    while at < min(joint + _REACH_OF_LAST, len(clause) - 1) and clause.actor_at[at] < 0 and is_modifier(clause, at):
        at += 1  # "and its Arab allies"
    if at >= len(clause) or clause.words[joint] != "and" or clause.actor_at[at] < 0 or joint < reading.end:
        return found
    end = clause.actor_spans[clause.actor_at[at]][1]
    is_noun_s = end < len(clause) and clause.is_verb(end) and not any(map(clause.is_verb, range(reading.start)))
    return (*found, clause.actor_at[at]) if is_noun_s and clause.actor_at[at] not in found else found


def _only_locates(clause: Clause, reading: Reading, found: Numbers) -> bool:
    """Whether a country's bare name tells where ("the Syria gas attack") rather than who ("Russia air strikes").

    Protests in a country are its people's: "Chad's protests", "Chadian protests".
    """
    if reading.pattern.event_type == "PROTEST" and reading.pattern.mode != "boycott":
        return any(clause.actors[number].kind == "country" for number in found)
    if len(found) != 1 or reading.pattern.event_type != "ASSAULT" or reading.pattern.mode in ("aerial", "drone"):
        return False
    first, last = clause.actor_spans[found[0]]
    if clause.words[first] in ABBREVIATED or clause.words[first:last] == ["united", "states"]:
        return False
    return clause.actors[found[0]].kind == "country" and clause.place_at[first] >= 0 and last == reading.start


def _inside(clause: Clause, reading: Reading) -> Numbers:
    """The actor that the trigger itself names: "rebel attack", "police raid"; but "military action" is anybody's."""
    number = clause.actor_at[reading.start]
    if number < 0 and clause.holder_at[reading.start] >= 0 and _bears_arms(clause, clause.holder_at[reading.start]):
        number = clause.holder_at[reading.start]
    if number < 0 or clause.words[reading.start] == "military" or clause.actor_spans[number][1] >= reading.end:
        return ()
    return (number,)


def _from_a_group(clause: Clause, start: int) -> Numbers:
    """ "Rocket attacks from X" where X is no country, which would be where they come from."""
    found = _directly_after(clause, start, "from")
    return () if any(clause.actors[number].kind == "country" for number in found) else found


def _aside_of(clause: Clause, start: int, preposition: str) -> range:
    """ ", including 19 officers,"; "by X, Y and Z" before what "on" brings."""
    doers = actors_from(clause, start + 1) if clause.words[start : start + 1] == ["by"] != [preposition] else ()
    return range(start, clause.actor_spans[doers[-1]][1]) if len(doers) > 1 else inclusion(clause, start)


def _directly_after(clause: Clause, start: int, preposition: str) -> Numbers:
    """The actors after a preposition that goes with the noun: no verb comes first, and no other one but "of"."""
    if preposition not in clause.words[start:]:
        return ()
    aside = _aside_of(clause, start, preposition)
    for j in range(start, min(start + 9 + len(aside), len(clause))):
        word = clause.words[j]
        if j in aside:
            continue
        if word == preposition and clause.actor_at[j] < 0:
            led = clause.words[j + 1 : j + 3]
            if word == "in" and led and led[led[0] == "the" and len(led) > 1] in _IN_A_CAUSE:
                return ()
            return () if j + 1 < len(clause) and clause.time_at[j + 1] >= 0 else actors_from(clause, j + 1)
        dated = clause.time_at[j] >= 0 or (j + 1 < len(clause) and clause.time_at[j + 1] >= 0)
        joined = word in COORDINATORS and j + 1 < len(clause) and clause.words[j + 1] in DETERMINERS
        if preposition == "of" and joined:
            return ()  # "air strikes and an influx of refugees"
        if word in STRONG_STOPS or word == "," or clause.is_verb(j) or word in SUBCLAUSE_OPENERS:
            return ()
        if (word in PREPOSITIONS and word not in ("by", "of") and not dated) or word == "mostly":
            return ()
    return ()
