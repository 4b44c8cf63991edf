"""The phrase that a verb's nearest actor only belongs to: whose kin speak, whose part is named, who demands.

What stands as subject at all is decided in `subjects.py`.
"""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import COORDINATORS, KIN, RELATIVES, SPEECH, words
from pipelines.coding.party_heads import with_head
from pipelines.coding.party_phrases import Numbers, before_phrase, is_modifier
from pipelines.coding.patterns import Reading
from pipelines.coding.subject_order import CLAUSES_OF_TIME

_NO_PARTICIPLES = words(
    """
    including during according following regarding being meeting morning evening building saying telling adding
    reporting claiming confirming announcing stating noting insisting warning
    """
)
_ENDS_PARTICIPLE = COORDINATORS | RELATIVES | SPEECH | CLAUSES_OF_TIME
_BELONGING = frozenset(("from", "of", "the", "members", "fighters", "belonging", "to"))
_PARTLY = frozenset(("mostly", "mainly", "largely", "including"))
_LONGEST_OWNED = 5
_BEFALLING = ("ASSAULT", "COERCE")


def kin_of(clause: Clause, found: Numbers, group_start: int, reading: Reading) -> Numbers:
    """ "The relatives of the victims marched": they, but the soldier in "the family of a soldier arrested in Qant"."""
    only = len(found) == 1 and clause.actor_spans[found[0]][1] == group_start
    if not only or (reading.pattern.event_type in _BEFALLING and not clause.is_noun_phrase_start(reading.end)):
        return ()
    of = before_phrase(clause, found[0])
    kin = clause.actor_at[of - 1] if of > 0 and clause.words[of] == "of" else -1
    return (kin,) if kin >= 0 and clause.words[of - 1] in KIN else ()


def owner_before_whose(clause: Clause, group_start: int) -> Numbers:
    """ "Chad, whose ships were attacked": whose the unknown thing is that stands before the verb."""
    whose = group_start - 1
    while (
        whose > 1
        and group_start - whose < _LONGEST_OWNED
        and is_modifier(clause, whose)
        and clause.words[whose] != "whose"
    ):
        whose -= 1
    if whose < 1 or clause.words[whose] != "whose" or whose == group_start - 1:
        return ()
    owner = clause.actor_at[whose - 1 - (clause.words[whose - 1] == ",")]
    return with_head(clause, owner) if owner >= 0 else ()


def past_participle_clause(clause: Clause, found: Numbers, group_start: int) -> Numbers:
    """ "Demonstrators demanding the resignation of X marched": they, not X, whom only their own demand is about."""
    first = clause.actor_spans[found[0]][0]
    if clause.actor_spans[found[-1]][1] != group_start:
        return found
    for k in range(first - 1, max(first - 8, 0), -1):
        word = clause.words[k]
        if word.endswith("ing") and word not in _NO_PARTICIPLES and clause.actor_at[k - 1] >= 0 > clause.actor_at[k]:
            return with_head(clause, clause.actor_at[k - 1])
        if not word[0].isalpha() or word in _ENDS_PARTICIPLE or clause.is_verb(k):
            break
    return found


def whole_of(clause: Clause, found: Numbers, reading: Reading) -> Numbers:
    """ "Ten civilians, mostly women", "ten people most of them from X were killed": those of whom a part is named."""
    first = clause.actor_spans[found[0]][0] if found else 0
    if first < 3:
        return found
    part = first - 1 if clause.words[first - 1] in _PARTLY else _part_of_them(clause, first, reading)
    part -= part > 0 and clause.words[part - 1] == ","
    number = clause.actor_at[part - 1] if part > 0 else -1
    return (number,) if number >= 0 and clause.actors[number].count is not None else found


def _part_of_them(clause: Clause, first: int, reading: Reading) -> int:
    """Where "among them", "of them" or "most of them from" begins before `first`; -1 for nowhere."""
    them = first - 1
    while them > first - 4 and clause.words[them] in _BELONGING:
        them -= 1
    led = clause.words[them - 1 : them + 1]
    if led == ["among", "them"]:
        return them - 1
    if led != ["of", "them"] or not reading.pattern.is_harm:
        return -1
    return them - 2
