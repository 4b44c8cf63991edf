"""What people say of events counts, outlives a recoding, and is as it was when it is taken back."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.config import load_settings
from pipelines.steps.correct import UnknownJudgement, UnknownSubject, judge, judgements, take_back
from schemas.contracts import empty
from schemas.frames import EventLinks
from tests.newsroom import RULES, Newsroom, mention, on
from tests.warehouse_tables import TAKEN, rows, taken, told
from warehouse.build import build
from warehouse.rules import Linker

HILLFORD = {
    "place_id": "4", "name": "Hillford", "latitude": 11.0, "longitude": 21.0, "country_code": "IRQ", "admin1": None,
    "precision": "city",
}  # fmt: skip
EVENTS = "select place_name, date_start, mention_count from fact_event order by all"
CONTROL = "select place_id, holder_actor_id from fact_control order by all"
FRIDAY, SUNDAY = date(2017, 11, 3), date(2017, 11, 5)


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    """Two reports of how Riverton was taken, on a Friday and on the Sunday after."""
    newsroom = Newsroom(tmp_path / "data")
    newsroom.report("a1", TAKEN, taken())
    newsroom.report("a2", f"{TAKEN} So it was told.", taken(day=on(5)))
    return newsroom


def ids(trigger: str = "took") -> list[str]:
    """Mention ids of the two reports."""
    return [mention(article, TAKEN, trigger)["mention_id"] for article in ("a1", "a2")]


def test_wrong_event_is_gone_until_that_is_taken_back(newsroom: Newsroom) -> None:
    newsroom.judge("j", "wrong", ids()[0])
    tables = told(newsroom)
    assert rows(tables, EVENTS) == [("Riverton", SUNDAY, 1)]
    assert rows(tables, "select verdict, is_in_force from judgements") == [("wrong", True)]
    newsroom.judge("j", "taken_back", "j")
    tables = told(newsroom)
    assert rows(tables, EVENTS) == [("Riverton", FRIDAY, 1), ("Riverton", SUNDAY, 1)]
    assert rows(tables, "select verdict, is_in_force, taken_back_by from judgements") == [("wrong", False, "desk")]


def test_event_put_elsewhere_takes_control_with_it(newsroom: Newsroom) -> None:
    newsroom.judge("j", "wrong_place", *ids(), place=HILLFORD)
    tables = told(newsroom)
    assert rows(tables, EVENTS) == [("Hillford", FRIDAY, 1), ("Hillford", SUNDAY, 1)]
    assert rows(tables, CONTROL) == [("4", "SYR-MIL")]
    assert rows(tables, "select distinct country_code, latitude, control_change.place_id from fact_mention") == [
        ("IRQ", 11.0, "4")
    ]


def test_event_put_nowhere_says_nothing_of_control(newsroom: Newsroom) -> None:
    newsroom.judge("j", "wrong_place", *ids(), place=dict.fromkeys(HILLFORD))
    tables = told(newsroom)
    assert rows(tables, "select distinct place_id, place_name, latitude from fact_event") == [(None, None, None)]
    assert rows(tables, CONTROL) == []


def test_two_events_become_one_and_two_again(newsroom: Newsroom) -> None:
    newsroom.judge("j", "same_event", *ids())
    assert rows(told(newsroom), EVENTS) == [("Riverton", FRIDAY, 2)]
    newsroom.judge("j", "taken_back", "j")
    assert len(rows(told(newsroom), EVENTS)) == 2


def test_one_event_becomes_two(newsroom: Newsroom) -> None:
    newsroom.report("a3", f"{TAKEN} Thus it was.", taken())
    third = mention("a3", TAKEN, "took")["mention_id"]
    assert rows(told(newsroom), EVENTS) == [("Riverton", FRIDAY, 2), ("Riverton", SUNDAY, 1)]
    newsroom.judge("j", "not_same_event", ids()[0], third)
    assert rows(told(newsroom), EVENTS) == [("Riverton", FRIDAY, 1), ("Riverton", FRIDAY, 1), ("Riverton", SUNDAY, 1)]


def test_judgement_outlives_a_recoding_that_names_the_mention_otherwise(newsroom: Newsroom) -> None:
    newsroom.judge("wrong", "wrong", ids()[0])
    newsroom.judge("place", "wrong_place", ids()[1], place=HILLFORD)
    for article, day in (("a1", 3), ("a2", 5)):
        said = taken(trigger="took Riverton", day=on(day))
        newsroom.code(article, [mention(article, newsroom.texts[article], **said)], coder_version="coder 2")
    tables = told(newsroom)
    assert rows(tables, "select distinct trigger_text from fact_mention_version where system_to is null") == [
        ("took Riverton",)
    ]
    assert rows(tables, EVENTS) == [("Hillford", SUNDAY, 1)]


def test_judgement_does_not_spread_to_another_sentence_or_type(newsroom: Newsroom) -> None:
    newsroom.judge("wrong", "wrong", ids()[0])
    said: dict[str, Any] = {"trigger": "left", "place": "3", "day": on(3)}
    newsroom.code(
        "a1", [mention("a1", TAKEN, **said), mention("a1", TAKEN, "Riverton", event_type="COERCE")], coder_version="2"
    )
    assert len(rows(told(newsroom), "select * from fact_mention where article_id = 'a1'")) == 2


def test_what_was_known_before_a_judgement_can_still_be_asked(newsroom: Newsroom) -> None:
    before = newsroom.clock.now
    newsroom.judge("j", "wrong", ids()[0])
    tables = told(newsroom)
    assert rows(tables, f"select count(*) from events_as_of('{before}')") == [(2,)]
    assert rows(tables, "select count(*) from events_as_of(now())") == [(1,)]


def test_judgements_are_given_by_event_and_taken_back_by_id(newsroom: Newsroom) -> None:
    assert newsroom.build().passed
    settings = load_settings(data_folder=newsroom.folder.path)
    tables = told(newsroom)
    (first, second) = (event for (event,) in rows(tables, "select event_id from fact_event order by date_start"))
    given = judge(settings, "same_event", [first, second], "Ann", "one and the same")
    assert judge(settings, "same_event", [first, second], "Ann", "one and the same") == given
    (found,) = judgements(settings)
    assert (found.subject, found.author, found.is_in_force) == (tuple(ids()), "Ann", True)
    take_back(settings, given, "Bob", "they differ")
    assert [each.is_in_force for each in judgements(settings)] == [False]
    with pytest.raises(UnknownJudgement, match=given):
        take_back(settings, given, "Bob", "again")
    with pytest.raises(UnknownSubject, match="ghost"):
        judge(settings, "wrong", ["ghost"], "Ann", "no such thing")
    apart = judge(settings, "not_same_event", [first, second], "Ann", "apart")
    assert next(each.subject for each in judgements(settings) if each.judgement_id == apart) == tuple(ids())


def test_command_line_records_lists_and_says_what_is_amiss(newsroom: Newsroom) -> None:
    def called(*arguments: str) -> tuple[int, str]:
        done = CliRunner().invoke(app, ["correct", *arguments, "--data-folder", str(newsroom.folder.path)])
        return done.exit_code, done.output

    assert newsroom.build().passed
    assert called("list") == (0, "None.\n")
    assert called("wrong", ids()[0], "--reason", "a drill")[0] == 0
    code, listed = called("list", "--json")
    assert (code, [row["verdict"] for row in json.loads(listed)]) == (0, ["wrong"])
    code, complaint = called("same", ids()[0], "ghost", "--reason", "alike")
    assert code == 2
    assert "'ghost' is no event and no mention" in complaint


def test_rules_of_another_version_replay_everything(newsroom: Newsroom) -> None:
    assert newsroom.build().passed
    other = replace(RULES, version="other", link=Linker(lambda *_: empty(EventLinks)))
    report = build(newsroom.folder, newsroom.journal, other)
    assert report.passed
    assert {table.table: table.rows for table in report.tables}["facts.fact_event"] == 0
