"""The commands as a user calls them: what they print, what they write, and how they fail."""

import json
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from pipelines.cli import app

PAGE = """Conflicts

Government troops retake Palmyra from Islamic State

March 27, 2016

Syrian government forces recaptured the city of Palmyra from Islamic State on Sunday, state television said.

The army said its engineers were clearing mines from the ancient ruins.
"""
LINES = (
    json.dumps(
        {"id": "1", "title": "Blast in Kabul", "text": "A bomb killed 12 people in Kabul on Monday, police said."}
    )
    + "\n{broken\n"
    + json.dumps({"id": "2", "title": "Aid", "text": "The United Nations delivered food to Aleppo on Tuesday."})
    + "\n"
)


def dateline(*arguments: object) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, [str(argument) for argument in arguments])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.stdout, done.stderr


def answer(sql: str) -> list[dict[str, object]]:
    code, out, err = dateline("query", sql, "--json")
    assert code == 0, err
    return json.loads(out)


@pytest.fixture
def inbox(tmp_path) -> Path:
    folder = tmp_path / "data" / "inbox"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def filled(inbox) -> Path:
    (inbox / "palmyra.txt").write_text(PAGE)
    (inbox / "wire.jsonl").write_text(LINES)
    return inbox


@pytest.mark.parametrize("command", [None, *sorted(c.name or c.callback.__name__ for c in app.registered_commands)])
def test_every_command_explains_itself(command):
    code, out, _ = dateline(*([command] if command else []), "--help")
    assert code == 0
    assert len(out) > 200


def test_run_goes_from_inbox_to_warehouse(filled):
    code, out, err = dateline("run")
    assert code == 0, err
    assert "inbox: 4 documents: 3 new, 0 unchanged, 1 set aside" in out
    assert "warehouse.duckdb" in out
    [retaken] = answer("select * from events_in_words where place_name = 'Tadmur' and event_type = 'ASSAULT'")
    assert (retaken["date_start"], retaken["country_code"]) == ("2016-03-27", "SYR")
    assert "Islamic State" in retaken["recipients"]
    [held] = answer("select holder_actor_id, valid_from, valid_to, sentence_text from fact_control")
    assert held["holder_actor_id"].startswith("SYR")
    assert held["sentence_text"] in PAGE


def test_broken_line_is_named_at_once_and_in_the_warehouse_and_the_rest_goes_on(filled):
    _, out, _ = dateline("run")
    assert "wire.jsonl:2: broken_line" in out
    [rejected] = answer("select origin, reason from rejected_articles")
    assert (rejected["reason"], rejected["origin"].endswith("wire.jsonl:2")) == ("broken_line", True)
    assert len(answer("select * from dim_article where status = 'current'")) == 3


def test_second_run_changes_nothing(filled):
    dateline("run")
    before = answer(
        "select table_name, digest from journal.published_tables where table_name like 'facts.%' order by all"
    )
    code, out, _ = dateline("run", "--json")
    again = json.loads(out)
    assert code == 0
    assert [(read["new"], read["unchanged"], read["rejected"]) for read in again["read"]] == [(0, 4, 0)]
    assert again["coded"]["articles"] == 0
    assert again["build"]["passed"]
    after = answer(
        "select table_name, digest from journal.published_tables where table_name like 'facts.%' order by all"
    )
    assert after == before


def test_article_that_a_source_holds_twice_is_stored_once_as_it_stands_last(inbox):
    rows = [{"id": "1", "title": title, "text": f"{title} came to the town on Monday."} for title in "AB"]
    (inbox / "twice.jsonl").write_text("\n".join(map(json.dumps, rows)))
    dateline("ingest")
    assert json.loads(dateline("ingest", "--json")[1])[0]["new"] == 0
    dateline("build")
    assert answer("select title, version_count from dim_article") == [{"title": "B", "version_count": 1}]


