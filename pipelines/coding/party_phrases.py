"""The phrase that an actor stands in: where it begins, its owner, and the actors coordinated with it.

Its head is found in `party_heads.py`; what role it plays is decided in `subjects.py`, `objects.py` and `roles.py`.
"""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import (
    ARMED_SECTORS,
    CLAUSE_OPENERS,
    DETERMINERS,
    NUMBER_WORDS,
    PREPOSITIONS,
    QUANTIFIERS,
    QUOTES,
    RELATIVES,
    STATE_SECTORS,
    STRONG_STOPS,
    words,
)

Numbers = tuple[int, ...]
_SAYS = words("said says added told reported announced stated confirmed noted")
_SOME = frozenset(("one", "some", "several", "many", "most"))
SHARES = words(
    "number tens dozens hundreds thousands scores group couple handful majority most some many several one total"
)
_UNKNOWN_IN_LIST = 2
_LONGEST_DESCRIPTION = 9
_CIVIL = frozenset(("CVL", "REF", "EDU", "MED", "JRN", "REL", "LAB", "AGR"))
_MILITARY_MATTERS = words(
    """
    confrontation operation operations action actions conflict intervention aid assistance support ties cooperation
    collaboration
    exercise exercises drills presence solution option options pact alliance relations threat service draft spending
    """
)
_DESCRIBE = words("including neighbouring neighboring visiting ruling warring opposing leading surviving remaining")
_SECOND_VERBS = words("accused blamed urged warned condemned threatened praised thanked asked called vowed")
_AS_WELL = ["as", "well", "as"]
_CLOSES_LIST = frozenset(("and", "or", "&", "nor"))


def is_modifier(clause: Clause, i: int) -> bool:
    """Whether the word at `i` can stand between a determiner and the noun that it belongs to."""
    word = clause.words[i]
    if clause.actor_at[i] >= 0 or word in PREPOSITIONS or word in CLAUSE_OPENERS:
        return False
    if clause.place_at[i] >= 0:
        return True
    return word in DETERMINERS or word in QUOTES or (word[0].isalnum() and not clause.is_verb(i))


def is_no_army(clause: Clause, i: int) -> bool:
    """ "Military action", "military aid": the adjective at `i` is nobody's army."""
    return clause.words[i] == "military" and i + 1 < len(clause) and clause.words[i + 1] in _MILITARY_MATTERS


def leads_to_deed(clause: Clause, i: int) -> bool:
    """ "Accused the bill of harming X": whom the deed met that somebody is charged with, the charge did not meet."""
    if clause.words[i] != "of" or i + 1 >= len(clause) or not clause.words[i + 1].endswith("ing"):
        return False
    return all(at[i + 1] < 0 for at in (clause.actor_at, clause.place_at, clause.holder_at))


def before_phrase(clause: Clause, number: int) -> int:
    """Where the word before an actor's phrase stands, past what modifies it; -1 or 0 at the clause's beginning."""
    before = clause.actor_spans[number][0] - 1
    while before > 0 and is_modifier(clause, before):
        before -= 1
    return before


def is_speaker(clause: Clause, number: int) -> bool:
    """Whether a word of saying follows: "killed ten people the monitor said" where the comma was lost."""
    end = clause.actor_spans[number][1]
    following = clause.actor_at[end + 1] if end + 1 < len(clause) and clause.words[end] == "and" else -1
    if following >= 0 and clause.actors[number].sector == "JRN":
        end = clause.actor_spans[following][1]
    if end >= len(clause) or clause.words[end] not in _SAYS:
        return False
    if end + 1 >= len(clause):
        return True
    return clause.words[end + 1] not in ("to", "as", "by", "missing", "dead", "killed") and not _is_inverted(
        clause, end
    )


def _is_inverted(clause: Clause, says: int) -> bool:
    """ "It was seized by the rebels said the group": who speaks stands after the word of saying, without a verb."""
    if says + 1 >= len(clause) or clause.words[says + 1] not in DETERMINERS:
        return False
    for i in range(says + 2, len(clause)):
        if clause.is_verb(i):
            return False
        if clause.words[i] in STRONG_STOPS or clause.words[i] == ",":
            break
    return True


def with_preceding(clause: Clause, number: int, start: int | None = None) -> Numbers:
    """With the actors coordinated before it: "A, B and C", "A, 45, and at least five C"."""
    found = [number]
    start = clause.actor_spans[number][0] if start is None else start
    joined = False
    while True:
        beside = clause.actor_at[start - 1 - (clause.words[start - 1] == "the")] if joined and start > 0 else -1
        if beside >= 0 and _has_lost_comma(clause, beside, clause.actor_spans[beside][1]):
            found.append(beside)
            start = clause.actor_spans[beside][0]
            continue
        before = start - 1
        while before >= 0 and start - before <= 3 and is_modifier(clause, before):
            before -= 1
        before -= quantifier_before(clause, before)
        if before > 2 and clause.words[before - 2 : before + 1] == _AS_WELL:
            before -= 2
            previous = clause.actor_at[before - 1]
            return (*with_preceding(clause, previous), *reversed(found)) if previous >= 0 else tuple(reversed(found))
        if before < 1 or not (clause.words[before] in _CLOSES_LIST or (joined and clause.words[before] == ",")):
            return tuple(reversed(found))
        if clause.words[before - 1] == ",":
            if not joined and _is_of_clause_before(clause, before - 1):
                return tuple(reversed(found))
            before -= 1
            before -= 2 * (before > 2 and clause.words[before - 1].isdigit() and clause.words[before - 2] == ",")
        previous = clause.actor_at[before - 1]
        if previous < 0:
            return tuple(reversed(found))
        joined = True
        found.append(previous)
        start = clause.actor_spans[previous][0]


