"""The warehouse from a real journal: what the tables say, and that they say it again however they are built."""

import resource
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

import schemas.journal
from tests.newsroom import OWN_ORIGINS, Newsroom, find_own, link, mention, on
from tests.warehouse_tables import TAKEN, taken, told
from warehouse.build import BuildFailed, BuildReport, build
from warehouse.connection import connect
from warehouse.contents import published_tables
from warehouse.digest import digest
from warehouse.rules import Linker, Rules
from warehouse.versions import current_version


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    """An empty data folder."""
    return Newsroom(tmp_path / "data")


def rows(tables: duckdb.DuckDBPyConnection, sql: str) -> list[dict[str, Any]]:
    """Rows that a query gives."""
    found: list[dict[str, Any]] = tables.sql(sql).pl().to_dicts()
    return found


def built(newsroom: Newsroom, **options: Any) -> BuildReport:
    """A build that must pass."""
    report = newsroom.build(**options)
    assert report.passed, [str(check) for check in report.failed]
    return report


def test_an_event_stands_on_its_sentence(newsroom: Newsroom) -> None:
    newsroom.report("a1", TAKEN, taken())
    tables = told(newsroom)
    (event,) = rows(tables, "select * from fact_event")
    assert event["sentence_text"] == "Soldiers of the north took Riverton on Friday."
    assert TAKEN[event["sentence_start"] : event["sentence_end"]] == event["sentence_text"]
    assert (event["event_type_id"], event["place_name"], event["date_start"]) == (
        "ASSAULT",
        "Riverton",
        date(2017, 11, 3),
    )
    assert event["journal_position"] == 3
    assert (event["mention_count"], event["article_count"], event["origin_count"]) == (1, 1, 1)
    actors = rows(tables, "select role, actor_id, actor_text from bridge_event_actor order by role")
    assert [tuple(actor.values()) for actor in actors] == [
        ("actor", "SYR-MIL", "Soldiers of the north"),
        ("recipient", "SYR-REB", "rebels"),
    ]


def test_offsets_count_code_points_and_not_letters_or_bytes(newsroom: Newsroom) -> None:
    text = "Zoe\u0301 🤦🏽\u200d♂️ wept. İzmir's guards 🚓 shot a man in Riverton. More came."
    newsroom.report("a1", text, {"trigger": "shot", "place": "3", "day": on(3)})
    tables = told(newsroom)
    (found,) = rows(tables, "select sentence_text, trigger_text from fact_mention")
    assert found == {"sentence_text": "İzmir's guards 🚓 shot a man in Riverton.", "trigger_text": "shot"}


def test_withdrawn_article_leaves_no_current_event(newsroom: Newsroom) -> None:
    newsroom.report("a1", TAKEN, taken())
    tables = told(newsroom)
    newsroom.withdraw("a1")
    tables = told(newsroom)
    for table in ("fact_event", "fact_mention", "fact_control", "bridge_event_actor", "actor_dyads_by_month"):
        assert rows(tables, f"select * from {table}") == []
    assert rows(tables, "select status from dim_article") == [{"status": "withdrawn"}]


def test_article_that_comes_back_after_withdrawal_counts_again(newsroom: Newsroom) -> None:
    newsroom.report("a1", TAKEN, taken())
    newsroom.withdraw("a1")
    newsroom.report("a1", TAKEN, taken())
    tables = told(newsroom)
    assert rows(tables, "select article_position from fact_mention") == [{"article_position": 5}]


def test_new_version_waits_for_its_coding_and_the_old_one_counts_no_more(newsroom: Newsroom) -> None:
    newsroom.report("a1", TAKEN, taken())
    newsroom.fetch("a1", "Soldiers of the north did not take Riverton.")
    tables = told(newsroom)
    assert rows(tables, "select * from fact_event") == []
    assert rows(tables, "select version_count, coder_version from dim_article") == [
        {"version_count": 2, "coder_version": None}
    ]


