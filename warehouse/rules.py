"""What the replay asks of its caller: how mentions become events, and which article repeats which.

Rules may remember: in tables of the build file, which they find, take out and add rows of. No rule is stated here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import polars as pl

from schemas.contracts import empty
from schemas.frames import EventPairs

Frame = pl.DataFrame


class Tables(Protocol):
    """Tables that rules remember in. `keys` is a frame of some of a table's columns: the values to look for."""

    def rows(self, table: str, keys: Frame, columns: Sequence[str] = ()) -> Frame:
        """The rows whose values stand in `keys`; of them these columns, or all."""

    def drop(self, table: str, keys: Frame) -> None:
        """Takes these rows out."""

    def add(self, table: str, rows: Frame) -> None:
        """Adds rows."""

    def all(self, table: str) -> Frame:
        """Every row."""


def no_pairs(_tables: Tables, mentions: Frame) -> tuple[Frame, Frame]:
    """For linkers that compare no pairs."""
    return mentions, empty(EventPairs)


@dataclass(frozen=True, slots=True)
class Linker:
    """Links mentions to events, what is new to what is known.

    `relink` takes its tables, the articles to forget (`article_id`), the current mentions of those of them that go on
    and of new ones (columns of `Mentions`, and `article_position`), and these articles (`article_id`, `title`,
    `text`). It gives `EventLinks` of these mentions, and of all others whose event may be another one now. What holds
    must not depend on the steps in which articles came, but for what was known at their coming.
    `pairs` takes its tables and mentions (`mention_id`), and gives these and all others whose pairs may have become
    others since it was last asked; and their `EventPairs`, which speak for or against the events as they are now.
    `schemas` says which columns the tables have.
    """

    relink: Callable[[Tables, Frame, Frame, Frame], Frame]
    pairs: Callable[[Tables, Frame], tuple[Frame, Frame]] = no_pairs
    schemas: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def as_linked(links: Frame, _mentions: Frame, _judged: Frame) -> Frame:
    """Links as the linker made them: for callers whose people judge nothing."""
    return links


@dataclass(frozen=True, slots=True)
class Origins:
    """Finds which article repeats which.

    `find` takes current articles (`article_id`, `title`, `text`, and `position`, that of their first version) and gives
    `ArticleOrigins`; an article's origin may depend on earlier articles only. So it is asked for what comes later than
    all that it remembers in its tables, and given a function that takes a frame of `position` and gives the articles
    there: `position`, `article_id`, `text`, `origin_id`.
    """

    find: Callable[[Tables, Frame, Callable[[Frame], Frame]], Frame]
    schemas: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rules:
    """The functions that the replay calls, and a name for their version: other rules, or another active coder, replay
    everything anew.

    `correct` takes links, their mentions, and what people judged of them (`position` of the judgement, `verdict`,
    `mention_id`, `subject_number`), and gives the links as they should be. It is given all links of an event, or none.
    """

    link: Linker
    origins: Origins
    correct: Callable[[Frame, Frame, Frame], Frame] = as_linked
    version: str = ""
