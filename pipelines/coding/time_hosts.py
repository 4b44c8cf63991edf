"""Whether a time hangs on another verb or noun of the sentence than the event's own words.

"Shelled Qant, which rebels took in 2015", "seized by rebels last year", "accused of killing two in 2015".
"""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import (
    AUXILIARIES,
    BASE_VERBS,
    COORDINATORS,
    PREPOSITIONS,
    RELATIVES,
    SPEECH,
    STRONG_STOPS,
    SUBCLAUSE_OPENERS,
    words,
)

# What happens: the time in a clause on it is its own ("killed in a blast that shook the town on Monday").
HAPPENINGS = words(
    """
    war conflict uprising insurgency rebellion fighting crisis unrest campaign offensive violence attack attacks raid
    raids strike strikes airstrike airstrikes blast blasts explosion explosions bombing bombings shelling shooting
    shootings battle battles clash clashes assault assaults ambush operation operations protest protests riot riots
    demonstration demonstrations massacre incident incidents accident crackdown bombardment
    """
)
_CONTRASTS = words("while whereas although though but until")
_REACTIONS = words(
    """
    backed condemned praised defended endorsed welcomed criticised criticized denounced discussed debated hailed
    supported deplored regretted mourned applauded justified protested rejected lamented decried repudiated expressed
    """
)
_REACH_OF_REACTION = 30
_REACH_OF_DEED = 12
_PLANNED = words("scheduled expected planned slated")
_TAKEN = words("captured seized taken recaptured retaken overrun occupied imposed adopted promised")
_SPLIT = words("divided split")
_DATED = words(
    "poll election elections vote referendum agreement deal accord treaty ceasefire truce resolution budget summit"
)
_BEGUN = words("begun signed born elected founded created established formed")
_BESIDES = words("excluding besides unlike compared")
_SUBJECTS = words("it they he she we")
_ERAS = words("war uprising revolution insurgency rebellion conflict invasion")
_STANDING = words("has have had is are was were")
_NAMED = words(
    """
    street square bridge avenue road highway brigade brigades battalion movement alliance university stadium hospital
    times post telegraph mirror mail express herald tribune
    """
)
_NAMING = words("bloody black holy palm")
_OF_SAYING = words("on in at a the this late early earlier statement interview briefing here")
_SHOWN = words("released published posted uploaded")
_PICTURES = words("photo photos photograph photographs image images picture pictures video videos footage recording")
_NO_NOUNS = PREPOSITIONS | SUBCLAUSE_OPENERS | COORDINATORS | SPEECH | AUXILIARIES | words("what then")
_LASTING = AUXILIARIES | words("controlled controls held holds")
_ANSWERS = words(
    """
    protest protests protested protesting protesters rally rallies rallied march marches marched demonstration
    demonstrations demonstrated demonstrators vigil vigils funeral funerals mourned mourners memorial sentenced
    convicted jailed acquitted trial indicted
    """
)
_ANSWERED = words("following after over against about for")
_REACH_OF_ANSWER = 14
_NO_NAMES = (
    PREPOSITIONS
    | COORDINATORS
    | SUBCLAUSE_OPENERS
    | AUXILIARIES
    | words("to when then summer winter spring autumn fall")
)
_LENGTH_OF_NAME = 4
_REACH_OF_SAID = 5
_REACH_OF_OWNED = 4
_REACH_OF_SHOWN = 6
_LONG = 2  # days
_REACH_OF_PLANS = 12


def is_of_another(clause: Clause, start: int, end: int, first: int, last: int) -> bool:
    """Whether the time at tokens `first` to `last` is not that of the trigger at `start` to `end`."""
    if is_of_telling(clause, start, end, first, last) or _is_of_era(clause, start, end, last):
        return True
    if last <= start:
        if _is_of_reaction(clause, first, last, start) or _is_of_answer(clause, last, start):
            return True
        if comes_before(clause, first, last, start) or clause.words[max(first - 1, 1)] == "until":
            return True
        return _is_planned(clause, range(max(first - _REACH_OF_PLANS, 0), first)) or _is_inserted(clause, first, last)
    if _DATED.intersection(clause.words[last : last + 2]):
        return True
    between = range(end, first)
    if first - 2 > end and clause.words[first - 2] in _BEGUN and not clause.is_verb(first - 3):
        return True  # "the process begun on 14 January"
    return (
        _is_planned(clause, between)
        or _has_contrast(clause, between)
        or any(
            _is_beside(clause, k)
            or _opens_bare_relative(clause, k)
            or _is_of_gerund(clause, k)
            or _opens_relative(clause, k, start, end, first)
            for k in between
        )
    )


