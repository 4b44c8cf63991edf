"""What speaks for and against two reports being of one event, as polars expressions over pairs.

Right-hand columns end in `_right`. Points are roughly what each kind of evidence multiplies the odds by, on a scale on
which a town is worth two; how many are enough is said in `pairs.py`.
"""

import math

import polars as pl

NEAR_DEGREES = 0.23
STRANGE = 0.08
COPIED = 0.9
BY_CHANCE = 0.08
"""The cosine that two texts of the same kind have without being of one event."""
_KIN = ("aerial", "drone", "heavy-weapons", "explosives", "suicide-attack", "destroy", "firearms")
_BOMBS = ("explosives", "suicide-attack")
_DAY = pl.duration(days=1)


def both(column: str) -> pl.Expr:
    """Both reports say it."""
    return pl.col(column).is_not_null() & pl.col(f"{column}_right").is_not_null()


def same(column: str) -> pl.Expr:
    """Both reports say the same."""
    return (pl.col(column) == pl.col(f"{column}_right")).fill_null(False)


def shares(column: str, other: str | None = None) -> pl.Expr:
    """The two lists hold something in common."""
    return pl.col(column).list.set_intersection(pl.col(f"{other or column}_right")).list.len() > 0


def filled(column: str) -> pl.Expr:
    """Both lists hold something."""
    return (pl.col(column).list.len() > 0) & (pl.col(f"{column}_right").list.len() > 0)


def is_war() -> pl.Expr:
    """One of the reports is of a war."""
    return pl.col("is_war") | pl.col("is_war_right")


def place_points() -> pl.Expr:
    """One town, towns side by side, a region and what lies in it, or only a country."""
    towns = (pl.col("place_rank") == 3) & (pl.col("place_rank_right") == 3)
    country = same("country_code")
    return (
        pl.when(same("place_id") & towns)
        .then(2.0)
        .when(towns & are_near())
        .then(1.5)
        .when(same("admin1") & country)
        .then(0.5)
        .when(country)
        .then(0.25)
        .otherwise(0.0)
    )


def are_near() -> pl.Expr:
    """Within about 25 km: a quarter of the town, its county, the village beside it."""
    north = pl.col("latitude") - pl.col("latitude_right")
    east = (pl.col("longitude") - pl.col("longitude_right")) * (pl.col("latitude") * math.pi / 180).cos()
    return (north**2 + east**2 < NEAR_DEGREES**2).fill_null(False)


def places_apart() -> pl.Expr:
    """Two places neither of which can hold the other."""
    rank, other = pl.col("place_rank"), pl.col("place_rank_right")
    known = (rank > 0) & (other > 0)
    countries = both("country_code") & ~same("country_code")
    regions = both("admin1") & ~same("admin1") & (rank >= 2) & (other >= 2)
    distinct = (rank == other) & ~same("place_id") & ~((rank == 3) & are_near())
    return known & (countries | (regions & ~are_near()) | distinct).fill_null(False)


def days_between() -> pl.Expr:
    """Days between the two intervals; 0 where they meet, null where one has none."""
    dated = pl.col("date_start").is_not_null() & pl.col("date_start_right").is_not_null()
    return pl.max_horizontal(
        (pl.col("date_start_right") - pl.col("date_end")).dt.total_days(),
        (pl.col("date_start") - pl.col("date_end_right")).dt.total_days(),
        pl.when(dated).then(0),
    )


def day_points(far_apart: float | pl.Expr) -> pl.Expr:
    """One stated day speaks for one event; two days of print the less, times `far_apart`, the further they are apart.

    Where a date is missing the weekdays that the sentences name have to do.
    """
    gap = days_between()
    stated, right = pl.col("has_date"), pl.col("has_date_right")
    weekdays = pl.when(shares("weekdays")).then(0.5).when(filled("weekdays")).then(-2.5).otherwise(0.0)
    return (
        pl.when(gap.is_null())
        .then(weekdays)
        .when(pl.col("has_day") & pl.col("has_day_right") & (gap == 0))
        .then(1.5)
        .when(stated & right)
        .then(pl.when(gap == 0).then(0.5).otherwise(-1.0))
        .when(gap <= 1)
        .then(pl.when(stated | right).then(0.75).otherwise(0.5))
        .when(gap <= 7)
        .then(-0.5 * far_apart)
        .when(gap <= 60)
        .then(-1.0 * far_apart)
        .otherwise(-1.5 * far_apart)
    )


def days_exclude() -> pl.Expr:
    """Two stated dates that do not touch, or one stated after the other was in print."""
    stated, right = pl.col("has_date"), pl.col("has_date_right")
    later = stated & ~right & (pl.col("date_start") > pl.col("date_end_right") + _DAY)
    other = ~stated & right & (pl.col("date_start_right") > pl.col("date_end") + _DAY)
    return ((stated & right & (days_between() > 1)) | later | other).fill_null(False)


def days_apart(before_print: int) -> pl.Expr:
    """Stated dates that do not meet, or one that lies more than so many days off the day of print.

    Where the victims or a toll agree, the report that states no date is of the old event.
    """
    agreed = shares("victims") | (same("fatalities_best") & (pl.col("fatalities_best") > 1))
    stated = pl.col("has_date") & pl.col("has_date_right")
    return (days_between() > pl.when(stated).then(0).otherwise(before_print)).fill_null(False) & (stated | ~agreed)


