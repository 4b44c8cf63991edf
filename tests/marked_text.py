"""Articles for tests with their mentions marked by hand.

Marks are `[words|actor_id|sector]`, `{words|place_id|feature}` and `<words|day>`, where a day is `2017-11-03` or
`2014-01-01..2014-12-31`. They stand in for what the finders of actors, places and times give.
"""

import re
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from pipelines.coding.events import EventDraft, parse_together
from pipelines.coding.parsing import load_parser
from pipelines.coding.patterns import load_event_patterns
from pipelines.coding.sentences import split_passage
from pipelines.coding.text import ActorMention, ArticleText, Claim, EventMention, PlaceMention, TimeMention

PUBLISHED = date(2017, 11, 3)
_MARK = re.compile(r"\[([^]|]+)\|([^]]*)\]|\{([^}|]+)\|([^}]*)\}|<([^>|]+)\|([^>]*)>")


class Marked(NamedTuple):
    """An article of one passage and what is marked in it."""

    article: ArticleText
    actors: list[ActorMention]
    places: list[PlaceMention]
    times: list[TimeMention]


def _actor(start: int, words: str, note: str) -> ActorMention:
    actor_id, _, sector = note.partition("|")
    country = actor_id[:3] if actor_id[:3].isupper() and actor_id[3:4] == "-" else None
    counted = re.match(r"(\d+) ", words)
    count = int(counted.group(1)) if counted else None
    end = start + len(words)
    return ActorMention("text", start, end, words, actor_id or None, None, "group", country, sector or None, 0.9, count)


def _place(start: int, words: str, note: str) -> PlaceMention:
    place_id, _, feature = note.partition("|")
    return PlaceMention(
        "text",
        start,
        start + len(words),
        words,
        place_id or None,
        words,
        35.0,
        40.0,
        "SYR",
        "01",
        feature or "PPL",
        0.9,
    )


def _time(start: int, words: str, note: str) -> TimeMention:
    first, _, last = note.partition("..")
    day = date.fromisoformat(first)
    return TimeMention(
        "text", start, start + len(words), words, "DATE", first, day, date.fromisoformat(last) if last else day
    )


def mark(text: str, published: date | None = PUBLISHED) -> Marked:
    """Takes the marks out of the text and makes mentions of them."""
    plain, actors, places, times, last = "", [], [], [], 0
    for match in _MARK.finditer(text):
        plain += text[last : match.start()]
        actor, actor_note, place, place_note, time, time_note = match.groups()
        if actor:
            actors.append(_actor(len(plain), actor, actor_note))
        elif place:
            places.append(_place(len(plain), place, place_note))
        else:
            times.append(_time(len(plain), time, time_note))
        plain += actor or place or time
        last = match.end()
    plain += text[last:]
    return Marked(ArticleText("a", (split_passage("text", plain),), published), actors, places, times)


def events(
    text: str,
    published: date | None = PUBLISHED,
    claims: list[Claim] | None = None,
    countries: dict[str, str] | None = None,
    states: dict[str, str] | None = None,
) -> list[EventMention]:
    """The event mentions of a marked text; `countries` puts places elsewhere than into Syria.

    `states`: actors that are the name of a state's land as well, with its place id.
    """
    marked = mark(text, published)
    lands = [_place(a.start, a.text, f"{states[a.text]}|PCLI") for a in marked.actors if states and a.text in states]
    there = sorted([*marked.places, *lands], key=lambda place: place.start)
    places = [replace(p, country_code=(countries or {}).get(p.place_id or "", p.country_code)) for p in there]
    actors = [replace(a, kind="country") if states and a.text in states else a for a in marked.actors]
    draft = EventDraft(marked.article, actors, places, marked.times, claims or [], load_event_patterns())
    parse_together([draft], load_parser())
    return draft.mentions()


def only(text: str, published: date | None = PUBLISHED) -> EventMention:
    """The one event mention of a marked text."""
    found = events(text, published)
    assert len(found) == 1, [(event.event_type, event.trigger_text) for event in found]
    return found[0]


def ids(actors: tuple[ActorMention, ...]) -> list[str | None]:
    """Actor ids in order; the words of one without id."""
    return [actor.actor_id or actor.text for actor in actors]
