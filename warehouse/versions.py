"""The numbered files of published versions, and the link to the newest. What is in them is `publish.py`'s business."""

import os
import re
from pathlib import Path

from warehouse.folder import DataFolder

_NAME = re.compile(r"(\d{6,})\.duckdb")
_TEMPORARY = ".new-"


def version_number(path: Path) -> int:
    """The number in a version's name."""
    match = _NAME.fullmatch(path.name)
    if match is None:
        raise ValueError(f"'{path.name}' is not the name of a version: those are like 000123.duckdb")
    return int(match[1])


def versions(folder: DataFolder) -> list[Path]:
    """Version files, oldest first."""
    found = (path for path in folder.versions.iterdir() if _NAME.fullmatch(path.name))
    return sorted(found, key=version_number)


def current_version(folder: DataFolder) -> Path | None:
    """The version that the link leads to; null where there is none."""
    try:
        target = folder.versions / folder.warehouse.readlink().name
    except OSError:
        return None
    return target if _NAME.fullmatch(target.name) and target.is_file() else None


def next_version(folder: DataFolder) -> Path:
    """The path of the version after the newest."""
    numbers = [version_number(path) for path in versions(folder)]
    return folder.versions / f"{max(numbers, default=0) + 1:06d}.duckdb"


def temporary_version(folder: DataFolder) -> Path:
    """Where a version is written before it has a number."""
    return folder.versions / f"{_TEMPORARY}{os.getpid()}.duckdb"


def turn_link(folder: DataFolder, version: Path) -> None:
    """Lets the link lead to a version, in one step."""
    temporary = folder.path / f"{_TEMPORARY}link-{os.getpid()}"
    temporary.unlink(missing_ok=True)
    temporary.symlink_to(Path(folder.versions.name) / version.name)
    temporary.replace(folder.warehouse)
    flush(folder.path)


def remove_old(folder: DataFolder, keep: int) -> tuple[int, ...]:
    """Removes all but the newest `keep` versions, never the one that is linked; their numbers."""
    linked = current_version(folder)
    old = [path for path in versions(folder)[: -max(keep, 1)] if path != linked]
    for path in old:
        for suffix in ("", ".wal"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
    return tuple(version_number(path) for path in old)


def sweep(folder: DataFolder) -> None:
    """Removes what a killed publish left, and a WAL that outlived its version: the next of that number would read it.

    To be called with the build lock held.
    """
    for parent in (folder.versions, folder.path):
        for path in parent.glob(f"{_TEMPORARY}*"):
            path.unlink(missing_ok=True)
    for wal in folder.versions.glob("*.duckdb.wal"):
        if not wal.with_suffix("").exists():
            wal.unlink(missing_ok=True)


def flush(path: Path) -> None:
    """Has the disk hold a file or folder before going on."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
