"""`dateline export`: files that other programs read back, whole or not at all."""

import io
import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from pipelines.steps.build import reference_frames
from tests.newsroom import START, Newsroom, mention, on
from tests.warehouse_tables import TAKEN, taken
from warehouse.export import Selection, export, export_to_stream
from warehouse.export_forms import FORMS, ExportRefused
from warehouse.query import query

FORMULA = "=HYPERLINK(1) was what soldiers wrote\tbefore\nthey took Riverton."


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """Two towns taken, and an assault of CAMEO code 051 in a sentence that a spreadsheet would take for a formula."""
    newsroom = Newsroom(tmp_path_factory.mktemp("export") / "data")
    newsroom.report("a1", TAKEN, taken())
    newsroom.report("a2", TAKEN, taken(day=on(9), place="4"), published_at="2017-11-09")
    newsroom.fetch("a3", FORMULA)
    formula = mention("a3", FORMULA, "took", day=on(5), fatalities=2, actors={"soldiers": "SYR-MIL"})
    newsroom.code("a3", [formula | {"cameo_code": "051"}])
    assert newsroom.build(reference=reference_frames()).passed
    return newsroom


def test_gdelt_files_have_no_header_and_codes_keep_their_zeros(newsroom: Newsroom, tmp_path: Path) -> None:
    events, mentions = export(newsroom.folder, "gdelt", tmp_path / "gdelt")
    read = pl.read_csv(events.path, separator="\t", has_header=False, infer_schema=False)
    assert (read.height, read.width, events.path.name) == (3, 61, "events.export.CSV")
    dates, codes, roots = (read[f"column_{number}"].to_list() for number in (1, 26, 28))
    assert sorted(zip(dates, codes, roots, strict=True)) == [
        ("20171103", "190", "19"), ("20171105", "051", "05"), ("20171109", "190", "19"),
    ]  # fmt: skip
    assert pl.read_csv(mentions.path, separator="\t", has_header=False).shape == (3, 16)


@pytest.mark.parametrize(("form", "view"), [("acled", "acled"), ("ucdp", "ucdp_ged"), ("polecat", "polecat")])
def test_file_read_back_says_what_the_view_says(newsroom: Newsroom, tmp_path: Path, form: str, view: str) -> None:
    (written,) = export(newsroom.folder, form, tmp_path / "out.txt", raw=True)
    told = query(newsroom.folder, f"select * from {view}")
    separator = "\t" if form == "polecat" else ","
    read = pl.read_csv(written.path, separator=separator, schema=told.schema, try_parse_dates=True)
    key = told.columns[0]
    assert written.rows == read.height == told.height
    assert read.drop("notes", strict=False).sort(key).equals(told.drop("notes", strict=False).sort(key))


def test_formula_in_a_text_gets_an_apostrophe_unless_it_is_to_stay(newsroom: Newsroom, tmp_path: Path) -> None:
    tables = tmp_path / "tables"
    export(newsroom.folder, "csv", tables)
    guarded = pl.read_csv(tables / "facts" / "fact_event.csv", infer_schema=False)["sentence_text"]
    export(newsroom.folder, "csv", tables, overwrite=True, raw=True)
    raw = pl.read_csv(tables / "facts" / "fact_event.csv", infer_schema=False)["sentence_text"]
    assert sorted(raw) == sorted([FORMULA, *[TAKEN.split(". ")[0] + "."] * 2])
    assert [text for text in guarded if text not in set(raw)] == ["'" + FORMULA]