def test_newest_coding_of_a_version_replaces_the_one_before(newsroom: Newsroom) -> None:
    newsroom.report("a1", TAKEN, taken())
    newsroom.code("a1", [mention("a1", TAKEN, **taken(place="4", control=(None, None, None)))], coder_version="2")
    tables = told(newsroom)
    assert rows(tables, "select place_name from fact_event") == [{"place_name": "Hillford"}]
    assert rows(tables, "select place_name from dim_place") == [{"place_name": "Hillford"}]


def test_rejected_document_is_listed_with_its_reason_and_ends_the_article(newsroom: Newsroom) -> None:
    newsroom.report("a1", TAKEN, taken())
    newsroom.reject("a1", "not_an_article")
    newsroom.reject("a2", "empty")
    tables = told(newsroom)
    found = rows(tables, "select article_id, reason from rejected_articles order by article_id")
    assert [tuple(row.values()) for row in found] == [("a1", "not_an_article"), ("a2", "empty")]
    assert rows(tables, "select * from fact_event") == []


def test_reports_of_one_event_are_counted_by_article_and_origin(newsroom: Newsroom) -> None:
    newsroom.report("a1", TAKEN, taken(fatalities=3), agencies=["AP"])
    newsroom.report("a2", TAKEN, taken(fatalities=5), source_id="daily", publisher="Daily", agencies=["AP"])
    own_words = f"{TAKEN} Nobody resisted."
    newsroom.report("a3", own_words, taken(fatalities=5), source_id="post", publisher="Post", published_at=None)
    tables = told(newsroom)
    (event,) = rows(tables, "select * from fact_event")
    assert (event["mention_count"], event["article_count"], event["source_count"]) == (3, 3, 3)
    assert event["origin_count"] == 2
    origins = rows(tables, "select article_id, origin_id from dim_article order by article_id")
    assert [tuple(row.values()) for row in origins] == [("a1", "a1"), ("a2", "a1"), ("a3", "a3")]
    assert (event["fatalities_low"], event["fatalities_best"], event["fatalities_high"]) == (3, 5, 5)
    assert event["is_contested"]
    assert event["first_published_date"] == date(2017, 11, 3)


def test_most_exact_date_and_place_win(newsroom: Newsroom) -> None:
    newsroom.report("a1", TAKEN, taken(date_precision="publication", confidence=0.9))
    newsroom.report("a2", TAKEN, taken(date_precision="day", confidence=0.5))
    tables = told(newsroom)
    (event,) = rows(tables, "select date_precision, article_id, confidence from fact_event")
    assert event == {"date_precision": "day", "article_id": "a2", "confidence": 0.9}


CLAIMED = "The governor denied that troops shelled Hillford. A spokesman confirmed that shells fell on Hillford."


def test_claims_name_speaker_cue_and_stance(newsroom: Newsroom) -> None:
    newsroom.fetch("a1", CLAIMED)
    said = [
        mention("a1", CLAIMED, "shelled", place="4", day=on(2), attributed_to={"The governor": "SYR-GOV"}),
        mention("a1", CLAIMED, "fell", place="4", day=on(2), attributed_to={"A spokesman": None}),
    ]
    claims = [
        claim(CLAIMED, "The governor", "SYR-GOV", "denied", "that troops shelled Hillford", "denial"),
        claim(CLAIMED, "A spokesman", None, "confirmed", "that shells fell on Hillford", "confirmation"),
    ]
    newsroom.code("a1", said, claims)
    tables = told(newsroom)
    found = rows(
        tables, "select speaker_text, speaker_actor_id, cue_text, stance from fact_claim order by speaker_text"
    )
    assert [tuple(row.values()) for row in found] == [
        ("A spokesman", None, "confirmed", "confirms"),
        ("The governor", "SYR-GOV", "denied", "denies"),
    ]


