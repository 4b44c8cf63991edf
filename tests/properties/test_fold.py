"""The tables are a function of the journal: folded in steps, at once, or from nothing, they are the same."""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import duckdb
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.newsroom import RULES, Newsroom, mention
from warehouse.build import Projection
from warehouse.connection import connect
from warehouse.contents import published_tables
from warehouse.digest import digest
from warehouse.fold import fold, quiet
from warehouse.reference import land_reference
from warehouse.replay import REPLAYED, replay
from warehouse.staging_tables import STAGING_TABLES

TEXT = "Troops took Riverton on Friday. Rebels shelled Hillford, a spokesman said."


@dataclass(frozen=True)
class Step:
    """Something that the journal is told, and whether what there is gets folded after it."""

    what: Literal["fetch", "code", "withdraw", "reject"]
    article: int
    variant: int
    folded: bool


def steps() -> st.SearchStrategy[list[Step]]:
    """Histories of three articles."""
    what = st.sampled_from(["fetch", "fetch", "code", "code", "code", "withdraw", "reject"])
    step = st.builds(Step, what, st.integers(1, 3), st.integers(0, 4), st.booleans())
    return st.lists(step, min_size=4, max_size=14)


def take(newsroom: Newsroom, step: Step, number: int) -> None:
    """Tells the journal; what makes no sense now (coding what is not there) is left out."""
    article_id = f"a{step.article}"
    head = newsroom.journal.head(article_id)
    match step.what:
        case "fetch":
            if head is None or head.kind != "article_fetched" or step.variant:
                newsroom.fetch(article_id, f"{TEXT} {number}.", publisher=f"Paper {step.variant}")
        case "code" if head is not None and head.kind == "article_fetched":
            newsroom.code(article_id, said(article_id, step.variant), coder_version=f"coder {number}")
        case "withdraw" if head is not None:
            newsroom.withdraw(article_id)
        case "reject":
            newsroom.reject(article_id)


def said(article_id: str, variant: int) -> list[dict[str, object]]:
    """Mentions of a coding, none to two."""
    day = f"2017-11-0{variant + 1}"
    took = {"place": "3", "day": day, "control": ("taken", "B", f"A{variant % 2}"), "actors": {"Troops": "SYR-MIL"}}
    shelled = {
        "place": "4",
        "day": day,
        "fatalities": variant,
        "score": -variant / 3,
        "confidence": 1 / (variant + 1),
        "recipients": {"Riverton": None},
        "attributed_to": {"a spokesman": None},
    }
    rows = [mention(article_id, TEXT, "took", **took), mention(article_id, TEXT, "shelled", **shelled)]
    return rows[: variant % 3]


def project(newsroom: Newsroom, connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Runs a build without its files; digests of all tables."""
    _, _, checks = Projection(newsroom.journal, RULES, {}, quiet).run(connection)
    assert [str(check) for check in checks if not check.passed] == []
    return {table: digest(connection, table) for table in [*STAGING_TABLES, *REPLAYED, *published_tables()]}


@settings(max_examples=8, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
@given(history=steps(), at_once=st.integers(1, 4))
def test_folding_in_steps_at_once_or_from_nothing_gives_the_same_tables(history: list[Step], at_once: int) -> None:
    with tempfile.TemporaryDirectory() as path, connect() as stepwise, connect() as once:
        newsroom = Newsroom(Path(path) / "data")
        for number, step in enumerate(history):
            take(newsroom, step, number)
            if step.folded:
                fold(stepwise, newsroom.journal, at_once=at_once)
                land_reference(stepwise, {})
                replay(stepwise, RULES, quiet)
        assert project(newsroom, stepwise) == project(newsroom, once)
        newsroom.journal.close()


@settings(max_examples=5, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
@given(history=steps())
def test_what_is_withdrawn_or_not_coded_leaves_nothing_current(history: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as path, connect() as connection:
        newsroom = Newsroom(Path(path) / "data")
        expected: dict[str, int] = {}
        for number, step in enumerate(history):
            article_id, before = f"a{step.article}", newsroom.journal.last_position()
            take(newsroom, step, number)
            if newsroom.journal.last_position() > before:
                expected[article_id] = len(said(article_id, step.variant)) if step.what == "code" else 0
        project(newsroom, connection)
        found = connection.sql("select article_id, count(*) from facts.fact_mention group by all").fetchall()
        assert dict(found) == {article: count for article, count in expected.items() if count}
        newsroom.journal.close()
