"""Whom the act of a noun met where its own preposition brings nobody: the dead, its owner, what it was aimed at."""

from pipelines.coding.aims import start_of_aim
from pipelines.coding.clauses import Clause
from pipelines.coding.dead_of_nouns import end_of_dead, start_of_toll
from pipelines.coding.grammar import ARMED_SECTORS, PREPOSITIONS, STRONG_STOPS, words
from pipelines.coding.held_things import holder_after, holder_of_object
from pipelines.coding.objects import actors_from
from pipelines.coding.party_heads import with_head
from pipelines.coding.party_phrases import Numbers
from pipelines.coding.patterns import Reading

_TARGETING = frozenset(("targeting", "hitting", "striking"))
_LYING = frozenset(("in", "at", "near", "inside", "outside", "around", "across"))
_BEFALLS = words("murder assassination slaying kidnapping abduction execution beheading")


def dead_in(clause: Clause, reading: Reading) -> Numbers:
    """ "Ten people dead in an air strike on the market": those whom the noun harmed."""
    if reading.pattern.event_type != "ASSAULT":
        return ()
    if toll := start_of_toll(clause, reading):
        at = clause.after_quantifier(toll)
        return (clause.actor_at[at],) if clause.actor_at[at] >= 0 else ()
    end = end_of_dead(clause, reading.start)
    return with_head(clause, clause.actor_at[end - 1]) if end and clause.actor_at[end - 1] >= 0 else ()


def victims_before(clause: Clause, reading: Reading) -> Numbers:
    """The owner of a crime who suffered it ("the judge's murder"): nobody armed, and no other victim follows."""
    owner = clause.actor_at[reading.start - 2] if reading.start > 1 else -1
    if (
        owner < 0
        or clause.words[reading.start - 1] not in ("'s", "'", "’")
        or clause.words[reading.end - 1] not in _BEFALLS
    ):
        return ()
    armed = clause.actors[owner].sector in ARMED_SECTORS - {"COP"} or clause.actors[owner].kind == "country"
    followed = reading.end < len(clause) and clause.words[reading.end] == "of"
    return () if armed or followed else with_head(clause, owner)


def opposed(clause: Clause, reading: Reading) -> Numbers:
    """ "Anti-government protests": whom the word before it says that it is against."""
    if reading.pattern.event_type != "PROTEST":
        return ()
    for k in range(reading.end - 1, max(reading.start - 4, -1), -1):
        if clause.words[k].startswith("anti-"):
            return (clause.holder_at[k],) if clause.holder_at[k] >= 0 else ()
    return ()


def held_after(clause: Clause, reading: Reading) -> Numbers:
    """Whose the thing is that a noun's act meets: "an attack on the army's base"."""
    if reading.pattern.control:
        return ()
    for slot in reading.pattern.recipient_slots:
        found: Numbers = ()
        if slot == clause.words[reading.end - 1]:
            found = holder_of_object(clause, reading.end, reading)
        elif slot in PREPOSITIONS and slot != "between":
            found = holder_after(clause, reading.end, slot, direct=True)
        if found:
            return found
    return ()


def targeted(clause: Clause, reading: Reading) -> Numbers:
    """ "Attacks targeting the army", "an attack by drones targeting a base of the army": whom the participle names."""
    for j in range(reading.end, min(reading.end + 8, len(clause))):
        if clause.words[j] in _TARGETING:
            holders = holder_of_object(clause, j + 1, reading)
            return actors_from(clause, j + 1) or tuple(n for n in holders if clause.actors[n].sector)
        if clause.words[j] in STRONG_STOPS or clause.words[j] == "," or clause.is_verb(j):
            break
    return ()


def launched_at(clause: Clause, reading: Reading) -> Numbers:
    """ "An offensive by rebels launched against the army": whom the participle's preposition brings."""
    start = start_of_aim(clause, reading)
    found = (actors_from(clause, start) or holder_of_object(clause, start, reading)) if start else ()
    return tuple(number for number in found if not _only_lies_in(clause, start, number))


def _only_lies_in(clause: Clause, start: int, number: int) -> bool:
    """ "Strikes that hit several sites in Homs": whether a place only tells where that is which was hit."""
    first = clause.actor_spans[number][0]
    return clause.place_at[first] >= 0 and not _LYING.isdisjoint(clause.words[start:first])
