"""Says who a phrase is by its own words: actor, kind, country and sector, as of the article's day.

What only the rest of the article can tell is settled in `coreference.py`.
"""

from collections.abc import Sequence
from datetime import date

from pipelines.coding.circles import FOLLOWERS
from pipelines.coding.coreference import BRANCHES, OWN_BODIES
from pipelines.coding.dictionary import ActorDictionary, ActorRow, Role
from pipelines.coding.named_before import Candidate, is_coalition
from pipelines.coding.phrases import Phrase
from pipelines.coding.text import ActorKind

_FOLLOWERS = FOLLOWERS | {"supporter"}
_GOVERNING = ("GOV", "MIL", "LEG", "JUD")
_NO_STATES = BRANCHES | OWN_BODIES | {f"{body}s" for body in OWN_BODIES}
_ARMED = ("REB", "PRM", "UAF", "CRM")


def identify(candidate: Candidate, dictionary: ActorDictionary, day: date | None, home: str | None) -> None:
    """Give the candidate what its own words say: ids, country, sector."""
    phrase = candidate.phrase
    owner = dictionary.role_on(choose(phrase.owner_ids, dictionary, day, home), day) if phrase.owner_ids else None
    candidate.country = phrase.country or (owner.country if owner else None)
    if phrase.kind == "name":
        _identify_name(candidate, dictionary, day, home)
    elif phrase.kind in ("country", "capital", "adjective"):
        candidate.kind, candidate.sector = "country", "GOV"
        candidate.actor_id = f"{phrase.country}-GOV"
    elif phrase.kind == "people":
        candidate.kind, candidate.sector = "group", "CVL"
    elif phrase.role is not None:
        _identify_role(candidate, owner, dictionary, day)
    elif phrase.kind == "person":
        candidate.kind = "person"
    if phrase.kind == "role" and candidate.sector in _GOVERNING and candidate.head_words[-1].parts[-1] in _FOLLOWERS:
        candidate.actor_id, candidate.name, candidate.sector = None, None, "CVL"  # "supporters of the junta"
    if phrase.kind == "person":
        candidate.name = " ".join(w.text for w in candidate.head_words).replace(" .", ".")


def _identify_name(candidate: Candidate, dictionary: ActorDictionary, day: date | None, home: str | None) -> None:
    phrase = candidate.phrase
    known = _of_country(phrase.actor_ids, candidate.country, dictionary)
    row = dictionary.role_on(choose(known or phrase.actor_ids, dictionary, day, home), day)
    generic = phrase.head.meaning.roles if phrase.head.meaning else {}
    if candidate.country and row.kind != "person" and not known and generic:
        phrase.kind, phrase.role_class = "role", "head"
        phrase.role = generic.get("head") or next(iter(generic.values()))
        _identify_role(candidate, None, dictionary, day)
    elif row.kind == "person" and _is_before_his_time(candidate, row, dictionary, day):
        phrase.kind, phrase.actor_ids = "person", []
        candidate.kind, candidate.is_sure_name = "person", phrase.role is not None
        candidate.sector = phrase.role.sector if phrase.role else None
    else:
        _take_row(candidate, row)


def _of_country(actor_ids: Sequence[str], country: str | None, dictionary: ActorDictionary) -> list[str]:
    return [a for a in actor_ids if any(row.country == country for row in dictionary.rows[a])]


def _is_before_his_time(candidate: Candidate, row: ActorRow, dictionary: ActorDictionary, day: date | None) -> bool:
    """Whether a mere surname stands in an article written years before its bearer held any role (another Abe)."""
    if day is None or len(candidate.head_words) > 1:
        return False
    starts = [dated.from_date for dated in dictionary.rows[row.actor_id] if dated.from_date]
    return bool(starts) and day.year < min(starts).year - 8


