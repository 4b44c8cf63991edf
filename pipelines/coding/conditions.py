"""Whether a reading with its parties is enough to be an event: the flags of its pattern and its type's needs.

Precision first: what is doubtful is left out.
"""

from collections.abc import Sequence

from pipelines.coding.accidents import is_accident, is_by_nature, is_disaster, is_natural_death
from pipelines.coding.assault_nouns import names_arms
from pipelines.coding.bodies import is_blow, tells_of_body
from pipelines.coding.clauses import Clause
from pipelines.coding.control import can_be_held, is_armed
from pipelines.coding.deliberate_harm import is_violent, may_be_accident
from pipelines.coding.figures import EXPLOSIVE, is_figurative, is_no_attack, is_of_words
from pipelines.coding.genres import tells_a_story
from pipelines.coding.goods import is_about_arms, is_about_property, tells_of_unrest
from pipelines.coding.grammar import (
    ARMED_SECTORS,
    LABOUR,
    PREPOSITIONS,
    VIOLENCE,
    words,
)
from pipelines.coding.gunfire import is_gunfire
from pipelines.coding.matters import is_matter
from pipelines.coding.own_harm import is_own_harm
from pipelines.coding.parsing import Span
from pipelines.coding.patterns import Reading
from pipelines.coding.place_references import TERRITORY, names_territory, place_precision, stands_alone
from pipelines.coding.politics import TALK, find_no_politics, is_political
from pipelines.coding.protests import find_no_protest
from pipelines.coding.text import ActorMention, PlaceMention

_KNOWN_ACTOR = frozenset(["MOBILIZE", "SANCTION", "COERCE", "THREATEN"])
_OF_STATES_ALONE = ("arrest", "convict", "deport", "curfew", "martial-law")
_COME_UPON = words("find discover uncover unearth")
_RAIDS = frozenset(("raid", "carry out _ raid|raids"))
_PLANES = words("planes jets warplanes aircraft helicopters bombers fighter-bombers warplane plane jet")
_QUARRELS = words(
    "row dispute argument controversy scandal crisis storm quarrel affair story news issue deal relationship"
)
_UNDOING = words("with removing lifting ending stopping easing reducing cutting dropping scrapping abolishing")
_APART = {
    "MOBILIZE": _UNDOING
    | words(
        "attack attacks raid raids strikes bombing joint bilateral arrest arrests detention trial themselves itself"
    ),
    "REQUEST": words("protect defend uphold preserve strengthen"),
    "THREATEN": _UNDOING,
    "AID": words("suspension halt freeze cut cuts end cutoff reduction"),
    "SANCTION": words("lift lifting ease easing end ending remove removing drop dropping"),
}
_ARRIVES = "arrive (in|at)"
_SEIZERS = words("police officers troops soldiers army forces agents customs guards detectives")
_DRIVEN = words("driven pushed forced expelled routed")
_REACH_OF_DEFEAT = 9  # tokens
_HELD_TO = words("accountable responsible liable guilty hostage captive")
IN_WORDS = "an attack in words"
_PEOPLE = ("person", "group")
_POWERLESS = words("JRN CVL EDU MED BUS UNK LAB AGR")
_CROWDS = _POWERLESS - {"JRN", "BUS"}


