"""A frame is held to its contract row by row, and nothing that fails is lost."""

import polars as pl
import pytest

from schemas.contracts import BrokenContract, dtypes, empty, uphold
from schemas.frames import FRAMES, Articles, EventLinks, Times


def times(*rows: dict[str, object]) -> pl.DataFrame:
    row = {
        "article_id": "a",
        "field": "text",
        "start": 0,
        "end": 4,
        "text": "2017",
        "type": "DATE",
        "value": "2017",
    }
    return pl.DataFrame([row | {"date_start": None, "date_end": None} | r for r in rows], schema=dtypes(Times))


@pytest.mark.parametrize("model", [*FRAMES.values(), Articles, EventLinks])
def test_empty_frame_has_every_column_and_keeps_its_contract(model):
    upheld = uphold(model, empty(model))
    assert upheld.valid.columns == list(dtypes(model))
    assert upheld.set_aside.is_empty()


def test_good_rows_pass_untouched():
    frame = times({}, {"start": 9, "end": 12})
    assert uphold(Times, frame).valid.equals(frame)


@pytest.mark.parametrize(
    ("fault", "named"),
    [
        ({"field": "body"}, "body"),
        ({"type": "AGE"}, "AGE"),
        ({"start": 4, "end": 4}, "spans_are_forward"),
        ({"value": None}, "not_nullable"),
    ],
)
def test_row_that_breaks_a_rule_is_set_aside_with_the_reason(fault, named):
    upheld = uphold(Times, times({"start": 20, "end": 24}, fault))
    assert upheld.valid["start"].to_list() == [20]
    [row] = upheld.set_aside.to_dicts()
    assert row["frame"] == "Times"
    assert named in row["reason"]
    assert '"article_id": "a"' in row["row"]


def test_every_broken_rule_of_a_row_is_named():
    [reason] = uphold(Times, times({"field": "body", "type": "AGE"})).set_aside["reason"]
    assert "body" in reason
    assert "AGE" in reason


def test_second_row_of_a_key_is_set_aside_and_the_first_kept():
    upheld = uphold(Times, times({"value": "first"}, {"value": "second"}))
    assert upheld.valid["value"].to_list() == ["first"]
    assert "is there already" in upheld.set_aside["reason"].item()


def test_missing_column_stops_and_names_it():
    with pytest.raises(BrokenContract, match="value"):
        uphold(Times, times({}).drop("value"))


def test_wrong_type_stops():
    with pytest.raises(BrokenContract, match="start"):
        uphold(Times, times({}).with_columns(pl.col("start").cast(pl.String)))
