"""An answer of a language model, and how it is kept between runs where there is no journal."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pipelines.language_model.budget import Tokens


@dataclass(frozen=True, slots=True)
class ModelAnswer:
    """An answer as it came, and what it cost. `tokens` are estimated where the endpoint does not count them."""

    text: str
    model: str
    finish_reason: str | None
    tokens: Tokens
    dollars: float | None


class AnswerFile:
    """Answers as JSON lines beside the output of `dateline code`, each written as soon as it comes.

    They are found again by the question and by how it was asked, so that another text or prompt is asked anew.
    """

    def __init__(self, path: Path, asked_as: str) -> None:
        """Reads what is there; a line that a killed run left half written is passed over."""
        self._path, self._asked_as = path, asked_as
        self._is_torn = path.exists() and path.read_bytes()[-1:] not in (b"", b"\n")
        self._found = {row["question"]: row for row in self._rows() if row.get("asked_as") == asked_as}

    def answer_to(self, question: str) -> str | None:
        """The text of the answer to a question, by its digest; null where there is none yet."""
        row = self._found.get(question)
        return None if row is None else row["answer"]

    def keep(self, article_id: str, question: str, answer: ModelAnswer) -> None:
        """Appends one answer."""
        row = {"article_id": article_id, "asked_as": self._asked_as, "question": question}
        row |= {"answer": answer.text} | {k: v for k, v in asdict(answer).items() if k != "text"}
        with self._path.open("a", encoding="utf-8") as file:
            file.write(("\n" if self._is_torn else "") + json.dumps(row, ensure_ascii=False) + "\n")
        self._is_torn = False
        self._found[question] = row

    def _rows(self) -> Iterator[dict[str, Any]]:
        if not self._path.exists():
            return
        for line in self._path.read_bytes().splitlines():
            try:
                row = json.loads(line)
            except ValueError:
                continue
            if isinstance(row, dict) and isinstance(row.get("question"), str) and isinstance(row.get("answer"), str):
                yield row
