"""What the parse of a sentence says of a verb: who its subject is, whether it is passive, whether it is a verb at all.

The grammar is Universal Dependencies'. A subject may be the verb's own, its governor's (coordination, infinitives,
participles), or the noun that a relative clause describes. Where parse and word order disagree is settled in
`subjects.py`; where there is no parse, everything here says nothing.
"""

from collections.abc import Iterator

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import WEAPONS, words
from pipelines.coding.parsing import Parse, Span
from pipelines.coding.party_phrases import Numbers

_DEEPEST = 5
_RELATIVE_TAGS = frozenset(("WP", "WDT"))
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer")
_INSIDE = ("compound", "nmod:poss", "amod", "flat", "appos", "nmod:desc", "nmod", "nummod", "acl")
_UPON = frozenset(("on", "against", "at", "in", "near"))
_BEFORE_HEAD = ("det", "amod", "nummod", "compound", "nmod:poss", "advmod", "case")
_FINITE = ("VBD", "VBZ", "VBP", "VBN")  # a past form is often read as a participle
_HAND_ON = frozenset(("conj", "advcl"))
_HAND_ARMS = words(
    "rifles guns pistols machetes knives axes swords spears clubs batons sticks stones rocks bottles masks"
)
_OF_PEOPLE = words("clashed fought died fled marched rallied gathered arrived protested demonstrated")
_PERSONAL = frozenset(("he", "she", "it", "they"))
_POINTING = frozenset(("those", "these", "others", "some", "many", "most", "several", "none"))
_CHARGED_WITH = frozenset(("of", "for", "from", "against"))
_NOUN_PLACES = frozenset(("obj", "obl", "nmod"))


def is_noun_here(clause: Clause, i: int) -> bool:
    """Whether the parse reads the word as a noun inside another's phrase: "ordered a probe", "in official talks"."""
    parse = clause.parse
    return parse is not None and parse.tags[i] in ("NN", "NNS") and parse.deps[i] in _NOUN_PLACES


def is_active_verb(clause: Clause, verb: int) -> bool:
    """Whether the parse finds the verb a subject and an object of its own, and nothing passive."""
    parse = clause.parse
    if parse is None or not parse.tags[verb].startswith("VB"):
        return False
    hang = {parse.deps[i] for i in _children(parse, verb)}
    return {"nsubj", "obj"} <= hang and not hang & {"aux:pass", "nsubj:pass", "obl:agent"}


def lacks_object(clause: Clause, verb: int) -> bool:
    """Whether the parse finds a participle neither object nor "have": "a toll of ten killed said", "injured due to"."""
    parse = clause.parse
    if parse is None or parse.tags[verb] not in ("VBN", "VBD"):
        return False
    return next(_children(parse, verb, "obj", "iobj", "ccomp", "xcomp", "conj", "aux", "aux:pass"), None) is None


def subject_of(clause: Clause, verb: int) -> Numbers:
    """The actors of the verb's subject; none where the word is no verb to the parse, or hangs on a noun by itself."""
    parse = clause.parse
    if parse is None or not parse.tags[verb].startswith("VB"):
        return ()
    found = _phrase_actors(clause, parse, _subject(clause, parse, verb, 0), 0)
    own = next(_children(parse, verb, *_SUBJECTS), None)
    if own is not None and clause.words[own] in ("he", "she"):
        return tuple(number for number in found if clause.actors[number].kind == "person")
    return found


def passive_subject(clause: Clause, start: int, end: int) -> Span | None:
    """The tokens of the noun of which a trigger's participle is said: "a convoy heading north was shelled"."""
    parse, verb = clause.parse, content_verb(clause, start, end)
    if parse is None or parse.tags[verb] not in ("VBN", "VBD"):
        return None
    head = _subject(clause, parse, verb, 0)
    if head is None and parse.deps[verb] == "acl":
        head = parse.heads[verb]
    if (
        head is None
        or head > verb
        or clause.words[head] in WEAPONS
        or not (parse.tags[head].startswith("NN") or clause.words[head] in _POINTING)
    ):
        return None
    first = head
    while first > 0 and parse.heads[first - 1] == head and parse.deps[first - 1] in _BEFORE_HEAD:
        first -= 1
    return first, head + 1


