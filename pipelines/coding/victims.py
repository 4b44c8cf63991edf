"""Whom harm, an arrest or a charge met where no known actor says it: "he was shot", "50 were hurt", "accused them".

Only people can be killed, hurt, arrested or accused, so the words in the verb's own slot are people whoever they are.
They are added only to what is an event without them.
"""

from pipelines.coding.aims import shares_object
from pipelines.coding.clauses import Clause
from pipelines.coding.dead_of_nouns import end_of_dead, start_of_toll
from pipelines.coding.grammar import (
    ADVERBS,
    BE,
    CLAUSE_OPENERS,
    COORDINATORS,
    DETERMINERS,
    NUMBER_WORDS,
    PREPOSITIONS,
    QUOTES,
    RELATIVES,
    words,
)
from pipelines.coding.parsing import Span
from pipelines.coding.party_phrases import SHARES, is_modifier, quantifier_before
from pipelines.coding.patterns import Reading
from pipelines.coding.roles import Roles
from pipelines.coding.struck_things import meets_things
from pipelines.coding.syntax import passive_subject

_SUBJECTS = frozenset(("he", "she", "they", "we", "i"))
_PLURALS = words("people police men women children clergy staff crew few many")
_FEW = frozenset(("pair", "couple", "duo", "trio"))
_OBJECTS = frozenset(("him", "her", "them", "us", "me"))
_NO_PEOPLE = words(
    """
    number total toll attack attacks strike strikes time times day days week weeks month year years hour hours night
    place house houses home homes building buildings car cars vehicle vehicles truck trucks animal animals sheep cattle
    cow cows dog dogs chicken chickens bird birds warrant plan bill deal case hopes hope chance career reputation city
    town village area areas tank tanks dead death deaths wounds injuries percent lot life lives others' something
    age ages report reports process remains nothing anything everything lie lay warrants which that who whom whose this
    these it
    """
)
_HARMED = words("injure injures injured wound wounds wounded hurt killed dead died")
_OF_THE_BODY = ("abduct", "beat", "primitive", "torture", "sexual")
_SAID_OF_PEOPLE = (
    *("accuse", "urge", "sue", "congratulate", "thank", "pardon", "implore", "charge _ with", "be charged with"),
    *("free", "summon", "reassure", "ask", "call on", "call upon", "plead with", "side with"),
    *("request", "free on bail", "release on bail", "let free"),
)
_OF_THINGS = ("REJECT", "AGREE", "CONCEDE", "PROTEST")  # whose "them" are plans and goods
_TO_DO = ("urge", "ask", "implore", "request")
_WHOLE = words("all many several both others few more some most those")  # determiners that stand alone
_TIMES = frozenset(("once", "twice", "again", "today", "yesterday", "early", "late"))
_ENDS = _SUBJECTS | PREPOSITIONS | CLAUSE_OPENERS | _TIMES | {"not"}
_CLOSES_OBJECT = _HARMED | _TIMES | _SUBJECTS  # "killed a pilot they captured"
_BEFORE_HURT = frozenset(("were", "was", "left", "remained", "been"))
_LONGEST = 5
_BEFORE_NUMBERS = DETERMINERS - {"least", "most"}
_OF_ANOTHER = frozenset(("of", "at", "on", "in", "from", "for", "with", "to", "near", "inside", "outside", "under"))


