"""The documents say what is so: options, commands, tables, unit files and cron lines are read and compared."""

import configparser
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from pipelines.cli import app
from pipelines.config import Settings

REPOSITORY = Path(__file__).resolve().parents[2]
DOCS = REPOSITORY / "docs"
CODER_REASONS = ("conditions", "candidates", "trigger_notes")
README = (REPOSITORY / "README.md").read_text()


def documented_options() -> str:
    """docs/configuration.md's table, as the settings have it."""
    rows = ["| option | default | meaning |", "|---|---|---|"]
    for name, option in Settings.model_fields.items():
        default = "" if option.default_factory or option.default is None else f"`{option.default!r}`"
        rows.append(f"| `{name}` | {default} | {option.description} |")
    return "\n".join(rows)


def test_configuration_page_lists_every_option():
    assert documented_options() in (DOCS / "configuration.md").read_text()


@pytest.mark.parametrize("command", sorted(c.name or c.callback.__name__ for c in app.registered_commands))
def test_every_command_is_named_in_the_readme(command):
    assert re.search(rf"`(dateline )?{command}\b", README)


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\((?!https?:|#)([^)#]+)", README))))
def test_links_of_the_readme_lead_somewhere(link):
    assert (REPOSITORY / link).exists()


def test_top_level_holds_what_it_should():
    tracked = subprocess.run(["git", "ls-files"], cwd=REPOSITORY, capture_output=True, text=True, check=False).stdout
    top = {line.split("/")[0] for line in tracked.splitlines()} or {"README.md"}
    visible = {name for name in top if not name.startswith(".")}
    packages = {"pipelines", "schemas", "warehouse", "tests", "seeds"}
    assert visible <= packages | {"README.md", "LICENSE", "docs", "pyproject.toml"}


@pytest.mark.parametrize("unit", sorted((DOCS / "scheduling").glob("*.*r")), ids=lambda path: path.name)
def test_systemd_units_are_well_formed(unit):
    parser = configparser.ConfigParser(strict=True, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(unit)
    assert "Unit" in parser
    assert "Install" in parser
    if unit.suffix == ".timer":
        assert parser["Timer"]["OnCalendar"]
    else:
        assert parser["Service"]["ExecStart"].startswith("%h/")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")
def test_systemd_itself_takes_the_units(tmp_path):
    program = tmp_path / "dateline"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    for unit in (DOCS / "scheduling").glob("*.*r"):
        text = unit.read_text().replace("%h/dateline/.venv/bin/dateline", str(program))
        (tmp_path / unit.name).write_text(text)
    units = [str(path) for path in sorted(tmp_path.glob("*.*r"))]
    environment = os.environ | {"XDG_RUNTIME_DIR": str(tmp_path)}
    command = ["systemd-analyze", "verify", "--user", "--man=no", *units]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_cron_lines_are_well_formed():
    lines = (DOCS / "scheduling" / "dateline.cron").read_text().splitlines()
    jobs = [line for line in lines if line and not line.startswith("#") and not re.match(r"[A-Z]+=", line)]
    assert jobs
    for job in jobs:
        *times, command = job.split(maxsplit=5)
        assert re.fullmatch(r"[\d*/,-]+( [\d*/,-]+){4}", " ".join(times))
        assert "dateline run" in command
        assert "%" not in command


def test_reasons_of_the_mending_page_are_those_that_the_coder_gives():
    page = (DOCS / "mending.md").read_text()
    reasons = re.findall(r"^\| ([a-z][^|`]*[a-z]) \| [^|]*\|$", page.split("The reasons mean:")[1], re.M)
    sources = "".join((REPOSITORY / "pipelines" / "coding" / f"{name}.py").read_text() for name in CODER_REASONS)
    assert len(reasons) >= 8
    assert [reason for reason in reasons if reason != "reason" and f'"{reason}"' not in sources] == []
