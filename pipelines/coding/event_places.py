"""Where an event took place: the place that goes with a trigger.

Places themselves are found in `places.py`, what words mean which of them in `place_references.py`; when it took place
is told by `event_dates.py`.
"""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import (
    DASHES,
    PLACE_PREPOSITIONS,
    PREPOSITIONS,
    RELATIVES,
    SPEECH,
    STRONG_STOPS,
    SUBORDINATORS,
    words,
)
from pipelines.coding.measured_places import (
    is_answered,
    is_beside_place,
    is_measured_from,
    is_of_journey,
    is_of_origin,
    is_protested,
    is_whose,
)
from pipelines.coding.place_leads import BEFORE_NAMES, HEADS, LEADS, lead_of, leads_to_place
from pipelines.coding.place_references import (
    AREA_NOUNS,
    COUNTRY_NOUNS,
    TOWN_NOUNS,
    fineness,
    finer_beside,
    place_precision,
    refer_back,
    stands_alone,
)
from pipelines.coding.sure_places import is_struck_place, tells_where
from pipelines.coding.text import PlaceMention
from pipelines.coding.time_hosts import reacts_to

Kind = Literal["deed", "deal", "word"]  # what is done on the ground, what parties do together, what is said
_ABOUT = words("on about over of for with between")
_LAID_TO = words("siege sieges blockade encirclement bombardment shelling occupation")
_TOWNS = words("village town city hamlet")
_INSIDE = words("in at near outside inside throughout across around")
_SETTLED = words(
    """
    located positioned based headquartered born exiled educated raised resident stationed outlawed
    banned proscribed ambassador
    """
)
_BEING = words("is are was were has have had been")
_BORDERS = words("border borders frontier")
_SEATS = SPEECH | words(", talks meeting meetings summit conference rally speech interview session visit")
_CLAUSE_BORDERS = STRONG_STOPS | SPEECH | SUBORDINATORS | RELATIVES
_ACROSS = 0.7  # how sure a place is that stands in another clause
_REACH = 45
_WIDTH_OF_LEAD = 30  # characters
_OF_AREAS = 2  # fineness
_BUREAU = 40


@dataclass(frozen=True, slots=True)
class Where:
    """A place and how sure it is that the event was there: 1 in the clause, less from further away."""

    place: PlaceMention
    certainty: float


def find_place(
    clause: Clause,
    start: int,
    end: int,
    elsewhere: Container[int],
    earlier: Sequence[PlaceMention],
    before: Sequence[PlaceMention],
    kind: Kind = "deed",
) -> Where | None:
    """The place that goes with the trigger at tokens `start` to `end`; one without id where the gazetteer lacks it.

    Of the clause's actors those `elsewhere` are states that act or are spoken to, which does not tell where.

    By preposition and nearness in the clause, then "the city", then the sentence before in the paragraph (`before`).
    """
    candidates: list[tuple[int, int, PlaceMention, bool]] = []
    reaction = reacts_to(clause, start) if kind == "deed" else -1
    for number, (first, last) in enumerate(clause.place_spans):
        if first == 0 and not DASHES.isdisjoint(clause.words[last : max(reaction, 0)]):
            continue  # "PARIS, 7 May - France condemned the killing"
        rank = _place_rank(clause, start, end, first, last) if _may_locate(clause, number, elsewhere) else None
        crosses = not _CLAUSE_BORDERS.isdisjoint(_between(clause, start, end, first, last))
        if rank is None or (kind != "deed" and (crosses or _is_topic(clause, first))):
            continue
        if kind == "word" and not _is_seat(clause, first, end):
            continue
        place = finer_beside(clause, number)
        beside = clause.places.index(place)
        if beside != number and _place_rank(clause, start, end, *clause.place_spans[beside]) is None:
            place = clause.places[number]
        candidates.append((rank, first, place, crosses))
    lacking = next((place for _, _, place, _ in candidates if place.place_id is None), None)
    candidates = [candidate for candidate in candidates if candidate[2].place_id is not None]
    for i, place in () if kind == "word" else _named_back(clause, earlier):
        rank = _place_rank(clause, start, end, i, i + 1)
        if rank is not None:
            candidates.append((rank + 3, i, place, False))
    if candidates:
        cost, _, best, crosses = min(candidates, key=lambda candidate: candidate[:2])
        return Where(best, _ACROSS if crosses else 1.0 if cost < 30 else 0.8)
    if lacking:
        return Where(lacking, 0.5)
    finest = min(before, key=fineness, default=None)
    return Where(finest, 0.5) if finest and place_precision(finest) else None


def is_one_of_towns(place: PlaceMention, others: Sequence[PlaceMention], text: str) -> bool:
    """ "Qant and Tolm": which of two towns is meant after them is not told. `text` is the passage's."""
    for one, two in pairwise(others):
        is_listed = text[one.end : two.start].strip() in ("and", "or", ",")
        if is_listed and place in (one, two) and fineness(one) == fineness(two) < _OF_AREAS:
            return True
    return False


