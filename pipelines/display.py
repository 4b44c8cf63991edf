"""How results look in a terminal: progress on standard error, results on standard output, JSON where asked for."""

import json
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from pipelines.config import Settings
from warehouse.folder import DataFolder

if TYPE_CHECKING:
    from pipelines.doctor.finding import Finding
    from pipelines.steps.code import CodeReport
    from pipelines.steps.ingest import IngestReport
    from pipelines.steps.upkeep import Proof
    from warehouse.build import BuildReport
    from warehouse.query import TableDescription

SHOWN = 5
NARROWEST = 8  # characters that a column of a table needs, with its border
SHOWN_UNPROVED = 20
FINDING_STYLES = {"ok": "green", "warning": "yellow", "failed": "bold red"}
out = Console()
err = Console(stderr=True)


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on a terminal, moved by calls with how many are done and how many there are (0: not known).

    Elsewhere nothing is written, not even an empty line, of which cron would make a mail each night.
    """
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total or None)


def note(text: str) -> None:
    """A line on standard error, about something that takes its time."""
    err.print(escape(text))


@contextmanager
def status(label: str) -> Iterator[Callable[[str], None]]:
    """A line on standard error that says what is being done."""
    with err.status(label) as line:
        yield lambda step: line.update(f"{label}: {step}")


def print_json(value: Any) -> None:
    """One JSON document on standard output."""
    json.dump(value, sys.stdout, ensure_ascii=False, default=str, indent=2)
    sys.stdout.write("\n")


def mapping(value: Mapping[str, Any], as_json: bool) -> None:
    """Names and values, one a line."""
    if as_json:
        print_json(value)
        return
    grid = Table.grid(padding=(0, 2))
    for name, entry in value.items():
        shown = ", ".join(f"{key} {part}" for key, part in entry.items()) if isinstance(entry, Mapping) else entry
        grid.add_row(f"[bold]{name.replace('_', ' ')}[/]", escape(str(shown)) if shown else "-")
    out.print(grid)


def frame(rows: pl.DataFrame, as_json: bool, limit: int = 50, title: str | None = None) -> None:
    """A frame as a table, cut to `limit` rows, or whole as JSON; where a table is too wide, one cell a line."""
    if as_json:
        print_json(rows.to_dicts())
        return
    if rows.width * NARROWEST > out.width:
        _records(rows.head(limit), rows.height)
    else:
        table = Table(*(f"{name}" for name in rows.columns), title=title, title_justify="left")
        for row in rows.head(limit).iter_rows():
            table.add_row(*("" if cell is None else escape(str(cell)) for cell in row))
        out.print(table)
    if rows.height > limit:
        out.print(f"{rows.height - limit} more rows; --limit shows them.")


def _records(rows: pl.DataFrame, height: int) -> None:
    """Rows of more columns than fit beside each other: one cell a line, without those that are empty."""
    for number, row in enumerate(rows.iter_rows(named=True), start=1):
        grid = Table.grid(padding=(0, 2))
        grid.add_column(style="bold", no_wrap=True)
        grid.add_column(overflow="fold")
        for name, cell in row.items():
            if cell is not None:
                grid.add_row(name, escape(str(cell)))
        out.print(f"[dim]row {number} of {height}[/]")
        out.print(grid, "")


def listed(rows: Sequence[Mapping[str, Any]], as_json: bool) -> None:
    """Rows as a table, or as JSON."""
    if as_json:
        print_json(list(rows))
    elif rows:
        frame(pl.DataFrame(rows, infer_schema_length=None), as_json=False, limit=len(rows))
    else:
        out.print("None.")


def proof(found: "Proof", as_json: bool) -> None:
    """What was proved of the journal and of the facts, and which rows lack their evidence."""
    if as_json:
        print_json(found.as_row())
        return
    journal, evidence = found.journal, found.evidence
    verdict = "[green]whole[/]" if journal.is_whole else f"[red]broken at {escape(str(journal.broken))}[/]"
    out.print(f"Journal  {verdict}: {journal.records} records in {journal.appends} appends are proved")
    if journal.reason:
        out.print(f"         {escape(journal.reason)}", soft_wrap=True)
    if journal.appends:
        out.print(f"         digest of the last: {journal.digest}", soft_wrap=True)
    if evidence.version is None:
        out.print(f"Facts    {evidence.problem or 'nothing is published yet'}")
        return
    rows = sum((evidence.rows or {}).values())
    told = evidence.problem or f"{rows} rows in {len(evidence.rows or {})} tables, {len(evidence.unproved)} unproved"
    out.print(f"Facts    version {evidence.version}: {escape(told)}", soft_wrap=True)
    for row in evidence.unproved[:SHOWN_UNPROVED]:
        out.print(f"         [red]{row['table_name']} {escape(row['mention_id'])}: {row['problem']}[/]", soft_wrap=True)
    if len(evidence.unproved) > SHOWN_UNPROVED:
        out.print(f"         and {len(evidence.unproved) - SHOWN_UNPROVED} more: dateline verify --json")


def findings(found: Iterable["Finding"], as_json: bool) -> list["Finding"]:
    """What the doctor found, each finding as it comes; all of them at last."""
    told = []
    for finding in found:
        told.append(finding)
        if not as_json:
            line = Table.grid(padding=(0, 1))
            line.add_column(width=7, style=FINDING_STYLES[finding.state])
            line.add_column(width=13)
            line.add_column(overflow="fold")
            line.add_row(finding.state, finding.check, escape(finding.found))
            if finding.to_do:
                line.add_row("", "", f"[bold]to do:[/] {escape(finding.to_do)}")
            out.print(line)
    if as_json:
        print_json([asdict(finding) for finding in told])
    return told


def described(tables: Sequence["TableDescription"], as_json: bool) -> None:
    """The warehouse's tables, what they hold and their columns."""
    if as_json:
        print_json([asdict(table) for table in tables])
        return
    for table in tables:
        rows = "view" if table.rows is None else f"{table.rows} rows"
        out.print(f"[bold]{table.layer}.{table.name}[/] ({rows}) {escape(table.comment)}")
        grid = Table.grid(padding=(0, 2))
        for column in table.columns:
            grid.add_row("  " + column.name, column.type.split("(")[0].lower(), escape(column.comment))
        out.print(grid, "")


