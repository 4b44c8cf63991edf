"""Who does it to whom: actors of a trigger by order, voice and prepositions, within the trigger's own clause.

Nothing is parsed. Whether a reading is an event at all is decided in `events.py`.
"""

from dataclasses import dataclass

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import (
    ADJECTIVAL,
    ADVERBS,
    AUXILIARIES,
    COORDINATORS,
    DETERMINERS,
    MODALS,
    NEGATIONS,
    PREPOSITIONS,
    PRONOUNS,
    QUOTES,
    RELATIVES,
    SPEECH,
    STRONG_STOPS,
    SUBORDINATORS,
    words,
)
from pipelines.coding.patterns import Reading

Numbers = tuple[int, ...]
REACH_LEFT, REACH_OBJECT, REACH_RIGHT, REACH_AFTER_PREPOSITION = 40, 14, 30, 9
_HOLDS_HEAD = words("of from in at for near inside outside with")
_CLOSES_LIST = frozenset(("and", "or", "&", "nor"))


@dataclass(frozen=True, slots=True)
class Roles:
    """Numbers of the clause's actors on either side; `passive` as the verb group has it."""

    actors: Numbers
    recipients: Numbers
    passive: bool = False
    group_start: int = 0


def find_roles(clause: Clause, reading: Reading, lights: list[Reading]) -> Roles:
    """Fills the pattern's slots for one reading of the sentence."""
    if reading.form == "noun":
        return _noun_roles(clause, reading, lights)
    return _verb_roles(clause, reading)


def _verb_roles(clause: Clause, reading: Reading) -> Roles:
    pattern = reading.pattern
    group = clause.group_before(reading.start, gerund=reading.form == "gerund")
    passive = is_passive(clause, reading, group.passive)
    subject = find_subject(clause, group.start, reading)
    after = _object_from(reading, clause)

    def fill(slots: tuple[str, ...], other: Numbers) -> Numbers:
        for slot in slots:
            found: Numbers = ()
            if slot == "subject":
                found = after_preposition(clause, reading.end, "by") if passive else subject
            elif slot in ("object", "right") and passive and "subject" in pattern.actor_slots:
                found = subject
            elif slot == "object":
                found = find_object(clause, after, loose=False)
            elif slot == "right":
                found = find_object(clause, after, loose=True)
            elif slot == "between":
                found = between(clause, reading.end)
            else:
                found = after_preposition(clause, reading.end, slot)
            found = tuple(number for number in found if number not in other)
            if found:
                return found
        return ()

    if passive and pattern.actor_slots == ("by",) and pattern.recipient_slots == ("subject",):
        return Roles(after_preposition(clause, reading.end, "by"), subject, passive, group.start)
    if pattern.recipient_slots == ("subject",) or "subject" not in pattern.actor_slots:
        recipients = subject if pattern.recipient_slots == ("subject",) else fill(pattern.recipient_slots, ())
        return Roles(fill(pattern.actor_slots, recipients), recipients, passive, group.start)
    actors = fill(pattern.actor_slots, ())
    recipients = fill(pattern.recipient_slots, actors)
    if "mutual" in pattern.flags and not recipients and len(actors) < 2:
        recipients = after_preposition(clause, reading.end, "with")
    return Roles(actors, recipients, passive, group.start)


def is_passive(clause: Clause, reading: Reading, by_auxiliary: bool) -> bool:
    """A participle after a form of "be", before "by", or of a verb of harm with no object after it."""
    if reading.form not in ("participle", "past"):
        return False
    if by_auxiliary:
        return reading.pattern.words.split()[0] != "be"
    follower = clause.words[reading.end] if reading.end < len(clause) else "."
    if follower == "by" and reading.form == "participle":
        return reading.end + 1 < len(clause) and clause.time_at[reading.end + 1] < 0
    harms = {"harm:killed", "harm:injured", "person", "nonplace"} & reading.pattern.flags
    if not harms or reading.gap:
        return False
    before = clause.words[reading.start - 1] if reading.start else ""
    if before in ("have", "has", "had"):
        return False
    if follower in COORDINATORS:
        return _ends_without_object(clause, reading.end)
    return not clause.is_noun_phrase_start(reading.end)