def is_of_another(clause: Clause, verb: int, actors: Numbers, beside: bool) -> bool:
    """Whether the verb's subject is a noun or name of which the actors are no part: "the town was hit", "those died".

    `beside`: order has the actors right before the verb, where only the subject of a passive is surer.
    """
    parse = clause.parse
    if parse is None or not parse.tags[verb].startswith("VB"):
        return False
    own = max(_children(parse, verb, "nsubj:pass"), default=None)
    if own is None and parse.deps[verb] == "conj" and next(_children(parse, verb, "aux:pass"), None) is not None:
        own = next(_children(parse, parse.heads[verb], *_SUBJECTS), None)
    if own is None and not beside:
        own = next(_children(parse, verb, *_SUBJECTS), None)
        if own is None and parse.deps[verb] == "acl" and parse.tags[verb] == "VBN":
            own = parse.heads[verb]
    if own is None or not (parse.tags[own].startswith("NN") or clause.words[own] in _POINTING):
        return False
    if clause.words[own] in _HAND_ARMS and clause.words[verb] in _OF_PEOPLE:
        return False  # "men armed with rifles clashed"
    starts = [clause.actor_spans[number][0] for number in actors]
    return not any(_hangs_on(parse, start, own) for start in starts)


def content_verb(clause: Clause, start: int, end: int) -> int:
    """The first verb of a trigger that is no auxiliary: "found" of "was found dead"."""
    parse = clause.parse
    if parse is None:
        return start
    verbs = (i for i in range(start, end) if parse.tags[i].startswith("VB") and not parse.deps[i].startswith("aux"))
    return next(verbs, start)


def is_charge(clause: Clause, verb: int) -> bool:
    """ "Accused X of killing", "barred X from voting", "warned X against voting": the participle is the object's."""
    parse = clause.parse
    if parse is None or parse.tags[verb] != "VBG" or parse.deps[verb] != "advcl":
        return False
    mark = next(_children(parse, verb, "mark"), None)
    has_object = next(_children(parse, parse.heads[verb], "obj", "iobj"), None) is not None
    return mark is not None and has_object and clause.words[mark] in _CHARGED_WITH


def _children(parse: Parse, head: int, *relations: str) -> Iterator[int]:
    return (i for i in parse.children[head] if not relations or parse.deps[i] in relations)


def _hangs_on(parse: Parse, i: int, head: int) -> bool:
    """Whether the word is part of the head's phrase."""
    for _ in range(2 * _DEEPEST):
        if i == head:
            return True
        i = parse.heads[i]
    return False


def _subject(clause: Clause, parse: Parse, verb: int, depth: int) -> int | None:
    """The head word of the verb's subject; for "it" in what somebody says, who says it."""
    own = next(_children(parse, verb, *_SUBJECTS), None)
    relation, head = parse.deps[verb], parse.heads[verb]
    governed = depth < _DEEPEST and head != verb and parse.tags[head].startswith("VB")
    if own is not None:
        if relation == "acl:relcl" and parse.tags[own] in _RELATIVE_TAGS:
            return head
        reported = relation == "ccomp" and governed and clause.words[own] in _PERSONAL
        return _subject(clause, parse, head, depth + 1) if reported else own
    if not governed:
        return None
    if relation == "xcomp" or is_charge(clause, verb):
        controller = next(_children(parse, head, "obj", "iobj"), None)
        return controller if controller is not None else _subject(clause, parse, head, depth + 1)
    head = _joined_to(clause, parse, verb, head) if relation == "conj" else head
    return _subject(clause, parse, head, depth + 1) if relation in _HAND_ON else None


def _joined_to(clause: Clause, parse: Parse, verb: int, head: int) -> int:
    """ "Accused X of lying and called on Y": a finite verb goes on from the finite one, and not from the gerund."""
    if parse.tags[verb] not in _FINITE or clause.words[verb + 1 : verb + 2] == ["by"]:
        return head
    finite = head
    while parse.tags[finite] == "VBG" and next(_children(parse, finite, "aux"), None) is None:
        if parse.heads[finite] == finite:
            return head
        finite = parse.heads[finite]
    return finite if parse.tags[finite] in _FINITE else head


def _is_struck(clause: Clause, parse: Parse, head: int, i: int) -> bool:
    """ "Attacks on soldiers killed ten": whom the noun of force met is no part of what acts."""
    if clause.words[head] not in WEAPONS or parse.deps[i] != "nmod":
        return False
    return any(clause.words[k] in _UPON for k in _children(parse, i, "case"))


def _phrase_actors(clause: Clause, parse: Parse, head: int | None, depth: int) -> Numbers:
    """The actors of the noun phrase with this head word, and of those coordinated to it."""
    if head is None or depth > _DEEPEST:
        return ()
    own = (i for i in _children(parse, head, *_INSIDE) if clause.actor_at[i] >= 0)
    inside = next((i for i in own if not _is_struck(clause, parse, head, i)), head)
    named = head if clause.actor_at[head] >= 0 else inside
    found = [clause.actor_at[named]] if clause.actor_at[named] >= 0 else []
    struck = any(_is_struck(clause, parse, head, i) for i in parse.children[head])
    joined = () if struck else _children(parse, head, "conj")
    for other in (*joined, *(_children(parse, named, "conj") if named != head else ())):
        found += [number for number in _phrase_actors(clause, parse, other, depth + 1) if number not in found]
    return tuple(found)
