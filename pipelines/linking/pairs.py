"""Judges pairs of mentions: what contradicts, what speaks for one event, and how much is enough.

All of it is polars expressions over a frame of pairs whose right-hand columns end in `_right`.
"""

import math

import polars as pl

ENOUGH_WITHIN = 3
NEAR_SENTENCES = 3
DAYS_BEFORE_PRINT = 7
NEAR_DEGREES = 0.23
VERBAL = (
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID"),
    *("REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION"),
)


def judge_within(pairs: pl.DataFrame) -> pl.DataFrame:
    """Pairs of one article that may be one event, with their score; readier than across articles."""
    near = (pl.col("sentence_index_right") - pl.col("sentence_index")).abs() <= NEAR_SENTENCES
    title = pl.col("in_title") & ~pl.col("in_title_right") & (pl.col("sentence_index_right") <= 2)
    evidence = _place_score() + _party_score() + _harm_score()
    score = evidence + _same_mode() + (near | title).cast(pl.Int8) + _same_day()
    apart = _places_apart() | _parties_apart() | _harm_differs() | _modes_apart() | _days_apart(DAYS_BEFORE_PRINT)
    enough = (pl.col("score") >= ENOUGH_WITHIN) & (pl.col("evidence") > 0)
    echo = _is_vague() & (pl.col("score") >= 1)
    return pairs.filter(~apart).with_columns(score=score, evidence=evidence).filter(enough | echo)


def _is_vague() -> pl.Expr:
    """The later mention names neither party nor town: "the attack", "he was shot"; it echoes what was told before."""
    nameless = (pl.col("actors_right").list.len() == 0) & (pl.col("recipients_right").list.len() == 0)
    earlier_nameless = (pl.col("actors").list.len() == 0) & (pl.col("recipients").list.len() == 0)
    return (nameless & (pl.col("place_rank_right") < 3)) | (
        earlier_nameless & (pl.col("place_rank") < 3) & pl.col("in_title")
    )


def judge_across(pairs: pl.DataFrame) -> pl.DataFrame:
    """Pairs of two articles that are one event, with their score.

    A town and a day are not enough, since wars strike the same town daily: a toll, both parties, or one of them with
    the same means must agree; where no party is named, the means and a stated day. Where nobody fights a war, a town
    and a stated day are enough.
    """
    place, harm = _place_score(), _harm_score()
    one_side, both_sides = _shares("actors") | _shares("recipients"), _shares("actors") & _shares("recipients")
    nameless = ~_any_party("") & ~_any_party("_right")
    stated = pl.col("has_day") | pl.col("has_day_right")
    means = _same("mode") & stated
    parties = one_side.cast(pl.Int8) + both_sides.cast(pl.Int8)
    peaceful = ~pl.col("is_war") & ~pl.col("is_war_right") & (_same_day() > 0)
    agreed = (harm >= 2) | both_sides | (means & (one_side | nameless)) | peaceful
    grounded = ((place >= 2) & agreed) | (both_sides & (harm >= 2)) | (both_sides & _verbal())
    tolls = _both("fatalities_best") & ~_same("fatalities_best")
    undated = pl.col("date_start").is_null() & pl.col("date_start_right").is_null()
    short = _is_short("") & _is_short("_right")
    sure = (~tolls | both_sides) & (short | (harm >= 2)) & (~undated | both_sides | ((place >= 3) & (harm >= 2)))
    apart = _places_apart() | _parties_apart() | _harm_contradicts() | _modes_apart() | _days_apart(1)
    score = place + 2 * parties + harm + _same_mode() + _same_day()
    return pairs.filter(~apart & grounded & sure).with_columns(score=score)


def _any_party(side: str) -> pl.Expr:
    return (pl.col(f"actors{side}").list.len() > 0) | (pl.col(f"recipients{side}").list.len() > 0)


def _verbal() -> pl.Expr:
    """Talks, demands and threats need no place: who, to whom and the day say which they are."""
    return pl.col("family").is_in(VERBAL)


def _is_short(side: str) -> pl.Expr:
    span = (pl.col(f"date_end{side}") - pl.col(f"date_start{side}")).dt.total_days()
    return (span <= 1).fill_null(True)


def _both(column: str) -> pl.Expr:
    return pl.col(column).is_not_null() & pl.col(f"{column}_right").is_not_null()


