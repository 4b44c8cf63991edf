"""Whether an event has happened: PLOVER's auxiliary modes actual, historical, future, hypothetical, negated."""

from datetime import date
from typing import Literal

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import BE, DETERMINERS, MODALS, RELATIVES, SPEECH, STRONG_STOPS, words
from pipelines.coding.patterns import Reading

Modality = Literal["actual", "historical", "future", "hypothetical", "negated"]

HISTORICAL_AFTER_DAYS = 365


_NEGATED = words(
    """
    not n't never no neither nor cannot without denied deny denies denying failed fails refused refuses refuse unable
    stopped ceased
    """
)
_FUTURE = words(
    """
    will shall 'll wo going plans plan planned planning vowed vows vow pledged pledges promised promises scheduled due
    set expected intends intend intended poised prepares prepare prepared preparing agreed agrees decided determined
    ready
    """
)
_HYPOTHETICAL = words(
    """
    would could might may can should must want wants wanted hope hopes hoped hoping seek seeks sought try tries tried
    trying attempt attempted attempts attempting threaten threatens threatened threatening urged asked ordered told
    need needs likely unlikely willing appeared appears seemed seems aims aim aimed aiming offered offers allowed
    forced seeking wanting hoping struggled struggling intending
    """
)
_FEARS = words("fear fears feared fearing worried")
_TELLS = words("say mean confirm claim report mention acknowledge admit announce specify believe think")
_OPINIONS = words("assessment claim claims assertion suggestion notion allegation allegations idea rumours rumors")
_CONTRADICTING = words(
    """
    investigating investigate investigates denied denies contradicted contradicts disputed disputes dismissed dismisses
    rejected rejects refuted refutes
    """
)
_DENYING = words("not n't never neither")
_OPEN_QUESTIONS = words("who whom whose what when where why how which many until before after because")
_OPENS_GERUND = ("", "so", "that", "because", "since")
_IMPLICATIVE = words("managed began begins begin continued continues continue helped helps used started able starts")
_UNREAL_BEFORE = words(
    """
    threat threats risk danger fear fears possibility prospect plan plans planned planning plot plots plotting plotted
    potential possible imminent impending looming future prevent prevents prevented preventing avoid avert averted
    against
    threatening threatened threaten warned warns warning blocked
    foil foiled thwart thwarted if attempted attempting alleged
    gear geared gearing brace braced bracing
    proposed expected anticipated
    upcoming hypothetical case any deter deterring contemplating considering preparing prepare call calls
    """
)
_NOT_TOLD_BEFORE = _UNREAL_BEFORE | words(
    "charge charges accuses accuse accusing suspected trial claim claims view views idea talk talks deal"
)
_PURPOSE = words(
    """
    aim aims aimed aiming goal goals objective target verge brink operation operations campaign battle offensive effort
    efforts ground chance intention intent bent bid mission push preparation preparations focused focus concentrated
    concentrating close closer way hopes step steps attempt attempts fight fighting ambition dream ready drive
    """
)
_GUARDING = words(
    """
    protect protects protected protecting protection defend defends defending shield shields shielding safeguard
    safeguards secure guard guards guarding
    """
)
_STANDSTILL = {
    "halt": ("of", "in", "to"),
    "stop": ("to",),
    "end": ("to",),
    "cessation": ("of",),
    "suspension": ("of",),
    "pause": ("in",),
    "moratorium": ("on",),
}
_NONE_BEFORE = words("no without denied denies denying deny neither nor any never not n't stop halt end")
_UNREALISED: dict[str, Modality] = {
    **dict.fromkeys(("planned", "scheduled", "expected", "threatened", "prepared", "due"), "future"),
    **dict.fromkeys(("foiled", "thwarted", "averted", "prevented", "cancelled", "canceled", "postponed"), "negated"),
}
_TO_COME = words("after before once until when")
_FORMERLY = words("once previously formerly earlier")
_CONDITIONS = words("if unless whether lest should")


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
    led_by = clause.words[group_start : reading.start]
    if _is_at_standstill(clause, reading.start):
        return "negated"
    found = _of_noun(clause, reading) if reading.form == "noun" else "actual"
    if reading.form != "noun" or (found == "actual" and group_start < reading.start):
        found = _of_verb(clause, reading, group_start, led_by)
    if found != "actual":
        return found
    if _is_conditional(clause, group_start):
        return "hypothetical"
    if _is_yet_to_come(clause, group_start, led_by):
        return "future"
    if standing and _FORMERLY.intersection(led_by):
        return "historical"
    if date_end and published and not standing and (published - date_end).days > HISTORICAL_AFTER_DAYS:
        return "historical"
    return "historical" if _is_background(clause, led_by, date_end, published) else "actual"


