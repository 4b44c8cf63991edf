"""Event mentions of an article: triggers that fit, with their parties, place, date, modality and harm.

The rules for each part stand in modules of their own; this one walks the sentences and puts the parts together. It does
so in two steps, so that the sentences of many articles can be parsed at once in between.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from pipelines.coding.casualties import Harm, find_harms
from pipelines.coding.classifier import load_classifier
from pipelines.coding.clauses import Clause
from pipelines.coding.conditions import find_objection, is_fiction, is_sport, is_violent_text, noun_tells
from pipelines.coding.contexts import find_contexts
from pipelines.coding.control import can_be_held, control_told, settle_entries
from pipelines.coding.crosswalk import acled_sub_event_type, barred_sub_events
from pipelines.coding.event_dates import When, find_date
from pipelines.coding.event_places import ABBREVIATED, Where, find_place, place_precision
from pipelines.coding.grammar import PLACE_PREPOSITIONS
from pipelines.coding.held_places import find_held_place
from pipelines.coding.merging import Candidate, merge_candidates
from pipelines.coding.modality import find_modality
from pipelines.coding.modes import find_mode, overruled_mode
from pipelines.coding.parsing import Parser, name_spans
from pipelines.coding.party_phrases import Numbers
from pipelines.coding.patterns import EventPatterns, Reading
from pipelines.coding.roles import find_roles, governing_light, of_place, without_agencies
from pipelines.coding.said_events import claims_of, is_denied
from pipelines.coding.sub_events import choice_for, choose, stated_sub_event
from pipelines.coding.subjects import is_subject_plain
from pipelines.coding.text import (
    ActorMention,
    ArticleText,
    Claim,
    ControlChange,
    EventMention,
    Passage,
    PlaceMention,
    Sentence,
    TimeMention,
)
from pipelines.coding.tolls import count_toll, is_harm_of, stated_by_victims
from pipelines.coding.trigger_notes import MISFIT, OnNote, TriggerNote
from pipelines.coding.triggers import fits

Mention = TypeVar("Mention", ActorMention, PlaceMention, TimeMention)
EARLIER_PLACES, REACH_OF_PLACES = 12, 3
_ON_THE_GROUND = frozenset(("ASSAULT", "PROTEST", "COERCE", "MOBILIZE"))


class EventDraft:
    """An article's sentences made ready for coding. `mentions` uses the parses that the clauses were given meanwhile.

    `on_note` hears which pattern carried each event, and why other words that match a pattern gave none. `holders` are
    parties that the text names only as owner or place of a thing.
    """

    def __init__(
        self,
        article: ArticleText,
        actors: Sequence[ActorMention],
        places: Sequence[PlaceMention],
        times: Sequence[TimeMention],
        claims: Sequence[Claim],
        patterns: EventPatterns,
        on_note: OnNote | None = None,
        holders: Sequence[ActorMention] = (),
    ) -> None:
        words = [word for p in article.passages for s in p.sentences for word in s.words]
        sport, violent = is_sport(words) or is_fiction(words), is_violent_text(words)
        focus = _focus(places)
        self._coders = [
            _PassageCoder(
                article, passage, actors, places, times, claims, patterns, sport, violent, focus, on_note, holders
            )
            for passage in article.passages
        ]

    def clauses_to_parse(self) -> list[Clause]:
        """The clauses whose parties a parse can settle."""
        return [clause for coder in self._coders for clause in coder.clauses_to_parse()]

    def mentions(self) -> list[EventMention]:
        """Every event mention of the article, title first, in reading order."""
        return settle_entries([mention for coder in self._coders for mention in coder.mentions()])


def parse_together(drafts: Sequence[EventDraft], parser: Parser) -> None:
    """Gives the clauses of all drafts their parses: some 30 sentences at once take a third of the time of each alone.

    What stands beside a sentence changes nothing in its parse.
    """
    clauses = [clause for draft in drafts for clause in draft.clauses_to_parse()]
    named = [(c.tokens, name_spans(c.tokens, [*c.actor_spans[: c.named], *c.place_spans])) for c in clauses]
    for clause, parse in zip(clauses, parser.parse(named), strict=True):
        clause.parse = parse


def _focus(places: Sequence[PlaceMention]) -> PlaceMention | None:
    """The town that the article is about: named twice or more, and more often than any other."""
    towns = [place for place in places if place_precision(place) in ("city", "point")]
    counts = Counter(place.place_id for place in towns).most_common(2)
    if not counts or counts[0][1] < 2 or (len(counts) > 1 and counts[1][1] == counts[0][1]):
        return None
    return next(place for place in towns if place.place_id == counts[0][0])


def _of_field(mentions: Sequence[Mention], field: str) -> list[Mention]:
    return sorted((m for m in mentions if m.field == field), key=lambda m: (m.start, m.end))


def _within(mentions: Sequence[Mention], starts: Sequence[int], sentence: Sentence) -> Sequence[Mention]:
    return mentions[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]


def _without_doubles(mentions: Sequence[ActorMention]) -> list[ActorMention]:
    """The sorted mentions without those that begin inside the one before."""
    kept: list[ActorMention] = []
    for mention in mentions:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


@dataclass(frozen=True, slots=True)
class _Scene:
    """A sentence that some pattern matches: its readings by word, and the places told just before it."""

    clause: Clause
    matches: list[list[Reading]]
    last_places: Sequence[PlaceMention]
    before: Sequence[PlaceMention]


class _PassageCoder:
    """Walks one passage's sentences, keeping what later sentences refer back to."""

    def __init__(
        self,
        article: ArticleText,
        passage: Passage,
        actors: Sequence[ActorMention],
        places: Sequence[PlaceMention],
        times: Sequence[TimeMention],
        claims: Sequence[Claim],
        patterns: EventPatterns,
        sport: bool,
        violent: bool,
        focus: PlaceMention | None,
        on_note: OnNote | None,
        holders: Sequence[ActorMention],
    ) -> None:
        self._article, self._passage, self._patterns = article, passage, patterns
        self._sport, self._violent, self._focus, self._on_note = sport, violent, focus, on_note
        self._actors = _of_field(actors, passage.field)
        self._holders = _without_doubles(_of_field(holders, passage.field))
        self._holder_starts = [m.start for m in self._holders]
        self._places = _of_field(places, passage.field)
        self._all_places = places
        self._countries = {actor.country for actor in actors}
        self._times = _of_field(times, passage.field)
        self._claims = [claim for claim in claims if claim.field == passage.field]
        self._actor_starts = [m.start for m in self._actors]
        self._place_starts = [m.start for m in self._places]
        self._time_starts = [m.start for m in self._times]
        self._headline = [word for p in article.passages if p.field == "title" for s in p.sentences for word in s.words]
        self._contexts: dict[int, tuple[str, ...]] = {}
        self._scenes = list(self._set_scenes())

    def clauses_to_parse(self) -> list[Clause]:
        """The clauses with an actor and a verb whose subject order alone may miss."""
        return [scene.clause for scene in self._scenes if scene.clause.named and _wants_parse(scene)]

    def mentions(self) -> Iterator[EventMention]:
        """The passage's event mentions in reading order."""
        for scene in self._scenes:
            yield from self._mentions_of(scene)

    def _set_scenes(self) -> Iterator[_Scene]:
        before: Sequence[PlaceMention] = ()
        last: Sequence[PlaceMention] = ()
        before_index = 0
        for sentence in self._passage.sentences:
            places = _within(self._places, self._place_starts, sentence)
            if self._patterns.starts_any(sentence.words):
                clause = self._clause(sentence, places)
                matches = self._patterns.match_all(clause.words)
                near = sentence.index - before_index <= REACH_OF_PLACES
                yield _Scene(clause, matches, last, before if near else ())
            last = places
            if located := [place for place in places if self._locates(place)]:
                before, before_index = located, sentence.index

    def _locates(self, place: PlaceMention) -> bool:
        """Whether a place name is a place of the story: no part of an actor's name, no country as an adjective."""
        at = bisect_left(self._actor_starts, place.end) - 1
        if at >= 0 and self._actors[at].end > place.start and self._actors[at].start + 3 < place.start:
            return False
        if place_precision(place) != "country":
            return True
        if self._passage.text[place.end : place.end + 1] == "-":
            return False
        led_by = self._passage.text[max(place.start - 16, 0) : place.start].lower().split()[-1:]
        return (
            place.text.lower() not in ABBREVIATED or bool(PLACE_PREPOSITIONS.intersection(led_by)) or led_by == ["the"]
        )

    def _clause(self, sentence: Sentence, places: Sequence[PlaceMention]) -> Clause:
        actors = _within(self._actors, self._actor_starts, sentence)
        times = _within(self._times, self._time_starts, sentence)
        holders = _within(self._holders, self._holder_starts, sentence)
        clause = Clause(sentence, actors, places, times, self._patterns.verb_words, holders)
        clause.is_headline = self._passage.field == "title"
        return clause

    def _mentions_of(self, scene: _Scene) -> Iterator[EventMention]:
        clause = scene.clause
        candidates = self._candidates(scene)
        if not candidates:
            return
        harms = find_harms(clause)
        merged = merge_candidates(clause, candidates)
        self._note_merging(clause, candidates, merged)
        for candidate in merged:
            own = [harm for harm in harms if is_harm_of(candidate, candidates, harm)]
            yield self._mention(clause, candidate, own, scene.before)

    def _candidates(self, scene: _Scene) -> list[Candidate]:
        clause, matches = scene.clause, scene.matches
        lights = [
            max(light, key=lambda reading: reading.end)
            for readings in matches
            if readings
            and (light := [r for r in readings if r.pattern.part_of_speech in ("light", "suffer") and fits(clause, r)])
        ]
        found: list[Candidate] = []
        i = 0
        while i < len(clause):
            if not matches[i]:
                i += 1
                continue
            taken = self._first_event(scene, matches[i], lights)
            if isinstance(taken, Candidate):
                found.append(taken)
            i = taken.reading.end if isinstance(taken, Candidate) else max(taken, i + 1)
        return found

    def _first_event(self, scene: _Scene, readings: Sequence[Reading], lights: list[Reading]) -> Candidate | int:
        """The first reading that is an event; else where to go on."""
        clause = scene.clause
        for reading in readings:
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
            if reading.end - reading.start > 1 and (reading.form == "noun" or reading.pattern.control):
                return reading.end
        return 0

    def _candidate(self, scene: _Scene, reading: Reading, lights: list[Reading]) -> Candidate | str:
        """The event that a reading carries, or why it carries none."""
        clause = scene.clause
        roles = find_roles(clause, reading, lights)
        inside = [p for p, span in zip(clause.places, clause.place_spans, strict=True) if span[1] <= reading.start]
        earlier = [*self._earlier(clause.sentence), *inside]
        flags = reading.pattern.flags
        held = find_held_place(clause, reading, roles, earlier, scene.last_places)
        place = held.place if held else None
        roles = without_agencies(clause, reading, roles)
        roles = replace(roles, recipients=of_place(clause, reading, roles.recipients))
        actors = _pick(clause, roles.actors)
        recipients = _pick(clause, roles.recipients)
        if reading.pattern.control == "held" and not (place and can_be_held(place) and any(a.actor_id for a in actors)):
            return "who holds a place needs a known actor and a place that can be held"
        objection = find_objection(clause, reading, actors, recipients, place, self._sport, self._violent)
        if objection:
            return objection
        weak = False
        if reading.form == "noun" and reading.pattern.event_type == "ASSAULT":
            governed = governing_light(clause, reading, lights) is not None
            weak = not noun_tells(clause, reading, actors, recipients, governed, self._violent)
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

    def _note(self, clause: Clause, reading: Reading, objection: str | None) -> None:
        if self._on_note:
            self._on_note(TriggerNote.of(self._passage, clause, reading, objection))

    def _note_merging(self, clause: Clause, found: Sequence[Candidate], merged: Sequence[Candidate]) -> None:
        """Tells which patterns carry the events, and which nouns were too weak to be one."""
        if self._on_note:
            used = {(part.reading.start, part.reading.end) for candidate in merged for part in candidate.parts}
            for reading in (candidate.reading for candidate in found):
                weak = None if (reading.start, reading.end) in used else "a noun without parties, place or number"
                self._note(clause, reading, weak)

    def _earlier(self, sentence: Sentence) -> Sequence[PlaceMention]:
        last = bisect_left(self._place_starts, sentence.start)
        return self._places[max(last - EARLIER_PLACES, 0) : last]

    def _mention(
        self, clause: Clause, candidate: Candidate, harms: Sequence[Harm], before: Sequence[PlaceMention]
    ) -> EventMention:
        reading, pattern = candidate.reading, candidate.reading.pattern
        actors, recipients = _pick(clause, candidate.actors), _pick(clause, candidate.recipients)
        where = self._where(clause, candidate, before)
        when = find_date(clause, candidate.start, candidate.end, self._article.published)
        stated_end = when.end if when.text else None
        modality = find_modality(
            clause, reading, candidate.group_start, stated_end, self._article.published, pattern.control == "held"
        )
        start, end = clause.text_span(candidate.start, candidate.end)
        said = claims_of(self._claims, start, end)
        if modality in ("actual", "historical") and is_denied(said, self._passage.text, start):
            modality = "negated"
        control = control_told(clause, candidate, self._is_located)
        toll = count_toll(harms)
        mode = _mode(clause, candidate, [actor.text for actor in actors])
        killed = toll.killed
        if not any(harm.kind == "killed" for harm in harms):
            killed = stated_by_victims(candidate, recipients)
        return EventMention(
            field=self._passage.field,
            sentence_index=clause.sentence.index,
            sentence_start=clause.sentence.start,
            sentence_end=clause.sentence.end,
            trigger_start=start,
            trigger_end=end,
            trigger_text=self._passage.text[start:end],
            event_type=pattern.event_type,
            mode=mode,
            modality=modality,
            contexts=self._contexts_of(clause.sentence.paragraph),
            actors=actors,
            recipients=recipients,
            place=where.place if where else None,
            place_precision=place_precision(where.place) if where else None,
            date_start=when.start,
            date_end=when.end,
            date_precision=when.precision,
            date_text=when.text,
            fatalities_low=killed.low,
            fatalities_best=killed.best,
            fatalities_high=killed.high,
            injured=toll.injured,
            control_change=control,
            confidence=_confidence(candidate, where, when),
            attributed_to=said,
            cameo_code=pattern.cameo_code,
            acled_sub_event_type=self._sub_event(clause, candidate, mode, actors, recipients, control),
            enters="entry" in pattern.flags and candidate.place is not None and not candidate.in_part,
        )

    def _sub_event(
        self,
        clause: Clause,
        candidate: Candidate,
        mode: str | None,
        actors: Sequence[ActorMention],
        recipients: Sequence[ActorMention],
        control: ControlChange | None,
    ) -> str:
        event_type, stated = candidate.reading.pattern.event_type, stated_sub_event(clause, candidate, mode)
        label = acled_sub_event_type(event_type, mode, stated, actors, recipients, control)
        choice = choice_for(label, mode, barred_sub_events(mode, actors, recipients))
        if choice is None:
            return label
        return choose(load_classifier(), self._text_around(clause.sentence, choice.wide), label, choice)

    def _text_around(self, sentence: Sentence, wide: bool) -> str:
        """The sentence, and where `wide` those beside it in its paragraph."""
        start, end = sentence.start, sentence.end
        if wide:
            beside = self._passage.sentences[max(sentence.index - 1, 0) : sentence.index + 2]
            same = [other for other in beside if other.paragraph == sentence.paragraph]
            start, end = min(other.start for other in same), max(other.end for other in same)
        return self._passage.text[start:end]

    def _is_located(self, place: PlaceMention) -> bool:
        """Whether another place or an actor of the article is of the place's country, or it names no other place."""
        others = {p.country_code for p in self._all_places if p.place_id not in (None, place.place_id)}
        return not others or place.country_code in others | self._countries

    def _where(self, clause: Clause, candidate: Candidate, before: Sequence[PlaceMention]) -> Where | None:
        if candidate.place:
            return Where(candidate.place, 1.0)
        on_ground = candidate.reading.pattern.event_type in _ON_THE_GROUND
        earlier = self._earlier(clause.sentence)
        found = find_place(clause, candidate.start, candidate.end, earlier, before if on_ground else ())
        return found or (Where(self._focus, 0.3) if on_ground and self._focus else None)

    def _contexts_of(self, paragraph: int) -> tuple[str, ...]:
        if paragraph not in self._contexts:
            inside = [sentence.words for sentence in self._passage.sentences if sentence.paragraph == paragraph]
            self._contexts[paragraph] = find_contexts(inside, self._headline)
        return self._contexts[paragraph]


