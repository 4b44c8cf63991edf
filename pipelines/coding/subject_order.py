"""The subject of a verb by word order alone, past relative clauses, dates and coordinated verbs."""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import (
    ARMED_SECTORS,
    AUXILIARIES,
    BE,
    COORDINATORS,
    DETERMINERS,
    MODALS,
    PREPOSITIONS,
    QUOTES,
    RELATIVES,
    STRONG_STOPS,
    SUBORDINATORS,
    words,
)
from pipelines.coding.nearest_actor import REACH_LEFT, nearest_left
from pipelines.coding.no_subjects import is_told, was_harmed
from pipelines.coding.party_heads import with_head
from pipelines.coding.party_phrases import Numbers, before_phrase, with_following
from pipelines.coding.patterns import Reading

_OF_SOMETHING = frozenset(("of", "in", "at", "on", "near", "inside", "to"))
_DESCRIBING = words("named called known dubbed held controlled based located")
_AT_WAR = frozenset(("fight", "battle", "besiege", "combat"))
CLAUSES_OF_TIME = frozenset(("as", "when", "after", "while", "because", "before"))
_OPENING = CLAUSES_OF_TIME | {"although", "though"}
_SAID_TO_BE = frozenset(("reported", "confirmed", "believed", "presumed", "feared", "found"))
_TRIED = frozenset(("guilty", "suspected", "accused"))
_PERSONAL = frozenset(("he", "she", "they"))
_UNNAMED = frozenset(("others", "another"))  # of the kind named before, but not those
_JOINS = frozenset(("join", "joins", "joined", "joining"))
_CHARGES = words(
    """
    blame blames blamed blaming condemn condemns condemned condemning criticise criticises criticised criticize
    criticizes criticized accuse accuses accused accusing
    fault faults faulted rebuke rebuked denounce denounces denounced thank
    thanks thanked praise praises praised jailed sentenced fined arrested detained prevent prevents prevented stop stops
    stopped warn warns warned warning caution cautions cautioned bar bars barred ban bans banned keep keeps kept
    """
)


def find_subject(clause: Clause, group_start: int, reading: Reading | None = None, depth: int = 0) -> Numbers:
    """The actors that stand as subject of the verb whose group begins at `group_start`."""
    i = group_start - 1
    words = clause.words
    while i >= 0 and words[i] in QUOTES:
        i -= 1
    gerund = reading is not None and reading.form == "gerund"
    if "being" in words[group_start : group_start + 1] and (i < 0 or (words[i] in CLAUSES_OF_TIME and i == 0)):
        return _subject_after_comma(clause, group_start)
    if i < 0:
        return _subject_after_comma(clause, group_start) if gerund or _is_participle(reading) else ()
    if words[i] in _SAID_TO_BE and i > 0 and words[i - 1] in BE:
        i = max(clause.group_before(i).start - 1, 0)  # "three were reported injured"
    i = _before_date(clause, i)
    word = words[i]
    if word in _UNNAMED and clause.actor_at[i] < 0:
        return ()
    if word in _PERSONAL and clause.actor_at[i] < 0 and i > 1 and words[i - 1] in CLAUSES_OF_TIME:
        found = _by_agent(clause, i - 2) or _named(clause, shared_subject(clause, i - 1, depth + 1, False))
        return _who_marched(clause, i - 2, found) if reading and reading.pattern.event_type == "PROTEST" else found
    if word in _PERSONAL and words[0] in CLAUSES_OF_TIME and (opened := _alone_in_opening(clause, i, depth)):
        return opened
    if word == "it" and words[0] in _OPENING and words[group_start] not in BE and depth == 0:
        return _body_of_opening(clause, i)
    if clause.actor_at[i] < 0:
        if gerund and word in ("of", "for") and (charge := _charge_by(clause, i)) >= 0:
            return find_subject(clause, clause.group_before(charge).start, None, depth + 1)
        if gerund and i > 0 and clause.actor_at[i - 1] >= 0 and (word == "of" or _is_charged(clause, i)):
            return with_head(clause, clause.actor_at[i - 1])
        if gerund and word == "of" and i > 1 and words[i - 1] in _TRIED and clause.actor_at[i - 2] >= 0:
            return with_head(clause, clause.actor_at[i - 2])
        if gerund and word == "of" and words[i - 1] == "," and (charged := _charged_before_aside(clause, i - 1)):
            return charged
        if gerund and word == "in" and i > 0 and (joined := _joined(clause, i, depth)):
            return joined
        if gerund and (_is_of_harm(reading) or _ends_a_clause(clause, i)):
            return shared_subject(clause, i + 1, depth, gerund)
        if word in COORDINATORS or (word == "," and gerund) or (gerund and word in PREPOSITIONS | SUBORDINATORS):
            return shared_subject(clause, i, depth, gerund)
        if word == "," and i and _verb_in_list(clause, i):
            return shared_subject(clause, i, depth, gerund)
    elif (
        gerund and reading is not None and reading.pattern.words in _AT_WAR and clause.words[i + 1 : i + 2] != [","]
    ) or (gerund and reading is not None and _is_armed_beside(clause, i, reading)):
        return with_head(clause, clause.actor_at[i])
    elif gerund and is_told(clause, clause.actor_at[i]):
        return shared_subject(clause, clause.actor_spans[clause.actor_at[i]][0], depth, True)
    elif gerund and _is_of_harm(reading) and _is_harmed(clause, clause.actor_at[i]):
        return shared_subject(clause, clause.actor_spans[clause.actor_at[i]][0] - 1, depth, True)
    elif gerund and _is_of_harm(reading) and _after_preposition(clause, clause.actor_at[i]):
        return shared_subject(clause, i + 1, depth, True)
    found = nearest_left(clause, i)
    if found and depth and clause.actor_spans[found[-1]][1] == group_start and was_harmed(clause, found[-1]):
        return ()
    if not found and word == "to" and depth == 0:
        return shared_subject(clause, i, depth, gerund)
    return _named(clause, found)


