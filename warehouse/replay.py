"""The replay: what was current after each append to the journal, kept as changes of one mention's state.

An instant is what one append stored. At each instant the current mentions are found (newest coding of the newest
version of each article that is neither withdrawn nor rejected), put right as people judged, linked to events and
given their article's origin; `staging.mention_states` gets a row where a mention's state is not that of the instant
before. So now is the last instant, and what held at an earlier one can be asked for. A build replays only the
instants that are new: the result is the same as replaying all of them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import duckdb
import polars as pl

from schemas.contracts import BrokenContract, dtypes, uphold
from schemas.frames import ArticleOrigins, Contract, EventLinks, EventPairs, Mentions
from warehouse.checks import SAMPLE_ROWS, CheckResult
from warehouse.fold import Progress
from warehouse.replay_sql import (
    ARTICLES,
    CODINGS,
    COUNTED,
    CURRENT,
    INSTANTS,
    JUDGED,
    JUDGED_PAIRS,
    KEPT_LINKS,
    KEPT_PAIRS,
    KNOWN,
    MENTIONS,
    NEW_MENTIONS,
    REPLAY_TABLES,
    STATES,
    STRUCTURE,
)

LINKS = "staging.event_links"
PAIRS = "staging.event_pairs"
ORIGINS = "staging.article_origins"
MENTION_STATES = "staging.mention_states"
REPLAYED = (ORIGINS, LINKS, PAIRS, MENTION_STATES)
SEPARATOR = "@"

Frame = pl.DataFrame


class Linked(Protocol):
    """What linking gives: which event each mention reports, and the pairs that made it so."""

    @property
    def links(self) -> Frame:
        """Keeps `EventLinks`."""

    @property
    def pairs(self) -> Frame:
        """Keeps `EventPairs`."""


def as_linked(links: Frame, _mentions: Frame, _judged: Frame) -> Frame:
    """Links as the linker made them: for callers whose people judge nothing."""
    return links


@dataclass(frozen=True, slots=True)
class Rules:
    """The functions that the replay calls, and a name for their version: other rules, or another active coder, replay
    everything anew.

    `link` takes the current mentions (columns of `Mentions`, and `article_position`) and articles (as `origins`), and
    gives `EventLinks` and `EventPairs`.
    `correct` takes these links, the mentions, and what people judged of them (`position` of the judgement,
    `verdict`, `mention_id`, `subject_number`), and gives the links as they should be.
    `origins` takes current articles (`article_id`, `title`, `text`, and `position`, that of their first version) and
    gives `ArticleOrigins`; an article's origin may depend on earlier articles only.
    """

    link: Callable[[Frame, Frame], Linked]
    origins: Callable[[Frame], Frame]
    correct: Callable[[Frame, Frame, Frame], Frame] = as_linked
    version: str = ""


@dataclass(frozen=True, slots=True)
class Instant:
    """The records of one append: the position of the last, and when they were stored."""

    position: int
    recorded_at: datetime
    has_articles: bool
    is_pure: bool


def replay(connection: duckdb.DuckDBPyConnection, rules: Rules, on_progress: Progress) -> list[CheckResult]:
    """Takes in every instant that is new, in the transaction that is open; what does not hold at the last one."""
    ((coder,),) = connection.sql("select max(coder) from staging.ref_active_coder").fetchall()
    version = f"{rules.version} {STRUCTURE} {coder or 'any coder'}"
    last = _begin(connection, version)
    rows = connection.execute(INSTANTS, {"position": last}).fetchall()
    instants = [Instant(*row) for row in rows]
    if not instants:
        return []
    broken = _set_aside(connection, last)
    connection.execute(f"create or replace temp table known as {KNOWN}")
    checks: list[CheckResult] = []
    done, articles = 0, None
    for run in _runs(instants):
        checks = _find_origins(connection, rules, run) or checks
        for instant in run:
            on_progress("link", done, len(instants))
            if articles is None or instant.has_articles:
                articles = _articles(connection, instant)
            linked = _take_in(connection, rules, instant, articles)
            done += 1
    _remember(connection, instants[-1].position, version)
    _keep(connection, linked)
    return [_kept(connection, broken), *_check_links(linked), *checks]


def _begin(connection: duckdb.DuckDBPyConnection, version: str) -> int:
    """The position to go on from: 0 where nothing was replayed, or by other rules."""
    for table, columns in REPLAY_TABLES.items():
        connection.execute(f"create table if not exists {table} ({columns})")
    rows = connection.sql("select last_position, rules from staging.replayed").fetchall()
    if rows and rows[0][1] == version:
        return int(rows[0][0])
    for table in REPLAY_TABLES:
        connection.execute(f"delete from {table}")
    return 0


def _remember(connection: duckdb.DuckDBPyConnection, position: int, version: str) -> None:
    connection.execute("delete from staging.replayed")
    connection.execute("insert into staging.replayed values (?, ?)", [position, version])


def _runs(instants: Sequence[Instant]) -> Iterator[list[Instant]]:
    """Instants whose articles' origins are those at the run's end: no article changes after its first instant."""
    run: list[Instant] = []
    for instant in instants:
        if run and not instant.is_pure:
            yield run
            run = []
        run.append(instant)
    yield run


def _set_aside(connection: duckdb.DuckDBPyConnection, after: int) -> Frame:
    """Rows of new codings that break their contract: they count at no instant, and at the last one stop the build."""
    mentions = connection.sql(NEW_MENTIONS, params={"position": after}).pl()
    named = mentions.with_columns(pl.format("{}" + SEPARATOR + "{}", "mention_id", "position").alias("mention_id"))
    aside = uphold(Mentions, named.select(list(dtypes(Mentions)))).set_aside
    parts = pl.col("key").str.split(SEPARATOR)
    broken = aside.select(
        mention_id=parts.list.head(parts.list.len() - 1).list.join(SEPARATOR),
        position=parts.list.last().cast(pl.Int64, strict=False),
        reason="reason",
    )
    _land(connection, "broken_mentions", broken)
    return broken


def _find_origins(connection: duckdb.DuckDBPyConnection, rules: Rules, run: list[Instant]) -> list[CheckResult]:
    """The origins that hold in a run, found at its end; nothing is checked where no article changed."""
    if not any(instant.has_articles for instant in run):
        connection.execute(f"create or replace temp table origins as from {ORIGINS}")
        return []
    articles = _articles(connection, run[-1])
    found = rules.origins(articles)
    _land(connection, "origins", found)
    connection.execute(
        f"create or replace table {ORIGINS} as"
        " select article_id, origin_id, similarity, relation from origins order by article_id"
    )
    return [check_frame(ORIGINS, ArticleOrigins, found), _every_article(found, articles)]


def _articles(connection: duckdb.DuckDBPyConnection, instant: Instant) -> Frame:
    articles: Frame = connection.sql(ARTICLES, params={"position": instant.position}).pl()
    return articles


@dataclass(frozen=True, slots=True)
class _Taken:
    """What was linked at an instant: its mentions, their links as people judged them, and the linker's pairs."""

    mentions: Frame
    links: Frame
    pairs: Frame


