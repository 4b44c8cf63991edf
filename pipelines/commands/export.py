"""`dateline export`: the published warehouse as files. No logic lives here, only what is asked and shown."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from pipelines.commands.options import DataOption, settings_for
from pipelines.failures import told_plainly

DAY = ["%Y-%m-%d"]
INSTANT = ["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S%z"]


def export(
    form: Annotated[
        str, typer.Option("--as", help="acled, gdelt, ucdp, polecat, geojson; or parquet, csv: every table.")
    ],
    out: Annotated[
        Path | None, typer.Option(help="File or folder to write; `-` for the terminal. Default: a usual name here.")
    ] = None,
    since: Annotated[datetime | None, typer.Option(formats=DAY, help="Events that begin on this day or later.")] = None,
    until: Annotated[
        datetime | None, typer.Option(formats=DAY, help="Events that begin on this day or before.")
    ] = None,
    country: Annotated[
        list[str] | None, typer.Option(help="Events in this country: SYR, SY or Syria. May be said again.")
    ] = None,
    event_type: Annotated[
        list[str] | None, typer.Option(help="Events of this PLOVER type, such as ASSAULT. May be said again.")
    ] = None,
    as_of: Annotated[
        datetime | None, typer.Option(formats=INSTANT, help="Events as this warehouse knew them then (UTC).")
    ] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace files that exist.")] = False,
    raw: Annotated[
        bool, typer.Option("--raw", help="Leave cells as they are that a spreadsheet would take for formulas.")
    ] = False,
    data_folder: DataOption = None,
) -> None:
    """Write the events in the columns of ACLED, GDELT, UCDP or POLECAT, as GeoJSON, or every table as Parquet or CSV.

    Existing R and Python scripts read the result (docs/exporting.md). Only events told as fact are in it, and of the
    warehouse only what is published. A file appears whole or not at all.

    Examples: `dateline export --as acled --country SYR --since 2017-01-01`,
    `dateline export --as geojson --out - | jq .features[0]`
    """
    from warehouse.export import Selection, export_to_stream
    from warehouse.export import export as write
    from warehouse.folder import DataFolder

    with told_plainly():
        settings = settings_for(data_folder)
        folder = DataFolder(settings.data_folder)
        selection = Selection(
            since.date() if since else None,
            until.date() if until else None,
            tuple(country or ()),
            tuple(event_type or ()),
            (as_of if as_of.tzinfo else as_of.replace(tzinfo=UTC)) if as_of else None,
        )
        if out == Path("-"):
            rows = export_to_stream(folder, form, sys.stdout.buffer, selection, raw=raw)
            typer.echo(f"{rows} rows.", err=True)
            return
        for file in write(folder, form, out, selection, overwrite=overwrite, raw=raw):
            typer.echo(f"{file.rows} rows written to {file.path}", err=True)
