"""The asset graph with real Dagster: every table an asset, every promise a check; a failed one publishes nothing."""

from dataclasses import replace

import dagster as dg
import pytest

from pipelines.assets.resources import Dateline
from pipelines.assets.warehouse import PUBLISHED, check_specs, key, table_specs
from pipelines.definitions import defs, inbox_sensor, listing_digest
from warehouse.folder import DataFolder
from warehouse.models import models
from warehouse.query import query

TEXT = """Rebels seize the town of Azaz

January 5, 2015

ALEPPO, Syria (AP) - Syrian rebels seized the town of Azaz from Islamic State on Monday, a rebel commander said.
"""


@pytest.fixture
def folder(tmp_path) -> DataFolder:
    folder = DataFolder(tmp_path / "data").ensure()
    (folder.inbox / "azaz.txt").write_text(TEXT)
    return folder


def nightly(folder: DataFolder, instance: dg.DagsterInstance | None = None) -> dg.ExecuteInProcessResult:
    job = defs.resolve_job_def("nightly")
    resources = {"dateline": Dateline(data_folder=str(folder.path))}
    return job.execute_in_process(resources=resources, instance=instance, raise_on_error=False)


def test_every_table_of_the_warehouse_is_an_asset_with_the_same_name():
    keys = {spec.key for spec in table_specs()}
    assert {key(model.table) for model in models()} < keys
    graph = defs.resolve_asset_graph()
    assert keys < set(graph.get_all_asset_keys())


def test_every_asset_is_described_grouped_and_has_a_column_schema():
    for spec in table_specs():
        assert spec.description
        assert spec.group_name in ("journal", "staging", "dimensions", "facts", "marts", "published")
    for model in models():
        [spec] = [spec for spec in table_specs() if spec.key == key(model.table)]
        assert [column.name for column in spec.metadata["dagster/column_schema"].columns] == list(model.columns)


def test_every_table_has_checks_and_their_names_differ():
    specs = [(spec.asset_key, spec.name) for spec in check_specs()]
    assert len(specs) == len(set(specs))
    assert {key(model.table) for model in models()} == {asset for asset, _ in specs}


def test_nightly_job_builds_and_publishes(folder):
    result = nightly(folder)
    assert result.success
    assert query(folder, "select count(*) from fact_event").item() > 0
    rows = {
        event.asset_key: event.materialization.metadata["dagster/row_count"].value
        for event in result.get_asset_materialization_events()
        if "dagster/row_count" in event.materialization.metadata
    }
    for model in models():
        if model.layer != "staging":
            assert rows[key(model.table)] == query(folder, f"select count(*) from {model.table}").item()
    evaluations = result.get_asset_check_evaluations()
    assert len(evaluations) == len(check_specs()) + 1
    assert all(evaluation.passed for evaluation in evaluations)


def test_failed_check_fails_the_run_names_the_rows_and_keeps_the_last_good_warehouse(folder, monkeypatch):
    assert nightly(folder).success
    published = folder.warehouse.resolve()
    (folder.inbox / "more.txt").write_text(TEXT.replace("Azaz", "Jarabulus"))

    from warehouse import checks

    promised = checks._promised

    def stricter(model):
        for promise in promised(model):
            broken = model.name == "fact_event" and promise.name == "confidence is never null"
            yield replace(promise, condition="true", broken_by=f"select * from {model.table}") if broken else promise

    monkeypatch.setattr(checks, "_promised", stricter)
    result = nightly(folder)
    assert not result.success
    [failed] = [evaluation for evaluation in result.get_asset_check_evaluations() if not evaluation.passed]
    assert failed.asset_key == key("facts.fact_event")
    assert failed.metadata["rows that break it"].value > 0
    assert PUBLISHED not in {event.asset_key for event in result.get_asset_materialization_events()}
    assert folder.warehouse.resolve() == published


def test_schedule_and_sensor_are_stopped_until_asked_for():
    repository = defs.get_repository_def()
    assert [each.default_status for each in repository.schedule_defs] == [dg.DefaultScheduleStatus.STOPPED]
    assert [each.default_status for each in repository.sensor_defs] == [dg.DefaultSensorStatus.STOPPED]


def test_sensor_asks_for_a_run_when_the_inbox_changes_and_only_then(folder):
    with dg.DagsterInstance.ephemeral() as instance:

        def tick(cursor: str | None) -> dg.SensorResult | dg.SkipReason:
            context = dg.build_sensor_context(instance=instance, cursor=cursor)
            return inbox_sensor(context, dateline=Dateline(data_folder=str(folder.path)))

        first = tick(None)
        assert len(first.run_requests) == 1
        assert isinstance(tick(first.cursor), dg.SkipReason)
        (folder.inbox / "azaz.txt").write_text(TEXT + "\nMore.\n")
        assert tick(first.cursor).run_requests[0].run_key != first.run_requests[0].run_key
        for file in folder.inbox.iterdir():
            file.unlink()
        assert isinstance(tick(None), dg.SkipReason)


def test_hidden_files_in_the_inbox_are_not_noticed(tmp_path):
    (tmp_path / ".partial").write_text("half")
    assert listing_digest(tmp_path) is None
