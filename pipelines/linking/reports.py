"""An article's report of one event: what its mentions of that event say together, and the terms that go with it."""

import polars as pl

from pipelines.linking.pairs import VERBAL
from pipelines.linking.terms import RARE, TELLING, Terms

LEAD_SENTENCES = 2
_PLACE = ("place_id", "place_name", "country_code", "admin1", "latitude", "longitude", "place_rank")


def reports_of(features: pl.DataFrame, groups: list[int], terms: Terms) -> pl.DataFrame:
    """One row for each event of each article: its finest place, best date, all parties, highest toll, its terms.

    `groups` gives each mention the first of its event; the report's `node` is that one.
    """
    grouped = features.with_columns(group=pl.Series(groups, dtype=pl.UInt32))
    finest = pl.col("place_rank").arg_max()
    dated = (pl.col("has_day").cast(pl.Int8) * 2 + pl.col("has_date").cast(pl.Int8)).arg_max()
    lists = ["actors", "recipients", "actor_sides", "recipient_sides", "persons"]
    reports = (
        grouped.group_by("group", maintain_order=True)
        .agg(
            pl.col("article_id", "family", "told").first(),
            pl.col("mode").drop_nulls().first(),
            *(
                pl.col(column).get(finest)
                for column in (
                    "place_id",
                    "place_name",
                    "country_code",
                    "admin1",
                    "latitude",
                    "longitude",
                    "place_rank",
                )
            ),
            *(pl.col(column).get(dated) for column in ("date_start", "date_end", "has_day", "has_date")),
            *(pl.col(column).explode().drop_nulls().unique().sort() for column in lists),
            pl.col("fatalities_best", "injured", "headcount").max(),
            pl.col("is_war").any(),
            prominence=_prominence(),
        )
        .rename({"group": "node"})
        .filter(pl.col("told") == "fact")
    )
    return _with_terms(reports, grouped, terms)


def _prominence() -> pl.Expr:
    """How much of the article an event takes: the headline counts most, then the beginning."""
    lead = pl.col("sentence_index") < LEAD_SENTENCES
    return pl.when("in_title").then(3).when(lead).then(2).otherwise(1).sum()


def _with_terms(reports: pl.DataFrame, grouped: pl.DataFrame, terms: Terms) -> pl.DataFrame:
    """Adds the terms of the event's sentences, and for the article's main event those of the article."""
    first = pl.col("prominence").rank("ordinal", descending=True).over("article_id", "family") == 1
    main = first & (
        pl.col("family").is_in(["ASSAULT"]) | ((pl.col("prominence") > 1) & ~pl.col("family").is_in(VERBAL))
    )
    about = terms.articles.rename({"terms": "about"})
    told = (
        grouped.select("mention_id", node="group")
        .join(terms.sentences, on="mention_id", how="inner")
        .group_by("node")
        .agg(
            pl.col("terms").explode().unique().sort().alias("told_in"),
            pl.col("weekdays").explode().drop_nulls().unique().sort(),
        )
    )
    nothing = pl.lit([], dtype=pl.List(pl.UInt32))
    whole = (
        pl.col("told_in")
        .fill_null(nothing)
        .list.set_union(pl.when("is_main").then(pl.col("about").fill_null(nothing)).otherwise(nothing))
    )
    joined = (
        reports.with_columns(is_main=main).join(about, on="article_id", how="left").join(told, on="node", how="left")
    )
    merged = joined.with_columns(terms=whole.list.sort()).drop("about", "told_in")
    norms = (
        merged.select("node", term="terms")
        .explode("term")
        .join(terms.weights, on="term", how="inner")
        .group_by("node")
        .agg(norm=(pl.col("weight") ** 2).sum().sqrt())
    )
    return merged.join(norms, on="node", how="left").sort("node")


def add_likeness(pairs: pl.DataFrame, reports: pl.DataFrame, weights: pl.DataFrame) -> pl.DataFrame:
    """Adds how many rare names and telling terms both hold, and `likeness`, their cosine; null = no text."""
    held = reports.select("node", "terms", "norm")
    both = pairs.join(held, on="node", how="left").join(
        held.rename(lambda name: f"{name}_right"), on="node_right", how="left"
    )
    shared = (
        both.select("node", "node_right", term=pl.col("terms").list.set_intersection("terms_right"))
        .explode("term")
        .join(weights, on="term", how="inner")
        .group_by("node", "node_right")
        .agg(
            product=(pl.col("weight") ** 2).sum(),
            shared_terms=(pl.col("weight") >= TELLING).sum().cast(pl.Int32),
            shared_names=(pl.col("is_name") & (pl.col("weight") >= RARE)).sum().cast(pl.Int32),
        )
    )
    found = both.select("node", "node_right", "norm", "norm_right").join(shared, on=["node", "node_right"], how="left")
    norm = pl.col("norm") * pl.col("norm_right")
    likeness = pl.when(norm > 0).then((pl.col("product").fill_null(0.0) / norm).round(4))
    return found.select("node", "node_right", pl.col("shared_names", "shared_terms").fill_null(0), likeness=likeness)