def find_objection(
    clause: Clause,
    reading: Reading,
    actors: Sequence[ActorMention],
    recipients: Sequence[ActorMention],
    place: PlaceMention | None,
    sport: bool,
    violent_article: bool,
    unnamed: Sequence[Span] = (),
) -> str | None:
    """Why the parties, the place and the words around do not satisfy the pattern and its type; null where they do.

    `place`: the object or subject place of a pattern of control. `unnamed`: whom or what it met, nobody known.
    """
    flags, event_type = reading.pattern.flags, reading.pattern.event_type
    if sport and event_type in ("ASSAULT", "COERCE", "PROTEST", "THREATEN", "MOBILIZE", "RETREAT"):
        return "the article is about sport, games or fiction"
    bodily = not recipients and tells_of_body(clause, reading, actors, unnamed)
    if not bodily and not _has_parties(clause, flags, event_type, actors, recipients, reading):
        return "the parties that the pattern or its event type needs were not found"
    if unpolitical := find_no_politics(clause, reading, actors, recipients):
        return unpolitical
    if reading.pattern.words == _ARRIVES and (event_type == "AID") != all(map(_keeps_peace, actors)):
        return "peacekeepers come to help, and soldiers to fight"
    if reading.pattern.words == _ARRIVES and any(actor.sector != "MIL" for actor in actors):
        return "no state's forces arrive"
    is_cordon = reading.pattern.words == "secure"  # "secured the area after the blast"
    nameless = reading.pattern.control == "taken" and not is_cordon and names_territory(clause, reading.end)
    if {"placeobj", "placesubj"} & flags and not nameless and (place is None or not can_be_held(place)):
        return "no place that can be held stands where the pattern needs one"
    if reading.pattern.control == "taken" and not _tells_of_taking(clause, reading, actors, recipients, place):
        return "it is not said who took what, or from whom"
    if reading.pattern.words == "blow up" and _QUARRELS.intersection(
        clause.words[max(reading.start - 3, 0) : reading.start]
    ):
        return "a quarrel blew up"
    if is_matter(clause, reading):
        several = reading.end - reading.start > 1
        return IN_WORDS if several else "it befalls a matter, and nobody"
    if event_type == "ASSAULT" and is_figurative(clause, reading, recipients):
        return "a figure of speech"
    if event_type == "COERCE" and actors and reading.pattern.words in _RAIDS and _is_warlike(clause, reading, actors):
        return "a raid by an armed group or from the air is no arrest or search"
    if reading.pattern.control == "held" and _HELD_TO.intersection(clause.words[reading.end : reading.end + 9]):
        return "it holds somebody to account"
    if reading.form == "base" and clause.words[max(reading.start - 1, 0)] == "you":
        return "it speaks to the reader"
    if event_type in ("ASSAULT", "PROTEST") and "you" in clause.words[reading.end : reading.end + 2]:
        return "it speaks to the reader"
    if clause.words[reading.start + 1 : reading.start + 3] == ["short", "of"]:
        return "it fell short of it"
    if _befalls_nobody(clause, reading):
        return "it befell nobody"
    if reading.pattern.words == "sink" and reading.form == "past" and not clause.is_noun_phrase_start(reading.end):
        return "a boat sinks"
    if tells_a_story(clause.words, reading.start):
        return "a film or a book tells of it"
    if is_disaster(clause, reading, actors):
        return "a fire or a storm did it"
    if is_by_nature(clause, reading, actors) or is_natural_death(clause, reading, recipients):
        return "a natural death"
    if is_accident(clause, reading, actors):
        return "an accident"
    if is_own_harm(clause, reading):
        return "it meets nobody else"
    if "nonplace" in flags and _takes_land(clause, reading, recipients, place):
        return "its object is a place, which the pattern excludes"
    if "arms" in flags and not is_about_arms(clause, reading):
        return "it is not about arms"
    if "property" in flags and not is_about_property(clause, reading):
        return "it is not about property"
    if "unrest" in flags and not (_is_by_armed(actors) or tells_of_unrest(clause, reading)):
        return "nobody is said to have done it on purpose"
    if "labour" in flags and not _is_labour(clause, reading):
        return "no words of labour stand near"
    if "civil" in flags and any(actor.sector in ARMED_SECTORS for actor in actors):
        return "its actor is armed, and the pattern is of civil life"
    if reading.pattern.words == "defeat" and not actors and _is_without_fight(clause, reading):
        return "how a war went, and no fight"
    drives = reading.pattern.mode == "deport" and clause.words[reading.start].startswith(("driv", "drov"))
    if drives and recipients and all(party.sector in ARMED_SECTORS for party in recipients):
        return "who bears arms is driven off by force, and not deported"
    if not _APART.get(event_type, frozenset()).isdisjoint(reading.inside(clause.words)):
        return "what it moves or urges stands apart"  # "announced a suspension of aid"
    strikes = reading.pattern.words == "strike" and reading.form != "noun"
    if strikes and event_type == "ASSAULT" and clause.words[reading.end : reading.end + 1] in (["against"], ["over"]):
        return "workers strike"
    if reading.pattern.words in _EVERYDAY_BLOWS and is_no_attack(clause, reading, actors):
        return "what it met is no attack"
    if reading.pattern.words == "shoot" and _FILMED.intersection(
        clause.words[max(reading.start - 3, 0) : reading.start]
    ):
        return "pictures are shot"
    if no_protest := find_no_protest(clause, reading, actors):
        return no_protest
    if is_of_words(clause, reading, actors, recipients):
        return IN_WORDS
    if "body" in flags and not bodily and not any(party.kind in _PEOPLE for party in recipients):
        return "it meets nobody's body"
    if "shots" in flags and not is_gunfire(clause, reading, actors):
        return "nobody is said to shoot"
    blow = bodily or is_blow(clause, reading, unnamed)
    if "armed" in flags and not blow and not _is_armed_conflict(clause, reading, actors, recipients):
        return "neither an armed party nor a word of violence stands in the sentence"
    if "soldiers" in flags and not any(actor.sector in ARMED_SECTORS for actor in (*actors, *recipients)):
        return "neither party is armed"
    if event_type == "ASSAULT" and reading.form != "noun" and not actors and may_be_accident(reading):
        told = blow or is_violent(clause, reading, recipients, violent_article, unnamed)
        return None if told else "harm that nobody is said to have done: perhaps an accident"
    return None


