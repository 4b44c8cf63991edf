"""What an attack met where the grammar alone tells it: "blew up four power pylons", "an offensive on Castello Road".

Things of the closed list, which need less around them, are found in `struck_things.py`. A noun of assault that tells of
no event by itself becomes none by what is found here.
"""

from pipelines.coding.aims import past_aside, start_of_aim
from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import (
    ADVERBS,
    AUXILIARIES,
    CLAUSE_OPENERS,
    DETERMINERS,
    NUMBER_WORDS,
    PREPOSITIONS,
    PRONOUNS,
    words,
)
from pipelines.coding.joints import GOES_OFF
from pipelines.coding.parsing import Span
from pipelines.coding.party_phrases import SHARES, is_modifier
from pipelines.coding.patterns import Reading
from pipelines.coding.roles import Roles
from pipelines.coding.struck_things import acts, meets_things, past_share, without_article
from pipelines.coding.syntax import passive_subject

_LONGEST = 7
_REACH_OF_SUBJECT = 8
_BARE = ("object", "right")
_UPON = frozenset(("on", "against", "upon", "of"))
_SHOT_AT = _UPON | {"at", "into", "toward", "towards"}
_PARTICLES = words("up down on at to out into against upon after")
_THINGS_IN_ING = words("building crossing meeting gathering wedding dwelling landing clearing shipping wing string")
_SET = words("alight ablaze aflame")
_OPENING = (DETERMINERS | NUMBER_WORDS) - words("no any every each such least most more another other all both")
_MASS = words("ammunition ammo equipment property infrastructure weaponry hardware machinery artillery livestock")
_NEVER = GOES_OFF - {"blow up"} | {"break _ siege", "break through _ siege"}
_NEVER_BARE = frozenset(("disperse", "eliminate", "pursue", "engage"))
_LATE = words(
    """
    late early again once twice today overnight yesterday first back nearby close
    north south east west northeast northwest southeast southwest
    """
)
_FOLLOWS = PREPOSITIONS | CLAUSE_OPENERS | ADVERBS | _LATE
_OF_WHAT_IS = (
    "ism", "isms", "ness", "ity", "ities", "tion", "tions", "sion", "sions", "ance", "ence", "ship", "phy", "logy",
)  # fmt: skip
_THINGS_AFTER_ALL = words(
    """
    ammunition station stations substation substations fortification fortifications plantation plantations delegation
    delegations congregation procession installations institution institutions residence ambulance fence
    mansion mansions division divisions community communities facility facilities university universities ship warship
    battleship steamship flagship city cities electricity audience
    """
)
_NO_THINGS = words(
    """
    time times day days week weeks month months year years hour hours night morning evening weekend moment end
    threat threats risk risks need needs tax taxes debt budget plan plans deal deals bill law laws policy policies idea
    ideas view views record records note notes balance bargain chord blow blows pose agreement ceasefire truce siege
    war battle battles conflict fight attack attacks offensive offensives assault assaults raid raids strike strikes
    advance advances attempt attempts operation operations campaign campaigns ambush effort efforts bid model economy
    market markets price prices inflation growth trade business sales profits dollar currency hope hopes dream dreams
    morale career life lives reputation trust faith confidence relationship understanding agreement peace process talks
    caliphate program programs programme programmes regime sanctions rights freedom press media way ways part lot thing
    things something anything nothing everything front fronts name names pause video film scene number kind form series
    report reports source sources ngo monitor observatory agency officials official ministry minister
    """
)


def find_plain(clause: Clause, reading: Reading, roles: Roles) -> list[Span]:
    """The tokens of whatever stands as the object of an attack, and of what a list adds; none where a party does."""
    if roles.recipients or not meets_things(reading) or reading.pattern.words in _NEVER:
        return []
    if roles.passive and reading.form == "noun":
        return []
    if roles.passive and "subject" in reading.pattern.actor_slots:
        return of_passive(clause, reading)
    start = _start_of_object(clause, reading)
    is_noun = reading.form == "noun"
    span = _phrase(clause, start, bool(roles.actors), is_noun) if start else None
    if span is None or (not is_noun and acts(clause, span[1])):
        return []
    if reading.gap and start < reading.end and span[1] != reading.gap[1]:
        return []
    return [without_article(clause, *span), *next_in_list(clause, span[1])]


def find_phrase(clause: Clause, start: int) -> list[Span]:
    """The tokens of a phrase at `start` that plainly is the object of a verb with a doer."""
    span = _phrase(clause, start, True, False) if start < len(clause) else None
    return [without_article(clause, *span)] if span and not acts(clause, span[1]) else []


def of_passive(clause: Clause, reading: Reading) -> list[Span]:
    """ "Five pylons near the town were destroyed": the subject, as the parse has it."""
    span = passive_subject(clause, reading.start, reading.end)
    if span is None or reading.start - span[1] > _REACH_OF_SUBJECT or not _is_of_things(clause.words[span[1] - 1]):
        return []
    if clause.words[span[0]] in PREPOSITIONS or not _is_led(clause, *span, True):
        return []
    return [without_article(clause, *span)]


