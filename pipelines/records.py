"""What reading and coding have made, as drafts of journal records."""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import polars as pl

from pipelines.language_model.answers import ModelAnswer
from pipelines.reading.article import KEPT_BYTES, Article, RawDocument, Refusal, Refused
from schemas.frames import FRAMES
from schemas.journal import Draft, PayloadError, draft

SAID_BY_SOURCE = ("source_id", "guid", "url", "media_type", "origin")
RECEIVED = (*SAID_BY_SOURCE, "raw_text", "raw_base64")


def document_read(raw: RawDocument | Refused, result: Article | Refusal | None) -> Draft:
    """The record of one document: refused by its source (no result), refused by its reader, or read."""
    if isinstance(raw, Refused):
        return _rejected(raw.document, raw.reason, raw.detail, raw.raw_bytes)
    if isinstance(result, Refusal):
        return _rejected(raw, result.reason, result.detail, len(raw.content))
    if result is None:
        raise ValueError(f"{raw.origin} was handed on by its source but not read.")
    read = result.as_dict() | {"article_id": raw.article_id}
    payload = _received(raw) | {"headers": raw.headers, "article": read}
    try:
        return draft("article_fetched", raw.article_id, raw.observed_at, payload)
    except PayloadError as error:
        return _rejected(raw, "encoding", str(error), len(raw.content))


def rejected_by_contract(fetched: Draft, why: str) -> Draft:
    """The record of an article that was read, but breaks the contract of articles."""
    raw = {name: fetched.payload[name] for name in RECEIVED}
    raw_bytes = len(fetched.payload["raw_text"] or fetched.payload["raw_base64"])
    payload = raw | {"reason": "broken_contract", "detail": why, "raw_bytes": raw_bytes}
    return draft("article_rejected", fetched.payload["article"]["article_id"], fetched.observed_at, payload)


def article_coded(
    article_id: str,
    article_position: int,
    coder_version: str,
    frames: Mapping[str, pl.DataFrame],
    set_aside: pl.DataFrame,
    coded_at: datetime,
) -> Draft:
    """What one coder version made of one version of an article. Zero events is a result."""
    rows = {name: _rows(frames[name]) if name in frames else [] for name in FRAMES}
    payload = rows | {"set_aside": _rows(set_aside)}
    return draft(
        "article_coded",
        article_id,
        coded_at,
        payload | {"article_position": article_position, "coder_version": coder_version},
    )


def article_answered(
    article_id: str,
    article_position: int,
    asked_as: str,
    question: str,
    provider: str,
    answer: ModelAnswer,
    answered_at: datetime,
) -> Draft:
    """What a language model answered about one version of an article, word for word; `question` is its digest."""
    payload = {
        "article_position": article_position,
        "asked_as": asked_as,
        "question": question,
        "provider": provider,
        "model": answer.model,
        "answer": answer.text,
        "finish_reason": answer.finish_reason,
        "asked_tokens": answer.tokens.asked,
        "answered_tokens": answer.tokens.answered,
        "dollars": answer.dollars,
    }
    return draft("article_answered", article_id, answered_at, payload)


def withdrawal(article_id: str, reason: str, author: str, withdrawn_at: datetime) -> Draft:
    """The publisher took an article back."""
    payload = {"source_id": None, "reason": reason, "author": author}
    return draft("article_withdrawn", article_id, withdrawn_at, payload)


def judgement(
    judgement_id: str,
    verdict: str,
    subject: Sequence[str],
    author: str,
    reason: str,
    judged_at: datetime,
    place: dict[str, Any] | None = None,
) -> Draft:
    """What a person says of mentions, or that a judgement of that id is taken back."""
    said = {"verdict": verdict, "subject": list(subject), "place": place, "author": author, "reason": reason}
    return draft("judgement", judgement_id, judged_at, said)


def _rejected(raw: RawDocument, reason: str, detail: str, raw_bytes: int) -> Draft:
    received = _received(replace(raw, content=raw.content[:KEPT_BYTES]))
    payload = received | {"reason": reason, "detail": detail, "raw_bytes": raw_bytes}
    return draft("article_rejected", raw.article_id, raw.observed_at, payload)


def _received(raw: RawDocument) -> dict[str, Any]:
    """Where a document came from, and its bytes: as text where they are UTF-8 without NUL, else in base 64."""
    received: dict[str, Any] = {name: getattr(raw, name) for name in SAID_BY_SOURCE}
    try:
        text = raw.content.decode("utf-8")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        return received | {"raw_text": None, "raw_base64": base64.b64encode(raw.content).decode("ascii")}
    return received | {"raw_text": text, "raw_base64": None}


def _rows(frame: pl.DataFrame) -> list[dict[str, Any]]:
    """Rows as JSON holds them: dates as ISO text."""
    rows: list[dict[str, Any]] = json.loads(frame.write_json())
    return rows
