"""An article's report of one event: what its mentions of that event say together, and the terms that go with it.

A report's weights hold two things in one number: twice the weight in thousandths, and one more for a name.
"""

import polars as pl

from pipelines.linking.pairs import VERBAL
from pipelines.linking.terms import RARE, TELLING, THOUSANDTHS, Terms

LEAD_SENTENCES = 2
_PLACE = ("place_id", "place_name", "country_code", "admin1", "latitude", "longitude", "place_rank")


def reports_of(features: pl.DataFrame, terms: Terms, weights: pl.DataFrame) -> pl.DataFrame:
    """One row for each event of each article: its finest place, best date, all parties, highest toll, its terms.

    `report` gives each mention the first of its event, the `node` of the report.
    """
    finest = pl.col("place_rank").arg_max()
    dated = (pl.col("has_day").cast(pl.Int8) * 2 + pl.col("has_date").cast(pl.Int8)).arg_max()
    lists = ["actors", "recipients", "actor_sides", "recipient_sides", "persons"]
    reports = (
        features.filter(pl.col("told") == "fact")
        .group_by("report", maintain_order=True)
        .agg(
            pl.col("article_id", "family").first(),
            pl.col("mode").drop_nulls().first(),
            *(pl.col(column).get(finest) for column in _PLACE),
            *(pl.col(column).get(dated) for column in ("date_start", "date_end", "has_day", "has_date")),
            *(pl.col(column).explode().drop_nulls().unique().sort() for column in lists),
            pl.col("fatalities_best", "injured", "headcount").max(),
            pl.col("is_war").any(),
            prominence=_prominence(),
        )
        .rename({"report": "node"})
    )
    return _with_terms(reports, features, terms, weights)


def _prominence() -> pl.Expr:
    """How much of the article an event takes: the headline counts most, then the beginning."""
    lead = pl.col("sentence_index") < LEAD_SENTENCES
    return pl.when("in_title").then(3).when(lead).then(2).otherwise(1).sum()


def _with_terms(reports: pl.DataFrame, features: pl.DataFrame, terms: Terms, weights: pl.DataFrame) -> pl.DataFrame:
    """Adds the terms of the event's sentences, and for the article's main event those of the article."""
    first = pl.col("prominence").rank("ordinal", descending=True).over("article_id", "family") == 1
    is_main = first & (
        pl.col("family").is_in(["ASSAULT"]) | ((pl.col("prominence") > 1) & ~pl.col("family").is_in(VERBAL))
    )
    said_by = features.select("mention_id", node="report").join(reports.select("node"), on="node", how="semi")
    told = said_by.join(terms.sentences, on="mention_id").select("node", "term")
    about = reports.filter(is_main).select("node", "article_id").join(terms.articles, on="article_id")
    held = pl.concat([told, about.select("node", "term")]).unique().join(weights, on="term").sort("node", "term")
    packed = (pl.col("weight") * 2 + pl.col("is_name")).cast(pl.UInt16).alias("weights")
    lists = held.group_by("node", maintain_order=True).agg("term", packed, norm=_norm(pl.col("weight")))
    weekdays = (
        said_by.join(terms.weekdays, on="mention_id")
        .group_by("node", maintain_order=True)
        .agg(pl.col("weekdays").explode().drop_nulls().unique().sort())
    )
    return (
        reports.join(lists.rename({"term": "terms"}), on="node", how="left")
        .join(weekdays, on="node", how="left")
        .sort("node")
    )


def _norm(weight: pl.Expr) -> pl.Expr:
    return (weight.cast(pl.Int64) ** 2).sum().cast(pl.Float64).sqrt() / THOUSANDTHS


def likeness_of(pairs: pl.DataFrame, reports: pl.DataFrame) -> pl.DataFrame:
    """How many rare names and telling terms both of a pair hold, and their `likeness`, the cosine; null = no text.

    Reports are numbered (`at`), and pairs name two numbers (`at`, `at_right`). Sums are of whole numbers, so that no
    order of theirs can tell in the last digit.
    """
    held = reports.select("at", "terms", "weights", "norm")
    placed = pairs.select("at", "at_right").with_row_index("pair")
    weighed = held.select("at", term="terms", weight="weights").explode("term", "weight").drop_nulls()
    weighed = weighed.with_columns(pl.col("term").rank("dense").cast(pl.UInt32))
    lists = held.select("at").join(weighed.group_by("at").agg("term"), on="at", how="left", maintain_order="left")
    left, right = lists["term"].gather(placed["at"]), lists["term"].gather(placed["at_right"])
    shared = placed.select("pair", "at", "at_right", term=left.list.set_intersection(right)).explode("term")
    shared = shared.drop_nulls()
    of = weighed.select("weight", entry=_entry("at"))
    met = shared.select("pair", entry=_entry("at"), entry_right=_entry("at_right"))
    met = met.join(of, on="entry").join(_right(of), on="entry_right")
    own, other = (pl.col(side) // 2 for side in ("weight", "weight_right"))
    least, is_name = pl.min_horizontal(own, other), pl.col("weight") % 2 == 1
    counted = met.group_by("pair").agg(
        product=(own.cast(pl.Int64) * other.cast(pl.Int64)).sum(),
        shared_terms=(least >= TELLING * THOUSANDTHS).sum().cast(pl.Int32),
        shared_names=(is_name & (least >= RARE * THOUSANDTHS)).sum().cast(pl.Int32),
    )
    norm = held["norm"].gather(placed["at"]) * held["norm"].gather(placed["at_right"]) * THOUSANDTHS**2
    found = placed.with_columns(norm=norm).join(counted, on="pair", how="left", maintain_order="left")
    likeness = pl.when(pl.col("norm") > 0).then((pl.col("product").fill_null(0) / pl.col("norm")).round(4))
    return found.select(pl.col("shared_names", "shared_terms").fill_null(0), likeness=likeness)


def _entry(side: str) -> pl.Expr:
    """A report and a term of it as one number."""
    return pl.col(side).cast(pl.UInt64) * 2**32 + pl.col("term")


def _right(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.rename(lambda name: f"{name}_right")
