"""`dateline`: the same steps as the Dagster assets, from a shell. No logic lives here, only what is asked and shown.

Exit codes: 0 done; 1 it ran and failed (a check, a broken journal); 2 it was asked wrongly (option, file,
configuration); 3 another process holds the build; 130 stopped with Ctrl-C.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipelines.cli_correct import app as correct_app
from pipelines.cli_export import export
from pipelines.cli_report import report
from pipelines.config import Settings, load_settings
from pipelines.failures import FAILED, told_plainly

if TYPE_CHECKING:
    from pipelines.steps.code import CodeReport
    from warehouse.build import BuildReport

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

app.add_typer(correct_app, name="correct")
app.command()(report)
app.command()(export)

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


def _settings(data_folder: Path | None = None, **overrides: Any) -> Settings:
    """The settings in force, with what this call says; null leaves an option as configured."""
    said = overrides | {"data_folder": data_folder}
    return load_settings(**{name: value for name, value in said.items() if value is not None})


@app.command()
def ingest(
    paths: Annotated[
        list[str] | None,
        typer.Argument(help="Files, folders or URLs to read. Without any: the inbox and the other sources."),
    ] = None,
    samples: SamplesOption = False,
    data_folder: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Read articles into the journal. The same input twice changes nothing.

    Takes pages, text copied from a browser, mail, JSON, CSV, Parquet, WARC and zip files (docs/reading.md), also
    gzipped; and URLs of pages and feeds, which are fetched politely and only from the public internet
    (docs/fetching.md).
    A document that cannot be used is kept with its reason and counted; the rest goes on.
    """
    from pipelines import display
    from pipelines.steps.ingest import ingest as ingest_all

    with told_plainly():
        settings = _settings(data_folder)
        with display.progress("Reading") as on_progress:
            reports = ingest_all(settings, paths or [], samples, on_progress)
        display.ingested(settings, reports, as_json)


@app.command()
def read(
    pages: Annotated[
        list[str], typer.Argument(help="URLs, pages, texts, mail, tables, WARC, zip, or folders of these.")
    ],
    out: Annotated[Path | None, typer.Option(help="JSONL file to write, one clean article a line.")] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show line by line what is kept and what is not, and why; write nothing.")
    ] = False,
) -> None:
    """Turn raw pages into clean articles, one JSON object a line; needs no data folder.

    A URL is fetched, politely and only from the public internet (docs/fetching.md).

    Example: `dateline read page.html https://news.example/feed.xml --out articles.jsonl`
    """
    from pipelines import files

    with told_plainly():
        if explain:
            for line in files.explain_pages(_settings(), pages):
                typer.echo(line)
            return
        if out is None:
            raise files.InputError("Name the file to write with --out, or ask what is read with --explain.")
        read_count, refused = files.read_pages(_settings(), pages, out)
        for refusal in refused:
            typer.echo(f"{refusal.origin}: {refusal.reason}: {refusal.detail}", err=True)
        typer.echo(f"{read_count} articles written to {out}, {len(refused)} set aside.", err=True)
        if refused and not read_count:
            raise typer.Exit(FAILED)


@app.command()
def code(
    articles: Annotated[
        Path, typer.Argument(help="JSONL as `dateline read` writes it; `article_id` and `text` suffice.")
    ],
    out: Annotated[Path, typer.Option(help="Folder for mentions, places, actors, times, claims, events (Parquet).")],
    coder: CoderOption = "rules",
    data_folder: DataOption = None,
) -> None:
    """Code clean articles into Parquet tables; needs no warehouse and, but for `--coder llm`, no network.

    With `--coder llm` the answers are kept in `answers.jsonl` in the folder: what is answered is not asked again.

    Example: `dateline code articles.jsonl --out coded`
    """
    from pipelines import display, files

    with told_plainly():
        settings = _settings(data_folder)
        with display.progress("Coding") as on_progress:
            counts = files.code_file(settings, articles, out, coder, on_progress, display.note)
        typer.echo(", ".join(f"{count} {name}" for name, count in counts.items()) + f" written to {out}.", err=True)


@app.command()
def build(data_folder: DataOption = None, wait: WaitOption = False, as_json: JsonOption = False) -> None:
    """Code what is new, bring all tables up to date, check them and publish the warehouse."""
    _build(data_folder, wait, as_json, from_scratch=False)


@app.command()
def rebuild(data_folder: DataOption = None, wait: WaitOption = False, as_json: JsonOption = False) -> None:
    """Throw the tables away and make them again from the journal alone; the result is the same."""
    _build(data_folder, wait, as_json, from_scratch=True)


def _build(data_folder: Path | None, wait: bool, as_json: bool, from_scratch: bool) -> None:
    from pipelines import display
    from warehouse.checks import ChecksFailed

    with told_plainly():
        settings = _settings(data_folder, wait_for_build=wait or None)
        coded, report = _code_and_build(settings, from_scratch)
        display.built(settings, coded, report, as_json)
        if not report.passed:
            raise ChecksFailed(report.failed)


