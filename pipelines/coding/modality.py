"""Whether an event has happened: PLOVER's auxiliary modes actual, historical, future, hypothetical, negated.

What verbs and nouns tell by themselves stands in `verb_modality.py` and `noun_modality.py`.
"""

from datetime import date

from pipelines.coding.charges import only_charged
from pipelines.coding.clauses import Clause
from pipelines.coding.general_truths import is_general
from pipelines.coding.grammar import BASE_VERBS, DETERMINERS, PRONOUNS, RELATIVES, SPEECH, STRONG_STOPS, words
from pipelines.coding.noun_modality import of_noun
from pipelines.coding.patterns import Reading
from pipelines.coding.text import Modality
from pipelines.coding.verb_modality import of_verb, shared_group

HISTORICAL_AFTER_DAYS = 365

_STANDSTILL = {
    "halt": ("of", "in", "to", "on"),
    "freeze": ("on", "in", "of"),
    "stop": ("to",),
    "end": ("to",),
    "cessation": ("of",),
    "suspension": ("of",),
    "pause": ("in",),
    "moratorium": ("on",),
}
_TO_COME = words("after before once until when")
_ONLY_THEN = words("once until")
_COMING = words("scheduled forthcoming upcoming coming")
_FORMERLY = words("once previously formerly earlier")
_ORDERS = words("order orders ordered ordering")
_REACH_OF_CONDITION = 14  # tokens
_LONGEST_ASIDE = 8  # tokens between two commas
_CONDITIONS = words("if unless whether lest should imagine suppose supposing assuming")


def find_modality(
    clause: Clause,
    reading: Reading,
    group_start: int,
    date_end: date | None,
    published: date | None,
    standing: bool = False,
) -> Modality:
    """The modality of a trigger from its verb group, what leads up to it, and how long ago it was.

    `standing`: a state that still holds ("has held the town since 2014") is not history.
    """
    group_start, led_by = shared_group(clause, reading, group_start)
    if reading.form == "noun" and led_by[-1:] == ["the"]:
        led_by = [word for word in led_by if word not in _ORDERS]  # "ordered the attack", which took place
    if _is_at_standstill(clause, reading.start):
        return "negated"
    if only_charged(clause, reading):
        return "hypothetical"
    is_noun = reading.form == "noun" or (reading.form == "gerund" and clause.words[group_start - 1] in DETERMINERS)
    found = of_noun(clause, reading) if is_noun else "actual"
    if not is_noun or (found == "actual" and group_start < reading.start and reading.form == "noun"):
        found = of_verb(clause, reading, group_start, led_by)
    if found != "actual":
        return found
    if _is_conditional(clause, group_start) or is_general(clause, reading, group_start, led_by):
        return "hypothetical"
    if _is_yet_to_come(clause, group_start, led_by, reading.form == "third"):
        return "future"
    if _is_dated_ahead(clause, reading, led_by):
        return "future"
    if standing and _FORMERLY.intersection(led_by):
        return "historical"
    if date_end and published and not standing and (published - date_end).days > HISTORICAL_AFTER_DAYS:
        return "historical"
    return "historical" if _is_background(clause, led_by, date_end, published) else "actual"


def _is_at_standstill(clause: Clause, start: int) -> bool:
    """ "A halt of fighting", "an end to the army's attacks": what stops is not told as going on."""
    i = start - 1
    while i > 0 and (clause.words[i] in DETERMINERS or clause.words[i] == "'s" or clause.actor_at[i] >= 0):
        i -= 1
    return i > 0 and clause.words[i] in _STANDSTILL.get(clause.words[i - 1], ())


