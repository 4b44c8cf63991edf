"""Who harm or an arrest met where a known party only tells whose he was: "the wife of a rebel commander was shot"."""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import ADVERBS, COORDINATORS, KIN, PREPOSITIONS, RELATIVES, STRONG_STOPS, words
from pipelines.coding.parsing import Span
from pipelines.coding.party_phrases import SHARES, before_phrase, is_modifier
from pipelines.coding.patterns import Reading
from pipelines.coding.roles import DEEDS, Roles

_OF = frozenset(("of", "to", "for", "at"))
_LEADS = words("a an the his her its their our my one another this that")
_ARTICLES = frozenset(("a", "an", "the"))
_GROUPS = SHARES | words(
    """
    member group unit part team crew convoy column patrol squad band cell battalion brigade regiment division army force
    side camp base house home family lot kind type series string spate city town village body government regime party
    movement militia administration authority police military leadership identity blood name life death case
    funeral wedding trial out
    """
)
_NO_PERSON = DEEDS | words(
    "attack raid strike house home car convoy base post day night week people men women others army"
)
_STAFF = words("aides advisers advisors guards bodyguards drivers colleagues relatives supporters followers employees")
_LONGEST = 4
_ENDS = PREPOSITIONS | COORDINATORS | RELATIVES | STRONG_STOPS | {","}


def owned_person(clause: Clause, reading: Reading, roles: Roles, number: int) -> Span | None:
    """The tokens of the person whom the party at `number` only owns, with the party; null where it is met itself."""
    return _after_owner(clause, roles, number) or _before_owner(clause, reading, roles, number)


def _after_owner(clause: Clause, roles: Roles, number: int) -> Span | None:
    """ "The president's cook"."""
    first, end = clause.actor_spans[number]
    if clause.words[end : end + 1] != ["'s"]:
        return None
    last = end + 1
    while last < len(clause) and _describes(clause, last):
        last += 1
    ends = last == roles.group_start if roles.passive else last == len(clause) or clause.words[last] in _ENDS
    is_person = ends and last > end + 1 and clause.words[last - 1] not in _NO_PERSON
    return (first, last) if is_person else None


def _describes(clause: Clause, i: int) -> bool:
    is_plain = clause.place_at[i] < 0 and clause.time_at[i] < 0 and clause.words[i] not in ADVERBS
    return is_plain and is_modifier(clause, i)


def _before_owner(clause: Clause, reading: Reading, roles: Roles, number: int) -> Span | None:
    """ "An aide to the president", "the head of the crew of a Greek ship"."""
    before, start, head = before_phrase(clause, number), -1, -1
    after = clause.words[clause.actor_spans[number][1] : roles.group_start]
    if roles.passive and clause.actors[number].kind == "person" and not RELATIVES.isdisjoint(after):
        return None  # "the successor of X, who was killed"
    while before > 1 and clause.words[before] in _OF:
        head = before - 1
        if not _may_be_one(clause, head):
            return None
        start = head
        while start > max(head - _LONGEST, 0) and _may_lead(clause, start - 1) and clause.words[start] not in _LEADS:
            start -= 1
        before = start - 1
    if start < 0 or not (clause.words[start] in _LEADS | KIN or clause.words[head] in _STAFF):
        return None
    is_met = (before < 0 or clause.words[before] in _ENDS - PREPOSITIONS) if roles.passive else start == reading.end
    first = start + (clause.words[start] in _ARTICLES)
    return (first, clause.actor_spans[number][1]) if is_met else None


def _may_lead(clause: Clause, i: int) -> bool:
    return is_modifier(clause, i) or clause.actor_at[i] == clause.actor_at[i + 1] >= 0


def _may_be_one(clause: Clause, head: int) -> bool:
    word, number = clause.words[head], clause.actor_at[head]
    if clause.place_at[head] >= 0 or clause.time_at[head] >= 0 or word in _GROUPS or not word.isalpha():
        return False
    if number >= 0 and (clause.actors[number].actor_id or clause.actors[number].count not in (None, 1)):
        return False
    return word in KIN | _STAFF or not (word.endswith(("s", "ed", "ing")) or word in ADVERBS) or word.endswith("ss")
