"""Members of a list who are nobody known: the last ones ("and allied forces") and the first ("two clerks and police").

Known parties in a row are joined in `party_phrases.py`; how a list of things goes on is found in `party_lists.py`.
"""

from pipelines.coding.bodies import is_somebody
from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import (
    AUXILIARIES,
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
from pipelines.coding.owned_things import span_of_thing
from pipelines.coding.parsing import Span
from pipelines.coding.party_phrases import SHARES, Numbers, before_phrase, is_modifier
from pipelines.coding.patterns import Reading
from pipelines.coding.roles import Roles
from pipelines.coding.struck_things import meets_things, names_thing, things_before, things_from, without_article
from pipelines.coding.victims import befalls_bodies, nobody_known, nobody_known_before

_FORCES = words(
    """
    forces troops soldiers fighters militants militias militiamen rebels gunmen groups factions allies units guards
    members supporters loyalists mercenaries commanders
    """
)
_PEOPLE = words("men women children people civilians innocents relatives aides")
_OPENERS = STRONG_STOPS | SUBCLAUSE_OPENERS | QUOTES | SPEECH | {","}
_AFTER_PEOPLE = PREPOSITIONS | SUBCLAUSE_OPENERS | AUXILIARIES | {"and"}
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
    are_things = things and head.endswith("s") and names_thing(head)
    if not (_are_people(head) or are_things) or not _is_over(clause, end):
        return []
    return [(first, _past_whole(clause, end))]


def first_items(clause: Clause, reading: Reading, roles: Roles, met: Numbers) -> list[Span]:
    """ "Killed two clerks and a policeman", "a market, a bus and army posts were hit": who stands before the met."""
    if not met or reading.form == "noun" or not (meets_things(reading) or befalls_bodies(reading)):
        return []
    owned = span_of_thing(clause, met[0])
    joint = _before_article(clause, owned[0] if owned else before_phrase(clause, met[0]) + 1)
    if joint < 1 or clause.words[joint] != "and":
        return []
    if roles.passive:
        return _listed_before(clause, reading, joint) if joint < roles.group_start < reading.start else []
    found = _between(clause, reading, joint) if clause.actors[met[0]].kind else []
    return [span for span in found if _is_whole(clause, *span)]


def people_of_list(clause: Clause, start: int) -> list[Span]:
    """ "(A guard,) a cook and two clerks": the people after a comma, where a list of them ends in "and"."""
    found = people_from(clause, start)
    is_list = found and "and" in clause.words[start : found[-1][0]] and _is_over(clause, found[-1][1])
    return found if is_list else []


def people_from(clause: Clause, start: int) -> list[Span]:
    """ "His wife, a guard and two clerks": the people of the list that begins at `start`."""
    found: list[Span] = []
    while end := _end_of_people(clause, start):
        found.append(without_article(clause, start, end))
        follow = clause.words[end : end + 2]
        if follow[:1] not in ([","], ["and"]) or (clause.words[start - 1] == "and" and len(found) > 1):
            break
        start = end + 1 + (follow == [",", "and"])
    return found


def _end_of_people(clause: Clause, start: int) -> int:
    """Where a phrase of people ends that begins at `start`, and a list may go on; 0 where none does."""
    first = clause.after_quantifier(start)
    for k in range(first, min(first + _LONGEST + 1, len(clause))):
        follower = clause.words[k + 1] if k + 1 < len(clause) else "."
        belongs = clause.time_at[k] < 0 and clause.words[k][0].isalnum() and is_modifier(clause, k)
        if not (belongs or clause.actor_at[k] >= 0) or follower == "'s":
            break
        ends = follower in _AFTER_PEOPLE or not follower[0].isalnum()
        if ends and (clause.words[k] in _FORCES or is_somebody(clause, (k, k + 1)) or _is_party(clause, k)):
            return k + 1
    return 0


def _is_party(clause: Clause, i: int) -> bool:
    """Whether the word is that of known people."""
    return clause.actor_at[i] >= 0 and clause.actors[clause.actor_at[i]].kind in ("person", "group")


def _are_people(head: str) -> bool:
    return head in _FORCES | _PEOPLE or PERSON_NOUN.fullmatch(head.removesuffix("s")) is not None


def _listed_before(clause: Clause, reading: Reading, joint: int) -> list[Span]:
    """ "A market, a bus (and army posts were hit)": the phrases before a joint, first to last."""
    found: list[Span] = []
    joint -= clause.words[joint - 1] == ","
    while joint > 0 and clause.words[joint] in ("and", ","):
        span = nobody_known_before(clause, joint)
        spans = [span] if span else things_before(clause, joint) if meets_things(reading) else []
        if _is_party(clause, joint - 1) and befalls_bodies(reading):
            spans = [clause.actor_spans[clause.actor_at[joint - 1]]]
        if len(spans) != 1 or not _is_whole(clause, *spans[0]):
            break
        first, end = spans[0]
        first -= 2 * (clause.words[first - 1] == "of" and clause.words[first - 2] in SHARES)
        if not _opens_clause(clause, first):
            break
        found.insert(0, (first, end))
        joint = _before_article(clause, first)
    return found


def _before_article(clause: Clause, first: int) -> int:
    first -= first > 0 and clause.words[first - 1] in ("a", "an", "the")
    return first - 1


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
    before = _before_article(clause, first)
    return before < 0 or clause.words[before] in _OPENERS


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
