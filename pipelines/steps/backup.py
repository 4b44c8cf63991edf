"""Backup and restore: a proven copy of the journal and of the user's own table of sources, and a folder made from one.

Everything else in a data folder is made from these.
"""

import os
import shutil
from pathlib import Path

from pipelines.config import Settings
from warehouse.folder import DataFolder
from warehouse.journal.folder import SegmentFile, SegmentFolder
from warehouse.journal.segments import Part, Segment
from warehouse.journal.verification import Verification, prove

OWN_TABLES = ("sources.csv",)
"""What a person may have written into the data folder; files of the inbox stand in the journal once they are read."""


class BackupRefused(ValueError):
    """The destination of a backup cannot hold it."""


class RestoreRefused(ValueError):
    """Nothing can be restored from there, or not into there."""


class CopyBroken(RuntimeError):
    """A copy is not what should have been copied; the message says whether that or the copy is at fault."""


def backup(settings: Settings, destination: Path) -> tuple[int, Verification]:
    """Copies the segments that the destination lacks, then proves the copy; returns how many were copied.

    Raises `BackupRefused` where there is no journal, or where the destination lies inside the data folder or holds
    another journal; `CopyBroken` where the copy is not the journal.
    """
    folder = DataFolder(settings.data_folder)
    if not folder.journal.is_dir():
        raise BackupRefused(f"'{folder.path}' holds no journal: there is nothing to copy.")
    if destination.resolve().is_relative_to(folder.path.resolve()):
        raise BackupRefused(f"'{destination}' lies inside the data folder. Name a folder on another disk.")
    copied, verdict = _copy_journal(folder.journal, destination / folder.journal.name)
    _copy_tables(folder.path, destination)
    return copied, verdict


def restore(source: Path, into: Path) -> Verification:
    """Puts a backup into a data folder that has no journal; the tables are then to be built from it.

    Raises `RestoreRefused` where the backup is not whole or a journal is in the way, in which case nothing was changed.
    """
    folder, held = DataFolder(into), source / "journal"
    if not held.is_dir():
        raise RestoreRefused(f"'{source}' is no backup: it has no folder `journal`.")
    verdict = prove(held)
    if not verdict.is_whole:
        raise RestoreRefused(f"The backup is broken at {verdict.broken}: {verdict.reason}. Nothing was restored.")
    if folder.journal.exists() and any(folder.journal.iterdir()):
        raise RestoreRefused(
            f"'{folder.journal}' is not empty, and nothing is ever overwritten. Name another folder with --into, "
            "or move that one away first."
        )
    folder.ensure()
    incoming = into / ".restored-journal"
    shutil.rmtree(incoming, ignore_errors=True)
    _copy_journal(held, incoming)
    incoming.chmod(folder.journal.stat().st_mode)
    incoming.rename(folder.journal)
    _copy_tables(source, into)
    return prove(folder.journal)


def _copy_journal(source: Path, copies: Path) -> tuple[int, Verification]:
    """Copies what is lacking, and proves that the copy ends where the source did."""
    copies.mkdir(parents=True, exist_ok=True)
    files = SegmentFolder(source)
    with files.shared():
        segments = list(files.files(fresh=True))
        _refuse_another(segments, SegmentFolder(copies).files(fresh=True), copies)
        copied = sum(_copy(segment.path, copies / segment.path.name) for segment in segments)
        end = _parts(segments[-1])[-1].digest if segments else None
    verdict = prove(copies)
    if not verdict.is_whole:
        faulty, mend = (copies, "Remove the copy and try another disk") if prove(source).is_whole else (source, _MEND)
        raise CopyBroken(f"'{faulty}' is broken at {verdict.broken}: {verdict.reason}. {mend}.")
    if end is not None and verdict.digest != end:
        raise CopyBroken(f"'{copies}' goes on where '{source}' ends: the journal has lost its end. {_MEND}.")
    return copied, verdict


_MEND = "`dateline verify` shows how far it is whole; `dateline restore` makes a data folder from an earlier backup"


def _refuse_another(segments: list[SegmentFile], copied: list[SegmentFile], copies: Path) -> None:
    if copied and (not segments or _parts(segments[0])[0].digest != _parts(copied[0])[0].digest):
        raise BackupRefused(f"'{copies}' holds a copy of another journal. Name another folder.")


def _parts(file: SegmentFile) -> list[Part]:
    with Segment(file.path, file.first, file.last) as segment:
        return segment.parts()


def _copy_tables(source: Path, destination: Path) -> None:
    for name in OWN_TABLES:
        if (source / name).is_file():
            (destination / name).unlink(missing_ok=True)
            _copy(source / name, destination / name)


def _copy(file: Path, copy: Path) -> bool:
    """Copies a file so that a half-written copy never bears its name; not where there is one."""
    if copy.exists():
        return False
    partial = copy.with_name(f".{copy.name}.{os.getpid()}")
    shutil.copyfile(file, partial)
    with partial.open("rb") as written:
        os.fsync(written.fileno())
    partial.replace(copy)
    return True
