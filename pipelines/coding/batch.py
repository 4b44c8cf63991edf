"""Articles in, the frames of the contracts out; each frame upheld, and what fails set aside with its reason.

Nothing here knows where it runs: in one process, in the pool of `pool.py`, or on an engine of many machines.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from hashlib import sha256
from typing import Any

import polars as pl

from pipelines.coding.article import Coding, Draft, draft_article
from pipelines.coding.crosswalk import load_event_types
from pipelines.coding.events import parse_together
from pipelines.coding.reference import Reference
from pipelines.coding.text import ActorMention, Claim, EventMention
from schemas.contracts import SET_ASIDE, from_rows, uphold
from schemas.frames import FRAMES

Row = dict[str, Any]
PARSED_TOGETHER = 32
"""Articles whose sentences are parsed at once: some 250 sentences."""


@dataclass(frozen=True, slots=True)
class CodedBatch:
    """The frames that the coder makes of some articles, and the rows that broke their contract."""

    mentions: pl.DataFrame
    places: pl.DataFrame
    actors: pl.DataFrame
    times: pl.DataFrame
    claims: pl.DataFrame
    set_aside: pl.DataFrame


def code_batch(articles: pl.DataFrame, reference: Reference) -> CodedBatch:
    """Codes every article; one that fails is set aside with the reason and the others go on."""
    rows: dict[str, list[Row]] = {name: [] for name in FRAMES}
    failed: list[Row] = []
    for some in articles.iter_slices(PARSED_TOGETHER):
        drafts: list[tuple[Row, Draft]] = []
        for article in some.iter_rows(named=True):
            try:
                drafts.append((article, draft_article(article, reference)))
            except Exception as error:  # noqa: BLE001  one article, whatever its fault, must not lose the batch
                failed.append(article_set_aside(article, error))
        parse_together([draft.events for _, draft in drafts], reference.parser)
        for article, draft in drafts:
            try:
                coded = frame_rows(draft.finished(), reference.version)
            except Exception as error:  # noqa: BLE001
                failed.append(article_set_aside(article, error))
                continue
            for name, found in coded.items():
                rows[name] += found
    return upheld_batch(rows, failed)


def joined(parts: Sequence[CodedBatch]) -> CodedBatch:
    """Batches one after another as one batch."""
    empty = upheld_batch({name: [] for name in FRAMES}, [])
    names = [field.name for field in fields(CodedBatch)]
    return CodedBatch(**{name: pl.concat([getattr(part, name) for part in (empty, *parts)]) for name in names})


def upheld_batch(rows: Mapping[str, list[Row]], failed: list[Row]) -> CodedBatch:
    """Rows as frames that keep their contracts; `failed` are rows set aside before (columns of `SET_ASIDE`)."""
    frames: dict[str, pl.DataFrame] = {}
    aside = [pl.DataFrame(failed, schema=SET_ASIDE)]
    for name, model in FRAMES.items():
        upheld = uphold(model, from_rows(model, rows[name]))
        frames[name] = upheld.valid
        aside.append(upheld.set_aside)
    return CodedBatch(**frames, set_aside=pl.concat(aside))


def article_set_aside(article: Row, error: Exception) -> Row:
    """What stands for an article that could not be coded."""
    reason = f"coder_failed: {type(error).__name__}: {error}"
    row = {name: article.get(name) for name in ("article_id", "title", "url")}
    return {
        "frame": "Articles",
        "key": str(article.get("article_id")),
        "reason": reason[:1000],
        "row": json.dumps(row, ensure_ascii=False, default=str),
    }


def frame_rows(coding: Coding, version: str) -> dict[str, list[Row]]:
    """The rows of every frame for one article, with exactly the contract's columns."""
    article_id = coding.article.article_id
    return {
        "mentions": [mention_row(article_id, mention, version) for mention in coding.mentions],
        "places": [_row(article_id, place, _PLACE) for place in _distinct(coding.places)],
        "actors": [_row(article_id, actor, _ACTOR) for actor in _distinct(coding.actors)],
        "times": [_row(article_id, time, _TIME) for time in _distinct(coding.times)],
        "claims": [_row(article_id, claim, _CLAIM) for claim in coding.claims],
    }


