"""The examination: every check in the order of the report, each by itself, so that none keeps another from telling."""

import platform
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

from pipelines.coding.reference import current_version
from pipelines.config import BadConfiguration, Settings, config_path, load_settings
from pipelines.doctor import data, places, scheduling
from pipelines.doctor.finding import Finding, failed, ok

PARTS = ("dateline", "duckdb", "polars", "dagster", "numpy")

Check = Callable[[Settings], Finding | list[Finding]]

ALWAYS: dict[str, Check] = {
    "data folder": places.data_folder,
    "disk": places.disk,
    "inbox": places.inbox,
    "sources": places.source_table,
    "gazetteer": places.gazetteer,
    "daemon": scheduling.daemon,
    "schedule": scheduling.schedule,
    "UI address": scheduling.ui_address,
}
WITH_DATA: dict[str, Check] = {
    "permissions": places.permissions,
    "journal": data.journal_and_clock,
    "warehouse": data.warehouse,
    "last build": data.last_build,
    "failures": data.last_failure,
}


def examine(data_folder: Path | None = None) -> Iterator[Finding]:
    """Findings one after the other, as they come."""
    yield from _guarded("versions", lambda: ok("versions", _versions()))
    try:
        settings = load_settings(**({"data_folder": data_folder} if data_folder else {}))
    except BadConfiguration as error:
        yield failed("configuration", str(error), "Mend it; the other checks need to know where the data lie.")
        return
    file = config_path()
    yield ok("configuration", f"'{file}'" if file.exists() else f"defaults and the environment; no '{file}'")
    checks = ALWAYS | (WITH_DATA if settings.data_folder.is_dir() else {})
    for name, check in checks.items():
        yield from _guarded(name, lambda check=check: check(settings))  # type: ignore[misc]


def _guarded(name: str, look: Callable[[], Finding | list[Finding]]) -> list[Finding]:
    try:
        found = look()
    except Exception as error:  # noqa: BLE001 - a check that cannot look is a finding, whatever kept it
        return [failed(name, f"could not be looked at: {error or type(error).__name__}", "See what the system says.")]
    return found if isinstance(found, list) else [found]


def _versions() -> str:
    parts = [f"{name} {version(name)}" for name in PARTS]
    return f"{', '.join(parts)}, Python {platform.python_version()}; coder {current_version()}"