def _code_and_build(settings: Settings, from_scratch: bool) -> tuple["CodeReport", "BuildReport"]:
    from pipelines import display
    from pipelines.steps.build import build_warehouse
    from pipelines.steps.code import code_new

    with display.progress("Coding") as on_progress:
        coded = code_new(settings, on_progress, display.note)
    with display.status("Building") as on_step:
        return coded, build_warehouse(settings, from_scratch, on_step)


@app.command()
def run(
    samples: SamplesOption = False,
    data_folder: DataOption = None,
    wait: WaitOption = False,
    as_json: JsonOption = False,
) -> None:
    """All of it: ingest the sources, code what is new, build, check and publish; then show what was found."""
    from pipelines import display
    from pipelines.log_file import note_run
    from pipelines.notice import told_of
    from pipelines.steps.ingest import ingest as ingest_all
    from warehouse.checks import ChecksFailed

    with told_plainly():
        settings = _settings(data_folder, wait_for_build=wait or None)
        with told_of(settings, "dateline run"):
            with display.progress("Reading") as on_progress:
                reports = ingest_all(settings, with_samples=samples, on_progress=on_progress)
            if not as_json:
                display.ingested(settings, reports, as_json=False)
            coded, built = _code_and_build(settings, from_scratch=False)
            note_run(settings, display.run_row(reports, coded, built))
            display.ran(settings, reports, coded, built, as_json)
            if not built.passed:
                raise ChecksFailed(built.failed)


@app.command()
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
        folder = DataFolder(_settings(data_folder).data_folder)
        if sql:
            display.frame(ask(folder, sql), as_json, limit)
        else:
            display.described(tables(folder), as_json)


@app.command()
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
        settings = _settings(data_folder)
        if linked_event.is_event_id(page) and not Path(page).exists():
            linked_event.show(linked_event.read_event(settings, page))
        else:
            showing.explain(settings, page, html, limit)


@app.command()
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
        showing.show_evaluation(_settings(data_folder, coder=coder), corpus, against, errors, as_json)


@app.command()
def status(data_folder: DataOption = None, as_json: JsonOption = False) -> None:
    """What lies where, what is new, what failed, and who is building."""
    from pipelines import display
    from pipelines.steps import upkeep

    with told_plainly():
        display.mapping(upkeep.status(_settings(data_folder)), as_json)


@app.command()
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


@app.command()
def verify(data_folder: DataOption = None, as_json: JsonOption = False) -> None:
    """Prove the journal, and that every fact of the warehouse has its evidence there. Writes nothing.

    The journal: every segment's digest, the chain of segments, and that no position is missing. The facts: each one's
    sentence, trigger and parties stand in the article as recorded, at the characters that it names.
    """
    from pipelines import display
    from pipelines.steps import upkeep

    with told_plainly():
        settings = _settings(data_folder)
        with display.status("Proving"):
            proof = upkeep.verify(settings)
        display.proof(proof, as_json)
        if not proof.is_complete:
            raise typer.Exit(FAILED)


@app.command()
def backup(
    destination: Annotated[Path, typer.Argument(help="Folder for the copy; made where it is missing.")],
    data_folder: DataOption = None,
) -> None:
    """Copy the journal, the one thing that cannot be made again, and prove the copy. Repeats copy only what is new.

    Your own `sources.csv` is copied too. `dateline restore` makes a data folder from the copy.
    """
    from pipelines.steps.backup import backup as back_up

    with told_plainly():
        copied, verdict = back_up(_settings(data_folder), destination)
        typer.echo(f"{copied} files copied; {destination} holds {verdict.records} records, every one proven.")


@app.command()
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
        settings = _settings(into)
        verdict = bring_back(source, settings.data_folder)
        with display.status("Building") as on_step:
            report = build_warehouse(settings, from_scratch=True, on_step=on_step)
        if not report.passed:
            raise ChecksFailed(report.failed)
        typer.echo(
            f"Restored {verdict.records} records, every one proven, and built {len(report.tables)} tables from them:\n"
            f"{DataFolder(settings.data_folder).warehouse}"
        )


@app.command()
def withdraw(
    article_id: Annotated[str, typer.Argument(help="Id of the article (`dim_article.article_id`).")],
    reason: Annotated[str, typer.Option(help="Why, for the record.")],
    author: Annotated[str, typer.Option(help="Who says so.")] = os.environ.get("USER", "unknown"),
    data_folder: DataOption = None,
) -> None:
    """Record that the publisher took an article back; the next build leaves its events out, the journal keeps it."""
    from pipelines.steps import upkeep

    with told_plainly():
        upkeep.withdraw(_settings(data_folder), article_id, reason, author)
        typer.echo(f"Withdrawn: {article_id}. Run `dateline build` to bring the tables up to date.")


@app.command()
def ui(
    data_folder: DataOption = None,
    host: Annotated[str | None, typer.Option(help="Address to bind to. The UI has no login: keep it local.")] = None,
    port: Annotated[int | None, typer.Option(help="Port.")] = None,
) -> None:
    """Start Dagster's UI and daemon (schedules, sensors) on this machine; stop with Ctrl-C."""
    from pipelines import dagster_home

    with told_plainly():
        dagster_home.start(_settings(data_folder, ui_host=host, ui_port=port))


if __name__ == "__main__":
    app()
