"""Whether a verb is passive: by its auxiliary, by "by", by the parse, or by the object that it lacks."""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import ADVERBS, COORDINATORS, NUMBER_WORDS, RELATIVES, STRONG_STOPS
from pipelines.coding.party_phrases import before_phrase, is_speaker
from pipelines.coding.patterns import Reading
from pipelines.coding.syntax import lacks_object

_AT_WAR = frozenset(("fighting", "battling", "defending"))
_TRANSITIVE = frozenset(("encircled", "besieged", "surrounded", "outlawed", "expelled", "ousted"))
_TO_BODIES = frozenset(("stab", "knife", "torture", "rape", "fire on", "fire at"))
_MEANS = frozenset(("sea", "air", "land", "force", "night", "day", "train", "road", "phone", "telephone", "video"))
_HELPLESS = frozenset(("CVL", "REF", "JRN", "MED", "EDU"))
_ENGAGED = frozenset(("engage", "involve", "embroil"))
_HARMED = frozenset(("injured", "wounded", "killed", "hurt", "dead"))
_REACH = 10


_TOLD = frozenset(("invited", "urged", "ordered", "instructed", "encouraged", "pressured", "advised", "commanded"))
# What follows a verb that has lost its object to the passive: "a man accused of", "praised for".
_SAID_OF = {
    "accuse": ("of",),
    "blame": ("for",),
    "urge": ("to",),
    **dict.fromkeys(("criticise|criticize", "praise", "condemn", "thank", "sue", "investigate"), ("for", "over")),
}


def is_passive(clause: Clause, reading: Reading, by_auxiliary: bool) -> bool:
    """A participle after a form of "be", before "by", or of a verb of harm with no object after it."""
    is_set = by_auxiliary and clause.words[reading.start] == "set"  # "was set ablaze": one form for all
    if reading.form not in ("participle", "past") and not is_set:
        return False
    if by_auxiliary and clause.words[reading.start + 1 : reading.start + 2] == ["in"]:
        return reading.pattern.words.split()[0] not in _ENGAGED
    if by_auxiliary:
        return reading.pattern.words.split()[0] != "be"
    follower = clause.words[reading.end] if reading.end < len(clause) else "."
    if follower == "by" and reading.end + 1 == len(clause):
        return False
    if follower == "by" and not reading.gap and (reading.form == "participle" or _is_regular(clause, reading)):
        return clause.time_at[reading.end + 1] < 0 and not _is_means(clause, reading.end + 1)
    if _is_told_to(clause, reading) or _shares_agent(clause, reading):
        return True
    if _are_taken(clause, reading, follower):
        return True
    if reading.gap or _is_of_relative(clause, reading.start):
        return False
    if follower in _SAID_OF.get(reading.pattern.words, ()) and not _has_perfect(clause, reading):
        return True
    if (
        reading.start == 0
        and reading.form == "participle"
        and clause.words[reading.end : reading.end + 2] == ["the", "day"]
    ):
        return True  # "Kidnapped the day after the feast, the boys"
    if clause.words[reading.start - 1 : reading.start] == ["if"] and not clause.is_noun_phrase_start(reading.end):
        return reading.form == "participle"  # "would strike back if attacked"
    if _goes_on_from_passive(clause, reading) or _shares_passive(clause, reading):
        return True
    if _befalls_helpless(clause, reading, follower):
        return True
    if not _needs_object(clause, reading):
        return False
    before = clause.words[reading.start - 1] if reading.start else ""
    if reading.pattern.is_harm and before not in RELATIVES and _tells_next(clause, reading.end):
        return True
    if before in ("have", "has", "had") or follower == "much":
        return False
    if reading.pattern.is_harm and lacks_object(clause, reading.start) and not clause.counts(reading.end):
        return True
    if follower in _AT_WAR or is_headline_toll(clause, reading.end):
        return True
    if follower == "and" and is_headline_toll(clause, reading.end + 1):
        return True
    if follower == "others" and clause.words[reading.end + 1 : reading.end + 2] == ["injured"]:
        return True
    if follower in COORDINATORS or (clause.is_terse and follower in _HARMED):
        return _ends_without_object(clause, reading.end)
    return not clause.is_noun_phrase_start(clause.past_time(reading.end) if reading.pattern.is_harm else reading.end)