def test_article_that_no_file_can_hold_is_set_aside_and_the_rest_goes_on(inbox):
    good = {"id": "good", "text": "Police arrested the mayor of Bamako on Monday."}
    (inbox / "wire.jsonl").write_text(
        '{"id": "bad", "text": "Half a \\ud800 character in Bamako."}\n' + json.dumps(good)
    )
    report = json.loads(dateline("ingest", "--json")[1])[0]
    assert (report["new"] + report["rejected"], report["new"] >= 1) == (2, True)


def test_rebuild_from_the_journal_gives_the_same_tables(filled):
    dateline("run")
    before = answer("select table_name, digest from journal.published_tables order by all")
    assert dateline("rebuild")[0] == 0
    assert answer("select table_name, digest from journal.published_tables order by all") == before


def test_withdrawn_article_leaves_no_event_but_stays_known(filled):
    dateline("run")
    [article] = answer("select article_id from dim_article where title like 'Government troops%'")
    assert dateline("withdraw", article["article_id"], "--reason", "retracted", "--author", "desk")[0] == 0
    assert dateline("build")[0] == 0
    assert answer(f"select * from fact_mention where article_id = '{article['article_id']}'") == []
    assert answer("select status from dim_article where title like 'Government troops%'") == [{"status": "withdrawn"}]


def test_withdrawing_an_unknown_article_is_refused():
    code, _, err = dateline("withdraw", "nobody", "--reason", "x")
    assert (code, "nobody" in err) == (2, True)


def test_samples_bring_events_with_evidence(inbox):
    code, out, err = dateline("run", "--samples")
    assert code == 0, err
    assert "events reported as fact" in out
    unproved = """
        select m.mention_id from fact_mention m join dim_article a using (article_id)
        where m.sentence_text is null or m.trigger_end > m.sentence_end or m.journal_position is null
    """
    assert answer(unproved) == []
    assert answer("select count(*) as n from fact_event")[0]["n"] > 20


def test_article_in_another_language_is_kept_and_counted(inbox):
    german = "Die syrische Armee hat nach eigenen Angaben die Stadt Palmyra von der Terrormiliz zurückerobert. " * 3
    (inbox / "de.jsonl").write_text(json.dumps({"id": "de", "text": german}) + "\n")
    _, out, _ = dateline("run", "--json")
    assert (json.loads(out)["coded"]["articles"], json.loads(out)["coded"]["other_language"]) == (0, 1)
    assert answer("select count(*) as n from fact_mention") == [{"n": 0}]
    assert answer("select reason from coder_quality")[0]["reason"].startswith("language_not_coded")


def test_empty_inbox_is_said(inbox):
    code, out, _ = dateline("ingest")
    assert code == 0
    assert "the inbox is empty" in out
    assert "inbox" in out


def test_missing_folder_is_named(tmp_path):
    code, _, err = dateline("ingest", tmp_path / "absent")
    assert code == 2
    assert "absent" in err


