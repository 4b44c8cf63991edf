"""Builds that were made beside Dagster, by `dateline run` or a timer: what they made is shown as materialized too."""

from collections.abc import Iterator, Mapping, Sequence

import dagster as dg

from pipelines.assets.journal import ARTICLES, CODINGS
from pipelines.assets.warehouse import PUBLISHED, key, materializations
from pipelines.config import Settings
from warehouse.build import BuildReport, last_build
from warehouse.folder import DataFolder
from warehouse.versions import current_version, version_number

JOURNAL = {ARTICLES: ("articles", "dimensions.dim_article"), CODINGS: ("mentions", "facts.fact_mention")}
"""Assets of the journal, each with what a table tells of it."""
OF_THE_BUILD = frozenset(("is new", "why", "seconds", "tables", "more rows than before", "dagster/column_lineage"))


def unseen_build(instance: dg.DagsterInstance, settings: Settings) -> BuildReport | None:
    """The published build, where Dagster shows another one or none; null also while a run is at work.

    It is read from what is published, so that no build has to wait for it."""
    folder = DataFolder(settings.data_folder)
    published = current_version(folder)
    if published is None or version_number(published) == _shown_version(instance):
        return None
    if instance.get_runs(dg.RunsFilter(statuses=[dg.DagsterRunStatus.STARTED]), limit=1):
        return None  # it may have published just now, and will show it itself
    return last_build(folder)


def _shown_version(instance: dg.DagsterInstance) -> object:
    event = instance.get_latest_materialization_event(PUBLISHED)
    shown = event.asset_materialization.metadata.get("version") if event and event.asset_materialization else None
    return shown.value if shown else None


def shown_tables(
    report: BuildReport, counts: Mapping[str, Sequence[tuple[str, int]]]
) -> Iterator[dg.AssetMaterialization]:
    """An event for each asset that the build made, without what only the build itself could tell.

    They say of no code version: Dagster would then ask for those of all assets that one was made from.
    """
    rows = {key(table.table): table.rows for table in report.tables}
    for asset, (what, table) in JOURNAL.items():
        yield dg.AssetMaterialization(asset, metadata={what: rows[key(table)]})
    for result in materializations(report, counts):
        assert result.asset_key is not None
        told = {name: value for name, value in (result.metadata or {}).items() if name not in OF_THE_BUILD}
        yield dg.AssetMaterialization(result.asset_key, metadata=told)
