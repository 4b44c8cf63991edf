"""Pages of `docs/` that are made from what is so; `.venv/bin/python -m tests.pages` writes them, tests compare them."""

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from pipelines.config import load_settings
from pipelines.steps.build import build_warehouse
from pipelines.steps.code import code_new
from pipelines.steps.ingest import ingest
from tests.newsroom import Newsroom
from tests.warehouse_tables import told
from warehouse.digest import columns_of
from warehouse.folder import DataFolder
from warehouse.macros import macros
from warehouse.models import PUBLISHED_LAYERS, Model, models
from warehouse.query import query
from warehouse.staging_tables import JOURNAL_COMMENTS
from warehouse.version_file import PUBLICATION_COMMENTS

DOCS = Path(__file__).resolve().parents[1] / "docs"

TABLES_OPENING = """# Tables

Every table of `warehouse.duckdb`, as its comments have it: what a row is, its key, what each column means and which
table it leads to. `dateline query` without SQL prints the same. Made by `.venv/bin/python -m tests.pages`; a test
keeps it true.

"""
LAYERS = {
    "dimensions": "what facts are about",
    "facts": "what is reported, each row with its sentence",
    "marts": "answers that are asked for often",
    "journal": "how the data came in",
    "compatible": "views in the columns of other data sets (how to export them: [exporting.md](exporting.md))",
}


def tables_page() -> str:
    """docs/tables.md: every published table with its columns, in the layers' order."""
    with tempfile.TemporaryDirectory() as path, told(Newsroom(Path(path) / "data")) as connection:
        types = {model.table: columns_of(connection, model.table) for model in models()}
        types |= {table: columns_of(connection, table) for table in JOURNAL_COMMENTS}
    lines = [line for layer in PUBLISHED_LAYERS for line in _layer(layer, types)]
    return TABLES_OPENING + "\n".join([*lines, *_macros()]) + "\n"


def _macros() -> Iterator[str]:
    yield "## As it was known: table macros\n"
    yield "Each gives the rows of a table of now: `from events_as_of('2024-05-01 12:00')`. Times without a zone are the"
    yield "session's. Where the file is attached under another name, `use` that first: macros name no database.\n"
    yield "| macro | gives |\n|---|---|"
    yield from (f"| `{macro.call}` | {macro.comment} |" for macro in macros())


def _layer(layer: str, types: dict[str, dict[str, str]]) -> Iterator[str]:
    yield f"## {layer}: {LAYERS[layer]}\n"
    for model in sorted((model for model in models() if model.layer == layer), key=lambda model: model.name):
        yield from _table(model.name, model.comment, model.columns, types[model.table], _targets(model))
    for table, (comment, columns) in sorted((JOURNAL_COMMENTS | PUBLICATION_COMMENTS).items()):
        if table.startswith(f"{layer}."):
            yield from _table(table.split(".")[1], comment, columns, types.get(table, {}), {})


def _table(
    name: str, comment: str, columns: dict[str, str], types: dict[str, str], targets: dict[str, str]
) -> Iterator[str]:
    yield f"### {name}\n\n{comment}\n"
    yield "| column | type | meaning |\n|---|---|---|"
    for column, meaning in columns.items():
        leads_to = f" -> `{targets[column]}`" if column in targets else ""
        kind = re.sub(r"\(.*\)", "", types.get(column, "")).lower()
        yield f"| `{column}` | {kind} | {meaning.replace('|', chr(92) + '|')}{leads_to} |"
    yield ""


def _targets(model: Model) -> dict[str, str]:
    return {reference.column: reference.target.split(".")[1] for reference in model.references}


QUESTION = re.compile(r"```sql\n(.*?)\n```\n+((?:\|[^\n]*\n)*)\n*", re.DOTALL)


def questions_page() -> str:
    """docs/questions.md: the questions and the SQL that stand there, with their answers on the sample articles."""
    page = (DOCS / "questions.md").read_text()
    with tempfile.TemporaryDirectory() as path:
        settings = load_settings(data_folder=Path(path) / "data", workers=1)
        ingest(settings, with_samples=True)
        code_new(settings)
        assert build_warehouse(settings).passed
        folder = DataFolder(settings.data_folder)
        answered = QUESTION.sub(lambda found: f"```sql\n{found[1]}\n```\n\n{_answer(query(folder, found[1]))}\n", page)
    return answered.rstrip() + "\n"


def _answer(rows: pl.DataFrame) -> str:
    """Rows as a Markdown table; one row of dashes where there are none."""
    lines = [rows.columns, ["---"] * rows.width, *(rows.iter_rows() if rows.height else [["-"] * rows.width])]
    cells = [
        ["" if cell is None else str(cell).replace("|", "\\|").replace("\n", " ") for cell in line] for line in lines
    ]
    return "".join(f"| {' | '.join(line)} |\n" for line in cells)


PAGES = {"tables.md": tables_page, "questions.md": questions_page}


def main() -> None:
    """Writes every page."""
    for name, page in PAGES.items():
        (DOCS / name).write_text(page())
        print(f"written: docs/{name}")


if __name__ == "__main__":
    main()
