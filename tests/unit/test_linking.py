"""Linking: which mentions are one event, within an article and across articles."""

from datetime import timedelta
from typing import Any

import pytest

from pipelines.linking.events import link_mentions
from schemas.contracts import empty
from schemas.frames import EventLinks, Mentions
from tests.mention_rows import DAY, actor, frame, row

TOWN_AWAY = {"place_id": "9", "place_name": "Far", "latitude": 36.5, "longitude": 41.5}


def is_one_event(first: dict[str, Any], second: dict[str, Any]) -> bool:
    return link_mentions(frame(row("m1", "a"), row("m1", "a"))[:0]).is_empty() and (
        link_mentions(frame(first, second))["event_id"].n_unique() == 1
    )


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"actors": [], "fatalities_best": 12},
        {"recipients": [], "fatalities_best": 12},
        {"date_precision": "publication", "date_start": DAY + timedelta(1), "date_end": DAY + timedelta(1)},
        {"place_id": "8", "place_name": "Qant East", "latitude": 35.05},
        {"place_id": "1", "place_precision": "admin1", "fatalities_best": 12},
        {"fatalities_best": 14},
    ],
)
def test_reports_in_two_articles_that_agree_are_one_event(change: dict[str, Any]) -> None:
    assert is_one_event(row("m1", "a", fatalities_best=12), row("m2", "b", **change))


@pytest.mark.parametrize(
    "change",
    [
        TOWN_AWAY,
        {"actors": [actor("police")], "recipients": [actor("gang")]},
        {"date_start": DAY - timedelta(2), "date_end": DAY - timedelta(2)},
        {"fatalities_best": 120},
        {"mode": "aerial"},
        {"event_type": "PROTEST"},
        {"actors": []},
        {"fatalities_best": 250_000},
        {"modality": "future"},
        {"actors": [], "recipients": [], "place_id": None, "place_precision": None, "country_code": None},
    ],
)
def test_reports_in_two_articles_that_differ_are_two_events(change: dict[str, Any]) -> None:
    assert not is_one_event(row("m1", "a", fatalities_best=12, mode="firearms"), row("m2", "b", **change))


def test_vague_echo_in_the_same_article_joins_what_was_told() -> None:
    echo = {"actors": [], "recipients": [], "place_id": None, "place_precision": None, "country_code": None}
    assert is_one_event(row("m1", "a"), row("m2", "a", trigger_start=50, sentence_index=1, **echo))
    assert not is_one_event(row("m1", "a"), row("m2", "b", **echo))


def test_where_no_war_is_fought_a_town_and_a_stated_day_are_enough() -> None:
    nobody = {"actors": [], "recipients": []}
    assert is_one_event(row("m1", "a", **nobody), row("m2", "b", **nobody))
    assert not is_one_event(row("m1", "a", **nobody), row("m2", "b", **nobody, date_precision="publication"))


def test_two_days_are_not_joined_by_an_article_without_a_date() -> None:
    undated = {"date_precision": "publication", "date_start": DAY, "date_end": DAY}
    links = link_mentions(
        frame(
            row("m1", "a"),
            row("m2", "b", date_start=DAY - timedelta(1), date_end=DAY - timedelta(1)),
            row("m3", "c", **undated),
        )
    )
    found = dict(links.select("mention_id", "event_id").iter_rows())
    assert found["m1"] == found["m3"] != found["m2"]


def test_event_keeps_its_id_while_it_gains_mentions() -> None:
    positions = {"a": 1, "b": 2, "c": 3}
    first = link_mentions(frame(row("m1", "b"), positions=positions))
    later = link_mentions(frame(row("m2", "c"), row("m1", "b"), positions=positions))
    assert first["event_id"].to_list() == ["ev-m1"]
    assert later["event_id"].to_list() == ["ev-m1", "ev-m1"]


def test_holding_a_place_is_not_the_taking_of_it() -> None:
    def change(status: str) -> dict[str, Any]:
        return {"place_id": "7", "from_actor_id": None, "to_actor_id": "rebels", "status": status}

    assert not is_one_event(
        row("m1", "a", control_change=change("taken")), row("m2", "b", control_change=change("held"))
    )


def test_no_mentions_give_no_links_but_all_columns() -> None:
    links = link_mentions(empty(Mentions))
    assert links.schema == empty(EventLinks).schema


def test_ten_thousand_reports_of_one_event_are_one_event() -> None:
    reports = [row(f"m{i}", f"a{i}") for i in range(10_000)]
    assert link_mentions(frame(*reports))["event_id"].n_unique() == 1


def test_undated_reports_need_more_in_common_than_a_town() -> None:
    undated = {"date_start": None, "date_end": None, "date_precision": None, "date_text": None}
    assert is_one_event(row("m1", "a", **undated), row("m2", "b", **undated))
    assert not is_one_event(row("m1", "a", **undated), row("m2", "b", **undated, actors=[], recipients=[]))
