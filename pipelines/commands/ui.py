"""Dagster's pages on this machine: `ui`."""

from typing import Annotated

import typer

from pipelines.commands.options import DataOption, settings_for
from pipelines.failures import told_plainly


def ui(
    data_folder: DataOption = None,
    host: Annotated[str | None, typer.Option(help="Address to bind to. The UI has no login: keep it local.")] = None,
    port: Annotated[int | None, typer.Option(help="Port.")] = None,
) -> None:
    """Start Dagster's UI and daemon (schedules, sensors) on this machine; stop with Ctrl-C."""
    from pipelines import dagster_home

    with told_plainly():
        dagster_home.start(settings_for(data_folder, ui_host=host, ui_port=port))
