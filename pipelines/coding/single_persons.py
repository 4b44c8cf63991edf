"""One person who is told without a number, and who is told with him; numbers are read in `counts.py`."""

from pipelines.coding.clauses import Clause
from pipelines.coding.counts import Count, counts_people, number_start, read_count
from pipelines.coding.grammar import BE, PREPOSITIONS, STRONG_STOPS, words
from pipelines.coding.harm_words import GROUPS, PERSON_NOUN, SINGULAR

_OWNERS = words("his her their")
_SINGLY = words("was is has")
_SHORT = 5


def is_one_person(clause: Clause, i: int) -> bool:
    """One named person, "a soldier", or "him"."""
    words = clause.words
    if words[i] == "him":
        return True
    number = clause.actor_at[i]
    if number >= 0:
        actor = clause.actors[number]
        if actor.count is not None:
            return actor.count == 1 and GROUPS.isdisjoint(actor.text.lower().split()[-1:])
        if actor.kind == "person" and actor.name is not None and not actor.is_pronoun:
            return True
    if words[i] in SINGULAR or words[i] in ("his", "her", "the"):
        for k in range(i + 1, min(i + 5, len(words))):
            if PERSON_NOUN.fullmatch(words[k]):
                return k + 1 == len(words) or words[k + 1] not in GROUPS
            if not words[k].isalpha() and "-" not in words[k]:
                break
        return False
    if PERSON_NOUN.fullmatch(words[i]) and words[i + 1 : i + 2] and words[i + 1] not in GROUPS:
        return any(words[k] in SINGULAR or words[k] in ("the", "his", "her") for k in range(max(i - 4, 0), i)) or (
            words[i].endswith("-old")
        )
    return False


def with_joined(clause: Clause, start: int, end: int) -> Count:
    """One person, and the number that is told with him: "a farmer and his two sons"."""
    words, one = clause.words, Count(1, 1, 1)
    joint = next((k for k in range(start + 1, min(start + 5, end)) if words[k] == "and"), end)
    if any(word in STRONG_STOPS or word == "," for word in words[start:joint]):
        return one
    number = joint + 1 + (not _OWNERS.isdisjoint(words[joint + 1 : joint + 2]))
    found = read_count(clause, number) if number < end else None
    if found is None and joint + 1 < end and _is_somebody(clause, joint + 1):
        return one if BE.intersection(words[number : number + 5]) else one.plus(one)
    if found is None or not counts_people(clause, found[1]) or BE.intersection(words[found[1] : found[1] + 4]):
        return one
    return one.plus(found[0])


def _is_somebody(clause: Clause, start: int) -> bool:
    """ "And a nun", "and his adopted mother", "and son"."""
    word = clause.words[start]
    is_led = word in SINGULAR or word in _OWNERS
    return PERSON_NOUN.fullmatch(word) is not None or (is_led and is_one_person(clause, start))


def with_former(clause: Clause, i: int, floor: int) -> Count:
    """The one person at `i`, and who is told before him: "27 pupils and a teacher", "a man and his daughter"."""
    words, one = clause.words, Count(1, 1, 1)
    if _SINGLY.intersection(words[i + 1 : i + 4]):  # "shot two guards and a driver was killed"
        return one
    joint = next((k for k in range(i, max(i - _SHORT, floor, 0), -1) if words[k] == "and"), 0)
    if not joint or words[joint + 1] not in SINGULAR | _OWNERS:
        return one
    for k in range(joint - 1, max(joint - _SHORT, floor), -1):
        if not words[k].isalpha() and not words[k].isdigit():
            return one
        if (start := number_start(clause, k, floor)) is not None:
            found = read_count(clause, start)
            return one.plus(found[0]) if found and counts_people(clause, found[1]) else one
        if words[k] in SINGULAR and is_one_person(clause, k):
            return one.plus(one)
        if words[k] in PREPOSITIONS or clause.is_verb(k):
            return one
    return one
