"""What stands where a bomb went off or a shell fell: "exploded outside a hotel", "fired rockets that fell on a school".

What an attack meets as its object is found in `struck_things.py`; towns and roads are only where it happened.
"""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import AREAS, words
from pipelines.coding.joints import GOES_OFF
from pipelines.coding.owned_things import span_of_thing
from pipelines.coding.parsing import Span
from pipelines.coding.participles import BUILDINGS
from pipelines.coding.party_phrases import is_modifier
from pipelines.coding.patterns import Reading
from pipelines.coding.roles import Roles
from pipelines.coding.struck_in_front import BLASTS
from pipelines.coding.struck_things import names_thing, things_from, without_article

_BY = words("at in inside outside under underneath beneath aboard beside near")
_LED_BY = (["in", "front", "of"], ["next", "to"], ["close", "to"])
_LANDED = words("landed landing fell falling")
_REACH = 4
_NEAR = frozenset(("near", "to"))
_GROUND = AREAS | words(
    """
    region regions province provinces countryside outskirts capital street streets road roads highway highways square
    enclave settlement center centre field fields park garden tunnel line pocket route gate entrance site
    """
)


def find_blown(clause: Clause, reading: Reading, roles: Roles) -> list[Span]:
    """The tokens of the vehicle or building; one that is only near is met if it can have been aimed at on its way."""
    if roles.recipients or reading.pattern.event_type != "ASSAULT":
        return []
    if landed := _start_of_landing(clause, reading.end):
        return _thing_at(clause, landed)
    is_noun = reading.form == "noun" and clause.words[reading.end - 1] in BLASTS
    if not (is_noun or reading.pattern.words in GOES_OFF or reading.pattern.words.startswith("detonate")):
        return []
    end = reading.end
    led = next((len(by) for by in _LED_BY if clause.words[end : end + len(by)] == by), 0)
    led = led or int(not _BY.isdisjoint(clause.words[end : end + 1]))
    found = _thing_at(clause, end + led) if led else []
    is_near = led > 0 and clause.words[end + led - 1] in _NEAR
    named = {word for span in found for word in clause.words[slice(*span)]}
    return [] if named & _GROUND or (is_near and named & BUILDINGS) else found


def _start_of_landing(clause: Clause, start: int) -> int:
    """Where "a school" begins in "(fired rockets) that landed on a school"; 0 where nothing is said to land."""
    at = start + (clause.words[start : start + 1] in (["that"], ["which"]))
    is_told = at + 2 < len(clause) and clause.words[at] in _LANDED and clause.words[at + 1] in _BY | {"on"}
    return at + 2 if is_told else 0


def _thing_at(clause: Clause, start: int) -> list[Span]:
    """ "A hotel", "an army convoy": the thing there, and whose it is."""
    if start < len(clause) and (found := things_from(clause, start)):
        return found
    for k in range(start, min(start + _REACH, len(clause))):
        if (number := clause.actor_at[k]) >= 0:
            span = span_of_thing(clause, number) or clause.actor_spans[number]
            return [without_article(clause, start, span[1])] if names_thing(clause.words[span[1] - 1]) else []
        if not is_modifier(clause, k):
            break
    return []