def _between(clause: Clause, start: int, end: int, first: int, last: int) -> list[str]:
    """The words between a place and the trigger."""
    return clause.words[last:start] if last <= start else clause.words[end:first]


def _may_locate(clause: Clause, number: int, elsewhere: Container[int]) -> bool:
    """Whether a place is no part of a name, no state that acts, no adjective, border or seat of a party."""
    first, last = clause.place_spans[number]
    if place_precision(clause.places[number]) is None and not _is_lacking_town(clause, number):
        return False
    is_located = leads_to_place(clause.words[max(first - 4, 0) : first])
    if not stands_alone(clause, number) and not (is_located and _owns(clause, first)):
        return False
    if is_beside_place(clause, number):
        return False
    lead, after = lead_of(clause, first), clause.words[last : last + 4]
    if lead > 0 and is_whose(clause.words[max(lead - 2, 0) : lead + 1], after):
        return False
    if lead > 0 and (
        clause.words[lead - 1] in _SETTLED or (clause.words[lead] == "of" and clause.actor_at[lead - 1] >= 0)
    ):
        return False
    if _is_one_of_two_sides(clause, number):
        return False
    if place_precision(clause.places[number]) == "country" and (
        not _BORDERS.isdisjoint(after[:1]) or (after[:1] == ["'s"] and not is_located and HEADS.isdisjoint(after))
    ):
        return False
    is_elsewhere = max(clause.actor_at[first], clause.holder_at[first]) in elsewhere or _is_government(clause, number)
    return (is_located or not is_elsewhere) and not _is_adjective(clause, first, last)


def _is_one_of_two_sides(clause: Clause, number: int) -> bool:
    """ "Clashes between Norvia and Sorland", "a route with Norvia": states that meet, not where."""
    first = clause.place_spans[number][0]
    if place_precision(clause.places[number]) != "country":
        return False
    return clause.words[first - 1 : first] == ["with"] or "between" in clause.words[max(first - 4, 0) : first]


def _is_lacking_town(clause: Clause, number: int) -> bool:
    """ "X village", "the town of X", where the gazetteer has no X; a quarter lies in the town told before."""
    first, last = clause.place_spans[number]
    nouns = clause.words[max(first - 2, 0) : first - 1] + clause.words[last : last + 1]
    return clause.places[number].place_id is None and not _TOWNS.isdisjoint(nouns)


def is_led_in(text: str, place: PlaceMention) -> bool:
    """The same of a place in its passage's text."""
    return leads_to_place(_before(text, place))


def is_seat_of_party(text: str, place: PlaceMention) -> bool:
    """Where somebody is, not what happened: "a monitor based in Norvia", "outlawed in Norvia"."""
    before = [word for word in _before(text, place) if word not in BEFORE_NAMES]
    after = text[place.end : place.end + _WIDTH_OF_LEAD].lower().split()
    if is_whose(before, after) or is_measured_from(_before(text, place), False):
        return True
    return before[-1:] != [] and before[-1] in LEADS and not _SETTLED.isdisjoint(before[-2:-1])


def _before(text: str, place: PlaceMention) -> list[str]:
    return text[max(place.start - _WIDTH_OF_LEAD, 0) : place.start].lower().split()


def is_capital(place: PlaceMention) -> bool:
    """Whether a city may stand for its government: "backed by Moscow"."""
    return place.feature_code == "PPLC"


def _is_topic(clause: Clause, first: int) -> bool:
    """ "Exchanged views on Syria", but not "ended the siege of Homs"."""
    lead = lead_of(clause, first)
    return lead >= 0 and clause.words[lead] in _ABOUT and clause.words[lead - 1] not in _LAID_TO


def _is_seat(clause: Clause, first: int, end: int) -> bool:
    """ "In Geneva, they urged", "said in Geneva", "urged in Geneva", "at talks in Geneva": where something is said."""
    lead = lead_of(clause, first)
    if lead < 0 or clause.words[lead] not in _INSIDE:
        return False
    return lead == 0 or end <= lead <= end + 1 or clause.words[lead - 1] in _SEATS


def _owns(clause: Clause, first: int) -> bool:
    """ "In Bangkok police clashed": a town that opens the phrase of a group, and is no part of a name."""
    number = clause.actor_at[first]
    return number >= 0 and clause.actors[number].kind == "group" and clause.actor_spans[number][0] == first


def _is_government(clause: Clause, number: int) -> bool:
    """ "Asked Washington to", "ties with Moscow", "Ankara's tutelage": a capital that stands for its government."""
    first, last = clause.place_spans[number]
    is_owner = clause.words[last : last + 1] == ["'s"]
    actor = max(clause.actor_at[first], clause.holder_at[first] if is_owner else -1)
    if actor < 0 or clause.actors[actor].kind != "country" or place_precision(clause.places[number]) != "city":
        return False
    if is_owner:
        return HEADS.isdisjoint(clause.words[last + 1 : last + 4])
    return last >= len(clause) or clause.words[last] in PREPOSITIONS | {"to", ",", ".", "and"} or clause.is_verb(last)


