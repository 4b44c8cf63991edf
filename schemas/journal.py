"""What a record of the journal is: kinds, versions, payloads, hashes, and how old payloads are brought up to date.

How records are stored is `warehouse/journal`; what the rows inside an article or a coding mean is `schemas/frames.py`.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from types import NoneType
from typing import Any

Payload = dict[str, Any]

VERSIONS: dict[str, int] = {
    "article_fetched": 1,
    "article_rejected": 1,
    "article_withdrawn": 1,
    "article_coded": 1,
    "article_answered": 1,
    "source_read": 1,
    "judgement": 2,
}
"""Every kind of record, with the version in which it is written today."""

REASONS: tuple[str, ...] = (
    "empty",
    "not_text",
    "encoding",
    "too_large",
    "not_an_article",
    "broken_line",
    "no_text_field",
    "unreadable",
    "broken_contract",
    "coder_failed",
)
"""Why a document gave no article."""

VERDICTS: tuple[str, ...] = ("wrong", "wrong_place", "same_event", "not_same_event", "taken_back")

_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
_STREAMS = {kind: kind.partition("_")[0] for kind in VERSIONS}
_PLACE = ("place_id", "name", "latitude", "longitude", "country_code", "admin1", "precision")
_TEXT = (str,)
_TEXT_OR_NULL = (str, NoneType)
_RAW = {"guid": _TEXT, "url": _TEXT_OR_NULL, "media_type": _TEXT, "origin": _TEXT} | dict.fromkeys(
    ("raw_text", "raw_base64"), _TEXT_OR_NULL
)
_CODED_LISTS = ("mentions", "places", "actors", "times", "claims", "set_aside")
_TOKENS = ("asked_tokens", "answered_tokens")
_COUNTS = ("read", "new", "unchanged", "rejected")

_FIELDS: dict[str, dict[str, tuple[type, ...]]] = {
    "article_fetched": {"source_id": _TEXT, **_RAW, "headers": (dict,), "article": (dict,)},
    "article_rejected": {"source_id": _TEXT, **_RAW, "reason": _TEXT, "detail": _TEXT, "raw_bytes": (int,)},
    "article_withdrawn": {"source_id": _TEXT_OR_NULL, "reason": _TEXT, "author": _TEXT},
    "article_coded": {
        "article_position": (int,),
        "coder_version": _TEXT,
        **dict.fromkeys(_CODED_LISTS, (list,)),
    },
    "article_answered": {
        "article_position": (int,),
        **dict.fromkeys(("asked_as", "question", "provider", "model", "answer"), _TEXT),
        "finish_reason": _TEXT_OR_NULL,
        **dict.fromkeys(_TOKENS, (int,)),
        "dollars": (float, NoneType),
    },
    "source_read": {"source_id": _TEXT, "read_at": _TEXT, "counts": (dict,)},
    "judgement": {
        "verdict": _TEXT,
        "subject": (list,),
        "place": (dict, NoneType),
        "author": _TEXT,
        "reason": _TEXT,
    },
}


class PayloadError(ValueError):
    """A payload does not say what its kind of record has to say."""

    def __init__(self, kind: str, name: str, value: object, allowed: str) -> None:
        """Name the kind, the field, the value received and what is allowed."""
        shown = repr(value)
        shown = shown if len(shown) <= 80 else shown[:77] + "..."
        super().__init__(f"{kind}: field '{name}' is {shown}. Allowed: {allowed}. See schemas/journal.py.")


class UnknownRecord(ValueError):
    """A record has a kind or a version that this program does not know."""

    def __init__(self, kind: str, version: int | None = None) -> None:
        """Name the kind, and the version where it is the version that is unknown."""
        if kind not in VERSIONS:
            super().__init__(f"Unknown record kind '{kind}'. Known kinds: {', '.join(VERSIONS)}.")
        else:
            super().__init__(
                f"Record kind '{kind}' has version {version}; this program knows 1 to {VERSIONS[kind]}. "
                "A newer Dateline wrote it: use that one."
            )


def canonical_json(value: object) -> str:
    """The one JSON text of a value: sorted keys, no spaces, characters as they are, no NaN."""
    return _ENCODER.encode(value)


def content_hash(value: object) -> str:
    """SHA-256 of a value's canonical JSON, in hexadecimal."""
    return sha256(canonical_json(value).encode()).hexdigest()


