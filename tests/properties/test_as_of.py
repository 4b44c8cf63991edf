"""What the warehouse says was known at an instant is what a replay of the journal up to it gives."""

import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.newsroom import PLACES, RULES, Newsroom, mention
from warehouse.build import Projection
from warehouse.connection import connect
from warehouse.digest import digest
from warehouse.fold import quiet

MACROS = {"fact_mention": "mentions_as_of", "fact_event": "events_as_of", "fact_control": "control_as_of"}
TEXT = "Troops took Riverton on Friday. Rebels shelled Hillford, a spokesman said."


@dataclass(frozen=True)
class Step:
    """Something that the journal is told."""

    what: Literal["fetch", "code", "withdraw", "wrong", "wrong_place", "same_event", "not_same_event", "taken_back"]
    article: int
    variant: int


STEP = st.builds(
    Step,
    st.sampled_from(["fetch", "code", "code", "withdraw", "wrong", "wrong_place", "same_event", "not_same_event"])
    | st.just("taken_back"),
    st.integers(1, 2),
    st.integers(0, 2),
)


def said(article_id: str, variant: int) -> list[dict[str, Any]]:
    """Two mentions of a coding; the variant decides the day, the holder and the toll."""
    day = f"2017-11-0{variant + 1}"
    took = {"place": "3", "day": day, "control": ("taken", "B", f"A{variant}"), "actors": {"Troops": "SYR-MIL"}}
    shelled = {"place": "4", "day": "2017-11-01", "fatalities": variant}
    return [mention(article_id, TEXT, "took", **took), mention(article_id, TEXT, "shelled", **shelled)]


def take(newsroom: Newsroom, step: Step, number: int) -> None:
    """Tells the journal; what makes no sense now (coding what is not there) is left out."""
    article_id = f"a{step.article}"
    head = newsroom.journal.head(article_id)
    took, shelled = (row["mention_id"] for row in said(article_id, 0))
    other = said(f"a{3 - step.article}", 0)[1]["mention_id"]
    match step.what:
        case "fetch":
            newsroom.fetch(article_id, f"{TEXT} {step.variant}.", publisher=f"Paper {number}")
        case "code" if head is not None and head.kind == "article_fetched":
            newsroom.code(article_id, said(article_id, step.variant), coder_version=f"coder {number}")
        case "withdraw" if head is not None:
            newsroom.withdraw(article_id)
        case "wrong":
            newsroom.judge(f"wrong {article_id}", "wrong", took)
        case "wrong_place":
            newsroom.judge(f"place {article_id}", "wrong_place", took, place=place(str(step.variant + 3)))
        case "same_event":
            newsroom.judge("same", "same_event", took, shelled)
        case "not_same_event":
            newsroom.judge("not same", "not_same_event", shelled, other)
        case "taken_back":
            newsroom.judge(["same", "not same", f"wrong {article_id}"][step.variant], "taken_back", "it")


def place(place_id: str) -> dict[str, Any]:
    """A place as a judgement names it."""
    name, latitude, longitude, country = PLACES[place_id]
    return {
        "place_id": place_id, "name": name, "latitude": latitude, "longitude": longitude, "country_code": country,
        "admin1": None, "precision": "city",
    }  # fmt: skip


def digests(newsroom: Newsroom, instants: list[datetime] | None = None) -> list[dict[str, str]]:
    """Builds in memory: digests of the facts as they are now, or as its macros say that they were."""
    with connect() as connection:
        _, _, checks = Projection(newsroom.journal, RULES, {}, quiet).run(connection)
        assert [str(check) for check in checks if not check.passed] == []
        if instants is None:
            return [{table: digest(connection, f"facts.{table}") for table in MACROS}]
        return [
            {table: digest(connection, f"facts.{macro}('{instant}')") for table, macro in MACROS.items()}
            for instant in instants
        ]


@settings(max_examples=5, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(
    beginning=st.lists(STEP, max_size=6), middle=st.lists(STEP, max_size=6), rest=st.lists(STEP, min_size=1, max_size=6)
)
def test_facts_as_of_an_instant_are_those_of_a_replay_up_to_it(
    beginning: list[Step], middle: list[Step], rest: list[Step]
) -> None:
    with tempfile.TemporaryDirectory() as path:
        newsroom = Newsroom(Path(path) / "data")
        instants, expected = [], []
        told = [Step("fetch", 1, 0), Step("code", 1, 1), Step("fetch", 2, 0), Step("code", 2, 0), *beginning]
        for number, steps in enumerate((told, middle)):
            for further, step in enumerate(steps):
                take(newsroom, step, 100 * number + further)
            instants.append(newsroom.clock.now)
            expected += digests(newsroom)
        for number, step in enumerate(rest):
            take(newsroom, step, 1000 + number)
        assert digests(newsroom, instants) == expected
        newsroom.journal.close()
