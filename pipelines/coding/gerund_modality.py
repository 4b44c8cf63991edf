"""Whether a gerund tells that its event happened, from the word that leads to it: "without killing", "risk losing"."""

from itertools import pairwise

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import (
    BE,
    MODALS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SHUNNED,
    STRONG_STOPS,
    WEIGHED,
    words,
)
from pipelines.coding.noun_modality import (
    NEGATED,
    OF_FORCE,
    PURPOSE,
    UNREAL_BEFORE,
    is_a_power,
    of_modal,
    of_predicate,
)
from pipelines.coding.patterns import Reading
from pipelines.coding.text import Modality

_OPENS = ("", "so", "that", "because", "since")
_REACH_OF_JOINING = 6
_JOINING = words("join help assist aid support embolden engage participate result succeed")
_MAY = words("could can would may might will should must")
_WILL = frozenset(("will", "'ll", "due", "scheduled"))
_REACH_OF_WILL = 22
_REACH_OF_LIST = 20
_REACH_OF_CALL = 30
_CALLED_FOR = {"for": words("call calls called calling"), "of": frozenset(("accused",))}
_OWNERS = (PRONOUNS - {"who"}) | words("its their his")
_HOPES = words("hope hopes hoped hoping want wants wanted wanting plan plans planned planning aim aims aimed aiming")
_WARNS = words("warn warns warned warning caution cautions cautioned advise advises advised argues argued")
_ACCUSES = words("accuse accuses accusing")
_STANCES = {
    "at": words("aim aims aimed aiming"),
    "in": words("honest sincere serious interested interest role benefit benefits merit point sense use value"),
    "to": words(
        """
        change committed commitment dedicated devoted opposed object objection switch not return turn shift key close
        closer closest view eye step steps way path route alternative prelude
        """
    ),
}
_IS_ABOUT = words("is are was were 's n't not much all more just only")  # "it is about defending the town"
_UNREAL_AFTER = words("between toward towards")  # whatever stands before the preposition
_OF_SUBJECT = ("of", "about", "without")  # they may lead to a subject with its gerund: "risk of them being killed"
_PREVENTING = words(
    "prevent prevents prevented stop stopped refrain deter barred ban bans forbid forbids prohibit prohibits prohibited"
)
_MATTERS = ("of", "about", "on", "over", "for")
_NOT_TOLD_BEFORE = UNREAL_BEFORE | words(
    """
    charge charges accuses accuse accusing suspected trial claim claims view views idea talk talks talked dream dreams
    dreamed deal pessimism optimism scepticism skepticism hesitation argue argued thinking hope hopes capable ways
    means method methods negotiation negotiations negotiating importance cost costs program programme programs
    programmes ethics legality morality wisdom ambition ambitions aim aims goal goals objective objectives purpose
    intention intentions intent task agreement commitment commitments promise pledge question resolution resolutions
    pretext
    """
)
_END = words("stop cease quit")
_SUPPOSED = WEIGHED | words(
    """
    mean means see sees envisage envisages foresee foresees expect expects imagine support supports supported
    mention mentions mentioned mentioning
    """
)
_LISTS = words("include includes included involve involves involved")
_THOUGHTS = words(
    """
    idea ideas option options proposal proposals plan plans suggestion suggestions consideration recommendation
    recommendations demands promises goals
    """
)
_JOINTS = ("and", "or", ",")
_LEADS_LIST = PREPOSITIONS | _SUPPOSED | _LISTS
_GENERAL = MODALS | words("is does costs means requires never rarely seldom")
_REACH_OF_SUBJECT = 18


def of_gerund(clause: Clause, reading: Reading, group_start: int, led_by: list[str]) -> Modality:
    """The modality of a gerund, or of a participle after "being", that no auxiliary has decided."""
    before = clause.words[group_start - 1] if group_start else ""
    if before in _END or _END.intersection(led_by):
        return "hypothetical"  # "Stop bombing our towns!", "told them to stop shelling the port"
    if reading.form == "gerund" and (before in _OPENS or led_by[-1:] == ["so"]):
        return "hypothetical" if _is_weighed(clause, reading.end) else of_predicate(clause, reading.end)
    if reading.form == "gerund" and _opens_list(clause, group_start) and _is_weighed(clause, reading.end):
        return "hypothetical"
    if before == "before":  # "will visit a camp before chairing talks"
        said = clause.words[max(group_start - _REACH_OF_WILL, 0) : group_start]
        is_hoped = any(word in _HOPES and after == "to" for word, after in pairwise(said))
        return "future" if not _WILL.isdisjoint(said) else "hypothetical" if is_hoped else "actual"
    leader = _leader(clause, group_start)
    word = clause.words[leader] if leader >= 0 else ""
    if word in PREPOSITIONS:
        return _after_preposition(clause, reading, leader)
    if word in NEGATED or word in SHUNNED:
        return "negated"
    if word in _LISTS:
        listed = clause.words[max(leader - _REACH_OF_JOINING, 0) : leader]
        if modal := next((k for k in listed if k in MODALS), None):
            return of_modal(modal)  # "could include indicting and deporting them"
        return "actual" if _THOUGHTS.isdisjoint(listed) else "hypothetical"
    return "hypothetical" if word in _SUPPOSED else "actual"


