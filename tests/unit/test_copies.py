import random
from itertools import pairwise
from zlib import crc32

import polars as pl
import pytest

from pipelines.linking.tables import Memory
from pipelines.reading.copies import (
    COLUMNS,
    NEAR,
    ORIGINAL,
    PART,
    SAME,
    SAMPLES,
    WINDOW,
    find_more_origins,
    find_origins,
)

WORDS = [
    first + last for first in ("al", "be", "ga", "de", "ep", "ze") for last in ("pha", "ta", "mma", "lta", "na", "ra")
]


def prose(seed: str, words: int = 200) -> list[str]:
    """Sentences that nobody else writes: the same for the same seed."""
    draw = random.Random(crc32(seed.encode()))
    return [" ".join(draw.choice(WORDS) for _ in range(10)).capitalize() + "." for _ in range(words // 10)]


def told(*sentences: str) -> str:
    return " ".join(sentences)


def origins(*texts: str) -> dict[str, tuple[str, str]]:
    """Origin and relation of articles that came in this order."""
    ids = [f"a{number}" for number in range(len(texts))]
    frame = pl.DataFrame({"article_id": ids, "text": texts, "position": range(1, len(texts) + 1)})
    found = find_origins(frame)
    assert {name: found.schema[name] for name in found.columns} == COLUMNS
    return {row["article_id"]: (row["origin_id"], row["relation"]) for row in found.iter_rows(named=True)}


REPORT = prose("agency report")
EDITED = told(*REPORT).replace(" alpha ", " omega ").replace(" zera ", " ")


@pytest.mark.parametrize(
    ("copy", "relation"),
    [
        (told(*REPORT), SAME),
        (told("ALPHA (AP) —", *REPORT, "(AP)"), NEAR),
        (told(*REPORT[:6]), PART),
        (told(*REPORT, *prose("own background", 100)), PART),
        (told(*prose("own lead", 20), *REPORT[2:12]), PART),
        (EDITED, NEAR),
    ],
    ids=["exact", "dateline", "cut ending", "own background", "own lead", "edited"],
)
def test_a_copy_has_the_origin_of_what_it_repeats(copy: str, relation: str) -> None:
    assert origins(told(*REPORT), told(*prose("another")), copy) == {
        "a0": ("a0", ORIGINAL),
        "a1": ("a1", ORIGINAL),
        "a2": ("a0", relation),
    }


@pytest.mark.parametrize(
    "other",
    [
        told(*prose("another")),
        told(*prose("another", 150), REPORT[3], REPORT[4]),
        told(*prose("short", 10)),
        "",
    ],
    ids=["other words", "the same two quotations", "short", "empty"],
)
def test_a_report_of_its_own_is_its_own_origin(other: str) -> None:
    assert origins(told(*REPORT), other)["a1"] == ("a1", ORIGINAL)


def test_what_a_publisher_hangs_below_every_article_is_no_copy() -> None:
    background = prose("background", 160)
    articles = [told(*prose(f"news {number}", 120), *background) for number in range(12)]
    assert {relation for _, relation in origins(*articles).values()} == {ORIGINAL}


def test_many_copies_share_one_origin() -> None:
    papers = [told(*prose(f"lead of {number}", 10), *REPORT[: 20 - number % 8]) for number in range(60)]
    assert {origin for origin, _ in origins(told(*REPORT), *papers).values()} == {"a0"}


def test_a_round_up_of_two_reports_does_not_make_them_one() -> None:
    other = prose("another agency")
    found = origins(told(*REPORT), told(*other), told(*REPORT, *other))
    assert found["a1"] == ("a1", ORIGINAL) and found["a2"][1] == PART


@pytest.mark.parametrize("text", ["Troops left Alpha.", "…", ""])
def test_very_short_texts_are_copies_only_when_they_are_the_same_words(text: str) -> None:
    found = origins(text, text, "Troops left Beta.")
    assert found["a2"] == ("a2", ORIGINAL)
    assert found["a1"][1] == (SAME if text == "Troops left Alpha." else ORIGINAL)


def test_no_articles_give_no_rows() -> None:
    assert origins() == {}


def mixed() -> pl.DataFrame:
    texts = [told(*prose(f"report {number % 7}")[: 8 + number % 9]) for number in range(40)]
    ids = [f"a{number:02}" for number in range(40)]
    return pl.DataFrame({"article_id": ids, "text": texts, "position": range(40)})


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_rows_does_not_count(seed: int) -> None:
    assert find_origins(mixed().sample(fraction=1, shuffle=True, seed=seed)).equals(find_origins(mixed()))


@pytest.mark.parametrize("known", [1, 11, 39])
def test_what_comes_later_changes_no_origin(known: int) -> None:
    before, after = find_origins(mixed().head(known)), find_origins(mixed())
    assert after.join(before, on="article_id", how="semi").equals(before)


@pytest.mark.parametrize("seed", range(5))
def test_articles_that_come_in_steps_have_the_origins_of_all_at_once(seed: int) -> None:
    draw = random.Random(seed)
    reports = [" ".join(prose(f"report {number}", 60)) for number in range(8)]
    texts = [" ".join(draw.sample(reports, draw.choice([1, 1, 2]))) for _ in range(60)]
    ids = [f"a{number}" for number in draw.sample(range(1000), len(texts))]
    articles = pl.DataFrame({"article_id": ids, "text": texts, "position": range(len(texts))})
    remembered, found = Memory(SAMPLES), pl.DataFrame(schema=COLUMNS)

    def earlier(positions: pl.DataFrame) -> pl.DataFrame:
        return articles.join(positions, on="position", how="semi").join(found, on="article_id")

    for begin, end in pairwise([0, *sorted(draw.sample(range(1, len(texts)), 6)), len(texts)]):
        found = pl.concat([found, find_more_origins(remembered, articles[begin:end], earlier)])
    assert found.sort("article_id").equals(find_origins(articles))
    assert found["relation"].n_unique() > 1
    held = remembered.all("samples").group_by("hash").len()["len"]
    assert held.max() == WINDOW + 1