def test_file_that_is_not_text_is_set_aside_with_the_reason(tmp_path):
    (tmp_path / "photo.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 20)
    code, _, err = dateline("read", tmp_path / "photo.txt", "--out", tmp_path / "out.jsonl")
    assert code == 1
    assert "not_text" in err
    assert (tmp_path / "out.jsonl").read_text() == ""


def test_unknown_option_lists_the_known_ones(monkeypatch):
    monkeypatch.setenv("DATELINE_DATA_FOLER", "x")
    code, _, err = dateline("status")
    assert code == 2
    assert "data_folder" in err


def test_query_before_any_build_says_what_to_do():
    code, _, err = dateline("query", "select 1")
    assert code == 2
    assert "dateline run" in err


def test_wrong_sql_is_explained(filled):
    dateline("run")
    code, _, err = dateline("query", "select nonsense from fact_event")
    assert code == 2
    assert "nonsense" in err


def test_query_without_sql_lists_tables_and_columns(filled):
    dateline("run")
    _, out, _ = dateline("query")
    assert "facts.fact_event" in out
    assert "place_precision" in out


def test_read_then_code_needs_no_data_folder(tmp_path):
    (tmp_path / "page.txt").write_text(PAGE)
    assert dateline("read", tmp_path / "page.txt", "--out", tmp_path / "articles.jsonl")[0] == 0
    assert dateline("code", tmp_path / "articles.jsonl", "--out", tmp_path / "coded")[0] == 0
    mentions = pl.read_parquet(tmp_path / "coded" / "mentions.parquet")
    assert "recaptured" in mentions["trigger_text"].to_list()
    assert "Palmyra" in " ".join(
        mentions["trigger_text"].to_list() + mentions["place_name"].drop_nulls().to_list() + [PAGE]
    )
    assert {path.stem for path in (tmp_path / "coded").glob("*.parquet")} >= {
        "mentions",
        "places",
        "actors",
        "times",
        "claims",
        "events",
    }
    assert not (tmp_path / "data").exists()


def test_code_names_the_line_that_is_no_article(tmp_path):
    (tmp_path / "articles.jsonl").write_text('{"article_id": "a", "text": "Quiet."}\n{"text": "no id"}\n')
    code, _, err = dateline("code", tmp_path / "articles.jsonl", "--out", tmp_path / "coded")
    assert code == 2
    assert "articles.jsonl:2" in err


def test_code_of_nothing_gives_empty_tables_with_all_columns(tmp_path):
    (tmp_path / "articles.jsonl").write_text('{"article_id": "a", "text": ""}\n')
    assert dateline("code", tmp_path / "articles.jsonl", "--out", tmp_path / "coded")[0] == 0
    assert pl.read_parquet(tmp_path / "coded" / "mentions.parquet").shape == (0, 40)


def test_explain_shows_the_event(tmp_path):
    (tmp_path / "page.txt").write_text(PAGE)
    code, out, _ = dateline("explain", tmp_path / "page.txt")
    assert code == 0
    assert "recaptured" in out
    assert "2016-03-27" in out


def test_explain_writes_a_page_with_every_article(filled, tmp_path):
    code, out, err = dateline("explain", filled / "wire.jsonl", "--html", tmp_path / "wire.html")
    assert (code, out) == (0, "")
    assert "broken_line" in err
    page = (tmp_path / "wire.html").read_text()
    assert "Blast in Kabul" in page
    assert "Content-Security-Policy" in page


def test_explain_of_nothing_says_how_to_find_out_why(tmp_path):
    (tmp_path / "empty.txt").write_text("")
    code, _, err = dateline("explain", tmp_path / "empty.txt")
    assert code == 2
    assert "read --explain" in err


FLOORS = {
    ("events", "found"): 0.70,
    ("events", "found with type"): 0.66,
    ("events", "place"): 0.90,
    ("events", "date"): 0.90,
    ("events", "actor"): 0.80,
    ("actors", "found"): 0.90,
    ("places", "within 161 km"): 0.90,
    ("times", "found with value"): 0.80,
    ("claims", "found"): 0.80,
}
"""What the coder reaches on the gold that comes along, less some room; lowered only by who says why."""


def test_evaluate_reaches_its_floors_on_the_gold_that_comes_along():
    code, out, err = dateline("evaluate", "--json", "--errors", "3")
    assert code == 0, err
    result = json.loads(out)
    assert (result["articles"], result["failed"], result["changes"]) == (8, [], result["changes"])
    reached = {(row["part"], row["metric"]): row["score"] for row in result["metrics"]}
    assert {key: reached[key] for key, floor in FLOORS.items() if reached[key] < floor} == {}
    assert len(result["errors"]) == 3
    assert all(error["words"] for error in result["errors"])


def test_evaluate_tells_the_change_since_another_result(tmp_path):
    text = "Police arrested the mayor of Bamako on Monday."
    places = [{"text": "Bamako", "latitude": 12.6, "longitude": -8.0}]
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"id": "a", "text": text, "places": places}))
    _, before, _ = dateline("evaluate", gold, "--json")
    (tmp_path / "before.json").write_text(before)
    gold.write_text(json.dumps({"id": "a", "text": text, "places": [*places, {"text": "mayor"}]}))
    code, out, _ = dateline("evaluate", gold, "--against", tmp_path / "before.json", "--errors", "5")
    assert code == 0
    assert "-0.333" in out
    assert "the gold has changed since" in out
    assert "places: missed" in out
    assert text in " ".join(out.split())


