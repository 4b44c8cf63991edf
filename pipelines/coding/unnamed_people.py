"""People nobody knows as whom words and inquiries are meant for: "investigated an officer", "demanded that Rao resign".

Only where no party stands in the slot: a noun that means a person, or a name before which only a person or body fits.
Whom harm and arrest meet is found in `victims.py`.
"""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import BASE_VERBS, DETERMINERS, NUMBER_WORDS, PREPOSITIONS, RELATIVES, words
from pipelines.coding.harm_words import PERSON_NOUN
from pipelines.coding.parsing import Span
from pipelines.coding.party_phrases import is_modifier
from pipelines.coding.patterns import Reading
from pipelines.coding.roles import Roles

_TALK = frozenset(("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "REQUEST", "ACCUSE", "CONCEDE", "RETREAT"))
_INQUIRIES = words("investigate investigation probe inquiry sue")
_WITH = frozenset(("with",))
_LEADS = {"AGREE": _WITH, "CONSULT": _WITH, "COOPERATE": _WITH, "ACCUSE": words("of against into")}
_BEFORE_NOUNS = DETERMINERS - NUMBER_WORDS
_LONGEST = 5


def find_meant(clause: Clause, reading: Reading, roles: Roles) -> Span | None:
    """The tokens of the people after the verb, where they are nobody known."""
    pattern, at = reading.pattern, reading.end
    if roles.recipients or roles.passive or reading.form == "noun" or pattern.event_type not in _TALK:
        return None
    if clause.words[at - 1] == "that":
        return _name_that_is_to_act(clause, at) if pattern.event_type == "REQUEST" else None
    inquires = not _INQUIRIES.isdisjoint(clause.words[at - 1 : at]) or pattern.words in _INQUIRIES
    led = clause.words[at - 1] if clause.words[at - 1] in PREPOSITIONS else ""
    if not led and at < len(clause) and clause.words[at] in _LEADS.get(pattern.event_type, ()):
        led, at = clause.words[at], at + 1
    if led and led not in _LEADS.get(pattern.event_type, ()):
        return None
    if not led and not {"object", "right"}.intersection(pattern.recipient_slots):
        return None
    named = led in ("with", "against") or (inquires and led != "into")
    return _people(clause, at, named)


def _people(clause: Clause, start: int, named: bool) -> Span | None:
    """The phrase at `start`, if it ends in a noun that means a person; with `named` also if it is all a name."""
    first = start + (start < len(clause) and clause.words[start] in _BEFORE_NOUNS)
    last = first
    while last < len(clause) and last - first < _LONGEST and _goes_on(clause, last):
        last += 1
    if last == first or (last < len(clause) and not _ends(clause, last)):
        return None
    head = clause.words[last - 1]
    is_person = PERSON_NOUN.fullmatch(head) or PERSON_NOUN.fullmatch(head.removesuffix("s"))
    is_name = named and all(clause.is_capital(k) for k in range(first, last))
    return (first, last) if is_person or is_name else None


def _goes_on(clause: Clause, i: int) -> bool:
    laid = (clause.actor_at, clause.place_at, clause.time_at)
    if clause.holder_at[i] >= 0 and clause.actors[clause.holder_at[i]].country:
        return False
    return clause.words[i][0].isalnum() and is_modifier(clause, i) and all(at[i] < 0 for at in laid)


def _ends(clause: Clause, i: int) -> bool:
    return clause.words[i] in PREPOSITIONS | RELATIVES | {"and", "or"} or not clause.words[i][0].isalnum()


def _name_that_is_to_act(clause: Clause, start: int) -> Span | None:
    """ "Demanded that Rao resign": a name before a verb in its base form."""
    end = start
    while end < len(clause) and end - start < _LONGEST and clause.is_capital(end) and _goes_on(clause, end):
        end += 1
    is_to_act = start < end < len(clause) and clause.words[end] in BASE_VERBS | {"be", "step", "not"}
    return (start, end) if is_to_act else None
