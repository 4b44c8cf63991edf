"""The README's commands and its query, run as they stand there."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
README = (REPOSITORY / "README.md").read_text()
COMMANDS = [line.split("#")[0].strip() for line in README.splitlines() if line.startswith("    python3 -m ")]
QUERIES = re.findall(r"```sh\n(dateline query .*?)\n```\n+```text\n(.*?)\n```", README, re.DOTALL)


def shell(command: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    known = os.environ | {"PATH": path, "COLUMNS": "118"} | environment
    return subprocess.run(command, shell=True, cwd=folder, env=known, capture_output=True, text=True, check=False)


def test_readme_has_two_commands_and_a_query():
    assert [command.split()[2] for command in COMMANDS] == ["pipelines", "tests"]
    assert QUERIES


def test_query_of_the_readme_gives_the_answer_that_stands_there(tmp_path):
    built = shell("dateline run --samples", tmp_path)
    assert built.returncode == 0, built.stderr
    for command, answer in QUERIES:
        done = shell(command, tmp_path)
        assert done.returncode == 0, done.stderr
        assert [line.rstrip() for line in done.stdout.strip().splitlines()] == answer.splitlines()


@pytest.mark.slow
@pytest.mark.skipif("CI" not in os.environ, reason="sets up two environments, which takes minutes and a registry")
def test_both_commands_work_in_an_empty_clone(tmp_path):
    clone = tmp_path / "clone"
    done = subprocess.run(["git", "clone", "-q", str(REPOSITORY), str(clone)], check=False)
    if done.returncode:
        shutil.copytree(REPOSITORY, clone, ignore=shutil.ignore_patterns(".venv", ".git", "__pycache__", "*.egg-info"))
    first = shell(COMMANDS[0], clone)
    assert first.returncode == 0, first.stderr
    assert "warehouse.duckdb" in first.stdout
    again = shell(COMMANDS[0], clone)
    assert "Setting up" not in again.stdout
    assert "0 new" in again.stdout
    second = shell(f"{COMMANDS[1]} tests/unit/test_config.py", clone)
    assert second.returncode == 0, second.stdout + second.stderr
