"""People's judgements of events, applied to links."""

import polars as pl
import pytest

from pipelines.linking.judgements import as_judged

MENTIONS = pl.DataFrame(
    {
        "mention_id": ["a", "b", "c", "d", "e"],
        "article_id": ["1", "1", "2", "2", "3"],
        "article_position": [1, 1, 5, 5, 9],
        "field": ["text"] * 5,
        "sentence_start": [0, 40, 0, 40, 0],
        "trigger_start": [3, 43, 3, 43, 3],
    }
)
Judgement = tuple[str, list[str]]


def links(**events: list[str]) -> pl.DataFrame:
    rows = [(f"ev-{event}", mention) for event, mentions in events.items() for mention in mentions]
    linked = pl.DataFrame(rows, schema=["event_id", "mention_id"], orient="row")
    ordered = MENTIONS.select("mention_id", "article_id").join(linked, on="mention_id", maintain_order="left")
    return ordered.select("event_id", "mention_id", "article_id")


def judged(*judgements: Judgement) -> pl.DataFrame:
    rows = [
        (position, verdict, mention, number)
        for position, (verdict, mentions) in enumerate(judgements, 20)
        for number, mention in enumerate(mentions, 1)
    ]
    schema = {"position": pl.Int64, "verdict": pl.String, "mention_id": pl.String, "subject_number": pl.Int64}
    return pl.DataFrame(rows, schema=schema, orient="row")


@pytest.mark.parametrize(
    ("linked", "judgements", "expected"),
    [
        ({"a": ["a", "b"], "c": ["c"]}, [], {"a": ["a", "b"], "c": ["c"]}),
        ({"a": ["a", "b"], "c": ["c", "d"]}, [("same_event", ["c", "b"])], {"a": ["a", "b", "c", "d"]}),
        ({"a": ["a"], "b": ["b"], "c": ["c"]}, [("same_event", ["a", "b", "c"])], {"a": ["a", "b", "c"]}),
        ({"a": ["a", "b", "c"]}, [("not_same_event", ["a", "c"])], {"a": ["a", "b"], "c": ["c"]}),
        ({"a": ["a", "b", "c", "d"]}, [("not_same_event", ["d", "a", "b"])], {"a": ["a", "b"], "c": ["c", "d"]}),
        ({"a": ["a"], "c": ["c"]}, [("not_same_event", ["a", "c"])], {"a": ["a"], "c": ["c"]}),
        (
            {"a": ["a", "b"]},
            [("same_event", ["a", "b"]), ("not_same_event", ["a", "b"])],
            {"a": ["a"], "b": ["b"]},
        ),
        ({"a": ["a", "b"]}, [("not_same_event", ["a", "b"]), ("same_event", ["a", "b"])], {"a": ["a", "b"]}),
        ({"a": ["a"], "c": ["c"]}, [("same_event", ["a", "ghost"])], {"a": ["a"], "c": ["c"]}),
    ],
)
def test_links_are_as_people_judged(
    linked: dict[str, list[str]], judgements: list[Judgement], expected: dict[str, list[str]]
) -> None:
    assert as_judged(links(**linked), MENTIONS, judged(*judgements)).equals(links(**expected))


def test_leaving_mentions_stay_where_the_one_that_stays_is_gone() -> None:
    judgement = judged(("not_same_event", ["ghost", "c"]))
    assert as_judged(links(a=["a", "c"]), MENTIONS, judgement).equals(links(a=["a", "c"]))
