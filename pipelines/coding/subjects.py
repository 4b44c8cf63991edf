"""The subject of a verb: the actor before it, past relative clauses, appositions and coordinated verbs.

Word order finds it first and the parse settles it (`settled_subject`).
"""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import (
    ARMED_SECTORS,
    AUXILIARIES,
    COORDINATORS,
    DETERMINERS,
    MODALS,
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
from pipelines.coding.party_phrases import Numbers, is_modifier, with_following, with_head
from pipelines.coding.patterns import Reading
from pipelines.coding.phrases import OWNERS
from pipelines.coding.syntax import content_verb, is_charge, is_of_another, subject_of

REACH_LEFT = 40
_OF_SOMETHING = frozenset(("of", "in", "at", "on", "near", "inside", "to"))
_DESCRIBING = words("named called known dubbed held controlled based located")
_TIED = frozenset(("according", "affiliated", "linked", "loyal", "allied"))
_UNNAMED = frozenset(("others", "another"))  # of the kind named before, but not those
_WHERE = frozenset(("on", "onto", "into"))
_OPENS = COORDINATORS | RELATIVES | frozenset((",", "to"))
_CHARGES = words(
    """
    blame blames blamed blaming condemn condemns condemned condemning criticise criticises criticised criticize
    criticizes criticized accuse accuses accused fault faults faulted rebuke rebuked denounce denounces denounced thank
    thanks thanked praise praises praised jailed sentenced fined arrested detained prevent prevents prevented stop stops
    stopped bar bars barred ban bans banned keep keeps kept
    """
)
_OF_ANOTHER = frozenset(("by", "against", "with", "including", "alongside"))


def is_subject_plain(clause: Clause, reading: Reading) -> bool:
    """Whether word order alone can be trusted: a finite verb that begins no second clause, its subject right before it.

    On gold pairs the parse corrects infinitives, participles and second verbs, and finds what order does not.
    """
    group = clause.group_before(reading.start, gerund=reading.form == "gerund")
    if reading.form == "gerund" or "to" in group.words or group.start == 0 or clause.words[group.start - 1] in _OPENS:
        return False
    found = find_subject(clause, group.start, reading)
    return bool(found) and _stands_beside(clause, found, group.start)


def settled_subject(clause: Clause, group_start: int, reading: Reading) -> Numbers:
    """The subject by word order, or by the parse where order finds none or another.

    On gold pairs of source and target: where both find one and they differ, the parse has the source seven times as
    often; only participles after a noun ("passed a resolution criticising X") are the sentence's subject's, not the
    noun's. An agency is no subject: it stands in the dateline. Where a passive verb has a subject that is no actor,
    an actor that order finds elsewhere is not its subject.
    """
    by_order = find_subject(clause, group_start, reading)
    verb = content_verb(clause, reading.start, reading.end)
    parsed = subject_of(clause, verb)
    if is_charge(clause, verb):
        return parsed
    if not parsed and is_of_another(clause, verb, by_order, _stands_beside(clause, by_order, group_start)):
        return ()
    if not parsed or set(parsed) & set(by_order):
        return by_order
    if _is_order_surer(clause, by_order, verb, group_start, reading):
        return by_order
    if by_order and all(clause.actors[number].sector == "JRN" for number in parsed):
        return by_order
    return parsed


def _is_order_surer(clause: Clause, by_order: Numbers, verb: int, group_start: int, reading: Reading) -> bool:
    """Where parses go astray: counted people right before "were killed", and harm that a participle adds to an act.

    "Monitors said bombs fell on the town, killing ten": the participle goes with the nearer verb.
    """
    counted = any(clause.actors[number].count is not None for number in by_order)
    if counted and reading.form != "gerund" and clause.actor_spans[by_order[-1]][1] == group_start:
        return True
    if reading.form != "gerund" or not reading.pattern.is_harm:
        return False
    governor = clause.words[clause.parse.heads[verb]] if clause.parse else ""
    armed = any(clause.actors[number].sector in ARMED_SECTORS for number in by_order)
    return armed or governor in SPEECH


def _stands_beside(clause: Clause, actors: Numbers, group_start: int) -> bool:
    """Whether only a relative clause or a participle of its own can part the last of the actors from the verb."""
    end = clause.actor_spans[actors[-1]][1] if actors else group_start
    return end >= group_start or clause.words[end] in RELATIVES | {"including"} or clause.is_verb(end)


def find_subject(clause: Clause, group_start: int, reading: Reading | None = None, depth: int = 0) -> Numbers:
    """The actors that stand as subject of the verb whose group begins at `group_start`."""
    i = group_start - 1
    words = clause.words
    while i >= 0 and words[i] in QUOTES:
        i -= 1
    gerund = reading is not None and reading.form == "gerund"
    if i < 0:
        return _subject_after_comma(clause, group_start) if gerund or _is_participle(reading) else ()
    i = _before_date(clause, i)
    word = words[i]
    if word in _UNNAMED and clause.actor_at[i] < 0:
        return ()
    if clause.actor_at[i] < 0:
        if gerund and i > 0 and clause.actor_at[i - 1] >= 0 and (word == "of" or _is_charged(clause, i)):
            return with_head(clause, clause.actor_at[i - 1])
        if gerund and (_is_of_harm(reading) or _ends_a_clause(clause, i)):
            return shared_subject(clause, i + 1, depth, gerund)
        if word in COORDINATORS or (word == "," and gerund) or (gerund and word in PREPOSITIONS | SUBORDINATORS):
            return shared_subject(clause, i, depth, gerund)
        if word == "," and i and _verb_in_list(clause, i):
            return shared_subject(clause, i, depth, gerund)
    elif gerund and _is_of_harm(reading) and _after_preposition(clause, clause.actor_at[i]):
        return shared_subject(clause, i + 1, depth, True)
    found = nearest_left(clause, i)
    if not found and word == "to" and depth == 0:
        return shared_subject(clause, i, depth, gerund)
    return _named(clause, found)


def _named(clause: Clause, found: Numbers) -> Numbers:
    """ "The minister said he ...": the name in this sentence that the pronoun stands for, rather than the pronoun."""
    if len(found) != 1 or not clause.actors[found[0]].is_pronoun:
        return found
    pronoun = clause.actors[found[0]]
    for number in range(found[0] - 1, -1, -1):
        actor = clause.actors[number]
        if not actor.is_pronoun and (actor.actor_id, actor.name) == (pronoun.actor_id, pronoun.name):
            return (number,)
    return found


def _is_charged(clause: Clause, preposition: int) -> bool:
    """ "Blamed X for killing", "barred X from voting": what follows is the object's deed."""
    before = clause.actor_spans[clause.actor_at[preposition - 1]][0] - 1
    while before >= 0 and clause.words[before] in DETERMINERS:
        before -= 1
    return before >= 0 and clause.words[preposition] in ("for", "from") and clause.words[before] in _CHARGES


def _before_date(clause: Clause, i: int) -> int:
    """The conjunction of "and in 1980 launched", else `i`."""
    k = i
    while k > 1 and clause.time_at[k] >= 0:
        k -= 1
    k -= clause.words[k] in ("in", "on")
    return k if k >= 0 and clause.words[k] == "and" else i


def _ends_a_clause(clause: Clause, i: int) -> bool:
    """Whether a plain noun or a place stands at `i` after a verb: "hit targets in three raids destroying two"."""
    if clause.words[i] in AUXILIARIES | PREPOSITIONS | RELATIVES or not clause.words[i][0].isalnum():
        return False
    return any(clause.is_verb(k) and clause.words[k] not in AUXILIARIES for k in range(max(i - 12, 0), i))


def _is_of_harm(reading: Reading | None) -> bool:
    return reading is not None and reading.pattern.is_harm


def _after_preposition(clause: Clause, number: int) -> bool:
    """Whether the actor belongs to something else: "at the wedding of an officer"."""
    before = clause.actor_spans[number][0] - 1
    while before >= 0 and (clause.words[before] in DETERMINERS or clause.words[before] in QUOTES):
        before -= 1
    return before > 0 and clause.words[before] in _OF_SOMETHING


def _is_participle(reading: Reading | None) -> bool:
    return reading is not None and reading.form in ("participle", "past")


def _verb_in_list(clause: Clause, comma: int) -> bool:
    """Whether the comma parts verbs of one subject: "attacked the base, killed 20 and fled"."""
    for i in range(comma - 1, max(comma - 12, -1), -1):
        if clause.words[i] in STRONG_STOPS or clause.words[i] == ",":
            return False
        if clause.is_verb(i):
            return clause.words[i] not in AUXILIARIES
    return False


def shared_subject(clause: Clause, i: int, depth: int, gerund: bool) -> Numbers:
    """The subject of the verb before a coordination or a participle clause; of the one after, at a sentence's start."""
    if depth > 3:
        return ()
    for j in range(i - 1, max(i - REACH_LEFT, -1), -1):
        if clause.words[j] in STRONG_STOPS:
            break
        if clause.is_verb(j) and clause.words[j] not in MODALS:
            group = clause.group_before(j)
            if clause.words[j] in _DESCRIBING and group.start == j and clause.actor_at[j - 1] < 0:
                continue
            if not gerund and clause.words[j].endswith("ing") and clause.words[max(group.start - 1, 0)] in PREPOSITIONS:
                continue
            return find_subject(clause, min(group.start, j), None, depth + 1)
    if gerund and (found := _subject_after_comma(clause, i)):
        return found
    found = nearest_left(clause, i - 1)
    return () if gerund and found and _after_preposition(clause, found[0]) else found


def _subject_after_comma(clause: Clause, start: int) -> Numbers:
    """ "After taking the town, rebels ...": the actor that opens the clause after the next comma."""
    for i in range(start, min(start + REACH_LEFT, len(clause))):
        if clause.words[i] in STRONG_STOPS:
            return ()
        if clause.words[i] == ",":
            j = i + 1
            while j < len(clause) and j < i + 5:
                if clause.actor_at[j] >= 0:
                    return with_following(clause, clause.actor_at[j])
                if clause.is_verb(j) or clause.words[j] in PREPOSITIONS:
                    break
                j += 1
    return ()


def nearest_left(clause: Clause, i: int) -> Numbers:
    """The actor whose noun phrase ends at or before `i`, past relative clauses and parentheses, within the clause."""
    words, floor = clause.words, max(i - REACH_LEFT, -1)
    j = i
    while j > floor:
        if clause.actor_at[j] >= 0:
            inner = _inner_phrase_start(clause, clause.actor_at[j])
            if inner is None:
                return with_head(clause, clause.actor_at[j])
            j = inner - 1
            continue
        word = words[j]
        if word in STRONG_STOPS and word not in ("—", "–", "-", "--"):
            return ()
        if word == ",":
            j = _before_parenthesis(clause, j)
            continue
        if word == ")":
            while j > floor and words[j] != "(":
                j -= 1
        elif word in RELATIVES:
            if not _follows_party(clause, j) or (word == "that" and clause.words[j + 1] in DETERMINERS):
                return ()
        elif clause.is_verb(j):
            opened = _relative_before(clause, j)
            if opened is None:
                return ()
            j = opened
            continue
        elif word in SUBORDINATORS and word not in ("as", "since"):
            return ()
        elif word in PRONOUNS and word not in RELATIVES:
            return _speaker_before(clause, j)
        j -= 1
    return ()


def _inner_phrase_start(clause: Clause, number: int) -> int | None:
    """Where the phrase begins inside which the actor stands, so that it cannot be the subject.

    "Raids that hit a convoy killed", "the coalition fighting X struck", "troops backed by X entered".
    """
    verb = clause.actor_spans[number][0] - 1
    if verb > 1 and clause.words[verb] in OWNERS and clause.words[verb - 1] == "and":
        verb -= 1
    if verb > 0 and clause.words[verb] == "and" and clause.actor_at[verb - 1] >= 0:
        first = clause.actor_spans[clause.actor_at[verb - 1]][0]
        joined = first > 0 and (clause.words[first - 1] in ("by", "alongside") or clause.is_verb(first - 1))
        verb = first - 1 if joined else verb
    while verb >= 0 and clause.words[verb] in DETERMINERS:
        verb -= 1
    if verb < 1:
        return None
    if clause.words[verb - 1] in _OF_ANOTHER and is_modifier(clause, verb):
        verb -= 1
    if clause.words[verb] in _WHERE and verb > 1 and not _opens_sentence(clause, verb):
        return verb
    if clause.words[verb] in ("to", "with") and clause.words[verb - 1] in _TIED:
        return verb - 1
    if clause.words[verb] in _OF_ANOTHER and not _opens_sentence(clause, verb):
        return verb
    acts = clause.actor_at[verb - 1] >= 0 or clause.words[verb - 1] in WEAPONS
    if clause.words[verb].endswith("ing") and clause.actor_at[verb] < 0 and acts:
        return verb
    return _relative_start(clause, verb)


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
    if i < 1 or clause.words[i] not in SPEECH or clause.words[pronoun] not in ("he", "she", "it", "they"):
        return ()
    return nearest_left(clause, clause.group_before(i).start - 1)


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
    reduced = verb + 1 < len(clause) and clause.words[verb + 1] in ("by", "in", "to", "from", "with", "as", "on")
    if reduced and group.start == verb and clause.words[verb] not in AUXILIARIES and clause.words[verb].endswith("ed"):
        return verb - 1
    return None
