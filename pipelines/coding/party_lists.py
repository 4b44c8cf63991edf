"""Whom a list names after the one whom an act met: "killed two nurses and a guard", "shelled Homs and the town of X".

Known parties in a row are joined in `party_phrases.py`; here are the persons, things and places that it does not know.
"""

from pipelines.coding.bodies import is_somebody
from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import DETERMINERS, NUMBER_WORDS, PREPOSITIONS, WEAPONS, words
from pipelines.coding.harm_words import PERSON_NOUN
from pipelines.coding.list_items import people_from, people_of_list, plural_item
from pipelines.coding.noun_modality import OF_FORCE
from pipelines.coding.objects import actors_from
from pipelines.coding.owned_things import span_of_thing
from pipelines.coding.parsing import Span
from pipelines.coding.party_phrases import SHARES, Numbers, is_modifier
from pipelines.coding.patterns import Reading
from pipelines.coding.plain_objects import next_in_list
from pipelines.coding.struck_things import acts, meets_things, names_thing, things_from, with_its_name, without_article
from pipelines.coding.text import ActorMention
from pipelines.coding.victims import befalls_bodies

_LONGEST = 3
_TO_WHOM = words("on to with against for from")
_HURT = frozenset(("wounded", "injured", "hurt"))
_ASIDES = frozenset((",", "-", "–", "—"))
_JOINTLY = frozenset(("along", "together", "cooperation", "coordination", "collaboration"))
_LYING = frozenset(("in", "at", "near", "outside"))
_TOGETHER = (["along", "with"], ["together", "with"])
_ARMED_GROUPS = frozenset(("REB", "UAF", "PRM"))
_REACH_OF_SIDES = 8
_ONE_HAND = (["one", "hand", "and"], ["one", "side", "and"])
_BEFORE_PLACES = words(
    """
    the a city town village capital port province region district area of northern southern eastern western central
    provincial nearby neighbouring neighboring coastal
    """
)


def find_further(clause: Clause, reading: Reading, met: Numbers) -> tuple[Numbers, list[Span]]:
    """Numbers of places and owners, and tokens of nameless persons and things, that go on the list of the met."""
    if met and (others := _with_them(clause, reading, met)):
        return (), others
    if not met or reading.pattern.control or not (reading.pattern.event_type == "ASSAULT" or befalls_bodies(reading)):
        return (), []
    first, end = span_of_thing(clause, met[-1]) or clause.actor_spans[met[-1]]
    if reading.pattern.is_harm and (hurt := _wounded(clause, reading.end if first < reading.end else end)):
        return (), hurt
    end = with_its_name(clause, end)
    if first >= reading.end and (others := _in_other_places(clause, reading, end)):
        return (), others
    if first < reading.end or end + 1 >= len(clause):
        return (), _of_subject(clause, reading, end)
    if clause.words[end] == ",":
        if meets_things(reading):
            return (), _things_of_list(clause, end + 1)
        return (), _besides(clause, met[-1], people_of_list(clause, end + 1))
    if clause.words[end] != "and":
        return (), []
    start = end + 1
    if not meets_things(reading):
        return (), _person(clause, start) or plural_item(clause, end, things=False)
    number = _place_or_owner(clause, start)
    if number >= 0:
        last = (span_of_thing(clause, number) or clause.actor_spans[number])[1]
        return ((number,) if not acts(clause, last) and number not in met else ()), []
    things = [span for span in things_from(clause, start) if not acts(clause, span[1])]
    things = things or (next_in_list(clause, end) if reading.form != "noun" else [])
    return (), things or plural_item(clause, end, things=reading.form != "noun")


def with_names(clause: Clause, reading: Reading, met: Numbers) -> Numbers:
    """ "Urged Europe and the United States": with a name of no known party that stands in one list with who is met."""
    if not met or reading.form == "noun" or reading.pattern.event_type in OF_FORCE or reading.pattern.control:
        return met
    first, end = clause.actor_spans[met[0]][0], clause.actor_spans[met[-1]][1]
    first -= clause.words[first - 1] == "the"
    if clause.actors[met[0]].kind in (None, "group") or first < reading.end or max(met) >= clause.named:
        return met
    before = _named_at(clause, first - 2) if clause.words[first - 1] == "and" else None
    if before and (before[0] == reading.end or (before[0] > reading.end and clause.words[before[0] - 1] in _TO_WHOM)):
        return (_number(clause, before), *met)
    at = end + 1 + (clause.words[end + 1 : end + 2] == ["the"])
    if clause.words[end : end + 1] == ["and"] and at < len(clause) and (after := _named_at(clause, at)):
        follower = clause.words[after[1]] if after[1] < len(clause) else "."
        if follower in PREPOSITIONS | {"to"} or not follower[0].isalnum():
            return (*met, _number(clause, after))
    return met


