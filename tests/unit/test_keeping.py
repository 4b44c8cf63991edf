"""Codings gathered between two writes to the journal."""

from contextlib import closing

import pytest

from pipelines.steps.code import Keeper
from tests.journal_drafts import coded


def test_what_was_coded_is_kept_when_coding_is_interrupted():
    kept: list[list[object]] = []
    with pytest.raises(KeyboardInterrupt), closing(Keeper(kept.append, every_s=3600)) as keeper:
        keeper.add([coded("a", 1)])
        keeper.add([coded("b", 2)])
        raise KeyboardInterrupt
    assert [len(write) for write in kept] == [2]


def test_each_chunk_is_written_where_nothing_may_be_lost():
    kept: list[list[object]] = []
    with closing(Keeper(kept.append, every_s=0)) as keeper:
        keeper.add([coded("a", 1)])
        keeper.add([coded("b", 2)])
    assert [len(write) for write in kept] == [1, 1]


def test_nothing_coded_writes_nothing():
    kept: list[list[object]] = []
    Keeper(kept.append, every_s=0).close()
    assert kept == []
