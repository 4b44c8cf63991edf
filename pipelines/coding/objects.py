"""The object of a verb and the actors after a preposition, within the trigger's own clause."""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import (
    ADJECTIVAL,
    ADVERBS,
    AREAS,
    AUXILIARIES,
    BASE_VERBS,
    BE,
    CLAUSE_OPENERS,
    COORDINATORS,
    DETERMINERS,
    HAVE,
    KIN,
    NUMBER_WORDS,
    PREPOSITIONS,
    QUOTES,
    STRONG_STOPS,
    SUBCLAUSE_OPENERS,
    words,
)
from pipelines.coding.party_heads import with_head
from pipelines.coding.party_phrases import (
    Numbers,
    is_modifier,
    is_no_army,
    is_speaker,
    leads_to_deed,
    past_owner,
    with_following,
)

_GO_ON = frozenset(
    (
        *("erupted", "erupt", "broke", "break", "took", "take", "raged", "rage", "continued", "continue", "resumed"),
        *("intensified", "flared", "are", "is", "were", "was", "been", "has", "have", "had", "reported", "began"),
        *("ongoing", "escalated", "occurred", "started", "place"),
    )
)
_OTHERS = frozenset(("others", "more", "themselves", "himself", "them"))
_TALKED_OF = words(
    """
    made condemned denounced reported described confirmed announced criticised criticized revealed filmed recorded
    documented called witnessed investigated cited mentioned foiled repelled thwarted prevented feared seen
    """
)
_BY_OTHERS = words("besieged occupied banned elected exiled detained jailed imprisoned accused allied backed-up")
_BACKED = words("backed led supported allied sponsored funded trained")
_BELIEVED = words("believed thought suspected said reported alleged understood")
_TO_HAVE_BEEN = frozenset(("have", "been", "be"))
CARRIED_OUT = words(
    """
    launched conducted staged mounted led organised organized claimed committed perpetrated imposed inflicted
    executed waged started fired directed ordered planned masterminded unleashed performed initiated spearheaded
    engineered orchestrated instigated ignited detonated planted caused opened plotted
    """
)
_BRINGING = frozenset(("bringing", "giving", "allowing", "letting", "putting"))  # "a deal bringing X nearer"
_HARMING = frozenset(("killing", "wounding", "injuring"))
_CHANNELS = words(
    "twitter facebook telegram whatsapp youtube instagram tiktok television tv radio"
)  # "said on Twitter"
_SAKES = words(  # "air strikes in support of X", "in full view of X"
    "support defence defense favour favor behalf aid wake aftermath view front sight presence"
)
_ENDS_SEARCH = (AUXILIARIES - {"be", "have", "do"}) | frozenset(
    (",", ")", "while", "after", "but", "followed", "retaliation", "response", "revenge", "reprisal", "avenge")
)
_JOINTS = COORDINATORS | {"as", "when"}
REACH_OBJECT = 14
_REACH_ASIDE = 14
REACH_RIGHT = 30
REACH_AFTER_PREPOSITION = 9


def find_object(clause: Clause, start: int, loose: bool) -> Numbers:
    """The first actor right of the verb: its direct object, or with `loose` any in the clause."""
    words = clause.words
    if start + 1 < len(clause) and words[start] in ("and", "or") and clause.is_verb(start + 1):
        start += 2
    if words[start : start + 1] == ["and"] and clause.counts(start + 1) and not loose:
        return ()
    j, limit = start, min(start + (REACH_RIGHT if loose else REACH_OBJECT), len(clause))
    while j < limit:
        j = clause.after_quantifier(j)
        if words[j] == "military" and is_no_army(clause, j):
            j += 1
            continue
        if clause.actor_at[j] >= 0:
            number = clause.actor_at[j]
            if clause.actors[number].text.islower() and is_no_army(clause, clause.actor_spans[number][1] - 1):
                j = clause.actor_spans[number][1]
                continue
            if is_speaker(clause, number) or (j > start and _opens_clause(clause, number)):
                return ()
            return with_following(clause, past_owner(clause, number))
        word = words[j]
        if clause.time_at[j] >= 0:
            if not loose and j > start + 2:
                return ()
            j += 1
            continue
        if word in STRONG_STOPS and word not in ("-", "–"):
            return ()
        if (
            j > start
            and word in ("and", "but")
            and j + 1 < limit
            and (clause.is_verb(j + 1) or _goes_on(clause, j + 1))
        ):
            return ()
        if j > start and _harms_some(clause, j):
            return ()
        if not loose and (_ends_object(clause, start, j) or _counts_others(clause, j)):
            return ()
        if word in ("them", "him") or (j > start and (word in _BRINGING or (word == "the" and clause.is_capital(j)))):
            return ()
        if loose and (word in _ENDS_SEARCH or leads_to_deed(clause, j)):
            return ()
        j += 1
    return ()