def _is_weighed(clause: Clause, start: int) -> bool:
    """ "Bombing civilians never wins wars", "that deporting all would cost billions": what the deed is or costs."""
    for i in range(start, min(start + _REACH_OF_SUBJECT, len(clause) - 1)):
        word, after = clause.words[i], clause.words[i + 1]
        if word in _GENERAL and clause.actor_at[i] < 0 and clause.words[i - 1] not in RELATIVES:
            return not after.endswith("ing")
        if word in STRONG_STOPS or (word == "," and not after.endswith(("ing", "ly"))):
            return False
    return False


def _opens_list(clause: Clause, start: int) -> bool:
    """Whether the gerund goes on with a list that opens a clause: "that finding, detaining and deporting them"."""
    i = start - 1
    while i >= 0 and (clause.words[i] in (",", "and", "or") or clause.words[i].endswith(("ing", "ly"))):
        i -= 1
    return i < start - 2 and (clause.words[i] if i >= 0 else "") in _OPENS


def _leader(clause: Clause, start: int) -> int:
    """Where the word stands that leads to the gerund, past its subject or the first gerund of a pair; -1 for none."""
    i = start - 1
    if i > 0 and clause.words[i] in _JOINTS:
        leaders = _LEADS_LIST if clause.words[i] != "," else _SUPPOSED | _LISTS
        for k in range(i - 1, max(i - _REACH_OF_LIST, 0), -1):
            if clause.words[k] in STRONG_STOPS:
                break
            led = k - 1 - (k > 1 and clause.words[k - 1].endswith("ly"))  # "of suddenly detaining or deporting"
            calls = clause.words[led] == "for" and clause.words[led - 1] in _CALLED_FOR["for"]
            if clause.words[k].endswith("ing") and (clause.words[led] in leaders or calls):
                return led
        return -1
    if i < 1:
        return i
    spans = ((clause.actor_at, clause.actor_spans), (clause.place_at, clause.place_spans))
    subject = next((at_span[at[i]][0] for at, at_span in spans if at[i] >= 0), i)
    if subject == i and clause.words[i] not in _OWNERS and clause.actor_at[i] < 0 and clause.place_at[i] < 0:
        return i
    leads = subject and (clause.words[subject - 1] in _OF_SUBJECT or clause.words[subject - 1] in _SUPPOSED)
    return subject - 1 if leads else i


def _after_preposition(clause: Clause, reading: Reading, at: int) -> Modality:
    preposition, window = clause.words[at], clause.words[max(at - 8, 0) : at]
    before, ahead = window[-1:], window[-2:-1]
    if preposition == "without" or before in (["instead"], ["rather"], ["short"]):
        return "negated"
    if preposition == "by" and "not" in window[-2:]:
        return "negated"
    if preposition == "about" and not _IS_ABOUT.isdisjoint(before):
        return "hypothetical"
    if preposition in _UNREAL_AFTER or _STANCES.get(preposition, frozenset()).intersection(before):
        return "hypothetical"
    if clause.words[at + 1] == "allegedly":
        return "hypothetical"
    if before in (["away"], ["off"]):
        return "future"
    if before == ["succeeded"] and ahead in (["nearly"], ["almost"]):
        return "negated"
    if not _PREVENTING.isdisjoint(clause.words[max(at - (14 if preposition == "from" else 8), 0) : at]):
        return "negated"
    if preposition == "against" and not _WARNS.isdisjoint(window):
        return "hypothetical"
    if "accused" in window and (not BE.intersection(window) or is_a_power(clause, at)):
        return "hypothetical"
    called = clause.words[max(at - _REACH_OF_CALL, 0) : at]
    if preposition == "of" and not _ACCUSES.isdisjoint(called):
        return "hypothetical"
    if reading.pattern.event_type not in OF_FORCE and not _CALLED_FOR.get(preposition, frozenset()).isdisjoint(called):
        return "hypothetical"  # "called for talks and for lifting the ban"
    if reading.pattern.control and PURPOSE.intersection(window[-3:]):
        return "hypothetical"
    if preposition in _MATTERS and _NOT_TOLD_BEFORE.intersection(window[-4:]):
        return "hypothetical"
    if preposition == "by" and (modal := next((word for word in window if word in _MAY), None)):
        return of_modal(modal)  # "could only be beaten by attacking it"
    for joined, leads in pairwise(reversed(window[-_REACH_OF_JOINING:] if preposition == "in" else [])):
        if joined in _JOINING and (leads in MODALS or leads == "to"):
            return of_modal(leads)  # "are preparing to help in storming the town", "will join X in attacking Y"
    return "actual"
