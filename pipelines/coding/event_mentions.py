"""The event mention that a candidate becomes: place, date, modality, harm, mode, label and confidence put together.

The rules for each part stand in modules of their own.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from pipelines.coding.casualties import Harm, is_of_either
from pipelines.coding.classifier import load_classifier
from pipelines.coding.clauses import Clause
from pipelines.coding.confidence import find_confidence
from pipelines.coding.contexts import find_contexts
from pipelines.coding.control import control_told, is_state_side, is_unopposed, taken_in_peace
from pipelines.coding.crosswalk import acled_sub_event_type, barred_sub_events
from pipelines.coding.event_anaphora import adds_to, points_back, take_day, take_up, with_day_of
from pipelines.coding.event_dates import NO_DAY, find_date, is_of_long_ago, is_to_come, of_publication
from pipelines.coding.event_places import Kind, Where, find_place, is_acting, is_capital, is_one_of_towns
from pipelines.coding.grammar import STATE_SECTORS
from pipelines.coding.joints import Candidate, is_assault
from pipelines.coding.modality import find_modality
from pipelines.coding.modes import find_mode, overruled_mode, ruined_by
from pipelines.coding.owned_things import is_private, span_of_thing
from pipelines.coding.place_references import place_precision
from pipelines.coding.said_events import claims_of, is_denied
from pipelines.coding.same_hand import go_on
from pipelines.coding.scenes import Scene
from pipelines.coding.struck_things import meets_things
from pipelines.coding.sub_events import choice_for, choose, stated_sub_event
from pipelines.coding.text import (
    TOLD_AS_FACT,
    ActorMention,
    ArticleText,
    Claim,
    ControlChange,
    EventMention,
    Passage,
    PlaceMention,
    Sentence,
)
from pipelines.coding.tolls import count_toll, stated_by_victims, sum_of_injured, sum_of_victims
from pipelines.coding.unnamed_places import is_all_over, names_no_town

_SURE = 0.8
_FEW_PLACES = 3  # so few leave open which land a story is of
_WAR_TOLL = 10_000  # so many die in a land and not in a town told before
_ON_THE_GROUND = frozenset(("ASSAULT", "PROTEST", "COERCE", "MOBILIZE"))
_SAID = frozenset(("ACCUSE", "REQUEST", "REJECT", "SUPPORT", "THREATEN", "AGREE"))


class MentionWriter:
    """Writes the event mentions of one passage; what the whole article tells of places and headline helps it."""

    def __init__(
        self,
        article: ArticleText,
        passage: Passage,
        actors: Sequence[ActorMention],
        places: Sequence[PlaceMention],
        claims: Sequence[Claim],
        focus: PlaceMention | None,
    ) -> None:
        self._published, self._passage, self._focus = article.published, passage, focus
        self._all_places = places
        self._countries = {actor.country for actor in actors}
        self._claims = [claim for claim in claims if claim.field == passage.field]
        self._headline = [word for p in article.passages if p.field == "title" for s in p.sentences for word in s.words]
        self._contexts: dict[int, tuple[str, ...]] = {}
        self._told: list[EventMention] = []
        self._of_day_before = -1  # the sentence whose day was told before it

    def mention(self, scene: Scene, candidate: Candidate, harms: Sequence[Harm]) -> EventMention:
        """The mention of an event; `harms` are those of the sentence that belong to it."""
        clause = scene.clause
        reading, pattern = candidate.reading, candidate.reading.pattern
        actors, recipients = clause.pick(candidate.actors), self._met(clause, candidate)
        is_standing = pattern.control == "held"
        text, then = self._passage.text, self._day_before(clause.sentence)
        when = find_date(clause, text, candidate.start, candidate.end, self._published, is_standing, then)
        stated_end = (when.start if when.is_lasting else when.end) if when.text else None
        modality = find_modality(clause, reading, candidate.group_start, stated_end, self._published, is_standing)
        is_told = modality in TOLD_AS_FACT
        is_of_war = is_told and any(h.kind == "killed" and (h.count.number or 0) >= _WAR_TOLL for h in harms)
        where = self._where(scene, candidate, is_of_long_ago(when, self._published), is_of_war)
        if is_told and is_to_come(when, self._published):
            when = of_publication(self._published)
        if is_of_war and when.precision == "publication":
            when = NO_DAY
        start, end = clause.text_span(candidate.start, candidate.end)
        said = claims_of(self._claims, start, end)
        if is_told and is_denied(said, self._passage.text, start):
            modality = "negated"
        control = control_told(clause, candidate, self._is_located)
        toll = count_toll(harms)
        mode = _mode(clause, candidate, actors)
        if any(harm.kind == "killed" for harm in harms):
            killed = sum_of_victims(candidate, recipients, self._passage.text, toll.killed)
        elif any(is_of_either(clause.words, k) for k in range(candidate.start, candidate.end)):
            killed = toll.killed  # "seven were killed or wounded"
        else:
            killed = stated_by_victims(candidate, recipients, self._passage.text)
        told = EventMention(
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
            injured=sum_of_injured(candidate, recipients, self._passage.text, toll.injured),
            captured=toll.captured,
            displaced=toll.displaced,
            control_change=control,
            confidence=0.0,  # weighed below, once its parties are settled
            attributed_to=said,
            cameo_code=pattern.cameo_code,
            enters="entry" in pattern.flags and candidate.place is not None and not candidate.in_part,
        )
        is_known = pattern.event_type == "ASSAULT" and points_back(clause, candidate)
        if pattern.event_type == "ASSAULT":
            told = self._with_day(told, is_known, adds_to(clause, candidate))
        if pattern.event_type == "ASSAULT" and not (actors and recipients):
            told = take_up(told, self._told, is_known)
            told = go_on(told, self._told, clause, candidate)
        mention = replace(
            told,
            confidence=find_confidence(clause, candidate, told, where.certainty if where else 0.0),
            acled_sub_event_type=self._sub_event(clause, candidate, mode, told.actors, told.recipients, control),
        )
        self._told.append(mention)
        return taken_in_peace(mention) if is_unopposed(clause, candidate) and not killed.best else mention

    def _day_before(self, sentence: Sentence) -> date | None:
        """The first day of the last event that the sentence before dates."""
        before = (m for m in reversed(self._told) if m.sentence_index == sentence.index - 1 and m.date_text)
        return next((m.date_start for m in before), None)

    def _with_day(self, told: EventMention, is_known: bool, is_added: bool) -> EventMention:
        """The mention with the day of the event before that it tells again or goes on from, as its sentence does."""
        dated = take_day(told, self._told, is_known, is_added)
        if dated is told and self._told and self._told[-1].sentence_index == told.sentence_index == self._of_day_before:
            dated = with_day_of(told, self._told[-1])
        if dated is not told:
            self._of_day_before = told.sentence_index
        return dated

    def _met(self, clause: Clause, candidate: Candidate) -> tuple[ActorMention, ...]:
        """The recipients, those of an attack by all the words of the thing that they own."""
        if not (is_assault(candidate) or meets_things(candidate.reading)):
            return clause.pick(candidate.recipients)
        return tuple(self._with_thing(clause, number, candidate.reading.end) for number in candidate.recipients)

    def _with_thing(self, clause: Clause, number: int, end_of_verb: int) -> ActorMention:
        party, tokens = clause.actors[number], span_of_thing(clause, number)
        if tokens is None:
            return party
        first, last = tokens
        start, end = clause.text_span(max(first, end_of_verb) if first < end_of_verb < last else first, last)
        if party.kind == "country" and is_private(clause.words[last - 1]):
            party = replace(party, actor_id=None, name=None, kind=None, sector="CVL")  # "a Norvian car" is no state's
        return replace(party, start=start, end=end, text=self._passage.text[start:end])

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

    def _is_of_story(self, place: PlaceMention) -> bool:
        """Whether it is no town or bureau of a land that nothing else in the article is of.

        Such a town is a namesake of one nearer by.
        """
        is_small = place_precision(place) in ("city", "point", "admin1") and not is_capital(place)
        is_bureau = place_precision(place) == "country" and place.field == "text" and place.start == 0
        is_small = (is_small or is_bureau) and place.country_code is not None
        return not is_small or len(self._all_places) <= _FEW_PLACES or self._is_located(place)

    def _where(self, scene: Scene, candidate: Candidate, is_past: bool, is_of_war: bool) -> Where | None:
        """Where an event was: no more than the country of what the sentences before or the gazetteer cannot tell.

        That is of what `is_past`, of a toll that is a war's, and of what was in a town without a name or one that the
        gazetteer lacks.
        """
        event_type = candidate.reading.pattern.event_type
        on_ground = event_type in _ON_THE_GROUND
        if candidate.place and candidate.place.place_id and (not on_ground or self._is_of_story(candidate.place)):
            return Where(candidate.place, 1.0)
        before = scene.before if on_ground else ()
        elsewhere = _elsewhere(scene.clause, candidate) if on_ground else range(len(scene.clause.actors))
        kind: Kind = "deed" if on_ground else "word" if event_type in _SAID else "deal"
        found = find_place(scene.clause, candidate.start, candidate.end, elsewhere, scene.earlier, before, kind)
        if found and on_ground and not self._is_of_story(found.place):
            found = None
        if found is None and on_ground and self._focus:
            land = None if event_type == "ASSAULT" else self._land_of(self._focus)
            found = land or Where(self._focus, 0.3)  # a story that names no land is of its own town
        if found is None or (found.certainty >= _SURE and found.place.place_id is not None):
            return found
        if found.place.place_id is None:
            nearby = next((place for place in reversed(scene.earlier) if place.place_id), self._focus)
            return self._land_of(nearby) if nearby and on_ground else None
        if is_past or (on_ground and self._is_unnamed(scene.clause, candidate, found.place)):
            return self._land_of(found.place)
        if is_of_war:
            return self._land_of(found.place) or found
        if found.place in before and is_one_of_towns(found.place, before, self._passage.text):
            return Where(self._focus, 0.3) if self._focus else self._land_of(found.place)
        return None if _is_abroad(scene.clause, candidate, found.place) else found

    def _is_unnamed(self, clause: Clause, candidate: Candidate, place: PlaceMention) -> bool:
        """Whether an event was somewhere without a name, in no town told before; "a town" may be that of the story."""
        if self._focus and self._focus.place_id == place.place_id:
            return is_all_over(clause, candidate.end)
        return names_no_town(clause, candidate.end)

    def _land_of(self, place: PlaceMention) -> Where | None:
        """The country of a place, if the article names it."""
        lands = (land for land in self._all_places if place_precision(land) == "country")
        land = next((land for land in lands if land.country_code == place.country_code), None)
        return Where(land, 0.5) if land else None

    def _contexts_of(self, paragraph: int) -> tuple[str, ...]:
        if paragraph not in self._contexts:
            inside = [sentence.words for sentence in self._passage.sentences if sentence.paragraph == paragraph]
            self._contexts[paragraph] = find_contexts(inside, self._headline)
        return self._contexts[paragraph]


def _is_abroad(clause: Clause, candidate: Candidate, place: PlaceMention) -> bool:
    """Whether a state would close or arrest in another country, as only a sentence before may have it."""
    states = {actor.country for actor in clause.pick(candidate.actors) if actor.sector in STATE_SECTORS}
    is_at_home = candidate.reading.pattern.event_type == "COERCE" and bool(states - {None})
    return is_at_home and place.country_code is not None and place.country_code not in states


def _elsewhere(clause: Clause, candidate: Candidate) -> Sequence[int]:
    """Actors that may be far off: states arrest and close at home, but fight where the enemy is.

    So may a state be that does something else beside another's acts: "Norvia urged Sorland's army to stop raids".
    """
    if candidate.reading.pattern.event_type == "COERCE":
        return ()
    hit = {clause.actors[n].country for n in candidate.recipients}
    others = {actor.country for actor in clause.actors} - {None}
    states = (n for n, a in enumerate(clause.actors) if a.kind == "country" and a.country not in hit)
    bystanders = (n for n in states if len(others) > 1 and is_acting(clause, *clause.actor_spans[n]))
    return (*candidate.actors, *bystanders)


def _mode(clause: Clause, candidate: Candidate, actors: Sequence[ActorMention]) -> str | None:
    mode = candidate.mode or candidate.reading.pattern.mode
    if candidate.reading.pattern.event_type != "ASSAULT":
        return mode
    if mode == "crowd-control" and is_state_side(actors) is False:
        mode = None
    if mode is None:
        mode = find_mode(clause, candidate.start, candidate.end)
    elif mode == "destroy":
        mode = ruined_by(clause, candidate.start, candidate.end) or mode
    return overruled_mode(clause, candidate.start, candidate.end, [actor.text for actor in actors], mode)
