"""Where an aside opens that parts a subject from its verb: "X, which Y has vowed to destroy, fired rockets"."""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import AUXILIARIES, DASHES, PREPOSITIONS, RELATIVES, SPEECH, words
from pipelines.coding.party_phrases import is_modifier
from pipelines.coding.patterns import Reading

_FINITE = ("past", "participle", "third")
_UNCHANGED = words("hit set cut beat hurt put shut")  # their past too
_OPENS = RELATIVES - {"that"}
_ENDS = words(". ; : ? !")
_REACH = 30


def aside_before(clause: Clause, group_start: int, reading: Reading) -> int:
    """Where the relative clause opens that ends right before a finite verb, between two commas or dashes; else 0."""
    last = group_start - 1
    is_finite = reading.form in _FINITE or clause.words[reading.start] in _UNCHANGED
    mark = clause.words[last] if is_finite and last > 2 else ""
    if mark != "," and mark not in DASHES:
        return 0
    for k in range(last - 1, max(last - _REACH, 0), -1):
        if clause.words[k] in _ENDS:
            break
        if clause.words[k] == mark:
            relative = k + 1 + (clause.words[k + 1] in PREPOSITIONS)
            return k if clause.words[relative] in _OPENS else 0
    return 0


def parts_verbs(clause: Clause, opener: int) -> bool:
    """ "Fought X, which holds the town, killed ten and left": the verbs of a list, of which an object parts two."""
    led = opener - 1
    while led > 0 and (is_modifier(clause, led) or clause.actor_at[led] >= 0):
        led -= 1
    return clause.is_verb(led) and clause.words[led] not in SPEECH | AUXILIARIES
