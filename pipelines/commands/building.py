"""Tables out of the journal: `build`, `rebuild`, and `run`, which ingests first."""

from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.commands.options import DataOption, JsonOption, SamplesOption, WaitOption, settings_for
from pipelines.config import Settings
from pipelines.failures import told_plainly

if TYPE_CHECKING:
    from pipelines.steps.code import CodeReport
    from warehouse.build import BuildReport


def build(data_folder: DataOption = None, wait: WaitOption = False, as_json: JsonOption = False) -> None:
    """Code what is new, bring all tables up to date, check them and publish the warehouse."""
    _build(data_folder, wait, as_json, from_scratch=False)


def rebuild(data_folder: DataOption = None, wait: WaitOption = False, as_json: JsonOption = False) -> None:
    """Throw the tables away and make them again from the journal alone; the result is the same."""
    _build(data_folder, wait, as_json, from_scratch=True)


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
        settings = settings_for(data_folder, wait_for_build=wait or None)
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


def _build(data_folder: Path | None, wait: bool, as_json: bool, from_scratch: bool) -> None:
    from pipelines import display
    from warehouse.checks import ChecksFailed

    with told_plainly():
        settings = settings_for(data_folder, wait_for_build=wait or None)
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