def _keeps_peace(actor: ActorMention) -> bool:
    return "peacekeep" in actor.text.lower()


def _is_warlike(clause: Clause, reading: Reading, actors: Sequence[ActorMention]) -> bool:
    if not _PLANES.isdisjoint(clause.words[max(reading.start - 3, 0) : reading.start]):
        return True
    armies = ("MIL",) if not {"killed", "killing", "dead"}.isdisjoint(clause.words) else ()
    return all(actor.sector in ("REB", "UAF", "PRM", *armies) for actor in actors)


def _is_by_armed(actors: Sequence[ActorMention]) -> bool:
    return any(actor.sector in ARMED_SECTORS for actor in actors)


def _takes_land(
    clause: Clause, reading: Reading, recipients: Sequence[ActorMention], place: PlaceMention | None
) -> bool:
    """What the patterns of control are for; "seized weapons from the village" is not."""
    is_taken = place is not None and not recipients
    return is_taken or names_territory(clause, reading.end) or _is_of_place_before(clause, reading)


def _is_of_place_before(clause: Clause, reading: Reading) -> bool:
    """ "Shelled Qant, captured by rebels in May"."""
    number = clause.place_at[reading.start - 2] if reading.start > 1 else -1
    if number < 0 or clause.words[reading.start - 1] != "," or clause.words[reading.end : reading.end + 1] != ["by"]:
        return False
    first = clause.place_spans[number][0]
    return stands_alone(clause, number) and (first == 0 or clause.words[first - 1] not in PREPOSITIONS)


def _tells_of_taking(
    clause: Clause,
    reading: Reading,
    actors: Sequence[ActorMention],
    recipients: Sequence[ActorMention],
    place: PlaceMention | None,
) -> bool:
    """Somebody takes something that can be taken from somebody."""
    if not actors and not recipients:
        return False
    return bool(recipients) or place is not None or names_territory(clause, reading.end)


def _is_without_fight(clause: Clause, reading: Reading) -> bool:
    """ "The militia has been defeated in Norvia"; not "defeated in the battle of Tolm", nor "in this area"."""
    near = range(reading.end, min(reading.end + _REACH_OF_DEFEAT, len(clause)))
    towns = (clause.places[clause.place_at[k]] for k in near if clause.place_at[k] >= 0)
    told = VIOLENCE | TERRITORY | _DRIVEN
    return (
        reading.form in ("past", "participle")
        and told.isdisjoint(clause.words[k] for k in near)
        and all(place_precision(town) in ("country", None) for town in towns)
    )


def _befalls_nobody(clause: Clause, reading: Reading) -> bool:
    """ "No one was wounded" is the harm of another event, none of its own."""
    if reading.form == "noun" or reading.pattern.event_type != "ASSAULT":
        return False
    follower = clause.words[reading.end : reading.end + 2]
    if follower in (["no", "one"], ["no", "people"]) or follower[:1] in (["nobody"], ["none"]):
        return True
    if not reading.pattern.is_harm:
        return False
    return any(word in ("no", "nobody", "none") for word in clause.words[max(reading.start - 5, 0) : reading.start])


