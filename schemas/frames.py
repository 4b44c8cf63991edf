"""The contracts of the frames that pass between reading, coding, linking and the warehouse.

Column names, types and meanings are those that the command line promises. Offsets are Unicode code points
into the field, end exclusive; times are UTC; country codes are ISO 3166 alpha-3 or PLOVER's
international codes.
"""

from typing import Any, cast

import pandera.polars as pa
import polars as pl

EVENT_TYPES = [
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
MODALITIES = ["actual", "historical", "future", "hypothetical", "negated"]
FIELDS = ["title", "text"]
RELATIONS = ["original", "same_text", "near_copy", "shared_part"]
PLACE_PRECISIONS = ["point", "city", "admin1", "country"]
DATE_PRECISIONS = ["day", "week", "month", "year", "publication"]
TIME_TYPES = ["DATE", "TIME", "DURATION", "SET"]
ACTOR_KINDS = ["person", "organisation", "group", "country"]
CLAIM_CLASSES = ["claim", "denial", "confirmation"]
LINK_SCOPES = ["article", "articles"]
CONTROL_STATUSES = ["taken", "lost", "contested", "held"]

ROLE_ACTOR = pl.Struct(
    {
        "text": pl.String,
        "start": pl.Int64,
        "end": pl.Int64,
        "actor_id": pl.String,
        "name": pl.String,
        "country": pl.String,
        "sector": pl.String,
    }
)
SPEAKER = pl.Struct({"text": pl.String, "start": pl.Int64, "end": pl.Int64, "actor_id": pl.String})
CONTROL_CHANGE = {
    "place_id": pl.String,
    "from_actor_id": pl.String,
    "to_actor_id": pl.String,
    "status": pl.String,
}


def column(description: str, nullable: bool = False, **rules: Any) -> Any:
    """A column of a contract: what it means, whether it may be null, and its rules."""
    return pa.Field(description=description, nullable=nullable, **rules)


class Contract(pa.DataFrameModel):
    """What holds for every frame: exactly these columns, in this order, of these types."""

    class Config:
        strict = True
        ordered = True
        coerce = False


class SpanContract(Contract):
    """A frame whose rows point at characters of an article."""

    @pa.dataframe_check(description="end lies after start")
    def spans_are_forward(cls, data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(pl.col("start") < pl.col("end"))


class Articles(Contract):
    """One row per article as read; the fields of `dateline read`."""

    article_id: str = column(
        "Stable id: hash of the source and the source's own id for the article", str_length={"min_value": 1}
    )
    title: str = column("Headline; empty where the page gives none")
    text: str = column(
        "Body without menus, captions, teasers and footers; paragraphs parted by a blank line",
        str_length={"min_value": 1},
    )
    published_at: str = column(
        "ISO 8601 date or instant that the publisher states, as precise as stated",
        nullable=True,
        str_matches=r"^\d{4}-\d\d-\d\d(T.*)?$",
    )
    byline: str = column("Byline as printed", nullable=True)
    agencies: pl.List = column("News agencies credited", dtype_kwargs={"inner": pl.String})
    publisher: str = column("Who published it", nullable=True)
    section: str = column("Section of the publication", nullable=True)
    url: str = column("Address that the page gives for itself, or was fetched from", nullable=True)
    language: str = column("ISO 639-1 code", nullable=True, str_matches=r"^[a-z]{2}$")
    source_path: str = column("File or URL that it was read from")
    dateline_place: str = column("Place of a wire opening such as 'BEIRUT (Reuters) -'", nullable=True)

    class Config:
        unique = ["article_id"]


class Mentions(Contract):
    """One row per event mention: one report of one event in one sentence."""

    mention_id: str = column("Hash of article, field, trigger span and type")
    article_id: str = column("The article")
    field: str = column("What the offsets index: title or text", isin=FIELDS)
    sentence_index: int = column("Number of the sentence in the field, from 0", ge=0)
    sentence_start: int = column("Start of the sentence", ge=0)
    sentence_end: int = column("End of the sentence, exclusive")
    trigger_start: int = column("Start of the words that carry the event", ge=0)
    trigger_end: int = column("End of the trigger, exclusive")
    trigger_text: str = column("The words that carry the event", str_length={"min_value": 1})
    event_type: str = column("PLOVER 2.0 event type", isin=EVENT_TYPES)
    mode: str = column("PLOVER 2.0 mode of the type", nullable=True)
    contexts: pl.List = column("PLOVER contexts", dtype_kwargs={"inner": pl.String})
    modality: str = column("PLOVER's auxiliary mode", isin=MODALITIES)
    quad_code: int = column(
        "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict",
        isin=[1, 2, 3, 4],
    )
    plover_score: float = column(
        "PLOVER's scale from conflict to cooperation", in_range={"min_value": -10, "max_value": 10}
    )
    cameo_code: str = column("CAMEO code by crosswalk", nullable=True, str_matches=r"^\d{2,4}$")
    acled_sub_event_type: str = column("ACLED sub-event type by crosswalk", nullable=True)
    actors: pl.List = column(
        "Who did it, in the words of this sentence or of one before it", dtype_kwargs={"inner": ROLE_ACTOR}
    )
    recipients: pl.List = column(
        "To whom it was done, in the words of this sentence or of one before it", dtype_kwargs={"inner": ROLE_ACTOR}
    )
    place_id: str = column("GeoNames id of where it happened", nullable=True)
    place_name: str = column("Name of the place", nullable=True)
    latitude: float = column("Degrees north", nullable=True, in_range={"min_value": -90, "max_value": 90})
    longitude: float = column("Degrees east", nullable=True, in_range={"min_value": -180, "max_value": 180})
    country_code: str = column(
        "ISO 3166 alpha-3 of the place", nullable=True, str_length={"min_value": 3, "max_value": 3}
    )
    admin1: str = column("First-order division of the place", nullable=True)
    place_precision: str = column("How exact the place is", nullable=True, isin=PLACE_PRECISIONS)
    date_start: pl.Date = column("First day of the event", nullable=True)
    date_end: pl.Date = column("Last day of the event, inclusive", nullable=True)
    date_precision: str = column(
        "How exact the date is; publication = the article's own date", nullable=True, isin=DATE_PRECISIONS
    )
    date_text: str = column("The words that date it", nullable=True)
    fatalities_low: int = column("Fewest deaths stated; null = not stated", nullable=True, ge=0)
    fatalities_best: int = column("Deaths stated; null = not stated", nullable=True, ge=0)
    fatalities_high: int = column("Most deaths stated; null = not stated", nullable=True, ge=0)
    injured: int = column("Injured as stated; null = not stated", nullable=True, ge=0)
    captured: int = column("Arrested, abducted or taken prisoner as stated; null = not stated", nullable=True, ge=0)
    displaced: int = column("Driven from home as stated; null = not stated", nullable=True, ge=0)
    control_change: pl.Struct = column(
        "Who took, lost, contests or holds the place", nullable=True, dtype_kwargs={"fields": CONTROL_CHANGE}
    )
    attributed_to: pl.List = column("Who says so; empty = the article's own voice", dtype_kwargs={"inner": SPEAKER})
    confidence: float = column("How sure the coder is", in_range={"min_value": 0, "max_value": 1})
    coder_version: str = column("Coder's name, version and digest of its reference data")

    class Config:
        unique = ["mention_id"]

    @pa.dataframe_check(description="the trigger stands in the sentence")
    def trigger_in_sentence(cls, data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(
            (pl.col("sentence_start") <= pl.col("trigger_start"))
            & (pl.col("trigger_start") < pl.col("trigger_end"))
            & (pl.col("trigger_end") <= pl.col("sentence_end"))
        )

    @pa.dataframe_check(description="the interval runs forward, and both its ends are known or none")
    def dates_run_forward(cls, data: pa.PolarsData) -> pl.LazyFrame:
        start, end = pl.col("date_start"), pl.col("date_end")
        return data.lazyframe.select((start.is_null() == end.is_null()) & (start <= end).fill_null(True))

    @pa.dataframe_check(description="low <= best <= high")
    def fatalities_are_ordered(cls, data: pa.PolarsData) -> pl.LazyFrame:
        low, best, high = (pl.col(f"fatalities_{bound}") for bound in ("low", "best", "high"))
        ordered = (low <= best).fill_null(True) & (best <= high).fill_null(True) & (low <= high).fill_null(True)
        return data.lazyframe.select(ordered)

    @pa.dataframe_check(description="control passes at the mention's place")
    def control_is_of_the_place(cls, data: pa.PolarsData) -> pl.LazyFrame:
        changed = pl.col("control_change").struct.field("place_id")
        return data.lazyframe.select(changed.is_null() | (changed == pl.col("place_id")).fill_null(False))


class PlaceMentions(SpanContract):
    """One row per place name in the text."""

    article_id: str = column("The article")
    field: str = column("What the offsets index: title or text", isin=FIELDS)
    start: int = column("Start of the name", ge=0)
    end: int = column("End of the name, exclusive")
    text: str = column("The name as written")
    place_id: str = column("GeoNames id; null = named, but not resolved", nullable=True)
    name: str = column("Standard name", nullable=True)
    latitude: float = column("Degrees north", nullable=True, in_range={"min_value": -90, "max_value": 90})
    longitude: float = column("Degrees east", nullable=True, in_range={"min_value": -180, "max_value": 180})
    country_code: str = column("ISO 3166 alpha-3", nullable=True, str_length={"min_value": 3, "max_value": 3})
    admin1: str = column("First-order division", nullable=True)
    feature_code: str = column("GeoNames feature code", nullable=True)
    confidence: float = column("How sure the resolution is", in_range={"min_value": 0, "max_value": 1})

    class Config:
        unique = ["article_id", "field", "start", "end"]


class ActorMentions(SpanContract):
    """One row per actor mention in the text."""

    article_id: str = column("The article")
    field: str = column("What the offsets index: title or text", isin=FIELDS)
    start: int = column("Start of the words", ge=0)
    end: int = column("End of the words, exclusive")
    text: str = column("The words as written")
    actor_id: str = column("Stable id of the dictionary; null = only a description or an unknown name", nullable=True)
    name: str = column("Standard name", nullable=True)
    kind: str = column("What kind of actor", nullable=True, isin=ACTOR_KINDS)
    country: str = column(
        "ISO 3166 alpha-3 or PLOVER's international code",
        nullable=True,
        str_length={"min_value": 3, "max_value": 3},
    )
    sector: str = column("PLOVER sector", nullable=True, str_length={"min_value": 3, "max_value": 3})
    confidence: float = column("How sure the resolution is", in_range={"min_value": 0, "max_value": 1})

    class Config:
        unique = ["article_id", "field", "start", "end"]


class Times(SpanContract):
    """One row per time expression."""

    article_id: str = column("The article")
    field: str = column("What the offsets index: title or text", isin=FIELDS)
    start: int = column("Start of the words", ge=0)
    end: int = column("End of the words, exclusive")
    text: str = column("The words as written")
    type: str = column("TIMEX3 type", isin=TIME_TYPES)
    value: str = column("TIMEX3 value")
    date_start: pl.Date = column("First day denoted, where it denotes days", nullable=True)
    date_end: pl.Date = column("Last day denoted, inclusive", nullable=True)

    class Config:
        unique = ["article_id", "field", "start", "end"]


class Claims(Contract):
    """One row per attribution: source, cue and content."""

    article_id: str = column("The article")
    field: str = column("What the offsets index: title or text", isin=FIELDS)
    source_start: int = column("Start of who says it", ge=0)
    source_end: int = column("End of who says it, exclusive")
    source_text: str = column("Who says it, as written")
    source_actor_id: str = column("Stable id of who says it", nullable=True)
    cue_start: int = column("Start of the words that say that it is said", ge=0)
    cue_end: int = column("End of the cue, exclusive")
    cue_text: str = column("The cue as written")
    content_start: int = column("Start of what is said", ge=0)
    content_end: int = column("End of what is said, exclusive")
    claim_class: str = column("Whether the source claims, denies or confirms it", isin=CLAIM_CLASSES)

    class Config:
        unique = ["article_id", "field", "source_start", "cue_start", "content_start"]


class EventLinks(Contract):
    """One row per mention, with the real-world event that it reports."""

    event_id: str = column("Mentions of one real-world event share it")
    mention_id: str = column("The mention")
    article_id: str = column("The mention's article")

    class Config:
        unique = ["mention_id"]


class EventPairs(Contract):
    """One row per pair of mentions whose comparison made an event, or came nearest to making one.

    The points are those of the two reports: across articles each stands for all that its article says of the event.
    """

    mention_id: str = column("A mention; across articles the first of its article's report")
    other_mention_id: str = column("The mention that it was compared with")
    event_id: str = column("The mention's event")
    other_event_id: str = column("The other mention's event")
    scope: str = column("Compared within one article, or between two articles", isin=LINK_SCOPES)
    is_joined: bool = column("Whether the pair made its two mentions one event; else it is a near miss")
    score: float = column("Sum of the points")
    needed: float = column("How many points a pair of its kind needs")
    place_points: float = column("For one town, towns side by side, or a place in the other's region")
    day_points: float = column("For one day; negative where the days of print lie apart")
    party_points: float = column("For the same actors and recipients; negative where they cannot be the same")
    person_points: float = column("For a person whom both name; negative where each names others")
    harm_points: float = column("For the same toll; negative where tolls lie too far apart")
    count_points: float = column("For the same counted party; negative for another count")
    mode_points: float = column("For the same means; negative for others")
    word_points: float = column("For rare names and words in both texts; negative where they have none in common")
    nearness_points: float = column("For standing close together in the article")
    contradiction_points: float = column("Negative where what is said excludes that it is one event")
    contradictions: str = column("What excludes it: places, days, parties, sides, tolls, means, words; empty = nothing")

    class Config:
        unique = ["mention_id", "other_mention_id"]


class ArticleOrigins(Contract):
    """One row per article, with the earliest article whose report it repeats: itself where it repeats none."""

    article_id: str = column("The article")
    origin_id: str = column("The article that its report comes from")
    similarity: float = column("Share of the shorter text that stands in both; null for originals", nullable=True)
    relation: str = column("original, same_text, near_copy or shared_part", isin=RELATIONS)

    class Config:
        unique = ["article_id"]


FRAMES = cast(
    dict[str, type[Contract]],
    {
        "mentions": Mentions,
        "places": PlaceMentions,
        "actors": ActorMentions,
        "times": Times,
        "claims": Claims,
    },
)
