"""Joins mentions of one real-world event: first within each article, then across articles.

Candidates come from joins on blocking keys, so the work grows with the mentions, not with their pairs. The result
is the same whatever the order of the rows; an event is named after its first mention in journal order, and keeps
that name while it gains mentions. Where two events turn out to be one, the older name stays; the other one still names
a mention, and so leads to the event that has it.
"""

from dataclasses import dataclass

import polars as pl

from pipelines.linking.candidates import candidates
from pipelines.linking.clusters import Clusters
from pipelines.linking.features import add_features, in_reading_order
from pipelines.linking.pairs import JUDGED, score_across, score_within
from pipelines.linking.reports import add_likeness, reports_of
from pipelines.linking.terms import find_terms, no_terms
from schemas.contracts import dtypes, empty
from schemas.frames import EventLinks, EventPairs

WINDOW = 40


@dataclass(frozen=True, slots=True)
class Linking:
    """`links`: which event each mention reports, in the order of the input; `pairs`: what joined and parted them."""

    links: pl.DataFrame
    pairs: pl.DataFrame


def link_mentions(mentions: pl.DataFrame, articles: pl.DataFrame | None = None) -> Linking:
    """Links the mentions, which are those of the contract.

    A column `article_position` gives the journal's order of the articles. `articles` (`article_id`, `title`, `text`)
    lets their words speak too. Of the pairs those are kept that made an event, and each event's nearest miss.
    """
    if mentions.is_empty():
        return Linking(empty(EventLinks), empty(EventPairs))
    ordered = in_reading_order(mentions)
    features = add_features(ordered)
    terms = no_terms() if articles is None else find_terms(mentions, articles)
    within = score_within(_pairs_within(features))
    groups, joined_within = _joined_within(features.height, within)
    reports = reports_of(features, groups, terms)
    compared = add_likeness(candidates(reports, terms.weights), reports, terms.weights)
    across = score_across(_side_by_side(compared, reports))
    roots, joined_across = _joined_across(reports, across, groups)
    links = _named(ordered, roots)
    judged = [
        within.select(*JUDGED, scope=pl.lit("article")),
        across.select(*JUDGED, scope=pl.lit("articles")),
    ]
    pairs = _worth_telling(pl.concat(judged), pl.concat([joined_within, joined_across]), roots)
    in_order = mentions.select("mention_id").join(links, on="mention_id", how="left", maintain_order="left")
    return Linking(in_order.select(*dtypes(EventLinks)), _with_ids(pairs, ordered, links))


def _pairs_within(features: pl.DataFrame) -> pl.DataFrame:
    """Pairs of one article, family and modality; each mention with at most the `WINDOW` before it."""
    block = ["article_id", "family", "told"]
    left = features.with_columns(place_in_block=pl.int_range(pl.len()).over(block))
    pairs = left.join(left, on=block, how="inner")
    gap = pl.col("place_in_block_right") - pl.col("place_in_block")
    return pairs.filter((gap > 0) & (gap <= WINDOW))


def _joined_within(size: int, scored: pl.DataFrame) -> tuple[list[int], pl.DataFrame]:
    """For every mention the first one of its article's event, and the pairs that say so.

    A mention joins its best partner among the earlier ones only, so that a vague one does not join two others.
    """
    enough = scored.filter(pl.col("score") >= pl.col("needed"))
    best = enough.sort("node_right", "score", "node", descending=[False, True, False])
    edges = best.group_by("node_right", maintain_order=True).first().select("node", "node_right")
    clusters = Clusters([None] * size)
    for one, other in edges.iter_rows():
        clusters.join(one, other)
    return [clusters.root(node) for node in range(size)], edges


def _side_by_side(pairs: pl.DataFrame, reports: pl.DataFrame) -> pl.DataFrame:
    right = reports.rename(lambda name: f"{name}_right")
    return pairs.join(reports, on="node", how="left").join(right, on="node_right", how="left")


def _joined_across(reports: pl.DataFrame, scored: pl.DataFrame, groups: list[int]) -> tuple[list[int], pl.DataFrame]:
    """For every mention the smallest node of its event, and the pairs that made it so: the surest first."""
    days: list[int | None] = [None] * len(groups)
    stated = reports.filter("has_day").select("node", pl.col("date_start").dt.epoch("d"))
    for node, day in stated.iter_rows():
        days[node] = day
    clusters = Clusters(days)
    enough = scored.filter(pl.col("score") >= pl.col("needed"))
    surest = enough.sort(pl.col("needed") - pl.col("score"), "node", "node_right")
    over_midnight = (pl.col("has_day") & pl.col("has_day_right")).cast(pl.Int8)
    rows = surest.select("node", "node_right", over_midnight).iter_rows()
    made = [(one, other) for one, other, days_apart in rows if clusters.join(one, other, days_apart)]
    edges = pl.DataFrame(made, schema={"node": pl.UInt32, "node_right": pl.UInt32}, orient="row")
    return [clusters.root(group) for group in groups], edges


def _named(ordered: pl.DataFrame, roots: list[int]) -> pl.DataFrame:
    """The events, each named after its first mention in journal order."""
    rooted = ordered.select("node", "mention_id", "article_id", "article_position").with_columns(root=pl.Series(roots))
    first = rooted.sort("article_position", "node").group_by("root", maintain_order=True).first()
    ids = first.select("root", ("ev-" + pl.col("mention_id")).alias("event_id"))
    return rooted.join(ids, on="root", how="left").select("event_id", "mention_id", "article_id")


def _worth_telling(judged: pl.DataFrame, joined: pl.DataFrame, roots: list[int]) -> pl.DataFrame:
    """The pairs that joined, and of each event the best pair that leads out of it, its nearest miss."""
    root = pl.Series(roots, dtype=pl.UInt32)
    placed = judged.with_columns(root=root.gather(judged["node"]), other_root=root.gather(judged["node_right"]))
    made = placed.join(joined, on=["node", "node_right"], how="semi").with_columns(is_joined=True)
    out = placed.filter(pl.col("root") != pl.col("other_root"))
    shortfall = (pl.col("needed") - pl.col("score")).alias("shortfall")
    sides = [out.select("node", "node_right", shortfall, event=side) for side in ("root", "other_root")]
    least = pl.concat(sides).filter(pl.col("shortfall") == pl.col("shortfall").min().over("event"))
    nearest = least.sort("event", "node", "node_right").unique("event", keep="first").select("node", "node_right")
    missed = out.join(nearest.unique(), on=["node", "node_right"], how="semi").with_columns(is_joined=False)
    return pl.concat([made, missed])


def _with_ids(pairs: pl.DataFrame, ordered: pl.DataFrame, links: pl.DataFrame) -> pl.DataFrame:
    ids = ordered.select("node", "mention_id").join(links.select("mention_id", "event_id"), on="mention_id")
    other = ids.rename({"node": "node_right", "mention_id": "other_mention_id", "event_id": "other_event_id"})
    named = pairs.join(ids, on="node").join(other, on="node_right").sort("mention_id", "other_mention_id")
    return named.select(*dtypes(EventPairs))