def _is_of_clause_before(clause: Clause, comma: int) -> bool:
    """ "Cut its ties with X, and Y threatened": the actor before the comma ends another clause."""
    number = clause.actor_at[comma - 1] if clause.words[comma + 1] == "and" else -1
    first = before_phrase(clause, number) if number >= 0 else 0
    verb = clause.actor_spans[number][0] - 1 if number >= 0 else 0
    is_met = verb > 0 and clause.words[verb].endswith("ing") and clause.words[verb - 1] == ","
    is_met |= verb > 1 and clause.words[verb] in ("a", "an") and clause.is_verb(verb - 1)
    return is_met or (first > 0 and clause.words[first] in PREPOSITIONS and any(map(clause.is_verb, range(first))))


def quantifier_before(clause: Clause, last: int) -> int:
    """How many words "about" or "at least" are that end at `last`, or around it where a number follows."""
    for length in (3, 2, 1):
        for first in (last - length + 1, last - length + 2):
            if first >= 0 and tuple(clause.words[first : first + length]) in QUANTIFIERS and first <= last:
                return last - first + 1
    return 0


def with_following(clause: Clause, number: int) -> Numbers:
    """With the actors coordinated after it; a generic head ("members of X") gives way to whose it is."""
    end = clause.actor_spans[number][1]
    words = clause.words
    if end < len(clause) and words[end] in ("of", "from") and clause.actors[number].actor_id is None:
        inner = _owner_after(clause, end + 1)
        is_inner = inner >= 0 and clause.actors[number].count is None
        if is_inner and not _is_other_side(clause, end, number, inner) and not _are_citizens(clause, number, inner):
            number, end = inner, clause.actor_spans[inner][1]
    found, unknown = [number], 0
    reduced = _is_of_reduced_clause(clause, number)
    while end < len(clause):
        k = end
        if words[k] == "(":
            while k < len(clause) and k < end + 5 and words[k] != ")":
                k += 1
            k += 1
        k = _past_description(clause, _past_place(clause, k))
        joint = k
        while k < len(clause) and (words[k] == "," or words[k] in _CLOSES_LIST):
            k += 1
        k += len(_AS_WELL) * (words[k : k + 3] == _AS_WELL)
        if k == joint and not _has_lost_comma(clause, number, k):
            break
        k = clause.after_quantifier(k) if k < len(clause) else k
        while k < len(clause) and k < joint + 5 and clause.actor_at[k] < 0 and _may_describe(clause, k):
            if clause.words[k].endswith(("ed", "ing")) and (_begins_object(clause, k + 1) or _acts(clause, k)):
                break  # a verb: "condemned the killing of X and accused the Y"
            k += 1
        if unknown < _UNKNOWN_IN_LIST and _is_unknown_item(clause, joint, k):
            end, unknown = k, unknown + 1
            continue
        if k >= len(clause) or clause.actor_at[k] < 0 or not _list_goes_on(clause, clause.actor_at[k], joint, reduced):
            break
        number = clause.actor_at[k]
        found.append(number)
        end = clause.actor_spans[number][1]
    return tuple(found)


def _acts(clause: Clause, k: int) -> bool:
    """ "Helped Norvia, prompting protesters to march", "killed two men and accused Norvia"."""
    word = clause.words[k]
    led_on = clause.words[k - 1] == "," and word.endswith("ing") and word not in _DESCRIBE
    return led_on or (clause.words[k - 1] == "and" and word in _SECOND_VERBS)


def _begins_object(clause: Clause, i: int) -> bool:
    if i >= len(clause):
        return False
    return clause.words[i] in DETERMINERS or clause.words[i] in NUMBER_WORDS or clause.words[i][0].isdigit()


def _past_place(clause: Clause, at: int) -> int:
    """Past "in Syria" where "and" and some people follow: "victims in Syria and refugees in the region"."""
    if at + 2 >= len(clause) or clause.words[at] not in ("in", "from") or clause.place_at[at + 1] < 0:
        return at
    end = clause.place_spans[clause.place_at[at + 1]][1]
    people = end + 1 < len(clause) and clause.words[end] == "and" and clause.actor_at[end + 1] >= 0
    return end if people and clause.actors[clause.actor_at[end + 1]].kind == "group" else at


