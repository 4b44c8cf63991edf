"""Who does it to whom at a verb: its actors by order, voice and prepositions, within the trigger's own clause.

The parse settles subjects and voice. Whether a reading is an event at all is decided in `conditions.py`.
"""

from collections.abc import Callable

from pipelines.coding.addressees import REACHED_BY, allowed_to, leading_slots, reached, who_is_helped
from pipelines.coding.aims import past_aside
from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import (
    ARMED_SECTORS,
    DETERMINERS,
    NUMBER_WORDS,
    PREPOSITIONS,
    STATE_SECTORS,
    WEAPONS,
    words,
)
from pipelines.coding.held_things import OF_WORDS, holder_after, holder_at, holder_of_object, holder_of_subject
from pipelines.coding.joints import GOES_OFF
from pipelines.coding.lent_people import is_lent, past_what_is_lent
from pipelines.coding.letters import of_letter
from pipelines.coding.noun_recipients import opposed
from pipelines.coding.object_pronouns import met_before
from pipelines.coding.objects import actors_from, after_preposition, between, between_words, find_object
from pipelines.coding.own_words import givers
from pipelines.coding.participles import before_those
from pipelines.coding.party_lists import also_met
from pipelines.coding.party_phrases import Numbers, with_following
from pipelines.coding.patterns import Reading
from pipelines.coding.place_holders import holders_of_place
from pipelines.coding.relative_objects import described_without_object
from pipelines.coding.roles import HELPLESS, Roles
from pipelines.coding.struck_things import meets_things, only_lie_in, only_locate, things_from
from pipelines.coding.subject_asides import past_said
from pipelines.coding.subjects import settled_subject
from pipelines.coding.syntax import is_active_verb
from pipelines.coding.voice import is_headline_toll, is_passive
from pipelines.coding.weapon_users import fired_before, owners_of_weapons, set_before, who_fired, who_placed

_BOMBERS = frozenset(("UAF", "REB"))
_BARE = ("object", "right")
_OWNED = (*_BARE, "against")  # "filed a complaint with the court against the Chadian state"
_REACH_OF_POST = 7
_POSTS = words("post posts position positions base bases outpost outposts checkpoint checkpoints barracks bunkers camp")
_MOVES = words("withdraw pull send deploy redeploy move relocate commit contribute station remove disarm recall")
_PARTICLES = DETERMINERS | NUMBER_WORDS | words("back out all more its their additional further most some")
_FORCES = words("troops forces soldiers fighters units militias mercenaries peacekeepers")
_TAKE = frozenset(("capture", "seize", "take", "hold"))


Slots = tuple[str, ...]
Find = Callable[[str], Numbers]