def _harms_some(clause: Clause, j: int) -> bool:
    """ "Bombed the town killing ten": where what the act led to begins, and its own object ends."""
    if clause.words[j] not in _HARMING or j + 1 == len(clause) or clause.words[j - 1] in COORDINATORS:
        return False
    first, before = clause.words[j + 1], clause.words[j - 1]
    if first in ("a", "an") and (clause.place_at[j - 1] >= 0 or before in AREAS):
        return True
    return clause.after_quantifier(j + 1) > j + 1 or first in NUMBER_WORDS or first[0].isdigit()


def _counts_others(clause: Clause, j: int) -> bool:
    """ "Injuring many more", but not "more journalists"."""
    more = clause.words[j] == "more" and j + 1 < len(clause) and clause.actor_at[j + 1] >= 0
    return clause.words[j] in _OTHERS and not more


def _goes_on(clause: Clause, i: int) -> bool:
    """ "Destroying towns and forcing people out": a second participle with an object of its own."""
    is_participle = clause.words[i].endswith("ing") and clause.actor_at[i] < 0 and clause.place_at[i] < 0
    return is_participle and clause.is_noun_phrase_start(i + 1)


def _opens_clause(clause: Clause, number: int) -> bool:
    """ "Shelled the town and many people have fled": after a conjunction, the subject of a verb of its own."""
    first, end = clause.actor_spans[number]
    while first > 1 and is_modifier(clause, first - 1) and clause.words[first - 1] not in COORDINATORS:
        first -= 1
    joined = clause.words[first - 1] in _JOINTS
    if joined and clause.words[end : end + 1] == ["loyal"]:
        return any(map(clause.is_verb, range(end, min(end + _REACH_ASIDE, len(clause)))))
    while end < len(clause) and (clause.words[end] in ADVERBS or clause.words[end].endswith("ly")):
        end += 1
    return joined and end < len(clause) and (clause.words[end] in HAVE | BE - {"being"} or _is_finite(clause, end))


def _is_finite(clause: Clause, i: int) -> bool:
    return clause.is_verb(i) and clause.words[i] not in ADJECTIVAL and clause.words[i + 1 : i + 2] != ["by"]


def _ends_object(clause: Clause, start: int, j: int) -> bool:
    word = clause.words[j]
    if word == "of" and (clause.words[j - 1] in KIN or leads_to_deed(clause, j)):
        return True
    if word in PREPOSITIONS and word != "of":
        dated = j + 1 < len(clause) and clause.time_at[j + 1] >= 0
        return not dated or j > start
    return word in SUBCLAUSE_OPENERS or word in (",", "to", "(") or clause.is_verb(j)


def after_preposition(clause: Clause, start: int, preposition: str, noun: bool = False) -> Numbers:
    """The actors after the first such preposition in the rest of the clause; `noun`: of a deed that it names."""
    start = _past_belief(clause, start) if noun else start
    end = min(start + (24 if preposition == "by" else 16), len(clause))
    if preposition not in clause.words[start:end]:
        return ()
    aside = inclusion(clause, start)
    for j in range(start, end):
        word = clause.words[j]
        if j in aside:
            continue
        if word in STRONG_STOPS or word in ("who", "which", "while", "when", "but", "despite", "come", "comes", "came"):
            return ()
        is_owner = word == "'s" and preposition == "from"  # "retook the ministry's compound from rebels"
        is_verb = clause.is_verb(j) and word not in ADJECTIVAL and not is_owner
        if is_verb and not (preposition == "by" and j <= start + 1):
            return ()
        if word in _TALKED_OF or (word in _BY_OTHERS and clause.words[j + 1 : j + 2] == ["by"]):
            return ()  # "targeted a town besieged by X"
        dated = j + 1 < len(clause) and clause.time_at[j + 1] >= 0
        if word == "to" and clause.words[j - 1] == "according":
            return ()
        if word == preposition and not dated and not (word == "to" and _is_infinitive(clause, j + 1)):
            if word == "by" and (_is_means(clause, j + 1) or (noun and _is_of_other_verb(clause, start, j))):
                return ()
            found = () if word == "of" and is_for_the_sake(clause, j) else actors_from(clause, j + 1)
            return () if word == "with" and _is_help(clause, found) else found
    return ()


def inclusion(clause: Clause, start: int) -> range:
    """ ", including 19 officers," right in the object."""
    if "including" not in clause.words[start : start + _REACH_ASIDE + 1]:
        return range(0)
    for j in range(start, min(start + _REACH_ASIDE, len(clause) - 1)):
        if clause.words[j : j + 2] == [",", "including"]:
            ends = [k for k in range(j + 2, min(j + _REACH_ASIDE, len(clause))) if clause.words[k] == ","]
            return range(j, ends[0] + 1) if ends else range(0)
    return range(0)


def _past_belief(clause: Clause, start: int) -> int:
    """Where "carried out by X" begins after "an attack believed to have been"."""
    if start + 1 < len(clause) and clause.words[start] in _BELIEVED and clause.words[start + 1] == "to":
        return start + 2 + len(_TO_HAVE_BEEN.intersection(clause.words[start + 2 : start + 4]))
    return start


