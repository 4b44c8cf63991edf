"""Which words of talk, help and yielding are politics: who says or does it, to whom, and what is agreed to.

Everyday senses of single verbs stand in `everyday_senses.py`.
"""

from collections.abc import Sequence

from pipelines.coding.clauses import Clause
from pipelines.coding.everyday_senses import LAWYERS, Told, everyday_sense
from pipelines.coding.grammar import ADVERBS, DETERMINERS, words
from pipelines.coding.patterns import Reading
from pipelines.coding.text import ActorMention
from pipelines.coding.threats import find_no_threat

TALK = words("AGREE CONSULT SUPPORT CONCEDE REQUEST ACCUSE REJECT COOPERATE AID RETREAT")
_PRIVATE = words("JRN CVL EDU MED BUS UNK AGR REF CRM")
_PROFESSIONS = (*LAWYERS, "economist", "economists", "analyst", "analysts")
_INTERNATIONAL = words("IGO UNO EUR NAT")
_OFFICES = words(
    """
    president premier minister chancellor secretary senator mp mps mep congressman congresswoman lawmaker leader
    ambassador envoy governor mayor commissioner councillor king queen prince emir sultan spokesman spokeswoman
    prosecutor judge general colonel commander
    """
)
# What only politics is about, whoever does it: "called off the strike", "resigned as president".
_STATECRAFT = words(
    """
    strike sit-in boycott occupation emergency president presidency premiership parliament government pardon pardoned
    ceasefire truce sanctions
    embargo treaty referendum inquiry
    """
)
_LAWS = words("law laws bill act rules regulations constitution")
_NO_TRAVELLERS = words("REB UAF PRM MIL LAB SOC")
_HOSTILE = words(
    """
    attack launch strike fight oppose block veto retaliate punish bomb kill invade respond destroy resist boycott defy
    confront crush eliminate hit sanction sue challenge
    """
)


def is_political(party: ActorMention) -> bool:
    """Whether what a party says or does is politics: states and their organs, parties, leaders, armed groups, IGOs,
    unions and civil society; no firms, no press, no citizens, and nobody of whom only a name is known.
    """
    known = (party.actor_id or party.country or party.sector) and not party.text.lower().endswith(_PROFESSIONS)
    if known and (party.sector not in _PRIVATE or party.country in _INTERNATIONAL):
        return True
    return party.kind == "person" and not _OFFICES.isdisjoint(party.text.lower().replace(",", "").split())


def find_no_politics(
    clause: Clause, reading: Reading, actors: Sequence[ActorMention], recipients: Sequence[ActorMention]
) -> str | None:
    """Why words of talk, help or yielding mean no political act here; null where they do, and for other types."""
    pattern = reading.pattern
    if pattern.event_type == "THREATEN":
        return find_no_threat(Told(clause, reading, actors, recipients))
    if pattern.event_type not in TALK:
        return None
    if reading.form in ("past", "participle") and clause.words[max(reading.start - 1, 0)] == "as":
        return "it refers back"
    matter = clause.words[reading.start : reading.end + 3]
    is_public = any(map(is_political, (*actors, *recipients))) or _lets_go(pattern.mode, actors)
    if actors and not is_public and _STATECRAFT.isdisjoint(matter):
        return "neither side is political"
    if _is_attribute(clause, reading):
        return "an attribute"
    by_law = clause.words[max(reading.start - 1, 0)] in _LAWS
    if actors and (by_law or all(actor.text.lower().endswith((" act", " bill", " law")) for actor in actors)):
        return "a law does it"
    if pattern.words.startswith("call _") and clause.words[reading.start + 1] in ("on", "upon", "for"):
        return "no telephone call"
    if pattern.words in _TRAVELS and reading.form != "noun" and not recipients:
        return "it is not said whom or where it visits"
    if pattern.mode == "visit" and not any(map(_may_visit, actors)):
        return "no politician or body of a state travels"
    if pattern.event_type == "CONSULT" and recipients and all(map(_is_no_partner, recipients)):
        return "it speaks to the press or its lawyers"
    if pattern.words in _CALLS and recipients and not any(map(is_political, recipients)):
        return "it speaks to citizens"
    if pattern.mode == "visit" and _is_only_owner(clause, reading.end - 1):
        return "what somebody did is welcomed, and nobody received"
    if pattern.event_type == "CONSULT" and _is_on_duty(actors, recipients):
        return "officers meet citizens"
    if pattern.event_type == "AGREE" and _is_hostile(clause, reading):
        return "what it agrees to is hostile"
    if pattern.words in _ASKS_LOYALTY and not any(map(is_political, recipients)):
        return "whom it stands by is no party"
    return everyday_sense(Told(clause, reading, actors, recipients))


def _lets_go(mode: str | None, actors: Sequence[ActorMention]) -> bool:
    """Whether captors free somebody: "the gang released ten captives"."""
    return mode == "release" and any(actor.sector == "CRM" for actor in actors)


_TRAVELS = ("visit", "tour", "travel to", "arrive in", "leave for", "fly to")
_CALLS = ("telephone", "talk to|with", "speak to|with", "brief")
_ASKS_LOYALTY = ("stand by", "side with", "be proud of")


def _is_attribute(clause: Clause, reading: Reading) -> bool:
    """ "Their considerably reduced support"."""
    if reading.form not in ("past", "participle") or reading.start < 2:
        return False
    led, adverb = clause.words[reading.start - 2 : reading.start]
    led_in = led in DETERMINERS - {"all", "both"} or led == "'s"
    return led_in and adverb.endswith("ly") and clause.actor_at[reading.start - 1] < 0


def _may_visit(party: ActorMention) -> bool:
    """Politicians, delegations and states; no citizens, and no troops, whose arrival is no visit."""
    return is_political(party) and (party.kind == "person" or party.sector not in _NO_TRAVELLERS)


def _is_only_owner(clause: Clause, at: int) -> bool:
    """ "Welcomed President X's decision": whether a thing follows the party at a token, which only owns it."""
    number = clause.actor_at[at]
    end = clause.actor_spans[number][1] if number >= 0 else len(clause)
    return clause.words[end : end + 1] == ["'s"]


def _is_no_partner(party: ActorMention) -> bool:
    return party.sector == "JRN" or party.text.lower().endswith(_PROFESSIONS)


def _is_on_duty(actors: Sequence[ActorMention], recipients: Sequence[ActorMention]) -> bool:
    officers = all(actor.sector in ("COP", "MIL") and actor.kind != "person" for actor in actors)
    return bool(actors and recipients) and officers and not any(map(is_political, recipients))


def _is_hostile(clause: Clause, reading: Reading) -> bool:
    """ "Is ready to strike back", "agreed to veto the bill", "said it would hold X responsible"."""
    i = reading.end
    while i < len(clause) and (clause.words[i] in ADVERBS or clause.words[i] == "to" or clause.words[i].endswith("ly")):
        i += 1
    blames = reading.pattern.words.startswith("say ") and "responsible" in clause.words[i : i + 9]
    return blames or (i < len(clause) and clause.words[i] in _HOSTILE)
