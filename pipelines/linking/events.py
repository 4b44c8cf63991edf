"""Joins mentions of one real-world event: first within each article, then across articles.

Candidates come from joins on blocking keys, so the work grows with the mentions, not with their pairs. The result
is the same whatever the order of the rows; an event is named after its first mention in journal order.
"""

import polars as pl

from pipelines.linking.features import add_features, in_reading_order
from pipelines.linking.pairs import judge_across, judge_within

LARGEST_BLOCK = 120
WINDOW = 40
UNDATED = pl.lit(0, dtype=pl.Int32)
_KEYS = {"event_id": pl.String, "mention_id": pl.String, "article_id": pl.String}


def link_mentions(mentions: pl.DataFrame) -> pl.DataFrame:
    """`event_id`, `mention_id`, `article_id`, one row a mention in the order of the input.

    `mentions` are those of the contract; a column `article_position` gives the journal's order of the articles.
    """
    if mentions.is_empty():
        return pl.DataFrame(schema=_KEYS)
    ordered = in_reading_order(mentions)
    features = add_features(ordered)
    within = _best_earlier(judge_within(_pairs_within(features)))
    groups = _components(features.height, within)
    merged = _summaries(features, groups)
    across = judge_across(_pairs_across(merged))
    roots = _components(features.height, _one_day_each(across, merged), groups)
    named = ordered.select("node", "mention_id", "article_id").with_columns(root=pl.Series(roots))
    ids = named.select(pl.col("node").alias("root"), ("ev-" + pl.col("mention_id")).alias("event_id"))
    linked = named.with_columns(pl.col("root").cast(pl.UInt32)).join(ids, on="root", how="left")
    return (
        mentions.select("mention_id")
        .join(linked.select("event_id", "mention_id", "article_id"), on="mention_id", how="left", maintain_order="left")
        .select("event_id", "mention_id", "article_id")
    )


def _pairs_within(features: pl.DataFrame) -> pl.DataFrame:
    """Pairs of one article, family and modality; each mention with at most the `WINDOW` before it."""
    block = ["article_id", "family", "told"]
    left = features.with_columns(place_in_block=pl.int_range(pl.len()).over(block))
    pairs = left.join(left, on=block, how="inner")
    gap = pl.col("place_in_block_right") - pl.col("place_in_block")
    return pairs.filter((gap > 0) & (gap <= WINDOW))


def _best_earlier(pairs: pl.DataFrame) -> list[tuple[int, int]]:
    """Each mention's best partner among the earlier ones, so that a vague one does not join two others."""
    best = pairs.sort("node_right", "score", "node", descending=[False, True, False]).group_by(
        "node_right", maintain_order=True
    )
    return list(best.first().select("node", "node_right").iter_rows())


def _components(size: int, edges: list[tuple[int, int]], start: list[int] | None = None) -> list[int]:
    """For every node the smallest node that the edges join it to."""
    parent = list(start) if start else list(range(size))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for one, other in edges:
        a, b = root(one), root(other)
        parent[max(a, b)] = min(a, b)
    return [root(node) for node in range(size)]


def _summaries(features: pl.DataFrame, groups: list[int]) -> pl.DataFrame:
    """One row for each article's event: its finest place, best date, all parties, highest toll."""
    grouped = features.with_columns(group=pl.Series(groups, dtype=pl.UInt32))
    finest = pl.col("place_rank").arg_max()
    dated = (pl.col("has_day").cast(pl.Int8) * 2 + pl.col("has_date").cast(pl.Int8)).arg_max()
    lists = ["actors", "recipients", "actor_sides", "recipient_sides"]
    return (
        grouped.group_by("group", maintain_order=True)
        .agg(
            pl.col("article_id", "family", "told").first(),
            pl.col("mode").drop_nulls().first(),
            *(
                pl.col(column).get(finest)
                for column in ("place_id", "country_code", "admin1", "latitude", "longitude", "place_rank")
            ),
            *(pl.col(column).get(dated) for column in ("date_start", "date_end", "has_day", "has_date")),
            *(pl.col(column).explode().drop_nulls().unique().sort() for column in lists),
            pl.col("fatalities_best", "injured").max(),
            pl.col("is_war").any(),
        )
        .rename({"group": "node"})
    )