def find_nameless(clause: Clause, reading: Reading, roles: Roles) -> Span | None:
    """The tokens in the slot of the one who is harmed or arrested, where they name nobody known."""
    pattern = reading.pattern
    if reading.form == "noun":
        if pattern.event_type != "ASSAULT" or any(clause.actors[number].kind for number in roles.recipients):
            return None
        undergone = roles.passive and clause.words[roles.group_start - 1] == "who"
        return nobody_known_before(clause, roles.group_start) if undergone else _dead_of_noun(clause, reading)
    if roles.recipients:
        return None
    if not roles.passive and (pronoun := _pronoun(clause, reading)):
        return pronoun
    if not _befalls_people(reading):
        return _people_before(clause, roles.group_start, reading) if roles.passive else None
    if pattern.words in _TO_DO and "to" not in clause.words[reading.end : reading.end + _LONGEST + 2]:
        return None  # "urged an increase"
    if roles.passive or pattern.recipient_slots == ("subject",):
        found = nobody_known_before(clause, roles.group_start) or _parsed(clause, reading)
        return found or _counted_before(clause, reading)
    if reading.gap and reading.gap[1] > reading.gap[0]:
        first, last = reading.gap
        return None if pattern.event_type == "REQUEST" else nobody_known(clause, first, last)
    if pattern.event_type == "COERCE" and shares_object(clause, reading.end):
        return _after(clause, reading.end + 2)
    has_object = "object" in pattern.recipient_slots or pattern.words in _SAID_OF_PEOPLE
    return _after(clause, reading.end) if has_object and not reading.gap else None


def _pronoun(clause: Clause, reading: Reading) -> Span | None:
    """ "Invites us", "provides them with weapons": people who are only a pronoun, where things could not be meant."""
    pattern, at = reading.pattern, reading.end
    if pattern.event_type in _OF_THINGS or not {"object", "right", "gap"}.intersection(pattern.recipient_slots):
        return None
    aims = pattern.event_type == "ASSAULT" and clause.words[at - 1] in pattern.recipient_slots  # "fired shots at him"
    if reading.gap and reading.gap[1] > reading.gap[0] and not aims:
        at = reading.gap[0]
    is_met = at < len(clause) and clause.words[at] in _OBJECTS and clause.words[at - 1] != "for"
    is_met = is_met and not _is_owner(clause, at)
    return (at, at + 1) if is_met else None


def _counted_before(clause: Clause, reading: Reading) -> Span | None:
    """ "Ten dead and 13 injured", "more than 100 were left wounded": those of whom only the count is told."""
    last = reading.start - 1
    while last > 0 and (clause.words[last] in _BEFORE_HURT or clause.words[last].endswith("ly")):
        last -= 1
    if not reading.pattern.is_harm or last < 1 or clause.actor_at[last] >= 0:
        return None
    if clause.words[last] == "others":
        return nobody_known_before(clause, last + 1)
    return (last - quantifier_before(clause, last - 1), last + 1) if _is_number(clause, last) else None


def _people_before(clause: Clause, end: int, reading: Reading) -> Span | None:
    """ "They were attacked", "the pair were seized"."""
    while end > 1 and clause.words[end - 1] in ADVERBS:
        end -= 1
    if meets_things(reading) and end and clause.words[end - 1] in _SUBJECTS:
        return end - 1, end
    is_force = meets_things(reading) or reading.pattern.mode == "seize"
    are_few = is_force and end > 1 and clause.words[end - 2] == "the" and clause.words[end - 1] in _FEW
    return (end - 2, end) if are_few else None


def _is_owner(clause: Clause, i: int) -> bool:
    return clause.words[i] == "her" and clause.is_noun_phrase_start(i + 1)


def _dead_of_noun(clause: Clause, reading: Reading) -> Span | None:
    if toll := start_of_toll(clause, reading):
        return _after(clause, toll)
    end = end_of_dead(clause, reading.start)
    is_told = end > 0 and (_is_number(clause, end - 1) or clause.words[end] in BE)
    return nobody_known_before(clause, end) if is_told else None


def is_aged(clause: Clause, span: Span) -> bool:
    """ "Ann Lee, 28, was shot": whoever has an age is one person."""
    follow = clause.words[span[1] : span[1] + 3]
    return len(follow) == 3 and follow[0] == follow[2] == "," and follow[1].isdigit()


def _befalls_people(reading: Reading) -> bool:
    asked = reading.pattern.event_type == "REQUEST" and reading.gap is not None
    return befalls_bodies(reading) or asked or reading.pattern.words in _SAID_OF_PEOPLE


