"""Whether a noun of an event tells that it happened: the words before it, and what a verb says of it."""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import (
    BE,
    DETERMINERS,
    FIGHTING_SECTORS,
    MODALS,
    PREPOSITIONS,
    RELATIVES,
    STATE_SECTORS,
    STRONG_STOPS,
    words,
)
from pipelines.coding.patterns import Reading
from pipelines.coding.text import Modality

NEGATED = words(
    """
    not n't never no neither nor cannot without denied deny denies denying failed fails refused refuses refuse unable
    stopped ceased
    """
)
_NONE_BEFORE = words("no without denied denies denying deny neither nor any never not n't stop halt end")
UNREAL_BEFORE = words(
    """
    threat threats risk danger fear fears possibility prospect plan plans planned planning plot plots plotting plotted
    potential possible imminent impending looming future prevent prevents prevented preventing avoid avert averted
    authorize authorise authorization authorisation authorizing authorising
    against brink verge attempt justify justifying likelihood chance chances prospects rumours rumors speculation
    threatening threatened threaten threatens warned warns warning blocked feared fearing
    foil foils foiled thwart thwarts thwarted if attempted attempting alleged
    gear geared gearing brace braced bracing
    proposed expected anticipated
    upcoming earmarked hypothetical case any deter deterring contemplating considering preparing prepare call calls
    """
)
PURPOSE = words(
    """
    aim aims aimed aiming goal goals objective target verge brink operation operations campaign battle offensive effort
    efforts ground chance intention intent bent bid mission push preparation preparations focused focus concentrated
    concentrating close closer way hopes step steps attempt attempts fight fighting ambition dream ready drive
    """
)
_POWERS = STATE_SECTORS | FIGHTING_SECTORS - {"UAF"}
_REACH_OF_ACCUSED = 6
_COMING = words("planned upcoming earmarked future imminent impending")
_MEANS = words(
    """
    ready vote votes voted voting vow vows vowed plan plans planned planning prepare prepares prepared preparing intend
    intends intended decide decides decided threaten threatens threatened threatening poised likely want wants wanted
    """
)
_ASKS = words(
    """
    urge urges urged urging demand demands demanded demanding advocate advocates advocated advocating recommend
    recommends recommended seek seeks sought seeking suggest suggests suggested
    """
)
_ASKS_FOR = words(
    "call calls called calling appeal appeals appealed appealing press pressed pressing push pushed ask asked"
)
_ACCUSES = words("accuse accuses accused accusing suspect suspects")
_UNPROVEN = words("charge charges count counts suspicion claim claims allegation allegations accusation accusations")
OF_FORCE = ("ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "THREATEN")
_GUARDING = words(
    """
    protect protects protected protecting protection defend defends defending shield shields shielding safeguard
    safeguards secure guard guards guarding
    """
)
_UNREALISED: dict[str, Modality] = {
    **dict.fromkeys(("planned", "scheduled", "expected", "threatened", "prepared", "due"), "future"),
    **dict.fromkeys(("foiled", "thwarted", "averted", "prevented", "cancelled", "canceled", "postponed"), "negated"),
}


def _is_accused(clause: Clause, of: int) -> bool:
    """ "Accused the group of being behind the attack": what somebody is only said to have done."""
    window = clause.words[max(of - 8, 0) : of]
    return not _ACCUSES.isdisjoint(window) and "," not in window and BE.isdisjoint(window)


def is_a_power(clause: Clause, of: int) -> bool:
    """ "The militia was accused of killing ten": an army or a state, where the deed itself is what is charged.

    Of "a man accused of killing Ann Lee" the killing is a fact.
    """
    accused = max(k for k in range(of) if clause.words[k] == "accused")
    numbers = clause.actor_at[max(accused - _REACH_OF_ACCUSED, 0) : accused]
    party = next((clause.actors[number] for number in reversed(numbers) if number >= 0), None)
    return party is not None and (party.kind == "country" or (party.kind != "person" and party.sector in _POWERS))


def of_noun(clause: Clause, reading: Reading) -> Modality:
    i, steps = reading.start - 1, 0
    while i >= 0 and steps < 6:
        word = clause.words[i]
        if word in _NONE_BEFORE and word not in ("stop", "halt", "end") and clause.words[i + 1] != "one":
            return "negated"
        if word in UNREAL_BEFORE:
            return "future" if word in _COMING else "hypothetical"
        if word == "of" and clause.words[i - 1] == "accused" and is_a_power(clause, i):
            return "hypothetical"
        if word == "of" and clause.words[i - 1] in _UNPROVEN:
            return "hypothetical"
        if word == "of" and reading.pattern.event_type not in OF_FORCE and _is_accused(clause, i):
            return "hypothetical"
        if word.endswith("ing") and i > 0 and clause.words[i - 1] == "of" and _is_accused(clause, i - 1):
            return "hypothetical"
        if word in ("from", "against") and _GUARDING.intersection(clause.words[max(i - 10, 0) : i]):
            return "hypothetical"
        if reading.pattern.control and word in PURPOSE:
            return "hypothetical"
        if word == "be" and clause.words[i - 1] in ("should", "could", "might", "may", "would"):
            return "hypothetical"
        if word in STRONG_STOPS or word == "," or clause.is_verb(i):
            break
        i, steps = i - 1, steps + 1
    if _is_asked_for(clause, reading.start):
        return "hypothetical"
    before = clause.words[max(reading.start - 2, 0) : reading.start]
    if before == ["rather", "than"]:
        return "negated"
    if before[-1:] == ["to"] and before[0] in _MEANS and reading.end == reading.start + 1:
        return "future"  # "voted to strike"
    if before == ["set", "to"] or (before == ["due", "to"] and clause.is_verb(max(reading.start - 3, 0))):
        return "future"
    window = clause.words[max(reading.start - 14, 0) : reading.start]
    if "any" in window and (NEGATED - {"no"}).intersection(window[: window.index("any")]):
        return "negated"
    follower = clause.words[reading.end] if reading.end < len(clause) else ""
    if follower in ("possible", "likely", "looms", "loomed", "feared"):
        return "hypothetical"
    if follower == "to" and clause.words[reading.end + 1 : reading.end + 2] == ["be"]:
        return "hypothetical"
    if follower in ("will", "would", "could", "might", "may", "should"):
        return "future" if follower == "will" else "hypothetical"
    return of_predicate(clause, reading.end)


def _is_asked_for(clause: Clause, start: int) -> bool:
    """ "Called for mass protests", "urged a strike": something new that somebody wants."""
    for i in range(start - 1, max(start - 6, -1), -1):
        word = clause.words[i]
        if word == "for":
            return i > 0 and clause.words[i - 1] in _ASKS_FOR
        if word in _ASKS:
            return True
        if word in PREPOSITIONS or word in STRONG_STOPS or word == "," or clause.is_verb(i):
            return False
        if word in DETERMINERS and word not in ("a", "an", "another"):
            return False
    return False


def of_predicate(clause: Clause, start: int) -> Modality:
    """What the verb after a noun says of it: "an offensive to free the city would begin", "strikes are threatened"."""
    for i in range(start, min(start + 12, len(clause))):
        word = clause.words[i]
        if word in STRONG_STOPS or word == "," or word in RELATIVES:
            break
        if word in MODALS:
            is_set = word in ("will", "'ll", "shall") or clause.words[i + 1 : i + 2] == ["begin"]
            return "future" if is_set else "hypothetical"
        if word == "called" and clause.words[i + 1 : i + 2] == ["off"] and clause.words[i - 1] in BE:
            return "negated"
        if word in _UNREALISED:
            return _UNREALISED[word] if i > 0 and clause.words[i - 1] in BE else "actual"
        if clause.is_verb(i) and word not in BE:
            break
    return "actual"
