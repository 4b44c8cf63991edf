"""Options that several commands share, and the settings that hold under them."""

from pathlib import Path
from typing import Annotated, Any

import typer

from pipelines.config import Settings, load_settings

DataOption = Annotated[
    Path | None,
    typer.Option("--data-folder", help="Data folder for this call; default as configured.", show_default=False),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
WaitOption = Annotated[bool, typer.Option("--wait", help="Wait for another build to end instead of stopping.")]
CoderOption = Annotated[
    str,
    typer.Option(
        help="Which coder: `rules`, or `llm`, a language model that is configured by `llm_*` "
        "(docs/language-model.md). `llm` sends the articles to its endpoint and may cost money."
    ),
]
SamplesOption = Annotated[
    bool, typer.Option("--samples", help="Also read the sample articles that come with Dateline.")
]


def settings_for(data_folder: Path | None = None, **overrides: Any) -> Settings:
    """The settings in force, with what this call says; null leaves an option as configured."""
    said = overrides | {"data_folder": data_folder}
    return load_settings(**{name: value for name, value in said.items() if value is not None})