def _take_in(connection: duckdb.DuckDBPyConnection, rules: Rules, instant: Instant, articles: Frame) -> _Taken:
    """Links one instant and keeps what it changed."""
    at = {"position": instant.position}
    connection.execute(f"create or replace temp table instant_codings as {CODINGS}", at)
    connection.execute(f"create or replace temp table current_mentions as {CURRENT}")
    connection.execute(f"create or replace temp table judged as {JUDGED}", at)
    connection.execute(f"create or replace temp table counted_mentions as {COUNTED}")
    mentions = connection.sql(MENTIONS).pl()
    linked = rules.link(mentions, articles)
    links = rules.correct(linked.links, mentions, connection.sql(JUDGED_PAIRS).pl())
    _land(connection, "links", links)
    connection.execute(f"create or replace temp table states as {STATES}")
    connection.execute(_CHANGES, {"position": instant.position, "recorded_at": instant.recorded_at})
    connection.execute("create or replace temp table known as from states")
    return _Taken(mentions, links, linked.pairs)


def _keep(connection: duckdb.DuckDBPyConnection, taken: _Taken) -> None:
    """Keeps the links of now, and the pairs: of what people parted or joined, the events are those of now."""
    _land(connection, "pairs", taken.pairs)
    connection.execute(f"create or replace table {LINKS} as {KEPT_LINKS}")
    connection.execute(f"create or replace table {PAIRS} as {KEPT_PAIRS}")


