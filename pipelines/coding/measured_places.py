"""Places that only tell where another is, who somebody is, or name a war, a clock or a paper: no event was there.

Which place an event was at is decided in `event_places.py`.
"""

from collections.abc import Sequence

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import PLACE_PREPOSITIONS, SPEECH, words
from pipelines.coding.place_references import SIDES, place_precision

_BORDERS = words("border borders frontier crossing crossings bordering")
_LENGTHS = words("km kms kilometres kilometers kilometre kilometer miles mile mi")
_COMPASS = SIDES | words("south-east south-west north-east north-west northeast northwest southeast southwest off away")
_REACH = 6
_FAR = 100  # km or miles
_ASIDES = ([",", "whose"], [",", "which"], [",", "who"])
_GOING = words(
    """
    travelled traveled travels flew fled flee returned escaped deported moved went drove sailed taken flown rushed
    airlifted transferred transported evacuated brought extradited repatriated
    """
)
_BOUND = words("headed heading bound")
_VEHICLES = words("flight flights plane train trains bus buses convoy convoys ship ships ferry tanker")
_OF_ANOTHER_TIME = words("ahead after before when where because since while as following")
_FIRED = words("fired launched shot coming")
_IN_LISTS = words("the and or ,")
_JOINTS = words("/ - –")
_MEASURES = words("sanctions sanction embargo pressure tariffs boycott")
_OF_WARS = words("war wars")
_PROTESTS = ("protest", "march", "rall", "demonstrat")
_AGAINST = words("against over at")
_WAGED = words("war wars invasion occupation intervention")
_ANSWERS = words("response retaliation revenge reprisal")
_SIDING = words(
    "loyal allied hostile opposed threat threats allegiance ties backing support supporters opponents allies"
)
_SPOKEN = words("comments remarks interview statement statements")
_OF_ORIGIN = words("native natives citizen citizens national nationals mp")
_BODIES = words(
    """
    ministry ministries government presidency diplomats embassy headquarters analysts agency newspaper institute court
    inquest tribunal
    """
)
_HEARS = SPEECH | words("heard ruled found sentenced convicted jailed")
_READ = words("received monitored bbc")
_PERSONS = words("man men woman women boy boys girl girls teenager teenagers couple student students")
_OF_REGION = words("countries states nations monarchies")
_OF_PAPER = words("communique communiqué communiques newspaper daily correspondent bureau")


def is_beside_place(clause: Clause, number: int) -> bool:
    """Whether a place is only measured from, bordered on or part of a name of something that is nowhere."""
    first, last = clause.place_spans[number]
    after = clause.words[last : last + 2]
    is_country = place_precision(clause.places[number]) == "country"
    if after[:1] == ["time"] and clause.time_at[first - 1] >= 0:  # "at 9:30 a.m. Norvik time"
        return True
    if not _OF_PAPER.isdisjoint(after) or (is_country and _names_war(clause, first, last)):
        return True
    if is_country and (_is_doer(clause, first) or _is_origin(clause, first)):
        return True
    if is_country and clause.words[first - 1] not in PLACE_PREPOSITIONS and _has_aside(clause, last):
        return True
    return (is_country and _is_bordered_on(clause, first)) or is_measured_from(
        clause.words[max(first - _REACH, 0) : first], is_country
    )


def _has_aside(clause: Clause, last: int) -> bool:
    """ "Norvia (and Sorland), whose troops are fighting in Westland"."""
    while clause.words[last : last + 1] == ["and"] and clause.place_at[last + 1 : last + 2] not in ([], [-1]):
        last = clause.place_spans[clause.place_at[last + 1]][1]
    return clause.words[last : last + 2] in _ASIDES


def _is_doer(clause: Clause, first: int) -> bool:
    """ "Backed by Norvia and Sorland"."""
    k = first - 1
    while k > 0 and (clause.words[k] in _IN_LISTS or clause.place_at[k] >= 0):
        k -= 1
    return clause.words[k] == "by"


def _is_origin(clause: Clause, first: int) -> bool:
    """ "Ten people, two of them from Norvia", "killed two tourists from Norvia"."""
    at = first - 2
    if at < 0 or clause.words[first - 1] != "from":
        return False
    return clause.actor_at[at] >= 0 or clause.counts(at) or clause.words[at - 1 : at + 1] == ["of", "them"]


def _names_war(clause: Clause, first: int, last: int) -> bool:
    """ "The Norvia war", "the Norvia/Sorland war"; not "killed in Norvia's war" without its apostrophe."""
    if clause.words[last : last + 1] and clause.words[last] in _JOINTS and clause.place_at[last + 1 : last + 2] != [-1]:
        last = clause.place_spans[clause.place_at[last + 1]][1] if last + 1 < len(clause) else last
        return not _OF_WARS.isdisjoint(clause.words[last : last + 1])
    return not _OF_WARS.isdisjoint(clause.words[last : last + 1]) and clause.words[first - 1] != "in"


