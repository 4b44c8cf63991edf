"""Which place a verb of taking, losing or holding is about: a whole place, most of it, or none that is named.

A district, an airbase or a village near a town is not the town: where the words name only a part, there is no place.
"""

from collections.abc import Sequence

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import (
    DETERMINERS,
    NUMBER_WORDS,
    PLACE_PREPOSITIONS,
    PREPOSITIONS,
    PRONOUNS,
    STRONG_STOPS,
    SUBORDINATORS,
    words,
)
from pipelines.coding.held_subjects import held_subject, phrase_before
from pipelines.coding.patterns import Reading
from pipelines.coding.place_parts import (
    KINDS,
    NAMED_AGAIN,
    PARTS,
    SIDES,
    SOME,
    HeldPlace,
    held_by_name,
    is_kind_or_share,
    names_follow,
    names_unknown,
    points_back,
    share_of,
)
from pipelines.coding.place_references import object_place, place_precision, refer_back, stands_alone, subject_place
from pipelines.coding.roles import Roles
from pipelines.coding.text import PlaceMention

_REACH = 14
_REACH_OF_SUBJECT = 8
_BUILDINGS = words("house home building buildings compound palace office offices church school post posts depot ship")
_BESIDE = words("surrounding bordering overlooking adjoining straddling linking connecting leading")


def places_before(clause: Clause, end: int) -> list[PlaceMention]:
    """The sentence's places before token `end`, without those that somebody only comes from: "a man, from X, died"."""
    numbers = (n for n in range(len(clause.places)) if clause.place_spans[n][1] <= end)
    return [clause.places[n] for n in numbers if not _is_origin(clause, *clause.place_spans[n])]


def _is_origin(clause: Clause, first: int, last: int) -> bool:
    if first < 2 or clause.words[first - 1] not in ("from", "of"):
        return False
    return clause.words[first - 2] == "," and clause.words[last : last + 1] in ([","], ["who"])


def find_held_place(
    clause: Clause,
    reading: Reading,
    roles: Roles,
    earlier: Sequence[PlaceMention],
    before: Sequence[PlaceMention],
) -> HeldPlace | None:
    """The place that is subject or object of a pattern of control, or of another that asks for a place there."""
    flags, control = reading.pattern.flags, reading.pattern.control
    is_subject = "placesubj" in flags or (roles.passive and ("placeobj" in flags or control is not None))
    if control and is_subject:
        return held_subject(clause, reading, roles.group_start, earlier, before)
    if control or "entry" in flags:
        held = held_object(clause, _object_start(clause, reading), earlier)
        held = held or _antecedent(clause, reading, roles.group_start, earlier, before)
        if held or control != "lost" or reading.pattern.event_type != "RETREAT":
            return held or (None if control else _in_part(object_place(clause, reading.end, earlier)))
        return _left_behind(clause, reading, earlier)
    place = None
    if is_subject:
        place = subject_place(clause, roles.group_start, earlier, before)
    elif {"placeobj", "nonplace"} & flags:
        place = object_place(clause, _object_start(clause, reading), earlier)
    if place is None and "nonplace" in flags:
        return _antecedent(clause, reading, roles.group_start, earlier, before)
    return HeldPlace(place) if place else None


def _in_part(place: PlaceMention | None) -> HeldPlace | None:
    return HeldPlace(place, False) if place else None


def _left_behind(clause: Clause, reading: Reading, earlier: Sequence[PlaceMention]) -> HeldPlace | None:
    """The place after "from" in "withdrew its last troops from X"; none where only some of them leave."""
    for i in range(reading.start + 1, min(reading.end + 8, len(clause))):
        word = clause.words[i]
        if word == "from":
            return held_object(clause, i + 1, earlier)
        if word in STRONG_STOPS or word == "," or word[0].isdigit() or word in NUMBER_WORDS or word in SOME:
            return None
    return None


