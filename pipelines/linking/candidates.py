"""Which reports of two articles are compared: those that share a blocking key, so that the work grows with the reports.

A key is a town and a day, both sides and a day, a toll and its region, a person's name, or a rare term. In a block that
is too large each report is compared with a few beside it, and with the block's first. What a block gives depends on
its own reports alone.
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
PAIR = ["node", "node_right"]


def keys_of(reports: pl.DataFrame, weights: pl.DataFrame) -> pl.DataFrame:
    """The blocks that each report is in: `key`, `node`, and whether the key `is_term`."""
    facts = pl.concat([frame.select("key", "node") for frame in _keyed(reports)]).unique()
    terms = _rarest(reports, weights)
    return pl.concat([facts.with_columns(is_term=pl.lit(False)), terms.with_columns(is_term=pl.lit(True))])


def _keyed(reports: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Frames of `key` and `node`: one of each kind of key that is made of facts."""
    span = pl.col("date_end") - pl.col("date_start")
    short = reports.filter((span <= pl.duration(days=LONGEST_DAYS)).fill_null(True))
    day = pl.col("date_start").dt.epoch("d")
    days = pl.when(day.is_not_null()).then(pl.concat_list(day - 1, day, day + 1)).otherwise(pl.concat_list(_UNDATED))
    sides = pl.concat_str(pl.col("actors").list.first(), pl.lit(">"), pl.col("recipients").list.first())
    held = ("family", "place_rank", "place_id", "country_code", "admin1", "fatalities_best")
    daily = short.select("node", *held, sides=sides, day=days).explode("day")
    yield _key(daily.filter(pl.col("place_rank") == 3), "place_id", "day")
    yield _key(daily.filter(pl.col("sides").is_not_null()), "sides", "day")
    harmed = daily.filter(pl.col("admin1").is_not_null() & (pl.col("fatalities_best") > 0))
    yield _key(harmed, "country_code", "admin1", "fatalities_best", "day")
    named = reports.select("node", "family", name=pl.concat_list("actors", "recipients")).explode("name")
    yield _key(named.filter(pl.col("name").str.starts_with("name:")), "name")


def _key(frame: pl.DataFrame, *columns: str) -> pl.DataFrame:
    parts = (pl.col(column).cast(pl.String) for column in ("family", *columns))
    text = pl.concat_str(pl.lit(columns[0]), *parts, separator="|")
    return frame.select("node", text=text).drop_nulls().select(key=pl.col("text").hash(), node="node")


def _rarest(reports: pl.DataFrame, weights: pl.DataFrame) -> pl.DataFrame:
    """The few rarest terms of each report, with its family, as keys."""
    rare = weights.filter(pl.col("count") <= LARGEST_TERM_BLOCK).select("term", "weight")
    terms = reports.select("node", "family", term="terms").explode("term").join(rare, on="term")
    rarest = (
        terms.sort("node", "weight", "term", descending=[False, True, False])
        .group_by("node", maintain_order=True)
        .head(TERMS_EACH)
    )
    return rarest.select(key=pl.struct("family", "term").hash(), node="node")


def met_anew(keys: pl.DataFrame, blocks: pl.DataFrame) -> pl.DataFrame:
    """Pairs of `blocks` that hold a report of `keys`, which stand in `blocks` too: those that are to be compared."""
    new = keys.select("node").unique().with_columns(is_new=pl.lit(True))
    sized = _sized(blocks).join(new, on="node", how="left")
    few = sized.filter(~pl.col("is_large")).select("key", "at", "is_term", "is_new")
    met = few.join(few.filter("is_new").select("key", "at"), on="key")
    low, high, is_old = pl.col("at"), pl.col("at_right"), pl.col("is_new").is_null()
    once = met.filter((low < high) | (is_old & (low > high)))
    in_many = _beside(sized.filter("is_large"))
    touched = sized.filter("is_new")["at"].unique().implode()
    in_many = in_many.filter(pl.col("at").is_in(touched) | pl.col("at_right").is_in(touched))
    pairs = pl.concat([once.select("key", "is_term", _pair()), in_many.select("key", "is_term", _pair())])
    return _with_nodes(_enough(pairs), blocks)


