"""Who protests where a noun's own words do not say: "teachers are on strike", "farmers blocked a road in protest"."""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import ADVERBS, BE, DETERMINERS, STRONG_STOPS, words
from pipelines.coding.harm_words import PERSON_NOUN
from pipelines.coding.parsing import Span
from pipelines.coding.party_phrases import Numbers, is_modifier
from pipelines.coding.patterns import Reading
from pipelines.coding.subject_order import find_subject, shared_subject

MARCHING = frozenset(("AGR", "CVL", "EDU", "LAB", "MED", "OPP", "PTY", "REF", "REL"))
_KEEP_ON = BE | words("go goes went gone remain remains remained stay stays stayed come came")
_NO_ACTS = words("killed wounded injured arrested fired shot died detained dispersed beat attacked said used")
_PEOPLE = ("ers", "ists", "ors", "ians", "ants", "ents", "women", "men")
_SOME = words("group groups members hundreds thousands dozens scores crowd crowds some number")
_REACH = 14
_LONGEST = 4


def protesters(clause: Clause, reading: Reading) -> Numbers:
    """The subject of the verb beside it: "are on strike", "burned tyres in protest", "blocked a road in a protest"."""
    verb = _verb_beside(clause, reading)
    if verb < 0:
        return ()
    if verb == reading.start - 1:
        return shared_subject(clause, verb, 0, False)  # "burned tyres in protest"
    found = find_subject(clause, clause.group_before(verb).start)
    return tuple(n for n in found if clause.actors[n].sector in MARCHING or clause.actors[n].sector is None)


def find_protesters(clause: Clause, reading: Reading, group_start: int) -> Span | None:
    """The tokens of people nobody knows who hold the protest: "a group of ecologists staged a demonstration"."""
    if reading.form == "noun" and group_start == reading.start:
        in_it = clause.words[reading.start - 1] == "in" if reading.start else False
        verb = _acts_before(clause, reading.start - 1) if in_it else _verb_beside(clause, reading)
        group_start = clause.group_before(verb).start if verb >= 0 and clause.is_verb(verb) else 0
    return _people_before(clause, group_start)


def _verb_beside(clause: Clause, reading: Reading) -> int:
    """Where the verb stands whose subject protests; -1 where none tells it."""
    at = reading.start - 1
    if at < 1:
        return -1
    if clause.words[at] == "in" and clause.words[reading.end - 1] == "protest":
        return at
    at -= clause.words[at] in ("a", "an", "hunger")
    if at > 0 and clause.words[at] == "on":
        verb = at - 1
        while verb > 0 and clause.words[verb] in ADVERBS:
            verb -= 1
        return verb if clause.words[verb] in _KEEP_ON else -1
    return _acts_before(clause, at) if clause.words[at] == "in" else -1


def _acts_before(clause: Clause, start: int) -> int:
    """The active verb before "in a protest", but for what others do there: "police killed ten in a protest"."""
    for k in range(start - 1, max(start - _REACH, 0), -1):
        if clause.words[k] in STRONG_STOPS:
            break
        if clause.is_verb(k):
            acts = clause.words[k] not in _NO_ACTS | BE and not clause.group_before(k).passive
            return k if acts else -1
    return -1


def _people_before(clause: Clause, end: int) -> Span | None:
    if end < 1 or clause.actor_at[end - 1] >= 0:
        return None
    head = clause.words[end - 1]
    if not (head.endswith(_PEOPLE) or PERSON_NOUN.fullmatch(head.removesuffix("s"))):
        return None
    first = _phrase_start(clause, end - 1)
    if first > 1 and clause.words[first - 1] == "of" and clause.words[first - 2] in _SOME:
        first = _phrase_start(clause, first - 2)
    return first, end


def _phrase_start(clause: Clause, last: int) -> int:
    first = last
    while first > 0 and last - first < _LONGEST and is_modifier(clause, first - 1):
        if clause.words[first - 1] in DETERMINERS:
            break
        first -= 1
    return first