def payload_hash(kind: str, payload: Mapping[str, Any]) -> str:
    """Hash of what makes a record of this kind different from the one before it in its stream.

    An article counts by what the reader made of it, without where it lay, so that a changing advert is no new version.
    """
    match kind:
        case "article_fetched":
            return content_hash({k: v for k, v in payload["article"].items() if k != "source_path"})
        case "article_rejected":
            return content_hash([payload[k] for k in ("reason", "raw_bytes", "raw_text", "raw_base64")])
        case _:
            return content_hash(payload)


def stream_of(kind: str, subject_id: str) -> str:
    """Name of the stream that holds records of this kind about this article, source or judgement."""
    if kind not in VERSIONS:
        raise UnknownRecord(kind)
    return f"{_STREAMS[kind]}/{subject_id}"


@dataclass(frozen=True, slots=True)
class Draft:
    """A record before the journal gives it a position; checked when it is made.

    `json` is the payload's canonical text: what is stored, whatever happens to the dict afterwards.
    """

    stream: str
    kind: str
    observed_at: datetime
    content_hash: str
    payload: Payload = field(compare=False)
    json: str = field(init=False)

    def __post_init__(self) -> None:
        """Refuse a draft that could not be read again."""
        check_payload(self.kind, self.payload)
        _check_stream(self.kind, self.stream, self.payload)
        check_instant(self.kind, "observed_at", self.observed_at)
        if not self.content_hash:
            raise PayloadError(self.kind, "content_hash", self.content_hash, "a hash")
        object.__setattr__(self, "json", _storable(self.kind, self.payload))


@dataclass(frozen=True, slots=True)
class Record:
    """A record as read: its payload and version are those of today, whichever version was written."""

    position: int
    stream: str
    kind: str
    version: int
    observed_at: datetime
    recorded_at: datetime
    content_hash: str
    payload: Payload


def draft(kind: str, subject_id: str, observed_at: datetime, payload: Payload) -> Draft:
    """A draft whose stream and hash follow from its kind and payload."""
    check_payload(kind, payload)
    _storable(kind, payload)
    return Draft(stream_of(kind, subject_id), kind, observed_at, payload_hash(kind, payload), payload)


def check_instant(kind: str, name: str, value: datetime) -> None:
    """Refuse an instant that does not say that it is UTC."""
    if value.utcoffset() != timedelta(0):
        raise PayloadError(kind, name, value, "an instant in UTC (a datetime with tzinfo=UTC)")


def check_payload(kind: str, payload: Mapping[str, Any]) -> None:
    """Refuse a payload of today's version that lacks a field, has one too many, or one of the wrong type."""
    if kind not in VERSIONS:
        raise UnknownRecord(kind)
    fields = _FIELDS[kind]
    for name, types in fields.items():
        if name not in payload:
            raise PayloadError(kind, name, None, f"a value: all of {', '.join(fields)} are needed")
        if type(payload[name]) not in types:
            names = " or ".join("null" if t is NoneType else t.__name__ for t in types)
            raise PayloadError(kind, name, payload[name], names)
    for name in payload:
        if name not in fields:
            raise PayloadError(kind, str(name), payload[name], f"only {', '.join(fields)}")
    if rule := _RULES.get(kind):
        rule(payload)


def _check_fetched(payload: Mapping[str, Any]) -> None:
    kind, article = "article_fetched", payload["article"]
    if (payload["raw_text"] is None) == (payload["raw_base64"] is None):
        raise PayloadError(kind, "raw_text", payload["raw_text"], "exactly one of raw_text and raw_base64")
    for name in ("article_id", "text"):
        if type(article.get(name)) is not str:
            raise PayloadError(kind, f"article.{name}", article.get(name), "str")


def _check_rejected(payload: Mapping[str, Any]) -> None:
    kind = "article_rejected"
    if payload["reason"] not in REASONS:
        raise PayloadError(kind, "reason", payload["reason"], ", ".join(REASONS))
    if payload["raw_text"] is not None and payload["raw_base64"] is not None:
        raise PayloadError(kind, "raw_text", payload["raw_text"], "at most one of raw_text and raw_base64")
    _check_count(kind, "raw_bytes", payload["raw_bytes"], 0)


