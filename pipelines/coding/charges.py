"""Deeds that a charge in court names: "charged two men with kidnapping", "faces charges of murder and rape"."""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import COORDINATORS, DETERMINERS, RELATIVES, STRONG_STOPS, words
from pipelines.coding.noun_modality import OF_FORCE
from pipelines.coding.objects import actors_from
from pipelines.coding.party_phrases import Numbers
from pipelines.coding.patterns import Reading
from pipelines.coding.subject_order import find_subject

_CHARGE = words("charge charges charged charging")
_COUNTS = words("charge charges count counts")
_ANY = _CHARGE | _COUNTS
_LABELS = words(", in conspiracy charge charges count counts")
_PROVEN = words("convicted sentenced guilty")
_REACH_OF_LIST = 20
_REACH_OF_CHARGED = 36


def only_charged(clause: Clause, reading: Reading) -> bool:
    """Whether a charge only names the kind of deed; "charged with killing a nurse" tells of one that took place."""
    if reading.pattern.event_type not in OF_FORCE or reading.form not in ("noun", "gerund"):
        return False
    led = _charge_before(clause, reading.start)
    if led < 0 or not _PROVEN.isdisjoint(clause.words[: reading.start]):
        return False
    before, after = clause.words[reading.start - 1], clause.words[reading.end : reading.end + 1]
    bare = before not in DETERMINERS and (not after or after[0] in STRONG_STOPS | COORDINATORS | _LABELS)
    return bare or before == "of"


def charged_with(clause: Clause, reading: Reading, group_start: int) -> Numbers | None:
    """Who is charged with what the gerund tells, and not who charges: nobody known in "charged him with killing"."""
    led = _charge_before(clause, group_start) if reading.form == "gerund" else -1
    if led < 0 or clause.words[led] != "with":
        return None
    verb = _verb_of(clause, led)
    group = clause.group_before(verb)
    return find_subject(clause, group.start) if group.passive or verb == led - 1 else actors_from(clause, verb + 1)


def _charge_before(clause: Clause, start: int) -> int:
    """Where "with" or "counts of" leads from a charge to the deed, or to a list with it; -1 for nowhere."""
    if _ANY.isdisjoint(clause.words):
        return -1
    counts = -1
    for k in range(start - 1, max(start - _REACH_OF_LIST, 0), -1):
        word = clause.words[k]
        if word in STRONG_STOPS or word in RELATIVES or clause.is_verb(k):
            break
        if word == "of" and clause.words[k - 1] in _COUNTS:
            counts = k
        if word == "with" and _verb_of(clause, k) >= 0:
            return k
    return counts


def _verb_of(clause: Clause, led: int) -> int:
    """The verb "charge" before "with"; -1 where none stands there."""
    for k in range(led - 1, max(led - _REACH_OF_CHARGED, -1), -1):
        if clause.words[k] in _CHARGE:
            return k
        if clause.words[k] in STRONG_STOPS or (k == led - 1 and clause.words[k].endswith("ed")):
            break  # "armed with knives"
    return -1
