"""Who does it to whom at a noun: its owner, what "by", "on" and "of" bring, and the sides of its light verb."""

from pipelines.coding.blame import find_blamed
from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import (
    ADJECTIVAL,
    AUXILIARIES,
    FIGHTING_SECTORS,
    HARM,
    PREPOSITIONS,
    RELATIVES,
    SPEECH,
    STRONG_STOPS,
    WEAPONS,
    words,
)
from pipelines.coding.joints import VOLLEYS
from pipelines.coding.noun_recipients import dead_in, held_after, launched_at, opposed, targeted, victims_before
from pipelines.coding.noun_slots import FORCE, first_in_slots
from pipelines.coding.objects import actors_from, after_preposition, between, between_words
from pipelines.coding.party_lists import on_two_hands
from pipelines.coding.party_phrases import Numbers, is_modifier
from pipelines.coding.patterns import Pattern, Reading
from pipelines.coding.place_holders import aimed_at, holders_of_place
from pipelines.coding.protesters import protesters
from pipelines.coding.roles import HELPLESS, Roles, is_town
from pipelines.coding.subject_order import find_subject, shared_subject
from pipelines.coding.subjects import settled_subject

_KINDS_OF_PLACE = words("city town village district province suburb neighbourhood neighborhood enclave port island")
_LED_IN = frozenset(("after", "during", "in", "following", "amid"))
_REACH_BACK = 14
_REACH_OF_LIGHT = 16
_REACH_OF_OBJECT = 8
_REACH_OF_PAIR = 6
_FIRE = words("fire gunfire shots")
_CRAFT = words("warplane warplanes jets aircraft planes drones snipers gunmen")


def governing_light(clause: Clause, reading: Reading, lights: list[Reading]) -> Reading | None:
    """The light verb whose object the noun is: "launched a new", "came under"."""
    best = None
    for light in lights:
        if light.pattern.words == "call" and reading.pattern.event_type == "ASSAULT":
            continue  # "called the attack a crime"
        if light.end <= reading.start and reading.start - light.end <= _REACH_OF_LIGHT:
            last = reading.start - _is_described(clause, reading.start)
            first = _second_object(clause, light.end, reading) or light.end
            if last - first <= _REACH_OF_OBJECT and all(_joins_light(clause, k) for k in range(first, last)):
                best = light
    return best


def _second_object(clause: Clause, start: int, reading: Reading) -> int:
    """ "Launched raids on X and an attack on Y": where the verb's second object begins; 0 for none."""
    k = reading.start - 1
    while k > start and is_modifier(clause, k):
        k -= 1
    first, after = clause.words[start:k], range(reading.end, min(reading.end + _REACH_OF_OBJECT, len(clause)))
    joined = clause.words[k] == "and" and clause.words[k + 1] in ("a", "an") and not WEAPONS.isdisjoint(first)
    if not joined or "," in first or not RELATIVES.isdisjoint(first) or any(map(clause.is_verb, range(start, k))):
        return 0
    ends = next((i for i in after if clause.words[i] in STRONG_STOPS or clause.words[i] == ","), after.stop)
    return 0 if any(map(clause.is_verb, range(reading.end, ends))) else k


def _is_described(clause: Clause, noun: int) -> bool:
    """ "Carried out coordinated attacks": whether the participle before the noun is its adjective."""
    return clause.words[noun - 1].endswith("ed") and clause.words[noun - 2] not in AUXILIARIES


def _joins_light(clause: Clause, k: int) -> bool:
    word = clause.words[k]
    if (
        word in ("of", "and", ",")
        or (word == "'s" and max(clause.actor_at[k - 1], clause.holder_at[k - 1], clause.place_at[k - 1]) < 0)
        or clause.time_at[k] >= 0
        or (word in ("on", "in", "at") and clause.time_at[k + 1] >= 0)
    ):
        return True
    return word not in PREPOSITIONS and not (clause.is_verb(k) and word not in ADJECTIVAL) and word not in RELATIVES


