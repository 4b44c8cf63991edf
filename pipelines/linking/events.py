"""Joins mentions of one real-world event: first within each article, then across articles.

Candidates come from joins on blocking keys, so the work grows with the mentions, not with their pairs. Of articles that
come together the result is the same whatever the order of the rows; an event is named after its first mention in
journal order, and keeps that name while it gains mentions. Where two events turn out to be one, the older name stays;
the other one still names a mention, and so leads to the event that has it.
"""

from dataclasses import dataclass

import polars as pl

from pipelines.linking.relinking import relink, told_pairs
from pipelines.linking.tables import Memory
from schemas.contracts import dtypes, empty
from schemas.frames import EventLinks, EventPairs


@dataclass(frozen=True, slots=True)
class Linking:
    """`links`: which event each mention reports, in the order of the input; `pairs`: what joined and parted them."""

    links: pl.DataFrame
    pairs: pl.DataFrame


def link_mentions(mentions: pl.DataFrame, articles: pl.DataFrame | None = None) -> Linking:
    """Links the mentions, which are those of the contract, as if all had come at once.

    A column `article_position` gives the journal's order of the articles. `articles` (`article_id`, `title`, `text`)
    lets their words speak too. Of the pairs those are kept that made an event, and each event's nearest miss.
    """
    if mentions.is_empty():
        return Linking(empty(EventLinks), empty(EventPairs))
    tables = Memory()
    links = relink(tables, pl.DataFrame(schema={"article_id": pl.String}), mentions, articles)
    _, pairs = told_pairs(tables, mentions.select("mention_id"))
    in_order = mentions.select("mention_id").join(links, on="mention_id", how="left", maintain_order="left")
    return Linking(in_order.select(*dtypes(EventLinks)), pairs)
