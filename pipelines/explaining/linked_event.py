"""`dateline explain EVENT_ID`: why the mentions of one event of the warehouse are one event.

All evidence is what linking itself wrote down when it built the warehouse (`facts.fact_event_pair`).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipelines.config import Settings
from pipelines.explaining.wording import toll
from warehouse.folder import DataFolder
from warehouse.query import query

_EVENT_ID = re.compile(r"ev-[0-9a-z]+")
SHOWN_MISSES = 3
KINDS = {
    "place_points": ("same or nearby place", ""),
    "day_points": ("same day", "days apart"),
    "party_points": ("same parties", "other parties"),
    "person_points": ("same person", "other persons"),
    "harm_points": ("same toll", "other toll"),
    "count_points": ("same count", "other count"),
    "mode_points": ("same means", "other means"),
    "word_points": ("same names and words", "no words in common"),
    "nearness_points": ("close in the text", ""),
    "contradiction_points": ("", "{contradictions} exclude each other"),
}
Row = Mapping[str, Any]


class UnknownEvent(LookupError):
    """The warehouse holds no such event."""

    def __init__(self, event_id: str) -> None:
        super().__init__(
            f"The warehouse holds no event '{event_id}'. Find one with"
            ' `dateline query "select event_id, sentence_text from fact_event"`.'
        )


@dataclass(frozen=True, slots=True)
class LinkedEvent:
    """`asked` is the id that was asked for; an event that was merged is now part of `event_id`.

    `links` and `misses` hold numbers of `mentions`, from 1, in place of ids; a miss has the other event's words.
    """

    asked: str
    event_id: str
    mentions: Sequence[Row]
    links: Sequence[Row]
    misses: Sequence[Row]


def is_event_id(text: str) -> bool:
    """Whether it is written as ids of events are."""
    return _EVENT_ID.fullmatch(text) is not None


def read_event(settings: Settings, event_id: str) -> LinkedEvent:
    """Reads an event with its mentions, links and nearest misses; raises `UnknownEvent`.

    An id names the event's first mention, so that an id from before a merge still leads to the event.
    """
    folder = DataFolder(settings.data_folder)
    mention_id = event_id.removeprefix("ev-")
    found = query(
        folder,
        "select event_id from fact_mention"
        f" where event_id = '{event_id}' or mention_id = '{mention_id}' order by event_id = '{event_id}' desc limit 1",
    )
    if found.is_empty() or found["event_id"][0] is None:
        raise UnknownEvent(event_id)
    current = found["event_id"][0]
    mentions = query(folder, _MENTIONS.format(event_id=current)).to_dicts()
    numbers = {mention["mention_id"]: number for number, mention in enumerate(mentions, 1)}
    links = query(folder, _LINKS.format(event_id=current)).to_dicts()
    misses = query(folder, _MISSES.format(event_id=current, shown=SHOWN_MISSES)).to_dicts()
    return LinkedEvent(
        event_id,
        current,
        mentions,
        [link | {"one": numbers[link["mention_id"]], "other": numbers[link["other_mention_id"]]} for link in links],
        [miss | {"one": numbers[miss["mention_id"]]} for miss in misses],
    )


def show(event: LinkedEvent, console: Console | None = None) -> None:
    """Prints the event: its mentions, what joined them, and what came nearest to being joined too."""
    console = console or Console()
    if event.asked != event.event_id:
        console.print(f"{event.asked} is now part of {event.event_id}.")
    articles = len({mention["article_id"] for mention in event.mentions})
    console.print(f"[bold]{event.event_id}[/]: {len(event.mentions)} mentions in {articles} articles")
    console.print(_mentions_table(event.mentions))
    for title, lines in (("What joined them", map(_link_line, event.links)), ("Nearest misses", _miss_lines(event))):
        told = list(lines)
        if told:
            console.print(Text(title, "bold"))
            for line in told:
                console.print(Text(f"  {line}"))


def _mentions_table(mentions: Iterable[Row]) -> Table:
    table = Table("", "article", "sentence", "what", "where, when", "people harmed", show_lines=True, expand=True)
    for number, mention in enumerate(mentions, 1):
        parties = f"{_names(mention['actors'])} → {_names(mention['recipients'])}"
        kind = "/".join(part for part in (mention["event_type"], mention["mode"]) if part)
        table.add_row(
            str(number),
            Text("\n".join(str(mention[part]) for part in ("publisher", "published_date", "title") if mention[part])),
            _sentence(mention),
            Text(f"{kind}\n{parties}"),
            Text(
                f"{mention['place_name'] or '?'}\n{mention['date_start'] or '?'} ({mention['date_precision'] or '-'})"
            ),
            Text(toll(mention)),
        )
    return table


def _sentence(mention: Row) -> Text:
    sentence = Text(mention["sentence_text"])
    start = mention["trigger_start"] - mention["sentence_start"]
    sentence.stylize("bold white on red", start, start + len(mention["trigger_text"]))
    return sentence


def _names(parties: Iterable[Row]) -> str:
    return "; ".join(party["name"] or party["text"] for party in parties) or "?"


def _link_line(link: Row) -> str:
    return f"{link['one']} and {link['other']}{_scope(link)}: {_evidence(link)}"


def _miss_lines(event: LinkedEvent) -> Iterable[str]:
    for miss in event.misses:
        where = f"{miss['other_event_id']} “{miss['sentence_text']}”"
        yield f"{miss['one']} and {where}{_scope(miss)}: {_evidence(miss)}{_why_not(miss)}"


def _scope(pair: Row) -> str:
    return " (one article)" if pair["scope"] == "article" else ""


def _why_not(miss: Row) -> str:
    enough = miss["score"] >= miss["needed"]
    return "; a surer link, or another stated day, stood in its way" if enough else ""


def _evidence(pair: Row) -> str:
    """The points in words, the weightiest first: "8.5 of 6.0: same toll +3.0, ..."."""
    points = sorted(((kind, pair[kind]) for kind in KINDS if pair[kind]), key=lambda point: -abs(point[1]))
    words = [f"{KINDS[kind][value < 0].format_map(pair)} {value:+.1f}" for kind, value in points]
    return f"{pair['score']:.1f} points of {pair['needed']:.1f}: {', '.join(words) or 'nothing in common'}"


_MENTIONS = """
select mention.*, article.publisher, article.title, article.published_date
from fact_mention as mention
inner join dim_article as article on mention.article_id = article.article_id
where mention.event_id = '{event_id}'
order by mention.article_position, mention.field != 'title', mention.trigger_start, mention.mention_id
"""
_LINKS = """
select * from fact_event_pair where is_joined and event_id = '{event_id}'
order by scope, score - needed desc, mention_id, other_mention_id
"""
_MISSES = """
with misses as (
    select * from fact_event_pair where not is_joined and event_id = '{event_id}'
    union all by name
    select
        * replace (
            mention_id as other_mention_id, other_mention_id as mention_id,
            event_id as other_event_id, other_event_id as event_id
        ),
    from fact_event_pair
    where not is_joined and other_event_id = '{event_id}'
)
select misses.* exclude (sentence_text), mention.sentence_text
from misses
inner join fact_mention as mention on misses.other_mention_id = mention.mention_id
order by misses.score - misses.needed desc, misses.mention_id, misses.other_mention_id
limit {shown}
"""
