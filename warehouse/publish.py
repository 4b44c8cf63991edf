"""Publishing: a checked read-only version of the build file, then the link that people open.

The build file is never changed here, and a published version never after it is linked. What a version's file holds
is in `version_file.py`.
"""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.connection import DatabaseBusy, DatabaseUnreadable
from warehouse.folder import DataFolder
from warehouse.lock import build_lock
from warehouse.version_file import (
    Content,
    content_of,
    damage_in,
    definitions_digest,
    is_finished,
    opened,
    stated_by,
    write,
    written_with,
)
from warehouse.versions import (
    confirm_link,
    current_version,
    flush,
    next_version,
    note_sum,
    remove_old,
    set_aside,
    sweep,
    temporary_version,
    turn_link,
    version_number,
)

KEPT_VERSIONS = 5
READ_ONLY = 0o444
ASKED, FIRST, NEWS = "asked for", "nothing was published", "there is news"
DESCRIBED = "its tables are described in other words"


class PublishFailed(RuntimeError):
    """No new version could be published; the one before stays."""

    def __init__(self, folder: DataFolder, why: str) -> None:
        super().__init__(
            f"No new version of the warehouse was published: {why}. What was published before stays at "
            f"'{folder.warehouse}'. Mend it and run the build again; nothing is lost."
        )


@dataclass(frozen=True, slots=True)
class Publication:
    """The version that is published. `is_new` is false where it was published already; `why` says why it is new."""

    path: Path
    number: int
    is_new: bool
    why: str
    removed: tuple[int, ...] = ()

    @property
    def repaired(self) -> str | None:
        """What was wrong with what stood there before; null where nothing was."""
        return self.why if self.is_new and self.why not in (ASKED, FIRST, NEWS, DESCRIBED) else None


def publish(folder: DataFolder, *, keep: int = KEPT_VERSIONS, force: bool = False) -> Publication:
    """Publishes the build file as it is; raises `BuildHeld` while another process builds."""
    with build_lock(folder.build_lock):
        return publish_locked(folder, keep=keep, force=force)


def publish_locked(folder: DataFolder, *, keep: int = KEPT_VERSIONS, force: bool = False) -> Publication:
    """Publishes for a caller that holds the build lock and has closed the build file; raises `PublishFailed`."""
    if not folder.build_file.exists():
        raise PublishFailed(folder, "nothing is built yet")
    sweep(folder)
    try:
        if not is_finished(folder.build_file):
            raise PublishFailed(folder, "the build was stopped before its tables were made")
        content = content_of(folder.build_file)
        published = current_version(folder)
        why = ASKED if force else _why_new(folder, published, content)
        if published is not None and why is None:
            confirm_link(folder)
            return Publication(published, version_number(published), False, "nothing is new")
        path = _write_version(folder, content, published if why == NEWS else None)
        aside = set_aside(folder)
        turn_link(folder, path)
    except (duckdb.Error, OSError) as error:
        sweep(folder)
        raise PublishFailed(folder, str(error).splitlines()[0]) from error
    if aside is not None:
        why = f"{folder.warehouse.name} was no link of ours; what stood there is kept as {aside.name}"
    return Publication(path, version_number(path), True, why or "", remove_old(folder, keep))


def _why_new(folder: DataFolder, published: Path | None, content: Content) -> str | None:
    """Why a new version is due; null where the published one is whole and says the same."""
    if published is None:
        link = folder.warehouse
        return f"{link.name} led to {link.readlink()}, which is no version" if link.is_symlink() else FIRST
    try:
        with closing(opened(published)) as connection:
            duckdb_version, definitions = written_with(connection)
            if duckdb_version != duckdb.__version__:
                return f"{published.name} was written with DuckDB {duckdb_version}"
            if definitions != definitions_digest():
                return "its macros and views are of another version of Dateline"
            stated = stated_by(connection)
            if stated.comments != content.comments:
                return DESCRIBED
            if stated.digests != content.digests:
                return NEWS
            problem = damage_in(connection)
            if problem is None:
                return None
    except (DatabaseBusy, DatabaseUnreadable, OSError, duckdb.Error) as error:
        problem = str(error).splitlines()[0]
    return f"{published.name} was not as it was published: {problem}"


def _write_version(folder: DataFolder, content: Content, before: Path | None) -> Path:
    """A finished, checked, read-only file under the next number."""
    path, temporary = next_version(folder), temporary_version(folder)
    write(folder.build_file, temporary, version_number(path), content, before)
    temporary.chmod(READ_ONLY)
    flush(temporary)
    note_sum(path, temporary)
    temporary.rename(path)
    flush(path.parent)
    return path
