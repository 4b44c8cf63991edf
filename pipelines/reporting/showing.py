"""The command itself: reads the warehouse, writes the page, opens it where that is asked for."""

import sys
import webbrowser
from pathlib import Path

from pipelines.config import Settings
from pipelines.files import InputError
from pipelines.reporting.page import render
from pipelines.reporting.wording import counted
from warehouse.folder import DataFolder
from warehouse.report import Selection, read_report


def report(settings: Settings, selection: Selection, out: Path, opened: bool) -> None:
    """Writes the report of a selection; raises `InputError` where the file or the period cannot be."""
    if out.is_dir() or not out.parent.is_dir():
        raise InputError(f"'{out}' cannot be written: name a file in a folder that exists.")
    if selection.since and selection.until and selection.since > selection.until:
        raise InputError(f"The period ends before it begins: --since {selection.since}, --until {selection.until}.")
    rows = read_report(DataFolder(settings.data_folder), selection)
    out.write_text(render(rows), encoding="utf-8")
    events = int(str(rows.summary["events"]))
    told = (
        f"{counted(rows.events.height, 'event')} of {events:,}"
        if rows.events.height < events
        else counted(events, "event")
    )
    sys.stderr.write(f"Written to {out}: {told if events else 'no event fits, and the page says so'}.\n")
    if opened:
        webbrowser.open(out.absolute().as_uri())