def _ends_without_object(clause: Clause, i: int) -> bool:
    """Whether "killed and wounded" goes on without an object."""
    while i < len(clause) and (clause.words[i] in COORDINATORS or clause.words[i].endswith("ed") or clause.is_verb(i)):
        i += 1
    while i < len(clause) and clause.words[i] in ADVERBS:
        i += 1
    return not clause.is_noun_phrase_start(i)


def _object_from(reading: Reading, clause: Clause) -> int:
    """Where the object begins: in the pattern's gap where an actor or place stands there, else after the trigger."""
    if reading.gap:
        start, end = reading.gap
        if any(clause.actor_at[i] >= 0 or clause.place_at[i] >= 0 for i in range(start, end)):
            return start
    return reading.end


def find_subject(clause: Clause, group_start: int, reading: Reading | None = None, depth: int = 0) -> Numbers:
    """The actors that stand as subject of the verb whose group begins at `group_start`."""
    i = group_start - 1
    words = clause.words
    while i >= 0 and words[i] in QUOTES:
        i -= 1
    gerund = reading is not None and reading.form == "gerund"
    if i < 0:
        return _subject_after_comma(clause, group_start) if gerund or _is_participle(reading) else ()
    word = words[i]
    if clause.actor_at[i] < 0:
        harms = reading is not None and any(flag.startswith("harm:") for flag in reading.pattern.flags)
        if gerund and harms:
            return _shared_subject(clause, i + 1, depth, gerund)
        if word in COORDINATORS or (word == "," and gerund) or (gerund and word in PREPOSITIONS | SUBORDINATORS):
            return _shared_subject(clause, i, depth, gerund)
        if word == "," and i and _verb_in_list(clause, i):
            return _shared_subject(clause, i, depth, gerund)
    found = nearest_left(clause, i)
    if not found and word == "to" and depth == 0:
        return _shared_subject(clause, i, depth, gerund)
    return found


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


def _shared_subject(clause: Clause, i: int, depth: int, gerund: bool) -> Numbers:
    """The subject of the verb before a coordination or a participle clause; of the one after, at a sentence's start."""
    if depth > 3:
        return ()
    for j in range(i - 1, max(i - REACH_LEFT, -1), -1):
        if clause.words[j] in STRONG_STOPS:
            break
        if clause.is_verb(j) and clause.words[j] not in MODALS:
            group = clause.group_before(j)
            return find_subject(clause, min(group.start, j), None, depth + 1)
    if gerund and (found := _subject_after_comma(clause, i)):
        return found
    return nearest_left(clause, i - 1)


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
                return _with_head(clause, clause.actor_at[j])
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
            if not _follows_party(clause, j):
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


_OF_ANOTHER = frozenset(("by", "against", "with", "including"))


def _inner_phrase_start(clause: Clause, number: int) -> int | None:
    """Where the phrase begins inside which the actor stands, so that it cannot be the subject.

    "Raids that hit a convoy killed", "the coalition fighting X struck", "troops backed by X entered".
    """
    verb = clause.actor_spans[number][0] - 1
    while verb >= 0 and clause.words[verb] in DETERMINERS:
        verb -= 1
    if verb < 1:
        return None
    if clause.words[verb] in _OF_ANOTHER and not _opens_sentence(clause, verb):
        return verb
    if clause.words[verb].endswith("ing") and clause.actor_at[verb] < 0 and clause.actor_at[verb - 1] >= 0:
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
    while i >= 0 and clause.time_at[i] >= 0:
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
            return k - 1
        if clause.words[k] in STRONG_STOPS or clause.words[k] == ",":
            break
    reduced = verb + 1 < len(clause) and clause.words[verb + 1] in ("by", "in", "to", "from", "with", "as", "on")
    if reduced and group.start == verb and clause.words[verb] not in AUXILIARIES and clause.words[verb].endswith("ed"):
        return verb - 1
    return None