def _who_marched(clause: Clause, last: int, found: Numbers) -> Numbers:
    """ "Police arrested ten students as they marched": whom armed people met marches, not they themselves."""
    if not found or any(clause.actors[number].sector not in ARMED_SECTORS for number in found):
        return found
    others = (clause.actor_at[k] for k in range(last, clause.actor_spans[found[-1]][1], -1) if clause.actor_at[k] >= 0)
    met = next((n for n in others if clause.actors[n].sector not in ARMED_SECTORS and clause.actors[n].kind), -1)
    return with_head(clause, met) if met >= 0 else found


def _alone_in_opening(clause: Clause, pronoun: int, depth: int) -> Numbers:
    """ "Before the troops left Qant they executed": the subject of the clause of time, where it names nobody else."""
    verb = next((k for k in range(1, pronoun) if clause.is_verb(k)), 0)
    found = find_subject(clause, clause.group_before(verb).start, None, depth + 1) if verb and depth == 0 else ()
    others = {clause.actor_at[k] for k in range(pronoun) if clause.place_at[k] < 0} - {-1, *found}
    return () if others or clause.actor_at[pronoun] >= 0 else found


def _body_of_opening(clause: Clause, pronoun: int) -> Numbers:
    """ "While Russia says its raids are on rebels, it has bombed": the state or body of which the first verb tells."""
    verb = next((k for k in range(1, pronoun) if clause.is_verb(k)), 0)
    found = find_subject(clause, clause.group_before(verb).start, None, 1) if verb else ()
    bodies = all(clause.actors[n].kind in ("country", "organisation") and not clause.actors[n].count for n in found)
    return found if len(found) == 1 and bodies else ()


def _is_armed_beside(clause: Clause, i: int, reading: Reading) -> bool:
    """ "Including militiamen targeting ships": an armed party right before a gerund that has an object of its own."""
    armed = clause.actors[clause.actor_at[i]].sector in ARMED_SECTORS and not reading.pattern.is_harm
    first = clause.actor_spans[clause.actor_at[i]][0]
    led = first > 0 and clause.words[first - 1] in ("including", "with", "of", "by")
    return armed and led and clause.is_noun_phrase_start(reading.end)


def _is_harmed(clause: Clause, number: int) -> bool:
    """ "Killing two people injuring eight" where the comma was lost: victims of the verb before them."""
    before = clause.actor_spans[number][0] - 1
    if clause.actors[number].count is not None and any(map(clause.is_verb, range(before + 1))):
        return True
    return before > 0 and clause.words[before] in ("killing", "injuring", "wounding")


def _by_agent(clause: Clause, i: int) -> Numbers:
    """ "Were killed by soldiers after they ...": who did it goes on."""
    number = clause.actor_at[i]
    first = clause.actor_spans[number][0] if number >= 0 else 0
    before = next((k for k in range(first - 1, max(first - 3, -1), -1) if clause.words[k] not in DETERMINERS), -1)
    return with_head(clause, number) if number >= 0 and before >= 0 and clause.words[before] == "by" else ()


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
    return before >= 0 and clause.words[preposition] in ("for", "from", "against") and clause.words[before] in _CHARGES


