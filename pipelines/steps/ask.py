"""Code by a language model: what it has not answered is asked, each answer kept as it comes, and answers are coded.

An answer is a record of the journal, since it cannot be had again for nothing; a coding is a pure function of it.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from pipelines import records
from pipelines.coding.reference import Reference, load_reference
from pipelines.config import Settings
from pipelines.language_model.answers import ModelAnswer
from pipelines.language_model.asking import Asker, configured_model
from pipelines.language_model.coding import asked_as, code_answered, coder_version
from pipelines.language_model.prompt import Question, instructions, question_about
from pipelines.steps.code import Chunk, CodeReport, coded_drafts
from pipelines.steps.folder import Progress, nobody, open_journal
from schemas.journal import Record
from warehouse.folder import DataFolder
from warehouse.journal.journal import Journal
from warehouse.lock import BuildHeld, Holder, build_lock

LOCK = "asking.lock"


class AskingHeld(BuildHeld):
    """Another process asks a language model about the articles of this data folder."""

    def __init__(self, holder: Holder) -> None:
        super().__init__(holder)
        self.args = (f"Articles are being sent to a language model by {holder}. Two would pay twice: use --wait.",)


def code_by_model(
    settings: Settings, on_progress: Progress = nobody, on_note: Callable[[str], None] = lambda _note: None
) -> CodeReport:
    """Asks about every article that waits for this coder version and has no answer, and codes those that have one.

    Articles that a cap, or a failure, leaves without an answer go on waiting; the report says how many, and why.
    """
    folder, journal = open_journal(settings)
    version = coder_version(configured_model(settings))
    waiting = [each.position for each in journal.uncoded(version)]
    if not waiting:
        return CodeReport(0, 0, 0, 0, 0.0, version)
    started = time.monotonic()
    reference = load_reference(settings.cache_folder, on_note)
    with _asking_alone(folder, on_note if settings.wait_for_build else None):
        coding = _Coding(settings, journal, reference, version, lambda done: on_progress(done, len(waiting)))
        for start in range(0, len(waiting), settings.chunk_size):
            coding.code(waiting[start : start + settings.chunk_size])
            on_progress(min(start + settings.chunk_size, len(waiting)), len(waiting))
    return coding.report(len(waiting), round(time.monotonic() - started, 3))


@contextmanager
def _asking_alone(folder: DataFolder, note_waiting: Callable[[str], None] | None) -> Iterator[None]:
    def wait(holder: Holder) -> None:
        if note_waiting:
            note_waiting(f"Waiting for {holder}, which asks a language model")

    try:
        with build_lock(folder.path / LOCK, wait if note_waiting else None):
            yield
    except BuildHeld as error:
        raise AskingHeld(error.holder) from None


class _Coding:
    """One run over the waiting articles, chunk by chunk."""

    def __init__(
        self,
        settings: Settings,
        journal: Journal,
        reference: Reference,
        version: str,
        on_answer: Callable[[int], None],
    ) -> None:
        self._settings, self._journal, self._on_answer = settings, journal, on_answer
        self._reference, self._version = reference, version
        self._asked_as = asked_as(configured_model(settings))
        self._asker: Asker[Record] | None = None
        self._counts: Counter[str] = Counter()

    def code(self, positions: list[int]) -> None:
        """Asks what is missing of a chunk, and codes what is answered."""
        self._counts["answers"] = 0
        answered = self._journal.answers(self._asked_as, positions)
        if self._asker and self._asker.asked.stopped:
            positions = [position for position in positions if position in answered]
        chunk = Chunk(self._articles(positions), self._settings.languages)
        missing = [position for position in chunk.coded if position not in answered]
        if missing:
            self._ask(self._journal.read(missing))
            answered = self._journal.answers(self._asked_as, positions)
        self._code(
            Chunk(
                {p: a for p, a in chunk.articles.items() if p in answered or p not in chunk.coded},
                self._settings.languages,
            ),
            answered,
        )

    def _articles(self, positions: list[int]) -> dict[int, dict[str, Any]]:
        return {record.position: record.payload["article"] for record in self._journal.read(positions)}

    def _ask(self, articles: list[Record]) -> None:
        questions: dict[int, Question] = {}

        def due() -> Iterator[tuple[Record, str]]:
            for record in articles:
                questions[record.position] = question_about(record.payload["article"])
                yield record, questions[record.position].text

        def keep(record: Record, answer: ModelAnswer) -> None:
            question = questions.pop(record.position)
            self._journal.append_answered(
                records.article_answered(
                    record.payload["article"]["article_id"],
                    record.position,
                    self._asked_as,
                    question.digest,
                    self._settings.llm_provider,
                    answer,
                    datetime.now(UTC),
                )
            )
            self._counts["answers"] += 1
            self._on_answer(self._done + self._counts["answers"])

        # Made when the first question comes: stored answers are coded anew without a key and without the library.
        self._asker = self._asker or Asker(self._settings, instructions())
        self._asker.ask(due(), keep)

    def _code(self, chunk: Chunk, answered: Mapping[int, int]) -> None:
        if not chunk.articles:
            return
        stored = self._journal.read(answered[position] for position in chunk.coded)
        answers = {
            article["article_id"]: record.payload["answer"]
            for article, record in zip(chunk.coded.values(), stored, strict=True)
        }
        batch = code_answered(chunk.to_code(), answers, self._reference, self._version)
        self._journal.append_coded(coded_drafts(chunk, batch, self._version))
        self._counts["articles"] += len(chunk.coded)
        self._counts["other_language"] += len(chunk.articles) - len(chunk.coded)
        self._counts["mentions"] += batch.mentions.height
        self._counts["set_aside"] += batch.set_aside.height

    @property
    def _done(self) -> int:
        return self._counts["articles"] + self._counts["other_language"]

    def report(self, due: int, seconds: float) -> CodeReport:
        """What was done, what it cost, and what still waits."""
        return CodeReport(
            articles=self._counts["articles"],
            other_language=self._counts["other_language"],
            mentions=self._counts["mentions"],
            set_aside=self._counts["set_aside"],
            seconds=seconds,
            coder_version=self._version,
            asking=self._asker.report(waiting=due - self._done) if self._asker else None,
        )
