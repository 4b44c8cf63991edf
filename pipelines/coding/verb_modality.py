"""Whether a verb tells that its event happened, from its auxiliaries and from what governs it."""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import (
    BE,
    DETERMINERS,
    MODALS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SHUNNED,
    STRONG_STOPS,
    WEIGHED,
    words,
)
from pipelines.coding.noun_modality import NEGATED, OF_FORCE, PURPOSE, UNREAL_BEFORE, is_a_power, of_predicate
from pipelines.coding.patterns import Reading
from pipelines.coding.text import Modality

_FUTURE = words(
    """
    will shall 'll wo going plans plan planned planning vowed vows vow pledged pledges promised promises scheduled due
    set expected intends intend intended pledge vow promise agree decide poised prepares prepare prepared preparing
    agreed agrees decided determined ready
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
_STANCES = {
    "at": words("aim aims aimed aiming"),
    "in": words("honest sincere serious interested interest role"),
    "to": words(
        """
        change close closer committed commitment dedicated devoted opposed object objection switch not return turn
        shift
        """
    ),
}
_PROOFS = words("evidence proof confirmation indication indications sign signs suggestion word")
_RUMOURS = words("rumours rumors rumour rumor speculation")
_FEARS = words("fear fears feared fearing worried")
_TELLS = words("say mean confirm claim report mention acknowledge admit announce specify believe think")
_OPINIONS = words("assessment claim claims assertion suggestion notion allegation allegations idea rumours rumors")
_CONTRADICTING = words(
    """
    investigating investigate investigates denied denies contradicted contradicts disputed disputes dismissed dismisses
    rejected rejects refuted refutes
    """
)
_MANDATES = words(
    """
    demand demands demanded demanding insist insists insisted insisting ask asks asked asking request requests requested
    recommend recommends recommended recommending propose proposes proposed proposing urge urges urged urging suggest
    suggests suggested suggesting order ordered require requires required stipulate stipulates stipulated essential
    vital important imperative crucial necessary
    """
)
_DENYING = words("not n't never neither")
_NO_DENIAL = words("fewer less more doubt matter sooner wonder")
_OPEN_QUESTIONS = words("who whom whose what when where why how which many until before after because")
_DEMANDS = words(
    """
    demand demands demanded demanding insist insists insisted recommend recommends recommended propose proposes proposed
    proposal proposals
    """
)
_WILL = frozenset(("will", "'ll", "due", "scheduled"))
_REACH_OF_DEMAND = 22
_OPENS_GERUND = ("", "so", "that", "because", "since")
_IMPLICATIVE = words("managed began begins begin continued continues continue helped helps used started able starts")
_NOT_TOLD_BEFORE = UNREAL_BEFORE | words(
    """
    charge charges accuses accuse accusing suspected trial claim claims view views idea talk talks talked
    dream dreams dreamed deal argue argued thinking considering hope hopes
    """
)


def of_verb(clause: Clause, reading: Reading, group_start: int, led_by: list[str]) -> Modality:
    gapped = clause.words[reading.gap[0] : reading.gap[1]] if reading.gap else []
    if any(word in NEGATED for word in led_by) or "no" in gapped[:1] or led_by[-1:] in (["almost"], ["nearly"]):
        return "negated"
    if _is_of_nobody(clause, group_start):
        return "negated"
    bare = led_by[:1] == ["be"] or (not led_by and reading.form == "base" and clause.words[group_start - 1] != "to")
    if bare and not _DEMANDS.isdisjoint(clause.words[max(group_start - _REACH_OF_DEMAND, 0) : group_start]):
        return "hypothetical"  # "demands that they be freed"
    if led_by[:2] in (["has", "to"], ["have", "to"]) or ("able" in led_by and not (MODALS | {"be"}).isdisjoint(led_by)):
        return "hypothetical"  # "it has to be looked into"
    for word in reversed(led_by):
        if word in ("begin", "start", "continue"):
            continue
        if word in _IMPLICATIVE:
            return "actual"
        if word in _FUTURE:
            return "future"
        if word in SHUNNED:
            return "negated"
        if word in _HYPOTHETICAL or word in WEIGHED:
            return "hypothetical"
    before = clause.words[group_start - 1] if group_start else ""
    if ((reading.form == "base" and not led_by) or led_by[:1] == ["be"]) and _is_mandated(clause, group_start):
        return "hypothetical"
    if _is_not_said(clause, group_start) or _is_inverted_condition(clause, reading):
        return "hypothetical"
    if reading.form == "gerund" and (before in _OPENS_GERUND or led_by[-1:] == ["so"]):
        return of_predicate(clause, reading.end)
    if reading.form == "gerund" and _is_charged_too(clause, reading, group_start):
        return "hypothetical"
    if (
        reading.form == "gerund"
        and before == "before"
        and not _WILL.isdisjoint(clause.words[max(group_start - _REACH_OF_DEMAND, 0) : group_start])
    ):
        return "future"  # "will visit a camp before chairing talks"
    if before in ("and", "or") and (reading.form == "base" or led_by[:1] in (["begin"], ["start"], ["continue"])):
        return _of_coordinated(clause, group_start - 1)
    if before == "to" and (reading.form in ("base", "noun") or led_by[:1] == ["be"]):
        return _of_purpose(clause, group_start - 1)
    if led_by[:1] == ["being"] and before in ("from", "of"):
        return _of_gerund(clause, reading, group_start - 1)
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
        "between",
        "to",
        "in",
    ):
        return _of_gerund(clause, reading, group_start - 1)
    return "actual"


def _is_charged_too(clause: Clause, reading: Reading, start: int) -> bool:
    """ "Accused X of stirring up the war and arming rebels", "called for talks and for lifting the ban"."""
    if reading.pattern.event_type in OF_FORCE or clause.words[start - 1] not in ("and", ",", "for"):
        return False
    window = clause.words[max(start - 30, 0) : start]
    if clause.words[start - 1] == "for":
        return not {"call", "calls", "called", "calling"}.isdisjoint(window)
    at = next((k for k, word in enumerate(window) if word.startswith("accus")), None)
    return at is not None and any(
        window[k] == "of" and window[k + 1].endswith("ing") for k in range(at, len(window) - 1)
    )


def _is_inverted_condition(clause: Clause, reading: Reading) -> bool:
    """ "Had Chad attacked, Kenya would have struck back"."""
    opens = clause.words[0] == "had" and reading.form in ("past", "participle")
    return opens and "," not in clause.words[: reading.start] and "would" in clause.words[reading.end :]


def _is_mandated(clause: Clause, group_start: int) -> bool:
    """ "Demanded that he resign", "essential that hostages be freed": the subjunctive of what somebody wants."""
    for i in range(group_start - 1, max(group_start - 12, 0), -1):
        word, before = clause.words[i], clause.words[i - 1]
        if before in _MANDATES and (word == "that" or word in PRONOUNS):
            return True
        if word in STRONG_STOPS or word in (",", "that") or clause.is_verb(i):
            return False
    return False


def _is_of_nobody(clause: Clause, group_start: int) -> bool:
    """Whether the subject is one that did not do it: "neither side", "none of the rebels", "no soldiers"."""
    for i in range(group_start - 1, max(group_start - 8, -1), -1):
        word, before = clause.words[i], clause.words[i - 1] if i else ""
        if word in ("neither", "none", "nobody"):
            return True
        if word == "no":
            return clause.words[i + 1] not in _NO_DENIAL and before not in PREPOSITIONS
        if word in STRONG_STOPS or word == "," or clause.is_verb(i):
            return False
        if word in DETERMINERS and before not in ("of", "nor", "neither"):
            return False
    return False


def _is_not_said(clause: Clause, group_start: int) -> bool:
    """ "Did not say the town had fallen", "could not confirm that"; but "did not say who killed him" tells it."""
    for i in range(group_start - 1, max(group_start - 12, 0), -1):
        word = clause.words[i]
        if word in STRONG_STOPS or word in (",", "but", "and") or word in _OPEN_QUESTIONS:
            return False
        if word == "that" and clause.words[i - 1] in _PROOFS and "no" in clause.words[max(i - 4, 0) : i - 1]:
            return True
        if word == "that" and clause.words[i - 1] in _OPINIONS:
            return clause.words[i - 1] in _RUMOURS or not _CONTRADICTING.isdisjoint(clause.words[max(i - 6, 0) : i - 1])
        if word in _RUMOURS and i + 1 < group_start and not clause.words[i + 1].startswith("monger"):
            return True
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
                if clause.words[k] in NEGATED:
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
    if window[-1:] in (["instead"], ["rather"], ["short"]):
        return "negated"
    if clause.words[preposition] == "between" or _STANCES.get(clause.words[preposition], frozenset()) & set(
        window[-1:]
    ):
        return "hypothetical"
    if clause.words[preposition + 1] == "allegedly":
        return "hypothetical"
    if window[-1:] in (["away"], ["off"]):
        return "future"
    if any(word in ("prevent", "prevented", "stop", "stopped", "refrain", "deter", "barred") for word in window):
        return "negated"
    if "accused" in window and (not BE.intersection(window) or is_a_power(clause, preposition)):
        return "hypothetical"
    if reading.pattern.control and PURPOSE.intersection(window[-3:]):
        return "hypothetical"
    if clause.words[preposition] in ("of", "about", "on", "for") and _NOT_TOLD_BEFORE.intersection(window[-4:]):
        return "hypothetical"
    return "actual"
