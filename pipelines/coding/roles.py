"""Who does it to whom: actors of a trigger by order, voice and prepositions, within the trigger's own clause.

The parse settles subjects and voice. Whether a reading is an event at all is decided in `events.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from pipelines.coding.clauses import Clause
from pipelines.coding.event_places import ABBREVIATED
from pipelines.coding.grammar import (
    ADJECTIVAL,
    ADVERBS,
    ARMED_SECTORS,
    COORDINATORS,
    DETERMINERS,
    NEGATIONS,
    PREPOSITIONS,
    QUOTES,
    RELATIVES,
    STRONG_STOPS,
    SUBORDINATORS,
    words,
)
from pipelines.coding.held_things import holder_after, holder_of_object, holder_of_subject
from pipelines.coding.objects import actors_from, after_preposition, between, between_words, find_object
from pipelines.coding.party_phrases import Numbers, is_modifier, with_following, with_head
from pipelines.coding.patterns import Reading
from pipelines.coding.subjects import settled_subject, shared_subject
from pipelines.coding.syntax import is_active_verb, lacks_object

_IN_A_CAUSE = frozenset(("support", "response", "retaliation", "revenge", "order", "defence", "defense", "favour"))
_DONE = words(
    "fired launched planted dropped conducted detonated placed hidden left thrown hurled installed activated set"
)
_BOMBERS = frozenset(("UAF", "REB"))
_GOES_OFF = frozenset(("explode", "go off", "detonate", "blow up"))
_HELPLESS = frozenset(("CVL", "REF", "JRN", "MED"))
_AT_WAR = frozenset(("fighting", "battling", "defending"))
_FORCE = frozenset(("ASSAULT", "COERCE", "MOBILIZE", "PROTEST"))
_BARE = ("object", "right")
_PRESS_PEOPLE = tuple(
    word + ending
    for word in ("journalist", "reporter", "photographer", "correspondent", "editor", "blogger")
    for ending in ("", "s")
)
_TARGETING = frozenset(("targeting", "hitting", "striking"))
_ENGAGED = frozenset(("engage", "involve", "embroil"))
_TAKE = frozenset(("capture", "seize", "take", "hold"))
_HARMED = frozenset(("injured", "wounded", "killed", "hurt", "dead"))


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


def without_agencies(clause: Clause, reading: Reading, roles: Roles) -> Roles:
    """Roles of violence without the news agencies named beside it: they tell of it."""
    if reading.pattern.event_type not in ("ASSAULT", "MOBILIZE", "COERCE"):
        return roles
    actors = tuple(number for number in roles.actors if not _is_agency(clause, reading, number))
    recipients = tuple(
        number
        for number in roles.recipients
        if clause.actors[number].text.lower().endswith(_PRESS_PEOPLE) or not _is_agency(clause, reading, number)
    )
    return replace(roles, actors=actors, recipients=recipients)


def _is_agency(clause: Clause, reading: Reading, number: int) -> bool:
    actor = clause.actors[number]
    if actor.sector != "JRN" or actor.kind != "organisation":
        return False
    return actor.count is not None or clause.actor_spans[number][0] - reading.end not in (0, 1)


def _verb_roles(clause: Clause, reading: Reading) -> Roles:
    pattern = reading.pattern
    group = clause.group_before(reading.start, gerund=reading.form == "gerund")
    passive = is_passive(clause, reading, group.passive) and (
        not is_active_verb(clause, reading.start)
        or _is_headline_toll(clause, reading.end)
        or clause.words[reading.end : reading.end + 1] == ["injured"]
    )
    subject = settled_subject(clause, group.start, reading)
    after = _object_from(reading, clause)

    def named(slot: str, loose: bool) -> Numbers:
        if slot == "subject":
            return after_preposition(clause, reading.end, "by") if passive else subject
        if slot in _BARE and passive and "subject" in pattern.actor_slots:
            return subject
        if slot in _BARE:
            own = _named_last(clause, reading) if slot == "object" else ()
            return own or find_object(clause, after, loose=loose and slot == "right")
        if slot == "gap":
            return between_words(clause, reading.start, reading.end)
        return between(clause, reading.end) if slot == "between" else after_preposition(clause, reading.end, slot)

    def held(slot: str) -> Numbers:
        if slot not in _BARE:
            return holder_after(clause, reading.end, slot, direct=False) if slot in PREPOSITIONS else ()
        if passive and "subject" in pattern.actor_slots:
            found = holder_of_subject(clause, group.start, reading)
        else:
            found = holder_of_object(clause, after, reading)
        return _people(clause, found, reading, after) if _is_of_people(reading) else found

    def first(slots: tuple[str, ...], other: Numbers, find: Callable[[str], Numbers]) -> Numbers:
        for slot in slots:
            found = tuple(number for number in find(slot) if number not in other)
            if found:
                return found
        return ()

    def fill(slots: tuple[str, ...], other: Numbers) -> Numbers:
        return first(slots, other, lambda slot: named(slot, loose=True))

    def fill_recipients(other: Numbers) -> Numbers:
        """Who stands in a slot, else whose the thing there is, else anybody further right."""
        slots = pattern.recipient_slots
        if pattern.control:
            return fill(slots, other)
        found = first(slots, other, lambda slot: named(slot, loose=False) or (held(slot) if slot in _BARE else ()))
        return found or first(slots, other, held) or fill(slots, other)

    if pattern.actor_slots == ("by",) and pattern.recipient_slots == ("subject",) and (passive or reading.gap):
        by = after_preposition(clause, reading.end, "by") or _owner_in_gap(clause, reading)
        return Roles(by, subject, passive, group.start)
    if pattern.recipient_slots == ("subject",) or "subject" not in pattern.actor_slots:
        recipients = subject if pattern.recipient_slots == ("subject",) else fill(pattern.recipient_slots, ())
        return Roles(fill(pattern.actor_slots, recipients), recipients, passive, group.start)
    if pattern.words in _GOES_OFF and not passive and not clause.is_noun_phrase_start(reading.end):
        actors = _who_placed(clause, group.start) or tuple(n for n in subject if clause.actors[n].sector in _BOMBERS)
    else:
        actors = fill(pattern.actor_slots, ())
    if passive and not actors:
        actors = _who_fired(clause, reading.end)
    actors = actors or _fired_before(clause, group.start)
    recipients = fill_recipients(actors)
    if "mutual" in pattern.flags and not recipients:
        recipients = after_preposition(clause, reading.end, "with") if len(actors) < 2 else ()
        if not recipients and len(actors) > 1 and pattern.event_type != "ASSAULT":
            actors, recipients = actors[:1], actors[1:]
    return Roles(actors, recipients, passive, group.start)


def _is_of_people(reading: Reading) -> bool:
    """Whether only people can be killed, arrested or freed so."""
    pattern = reading.pattern
    return "nonplace" in pattern.flags or pattern.mode == "release" or pattern.is_harm


def _people(clause: Clause, numbers: Numbers, reading: Reading, after: int) -> Numbers:
    """The unknown names among them that stand right beside the verb: no states, no places, nothing that is taken."""
    if reading.pattern.words.split()[0] in _TAKE:
        return ()
    beside = {after, after + 1, reading.start - 1, reading.start - 2, reading.start - 3}
    return tuple(
        number
        for number in numbers
        if clause.actors[number].kind == "person" and not beside.isdisjoint(range(*clause.actor_spans[number]))
    )


def _fired_before(clause: Clause, start: int) -> Numbers:
    """Who fired what the verb is told of: "shells fired by gunmen hit"."""
    number = clause.actor_at[start - 1] if start else -1
    if number < 0:
        return ()
    by = clause.actor_spans[number][0] - 1
    while by > 0 and is_modifier(clause, by):
        by -= 1
    return (number,) if by > 0 and clause.words[by] == "by" and clause.words[by - 1] in _DONE else ()


def _owner_in_gap(clause: Clause, reading: Reading) -> Numbers:
    """Whose deed the trigger's last noun is: "died in regime shelling"."""
    if not reading.gap or reading.gap[1] <= reading.gap[0]:
        return ()
    number = clause.actor_at[reading.gap[1] - 1]
    return (number,) if number >= 0 and clause.actors[number].sector not in _HELPLESS else ()


