"""`dateline correct`: people's judgements of events. No logic lives here, only what is asked and shown."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from pipelines.commands.options import DataOption, JsonOption, settings_for
from pipelines.failures import told_plainly

app = typer.Typer(
    no_args_is_help=True,
    help="""Say that an event is wrong, elsewhere, the same as another or not; `dateline build` then applies it.

    Each is a record with author and reason: coding anew leaves it alone, and it can be taken back.
    """,
)

Reason = Annotated[str, typer.Option(help="Why, for the record.")]
Author = Annotated[str, typer.Option(help="Who says so.")]
Event = Annotated[str, typer.Argument(help="Id of an event, or of one mention (`fact_event`, `fact_mention`).")]
Others = Annotated[list[str], typer.Argument(help="Ids of other events, or of mentions.")]
USER = os.environ.get("USER", "unknown")


def _judge(verdict: str, subject: Sequence[str], author: str, reason: str, data: Path | None, place: str = "") -> None:
    from pipelines.steps.correct import judge

    with told_plainly():
        settings = settings_for(data)
        judgement_id = judge(settings, verdict, subject, author, reason, place)
        typer.echo(f"Recorded as {judgement_id}. Run `dateline build` to bring the tables up to date.")


@app.command()
def wrong(event: Event, reason: Reason, author: Author = USER, data_folder: DataOption = None) -> None:
    """This did not happen, or is no event: its mentions count no more."""
    _judge("wrong", [event], author, reason, data_folder)


@app.command()
def place(
    event: Event,
    place: Annotated[str, typer.Argument(help="GeoNames id, or a name that only one place has; 'none' for no place.")],
    reason: Reason,
    author: Author = USER,
    data_folder: DataOption = None,
) -> None:
    """It happened elsewhere: its mentions, and who holds what, are put to the right place."""
    _judge("wrong_place", [event], author, reason, data_folder, place)


@app.command()
def same(event: Event, others: Others, reason: Reason, author: Author = USER, data_folder: DataOption = None) -> None:
    """These are one event."""
    _judge("same_event", [event, *others], author, reason, data_folder)


@app.command()
def not_same(
    event: Event, others: Others, reason: Reason, author: Author = USER, data_folder: DataOption = None
) -> None:
    """These do not belong to that event: they leave it, and stay together."""
    _judge("not_same_event", [event, *others], author, reason, data_folder)


@app.command("list")
def list_all(
    data_folder: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Every judgement, with those that are taken back."""
    from pipelines import display
    from pipelines.steps.correct import as_row, judgements

    with told_plainly():
        settings = settings_for(data_folder)
        display.listed([as_row(each) for each in judgements(settings)], as_json)


@app.command()
def take_back(
    judgement_id: Annotated[str, typer.Argument(help="Id of the judgement (`dateline correct list`).")],
    reason: Reason,
    author: Author = USER,
    data_folder: DataOption = None,
) -> None:
    """A judgement holds no more; what it changed is as it was coded."""
    from pipelines.steps import correct

    with told_plainly():
        settings = settings_for(data_folder)
        correct.take_back(settings, judgement_id, author, reason)
        typer.echo(f"Taken back: {judgement_id}. Run `dateline build` to bring the tables up to date.")
