"""An article's report of one event: what its mentions of that event say together, and the terms that go with it.

A report's weights hold two things in one number: twice the weight in thousandths, and one more for a name.
"""

import polars as pl

from pipelines.linking.pairs import VERBAL
from pipelines.linking.terms import THOUSANDTHS, Terms

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
    about = reports.filter(is_main).select("node", "article_id").join(terms.articles, on="article_id")
    told = said_by.join(terms.sentences, on="mention_id")
    held = pl.concat([told.select("node", "terms"), about.select("node", "terms")])
    lists = _weighed(held.explode("terms").drop_nulls().rename({"terms": "term"}), weights)
    weekdays = told.group_by("node", maintain_order=True).agg(pl.col("weekdays").explode().drop_nulls().unique().sort())
    return reports.join(lists, on="node", how="left").join(weekdays, on="node", how="left").sort("node")


def _weighed(held: pl.DataFrame, weights: pl.DataFrame) -> pl.DataFrame:
    """Of each node its `terms`, each once and in order, their `weights`, and the `norm` of these.

    A node and a term of it are one number, which is quicker to sort and to tell apart than two columns.
    """
    nodes = held.select("node").unique().sort("node").with_row_index("report")
    terms = weights.sort("term").with_row_index("number")
    placed = held.join(nodes, on="node").join(terms, on="term")
    entries = placed.select(entry=pl.col("report").cast(pl.UInt64) * 2**32 + pl.col("number"))["entry"].sort().unique()
    report, number = (half.cast(pl.UInt32) for half in (entries // 2**32, entries % 2**32))
    packed = (pl.col("weight") * 2 + pl.col("is_name")).cast(pl.UInt16).alias("weights")
    weighed = pl.DataFrame({"report": report}).hstack(terms[number])
    weighed = weighed.select("report", packed, terms="term", square=pl.col("weight").cast(pl.Int64) ** 2)
    norm = pl.col("square").sum().cast(pl.Float64).sqrt() / THOUSANDTHS
    lists = weighed.group_by("report", maintain_order=True).agg("terms", "weights", norm=norm)
    return lists.select(nodes["node"].gather(lists["report"]), "terms", "weights", "norm")
