"""Logs hold whole lines, the newest last, and never grow beyond their bound, whoever writes at once."""

import json
import subprocess
import sys

import pytest

from pipelines.log_file import KEPT, append_line

WRITER = """
import sys; from pathlib import Path; from pipelines.log_file import append_line
for number in range(100): append_line(Path(sys.argv[1]), {"writer": sys.argv[2], "number": number}, most_bytes=2000)
"""


def test_lines_of_writers_at_once_are_whole_and_bounded(tmp_path):
    file = tmp_path / "logs" / "runs.jsonl"
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(file), name]) for name in "abc"]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    append_line(file, {"writer": "last"}, most_bytes=2000)
    files = sorted(file.parent.glob("runs.jsonl*"))
    assert len(files) == KEPT + 1
    assert max(path.stat().st_size for path in files) <= 2000
    lines = [json.loads(line) for path in files for line in path.read_text().splitlines()]
    assert len(lines) > 100
    assert json.loads(file.read_text().splitlines()[-1]) == {"writer": "last"}


def test_log_that_cannot_be_written_is_an_error_of_the_system(tmp_path):
    (tmp_path / "logs").write_text("a file")
    with pytest.raises(OSError, match="logs"):
        append_line(tmp_path / "logs" / "runs.jsonl", {})