def choose(actor_ids: Sequence[str], dictionary: ActorDictionary, day: date | None, home: str | None) -> str:
    """The actor that a form most likely means: of the article's country, in a role on that day, else the first."""
    if len(actor_ids) == 1:
        return actor_ids[0]

    def rank(actor_id: str) -> tuple[bool, bool]:
        rows = dictionary.rows[actor_id]
        return not any(row.country == home for row in rows), not any(day and row.holds_on(day) for row in rows)

    return min(actor_ids, key=rank)


def _take_row(candidate: Candidate, row: ActorRow) -> None:
    candidate.actor_id, candidate.name, candidate.kind = row.actor_id, row.name, row.kind
    candidate.country, candidate.sector = row.country or candidate.country, row.sector
    if row.sector is None and candidate.phrase.role and row.kind == "person":
        candidate.sector = candidate.phrase.role.sector


def _identify_role(candidate: Candidate, owner: ActorRow | None, dictionary: ActorDictionary, day: date | None) -> None:
    phrase = candidate.phrase
    role = phrase.role
    assert role is not None
    candidate.kind = "person" if phrase.kind == "person" else _kind(phrase)
    candidate.sector = _sector(phrase)
    if phrase.kind in ("person", "organisation"):
        candidate.sector = candidate.sector or (owner.sector if owner else None)
        return
    is_own_body = candidate.head_words[-1].parts[-1] in _NO_STATES
    if candidate.sector is None and candidate.country and role.scope is None and not is_own_body:
        candidate.sector = "GOV"
    if owner is not None and owner.kind != "person" and _is_of_body(role, owner, dictionary):
        _owned(candidate, owner)
    elif role.office and candidate.country and phrase.determiner != "a" and not role.is_plural:
        row = dictionary.officer(candidate.country, role.office, day)
        if row is not None and not phrase.sector:
            _take_row(candidate, row)


def _is_of_body(role: Role, owner: ActorRow, dictionary: ActorDictionary) -> bool:
    """Whether people with the role are the body's own: "Hamas leaders", "UN workers", jets of a coalition.

    Not so "relatives of rebels", nor "Rohingya militants", who are not their people.
    """
    if role.scope == "civil" and (owner.sector in _ARMED or is_coalition(owner.name)):
        return False
    if is_coalition(owner.name):
        return True  # and no forces of the country that leads it
    if owner.sector == "CVL" and role.sector in _ARMED:
        return False
    if (
        owner.sector == "GOV"
        and role.sector is None
        and any(row.sector in ("OPP", "PTY") for row in dictionary.rows[owner.actor_id])
    ):
        return True  # a party that governs has members who do not
    return owner.country not in dictionary.adjectives or (
        owner.sector not in ("GOV", "MIL", None) and role.scope != "civil"
    )


def _owned(candidate: Candidate, owner: ActorRow) -> None:
    """Fighters, officials and leaders of a group or an IGO count as the group."""
    candidate.actor_id, candidate.name = owner.actor_id, owner.name
    candidate.sector = owner.sector or (candidate.sector if owner.country else None)
    if owner.sector is None and owner.kind == "group" and candidate.sector == "MIL":
        candidate.sector = "REB"


def _kind(phrase: Phrase) -> ActorKind:
    role = phrase.role
    kind = role.kind if role else None
    return "group" if kind == "person" and role and role.is_plural else kind or "group"


def _sector(phrase: Phrase) -> str | None:
    """The noun's own sector, or that of what modifies it ("rebel forces", "police spokesman")."""
    role, given = phrase.role, phrase.sector
    if role is None or given is None:
        return role.sector if role else given
    if phrase.role_class == "weak" or (role.kind == "person" and role.scope in ("state", "igo", "person", None)):
        if role.scope == "armed" and given in ("GOV", "CVL"):
            return "MIL"
        if role.scope == "armed" and given == "OPP":
            return "REB"
        return given if given != "CVL" or role.sector is None else role.sector
    if (role.sector == "CVL" and given == "REB") or role.scope == "person":
        return given
    return role.sector
