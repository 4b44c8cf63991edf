"""Event mentions of an article: its sentences walked twice, so that those of many articles can be parsed in between.

What carries an event is decided in `candidates.py`, what is told of it is put together in `event_mentions.py`.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from pipelines.coding.candidates import CandidateFinder
from pipelines.coding.casualties import find_harms
from pipelines.coding.clauses import Clause
from pipelines.coding.control import settle_entries
from pipelines.coding.event_anaphora import tell_out
from pipelines.coding.event_mentions import MentionWriter
from pipelines.coding.event_places import is_capital, is_led_in
from pipelines.coding.genres import is_fiction, is_sport, is_violent_text
from pipelines.coding.headline_doers import tell_by_headline
from pipelines.coding.headline_places import place_by_lead
from pipelines.coding.listed_places import with_listed
from pipelines.coding.merging import merge_candidates
from pipelines.coding.parsing import Parser, name_spans
from pipelines.coding.passage_mentions import PassageMentions
from pipelines.coding.patterns import EventPatterns
from pipelines.coding.place_references import place_precision
from pipelines.coding.scenes import Scene, set_scenes, wants_parse
from pipelines.coding.sole_hands import tell_by_sole_hand
from pipelines.coding.text import ActorMention, ArticleText, Claim, EventMention, PlaceMention, TimeMention
from pipelines.coding.tolls import is_harm_of
from pipelines.coding.trigger_notes import OnNote


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
        focus = _focus(article, places)
        self._actors = actors
        self._texts = {passage.field: passage.text for passage in article.passages}
        self._coders = [
            _PassageCoder(
                list(set_scenes(passage, PassageMentions(passage, actors, places, times, holders), patterns)),
                CandidateFinder(passage, sport, violent, on_note),
                MentionWriter(article, passage, actors, places, claims, focus),
            )
            for passage in article.passages
        ]

    def clauses_to_parse(self) -> list[Clause]:
        """The clauses whose parties a parse can settle."""
        return [clause for coder in self._coders for clause in coder.clauses_to_parse()]

    def mentions(self) -> list[EventMention]:
        """Every event mention of the article, title first, in reading order."""
        mentions = [mention for coder in self._coders for mention in coder.mentions()]
        told = tell_by_sole_hand(tell_by_headline(mentions, self._actors), self._actors, self._texts)
        return settle_entries(place_by_lead(told))


def parse_together(drafts: Sequence[EventDraft], parser: Parser) -> None:
    """Gives the clauses of all drafts their parses: a step of the parser costs little more for hundreds than for one.

    What stands beside a sentence changes nothing in its parse.
    """
    clauses = [clause for draft in drafts for clause in draft.clauses_to_parse()]
    named = [(c.tokens, name_spans(c.tokens, [*c.actor_spans[: c.named], *c.place_spans])) for c in clauses]
    for clause, parse in zip(clauses, parser.parse(named), strict=True):
        clause.parse = parse


def _focus(article: ArticleText, places: Sequence[PlaceMention]) -> PlaceMention | None:
    """The town that the article is about: named twice or more, and more often than any other, not as a government."""
    texts = {passage.field: passage.text for passage in article.passages}
    named = [place for place in places if place_precision(place) in ("city", "point")]
    towns = [place for place in named if not is_capital(place) or is_led_in(texts[place.field], place)]
    counts = Counter(place.place_id for place in towns).most_common(2)
    if not counts or counts[0][1] < 2 or (len(counts) > 1 and counts[1][1] == counts[0][1]):
        return None
    return next(place for place in towns if place.place_id == counts[0][0])


class _PassageCoder:
    """One passage's scenes, and the mentions that they give."""

    def __init__(self, scenes: Sequence[Scene], finder: CandidateFinder, writer: MentionWriter) -> None:
        self._scenes, self._finder, self._writer = scenes, finder, writer

    def clauses_to_parse(self) -> list[Clause]:
        """The clauses with an actor and a verb whose subject order alone may miss."""
        return [scene.clause for scene in self._scenes if scene.clause.named and wants_parse(scene)]

    def mentions(self) -> list[EventMention]:
        """The passage's event mentions in reading order."""
        return tell_out([mention for scene in self._scenes for mention in self._mentions_of(scene)])

    def _mentions_of(self, scene: Scene) -> Iterator[EventMention]:
        candidates = self._finder.find(scene)
        if not candidates:
            return
        harms = find_harms(scene.clause)
        merged = merge_candidates(scene.clause, candidates)
        self._finder.note_merging(scene.clause, candidates, merged)
        for candidate in self._finder.with_doers(scene.clause, merged):
            own = [harm for harm in harms if is_harm_of(candidate, candidates, harm)]
            first, *listed = with_listed(scene.clause, candidate)
            yield self._writer.mention(scene, first, own)
            yield from (self._writer.mention(scene, other, ()) for other in listed)