ABBREVIATED = frozenset(("u.s.", "u.s", "us", "u.k.", "u.k", "uk", "usa", "prc", "ussr", "u.s.s.r.", "uae"))


def is_acting(clause: Clause, first: int, last: int) -> bool:
    """Whether what stands at the tokens acts: "Norvia (and Sorland) urged", "by Norvia"; not "Norvia was at war"."""
    if first and clause.words[first - 1] == "by":
        return True
    lead = lead_of(clause, first)
    if lead >= 0 and clause.words[lead] in PLACE_PREPOSITIONS:
        return False
    if lead == first - 1 and clause.words[lead] == "with" and "".join(clause.words[last : last + 1]).endswith("ing"):
        return True  # "with Norvia seeking to"
    if clause.words[last : last + 1] == ["and"] and last + 1 < len(clause) and clause.actor_at[last + 1] >= 0:
        last = clause.actor_spans[clause.actor_at[last + 1]][1]
    last += last < len(clause) and clause.words[last].endswith("ly")
    while last + 1 < len(clause) and clause.words[last] in _BEING and clause.words[last + 1] in _BEING:
        last += 1
    if last + 1 >= len(clause) or not clause.is_verb(last):
        return False
    return clause.words[last] not in _BEING or clause.words[last + 1] not in PREPOSITIONS


def _is_adjective(clause: Clause, first: int, last: int) -> bool:
    """ "U.S. soldiers": an abbreviated country before a noun says whose, not where."""
    if clause.words[first] not in ABBREVIATED or last >= len(clause) or not clause.words[last][0].isalpha():
        return False
    follower = clause.words[last]
    return follower not in PREPOSITIONS | SUBORDINATORS | RELATIVES and follower != "and" and not clause.is_verb(last)


def _place_rank(clause: Clause, start: int, end: int, first: int, last: int) -> int | None:
    """Cost of a place for the trigger: distance, plus what lies between; none where it cannot be."""
    lead = lead_of(clause, first)
    if lead < 0 and clause.words[first - 1] == "and" and (other := clause.place_at[first - 2]) >= 0:
        of_list = lead_of(clause, clause.place_spans[other][0])
        lead = of_list if of_list >= 0 and clause.words[of_list] == "from" else lead  # "from Qant and Tolm"
    led_by = clause.words[lead] if lead >= 0 else ""
    by_preposition = led_by in PLACE_PREPOSITIONS
    if first < end and last > start:
        return 0
    between = _between(clause, start, end, first, last)
    distance = len(between)
    by_preposition = by_preposition or (first >= end and (distance <= 1 or _is_object(between)))
    if is_struck_place(clause, first, last, start):
        return 1
    if tells_where(clause, last, start):
        return distance
    if is_of_origin(clause, lead, last, start) or is_of_journey(clause, lead, last, start, end):
        return None
    if is_protested(clause, lead, start, end) or is_answered(clause, lead, end):
        return None
    if distance > _REACH or between.count("(") != between.count(")"):
        return None
    cost = distance + (0 if by_preposition else 12) + (4 if last <= start else 0)
    if last < len(clause) and clause.words[last] == "'s":
        cost += 10
    if _is_bureau(clause, first, last):
        cost += _BUREAU
    if led_by == "from" and lead > end:
        cost += 15
    borders = _CLAUSE_BORDERS.intersection(between)
    for word in between if borders else ():
        if word in borders:
            cost += 25 if word in STRONG_STOPS or word in SPEECH else 8
    return cost


def _is_object(between: Sequence[str]) -> bool:
    """ "(Hit) the border city of Qant": a town that the verb is done to."""
    return len(between) > 1 and between[-1] == "of" and between[-2] in _TOWNS and PREPOSITIONS.isdisjoint(between[:-1])


def _is_bureau(clause: Clause, first: int, last: int) -> bool:
    """ "NORVIK (Agency) Troops shelled": a capital in capitals before a sentence's first word."""
    names, number = clause.tokens[first:last], clause.place_at[first]
    if all(token.text.isupper() for token in clause.tokens if token.text.isalpha()):
        return False
    if number < 0 or not is_capital(clause.places[number]) or not all(token.text.isupper() for token in names):
        return False
    following = "".join(token.text for token in clause.tokens[last : last + 1])[:1]
    return following == "(" or following.isupper()


def _named_back(clause: Clause, earlier: Sequence[PlaceMention]) -> Iterator[tuple[int, PlaceMention]]:
    """Tokens such as "city" in "the city", "country" in "across the country" with the place that they mean."""
    for i in range(1, len(clause)):
        noun = clause.words[i]
        if clause.words[i - 1] not in ("the", "this") or clause.words[i + 1 : i + 2] == ["of"]:
            continue
        is_country = noun in COUNTRY_NOUNS and i > 1 and clause.words[i - 2] in _INSIDE
        if (is_country or noun in TOWN_NOUNS or noun in AREA_NOUNS) and (found := refer_back(noun, earlier)):
            yield i, found