def is_name(clause: Clause, first: int, last: int) -> bool:
    """ "April 7th Street", "the March 14 Alliance", "the Sunday Times", "Bloody Sunday": what bears a day's name."""
    if first and clause.words[first - 1] in _NAMING and clause.is_capital(first - 1):
        return True
    return last < len(clause) and clause.words[last] in _NAMED and clause.tokens[last].text[0].isupper()


def is_of_telling(clause: Clause, start: int, end: int, first: int, last: int) -> bool:
    """Whether the time is that on which somebody tells or shows the deed."""
    return _is_of_saying(clause, start, end, first, last) or _is_of_showing(clause, first)


def _is_of_saying(clause: Clause, start: int, end: int, first: int, last: int) -> bool:
    """ "Said Monday", "told reporters on Monday": the day on which somebody tells of it; not "said Monday's raid"."""
    if "'s" in clause.words[last - 1 : last + 1] and 0 <= start - last < _REACH_OF_OWNED:
        return False
    for k in range(first - 1, max(first - 1 - _REACH_OF_SAID, -1), -1):
        word = clause.words[k]
        if start <= k < end:
            return False
        if word in SPEECH and clause.place_at[k] < 0:  # "in the United States on Monday"
            return word in ("told", "tells") or _OF_SAYING.issuperset(clause.words[k + 1 : first])
        if clause.is_verb(k) or word == ",":
            return False
    return False


def _is_of_showing(clause: Clause, first: int) -> bool:
    """ "In a video released (on) Monday": the day on which it was shown, and not taken."""
    said = clause.words[max(first - _REACH_OF_SHOWN, 0) : first]
    at = next((k for k, word in enumerate(said) if word in _SHOWN), 0)
    return not _PICTURES.isdisjoint(said[:at])


def _is_of_reaction(clause: Clause, first: int, last: int, start: int) -> bool:
    """ "Disclosed yesterday that they had shelled", "on Tuesday backed the strike", "protested today the murder"."""
    if clause.words[last : last + 1] == ["that"] and not clause.is_verb(last + 1):
        return True
    beside = [clause.words[last], *clause.words[max(first - 1, 0) : first]]
    return 0 < start - last < _REACH_OF_REACTION and not _REACTIONS.isdisjoint(beside)


def _is_of_answer(clause: Clause, last: int, start: int) -> bool:
    """ "Marched on Sunday over the killing", "sentenced on Tuesday for killing": the day of what came of the deed."""
    if clause.is_verb(start) and not clause.words[start].endswith("ing"):
        return False
    for k in range(start - 1, max(start - _REACH_OF_DEED, last - 1), -1):
        word = clause.words[k]
        if word in _ANSWERED or (word == "of" and clause.words[k + 1].endswith("ing")):
            answers = (i for i in range(max(k - _REACH_OF_ANSWER, 0), k) if clause.time_at[i] < 0)
            is_one_deed = not any(clause.is_verb(i) for i in range(last, k))
            return is_one_deed and any(clause.words[i] in _ANSWERS for i in answers)
        if clause.is_verb(k) or word == ",":
            break
    return False


def comes_before(clause: Clause, first: int, last: int, start: int) -> bool:
    """ "Trained in 2014, before the allies began air raids": a month or year in which the deed was still to come."""
    time = clause.times[clause.time_at[first]]
    if time.date_start is None or time.date_end is None or (time.date_end - time.date_start).days < _LONG:
        return False
    if last > start:
        return False
    before = next((k for k in range(last, start) if clause.words[k - 1 : k + 1] == [",", "before"]), start)
    return any(clause.is_verb(k) for k in range(before + 1, start)) or (clause.is_verb(start) and before < start)


def reacts_to(clause: Clause, start: int) -> int:
    """The token of the verb by which somebody reacts to the deed at `start`: "denounced the killing"; else -1."""
    for k in range(start - 1, max(start - _REACH_OF_DEED, 0), -1):
        if clause.words[k] in _REACTIONS:
            return k
        if clause.is_verb(k) or clause.words[k] in STRONG_STOPS:
            break
    return -1


def _is_planned(clause: Clause, between: range) -> bool:
    """ "Is expected to meet them on Tuesday", "a visit due to begin on Tuesday": the time of what is to come."""
    said = clause.words[between.start : between.stop]
    return not _PLANNED.isdisjoint(said) or any(
        said[k : k + 2] == ["due", "to"] and (said[k + 2] == "be" or said[k + 2] in BASE_VERBS)
        for k in range(len(said) - 2)
    )