def _wants_parse(scene: _Scene) -> bool:
    """Whether a verb fits whose subject is not plain from word order. In capitals, order alone does better."""
    clause = scene.clause
    if not any(token.text.islower() for token in clause.tokens):
        return False
    verbs = (
        r for readings in scene.matches for r in readings if r.pattern.part_of_speech in ("verb", "light", "suffer")
    )
    return any(fits(clause, verb) and not is_subject_plain(clause, verb) for verb in verbs)


def _mode(clause: Clause, candidate: Candidate, actors: Sequence[str]) -> str | None:
    mode = candidate.mode or candidate.reading.pattern.mode
    if candidate.reading.pattern.event_type != "ASSAULT":
        return mode
    if mode is None:
        mode = find_mode(clause, candidate.start, candidate.end)
    return overruled_mode(clause, candidate.start, candidate.end, actors, mode)


def _pick(clause: Clause, numbers: Numbers) -> tuple[ActorMention, ...]:
    return tuple(clause.actors[number] for number in numbers)


def _confidence(candidate: Candidate, where: Where | None, when: When) -> float:
    """A plain sum: parties found, a place in the clause, a date in the words, a verb rather than a noun."""
    score = 0.4 + 0.2 * bool(candidate.actors) + 0.15 * bool(candidate.recipients)
    score += 0.1 * (where.certainty if where else 0) + 0.05 * (when.text is not None)
    score += 0.05 * (candidate.reading.form != "noun")
    return round(min(score, 0.95), 2)
