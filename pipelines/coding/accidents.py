"""Harm that nobody did to another on purpose: crashes, illness, age, suicide."""

from collections.abc import Sequence

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import ARMED_SECTORS, DISASTERS, PREPOSITIONS, WEAPONS, words
from pipelines.coding.patterns import Reading
from pipelines.coding.text import ActorMention

_VEHICLES = words(
    """
    train trains locomotive locomotives lorry lorries bus buses car cars taxi taxis truck trucks tram trams motorcycle
    motorcyclist motorist driver drivers vehicle vehicles van tractor tree trees wave waves rockfall rocks
    """
)
_RUN_INTO = words("struck hit knocked crushed run")
_SOLDIERS = words("troops troop soldiers soldier army military jets warplane warplanes")
_AIRCRAFT = words("helicopter helicopters plane planes aircraft airliner jet jets warplane warplanes")
_MOVING = _VEHICLES | _AIRCRAFT
_ENDS_NOUN = PREPOSITIONS - {"of", "after"}
_REACH_OF_FALL = 14  # tokens
_FALLS = words("crashes crashed collided overturned")
_FIRES = words("fire fires flames inferno conflagration wind winds snow")
_BLAZES = words("fire blaze inferno cave-in stampede crush collapse")
_BY_CHANCE = words("accidental accidentally")
_BLASTS = words("explosion explosions blast blasts")
_GOES_OFF = _BLASTS | words("detonated detonation exploded discharged")
_WORKPLACES = words("factory plant refinery mill mine workshop shipyard steelworks boiler fireworks firecrackers silo")
_OF_GAS = words("explosion explosions blast leak cylinder cylinders stove main mains")
_OF_GUNS = words("cross gun enemy hostile friendly mortar rocket artillery tank sniper small-arms heavy of")
_BEASTS = words(
    "shark sharks bear bears crocodile crocodiles lion lions tiger tigers elephant elephants snake snakes dogs wave"
)
_CRASH = words(
    "crash crashes crashed collision collided pile-up derailment overturned short-circuited electrocuted electrocution"
)


def is_accident(clause: Clause, reading: Reading, actors: Sequence[ActorMention]) -> bool:
    """Harm by a vehicle that nobody drove into people on purpose: no word of weapons stands in the sentence."""
    is_harm = reading.pattern.is_harm or reading.pattern.words.split()[0] in ("strike", "hit")
    if is_harm and _when_it_fell(clause, reading):
        return True
    may_go_off = not actors and (is_harm or reading.pattern.mode == "explosives")
    if may_go_off and (_goes_off_by_chance(clause) or _is_at_work(clause)):
        return True
    arms = WEAPONS.intersection(clause.words) - {"mine", "mines"} if is_harm else frozenset()
    if not is_harm or arms - _SOLDIERS:
        return False
    if _crashes(clause):
        return True
    if arms:
        return False
    if any(actor.sector in ARMED_SECTORS for actor in actors):
        return False
    if reading.pattern.is_harm and not actors and _is_by_fire(clause, reading):
        return True
    if _CRASH.intersection(clause.words):
        return True
    struck = (k for k in range(1, len(clause)) if clause.words[k] == "by" and clause.words[k - 1] in _RUN_INTO)
    return any(_VEHICLES.intersection(clause.words[k + 1 : k + 5]) for k in struck)


def _when_it_fell(clause: Clause, reading: Reading) -> bool:
    """ "The death of two airmen killed when their helicopter crashed": whatever arms the sentence tells of beside."""
    for k in range(reading.end + 1, min(reading.end + _REACH_OF_FALL, len(clause))):
        if clause.words[k] in _FALLS:
            fell = clause.words[k - 1] in _MOVING and clause.words[k + 1 : k + 2] != ["into"]
            return fell and not {"when", "as", "after"}.isdisjoint(clause.words[reading.end : k])
        if clause.words[k] in _ENDS_NOUN:
            break
    return False


def is_by_nature(clause: Clause, reading: Reading, actors: Sequence[ActorMention]) -> bool:
    """ "A shark killed a surfer", "was killed by a stroke": a beast or an illness did it, and nobody."""
    if actors or not reading.pattern.is_harm or reading.form == "noun":
        return False
    group = clause.group_before(reading.start)
    by = clause.words[reading.end : reading.end + 4] if clause.words[reading.end : reading.end + 1] == ["by"] else []
    subject = clause.words[max(group.start - 1, 0) : group.start]
    return not (_BEASTS | _ILLNESS | {"stroke"}).isdisjoint(by or ([] if group.passive else subject))


def is_disaster(clause: Clause, reading: Reading, actors: Sequence[ActorMention]) -> bool:
    """ "The fire of 1834 destroyed a palace", "homes were destroyed by the storm": no word of weapons stands there."""
    if reading.pattern.words != "destroy" or actors or WEAPONS.intersection(clause.words):
        return False
    subject = clause.words[max(reading.start - 8, 0) : reading.start]
    by = clause.words[reading.end : reading.end + 5] if clause.words[reading.end : reading.end + 1] == ["by"] else []
    return not (DISASTERS | _FIRES).isdisjoint((*subject, *by))