def _tells_next(clause: Clause, i: int) -> bool:
    """ "Leaving five civilians killed the agency reported": whether who tells of it stands there."""
    i += clause.words[i : i + 1] == ["the"]
    number = clause.actor_at[i] if i < len(clause) else -1
    return number >= 0 and clause.actors[number].count is None and is_speaker(clause, number)


def _shares_agent(clause: Clause, reading: Reading) -> bool:
    """ "A soldier killed and allegedly beheaded by rebels": the doer of the participle after it is this one's too."""
    at = reading.end + 1
    if reading.gap or clause.words[reading.end : at] not in (["and"], ["or"]):
        return False
    while at < len(clause) and (clause.words[at] in ADVERBS or clause.words[at].endswith("ly")):
        at += 1
    by = clause.words[at + 1 : at + 2] == ["by"] and clause.is_verb(at) and at + 2 < len(clause)
    return by and not _is_means(clause, at + 2)


def _is_told_to(clause: Clause, reading: Reading) -> bool:
    """ "Reporters invited to visit the camp": a verb of asking without the one whom it asks."""
    verb = clause.words[reading.start] in _TOLD and clause.words[reading.start + 1 : reading.start + 2] == ["to"]
    return verb and not _has_perfect(clause, reading)


def _has_perfect(clause: Clause, reading: Reading) -> bool:
    return not {"has", "have", "had"}.isdisjoint(clause.group_before(reading.start).words)


def _is_of_relative(clause: Clause, verb: int) -> bool:
    """ "The town which rebels took", "a pilot whom rebels captured": who stands before the verb does it."""
    while verb > 1 and clause.words[verb - 1] in ADVERBS:
        verb -= 1
    number = clause.actor_at[verb - 1] if verb else -1
    k = before_phrase(clause, number) if number >= 0 else 0
    return k > 0 and (clause.words[k] in ("which", "whom") or (clause.words[k] == "that" and _is_named(clause, k - 1)))


def _is_named(clause: Clause, i: int) -> bool:
    return clause.actor_at[i] >= 0 or clause.place_at[i] >= 0


def _are_taken(clause: Clause, reading: Reading, follower: str) -> bool:
    """ "Ten troops taken hostage at a base": nobody stands in the gap or after it."""
    is_filled = reading.gap is not None and reading.gap[1] > reading.gap[0]
    if is_filled or reading.pattern.mode != "abduct" or clause.words[reading.start] not in ("taken", "held"):
        return False
    ends = follower in ("by", "in", "at", "near", "since", "for") or not follower[0].isalnum()
    return ends and clause.words[max(reading.start - 1, 0)] not in ("have", "has", "had")


def _is_regular(clause: Clause, reading: Reading) -> bool:
    """ "Troops backed by tanks": a past tense that is its participle too."""
    return clause.words[reading.start].endswith("ed") and clause.words[reading.end + 1][-3:] != "ing"


def _is_means(clause: Clause, at: int) -> bool:
    """ "Attacked by night", "came by sea"."""
    return clause.words[at] in _MEANS and clause.actor_at[at] < 0


def _befalls_helpless(clause: Clause, reading: Reading, follower: str) -> bool:
    """ "Five hospitals bombed": those who use no force, before a verb of force that has no object."""
    number = clause.actor_at[reading.start - 1] if reading.start else -1
    if number < 0 or reading.pattern.event_type != "ASSAULT" or "mutual" in reading.pattern.flags:
        return False
    ends = not follower[0].isalnum() or follower in ("in", "near", "by", "during", "and")
    ends = ends or (follower == "on" and clause.time_at[reading.end + 1] >= 0)
    if follower == "," and clause.is_verb(reading.end + 1):
        return _ends_without_object(clause, reading.end)  # "inmates shot, hacked and burned ten women"
    return ends and clause.actors[number].sector in _HELPLESS


