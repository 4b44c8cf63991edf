"""What linking compares of each mention: family, parties, place, day and harm, as plain columns.

How two mentions are judged is `pairs.py`; how links become events is `events.py`.
"""

import polars as pl

_STATE = ["GOV", "MIL", "COP", "PRM", "SPY"]
_ARMED = ["REB", "UAF", "CRM"]
TOLL_OF_A_WAR = 5_000
_FIGHTERS = ["MIL", "REB", "PRM", "UAF"]
_OF_WAR = ["aerial", "drone", "heavy-weapons"]
_FACT = ["actual", "historical"]
PLACE_RANK = {"point": 3, "city": 3, "admin1": 2, "country": 1}


def in_reading_order(mentions: pl.DataFrame) -> pl.DataFrame:
    """Mentions in journal order (column `article_position`, else the order of the input), then as they are read."""
    if "article_position" not in mentions.columns:
        first = mentions.select("article_id").unique(maintain_order=True).with_row_index("article_position")
        mentions = mentions.join(first, on="article_id", how="left", maintain_order="left")
    return mentions.sort(
        "article_position",
        "article_id",
        pl.col("field") != "title",
        "sentence_index",
        "trigger_start",
        "event_type",
        "mention_id",
    ).with_row_index("node")


def add_features(mentions: pl.DataFrame) -> pl.DataFrame:
    """One row a mention with the columns that pairs are judged by; `mentions` stand in reading order."""
    coarse = pl.col("place_precision").replace_strict(PLACE_RANK, default=0, return_dtype=pl.Int8)
    control = pl.col("control_change").struct.field("status")
    stated = pl.col("date_precision").is_in(["day", "week", "month", "year"])
    return mentions.select(
        "node",
        "article_id",
        (pl.col("field") == "title").alias("in_title"),
        "sentence_index",
        pl.when(control == "held")
        .then(pl.lit("HELD"))
        .when(control.is_not_null())
        .then(pl.lit("ASSAULT"))
        .when((pl.col("event_type") == "COERCE") & (pl.col("mode") == "arrest"))
        .then(pl.lit("ARREST"))
        .otherwise(pl.col("event_type"))
        .alias("family"),
        pl.when(pl.col("fatalities_best") >= TOLL_OF_A_WAR)
        .then(pl.lit("toll"))
        .when(pl.col("modality").is_in(_FACT))
        .then(pl.lit("fact"))
        .otherwise(pl.col("modality"))
        .alias("told"),
        "mode",
        "place_id",
        "country_code",
        "admin1",
        "latitude",
        "longitude",
        coarse.alias("place_rank"),
        "date_start",
        "date_end",
        (stated & (pl.col("date_end") - pl.col("date_start") <= pl.duration(days=1))).fill_null(False).alias("has_day"),
        stated.fill_null(False).alias("has_date"),
        _keys("actors", _exact).alias("actors"),
        _keys("recipients", _exact).alias("recipients"),
        _keys("actors", _loose).alias("actor_sides"),
        _keys("recipients", _loose).alias("recipient_sides"),
        _has_fighters().alias("is_war"),
        "fatalities_low",
        "fatalities_best",
        "fatalities_high",
        "injured",
        pl.col("control_change").struct.field("to_actor_id").alias("taker"),
    )


def _has_fighters() -> pl.Expr:
    """Soldiers or an armed group take part: then one town can see many such events in a day."""
    parties = pl.col("actors").list.concat(pl.col("recipients"))
    fighters = parties.list.eval(pl.element().struct.field("sector").is_in(_FIGHTERS)).list.any()
    return (fighters | pl.col("mode").is_in(_OF_WAR)).fill_null(False)


def _keys(column: str, key: object) -> pl.Expr:
    return pl.col(column).list.eval(key()).list.drop_nulls().list.unique().list.sort()  # type: ignore[operator]


def _exact() -> pl.Expr:
    """The actor's id, or its name."""
    actor = pl.element().struct
    return pl.coalesce(actor.field("actor_id"), "name:" + actor.field("name").str.to_lowercase())


def _loose() -> pl.Expr:
    """Country and kind of side, which two names of one actor share."""
    actor = pl.element().struct
    sector = actor.field("sector")
    side = (
        pl.when(sector.is_in(_STATE))
        .then(pl.lit("state"))
        .when(sector.is_in(_ARMED))
        .then(pl.lit("armed"))
        .otherwise(sector)
    )
    known = actor.field("country").is_not_null() | sector.is_not_null()
    return pl.when(known).then(actor.field("country").fill_null("") + "/" + side.fill_null(""))