def _charged_before_aside(clause: Clause, comma: int) -> Numbers:
    """ "Accused the state, which arms X, of helping": whom the charge is about."""
    for k in range(comma - 2, max(comma - REACH_LEFT, 0), -1):
        if clause.words[k] in STRONG_STOPS:
            break
        number = clause.actor_at[k - 1]
        if clause.words[k] == "," and number >= 0:
            led = before_phrase(clause, number)
            return with_head(clause, number) if led >= 0 and clause.words[led] in _CHARGES else ()
    return ()


def _joined(clause: Clause, preposition: int, depth: int) -> Numbers:
    """ "A joined B in bombing": both do it."""
    number = clause.actor_at[preposition - 1]
    first = clause.actor_spans[number][0] if number >= 0 else 0
    verb = next((k for k in range(first - 1, max(first - 4, 0), -1) if clause.words[k] in _JOINS), 0)
    if not verb:
        return ()
    joining = shared_subject(clause, verb - 1 if clause.words[verb - 1] == "to" else verb + 1, depth, False)
    return (*joining, number) if joining and number not in joining else ()


def _charge_by(clause: Clause, preposition: int) -> int:
    """The verb of "was accused by X of", whose subject and not X did what follows; -1 for none."""
    number = clause.actor_at[preposition - 1] if preposition else -1
    by = before_phrase(clause, number) if number >= 0 else 0
    return by - 1 if by > 0 and clause.words[by] == "by" and clause.words[by - 1] in _CHARGES else -1


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
    return any(clause.is_verb(k) and clause.words[k] not in AUXILIARIES for k in range(max(i - 18, 0), i))


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


def charged_by_means(clause: Clause, by: int) -> Numbers:
    """ "Accused X of gassing people by firing rockets": whom the charge before both is about."""
    for k in range(by - 1, max(by - REACH_LEFT, 1), -1):
        if clause.words[k] in STRONG_STOPS:
            break
        number = clause.actor_at[k - 1] if clause.words[k] == "of" and clause.words[k + 1].endswith("ing") else -1
        first = clause.actor_spans[number][0] if number >= 0 else 0
        if not _CHARGES.isdisjoint(clause.words[max(first - 4, 0) : first]):
            return with_head(clause, number)
    return ()


def shared_subject(clause: Clause, i: int, depth: int, gerund: bool) -> Numbers:
    """The subject of the verb before a coordination or a participle clause; of the one after, at a sentence's start."""
    if depth > 3:
        return ()
    for j in range(i - 1, max(i - REACH_LEFT, -1), -1):
        if clause.words[j] in STRONG_STOPS:
            break
        if clause.is_verb(j) and clause.words[j] not in MODALS:
            if clause.words[i : i + 1] == ["and"] and _only_owns(clause, j):
                continue
            group = clause.group_before(j)
            if clause.words[j] in _DESCRIBING and group.start == j and clause.actor_at[j - 1] < 0:
                continue
            if not gerund and _only_describes(clause, j, group.start):
                continue  # "freed a man held by rebels and arrested two"
            if not gerund and clause.words[j].endswith("ing") and clause.words[max(group.start - 1, 0)] in PREPOSITIONS:
                continue
            return find_subject(clause, min(group.start, j), None, depth + 1)
    if gerund and (found := _subject_after_comma(clause, i)):
        return found
    found = nearest_left(clause, i - 1)
    return () if gerund and found and _after_preposition(clause, found[0]) else found


def _only_describes(clause: Clause, j: int, group_start: int) -> bool:
    """ "Held by rebels", right after a party whom a verb before it met."""
    is_bare = group_start == j and clause.words[j + 1 : j + 2] == ["by"] and clause.actor_at[j - 1] >= 0
    return is_bare and any(map(clause.is_verb, range(j - 1)))


def _only_owns(clause: Clause, i: int) -> bool:
    """ "Torched a man's car and threw bombs": whose car it is, where a verb of both stands before it."""
    first = (
        clause.actor_spans[clause.actor_at[i - 1]][0] if clause.words[i] == "'s" and clause.actor_at[i - 1] >= 0 else 0
    )
    first -= first > 1 and clause.words[first - 1] in DETERMINERS
    return first > 0 and clause.is_verb(first - 1)


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
