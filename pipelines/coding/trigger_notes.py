"""What the event rules made of each match of a pattern: an event, or none and why. For those who mend the table.

Only told to who asks (`EventDraft(..., on_note=...)`); nothing here decides anything.
"""

from collections.abc import Callable
from dataclasses import dataclass

from pipelines.coding.clauses import Clause
from pipelines.coding.patterns import Pattern, Reading
from pipelines.coding.text import FieldName, Passage


@dataclass(frozen=True, slots=True)
class TriggerNote:
    """One reading of words as a pattern; `objection` says why it gave no event, null that it carries one."""

    field: FieldName
    sentence_index: int
    start: int
    end: int
    text: str
    form: str
    pattern: Pattern
    objection: str | None

    @classmethod
    def of(cls, passage: Passage, clause: Clause, reading: Reading, objection: str | None) -> "TriggerNote":
        """The note on a reading of a clause's tokens."""
        start, end = clause.text_span(reading.start, reading.end)
        text = passage.text[start:end]
        return cls(passage.field, clause.sentence.index, start, end, text, reading.form, reading.pattern, objection)


MISFIT = "here the words are another part of speech, or part of a name"
OnNote = Callable[[TriggerNote], None]