def noun_roles(clause: Clause, reading: Reading, lights: list[Reading]) -> Roles:
    pattern = reading.pattern
    light = governing_light(clause, reading, lights)
    group_start = light.start if light else reading.start
    undergone = light is not None and light.pattern.part_of_speech == "suffer"
    actors: Numbers = ()
    recipients: Numbers = ()
    if light:
        group = clause.group_before(light.start, gerund=light.form == "gerund")
        group_start = group.start
        subject = settled_subject(clause, group.start, light)
        if subject and clause.words[max(clause.actor_spans[subject[0]][0] - 1, 0)] == "no":
            subject = ()
        passive = group.passive and light.form in ("past", "participle")
        if light.pattern.part_of_speech == "light":
            actors = _lent(clause, light, subject, passive)
        else:
            recipients = _struck(clause, subject, group.start, pattern)
            if pattern.acled_sub_event_type == "Armed clash":
                actors = first_in_slots(clause, reading, pattern.recipient_slots)
    mutual = "between" in (*pattern.actor_slots, *pattern.recipient_slots, *clause.words[reading.end : reading.end + 1])
    one, other = on_two_hands(clause, reading.end) if mutual else ((), ())
    if one and other:
        return Roles(one, other, False, group_start)
    sides = between(clause, reading.end) if mutual else ()
    if len(sides) > 1:
        return Roles(sides[:1], sides[1:], False, group_start)
    if sides and pattern.acled_sub_event_type == "Armed clash" and _are_rivals(clause, sides[0]):
        return Roles(sides, (), False, group_start)
    owners = victims_before(clause, reading)
    if pattern.event_type == "CONSULT" and not actors and clause.words[reading.end : reading.end + 1] == ["with"]:
        actors = _who_talked(clause, reading.start)
    if pattern.event_type == "PROTEST" and not actors:
        actors = protesters(clause, reading)
    actors = actors or (find_blamed(clause, reading) if pattern.event_type in FORCE else ())
    if not actors and not owners:
        slots = tuple(slot for slot in pattern.actor_slots if slot != "between")
        actors = first_in_slots(clause, reading, slots)
        if not set(actors).isdisjoint(recipients):  # "faces criticism from X"
            actors = first_in_slots(clause, reading, tuple(slot for slot in slots if slot != "mod"))
    if pattern.event_type == "ASSAULT" and (fired := _who_fires(clause, reading, recipients)):
        return Roles(actors or fired, recipients, undergone, group_start)
    recipients = _met(clause, reading, recipients or owners)
    if recipients and not actors and pattern.acled_sub_event_type == "Armed clash":
        actors = _other_side(clause, reading)
    if _are_victims(clause, reading, actors):
        actors, recipients = (), recipients or actors
    recipients = tuple(number for number in recipients if number not in actors)
    return Roles(actors, recipients, undergone, group_start)


def _who_talked(clause: Clause, start: int) -> Numbers:
    """ "The president lifted the ban after talks with X": the subject of the verb before."""
    led = start - 1
    while led > 0 and is_modifier(clause, led):
        led -= 1
    return shared_subject(clause, led, 0, False) if led > 0 and clause.words[led] in _LED_IN else ()


def _are_rivals(clause: Clause, number: int) -> bool:
    """ "Fighting between rival gangs": several who fight one another, and no first of two sides."""
    first, end = clause.actor_spans[number]
    are_several = any(word.endswith("s") for word in clause.words[first:end])
    alone = "and" not in clause.words[end : end + _REACH_OF_PAIR]
    return clause.actors[number].kind == "group" and are_several and alone


def _who_fires(clause: Clause, reading: Reading, harmed: Numbers) -> Numbers:
    """ "The fire of snipers", "a barrage of rebel rockets", "rebels killed in the shelling of the army": whose arms."""
    if clause.words[reading.end : reading.end + 1] != ["of"]:
        return ()
    found = actors_from(clause, reading.end + 1)
    if not found or not all(clause.actors[n].sector in FIGHTING_SECTORS | {"GOV"} for n in found):
        return ()
    end = clause.actor_spans[found[-1]][1]
    deed = clause.words[reading.end - 1]
    by_arms = deed in _FIRE or clause.words[end - 1] in _CRAFT
    by_arms = by_arms or (deed in VOLLEYS and not WEAPONS.isdisjoint(clause.words[end : end + 1]))
    sectors = {clause.actors[n].sector for n in harmed}
    enemies = bool(sectors) and sectors <= FIGHTING_SECTORS - {clause.actors[n].sector for n in found}
    return found if by_arms or enemies else ()