def _check_coded(payload: Mapping[str, Any]) -> None:
    _check_count("article_coded", "article_position", payload["article_position"], 1)
    for name in _CODED_LISTS:
        for row in payload[name]:
            if type(row) is not dict:
                raise PayloadError("article_coded", name, row, "rows that are objects")


def _check_answered(payload: Mapping[str, Any]) -> None:
    kind = "article_answered"
    _check_count(kind, "article_position", payload["article_position"], 1)
    for name in _TOKENS:
        _check_count(kind, name, payload[name], 0)
    if not payload["asked_as"]:
        raise PayloadError(kind, "asked_as", payload["asked_as"], "the model's name and the prompt's digest")
    if payload["dollars"] is not None and payload["dollars"] < 0:
        raise PayloadError(kind, "dollars", payload["dollars"], "null or a number from 0")


def _check_source_read(payload: Mapping[str, Any]) -> None:
    counts = payload["counts"]
    if sorted(counts) != sorted(_COUNTS):
        raise PayloadError("source_read", "counts", counts, f"exactly {', '.join(_COUNTS)}")
    for name in _COUNTS:
        _check_count("source_read", f"counts.{name}", counts[name], 0)


def _check_judgement(payload: Mapping[str, Any]) -> None:
    if payload["verdict"] not in VERDICTS:
        raise PayloadError("judgement", "verdict", payload["verdict"], ", ".join(VERDICTS))
    if not payload["subject"] or any(type(subject) is not str for subject in payload["subject"]):
        raise PayloadError("judgement", "subject", payload["subject"], "one id or more")
    if not payload["author"]:
        raise PayloadError("judgement", "author", payload["author"], "a name")
    place = payload["place"]
    if place is not None and sorted(place) != sorted(_PLACE):
        raise PayloadError("judgement", "place", place, f"null, or exactly {', '.join(_PLACE)}")


def _check_count(kind: str, name: str, value: object, least: int) -> None:
    if type(value) is not int or value < least:
        raise PayloadError(kind, name, value, f"a whole number from {least}")


def _check_stream(kind: str, stream: str, payload: Mapping[str, Any]) -> None:
    prefix, _, subject_id = stream.partition("/")
    if prefix != _STREAMS[kind] or not subject_id or not subject_id.isprintable():
        raise PayloadError(kind, "stream", stream, f"'{_STREAMS[kind]}/<id>'")
    named = {
        "article_fetched": lambda: payload["article"]["article_id"],
        "source_read": lambda: payload["source_id"],
    }.get(kind)
    if named and named() != subject_id:
        raise PayloadError(kind, "stream", stream, f"the stream of '{named()}', which the payload names")


def _storable(kind: str, payload: Payload) -> str:
    """The payload's canonical text, where it has one that UTF-8 can hold."""
    try:
        text = canonical_json(payload)
        text.encode()
    except UnicodeEncodeError as error:
        bad = text[max(0, error.start - 20) : error.end + 20]
        raise PayloadError(kind, "payload", bad, "text without lone surrogates") from error
    except (TypeError, ValueError) as error:
        raise PayloadError(kind, "payload", str(error), "what JSON can hold (no NaN, no dates)") from error
    return text


def upcast(kind: str, version: int, payload: Payload) -> Payload:
    """Bring a payload to today's version through the functions of this module named `<kind>_v1_v2`, and so on."""
    if kind not in VERSIONS or not 1 <= version <= VERSIONS[kind]:
        raise UnknownRecord(kind, version)
    for step in range(version, VERSIONS[kind]):
        payload = globals()[f"{kind}_v{step}_v{step + 1}"](payload)
    return payload


def judgement_v1_v2(payload: Payload) -> Payload:
    """Version 1 named a place by its id alone."""
    place_id = payload["place_id"]
    place = place_id and dict.fromkeys(_PLACE) | {"place_id": place_id, "name": place_id}
    return {name: value for name, value in payload.items() if name != "place_id"} | {"place": place}


_RULES: dict[str, Callable[[Mapping[str, Any]], None]] = {
    "article_fetched": _check_fetched,
    "article_rejected": _check_rejected,
    "article_coded": _check_coded,
    "article_answered": _check_answered,
    "source_read": _check_source_read,
    "judgement": _check_judgement,
}
