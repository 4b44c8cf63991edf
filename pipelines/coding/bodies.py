"""Whether force meets a body: whom it befell is plainly somebody, or what it was done with hurts.

Such words tell of an attack by themselves, whoever did it to whom; `conditions.py` asks here where no known party
stands beside a verb that has other senses as well.
"""

from collections.abc import Sequence

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import ARMED_SECTORS, PREPOSITIONS, STRONG_STOPS, words
from pipelines.coding.harm_words import PERSON_NOUN
from pipelines.coding.parsing import Span
from pipelines.coding.patterns import Reading
from pipelines.coding.text import ActorMention

_SOMEBODY = words("he she they we i him her them us me whom whoever whomever everyone everybody")
_PEOPLE = words(
    """
    people men women children kids couple family families trooper marksman ringleader owner caretaker guest neighbour
    neighbor colleague uncle aunt cousin nephew niece grandmother grandfather grandson granddaughter partner girlfriend
    boyfriend fiancee lover widow pensioner shopkeeper paramedic medic nurse waiter barman bouncer steward tailor cook
    trader merchant builder logger miner herder hunter fisherman shepherd peasant refugee migrant immigrant foreigner
    tourist traveller traveler pilgrim worshipper hitchhiker cyclist rider biker bailiff warder prisoner inmate
    detainee hostage captive robber burglar thief kidnapper intruder assailant knifeman axeman sniper accomplice
    witness juror barrister rabbi vicar monk preacher pastor deacon sexton teenager pupil schoolboy schoolgirl
    classmate lecturer headmaster clerk cashier postman fireman firefighter carer patient councillor deputy
    mp senator premier lawmaker speaker envoy novelist singer actor actress dancer cellist striker picket marcher
    ex-husband ex-wife ex-girlfriend ex-boyfriend stepson stepdaughter stepfather stepmother spouse bride groom
    policewoman policemen policewomen soldiers officers constable trooper sheriff gendarme conscript recruit veteran
    stallholder pawnbroker cabbie beggar vagrant courier mourner onlooker reveller shopper commuter drinker customer
    """
)
_ENDS = PREPOSITIONS | STRONG_STOPS | {","}
_INSTRUMENTS = words(
    """
    bat bats stick sticks club clubs truncheon truncheons baton batons machete machetes panga pangas knife knives dagger
    daggers hammer hammers rod rods bar bars chain chains belt belts whip whips cane canes cable cables hose pipe pipes
    butt butts brick bricks bottle bottles stone stones axe axes sword swords cleaver shovel shovels spade plank planks
    screwdriver screwdrivers fist fists boots crowbar flagpole flagpoles torch toothbrush blade blades scissors spear
    spears rifle rifles pistol pistols shotgun gun guns acid
    """
)
_ROUGHS = words(
    """
    mob mobs rioters vandals thugs hooligans skinheads neo-nazis assailant assailants attacker attackers robber robbers
    knifeman axeman masked hooded arsonist arsonists balaclavas machete-wielding knife-wielding stone-throwing
    """
)
_ASSAILS = frozenset(("attack", "assault", "storm", "raid", "set upon"))
_STATES_LEFT = words("unconscious senseless bloody")
_REACH = 9
_HURTING = frozenset(("beat", "primitive", "torture", "sexual", "abduct"))


def is_somebody(clause: Clause, span: Span) -> bool:
    """Whether a phrase is of people: a pronoun, or a noun that names what people are."""
    head = clause.words[span[1] - 1]
    return head in _SOMEBODY or _names_people(head)


def _names_people(word: str) -> bool:
    if word in _PEOPLE or PERSON_NOUN.fullmatch(word):
        return True
    single = word[:-3] + "man" if word.endswith("men") else word[:-3] + "y" if word.endswith("ies") else word[:-1]
    return word.endswith(("s", "men")) and (single in _PEOPLE or PERSON_NOUN.fullmatch(single) is not None)


def befalls_somebody(clause: Clause, reading: Reading, met: Sequence[Span]) -> bool:
    """ "Shot him", "stabbed the waiter", "whom he had shot", "shot whoever came": a person is met, known or not."""
    if any(is_somebody(clause, span) for span in met):
        return True
    if clause.words[reading.end : reading.end + 1] and clause.words[reading.end] in _SOMEBODY:
        return True
    start = clause.group_before(reading.start).start
    return "whom" in clause.words[max(start - 3, 0) : start]


def hurts(clause: Clause, reading: Reading) -> bool:
    """ "Beat him with a bat", "attacked a tram with stones", "beat them unconscious": what was done leaves no doubt."""
    for i in range(reading.end, min(reading.end + _REACH, len(clause))):
        word = clause.words[i]
        if word in STRONG_STOPS or word in _STATES_LEFT:
            return word in _STATES_LEFT
        if word == "with":
            near = clause.words[i + 1 : i + 6]
            last = next((k for k, other in enumerate(near) if other in _ENDS), 5)
            return not _INSTRUMENTS.isdisjoint(near[:last])
    return False


def is_blow(clause: Clause, reading: Reading, met: Sequence[Span]) -> bool:
    """Whether a verb that is also said of words and of games tells of force here: "a mob attacked the shrine"."""
    if reading.form == "noun" or reading.pattern.event_type != "ASSAULT":
        return False
    if hurts(clause, reading):
        return True
    if reading.pattern.words not in _ASSAILS or not met:
        return False
    return _acts_roughly(clause, reading) or (reading.pattern.words == "assault" and is_somebody(clause, met[0]))


def _acts_roughly(clause: Clause, reading: Reading) -> bool:
    """Whether those before the verb are known for force: a mob, masked men."""
    return not _ROUGHS.isdisjoint(clause.words[max(reading.start - _REACH, 0) : reading.start])


def tells_of_body(clause: Clause, reading: Reading, actors: Sequence[ActorMention], met: Sequence[Span]) -> bool:
    """Whether a verb that hurts or captures people does so here, though no known party is met."""
    if reading.pattern.words == "capture":
        are_people = any(_names_people(clause.words[span[1] - 1]) for span in met)
        return are_people and any(actor.sector in ARMED_SECTORS for actor in actors)
    if reading.form == "noun" or reading.pattern.mode not in _HURTING or not met:
        return False
    if hurts(clause, reading):
        return True
    if not befalls_somebody(clause, reading, met):
        return False
    if reading.pattern.mode != "beat" or "body" in reading.pattern.flags:
        return True
    return _acts_roughly(clause, reading) or any(actor.sector in ARMED_SECTORS for actor in actors)