def _named_last(clause: Clause, reading: Reading) -> Numbers:
    """The actor that a trigger of several words ends with: "clashed with police"."""
    number = clause.actor_at[reading.end - 1]
    inside = number >= 0 and clause.actor_spans[number][0] > reading.start
    return with_following(clause, number) if inside else ()


def _who_fired(clause: Clause, start: int) -> Numbers:
    """Who did what harmed: "were injured by shots fired by gunmen"."""
    for k in range(start, min(start + 14, len(clause) - 1)):
        if clause.words[k] in STRONG_STOPS or clause.words[k] in RELATIVES:
            break
        if clause.words[k] in _DONE and clause.words[k + 1] == "by":
            return after_preposition(clause, k + 1, "by")
    return ()


def _who_placed(clause: Clause, end: int) -> Numbers:
    """Who set what went off by itself: "a bomb planted by gunmen exploded"."""
    for k in range(end - 1, max(end - 14, 0), -1):
        if clause.words[k] in STRONG_STOPS:
            break
        if clause.words[k] == "by" and clause.words[k - 1] in _DONE:
            return after_preposition(clause, k, "by")
    return ()


def is_passive(clause: Clause, reading: Reading, by_auxiliary: bool) -> bool:
    """A participle after a form of "be", before "by", or of a verb of harm with no object after it."""
    if reading.form not in ("participle", "past"):
        return False
    if by_auxiliary and clause.words[reading.start + 1 : reading.start + 2] == ["in"]:
        return reading.pattern.words.split()[0] not in _ENGAGED
    if by_auxiliary:
        return reading.pattern.words.split()[0] != "be"
    follower = clause.words[reading.end] if reading.end < len(clause) else "."
    if follower == "by" and reading.form == "participle" and not reading.gap:
        return reading.end + 1 < len(clause) and clause.time_at[reading.end + 1] < 0
    if reading.gap:
        return False
    if _shares_passive(clause, reading):
        return True
    if not _needs_object(clause, reading):
        return False
    before = clause.words[reading.start - 1] if reading.start else ""
    if before in ("have", "has", "had") or follower == "much":
        return False
    if reading.pattern.is_harm and lacks_object(clause, reading.start) and not clause.counts(reading.end):
        return True
    if follower in _AT_WAR or _is_headline_toll(clause, reading.end):
        return True
    if follower == "others" and clause.words[reading.end + 1 : reading.end + 2] == ["injured"]:
        return True
    if follower in COORDINATORS or (clause.is_terse and follower in _HARMED):
        return _ends_without_object(clause, reading.end)
    return not clause.is_noun_phrase_start(reading.end)