def test_stance_is_the_claims_class_and_negation_speaks_where_nobody_denies(newsroom: Newsroom) -> None:
    text = "The army denied a report by monitors that it shelled Hillford. Radio said no shell hit it."
    newsroom.fetch("a1", text)
    both = {"The army": "SYR-MIL", "monitors": None}
    said = [
        mention("a1", text, "shelled", place="4", day=on(2), modality="negated", attributed_to=both),
        mention("a1", text, "hit", place="4", day=on(2), modality="negated", attributed_to={"Radio": None}),
    ]
    denied = claim(text, "The army", "SYR-MIL", "denied", "a report by monitors that it shelled Hillford", "denial")
    reported = claim(text, "monitors", None, "report", "it shelled Hillford")
    radio = claim(text, "Radio", None, "said", "no shell hit it")
    newsroom.code("a1", said, [denied, reported, radio])
    found = rows(told(newsroom), "select speaker_text, stance from fact_claim order by speaker_text")
    assert [tuple(row.values()) for row in found] == [
        ("Radio", "denies"),
        ("The army", "denies"),
        ("monitors", "claims"),
    ]


def test_coding_from_before_claims_had_a_class_still_folds(newsroom: Newsroom) -> None:
    newsroom.fetch("a1", text := "The governor denied that troops shelled Hillford.")
    said = mention("a1", text, "shelled", place="4", day=on(2), attributed_to={"The governor": "SYR-GOV"})
    old = claim(text, "The governor", "SYR-GOV", "denied", "troops shelled Hillford")
    del old["claim_class"]
    newsroom.code("a1", [said], [old])
    assert rows(told(newsroom), "select cue_text, stance from fact_claim") == [
        {"cue_text": "denied", "stance": "claims"}
    ]


def claim(
    text: str, source: str, actor_id: str | None, cue: str, content: str, claim_class: str = "claim"
) -> dict[str, Any]:
    """A row of claims as the journal has it."""
    return {
        "article_id": "a1", "field": "text",
        "source_start": text.index(source), "source_end": text.index(source) + len(source),
        "source_text": source, "source_actor_id": actor_id,
        "cue_start": text.index(cue), "cue_end": text.index(cue) + len(cue), "cue_text": cue,
        "content_start": text.index(content), "content_end": text.index(content) + len(content),
        "claim_class": claim_class,
    }  # fmt: skip


CONTROL: dict[str, tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]] = {
    "taken lasts": ([(3, "taken", "R", "A")], [("held", "A", 3, None)]),
    "closed when another takes it": (
        [(3, "taken", "R", "A"), (9, "taken", "A", "R")],
        [("held", "A", 3, 9), ("held", "R", 9, None)],
    ),
    "whatever the order of arrival": (
        [(9, "taken", "A", "R"), (3, "taken", "R", "A")],
        [("held", "A", 3, 9), ("held", "R", 9, None)],
    ),
    "told again is no change": (
        [(3, "taken", "R", "A"), (5, "taken", "R", "A"), (7, "held", None, "A")],
        [("held", "A", 3, None)],
    ),
    "contested between": (
        [(3, "taken", None, "A"), (5, "contested", "A", "R"), (7, "taken", "A", "R")],
        [("held", "A", 3, 5), ("contested", "A", 5, 7), ("held", "R", 7, None)],
    ),
    "lost to nobody named": (
        [(2, "held", None, "R"), (4, "lost", "R", None), (6, "taken", None, "A")],
        [("held", "R", 2, 4), ("lost", None, 4, 6), ("held", "A", 6, None)],
    ),
    "late news of a loss ends nothing": (
        [(3, "taken", "R", "A"), (5, "lost", "R", None)],
        [("held", "A", 3, None)],
    ),
    "taken decides a day": ([(3, "lost", "R", None), (3, "taken", "R", "A")], [("held", "A", 3, None)]),
    "taken by nobody named says nothing": ([(3, "taken", "R", None)], []),
    "two places are apart": ([(4, "taken", "A", "R")], [("held", "R", 4, None)]),
}


