"""Folders, permissions and room: what a run will need to read and write."""

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from pipelines.coding.gazetteer_compile import compiled_name
from pipelines.config import Settings
from pipelines.doctor.finding import Finding, failed, ok, size, warning
from pipelines.sources.source import SourceTableError
from pipelines.steps.ingest import sources
from warehouse.folder import DataFolder

LEAST_FREE, GOOD_FREE = 100e6, 1e9
"""Bytes that must, and that should, be free beside what a build writes."""


def data_folder(settings: Settings) -> Finding:
    """Whether it is there, its owner's alone, and can be written to."""
    path = settings.data_folder
    if not path.is_dir():
        what = "is a file, not a folder" if path.exists() else "is not there"
        return failed(
            "data folder", f"'{path}' {what}", "Mount its disk, or name the right one; `dateline run` makes a new one."
        )
    if not os.access(path, os.R_OK | os.W_OK | os.X_OK):
        return failed(
            "data folder",
            f"'{path}' cannot be written to by user {os.geteuid()}",
            "Run as its owner, or mount its disk for writing. `verify`, `query` and `backup` work meanwhile.",
        )
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        return warning("data folder", f"others than its owner can enter '{path}'", f"chmod go-rwx '{path}'")
    return ok("data folder", f"'{path}' is there, and its owner's alone")


def permissions(settings: Settings) -> Finding:
    """Whether a run may touch what lies there: one run as another user leaves files that the next cannot write."""
    folder = DataFolder(settings.data_folder)
    owner = folder.path.stat().st_uid
    others = [path for path in _entries(folder) if path.lstat().st_uid != owner]
    if others:
        return failed(
            "permissions",
            f"{len(others)} files belong to another user than the folder, such as '{others[0]}'",
            f"sudo chown -R --reference='{folder.path}' '{folder.path}', and run Dateline as that user only.",
        )
    if os.geteuid() == 0 != owner:
        return warning("permissions", "you are root, the folder's owner is not", "Run Dateline as the folder's owner.")
    open_versions = [path for path in folder.versions.glob("*.duckdb") if path.stat().st_mode & 0o222]
    if open_versions:
        paths = " ".join(f"'{path}'" for path in open_versions)
        return warning("permissions", "a published version can be written to", f"chmod a-w {paths}")
    return ok("permissions", "all files are the owner's, published versions are read-only")


def _entries(folder: DataFolder) -> Iterator[Path]:
    for parent in (folder.path, folder.journal, folder.versions, folder.dagster_home, folder.logs):
        if parent.is_dir():
            yield from parent.iterdir()


def disk(settings: Settings) -> Finding:
    """Whether a build, which writes the tables and a copy of them, finds room."""
    existing = next(path for path in (settings.data_folder, *settings.data_folder.parents) if path.is_dir())
    free = shutil.disk_usage(existing).free
    build_file = DataFolder(settings.data_folder).build_file
    needed = 2 * (build_file.stat().st_size if build_file.exists() else 0)
    found = f"{size(free)} free; a build writes some {size(needed)}"
    if free < needed + LEAST_FREE:
        return failed("disk", found, "Make room, or lower `keep_versions`; until then nothing new can be stored.")
    if free < 2 * needed + GOOD_FREE:
        return warning("disk", found, "Make room soon, or lower `keep_versions`.")
    return ok("disk", found)


def inbox(settings: Settings) -> Finding:
    """Whether its files can be read."""
    path = settings.inbox_folder
    if not path.is_dir():
        return warning("inbox", f"'{path}' is not there", "`dateline run` makes it; a folder of yours must be mounted.")
    if not os.access(path, os.R_OK | os.X_OK):
        return failed("inbox", f"'{path}' cannot be read by user {os.geteuid()}", f"chmod u+rx '{path}'")
    files = [file for file in path.iterdir() if not file.name.startswith(".")]
    closed = [file for file in files if not os.access(file, os.R_OK)]
    if closed:
        return warning("inbox", f"{len(closed)} of {len(files)} entries cannot be read, such as '{closed[0]}'", "chmod")
    return ok("inbox", f"{len(files)} entries in '{path}'")


def source_table(settings: Settings) -> Finding:
    """Whether the tables of sources say what can be read."""
    try:
        found = sources(settings)
    except SourceTableError as error:
        return failed("sources", str(error), f"Mend '{settings.data_folder / 'sources.csv'}'.")
    return ok("sources", f"{len(found)} sources: {', '.join(source.id for source in found)[:60]}")


def gazetteer(settings: Settings) -> Finding:
    """Whether the names of places are compiled."""
    path = settings.cache_folder / compiled_name()
    if not path.exists():
        return warning("gazetteer", f"not compiled in '{path.parent}'", "The next run does, in some 20 seconds.")
    return ok("gazetteer", f"compiled, {size(path.stat().st_size)}")
