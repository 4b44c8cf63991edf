"""The sides of an event as numbers of its clause's actors, and what stands on neither: news agencies, towns.

Who fills the slots of a verb and of a noun stands in `verb_roles.py` and `noun_roles.py`.
"""

from dataclasses import replace
from typing import NamedTuple

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import WEAPONS, words
from pipelines.coding.noun_modality import OF_FORCE
from pipelines.coding.objects import actors_from
from pipelines.coding.party_phrases import Numbers, before_phrase, is_speaker
from pipelines.coding.patterns import Reading

_LYING = frozenset(("in", "at", "near", "inside", "into", "across", "throughout", "around"))
_INROADS = frozenset(("incursion", "incursions", "invasion"))
_BEFORE_PLACES = words(
    "the city town village capital province region district of northern southern eastern western central and ,"
)
_DESCRIBES = ("ted", "ied", "ged", "held")  # "in the liberated town of", "the rebel-held city of"
DEEDS = words(
    """
    arrest arrests detention jailing imprisonment killing killings murder murders death deaths shooting lynching beating
    torture assassination kidnapping abduction disappearance execution dismissal sacking removal ouster ousting firing
    deportation expulsion eviction conviction sentencing prosecution trial rape abuse treatment persecution harassment
    suspension impeachment
    """
)
_CONCERN = frozenset(("concern", "concerns", "concerned"))
_LOTS = DEEDS | words(
    """
    health safety security plight fate welfare wellbeing well-being lives situation condition conditions casualties
    injuries suffering hunger disappearance future rights number numbers hundreds thousands lack shortage
    """
)
_AFFAIRS = words("scandal affair industry crisis saga economy")
HELPLESS = frozenset(("CVL", "REF", "JRN", "MED"))
_PRESS_PEOPLE = tuple(
    word + ending
    for word in ("journalist", "reporter", "photographer", "correspondent", "editor", "blogger")
    for ending in ("", "s")
)
_WATCHERS = ("observatory", "observatory for human rights", "monitor", "monitors", "rights watch", "network")


class Roles(NamedTuple):
    """Numbers of the clause's actors on either side; `passive` as the verb group has it."""

    actors: Numbers
    recipients: Numbers
    passive: bool = False
    group_start: int = 0


def without_agencies(clause: Clause, reading: Reading, roles: Roles) -> Roles:
    """Roles of violence without the news agencies named beside it: they tell of it."""
    if reading.pattern.event_type not in ("ASSAULT", "MOBILIZE", "COERCE"):
        return roles
    agencies = {n for n in (*roles.actors, *roles.recipients) if _is_agency(clause, reading, n)}
    if not agencies:
        return roles
    people = {n for n in agencies if clause.actors[n].text.lower().endswith(_PRESS_PEOPLE)}
    return roles._replace(
        actors=tuple(n for n in roles.actors if n not in agencies),
        recipients=tuple(n for n in roles.recipients if n not in agencies - people),
    )


def _is_agency(clause: Clause, reading: Reading, number: int) -> bool:
    actor, start = clause.actors[number], clause.actor_spans[number][0]
    if actor.sector == "SOC" and actor.kind == "organisation" and actor.text.lower().endswith(_WATCHERS):
        return True
    if actor.sector != "JRN" or actor.kind != "organisation" or reading.start < start < reading.end:
        return False
    return actor.count is not None or start - reading.end not in (0, 1)


def without_press(clause: Clause, reading: Reading, roles: Roles) -> Roles:
    """Roles of talk without the paper that tells of it ("refusing to talk, the Herald reported")."""
    if reading.pattern.event_type in OF_FORCE:
        return roles
    tells = (n for n in roles.actors if clause.actors[n].sector == "JRN" and is_speaker(clause, n))
    told = set(tells)
    return roles._replace(actors=tuple(n for n in roles.actors if n not in told)) if told else roles


def without_doers(clause: Clause, reading: Reading, recipients: Numbers, actors: Numbers) -> Numbers:
    """Whom words are meant for: nobody speaks to himself, whatever name stands for him."""
    if reading.pattern.event_type in OF_FORCE:
        return recipients
    recipients = tuple(n for n in recipients if not _only_describes(clause, n))
    if reading.pattern.event_type == "REJECT":  # "declined to answer reporters' questions"
        recipients = tuple(n for n in recipients if clause.actors[n].sector != "JRN" or clause.actors[n].actor_id)
    return tuple(n for n in recipients if n not in actors and not any(_is_same(clause, n, doer) for doer in actors))


def _only_describes(clause: Clause, number: int) -> bool:
    """ "The US-led invasion": an adjective before a thing."""
    return clause.actors[number].text.lower().endswith(("-led", "-backed", "-held", "-controlled"))


def _is_same(clause: Clause, one: int, other: int) -> bool:
    """Two names of one state or person ("the United States", "the US"), or one with his pronoun; offices may differ."""
    first, second = clause.actors[one], clause.actors[other]
    if first.actor_id is None or first.actor_id != second.actor_id:
        return False
    if first.is_pronoun or second.is_pronoun or first.kind == second.kind == "country":
        return True
    same_name = first.text.split()[-1] == second.text.split()[-1]
    return first.kind == second.kind == "person" and same_name and first.text.split()[-1].istitle()


