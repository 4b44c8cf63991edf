"""Which of a sentence's events a statement of harm belongs to, and the toll of an event from its statements.

How many a statement counts is read in `casualties.py`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipelines.coding.casualties import Harm
from pipelines.coding.counts import Count, is_bare_number
from pipelines.coding.harm_words import KINDS, PERSON_NOUN
from pipelines.coding.joints import Candidate
from pipelines.coding.numbers_beside import SOME
from pipelines.coding.owned_things import HELD
from pipelines.coding.struck_things import are_thing
from pipelines.coding.text import ActorMention

# "soldiers", "policemen"; not "members", which may be some of those counted elsewhere, nor "forces", "police"
_PLURAL = re.compile(r"(?i)\b(?:people|men|women|children|\w+men|(?!members|forces|units|groups)\w{3,}[^s\W]s)$")
_LISTS = re.compile(
    r"(?i),?(?: (?:young|little|elderly|old|pregnant|teenage|[\w-]+-year-old|"
    r"and|his|her|their|its|a|an|the|another|at least|more than|about|around|some|nearly|almost|"
    r"(?:one|two|three|four|some) of))* "
)
_IN_PART = re.compile(rf"(?i)\b(?:{'|'.join(sorted(SOME))}) of (?:the|its|their|those) $")
_AT_LEAST = re.compile(r"(?i)\b(?:at least|more than) $")
_ABOUT = re.compile(r"(?i)\b(?:about|around|some|nearly|almost) $")
_BODIES = frozenset(("families", "households", "groups", "units", "villages"))
_UNKNOWN = Count(None, None, None)
# The event types that can do harm of a kind.
_DOING = {
    "killed": ("ASSAULT", "PROTEST"),
    "injured": ("ASSAULT", "PROTEST"),
    "captured": ("ASSAULT", "COERCE"),
    "displaced": ("ASSAULT", "COERCE"),
}


@dataclass(frozen=True, slots=True)
class Toll:
    """The killed with their bounds, the injured, captured and displaced of one event; null is "not stated"."""

    killed: Count
    injured: int | None
    captured: int | None
    displaced: int | None


def count_toll(harms: Sequence[Harm]) -> Toll:
    """The greatest number of each kind that the statements give; "dozens" is no number of the injured."""
    killed, *others = (_total(harms, kind) or _UNKNOWN for kind in KINDS)
    return Toll(killed, *(None if count.is_open else count.number for count in others))


def stated_by_victims(candidate: Candidate, victims: Sequence[ActorMention], text: str) -> Count:
    """How many were killed where no number is given: each single person is one, and a plural at least two."""
    flags = {flag for part in candidate.parts for flag in part.reading.pattern.flags}
    if "harm:injured" in flags:  # "a policeman was killed and 70 were injured"
        victims = [victim for victim in victims if not is_bare_number(victim.text.lower().split())]
    victims = [victim for victim in victims if not _is_thing(victim)] or victims
    if "harm:killed" not in flags or not victims or any(v.is_pronoun and not _is_he(v) for v in victims):
        return _UNKNOWN
    if any(_IN_PART.search(text[max(victim.start - 16, 0) : victim.start]) for victim in victims):
        return _UNKNOWN
    numbers = [_number_of(victim) for victim in victims]
    named = all(victim.kind == "person" or _is_he(victim) for victim in victims)
    if None not in numbers and (named or _are_listed(victims, text)):
        total = sum(number or 0 for number in numbers)
        led_by = [text[max(victim.start - 10, 0) : victim.start] for victim in victims]
        is_least, is_about = (any(lead.search(words) for words in led_by) for lead in (_AT_LEAST, _ABOUT))
        return Count(None if is_about else total, total, None if is_least or is_about else total)
    many = [victim for victim in victims if victim.kind == "group" and _is_plural(victim)]
    if not many:
        return _UNKNOWN
    known = sum(number or 0 for number in numbers) if _are_listed(victims, text) else 0
    return Count(known + 2 * len(many) if known else 2, None, None)


def _is_plural(victim: ActorMention) -> bool:
    return victim.count is None and _PLURAL.search(victim.text) is not None


def _is_thing(victim: ActorMention) -> bool:
    """Whether it is what was hit beside those who were killed there."""
    if are_thing(victim.text) or any(word.endswith(HELD) for word in victim.text.lower().split()):
        return True
    is_somebody = victim.kind or victim.sector or victim.count is not None or victim.is_pronoun
    return not is_somebody and _number_of(victim) is None


def _is_he(victim: ActorMention) -> bool:
    return victim.text.lower() in ("he", "she", "him", "her")


def _number_of(victim: ActorMention) -> int | None:
    """How many a party is: a person or a noun in the singular is one."""
    head = victim.text.lower().split()[-1]
    if victim.count is not None:
        return None if head in _BODIES else victim.count
    return 1 if victim.kind == "person" or _is_he(victim) or PERSON_NOUN.fullmatch(head) else None


def _are_listed(victims: Sequence[ActorMention], text: str) -> bool:
    """Whether nothing but commas, "and" and determiners stands between them."""
    return all(_LISTS.fullmatch(text[one.end : other.start]) for one, other in pairwise(victims))


def sum_of_injured(candidate: Candidate, victims: Sequence[ActorMention], text: str, stated: int | None) -> int | None:
    """The number of "122 clerks and 151 soldiers were injured", of which `stated` is a part; else what is stated."""
    numbers = [victim.count or 0 for victim in victims]
    flags = {flag for part in candidate.parts for flag in part.reading.pattern.flags}
    if (
        "harm:injured" not in flags
        or "harm:killed" in flags
        or len(numbers) < 2
        or not all(numbers)
        or stated not in numbers
    ):
        return stated
    return sum(numbers) if _are_listed(victims, text) and 2 * numbers[0] != sum(numbers) else stated


def sum_of_victims(candidate: Candidate, victims: Sequence[ActorMention], text: str, stated: Count) -> Count:
    """The toll of "a man and two children were killed", of which `stated` is only a part; else what is stated.

    Not where one names the others ("three people, a man and two boys"), nor where the act wounded some of them.
    """
    victims = [victim for victim in victims if not _is_thing(victim)]
    total = stated_by_victims(candidate, victims, text)
    numbers = [_number_of(victim) for victim in victims]
    wounds = any("harm:injured" in part.reading.pattern.flags for part in candidate.parts)
    is_part = stated.best in numbers and stated.low in (None, stated.best)
    names_others = numbers and numbers[0] != 1 and 2 * (numbers[0] or 0) == total.best
    if wounds or names_others or not is_part or not _are_listed(victims, text):
        return stated
    return total if (total.number or 0) > (stated.number or 0) else stated


def is_harm_of(candidate: Candidate, candidates: Sequence[Candidate], harm: Harm) -> bool:
    """Whether of all events in the sentence that can do such harm this is the one that a statement of it goes with."""
    doing = _DOING[harm.kind]
    if candidate.reading.pattern.event_type not in doing:
        return False
    for other in candidate.parts:
        if other.start <= harm.at < other.end:
            return True
    if any(p.start <= harm.at < p.end for c in candidates for p in c.parts):
        return False
    able = [c for c in candidates if c.reading.pattern.event_type in doing]
    nearest = min(able, key=lambda c: (min(abs(harm.at - c.start), abs(harm.at - c.end + 1)), c.start))
    return any(part is nearest or part.reading is nearest.reading for part in candidate.parts)


def _total(harms: Sequence[Harm], kind: str) -> Count | None:
    counts = [harm.count for harm in harms if harm.kind == kind]
    return max(counts, key=lambda c: (c.best or c.low or 0, c.low or 0), default=None)
