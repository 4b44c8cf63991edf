"""Whom an attack would meet or met that is told of by its noun's governing words: "protect tankers from attacks".

Only where nothing else tells whom the noun's act met. What a verb like "suffer" hands to its noun is read in
`noun_roles.py`.
"""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import ADVERBS, DETERMINERS, STRONG_STOPS, words
from pipelines.coding.objects import actors_from
from pipelines.coding.parsing import Span
from pipelines.coding.party_heads import with_head
from pipelines.coding.party_phrases import Numbers, is_modifier
from pipelines.coding.patterns import Reading
from pipelines.coding.struck_things import names_thing, things_from

_SHIELD = words(
    """
    protect protects protected protecting protection defend defends defended defending shield shields shielded shielding
    save saves saved saving spare spares spared sparing safeguard safeguarding rescue rescued secure guard guarding
    """
)
_FROM = frozenset(("from", "against"))
_OPEN = words("vulnerable exposed open prone")
_WARD = words("repel repels repelled repelling repulse repulsed repulsing resist resists resisted resisting")
_REACH = 12


def find_shielded(clause: Clause, reading: Reading) -> tuple[Numbers, list[Span]]:
    """The numbers of the parties, or the tokens of the things, that stand before the noun and whom its act met."""
    is_named = reading.form == "noun" or (reading.form == "gerund" and not clause.is_noun_phrase_start(reading.end))
    if not is_named or reading.pattern.event_type != "ASSAULT":
        return (), []
    before = _before_noun(clause, reading.start)
    if before < 1:
        return (), []
    word, last = clause.words[before], clause.words[before - 1]
    if word in _FROM:
        return _object_of_shield(clause, before)
    if word == "under":
        return _that_ends_at(clause, before - (last in ADVERBS))  # "an army base under siege"
    if word == "to" and last in _OPEN:
        return _that_ends_at(clause, before - 1)
    if word in _WARD:
        return _that_ends_at(clause, before - (last == "to"))
    return (), []


def _before_noun(clause: Clause, noun: int) -> int:
    """Where the word before the noun's phrase stands, its owner being part of it."""
    i = noun - 1
    while i > 0 and clause.words[i] not in _WARD and (clause.words[i] == "'s" or _is_inside(clause, i)):
        i -= 1
    return i


def _object_of_shield(clause: Clause, preposition: int) -> tuple[Numbers, list[Span]]:
    for k in range(preposition - 1, max(preposition - _REACH, -1), -1):
        if clause.words[k] in STRONG_STOPS:
            break
        if clause.words[k] in _SHIELD:
            if clause.words[k] == "protection" and k + 1 == preposition:
                return _that_ends_at(clause, k)
            start = k + 1 + (clause.words[k + 1] in ("of", "for"))
            found = actors_from(clause, start)
            return found, [] if found else things_from(clause, start)
    return (), []


def _that_ends_at(clause: Clause, end: int) -> tuple[Numbers, list[Span]]:
    number = max(clause.actor_at[end - 1], clause.holder_at[end - 1]) if end else -1
    if number >= 0:
        return with_head(clause, number), []
    first = end
    while first > 0 and clause.words[first - 1] not in DETERMINERS and _is_inside(clause, first - 1):
        first -= 1
    return (), [(first, end)] if first < end and names_thing(clause.words[end - 1]) else []


def _is_inside(clause: Clause, i: int) -> bool:
    return clause.actor_at[i] >= 0 or is_modifier(clause, i)
