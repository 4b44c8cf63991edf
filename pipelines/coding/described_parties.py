"""The party that a bare participle describes: "troops backed by X", "the M23, an alliance armed by X"."""

from pipelines.coding.appositions import BODIES
from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import DETERMINERS
from pipelines.coding.party_phrases import before_phrase
from pipelines.coding.patterns import Reading

_LONGEST_ASIDE = 5


def described_by(clause: Clause, group_start: int, reading: Reading) -> int:
    """Number of the party right before a bare participle with its doer, where that is no subject of the sentence; -1.

    "A raid by troops backed by X" describes who does something itself.
    """
    is_bare = group_start == reading.start > 0 and reading.form in ("past", "participle")
    if not is_bare or clause.words[reading.end : reading.end + 1] != ["by"]:
        return -1
    number = clause.actor_at[group_start - 1]
    if number < 0:
        return _said_to_be(clause, group_start - 1)
    led = before_phrase(clause, number)
    return number if led > 0 and clause.words[led] == "by" else -1


def _said_to_be(clause: Clause, noun: int) -> int:
    """ "The Free Syrian Army (FSA), an umbrella group backed by X": the party that the noun is said of; -1."""
    if clause.words[noun] not in BODIES:
        return -1
    first = next((i for i in range(noun, max(noun - _LONGEST_ASIDE, 1), -1) if clause.words[i] in DETERMINERS), 0)
    if first < 2 or clause.words[first] not in ("a", "an") or clause.words[first - 1] != ",":
        return -1
    end = first - 1
    if clause.words[end - 1] == ")" and "(" in clause.words[:end]:
        end = max(i for i in range(end) if clause.words[i] == "(")
    return clause.actor_at[end - 1] if end else -1
