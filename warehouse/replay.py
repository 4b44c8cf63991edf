"""The replay: what was current after each append to the journal, kept as changes of one mention's state.

An instant is what one append stored. At each instant the current mentions are found (newest coding of the newest
version of each article that is neither withdrawn nor rejected), put right as people judged, linked to events and
given their article's origin; `staging.mention_states` gets a row where a mention's state is not that of the instant
before. So now is the last instant, and what held at an earlier one can be asked for. A build replays only the
instants that are new, and looks at each only at what it can touch: the result is the same as replaying all of them.

Many instants are taken in by rounds, each of which is kept once what it holds keeps its promises. Else the next round
may mend it, in the same transaction, or the build fails.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import duckdb
import polars as pl

from schemas.contracts import dtypes
from schemas.frames import EventLinks, EventPairs, Mentions
from warehouse import judged_sql
from warehouse import replay_sql as sql
from warehouse.checks import SAMPLE_ROWS, CheckResult
from warehouse.connection import Keep, keep_nothing
from warehouse.contract_checks import BROKEN, broken_mentions, check_frame
from warehouse.fold import RECORDS_A_ROUND, Progress
from warehouse.origins import ORIGINS, find_anew, find_new
from warehouse.rule_tables import RuleTables
from warehouse.rules import Frame, Rules
from warehouse.temporary import land, make

LINKS = "staging.event_links"
PAIRS = "staging.event_pairs"
LINKED_MENTIONS = "staging.linked_mentions"
MENTION_STATES = "staging.mention_states"
REPLAYED = (ORIGINS, LINKS, PAIRS, LINKED_MENTIONS, MENTION_STATES)


@dataclass(frozen=True, slots=True)
class Instant:
    """The records of one append: the position of the last, and when they were stored."""

    position: int
    recorded_at: datetime
    has_articles: bool
    has_codings: bool
    has_judgements: bool
    is_pure: bool

    @property
    def is_of_mentions(self) -> bool:
        """Whether mentions can be others afterwards: new articles alone have none."""
        return self.has_codings or self.has_judgements or not self.is_pure


def replay(
    connection: duckdb.DuckDBPyConnection,
    rules: Rules,
    on_progress: Progress,
    round_of: int = RECORDS_A_ROUND,
    keep: Keep = keep_nothing,
) -> list[CheckResult]:
    """Takes in every instant that is new, in the transaction that is open; what does not hold at the last one.

    `keep` is called between two rounds of so many records where everything holds.
    """
    ((coder,),) = connection.sql("select max(coder) from staging.ref_active_coder").fetchall()
    version = f"{rules.version} {sql.STRUCTURE} {coder or 'any coder'}"
    tables = RuleTables(connection, {**rules.link.schemas, **rules.origins.schemas})
    last = _begin(connection, tables, version)
    instants = [Instant(*row) for row in connection.execute(sql.INSTANTS, {"position": last}).fetchall()]
    steps = _Steps(connection, tables, rules, last)
    if instants:
        steps.begin()
    checks: list[CheckResult] = []
    done = 0
    for taken in _rounds(instants, last, round_of):
        if done and all(check.passed for check in checks):
            keep()
        checks = steps.take_round(taken, on_progress, done, len(instants))
        done += len(taken)
        _remember(connection, steps.position, version)
    return checks


def _begin(connection: duckdb.DuckDBPyConnection, tables: RuleTables, version: str) -> int:
    """The position to go on from: 0 where nothing was replayed, or by other rules."""
    for table, columns in sql.REPLAY_TABLES.items():
        connection.execute(f"create table if not exists {table} ({columns})")
    rows = connection.sql("select last_position, rules from staging.replayed").fetchall()
    if rows and rows[0][1] == version:
        return int(rows[0][0])
    for table in sql.REPLAY_TABLES:
        connection.execute(f"delete from {table}")
    tables.empty()
    return 0


def _remember(connection: duckdb.DuckDBPyConnection, position: int, version: str) -> None:
    connection.execute("delete from staging.replayed")
    connection.execute("insert into staging.replayed values (?, ?)", [position, version])


def _rounds(instants: Sequence[Instant], after: int, records: int) -> Iterator[list[Instant]]:
    """Whole instants of at most so many records, or one that has more."""
    taken: list[Instant] = []
    for instant in instants:
        if taken and instant.position - after > records:
            yield taken
            after, taken = taken[-1].position, []
        taken.append(instant)
    if taken:
        yield taken


def _runs(instants: Sequence[Instant]) -> Iterator[list[Instant]]:
    """Instants whose articles' origins are those at the run's end: no article changes after its first instant."""
    run: list[Instant] = []
    for instant in instants:
        if run and not instant.is_pure:
            yield run
            run = []
        run.append(instant)
    yield run


@dataclass(slots=True)
class _Steps:
    """Goes from instant to instant, each time over the articles that it reaches; `position` is that of the last one.

    A run's first instant gives its origin to what was linked before (`moved`); what is linked later has it from then.
    """

    connection: duckdb.DuckDBPyConnection
    tables: RuleTables
    rules: Rules
    position: int
    broken: list[Frame] = field(default_factory=list)
    checks: dict[str, CheckResult] = field(default_factory=dict)

    def begin(self) -> None:
        """What people judged, as it was at the last instant that is known."""
        land(self.connection, "broken_mentions", pl.DataFrame(schema=BROKEN))
        self._make("judged_articles", judged_sql.JUDGED_ARTICLES)
        self._make("reached", "from judged_articles")
        self._make("judged", judged_sql.NOT_JUDGED)
        self._make("doubled", "select mention_id, article_id, coding_position from staging.linked_mentions where false")
        self._find_current(self.position)
        is_judged = self._count("judged_articles") > 0
        self._make("corrected", judged_sql.CORRECTED if is_judged else judged_sql.NOT_CORRECTED)

    def take_round(
        self, instants: Sequence[Instant], on_progress: Progress, done: int, total: int
    ) -> list[CheckResult]:
        """Takes in some instants, after `done` of `total`; what does not hold at the last one."""
        began = self.position
        self._hold_to_contract(instants[-1].position)
        for run in _runs(instants):
            on_progress("origins", done, total)
            self._find_origins(run)
            for instant in run:
                on_progress("link", done, total)
                self.take_in(instant)
                done += 1
        on_progress("pairs", done - 1, total)
        self._keep_pairs(began)
        return [self._kept(), *self.checks.values()]

    def _hold_to_contract(self, until: int) -> None:
        """Finds the rows of new codings that break their contract: they count at no instant."""
        self.broken.append(broken_mentions(self.connection, self.position, until))
        land(self.connection, "broken_mentions", pl.concat(self.broken))

    def _find_origins(self, run: Sequence[Instant]) -> None:
        """Finds the origins that hold in a run: of new articles where nothing else is told of articles, or of all."""
        until, origins = run[-1].position, self.rules.origins
        if not any(instant.has_articles for instant in run):
            self._make("moved", f"select article_id from {ORIGINS} where false")
            return
        if all(instant.is_pure for instant in run):
            found = find_new(self.connection, self.tables, origins, self.position, until)
        else:
            self.checks = {name: check for name, check in self.checks.items() if check.table != ORIGINS}
            found = find_anew(self.connection, self.tables, origins, until)
        for check in found:
            self._note(check)
        self.connection.execute("insert into staging.moved_origins from moved")

    def take_in(self, instant: Instant) -> None:
        """Links one instant, where it tells of mentions, and keeps what it changed."""
        if instant.is_of_mentions:
            self._take_mentions(instant)
        self.connection.execute("delete from moved")
        self.position = instant.position

    def _take_mentions(self, instant: Instant) -> None:
        told = {"after": self.position, "position": instant.position}
        self._make("reached", sql.REACHED, told)
        if instant.has_judgements:
            self.connection.execute("insert into reached from judged_articles anti join reached using (article_id)")
        self._find_current(instant.position)
        self._make("counted_mentions", judged_sql.COUNTED)
        self._make("known_mentions", sql.KNOWN)
        self._make("changed_articles", sql.CHANGED)
        self._relink()
        self._correct()
        self._make("affected", sql.AFFECTED)
        if self._count("affected"):
            self._make("states_before", sql.STATES_BEFORE)
            self._make("states", sql.STATES)
            self._keep(instant)

    def _find_current(self, position: int) -> None:
        """Mentions of the articles that are reached, and what is judged of them."""
        at = {"position": position}
        self._make("instant_codings", sql.CODINGS, at)
        self._make("current_mentions", sql.CURRENT)
        self.connection.execute("delete from doubled where article_id in (from reached)")
        self.connection.execute(f"insert into doubled {sql.DOUBLED}")
        if self._count("reached semi join judged_articles using (article_id)"):
            self.connection.execute("delete from judged where article_id in (from reached)")
            self.connection.execute(f"insert into judged {judged_sql.JUDGED}", at)

    def _relink(self) -> None:
        links = pl.DataFrame(schema=dtypes(EventLinks))
        if self._count("changed_articles"):
            gone, mentions, articles = map(self._frame, (sql.GONE, sql.MENTIONS, sql.CHANGED_ARTICLES))
            links = self.rules.link.relink(self.tables, gone, mentions, articles)
        land(self.connection, "links", links)
        self.connection.execute(f"delete from {LINKS} where mention_id in ({sql.RELINKED})")
        self.connection.execute(f"insert into {LINKS} select event_id, mention_id, article_id from links")
        self._note(check_frame(LINKS, EventLinks, links))
        unknown = self._frame(sql.UNKNOWN_LINKS)
        name, sample = "mention_id is one of the current mentions", tuple(unknown.head(SAMPLE_ROWS).to_dicts())
        self._note(CheckResult(LINKS, name, unknown.is_empty(), unknown.height, sample))

    def _correct(self) -> None:
        """Links of judged events as they should be, where that is not as they were linked."""
        self._make("corrected_before", "from corrected")
        judged = self._frame(judged_sql.JUDGED_PAIRS)
        if judged.is_empty():
            self.connection.execute("delete from corrected")
            return
        self._make("base", sql.BASE)
        mentions = self._frame(judged_sql.JUDGED_LINKS)
        links = mentions.select(*dtypes(EventLinks))
        right = self.rules.correct(links, mentions, judged).select("mention_id", "event_id")
        land(self.connection, "corrected", right.join(links, on=["mention_id", "event_id"], how="anti"))

    def _keep(self, instant: Instant) -> None:
        """Keeps the states that are others than before."""
        self._make("changes", sql.CHANGES)
        self.connection.execute(
            "insert into staging.mention_states select $position, $recorded_at, * exclude (article_id) from changes",
            {"position": instant.position, "recorded_at": instant.recorded_at},
        )
        self.connection.execute(f"delete from {LINKED_MENTIONS} where mention_id in (select mention_id from changes)")
        self.connection.execute(f"insert into {LINKED_MENTIONS} from changes where coding_position is not null")

    def _keep_pairs(self, after: int) -> None:
        """Keeps the pairs that are others now: of what people parted or joined, the events are those of now."""
        moved = self.connection.sql(sql.MOVED, params={"position": after}).pl()
        touched, pairs = self.rules.link.pairs(self.tables, moved)
        land(self.connection, "touched", touched)
        land(self.connection, "pairs", pairs)
        self._make("touched_pairs", sql.TOUCHED_PAIRS)
        self.connection.execute("insert into staging.moved_pairs select mention_id from touched_pairs")
        self.connection.execute(f"delete from {PAIRS} where rowid in (select number from touched_pairs)")
        self.connection.execute(f"insert into {PAIRS} {sql.KEPT_PAIRS}")
        self.connection.execute("insert into staging.moved_pairs select mention_id from pairs")
        self._note(check_frame(PAIRS, EventPairs, pairs))

    def _kept(self) -> CheckResult:
        """Whether every mention of a coding that is current now keeps its contract, and is the only one of its id."""
        self._make("reached", sql.BROKEN_ARTICLES)
        current = self.connection.sql(f"select position from ({sql.CODINGS})", params={"position": self.position}).pl()
        twice = self._frame(
            "select mention_id, coding_position as position, 'its id is that of another mention' as reason from doubled"
        )
        rows = pl.concat([*(frame.join(current, on="position", how="semi") for frame in self.broken), twice])
        sample = tuple(rows.select("mention_id", "reason").head(SAMPLE_ROWS).to_dicts())
        name = f"keeps the contract schemas/frames.py: {Mentions.__name__}"
        return CheckResult("staging.mentions", name, rows.is_empty(), rows.height, sample)

    def _note(self, result: CheckResult) -> None:
        """Keeps a check's first failure."""
        if result.name not in self.checks or self.checks[result.name].passed:
            self.checks[result.name] = result

    def _make(self, table: str, select: str, given: dict[str, int] | None = None) -> None:
        make(self.connection, table, select, given)

    def _frame(self, query: str) -> Frame:
        found: Frame = self.connection.sql(query).pl()
        return found

    def _count(self, tables: str) -> int:
        ((rows,),) = self.connection.sql(f"select count(*) from {tables}").fetchall()
        return int(rows)
