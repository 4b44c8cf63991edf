"""Harm that meets nobody else: who shoots himself, and who destroys what is his own."""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import words
from pipelines.coding.patterns import Reading

_ONESELF = words("himself herself themselves myself ourselves")
_OTHERS_TOO = frozenset(("and", ",", "along", "together"))
_FATAL = words("killed killing kills kill fatally dead died dies death murder murdered suicide")
_BOMBERS = frozenset(("detonate", "blow", "explode"))
_SPEAKERS = frozenset(("i", "we"))
_MINE = frozenset(("my", "our"))
_OWNERS = words("my our his her its their")
_REACH = 6  # tokens
_REACH_OF_SPEAKER = 12


def is_own_harm(clause: Clause, reading: Reading) -> bool:
    """Whether the harm is to who did it: "shot himself", "burned their own tanks", "I destroyed my computer"."""
    if reading.pattern.event_type != "ASSAULT" or reading.form == "noun":
        return False
    if reading.pattern.words.split()[0] in _BOMBERS:
        return False
    after = clause.words[reading.end : reading.end + _REACH]
    if reading.pattern.mode != "destroy":
        alone = _FATAL.isdisjoint(clause.words)  # else one of a toll: "killed two, then fatally shot himself"
        return alone and not _ONESELF.isdisjoint(after[:1]) and _OTHERS_TOO.isdisjoint(after[1:2])
    if after[1:2] == ["own"]:
        return after[0] in _OWNERS
    said = clause.words[max(reading.start - _REACH_OF_SPEAKER, 0) : reading.start]
    return not _SPEAKERS.isdisjoint(said) and not _MINE.isdisjoint(after)
