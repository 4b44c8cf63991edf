"""The actor whose noun phrase ends left of a word, past relative clauses, appositions and parentheses."""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import (
    AUXILIARIES,
    BE,
    COORDINATORS,
    DETERMINERS,
    NUMBER_WORDS,
    PREPOSITIONS,
    PRONOUNS,
    QUOTES,
    RELATIVES,
    SPEECH,
    STRONG_STOPS,
    SUBORDINATORS,
    WEAPONS,
    words,
)
from pipelines.coding.party_heads import with_head
from pipelines.coding.party_phrases import Numbers, is_modifier
from pipelines.coding.phrases import OWNERS

REACH_LEFT = 40
_TIED = words("according affiliated linked loyal allied opposed hostile close sympathetic faithful")
_POSTED = frozenset(("ambassador", "envoy", "representative", "commissioner", "emissary", "delegate", "rapporteur"))
_SUPPOSED = frozenset(("suspected", "believed", "thought", "presumed", "alleged"))
_WHERE = frozenset(("on", "onto", "into"))
_AS_OBJECT = frozenset(("him", "her", "them", "us", "me"))
_SAYS = SPEECH | {"claim", "insist", "argue", "admit"}
_ASKING = frozenset(("what", "whatever"))
_AFTER_PARTICIPLE = frozenset(
    ("by", "in", "to", "from", "with", "as", "on", "near", "outside", "inside", "along", "behind")
)
_OF_ANOTHER = frozenset(("by", "against", "with", "including", "alongside"))


def nearest_left(clause: Clause, i: int) -> Numbers:
    """The actor whose noun phrase ends at or before `i`, past relative clauses and parentheses, within the clause."""
    words, floor = clause.words, max(i - REACH_LEFT, -1)
    j, is_joined = i, False
    while j > floor:
        if clause.actor_at[j] >= 0:
            if j == i and _is_counted_with(clause, clause.actor_at[j]):
                return (clause.actor_at[j],)
            inner = inner_phrase_start(clause, clause.actor_at[j])
            if inner is None:
                return with_head(clause, clause.actor_at[j])
            j = inner - 1
            continue
        word = words[j]
        if word in STRONG_STOPS and word not in ("—", "–", "-", "--"):
            return ()
        if word == ",":
            is_joined |= words[j + 1] in ("and", "but") and words[j + 2 : j + 3] in (["a"], ["an"], ["the"])
            j = _before_parenthesis(clause, j)
            continue
        if word == ")":
            while j > floor and words[j] != "(":
                j -= 1
        elif word in RELATIVES:
            if word == "who" and (described := _right_before(clause, j)):
                return described
            if not _follows_party(clause, j) or (word == "that" and clause.words[j + 1] in DETERMINERS):
                return ()
        elif clause.is_verb(j):
            opened = _relative_before(clause, j)
            if opened is None or is_joined:
                return ()
            j = opened
            continue
        elif (word in SUBORDINATORS and word not in ("as", "since")) or (word in _ASKING and j > 0):
            return ()
        elif word in PRONOUNS and words[j - 1] == "to" and words[j - 2] in _TIED:
            j -= 3  # "the party and groups loyal to it attacked"
            continue
        elif word in PRONOUNS and word not in RELATIVES:
            opened = _relative_of_object(clause, j)
            if opened is None:
                return _speaker_before(clause, j)
            j = opened
            continue
        j -= 1
    return ()


def _is_counted_with(clause: Clause, number: int) -> bool:
    """ "With 30 people killed": no companions, but the subject of the participle after them."""
    first = clause.actor_spans[number][0]
    counted = clause.actors[number].count is not None or clause.words[first] in NUMBER_WORDS
    before = next((k for k in range(first - 1, max(first - 4, -1), -1) if clause.words[k] in PREPOSITIONS), -1)
    return counted and before >= 0 and clause.words[before] == "with"


def inner_phrase_start(clause: Clause, number: int) -> int | None:
    """Where the phrase begins inside which the actor stands, so that it cannot be the subject.

    "Raids that hit a convoy killed", "the coalition fighting X struck", "troops backed by X entered".
    """
    verb = clause.actor_spans[number][0] - 1
    if verb > 1 and clause.words[verb] in OWNERS | {"a", "an", "the"} and clause.words[verb - 1] == "and":
        verb -= 1
    if verb > 0 and clause.words[verb] == "and" and clause.actor_at[verb - 1] >= 0:
        first = clause.actor_spans[clause.actor_at[verb - 1]][0]
        first -= first > 1 and clause.words[first - 1] in ("a", "an", "the")
        joined = first > 0 and (
            clause.words[first - 1] in _WHERE | {"by", "alongside", "including", "against"} or clause.is_verb(first - 1)
        )
        verb = first - 1 if joined else verb
    while verb >= 0 and clause.words[verb] in DETERMINERS:
        verb -= 1
    if verb < 1:
        return None
    if clause.words[verb - 1] in _OF_ANOTHER and is_modifier(clause, verb):
        verb -= 1
    if agent := _before_agent(clause, verb):
        return agent
    if clause.words[verb] in _WHERE and verb > 0 and not _opens_sentence(clause, verb):
        return verb
    if clause.words[verb] in ("to", "with") and clause.words[verb - 1] in _TIED:
        return verb - 1
    if clause.words[verb] in ("to", "for") and clause.words[verb - 1].rstrip("s") in _POSTED:
        return verb  # "Kenya's ambassador to Chad said"
    if clause.words[verb - 1 : verb + 1] == ["to", "be"] and verb > 2 and clause.words[verb - 2] in _SUPPOSED:
        return verb - 2  # "gunmen suspected to be herdsmen attacked"
    if clause.words[verb] in _OF_ANOTHER and not _opens_sentence(clause, verb):
        return verb
    if clause.words[verb] in BE and clause.words[verb - 1] in ("who", "which"):
        return verb - 1  # "X, who is the mediator, convened"
    acts = clause.actor_at[verb - 1] >= 0 or clause.words[verb - 1] in WEAPONS
    if clause.words[verb].endswith("ing") and clause.actor_at[verb] < 0 and acts:
        return verb
    return _relative_start(clause, verb)


