"""What is in the warehouse, in one article, and how good the coder is: `query`, `explain`, `evaluate`."""

from pathlib import Path
from typing import Annotated

import typer

from pipelines.commands.options import CoderOption, DataOption, JsonOption, settings_for
from pipelines.failures import told_plainly


def query(
    sql: Annotated[
        str | None, typer.Argument(help='SQL such as "select * from fact_event". Without: the tables.')
    ] = None,
    data_folder: DataOption = None,
    as_json: JsonOption = False,
    limit: Annotated[int, typer.Option(help="Rows shown (not with --json).")] = 50,
) -> None:
    """Ask the published warehouse in SQL, read-only. Without SQL: list its tables and what they hold."""
    from pipelines import display
    from warehouse.folder import DataFolder
    from warehouse.query import query as ask
    from warehouse.query import tables

    with told_plainly():
        folder = DataFolder(settings_for(data_folder).data_folder)
        if sql:
            display.frame(ask(folder, sql), as_json, limit)
        else:
            display.described(tables(folder), as_json)


def explain(
    page: Annotated[
        str, typer.Argument(metavar="PAGE|EVENT_ID", help="A URL, a page, a text, a JSONL file, or an event's id.")
    ],
    html: Annotated[
        Path | None, typer.Option(help="Write a page for a browser here instead; it needs no network.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="Articles shown of a file that holds many.")] = 20,
    data_folder: DataOption = None,
) -> None:
    """Show what the coder sees in one article, and why: the tool for mending the dictionaries. Or why an event is one.

    Names, places, dates, claims and the words that carry events are marked, the events stand in a table. Then come
    the words that match a row of `seeds/event_patterns.csv` and gave no event, each with the row and the reason, and
    the row of the dictionary that each actor comes from.

    Of an event of the warehouse: the mentions that were joined in it, the evidence of each link, and the nearest miss.

    Examples: `dateline explain page.html`, `dateline explain wire.jsonl --html wire.html`,
    `dateline explain ev-0123456789abcdef`
    """
    from pipelines.explaining import linked_event, showing

    with told_plainly():
        settings = settings_for(data_folder)
        if linked_event.is_event_id(page) and not Path(page).exists():
            linked_event.show(linked_event.read_event(settings, page))
        else:
            showing.explain(settings, page, html, limit)


def evaluate(
    corpus: Annotated[
        Path | None,
        typer.Argument(help="A gold file (JSONL) or a folder of these. Without: the small set that comes along."),
    ] = None,
    against: Annotated[
        Path | None, typer.Option(help="Result to compare with, as --json writes it. Default: the last other one.")
    ] = None,
    errors: Annotated[int, typer.Option(min=0, help="So many misses and false alarms are listed.")] = 0,
    coder: CoderOption = "rules",
    data_folder: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Measure the coder on articles that you annotated: precision, recall, F1, and what changed since the last run.

    A gold file has one article a line with what a person found in it (docs/evaluating.md). Only what a line
    states is scored. Change a row in `seeds/`, run it again, and the last column says what that did.

    Examples: `dateline evaluate`, `dateline evaluate my-gold/ --errors 20`
    """
    from pipelines.evaluation import showing

    with told_plainly():
        showing.show_evaluation(settings_for(data_folder, coder=coder), corpus, against, errors, as_json)
