"""What an attack met where it is nobody known: "shelled the market", "an attack on a village", "two tanks were hit".

Only nouns of a closed list can be struck, so that "an attack on the plan" and "hit a record" find nothing here.
"""

from pipelines.coding.aims import past_aside, past_date, past_volley, start_of_aim
from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import (
    ADVERBS,
    AREAS,
    DETERMINERS,
    HARM,
    NUMBER_WORDS,
    PREPOSITIONS,
    STRONG_STOPS,
    SUBORDINATORS,
    words,
)
from pipelines.coding.inflection import plural
from pipelines.coding.joints import GOES_OFF
from pipelines.coding.parsing import Span
from pipelines.coding.party_phrases import SHARES, Numbers, is_modifier, quantifier_before
from pipelines.coding.patterns import Reading
from pipelines.coding.place_holders import start_of_purpose
from pipelines.coding.place_references import SHARES_OF_LAND
from pipelines.coding.roles import Roles
from pipelines.coding.struck_in_front import find_in_front
from pipelines.coding.syntax import passive_subject

_BARE = ("object", "right")
_UPON = frozenset(("on", "against", "at", "of", "into", "onto", "upon"))
_LYING = frozenset(("in", "near", "inside", "outside", "around", "across"))
_LONGEST = 8
_REACH = 4
_RELATIVES = frozenset(("which", "that"))
_ARTICLE_OF_NAMES = ("al-", "el-", "as-", "ar-", "at-", "ad-", "az-", "an-")
_PRONOUNS = frozenset(("him", "them", "us", "it"))
THINGS = frozenset(
    form
    for noun in words(
        """
        town village city suburb district neighbourhood neighborhood quarter area region province countryside outskirts
        settlement enclave camp street road highway square hospital clinic facility school university college market
        mosque church temple shrine cemetery palace museum base barracks position post checkpoint outpost headquarters
        station depot warehouse convoy vehicle car lorry truck bus minibus train tank aircraft plane helicopter chopper
        jet ship tanker vessel shipping boat port airport airfield airbase airstrip refinery pipeline platform plant
        factory bridge tunnel dam hotel restaurant bar nightclub cafe prison jail parliament embassy consulate compound
        building center centre tower house home apartment shop store mall bakery farm field office bank entrance gate
        wall site target hideout stronghold den gathering bunker trenches installation infrastructure radar battery
        launcher line park garden stadium playground rally wedding funeral procession crowd ambulance patrol motorcade
        capital division brigade battalion regiment squadron emplacement dump pocket madrasa madrassa synagogue
        monastery library courthouse orphanage hostel pub cinema theatre tram trolleybus van taxi freighter frigate
        destroyer warship barge granary balloon carrier carriage drone route rig pad concentration stockpile villa flat
        arsenal storehouse workshop laboratory silo cache fortification pharmacy academy seminary dormitory garrison
        gunboat speedboat cannon howitzer pickup pick-up motorcycle motorbike bulldozer kindergarten
        """
    )
    for form in (noun, plural(noun))
) | {"locations"}
_SIDES = words("north south east west northeast northwest southeast southwest")
_FIGURES = words("headlines records targets target record line lines")


def meets_things(reading: Reading) -> bool:
    """Whether it is an attack, a raid, a siege or a threat of violence, which things meet as well as people."""
    pattern = reading.pattern
    is_attack = pattern.event_type == "ASSAULT" and not pattern.control and not pattern.is_harm
    is_raid = pattern.event_type == "COERCE" and "raid" in pattern.words and pattern.mode != "seize"
    is_threat = pattern.event_type == "THREATEN" and pattern.mode == "violence"
    return is_attack or is_raid or is_threat or pattern.words == "besiege"


def find_struck(clause: Clause, reading: Reading, roles: Roles) -> list[Span]:
    """The tokens of the things, or of "them", in the slot of what an attack meets; none where a party stands there."""
    pattern = reading.pattern
    if roles.recipients or not meets_things(reading) or pattern.words in GOES_OFF:
        return []
    undergone = roles.passive and (reading.form == "noun" or "subject" in pattern.actor_slots)
    if undergone or pattern.recipient_slots == ("subject",):
        struck = things_before(clause, roles.group_start) or _parsed(clause, reading)
        if struck or reading.form != "noun" or HARM.isdisjoint(clause.words[roles.group_start : reading.start]):
            return struck  # else "ten were injured in attacks on the market"
    at, slots = reading.end, pattern.recipient_slots
    if at >= len(clause):
        return find_in_front(clause, reading)
    if reading.form != "noun" and not set(slots).isdisjoint(_BARE):
        is_filled = reading.gap is not None and reading.gap[1] > reading.gap[0]
        start = reading.gap[0] if reading.gap and is_filled else past_aside(clause, at)
        if clause.words[start] in _PRONOUNS:
            return [(start, start + 1)]
        if found := things_from(clause, start) or _described(clause, reading, roles):
            return found
    at = past_date(clause, past_volley(clause, at))
    if at > reading.start + 1 and clause.words[at - 1] in slots:
        return things_from(clause, at)
    if clause.words[at] in slots and clause.words[at] in _UPON:
        is_named = clause.words[at + 1 : at + 2] in (["it"], ["them"])
        return _named_before(clause, roles.group_start) if is_named else things_from(clause, at + 1)
    aim = (start_of_aim(clause, reading) or start_of_purpose(clause, at)) if reading.form == "noun" else 0
    return (things_from(clause, aim) if aim else []) or find_in_front(clause, reading)


