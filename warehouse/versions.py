"""The numbered files of published versions, and the link to the newest. What is in them is `publish.py`'s business."""

import hashlib
import os
import re
from datetime import UTC, datetime
from itertools import count
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
    linked = _linked(folder)
    return linked if linked is not None and linked.is_file() else None


def _linked(folder: DataFolder) -> Path | None:
    """What the link names, be it there or not; null where that is no version."""
    try:
        target = folder.versions / folder.warehouse.readlink().name
    except OSError:
        return None
    return target if _NAME.fullmatch(target.name) else None


def next_version(folder: DataFolder) -> Path:
    """The path of the version after the newest."""
    numbers = [version_number(path) for path in versions(folder)]
    linked = _linked(folder)
    if linked is not None:
        # It may be gone from the folder and yet open in a client, which would take the new file for the old.
        numbers.append(version_number(linked))
    return folder.versions / f"{max(numbers, default=0) + 1:06d}.duckdb"


def temporary_version(folder: DataFolder) -> Path:
    """Where a version is written before it has a number."""
    return folder.versions / f"{_TEMPORARY}{os.getpid()}.duckdb"


def note_sum(version: Path, file: Path) -> None:
    """Notes the sum of a version's bytes, which lie in `file` by now, as `sha256sum --check` reads it."""
    temporary = version.with_name(f"{_TEMPORARY}sum-{os.getpid()}")
    temporary.write_text(f"{_sum_of(file)}  {version.name}\n")
    flush(temporary)
    temporary.replace(_sum(version))


def is_as_published(version: Path, copy: Path) -> bool:
    """Whether a copy of a version's file has, byte for byte, what was published; no where that is not known."""
    try:
        return _sum(version).read_text() == f"{_sum_of(copy)}  {version.name}\n"
    except (OSError, UnicodeDecodeError):
        return False


def _sum_of(file: Path) -> str:
    with file.open("rb") as read:
        return hashlib.file_digest(read, "sha256").hexdigest()


def turn_link(folder: DataFolder, version: Path) -> None:
    """Lets the link lead to a version, in one step."""
    temporary = folder.path / f"{_TEMPORARY}link-{os.getpid()}"
    temporary.unlink(missing_ok=True)
    temporary.symlink_to(Path(folder.versions.name) / version.name)
    _wal(folder.warehouse).unlink(missing_ok=True)
    temporary.replace(folder.warehouse)
    flush(folder.path)


def confirm_link(folder: DataFolder) -> None:
    """Notes at the link that the version it leads to was found to be good now."""
    os.utime(folder.warehouse, follow_symlinks=False)


def last_confirmed(folder: DataFolder) -> datetime | None:
    """When a build last found that the published version is good; null where there is none."""
    if current_version(folder) is None:
        return None
    return datetime.fromtimestamp(folder.warehouse.lstat().st_mtime, UTC)


def set_aside(folder: DataFolder) -> Path | None:
    """Moves away a file or folder that stands where the link should be, as a copy that follows links leaves it.

    Its new path, in the data folder; null where nothing was in the way. Nobody's data is lost.
    """
    place = folder.warehouse
    if place.is_symlink() or not place.exists():
        return None
    names = (place.with_name(f"warehouse-set-aside-{number}.duckdb") for number in count(1))
    aside = next(path for path in names if not os.path.lexists(path))
    place.rename(aside)
    if _wal(place).exists():
        _wal(place).rename(_wal(aside))
    return aside


def remove_old(folder: DataFolder, keep: int) -> tuple[int, ...]:
    """Removes all but the newest `keep` versions, never the one that is linked; their numbers."""
    linked = current_version(folder)
    old = [path for path in versions(folder)[: -max(keep, 1)] if path != linked]
    for path in old:
        for file in (path, _wal(path), _sum(path)):
            file.unlink(missing_ok=True)
    return tuple(version_number(path) for path in old)


def sweep(folder: DataFolder) -> None:
    """Removes what a killed publish left, and what clients that opened a version for writing left in its way.

    A WAL that outlived its version would be read by the next of that number. One beside the link is DuckDB 1.4's,
    which does not follow links there: it would refuse every later version. To be called with the build lock held.
    """
    if folder.warehouse.is_symlink():
        _wal(folder.warehouse).unlink(missing_ok=True)
    for parent in (folder.versions, folder.path):
        for path in parent.glob(f"{_TEMPORARY}*"):
            path.unlink(missing_ok=True)
    for beside in (*folder.versions.glob("*.duckdb.wal"), *folder.versions.glob("*.duckdb.sha256")):
        if not beside.with_suffix("").exists():
            beside.unlink(missing_ok=True)


def _wal(database: Path) -> Path:
    return database.with_name(database.name + ".wal")


def _sum(version: Path) -> Path:
    return version.with_name(version.name + ".sha256")


def flush(path: Path) -> None:
    """Has the disk hold a file or folder before going on."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