def _is_labour(clause: Clause, reading: Reading) -> bool:
    near = range(max(reading.start - _REACH_OF_LABOUR, 0), min(reading.end + _REACH_OF_LABOUR, len(clause)))
    is_near = any(
        clause.words[k] in LABOUR and clause.words[max(k - 1, 0)] not in _NO_LABOUR_OF.get(clause.words[k], ())
        for k in near
    )
    return is_near and _NEVER_LABOUR.isdisjoint(clause.words)


def _has_parties(
    clause: Clause,
    flags: frozenset[str],
    event_type: str,
    actors: Sequence[ActorMention],
    recipients: Sequence[ActorMention],
    reading: Reading,
) -> bool:
    if ("actor" in flags and not actors) or ("recipient" in flags and not recipients):
        return False
    if "both" in flags and len(actors) + len(recipients) < 2:
        return False
    if "person" in flags and not (actors or recipients):
        return False
    if event_type in TALK and not actors:
        undergone = reading.pattern.mode == "release" or reading.pattern.actor_slots == ("by",)
        return undergone and event_type in ("RETREAT", "ACCUSE") and bool(recipients)
    if event_type in _KNOWN_ACTOR and not actors and {"arms", "property"} & flags:
        if reading.pattern.words not in _COME_UPON:
            return True
        return _is_seizure(clause, reading) and bool(EXPLOSIVE.intersection(clause.words))
    if event_type in _KNOWN_ACTOR:
        known = (actor for actor in actors if actor.actor_id or actor.country or actor.sector)
        if any(actor.sector not in _POWERLESS and (event_type != "SANCTION" or is_political(actor)) for actor in known):
            return True
        passive = reading.form == "participle" and clause.group_before(reading.start).passive
        if event_type == "SANCTION" and not recipients:
            return False
        if reading.pattern.mode in _OF_STATES_ALONE:
            return bool(recipients) or "made" in flags or passive
        return bool(recipients) and passive and clause.words[reading.start] == "ordered"
    if event_type == "PROTEST" and reading.form != "noun":
        return bool(actors)
    return True


def _is_seizure(clause: Clause, reading: Reading) -> bool:
    """ "A bomb was found", "they found rifles"; not "hikers found rifles", who have no power to seize them."""
    group = clause.group_before(reading.start)
    has_object = clause.is_noun_phrase_start(reading.end)
    undergone = group.passive or (reading.form in ("past", "participle") and not has_object)
    subject = clause.words[max(group.start - _REACH_OF_DEFEAT, 0) : group.start]
    return undergone or subject[-1:] in (["we"], ["they"]) or not _SEIZERS.isdisjoint(subject)


_REACH_OF_LABOUR = 12  # tokens
_NEVER_LABOUR = (VIOLENCE | {"aftermath", "debris"}) - {"fighting", "forces"}
_NO_LABOUR_OF = {
    "staff": ("of",),  # "chief of staff"
    "workers": ("emergency", "rescue", "relief", "aid", "humanitarian", "defence", "defense"),
}
_COMMUNAL = ("clash", "clash with")
_EVERYDAY_BLOWS = frozenset(("hit", "strike", "rock", "hurt"))
_FILMED = words("video videos film films footage clip clips picture pictures photo photos photograph photographs image")


def _is_crowd(party: ActorMention) -> bool:
    """People of no office, who attack and are attacked with their hands: settlers, farmers, migrants."""
    return party.kind == "group" and party.sector in _CROWDS


def _are_factions(party: ActorMention) -> bool:
    """ "Chadian factions": bodies of a land that are no state's, and fight one another."""
    return party.kind == "group" and party.sector is None and party.text.lower().endswith(("factions", "groups"))


def _is_armed_conflict(
    clause: Clause, reading: Reading, actors: Sequence[ActorMention], recipients: Sequence[ActorMention]
) -> bool:
    parties = (*actors, *recipients)
    if any(is_armed(party) or _are_factions(party) for party in parties) or names_arms(clause, reading):
        return True
    between_crowds = len(parties) > 1 and all(map(_is_crowd, parties))
    attack = reading.pattern.words == "attack" and actors and recipients
    clash = reading.pattern.words in _COMMUNAL and clause.words[reading.end : reading.end + 1] != ["over"]
    if between_crowds and (attack or clash):
        return True
    return any(word in VIOLENCE for i, word in enumerate(clause.words) if not reading.start <= i < reading.end)
