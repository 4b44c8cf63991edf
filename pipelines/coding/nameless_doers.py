"""Who did it where only a craft or an unnamed body of people is told: "a drone hit", "killed by a little-known group".

A craft only as the subject of an active verb: what harmed in a passive ("killed by drones") is somebody's means.
"""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import AUXILIARIES, DETERMINERS, QUOTES, RELATIVES, STRONG_STOPS, words
from pipelines.coding.joints import Candidate, is_assault
from pipelines.coding.parsing import Span
from pipelines.coding.party_phrases import is_modifier
from pipelines.coding.patterns import Reading
from pipelines.coding.protesters import find_protesters

_CRAFT = words(
    """
    aircraft plane planes jet jets warplane warplanes helicopter helicopters chopper choppers drone drones gunship
    gunships bomber bombers warship warships gunboat gunboats
    """
)
_BODIES = words(
    """
    group groups organisation organization gang gangs unit units squad squads faction factions network guard guards
    brigade brigades battalion battalions regiment coalition alliance mob mobs superpowers
    """
)
_ACTING = _CRAFT | _BODIES
_TIES = frozenset(
    [("led", "by"), ("backed", "by"), ("linked", "to"), ("tied", "to"), ("loyal", "to"), ("allied", "to")]
)
_DOWNED = words("shoot down bring")
_FALLS = words("crash crashes crashed explode exploded collided landed plunged fell down")
_WHEN = frozenset(("when", "as", "after", "before", "while"))
_OTHER_CLAUSE = RELATIVES | {"when", "as", "while"}
_ASKING = frozenset(("what", "which", "whose"))
_JOINED = frozenset(("and", ","))
_REACH = 20
_REACH_OF_AGENT = 9
_LONGEST = 4


def find_nameless_doer(clause: Clause, candidate: Candidate) -> Span | None:
    """The tokens of who did it, where that is a craft, a body or, of a protest, people of no name."""
    if candidate.actors:
        return None
    if candidate.reading.pattern.event_type == "PROTEST":
        return find_protesters(clause, candidate.reading, candidate.group_start)
    if not is_assault(candidate):
        return None
    spans = (_subject_of(clause, part.reading) or _agent_of(clause, part.reading) for part in candidate.parts)
    return next((span for span in spans if span), None)


def _agent_of(clause: Clause, reading: Reading) -> Span | None:
    """ "Killed by a separate group linked to X", "shot seven times at a feast by a 17-year-old"."""
    for k in range(reading.end, min(reading.end + _REACH_OF_AGENT, len(clause) - 1)):
        if clause.words[k] == "by":
            end = k + 1
            while end < min(k + 2 + _LONGEST, len(clause)) and is_modifier(clause, end):
                end += 1
                if clause.words[end - 1] in _BODIES or clause.words[end - 1].endswith("-year-old"):
                    goes_on = end < len(clause) and (clause.words[end] == "'s" or is_modifier(clause, end))
                    return None if goes_on else _phrase_before(clause, end)
            return None
        if clause.words[k] in STRONG_STOPS | _OTHER_CLAUSE | {","} or clause.is_verb(k):
            break
    return None


def _subject_of(clause: Clause, reading: Reading) -> Span | None:
    if reading.form == "noun" or "subject" not in reading.pattern.actor_slots:
        return None
    gerund = reading.form == "gerund"
    group, after = clause.group_before(reading.start, gerund=gerund), clause.words[reading.end : reading.end + 1]
    if (group.passive and not gerund) or after == ["by"] or reading.pattern.words.split()[0] in _DOWNED:
        return None
    start = group.start
    while start and (gerund or clause.words[start - 1] in _JOINED):
        verb = _verb_before(clause, start)
        if verb < 0:
            return None
        gerund, start = False, clause.group_before(verb).start
    return _body_before(clause, start)


def _verb_before(clause: Clause, start: int) -> int:
    """The verb whose subject goes on: before "and" or a comma, and before a participle of harm; -1 where none does."""
    for k in range(start - 1, max(start - _REACH, -1), -1):
        if clause.words[k] in STRONG_STOPS or clause.words[k] in _OTHER_CLAUSE:
            return -1
        if clause.is_verb(k) and clause.words[k] not in AUXILIARIES:
            fell = not _FALLS.isdisjoint(clause.words[k : k + 2])
            return -1 if fell or clause.group_before(k).passive else k
    return -1


def _body_before(clause: Clause, end: int) -> Span | None:
    """The phrase that ends before `end`, where it is a craft or a body of people, or a pronoun for one."""
    if end > 1 and clause.words[end - 1] in ("it", "they") and clause.words[end - 2] in _WHEN:
        verb = _verb_before(clause, end - 2)
        return _body_before(clause, clause.group_before(verb).start) if verb >= 0 else None
    end = _past_ties(clause, end)
    if end < 1 or clause.words[end - 1] not in _ACTING or clause.actor_at[end - 1] >= 0:
        return None
    return _phrase_before(clause, end)


def _phrase_before(clause: Clause, end: int) -> Span | None:
    first = end - 1
    while first > 0 and end - first < _LONGEST and is_modifier(clause, first - 1):
        if clause.words[first - 1] in DETERMINERS or clause.words[first - 1] in QUOTES:
            break
        first -= 1
    return None if clause.words[first - 1] in _ASKING or _ASKING.intersection(clause.words[first:end]) else (first, end)


def _past_ties(clause: Clause, end: int) -> int:
    """Where "a coalition led by X", "a group linked to X" has its head's end, if X ends at `end`; else `end`."""
    number = max(clause.actor_at[end - 1], clause.holder_at[end - 1]) if end else -1
    if number < 0:
        return end
    first = clause.actor_spans[number][0]
    first -= first > 0 and clause.words[first - 1] in DETERMINERS
    return first - 2 if first > 2 and tuple(clause.words[first - 2 : first]) in _TIES else end
