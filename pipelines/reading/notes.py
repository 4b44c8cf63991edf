"""What a reader took and what it left, for `dateline read --explain`. Readers write here only when asked to."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that was seen: a line, a date, a headline; whether it was kept, and why or why not."""

    what: str
    value: str
    is_kept: bool
    why: str


@dataclass(slots=True)
class Notes:
    """Notes of one document, in the order in which its reader wrote them."""

    notes: list[Note] = field(default_factory=list)

    def kept(self, what: str, value: str | None, why: str) -> None:
        """Something that stands in the article."""
        if value:
            self.notes.append(Note(what, value, True, why))

    def left(self, what: str, value: str | None, why: str) -> None:
        """Something that does not."""
        if value:
            self.notes.append(Note(what, value, False, why))
