"""The head of the phrase that an actor stands in: "fighters from X in Y" are the fighters."""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import words
from pipelines.coding.party_phrases import Numbers, is_modifier, with_preceding

_HOLDS_HEAD = frozenset(("of", "from", "in", "at", "for", "near", "inside", "outside", "with"))
_SENT = words("destined bound based stationed deployed posted sent")


def with_head(clause: Clause, number: int) -> Numbers:
    """The phrase's head: "fighters from X in Y" is the fighters', unless they are nobody but X's."""
    while True:
        start = clause.actor_spans[number][0]
        beside = clause.actor_at[start - 1] if start else -1
        if beside >= 0 and clause.actors[beside].kind != "country":
            start = clause.actor_spans[beside][0]  # "from the militia Hezbollah"
        before = start - 1
        while before >= 0 and start - before <= 4 and is_modifier(clause, before):
            before -= 1
        sent = before > 1 and clause.words[before - 1] in _SENT
        if before < 1 or clause.words[before] not in _HOLDS_HEAD or clause.actor_at[before - 1 - sent] < 0:
            return with_preceding(clause, number)
        head = clause.actor_at[before - 1 - sent]
        is_nobody = clause.actors[head].actor_id is None and clause.actors[head].kind != "person"
        if clause.words[before] == "from" and (
            _are_counted_civilians(clause, head) or _are_of_folk(clause, head, number)
        ):
            number = head
            continue
        of_one = clause.actors[head].count is not None and "one" in clause.words[start - 1 : start + 1]
        if clause.words[before] in ("of", "from") and is_nobody and not of_one:  # "six clerks from one family"
            return with_preceding(clause, number, clause.actor_spans[head][0])
        if clause.actors[number].kind == "person" != clause.actors[head].kind and _who_follows(clause, number):
            return (number,)
        number = head


def _are_of_folk(clause: Clause, number: int, folk: int) -> bool:
    """ "Bandits from a rival community": armed people, whose folk is none of it."""
    whose = clause.actors[folk]
    return whose.actor_id is None and whose.sector == "CVL" and clause.actors[number].sector in ("UAF", "CRM", "REB")


def _are_counted_civilians(clause: Clause, number: int) -> bool:
    """ "Two aid workers from the Red Cross": they themselves, as whom their body only sent."""
    return clause.actors[number].count is not None and clause.actors[number].sector in ("MED", "CVL", "JRN", "EDU")


def _who_follows(clause: Clause, number: int) -> bool:
    """ "The government of X, who was detained"."""
    end = clause.actor_spans[number][1]
    return "who" in clause.words[end : end + 2]
