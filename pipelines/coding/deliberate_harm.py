"""Whether harm that nobody is said to have done was done by somebody, and is no accident."""

from collections.abc import Sequence

from pipelines.coding.assault_nouns import SURELY_ARMED
from pipelines.coding.bodies import befalls_somebody
from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import ARMED_SECTORS, DISASTERS, NUMBER_WORDS, WEAPONS, words
from pipelines.coding.modes import ruined_by
from pipelines.coding.parsing import Span
from pipelines.coding.patterns import Reading
from pipelines.coding.text import ActorMention
from pipelines.coding.victims import befalls_bodies

_AT_WAR = words("MIL REB UAF PRM")
_WHEN = frozenset(("when", "after", "as"))
_REACH_OF_WHEN = 6
_OF_FORCE = words("opened fired used shot charged stormed beat")
_WORKPLACES = frozenset(("mine", "mines"))
_ON_PURPOSE = frozenset(
    (
        *("murder", "assassinate", "behead", "decapitate", "massacre", "execute", "gun down", "lynch", "strangle"),
        *("shoot dead", "shoot _ dead", "stab to death", "beat to death", "hack to death", "club to death", "slay"),
    )
)
_SHELLING = ("firearms", "explosives", "aerial", "heavy-weapons")


def may_be_accident(reading: Reading) -> bool:
    """Whether the pattern is of harm, which accidents do as well."""
    return not {"violent", "harm:killed"}.isdisjoint(reading.pattern.flags)


def is_violent(
    clause: Clause,
    reading: Reading,
    recipients: Sequence[ActorMention],
    violent_article: bool,
    unnamed: Sequence[Span],
) -> bool:
    """Whether harm that nobody is said to have done was done by somebody."""
    victim = bool(recipients) or _is_of_number(clause, reading)
    if (victim or unnamed) and ruined_by(clause, clause.group_before(reading.start).start, reading.end):
        return True
    if reading.pattern.words in _ON_PURPOSE and clause.group_before(reading.start).passive:
        return True  # "she was murdered", whoever she is
    if _is_on_purpose(reading):
        victim = victim or befalls_somebody(clause, reading, unnamed)
        victim = victim or (bool(unnamed) and reading.pattern.mode in _SHELLING and not befalls_bodies(reading))
    if not victim and not violent_article and not SURELY_ARMED.intersection(clause.words):
        return False
    if _is_on_purpose(reading):
        return True
    if DISASTERS.intersection(clause.words):
        return False
    if _when_force_was_used(clause, reading):
        return True
    fighters = any(recipient.sector in _AT_WAR for recipient in recipients)
    return violent_article or fighters or bool(WEAPONS.intersection(clause.words) - _WORKPLACES)


def _when_force_was_used(clause: Clause, reading: Reading) -> bool:
    """ "Were injured when police opened fire", "died after troops used batons"."""
    for k in range(reading.end, min(reading.end + _REACH_OF_WHEN, len(clause) - 2)):
        number = clause.actor_at[k + 1]
        if clause.words[k] in _WHEN and number >= 0 and clause.actors[number].sector in ARMED_SECTORS:
            last = clause.actor_spans[number][1]
            return not _OF_FORCE.isdisjoint(clause.words[last : last + 2])
    return False


def _is_on_purpose(reading: Reading) -> bool:
    """Whether the verb itself says that somebody did it to somebody."""
    return reading.pattern.mode is not None or reading.pattern.words in _ON_PURPOSE


def _is_of_number(clause: Clause, reading: Reading) -> bool:
    """ "Four killed in", "seven were wounded in", "left five dead": a number that no noun follows is of people."""
    start, end = reading.gap or (0, 0)
    i = end - 1 if end > start else clause.group_before(reading.start).start - 1
    i -= i > 0 and clause.words[i] in ("more", "others")
    return i >= 0 and (clause.words[i][0].isdigit() or clause.words[i] in NUMBER_WORDS)
