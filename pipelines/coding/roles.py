"""The sides of an event as numbers of its clause's actors, and what stands on neither: news agencies, towns.

Who fills the slots of a verb and of a noun stands in `verb_roles.py` and `noun_roles.py`.
"""

from dataclasses import dataclass, replace

from pipelines.coding.clauses import Clause
from pipelines.coding.party_phrases import Numbers
from pipelines.coding.patterns import Reading

HELPLESS = frozenset(("CVL", "REF", "JRN", "MED"))
_PRESS_PEOPLE = tuple(
    word + ending
    for word in ("journalist", "reporter", "photographer", "correspondent", "editor", "blogger")
    for ending in ("", "s")
)


@dataclass(frozen=True, slots=True)
class Roles:
    """Numbers of the clause's actors on either side; `passive` as the verb group has it."""

    actors: Numbers
    recipients: Numbers
    passive: bool = False
    group_start: int = 0


def without_agencies(clause: Clause, reading: Reading, roles: Roles) -> Roles:
    """Roles of violence without the news agencies named beside it: they tell of it."""
    if reading.pattern.event_type not in ("ASSAULT", "MOBILIZE", "COERCE"):
        return roles
    actors = tuple(number for number in roles.actors if not _is_agency(clause, reading, number))
    recipients = tuple(
        number
        for number in roles.recipients
        if clause.actors[number].text.lower().endswith(_PRESS_PEOPLE) or not _is_agency(clause, reading, number)
    )
    return replace(roles, actors=actors, recipients=recipients)


def _is_agency(clause: Clause, reading: Reading, number: int) -> bool:
    actor, start = clause.actors[number], clause.actor_spans[number][0]
    if actor.sector != "JRN" or actor.kind != "organisation" or reading.start < start < reading.end:
        return False
    return actor.count is not None or start - reading.end not in (0, 1)


def of_place(clause: Clause, reading: Reading, recipients: Numbers) -> Numbers:
    """What an assault met, with a name that only tells where as a place: "a blast hit Damascus", "raids in Iraq"."""
    if reading.pattern.event_type != "ASSAULT":
        return recipients
    return tuple(
        clause.add_as_place(number) if is_town(clause, number) or _is_where(clause, number) else number
        for number in recipients
    )


def _is_where(clause: Clause, number: int) -> bool:
    """Whether a state's name stands right after a preposition of place."""
    first = clause.actor_spans[number][0]
    is_state = clause.actors[number].kind == "country" and clause.place_at[first] >= 0
    first -= first > 0 and clause.words[first - 1] in ("northern", "southern", "eastern", "western", "central")
    return is_state and first > 0 and clause.words[first - 1] in ("in", "at", "near", "inside", "into", "across")


def without_self(clause: Clause, reading: Reading, roles: Roles) -> Roles:
    """Roles of violence where nobody does it to himself: one of two with one identity was misread.

    What only owns a thing goes; who is met himself keeps his words alone.
    """
    own = {clause.actors[number].actor_id for number in roles.actors} - {None}
    if reading.pattern.event_type != "ASSAULT" or not own:
        return roles
    others: Numbers = ()
    for number in roles.recipients:
        if clause.actors[number].actor_id not in own:
            others += (number,)
        elif number < clause.named:
            others += (_without_identity(clause, number),)
    return replace(roles, recipients=others)


def _without_identity(clause: Clause, number: int) -> int:
    party = replace(clause.actors[number], actor_id=None, name=None, country=None)
    return clause.add_party(party, clause.actor_spans[number])


def is_town(clause: Clause, number: int) -> bool:
    """Whether a capital's name that could be its government's is a town here ("Damascus was rocked by blasts")."""
    place = clause.place_at[clause.actor_spans[number][0]]
    is_state = clause.actors[number].kind == "country"
    return is_state and place >= 0 and (clause.places[place].feature_code or "").startswith("PPL")