def _shares_passive(clause: Clause, reading: Reading) -> bool:
    """ "Were rounded up and shot", "were seized, beaten": the auxiliary of the participle before is this one's too."""
    before = clause.words[reading.start - 1] if reading.start > 1 else ""
    if before not in ("and", "or") and not (before == "," and clause.is_verb(reading.start - 2)):
        return False
    if clause.is_noun_phrase_start(reading.end):
        return False
    last = reading.start - 2
    while last > 1 and clause.is_verb(last) and clause.words[last - 1] == "," and clause.is_verb(last - 2):
        last -= 2
    for k in range(last, max(reading.start - 8, -1), -1):
        if clause.words[k] in STRONG_STOPS:
            return False
        if clause.is_verb(k) or (k == last and clause.words[k].endswith("ed")):
            return clause.group_before(k).passive
    return False


def _goes_on_from_passive(clause: Clause, reading: Reading) -> bool:
    """ "Were killed on Monday, shot during the night": a bare participle that tells how the harm before it was done."""
    comma = reading.start - 1
    if comma < 1 or clause.words[comma] != "," or reading.pattern.event_type != "ASSAULT":
        return False
    verb = next((k for k in range(comma - 1, max(comma - _REACH, 0), -1) if clause.is_verb(k)), 0)
    harmed = verb > 0 and clause.words[verb] in _HARMED and clause.group_before(verb).passive
    return harmed and not clause.is_noun_phrase_start(clause.past_time(reading.end))


def is_headline_toll(clause: Clause, i: int) -> bool:
    """ "Child Killed, 20 People Injured" where the comma was lost: a second victim with a participle of its own."""
    i = clause.after_quantifier(i)
    if not clause.words[i : i + 1] or not (clause.words[i][0].isdigit() or clause.words[i] in NUMBER_WORDS):
        return False
    reach = (
        4 if clause.is_title_case or clause.words[i + 1 : i + 2] in (["others"], ["other"], ["people"], ["more"]) else 2
    )
    for k in range(i + 1, min(i + reach, len(clause))):
        if clause.words[k] in _HARMED:
            return not clause.is_noun_phrase_start(k + 1)
    return False


def _needs_object(clause: Clause, reading: Reading) -> bool:
    """Verbs that are nothing without an object, so that one without is passive ("a group outlawed in Russia")."""
    pattern = reading.pattern
    if not pattern.recipient_slots:
        return False  # "the minister resigned on Friday"
    if {"harm:killed", "harm:injured", "person", "nonplace"} & pattern.flags or pattern.words in _TO_BODIES:
        return True
    if clause.words[reading.start] in _TRANSITIVE and reading.end - reading.start == 1:
        return True
    takes_object = pattern.recipient_slots[:1] == ("object",) or "object" in pattern.recipient_slots[-2:]
    if " " in pattern.words or not takes_object or "mutual" in pattern.flags or pattern.control:
        return False
    if pattern.event_type == "COERCE":
        return reading.start > 0 and clause.words[reading.start - 1] not in ADVERBS
    return pattern.event_type == "ASSAULT" and "armed" not in pattern.flags and clause.is_terse


def _ends_without_object(clause: Clause, i: int) -> bool:
    """Whether "killed and wounded" goes on without an object."""
    passed = COORDINATORS | _HARMED | {","}
    while i < len(clause) and (clause.words[i] in passed or clause.words[i].endswith("ed") or clause.is_verb(i)):
        i += 1
    while i < len(clause) and clause.words[i] in ADVERBS:
        i += 1
    return not clause.is_noun_phrase_start(i)