def _named_at(clause: Clause, i: int) -> Span | None:
    """The tokens of a place or of a name that is no known party."""
    if clause.holder_at[i] >= 0 and clause.tokens[i].text[0].isupper():
        return clause.actor_spans[clause.holder_at[i]]
    return clause.place_spans[clause.place_at[i]] if clause.place_at[i] >= 0 > clause.actor_at[i] else None


def _number(clause: Clause, span: Span) -> int:
    """The party there; a continent, which no country holds, is numbered as one."""
    if clause.holder_at[span[0]] >= 0:
        return clause.holder_at[span[0]]
    place = clause.places[clause.place_at[span[0]]]
    party = ActorMention(
        place.field, place.start, place.end, place.text, None, place.name, None, place.country_code, None, 0.3
    )
    return clause.add_party(party, span)


def pair_before(clause: Clause, number: int, verb: int) -> Numbers:
    """ "Iran, Saudi ministers meet": who opens a headline before a comma and the one right before the verb."""
    start, end = clause.actor_spans[number]
    first = clause.actor_at[start - 2] if start > 1 and clause.words[start - 1] == "," else -1
    if first < 0 or clause.actor_spans[first][0] > 0 or not clause.tokens[start].text[0].isupper():
        return ()
    place = clause.place_at[start - 2]
    in_town = place >= 0 and (clause.places[place].feature_code or "").startswith("PPL")
    return () if in_town or end != verb else (first,)


def with_companions(clause: Clause, found: Numbers, verb: int) -> Numbers:
    """Who does it together with those who stand before: "Iran, Chad sign", "the army, along with local militias,"."""
    if len(found) == 1:
        found = (*pair_before(clause, found[0], verb), *found)
    at = clause.actor_spans[found[-1]][1] if found else len(clause)
    while at < len(clause) and (clause.words[at] in _ASIDES or clause.words[at] in WEAPONS):
        at += 1
    if clause.words[at : at + 1] == ["including"]:
        return (*found, *_named_groups(clause, found, actors_from(clause, at + 1)))
    led = 2 if clause.words[at : at + 1] != ["in"] else 3 + (clause.words[at + 1 : at + 2] == ["close"])
    joint = clause.words[at : at + led]
    if joint[-1:] != ["with"] or joint[-2] not in _JOINTLY:
        return found
    return (*found, *(number for number in actors_from(clause, at + led) if number not in found))


def _named_groups(clause: Clause, found: Numbers, included: Numbers) -> Numbers:
    """ "Rebel groups including X have been shelling": the groups among armed men who have a name of their own."""
    known = {clause.actors[number].actor_id for number in found}
    if not all(clause.actors[number].sector in _ARMED_GROUPS for number in found):
        return ()
    named = (clause.actors[number] for number in included)
    fits = [party.actor_id not in {None, *known} and party.sector in _ARMED_GROUPS for party in named]
    return included if all(fits) else ()


def on_two_hands(clause: Clause, start: int) -> tuple[Numbers, Numbers]:
    """The sides of "between A as well as B on one hand and C on the other"."""
    last = min(start + _REACH_OF_SIDES, len(clause))
    led = next((k for k in range(start, last) if clause.words[k] == "between"), last)
    one = actors_from(clause, led + 1) if led < last else ()
    at = clause.actor_spans[one[-1]][1] if one else last
    at += 3 * (clause.words[at : at + 1] == ["("] and clause.words[at + 2 : at + 3] == [")"])
    hand = at + 1 + (clause.words[at + 1 : at + 2] == ["the"])
    if clause.words[at : at + 1] != ["on"] or clause.words[hand : hand + 3] not in _ONE_HAND:
        return (), ()
    return one, actors_from(clause, hand + 3)


def also_met(clause: Clause, end: int) -> Numbers:
    """ "Ten rebels were killed as well as six clerks": who stands after a verb without an object of its own."""
    end += clause.words[end : end + 1] == [","]
    return actors_from(clause, end + 3) if clause.words[end : end + 3] == ["as", "well", "as"] else ()


def _with_them(clause: Clause, reading: Reading, met: Numbers) -> list[Span]:
    """ "He was arrested along with five others", "killed with his wife and two clerks": those who suffered it too."""
    is_passive = clause.actor_spans[met[0]][0] < reading.start
    at = reading.end if is_passive else clause.actor_spans[met[-1]][1]
    led = clause.words[at : at + 2]
    start = at + (2 if led in _TOGETHER else led[:1] == ["with"] and is_passive)
    if start == at or start >= len(clause) or not befalls_bodies(reading):
        return []
    counted = clause.after_quantifier(start)
    others = clause.words[counted + 1 : counted + 3]
    if counted + 1 < len(clause) and _is_count(clause, counted) and {"others", "other"}.intersection(others[:1]):
        return [(start, counted + 2 + (others[0] == "other" and len(others) > 1))]
    return people_from(clause, start)