def _past_description(clause: Clause, at: int) -> int:
    """Past ", a farmer" and ", 34" where ", and" follows, so that the list goes on: "X, a farmer, and two women"."""
    if at + 1 >= len(clause) or clause.words[at] != ",":
        return at
    first = clause.words[at + 1]
    if first not in ("a", "an") and not (first.isdigit() and len(first) == 2):
        return at
    for k in range(at + 2, min(at + _LONGEST_DESCRIPTION, len(clause) - 1)):
        if clause.words[k] == ",":
            return k if clause.words[k + 1] in _CLOSES_LIST else at
        if clause.actor_at[k] >= 0 or clause.words[k] in _CLOSES_LIST or clause.is_verb(k):
            break
    return at


def _is_unknown_item(clause: Clause, joint: int, end: int) -> bool:
    """Whether a plural that names no known party ends at `end` within a list: "judges, party bosses, and workers"."""
    if end >= len(clause) or end < joint + 2 or clause.words[joint] != ",":
        return False
    return clause.words[end] == "," and clause.words[end - 1].endswith("s") and clause.actor_at[end] < 0


def _may_describe(clause: Clause, i: int) -> bool:
    """A word before the next name of a list; also a participle after its adverb ("the recently formed X"), and what
    leads to some of many ("two of his guards").
    """
    if clause.words[i] == "of":
        return clause.words[i - 1] in NUMBER_WORDS or clause.words[i - 1] in _SOME
    return is_modifier(clause, i) or (clause.words[i].endswith("ed") and clause.words[i - 1].endswith("ly"))


def _owner_after(clause: Clause, start: int) -> int:
    """The actor within three words; none past a verb ("accused police of beating a man")."""
    for k in range(start, min(start + 3, len(clause))):
        if clause.actor_at[k] >= 0:
            return clause.actor_at[k]
        if clause.words[k].endswith("ing") or clause.is_verb(k):
            break
    return -1


def _are_citizens(clause: Clause, one: int, other: int) -> bool:
    """ "Citizens from Jordan" are no state."""
    return clause.actors[other].kind == "country" and clause.actors[one].sector in _CIVIL


def _is_other_side(clause: Clause, joint: int, one: int, other: int) -> bool:
    """ "Taken by rebels from government forces": who lost it, not whose the rebels are."""
    if clause.words[joint] != "from":
        return False
    sides = {clause.actors[one].sector in STATE_SECTORS, clause.actors[other].sector in STATE_SECTORS}
    armed = {clause.actors[one].sector, clause.actors[other].sector} <= ARMED_SECTORS | STATE_SECTORS
    return armed and len(sides) == 2


def _is_of_reduced_clause(clause: Clause, number: int) -> bool:
    """ "Rebels backed by A and B attacked": the verb after the list is that of those whom the participle describes."""
    by = before_phrase(clause, number)
    led = by > 1 and clause.words[by] == "by" and clause.words[by - 1].endswith("ed")
    return led and clause.group_before(by - 1).start == by - 1 and clause.actor_at[by - 2] >= 0


def _has_lost_comma(clause: Clause, number: int, at: int) -> bool:
    """ "Turkey the United States and Qatar": states side by side before another one."""
    at += at < len(clause) and clause.words[at] == "the"
    beside = clause.actor_at[at] if at + 2 < len(clause) else -1
    if beside < 0 or not clause.actors[number].kind == clause.actors[beside].kind == "country":
        return False
    end = clause.actor_spans[beside][1]
    if end + 1 < len(clause) and clause.words[end] == "and":
        return clause.actor_at[end + 1] >= 0 or clause.words[end + 1] == "the"
    return _has_lost_comma(clause, beside, end)


def _list_goes_on(clause: Clause, number: int, joint: int, reduced: bool) -> bool:
    """After a comma alone a list goes on only if an "and" follows; what a verb follows is the next clause's subject.

    `reduced`: the list stands in a participle's clause, so that a verb after it is another's.
    """
    end = clause.actor_spans[number][1]
    if is_speaker(clause, number):
        return False
    comma = clause.words[joint] == ","
    opens = end < len(clause) and clause.is_verb(end) and not reduced and clause.words[joint] != "or"
    if end < len(clause) and (opens or (comma and clause.words[end] in RELATIVES)):
        return False
    if comma and clause.words[min(joint + 1, len(clause) - 1)] not in _CLOSES_LIST:
        return any(clause.words[k] in _CLOSES_LIST for k in range(end, min(end + 6, len(clause))))
    return True


def past_owner(clause: Clause, number: int) -> int:
    """ "Syria's army": the actor that the owner's phrase is about, where it is one itself."""
    end = clause.actor_spans[number][1]
    if end < len(clause) and clause.words[end] == "'s":
        for k in range(end + 1, min(end + 4, len(clause))):
            if clause.actor_at[k] >= 0:
                return clause.actor_at[k]
            if clause.words[k] in PREPOSITIONS or clause.is_verb(k):
                break
    return number