def _is_at_standstill(clause: Clause, start: int) -> bool:
    """ "A halt of fighting", "an end to the attacks": what stops is not told as going on."""
    i = start - 1
    while i > 0 and clause.words[i] in DETERMINERS:
        i -= 1
    return i > 0 and clause.words[i] in _STANDSTILL.get(clause.words[i - 1], ())


def _of_verb(clause: Clause, reading: Reading, group_start: int, led_by: list[str]) -> Modality:
    gapped = clause.words[reading.gap[0] : reading.gap[1]] if reading.gap else []
    if any(word in _NEGATED for word in led_by) or "no" in gapped[:1] or led_by[-1:] in (["almost"], ["nearly"]):
        return "negated"
    for word in reversed(led_by):
        if word in ("begin", "start", "continue"):
            continue
        if word in _IMPLICATIVE:
            return "actual"
        if word in _FUTURE:
            return "future"
        if word in _HYPOTHETICAL:
            return "hypothetical"
    before = clause.words[group_start - 1] if group_start else ""
    if _is_not_said(clause, group_start):
        return "hypothetical"
    if reading.form == "gerund" and (before in _OPENS_GERUND or led_by[-1:] == ["so"]):
        return _of_predicate(clause, reading.end)
    if before in ("and", "or") and (reading.form == "base" or led_by[:1] in (["begin"], ["start"], ["continue"])):
        return _of_coordinated(clause, group_start - 1)
    if before == "to" and reading.form in ("base", "noun"):
        return _of_purpose(clause, group_start - 1)
    if reading.form == "gerund" and before in (
        "of",
        "by",
        "against",
        "from",
        "without",
        "at",
        "avoid",
        "about",
        "on",
        "for",
        "than",
    ):
        return _of_gerund(clause, reading, group_start - 1)
    return "actual"


def _is_not_said(clause: Clause, group_start: int) -> bool:
    """ "Did not say the town had fallen", "could not confirm that"; but "did not say who killed him" tells it."""
    for i in range(group_start - 1, max(group_start - 12, 0), -1):
        word = clause.words[i]
        if word in STRONG_STOPS or word in (",", "but", "and") or word in _OPEN_QUESTIONS:
            return False
        if word == "that" and clause.words[i - 1] in _OPINIONS:
            return not _CONTRADICTING.isdisjoint(clause.words[max(i - 6, 0) : i - 1])
        if word in _FEARS and clause.words[i + 1 : i + 2] != ["of"]:
            return clause.actor_at[i] < 0 and not BE.intersection(clause.words[i - 1 : i])
        if word in _TELLS:
            return not _DENYING.isdisjoint(clause.words[i - 2 : i])
    return False


def _of_coordinated(clause: Clause, joint: int) -> Modality:
    """A bare verb after "and" shares what leads the one before it: "plans to cross the river and attack"."""
    for i in range(joint - 1, max(joint - 14, -1), -1):
        word = clause.words[i]
        if word in STRONG_STOPS or word in RELATIVES:
            break
        if word == "to":
            for k in range(max(i - 8, 0), i):
                if clause.words[k] in _NEGATED:
                    return "negated"
            return _of_purpose(clause, i)
        if word in _FUTURE | _HYPOTHETICAL:
            return "negated" if "not" in clause.words[i : i + 2] else "future" if word in _FUTURE else "hypothetical"
    return "actual"


def _of_purpose(clause: Clause, to: int) -> Modality:
    """An infinitive that no verb of its own subject leads: a wish, an order, a plan."""
    for i in range(to - 1, max(to - 4, -1), -1):
        if clause.words[i] in _IMPLICATIVE:
            return "actual"
        if clause.words[i] in _FUTURE:
            return "future"
    return "hypothetical"


