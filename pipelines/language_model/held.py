"""Stated events held to the article: quotations become spans, and names, places, dates and numbers come from our rules.

A model chooses what is an event and of which type; everything else in a mention is found in the text by the same parts
that the rule coder uses, or left out with its reason.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from pipelines.coding.article import Coding
from pipelines.coding.casualties import find_harms
from pipelines.coding.clauses import Clause
from pipelines.coding.contexts import find_contexts
from pipelines.coding.control import can_be_held, find_control_change
from pipelines.coding.counts import Count, read_count
from pipelines.coding.crosswalk import load_event_types
from pipelines.coding.event_dates import DatePrecision, date_precision
from pipelines.coding.harm_words import KINDS
from pipelines.coding.place_references import place_precision
from pipelines.coding.speech_cues import claim_class
from pipelines.coding.text import (
    ActorMention,
    Claim,
    ControlChange,
    EventMention,
    Passage,
    PlaceMention,
    TimeMention,
)
from pipelines.language_model.prompt import NumberedSentence, Question
from pipelines.language_model.quotes import Span, quoted_in, quoted_up_to
from pipelines.language_model.stated import Problem, StatedEvent

LONGEST_TRIGGER = 8
"""Words; a longer quotation is a sentence and no trigger."""

_ENOUGH = 0.6
_ORDER = ("city", "point", "admin1", "country", None)
_UNKNOWN = Count(None, None, None)
_Named = TypeVar("_Named", ActorMention, PlaceMention, TimeMention)


@dataclass(frozen=True, slots=True)
class Held:
    """The mention that an article bears out, its claim where that is not one of the rules', and what was left out."""

    mention: EventMention | None
    problems: tuple[Problem, ...]


def hold_to_text(event: StatedEvent, question: Question, found: Coding) -> Held:
    """The mention of one stated event. There is none where its type or its trigger cannot be borne out."""
    if event.sentence > len(question.sentences):
        return Held(None, (Problem("there is no sentence of this number", event.sentence),))
    at = question.sentences[event.sentence - 1]
    if (event.type, None) not in load_event_types() and (event.type, event.mode) not in load_event_types():
        return Held(None, (Problem("not one of the event types", event.type),))
    trigger = quoted_in(at.passage.text, at.sentence, event.trigger)
    if trigger is None:
        return Held(None, (Problem("the trigger is not in the sentence", event.trigger),))
    if len(event.trigger.split()) > LONGEST_TRIGGER:
        return Held(None, (Problem("the trigger is longer than a phrase", event.trigger),))
    holding = _Holding(event, at, trigger, found)
    return Held(holding.mention(), tuple(holding.problems))