def _shares_passive(clause: Clause, reading: Reading) -> bool:
    """ "Were rounded up and shot": the auxiliary of the participle before "and" is this one's too."""
    if reading.start < 2 or clause.words[reading.start - 1] not in ("and", "or"):
        return False
    if clause.is_noun_phrase_start(reading.end):
        return False
    for k in range(reading.start - 2, max(reading.start - 8, -1), -1):
        if clause.words[k] in STRONG_STOPS:
            return False
        if clause.is_verb(k):
            return clause.group_before(k).passive
    return False


def _is_headline_toll(clause: Clause, i: int) -> bool:
    """ "Child Killed, 20 People Injured" where the comma was lost: a second victim with a participle of its own."""
    i = clause.after_quantifier(i)
    if not clause.is_title_case or not clause.words[i : i + 1] or not clause.words[i][0].isdigit():
        return False
    for k in range(i + 1, min(i + 4, len(clause))):
        if clause.words[k] in _HARMED:
            return k > i + 1 and not clause.is_noun_phrase_start(k + 1)
    return False


def _needs_object(clause: Clause, reading: Reading) -> bool:
    """Verbs that are nothing without an object, so that one without is passive ("a group outlawed in Russia")."""
    pattern = reading.pattern
    if {"harm:killed", "harm:injured", "person", "nonplace"} & pattern.flags:
        return True
    takes_object = pattern.recipient_slots[:1] == ("object",) or "object" in pattern.recipient_slots[-2:]
    if " " in pattern.words or not takes_object or "mutual" in pattern.flags or pattern.control:
        return False
    if pattern.event_type == "COERCE":
        return reading.start > 0 and clause.words[reading.start - 1] not in ADVERBS
    return pattern.event_type == "ASSAULT" and "armed" not in pattern.flags and clause.is_terse