def _is_yet_to_come(clause: Clause, group_start: int, led_by: list[str], third: bool) -> bool:
    """ "Once the town is taken", "until X, a militia, has been beaten": a clause of time tells of the future."""
    opening = clause.words[max(group_start - 1, 0) : group_start + 1]
    plain = not led_by and len(opening) == 2 and opening[0] in PRONOUNS and opening[1] in BASE_VERBS
    plain = plain or (third and not led_by)
    is_done = led_by[:1] in (["has"], ["have"])
    if not (plain or is_done) and (led_by[:1] not in (["is"], ["are"], ["'re"]) or "being" in led_by):
        return False
    if clause.words[group_start - 1] == ",":
        group_start = _start_of_aside(clause, group_start - 1) or group_start
    for i in range(group_start - 1, max(group_start - 8, -1), -1):
        if clause.words[i] in (_ONLY_THEN if is_done else _TO_COME):
            return True
        if clause.words[i] in STRONG_STOPS or clause.words[i] == "," or clause.is_verb(i):
            return False
    return False


def _is_dated_ahead(clause: Clause, reading: Reading, led_by: list[str]) -> bool:
    """ "Is travelling to Oslo next week", "his talks in Oslo tomorrow": the date itself lies ahead."""
    if reading.form != "noun" and not (reading.form == "gerund" and {"is", "are", "'s", "'re"} & set(led_by)):
        return False
    if reading.form == "noun" and reading.start and clause.words[reading.start - 1] in _COMING:
        return True
    for k in range(reading.end, min(reading.end + 9, len(clause) - 1)):
        word = clause.words[k]
        if word == "tomorrow" or (word == "next" and clause.time_at[k + 1] >= 0):
            return True
        if word == "later" and clause.words[k + 1] in ("this", "today", "tonight"):
            return True
        if word in STRONG_STOPS or word == "," or (clause.is_verb(k) and k > reading.end):
            break
    return False


def _is_conditional(clause: Clause, start: int) -> bool:
    """ "If X attacks", "if, as is feared, an attack is launched", "if X, with Y's help, walks out"."""
    i = start
    while (i := i - 1) >= max(start - _REACH_OF_CONDITION, 0):
        word = clause.words[i]
        if word == "should" and i > 0 and _is_inverted(clause, i):
            return True
        if word in _CONDITIONS and not (word == "should" and i > 0):
            return not (word == "if" and i > 0 and clause.words[i - 1] in ("as", "even"))
        if word == "case" and clause.words[i - 1] == "in" and clause.words[i + 1] != "of":
            return True
        if word == "long" and clause.words[i - 1] == clause.words[i + 1] == "as":
            return True
        if word in STRONG_STOPS:
            return False
        if word == ",":
            opening = _start_of_aside(clause, i)
            if i < start - 1 and (not opening or clause.words[opening - 1] not in _CONDITIONS):
                return False
            i = opening or i
    return False


def _is_inverted(clause: Clause, should: int) -> bool:
    """ "What rations they would get should Norvia come under attack": a subject stands behind the modal."""
    after = should + 1
    led = after < len(clause) and (clause.words[after] in DETERMINERS | PRONOUNS or clause.actor_at[after] >= 0)
    return led and clause.words[should - 1] not in DETERMINERS


def _start_of_aside(clause: Clause, comma: int) -> int:
    """Where the comma stands that opens the aside which the one at `comma` ends; 0 where none does."""
    return next((k for k in range(comma - 1, max(comma - _LONGEST_ASIDE, 0), -1) if clause.words[k] == ","), 0)


def _is_background(clause: Clause, led_by: list[str], date_end: date | None, published: date | None) -> bool:
    """A past perfect that nobody reports and no recent date holds up tells what had been before."""
    if "had" not in led_by:
        return False
    if date_end and published and (published - date_end).days <= 14:
        return False
    return not any(word in SPEECH for word in clause.words)


def is_definite(clause: Clause, reading: Reading) -> bool:
    """Whether a noun trigger points back ("the attack") rather than tells something new."""
    for i in range(reading.start - 1, max(reading.start - 5, -1), -1):
        word = clause.words[i]
        if word in DETERMINERS:
            return word not in ("a", "an", "another", "several", "some")
        if word == "'s" or word in ("previous", "past", "recent", "earlier", "further", "future", "last"):
            return True
        if word in STRONG_STOPS or word in RELATIVES or word == ",":
            break
    return False
