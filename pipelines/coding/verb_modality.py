"""Whether a verb tells that its event happened, from its auxiliaries and from what governs it."""

from pipelines.coding.clauses import Clause
from pipelines.coding.gerund_modality import of_gerund
from pipelines.coding.grammar import (
    ADVERBS,
    BE,
    DETERMINERS,
    HAVE,
    MODALS,
    NEGATIONS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SHUNNED,
    STRONG_STOPS,
    WEIGHED,
    words,
)
from pipelines.coding.noun_modality import HABITS, NEGATED, of_modal
from pipelines.coding.patterns import Reading
from pipelines.coding.second_sayings import first_saying
from pipelines.coding.text import Modality

_FUTURE = words(
    """
    will shall 'll wo going plans plan planned planning vowed vows vow pledged pledges promised promises scheduled due
    set expected intends intend intended pledge vow promise agree decide poised prepares prepare prepared preparing
    agreed agrees decided determined ready about
    """
)
_HYPOTHETICAL = (
    words(
        """
    would could might may can should must want wants wanted hope hopes hoped hoping seek seeks sought try tries tried
    trying attempt attempted attempts attempting threaten threatens threatened threatening urged asked ordered told
    need needs likely unlikely willing appeared appears seemed seems aims aim aimed aiming offered offers allowed
    forced seeking wanting hoping struggled struggling intending
    """
    )
    | WEIGHED
)
_PROOFS = words("evidence proof confirmation indication indications sign signs suggestion word")
_UNPROVEN = frozenset(("to", "not", "n't", "cannot", "never"))
_RUMOURS = words("rumours rumors rumour rumor speculation pretext")
_FEARS = words("fear fears feared fearing worried")
_TELLS = words("say mean confirm claim report mention acknowledge admit announce specify believe think")
_POINTS_TO = words("indicate suggest mean imply")  # "it would indicate that he had been shot"
_UNTRUE = _RUMOURS | words("myth theory lie hoax")
_OPINIONS = _UNTRUE | words("assessment claim claims assertion suggestion notion allegation allegations idea")
_CONTRADICTING = words(
    """
    investigating investigate investigates denied denies contradicted contradicts disputed disputes dismissed dismisses
    rejected rejects refuted refutes
    """
)
_DEMANDS = words(
    """
    demand demands demanded demanding insist insists insisted insisting ask asks asked asking request requests requested
    recommend recommends recommended recommending propose proposes proposed proposing proposal proposals urge urges
    urged urging suggest suggests suggested suggesting order ordered require requires required stipulate stipulates
    stipulated essential vital important imperative crucial necessary
    """
)
_PROMPTED = words("prompted prompting spurred spurring led leading drove driving provoked provoking")
_REACH_OF_CAUSE = 7
_MARCHES = words(
    "streets marched marching rallied rallying gathered blocked blocking blockaded padlocked staged occupied walked"
)
_SHOUTED = words("protest demand denounce")
_TOLD = words("congratulate thank apologise apologize express convey offer assure reassure praise condemn condole")
_CALLS = words("called phoned telephoned rang wrote cabled texted letter message telegram")
_REACH_OF_AIM = 16
_REACH_OF_DEMAND = 22
_REACH_OF_PAIR = 9
_REACH_OF_LEAD = 18
_LONGEST_ASIDE = 8
_JUDGES = words("consider considers considered considering deem deems want wants wanted")
_HAVING = frozenset(("see", "have", "get"))
_DENYING = words("not n't never neither")
_NO_DENIAL = words("fewer less more doubt matter sooner wonder")
_LETS = frozenset(("let", "lets"))
_OPEN_QUESTIONS = words("who whom whose what when where why how which many until before after because")
_MAY_BE = MODALS | words("be is are")
_IMPLICATIVE = words("managed began begins begin continued continues continue helped helps used started able starts")


def of_verb(clause: Clause, reading: Reading, group_start: int, led_by: list[str]) -> Modality:
    gapped = reading.inside(clause.words)
    if any(word in NEGATED for word in led_by) or "no" in gapped[:1] or led_by[-1:] in (["almost"], ["nearly"]):
        return "negated"
    if _is_of_nobody(clause, group_start):
        return "negated"
    if _is_demanded(clause, reading, group_start, led_by):
        return "hypothetical"
    if _is_habit(reading, led_by):
        return "hypothetical"
    if led_by[:2] in (["has", "to"], ["have", "to"]) or ("able" in led_by and not _MAY_BE.isdisjoint(led_by)):
        return "hypothetical"  # "it has to be looked into"
    for word in reversed(led_by):
        if word in ("begin", "start", "continue", "help"):
            continue
        if word in _IMPLICATIVE and MODALS.isdisjoint(led_by):
            return "actual"
        if word in _FUTURE:
            return "future"
        if word in SHUNNED:
            return "negated"
        if word in _HYPOTHETICAL:
            return "hypothetical"
    before = clause.words[group_start - 1] if group_start else ""
    if before == "from" and clause.words[group_start - 2] == "far":
        return "negated"
    if _is_judged(clause, reading, group_start, led_by):
        return "hypothetical"
    if _is_not_said(clause, group_start) or _is_inverted_condition(clause, reading):
        return "hypothetical"
    is_base = reading.form == "base" or clause.words[reading.start] == "put"  # past and infinitive alike
    bare = (is_base and ADVERBS.issuperset(led_by)) or led_by[:1] in (["begin"], ["start"], ["continue"])
    if bare and before in ("and", "or", ","):
        return _of_coordinated(clause, group_start - 1)
    if before == "to" and (bare or reading.form == "noun" or led_by[:1] == ["be"]):
        return _of_purpose(clause, group_start - 1)
    if reading.form == "gerund" or led_by[:1] == ["being"] or _is_led_by_gerund(reading, led_by):
        return of_gerund(clause, reading, group_start, led_by)
    describes = reading.form == "participle" and not led_by
    return (_of_predicate_before(clause, group_start) if describes else None) or "actual"


