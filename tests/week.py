"""A made week: `python -m tests.week FOLDER FIRST END` works the nights from FIRST to before END, each at its time.

It prints what each night read and published, as JSON. One night is missed: the next brings its articles too.
"""

import json
import os
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import time_machine

from pipelines.config import load_settings
from pipelines.steps.build import build_warehouse
from pipelines.steps.code import code_new
from pipelines.steps.ingest import ingest
from pipelines.steps.upkeep import withdraw
from tests.wire import varied_report, write_reports
from warehouse.folder import DataFolder
from warehouse.query import query

ARTICLES = int(os.environ.get("DATELINE_TEST_NIGHT_ARTICLES", "10"))
"""How many articles a night brings."""
FIRST_DAY = date(2026, 3, 2)
NIGHTS = 7
CORRECTED, MISSED, WITHDRAWN = 2, 3, 5
FACTS = {"fact_mention": "mentions_as_of", "fact_event": "events_as_of", "fact_control": "control_as_of"}
"""Facts, and the macros that tell them as of an instant."""


def at(night: int, hour: int) -> datetime:
    """An hour of the day that begins with a night."""
    return datetime(FIRST_DAY.year, FIRST_DAY.month, FIRST_DAY.day, hour, tzinfo=UTC) + timedelta(night)


def digests(folder: DataFolder, moment: datetime | None = None) -> dict[str, tuple[object, ...]]:
    """Rows and a digest of each fact as published, or as of a moment."""
    told = {fact: f"{macro}('{moment}'::timestamptz)" if moment else fact for fact, macro in FACTS.items()}
    counted = "select count(*), coalesce(sum(hash(t)::hugeint), 0)::varchar from"
    return {fact: query(folder, f"{counted} {source} as t").row(0) for fact, source in told.items()}


def bring(inbox: Path, night: int) -> None:
    """Puts a night's articles into the inbox, and on one night also a corrected one of the first."""
    day = FIRST_DAY + timedelta(night)
    numbers = range(night * ARTICLES, (night + 1) * ARTICLES)
    write_reports(inbox / f"{day}.jsonl", [varied_report(number, day) for number in numbers])
    if night == CORRECTED:
        text = varied_report(NIGHTS * ARTICLES, FIRST_DAY)["text"]
        write_reports(inbox / "corrected.jsonl", [varied_report(1, FIRST_DAY) | {"text": text}])


def work(night: int) -> dict[str, Any]:
    """A night: what it read and published."""
    settings = load_settings()
    folder = DataFolder(settings.data_folder)
    if night == WITHDRAWN:
        [article] = query(folder, "select article_id from dim_article where url like '%/0'")["article_id"]
        withdraw(settings, article, "in error", "desk")
    [inbox] = ingest(settings)
    coded, built = code_new(settings), build_warehouse(settings)
    assert built.passed, built.failed
    return {"night": night, "new": inbox.new, "coded": coded.articles, "published": digests(folder)}


def main() -> None:
    for night in range(*map(int, sys.argv[1:])):
        bring(load_settings().inbox_folder, night)
        if night != MISSED:
            with time_machine.travel(at(night, 2)):
                print(json.dumps(work(night)), flush=True)


if __name__ == "__main__":
    main()