def _with_head(clause: Clause, number: int) -> Numbers:
    """The phrase's head: "fighters from X in Y" is the fighters', unless they are nobody but X's."""
    while True:
        start = clause.actor_spans[number][0]
        before = start - 1
        while before >= 0 and start - before <= 4 and _is_modifier(clause, before):
            before -= 1
        if before < 1 or clause.words[before] not in _HOLDS_HEAD or clause.actor_at[before - 1] < 0:
            return _with_preceding(clause, number)
        head = clause.actor_at[before - 1]
        if clause.words[before] in ("of", "from") and clause.actors[head].actor_id is None:
            return _with_preceding(clause, number, clause.actor_spans[head][0])
        number = head


def _is_modifier(clause: Clause, i: int) -> bool:
    word = clause.words[i]
    if clause.actor_at[i] >= 0 or word in PREPOSITIONS or word in COORDINATORS or word in RELATIVES | SUBORDINATORS:
        return False
    if clause.place_at[i] >= 0:
        return True
    return word in DETERMINERS or word in QUOTES or (word[0].isalnum() and not clause.is_verb(i))


def _with_preceding(clause: Clause, number: int, start: int | None = None) -> Numbers:
    """With the actors coordinated before it: "A, B and C"."""
    found = [number]
    start = clause.actor_spans[number][0] if start is None else start
    joined = False
    while True:
        before = start - 1
        while before >= 0 and start - before <= 3 and _is_modifier(clause, before):
            before -= 1
        if before < 1 or not (clause.words[before] in _CLOSES_LIST or (joined and clause.words[before] == ",")):
            return tuple(reversed(found))
        if clause.words[before - 1] == ",":
            before -= 1
        previous = clause.actor_at[before - 1]
        if previous < 0:
            return tuple(reversed(found))
        joined = True
        found.append(previous)
        start = clause.actor_spans[previous][0]


def with_following(clause: Clause, number: int) -> Numbers:
    """With the actors coordinated after it; a generic head ("members of X") gives way to whose it is."""
    end = clause.actor_spans[number][1]
    words = clause.words
    if end < len(clause) and words[end] in ("of", "from") and clause.actors[number].actor_id is None:
        inner = next(
            (clause.actor_at[k] for k in range(end + 1, min(end + 4, len(clause))) if clause.actor_at[k] >= 0), -1
        )
        if inner >= 0 and clause.actors[number].count is None:
            number, end = inner, clause.actor_spans[inner][1]
    found = [number]
    while end < len(clause):
        k = end
        if words[k] == "(":
            while k < len(clause) and k < end + 5 and words[k] != ")":
                k += 1
            k += 1
        joint = k
        while k < len(clause) and (words[k] == "," or words[k] in _CLOSES_LIST):
            k += 1
        if k == joint:
            break
        while k < len(clause) and k < joint + 5 and clause.actor_at[k] < 0 and _is_modifier(clause, k):
            k += 1
        if k >= len(clause) or clause.actor_at[k] < 0 or not _list_goes_on(clause, clause.actor_at[k], joint):
            break
        number = clause.actor_at[k]
        found.append(number)
        end = clause.actor_spans[number][1]
    return tuple(found)


def _list_goes_on(clause: Clause, number: int, joint: int) -> bool:
    """After a comma alone a list goes on only if an "and" follows; what a verb follows is the next clause's subject."""
    end = clause.actor_spans[number][1]
    if end < len(clause) and (clause.is_verb(end) or clause.words[end] in RELATIVES):
        return False
    if clause.words[joint] == "," and clause.words[min(joint + 1, len(clause) - 1)] not in _CLOSES_LIST:
        return any(clause.words[k] in _CLOSES_LIST for k in range(end, min(end + 6, len(clause))))
    return True