def _of_gerund(clause: Clause, reading: Reading, preposition: int) -> Modality:
    if clause.words[preposition] == "without":
        return "negated"
    window = clause.words[max(preposition - 8, 0) : preposition]
    if clause.words[preposition] == "by" and "not" in window[-2:]:
        return "negated"
    if window[-1:] in (["instead"], ["rather"]):
        return "negated"
    if clause.words[preposition + 1] == "allegedly":
        return "hypothetical"
    if window[-1:] == ["away"]:
        return "future"
    if any(word in ("prevent", "prevented", "stop", "stopped", "refrain", "deter", "barred") for word in window):
        return "negated"
    if "accused" in window and not BE.intersection(window):
        return "hypothetical"
    if reading.pattern.control and _PURPOSE.intersection(window[-3:]):
        return "hypothetical"
    if clause.words[preposition] in ("of", "about", "on", "for") and _NOT_TOLD_BEFORE.intersection(window[-4:]):
        return "hypothetical"
    return "actual"


def _of_noun(clause: Clause, reading: Reading) -> Modality:
    i, steps = reading.start - 1, 0
    while i >= 0 and steps < 6:
        word = clause.words[i]
        if word in _NONE_BEFORE and word not in ("stop", "halt", "end") and clause.words[i + 1] != "one":
            return "negated"
        if word in _UNREAL_BEFORE:
            return "future" if word in ("planned", "upcoming", "future", "imminent", "impending") else "hypothetical"
        if word == "of" and clause.words[i - 1] in ("charge", "charges", "count", "counts", "suspicion"):
            return "hypothetical"
        if word in ("from", "against") and _GUARDING.intersection(clause.words[max(i - 10, 0) : i]):
            return "hypothetical"
        if reading.pattern.control and word in _PURPOSE:
            return "hypothetical"
        if word == "be" and clause.words[i - 1] in ("should", "could", "might", "may", "would"):
            return "hypothetical"
        if word in STRONG_STOPS or word == "," or clause.is_verb(i):
            break
        i, steps = i - 1, steps + 1
    window = clause.words[max(reading.start - 14, 0) : reading.start]
    if "any" in window and (_NEGATED - {"no"}).intersection(window[: window.index("any")]):
        return "negated"
    follower = clause.words[reading.end] if reading.end < len(clause) else ""
    if follower in ("will", "would", "could", "might", "may", "should"):
        return "future" if follower == "will" else "hypothetical"
    return _of_predicate(clause, reading.end)


def _of_predicate(clause: Clause, start: int) -> Modality:
    """What the verb after a noun says of it: "an offensive to free the city would begin", "strikes are threatened"."""
    for i in range(start, min(start + 12, len(clause))):
        word = clause.words[i]
        if word in STRONG_STOPS or word == "," or word in RELATIVES:
            break
        if word in MODALS:
            is_set = word in ("will", "'ll", "shall") or clause.words[i + 1 : i + 2] == ["begin"]
            return "future" if is_set else "hypothetical"
        if word in _UNREALISED:
            return _UNREALISED[word] if i > 0 and clause.words[i - 1] in BE else "actual"
        if clause.is_verb(i) and word not in BE:
            break
    return "actual"


def _is_yet_to_come(clause: Clause, group_start: int, led_by: list[str]) -> bool:
    """ "Once the town is taken", "after X is defeated": the present tense in a clause of time tells of the future."""
    if not led_by or led_by[0] not in ("is", "are", "'re") or "being" in led_by:
        return False
    for i in range(group_start - 1, max(group_start - 8, -1), -1):
        if clause.words[i] in _TO_COME:
            return True
        if clause.words[i] in STRONG_STOPS or clause.words[i] == "," or clause.is_verb(i):
            return False
    return False


def _is_conditional(clause: Clause, start: int) -> bool:
    for i in range(start - 1, max(start - 14, -1), -1):
        word = clause.words[i]
        if word in _CONDITIONS and not (word == "should" and i > 0):
            return not (word == "if" and i > 0 and clause.words[i - 1] in ("as", "even"))
        if word in STRONG_STOPS or (word == "," and i < start - 1):
            return False
    return False


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