def befalls_bodies(reading: Reading) -> bool:
    """Whether the verb kills, hurts, takes away or arrests."""
    pattern = reading.pattern
    bodily = pattern.is_harm or pattern.words == "shoot" or pattern.mode in _OF_THE_BODY
    return bodily or (pattern.event_type in ("COERCE", "SANCTION") and pattern.mode in ("arrest", "convict", "deport"))


def nobody_known_before(clause: Clause, end: int) -> Span | None:
    """The phrase that ends before the verb group, over adverbs and "who"."""
    if clause.words[end] in ("all", "both") and (end == 0 or clause.actor_at[end - 1] < 0):
        return end, end + 1
    i = end - 1
    while i > 0 and (clause.words[i] in ADVERBS or clause.words[i] == "who"):
        i -= 1
    if i > 2 and clause.words[i] == ",":
        i -= 3 if clause.words[i - 1].isdigit() and clause.words[i - 2] == "," else clause.words[i + 1] == "who"
    if i < 0 or clause.words[i] in COORDINATORS:
        return None
    if clause.words[i] in _SUBJECTS:
        return i, i + 1
    if (
        clause.words[i - 1 : i + 1] == ["of", "them"]
        and i > 1
        and (clause.counts(i - 2) or clause.words[i - 2] in SHARES)
    ):
        return i - 2, i + 1
    first = _before_more(clause, i)
    while first > 0 and i - first < _LONGEST and _opens_no_phrase(clause, first) and is_modifier(clause, first - 1):
        if _is_number(clause, first) and clause.words[first - 1] not in _BEFORE_NUMBERS:
            break
        first -= 1
    if first > 2 and clause.words[first - 1] == "of" and clause.words[first - 2] in SHARES:
        first -= 3 if clause.words[first - 3] in ("a", "the") else 2
    if first and clause.words[first - 1] == "including":
        return (
            nobody_known_before(clause, first - 1)
            if first > 1 and clause.words[first - 2] in ("others", "people")
            else None
        )
    quantifier = quantifier_before(clause, first - 1)
    first -= 0 if quantifier == 1 and clause.words[first - 1] in PREPOSITIONS else quantifier
    are_of_it = clause.words[end - 1] == "who" and _are_members(clause, first, end)
    if (i == end - 1 or are_of_it) and first > 1 and _belongs_to_another(clause, first):
        whole = nobody_known_before(clause, first - 1)
        return (whole[0], i + 1) if whole and clause.words[first - 1] == "of" and not are_of_it else whole
    return nobody_known(clause, first, i + 1)


def _are_members(clause: Clause, first: int, verb: int) -> bool:
    """ "Survivors of the massacre who were raped": a plural verb after "who" is not said of one thing or group."""
    head = clause.words[verb - 2]
    is_one = clause.words[first] in ("the", "a", "this", "that") and not head.endswith("s") and head not in _PLURALS
    return is_one and clause.words[verb : verb + 1] == ["were"]


def _parsed(clause: Clause, reading: Reading) -> Span | None:
    """The subject that stands further off, as the parse has it."""
    span = passive_subject(clause, reading.start, reading.end)
    return nobody_known(clause, *span) if span else None


def _belongs_to_another(clause: Clause, first: int) -> bool:
    """ "The cook on the ship was shot": whether the phrase only describes the one before it."""
    led = clause.words[first - 1] if first else ""
    noun = clause.words[first] in DETERMINERS if led in ("to", "with") else not clause.is_verb(first)
    return led in _OF_ANOTHER and noun and clause.words[first] not in COORDINATORS


def _before_more(clause: Clause, i: int) -> int:
    """ "Dozens more", "47 others": where the number stands."""
    counted = i > 0 and clause.words[i] in ("more", "others") and clause.words[i - 1] not in ("and", "than")
    return i - 1 if counted and (_is_number(clause, i - 1) or clause.words[i - 1] in SHARES) else i


def _is_number(clause: Clause, i: int) -> bool:
    return (clause.words[i][0].isdigit() and "-" not in clause.words[i]) or clause.words[i] in NUMBER_WORDS


