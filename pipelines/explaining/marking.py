"""The marks of one passage: the rows of the contract, each with what there is to say of it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipelines.coding.trigger_notes import TriggerNote
from pipelines.explaining import wording
from pipelines.explaining.marks import Facts, Kind, Mark
from pipelines.explaining.provenance import load_seed_rows
from pipelines.explaining.triggers import by_sentence, carriers, joined_notes, reasons, row_of, unused_notes

Rows = list[dict[str, Any]]


def marks_of(field: str, rows: Mapping[str, Rows], notes: Sequence[TriggerNote]) -> list[Mark]:
    """Everything that was found in the passage `field`, and the words that match a pattern and gave no event."""
    seeds = load_seed_rows()
    marks = [_mark("actor", row, _actor(row, seeds.of_actor(row))) for row in _in(field, rows["actors"])]
    marks += [_mark("place", row, _place(row, seeds.of_place(row))) for row in _in(field, rows["places"])]
    marks += [_mark("time", row, _time(row)) for row in _in(field, rows["times"])]
    marks += [mark for row in _in(field, rows["claims"]) for mark in _claim(row)]
    inside = [note for note in notes if note.field == field]
    return [*marks, *_triggers(field, rows, inside), *_unused(_in(field, rows["mentions"]), inside)]


def _triggers(field: str, rows: Mapping[str, Rows], notes: Sequence[TriggerNote]) -> Iterator[Mark]:
    known = {row["actor_id"]: row["name"] for row in rows["actors"] if row["actor_id"] and row["name"]}
    told = by_sentence(notes)
    mentions = _in(field, rows["mentions"])
    for row in mentions:
        facts = _facts({**_event(row, known), "from": carriers(told, row)})
        yield Mark("trigger", row["trigger_start"], row["trigger_end"], wording.kind(row), facts)
    for note in joined_notes(notes, mentions):
        yield Mark(
            "trigger", note.start, note.end, "part of the event beside it", _facts({"from": row_of(note.pattern)})
        )


def _in(field: str, rows: Rows) -> Rows:
    return [row for row in rows if row["field"] == field]


def _mark(kind: Kind, row: Mapping[str, Any], facts: Facts) -> Mark:
    return Mark(kind, row["start"], row["end"], wording.line(row.get("name") or row["text"]), facts)


def _facts(values: Mapping[str, Any]) -> Facts:
    return tuple((name, wording.line(value)) for name, value in values.items() if value not in (None, ""))


def _actor(row: Mapping[str, Any], seeds: Sequence[str]) -> Facts:
    named = {"id": row["actor_id"], "kind": row["kind"], "country": row["country"], "sector": row["sector"]}
    return _facts({**named, "confidence": row["confidence"], "from": "; ".join(seeds)})


def _place(row: Mapping[str, Any], seeds: Sequence[str]) -> Facts:
    named = {"id": row["place_id"], "country": row["country_code"], "admin 1": row["admin1"]}
    located = {"coordinates": wording.coordinates(row), "feature": row["feature_code"]}
    return _facts({**named, **located, "confidence": row["confidence"], "from": "; ".join(seeds)})


def _time(row: Mapping[str, Any]) -> Facts:
    days = wording.interval(row["date_start"], row["date_end"])
    return _facts({"type": row["type"], "TIMEX value": row["value"], "days": days})


def _event(row: Mapping[str, Any], known: Mapping[str, str]) -> dict[str, Any]:
    return {
        "modality": row["modality"],
        "who": "; ".join(wording.names(row["actors"])),
        "whom": "; ".join(wording.names(row["recipients"])),
        "where": wording.where(row),
        "when": wording.when(row),
        "toll": wording.toll(row),
        "control": wording.control(row, known),
        "says who": "; ".join(wording.names(row["attributed_to"])),
        "contexts": ", ".join(row["contexts"]),
        "CAMEO": row["cameo_code"],
        "ACLED": row["acled_sub_event_type"],
        "confidence": row["confidence"],
    }


def _claim(row: Mapping[str, Any]) -> Iterator[Mark]:
    said = {"source": row["source_text"], "id": row["source_actor_id"], "cue": row["cue_text"]}
    facts = _facts({**said, "class": row.get("claim_class")})
    spans: tuple[Kind, ...] = ("source", "cue", "content")
    for kind in spans:
        start, end = row[f"{kind}_start"], row[f"{kind}_end"]
        if start is not None and end is not None and start < end:
            yield Mark(kind, start, end, wording.line(row["source_text"]) or "nobody named", facts)


def _unused(mentions: Rows, notes: Sequence[TriggerNote]) -> Iterator[Mark]:
    spans: dict[tuple[int, int], list[TriggerNote]] = {}
    for note in unused_notes(notes, mentions):
        spans.setdefault((note.start, note.end), []).append(note)
    for (start, end), group in spans.items():
        yield Mark("unused", start, end, "no event", reasons(group))
