"""Formats of an export: which views or tables go to which files, and how the files are written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from warehouse.models import PUBLISHED_LAYERS, models
from warehouse.staging_tables import JOURNAL_COMMENTS
from warehouse.version_file import PUBLICATION_COMMENTS

CSV = "format csv, header true"
TSV = "format csv, delimiter '\t', header true"
TSV_WITHOUT_HEADER = "format csv, delimiter '\t', header false"
LINES = "format csv, delimiter '\x01', quote '', escape '', header false"
"""One column as it is: JSON writes control characters as escapes, so the delimiter never occurs."""
PARQUET = "format parquet, compression zstd"


class ExportRefused(ValueError):
    """The export was asked for in a way that cannot be."""


@dataclass(frozen=True, slots=True)
class Form:
    """A format: the usual file of each view, and DuckDB's options of `copy`.

    Without files, every published table is written to a file of its own in a folder for its layer.
    """

    name: str
    options: str
    files: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_cells(self) -> bool:
        """Whether it is text that a spreadsheet may open."""
        return self.options in (CSV, TSV, TSV_WITHOUT_HEADER)

    def targets(self, out: Path | None) -> dict[str, Path]:
        """The file of each view or table (`layer.name`); `out` is a file, a folder, or null for the usual name here."""
        if not self.files:
            return self._of_tables(out or Path(f"dateline-{self.name}"))
        (first, usual), *others = self.files.items()
        if not others:
            file = out or Path(usual)
            return {first: file / usual if file.is_dir() else file}
        out = out or Path(f"dateline-{self.name}")
        if out.is_dir() or not out.suffix:
            return {view: out / file for view, file in self.files.items()}
        beside = {view: out.with_name(f"{out.stem}.{view.split('_')[-1]}{out.suffix}") for view, _ in others}
        return {first: out} | beside

    def _of_tables(self, folder: Path) -> dict[str, Path]:
        if folder.is_file() or (folder.suffix and not folder.is_dir()):
            raise ExportRefused(
                f"'{folder}' is a file's name, and `--as {self.name}` writes a file for each table. Name a folder."
            )
        made = [model.table for model in models() if model.layer in PUBLISHED_LAYERS]
        made += sorted(JOURNAL_COMMENTS | PUBLICATION_COMMENTS)
        return {table: folder / f"{table.replace('.', '/')}.{self.name}" for table in made}


FORMS = {
    form.name: form
    for form in (
        Form("acled", CSV, {"compatible.acled": "acled.csv"}),
        Form(
            "gdelt",
            TSV_WITHOUT_HEADER,
            {"compatible.gdelt_events": "events.export.CSV", "compatible.gdelt_mentions": "events.mentions.CSV"},
        ),
        Form("ucdp", CSV, {"compatible.ucdp_ged": "ucdp_ged.csv"}),
        Form("polecat", TSV, {"compatible.polecat": "polecat.txt"}),
        Form("geojson", LINES, {"geojson": "events.geojson"}),
        Form("parquet", PARQUET),
        Form("csv", CSV),
    )
}


def form_of(name: str) -> Form:
    """The format of a name; raises `ExportRefused`."""
    if name not in FORMS:
        raise ExportRefused(f"There is no format '{name}'. Known formats: {', '.join(FORMS)}.")
    return FORMS[name]
