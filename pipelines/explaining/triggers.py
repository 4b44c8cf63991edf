"""Words that match a row of `seeds/event_patterns.csv`: which row carries each event, and why others carry none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipelines.coding.patterns import Pattern
from pipelines.coding.text import Passage
from pipelines.coding.trigger_notes import MISFIT, TriggerNote
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


Told = Mapping[tuple[str, int], Sequence[TriggerNote]]


def by_sentence(notes: Sequence[TriggerNote]) -> Told:
    """The notes of each sentence, by field and number."""
    told: dict[tuple[str, int], list[TriggerNote]] = {}
    for note in notes:
        told.setdefault((note.field, note.sentence_index), []).append(note)
    return told


def carriers(told: Told, mention: Mapping[str, Any]) -> str:
    """The rows that carry an event: those whose match lies inside its trigger, of its type first."""
    start, end = mention["trigger_start"], mention["trigger_end"]
    inside = told.get((mention["field"], mention["sentence_index"]), ())
    held = [n for n in inside if n.objection is None and start <= n.start and n.end <= end]
    held.sort(key=lambda note: note.pattern.event_type != mention["event_type"])
    return "; ".join(row_of(note.pattern) for note in held)


def reasons(notes: Sequence[TriggerNote]) -> tuple[tuple[str, str], ...]:
    """Each row that the same words match, once: with the reason of the form that came furthest."""
    ordered = sorted(notes, key=lambda note: note.objection != MISFIT)
    told = {row_of(note.pattern): note.objection or "" for note in ordered}
    return tuple((row, told[row]) for row in dict.fromkeys(row_of(note.pattern) for note in notes))


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
                reasons(group),
            )
        )
    return tuple(lines)
