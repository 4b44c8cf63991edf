"""What the coder's parts hand to each other: an article's passages, sentences and tokens, and what is found in them.

Offsets are Unicode code points into the passage (`title` or `text`), end exclusive. No rules live here.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

FieldName = Literal["title", "text"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
ClaimClass = Literal["claim", "denial", "confirmation"]
Modality = Literal["actual", "historical", "future", "hypothetical", "negated"]
TOLD_AS_FACT: tuple[Modality, ...] = ("actual", "historical")
ControlStatus = Literal["taken", "lost", "contested", "held"]
ActorKind = Literal["person", "organisation", "group", "country"]


class Token(NamedTuple):
    """One word, number or punctuation mark."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a passage; `index` counts within the passage, `paragraph` the blank-line paragraphs.

    `words` are its tokens in small letters.
    """

    index: int
    start: int
    end: int
    paragraph: int
    tokens: tuple[Token, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """The title or the text of an article, cut into sentences."""

    field: FieldName
    text: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class PageDate:
    """The day printed above a text's story, and where."""

    day: date
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ArticleText:
    """An article as the coder sees it. `published` is the calendar day that the publisher states, if any.

    That is the day printed above the story (`page_date`) before the one that came with it.
    """

    article_id: str
    passages: tuple[Passage, ...]
    published: date | None
    publisher: str | None = None
    dateline_place: str | None = None
    page_date: PageDate | None = None


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place name in the text. `place_id` is a GeoNames id as text; codes are ISO 3166 alpha-3.

    `feature_code` is GeoNames' (PPL, PPLC, ADM1, PCLI, ...). Null coordinates: named, but not resolved.
    """

    field: FieldName
    start: int
    end: int
    text: str
    place_id: str | None
    name: str | None
    latitude: float | None
    longitude: float | None
    country_code: str | None
    admin1: str | None
    feature_code: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression, with its TIMEX3 value and, where it denotes calendar days, an inclusive interval."""

    field: FieldName
    start: int
    end: int
    text: str
    type: TimeType
    value: str
    date_start: date | None
    date_end: date | None


@dataclass(frozen=True, slots=True)
class ActorMention:
    """An actor in the text, resolved as far as the article and the dictionary allow.

    `actor_id` is a stable id of `seeds/actors.csv`, an id made from country and role (`SYR-MIL`), or null for one
    that is only a description ("20 people"). `country` is ISO 3166 alpha-3 or PLOVER's international code, `sector`
    PLOVER's. `count` is the number of people that the words state ("20 people"), else null.
    """

    field: FieldName
    start: int
    end: int
    text: str
    actor_id: str | None
    name: str | None
    kind: ActorKind | None
    country: str | None
    sector: str | None
    confidence: float
    count: int | None = None
    is_pronoun: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """An attribution: who says (source), the word that says so (cue), what is said (content), and its class."""

    field: FieldName
    source_start: int
    source_end: int
    source_text: str
    source_actor_id: str | None
    cue_start: int
    cue_end: int
    cue_text: str
    content_start: int
    content_end: int
    claim_class: ClaimClass = "claim"


@dataclass(frozen=True, slots=True)
class ControlChange:
    """Who took, lost, contests or holds the place of a mention."""

    place_id: str
    from_actor_id: str | None
    to_actor_id: str | None
    status: ControlStatus


@dataclass(frozen=True, slots=True)
class EventMention:
    """One report of one event in one sentence; the coder's unit of output, before ids and scores.

    The codes are the pattern's own; `crosswalk.py` settles them. `enters`: somebody goes into the whole place, which
    `control.py` takes up where it was given up before.
    """

    field: FieldName
    sentence_index: int
    sentence_start: int
    sentence_end: int
    trigger_start: int
    trigger_end: int
    trigger_text: str
    event_type: str
    mode: str | None
    modality: Modality
    contexts: tuple[str, ...]
    actors: tuple[ActorMention, ...]
    recipients: tuple[ActorMention, ...]
    place: PlaceMention | None
    place_precision: Literal["point", "city", "admin1", "country"] | None
    date_start: date | None
    date_end: date | None
    date_precision: Literal["day", "week", "month", "year", "publication"] | None
    date_text: str | None
    fatalities_low: int | None
    fatalities_best: int | None
    fatalities_high: int | None
    injured: int | None
    captured: int | None
    displaced: int | None
    control_change: ControlChange | None
    confidence: float
    attributed_to: tuple[Claim, ...] = ()
    cameo_code: str | None = None
    acled_sub_event_type: str | None = None
    enters: bool = False
