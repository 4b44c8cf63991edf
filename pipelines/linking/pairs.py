"""Judges pairs of reports: the points of each kind of evidence, their sum, and how much is enough.

What the evidence is stands in `evidence.py`. The columns of `POINTS` add up to `score`; a pair is one event where
`score` reaches `needed`.
"""

import polars as pl

from pipelines.linking import evidence as of

POINTS = ("place", "day", "party", "person", "harm", "count", "mode", "word", "nearness", "contradiction")
JUDGED = ("node", "node_right", *(f"{kind}_points" for kind in POINTS), "score", "needed", "contradictions")

ENOUGH_WITHIN = 3.0
ENOUGH_FOR_AN_ECHO = 0.0
ENOUGH_IN_PEACE = 3.0
ENOUGH_IN_WAR = 6.0
ENOUGH_SAID = 6.0
IN_PEACE, IN_WAR, OF_WORDS = 1.0, 3.0, 4.0
"""How much days of print that lie apart speak against one event: wars strike daily, words are said in a moment."""
RULED_OUT = -9.0
DOUBTFUL = -4.0
FURTHEST_MISS = -RULED_OUT
"""Points that a pair may lack to be kept: what lacks more would be two events even if nothing excluded that it is one.
"""
NEAR_SENTENCES = 3
DAYS_BEFORE_PRINT = 7
VERBAL = (
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID"),
    *("REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION"),
)


def score_within(pairs: pl.DataFrame) -> pl.DataFrame:
    """Pairs of one article with their points: readier than across articles, but a contradiction rules them out."""
    near = (pl.col("sentence_index_right") - pl.col("sentence_index")).abs() <= NEAR_SENTENCES
    title = pl.col("in_title") & ~pl.col("in_title_right") & (pl.col("sentence_index_right") <= 2)
    apart = {
        "places": of.places_apart(),
        "parties": of.parties_apart() & ~of.shares("victims") & ~_is_one_harm(),
        "tolls": of.harm_differs(),
        "means": of.modes_apart(),
        "days": of.days_apart(DAYS_BEFORE_PRINT),
    }
    points = _points(
        place=_place_within(),
        day=(pl.col("has_day") & pl.col("has_day_right") & of.same("date_start")).cast(pl.Float64),
        party=_party_within(),
        harm=_harm_within(),
        mode=of.same("mode").cast(pl.Float64),
        nearness=(near | title).cast(pl.Float64),
        contradiction=pl.when(_any(apart)).then(RULED_OUT).otherwise(0.0),
    )
    grounded = pl.col("place_points") + pl.col("party_points") + pl.col("harm_points") > 0
    needed = (
        pl.when(_is_vague()).then(ENOUGH_FOR_AN_ECHO).when(grounded).then(ENOUGH_WITHIN).otherwise(ENOUGH_WITHIN + 1)
    )
    return _judged(pairs, points, needed, apart)


def score_across(pairs: pl.DataFrame) -> pl.DataFrame:
    """Pairs of reports of two articles with their points.

    A town and a day are not enough in a war, which strikes the same town daily: there both parties, a toll or the
    words must agree too. Places or days that exclude each other rule a pair out in a war; elsewhere, where a place or
    a day is more often read wrongly than repeated, they only speak against it.
    """
    said, war = pl.col("family").is_in(VERBAL), of.is_war()
    far_apart = pl.when(said).then(OF_WORDS).when(war).then(IN_WAR).otherwise(IN_PEACE)
    next_day = war & pl.col("has_day") & pl.col("has_day_right") & (of.days_between() > 0)
    apart = {"places": of.places_apart(), "days": of.days_exclude() | next_day.fill_null(False)}
    points = _points(
        place=of.place_points(),
        day=of.day_points(far_apart),
        party=of.party_points(),
        person=of.person_points(),
        harm=of.harm_points(),
        count=of.count_points(),
        mode=of.mode_points(),
        word=of.word_points(),
        contradiction=pl.when(~_any(apart)).then(0.0).when(war).then(RULED_OUT).otherwise(DOUBTFUL),
    )
    needed = pl.when(said).then(ENOUGH_SAID).when(war).then(ENOUGH_IN_WAR).otherwise(ENOUGH_IN_PEACE)
    return _judged(pairs, points, needed, apart)


def _points(**points: pl.Expr) -> dict[str, pl.Expr]:
    return {f"{kind}_points": points.get(kind, pl.lit(0.0)).cast(pl.Float64).round(2) for kind in POINTS}


def _any(apart: dict[str, pl.Expr]) -> pl.Expr:
    return pl.any_horizontal(*apart.values())


def _named(apart: dict[str, pl.Expr]) -> pl.Expr:
    """Which of the contradictions there are: "places, days"; empty where none."""
    names = (pl.when(is_so).then(pl.lit(name)) for name, is_so in apart.items())
    return pl.concat_str(*names, separator=", ", ignore_nulls=True)


def _judged(
    pairs: pl.DataFrame, points: dict[str, pl.Expr], needed: pl.Expr, apart: dict[str, pl.Expr]
) -> pl.DataFrame:
    """The pairs with all that is said of them; lazily, so that what two kinds of evidence ask is found out once."""
    summed = pairs.lazy().with_columns(**points).with_columns(score=pl.sum_horizontal(*points).round(2))
    return summed.with_columns(needed=needed, contradictions=_named(apart)).collect()


def _is_vague() -> pl.Expr:
    """The later mention names neither party nor town: "the attack", "he was shot"; it echoes what was told before."""
    nameless = (pl.col("actors_right").list.len() == 0) & (pl.col("recipients_right").list.len() == 0)
    earlier_nameless = (pl.col("actors").list.len() == 0) & (pl.col("recipients").list.len() == 0)
    return (nameless & (pl.col("place_rank_right") < 3)) | (
        earlier_nameless & (pl.col("place_rank") < 3) & pl.col("in_title")
    )


def _place_within() -> pl.Expr:
    towns = (pl.col("place_rank") == 3) & (pl.col("place_rank_right") == 3)
    same = of.same("place_id")
    return pl.when(same & towns).then(3.0).when(towns & of.are_near()).then(2.0).when(same).then(1.0).otherwise(0.0)


def _party_within() -> pl.Expr:
    exact = of.shares("actors").cast(pl.Float64) * 2 + of.shares("recipients").cast(pl.Float64) * 2
    loose = of.shares("actor_sides").cast(pl.Float64) + of.shares("recipient_sides").cast(pl.Float64)
    crossed = of.shares("actors", "recipients") | of.shares("recipients", "actors")
    victims = of.shares("victims").cast(pl.Float64) * 2
    return pl.max_horizontal(exact, victims, loose, (crossed & (pl.col("family") == "ASSAULT")).cast(pl.Float64))


def _harm_within() -> pl.Expr:
    killed = of.same("fatalities_best") & (pl.col("fatalities_best") > 0)
    injured = of.same("injured") & (pl.col("injured") > 0)
    return pl.when(killed | _is_one_harm()).then(2.0).when(injured).then(1.0).otherwise(0.0)


def _is_one_harm() -> pl.Expr:
    """The killed and the wounded of one act, told in one sentence."""
    return of.same("injured") & (pl.col("injured") > 0) & of.same("sentence_index") & of.same("in_title")