def find_object(clause: Clause, start: int, loose: bool) -> Numbers:
    """The first actor right of the verb: its direct object, or with `loose` any in the clause."""
    words = clause.words
    j, limit = start, min(start + (REACH_RIGHT if loose else REACH_OBJECT), len(clause))
    while j < limit:
        j = clause.after_quantifier(j)
        if clause.actor_at[j] >= 0:
            return with_following(clause, _past_owner(clause, clause.actor_at[j]))
        word = words[j]
        if clause.time_at[j] >= 0:
            if not loose and j > start + 2:
                return ()
            j += 1
            continue
        if word in STRONG_STOPS and word not in ("-", "–"):
            return ()
        if not loose and (_ends_object(clause, start, j) or word in ("others", "more", "themselves", "himself")):
            return ()
        if loose and (
            word in (",", ")") or word in AUXILIARIES - {"be", "have", "do"} or word in ("while", "after", "but")
        ):
            return ()
        j += 1
    return ()


def _ends_object(clause: Clause, start: int, j: int) -> bool:
    word = clause.words[j]
    if word in PREPOSITIONS and word != "of":
        dated = j + 1 < len(clause) and clause.time_at[j + 1] >= 0
        return not dated or j > start
    return word in RELATIVES | SUBORDINATORS or word in (",", "to", "(") or clause.is_verb(j)


def _past_owner(clause: Clause, number: int) -> int:
    """ "Syria's army": the actor that the owner's phrase is about, where it is one itself."""
    end = clause.actor_spans[number][1]
    if end < len(clause) and clause.words[end] == "'s":
        for k in range(end + 1, min(end + 4, len(clause))):
            if clause.actor_at[k] >= 0:
                return clause.actor_at[k]
            if clause.words[k] in PREPOSITIONS or clause.is_verb(k):
                break
    return number


def after_preposition(clause: Clause, start: int, preposition: str) -> Numbers:
    """The actors after the first such preposition in the rest of the clause."""
    for j in range(start, min(start + 16, len(clause))):
        word = clause.words[j]
        if word in STRONG_STOPS or word in ("who", "which", "while", "when", "but"):
            return ()
        if clause.is_verb(j) and word not in ADJECTIVAL and not (preposition == "by" and j <= start + 1):
            return ()
        if word == preposition and not (j + 1 < len(clause) and clause.time_at[j + 1] >= 0):
            return actors_from(clause, j + 1)
    return ()


def actors_from(clause: Clause, start: int) -> Numbers:
    """The actors of the noun phrase that begins at `start`."""
    for k in range(start, min(start + REACH_AFTER_PREPOSITION, len(clause))):
        if clause.actor_at[k] >= 0:
            return with_following(clause, _past_owner(clause, clause.actor_at[k]))
        word = clause.words[k]
        if word in (",", "(", ")") or word in STRONG_STOPS or word in RELATIVES | SUBORDINATORS | COORDINATORS:
            return ()
        if (word in PREPOSITIONS and word != "of") or clause.is_verb(k):
            return ()
    return ()


def between(clause: Clause, start: int) -> Numbers:
    """Both sides of "between X and Y"."""
    for j in range(start, min(start + 4, len(clause))):
        if clause.words[j] in ("between", "among"):
            one = actors_from(clause, j + 1)
            if len(one) != 1:
                return one
            other = _other_side(clause, clause.actor_spans[one[0]][1])
            return (*one, *other)
    return ()


def _other_side(clause: Clause, start: int) -> Numbers:
    for k in range(start, min(start + 12, len(clause))):
        if clause.words[k] == "and":
            return actors_from(clause, k + 1)
        if clause.words[k] in STRONG_STOPS or clause.is_verb(k):
            break
    return ()


def modifier(clause: Clause, start: int) -> Numbers:
    """The actor that stands before a noun as its owner or adjective: "Russian", "the regime's", "X-led"."""
    for j in range(start - 1, max(start - 6, -1), -1):
        if clause.actor_at[j] >= 0:
            owner = j + 1 < len(clause) and clause.words[j + 1] == "'s"
            return _with_head(clause, clause.actor_at[j]) if owner or start - j <= 3 else ()
        word = clause.words[j]
        if word == "'s" or word in QUOTES or "-" in word:
            continue
        if word in ("its", "their"):
            return _shared_subject(clause, j, 0, False)
        if word in DETERMINERS or not _is_modifier(clause, j) or word in NEGATIONS:
            return ()
    return ()