def test_geojson_holds_to_rfc_7946(newsroom: Newsroom, tmp_path: Path) -> None:
    (written,) = export(newsroom.folder, "geojson", tmp_path / "events.geojson")
    collection = json.loads(written.path.read_bytes().decode("utf-8"))
    assert set(collection) == {"type", "features"}
    assert collection["type"] == "FeatureCollection"
    assert len(collection["features"]) == written.rows
    assert [f["properties"]["kind"] for f in collection["features"]].count("event") == 3
    for feature in collection["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        assert feature["type"] == "Feature"
        if feature["geometry"] is not None:
            assert feature["geometry"]["type"] == "Point"
            longitude, latitude = feature["geometry"]["coordinates"]
            assert -180 <= longitude <= 180
            assert -90 <= latitude <= 90
    assert {f["properties"]["sentence"] for f in collection["features"] if f["geometry"] is None} == {FORMULA}


def controls(newsroom: Newsroom, selection: Selection) -> list[tuple[str, str, str | None]]:
    stream = io.BytesIO()
    export_to_stream(newsroom.folder, "geojson", stream, selection)
    told = [feature["properties"] for feature in json.loads(stream.getvalue())["features"]]
    return [(row["place"], row["valid_from"], row["valid_to"]) for row in told if row["kind"] == "control"]


def test_geojson_tells_who_held_a_place(newsroom: Newsroom) -> None:
    held = query(newsroom.folder, "select place_name, valid_from, valid_to from fact_control order by 1, 2")
    everything = [(name, str(start), end and str(end)) for name, start, end in held.iter_rows()]
    assert everything
    assert sorted(controls(newsroom, Selection())) == everything
    first = date.fromisoformat(min(start for _, start, _ in everything))
    assert controls(newsroom, Selection(until=first - timedelta(days=1))) == []
    assert sorted(controls(newsroom, Selection(since=date(2100, 1, 1)))) == [
        row for row in everything if row[2] is None
    ]
    assert controls(newsroom, Selection(as_of=START)) == []
    assert controls(newsroom, Selection(event_types=("assault",))) == []


def test_geojson_of_no_event_is_an_empty_collection(newsroom: Newsroom) -> None:
    stream = io.BytesIO()
    assert export_to_stream(newsroom.folder, "geojson", stream, Selection(until=date(1900, 1, 1))) == 0
    assert json.loads(stream.getvalue()) == {"type": "FeatureCollection", "features": []}


@pytest.mark.parametrize(
    ("selection", "days"),
    [
        (Selection(), [3, 5, 9]),
        (Selection(since=date(2017, 11, 4)), [5, 9]),
        (Selection(until=date(2017, 11, 5)), [3, 5]),
        (Selection(countries=("irq",)), [9]),
        (Selection(countries=("Iraq", "SY")), [3, 9]),
        (Selection(event_types=("assault",), since=date(2017, 11, 9)), [9]),
        (Selection(as_of=START), []),
        (Selection(as_of=datetime(2100, 1, 1, tzinfo=UTC)), [3, 5, 9]),
    ],
)
def test_selection_chooses_events(newsroom: Newsroom, selection: Selection, days: list[int]) -> None:
    stream = io.BytesIO()
    rows = export_to_stream(newsroom.folder, "polecat", stream, selection)
    read = pl.read_csv(io.BytesIO(stream.getvalue()), separator="\t", try_parse_dates=True)
    assert rows == len(days)
    assert sorted(day.day for day in read["Event Date"]) == days


def test_events_are_those_that_were_known_at_the_instant(newsroom: Newsroom) -> None:
    instants = query(newsroom.folder, "select distinct system_from from fact_mention_version order by 1")["system_from"]
    counted = [
        export_to_stream(newsroom.folder, "polecat", io.BytesIO(), Selection(as_of=instant)) for instant in instants
    ]
    assert counted == [1, 2, 3]


def test_every_published_table_is_written_and_read_back(newsroom: Newsroom, tmp_path: Path) -> None:
    written = export(newsroom.folder, "parquet", tmp_path / "all")
    named = query(
        newsroom.folder,
        "select schema_name || '/' || table_name as name from duckdb_tables()"
        " union all select schema_name || '/' || view_name from duckdb_views() where not internal",
    )
    assert sorted(str(file.path.relative_to(tmp_path / "all").with_suffix("")) for file in written) == sorted(
        named["name"]
    )
    assert {file.path: pl.read_parquet(file.path).height for file in written} == {f.path: f.rows for f in written}


def test_same_warehouse_gives_the_same_bytes(newsroom: Newsroom, tmp_path: Path) -> None:
    for form in FORMS:
        first = export(newsroom.folder, form, tmp_path / f"first-{form}")
        second = export(newsroom.folder, form, tmp_path / f"second-{form}")
        assert [f.path.read_bytes() for f in first] == [f.path.read_bytes() for f in second], form


@pytest.mark.parametrize(
    ("form", "out", "selection", "said"),
    [
        ("xml", "x", Selection(), "Known formats: acled, gdelt"),
        ("csv", "x.csv", Selection(), "Name a folder"),
        ("parquet", "x", Selection(since=date(2017, 1, 1)), "whole tables"),
        ("acled", "x", Selection(countries=("Atlantis",)), "'Atlantis' is not known"),
        ("acled", "x", Selection(event_types=("WAR",)), "Known types: ACCUSE"),
        ("acled", "x", Selection(since=date(2018, 1, 1), until=date(2017, 1, 1)), "no event can be both"),
    ],
)
def test_nonsense_is_refused_and_nothing_is_written(
    newsroom: Newsroom, tmp_path: Path, form: str, out: str, selection: Selection, said: str
) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(ExportRefused, match=said):
        export(newsroom.folder, form, tmp_path / "out" / out, selection)
    assert list((tmp_path / "out").iterdir()) == []


def test_file_that_exists_is_replaced_only_when_that_is_said(newsroom: Newsroom, tmp_path: Path) -> None:
    out = tmp_path / "mine.csv"
    out.write_text("mine")
    with pytest.raises(ExportRefused, match="--overwrite"):
        export(newsroom.folder, "acled", out)
    assert out.read_text() == "mine"
    export(newsroom.folder, "acled", out, overwrite=True)
    assert out.read_text().startswith("event_id_cnty,")


def test_export_that_runs_out_of_room_leaves_what_was_there(newsroom: Newsroom, tmp_path: Path) -> None:
    out = tmp_path / "mine"
    kept = out / "compatible" / "acled.csv"
    kept.parent.mkdir(parents=True)
    kept.write_text("mine")
    arguments = ["export", "--as", "csv", "--out", str(out), "--overwrite"]
    program = (
        "import resource; from pipelines.cli import app; "
        f"resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)); app({arguments})"
    )
    environment = os.environ | {"DATELINE_DATA_FOLDER": str(newsroom.folder.path)}
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=120, env=environment
    )
    assert done.returncode == 1, done.stderr
    assert "could not be written" in done.stderr
    assert kept.read_text() == "mine"
    assert [path for path in out.rglob("*") if path.is_file()] == [kept]
