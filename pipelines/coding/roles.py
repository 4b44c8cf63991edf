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
    """What an assault met, with a capital as the town that it is: "a blast hit Damascus" is not about a government."""
    if reading.pattern.event_type != "ASSAULT":
        return recipients
    return tuple(clause.add_as_place(number) if is_town(clause, number) else number for number in recipients)


def is_town(clause: Clause, number: int) -> bool:
    """Whether a capital's name that could be its government's is a town here ("Damascus was rocked by blasts")."""
    place = clause.place_at[clause.actor_spans[number][0]]
    is_state = clause.actors[number].kind == "country"
    return is_state and place >= 0 and (clause.places[place].feature_code or "").startswith("PPL")