def _in_other_places(clause: Clause, reading: Reading, end: int) -> list[Span]:
    """ "(Killed a mayor) in Lima and a judge in Cusco": the others of a list of which each has a place."""
    found: list[Span] = []
    while end < len(clause) and clause.words[end] in _LYING and (joint := _past_place(clause, end + 1)):
        last = joint + 1
        while last < min(joint + 2 * _LONGEST, len(clause)) and clause.words[last] != clause.words[end]:
            if not (is_modifier(clause, last) or clause.actor_at[last] >= 0) or clause.time_at[last] >= 0:
                return found
            last += 1
        past = _past_place(clause, last + 1)
        is_item = past > 0 and last > joint + 1 and _is_met(clause, reading, joint + 1, last)
        goes_on = reading.form != "noun" and acts(clause, past)  # "and a judge in Cusco fled"
        if clause.words[joint : joint + 1] != ["and"] or not is_item or goes_on:
            break
        found.append(without_article(clause, joint + 1, last))
        end = last
    return found


def _is_met(clause: Clause, reading: Reading, start: int, end: int) -> bool:
    """Whether the phrase is of people, or of a thing that is struck as well as they."""
    are_people = clause.actor_at[end - 1] >= 0 or is_somebody(clause, (start, end))
    return are_people or (names_thing(clause.words[end - 1]) and not befalls_bodies(reading))


def _past_place(clause: Clause, start: int) -> int:
    """Where the place's name at `start` ends; 0 where none stands there."""
    is_place = start < len(clause) and clause.place_at[start] >= 0
    return clause.place_spans[clause.place_at[start]][1] if is_place else 0


def _of_subject(clause: Clause, reading: Reading, end: int) -> list[Span]:
    """ "A nurse, (a guard and two clerks) were killed": who stands between the first of a list and its verb."""
    is_list = clause.words[end : end + 1] in ([","], ["and"]) and befalls_bodies(reading)
    found = people_from(clause, end + 1) if is_list else []
    found = _besides(clause, clause.actor_at[end - 1], found) if found and clause.words[end] == "," else found
    return found if found and found[-1][1] == clause.group_before(reading.start).start else []


def _besides(clause: Clause, number: int, listed: list[Span]) -> list[Span]:
    """The people after a comma, without what it says of the person before: "Juan Perez, a lawyer and former mayor"."""
    is_person = number >= 0 and clause.actors[number].kind == "person"
    while is_person and listed and clause.after_quantifier(listed[0][0]) == listed[0][0]:
        if clause.words[listed[0][0] - 1] in ("his", "her") or clause.words[listed[0][1] - 1].endswith("s"):
            break
        listed = listed[1:]
    return listed


def _place_or_owner(clause: Clause, start: int) -> int:
    for k in range(start, min(start + 2 * _LONGEST, len(clause))):
        number = clause.holder_at[k]
        if number >= 0:
            return number if clause.place_at[k] >= 0 or span_of_thing(clause, number) else -1
        if clause.words[k] not in _BEFORE_PLACES:
            break
    return -1


def _things_of_list(clause: Clause, start: int) -> list[Span]:
    """ "Neighbourhoods, schools and houses": the things after a comma, where a list of them ends in "and"."""
    things = things_from(clause, start)
    is_list = things and "and" in clause.words[start : things[-1][0]] and not acts(clause, things[-1][1])
    return things if is_list else []


def _wounded(clause: Clause, end: int) -> list[Span]:
    """ "Left ten dead and dozens wounded", "killed one and 30 wounded": those who are only counted."""
    if clause.words[end : end + 1] not in (["and"], [","]) or clause.words[end - 1] == "wounded":
        return []
    at = clause.after_quantifier(end + 1)
    is_counted = at < len(clause) and clause.actor_at[at] < 0 and (_is_count(clause, at) or _is_another(clause, at))
    last = at + 1 + (clause.words[at + 1 : at + 2] in (["others"], ["more"]))
    verb = last + (clause.words[last : last + 1] in (["were"], ["was"]))
    verb += verb < len(clause) and clause.words[verb].endswith("ly")
    is_hurt = is_counted and verb < len(clause) and clause.words[verb] in _HURT
    return [(end + 1, last)] if is_hurt else []


def _is_another(clause: Clause, i: int) -> bool:
    """ "A soldier was killed and another wounded"."""
    return clause.words[i] == "another"


def _is_count(clause: Clause, i: int) -> bool:
    word = clause.words[i]
    return word[0].isdigit() or word in NUMBER_WORDS or word in SHARES


def _person(clause: Clause, start: int) -> list[Span]:
    """ "And a guard": one person, whom nothing follows that could be the noun instead."""
    if clause.words[start] not in ("a", "an", "one", "another"):
        return []
    for end in range(start + 2, min(start + 2 + _LONGEST, len(clause) + 1)):
        if clause.actor_at[end - 1] >= 0 or not is_modifier(clause, end - 1):
            break
        if PERSON_NOUN.fullmatch(clause.words[end - 1]):
            follower = clause.words[end] if end < len(clause) else "."
            ends = follower in PREPOSITIONS or not follower[0].isalnum() or follower in ("who", "when", "as", "while")
            return [(start + (clause.words[start] in DETERMINERS | {"a"}), end)] if ends else []
    return []
