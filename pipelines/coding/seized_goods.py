"""What is seized where nobody's it is: "confiscated 49 boxes of paper", "300 rifles were seized".

Goods are no actors, so the slots of a verb of seizing find only those they were taken from.
"""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import AREAS, DETERMINERS, words
from pipelines.coding.parsing import Span
from pipelines.coding.party_phrases import is_modifier
from pipelines.coding.patterns import Reading
from pipelines.coding.plain_objects import find_phrase, next_in_list, of_passive
from pipelines.coding.roles import Roles

_TAKING = words(
    """
    seize confiscate impound expropriate requisition nationalise nationalize capture recover intercept find discover
    uncover unearth
    """
)
_AMOUNTS = words("amount amounts quantity quantities volume volumes bulk lot lots")
_NEVER = words("opportunity chance initiative power control advantage evidence information body bodies remains")
_LAND = AREAS | words("port ports airport airports airbase base bases border crossing bridge road building buildings")
_LONGEST = 4


def find_goods(clause: Clause, reading: Reading, roles: Roles) -> list[Span]:
    """The tokens of the goods that a verb of seizing is about; none where a party stands there."""
    pattern = reading.pattern
    is_taking = pattern.mode == "seize" and not pattern.control and reading.form != "noun"
    if roles.recipients or not is_taking or _TAKING.isdisjoint(pattern.words.replace("|", " ").split()):
        return []
    if roles.passive:
        return [span for span in of_passive(clause, reading) if not _is_land(clause, span)]
    is_filled = reading.gap is not None and reading.gap[1] > reading.gap[0]
    found = find_phrase(clause, reading.gap[0] if reading.gap and is_filled else reading.end)
    if not found:
        return []
    first, end = _with_contents(clause, *found[0])
    if clause.words[end - 1] in _AMOUNTS | _NEVER or (reading.gap and end < reading.gap[1]):
        return []
    return [(first, end), *next_in_list(clause, end)]


def _is_land(clause: Clause, span: Span) -> bool:
    """ "The port was seized by the rebels": a place changes hands, and no goods are taken."""
    return clause.words[span[1] - 1] in _LAND


def _with_contents(clause: Clause, first: int, end: int) -> Span:
    """The tokens of "49 boxes of paper", "large amounts of ammunition"."""
    last = start = end + 1
    while last < min(start + _LONGEST, len(clause)) and is_modifier(clause, last) and clause.time_at[last] < 0:
        if clause.words[last] in DETERMINERS or clause.words[last].endswith("ing"):
            break
        last += 1
    return (first, last) if clause.words[end : end + 1] == ["of"] and last > start else (first, end)