def of_place(clause: Clause, reading: Reading, recipients: Numbers) -> Numbers:
    """What an assault met, with a name that only tells where as a place: "a blast hit Damascus", "raids on Aleppo".

    Where it happened is no party: "raids in Iraq", "hit a market in the city of Homs".
    """
    if reading.pattern.event_type == "MOBILIZE":
        return tuple(number for number in recipients if not _is_where_posted(clause, number))
    if reading.pattern.event_type != "ASSAULT":
        return recipients
    met = (number for number in recipients if not _is_where(clause, reading, number))
    return tuple(clause.add_as_place(number) if is_town(clause, number) else number for number in met)


def _is_where_posted(clause: Clause, number: int) -> bool:
    """ "Deployed tanks in Qant", "in the Gulf of Aden": a town, a sea or a region to which forces go is no party."""
    first = clause.actor_spans[number][0]
    is_of_sea = clause.words[first - 2 : first] in (["gulf", "of"], ["sea", "of"])
    return is_of_sea or (clause.actors[number].kind is None and clause.place_at[first] >= 0)


def of_protest(clause: Clause, reading: Reading, recipients: Numbers) -> Numbers:
    """Whom a protest is against: nobody to whom the deed was done ("against the arrest of X"), but its doer.

    A place is only where it was.
    """
    if reading.pattern.event_type != "PROTEST":
        return recipients
    recipients = tuple(n for n in recipients if n < clause.named or not _only_says_where(clause, n))
    return _doers_instead(clause, recipients)


def _doers_instead(clause: Clause, recipients: Numbers) -> Numbers:
    """Who did the deed, where the recipients are those to whom it was done ("the killing of X by Y"), without them."""
    wronged = tuple(number for number in recipients if _is_wronged(clause, number))
    if not wronged:
        return recipients
    end = clause.actor_spans[wronged[-1]][1]
    by = clause.words[end : end + 1] == ["by"]
    return actors_from(clause, end + 1) if by else tuple(n for n in recipients if n not in wronged)


def of_accusation(clause: Clause, reading: Reading, recipients: Numbers) -> Numbers:
    """Whom a charge or inquiry is about: not those to whom the deed was done ("condemned the killing of X")."""
    if reading.pattern.event_type != "ACCUSE":
        return recipients
    is_concern = not _CONCERN.isdisjoint(clause.words[reading.start : reading.end])
    accused = tuple(
        number
        for number in recipients
        if not _only_names_affair(clause, number) and not (is_concern and _is_cared_for(clause, number))
    )
    return _doers_instead(clause, accused)


def _is_cared_for(clause: Clause, number: int) -> bool:
    """ "Expressed concern about the health of X", "about X's arrest": they have done nothing."""
    first, end = clause.actor_spans[number]
    first -= clause.words[first - 1] in ("the", "its", "their")
    if clause.words[first - 1] == "of":
        return clause.words[first - 2] in _LOTS
    end += clause.words[end : end + 1] == ["'s"]
    lot = next((k for k in range(end, min(end + 3, len(clause))) if clause.words[k] in _LOTS), len(clause))
    return lot < len(clause) and not (clause.words[lot] in DEEDS and clause.words[lot + 1 : lot + 2] == ["of"])


def _only_names_affair(clause: Clause, number: int) -> bool:
    """ "The Iran arms scandal", "the US insurance industry": no state is charged."""
    end = clause.actor_spans[number][1]
    return clause.actors[number].kind == "country" and not _AFFAIRS.isdisjoint(clause.words[end : end + 3])


def _only_says_where(clause: Clause, number: int) -> bool:
    first = clause.actor_spans[number][0]
    return clause.actors[number].kind is None or (first > 0 and clause.words[first - 1] == "in")


def _is_wronged(clause: Clause, number: int) -> bool:
    before = before_phrase(clause, number)
    return before > 0 and clause.words[before] == "of" and clause.words[before - 1] in DEEDS


def _is_where(clause: Clause, reading: Reading, number: int) -> bool:
    """Whether a place's name stands after a preposition of place that is not the trigger's, alone or in a list."""
    first = clause.actor_spans[number][0]
    is_place = clause.place_at[first] >= 0 and clause.actors[number].kind in ("country", None)
    if not is_place and number < clause.named:
        return False
    before = first - 1
    while before > 0 and (
        clause.words[before] in _BEFORE_PLACES
        or clause.place_at[before] >= 0
        or (clause.words[before].endswith(_DESCRIBES) and clause.words[before - 1] == "the")
    ):
        before -= 1
    also = set(clause.words[reading.end : before]) - WEAPONS - {"and", ","}  # "fired drones and missiles at"
    own = reading.start <= before < reading.end or (clause.words[before] == "at" and before >= reading.end and not also)
    own = own or (clause.words[before] == "into" and clause.words[reading.end - 1] in _INROADS)
    return before >= 0 and clause.words[before] in _LYING and not own


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
    return roles._replace(recipients=others)


def _without_identity(clause: Clause, number: int) -> int:
    party = replace(clause.actors[number], actor_id=None, name=None, country=None)
    return clause.add_party(party, clause.actor_spans[number])


def is_town(clause: Clause, number: int) -> bool:
    """Whether a capital's name that could be its government's is a town here ("Damascus was rocked by blasts")."""
    place = clause.place_at[clause.actor_spans[number][0]]
    is_state = clause.actors[number].kind == "country"
    return is_state and place >= 0 and (clause.places[place].feature_code or "").startswith("PPL")
