"""A week of nights under a set clock: what each evening knew is what it had published, and a replay tells the same."""

import json
import os
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from pipelines.bootstrap import REPOSITORY
from pipelines.config import Settings
from pipelines.steps.folder import open_journal
from tests.week import ARTICLES, CORRECTED, MISSED, NIGHTS, at, digests
from warehouse.query import query

EDITED = 4
"""The night before which the dictionary gains an actor."""
ACTOR = "azaz-front,Azaz Front,organisation,SYR,REB,,,,\n"


def beside(path: Path, *command: str) -> str:
    """What a command prints that has the packages in the folder `path` before all others."""
    packages = os.pathsep.join([str(REPOSITORY), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=path,
        env=os.environ | {"PYTHONPATH": packages},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return done.stdout


def nights(path: Path, first: int, end: int) -> list[dict[str, Any]]:
    """What the nights from `first` to before `end` did."""
    return [json.loads(line) for line in beside(path, "tests.week", str(first), str(end)).splitlines()]


@pytest.mark.slow
def test_week_is_what_each_night_published_and_what_a_replay_tells(settings: Settings, tmp_path: Path) -> None:
    folder, journal = open_journal(settings)
    (edited := tmp_path / "edited").mkdir()
    told = nights(edited, 0, EDITED)
    shutil.copytree(str(files("seeds")), edited / "seeds")
    with (edited / "seeds" / "actors.csv").open("a") as table:
        table.write(ACTOR)
    told += nights(edited, EDITED, NIGHTS)

    assert [(each["night"], each["new"]) for each in told] == [
        (night, ARTICLES * (2 if night == MISSED + 1 else 1) + (night == CORRECTED))
        for night in range(NIGHTS)
        if night != MISSED
    ]
    assert [each["coded"] for each in told if each["night"] == EDITED] == [ARTICLES * (EDITED + 1)]
    articles = (
        "select status, count(*), count(distinct url), sum(version_count)::int from dim_article group by all order by 1"
    )
    count = NIGHTS * ARTICLES - 1
    assert query(folder, articles).rows() == [("current", count, count, count + 1), ("withdrawn", 1, 1, 1)]
    assert query(folder, "select count(*) from dim_article where coder_version is null").item() == 1
    assert query(folder, "select count(*) from bridge_event_actor where actor_id = 'azaz-front'").item() > 0
    assert len({json.dumps(each["published"]["fact_event"]) for each in told}) == len(told)

    for each in told:
        assert digests(folder, at(each["night"], 20)) == {k: tuple(v) for k, v in each["published"].items()}, each
    tables = "select table_name, digest from journal.published_tables order by all"
    was, last = query(folder, tables).rows(), journal.last_position()
    beside(edited, "pipelines.cli", "rebuild")
    assert (query(folder, tables).rows(), journal.last_position()) == (was, last)
