"""The data folder: what lies where, and that it is there. What the files hold is other modules' business."""

from dataclasses import dataclass
from pathlib import Path

PRIVATE = 0o700
SUBFOLDERS = ("journal", "versions", "inbox", "dagster_home", "logs")


class DataFolderUnusable(OSError):
    """The data folder cannot be made or written to."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"Data folder '{path}' cannot be used: {why}. "
            "Name another one with --data-folder, DATELINE_DATA_FOLDER or `data_folder` in dateline.toml."
        )


@dataclass(frozen=True, slots=True)
class DataFolder:
    """One installation's data. Nothing is created before `ensure` is called."""

    path: Path

    @property
    def journal(self) -> Path:
        """Segments: the truth, and the only thing to back up."""
        return self.path / "journal"

    @property
    def build_file(self) -> Path:
        """The working projection, written by one process at a time."""
        return self.path / "build.duckdb"

    @property
    def build_lock(self) -> Path:
        """Locked by the process that builds."""
        return self.path / "build.lock"

    @property
    def versions(self) -> Path:
        """Finished read-only copies of the warehouse."""
        return self.path / "versions"

    @property
    def warehouse(self) -> Path:
        """A link to the newest version: what people open."""
        return self.path / "warehouse.duckdb"

    @property
    def index(self) -> Path:
        """Index of the journal's heads; may be deleted."""
        return self.path / "index.sqlite"

    @property
    def visits(self) -> Path:
        """What was fetched when, so that only what changed is fetched again; may be deleted."""
        return self.path / "visits.sqlite"

    @property
    def inbox(self) -> Path:
        """Where people drop articles."""
        return self.path / "inbox"

    @property
    def dagster_home(self) -> Path:
        """Dagster's history of runs."""
        return self.path / "dagster_home"

    @property
    def logs(self) -> Path:
        """Logs of runs."""
        return self.path / "logs"

    def ensure(self) -> "DataFolder":
        """Makes what is missing, readable by its owner alone; raises `DataFolderUnusable`."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            for folder in (self.path, *(self.path / name for name in SUBFOLDERS)):
                folder.mkdir(mode=PRIVATE, exist_ok=True)
            _write_probe(self.path)
        except FileExistsError as error:
            raise DataFolderUnusable(self.path, f"'{error.filename}' is a file, not a folder") from error
        except OSError as error:
            raise DataFolderUnusable(self.path, error.strerror or str(error)) from error
        return self


def _write_probe(folder: Path) -> None:
    """Finds a read-only file system before any work is done."""
    probe = folder / ".writable"
    probe.touch(mode=0o600)
    probe.unlink(missing_ok=True)
