"""What linking compares of each mention: family, parties, place, day and harm, as plain columns.

How two mentions are judged is `pairs.py`; how links become events is `events.py`.
"""

import polars as pl

from pipelines.linking.cues import add_cues

_STATE = ["GOV", "MIL", "COP", "PRM", "SPY"]
_ARMED = ["REB", "UAF", "CRM"]
TOLL_OF_A_WAR = 5_000
LONGEST_SINCE, LONGEST_YEAR = 31, 366  # days
ID_DIGITS = 16
_FIGHTERS = ["MIL", "REB", "PRM", "UAF"]
_OF_WAR = ["aerial", "drone", "heavy-weapons"]
_FACT = ["actual", "historical"]
_NAME_WORD = r"[a-z][\w’'-]{2,}"
_TITLES = (
    *("president", "minister", "general", "colonel", "captain", "major", "sergeant", "lieutenant", "officer"),
    *("deputy", "sheriff", "chief", "judge", "mayor", "senator", "king", "prince", "father", "the", "and"),
)
_OF_ANYBODY = (
    *("people", "person", "men", "man", "women", "woman", "children", "child", "member", "group", "other", "number"),
    *("him", "her", "his", "them", "they", "she", "who", "one", "several", "some", "many", "least", "more", "than"),
    *("killed", "wounded", "former", "leader", "police", "army", "military", "forc", "government", "civilian"),
    *("soldier", "troop", "guerrilla", "rebel", "for", "were", "was", "had", "been", "that", "its", "their"),
    *("terrorist", "militant", "jihadist", "insurgent", "fighter", "gunmen", "policemen", "resident", "citizen"),
    *("victim", "suspect", "young", "dozen", "scor", "hundred", "thousand", "area", "town", "city", "village"),
    *("district", "neighborhood", "neighbourhood", "position", "gathering", "regime", "opposition", "side"),
)
"""Words, less their endings, that many victims are told by."""
_DEADLY = (
    r"(?i)\b(?:kill|murder|slay|slain|assassinat|massacr|execut|dead\b|death|die[ds]?\b|dying|gunned down|lives\b)"
)
_BATTLE = (
    r"(?i)\b(?:fight|fought|battl|clash|war\b|offensive|invad|invasion|advanc|push|repel|defeat|oust|seiz|overran|"
    r"overrun|(?:re)?captur|took|control|(?:be)?sieg|encircl)"
)
_ATTACKERS = ("assailant", "attacker", "perpetrator", "hijacker")
_UNITS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_COUNT_WORDS = {word: str(number) for number, word in enumerate(_UNITS, 2)}
_COUNTED = rf"^(\d[\d,]*|{'|'.join(_UNITS)})(?: \w|$)"
PLACE_RANK = {"point": 3, "city": 3, "admin1": 2, "country": 1}


def in_reading_order(mentions: pl.DataFrame) -> pl.DataFrame:
    """Mentions by article and then as they are read, `at`: an order that does not depend on their arrival.

    `article_position` says when the article came; where it is missing it is the rank of the article's id. `node` is
    the mention's id as a number: ids are sixteen hexadecimal digits, any other text is hashed.
    """
    if "article_position" not in mentions.columns:
        mentions = mentions.with_columns(article_position=pl.col("article_id").rank("dense"))
    number = pl.col("mention_id").str.to_integer(base=16, dtype=pl.UInt64, strict=False)
    is_number = pl.col("mention_id").str.len_bytes() == ID_DIGITS
    ordered = mentions.sort(
        "article_id",
        pl.col("field") != "title",
        "sentence_index",
        "trigger_start",
        "event_type",
        "mention_id",
    ).with_row_index("at")
    return ordered.with_columns(
        pl.col("article_position").cast(pl.Int64),
        node=pl.coalesce(pl.when(is_number).then(number), pl.col("mention_id").hash()),
    )


def _is_told_of_long_times() -> pl.Expr:
    """ "Have killed 300 since 2015": what went on for long is no single event, whatever day lies in between."""
    span = pl.col("date_end") - pl.col("date_start")
    since = pl.col("date_text").str.contains("(?i)^since ") & (span > pl.duration(days=LONGEST_SINCE))
    return (since | (span > pl.duration(days=LONGEST_YEAR))).fill_null(False)


