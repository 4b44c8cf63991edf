"""Events within one article: which of its mentions are one report. An article's words and mentions decide alone."""

import polars as pl

from pipelines.linking.clusters import Clusters
from pipelines.linking.evidence import is_war
from pipelines.linking.pairs import JUDGED, score_within

WINDOW = 40
_EXCLUDES = "sides|days|places"


def add_reports(features: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """The mentions with their `report`, its first mention; all pairs that were compared, and those that joined."""
    scored = score_within(_pairs_within(features))
    report, joined = _joined_within(features.height, scored)
    nodes = features["node"]
    reported = features.with_columns(report=nodes.gather(pl.Series(report, dtype=pl.UInt32)))
    pairs = scored.select(*JUDGED, scope=pl.lit("article"))
    return reported, pairs, joined.select(node=nodes.gather(joined["at"]), node_right=nodes.gather(joined["at_right"]))


def _pairs_within(features: pl.DataFrame) -> pl.DataFrame:
    """Pairs of one article, family and modality; each mention with at most the `WINDOW` before it."""
    block = ["article_id", "family", "told"]
    left = features.with_columns(place_in_block=pl.int_range(pl.len()).over(block), in_block=pl.len().over(block))
    left = left.filter(pl.col("in_block") > 1).drop("in_block")
    pairs = left.join(left, on=block, how="inner")
    gap = pl.col("place_in_block_right") - pl.col("place_in_block")
    return pairs.filter((gap > 0) & (gap <= WINDOW))


def _joined_within(size: int, scored: pl.DataFrame) -> tuple[list[int], pl.DataFrame]:
    """For every mention the first one of its article's event, and the pairs that say so.

    A mention joins its best partner among the earlier ones only, so that a vague one does not join two others; and in
    a war no event that has another side, day or place in it than the mention.
    """
    likely = scored.filter(pl.col("score") >= pl.col("needed"))
    best_first = likely.sort("at_right", "score", "at", descending=[False, True, False]).select("at", "at_right")
    kept_apart = set(
        scored.filter(is_war() & pl.col("contradictions").str.contains(_EXCLUDES)).select("at", "at_right").iter_rows()
    )
    clusters = Clusters([None] * size)
    events: dict[int, list[int]] = {}
    edges: dict[int, int] = {}
    for one, other in best_first.iter_rows():
        event = events.setdefault(clusters.root(one), [one])
        if other not in edges and not any((member, other) in kept_apart for member in event):
            edges[other] = one
            clusters.join(one, other)
            event.append(other)
    joined = pl.DataFrame(
        {"at": edges.values(), "at_right": edges.keys()}, schema=dict.fromkeys(("at", "at_right"), pl.UInt32)
    )
    return clusters.roots(), joined
