"""The asset graph with real Dagster: every table an asset, every promise a check; a failed one publishes nothing."""

import json
import os
import subprocess
import sys
import time
from dataclasses import replace

import dagster as dg
import pytest

from pipelines.assets.dead_runs import let_go_of_dead_runs
from pipelines.assets.journal import ARTICLES, CODINGS
from pipelines.assets.resources import Dateline
from pipelines.assets.warehouse import PUBLISHED, check_specs, key, model_spec, table_specs
from pipelines.config import load_settings
from pipelines.definitions import builds_beside, defs, inbox_sensor, listing_digest
from pipelines.steps.build import build_warehouse
from pipelines.steps.code import code_new
from pipelines.steps.health import WATCHES
from pipelines.steps.ingest import ingest
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
        assert spec.group_name in ("journal", "staging", "dimensions", "facts", "marts", "compatible", "published")
    for model in models():
        [spec] = [spec for spec in table_specs() if spec.key == key(model.table)]
        assert [column.name for column in spec.metadata["dagster/column_schema"].columns] == list(model.columns)


def test_every_asset_has_an_owner_and_a_code_version_that_an_edit_changes(monkeypatch):
    graph = defs.resolve_asset_graph()
    for node in (graph.get(asset) for asset in graph.get_all_asset_keys()):
        assert node.owners, node.key
        assert node.code_version or node.key == PUBLISHED, node.key
    [event, *_] = [model for model in models() if model.name == "fact_event"]
    versions = {model_spec(each, set()).code_version for each in (event, replace(event, sql=event.sql + " "))}
    assert len(versions) == 2


def test_columns_are_traced_to_the_columns_that_they_come_from(folder):
    result = nightly(folder)
    lineage = {
        event.asset_key: event.materialization.metadata["dagster/column_lineage"].value.deps_by_column
        for event in result.get_asset_materialization_events()
        if "dagster/column_lineage" in event.materialization.metadata
    }
    assert {key(model.table) for model in models()} == set(lineage)
    sources = {(dep.asset_key, dep.column_name) for dep in lineage[key("facts.fact_event")]["fatalities_best"]}
    assert (key("facts.fact_mention"), "fatalities_best") in sources


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
        if model.layer != "staging" and model.kind == "table":
            assert rows[key(model.table)] == query(folder, f"select count(*) from {model.table}").item()
    told = published_metadata(result)
    types = query(folder, "select distinct event_type from fact_event")["event_type"]
    assert all(name in told["events by type"].value for name in types) and "█" in told["events by type"].value
    (folder.inbox / "azaz.txt").write_text(TEXT + "\nRebels seized the town of Manbij on Monday, he said.\n")
    again = nightly(folder)
    assert again.success
    [changed] = [
        event.materialization.metadata
        for event in again.get_asset_materialization_events()
        if event.asset_key == key("dimensions.dim_article")
    ]
    assert [changed[f"{name} rows"].value for name in ("new", "changed", "gone")] == [0, 1, 0]
    evaluations = result.get_asset_check_evaluations()
    assert len(evaluations) == len(check_specs()) + 1 + len(WATCHES)
    assert all(evaluation.passed for evaluation in evaluations)


def published_metadata(result: dg.ExecuteInProcessResult) -> dict[str, dg.MetadataValue]:
    """What a run says of the published warehouse."""
    [published] = [event for event in result.get_asset_materialization_events() if event.asset_key == PUBLISHED]
    return dict(published.materialization.metadata)


def test_failed_check_fails_the_run_names_the_rows_and_keeps_the_last_good_warehouse(folder, monkeypatch):
    assert nightly(folder).success
    published = folder.warehouse.resolve()
    (folder.inbox / "more.txt").write_text(TEXT.replace("Azaz", "Jarabulus"))

    from warehouse import checks

    promised = checks._promised

    def stricter(model, *asked):
        for promise in promised(model, *asked):
            broken = model.name == "fact_event" and promise.name == "confidence is never null"
            yield replace(promise, condition="true", broken_by=f"select * from {model.table}") if broken else promise

    monkeypatch.setattr(checks, "_promised", stricter)
    result = nightly(folder)
    assert not result.success
    [failed] = [evaluation for evaluation in result.get_asset_check_evaluations() if not evaluation.passed]
    assert failed.asset_key == key("facts.fact_event")
    assert failed.metadata["rows that break it"].value > 0
    assert {watch.name for watch in WATCHES} <= {each.check_name for each in result.get_asset_check_evaluations()}
    assert PUBLISHED not in {event.asset_key for event in result.get_asset_materialization_events()}
    assert folder.warehouse.resolve() == published


def test_schedule_and_sensor_are_stopped_until_asked_for():
    repository = defs.get_repository_def()
    assert [each.default_status for each in repository.schedule_defs] == [dg.DefaultScheduleStatus.STOPPED]
    assert {each.name: each.default_status for each in repository.sensor_defs} == {
        "inbox": dg.DefaultSensorStatus.STOPPED,
        "archive": dg.DefaultSensorStatus.STOPPED,
        "archives_read": dg.DefaultSensorStatus.STOPPED,
        "builds_beside": dg.DefaultSensorStatus.RUNNING,
        "dead_runs": dg.DefaultSensorStatus.RUNNING,
        "failure_notice": dg.DefaultSensorStatus.RUNNING,
    }