def _antecedent(
    clause: Clause, reading: Reading, group_start: int, earlier: Sequence[PlaceMention], before: Sequence[PlaceMention]
) -> HeldPlace | None:
    """ "Qant, which rebels took on Friday", "from which the army withdrew": what a relative clause tells of."""
    if clause.is_noun_phrase_start(reading.end) and clause.time_at[reading.end] < 0:
        return None
    for k in range(group_start - 1, max(group_start - _REACH_OF_SUBJECT, 0), -1):
        word = clause.words[k]
        if word in ("which", "that"):
            end = k - (clause.words[k - 1] == "from")
            end -= clause.words[end - 1] == ","
            held = phrase_before(clause, end, True, "relative", earlier, before)
            return None if held is None or _only_lies_there(clause, end) else held
        if word in STRONG_STOPS or word == "," or word in PREPOSITIONS - {"of"} or clause.is_verb(k):
            return None
    return None


def _only_lies_there(clause: Clause, end: int) -> bool:
    """ "A house in Qant": the phrase before token `end` is about something that the place only holds."""
    k = end - 1
    while k > 1 and (clause.place_at[k] >= 0 or clause.words[k] in KINDS | DETERMINERS or clause.words[k] == "of"):
        k -= 1
    return clause.words[k] in PLACE_PREPOSITIONS and clause.words[k - 1] in PARTS | _BUILDINGS


def _object_start(clause: Clause, reading: Reading) -> int:
    """Where the object begins: in the pattern's gap where that names a place, else after the trigger.

    A gap that the pattern's own recipient fills ("drove the army out of X") is not looked into.
    """
    recipient_inside = "object" in reading.pattern.recipient_slots
    if reading.gap and not recipient_inside and any(clause.place_at[i] >= 0 for i in range(*reading.gap)):
        return reading.gap[0]
    return reading.end


def held_object(clause: Clause, start: int, earlier: Sequence[PlaceMention]) -> HeldPlace | None:
    """The place that is the object: "the border town of X", "most of X", "the city" named before."""
    whole, i = True, start
    if clause.words[start : start + 1] == ["it"]:
        return _meant_here(clause, start)
    while i < min(start + _REACH, len(clause)):
        word, number = clause.words[i], clause.place_at[i]
        if number >= 0 and stands_alone(clause, number):
            last = clause.place_spans[number][1]
            if "capital" in clause.words[start:i] and place_precision(clause.places[number]) in ("admin1", "country"):
                return None
            if clause.words[last : last + 2] in (["'s", "capital"], ["'s", "city"]):
                i = last + 2
                continue
            return held_by_name(clause, number, whole) if clause.words[i - 1] not in SIDES else None
        share = share_of(clause, i)
        if share == "some" or word in _BESIDE or word in STRONG_STOPS or word in SUBORDINATORS or word in PRONOUNS:
            return None
        whole = whole and share != "most"
        if word in NAMED_AGAIN and points_back(clause, i, start) and not names_follow(clause, i + 1):
            if clause.words[i + 1 : i + 2] == ["'s"] or names_unknown(clause, i):
                return None
            place = refer_back(word, earlier)
            return HeldPlace(place, whole) if place else None
        if word == "village" and points_back(clause, i, start) and not names_follow(clause, i + 1):
            return _meant_here(clause, start)
        if word == "of" and i > start and not is_kind_or_share(clause, i - 1):
            return None
        if word == "," and clause.words[i - 1] not in KINDS:
            return None
        if word != "of" and (word in PREPOSITIONS or clause.is_verb(i) or word in ("to", "not")):
            return None
        i += 1
    return None


def _meant_here(clause: Clause, before: int) -> HeldPlace | None:
    """The one town that the sentence names before "it"."""
    numbers = [n for n in range(len(clause.places)) if clause.place_spans[n][1] <= before and stands_alone(clause, n)]
    towns = {clause.places[n].place_id: n for n in numbers if place_precision(clause.places[n]) == "city"}
    return held_by_name(clause, next(iter(towns.values())), True) if len(towns) == 1 else None
