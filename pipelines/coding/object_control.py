"""Who is to act where somebody is asked or made to: "urged Chad to sign a deal", "called on the rebels to withdraw".

The doer of the infinitive is the object of the verb before it, and not that verb's subject; of a call, who makes it.
"""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import DETERMINERS, PREPOSITIONS, PRONOUNS, RELATIVES, STRONG_STOPS, words
from pipelines.coding.harm_words import PERSON_NOUN
from pipelines.coding.inflection import verb_forms
from pipelines.coding.objects import find_object
from pipelines.coding.party_phrases import Numbers
from pipelines.coding.subject_order import find_subject

_REACH = 9  # tokens
_MOVE = words(
    """
    ask urge tell order press push force persuade convince encourage implore beg invite instruct direct authorise
    authorize compel pressure lobby challenge advise require exhort oblige nudge prod incite induce permit summon
    """
)
_MOVING = frozenset(form for verb in _MOVE for form, _ in verb_forms(verb))
_CALLING = {"on": "call", "upon": "call", "to": "appeal", "with": "plead"}
_CALLS = {lead: frozenset(form for form, _ in verb_forms(verb)) for lead, verb in _CALLING.items()}
_CALLED = words("call calls called phone phones phoned telephone telephones telephoned visits visited")
_SUMMONED = words("summon summons summoned summoning")
_PROTESTS = words("protest complain condemn lodge express convey demand voice deliver denounce register")
_INSIDE = frozenset(("of", "in", "from"))  # "urged rivals in Chad to talk"


def who_is_to_act(clause: Clause, group_start: int) -> Numbers | None:
    """The doer by the verb before the "to" of the group that begins here: its object, empty if it is nobody known; the
    caller of "called X to thank him", "summoned the envoy to protest"; None after other verbs.
    """
    to = group_start - 1
    if to < 2 or clause.words[to] != "to":
        return None
    for k in range(to - 1, max(to - _REACH, 0), -1):
        word = clause.words[k]
        if max(clause.time_at[k], clause.time_at[k + 1]) >= 0:
            continue  # "called X on Wednesday to thank him"
        if word in _CALLED or (word in _SUMMONED and clause.words[to + 1] in _PROTESTS):
            return find_subject(clause, clause.group_before(k).start) if k < to - 1 else None
        moves = word in _MOVING and clause.actor_at[k] < 0 and clause.words[k - 1] not in DETERMINERS
        if moves or clause.words[k - 1] in _CALLS.get(word, ()):
            return _whom(clause, k + 1, to)
        if (word in PREPOSITIONS and word not in _INSIDE) or word in STRONG_STOPS | RELATIVES or word == ",":
            return None
        if clause.is_verb(k):
            return None
    return None


def _whom(clause: Clause, start: int, to: int) -> Numbers | None:
    """Those before "to"; none for a thing that nobody asks: "pressing a battle to retake the town"."""
    found = find_object(clause, start, loose=False) if start < to else ()
    last = clause.words[to - 1]
    asked = last in PRONOUNS or last.endswith("s") or PERSON_NOUN.fullmatch(last)
    return found if found or (asked and start < to) else None