def _is_inserted(clause: Clause, first: int, last: int) -> bool:
    """ "Qant, which fell in 2015, was shelled": the time of what stands between commas."""
    if clause.words[last : last + 1] != [","] or clause.words[last + 1 : last + 2] == ["when"]:
        return False
    comma = next((k for k in range(first - 1, 0, -1) if clause.words[k] == ","), 0)
    is_relative = comma > 0 and clause.words[comma + 1] in RELATIVES
    return is_relative and any(clause.is_verb(k) for k in range(comma + 2, first))


def _has_contrast(clause: Clause, between: range) -> bool:
    """ "But the minister denied it on Monday": a clause that is set against the event's."""
    at = next((k for k in between if clause.words[k] in _CONTRASTS), -1)
    if at < 0 or clause.words[at + 1].endswith("ing"):
        return False
    return any(clause.is_verb(k) or clause.actor_at[k] >= 0 for k in range(at + 1, between.stop))


def _is_of_gerund(clause: Clause, k: int) -> bool:
    """ "Accused of killing two in 2015", "since coming to power in 2015": the time of the gerund."""
    word = clause.words[k]
    if not word.endswith("ing") or clause.words[k - 1] not in ("of", "for", "since") or clause.time_at[k] >= 0:
        return False
    return (
        clause.actor_at[k] < 0 and clause.place_at[k] < 0 and clause.words[k + 1] not in ("in", "on", "at", "of", "and")
    )


def _is_of_era(clause: Clause, start: int, end: int, last: int) -> bool:
    """ "Before the 2011 civil war", "the 1992 peace accord": the year names something that is not the event."""
    if not (clause.words[last - 1].isdecimal() and len(clause.words[last - 1]) == 4):
        return False
    named = clause.words[last : last + _LENGTH_OF_NAME]
    is_event = start <= last < end or start in range(last, last + _LENGTH_OF_NAME - 1)
    if not _ERAS.isdisjoint(named[:2]) and not is_event:
        return True
    is_named = named[:1] != [] and named[0].isalpha() and named[0] not in _NO_NAMES and not clause.is_verb(last)
    is_led = clause.words[max(last - 2, 0)] in ("the", "a") and clause.words[max(last - 3, 0)] not in ("in", "during")
    is_of_it = is_led and is_named and clause.actor_at[last] < 0
    return is_of_it and not is_event and HAPPENINGS.isdisjoint(named)


def _is_beside(clause: Clause, k: int) -> bool:
    """ "Not including the deaths last week", "compared with 16 in 2014"."""
    return clause.words[k] in _BESIDES or clause.words[k - 1 : k + 1] == ["not", "including"]


def _opens_bare_relative(clause: Clause, k: int) -> bool:
    """ "Land it took in 2013": a clause on a noun without a relative."""
    if clause.words[k] not in _SUBJECTS or not clause.is_verb(k + 1) or clause.words[k + 1] in _LASTING:
        return False
    noun = clause.words[k - 1]
    return noun.isalpha() and noun not in _NO_NOUNS and not clause.is_verb(k - 1) and clause.time_at[k - 1] < 0


def _opens_relative(clause: Clause, k: int, start: int, end: int, first: int) -> bool:
    """Whether a relative clause begins at `k`, full or shortened to "seized by", and the time stands in it.

    Not where it tells of the event itself, nor of a war "which began in 2011".
    """
    word = clause.words[k]
    is_shortened = k > end and ((word in _TAKEN and clause.words[k + 1] == "by") or _is_split(clause, k))
    if not is_shortened and word not in RELATIVES and word != "where":
        return False
    if not HAPPENINGS.isdisjoint(clause.words[max(k - 4, end) : k]):
        return False
    if clause.words[first - 1] == "since" and word not in _SPLIT:
        return k > end and clause.words[k + 1] in _STANDING  # "a town that has been divided since 2012"
    if is_shortened:
        return AUXILIARIES.isdisjoint(clause.words[max(k - 3, end) : k])
    is_told = word == "that" and (clause.is_verb(k - 1) or clause.words[k - 1] in SPEECH)
    is_gerund = clause.words[start].endswith("ing") and clause.words[start - 1] in PREPOSITIONS | {"to"}
    is_doing = clause.is_verb(start) or (is_gerund and clause.words[start] not in HAPPENINGS)
    opens_at_once = k > end and word in RELATIVES and first - k < 3 and not is_told
    if opens_at_once and HAPPENINGS.isdisjoint([clause.words[start], *clause.words[max(k - 4, 0) : k]]):
        return True  # "whom they killed, who on Monday was seen"
    is_aside = k > end and (word == "who" or is_doing) and not is_told
    return is_aside and any(clause.is_verb(i) for i in range(k + 1, first))


def _is_split(clause: Clause, k: int) -> bool:
    """ "In a town (,) divided between rebels and the army since 2012"."""
    return clause.words[k] in _SPLIT and clause.words[k + 1] in ("between", "into")