def _is_habit(reading: Reading, led_by: list[str]) -> bool:
    """ "The army often strikes towns", "clinics are routinely hit": what is done ever again, and no one deed."""
    is_present = reading.form in ("base", "third") or led_by[:1] in (["is"], ["are"])
    return is_present and not HABITS.isdisjoint(led_by)


def _is_led_by_gerund(reading: Reading, led_by: list[str]) -> bool:
    """ "Before launching an attack", "capable of carrying out strikes"."""
    return reading.form == "noun" and bool(led_by) and led_by[0].endswith("ing")


def _of_predicate_before(clause: Clause, start: int) -> Modality | None:
    """ "Would be the fifth inmate executed": what the verb tells of the noun that a participle describes."""
    for i in range(start - 1, max(start - 7, 0), -1):
        if clause.words[i] == "be":
            return of_modal(clause.words[i - 1]) if clause.words[i - 1] in MODALS else None
        if clause.words[i] in PREPOSITIONS or not clause.words[i][0].isalnum() or clause.is_verb(i):
            break
    return None


def shared_group(clause: Clause, reading: Reading, group_start: int) -> tuple[int, list[str]]:
    """Where the words begin that lead to the verb, and which: of a pair, or after "help", those of the first verb.

    "Will be arrested and tortured", "plans to help free them".
    """
    verb = reading.start
    if group_start == verb and verb > 1:
        if clause.words[verb - 1] == "help" and reading.form == "base":
            verb -= 1
        elif clause.words[verb - 1] in ("and", "or") and reading.form in ("past", "participle"):
            if first_saying(clause, reading, group_start):
                return group_start, []
            verb = _first_of_pair(clause, verb - 1) or verb
    start = group_start if verb == reading.start else clause.group_before(verb).start
    led = [*range(start, verb)]
    if opening := _before_aside(clause, start):
        start = clause.group_before(opening).start
        led = [*range(start, opening), *led]
    return start, [clause.words[k] for k in led if clause.actor_at[k] < 0]  # no Theresa May


def _before_aside(clause: Clause, start: int) -> int:
    """Where the comma after an auxiliary stands: "was never, ever deported", "would, at once, strike"; else 0."""
    if start < 2 or clause.words[start - 1] != ",":
        return 0
    for k in range(start - 1, max(start - _LONGEST_ASIDE, 0), -1):
        before = clause.words[k - 1]
        if clause.words[k] == "," and (before in MODALS or before in NEGATIONS or before in BE):
            return k if clause.time_at[k - 1] < 0 and clause.actor_at[k - 1] < 0 else 0
    return 0


def _first_of_pair(clause: Clause, joint: int) -> int | None:
    """The participle with an auxiliary before the "and" that joins another to it."""
    for k in range(joint - 1, max(joint - _REACH_OF_PAIR, 0), -1):
        if clause.words[k] in STRONG_STOPS or clause.words[k] in RELATIVES or clause.words[k] == ",":
            return None
        if clause.is_verb(k):
            nearest = [word for word in clause.group_before(k).words if word in BE | HAVE | MODALS][-1:]
            return k if nearest and nearest[0] not in MODALS else None
    return None


def _is_inverted_condition(clause: Clause, reading: Reading) -> bool:
    """ "Had Chad attacked, Kenya would have struck back"."""
    opens = clause.words[0] == "had" and reading.form in ("past", "participle")
    return opens and "," not in clause.words[: reading.start] and "would" in clause.words[reading.end :]


def _is_judged(clause: Clause, reading: Reading, group_start: int, led_by: list[str]) -> bool:
    """ "Reckless to consider X defeated", "wants Y to have been killed", "could see or have them jailed"."""
    i = group_start - 1
    if reading.form != "participle" or led_by not in ([], ["have", "been"]):
        return False
    i -= bool(led_by) and clause.words[i] == "to"
    if i < 1 or (clause.actor_at[i] < 0 and clause.words[i] not in PRONOUNS):
        return False
    first = clause.actor_spans[clause.actor_at[i]][0] if clause.actor_at[i] >= 0 else i
    first -= clause.words[first - 1] in DETERMINERS
    judge, led = clause.words[first - 1], clause.words[first - 2] if first > 1 else ""
    return first > 0 and (judge in _JUDGES or (judge in _HAVING and (led in MODALS or led == "to")))