def add_features(mentions: pl.DataFrame, articles: pl.DataFrame | None) -> pl.DataFrame:
    """One row a mention with the columns that pairs are judged by; `mentions` stand in reading order.

    `articles` (`article_id`, `title`, `text`): null = no text is at hand.
    """
    coarse = pl.col("place_precision").replace_strict(PLACE_RANK, default=0, return_dtype=pl.Int8)
    control = pl.col("control_change").struct.field("status")
    stated = pl.col("date_precision").is_in(["day", "week", "month", "year"])
    return add_cues(mentions, articles).select(
        "at",
        "node",
        "mention_id",
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
        pl.when((pl.col("fatalities_best") >= TOLL_OF_A_WAR) | _is_told_of_long_times())
        .then(pl.lit("toll"))
        .when(pl.col("modality").is_in(_FACT) & pl.col("often"))
        .then(pl.lit("often"))
        .when(pl.col("modality").is_in(_FACT))
        .then(pl.lit("fact"))
        .otherwise(pl.col("modality"))
        .alias("told"),
        "mode",
        "place_id",
        "place_name",
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
        _persons().alias("persons"),
        _victims().alias("victims"),
        _forces("actors").alias("doers"),
        _forces("recipients").alias("harmed"),
        _headcount().alias("headcount"),
        _has_fighters().alias("is_war"),
        "fatalities_low",
        "fatalities_best",
        "fatalities_high",
        "injured",
        "recalls",
        "adds",
        pl.col("trigger_text").str.to_lowercase().alias("trigger"),
        pl.col("trigger_text").str.contains(_BATTLE).alias("is_battle"),
        ((pl.col("fatalities_best") > 0) | pl.col("trigger_text").str.contains(_DEADLY)).alias("is_deadly"),
        pl.col("control_change").struct.field("to_actor_id").alias("taker"),
    )


def _has_fighters() -> pl.Expr:
    """Soldiers or an armed group take part: then one town can see many such events in a day."""
    fighters = _of_parties(pl.element().struct.field("sector").is_in(_FIGHTERS)).list.any()
    return (fighters | pl.col("mode").is_in(_OF_WAR)).fill_null(False)


def _persons() -> pl.Expr:
    """The words of parties that are known by nothing but a name; "him" and "the pair" have none."""
    party = pl.element().struct
    unknown = party.field("actor_id").is_null() & party.field("sector").is_null() & party.field("name").is_not_null()
    name = pl.when(unknown).then(party.field("text").str.to_lowercase())
    words = _of_parties(name.drop_nulls()).list.join(" ").str.extract_all(_NAME_WORD).list.set_difference(list(_TITLES))
    return words.list.eval(pl.element().sort())


def _victims() -> pl.Expr:
    """The words that tell whom it befell, less their endings: "six old priests" and "the priests" share one.

    Of an armed group they are its name, and its men die daily.
    """
    party = pl.element().struct
    is_side = party.field("sector").is_in(_ARMED) & party.field("actor_id").is_not_null()
    text = pl.when(~is_side.fill_null(False)).then(party.field("text").str.to_lowercase()).drop_nulls()
    words = pl.col("recipients").list.eval(text).list.join(" ").str.extract_all(_NAME_WORD)
    bare = words.list.eval(pl.element().str.replace(r"(?:['’]s|es|s)$", ""))
    return bare.list.set_difference([*_OF_ANYBODY, *_UNITS, *_TITLES]).list.eval(pl.element().sort())


def _forces(column: str) -> pl.Expr:
    """The armed and the state's parties: by their id, else by the noun: "four gunmen"; attackers have one name."""
    party = pl.element().struct
    noun = party.field("text").str.to_lowercase().str.extract(r"([a-z][\w-]+?)(?:men|man|s)?$")
    name = (
        pl.when(noun.is_in(_ATTACKERS)).then(pl.lit("attacker")).otherwise(pl.coalesce(party.field("actor_id"), noun))
    )
    known = pl.when(party.field("sector").is_in([*_STATE, *_ARMED]) | noun.is_in(_ATTACKERS)).then(name)
    return pl.col(column).list.eval(known.drop_nulls().unique().sort())


def _headcount() -> pl.Expr:
    """How many a counted party is: "26 pirates", "five teenagers", "23"; null where none is counted."""
    text = pl.element().struct.field("text").str.to_lowercase().str.extract(_COUNTED)
    counts = text.replace(_COUNT_WORDS).str.replace_all(",", "").cast(pl.Int64, strict=False)
    return _of_parties(counts).list.max()


def _of_parties(said: pl.Expr) -> pl.Expr:
    """What is said of each party, in one list; to put parties themselves in one list takes ten times as long."""
    return pl.col("actors").list.eval(said).list.concat(pl.col("recipients").list.eval(said))


def _keys(column: str, key: object) -> pl.Expr:
    return pl.col(column).list.eval(key().drop_nulls().unique().sort())  # type: ignore[operator]


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