def pairs_of(blocks: pl.DataFrame) -> pl.DataFrame:
    """All pairs that blocks give, each with its `key`, and whether that `is_term`."""
    sized = _sized(blocks)
    few = sized.filter(~pl.col("is_large")).select("key", "is_term", "at")
    in_few = few.join(few.select("key", "at"), on="key").filter(pl.col("at") < pl.col("at_right"))
    met = pl.concat([in_few.select("key", "is_term", "at", "at_right"), _beside(sized.filter("is_large"))])
    return _with_nodes(met.select("key", "is_term", _pair()), blocks)


def large(blocks: pl.DataFrame) -> pl.DataFrame:
    """The keys whose blocks are too large to compare all."""
    return blocks.group_by("key", "is_term").len("size").filter(_is_large()).select("key")


def enough(pairs: pl.DataFrame) -> pl.DataFrame:
    """The pairs that share a key of facts, or some rare terms, each once."""
    by_facts = pairs.filter(~pl.col("is_term")).select(PAIR)
    terms = pairs.filter("is_term").group_by(PAIR).len().filter(pl.col("len") >= SHARED_TERMS)
    return pl.concat([by_facts, terms.select(PAIR)]).unique()


def _enough(pairs: pl.DataFrame) -> pl.DataFrame:
    by_facts = pairs.filter(~pl.col("is_term")).select("pair")
    terms = pairs.filter("is_term").group_by("pair").len().filter(pl.col("len") >= SHARED_TERMS)
    return pl.concat([by_facts, terms.select("pair")]).unique()


def _is_large() -> pl.Expr:
    return pl.col("size") > pl.when("is_term").then(LARGEST_TERM_BLOCK).otherwise(LARGEST_BLOCK)


def _sized(blocks: pl.DataFrame) -> pl.DataFrame:
    """The blocks' reports, numbered in the order of their nodes: `at`; and whether the block `is_large`."""
    at = pl.col("node").rank("dense").cast(pl.UInt64)
    return blocks.with_columns(at=at, size=pl.len().over("key")).with_columns(is_large=_is_large()).drop("size")


def _pair() -> pl.Expr:
    """Two numbers of reports as one, which is quicker to tell apart than two columns."""
    low, high = pl.min_horizontal("at", "at_right"), pl.max_horizontal("at", "at_right")
    return (low * _HALF + high).alias("pair")


_HALF = pl.lit(2**32, dtype=pl.UInt64)


def _with_nodes(pairs: pl.DataFrame, blocks: pl.DataFrame) -> pl.DataFrame:
    nodes = blocks["node"].unique().sort()
    low, high = (pairs["pair"] // 2**32 - 1).cast(pl.UInt32), (pairs["pair"] % 2**32 - 1).cast(pl.UInt32)
    return pairs.drop("pair").with_columns(node=nodes.gather(low), node_right=nodes.gather(high))


def _beside(blocks: pl.DataFrame) -> pl.DataFrame:
    """In large blocks each report with the few next to it and with the block's first."""
    ordered = blocks.select("key", "is_term", "at").sort("key", "at")
    numbered = ordered.with_columns(place=pl.int_range(pl.len()).over("key"))
    next_to = [
        ordered.with_columns(at_right=pl.col("at").shift(-step), other=pl.col("key").shift(-step)).filter(
            pl.col("key") == pl.col("other")
        )
        for step in range(1, BESIDE + 1)
    ]
    firsts = numbered.filter(pl.col("place") < BESIDE)
    far = firsts.join(numbered.select("key", "at", "place"), on="key")
    far = far.filter(pl.col("place_right") - pl.col("place") > BESIDE)
    return pl.concat([frame.select("key", "is_term", "at", "at_right") for frame in (*next_to, far)])
