"""Linking step by step, with articles that change and go, gives what linking all at once gives."""

from datetime import timedelta
from random import Random
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.linking.relinking import relink, told_pairs
from pipelines.linking.tables import SCHEMAS, Memory
from schemas.contracts import empty
from schemas.frames import EventPairs
from tests.benchmarks.bench_linking import articles_of
from tests.mention_rows import DAY, actor, frame, row

ARTICLES = 80
NOBODY = pl.DataFrame(schema={"mention_id": pl.String})


def news(seed: int) -> pl.DataFrame:
    """Mentions of so few towns, days and parties that blocks grow beyond what is compared whole."""
    random, rows = Random(seed), list[dict[str, Any]]()
    for number in range(ARTICLES):
        for index in range(random.randint(1, 3)):
            day = DAY + timedelta(random.choice([0, 0, 0, 1, 4]))
            town = random.choice([("7", 35.0), ("7", 35.0), ("8", 35.1), ("9", 38.0)])
            rows.append(
                row(
                    f"m{number}.{index}", f"a{number:03d}", sentence_index=index, trigger_start=10 * index,
                    place_id=town[0], latitude=town[1], date_start=day, date_end=day,
                    date_precision=random.choice(["day", "publication"]),
                    fatalities_best=random.choice([None, 3, 30]), mode=random.choice([None, "firearms", "aerial"]),
                    actors=[actor(random.choice(["rebels", "police", "SYR-MIL"]))] if random.random() < 0.7 else [],
                    recipients=[actor(None, random.choice(["Ann Hill", "Bo Lund"]))] if random.random() < 0.4 else [],
                )
            )  # fmt: skip
    positions = {f"a{number:03d}": number for number in range(ARTICLES)}
    return frame(*rows, positions=positions)


def step(
    tables: Memory, mentions: pl.DataFrame, gone: set[str], came: set[str], texts: pl.DataFrame | None = None
) -> None:
    """Takes articles out and puts articles in."""
    out = pl.DataFrame({"article_id": sorted(gone | came)}, schema={"article_id": pl.String})
    relink(tables, out, mentions.filter(pl.col("article_id").is_in(sorted(came))), texts)


def content(tables: Memory) -> dict[str, pl.DataFrame]:
    """All tables, sorted; without the reading order, which is that of the step."""
    held = {table: tables.all(table).drop("at", strict=False) for table in SCHEMAS}
    return {
        table: rows.sort(*(name for name, kind in rows.schema.items() if kind != pl.List))
        for table, rows in held.items()
    }


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 3), st.randoms(use_true_random=False))
def test_steps_with_corrections_and_withdrawals_end_where_one_step_does(seed: int, random: Random) -> None:
    first, corrected = news(seed), news(seed + 100)
    tables, mentions, present, kept = Memory(), first, set[str](), empty(EventPairs)
    waiting = random.sample(first["article_id"].unique().sort().to_list(), ARTICLES)
    while waiting:
        count = random.choice([2, 15, 40])
        came, waiting = set(waiting[:count]), waiting[count:]
        gone = set(random.sample(sorted(present), min(len(present), random.randint(0, 4))))
        again = {article for article in gone if random.random() < 0.5}
        is_again = pl.col("article_id").is_in(sorted(again))
        mentions = pl.concat([mentions.filter(~is_again), corrected.filter(is_again)])
        step(tables, mentions, gone, came | again)
        present = (present - gone) | came | again
        touched, pairs = told_pairs(tables, NOBODY)
        for end in ("mention_id", "other_mention_id"):
            kept = kept.join(touched, left_on=end, right_on="mention_id", how="anti")
        kept = pl.concat([kept, pairs])
    at_once = Memory()
    step(at_once, mentions, set(), present)
    _, pairs = told_pairs(at_once, NOBODY)
    assert kept.sort("mention_id", "other_mention_id").equals(pairs)
    expected = content(at_once)
    assert [table for table, rows in content(tables).items() if not rows.equals(expected[table])] == []


def test_blocks_of_these_news_grow_beyond_what_is_compared_whole() -> None:
    tables, mentions = Memory(), news(0)
    step(tables, mentions, set(), set(mentions["article_id"]))
    assert tables.all("keys").group_by("key").len()["len"].max() > 40


@pytest.mark.parametrize("seed", range(3))
def test_article_that_came_and_went_leaves_nothing_behind(seed: int) -> None:
    mentions, texts = articles_of(200, Random(seed))
    kept, passing = Memory(), Memory()
    names = sorted(mentions["article_id"].unique())
    half, rest = set(names[::2]), set(names[1::2])
    step(kept, mentions, set(), half, texts)
    step(passing, mentions, set(), half, texts)
    step(passing, mentions, set(), rest, texts)
    step(passing, mentions, rest, set(), texts)
    for tables in (kept, passing):
        told_pairs(tables, NOBODY)
    expected = content(kept)
    assert [table for table, rows in content(passing).items() if not rows.equals(expected[table])] == []
