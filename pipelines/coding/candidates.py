"""Which words of a sentence carry an event: readings of patterns that fit, with parties and the place that is held."""

from collections.abc import Sequence
from dataclasses import replace

from pipelines.coding.assault_nouns import noun_tells
from pipelines.coding.blast_sites import find_blown
from pipelines.coding.bodies import is_somebody
from pipelines.coding.clauses import Clause
from pipelines.coding.conditions import IN_WORDS, find_objection
from pipelines.coding.control import can_be_held
from pipelines.coding.counts import read_count
from pipelines.coding.held_places import find_held_place, places_before
from pipelines.coding.joints import Candidate
from pipelines.coding.lent_doers import lend_doers
from pipelines.coding.list_items import first_items
from pipelines.coding.nameless_doers import find_nameless_doer
from pipelines.coding.noun_roles import governing_light, noun_roles
from pipelines.coding.owned_people import owned_person
from pipelines.coding.parsing import Span
from pipelines.coding.party_lists import find_further, with_names
from pipelines.coding.party_phrases import Numbers
from pipelines.coding.patterns import Reading
from pipelines.coding.plain_objects import find_plain
from pipelines.coding.roles import (
    Roles,
    of_accusation,
    of_place,
    of_protest,
    without_agencies,
    without_doers,
    without_press,
    without_self,
)
from pipelines.coding.scenes import Scene
from pipelines.coding.seized_goods import find_goods
from pipelines.coding.shielded import find_shielded
from pipelines.coding.struck_beside import hit_beside
from pipelines.coding.struck_things import find_struck, without_area_names
from pipelines.coding.taken_places import find_taken
from pipelines.coding.text import ActorMention, Passage
from pipelines.coding.trigger_notes import MISFIT, OnNote, TriggerNote
from pipelines.coding.triggers import fits
from pipelines.coding.unnamed_people import find_meant
from pipelines.coding.verb_roles import verb_roles
from pipelines.coding.victims import befalls_bodies, find_nameless, is_aged

_OF_NO_NAME = 0.3  # confidence in a party that is only "he" or "the two"


