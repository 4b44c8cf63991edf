"""Rows of `mentions` for tests of linking: say what matters, the rest is filled in."""

from datetime import date
from typing import Any

import polars as pl

from schemas.contracts import dtypes
from schemas.frames import Mentions

DAY = date(2017, 11, 3)


def actor(
    actor_id: str | None, name: str | None = None, sector: str | None = None, country: str | None = None
) -> dict[str, Any]:
    """A party of a mention."""
    return {
        "text": name or actor_id or "they",
        "start": 0,
        "end": 1,
        "actor_id": actor_id,
        "name": name,
        "country": country,
        "sector": sector,
    }


def row(mention_id: str, article_id: str = "a", **stated: Any) -> dict[str, Any]:
    """One mention: an assault of rebels on the army in a town on a stated day, unless said otherwise."""
    start = stated.get("trigger_start", 5)
    return {
        "mention_id": mention_id,
        "article_id": article_id,
        "field": "text",
        "sentence_index": 0,
        "sentence_start": 0,
        "sentence_end": 100_000,
        "trigger_start": start,
        "trigger_end": start + 3,
        "trigger_text": "hit",
        "event_type": "ASSAULT",
        "mode": None,
        "contexts": [],
        "modality": "actual",
        "quad_code": 4,
        "plover_score": -9.0,
        "cameo_code": "190",
        "acled_sub_event_type": "Attack",
        "actors": [actor("rebels", sector="REB", country="SYR")],
        "recipients": [actor("SYR-MIL", sector="MIL", country="SYR")],
        "place_id": "7",
        "place_name": "Qant",
        "latitude": 35.0,
        "longitude": 40.0,
        "country_code": "SYR",
        "admin1": "01",
        "place_precision": "city",
        "date_start": DAY,
        "date_end": DAY,
        "date_precision": "day",
        "date_text": "Friday",
        "fatalities_low": None,
        "fatalities_best": None,
        "fatalities_high": None,
        "injured": None,
        "captured": None,
        "displaced": None,
        "control_change": None,
        "attributed_to": [],
        "confidence": 0.8,
        "coder_version": "rules 1",
    } | stated


def frame(*rows: dict[str, Any], positions: dict[str, int] | None = None) -> pl.DataFrame:
    """The rows as the contract has them, with the articles' journal positions where given."""
    mentions = pl.DataFrame(list(rows), schema=dtypes(Mentions))
    if positions is None:
        return mentions
    return mentions.with_columns(article_position=pl.col("article_id").replace_strict(positions, return_dtype=pl.Int64))