def _same(column: str) -> pl.Expr:
    return (pl.col(column) == pl.col(f"{column}_right")).fill_null(False)


def _shares(column: str, other: str | None = None) -> pl.Expr:
    return pl.col(column).list.set_intersection(pl.col(f"{other or column}_right")).list.len() > 0


def _filled(column: str) -> pl.Expr:
    return (pl.col(column).list.len() > 0) & (pl.col(f"{column}_right").list.len() > 0)


def _place_score() -> pl.Expr:
    same = _same("place_id")
    towns = (pl.col("place_rank") == 3) & (pl.col("place_rank_right") == 3)
    return pl.when(same & towns).then(3).when(towns & _are_near()).then(2).when(same).then(1).otherwise(0).cast(pl.Int8)


def _are_near() -> pl.Expr:
    """Within about 25 km: a quarter of the town, its county, the village beside it."""
    north = pl.col("latitude") - pl.col("latitude_right")
    east = (pl.col("longitude") - pl.col("longitude_right")) * (pl.col("latitude") * math.pi / 180).cos()
    return (north**2 + east**2 < NEAR_DEGREES**2).fill_null(False)


def _places_apart() -> pl.Expr:
    """Two places neither of which can hold the other."""
    rank, other = pl.col("place_rank"), pl.col("place_rank_right")
    known = (rank > 0) & (other > 0)
    countries = _both("country_code") & ~_same("country_code")
    regions = _both("admin1") & ~_same("admin1") & (rank >= 2) & (other >= 2)
    distinct = (rank == other) & ~_same("place_id") & ~((rank == 3) & _are_near())
    return known & (countries | (regions & ~_are_near()) | distinct).fill_null(False)


def _party_score() -> pl.Expr:
    exact = _shares("actors").cast(pl.Int8) * 2 + _shares("recipients").cast(pl.Int8) * 2
    loose = _shares("actor_sides").cast(pl.Int8) + _shares("recipient_sides").cast(pl.Int8)
    crossed = (_shares("actors", "recipients") | _shares("recipients", "actors")) & (pl.col("family") == "ASSAULT")
    return pl.max_horizontal(exact, loose, crossed.cast(pl.Int8)).cast(pl.Int8)


def _parties_apart() -> pl.Expr:
    """Two actors, or two recipients, that cannot be one: no id, and no country and side, in common."""
    actors = _filled("actors") & ~_shares("actors") & ~_shares("actor_sides") & ~_shares("actors", "recipients")
    recipients = (
        _filled("recipients") & ~_shares("recipients") & ~_shares("recipient_sides") & ~_shares("recipients", "actors")
    )
    return actors | recipients


def _harm_score() -> pl.Expr:
    killed = (_same("fatalities_best") & (pl.col("fatalities_best") > 0)).fill_null(False)
    injured = (_same("injured") & (pl.col("injured") > 0)).fill_null(False)
    return pl.when(killed).then(2).when(injured).then(1).otherwise(0).cast(pl.Int8)


def _harm_differs() -> pl.Expr:
    return (_both("fatalities_best") & ~_same("fatalities_best")) | (_both("injured") & ~_same("injured"))


def _harm_contradicts() -> pl.Expr:
    """Tolls further apart than two reports of one event are."""
    one, two = pl.col("fatalities_best"), pl.col("fatalities_best_right")
    low, high = pl.min_horizontal(one, two), pl.max_horizontal(one, two)
    return (_both("fatalities_best") & (high > low * 3 // 2 + 2)).fill_null(False)


def _same_mode() -> pl.Expr:
    return _same("mode").cast(pl.Int8)


def _modes_apart() -> pl.Expr:
    return _both("mode") & ~_same("mode")


def _same_day() -> pl.Expr:
    return (pl.col("has_day") & pl.col("has_day_right") & _same("date_start")).cast(pl.Int8)


def _days_apart(tolerance: int) -> pl.Expr:
    """Stated dates that do not meet; an article's own date may lie a day off what another one states."""
    both_stated = pl.col("has_date") & pl.col("has_date_right")
    slack = pl.when(both_stated).then(0).otherwise(tolerance)
    gap = pl.max_horizontal(
        (pl.col("date_start_right") - pl.col("date_end")).dt.total_days(),
        (pl.col("date_start") - pl.col("date_end_right")).dt.total_days(),
    )
    return (gap > slack).fill_null(False)
