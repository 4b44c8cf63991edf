"""How results look in a terminal."""

import polars as pl
import pytest

from pipelines import display


def test_rows_too_wide_for_a_table_are_told_one_cell_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    cells = {f"column_{number}": [f"[b]{number}[/b]", None] for number in range(40)}
    display.frame(pl.DataFrame(cells), as_json=False)
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["column_39", "[b]39[/b]"] in lines
    assert ["row", "2", "of", "2"] in lines
    assert sum(line[:1] == ["column_39"] for line in lines) == 1  # no line for what is null


def test_rows_that_fit_are_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    display.frame(pl.DataFrame({"town": ["Tolm", "Qant"], "killed": [3, None]}), as_json=False, limit=1)
    told = capsys.readouterr().out
    assert "│ Tolm │ 3      │" in told
    assert "1 more rows" in told
