"""Words that match a row of `seeds/event_patterns.csv`: which row carries each event, and why others carry none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipelines.coding.patterns import Pattern
from pipelines.coding.text import Passage
from pipelines.coding.trigger_notes import TriggerNote
from pipelines.explaining.wording import line

FIRST_LINE = 2


@dataclass(frozen=True, slots=True)
class Unused:
    """Words of one sentence that gave no event: what stands around them, and each row with its reason."""

    sentence: str
    has_event: bool
    before: str
    words: str
    after: str
    reasons: tuple[tuple[str, str], ...]


def row_of(pattern: Pattern) -> str:
    """The row of the table that a pattern is, by line and words."""
    kind = "/".join(part for part in (pattern.event_type, pattern.mode) if part) or pattern.part_of_speech
    return f"event_patterns.csv:{pattern.rank + FIRST_LINE} “{pattern.words}” {kind}"


def carriers(notes: Sequence[TriggerNote], mention: Mapping[str, Any]) -> list[TriggerNote]:
    """The matches that carry an event: those inside its trigger, of its type first."""
    start, end = mention["trigger_start"], mention["trigger_end"]
    inside = [n for n in notes if n.objection is None and n.field == mention["field"]]
    held = [n for n in inside if start <= n.start and n.end <= end]
    return sorted(held, key=lambda n: n.pattern.event_type != mention["event_type"])


def joined_notes(notes: Sequence[TriggerNote], mentions: Sequence[Mapping[str, Any]]) -> list[TriggerNote]:
    """Matches that add to an event whose trigger stands elsewhere in their sentence ("shelled the town, killing 3")."""
    taken = {(m["field"], at) for m in mentions for at in range(m["trigger_start"], m["trigger_end"])}
    return [note for note in notes if note.objection is None and (note.field, note.start) not in taken]


def unused_notes(notes: Sequence[TriggerNote], mentions: Sequence[Mapping[str, Any]]) -> list[TriggerNote]:
    """Notes on words that carry no event and lie in no trigger, nor in words that do."""
    taken = {(n.field, at) for n in notes if n.objection is None for at in range(n.start, n.end)}
    taken |= {(m["field"], at) for m in mentions for at in range(m["trigger_start"], m["trigger_end"])}
    return [note for note in notes if note.objection and (note.field, note.start) not in taken]


def unused(
    notes: Sequence[TriggerNote], mentions: Sequence[Mapping[str, Any]], passages: Mapping[str, Passage]
) -> tuple[Unused, ...]:
    """What gave no event, in reading order; the same reason of one row's several forms is told once."""
    eventful = {(mention["field"], mention["sentence_index"]) for mention in mentions}
    groups: dict[tuple[str, int, int, int], list[TriggerNote]] = {}
    for note in unused_notes(notes, mentions):
        groups.setdefault((note.field, note.sentence_index, note.start, note.end), []).append(note)
    lines = []
    for (field, index, start, end), group in groups.items():
        sentence, text = passages[field].sentences[index], passages[field].text
        lines.append(
            Unused(
                f"{field}-{index}",
                (field, index) in eventful,
                line(text[sentence.start : start]),
                line(text[start:end]),
                line(text[end : sentence.end]),
                tuple(dict.fromkeys((row_of(note.pattern), note.objection or "") for note in group)),
            )
        )
    return tuple(lines)
