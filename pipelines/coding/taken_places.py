"""What is taken, where nobody is told from whom: "seized the capital", "overran the garrison", "Qant fell to rebels".

Who loses a place and which one it is for the record of control is read in `control.py` and `held_places.py`.
"""

from pipelines.coding.clauses import Clause
from pipelines.coding.owned_things import span_of_thing
from pipelines.coding.parsing import Span
from pipelines.coding.party_phrases import Numbers, is_modifier
from pipelines.coding.patterns import Reading
from pipelines.coding.plain_objects import find_phrase
from pipelines.coding.roles import Roles
from pipelines.coding.struck_things import things_before, things_from, without_article
from pipelines.coding.text import PlaceMention

_REACH = 4


def find_taken(
    clause: Clause, reading: Reading, roles: Roles, place: PlaceMention | None
) -> tuple[Numbers, list[Span]]:
    """The number of the place, or the tokens of the thing, in the slot of what a verb of taking is about."""
    pattern = reading.pattern
    if roles.recipients or pattern.control != "taken" or pattern.event_type != "ASSAULT":
        return (), []
    if place in clause.places and (party := _as_party(clause, clause.places.index(place))):
        return party, []
    if roles.passive or "placesubj" in pattern.flags:
        return (), things_before(clause, roles.group_start)
    start = reading.gap[0] if reading.gap and reading.gap[1] > reading.gap[0] else reading.end
    spans = things_from(clause, start) or find_phrase(clause, start) or _of_a_people(clause, start)
    return (), [_with_its_name(clause, span) for span in spans]


def _as_party(clause: Clause, place: int) -> Numbers:
    first = clause.place_spans[place][0]
    number = max(clause.holder_at[first], clause.actor_at[first])
    if number < 0:
        return ()
    return (number if clause.actors[number].kind is None else clause.add_as_place(number),)


def _of_a_people(clause: Clause, start: int) -> list[Span]:
    """ "Seized several Kurdish villages": the place, where a party before its noun tells only who lives there."""
    for k in range(start, min(start + _REACH, len(clause))):
        if clause.actor_at[k] >= 0:
            thing = span_of_thing(clause, clause.actor_at[k])
            return [without_article(clause, start, thing[1])] if thing else []
        if not is_modifier(clause, k):
            break
    return []


def _with_its_name(clause: Clause, span: Span) -> Span:
    """The tokens of "the areas of Carvel" with a name that no gazetteer has."""
    end = span[1] + 1
    if clause.words[span[1] : end] != ["of"] or clause.is_title_case:
        return span
    while end < len(clause) and clause.is_capital(end) and clause.actor_at[end] < 0:
        end += 1
    return (span[0], end) if end > span[1] + 1 else span
