"""Build: the journal's news into tables, mentions linked to events, checked and published."""

from collections.abc import Callable
from importlib.resources import files

import polars as pl

from pipelines.config import Settings
from pipelines.linking.events import link_mentions
from pipelines.reading.copies import find_origins
from pipelines.steps.folder import open_journal
from warehouse import build as warehouse
from warehouse.build import BuildReport
from warehouse.lock import Holder

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
        link_mentions,
        find_origins,
        reference=reference_frames(),
        wait=waiting if settings.wait_for_build else None,
        on_progress=stepped,
        keep=settings.keep_versions,
        from_zero=from_scratch,
    )
    journal.seal()
    return report


def reference_frames() -> dict[str, pl.DataFrame]:
    """The tables of `seeds/` that dimensions are made from, all columns as text."""
    return {
        "actors": _seed("actors"),
        "event_types": _seed("event_types"),
        "sources": _seed("sources").rename(SOURCE_COLUMNS),
    }


def _seed(name: str) -> pl.DataFrame:
    return pl.read_csv((files("seeds") / f"{name}.csv").read_bytes(), infer_schema=False)