@pytest.fixture(scope="module")
def control(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[Any, ...]]]:
    """Each case's intervals (status, holder, first day, first day after), all made in one build, a place a case."""
    newsroom = Newsroom(tmp_path_factory.mktemp("control") / "data")
    for place, (reports, _) in CONTROL.items():
        for number, (day, status, from_actor, to_actor) in enumerate(reports):
            said = taken(place=place, day=on(day), control=(status, from_actor, to_actor), actors={}, recipients={})
            newsroom.report(f"{place} {number}", TAKEN, said)
    tables = told(newsroom)
    found = rows(
        tables,
        "select place_id, status, holder_actor_id, day(valid_from) as first, day(valid_to) as after"
        " from fact_control order by place_id, valid_from",
    )
    return {place: [tuple(row.values())[1:] for row in found if row["place_id"] == place] for place in CONTROL}


@pytest.mark.parametrize("case", CONTROL)
def test_control_intervals(control: dict[str, list[tuple[Any, ...]]], case: str) -> None:
    assert control[case] == CONTROL[case][1]


@pytest.mark.parametrize(("precision", "kept"), [("publication", 0), ("day", 1)])
def test_past_event_counts_for_control_only_where_the_text_dates_it(
    newsroom: Newsroom, precision: str, kept: int
) -> None:
    newsroom.report("a1", TAKEN, taken(modality="historical", date_precision=precision))
    tables = told(newsroom)
    assert len(rows(tables, "select * from fact_control")) == kept


def test_interval_names_the_mentions_that_open_and_close_it(newsroom: Newsroom) -> None:
    newsroom.report("a1", TAKEN, taken())
    newsroom.report("a2", TAKEN, taken(day=on(9), control=("taken", "SYR-MIL", "SYR-REB")))
    tables = told(newsroom)
    first, second = rows(tables, "select * from fact_control order by valid_from")
    assert first["closed_by_mention_id"] == second["mention_id"]
    assert second["closed_by_mention_id"] is None
    assert first["sentence_text"] == "Soldiers of the north took Riverton on Friday."


def test_report_that_states_the_day_decides_it(newsroom: Newsroom) -> None:
    newsroom.report("a1", TAKEN, taken(date_precision="publication", confidence=0.9))
    newsroom.report("a2", TAKEN, taken(control=("taken", "SYR-MIL", "SYR-REB"), confidence=0.5))
    [held] = rows(told(newsroom), "select holder_actor_id from fact_control")
    assert held["holder_actor_id"] == "SYR-REB"


def test_dyads_count_events_by_month(newsroom: Newsroom) -> None:
    newsroom.report("a1", TAKEN, taken(fatalities=2))
    newsroom.report("a2", TAKEN, taken(day=on(9)))
    newsroom.report("a3", TAKEN, taken(day=on(9, month=12)))
    newsroom.report("a4", TAKEN, taken(day=on(9), place="4", date_precision="year", control=(None, None, None)))
    tables = told(newsroom)
    found = rows(
        tables,
        "select month_start_date, actor_id, recipient_actor_id, event_count, material_conflict_count, fatalities_best"
        " from actor_dyads_by_month order by month_start_date",
    )
    assert [tuple(row.values()) for row in found] == [
        (date(2017, 11, 1), "SYR-MIL", "SYR-REB", 2, 2, 2),
        (date(2017, 12, 1), "SYR-MIL", "SYR-REB", 1, 1, None),
    ]


def test_rows_set_aside_are_counted_by_reason(newsroom: Newsroom) -> None:
    newsroom.fetch("a1", TAKEN)
    aside = {"frame": "Mentions", "key": "m", "reason": "the trigger stands in the sentence", "row": "{}"}
    newsroom.code("a1", set_aside=[aside, aside | {"key": "n"}])
    tables = told(newsroom)
    assert rows(tables, "select frame, reason, row_count from coder_quality") == [
        {"frame": "Mentions", "reason": "the trigger stands in the sentence", "row_count": 2}
    ]


