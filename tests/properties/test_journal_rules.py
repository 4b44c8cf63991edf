"""The journal against a plain model of its rules, whatever the order of what happens to it.

JOURNAL_ROUNDS multiplies the number of examples (default 1; 40 takes some minutes).
"""

import json
import os
import shutil
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from schemas.journal import Draft
from tests.journal_drafts import START, at, coded, fetched, judged, rejected, withdrawn
from warehouse.journal.journal import Journal, UnknownArticle

ROUNDS = int(os.environ.get("JOURNAL_ROUNDS", "1"))
ARTICLES = ("a", "b", "c")
CODERS = ("v1", "v2")

articles = st.sampled_from(ARTICLES)
contents = st.sampled_from(("A", "B", "rejected"))
coders = st.sampled_from(CODERS)
handles = st.integers(0, 1)


def content(article_id: str, text: str, source_id: str) -> Draft:
    return rejected(article_id, "?", source_id) if text == "rejected" else fetched(article_id, text, source_id)


class Rules(RuleBasedStateMachine):
    """Two handles on one journal; the model is the list of what must stand in it, each rule a plain loop over it."""

    @initialize()
    def begin(self) -> None:
        self.root = Path(tempfile.mkdtemp())
        self.now = START
        self.model: list[Draft] = []
        self.moments: list[tuple[datetime, int]] = []
        self.journals = [self.opened(), self.opened()]

    def opened(self) -> Journal:
        return Journal(self.root / "journal", clock=lambda: self.now)

    def head(self, stream: str) -> Draft | None:
        kinds = ("article_fetched", "article_rejected", "article_withdrawn", "judgement")
        return next((d for d in reversed(self.model) if d.stream == stream and d.kind in kinds), None)

    def latest(self) -> dict[str, int]:
        """Position of each article's latest version, where its head is one."""
        heads = {
            d.stream: i
            for i, d in enumerate(self.model, 1)
            if d.kind in ("article_fetched", "article_rejected", "article_withdrawn")
        }
        return {
            stream.removeprefix("article/"): i
            for stream, i in heads.items()
            if self.model[i - 1].kind == "article_fetched"
        }

    def codings(self) -> set[tuple[int, str]]:
        return {
            (d.payload["article_position"], d.payload["coder_version"]) for d in self.model if d.kind == "article_coded"
        }

    def stored(self, drafts: list[Draft], first: int | None, last: int | None) -> None:
        if drafts:
            assert (first, last) == (len(self.model) + 1, len(self.model) + len(drafts))
        else:
            assert (first, last) == (None, None)
        self.model += drafts
        if drafts:
            self.moments.append((self.journals[0].read([len(self.model)])[0].recorded_at, len(self.model)))

    @rule(
        handle=handles,
        source=st.sampled_from(("s", "t")),
        minute=st.integers(0, 30),
        batch=st.lists(st.tuples(articles, contents), max_size=5),
    )
    def read(self, handle: int, source: str, minute: int, batch: list[tuple[str, str]]) -> None:
        drafts = [content(f"{source}{a}", text, source) for a, text in batch]
        report = self.journals[handle].append_read(source, at(minute), drafts, len(drafts))
        reads = [d.observed_at for d in self.model if d.stream == f"source/{source}"]
        if reads and at(minute) <= reads[-1]:
            assert report.ignored and report.first_position is None
            return
        kept: list[Draft] = []
        for d in drafts:
            before = next((k for k in reversed(kept) if k.stream == d.stream), None) or self.head(d.stream)
            if before is None or (before.kind, before.content_hash) != (d.kind, d.content_hash):
                kept.append(d)
        refused = sum(d.kind == "article_rejected" for d in kept)
        assert (report.new, report.unchanged, report.rejected) == (
            len(kept) - refused,
            len(drafts) - len(kept),
            refused,
        )
        counts = {"read": len(drafts), "new": report.new, "unchanged": report.unchanged, "rejected": refused}
        closing = self.journals[handle].read([report.last_position])[0]
        assert closing.kind == "source_read" and closing.payload["counts"] == counts
        final = Draft(closing.stream, closing.kind, at(minute), closing.content_hash, closing.payload)
        self.stored([*kept, final], report.first_position, report.last_position)

    @rule(handle=handles, coder=coders, some=st.lists(st.integers(0, 40), max_size=4))
    def code(self, handle: int, coder: str, some: list[int]) -> None:
        fetches = {i: d for i, d in enumerate(self.model, 1) if d.kind == "article_fetched"}
        drafts = [
            coded(fetches[i].stream.removeprefix("article/"), i, coder)
            for i in (list(fetches)[n % len(fetches)] for n in some if fetches)
        ]
        report = self.journals[handle].append_coded(drafts)
        due = {i: a for a, i in self.latest().items() if (i, coder) not in self.codings()}
        kept = [d for d in drafts if due.pop(d.payload["article_position"], None)]
        assert (report.coded, report.skipped) == (len(kept), len(drafts) - len(kept))
        self.stored(kept, report.first_position, report.last_position)

    @rule(handle=handles, article=articles, source=st.sampled_from(("s", "t")))
    def withdraw(self, handle: int, article: str, source: str) -> None:
        draft = withdrawn(f"{source}{article}")
        head = self.head(draft.stream)
        if head is None:
            with pytest.raises(UnknownArticle):
                self.journals[handle].append(draft)
            return
        position = self.journals[handle].append(draft)
        self.stored([] if head.kind == "article_withdrawn" else [draft], position, position)

    @rule(handle=handles, name=st.sampled_from(("j", "k")), verdict=st.sampled_from(("wrong", "taken_back")))
    def judge(self, handle: int, name: str, verdict: str) -> None:
        draft = judged(name, verdict)
        head = self.head(draft.stream)
        position = self.journals[handle].append(draft)
        is_same = head is not None and head.content_hash == draft.content_hash
        self.stored([] if is_same else [draft], position, position)

    @rule(minutes=st.integers(-3, 5))
    def clock_moves(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule(handle=handles)
    def seal(self, handle: int) -> None:
        self.journals[handle].seal(2)

    @rule(handle=handles)
    def another_process_opens_it(self, handle: int) -> None:
        self.journals[handle].close()
        self.journals[handle] = self.opened()

    @rule()
    def index_is_deleted(self) -> None:
        for path in self.root.glob("index.sqlite*"):
            path.unlink()

    @rule(handle=handles, coder=coders)
    def what_is_uncoded_follows_from_the_records(self, handle: int, coder: str) -> None:
        due = sorted((i, a) for a, i in self.latest().items() if (i, coder) not in self.codings())
        journal = self.journals[handle]
        assert [(u.position, u.article_id) for u in journal.uncoded(coder)] == due
        assert [(u.position, u.article_id) for u in journal.uncoded(coder, limit=1)] == due[:1]

    @precondition(lambda self: self.model)
    @rule(handle=handles, data=st.data())
    def any_records_can_be_read(self, handle: int, data: st.DataObject) -> None:
        positions = data.draw(st.lists(st.integers(1, len(self.model)), max_size=6))
        records = self.journals[handle].read(positions)
        assert [(r.position, r.payload) for r in records] == [(p, self.model[p - 1].payload) for p in positions]
        after, until = data.draw(st.integers(0, len(self.model))), data.draw(st.integers(0, len(self.model) + 2))
        frames = list(self.journals[handle].records(after, until))
        found = [p for frame in frames for p in frame["position"].to_list()]
        assert found == list(range(after + 1, min(until, len(self.model)) + 1))

    @invariant()
    def every_handle_sees_every_record(self) -> None:
        assert [journal.last_position() for journal in self.journals] == [len(self.model)] * 2

    def teardown(self) -> None:
        journal = self.journals[0]
        frame = pl.concat(journal.records()) if self.model else pl.DataFrame({"position": []})
        assert frame["position"].to_list() == list(range(1, len(self.model) + 1))
        if self.model:
            told = frame.select("stream", "kind", "content_hash", "payload", "observed_at").rows()
            assert told == [(d.stream, d.kind, d.content_hash, json_text(d), d.observed_at) for d in self.model]
            self.check_as_of(journal, frame)
        verified = journal.verify()
        assert verified.is_whole and verified.records == len(self.model)
        for handle in self.journals:
            handle.close()
        shutil.rmtree(self.root)

    def check_as_of(self, journal: Journal, frame: pl.DataFrame) -> None:
        recorded = frame["recorded_at"]
        assert recorded.is_sorted()
        for moment in {*recorded, *(r - timedelta(microseconds=1) for r in recorded), START - timedelta(days=1)}:
            assert journal.as_of(moment) == frame.filter(pl.col("recorded_at") <= moment).height
        for moment, held_then in self.moments:
            assert journal.as_of(moment) == held_then


def json_text(draft: Draft) -> str:
    return json.dumps(draft.payload, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


TestRules = Rules.TestCase
TestRules.settings = settings(
    max_examples=25 * ROUNDS,
    stateful_step_count=30,
    deadline=None,
    derandomize=ROUNDS == 1,
    suppress_health_check=[HealthCheck.too_slow],
)
