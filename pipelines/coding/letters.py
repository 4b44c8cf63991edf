"""Who writes to whom in "sent a letter to X asking for help" and "has written to X demanding an answer"."""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import STRONG_STOPS, words
from pipelines.coding.party_heads import with_head
from pipelines.coding.party_phrases import Numbers, before_phrase
from pipelines.coding.patterns import Reading
from pipelines.coding.subject_order import find_subject

_WRITTEN = words("letter letters message messages note notes memo email e-mail cable petition petitions telegram")
DOCUMENTS = _WRITTEN | words("statement statements report reports lawsuit complaint communique declaration article")
_ISSUES = words(
    """
    issue issues issued issuing release releases released releasing publish publishes published publishing put puts
    sign signs signed signing adopt adopts adopted adopting pass passes passed passing file files filed filing send
    sends sent sending make makes made circulated launch launched submitted posted drafted
    """
)
_WRITES = words("wrote written writing writes write")
_REACH_BACK = 6
_REACH_OF_VERB = 8


def of_letter(clause: Clause, reading: Reading) -> tuple[Numbers, Numbers] | None:
    """The writer and the addressee, if there is one, where a participle tells what a paper says; null without one."""
    if reading.form != "gerund":
        return None
    if clause.words[reading.start - 1] in DOCUMENTS:
        writer = _subject_before(clause, reading.start - 1)
        return (writer, ()) if writer else None
    number = _nearest(clause, reading.start)
    to = before_phrase(clause, number) if number >= 0 else -1
    if to < 1 or clause.words[to] != "to":
        return None
    written = clause.words[max(to - 4, 0) : to]
    if clause.words[to - 1] not in _WRITES and _WRITTEN.isdisjoint(written):
        return None
    writer = _subject_before(clause, to)
    return (writer, with_head(clause, number)) if writer and number not in writer else None


def _subject_before(clause: Clause, end: int) -> Numbers:
    verb = next((k for k in range(end - 1, max(end - _REACH_OF_VERB, -1), -1) if clause.is_verb(k)), -1)
    issues = verb >= 0 and clause.words[verb] in _ISSUES | _WRITES
    return find_subject(clause, clause.group_before(verb).start) if issues else ()


def _nearest(clause: Clause, start: int) -> int:
    for k in range(start - 1, max(start - _REACH_BACK, -1), -1):
        if clause.actor_at[k] >= 0:
            return clause.actor_at[k]
        if clause.words[k] in STRONG_STOPS or clause.is_verb(k):
            break
    return -1