def _before_agent(clause: Clause, preposition: int) -> int:
    """ "Troops backed by militiamen from X attacked": where "by" stands that leads to those from X; 0 for none."""
    if clause.words[preposition] not in ("from", "of", "in"):
        return 0
    by = preposition - 1
    while by > 1 and (is_modifier(clause, by) or clause.actor_at[by] >= 0):
        by -= 1
    is_agent = by > 1 and clause.words[by] == "by" and clause.words[by - 1].endswith("ed")
    return by if is_agent and clause.actor_at[by - 2] >= 0 else 0


def _opens_sentence(clause: Clause, i: int) -> bool:
    """Whether only quotes and conjunctions come before."""
    return all(word in QUOTES or word in COORDINATORS for word in clause.words[:i])


def _relative_start(clause: Clause, verb: int) -> int | None:
    if verb < 1 or not clause.is_verb(verb) or clause.words[verb] in SPEECH or clause.words[verb] in AUXILIARIES:
        return None
    opener = clause.group_before(verb).start - 1
    return opener if opener >= 0 and clause.words[opener] in ("who", "which", "that") else None


def _follows_party(clause: Clause, relative: int) -> bool:
    """Whether a relative pronoun comes right after an actor or a place, so that its subject is known."""
    i = relative - 1
    while i >= 0 and (clause.words[i] in QUOTES or clause.words[i] in (",", ")")):
        i -= 1
    return i >= 0 and (clause.actor_at[i] >= 0 or clause.place_at[i] >= 0 or clause.time_at[i] >= 0)


def _right_before(clause: Clause, relative: int) -> Numbers:
    """The actor that "who" describes: the one right before it, with or without a comma."""
    i = relative - 2 if clause.words[relative - 1] == "," else relative - 1
    if i >= 0 and clause.actor_at[i] < 0 and clause.words[relative + 1 : relative + 2] == ["were"]:
        i = _before_of(clause, i)
    return with_head(clause, clause.actor_at[i]) if i >= 0 and clause.actor_at[i] >= 0 else ()


def _before_of(clause: Clause, i: int) -> int:
    """ "Survivors of the massacre who were": where those end whose thing ends at `i`; else `i`."""
    for k in range(i - 1, max(i - 4, 0), -1):
        if clause.words[k] == "of":
            return k - 1 if clause.words[k + 1] in DETERMINERS else i
        if not is_modifier(clause, k):
            break
    return i


def _speaker_before(clause: Clause, pronoun: int) -> Numbers:
    """ "The minister said he ...": who the pronoun after a word of saying is."""
    i = pronoun - 1
    if i >= 0 and clause.words[i] == "that":
        i -= 1
    dated = i
    while i >= 0 and clause.time_at[i] >= 0:
        i -= 1
    if 0 <= i < dated and clause.words[i] in ("on", "in", "at"):
        i -= 1
    if i < 1 or clause.words[i] not in _SAYS or clause.words[pronoun] not in ("he", "she", "it", "they"):
        return ()
    found = nearest_left(clause, clause.group_before(i).start - 1)
    one = all(clause.actors[number].kind == "person" for number in found)
    return found if clause.words[pronoun] in ("it", "they") or one else ()


def _relative_of_object(clause: Clause, pronoun: int) -> int | None:
    """ "Two women who worked with them were": the index before the relative clause whose object the pronoun is."""
    if clause.words[pronoun] not in _AS_OBJECT:
        return None
    for k in range(pronoun - 1, max(pronoun - 6, 0), -1):
        if clause.words[k] in ("who", "which"):
            return k - 1
        if clause.words[k] in STRONG_STOPS or clause.words[k] == "," or clause.actor_at[k] >= 0:
            return None
    return None


def _before_parenthesis(clause: Clause, comma: int) -> int:
    """Where to go on left of a comma: before its twin if an apposition or a relative clause lies between."""
    for k in range(comma - 1, max(comma - 28, -1), -1):
        if clause.words[k] in STRONG_STOPS:
            break
        if clause.words[k] == ",":
            inner = clause.words[k + 1]
            if clause.actor_at[k + 1] >= 0 and clause.actor_spans[clause.actor_at[k + 1]][1] == comma:
                return comma - 1
            if k > 0 and (
                clause.actor_at[k - 1] >= 0 or clause.words[k - 1] == ")" or inner in RELATIVES | DETERMINERS
            ):
                return k - 1
            break
    return comma - 1


def _relative_before(clause: Clause, verb: int) -> int | None:
    """The index before the relative pronoun that opens the verb's clause, or before a reduced one."""
    group = clause.group_before(verb)
    for k in range(verb - 1, max(verb - 12, -1), -1):
        if clause.words[k] in RELATIVES:
            if clause.words[k] == "that" and clause.words[k + 1] in DETERMINERS:
                break
            return k - 1
        if clause.words[k] in STRONG_STOPS or clause.words[k] == "," or clause.actor_at[k] >= 0:
            break
    reduced = verb + 1 < len(clause) and clause.words[verb + 1] in _AFTER_PARTICIPLE
    if reduced and group.start == verb and clause.words[verb] not in AUXILIARIES and clause.words[verb].endswith("ed"):
        return verb - 1
    return None
