"""The second of two verbs of saying, where what the first one tells stands between them.

"Norvia denied that its troops had shelled the camp and accused the rebels": Norvia accuses, and not its troops.
"""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import DETERMINERS, PRONOUNS, SPEECH, STRONG_STOPS
from pipelines.coding.patterns import Reading

_SAYINGS = frozenset(("ACCUSE", "REQUEST", "REJECT", "THREATEN"))
_DENIES = frozenset(("denied", "denies", "deny"))
_REACH = 24


def first_saying(clause: Clause, reading: Reading, group_start: int) -> int:
    """The verb of saying whose subject says the second thing too; 0 where none stands before it."""
    is_second = reading.pattern.event_type in _SAYINGS and reading.form in ("past", "participle")
    if not is_second or group_start < reading.start or clause.words[max(group_start - 1, 0)] != "and":
        return 0
    if clause.is_verb(group_start - 2):
        return 0  # "a party that criticised and opposed"
    for i in range(group_start - 2, max(group_start - _REACH, 0), -1):
        if clause.words[i] in STRONG_STOPS:
            break
        if clause.words[i] in SPEECH | _DENIES and clause.words[i + 1] in DETERMINERS | PRONOUNS | {"that"}:
            return i if any(map(clause.is_verb, range(i + 1, group_start - 1))) else 0
    return 0
