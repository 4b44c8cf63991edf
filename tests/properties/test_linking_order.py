"""Linking gives the same events whatever the order of the rows, and whichever article came first."""

from datetime import timedelta
from random import Random
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.linking.events import link_mentions
from tests.benchmarks.bench_linking import articles_of
from tests.mention_rows import DAY, actor, frame, row

ARTICLES = [f"a{number}" for number in range(6)]
PLACES = [("7", 35.0, "city"), ("8", 35.1, "city"), ("9", 38.0, "city"), (None, None, None)]
PARTIES = st.lists(st.sampled_from(["rebels", "SYR-MIL", "police"]), max_size=2, unique=True)


@st.composite
def mention_lists(draw: st.DrawFn) -> list[dict[str, Any]]:
    rows = []
    for number in range(draw(st.integers(0, 14))):
        day = DAY + timedelta(draw(st.integers(0, 2)))
        place = draw(st.sampled_from(PLACES))
        rows.append(
            row(
                f"m{number}",
                draw(st.sampled_from(ARTICLES)),
                trigger_start=10 * number,
                sentence_index=number,
                actors=[actor(party) for party in draw(PARTIES)],
                recipients=[actor(party) for party in draw(PARTIES)],
                place_id=place[0],
                latitude=place[1],
                longitude=place[1],
                place_precision=place[2],
                date_start=day,
                date_end=day,
                date_precision=draw(st.sampled_from(["day", "publication"])),
                fatalities_best=draw(st.sampled_from([None, 3, 30])),
            )
        )
    return rows


@settings(max_examples=60, deadline=None)
@given(mention_lists(), st.randoms(use_true_random=False))
def test_order_of_rows_changes_nothing(rows: list[dict[str, Any]], random: Random) -> None:
    positions = {article: number for number, article in enumerate(ARTICLES)}
    shuffled = random.sample(rows, len(rows))
    one = link_mentions(frame(*rows, positions=positions)).links.sort("mention_id")
    other = link_mentions(frame(*shuffled, positions=positions)).links.sort("mention_id")
    assert one.equals(other)


@settings(max_examples=30, deadline=None)
@given(mention_lists())
def test_every_mention_has_one_event_named_after_one_of_its_mentions(rows: list[dict[str, Any]]) -> None:
    links = link_mentions(frame(*rows)).links
    assert links["mention_id"].to_list() == [mention["mention_id"] for mention in rows]
    for event_id, mention_ids in links.group_by("event_id").agg("mention_id").iter_rows():
        assert event_id.removeprefix("ev-") in mention_ids


def groups(links: pl.DataFrame) -> set[frozenset[str]]:
    """The events as sets of mentions, whatever they are called."""
    return {frozenset(members) for members in links.group_by("event_id").agg("mention_id")["mention_id"].to_list()}


def test_ten_shuffles_of_news_with_its_texts_give_identical_events() -> None:
    mentions, articles = articles_of(400, Random(7))
    expected = link_mentions(mentions, articles)
    assert expected.links["event_id"].n_unique() < mentions.height - 50
    assert expected.pairs["is_joined"].any()
    for seed in range(10):
        shuffled = link_mentions(
            mentions.sample(fraction=1, shuffle=True, seed=seed), articles.sample(fraction=1, shuffle=True, seed=seed)
        )
        assert shuffled.links.sort("mention_id").equals(expected.links.sort("mention_id"))
        assert shuffled.pairs.equals(expected.pairs)


@settings(max_examples=10, deadline=None)
@given(st.randoms(use_true_random=False))
def test_order_of_arrival_names_events_but_does_not_make_them(random: Random) -> None:
    mentions, articles = articles_of(150, Random(3))
    names = articles["article_id"].to_list()
    arrived = pl.DataFrame({"article_id": random.sample(names, len(names)), "article_position": range(len(names))})
    placed = mentions.join(arrived, on="article_id", how="left", maintain_order="left")
    assert groups(link_mentions(placed, articles).links) == groups(link_mentions(mentions, articles).links)


@settings(max_examples=10, deadline=None)
@given(st.integers(1, 60))
def test_event_keeps_its_name_when_its_later_reports_arrive(arrived: int) -> None:
    mentions, articles = articles_of(150, Random(5))
    order = articles.select("article_id").with_row_index("article_position")
    placed = mentions.join(order, on="article_id", how="left", maintain_order="left")
    first = dict(_members(placed.filter(pl.col("article_position") < arrived), articles))
    later = dict(_members(placed, articles))
    kept = [name for name, members in first.items() if name in later and members <= later[name]]
    assert len(kept) == len(first)


def _members(mentions: pl.DataFrame, articles: pl.DataFrame) -> list[tuple[str, set[str]]]:
    links = link_mentions(mentions, articles).links
    return [(name, set(members)) for name, members in links.group_by("event_id").agg("mention_id").iter_rows()]