def governing_light(clause: Clause, reading: Reading, lights: list[Reading]) -> Reading | None:
    """The light verb whose object the noun is: "launched a new", "came under"."""
    best = None
    for light in lights:
        if light.end <= reading.start and reading.start - light.end <= 8:
            inner = range(light.end, reading.start)
            if all(_joins_light(clause, k) for k in inner):
                best = light
    return best


def _joins_light(clause: Clause, k: int) -> bool:
    word = clause.words[k]
    if word in ("of", "and", ","):
        return True
    return word not in PREPOSITIONS and not (clause.is_verb(k) and word not in ADJECTIVAL) and word not in RELATIVES


def _noun_roles(clause: Clause, reading: Reading, lights: list[Reading]) -> Roles:
    pattern = reading.pattern
    light = governing_light(clause, reading, lights)
    group_start = light.start if light else reading.start
    actors: Numbers = ()
    recipients: Numbers = ()
    if light:
        group = clause.group_before(light.start, gerund=light.form == "gerund")
        group_start = group.start
        subject = find_subject(clause, group.start, light)
        passive = group.passive and light.form in ("past", "participle")
        if light.pattern.part_of_speech == "light":
            actors = after_preposition(clause, light.end, "by") if passive else subject
        else:
            recipients = subject
    sides = between(clause, reading.end) if "between" in pattern.actor_slots + pattern.recipient_slots else ()
    if len(sides) > 1:
        return Roles(sides[:1], sides[1:], False, group_start)
    actors = actors or _first(clause, reading, tuple(s for s in pattern.actor_slots if s != "between"))
    recipients = recipients or _first(clause, reading, pattern.recipient_slots)
    recipients = tuple(number for number in recipients if number not in actors)
    return Roles(actors, recipients, False, group_start)


def _first(clause: Clause, reading: Reading, slots: tuple[str, ...]) -> Numbers:
    for slot in slots:
        found: Numbers = ()
        if slot == "mod":
            found = _inside(clause, reading) or modifier(clause, reading.start)
        elif slot == clause.words[reading.end - 1]:
            found = actors_from(clause, reading.end)
        elif slot == "by":
            found = after_preposition(clause, reading.end, slot) or (
                () if reading.pattern.control else _from_a_group(clause, reading.end)
            )
        elif slot != "between":
            found = _directly_after(clause, reading.end, slot)
        if found:
            return found
    return ()


def _inside(clause: Clause, reading: Reading) -> Numbers:
    """The actor that the trigger itself names: "rebel attack", "police raid"."""
    number = clause.actor_at[reading.start]
    return (number,) if number >= 0 else ()


def _from_a_group(clause: Clause, start: int) -> Numbers:
    """ "Rocket attacks from X" where X is no country, which would be where they come from."""
    found = _directly_after(clause, start, "from")
    return () if any(clause.actors[number].kind == "country" for number in found) else found


def _directly_after(clause: Clause, start: int, preposition: str) -> Numbers:
    """The actors after a preposition that goes with the noun: no other one, and no verb, comes first."""
    for j in range(start, min(start + 9, len(clause))):
        word = clause.words[j]
        if word == preposition:
            return () if j + 1 < len(clause) and clause.time_at[j + 1] >= 0 else actors_from(clause, j + 1)
        dated = clause.time_at[j] >= 0 or (j + 1 < len(clause) and clause.time_at[j + 1] >= 0)
        if word in STRONG_STOPS or word == "," or clause.is_verb(j) or word in RELATIVES | SUBORDINATORS:
            return ()
        if word in PREPOSITIONS and word != "by" and not dated:
            return ()
    return ()