def test_reference_frames_describe_dimensions_without_being_in_the_news(newsroom: Newsroom) -> None:
    reference = {
        "actors": pl.DataFrame({"actor_id": ["x", "x"], "name": ["X", "X"], "aliases": ["Ex", ""], "sector": ["", ""]}),
        "event_types": pl.DataFrame({"event_type": ["AID"], "mode": [""], "quad_code": ["2"], "plover_score": [10]}),
        "sources": pl.DataFrame({"source_id": ["wire"], "name": ["The Wire"], "is_agency": ["true"]}),
    }
    newsroom.report("a1", TAKEN, taken())
    tables = told(newsroom, reference)
    assert rows(tables, "select actor_name, sector from dim_actor where actor_id = 'x'") == [
        {"actor_name": "X", "sector": None}
    ]
    assert rows(tables, "select event_type_id, mode, quad_name from dim_event_type where event_type = 'AID'") == [
        {"event_type_id": "AID", "mode": None, "quad_name": "material cooperation"}
    ]
    assert rows(tables, "select source_name, is_agency from dim_source") == [
        {"source_name": "The Wire", "is_agency": True}
    ]


def digests(newsroom: Newsroom) -> dict[str, str]:
    """Digest of every table that people see."""
    connection = connect(newsroom.folder.build_file, read_only=True)
    try:
        return {table: digest(connection, table) for table in published_tables()}
    finally:
        connection.close()


def test_build_file_lost_damaged_or_of_another_journal_is_made_again(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.report("a1", TAKEN, taken())
    built(newsroom)
    expected = digests(newsroom)
    file = newsroom.folder.build_file

    file.unlink()
    assert built(newsroom).folded.after == 0
    assert digests(newsroom) == expected

    file.write_bytes(b"not a database, but long enough to be read as one" * 1000)
    assert "damaged" in (built(newsroom).folded.restarted or "")
    assert digests(newsroom) == expected

    other = Newsroom(tmp_path / "other")
    for number in range(2):
        other.report(f"b{number}", TAKEN, taken(fatalities=9))
    built(other)
    foreign = other.folder.build_file.read_bytes()
    file.write_bytes(foreign)
    assert "beyond the journal's end" in (built(newsroom).folded.restarted or "")
    assert digests(newsroom) == expected

    newsroom.report("a2", TAKEN, taken(day=on(5)))
    file.write_bytes(foreign)
    assert "the journal was replaced" in (built(newsroom).folded.restarted or "")
    expected = digests(newsroom)
    file.unlink()
    built(newsroom)
    assert digests(newsroom) == expected


def test_build_file_of_another_version_of_ours_is_folded_from_the_start(newsroom: Newsroom) -> None:
    newsroom.report("a1", TAKEN, taken())
    built(newsroom)
    connection = connect(newsroom.folder.build_file)
    connection.execute("update journal.fold set structure = 'of yesterday'")
    connection.close()
    folded = built(newsroom).folded
    assert (folded.after, folded.restarted) == (0, "the build file is of another version of Dateline")


def test_flipped_bytes_in_the_build_file_are_mended_from_the_journal(newsroom: Newsroom) -> None:
    newsroom.report("a1", TAKEN, taken())
    built(newsroom)
    expected = digests(newsroom)
    file = newsroom.folder.build_file
    content = bytearray(file.read_bytes())
    content[len(content) // 2 :] = bytes(len(content) - len(content) // 2)
    file.write_bytes(bytes(content))
    built(newsroom)
    assert digests(newsroom) == expected


def test_failed_check_keeps_and_publishes_nothing_and_names_the_rows(newsroom: Newsroom) -> None:
    newsroom.report("a1", TAKEN, taken())
    built(newsroom)
    expected, before = digests(newsroom), newsroom.folder.warehouse.readlink()
    newsroom.fetch("a2", TAKEN)
    newsroom.code("a2", [mention("a2", TAKEN, **taken()) | {"trigger_text": "lost"}])
    report = newsroom.build()
    (failed,) = report.failed
    assert (failed.table, failed.failures) == ("facts.fact_mention", 1)
    assert "the trigger's offsets" in failed.name
    assert failed.sample[0]["article_id"] == "a2"
    assert report.publication is None
    assert (digests(newsroom), newsroom.folder.warehouse.readlink()) == (expected, before)
    newsroom.code("a2", [mention("a2", TAKEN, **taken())], coder_version="mended")
    assert built(newsroom).folded.after == 3


def test_row_that_breaks_its_contract_stops_the_build(newsroom: Newsroom) -> None:
    newsroom.fetch("a1", TAKEN)
    newsroom.code("a1", [mention("a1", TAKEN, **taken()) | {"modality": "likely"}])
    (failed,) = newsroom.build().failed
    assert failed.table == "staging.mentions"
    assert "modality" in failed.sample[0]["reason"]


def test_linker_that_fails_leaves_everything_as_it_was(newsroom: Newsroom) -> None:
    newsroom.report("a1", TAKEN, taken())
    built(newsroom)
    expected = digests(newsroom)
    newsroom.report("a2", TAKEN, taken(day=on(5)))

    def broken(*_: object) -> pl.DataFrame:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        build(newsroom.folder, newsroom.journal, Rules(Linker(broken), OWN_ORIGINS))
    assert digests(newsroom) == expected
    assert built(newsroom).folded.records == 3


def test_link_to_a_mention_that_is_not_there_stops_the_build(newsroom: Newsroom) -> None:
    newsroom.report("a1", TAKEN, taken())
    report = build(
        newsroom.folder,
        newsroom.journal,
        Rules(
            Linker(lambda *given: link(*given).with_columns(mention_id=pl.lit("ghost"))),
            OWN_ORIGINS,
        ),
    )
    assert [failed.table for failed in report.failed] == ["staging.event_links"]


def test_origin_that_is_not_there_stops_the_build(newsroom: Newsroom) -> None:
    newsroom.report("a1", TAKEN, taken())
    report = build(
        newsroom.folder,
        newsroom.journal,
        Rules(
            Linker(link),
            replace(OWN_ORIGINS, find=lambda *given: find_own(*given).with_columns(origin_id=pl.lit("ghost"))),
        ),
    )
    assert [failed.table for failed in report.failed] == ["staging.article_origins"]


def test_full_disk_keeps_nothing_and_the_next_build_goes_on(newsroom: Newsroom) -> None:
    newsroom.report("a1", TAKEN, taken())
    built(newsroom)
    expected, before = digests(newsroom), newsroom.folder.warehouse.readlink()
    newsroom.report("a2", TAKEN * 20_000, taken(day=on(5)))
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, limits[1]))
    try:
        with pytest.raises(BuildFailed, match="what is published stays"):
            newsroom.build()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert (digests(newsroom), newsroom.folder.warehouse.readlink()) == (expected, before)
    assert built(newsroom).folded.records == 3