def _ends_without_object(clause: Clause, i: int) -> bool:
    """Whether "killed and wounded" goes on without an object."""
    passed = COORDINATORS | _HARMED
    while i < len(clause) and (clause.words[i] in passed or clause.words[i].endswith("ed") or clause.is_verb(i)):
        i += 1
    while i < len(clause) and clause.words[i] in ADVERBS:
        i += 1
    return not clause.is_noun_phrase_start(i)


def _object_from(reading: Reading, clause: Clause) -> int:
    """Where the object begins: in the pattern's gap where a party or place stands there, else after the trigger."""
    if reading.gap:
        start, end = reading.gap
        parties = (clause.actor_at, clause.place_at, clause.holder_at)
        if any(at[i] >= 0 for at in parties for i in range(start, end)):
            return start
    return reading.end


def modifier(clause: Clause, start: int) -> Numbers:
    """The actor that stands before a noun as its owner or adjective: "Russian", "the regime's", "X-led"."""
    for j in range(start - 1, max(start - 6, -1), -1):
        if clause.actor_at[j] >= 0:
            owner = j + 1 < len(clause) and clause.words[j + 1] == "'s"
            return with_head(clause, clause.actor_at[j]) if owner or start - j <= 3 else ()
        word = clause.words[j]
        if word == "'s" or word in QUOTES or "-" in word or clause.time_at[j] >= 0:
            continue
        if word in ("its", "their"):
            return shared_subject(clause, j, 0, False)
        if word in DETERMINERS or not is_modifier(clause, j) or word in NEGATIONS:
            return ()
    return ()


def governing_light(clause: Clause, reading: Reading, lights: list[Reading]) -> Reading | None:
    """The light verb whose object the noun is: "launched a new", "came under"."""
    best = None
    for light in lights:
        if light.pattern.words == "call" and reading.pattern.event_type == "ASSAULT":
            continue  # "called the attack a crime"
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
        subject = settled_subject(clause, group.start, light)
        passive = group.passive and light.form in ("past", "participle")
        if light.pattern.part_of_speech == "light":
            actors = after_preposition(clause, light.end, "by") if passive else subject
        else:
            recipients = tuple(number for number in subject if not _is_town(clause, number))
            if pattern.acled_sub_event_type == "Armed clash":
                actors = _first(clause, reading, pattern.recipient_slots)
    sides = between(clause, reading.end) if "between" in pattern.actor_slots + pattern.recipient_slots else ()
    if len(sides) > 1:
        return Roles(sides[:1], sides[1:], False, group_start)
    owners = _victims_before(clause, reading)
    actors = actors or (
        () if owners else _first(clause, reading, tuple(s for s in pattern.actor_slots if s != "between"))
    )
    recipients = recipients or owners or _first(clause, reading, pattern.recipient_slots)
    recipients = recipients or _held_after(clause, reading) or _targeted(clause, reading)
    if _are_victims(clause, reading, actors):
        actors, recipients = (), recipients or actors
    recipients = tuple(number for number in recipients if number not in actors)
    return Roles(actors, recipients, False, group_start)


_BEFALLS = words("murder assassination slaying kidnapping abduction execution beheading")


def _victims_before(clause: Clause, reading: Reading) -> Numbers:
    """The owner of a crime who suffered it ("the judge's murder"): nobody armed, and no other victim follows."""
    owner = clause.actor_at[reading.start - 2] if reading.start > 1 else -1
    if (
        owner < 0
        or clause.words[reading.start - 1] not in ("'s", "'", "’")
        or clause.words[reading.end - 1] not in _BEFALLS
    ):
        return ()
    armed = clause.actors[owner].sector in ARMED_SECTORS - {"COP"} or clause.actors[owner].kind == "country"
    followed = reading.end < len(clause) and clause.words[reading.end] == "of"
    return () if armed or followed else with_head(clause, owner)


def _held_after(clause: Clause, reading: Reading) -> Numbers:
    """Whose the thing is that a noun's act meets: "an attack on the army's base"."""
    if reading.pattern.control:
        return ()
    for slot in reading.pattern.recipient_slots:
        found: Numbers = ()
        if slot == clause.words[reading.end - 1]:
            found = holder_of_object(clause, reading.end, reading)
        elif slot in PREPOSITIONS and slot != "between":
            found = holder_after(clause, reading.end, slot, direct=True)
        if found:
            return found
    return ()