def verb_roles(clause: Clause, reading: Reading) -> Roles:
    pattern = reading.pattern
    group = clause.group_before(before_those(clause, reading.start), gerund=reading.form == "gerund")
    passive = is_passive(clause, reading, group.passive) and (
        not is_active_verb(clause, reading.start)
        or is_headline_toll(clause, reading.end)
        or clause.words[reading.end : reading.end + 1] == ["injured"]
    )
    subject = settled_subject(clause, group.start, reading)
    by_others = clause.words[reading.end : reading.end + 1] == ["by"]
    if passive and pattern.is_harm and not by_others and (attackers := owners_of_weapons(clause, subject, group.start)):
        return Roles(attackers, (), passive, group.start)
    own = givers(clause, reading)
    after = reading.end if own else past_what_is_lent(clause, _object_from(reading, clause), reading)
    after = past_aside(clause, after) if meets_things(reading) else after
    met = () if passive else met_before(clause, reading, group.start, subject)
    if pattern.event_type in REACHED_BY and (letter := of_letter(clause, reading)):
        subject, met = letter
    if met and met == subject:
        subject = ()  # nobody urges himself: who "him" is was taken for the subject, which is nobody known

    def named(slot: str, loose: bool) -> Numbers:
        if slot == "subject":
            return after_preposition(clause, past_said(clause, reading.end), "by") if passive else subject
        if slot in _BARE and passive and "subject" in pattern.actor_slots:
            return (*subject, *also_met(clause, reading.end)) if subject and pattern.is_harm else subject
        if slot in _BARE:
            own = _named_last(clause, reading) if slot == "object" else ()
            found = own or find_object(clause, after, loose=loose and slot == "right")
            return () if found and slot == "right" and _is_aside(clause, after, found[0], reading) else found
        if slot == "gap":
            found = between_words(clause, reading.start, reading.end)
            if found and clause.actor_spans[found[-1]][1] == reading.end:
                found = (*found[:-1], *with_following(clause, found[-1]))
            return () if found and is_lent(clause, found[0], reading) else found
        if slot == "between":
            return between(clause, reading.end)
        return (ends_with(slot) and actors_from(clause, reading.end)) or after_preposition(clause, reading.end, slot)

    def ends_with(slot: str) -> bool:
        return reading.end > reading.start + 1 and clause.words[reading.end - 1] == slot

    holders: list[Numbers] = []
    located: list[str] = []  # the slots in which a thing stands that nobody holds

    def held(slot: str) -> Numbers:
        if slot in _BARE:
            if not holders:
                holders.append(holder())
            return holders[0]
        lies = pattern.event_type not in OF_WORDS
        if slot not in PREPOSITIONS:
            return ()
        found = holder_at(clause, reading.end) if pattern.event_type == "AID" and ends_with(slot) else ()
        found = found or holder_after(clause, reading.end, slot, direct=False, lies=lies)
        if meets_things(reading) and only_locate(clause, reading.end, slot, found):
            located.append(slot)
            return ()
        return found

    def holder() -> Numbers:
        if passive and "subject" in pattern.actor_slots:
            found = holder_of_subject(clause, group.start, reading)
        else:
            found = holder_of_object(clause, after, reading)
        return _people(clause, found, reading, after) if _is_of_people(reading) else found

    def first(slots: Slots, other: Numbers, find: Find) -> Numbers:
        for slot in slots:
            found = find(slot)
            if found and (found := tuple(number for number in found if number not in other and number not in own)):
                return found
        return ()

    def fill(slots: Slots, other: Numbers) -> Numbers:
        return first(slots, other, lambda slot: named(slot, loose=True))

    def fill_recipients(other: Numbers) -> Numbers:
        """Who stands in a slot, else whose the thing there is, else anybody further right."""
        slots = leading_slots(clause, reading)
        if pattern.control:
            found = fill(slots, other)
            if not found and pattern.control == "taken":
                return _manned_by(clause, after) or holders_of_place(clause, after)
            return found or (_left(clause, first(slots, other, held)) if pattern.event_type == "RETREAT" else ())
        if reading.gap and pattern.event_type == "REJECT" and not pattern.words.startswith("say"):
            owner = tuple(n for n in between_words(clause, reading.start, reading.end) if n not in other)
            if owner:
                return owner  # "rejected X's request for Y"
        if met and not set(slots).isdisjoint((*_BARE, "gap")):
            return met
        if allowed := allowed_to(clause, reading):
            return allowed
        if pattern.is_harm and slots[:1] == ("object",) and not passive and _is_bare_number(clause, after):
            return ()
        is_of_thing = not passive and meets_things(reading) and "object" in slots and bool(things_from(clause, after))
        if is_of_thing:  # "bombed posts in X and Y" met neither
            slots = tuple(slot for slot in slots if slot not in ("in", "at"))
        found = first(slots, other, lambda slot: named(slot, loose=False) or (held(slot) if slot in _OWNED else ()))
        found = found or first(slots, other, held)
        if is_of_thing and found and only_lie_in(clause, after, found):
            return ()
        if not found and (located or is_of_thing):
            return ()
        if not found:
            is_reached = pattern.event_type in REACHED_BY
            found = reached(clause, after, reading, other) if is_reached else fill(slots, other)
        return found or (who_is_helped(clause, reading.end) if pattern.event_type == "AID" else ())

    if pattern.actor_slots == ("by",) and pattern.recipient_slots == ("subject",) and (passive or reading.gap):
        by = after_preposition(clause, reading.end, "by") or _owner_in_gap(clause, reading)
        return Roles(by, subject, passive, group.start)
    if pattern.recipient_slots == ("subject",) or "subject" not in pattern.actor_slots:
        recipients = subject if pattern.recipient_slots == ("subject",) else fill(pattern.recipient_slots, ())
        owner = _owner_in_gap(clause, reading) if pattern.recipient_slots == ("subject",) else ()
        owner = tuple(number for number in owner if number not in recipients)
        return Roles(fill(pattern.actor_slots, recipients) or owner, recipients, passive, group.start)
    if pattern.words in GOES_OFF and not passive and not clause.is_noun_phrase_start(reading.end):
        actors = who_placed(clause, group.start) or tuple(n for n in subject if clause.actors[n].sector in _BOMBERS)
    else:
        actors = (() if passive else fired_before(clause, group.start)) or fill(pattern.actor_slots, ())
    if passive and not actors:
        actors = who_fired(clause, reading.end)
    if passive and not actors and pattern.event_type == "MOBILIZE":
        actors = _deployed(clause, subject)
    actors = actors or fired_before(clause, group.start) or set_before(clause, reading, group.start)
    recipients = fill_recipients(actors) or described_without_object(clause, reading, actors, group.start)
    recipients = recipients or opposed(clause, reading)
    if "mutual" in pattern.flags and not recipients:
        recipients = after_preposition(clause, reading.end, "with") if len(actors) < 2 else ()
        if not recipients and len(actors) > 1 and pattern.event_type != "ASSAULT":
            actors, recipients = actors[:1], actors[1:]
    return Roles(actors, recipients, passive, group.start)


