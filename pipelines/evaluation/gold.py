"""What a gold record may say: the columns of the contracts, as far as the annotator states them.

Only what is stated is scored: a key that is missing is no answer, `null` and `[]` are one ("nothing of this here").
Where the words stand is counted here, so that nobody has to; docs/evaluating.md has the format with an example.
"""

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator, model_validator

from pipelines.coding.article import published_day
from pipelines.coding.crosswalk import load_event_types
from schemas.frames import CLAIM_CLASSES, CONTROL_STATUSES, EVENT_TYPES, FIELDS, MODALITIES, TIME_TYPES


def _one_of(allowed: list[str]) -> AfterValidator:
    def check(value: str) -> str:
        if value not in allowed:
            raise ValueError(f"'{value}' is none of {', '.join(allowed)}")
        return value

    return AfterValidator(check)


class Gold(BaseModel):
    """Anything that an annotator writes; `note` is for people."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    note: str | None = None

    def states(self, name: str) -> bool:
        """Whether the annotator said anything about it, be it that there is none."""
        return name in self.model_fields_set


class GoldSpan(Gold):
    """Words in a field: by offsets, or by the words and which of their occurrences is meant."""

    field: Annotated[str, _one_of(FIELDS)] = "text"
    text: str | None = Field(default=None, min_length=1)
    start: int | None = Field(default=None, ge=0)
    end: int | None = Field(default=None, ge=1)
    occurrence: int | None = Field(default=None, ge=1)


class GoldActor(GoldSpan):
    """An actor in the text."""

    actor_id: str | None = None
    country: str | None = None
    sector: str | None = None


class GoldPlace(GoldSpan):
    """A place name in the text."""

    place_id: str | None = None
    latitude: float | None = Field(default=None, ge=-90, le=90)
    longitude: float | None = Field(default=None, ge=-180, le=180)
    country_code: str | None = None


class GoldTime(GoldSpan):
    """A time expression in the text."""

    type: Annotated[str, _one_of(TIME_TYPES)] | None = None
    value: str | None = None
    date_start: date | None = None
    date_end: date | None = None


class GoldClaim(Gold):
    """Who says what: source and cue, and the content where it is annotated."""

    field: Annotated[str, _one_of(FIELDS)] = "text"
    source_text: str | None = None
    source_start: int | None = Field(default=None, ge=0)
    source_end: int | None = None
    source_occurrence: int | None = Field(default=None, ge=1)
    cue_text: str | None = None
    cue_start: int | None = Field(default=None, ge=0)
    cue_end: int | None = None
    cue_occurrence: int | None = Field(default=None, ge=1)
    content_text: str | None = None
    content_start: int | None = Field(default=None, ge=0)
    content_end: int | None = None
    content_occurrence: int | None = Field(default=None, ge=1)
    source_actor_id: str | None = None
    claim_class: Annotated[str, _one_of(CLAIM_CLASSES)] | None = None


class GoldParty(Gold):
    """Who did it or to whom: an id, a name, or words of the article; one is enough."""

    text: str | None = None
    start: int | None = Field(default=None, ge=0)
    end: int | None = None
    actor_id: str | None = None
    name: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_a_name(cls, value: Any) -> Any:
        return {"text": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _is_somebody(self) -> "GoldParty":
        if not (self.text or self.actor_id or self.name):
            raise ValueError("a party needs its words (`text`), its `name` or its `actor_id`")
        return self


class GoldControl(Gold):
    """Who took, lost, contests or holds the place."""

    status: Annotated[str, _one_of(CONTROL_STATUSES)]
    from_actor_id: str | None = None
    to_actor_id: str | None = None


class GoldEvent(Gold):
    """One event as one sentence reports it; the words that carry it name it."""

    field: Annotated[str, _one_of(FIELDS)] = "text"
    trigger_text: str | None = Field(default=None, min_length=1)
    trigger_start: int | None = Field(default=None, ge=0)
    trigger_end: int | None = None
    trigger_occurrence: int | None = Field(default=None, ge=1)
    event_type: Annotated[str, _one_of(EVENT_TYPES)]
    mode: str | None = None
    modality: Annotated[str, _one_of(MODALITIES)] | None = None
    actors: list[GoldParty] = []
    recipients: list[GoldParty] = []
    place_id: str | None = None
    place_name: str | None = None
    latitude: float | None = Field(default=None, ge=-90, le=90)
    longitude: float | None = Field(default=None, ge=-180, le=180)
    country_code: str | None = None
    date_start: date | None = None
    date_end: date | None = None
    fatalities_best: int | None = Field(default=None, ge=0)
    injured: int | None = Field(default=None, ge=0)
    captured: int | None = Field(default=None, ge=0)
    displaced: int | None = Field(default=None, ge=0)
    control_change: GoldControl | None = None
    attributed_to: list[GoldParty] = []

    @model_validator(mode="after")
    def _has_a_mode_of_its_type(self) -> "GoldEvent":
        modes = sorted(mode for kind, mode in load_event_types() if kind == self.event_type and mode)
        if self.mode is not None and self.mode not in modes:
            raise ValueError(f"{self.event_type} has no mode '{self.mode}'; it has {', '.join(modes) or 'none'}")
        return self

    @model_validator(mode="after")
    def _has_days_that_run_forward(self) -> "GoldEvent":
        if self.date_end and (self.date_start is None or self.date_end < self.date_start):
            raise ValueError("`date_end` needs a `date_start` that is no later")
        return self


class GoldArticle(Gold):
    """One line of a gold file: an article, and of each part what a person found in it."""

    article_id: str = Field(alias="id", min_length=1)
    title: str = ""
    text: str
    published_at: str | None = None
    publisher: str | None = None
    dateline_place: str | None = None
    language: str | None = None
    url: str | None = None
    events: list[GoldEvent] | None = None
    actors: list[GoldActor] | None = None
    places: list[GoldPlace] | None = None
    times: list[GoldTime] | None = None
    claims: list[GoldClaim] | None = None

    @field_validator("published_at")
    @classmethod
    def _begins_with_a_day(cls, value: str | None) -> str | None:
        if value is not None and published_day(value) is None:
            raise ValueError(f"'{value}' does not begin with a day such as 2023-11-15")
        return value

    @model_validator(mode="before")
    @classmethod
    def _known_by_either_name(cls, value: Any) -> Any:
        if isinstance(value, dict) and "article_id" in value and "id" not in value:
            return {("id" if name == "article_id" else name): said for name, said in value.items()}
        return value

    @property
    def article(self) -> dict[str, Any]:
        """What the coder is given: the article without its answers."""
        names = ("article_id", "title", "text", "published_at", "publisher", "dateline_place", "language", "url")
        return {name: getattr(self, name) for name in names}


class UnplacedWords(ValueError):
    """Words that do not stand where the annotator says, or more than once."""


Prefix = Literal["", "trigger_", "source_", "cue_", "content_"]


def span_of(item: Gold, prefix: Prefix, passage: str) -> tuple[int, int] | None:
    """Where the words stand in their field; null where none are stated. Raises `UnplacedWords`."""
    words, start, end, nth = (getattr(item, prefix + name) for name in ("text", "start", "end", "occurrence"))
    if start is not None and end is not None:
        _check(prefix, passage, words, start, end)
        return start, end
    if (start is None) != (end is None):
        raise UnplacedWords(f"`{prefix}start` and `{prefix}end` belong together")
    if words is None:
        return None
    found = [match.span() for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", passage)]
    if not found:
        raise UnplacedWords(f"`{prefix}text` {words!r} does not stand in the {getattr(item, 'field', 'text')}")
    if nth is None and len(found) > 1:
        raise UnplacedWords(
            f"`{prefix}text` {words!r} stands {len(found)} times; say which with `{prefix}occurrence` (from 1)"
        )
    if nth is not None and nth > len(found):
        raise UnplacedWords(f"`{prefix}text` {words!r} stands only {len(found)} times, not {nth}")
    return found[(nth or 1) - 1]


def _check(prefix: str, passage: str, words: str | None, start: int, end: int) -> None:
    if not start < end <= len(passage):
        raise UnplacedWords(f"{prefix}start {start} and {prefix}end {end} do not lie in the {len(passage)} characters")
    if words is not None and passage[start:end] != words:
        raise UnplacedWords(f"characters {start} to {end} are {passage[start:end]!r}, not {words!r}")
