"""Reference frames that the caller brings, landed as `staging.ref_<name>`: `seeds/`, and whose codings count.

Seeds are read elsewhere.
"""

from collections.abc import Mapping

import duckdb
import polars as pl

from warehouse.connection import quoted

REFERENCE_COLUMNS: dict[str, dict[str, str]] = {
    "active_coder": {"coder": "varchar"},
    "actors": {
        "actor_id": "varchar",
        "name": "varchar",
        "kind": "varchar",
        "country": "varchar",
        "sector": "varchar",
        "from_date": "varchar",
        "to_date": "varchar",
        "office": "varchar",
    },
    "agencies": {
        "name": "varchar",
        "forms": "varchar",
    },
    "cameo_scores": {
        "cameo_code": "varchar",
        "goldstein_score": "double",
    },
    "countries": {
        "place_id": "varchar",
        "country_code": "varchar",
        "name": "varchar",
        "alpha2": "varchar",
        "numeric_code": "varchar",
        "fips": "varchar",
        "continent": "varchar",
        "latitude": "double",
        "longitude": "double",
    },
    "country_codes": {
        "country_code": "varchar",
        "cameo_code": "varchar",
        "cow_number": "integer",
        "ucdp_number": "integer",
        "acled_region": "varchar",
    },
    "event_types": {
        "event_type": "varchar",
        "mode": "varchar",
        "description": "varchar",
        "cameo_code": "varchar",
        "acled_sub_event_type": "varchar",
        "quad_code": "bigint",
        "plover_score": "double",
    },
    "sector_codes": {
        "sector": "varchar",
        "name": "varchar",
        "cameo_role": "varchar",
        "acled_actor_type": "varchar",
    },
    "sources": {
        "source_id": "varchar",
        "name": "varchar",
        "kind": "varchar",
        "url": "varchar",
        "language": "varchar",
        "country_code": "varchar",
        "is_agency": "boolean",
    },
}


class UnknownReference(ValueError):
    """A reference frame that no model reads."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Reference frame '{name}' is not known. Known: {', '.join(REFERENCE_COLUMNS)}. "
            "Add it to warehouse/reference.py with a model that reads it."
        )


def land_reference(connection: duckdb.DuckDBPyConnection, reference: Mapping[str, pl.DataFrame]) -> None:
    """Replaces every `staging.ref_<name>`; a frame that is not given is empty, a column that it lacks is null."""
    for name in reference:
        if name not in REFERENCE_COLUMNS:
            raise UnknownReference(name)
    for name, columns in REFERENCE_COLUMNS.items():
        frame = reference.get(name)
        if frame is None:
            frame = pl.DataFrame(schema=dict.fromkeys(columns, pl.String))
        selected = ", ".join(
            f"nullif({quoted(column)}::varchar, '')::{kind} as {quoted(column)}"
            if column in frame.columns
            else f"null::{kind} as {quoted(column)}"
            for column, kind in columns.items()
        )
        connection.register("reference_frame", frame)
        connection.execute(f"create or replace table staging.ref_{name} as select {selected} from reference_frame")
        connection.unregister("reference_frame")