def _is_bordered_on(clause: Clause, first: int) -> bool:
    """ "Near the border with Norvia", "across the frontier from Norvia", "a town bordering Norvia"."""
    at = first - 1 - (clause.words[first - 1] in ("with", "from"))
    return at >= 0 and clause.words[at] in _BORDERS and (at < first - 1 or clause.words[at] == "bordering")


def is_of_origin(clause: Clause, lead: int, last: int, start: int) -> bool:
    """ "A man from Norvik was arrested", "a clerk, from Norvik, was arrested", "hit by rockets fired from Norvik"."""
    if lead < 1 or clause.words[lead] != "from":
        return False
    if clause.words[lead - 1] in _FIRED and lead - 1 > start:
        return True
    if last > start:
        return False
    return clause.actor_at[lead - 1] >= 0 or (clause.words[lead - 1] == "," and clause.words[last] == ",")


def is_of_journey(clause: Clause, lead: int, last: int, start: int, end: int) -> bool:
    """ "Killed two and fled to Norvia", "flew to Norvia ahead of the attack": a way that is no part of the act.

    So is that of a thing: "bombed a convoy bound for Norvik", "a train from Norvik to Tolm".
    """
    if lead > 0 and end <= lead - 1 and _is_bound(clause, lead):
        return True
    if lead < 1 or clause.words[lead] != "to" or clause.words[lead - 1] not in _GOING or start < lead <= end:
        return False
    return start < last or not _OF_ANOTHER_TIME.isdisjoint(clause.words[last:start])


def _is_bound(clause: Clause, lead: int) -> bool:
    """Whether the preposition leads to where a vehicle or its load goes or comes from."""
    if clause.words[lead] in ("to", "for") and clause.words[lead - 1] in _BOUND:
        return True
    if clause.words[lead] == "from":
        return clause.words[lead - 1] in _VEHICLES
    way = clause.words[max(lead - _REACH, 0) : lead]
    origin = len(way) - 1 - way[::-1].index("from") if "from" in way else 0
    is_way = clause.words[lead] == "to" and origin > 0 and way[origin - 1] in _VEHICLES
    return is_way and all(clause.place_at[k] >= 0 for k in range(lead - len(way) + origin + 1, lead))


def is_protested(clause: Clause, lead: int, start: int, end: int) -> bool:
    """ "Marched against the war in Norvia": a land whose war others protest against."""
    if not any(word.startswith(_PROTESTS) for word in clause.words[start:end]) or lead - 1 < end:
        return False
    at = next((k for k in range(lead - 1, end - 1, -1) if clause.words[k] in _AGAINST), lead)
    return clause.words[lead - 1] in _WAGED and lead - at < _REACH


def is_answered(clause: Clause, lead: int, end: int) -> bool:
    """ "Shelled a post in response to a raid in Norvik": where something else was, which the deed answers."""
    pairs = (clause.words[k : k + 2] for k in range(end, lead - 1))
    return any(one in _ANSWERS and two in ("to", "for") for one, two in pairs)


def is_whose(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether a name tells whose side somebody takes, where he is from or who asks him; `before` ends with its lead.

    "Loyal to Damascus", "natives of the Caucasus", "a man from Norvik", "in comments to Al Norvik", "Gulf states",
    "the ministry in Norvik said".
    """
    noun, lead = [word for word in ["", "", *before] if word != "imposed"][-2:]  # "sanctions imposed on Norvik"
    return (
        (noun in _SIDING and lead in ("to", "of", "for"))
        or (noun in _SPOKEN and lead in ("to", "with"))
        or (noun in _OF_ORIGIN and lead in ("of", "for"))
        or (noun in _READ and lead == "in")
        or (noun in _BODIES and lead == "in" and not _HEARS.isdisjoint(after[:1]))
        or ((noun in _PERSONS or noun.endswith("-old")) and lead == "from")
        or (noun in _MEASURES and lead in ("on", "against"))
        or not _OF_REGION.isdisjoint(after[:1])
    )


def is_measured_from(before: Sequence[str], is_country: bool) -> bool:
    """ "130 km south of Norvik", "20 miles off Norvia": too far from it, or not in it."""
    at = len(before) - 1
    if at > 0 and before[at] in ("of", "from"):
        at -= 1
    while at > 0 and before[at] in _COMPASS:
        at -= 1
    if at < 1 or at == len(before) - 1 or before[at] not in _LENGTHS:
        return False
    return is_country or (before[at - 1].isdigit() and int(before[at - 1]) >= _FAR)
