"""One build at a time: who holds the lock, and that nothing but its holder's life keeps it."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from warehouse.folder import DataFolder, DataFolderUnusable
from warehouse.lock import BuildHeld, Holder, build_lock, holder

HOLD = """
import sys, time
from pathlib import Path
from warehouse.lock import build_lock
with build_lock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    return tmp_path / "build.lock"


def hold_elsewhere(lock: Path) -> subprocess.Popen[str]:
    """Another process that holds the lock."""
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(lock)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_nobody_holds_a_lock_that_is_not_there_or_was_let_go(lock: Path) -> None:
    assert holder(lock) is None
    with build_lock(lock):
        assert holder(lock) == Holder(os.getpid(), " ".join(sys.argv)[:200], holder(lock).since)  # type: ignore[union-attr]
    assert holder(lock) is None


def test_second_one_is_told_who_holds_it(lock: Path) -> None:
    with build_lock(lock), pytest.raises(BuildHeld, match=f"process {os.getpid()}") as error, build_lock(lock):
        pass
    assert error.value.holder.pid == os.getpid()


def test_lock_is_free_after_an_error(lock: Path) -> None:
    with pytest.raises(ZeroDivisionError), build_lock(lock):
        raise ZeroDivisionError
    with build_lock(lock):
        pass


def test_second_one_waits_and_says_once_for_whom(lock: Path) -> None:
    told: list[Holder] = []
    waiting, got_it = threading.Event(), threading.Event()

    def tell(who: Holder) -> None:
        told.append(who)
        waiting.set()

    def second() -> None:
        with build_lock(lock, wait=tell):
            got_it.set()

    with build_lock(lock):
        thread = threading.Thread(target=second)
        thread.start()
        assert waiting.wait(10)
        assert not got_it.is_set()
    thread.join(10)
    assert got_it.is_set()
    assert [who.pid for who in told] == [os.getpid()]


def test_killed_holder_leaves_the_lock_free(lock: Path) -> None:
    process = hold_elsewhere(lock)
    who = holder(lock)
    assert who is not None and who.pid == process.pid
    with pytest.raises(BuildHeld), build_lock(lock):
        pass
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert holder(lock) is None
    with build_lock(lock):
        pass


def test_unreadable_lock_file_holds_nobody_up(lock: Path) -> None:
    lock.write_bytes(b"\xff{")
    with build_lock(lock):
        assert str(holder(lock)).startswith(f"process {os.getpid()}")


def test_data_folder_is_made_private(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "data").ensure()
    for path in (folder.path, folder.journal, folder.versions, folder.inbox, folder.dagster_home, folder.logs):
        assert path.stat().st_mode & 0o777 == 0o700
    assert folder.ensure() == folder


@pytest.mark.parametrize(
    ("path", "why"), [("file", "is a file"), ("file/data", "is a file"), ("file/deep/data", "Not a directory")]
)
def test_data_folder_that_cannot_be_made_says_why(tmp_path: Path, path: str, why: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DataFolderUnusable, match=why) as error:
        DataFolder(tmp_path / path).ensure()
    assert str(tmp_path / path) in str(error.value)


@pytest.mark.skipif(os.getuid() == 0, reason="root may write anywhere")
def test_read_only_parent_says_so(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(DataFolderUnusable, match="Permission denied"):
        DataFolder(tmp_path / "data").ensure()
