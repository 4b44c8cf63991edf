"""Looking into a SQLite file of a program that may be running, without changing a byte or leaving a file behind."""

import sqlite3
from pathlib import Path


def connect_read_only(path: Path) -> sqlite3.Connection:
    """A connection that only reads; raises `sqlite3.Error` where there is no such file.

    SQLite makes two files beside a database in WAL mode even to read it. Where they are not there nobody has it open,
    and then it can be read as a file that does not change.
    """
    is_open = path.with_name(path.name + "-wal").exists()
    options = "mode=ro" if is_open else "mode=ro&immutable=1"
    return sqlite3.connect(f"{path.absolute().as_uri()}?{options}", uri=True, timeout=5)
