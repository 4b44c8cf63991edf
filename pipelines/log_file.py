"""Log files of the data folder, one JSON object a line, that never grow beyond a bound."""

import fcntl
import json
import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from pipelines.config import Settings
from warehouse.folder import DataFolder

MOST_BYTES, KEPT = 5_000_000, 4
"""Of one file, and how many full ones are kept as `.1`, `.2`, ... beside it."""


RUNS = "runs.jsonl"


def note_run(settings: Settings, did: Mapping[str, Any]) -> None:
    """Notes what a run did and when it ended, beside what it printed."""
    append_line(DataFolder(settings.data_folder).logs / RUNS, {"ended_at": datetime.now(UTC), **did})


def append_line(file: Path, line: Mapping[str, Any], most_bytes: int = MOST_BYTES) -> None:
    """Adds one line; several processes may do so at once. Raises `OSError`."""
    file.parent.mkdir(parents=True, exist_ok=True)
    message = logging.LogRecord("dateline", logging.INFO, "", 0, "%s", (_as_json(line),), None)
    with (file.parent / f".{file.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        handler = _Handler(file, maxBytes=most_bytes, backupCount=KEPT, encoding="utf-8")
        try:
            handler.emit(message)
        finally:
            handler.close()


def _as_json(line: Mapping[str, Any]) -> str:
    return json.dumps(line, ensure_ascii=False, default=str)


class _Handler(RotatingFileHandler):
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802, ARG002 - the standard library's
        """Lets the caller see what went wrong, instead of printing it."""
        raise  # noqa: PLE0704 - called while the exception is handled
