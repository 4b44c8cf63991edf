"""`dateline`: the same steps as the Dagster assets, from a shell. The commands stand in `commands/`.

Exit codes: 0 done; 1 it ran and failed (a check, a broken journal); 2 it was asked wrongly (option, file,
configuration); 3 another process holds the build; 130 stopped with Ctrl-C.
"""

import typer

from pipelines.commands import articles, asking, building, upkeep
from pipelines.commands.correct import app as correct
from pipelines.commands.export import export
from pipelines.commands.report import report
from pipelines.commands.ui import ui

app = typer.Typer(
    name="dateline",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    help="""Raw news articles in, a warehouse of events out: who did what to whom, where, when, and who says so.

    The usual order: put pages, texts or JSONL into the inbox (`dateline status` names it), `dateline run`,
    then `dateline query`, `dateline ui`, or any SQL client on `warehouse.duckdb`.

    Everything is kept in the data folder; options stand in `dateline.toml` and `DATELINE_*`
    (docs/configuration.md).
    """,
)

for command in (
    articles.ingest, articles.read, articles.code,
    building.build, building.rebuild, building.run,
    asking.query, asking.explain, asking.evaluate, report, export,
    upkeep.status, upkeep.doctor, upkeep.verify, upkeep.backup, upkeep.restore, upkeep.withdraw,
    ui,
):  # fmt: skip
    app.command()(command)
app.add_typer(correct, name="correct")

if __name__ == "__main__":
    app()
