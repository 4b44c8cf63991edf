"""What the fold makes of records: one SELECT for each append-only staging table.

They read two tables of the batch at hand: `records`, as the journal has them, and `codings`, the same with
`article_coded` taken apart. The frames' columns come from their contracts.
"""

import json
from typing import Any

import polars as pl

from schemas.contracts import SET_ASIDE, dtypes
from schemas.frames import FRAMES, Articles

ARTICLE_ID = "substr(stream, 9)"

_RAW = {"source_id": "VARCHAR", "guid": "VARCHAR", "url": "VARCHAR", "media_type": "VARCHAR", "origin": "VARCHAR"}


def structure(dtype: Any) -> Any:
    """A polars type as DuckDB's `from_json` wants it said."""
    if isinstance(dtype, pl.Struct):
        return {field.name: structure(field.dtype) for field in dtype.fields}
    if isinstance(dtype, pl.List):
        return [structure(dtype.inner)]
    return _NAMES[dtype]


def row_structure(columns: dict[str, Any]) -> dict[str, Any]:
    """A frame's row as `from_json` wants it said."""
    return {name: structure(dtype) for name, dtype in columns.items()}


_NAMES: dict[Any, str] = {
    pl.String: "VARCHAR",
    pl.Int64: "BIGINT",
    pl.Float64: "DOUBLE",
    pl.Date: "DATE",
    pl.Boolean: "BOOLEAN",
}

_FETCHED = {**_RAW, "article": row_structure(dtypes(Articles))}
_REJECTED = {**_RAW, "reason": "VARCHAR", "detail": "VARCHAR", "raw_bytes": "BIGINT"}
_CODED = {
    "article_position": "BIGINT",
    "coder_version": "VARCHAR",
    **{name: [row_structure(dtypes(model))] for name, model in FRAMES.items()},
    "set_aside": [row_structure(dict(SET_ASIDE))],
}
_ANSWERED = {
    "article_position": "BIGINT",
    **dict.fromkeys(("asked_as", "provider", "model", "answer", "finish_reason"), "VARCHAR"),
    **dict.fromkeys(("asked_tokens", "answered_tokens"), "BIGINT"),
    "dollars": "DOUBLE",
}
_SOURCE_READ = {
    "source_id": "VARCHAR",
    "read_at": "TIMESTAMPTZ",
    "counts": dict.fromkeys(("read", "new", "unchanged", "rejected"), "BIGINT"),
}
_JUDGEMENT = {
    "verdict": "VARCHAR",
    "subject": ["VARCHAR"],
    "place": {
        "place_id": "VARCHAR",
        "name": "VARCHAR",
        "latitude": "DOUBLE",
        "longitude": "DOUBLE",
        "country_code": "VARCHAR",
        "admin1": "VARCHAR",
        "precision": "VARCHAR",
    },
    "author": "VARCHAR",
    "reason": "VARCHAR",
}


def _parsed(kind: str, shape: dict[str, Any]) -> str:
    """Records of a kind with their payload as a struct `said`."""
    return (
        "(select position, stream, observed_at, recorded_at, content_hash,"
        f" from_json(payload, '{json.dumps(shape)}') as said from records where kind = '{kind}')"
    )


def _rows(frame: str) -> str:
    """The rows of one frame of the codings, with the positions of the coding and of the article's version."""
    return (
        "select position, article_position, unnested.* from"
        f" (select position, article_position, unnest(said.{frame}) as unnested from codings)"
    )


CODINGS = f"""
select position, {ARTICLE_ID} as article_id, said.article_position, said.coder_version, recorded_at, said
from {_parsed("article_coded", _CODED)}
"""

