"""Words of threat and warning that threaten nobody: what is foretold, or told to one's own side.

Everyday senses of other verbs stand in `everyday_senses.py`.
"""

from pipelines.coding.everyday_senses import Told
from pipelines.coding.grammar import ARMED_SECTORS, DETERMINERS, PRONOUNS, WEAPONS, words

_POWERS = ARMED_SECTORS | {"GOV", "IGO", "OPP"}
_OF_DANGER = words("about titled over on for")  # "issued a warning about fake letters"
_POLICE = ("COP", "SPY")
_WHO_ACTS = PRONOUNS | WEAPONS | words("any those if such further response sanctions tariffs")
_PUBLIC = words("CVL BUS EDU MED AGR")
_ORGANS = words("LEG MIL COP JUD PTY")


def find_no_threat(told: Told) -> str | None:
    """Why the words threaten nobody: an adjective ("a threatening mess"), a date for one's own work, a mere warning."""
    follower = told.clause.words[told.reading.end : told.reading.end + 1]
    describes = told.before in DETERMINERS | {"and", "more", "'s"} and DETERMINERS.isdisjoint(follower)
    if told.reading.form == "gerund" and describes and not told.recipients:
        return "an adjective"
    opens, work = (*told.after(2), "", "")[:2]
    if told.reading.pattern.words == "set _ deadline|ultimatum" and opens == "for" and work.endswith("ing"):
        return "a date for its own work"  # "set a deadline for concluding the deal"
    return _of_warning(told)


def _of_warning(told: Told) -> str | None:
    """ "The lobby warned ministers", "police warned drivers": no threat without power, or to one's own side."""
    if not any(word.startswith("warn") for word in told.clause.words[told.reading.start : told.reading.end]):
        return None
    if not told.recipients and not _OF_DANGER.isdisjoint(told.after(1)):
        return "it warns of a danger"
    lands = {actor.country for actor in told.actors}
    if any(party.country and party.country not in lands for party in told.recipients):
        return None
    if told.actors and not any(actor.kind == "country" or actor.sector in _POWERS for actor in told.actors):
        return "who warns has no force to threaten with"
    if _foretells(told):
        return "it foretells what somebody else or chance will do"
    organs = _ORGANS | ({"GOV"} if all(actor.sector in _POLICE for actor in told.actors) else frozenset())
    own = all(party.sector in _PUBLIC or (party.sector in organs and party.country) for party in told.recipients)
    return "it warns its own side or public" if told.recipients and own else None


def _foretells(told: Told) -> bool:
    """ "Warned that prices would rise"; not "warned that it would strike", "that any raid will be met with force"."""
    gap, clause = told.reading.gap, told.clause
    if told.recipients or not gap or not told.reading.pattern.words.startswith("warn that _"):
        return False
    return _WHO_ACTS.isdisjoint(told.reading.inside(clause.words)) and max(clause.actor_at[slice(*gap)]) < 0
