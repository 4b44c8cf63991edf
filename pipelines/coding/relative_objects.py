"""Whom a relative clause without an object of its own describes: "the rebels that the army is fighting".

Things that such a clause describes are found in `struck_things.py`.
"""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import ARMED_SECTORS, DETERMINERS, SPEECH
from pipelines.coding.party_heads import with_head
from pipelines.coding.party_phrases import Numbers
from pipelines.coding.patterns import Reading

_PRONOUNS = frozenset(("it", "they", "he", "she", "we"))
_OPENS_SUBJECT = _PRONOUNS | {"the", "its", "their"}
_LYING = frozenset(("in", "within", "inside", "near"))


def described_without_object(clause: Clause, reading: Reading, actors: Numbers, verb: int) -> Numbers:
    """ "The rebels that the army is fighting": whom a relative clause without an object of its own describes."""
    end = reading.end + (clause.words[reading.end - 1] == "to")
    if not actors or "object" not in reading.pattern.recipient_slots:
        return ()
    if clause.is_noun_phrase_start(end) and not clause.is_verb(end):
        return ()
    is_meant = verb > 1 and clause.words[verb - 1] in _PRONOUNS
    i = (verb - 1 if is_meant else clause.actor_spans[actors[0]][0]) - 1
    while i > 0 and clause.words[i] in DETERMINERS - {"that"}:
        i -= 1
    if i > 0 and clause.actor_at[i] >= 0 and (clause.words[i + 1] in _OPENS_SUBJECT or _is_fought(clause, i)):
        i += 1  # "the militia the army is fighting"
    elif i < 1 or clause.words[i] not in ("that", "whom", "which"):
        return ()
    i -= i > 1 and clause.words[i] != "that" and clause.words[i - 1] == ","
    if (number := _before_place(clause, i - 1)) < 0:
        return ()
    first = clause.actor_spans[number][0]
    is_addressed = SPEECH.intersection(clause.words[max(first - 3, 0) : first])  # "told the nurse that"
    return () if is_addressed else with_head(clause, number)


def _before_place(clause: Clause, i: int) -> int:
    """The party that ends at `i`, or before "in Chad" that ends there; -1 where none does."""
    number = max(clause.actor_at[i], clause.holder_at[i])
    first = clause.place_spans[clause.place_at[i]][0] if clause.place_at[i] >= 0 else clause.actor_spans[number][0]
    lies = first > 1 and clause.words[first - 1] in _LYING and clause.actor_at[first - 2] >= 0
    return clause.actor_at[first - 2] if lies and max(number, clause.place_at[i]) >= 0 else clause.actor_at[i]


def _is_fought(clause: Clause, i: int) -> bool:
    """ "The militias Turkey is fighting": an armed party before a state's name of its own."""
    return clause.actors[clause.actor_at[i]].sector in ARMED_SECTORS and clause.actor_at[i + 1] >= 0
