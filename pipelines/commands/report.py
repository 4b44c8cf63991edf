"""`dateline report`: the warehouse as a page to look at. No logic lives here, only what is asked."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from pipelines.commands.options import DataOption, settings_for
from pipelines.failures import told_plainly


def report(
    out: Annotated[Path, typer.Option(help="HTML file to write; one that is there is written anew.")] = Path(
        "dateline-report.html"
    ),
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DAY", help="First day, as in 2017-10-01.")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DAY", help="Last day, inclusive.")
    ] = None,
    country: Annotated[
        list[str] | None, typer.Option(help="Only there: a code such as SYR, or an English name; may be repeated.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=20_000, help="Events told one by one, the weightiest.")] = 2000,
    opened: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
    data_folder: DataOption = None,
) -> None:
    """Write one HTML page to look at: map, timeline, who holds what, actors, contested claims; each with its sentences.

    The page needs no network and no other file: mail it, keep it, open it on a phone.

    Example: `dateline report --country Syria --since 2017-10-01 --until 2017-12-31 --open`
    """
    from pipelines.reporting import showing
    from warehouse.report import Selection

    with told_plainly():
        settings = settings_for(data_folder)
        selection = Selection(
            since.date() if since else None, until.date() if until else None, tuple(country or ()), limit
        )
        showing.report(settings, selection, out, opened)
