"""Whether a coded actor or place is the one that an annotator names."""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pipelines.coding.dictionary import normal_parts
from pipelines.evaluation.gold import GoldEvent, GoldParty
from pipelines.evaluation.matching import one_to_one
from pipelines.evaluation.spans import EARTH_KM, NEAR_KM

Row = Mapping[str, Any]


def is_named(one: str | None, other: str | None) -> bool:
    """Whether one name holds the other as whole words, whatever the case, accents and apostrophes."""
    longer, shorter = normal_parts(one or ""), normal_parts(other or "")
    if len(longer) < len(shorter):
        longer, shorter = shorter, longer
    size = len(shorter)
    return size > 0 and any(longer[at : at + size] == shorter for at in range(len(longer) - size + 1))


def is_party(gold: GoldParty, row: Row) -> bool:
    """Whether a coded party is the annotated one: by its id where one is given, else by place in the text or name."""
    if gold.actor_id is not None:
        return bool(gold.actor_id == row.get("actor_id"))
    if gold.start is not None and gold.end is not None:
        return bool(row["start"] < gold.end and gold.start < row["end"])
    said = [name for name in (gold.text, gold.name) if name]
    names = (row.get("name"), row["text"])
    return row.get("actor_id") in said or any(is_named(one, other) for one in said for other in names)


def parties_found(gold: Sequence[GoldParty], rows: Sequence[Row]) -> int:
    """How many annotated parties were coded, one to one."""
    pairs = ((i, j) for i, party in enumerate(gold) for j, row in enumerate(rows) if is_party(party, row))
    return len(one_to_one(pairs))


def is_place(gold: GoldEvent, row: Row, called: Iterable[str]) -> bool:
    """Whether an event was put where the annotator says: same id, or near, or (without those) the same name.

    `called`: the words by which the article calls the place that the coder chose.
    """
    if gold.place_id is None and gold.place_name is None and gold.latitude is None:
        return row["place_id"] is None and row["place_name"] is None
    if gold.place_id is not None and gold.place_id == row["place_id"]:
        return True
    if gold.latitude is not None and gold.longitude is not None:
        return row["latitude"] is not None and _km(gold.latitude, gold.longitude, row) <= NEAR_KM
    return gold.place_id is None and any(is_named(gold.place_name, name) for name in (row["place_name"], *called))


def _km(latitude: float, longitude: float, row: Row) -> float:
    north, other = math.radians(latitude), math.radians(row["latitude"])
    east = math.radians(row["longitude"] - longitude)
    half = math.sin((other - north) / 2) ** 2 + math.cos(north) * math.cos(other) * math.sin(east / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))