def _met(clause: Clause, reading: Reading, recipients: Numbers) -> Numbers:
    """Whom the act met: those found already, else who its own words bring, a party rather than a place."""
    is_assault = reading.pattern.event_type == "ASSAULT"
    recipients = (
        recipients or _asked_to(clause, reading) or first_in_slots(clause, reading, reading.pattern.recipient_slots)
    )
    if not any(clause.actors[number].kind for number in recipients):
        recipients = dead_in(clause, reading) or recipients
    recipients = recipients or opposed(clause, reading) or held_after(clause, reading) or targeted(clause, reading)
    recipients = recipients or launched_at(clause, reading)
    if is_assault and not any(clause.actors[number].kind for number in recipients):
        recipients = _whose_place(clause, reading, recipients) or recipients
    return recipients


def _whose_place(clause: Clause, reading: Reading, places: Numbers) -> Numbers:
    """Who holds the place that it is upon, or that it is to take."""
    doers = actors_from(clause, reading.end + 1) if clause.words[reading.end : reading.end + 1] == ["by"] else ()
    upon = clause.actor_spans[doers[-1]][1] if doers else reading.end
    if places and clause.actor_spans[places[0]][0] > upon:
        upon = clause.actor_spans[places[0]][0] - 1
    led = places or clause.words[upon : upon + 1] in (["on"], ["against"])
    return (holders_of_place(clause, upon + 1) if led else ()) or aimed_at(clause, reading.end)


def _struck(clause: Clause, subject: Numbers, group_start: int, pattern: Pattern) -> Numbers:
    """Who suffers it; a town's government does not, but a town is what an assault meets."""
    if pattern.event_type != "ASSAULT":
        return tuple(number for number in subject if not is_town(clause, number))
    holder = clause.holder_at[group_start - 1] if group_start else -1
    if subject or holder < 0 or clause.place_at[group_start - 1] < 0:
        return subject
    first = clause.actor_spans[holder][0]
    lies = clause.words[first - 1] in PREPOSITIONS and clause.words[first - 2] not in _KINDS_OF_PLACE
    return () if first > 1 and lies else (holder,)


def _lent(clause: Clause, light: Reading, subject: Numbers, passive: bool) -> Numbers:
    """Whom a light verb lends to its noun: its doer, or who stands in its gap ("blamed X for", "X was blamed for")."""
    if "gap" not in light.pattern.actor_slots:
        return after_preposition(clause, light.end, "by") if passive else subject
    is_filled = light.gap is not None and light.gap[1] > light.gap[0]
    return between_words(clause, light.start, light.end) if is_filled and not passive else subject


def _other_side(clause: Clause, reading: Reading) -> Numbers:
    """ "The army took the town after clashes with X": an armed subject fought whom it clashed with."""
    for k in range(reading.start - 1, max(reading.start - _REACH_BACK, 0), -1):
        if clause.words[k] in STRONG_STOPS or clause.words[k] in RELATIVES:
            break
        if not clause.is_verb(k):
            continue
        group = clause.group_before(k)
        if (
            group.passive
            or clause.words[k] in HARM | SPEECH
            or not _LED_IN.intersection(clause.words[k : reading.start])
        ):
            break
        subject = find_subject(clause, group.start)
        return subject if all(clause.actors[n].sector in FIGHTING_SECTORS for n in subject) else ()
    return ()


def _asked_to(clause: Clause, reading: Reading) -> Numbers:
    """ "A demand for X to leave": who is asked to do it."""
    if reading.pattern.event_type != "REQUEST" or "for" not in clause.words[reading.end - 1 : reading.end + 1]:
        return ()
    found = actors_from(clause, reading.end + (clause.words[reading.end - 1] != "for"))
    end = clause.actor_spans[found[-1]][1] if found else len(clause)
    return found if clause.words[end : end + 1] == ["to"] else ()


def _are_victims(clause: Clause, reading: Reading, actors: Numbers) -> bool:
    """ "The refugees bombing": people without power right before a noun of assault are whom it hit."""
    if reading.pattern.event_type != "ASSAULT" or len(actors) != 1 or clause.actor_spans[actors[0]][1] != reading.start:
        return False
    return clause.actors[actors[0]].sector in HELPLESS
