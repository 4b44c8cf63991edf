"""`dateline code`: a file of clean articles in, Parquet files of what they tell out; no data folder."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.config import Settings

if TYPE_CHECKING:
    import polars as pl

    from pipelines.coding.batch import CodedBatch

CODERS = ("rules", "llm")
ANSWERS = "answers.jsonl"
CHUNK = 200


class InputError(ValueError):
    """What was given on the command line cannot be used."""


def articles_of(path: Path) -> Iterator[dict[str, Any]]:
    """Rows of a JSONL file of clean articles; raises `InputError` naming the line that is none."""
    if not path.is_file():
        raise InputError(f"There is no file '{path}'. Make one with `dateline read PAGE... --out {path}`.")
    seen: set[str] = set()
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield _article(line, f"{path}:{number}", seen)


def _article(line: str, where: str, seen: set[str]) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise InputError(f"{where}: not JSON ({error}).") from error
    if not isinstance(row, dict) or not all(isinstance(row.get(name), str) for name in ("article_id", "text")):
        raise InputError(f"{where}: an article is an object with at least the texts `article_id` and `text`.")
    if row["article_id"] in seen:
        raise InputError(
            f"{where}: the article_id '{row['article_id']}' stands in an earlier line too. Ids must differ."
        )
    seen.add(row["article_id"])
    return row


def code_file(
    settings: Settings,
    articles: Path,
    out: Path,
    coder: str,
    on_progress: Callable[[int, int], None],
    on_note: Callable[[str], None],
) -> dict[str, int]:
    """Codes a JSONL file of articles into Parquet files in `out`; returns the number of rows of each."""
    from pipelines.coding.gazetteer import open_gazetteer
    from pipelines.linking.events import link_mentions

    if coder not in CODERS:
        raise InputError(f"There is no coder '{coder}'. Known coders: {', '.join(CODERS)}.")
    rows = list(articles_of(articles))
    open_gazetteer(settings.cache_folder, on_note)
    out.mkdir(parents=True, exist_ok=True)
    if coder == "llm":
        batch = coded_by_model(settings, rows, out / ANSWERS, on_progress, on_note)
    else:
        batch = coded_by_rules(settings, rows, on_progress)
    frames = {field.name: getattr(batch, field.name) for field in fields(batch)}
    frames["events"] = link_mentions(batch.mentions, article_frame(rows)).links
    for name, frame in frames.items():
        frame.write_parquet(out / f"{name}.parquet")
    return {"articles": len(rows)} | {name: frame.height for name, frame in frames.items()}


def coded_by_rules(
    settings: Settings, rows: Sequence[dict[str, Any]], on_progress: Callable[[int, int], None]
) -> "CodedBatch":
    """Articles coded by the rules in the pool of processes, as one batch."""
    from pipelines.coding.batch import joined
    from pipelines.coding.pool import coded_chunks

    chunks = (article_frame(rows[start : start + CHUNK]) for start in range(0, len(rows), CHUNK))
    parts = []
    with closing(coded_chunks(chunks, settings.cache_folder, settings.workers)) as batches:
        for part in batches:
            parts.append(part)
            on_progress(min(len(parts) * CHUNK, len(rows)), len(rows))
    return joined(parts)


def coded_by_model(
    settings: Settings,
    rows: Sequence[dict[str, Any]],
    kept_in: Path,
    on_progress: Callable[[int, int], None],
    on_note: Callable[[str], None],
) -> "CodedBatch":
    """Articles coded from a language model's answers, which are kept in a file: what is answered is not asked again."""
    from pipelines.coding.reference import load_reference
    from pipelines.language_model.answers import AnswerFile, ModelAnswer
    from pipelines.language_model.asking import Asker, configured_model
    from pipelines.language_model.coding import asked_as, code_answered, coder_version
    from pipelines.language_model.prompt import instructions, question_about

    model = configured_model(settings)
    stored = AnswerFile(kept_in, asked_as(model))
    questions = {row["article_id"]: question_about(row) for row in rows}

    def keep(article_id: str, answer: ModelAnswer) -> None:
        stored.keep(article_id, questions[article_id].digest, answer)
        on_progress(len(rows) - len(due) + asker.asked.answers, len(rows))

    def answered() -> dict[str, str]:
        return {key: said for key, q in questions.items() if (said := stored.answer_to(q.digest)) is not None}

    due = {q.digest: (key, q.text) for key, q in questions.items() if stored.answer_to(q.digest) is None}
    if due:
        asker: Asker[str] = Asker(settings, instructions())
        asker.ask(due.values(), keep)
        for line in asker.report(waiting=len(rows) - len(answered())).notes():
            on_note(line)
    answers = answered()
    to_code = article_frame([row for row in rows if row["article_id"] in answers])
    return code_answered(to_code, answers, load_reference(settings.cache_folder), coder_version(model))


def article_frame(rows: Sequence[Mapping[str, Any]]) -> "pl.DataFrame":
    """Articles as the coder takes them; what a row does not say is empty."""
    import polars as pl

    from schemas.contracts import dtypes
    from schemas.frames import Articles

    names = dtypes(Articles)
    nothing: dict[str, Any] = {"title": "", "agencies": [], "source_path": ""}
    said = ({name: row.get(name) for name in names} for row in rows)
    return pl.DataFrame([{n: nothing.get(n) if v is None else v for n, v in row.items()} for row in said], schema=names)