def _is_of_other_verb(clause: Clause, start: int, by: int) -> bool:
    """ "The assault was accompanied by X", "attacks were watched by X": what was not done to the deed by its doer."""
    return by > start and clause.words[by - 1].endswith("ed") and clause.words[by - 1] not in CARRIED_OUT


def _is_infinitive(clause: Clause, i: int) -> bool:
    """Whether a verb follows "to": "sent doctors to help rebuild"."""
    return i < len(clause) and clause.words[i] in BASE_VERBS and clause.actor_at[i] < 0 and not clause.is_capital(i)


def _is_help(clause: Clause, found: Numbers) -> bool:
    """ "With Norvian support": whose help it is, not whom it is done with."""
    end = clause.actor_spans[found[-1]][1] if found else len(clause)
    return end < len(clause) and clause.words[end] in ("support", "backing", "help", "assistance", "aid")


def _is_means(clause: Clause, i: int) -> bool:
    """Whether a gerund follows "by": "stop the attack by compelling the government"."""
    return i < len(clause) and clause.words[i].endswith("ing") and clause.actor_at[i] < 0 and clause.place_at[i] < 0


def between_words(clause: Clause, start: int, end: int) -> Numbers:
    """The last actor among the words of a pattern itself: "urged the two governments to"."""
    for k in range(end - 1, start, -1):
        number = clause.actor_at[k]
        if number < 0 or clause.actors[number].is_pronoun or is_no_army(clause, clause.actor_spans[number][1] - 1):
            continue
        return with_head(clause, number)
    return ()


def actors_from(clause: Clause, start: int) -> Numbers:
    """The actors of the noun phrase that begins at `start`."""
    for k in range(start, min(start + REACH_AFTER_PREPOSITION, len(clause))):
        if clause.words[k] in _CHANNELS:
            return ()
        if clause.actor_at[k] >= 0:
            number = clause.actor_at[k]
            return () if is_speaker(clause, number) else with_following(clause, past_owner(clause, number))
        word = clause.words[k]
        if word == "them" or (word == "the" and k > start and (clause.is_capital(k) or clause.place_at[k - 1] >= 0)):
            return ()
        if word in QUOTES and k > start and clause.words[k - 1] not in DETERMINERS:
            return ()
        if word in (",", "(", ")") or word in STRONG_STOPS or word in CLAUSE_OPENERS:
            return ()
        if (word in PREPOSITIONS and word != "of") or (clause.is_verb(k) and not _describes_next(clause, k)):
            return ()
        if word == "of" and (clause.words[k - 1] in KIN or is_for_the_sake(clause, k)):
            return ()
        if k > start and _harms_some(clause, k):
            return ()
    return ()


def _describes_next(clause: Clause, k: int) -> bool:
    """ "Clashes with Chadian backed forces": a participle between two words of one phrase."""
    return clause.words[k] in _BACKED and k + 1 < len(clause) and clause.actor_at[k + 1] >= 0


def is_for_the_sake(clause: Clause, of: int) -> bool:
    """ "In support of X", "on behalf of X", "in the wake of X"."""
    led = clause.words[max(of - 3, 0) : of - 1]
    return clause.words[of - 1] in _SAKES and (led[-1:] in (["in"], ["on"]) or led in (["in", "the"], ["in", "full"]))


def between(clause: Clause, start: int) -> Numbers:
    """Both sides of "between X and Y", "pitting X against Y"."""
    for j in range(start, min(start + 12, len(clause))):
        word = clause.words[j]
        if word in ("pitting", "pitted", "pits"):
            one = actors_from(clause, j + 1)
            against = clause.actor_spans[one[-1]][1] if one else j
            other = actors_from(clause, against + 1) if clause.words[against : against + 1] == ["against"] else ()
            return (*one[:1], *other)
        if word in STRONG_STOPS or word == "," or clause.actor_at[j] >= 0 or (clause.is_verb(j) and word not in _GO_ON):
            return ()
        if word in ("between", "among"):
            one = actors_from(clause, j + 1)
            if len(one) != 1:
                return one[:2] if _ends_pair(clause, one) else one
            other = _other_side(clause, clause.actor_spans[one[0]][1])
            return (*one, *other)
    return ()


def _ends_pair(clause: Clause, found: Numbers) -> bool:
    """ "Between X and Y, Y and Z, and Q and R": several pairs, of which the first is told here."""
    ends = [clause.words[clause.actor_spans[number][1] :][:1] for number in found[:2]]
    return len(found) > 2 and ends == [["and"], [","]]


def _other_side(clause: Clause, start: int) -> Numbers:
    for k in range(start, min(start + 12, len(clause))):
        if clause.words[k] == "and":
            return actors_from(clause, k + 1)
        if clause.words[k] in STRONG_STOPS or (clause.is_verb(k) and clause.words[k] not in _BACKED):
            break
    return ()