def _start_of_object(clause: Clause, reading: Reading) -> int:
    """Where a bare object would begin, or one after the trigger's preposition; 0 where the trigger takes none."""
    pattern, end = reading.pattern, reading.end
    slots = set(pattern.recipient_slots)
    if reading.gap:
        is_set = reading.gap[1] > reading.gap[0] and not _SET.isdisjoint(clause.words[reading.gap[1] : end])
        is_set = is_set or clause.words[reading.gap[1] : end] == ["on", "fire"]
        if is_set:
            return reading.gap[0] if reading.gap[1] > reading.gap[0] else end
    if end >= len(clause):
        return 0
    if reading.form == "noun":
        aim = start_of_aim(clause, reading)
        return end + 1 if clause.words[end] in _UPON & slots else aim or end * (clause.words[end - 1] in _UPON & slots)
    if clause.words[end] in _SHOT_AT & slots:
        return end + 1
    is_plain = not reading.gap and _is_plain_verb(clause, reading) and "mutual" not in pattern.flags
    takes_bare = is_plain and not slots.isdisjoint(_BARE) and pattern.words not in _NEVER_BARE
    return past_aside(clause, end) if takes_bare else 0


def _is_plain_verb(clause: Clause, reading: Reading) -> bool:
    """Whether the trigger is a verb with particles, or ends in a preposition: "blew up", "opened fire on"."""
    last = clause.words[reading.end - 1]
    return reading.end == reading.start + 1 or last in _PARTICLES or last in _SET


def next_in_list(clause: Clause, end: int) -> list[Span]:
    """ "And a radio mast": what a list of things goes on with at `end`."""
    if clause.words[end : end + 1] != ["and"] or end + 1 >= len(clause) or not _opens(clause, end + 1):
        return []
    span = _phrase(clause, end + 1, False, False)
    return [without_article(clause, *span)] if span and not acts(clause, span[1]) else []


def _phrase(clause: Clause, start: int, is_done: bool, may_act: bool) -> Span | None:
    """The noun phrase at `start` where it plainly is one of things or people.

    `is_done`: a doer is told; `may_act`: a verb may follow, as it is that of a noun before.
    """
    first = end = past_share(clause, clause.after_quantifier(start))
    while end < min(first + _LONGEST, len(clause)) and _belongs(clause, first, end):
        end += 1
    follower = clause.words[end] if end < len(clause) else "."
    while end > first and (clause.words[end - 1] in ADVERBS | _LATE | _SET or clause.words[end - 1].endswith("ly")):
        end -= 1
    is_over = _ends(clause, follower, end) or (may_act and clause.is_verb(end))
    if end <= first or not is_over or not _is_of_things(clause.words[end - 1]):
        return None
    return (first, end) if _is_led(clause, first, end, is_done) else None


def _belongs(clause: Clause, first: int, i: int) -> bool:
    word = clause.words[i]
    if clause.time_at[i] >= 0 or word in PRONOUNS or (i > first and word in DETERMINERS):
        return False
    if word.endswith("ing") and word not in _THINGS_IN_ING and i > first and clause.words[i - 1] not in _OPENING:
        return False  # "trucks carrying aid", "attacked a village killing ten"
    return is_modifier(clause, i) or (word == "'s" and i > first)


def _opens(clause: Clause, i: int) -> bool:
    return clause.words[i] in _OPENING or clause.words[i].replace(",", "").isdigit()


def _ends(clause: Clause, follower: str, end: int) -> bool:
    """Whether what follows can follow a noun phrase: no noun, and no verb of which it would be the subject."""
    if (end < len(clause) and clause.time_at[end] >= 0) or not follower[0].isalnum():
        return follower != "'s"
    if follower in _FOLLOWS:
        return True
    return follower.endswith(("ing", "ed", "ly")) and follower not in AUXILIARIES


def _is_of_things(head: str) -> bool:
    if head in _NO_THINGS or head in DETERMINERS | NUMBER_WORDS | PRONOUNS | SHARES or not head[0].isalpha():
        return False
    return head in _THINGS_AFTER_ALL or not head.endswith(_OF_WHAT_IS)


def _is_led(clause: Clause, first: int, end: int, is_done: bool) -> bool:
    """Whether an article, a number, a plural's ending or capitals tell that a noun phrase begins there."""
    head = clause.words[end - 1]
    if _opens(clause, first):
        return end - first > 1
    if not clause.is_title_case and clause.is_capital(first) and clause.is_capital(end - 1):
        return True
    if not is_done or (end - first > 1 and clause.words[first].endswith("s") and not head.endswith("s")):
        return False
    is_plural = head.endswith("s") and not head.endswith(("ss", "us", "is"))
    return is_plural or head in _MASS or clause.is_headline or clause.is_terse
