"""Articles in, and the two halves of coding file to file: `ingest`, `read`, `code`."""

from pathlib import Path
from typing import Annotated

import typer

from pipelines.commands.options import CoderOption, DataOption, JsonOption, SamplesOption, settings_for
from pipelines.failures import FAILED, told_plainly


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
        settings = settings_for(data_folder)
        with display.progress("Reading") as on_progress:
            reports = ingest_all(settings, paths or [], samples, on_progress)
        display.ingested(settings, reports, as_json)


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
    from pipelines.files import InputError
    from pipelines.pages import explain_pages, read_pages

    with told_plainly():
        if explain:
            for line in explain_pages(settings_for(), pages):
                typer.echo(line)
            return
        if out is None:
            raise InputError("Name the file to write with --out, or ask what is read with --explain.")
        read_count, refused = read_pages(settings_for(), pages, out)
        for refusal in refused:
            typer.echo(f"{refusal.origin}: {refusal.reason}: {refusal.detail}", err=True)
        typer.echo(f"{read_count} articles written to {out}, {len(refused)} set aside.", err=True)
        if refused and not read_count:
            raise typer.Exit(FAILED)


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
        settings = settings_for(data_folder)
        with display.progress("Coding") as on_progress:
            counts = files.code_file(settings, articles, out, coder, on_progress, display.note)
        typer.echo(", ".join(f"{count} {name}" for name, count in counts.items()) + f" written to {out}.", err=True)
