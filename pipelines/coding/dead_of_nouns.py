"""Where those stand whom the deed of a noun killed: "ten dead in a raid", "the toll of the attack has passed 130"."""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import BE, PREPOSITIONS, STRONG_STOPS, words
from pipelines.coding.patterns import Reading

_DEAD_IN = tuple([dead, where] for dead in ("dead", "wounded", "injured", "hurt") for where in ("in", "after", "by"))
_DAYS = frozenset(("day", "days", "week", "weeks", "hours", "month", "months", "year", "years"))
_REACHES = words(
    """
    passed passes surpassed surpasses rose rises risen reached reaches climbed climbs topped tops exceeded exceeds stood
    stands jumped hit hits soared is was
    """
)


def start_of_toll(clause: Clause, reading: Reading) -> int:
    """Where the number stands in "the toll of the attack has passed 130 people"; 0 where no toll is told."""
    of = next(
        (k for k in range(reading.start - 1, max(reading.start - 6, 0), -1) if clause.words[k] in PREPOSITIONS), 0
    )
    if not of or clause.words[of] not in ("of", "from", "in") or clause.words[of - 1] != "toll":
        return 0
    for k in range(reading.end, min(reading.end + 12, len(clause) - 1)):
        if clause.words[k] in STRONG_STOPS:
            break
        if clause.words[k] in _REACHES:
            at = k + 1 + (clause.words[k + 1] in ("to", "at", "past", "by"))
            return at if clause.counts(at) else 0
    return 0


def end_of_dead(clause: Clause, noun: int) -> int:
    """Where those end whom "ten dead in an air strike" names, for the noun at `noun`; 0 where nobody is dead in it."""
    for i in range(noun - 1, max(noun - 6, 1), -1):
        if clause.words[max(i - 3, 0) : i] == ["among", "the", "dead"] and clause.words[i] in ("in", "after", "by"):
            return i - 4 if i > 4 and clause.words[i - 4] in BE else 0
        if clause.words[i - 1 : i + 1] in _DEAD_IN:
            return i - 1
        days_of = clause.words[i] == "of" and clause.words[i - 1] in _DAYS
        if (clause.words[i] in PREPOSITIONS and not days_of) or clause.is_verb(i):
            break
    return 0