def _after(clause: Clause, start: int) -> Span | None:
    """The phrase that begins after the verb."""
    if start >= len(clause):
        return None
    if clause.words[start] in _OBJECTS and not _is_owner(clause, start):
        return start, start + 1
    last = clause.after_quantifier(start)
    if quoted := _quoted(clause, start, last):
        return quoted
    is_counted = last + 1 < len(clause) and clause.actor_at[last] >= 0 and _is_number(clause, last)
    if is_counted and _has_capitals(clause.tokens[last + 1].text):
        return start, last + 1  # "kills 14 State media"
    while last < len(clause) and last - start < _LONGEST and _goes_on(clause, last) and clause.time_at[last] < 0:
        if last > start and (
            clause.words[last - 1] == "others" or clause.words[last - 1 : last + 1] == ["more", "the"]
        ):
            return start, last  # "wounded 25 others some critically", "injuring many more the monitor said"
        if last > start and (clause.words[last].endswith("ing") or clause.words[last] in _CLOSES_OBJECT):
            break
        if clause.words[last][0].isdigit() and last + 1 < len(clause) and _has_capitals(clause.tokens[last + 1].text):
            return start, last + 1  # "Kills 30 Reuters Friday", "Kills 30 NGO"
        last += 1
    if clause.words[last : last + 2] in (["of", "them"], ["of", "others"]) and clause.words[last - 1] in SHARES:
        return (start, last + 2) if clause.words[start] in SHARES | {"a"} else nobody_known(clause, start, last - 1)
    if clause.words[last : last + 1] == ["of"] and clause.words[last - 1] in SHARES and last > start:
        part = _after(clause, last + 1)
        return (start, part[1]) if part else None
    follower = clause.words[last] if last < len(clause) else "."
    if last - start == 2 and clause.words[last - 1] == "others":
        return start, last  # "wounded 25 others Ann Lee said"
    if last > start and follower in _HARMED:
        return start, last
    if not (follower in _ENDS or follower.endswith("ing") or not follower[0].isalnum()):
        return None
    return nobody_known(clause, start, last) if last > start else None


def _has_capitals(text: str) -> bool:
    return text.istitle() or text.isupper()


def _quoted(clause: Clause, start: int, count: int) -> Span | None:
    """ "50 "terrorists"": a count and a plural in quotes."""
    closing = count + 3
    inside = clause.words[count + 1 : count + 4 : 2]
    is_so = closing < len(clause) and QUOTES.issuperset(inside) and len(inside) == 2 and _is_number(clause, count)
    return (start, closing + 1) if is_so and clause.words[count + 2].endswith("s") else None


def _goes_on(clause: Clause, i: int) -> bool:
    return is_modifier(clause, i) or clause.words[i] == "'s"


def _opens_no_phrase(clause: Clause, i: int) -> bool:
    return clause.words[i] not in DETERMINERS and clause.time_at[i] < 0


def nobody_known(clause: Clause, first: int, last: int) -> Span | None:
    """The span where it plainly is a phrase about people: it opens with a determiner or number, or ends in a plural."""
    head, opening = clause.words[last - 1], clause.words[first]
    if head in _NO_PEOPLE or head in RELATIVES or head in PREPOSITIONS or not head[0].isalnum():
        return None
    laid = (clause.actor_at, clause.place_at, clause.time_at)
    if any(at[i] >= 0 for at in laid for i in range(first, last)):
        return None
    if last - first == 1 and first and clause.words[first - 1] in ("aged", "age", "to", "of"):
        return None
    if last - first == 1 and clause.words[first - 1] == "and" and clause.words[first - 2] not in _HARMED:
        return None
    counted = opening in DETERMINERS or opening in NUMBER_WORDS or opening.replace(",", "").isdigit()
    counted = counted or (clause.after_quantifier(first) > first and "." not in head)
    named = all(clause.is_capital(k) for k in range(first, last)) and opening not in DETERMINERS | ADVERBS
    plural = named or (head.endswith("s") and not head.endswith("ss") and opening.isalpha())
    is_whole = head not in DETERMINERS or head in _WHOLE
    return (first, last) if (counted or plural) and is_whole and not clause.is_verb(last - 1) else None