_SPAN = ("field", "start", "end", "text")
_PLACE = (*_SPAN, "place_id", "name", "latitude", "longitude", "country_code", "admin1", "feature_code", "confidence")
_ACTOR = (*_SPAN, "actor_id", "name", "kind", "country", "sector", "confidence")
_TIME = (*_SPAN, "type", "value", "date_start", "date_end")
_CLAIM = (
    *("field", "source_start", "source_end", "source_text", "source_actor_id"),
    *("cue_start", "cue_end", "cue_text", "content_start", "content_end", "claim_class"),
)


def _distinct(mentions: Iterable[Any]) -> list[Any]:
    """Without pronouns' doubles: one row a span."""
    return list({(m.field, m.start, m.end): m for m in mentions}.values())


def _row(article_id: str, mention: Any, columns: Sequence[str]) -> Row:
    row: Row = {"article_id": article_id}
    for column in columns:
        row[column] = getattr(mention, column)
    return row


def mention_id(article_id: str, mention: EventMention) -> str:
    """Stable id from few raw fields, independent of the coder (design, rule 5)."""
    parts = (article_id, mention.field, mention.trigger_start, mention.trigger_end, mention.event_type)
    return sha256("\n".join(map(str, parts)).encode()).hexdigest()[:16]


def mention_row(article_id: str, mention: EventMention, version: str) -> Row:
    """One row of `mentions`."""
    kind = load_event_types()[mention.event_type, mention.mode]
    place, control = mention.place, mention.control_change
    return {
        "mention_id": mention_id(article_id, mention),
        "article_id": article_id,
        "field": mention.field,
        "sentence_index": mention.sentence_index,
        "sentence_start": mention.sentence_start,
        "sentence_end": mention.sentence_end,
        "trigger_start": mention.trigger_start,
        "trigger_end": mention.trigger_end,
        "trigger_text": mention.trigger_text,
        "event_type": mention.event_type,
        "mode": mention.mode,
        "contexts": list(mention.contexts),
        "modality": mention.modality,
        "quad_code": kind.quad_code,
        "plover_score": kind.plover_score,
        "cameo_code": mention.cameo_code or kind.cameo_code,
        "acled_sub_event_type": mention.acled_sub_event_type or kind.acled_sub_event_type,
        "actors": [_role(actor) for actor in mention.actors],
        "recipients": [_role(actor) for actor in mention.recipients],
        "place_id": place.place_id if place else None,
        "place_name": place.name if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "country_code": place.country_code if place else None,
        "admin1": place.admin1 if place else None,
        "place_precision": mention.place_precision,
        "date_start": mention.date_start,
        "date_end": mention.date_end,
        "date_precision": mention.date_precision,
        "date_text": mention.date_text,
        "fatalities_low": mention.fatalities_low,
        "fatalities_best": mention.fatalities_best,
        "fatalities_high": mention.fatalities_high,
        "injured": mention.injured,
        "captured": mention.captured,
        "displaced": mention.displaced,
        "control_change": None
        if control is None
        else {
            "place_id": control.place_id,
            "from_actor_id": control.from_actor_id,
            "to_actor_id": control.to_actor_id,
            "status": control.status,
        },
        "attributed_to": [_speaker(claim) for claim in mention.attributed_to],
        "confidence": mention.confidence,
        "coder_version": version,
    }


def _role(actor: ActorMention) -> Row:
    columns = ("text", "start", "end", "actor_id", "name", "country", "sector")
    return {column: getattr(actor, column) for column in columns}


def _speaker(claim: Claim) -> Row:
    return {
        "text": claim.source_text,
        "start": claim.source_start,
        "end": claim.source_end,
        "actor_id": claim.source_actor_id,
    }
