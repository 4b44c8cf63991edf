"""The data folder that all steps of a run work in, and how they tell how far they are."""

from collections.abc import Callable

from pipelines.config import Settings
from warehouse.folder import DataFolder
from warehouse.journal.journal import Journal

Progress = Callable[[int, int], None]
"""Called with how many are done, and how many there are (0: not known yet)."""


def nobody(_done: int, _total: int) -> None:
    """Progress that is shown to nobody."""


def open_journal(settings: Settings) -> tuple[DataFolder, Journal]:
    """The data folder, made where it is missing, and its journal."""
    folder = DataFolder(settings.data_folder).ensure()
    settings.inbox_folder.mkdir(parents=True, exist_ok=True)
    return folder, Journal(folder.journal)