def _is_by_fire(clause: Clause, reading: Reading) -> bool:
    """ "Killed in a hotel fire", "a blaze in the mill killed ten"; not "in rebel fire", "in crossfire"."""
    for k in range(reading.start - 1, max(reading.start - _REACH_OF_FALL, 0), -1):
        if clause.words[k] in _BLAZES:
            return not {"a", "the"}.isdisjoint(clause.words[max(k - 2, 0) : k])
        if clause.is_verb(k) or clause.words[k] == ",":
            break
    if clause.words[reading.end : reading.end + 1] != ["in"] or reading.end + 1 >= len(clause):
        return False
    led = clause.words[reading.end + 1]
    for k in range(reading.end + 1, min(reading.end + 6, len(clause))):
        if clause.words[k] in _BLAZES:
            return led in ("a", "an", "the") and clause.actor_at[k - 1] < 0 and clause.words[k - 1] not in _OF_GUNS
        if clause.words[k] in PREPOSITIONS:
            break
    return False


def _goes_off_by_chance(clause: Clause) -> bool:
    """ "Killed in an accidental explosion", "the device detonated accidentally"; not "accidentally shot"."""
    chances = (k for k, word in enumerate(clause.words) if word in _BY_CHANCE)
    return any(not _GOES_OFF.isdisjoint(clause.words[max(k - 1, 0) : k + 2]) for k in chances)


def _is_at_work(clause: Clause) -> bool:
    """ "A gas explosion", "a blast at a chemical plant", and no word of other weapons."""
    if _BLASTS.isdisjoint(clause.words) or WEAPONS.intersection(clause.words) - _BLASTS - _WORKPLACES:
        return False
    of_gas = (k for k, word in enumerate(clause.words[:-1]) if word == "gas" and clause.words[k + 1] in _OF_GAS)
    return next(of_gas, None) is not None or not _WORKPLACES.isdisjoint(clause.words)


def _crashes(clause: Clause) -> bool:
    """ "A military helicopter crashed near X": whoever flies or drives it, nobody attacks."""
    fell = (k for k in range(1, len(clause)) if clause.words[k] in _FALLS)
    return any(not _MOVING.isdisjoint(clause.words[max(k - 4, 0) : k]) for k in fell)


_OF_AGE = (["aged"], ["peacefully"], ["suddenly"])
_AGE_AND_ILLNESS = words("aged suddenly peacefully illness ill heart natural anniversary")
_ILLNESS = words(
    """
    malnutrition starvation hunger thirst cold complications disease diseases illness cancer cholera malaria measles
    freezing temperatures weather neglect shortage shortages hypothermia dehydration exhaustion pneumonia typhoid
    overdose covid covid-19 coronavirus aids virus fever electrocution electrical shock
    """
)
_CAUSED = frozenset(("result", "owing", "because"))
_OF_BOMBERS = words(
    "attack attacks bomb bombs bombing bombings bomber bombers blast blasts car truck vest mission squad"
)


def _tells_of_suicide(clause: Clause) -> bool:
    """ "Died in an apparent suicide", and no bomber's."""
    for i, word in enumerate(clause.words):
        if word == "suicide":
            return _OF_BOMBERS.isdisjoint(clause.words[i + 1 : i + 2])
    return False


def _names_illness(after: Sequence[str]) -> bool:
    """ "Died of cold", "because of a lack of medical care"; not "of a blast in freezing weather"."""
    cause = next((k for k, word in enumerate(after) if word in _ILLNESS or word == "lack"), 0)
    return cause > 0 and WEAPONS.isdisjoint(after[:cause])


def is_natural_death(clause: Clause, reading: Reading, recipients: Sequence[ActorMention]) -> bool:
    """Somebody known by name who died of age or illness, and no word of weapons."""
    if reading.pattern.words == "die" and clause.words[reading.end : reading.end + 1] in _OF_AGE:
        return True
    if reading.pattern.words.startswith("die") and _tells_of_suicide(clause):
        return True
    if reading.pattern.words == "die" and "it" in clause.words[max(reading.start - 2, 0) : reading.start]:
        return True  # an infant, or an animal
    after = clause.words[reading.end : reading.end + 20]
    led = after[:1] in (["of"], ["from"], ["due"]) or not _CAUSED.isdisjoint(after)
    if reading.pattern.words == "die" and led and _names_illness(after):
        return True
    if not reading.pattern.words.startswith("die") or WEAPONS.intersection(clause.words):
        return False
    if not _AGE_AND_ILLNESS.intersection(clause.words):
        return False
    return any(recipient.kind == "person" and recipient.name for recipient in recipients)
