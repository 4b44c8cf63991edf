"""A real file system that can be filled up to the last byte, and a folder that nobody can write to."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SIZE = "64m"


class SmallDisk:
    """A mounted folder, and a file that takes up its room."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._ballast = path / "ballast"

    def leave(self, room: int) -> None:
        """Fills it but for so many bytes."""
        self.free()
        there = os.statvfs(self.path)
        self._ballast.write_bytes(bytes(max(0, there.f_bavail * there.f_frsize - room)))

    def free(self) -> None:
        """Makes room again."""
        self._ballast.unlink(missing_ok=True)


@contextmanager
def mounted(folder: Path) -> Iterator[SmallDisk | None]:
    """A small disk at the folder; null where this user may mount none."""
    folder.mkdir()
    is_mounted = _done("mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder))
    try:
        yield SmallDisk(folder) if is_mounted else None
    finally:
        if is_mounted:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextmanager
def read_only(folder: Path) -> Iterator[bool]:
    """The folder on a file system that takes no writes, whoever asks; false where this user may mount none."""
    if not _done("mount", "--bind", str(folder), str(folder)):
        yield False
        return
    try:
        yield _done("mount", "-o", "remount,bind,ro", str(folder))
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def _done(*command: str) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False