def _named_before(clause: Clause, start: int) -> list[Span]:
    """ "A tanker was set ablaze after a boat fired missiles at it": the subject of the passive verb before."""
    for k in range(start - 1, 0, -1):
        if clause.words[k] in STRONG_STOPS:
            break
        group = clause.group_before(k)
        if group.passive and (clause.is_verb(k) or clause.words[k] in ("set", "hit")):
            end = group.start
            owner = clause.actor_at[end - 2] if end > 1 and clause.words[end - 1] in THINGS else -1
            return [(clause.actor_spans[owner][0], end)] if owner >= 0 else things_before(clause, end)
    return []


def _described(clause: Clause, reading: Reading, roles: Roles) -> list[Span]:
    """ "The convoy that the rebels ambushed": what a relative clause without an object of its own describes."""
    if not roles.actors or (clause.is_noun_phrase_start(reading.end) and not clause.is_verb(reading.end)):
        return []
    at = clause.actor_spans[roles.actors[0]][0]
    at -= clause.words[at - 1] == "the"
    return things_before(clause, at) if at > 1 and clause.words[at - 1] in _RELATIVES else []


def names_thing(word: str) -> bool:
    """Whether a noun is on the list of what can be struck."""
    return word in THINGS


def are_thing(text: str) -> bool:
    """Whether words end in such a noun: "the Homs market"."""
    return names_thing(text.lower().split()[-1])


def things_from(clause: Clause, start: int) -> list[Span]:
    """The things that begin at `start`: "a bridge and two tanks"."""
    if named := _named_areas(clause, start):
        return [named]
    found: list[Span] = []
    while True:
        start = clause.after_quantifier(start)
        inner = end = past_share(clause, start)
        end += _is_described(clause, end)
        while end < min(start + _LONGEST, len(clause)) and _describes(clause, end) and clause.time_at[end] < 0:
            if end > start and clause.words[end - 1] in THINGS and _goes_on(clause, end):
                break
            if end > inner and clause.words[end] in DETERMINERS and clause.words[end - 1].endswith("ing"):
                break  # "encircled the east cutting the road"
            end += 1
        if not _is_thing(clause, inner, end) or (found and acts(clause, end)):
            return found
        end = with_its_name(clause, end)
        found.append(without_article(clause, start, end))
        if clause.words[end : end + 1] not in (["and"], [","]):
            return found
        start = end + 1


def _named_areas(clause: Clause, start: int) -> Span | None:
    """ "Al-Tolm and Qant neighbourhoods": names in a row before the plural that tells what they are."""
    first = end = start + (clause.words[start : start + 1] == ["the"])
    while end < min(first + _LONGEST, len(clause)) and (_is_name(clause, end) or clause.words[end] in ("and", ",")):
        end += 1
    is_list = end < len(clause) and "and" in clause.words[first + 1 : end - 1] and clause.words[end - 1] != "and"
    return (first, end + 1) if is_list and clause.words[end] in AREAS and clause.words[end].endswith("s") else None


def without_area_names(clause: Clause, reading: Reading, recipients: Numbers) -> Numbers:
    """Recipients without the names, taken for persons, of several areas that one noun follows."""
    if not meets_things(reading):
        return recipients
    named = [_named_areas(clause, clause.actor_spans[n][0]) for n in recipients if clause.actors[n].kind == "person"]
    inside = {k for span in named if span and not _has_place(clause, span) for k in range(*span)}
    return tuple(n for n in recipients if clause.actor_spans[n][0] not in inside)


def _has_place(clause: Clause, span: Span) -> bool:
    return any(clause.place_at[k] >= 0 for k in range(*span))


def _is_name(clause: Clause, i: int) -> bool:
    return clause.tokens[i].text[0].isupper() or clause.words[i].startswith(_ARTICLE_OF_NAMES)


def only_lie_in(clause: Clause, start: int, found: Numbers) -> bool:
    """Whether those found are names after "in" behind the thing that begins at `start`."""
    of_people = any(clause.actors[n].kind not in (None, "person") for n in found)
    return not of_people and not _LYING.isdisjoint(clause.words[start : clause.actor_spans[found[0]][0]])


def only_locate(clause: Clause, start: int, preposition: str, found: Numbers) -> bool:
    """ "Fired at houses in the north of Homs": whether those found only tell where the thing lies that was met."""
    of_people = any(clause.actors[n].kind not in (None, "country", "person") for n in found)
    if of_people or not found or preposition not in clause.words[start : start + 2 * _REACH]:
        return False
    upon = clause.words.index(preposition, start)
    is_apart = not _LYING.isdisjoint(clause.words[upon : clause.actor_spans[found[0]][0]])
    return is_apart and bool(things_from(clause, upon + 1))