def test_evaluate_lists_errors_without_what_steers_a_terminal(tmp_path):
    text = "Police \x1b]0;x\x07arrested the mayor of Bamako\u202e on [red]Monday[/red]."
    (tmp_path / "gold.jsonl").write_text(json.dumps({"id": "a\x1b[31m", "text": text, "events": []}))
    code, out, _ = dateline("evaluate", tmp_path, "--errors", "5")
    assert code == 0
    assert "[red]Monday[/red]" in out
    assert not {"\x1b", "\x07", "\u202e"} & set(out)


def test_evaluate_names_the_line_of_faulty_gold(tmp_path):
    (tmp_path / "gold.jsonl").write_text('{"id": "a", "text": "x", "place": []}')
    code, _, err = dateline("evaluate", tmp_path)
    assert code == 2
    assert "gold.jsonl:1: place: unknown key" in err


FOLLOW_UP = {
    "id": "3",
    "title": "Syrian army clears mines from Palmyra",
    "published_at": "2016-03-28",
    "text": "The Syrian army was clearing mines from the ruins of Palmyra on Monday. "
    "Government forces recaptured the city from Islamic State on Sunday.",
}


def test_explain_of_an_event_shows_its_mentions_and_what_joined_them(filled):
    (filled / "follow_up.jsonl").write_text(json.dumps(FOLLOW_UP) + "\n")
    dateline("run")
    (event,) = answer("select event_id from fact_event where article_count = 2 and event_type = 'ASSAULT'")
    code, out, _ = dateline("explain", event["event_id"])
    shown = " ".join(out.split())
    assert code == 0
    assert "in 2 articles" in shown
    assert "What joined them" in shown
    assert "same parties +" in shown
    mentions = answer(f"select mention_id from fact_mention where event_id = '{event['event_id']}'")
    names = {f"ev-{mention['mention_id']}" for mention in mentions}
    assert event["event_id"] in names
    for other in names - {event["event_id"]}:
        assert f"{other} is now part of {event['event_id']}" in dateline("explain", other)[1]


def test_explain_of_an_event_that_is_not_there_says_how_to_find_one(filled):
    dateline("run")
    code, _, err = dateline("explain", "ev-0000")
    assert code == 2
    assert "fact_event" in err


def test_backup_is_proven_and_copies_only_what_is_new(filled, tmp_path):
    dateline("run")
    code, out, _ = dateline("backup", tmp_path / "copy")
    assert code == 0
    assert "every one proven" in out
    assert dateline("backup", tmp_path / "copy")[1].startswith("0 files copied")
    assert dateline("query", "--data-folder", tmp_path / "copy")[0] == 2
    assert dateline("rebuild", "--data-folder", tmp_path / "copy")[0] == 0
    digests = "select table_name, digest from journal.published_tables order by all"
    restored = dateline("query", digests, "--json", "--data-folder", tmp_path / "copy")[1]
    assert json.loads(restored) == answer(digests)


def test_backup_into_the_data_folder_is_refused(filled, tmp_path):
    assert dateline("backup", tmp_path / "data" / "copy")[0] == 2


def test_verify_finds_a_changed_segment(filled, tmp_path):
    dateline("ingest")
    assert dateline("verify")[0] == 0
    [segment, *_] = sorted((tmp_path / "data" / "journal").glob("*.parquet"))
    table = pl.read_parquet(segment)
    segment.chmod(0o600)
    table.with_columns(payload=pl.lit("{}")).write_parquet(segment)
    code, out, _ = dateline("verify", "--json")
    assert code == 1
    assert json.loads(out)["broken"] == segment.name


def test_status_says_where_everything_lies(filled, tmp_path):
    dateline("run")
    status = json.loads(dateline("status", "--json")[1])
    assert status["data_folder"] == str(tmp_path / "data")
    assert status["journal_records"] > 4
    assert status["published"]["dim_article"] == 4 - 1
    assert status["building"] is None