def _is_demanded(clause: Clause, reading: Reading, group_start: int, led_by: list[str]) -> bool:
    """ "Demanded that he resign", "essential that hostages be freed": the subjunctive of what somebody wants."""
    is_passive = led_by[:1] == ["be"]
    if not is_passive and (led_by or reading.form != "base" or clause.words[group_start - 1] == "to"):
        return False
    if not _LETS.isdisjoint(clause.words[max(group_start - 3, 0) : group_start]):
        return True
    for i in range(group_start - 1, max(group_start - _REACH_OF_DEMAND, 0), -1):
        if clause.words[i] in STRONG_STOPS:
            return False
        if clause.words[i - 1] in _DEMANDS:
            wished = clause.words[i] in PRONOUNS or "that" in clause.words[i:group_start]
            return is_passive or wished or _is_all_of_a_party(clause, i, group_start)
    return False


def _is_all_of_a_party(clause: Clause, start: int, end: int) -> bool:
    """ "Demands the army withdraw": a party between the two verbs, and nothing else."""
    start += clause.words[start] in DETERMINERS
    return clause.actor_at[start] >= 0 and clause.actor_spans[clause.actor_at[start]] == (start, end)


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
        if word == "prove" and (clause.words[i - 1] in MODALS or clause.words[i - 1] in _UNPROVEN):
            return True
        if word == "that" and clause.words[i - 1] in _PROOFS and "no" in clause.words[max(i - 4, 0) : i - 1]:
            return True
        if word == "that" and clause.words[i - 1] in _OPINIONS:
            return clause.words[i - 1] in _UNTRUE or not _CONTRADICTING.isdisjoint(clause.words[max(i - 6, 0) : i - 1])
        if word in _RUMOURS and i + 1 < group_start and not clause.words[i + 1].startswith("monger"):
            return True
        if word in _FEARS and clause.words[i + 1 : i + 2] != ["of"]:
            return clause.actor_at[i] < 0 and not BE.intersection(clause.words[i - 1 : i])
        if word in _POINTS_TO and clause.words[i - 1] in MODALS and clause.words[i + 1] == "that":
            return True
        if word in _TELLS:
            return not _DENYING.isdisjoint(clause.words[i - 2 : i])
    return False


def _of_coordinated(clause: Clause, joint: int) -> Modality:
    """A bare verb after "and" shares what leads the one before it: "plans to cross the river and attack"."""
    for i in range(joint - 1, max(joint - _REACH_OF_LEAD, -1), -1):
        word = clause.words[i]
        if word in STRONG_STOPS or word in RELATIVES:
            break
        if word == "to" and not _leads_to_place(clause, i):
            for k in range(max(i - 8, 0), i):
                if clause.words[k] in NEGATED:
                    return "negated"
            return _of_purpose(clause, i)
        if word in _DENYING and clause.words[joint] == "or":
            return "negated"  # "did not kill or wound"
        if word in _FUTURE | _HYPOTHETICAL:
            return "negated" if "not" in clause.words[i : i + 2] else "future" if word in _FUTURE else "hypothetical"
    return "actual"


def _leads_to_place(clause: Clause, to: int) -> bool:
    """ "Came to the town and hit it", "fled to Qant": no infinitive."""
    return clause.words[to + 1] in DETERMINERS or clause.place_at[to + 1] >= 0 or clause.actor_at[to + 1] >= 0


def _of_purpose(clause: Clause, to: int) -> Modality:
    """An infinitive that no verb of its own subject leads: a wish, an order, a plan."""
    for i in range(to - 1, max(to - 4, -1), -1):
        if clause.words[i] in _IMPLICATIVE:
            return "actual"
        if clause.words[i] in _FUTURE:
            return "future"
    return "actual" if _is_brought_about(clause, to) or _is_said_by_that(clause, to) else "hypothetical"


def _is_said_by_that(clause: Clause, to: int) -> bool:
    """ "Took to the streets to protest", "wrote to X to thank him": what people said by what they did."""
    led, said = clause.words[max(to - _REACH_OF_AIM, 0) : to], clause.words[to + 1 : to + 2]
    means = _MARCHES if not _SHOUTED.isdisjoint(said) else _CALLS if not _TOLD.isdisjoint(said) else frozenset()
    return not means.isdisjoint(led) and (_DEMANDS | _FUTURE | _HYPOTHETICAL).isdisjoint(led)


def _is_brought_about(clause: Clause, to: int) -> bool:
    """ "Prompting residents to block roads": what a cause made people do, who alone stand between the two."""
    for i in range(to - 1, max(to - _REACH_OF_CAUSE, 0), -1):
        if clause.words[i] in _PROMPTED:
            return MODALS.isdisjoint(clause.words[max(i - 2, 0) : i]) and clause.words[i - 1] != "to"
        if clause.words[i] in STRONG_STOPS or clause.words[i] == "," or clause.is_verb(i):
            break
    return False
