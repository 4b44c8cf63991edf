"""Judges pairs of reports: the points of each kind of evidence, their sum, and how much is enough.

What the evidence is stands in `evidence.py`. The columns of `POINTS` add up to `score`; a pair is one event where
`score` reaches `needed`.
"""

import polars as pl

from pipelines.linking import evidence as of

POINTS = ("place", "day", "party", "person", "harm", "count", "mode", "word", "nearness", "contradiction")
JUDGED = ("node", "node_right", *(f"{kind}_points" for kind in POINTS), "score", "needed", "contradictions")

ENOUGH_WITHIN = 3.0
ENOUGH_FOR_AN_ECHO, ENOUGH_FOR_A_WORD, ENOUGH_FOR_ITS_TOLL = 0.0, 1.0, 2.0
"""For what is named no more: in peace, in a war, and for what counts its own victims there."""
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
_TOLD_AS_FACT = ("fact", "often", "toll")
"""Only these are echoed by what names nobody: who may strike and who might be killed are two thoughts."""
NEAR_SENTENCES = 3
DAYS_BEFORE_PRINT = 7
VERBAL = (
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID"),
    *("REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION"),
)


def score_within(pairs: pl.DataFrame) -> pl.DataFrame:
    """Pairs of one article with their points: readier than across articles, but a contradiction rules them out.

    In a war a town sees many such events, and two sides strike each other daily: where nothing else agrees, only the
    next sentences tell of the same one. Who counts other victims tells of another, and so does who strikes back; and a
    strike is not the battle.
    """
    sentence, later = pl.col("sentence_index"), pl.col("sentence_index_right")
    near = (later - sentence).abs() <= NEAR_SENTENCES
    title = pl.col("in_title") & ~pl.col("in_title_right") & (later <= 2)
    is_lead = title & (later <= 1)
    one_blow = of.are_kin() & (_is_one_toll() | (((later - sentence).abs() <= 1) & _is_hit_alike()))
    one_headline = is_lead & (_is_one_toll() | _is_said_again())
    apart = {
        "places": of.places_apart() & ~one_headline,
        "parties": of.parties_apart() & ~of.shares("victims") & ~_is_one_harm() & ~(_is_one_toll() & title),
        "words": pl.col("adds_right") & ~of.same("sentence_index") & ~of.shares("victims") & ~_is_one_toll(),
        "sides": of.sides_turned(),
        "tolls": of.harm_differs() & ~((_is_one_toll() | _is_rounded()) & title),
        "means": of.modes_apart() & ~one_blow & ~(of.is_its_damage() & ((later - sentence).abs() <= 1)),
        "days": (of.days_apart(DAYS_BEFORE_PRINT) & ~one_headline) | _are_two_spans(),
    }
    points = _points(
        place=_place_within(),
        day=(pl.col("has_day") & pl.col("has_day_right") & of.same("date_start")).cast(pl.Float64),
        party=_party_within(),
        person=(of.shares("persons") & of.shares("recipients")).cast(pl.Float64),
        harm=_harm_within(),
        mode=of.same("mode").cast(pl.Float64),
        nearness=(near | title).cast(pl.Float64) + is_lead.cast(pl.Float64),
        contradiction=pl.when(_any(apart)).then(RULED_OUT).otherwise(0.0),
    )
    grounded = pl.sum_horizontal("place_points", "party_points", "harm_points") > 0
    agreed = pl.sum_horizontal("day_points", "party_points", "harm_points", "mode_points") > 0
    same_harm = (pl.col("harm_points") >= 2) | of.shares("victims")
    is_battle = ~title & (pl.col("is_battle") != pl.col("is_battle_right"))
    war = of.is_war()
    amid_others = war & (~agreed | (~same_harm & (is_battle | ~(near | title))))
    echo = pl.when(war & _tells_its_toll()).then(ENOUGH_FOR_ITS_TOLL).when(war).then(ENOUGH_FOR_A_WORD)
    needed = (
        pl.when(pl.col("recalls_right") & near)
        .then(ENOUGH_FOR_AN_ECHO)
        .when(_is_vague() & pl.col("told").is_in(_TOLD_AS_FACT) & (~war | title | ~pl.col("in_title")))
        .then(echo.otherwise(ENOUGH_FOR_AN_ECHO))
        .when(grounded & ~amid_others)
        .then(ENOUGH_WITHIN)
        .otherwise(ENOUGH_WITHIN + 1)
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


def _tells_its_toll() -> pl.Expr:
    """One counts killed or wounded that the other does not: the later, or the title."""
    later = pl.col("fatalities_best_right").is_not_null() | pl.col("injured_right").is_not_null()
    title = pl.col("in_title") & pl.col("fatalities_best").is_not_null()
    return (later | title) & (pl.col("harm_points") == 0)


def _is_hit_alike() -> pl.Expr:
    """The same was hit, or the same actor struck on a stated day."""
    that_day = pl.col("has_day") & of.same("date_start")
    return of.shares("recipients") | of.shares("victims") | (of.shares("actors") & that_day)


def _place_within() -> pl.Expr:
    """One town, towns side by side, one region; a country says nothing."""
    towns = (pl.col("place_rank") == 3) & (pl.col("place_rank_right") == 3)
    same, wide = of.same("place_id"), pl.col("place_rank") <= 1
    near = towns & of.are_near()
    return pl.when(same & towns).then(3.0).when(near).then(2.0).when(same & ~wide).then(1.0).otherwise(0.0)


def _party_within() -> pl.Expr:
    exact = of.shares("actors").cast(pl.Float64) * 2 + of.shares("recipients").cast(pl.Float64) * 2
    loose = of.shares("actor_sides").cast(pl.Float64) + of.shares("recipient_sides").cast(pl.Float64)
    crossed = of.shares("actors", "recipients") | of.shares("recipients", "actors")
    victims = of.shares("victims").cast(pl.Float64) * 2
    return pl.max_horizontal(exact, victims, loose, (crossed & (pl.col("family") == "ASSAULT")).cast(pl.Float64))


def _harm_within() -> pl.Expr:
    killed = of.same("fatalities_best") & (pl.col("fatalities_best") > 0)
    injured = of.same("injured") & (pl.col("injured") > 0)
    return pl.when(killed | _is_one_harm() | _is_one_death()).then(2.0).when(injured).then(1.0).otherwise(0.0)


def _is_one_toll() -> pl.Expr:
    """The same number of several killed."""
    return of.same("fatalities_best") & (pl.col("fatalities_best") > 1)


def _is_rounded() -> pl.Expr:
    """ "More than 130 killed" over "at least 132 killed": a headline's round number that the text makes exact."""
    best, exact = pl.col("fatalities_best"), pl.col("fatalities_best_right")
    is_open = pl.col("fatalities_high").is_null() & (best % 10 == 0)
    return (is_open & (exact >= best) & (exact * 4 <= best * 5)).fill_null(False)


def _are_two_spans() -> pl.Expr:
    """ "Under siege since 2013", "300,000 killed since March 2011"."""
    starts = pl.col("has_date") & pl.col("has_date_right") & ~of.same("date_start")
    return (pl.col("told") == "toll") & starts


def _is_said_again() -> pl.Expr:
    """The same word of the same actor or of whom it befell."""
    return of.same("trigger") & (of.shares("actors") | of.shares("recipients") | of.shares("victims"))


def _is_one_death() -> pl.Expr:
    """Nobody dies twice: "the murder of the priests" and "six priests were killed"."""
    return pl.col("is_deadly") & pl.col("is_deadly_right") & of.shares("victims")


def _is_one_harm() -> pl.Expr:
    """The killed and the wounded of one act, told in one sentence."""
    return of.same("injured") & (pl.col("injured") > 0) & of.same("sentence_index") & of.same("in_title")