def ingested(settings: Settings, reports: Sequence["IngestReport"], as_json: bool) -> None:
    """What each source brought."""
    if as_json:
        print_json([asdict(report) for report in reports])
        return
    for report in reports:
        counts = f"{report.new} new, {report.unchanged} unchanged, {report.rejected} set aside"
        out.print(f"Read     {escape(report.source_id)}: {report.read} documents: {counts} ({report.seconds:.1f} s)")
        for problem in (*report.problems, *report.refused[:SHOWN]):
            out.print(f"         [yellow]{escape(problem)}[/]", soft_wrap=True)
        if len(report.refused) > SHOWN:
            out.print(
                f"         and {len(report.refused) - SHOWN} more: dateline query 'select * from rejected_articles'"
            )
        if report.is_unusual:
            out.print("         [yellow]outside the range that its row in the table of sources expects[/]")
    if not any(report.read for report in reports):
        out.print(f"Nothing to read: the inbox is empty. Put pages, texts or JSONL into {settings.inbox_folder}")


def built(settings: Settings, coded: "CodeReport", report: "BuildReport", as_json: bool) -> None:
    """What was coded, and the tables as they are now, or why nothing was published."""
    if as_json:
        print_json({"coded": asdict(coded), "build": build_row(report)})
        return
    speed = f"{coded.articles / max(coded.seconds, 0.001):.0f} articles/s" if coded.articles else "nothing new"
    out.print(
        f"Coded    {coded.articles} articles: {coded.mentions} mentions of events, {coded.set_aside} rows set aside, "
        f"{coded.other_language} articles in a language that is not coded ({coded.seconds:.1f} s, {speed})"
    )
    for line in coded.asking.notes() if coded.asking else ():
        out.print(f"         {escape(line)}", soft_wrap=True)
    if not report.passed:
        return
    if report.folded.restarted:
        out.print(f"Built    from the beginning of the journal: {report.folded.restarted}")
    publication = report.publication
    news = f"version {publication.number}" if publication and publication.is_new else "nothing new to publish"
    out.print(
        f"Built    {len(report.tables)} tables, {len(report.checks)} checks passed, {news} ({report.seconds:.1f} s)"
    )
    if publication and publication.repaired:
        out.print(f"         published anew: {escape(publication.repaired)}", soft_wrap=True)
    out.print(f"         {DataFolder(settings.data_folder).warehouse}", soft_wrap=True)


def build_row(report: "BuildReport") -> dict[str, Any]:
    """A build as JSON holds it."""
    return {
        "passed": report.passed,
        "records_folded": report.folded.records,
        "restarted": report.folded.restarted,
        "tables": {table.table: table.rows for table in report.tables},
        "checks": len(report.checks),
        "failed": [asdict(check) for check in report.failed],
        "version": report.publication.number if report.publication else None,
        "is_new": report.publication.is_new if report.publication else False,
        "repaired": report.publication.repaired if report.publication else None,
        "seconds": round(report.seconds, 3),
    }


EVENTS = """
select
    date_start as "when",
    event_type || coalesce('/' || mode, '') as what,
    actors as who,
    recipients as "to whom",
    concat_ws(', ', place_name, country_code) as "where",
    fatalities_best as killed,
    speakers as "says who"
from events_in_words
where modality = 'actual'
order by actors is null, recipients is null, origin_count desc, confidence desc, event_id
"""
CONTROL = """
select
    place_name as place,
    coalesce(actor_name, 'not known') as holder,
    status,
    valid_from as "from",
    valid_to as "to",
    sentence_text as evidence
from fact_control left join dim_actor on actor_version_id = holder_version_id
order by place_name, valid_from
"""


def ran(
    settings: Settings, reports: Sequence["IngestReport"], coded: "CodeReport", report: "BuildReport", as_json: bool
) -> None:
    """What a whole run did and found, and where it lies."""
    from warehouse.query import query

    if as_json:
        print_json(run_row(reports, coded, report))
        return
    built(settings, coded, report, as_json=False)
    if not report.passed:
        return
    folder = DataFolder(settings.data_folder)
    found(query(folder, EVENTS), "events reported as fact", 12)
    found(query(folder, CONTROL), "reports of who holds which place", 8)
    program = called_as()
    out.print(f'Ask it:     {program} query "select * from events_in_words"', soft_wrap=True)
    out.print(
        f"Its tables: {program} query     Dagster: {program} ui     One article: {program} explain PAGE", soft_wrap=True
    )


def run_row(reports: Sequence["IngestReport"], coded: "CodeReport", report: "BuildReport") -> dict[str, Any]:
    """What a whole run did, as JSON holds it."""
    return {"read": [asdict(each) for each in reports], "coded": asdict(coded), "build": build_row(report)}


def called_as() -> str:
    """How a person calls this program again from where they are."""
    if shutil.which("dateline"):
        return "dateline"
    path = Path(sys.argv[0])
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def found(rows: pl.DataFrame, what: str, shown: int) -> None:
    """The first rows of a result, and how many there are."""
    if rows.is_empty():
        out.print(f"No {what}.")
        return
    out.print()
    frame(rows.head(shown), as_json=False, title=f"{min(shown, rows.height)} of {rows.height} {what}")
