"""What deserves a look after a build: each watch with what it must see, and what it must not."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from pipelines.config import Settings
from pipelines.steps import health
from warehouse.connection import connect

NOW = datetime(2026, 3, 1, 4, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture
def see(monkeypatch):
    """Asks one watch about tables that are given as rows, with the watch's own SQL."""

    def seen(name: str, **tables: list[dict]) -> list[dict]:
        def query(_folder, sql: str) -> pl.DataFrame:
            connection = connect(":memory:")
            connection.execute("set timezone = 'UTC'")
            for table, rows in tables.items():
                connection.register("given", pl.DataFrame(rows))
                connection.execute(f"create table {table} as select * from given")
            return connection.sql(sql).pl()

        [watch] = [each for each in health.WATCHES if each.name == name]
        monkeypatch.setattr(health, "WATCHES", (watch,))
        monkeypatch.setattr(health, "query", query)
        [finding] = health.findings(Settings(data_folder=Path("/nowhere")), NOW)
        assert finding.is_well == finding.rows.is_empty()
        return finding.rows.to_dicts()

    return seen


def reads(source: str, *days_ago: int, new: int = 5, rejected: int = 0) -> list[dict]:
    return [
        {"source_id": source, "read_date": TODAY - timedelta(days), "new_count": new, "rejected_count": rejected}
        for days in days_ago
    ]


def test_source_that_fell_silent_is_seen(see) -> None:
    rows = [*reads("wire", *range(9, 20)), *reads("paper", 0, 1, 2, 3), *reads("wire", *range(9), new=0)]
    [silent] = see("sources_are_heard", reads_by_source_and_day=rows)
    assert (silent["source_id"], silent["silent_days"], silent["longest_silence_days"]) == ("wire", 9, 1)


@pytest.mark.parametrize("days", [(0, 1, 2, 3, 4), (5, 12, 19, 26), (9, 10), (2, 3, 4, 5)])
def test_source_that_is_heard_as_often_as_ever_is_well(see, days: tuple[int, ...]) -> None:
    assert see("sources_are_heard", reads_by_source_and_day=reads("wire", *days)) == []


def test_many_documents_set_aside_are_seen_with_their_reasons(see) -> None:
    rejected = [{"source_id": "wire", "reason": why, "recorded_at": NOW} for why in ("no_text", "no_text", "too_large")]
    rows = [*reads("wire", 0, new=9, rejected=3), *reads("wire", 1, new=9), *reads("paper", 0, new=30, rejected=3)]
    [bad] = see("documents_are_usable", reads_by_source_and_day=rows, rejected_articles=rejected)
    assert (bad["source_id"], bad["reasons"]) == ("wire", "no_text 2, too_large 1")
    few = reads("wire", 0, new=1, rejected=3)
    assert see("documents_are_usable", reads_by_source_and_day=few, rejected_articles=rejected) == []


def articles(*minutes_ahead: int) -> list[dict]:
    return [
        {
            "source_id": "wire",
            "url": f"https://n.example/{minutes}",
            "published_at": NOW + timedelta(minutes=minutes),
            "observed_at": NOW,
            "recorded_at": NOW,
        }
        for minutes in minutes_ahead
    ]


def test_article_from_the_future_is_seen(see) -> None:
    [late] = see("times_are_plausible", dim_article=articles(-60, 10, 120, 60))
    assert (late["article_count"], late["most_minutes_ahead"]) == (2, 120)
    assert see("times_are_plausible", dim_article=articles(-600, 0, 14)) == []


def coded(*counts: int, of: int = 100) -> list[dict]:
    """Days of coding, the last one today, with so many mentions in `of` articles, half of them placed."""
    return [
        {
            "coded_date": date(2026, 1, 1) + timedelta(number),
            "coder_version": "rules 1",
            "article_count": of,
            "mention_count": count,
            "located_mention_count": count // 2,
        }
        for number, count in enumerate(counts)
    ]


@pytest.mark.parametrize("last", [100, 500])
def test_coder_that_finds_far_less_or_more_is_seen(see, last: int) -> None:
    [row] = see("coder_is_steady", coding_by_day=coded(300, 310, 290, 305, 295, 300, last))
    assert (row["mentions_per_article"], row["usual"], row["days_before"]) == (last / 100, 3.0, 6)


@pytest.mark.parametrize(
    "days",
    [coded(300, 310, 290, 305, 295, 300, 330), coded(300, 310, 290, 305, 100), coded(1, 9, 5, 2, 8, 5, 20, of=10)],
    ids=["within bounds", "too few days", "too few articles"],
)
def test_coder_is_well_where_nothing_can_be_said(see, days: list[dict]) -> None:
    assert see("coder_is_steady", coding_by_day=days) == []


def test_fewer_places_are_seen(see) -> None:
    days = coded(300, 310, 290, 305, 295, 300, 300)
    assert see("events_have_places", coding_by_day=days) == []
    days[-1]["located_mention_count"] = 30
    [row] = see("events_have_places", coding_by_day=days)
    assert (row["share_with_a_place"], row["usual"]) == (0.1, 0.499)