class CandidateFinder:
    """Finds the candidates of one passage; `on_note` hears what became of each match of a pattern."""

    def __init__(self, passage: Passage, sport: bool, violent: bool, on_note: OnNote | None) -> None:
        self._passage, self._sport, self._violent, self._on_note = passage, sport, violent, on_note

    def find(self, scene: Scene) -> list[Candidate]:
        """The sentence's candidates in reading order, none inside another."""
        clause, matches = scene.clause, scene.matches
        lights = [
            max(light, key=_words_of_its_own)
            for readings in matches
            if readings
            and (light := [r for r in readings if r.pattern.part_of_speech in ("light", "suffer") and fits(clause, r)])
        ]
        found: list[Candidate] = []
        i = 0
        while i < len(matches):
            if not matches[i]:
                i += 1
                continue
            taken = self._first_event(scene, matches[i], lights)
            if isinstance(taken, Candidate):
                found.append(taken)
            i = taken.reading.end if isinstance(taken, Candidate) else max(taken, i + 1)
        return found

    def with_doers(self, clause: Clause, merged: Sequence[Candidate]) -> list[Candidate]:
        """The merged candidates, those without a doer with the one whom words beside them name or only tell of."""
        lent = lend_doers(clause, merged)
        spans = [find_nameless_doer(clause, candidate) for candidate in lent]
        return [
            candidate._replace(actors=(self._party(clause, span),)) if span else candidate
            for candidate, span in zip(lent, spans, strict=True)
        ]

    def _first_event(self, scene: Scene, readings: Sequence[Reading], lights: list[Reading]) -> Candidate | int:
        """The first reading that is an event; else where to go on."""
        clause, in_words, shut = scene.clause, False, 0
        for reading in readings:
            if reading.end < shut:
                break
            if in_words and reading.pattern.event_type == "ASSAULT":
                continue  # "hit out at": none of the shorter "hit"
            if reading.pattern.is_nothing:
                self._note(clause, reading, "a row of the table says that these words are no event")
                return reading.end
            if reading.pattern.part_of_speech not in ("verb", "noun"):
                continue
            if not fits(clause, reading):
                self._note(clause, reading, MISFIT)
                continue
            candidate = self._candidate(scene, reading, lights)
            if isinstance(candidate, Candidate):
                return candidate
            self._note(clause, reading, candidate)
            in_words |= candidate == IN_WORDS
            in_words |= reading.end - reading.start > 1 and reading.pattern.event_type in ("ACCUSE", "REJECT")
            done = reading.form == "noun" or reading.pattern.control or candidate == IN_WORDS
            if reading.end - reading.start > 1 and done:
                shut = reading.end
        return shut

    def _candidate(self, scene: Scene, reading: Reading, lights: list[Reading]) -> Candidate | str:
        """The event that a reading carries, or why it carries none."""
        clause = scene.clause
        roles = noun_roles(clause, reading, lights) if reading.form == "noun" else verb_roles(clause, reading)
        earlier = [*scene.earlier, *places_before(clause, reading.start)]
        flags = reading.pattern.flags
        held = find_held_place(clause, reading, roles, earlier, scene.last_places)
        place = held.place if held else None
        roles = without_self(clause, reading, without_agencies(clause, reading, roles))
        roles = without_press(clause, reading, roles)
        actors = clause.pick(roles.actors)
        recipients = clause.pick(roles.recipients)
        if reading.pattern.control == "held" and not (place and can_be_held(place) and any(a.actor_id for a in actors)):
            return "who holds a place needs a known actor and a place that can be held"
        read = roles
        may_hurt = reading.pattern.event_type == "ASSAULT" or reading.pattern.mode == "arrest"
        unnamed = _unnamed(clause, reading, roles) if flags and may_hurt else None
        objection = find_objection(
            clause, reading, actors, recipients, place, self._sport, self._violent, unnamed or ()
        )
        if objection:
            return objection
        met = of_place(clause, reading, without_area_names(clause, reading, roles.recipients))
        met = of_protest(clause, reading, met)
        met = without_doers(clause, reading, of_accusation(clause, reading, met), roles.actors)
        roles = roles._replace(recipients=met)
        if unnamed is None or roles != read:
            unnamed = _unnamed(clause, reading, roles)
        met = tuple(self._party(clause, span) for span in unnamed)
        met = met or with_names(clause, reading, self._people(clause, reading, roles))
        met = (*(self._member(clause, span) for span in first_items(clause, reading, roles, met)), *met)
        met = (*met, *self._listed(clause, reading, met))
        met = (*met, *self._hit(clause, reading, met))
        weak = False
        if reading.form == "noun" and reading.pattern.event_type == "ASSAULT":
            governed = governing_light(clause, reading, lights) is not None
            weak = not noun_tells(clause, reading, actors, recipients or clause.pick(met), governed, self._violent)
        roles = roles._replace(recipients=met)
        if not weak and not met:
            taken, spans = find_taken(clause, reading, roles, place)
            if not (taken or spans):
                taken, spans = find_shielded(clause, reading)
            if not (taken or spans):
                spans = find_plain(clause, reading, roles) or find_goods(clause, reading, roles)
            spans = spans or find_blown(clause, reading, roles)
            taken = tuple(number for number in taken if number not in roles.actors)
            met = (*taken, *(self._member(clause, span) for span in spans))
            roles = roles._replace(recipients=(*met, *self._listed(clause, reading, met)))
        if "nonplace" in flags:
            place = None
        return Candidate(
            reading,
            roles.actors,
            roles.recipients,
            place,
            roles.group_start,
            reading.start,
            reading.end,
            is_weak=weak,
            in_part=held is not None and not held.whole,
        )

    def _listed(self, clause: Clause, reading: Reading, met: Numbers) -> Numbers:
        """Whom a list names after those who were met."""
        further, spans = find_further(clause, reading, met)
        return (*further, *(self._member(clause, span) for span in spans))

    def _member(self, clause: Clause, span: Span) -> int:
        """Who a member of a list is: the known party that ends there, or nobody known."""
        number = clause.actor_at[span[1] - 1]
        is_known = number >= 0 and clause.actor_spans[number][0] <= span[0]
        return number if is_known else self._party(clause, span)

    def _hit(self, clause: Clause, reading: Reading, harmed: Numbers) -> Numbers:
        """What was hit beside those who came to harm."""
        numbers, spans = hit_beside(clause, reading, harmed)
        return (*numbers, *(self._party(clause, span) for span in spans))

    def _people(self, clause: Clause, reading: Reading, roles: Roles) -> Numbers:
        """The recipients, where only people can be met: those whom a known party only owns in their own words."""
        if not roles.recipients or reading.form == "noun" or not befalls_bodies(reading):
            return roles.recipients
        owned = {n: span for n in roles.recipients[:1] if (span := owned_person(clause, reading, roles, n))}
        return tuple(self._of(clause, n, owned[n]) if n in owned else n for n in roles.recipients)

    def _of(self, clause: Clause, owner: int, span: Span) -> int:
        """Somebody of a party: of its side, where it is no person itself."""
        party = clause.actors[owner]
        if party.kind == "person" or party.count == 1:
            return self._party(clause, span)
        start, end = clause.text_span(*span)
        return clause.add_party(replace(party, start=start, end=end, text=self._passage.text[start:end]), span)

    def _party(self, clause: Clause, span: Span) -> int:
        start, end = clause.text_span(*span)
        text, nobody = self._passage.text[start:end], (None, None)
        party = ActorMention(self._passage.field, start, end, text, *nobody, None, *nobody, _OF_NO_NAME)
        if is_aged(clause, span):
            party = replace(party, kind="person")
        if (counted := read_count(clause, span[0])) and is_somebody(clause, span):
            party = replace(party, count=counted[0].number)
        return clause.add_party(party, span)

    def _note(self, clause: Clause, reading: Reading, objection: str | None) -> None:
        if self._on_note:
            self._on_note(TriggerNote.of(self._passage, clause, reading, objection))

    def note_merging(self, clause: Clause, found: Sequence[Candidate], merged: Sequence[Candidate]) -> None:
        """Tells which patterns carry the events, and which nouns were too weak to be one."""
        if self._on_note:
            used = {(part.reading.start, part.reading.end) for candidate in merged for part in candidate.parts}
            for reading in (candidate.reading for candidate in found):
                weak = None if (reading.start, reading.end) in used else "a noun without parties, place or number"
                self._note(clause, reading, weak)


def _unnamed(clause: Clause, reading: Reading, roles: Roles) -> list[Span]:
    """The tokens of the people or things, nobody known, in the slot of what is done."""
    span = find_nameless(clause, reading, roles) or find_meant(clause, reading, roles)
    return [span] if span else find_struck(clause, reading, roles)


def _words_of_its_own(light: Reading) -> tuple[int, int]:
    """How many words a light verb has beside its gap; of two that have as many, the first to end: "accused of"."""
    gap_start, gap_end = light.gap or (0, 0)
    return light.end - light.start - (gap_end - gap_start), -light.end