STAGING_TABLES: dict[str, str] = {
    "staging.article_versions": f"""
        select
            position, {ARTICLE_ID} as article_id, said.source_id, said.guid, said.media_type, said.origin,
            said.article.title, said.article.text, said.article.byline, said.article.agencies,
            said.article.publisher, said.article.section, coalesce(said.article.url, said.url) as url,
            said.article.language, said.article.dateline_place, said.article.source_path, content_hash,
            try_cast(left(said.article.published_at, 10) as date) as published_date,
            case when length(said.article.published_at) > 10
                then try_cast(said.article.published_at as timestamptz) end as published_at,
            observed_at, recorded_at
        from {_parsed("article_fetched", _FETCHED)}""",
    "staging.article_states": f"""
        select
            position, {ARTICLE_ID} as article_id,
            case kind when 'article_fetched' then 'current' when 'article_withdrawn' then 'withdrawn'
                when 'article_rejected' then 'rejected' end as state,
            recorded_at
        from records where kind in ('article_fetched', 'article_withdrawn', 'article_rejected')""",
    "staging.codings": "select position, article_id, article_position, coder_version, recorded_at from codings",
    **{f"staging.{frame}": _rows(frame) for frame in FRAMES},
    "staging.rows_set_aside": """
        select position, article_id, unnested.* from
            (select position, article_id, unnest(said.set_aside) as unnested from codings)""",
    "staging.judgements": f"""
        select
            position, substr(stream, 11) as judgement_id, said.verdict, said.subject, said.place.place_id,
            said.place.name as place_name, said.place.latitude, said.place.longitude, said.place.country_code,
            said.place.admin1, said.place.precision as place_precision, said.author, said.reason, recorded_at
        from {_parsed("judgement", _JUDGEMENT)}""",
    "journal.rejected_articles": f"""
        select
            position as journal_position, {ARTICLE_ID} as article_id, said.source_id, said.guid, said.url,
            said.media_type, said.origin, said.reason, said.detail, said.raw_bytes, observed_at, recorded_at
        from {_parsed("article_rejected", _REJECTED)}""",
    "journal.model_answers": f"""
        select
            position as journal_position, said.article_position, {ARTICLE_ID} as article_id, said.asked_as,
            said.provider, said.model, said.answer, said.finish_reason, said.asked_tokens, said.answered_tokens,
            said.dollars, observed_at, recorded_at
        from {_parsed("article_answered", _ANSWERED)}""",
    "journal.source_reads": f"""
        select
            position as journal_position, said.source_id, said.counts.read as read_count,
            said.counts.new as new_count, said.counts.unchanged as unchanged_count,
            said.counts.rejected as rejected_count, said.read_at, recorded_at
        from {_parsed("source_read", _SOURCE_READ)}""",
}

JOURNAL_COMMENTS: dict[str, tuple[str, dict[str, str]]] = {
    "journal.rejected_articles": (
        "Documents that gave no article, with the reason. Grain: one row per rejection.",
        {
            "journal_position": "position of the record in the journal",
            "article_id": "id that the article would have",
            "source_id": "the source that it came from",
            "guid": "the source's own id for it",
            "url": "where it was fetched from",
            "media_type": "type that the source states",
            "origin": "where the document was read from",
            "reason": "reason code",
            "detail": "what was found",
            "raw_bytes": "size of the document",
            "observed_at": "when it was seen",
            "recorded_at": "when it was stored",
        },
    ),
    "journal.model_answers": (
        "What a language model answered about articles, word for word, with its cost. Grain: one row per answer.",
        {
            "journal_position": "position of the record in the journal",
            "article_position": "position in the journal of the article's version that was asked about",
            "article_id": "the article",
            "asked_as": "model that was asked, and digest of the prompt",
            "provider": "protocol that was spoken",
            "model": "model that the endpoint names",
            "answer": "the answer as it came",
            "finish_reason": "why the answer ended there",
            "asked_tokens": "tokens sent",
            "answered_tokens": "tokens received",
            "dollars": "what it cost; null = price not known",
            "observed_at": "when it was answered",
            "recorded_at": "when it was stored",
        },
    ),
    "journal.source_reads": (
        "Reads of sources. Grain: one row per read of a source that brought a batch.",
        {
            "journal_position": "position of the record in the journal",
            "source_id": "the source",
            "read_count": "documents read",
            "new_count": "articles new or changed",
            "unchanged_count": "articles as they were",
            "rejected_count": "documents that gave no article",
            "read_at": "when the source was read",
            "recorded_at": "when the batch was stored",
        },
    ),
}