class _Holding:
    """Holds one event to its article, noting what is left out."""

    def __init__(self, event: StatedEvent, at: NumberedSentence, trigger: Span, found: Coding) -> None:
        self._event, self._passage, self._sentence = event, at.passage, at.sentence
        self._trigger, self._found = trigger, found
        self.problems: list[Problem] = []

    def mention(self) -> EventMention:
        event, (start, end) = self._event, self._trigger
        actors, recipients = self._parties("actor", event.actors), self._parties("recipient", event.recipients)
        place, time = self._place(), self._time()
        day = self._found.article.published
        killed, *others = (self._count(kind, getattr(event, kind)) for kind in KINDS)
        injured, captured, displaced = (count.number for count in others)
        attributed = self._attribution()
        return EventMention(
            field=self._passage.field,
            sentence_index=self._sentence.index,
            sentence_start=self._sentence.start,
            sentence_end=self._sentence.end,
            trigger_start=start,
            trigger_end=end,
            trigger_text=self._passage.text[start:end],
            event_type=event.type,
            mode=self._mode(),
            modality=event.modality,
            contexts=contexts_of(self._passage, self._sentence.paragraph, self._found),
            actors=actors,
            recipients=recipients,
            place=place,
            place_precision=place_precision(place) if place else None,
            date_start=time.date_start if time else day,
            date_end=time.date_end if time else day,
            date_precision=_precision(time) if time else "publication" if day else None,
            date_text=time.text if time else None,
            fatalities_low=killed.low,
            fatalities_best=killed.best,
            fatalities_high=killed.high,
            injured=injured,
            captured=captured,
            displaced=displaced,
            control_change=self._control(place, actors, recipients),
            confidence=round(
                0.4 + 0.2 * bool(actors) + 0.15 * bool(recipients) + 0.1 * bool(place) + 0.05 * bool(time), 2
            ),
            attributed_to=attributed,
        )

    def _leave_out(self, what: str, stated: str | None) -> None:
        self.problems.append(Problem(what, stated))

    def _quoted(self, what: str, quote: str | None) -> Span | None:
        if quote is None:
            return None
        span = quoted_up_to(self._passage.text, self._sentence, quote, self._trigger[0])
        if span is None:
            self._leave_out(f"the {what} is not in the text", quote)
        return span

    def _mode(self) -> str | None:
        if (self._event.type, self._event.mode) in load_event_types():
            return self._event.mode
        self._leave_out("not a mode of the event type", self._event.mode)
        return None

    def _parties(self, what: str, quotes: Sequence[str]) -> tuple[ActorMention, ...]:
        parties: dict[Span, ActorMention] = {}
        for quote in quotes:
            span = self._quoted(what, quote)
            if span and not _overlap(span, self._trigger):
                party = self._actor(span)
                parties.setdefault((party.start, party.end), party)
        return tuple(parties.values())

    def _actor(self, span: Span) -> ActorMention:
        """Who is meant by the words, as far as the dictionary knows them; else the words alone."""
        known = _same_words(span, self._of_field(self._found.actors))
        if known is not None:
            return known
        words = self._passage.text[slice(*span)]
        return ActorMention(self._passage.field, *span, words, None, None, None, None, None, confidence=0.3)

    def _place(self) -> PlaceMention | None:
        span = self._quoted("place", self._event.place)
        named = [place for place in self._of_field(self._found.places) if span and _overlap(span, _span(place))]
        return min(named, key=lambda place: (_ORDER.index(place_precision(place)), place.start), default=None)

    def _time(self) -> TimeMention | None:
        span = self._quoted("date", self._event.date)
        dated = [t for t in self._of_field(self._found.times) if t.date_start and t.type not in ("DURATION", "SET")]
        inside = [time for time in dated if span and _overlap(span, _span(time))]
        return max(inside, key=lambda time: time.end - time.start, default=None)

    def _count(self, kind: str, quote: str | None) -> Count:
        """The number that the quoted words state; where they state none, the one number of the sentence's rules."""
        span = self._quoted(f"number of {kind}", quote)
        if span is None or not self._sentence.start <= span[0] < self._sentence.end:
            return _UNKNOWN
        clause = Clause(self._sentence, (), (), self._of_sentence(self._found.times), frozenset())
        for i, token in enumerate(clause.tokens):
            if span[0] <= token.start < span[1] and (read := read_count(clause, i)):
                return read[0]
        harms = [harm.count for harm in find_harms(clause) if harm.kind == kind]
        return harms[0] if len(harms) == 1 else _UNKNOWN

    def _control(
        self, place: PlaceMention | None, actors: Sequence[ActorMention], recipients: Sequence[ActorMention]
    ) -> ControlChange | None:
        status = self._event.control
        if status is None:
            return None
        change = find_control_change(status, place, actors, recipients)
        if change is None or place is None or not can_be_held(place):
            self._leave_out("control of no known place, or by nobody known", status)
            return None
        return change

    def _attribution(self) -> tuple[Claim, ...]:
        """The rules' claim of the stated speaker where there is one, else one made of the two quotations."""
        start, end = self._trigger
        claims = self._of_claims(start, end)
        said = self._event.said_by
        if said is None:
            return tuple(claims)
        source = self._quoted("speaker", said.speaker)
        if source is None:
            return ()
        for claim in claims:
            if _overlap(source, (claim.source_start, claim.source_end)):
                return (claim,)
        cue = quoted_in(self._passage.text, self._sentence, said.cue, source[0]) if said.cue else None
        if cue is None:
            self._leave_out("the word that says that it is said is not in the sentence", said.cue)
            return ()
        text, speaker = self._passage.text, self._actor(source)
        words = text[slice(*cue)]
        return (
            Claim(
                self._passage.field, speaker.start, speaker.end, speaker.text, speaker.actor_id, *cue, words,
                content_start=start, content_end=end, claim_class=claim_class(words),
            ),
        )  # fmt: skip

    def _of_claims(self, start: int, end: int) -> list[Claim]:
        claims = [claim for claim in self._found.claims if claim.field == self._passage.field]
        return [claim for claim in claims if claim.content_start <= start and end <= claim.content_end]

    def _of_field(self, mentions: Sequence[_Named]) -> list[_Named]:
        return [mention for mention in mentions if mention.field == self._passage.field]

    def _of_sentence(self, mentions: Sequence[_Named]) -> list[_Named]:
        inside = range(self._sentence.start, self._sentence.end)
        return [mention for mention in self._of_field(mentions) if mention.start in inside]


def contexts_of(passage: Passage, paragraph: int, found: Coding) -> tuple[str, ...]:
    """PLOVER contexts by the keywords of the paragraph and the headline."""
    title = [
        t.text.lower() for p in found.article.passages if p.field == "title" for s in p.sentences for t in s.tokens
    ]
    inside = [[token.text.lower() for token in s.tokens] for s in passage.sentences if s.paragraph == paragraph]
    return find_contexts(inside, title)


def _span(mention: ActorMention | PlaceMention | TimeMention) -> Span:
    return mention.start, mention.end


def _overlap(one: Span, other: Span) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _same_words(span: Span, actors: Sequence[ActorMention]) -> ActorMention | None:
    """The actor that most of the quoted words name: "the Oldtown police" is the police, "a house near them" is not."""
    near = [(_overlap(span, _span(actor)), actor) for actor in actors]
    enough = [(shared, actor) for shared, actor in near if shared >= _ENOUGH * (span[1] - span[0])]
    best = min(enough, key=lambda pair: (-pair[0], pair[1].end - pair[1].start, pair[1].start), default=None)
    return best[1] if best else None


def _precision(time: TimeMention) -> DatePrecision:
    assert time.date_start and time.date_end
    return date_precision(time.date_start, time.date_end)
