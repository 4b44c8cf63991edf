"""Where an aside opens that parts a subject from its verb: "X, which Y has vowed to destroy, fired rockets"."""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import AUXILIARIES, DASHES, PREPOSITIONS, RELATIVES, SPEECH, SUBORDINATORS, words
from pipelines.coding.party_phrases import is_modifier
from pipelines.coding.patterns import Reading

_FINITE = ("past", "participle", "third")
_UNCHANGED = words("hit set cut beat hurt put shut")  # their past too
_OPENS = (RELATIVES - {"that"}) | SUBORDINATORS
_ENDS = words(". ; : ? !")
_REACH = 30
_LONGEST_SAID = 12


def aside_before(clause: Clause, group_start: int, reading: Reading) -> int:
    """Where the clause opens that ends right before a finite verb, between two commas or dashes; else 0."""
    last = group_start - 1
    is_finite = reading.form in _FINITE or clause.words[reading.start] in _UNCHANGED
    mark = clause.words[last] if is_finite and last > 2 else ""
    if mark != "," and mark not in DASHES:
        return 0
    for k in range(last - 1, max(last - _REACH, 0), -1):
        if clause.words[k] in _ENDS:
            break
        if clause.words[k] == mark:
            opens = clause.words[k + 1] in _OPENS or _opens_with_preposition(clause, k + 1)
            return k if opens or _is_said(clause, k + 1, last) else 0
    return 0


def past_said(clause: Clause, i: int) -> int:
    """ "Were killed, the army said, by rebels": where it goes on after who tells of it; else `i`."""
    if clause.words[i : i + 1] != [","]:
        return i
    end = next((k for k in range(i + 2, min(i + _LONGEST_SAID, len(clause))) if clause.words[k] == ","), 0)
    return end + 1 if end and _is_said(clause, i + 1, end) else i


def _opens_with_preposition(clause: Clause, i: int) -> bool:
    """ "X, with which Y"."""
    return clause.words[i] in PREPOSITIONS and clause.words[i + 1] in RELATIVES


def _is_said(clause: Clause, start: int, end: int) -> bool:
    """ "X, the army said on Monday, attacked": who tells of it."""
    says = next((k for k in range(start + 1, end) if clause.words[k] in SPEECH), 0)
    return says > 0 and clause.actor_at[says - 1] >= 0 and clause.words[start] not in ("and", "but", "or")


def parts_verbs(clause: Clause, opener: int) -> bool:
    """ "Fought X, which holds the town, killed ten and left": the verbs of a list, of which an object parts two."""
    led = opener - 1
    while led > 0 and (is_modifier(clause, led) or clause.actor_at[led] >= 0):
        led -= 1
    return clause.is_verb(led) and clause.words[led] not in SPEECH | AUXILIARIES