def _describes(clause: Clause, i: int) -> bool:
    """ "Densely populated": a participle after its adverb is no verb."""
    led = i > 0 and clause.words[i - 1].endswith("ly") and clause.words[i].endswith("ed")
    return led or is_modifier(clause, i)


def _is_described(clause: Clause, i: int) -> bool:
    """ "Hit abandoned buildings": whether the participle right after the verb is its object's adjective."""
    thing = clause.words[i + 1 : i + 2]
    is_first = i > 0 and clause.words[i - 1] not in ("and", ",")
    return is_first and bool(thing) and clause.words[i].endswith("ed") and thing[0] in THINGS


def _goes_on(clause: Clause, i: int) -> bool:
    """ "18 trucks carrying aid", "a platform about 10 km east", "areas north of X": what only tells more of it."""
    word = clause.words[i]
    lies = word in _SIDES and clause.words[i + 1 : i + 2] == ["of"]
    return lies or word.endswith("ing") or word in ADVERBS or word == "about" or word[0].isdigit()


def _parsed(clause: Clause, reading: Reading) -> list[Span]:
    """The thing that stands further off, as the parse has the passive's subject."""
    span = passive_subject(clause, reading.start, reading.end)
    return [without_article(clause, *span)] if span and _is_thing(clause, *span) else []


def past_share(clause: Clause, start: int) -> int:
    """Where "their cars" begin after "many of", "10 of" or "a new string of"."""
    of = next((k for k in range(start + 1, min(start + 4, len(clause))) if clause.words[k] == "of"), 0)
    counted = of > 0 and (clause.words[of - 1] in SHARES | SHARES_OF_LAND | {"any"} or clause.counts(of - 1))
    return of + 1 if counted and clause.actor_at[of - 1] < 0 else start


def things_before(clause: Clause, end: int) -> list[Span]:
    """The thing that stands before a passive verb, past what tells where it lies: "areas in the north were hit"."""
    while end > 1 and clause.words[end - 1] in ADVERBS | _RELATIVES:
        end -= 1
    end -= end > 1 and clause.words[end - 1] == ","
    first = end
    while first > max(end - _LONGEST, 0) and may_lie_in(clause, first - 1):
        first -= 1
        if clause.words[first] in DETERMINERS:
            break
    while first > 2 and clause.words[first - 1] == "and" and clause.place_at[first - 2] >= 0:
        first = clause.place_spans[clause.place_at[first - 2]][0]
    first += clause.words[first] in ("least", "most") and first > 0 and clause.words[first - 1] == "at"
    quantified = first - quantifier_before(clause, first - 1)
    led_by = clause.words[quantified - 1] if quantified else ""
    own = [without_article(clause, first, end)] if _is_thing(clause, first, end) else []
    if led_by not in PREPOSITIONS or led_by in SUBORDINATORS:
        return own
    whole = things_before(clause, quantified - 1)
    if led_by == "of" and clause.place_at[first] >= 0:
        return [(start, end) for start, _ in whole]
    return whole or (own if led_by == "of" else [])


def with_its_name(clause: Clause, end: int) -> int:
    """Where "the town of Tolm" ends."""
    named = clause.words[end : end + 1] == ["of"] and end + 1 < len(clause) and clause.place_at[end + 1] >= 0
    return clause.place_spans[clause.place_at[end + 1]][1] if named else end


def may_lie_in(clause: Clause, i: int) -> bool:
    return (is_modifier(clause, i) or clause.place_at[i] >= 0) and clause.time_at[i] < 0


def acts(clause: Clause, end: int) -> bool:
    """Whether a verb of its own follows: "shelled the town and houses burned"."""
    return end < len(clause) and clause.is_verb(end) and clause.words[end + 1 : end + 2] not in (["with"], ["by"])


def without_article(clause: Clause, first: int, end: int) -> Span:
    """A phrase's tokens past its article."""
    return first + (clause.words[first] in ("a", "an", "the")), end


def _is_thing(clause: Clause, first: int, end: int) -> bool:
    if end <= first or clause.words[end - 1] not in THINGS:
        return False
    if clause.is_verb(first) and not _is_described(clause, first):
        return False
    opening = clause.words[first]
    led = opening in DETERMINERS or opening in NUMBER_WORDS or opening[0].isdigit() or clause.place_at[first] >= 0
    is_object = first > 0 and (clause.words[first - 1] not in _UPON or clause.words[end - 1] in AREAS)
    led = led or (is_object and first + 1 < end and _is_name(clause, first))
    if opening.endswith("ing") and end - first > 1:
        return False
    if not led and not clause.is_headline and not clause.words[end - 1].endswith("s"):
        return False
    return clause.words[end - 1] not in _FIGURES or end - first > 2