def _targeted(clause: Clause, reading: Reading) -> Numbers:
    """ "Attacks targeting the army": whom the participle after a noun of assault names."""
    if reading.end >= len(clause) or clause.words[reading.end] not in _TARGETING:
        return ()
    return actors_from(clause, reading.end + 1)


def _are_victims(clause: Clause, reading: Reading, actors: Numbers) -> bool:
    """ "The refugees bombing": people without power right before a noun of assault are whom it hit."""
    if reading.pattern.event_type != "ASSAULT" or len(actors) != 1 or clause.actor_spans[actors[0]][1] != reading.start:
        return False
    return clause.actors[actors[0]].sector in _HELPLESS


def of_place(clause: Clause, reading: Reading, recipients: Numbers) -> Numbers:
    """What an assault met, with a capital as the town that it is: "a blast hit Damascus" is not about a government."""
    if reading.pattern.event_type != "ASSAULT":
        return recipients
    return tuple(clause.add_as_place(number) if _is_town(clause, number) else number for number in recipients)


def _is_town(clause: Clause, number: int) -> bool:
    """Whether a capital's name that could be its government's is a town here ("Damascus was rocked by blasts")."""
    place = clause.place_at[clause.actor_spans[number][0]]
    is_state = clause.actors[number].kind == "country"
    return is_state and place >= 0 and (clause.places[place].feature_code or "").startswith("PPL")


def _first(clause: Clause, reading: Reading, slots: tuple[str, ...]) -> Numbers:
    for slot in slots:
        found: Numbers = ()
        if slot == "mod":
            found = _inside(clause, reading) or modifier(clause, reading.start)
            found = () if _only_locates(clause, reading, found) else found
        elif slot == clause.words[reading.end - 1]:
            found = actors_from(clause, reading.end)
        elif slot == "by" and reading.pattern.event_type not in _FORCE:
            found = _directly_after(clause, reading.end, slot)
        elif slot == "by":
            found = after_preposition(clause, reading.end, slot) or (
                () if reading.pattern.control else _from_a_group(clause, reading.end)
            )
        elif slot != "between":
            found = _directly_after(clause, reading.end, slot)
        if found:
            return found
    return ()


def _only_locates(clause: Clause, reading: Reading, found: Numbers) -> bool:
    """Whether a country's bare name tells where ("the Syria gas attack") rather than who ("Russia air strikes")."""
    if len(found) != 1 or reading.pattern.event_type != "ASSAULT" or reading.pattern.mode in ("aerial", "drone"):
        return False
    first, last = clause.actor_spans[found[0]]
    if clause.words[first] in ABBREVIATED:
        return False
    return clause.actors[found[0]].kind == "country" and clause.place_at[first] >= 0 and last == reading.start


def _inside(clause: Clause, reading: Reading) -> Numbers:
    """The actor that the trigger itself names: "rebel attack", "police raid"; but "military action" is anybody's."""
    number = clause.actor_at[reading.start]
    return (number,) if number >= 0 and clause.words[reading.start] != "military" else ()


def _from_a_group(clause: Clause, start: int) -> Numbers:
    """ "Rocket attacks from X" where X is no country, which would be where they come from."""
    found = _directly_after(clause, start, "from")
    return () if any(clause.actors[number].kind == "country" for number in found) else found


def _directly_after(clause: Clause, start: int, preposition: str) -> Numbers:
    """The actors after a preposition that goes with the noun: no other one, and no verb, comes first."""
    for j in range(start, min(start + 9, len(clause))):
        word = clause.words[j]
        if word == preposition:
            if word == "in" and clause.words[j + 1 : j + 2] and clause.words[j + 1] in _IN_A_CAUSE:
                return ()
            return () if j + 1 < len(clause) and clause.time_at[j + 1] >= 0 else actors_from(clause, j + 1)
        dated = clause.time_at[j] >= 0 or (j + 1 < len(clause) and clause.time_at[j + 1] >= 0)
        if word in STRONG_STOPS or word == "," or clause.is_verb(j) or word in RELATIVES | SUBORDINATORS:
            return ()
        if (word in PREPOSITIONS and word != "by" and not dated) or word == "mostly":
            return ()
    return ()
