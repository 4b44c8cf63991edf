"""People who are the help and not those who get it: "sent soldiers to help the army", "provided three experts"."""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import words
from pipelines.coding.objects import find_object
from pipelines.coding.party_phrases import is_modifier
from pipelines.coding.patterns import Reading

_HELP = frozenset(("AID", "AGREE", "MOBILIZE"))
_LENDING = words(
    """
    send sends sent sending provide provides provided providing contribute contributes contributed contributing deploy
    deploys deployed deploying dispatch dispatches dispatched dispatching offer offers offered offering lend lends lent
    lending supply supplies supplied supplying commit commits committed committing pledge pledges pledged pledging
    """
)
_LENT = words(
    """
    troops soldiers forces police officers experts specialists doctors medics nurses engineers advisers advisors
    trainers instructors observers monitors peacekeepers personnel teams team workers volunteers firefighters rescuers
    """
)


def past_what_is_lent(clause: Clause, start: int, reading: Reading) -> int:
    """Where the words behind lent people begin: "offered to send soldiers to help the army"."""
    if reading.pattern.event_type not in _HELP:
        return start
    found = find_object(clause, start, loose=True)
    return clause.actor_spans[found[-1]][1] if found and is_lent(clause, found[0], reading) else start


def is_lent(clause: Clause, number: int, reading: Reading) -> bool:
    """ "Contribute troops", "provided three forensic experts": people who are the help, not those who get it."""
    if reading.pattern.event_type not in _HELP:
        return False
    start, end = clause.actor_spans[number]
    if clause.words[end - 1] not in _LENT or any(clause.is_capital(i) for i in range(start, end)):
        return False
    if clause.words[end : end + 1] == ["with"]:
        return False  # "provided soldiers with food"
    before = start - 1
    while before > 0 and start - before <= 3 and is_modifier(clause, before) and clause.words[before] not in _LENDING:
        before -= 1
    return before >= 0 and clause.words[before] in _LENDING