def test_records_of_an_older_version_are_brought_up_to_date(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.reject("a1", "empty")
    newsroom.report("a2", TAKEN, taken())

    def article_rejected_v1_v2(payload: dict[str, Any]) -> dict[str, Any]:
        return payload | {"detail": "brought up to date"}

    monkeypatch.setattr(schemas.journal, "article_rejected_v1_v2", article_rejected_v1_v2, raising=False)
    monkeypatch.setitem(schemas.journal.VERSIONS, "article_rejected", 2)
    newsroom.reject("a3", "empty")
    built(newsroom)
    found = rows(told(newsroom), "select article_id, detail from rejected_articles order by article_id")
    assert [tuple(row.values()) for row in found] == [("a1", "brought up to date"), ("a3", "nothing in it")]
    assert len(rows(told(newsroom), "select * from fact_event")) == 1


def test_record_of_a_newer_dateline_stops_the_build(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as newer:
        newer.setitem(schemas.journal.VERSIONS, "article_rejected", 2)
        newsroom.reject("a1", "empty")
    with pytest.raises(schemas.journal.UnknownRecord, match="newer Dateline"):
        newsroom.build()
    assert current_version(newsroom.folder) is None


def test_second_build_of_the_same_journal_folds_and_publishes_nothing(newsroom: Newsroom) -> None:
    newsroom.report("a1", TAKEN, taken())
    first, second = built(newsroom), built(newsroom)
    assert first.publication is not None and first.publication.is_new
    assert second.publication is not None and not second.publication.is_new
    assert (second.folded.records, second.publication.path) == (0, first.publication.path)
    assert [table.rows for table in second.tables] == [table.rows_before for table in second.tables]
