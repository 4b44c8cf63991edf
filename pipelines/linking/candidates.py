"""Which reports of two articles are compared: those that share a blocking key, so that the work grows with the reports.

A key is a town and a day, both sides and a day, a toll and its region, a person's name, or a rare term. In a block that
is too large each report is compared with a few beside it, and with the block's first.
"""

from collections.abc import Iterator

import polars as pl

LARGEST_BLOCK = 30
BESIDE = 8
TERMS_EACH = 12
LARGEST_TERM_BLOCK = 40
SHARED_TERMS = 2
LONGEST_DAYS = 7
_UNDATED = pl.lit(0, dtype=pl.Int32)


def candidates(reports: pl.DataFrame, weights: pl.DataFrame) -> pl.DataFrame:
    """Pairs `node` < `node_right` of reports from two articles that share a key.

    `reports` has one row for each event of each article, in an order that does not depend on their arrival.
    """
    by_key = pl.concat([frame.select("key", "node") for frame in _keyed(reports)]).unique()
    pairs = pl.concat([_bounded(by_key, LARGEST_BLOCK), _by_terms(reports, weights)]).unique()
    articles = reports.select("node", "article_id")
    other = articles.rename({"node": "node_right", "article_id": "other_article"})
    return (
        pairs.join(articles, on="node")
        .join(other, on="node_right")
        .filter(pl.col("article_id") != pl.col("other_article"))
        .select("node", "node_right")
        .sort("node", "node_right")
    )


def _keyed(reports: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Frames of `key` and `node`: one of each kind of key that is made of facts."""
    span = pl.col("date_end") - pl.col("date_start")
    short = reports.filter((span <= pl.duration(days=LONGEST_DAYS)).fill_null(True))
    day = pl.col("date_start").dt.epoch("d")
    days = pl.when(day.is_not_null()).then(pl.concat_list(day - 1, day, day + 1)).otherwise(pl.concat_list(_UNDATED))
    daily = short.with_columns(day=days).explode("day")
    yield _key(daily.filter(pl.col("place_rank") == 3), "place_id", "day")
    sides = pl.concat_str(pl.col("actors").list.first(), pl.lit(">"), pl.col("recipients").list.first())
    yield _key(daily.with_columns(sides=sides).filter(pl.col("sides").is_not_null()), "sides", "day")
    harmed = daily.filter(pl.col("admin1").is_not_null() & (pl.col("fatalities_best") > 0))
    yield _key(harmed, "country_code", "admin1", "fatalities_best", "day")
    named = reports.with_columns(name=pl.concat_list("actors", "recipients")).explode("name")
    yield _key(named.filter(pl.col("name").str.starts_with("name:")), "name")


def _key(frame: pl.DataFrame, *columns: str) -> pl.DataFrame:
    parts = (pl.col(column).cast(pl.String) for column in ("family", *columns))
    return frame.select("node", key=pl.concat_str(pl.lit(columns[0]), *parts, separator="|")).drop_nulls()


def _by_terms(reports: pl.DataFrame, weights: pl.DataFrame) -> pl.DataFrame:
    """Pairs that share some of the few rarest terms of each."""
    terms = reports.select("node", "family", term="terms").explode("term").drop_nulls()
    weighed = terms.join(weights.select("term", "weight", "count"), on="term", how="inner")
    rarest = (
        weighed.filter(pl.col("count") <= LARGEST_TERM_BLOCK)
        .sort("node", "weight", "term", descending=[False, True, False])
        .group_by("node", maintain_order=True)
        .head(TERMS_EACH)
    )
    key = pl.concat_str("family", "term", separator="|")
    shared = _bounded(rarest.select("node", key=key), LARGEST_TERM_BLOCK, once=False)
    return shared.group_by("node", "node_right").len().filter(pl.col("len") >= SHARED_TERMS).drop("len")


def _bounded(keys: pl.DataFrame, largest: int, once: bool = True) -> pl.DataFrame:
    """All pairs of small blocks; in large ones each report with the few next to it and with the block's first."""
    numbered = keys.sort("key", "node").with_columns(at=pl.int_range(pl.len()).over("key"), size=pl.len().over("key"))
    small = numbered.filter(pl.col("size") <= largest)
    pairs = [small.join(small, on="key").filter(pl.col("node") < pl.col("node_right"))]
    large = numbered.filter(pl.col("size") > largest)
    for step in range(1, BESIDE + 1):
        shifted = large.with_columns(at=pl.col("at") - step)
        pairs.append(large.join(shifted, on=["key", "at"]))
    firsts = large.filter(pl.col("at") < BESIDE)
    pairs.append(firsts.join(large, on="key").filter(pl.col("node") < pl.col("node_right")))
    found = pl.concat([frame.select("node", "node_right") for frame in pairs])
    return found.unique() if once else found
