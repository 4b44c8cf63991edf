"""One article through all parts of the coder, in their order. What the parts find is decided in their own modules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pipelines.coding.actors import Parties, find_parties
from pipelines.coding.attribution import find_claims
from pipelines.coding.datelines import generalise_bureau
from pipelines.coding.events import EventDraft, parse_together
from pipelines.coding.holders import as_holders
from pipelines.coding.page_dates import find_page_date
from pipelines.coding.places import find_places, outside_names
from pipelines.coding.reference import Reference
from pipelines.coding.sentences import split_passage
from pipelines.coding.text import ActorMention, ArticleText, Claim, EventMention, FieldName, PlaceMention, TimeMention
from pipelines.coding.times import find_times
from pipelines.coding.trigger_notes import OnNote

_FIELDS: tuple[FieldName, ...] = ("title", "text")


@dataclass(frozen=True, slots=True)
class Coding:
    """All that was found in one article, each list in reading order, title first."""

    article: ArticleText
    mentions: list[EventMention]
    places: list[PlaceMention]
    actors: list[ActorMention]
    times: list[TimeMention]
    claims: list[Claim]


def read_article_text(article: Mapping[str, Any]) -> ArticleText:
    """The article as the coder sees it; only `article_id` and `text` are required."""
    passages = tuple(split_passage(name, article.get(name) or "") for name in _FIELDS)
    recorded = published_day(article.get("published_at"))
    printed = find_page_date(article.get("text") or "", recorded)
    return ArticleText(
        article_id=article["article_id"],
        passages=passages,
        published=printed.day if printed else recorded,
        publisher=article.get("publisher"),
        dateline_place=article.get("dateline_place"),
        page_date=printed,
    )


def published_day(published_at: str | None) -> date | None:
    """The calendar day as the publisher writes it; none where it is no ISO date."""
    try:
        return date.fromisoformat((published_at or "")[:10])
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Draft:
    """An article of which all is found but the events, whose clauses may be parsed together with other articles'."""

    article: ArticleText
    places: list[PlaceMention]
    parties: Parties
    times: list[TimeMention]
    claims: list[Claim]
    events: EventDraft

    def finished(self) -> Coding:
        """The coding with its events."""
        mentions = self.events.mentions()
        actors = _with_holders(self.parties, mentions)
        return Coding(self.article, mentions, self.places, actors, self.times, self.claims)


def _with_holders(parties: Parties, mentions: Sequence[EventMention]) -> list[ActorMention]:
    """The actors, and the holders that were found to be on a side of an act."""
    sides = (party for mention in mentions for party in (*mention.actors, *mention.recipients))
    named = {(party.field, party.start, party.end) for party in sides}
    used = [holder for holder in parties.holders if (holder.field, holder.start, holder.end) in named]
    return sorted([*parties.actors, *used], key=lambda m: (m.field != "title", m.start))


def draft_article(article: Mapping[str, Any], reference: Reference, on_note: OnNote | None = None) -> Draft:
    """Everything but the events; `on_note` hears why words are an event or none."""
    text = read_article_text(article)
    times = find_times(text)
    places = find_places(text, reference.gazetteer)
    named = find_parties(text, reference.dictionary, places)
    places = outside_names(places, named.actors)
    parties = Parties(named.actors, [*named.holders, *as_holders(places)])
    claims = find_claims(text, parties.actors)
    where = generalise_bureau(text, places, reference.gazetteer)
    told = [replace(t, date_start=None, date_end=None) if _is_of_page(text, t) else t for t in times]
    events = EventDraft(text, parties.actors, where, told, claims, reference.patterns, on_note, parties.holders)
    return Draft(text, places, parties, times, claims, events)


def _is_of_page(article: ArticleText, time: TimeMention) -> bool:
    """Whether a time is the day printed above the story, and that of no event."""
    page = article.page_date
    return page is not None and time.field == "text" and page.start <= time.start and time.end <= page.end


def code_article(article: Mapping[str, Any], reference: Reference, on_note: OnNote | None = None) -> Coding:
    """Everything that the coder finds in one article; `on_note` hears why words are an event or none."""
    draft = draft_article(article, reference, on_note)
    parse_together([draft.events], reference.parser)
    return draft.finished()