def test_sensor_asks_for_a_run_when_the_inbox_changes_and_only_then(folder):
    with dg.DagsterInstance.ephemeral() as instance:

        def tick(cursor: str | None) -> dg.SensorResult | dg.SkipReason:
            context = dg.build_sensor_context(instance=instance, cursor=cursor)
            return inbox_sensor(context, dateline=Dateline(data_folder=str(folder.path)))

        first = tick(None)
        assert len(first.run_requests) == 1
        assert isinstance(tick(first.cursor), dg.SkipReason)
        (folder.inbox / "azaz.txt").write_text(TEXT + "\nMore.\n")
        changed = tick(first.cursor)
        assert changed.run_requests[0].run_key != first.run_requests[0].run_key
        (folder.inbox / "azaz.txt").write_text(TEXT + "\nLess.\n")
        back = time.time() - 3600
        os.utime(folder.inbox / "azaz.txt", (back, back))
        assert tick(changed.cursor).run_requests, "written after the clock was set back"
        for file in folder.inbox.iterdir():
            file.unlink()
        assert isinstance(tick(None), dg.SkipReason)


def write_day(folder: DataFolder, day: str, town: str) -> None:
    (folder.path / "archive").mkdir(exist_ok=True)
    text = f"ALEPPO, Syria - Syrian rebels seized the town of {town} from Islamic State on Monday."
    line = {"title": f"Rebels seize {town}", "text": text, "published_at": day, "url": f"https://n.example/{town}"}
    (folder.path / "archive" / f"{day}.jsonl").write_text(json.dumps(line) + "\n")


RUN_ARCHIVES = """
import dagster as dg
from pipelines.assets.journal import ARCHIVES
from pipelines.assets.resources import Dateline
from pipelines.definitions import RANGE, archive_sensor, archives_read, defs

with dg.DagsterInstance.ephemeral() as instance:
    def tick(sensor, **resources):
        context = dg.build_sensor_context(instance=instance, repository_def=defs.get_repository_def())
        return sensor(context, **resources)
    asked = tick(archive_sensor, dateline=Dateline()).run_requests
    for each in asked:
        print(*(each.tags[name] for name in RANGE))
    for each in asked:
        result = defs.resolve_job_def("archives").execute_in_process(instance=instance, tags=each.tags)
        read = result.get_asset_materialization_events()
        new = read[0].materialization.metadata["new"].value
        print(new, result.success, *sorted(event.materialization.partition for event in read))
    print(type(tick(archive_sensor, dateline=Dateline())).__name__)
    [asked] = tick(archives_read)
    print(asked.run_key == result.run_id)
"""


def test_dated_archives_are_read_a_run_a_stretch_and_not_again(folder):
    """In a process of its own, as the days are those of the folder when the definitions are loaded."""
    for day, town in (("2015-01-06", "Azaz"), ("2015-01-08", "Jarabulus"), ("2015-03-01", "Manbij")):
        write_day(folder, day, town)
    done = subprocess.run(
        [sys.executable, "-c", RUN_ARCHIVES],
        env=os.environ | {"DATELINE_DATA_FOLDER": str(folder.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.splitlines() == [
        "2015-01-06 2015-01-08",
        "2015-03-01 2015-03-01",
        "2 True 2015-01-06 2015-01-07 2015-01-08",
        "1 True 2015-03-01",
        "SkipReason",
        "True",
    ], done.stderr[-2000:]


def test_run_whose_process_is_gone_is_let_go_and_a_living_one_is_not():
    @dg.op
    def waits(context) -> None:
        assert let_go_of_dead_runs(context.instance) == []  # this very process runs it

    @dg.job
    def night() -> None:
        waits()

    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    with dg.DagsterInstance.ephemeral() as instance:
        assert night.execute_in_process(instance=instance).success
        run = instance.create_run_for_job(night, status=dg.DagsterRunStatus.STARTED)
        assert let_go_of_dead_runs(instance) == []  # nothing is known of its process
        instance.report_dagster_event(
            dg.DagsterEvent(dg.DagsterEventType.RUN_START.value, "night", pid=gone.pid), run.run_id
        )
        assert let_go_of_dead_runs(instance) == [run.run_id]
        assert instance.get_run_by_id(run.run_id).status == dg.DagsterRunStatus.FAILURE
        assert let_go_of_dead_runs(instance) == []


def test_what_was_built_beside_dagster_is_shown_once(folder):
    settings = load_settings(data_folder=str(folder.path))
    with dg.DagsterInstance.ephemeral() as instance:

        def shown() -> dict[dg.AssetKey, dict[str, object]]:
            context = dg.build_sensor_context(instance=instance)
            found = builds_beside(context, dateline=Dateline(data_folder=str(folder.path)))
            events = [] if isinstance(found, dg.SkipReason) else found.asset_events
            for event in events:
                instance.report_runless_asset_event(event)
            return {event.asset_key: {name: each.value for name, each in event.metadata.items()} for event in events}

        assert shown() == {}  # nothing is built yet
        ingest(settings)
        code_new(settings)
        build_warehouse(settings)
        told = shown()
        assert told.keys() == {spec.key for spec in table_specs()} | {ARTICLES, CODINGS}
        rows = query(folder, "select count(*) from fact_event").item()
        assert told[key("facts.fact_event")]["dagster/row_count"] == told[PUBLISHED]["events"] == rows > 0
        assert shown() == {}
        (folder.inbox / "more.txt").write_text(TEXT.replace("Azaz", "Manbij"))
        assert nightly(folder, instance).success
        assert shown() == {}  # the run has told it


def test_hidden_files_in_the_inbox_are_not_noticed(tmp_path):
    (tmp_path / ".partial").write_text("half")
    assert listing_digest(tmp_path) is None