_CHANGES = """
insert into staging.mention_states
select
    $position, $recorded_at, coalesce(states.mention_id, known.mention_id), states.coding_position, states.event_id,
    states.origin_id, states.place_judgement_position
from states
full join known on states.mention_id = known.mention_id
where states is distinct from known
order by 3
"""


def _land(connection: duckdb.DuckDBPyConnection, table: str, frame: Frame) -> None:
    connection.register("landing_frame", frame)
    connection.execute(f"create or replace temp table {table} as from landing_frame")
    connection.unregister("landing_frame")


def check_frame(table: str, contract: type[Contract], frame: Frame) -> CheckResult:
    """Whether a frame keeps its contract."""
    name = f"keeps the contract schemas/frames.py: {contract.__name__}"
    try:
        aside = uphold(contract, frame).set_aside
    except BrokenContract as error:
        return CheckResult(table, name, False, frame.height, ({"problem": str(error)},))
    sample = aside.select("key", "reason").head(SAMPLE_ROWS).to_dicts()
    return CheckResult(table, name, aside.is_empty(), aside.height, tuple(sample))


def _kept(connection: duckdb.DuckDBPyConnection, broken: Frame) -> CheckResult:
    """Whether every mention of a coding that is current now keeps its contract, and is the only one of its id."""
    current = connection.sql("select position from instant_codings").pl()
    twice = connection.sql("select mention_id, coding_position from current_mentions where row_count > 1").pl()
    doubled = twice.select("mention_id", position="coding_position", reason=pl.lit("its id is that of another mention"))
    rows = pl.concat([broken.join(current, on="position", how="semi"), doubled])
    sample = tuple(rows.select("mention_id", "reason").head(SAMPLE_ROWS).to_dicts())
    name = f"keeps the contract schemas/frames.py: {Mentions.__name__}"
    return CheckResult("staging.mentions", name, rows.is_empty(), rows.height, sample)


def _check_links(taken: _Taken) -> list[CheckResult]:
    return [
        check_frame(LINKS, EventLinks, taken.links),
        _known_mentions(taken.links, taken.mentions),
        check_frame(PAIRS, EventPairs, taken.pairs),
    ]


def _known_mentions(links: Frame, mentions: Frame) -> CheckResult:
    unknown = links.join(mentions, on="mention_id", how="anti")
    sample = tuple(unknown.head(SAMPLE_ROWS).to_dicts())
    name = "mention_id is one of the current mentions"
    return CheckResult(LINKS, name, unknown.is_empty(), unknown.height, sample)


def _every_article(origins: Frame, articles: Frame) -> CheckResult:
    missing = articles.select("article_id").join(origins, on="article_id", how="anti")
    unknown = origins.join(articles, left_on="origin_id", right_on="article_id", how="anti").select("article_id")
    broken = pl.concat([missing, unknown])
    name = "every current article has an origin that is one of them"
    sample = tuple(broken.head(SAMPLE_ROWS).to_dicts())
    return CheckResult(ORIGINS, name, broken.is_empty(), broken.height, sample)
