"""Members of a list who are nobody known: the last ones ("and allied forces") and the first ("two clerks and police").

Known parties in a row are joined in `party_phrases.py`; how a list of things goes on is found in `party_lists.py`.
"""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import (
    DETERMINERS,
    HARM,
    NUMBER_WORDS,
    PREPOSITIONS,
    QUOTES,
    RELATIVES,
    SPEECH,
    STRONG_STOPS,
    SUBCLAUSE_OPENERS,
    words,
)
from pipelines.coding.harm_words import PERSON_NOUN
from pipelines.coding.parsing import Span
from pipelines.coding.party_phrases import Numbers, before_phrase, is_modifier
from pipelines.coding.patterns import Reading
from pipelines.coding.roles import Roles
from pipelines.coding.struck_things import meets_things, names_thing, things_before, things_from
from pipelines.coding.victims import befalls_bodies, nobody_known, nobody_known_before

_FORCES = words(
    """
    forces troops soldiers fighters militants militias militiamen rebels gunmen groups factions allies units guards
    members supporters loyalists mercenaries commanders
    """
)
_PEOPLE = words("men women children people civilians innocents relatives aides")
_OPENERS = STRONG_STOPS | SUBCLAUSE_OPENERS | QUOTES | SPEECH | {","}
_LONGEST = 4


def plural_item(clause: Clause, joint: int, things: bool) -> list[Span]:
    """ "And allied forces": people, or with `things` what was hit, where no verb follows that would be theirs."""
    first = end = joint + 1
    if clause.words[joint : joint + 1] != ["and"]:
        return []
    while end < min(first + _LONGEST, len(clause)) and _belongs(clause, first, end):
        end += 1
        if clause.words[end - 1] in _FORCES | _PEOPLE:
            break
    head = clause.words[end - 1] if end > first and not _acts(clause, first) else ""
    are_people = head in _FORCES | _PEOPLE or PERSON_NOUN.fullmatch(head.removesuffix("s")) is not None
    are_things = things and head.endswith("s") and names_thing(head)
    if not (are_people or are_things) or not _is_over(clause, end):
        return []
    return [(first, _past_whole(clause, end))]


def first_item(clause: Clause, reading: Reading, roles: Roles, met: Numbers) -> list[Span]:
    """ "Killed two clerks and a policeman", "a market and army posts were hit": who stands before the known party."""
    is_met = meets_things(reading) or befalls_bodies(reading)
    if not met or reading.form == "noun" or not is_met or clause.actors[met[0]].kind is None:
        return []
    joint = before_phrase(clause, met[0])
    if joint < 1 or clause.words[joint] != "and":
        return []
    if not roles.passive:
        found = _between(clause, reading, joint)
    elif joint < roles.group_start < reading.start:
        span = nobody_known_before(clause, joint)
        found = [span] if span else things_before(clause, joint) if meets_things(reading) else []
        found = [span for span in found if _opens_clause(clause, span[0])]
    else:
        found = []
    return [span for span in found if _is_whole(clause, *span)]


def _between(clause: Clause, reading: Reading, joint: int) -> list[Span]:
    """What stands from the verb to the "and"."""
    if not reading.end < joint:
        return []
    if meets_things(reading):
        return [span for span in things_from(clause, reading.end) if span[1] == joint]
    span = nobody_known(clause, reading.end, joint)
    return [span] if span else []


def _is_whole(clause: Clause, first: int, end: int) -> bool:
    """Whether it is no half of "between 20 and 30 people", "ten rebel and army fighters", "guards of east and west"."""
    inside = clause.words[first:end]
    is_counted = len(inside) > 1 and (clause.after_quantifier(first) > first or inside[0][0].isdigit())
    is_counted = is_counted or inside[0] in NUMBER_WORDS - {"one"}
    is_half = is_counted and inside[-1].isalpha() and not inside[-1].endswith("s") and inside[-1] not in _PEOPLE
    return inside[0] != "between" and not is_half and PREPOSITIONS.isdisjoint(inside[1:-1])


def _opens_clause(clause: Clause, first: int) -> bool:
    first -= first > 0 and clause.words[first - 1] in ("a", "an", "the")
    return first == 0 or clause.words[first - 1] in _OPENERS


def _past_whole(clause: Clause, end: int) -> int:
    """Where "members of their families" ends."""
    owned = clause.words[end : end + 1] == ["of"] and clause.words[end + 1 : end + 2] in (["their"], ["his"], ["her"])
    return end + 3 if owned and end + 2 < len(clause) and clause.words[end + 2][0].isalpha() else end


def _belongs(clause: Clause, first: int, i: int) -> bool:
    if max(clause.actor_at[i], clause.place_at[i], clause.time_at[i]) >= 0 or not clause.words[i][0].isalpha():
        return False
    if i > first and clause.words[i] in DETERMINERS:
        return False
    return clause.words[i] == "allied" or is_modifier(clause, i)


def _acts(clause: Clause, i: int) -> bool:
    """ "And injured nine others", "and committing crimes": whether another verb begins there."""
    return clause.words[i] in HARM or clause.words[i].endswith("ing")


def _is_over(clause: Clause, end: int) -> bool:
    """Whether the list ends there, and no verb follows within its clause."""
    if end < len(clause) and clause.words[end][0].isalnum() and clause.words[end] not in PREPOSITIONS | RELATIVES:
        return False
    for k in range(end, len(clause)):
        if clause.words[k] in STRONG_STOPS or clause.words[k] in RELATIVES or clause.words[k] == ",":
            break
        if clause.is_verb(k):
            return False
    return True
