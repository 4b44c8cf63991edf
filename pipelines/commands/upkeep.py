"""The state of what is kept, and its safety: `status`, `doctor`, `verify`, `backup`, `restore`, `withdraw`."""

import os
from pathlib import Path
from typing import Annotated

import typer

from pipelines.commands.options import DataOption, JsonOption, settings_for
from pipelines.failures import FAILED, told_plainly


def status(data_folder: DataOption = None, as_json: JsonOption = False) -> None:
    """What lies where, what is new, what failed, and who is building."""
    from pipelines import display
    from pipelines.steps import upkeep

    with told_plainly():
        display.mapping(upkeep.status(settings_for(data_folder)), as_json)


def doctor(data_folder: DataOption = None, as_json: JsonOption = False) -> None:
    """Look at everything that a run needs, and say what is wrong and what to do about it. Changes nothing.

    Folders, permissions, disk, journal, published warehouse, last build, schedule, daemon, versions; each is `ok`,
    `warning` or `failed`. Exit code 1 where something failed, else 0.
    """
    from pipelines import display
    from pipelines.doctor.examination import examine
    from pipelines.doctor.finding import State

    findings = list(display.findings(examine(data_folder), as_json))
    if any(finding.state is State.FAILED for finding in findings):
        raise typer.Exit(FAILED)


def verify(data_folder: DataOption = None, as_json: JsonOption = False) -> None:
    """Prove the journal, and that every fact of the warehouse has its evidence there. Writes nothing.

    The journal: every segment's digest, the chain of segments, and that no position is missing. The facts: each one's
    sentence, trigger and parties stand in the article as recorded, at the characters that it names.
    """
    from pipelines import display
    from pipelines.steps import upkeep

    with told_plainly():
        settings = settings_for(data_folder)
        with display.status("Proving"):
            proof = upkeep.verify(settings)
        display.proof(proof, as_json)
        if not proof.is_complete:
            raise typer.Exit(FAILED)


def backup(
    destination: Annotated[Path, typer.Argument(help="Folder for the copy; made where it is missing.")],
    data_folder: DataOption = None,
) -> None:
    """Copy the journal, the one thing that cannot be made again, and prove the copy. Repeats copy only what is new.

    Your own `sources.csv` is copied too. `dateline restore` makes a data folder from the copy.
    """
    from pipelines.steps.backup import backup as back_up

    with told_plainly():
        copied, verdict = back_up(settings_for(data_folder), destination)
        typer.echo(f"{copied} files copied; {destination} holds {verdict.records} records, every one proven.")


def restore(
    source: Annotated[Path, typer.Argument(metavar="BACKUP", help="Folder that `dateline backup` wrote.")],
    into: Annotated[Path | None, typer.Option(help="Data folder to make. Default: as configured.")] = None,
) -> None:
    """Make a data folder from a backup: prove the backup, copy it, build every table from it, publish.

    Never overwrites: a folder that holds a journal is refused. The tables come out as they were at the backup.

    Example: `dateline restore /media/disk/dateline --into ~/news`
    """
    from pipelines import display
    from pipelines.steps.backup import restore as bring_back
    from pipelines.steps.build import build_warehouse
    from warehouse.checks import ChecksFailed
    from warehouse.folder import DataFolder

    with told_plainly():
        settings = settings_for(into)
        verdict = bring_back(source, settings.data_folder)
        with display.status("Building") as on_step:
            report = build_warehouse(settings, from_scratch=True, on_step=on_step)
        if not report.passed:
            raise ChecksFailed(report.failed)
        typer.echo(
            f"Restored {verdict.records} records, every one proven, and built {len(report.tables)} tables from them:\n"
            f"{DataFolder(settings.data_folder).warehouse}"
        )


def withdraw(
    article_id: Annotated[str, typer.Argument(help="Id of the article (`dim_article.article_id`).")],
    reason: Annotated[str, typer.Option(help="Why, for the record.")],
    author: Annotated[str, typer.Option(help="Who says so.")] = os.environ.get("USER", "unknown"),
    data_folder: DataOption = None,
) -> None:
    """Record that the publisher took an article back; the next build leaves its events out, the journal keeps it."""
    from pipelines.steps import upkeep

    with told_plainly():
        upkeep.withdraw(settings_for(data_folder), article_id, reason, author)
        typer.echo(f"Withdrawn: {article_id}. Run `dateline build` to bring the tables up to date.")