def _pairs_across(events: pl.DataFrame) -> pl.DataFrame:
    """Pairs from different articles that share a blocking key: place and day, or parties and day."""
    short = (pl.col("date_end") - pl.col("date_start") <= pl.duration(days=7)).fill_null(True)
    facts = events.filter((pl.col("told") == "fact") & short)
    day = pl.col("date_start").dt.epoch("d")
    days = pl.when(day.is_not_null()).then(pl.concat_list(day - 1, day, day + 1)).otherwise(pl.concat_list(UNDATED))
    keyed = facts.with_columns(day=days).explode("day")
    by_place = keyed.filter(pl.col("place_rank") == 3).with_columns(key=_key("place_id"))
    sides = pl.concat_str(pl.col("actors").list.first(), pl.lit(">"), pl.col("recipients").list.first())
    by_parties = keyed.with_columns(sides=sides).filter(pl.col("sides").is_not_null()).with_columns(key=_key("sides"))
    by_toll = keyed.filter(pl.col("admin1").is_not_null() & (pl.col("fatalities_best") > 0)).with_columns(
        toll=pl.concat_str("country_code", "admin1", "fatalities_best", separator="|")
    )
    by_name = keyed.with_columns(name=pl.concat_list("actors", "recipients")).explode("name")
    by_name = by_name.filter(pl.col("name").str.starts_with("name:")).with_columns(key=_key("name"))
    frames = (by_place, by_parties, by_toll.with_columns(key=_key("toll")), by_name)
    keys = pl.concat([frame.select("key", "node") for frame in frames]).unique()
    numbered = keys.sort("key", "node").with_columns(
        place_in_block=pl.int_range(pl.len()).over("key"), size=pl.len().over("key")
    )
    wanted = _bounded(numbered).select("node", "node_right").unique().sort("node", "node_right")
    right = facts.rename(lambda name: f"{name}_right")
    return (
        wanted.join(facts, on="node", how="left")
        .join(right, on="node_right", how="left")
        .filter(pl.col("article_id") != pl.col("article_id_right"))
    )


def _bounded(numbered: pl.DataFrame) -> pl.DataFrame:
    """All pairs of small blocks; in large ones each event with the few next to it and with the block's first."""
    small = numbered.filter(pl.col("size") <= LARGEST_BLOCK)
    pairs = [small.join(small, on="key").filter(pl.col("place_in_block") < pl.col("place_in_block_right"))]
    large = numbered.filter(pl.col("size") > LARGEST_BLOCK)
    for step in range(1, WINDOW // 4 + 1):
        shifted = large.with_columns(place_in_block=pl.col("place_in_block") - step)
        pairs.append(large.join(shifted, on=["key", "place_in_block"]))
    firsts = large.filter(pl.col("place_in_block") < WINDOW // 4)
    pairs.append(firsts.join(large, on="key").filter(pl.col("place_in_block") < pl.col("place_in_block_right")))
    return pl.concat([frame.select("node", "node_right") for frame in pairs])


def _key(column: str) -> pl.Expr:
    return pl.concat_str("family", pl.col(column), pl.col("day").cast(pl.String), separator="|")


def _one_day_each(pairs: pl.DataFrame, events: pl.DataFrame) -> list[tuple[int, int]]:
    """Links; of an event dated only by its article, those to one stated day, so that it does not join two."""
    stated = events.select("node", pl.col("has_date").alias("stated"), pl.col("date_start").alias("day"))
    edges = pairs.select("node", "node_right", "score")
    both = pl.concat(
        [edges, edges.select(pl.col("node_right").alias("node"), pl.col("node").alias("node_right"), "score")]
    )
    tied = both.join(stated, on="node").join(stated.rename(lambda name: f"{name}_right"), on="node_right")
    loose = tied.filter(~pl.col("stated") & pl.col("stated_right"))
    best_day = (
        loose.sort("node", "score", "day_right", descending=[False, True, True])
        .group_by("node", maintain_order=True)
        .first()
        .select("node", pl.col("day_right").alias("best_day"))
    )
    kept = tied.join(best_day, on="node", how="left").filter(
        pl.col("stated")
        | (pl.col("stated_right") & (pl.col("day_right") == pl.col("best_day")))
        | (~pl.col("stated_right") & pl.col("day").eq_missing(pl.col("day_right")))
    )
    counted = kept.with_columns(
        low=pl.min_horizontal("node", "node_right"), high=pl.max_horizontal("node", "node_right")
    )
    agreed = counted.group_by("low", "high").len().filter(pl.col("len") >= 2).sort("low", "high")
    return list(agreed.select("low", "high").iter_rows())