def _is_bare_number(clause: Clause, start: int) -> bool:
    """ "Killed 11 in a town": a number that no noun follows stands for people, and nobody further right is meant."""
    i = clause.after_quantifier(start)
    if i + 1 >= len(clause) or not (clause.words[i][0].isdigit() or clause.words[i] in NUMBER_WORDS):
        return False
    after = clause.words[i + 1]
    return clause.actor_at[i] < 0 and (after in PREPOSITIONS - {"of", "to"} or after == "the" or not after[0].isalnum())


def _left(clause: Clause, numbers: Numbers) -> Numbers:
    """ "Withdrew its troops from Qant": the places among them."""
    return tuple(number for number in numbers if clause.place_at[clause.actor_spans[number][0]] >= 0)


def _manned_by(clause: Clause, start: int) -> Numbers:
    """ "Captured several army positions": whose the posts are that were taken."""
    for k in range(start, min(start + _REACH_OF_POST, len(clause))):
        if clause.words[k] in _POSTS:
            beside = (at[i] for i in (k - 1, k - 2) for at in (clause.actor_at, clause.holder_at) if i >= start)
            return next(((number,) for number in beside if number >= 0), ())
        if clause.words[k] in PREPOSITIONS or clause.words[k] == "," or clause.is_verb(k):
            break
    return ()


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


def _is_aside(clause: Clause, after: int, number: int, reading: Reading) -> bool:
    """Whether an actor right of the verb is the doer's own force, or stands in a condition that threatens nobody."""
    between_them = clause.words[after : clause.actor_spans[number][0]]
    on_condition = reading.pattern.event_type != "THREATEN" and ("if" in between_them or "unless" in between_them)
    return on_condition or _are_its_forces(clause, number) or _are_moved(clause, after, number)


def _are_moved(clause: Clause, after: int, number: int) -> bool:
    """ "Agreed to pull back troops": whom the doer moves."""
    first, end = clause.actor_spans[number]
    is_object = _PARTICLES.issuperset(clause.words[after + 1 : first])
    return clause.words[after] in _MOVES and is_object and clause.words[end - 1] in _FORCES


def _are_its_forces(clause: Clause, number: int) -> bool:
    """ "Is willing to withdraw its troops": the doer's own means, not whom it deals with."""
    start = clause.actor_spans[number][0]
    owned = start > 0 and clause.words[start - 1] in ("its", "their")
    return owned and clause.actors[number].sector in ARMED_SECTORS | STATE_SECTORS


def _owner_in_gap(clause: Clause, reading: Reading) -> Numbers:
    """Whose deed the trigger's last noun is: "died in regime shelling"."""
    if not reading.gap or reading.gap[1] <= reading.gap[0]:
        return ()
    last = reading.gap[1] - 1
    while last > reading.gap[0] and clause.actor_at[last] < 0 and clause.words[last] in WEAPONS | {"'s", "'"}:
        last -= 1  # "came under the rebels' mortar attack"
    number = clause.actor_at[last]
    if number >= 0 and clause.actor_spans[number][1] > reading.gap[1]:
        return ()  # "lost 12 soldiers"
    return (number,) if number >= 0 and clause.actors[number].sector not in HELPLESS else ()


def _named_last(clause: Clause, reading: Reading) -> Numbers:
    """The actor that a trigger of several words ends with: "clashed with police"."""
    number = clause.actor_at[reading.end - 1]
    inside = number >= 0 and clause.actor_spans[number][0] > reading.start
    return with_following(clause, number) if inside else ()


def _deployed(clause: Clause, subject: Numbers) -> Numbers:
    """ "Troops were deployed": who moves where nobody is said to send them; peacekeepers are help."""
    return tuple(
        number
        for number in subject
        if clause.actors[number].sector in ARMED_SECTORS and "peacekeep" not in clause.actors[number].text.lower()
    )


def _object_from(reading: Reading, clause: Clause) -> int:
    """Where the object begins: in the pattern's gap where a party or place stands there, else after the trigger."""
    if reading.gap:
        start, end = reading.gap
        parties = (clause.actor_at, clause.place_at, clause.holder_at)
        if any(at[i] >= 0 for at in parties for i in range(start, end)):
            return start
    return reading.end