def party_points() -> pl.Expr:
    """The same actors and recipients, or only sides of the same kind; two that cannot be one speak against."""
    actors, recipients = shares("actors"), shares("recipients")
    crossed = (shares("actors", "recipients") | shares("recipients", "actors")) & (pl.col("family") == "ASSAULT")
    exact = 1.5 * (actors.cast(pl.Float64) + recipients.cast(pl.Float64)) + (actors & recipients)
    loose = 0.5 * (shares("actor_sides").cast(pl.Float64) + shares("recipient_sides").cast(pl.Float64))
    agreed = pl.max_horizontal(exact, loose, crossed.cast(pl.Float64))
    return pl.when(parties_apart()).then(pl.when(is_war()).then(-4.0).otherwise(-3.0)).otherwise(agreed)


def parties_apart() -> pl.Expr:
    """Two actors, or two recipients, that cannot be one: no id, and no country and side, in common."""
    actors = filled("actors") & ~shares("actors") & ~shares("actor_sides") & ~shares("actors", "recipients")
    recipients = (
        filled("recipients") & ~shares("recipients") & ~shares("recipient_sides") & ~shares("recipients", "actors")
    )
    return actors | recipients


def sides_turned() -> pl.Expr:
    """ "Rebels attacked the base. Twelve rebels were killed": whom one deed befell did the other; not of a fight."""
    struck_back = shares("doers", "harmed") | (pl.col("harmed_right").list.contains("attacker") & filled("doers"))
    fights = pl.col("is_battle") | pl.col("is_battle_right")
    turned = struck_back | shares("harmed", "doers")
    return (pl.col("family") == "ASSAULT") & turned & ~shares("harmed") & ~fights


def person_points() -> pl.Expr:
    """A person named in both reports, or others in each."""
    return pl.when(shares("persons")).then(1.5).when(filled("persons")).then(-2.0).otherwise(0.0)


def harm_points() -> pl.Expr:
    """The same toll, the more so the less common it is; tolls further apart than counting explains speak against."""
    killed, toll = same("fatalities_best"), pl.col("fatalities_best")
    injured = same("injured") & (pl.col("injured") >= 2)
    return (
        pl.when(killed & (toll >= 10))
        .then(3.0)
        .when(killed & (toll >= 2))
        .then(2.0)
        .when(killed & (toll == 1))
        .then(0.75)
        .when(_tolls_apart())
        .then(-2.0)
        .when(injured)
        .then(1.0)
        .otherwise(0.0)
    )


def _tolls_apart() -> pl.Expr:
    low = pl.min_horizontal("fatalities_best", "fatalities_best_right")
    high = pl.max_horizontal("fatalities_best", "fatalities_best_right")
    return (both("fatalities_best") & (high > low * 3 // 2 + 2)).fill_null(False)


def harm_differs() -> pl.Expr:
    """Within one article two tolls are two events; one death or wound may be told of one among many."""
    return _differ("fatalities_best") | _differ("injured")


def _differ(toll: str) -> pl.Expr:
    return both(toll) & ~same(toll) & (pl.min_horizontal(toll, f"{toll}_right") > 1)


def count_points() -> pl.Expr:
    """ "26 pirates" in both, or 23 in one of them."""
    counted = both("headcount") & (pl.min_horizontal("headcount", "headcount_right") > 1)
    return pl.when(same("headcount") & counted).then(1.0).when(counted).then(-2.5).otherwise(0.0)


def mode_points() -> pl.Expr:
    """The same means, or others."""
    return pl.when(same("mode")).then(0.5).when(modes_apart()).then(-2.0).otherwise(0.0)


def are_kin() -> pl.Expr:
    """Means that one attack is told by: bombs from the air, shells, a car bomb and what it destroyed."""
    return pl.col("mode").is_in(_KIN) & pl.col("mode_right").is_in(_KIN)


def is_its_damage() -> pl.Expr:
    """What a bomb or a shell destroyed is the blow itself."""
    damage, other = pl.col("mode") == "destroy", pl.col("mode_right") == "destroy"
    return are_kin() & (damage != other)


def modes_apart() -> pl.Expr:
    """Two means, neither of which can be the other: a suicide bomber's is a bomb."""
    are_bombs = pl.col("mode").is_in(_BOMBS) & pl.col("mode_right").is_in(_BOMBS)
    return both("mode") & ~same("mode") & ~are_bombs


def word_points() -> pl.Expr:
    """Rare names in both but the place's own, and how alike their words are; nothing in common speaks against.

    A short sentence is soon like another: what they share must be several telling words. The same sentence in two
    articles is one report.
    """
    of_place = pl.when(same("place_id")).then(pl.col("place_name").str.count_matches(r"\w+")).otherwise(0)
    names = (pl.col("shared_names") - of_place.fill_null(0).cast(pl.Int32)).clip(0)
    likeness = pl.col("likeness")
    alike = pl.min_horizontal((likeness - BY_CHANCE).clip(0.0) * 12.0, pl.col("shared_terms"), 5.0)
    copied = (likeness >= COPIED) & (pl.col("shared_terms") >= 4)
    strange = (likeness < STRANGE) & (pl.col("shared_names") == 0)
    points = pl.min_horizontal(names * 0.8, 4.0) + alike + 1.5 * copied.cast(pl.Float64)
    return pl.when(likeness.is_null()).then(0.0).when(strange).then(-1.0).otherwise(points).fill_null(0.0)
