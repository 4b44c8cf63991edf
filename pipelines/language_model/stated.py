"""The events that an answer states, as far as its form goes; whether the article bears them out is `held.py`."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import from_json

MOST_EVENTS = 100
MOST_PARTIES = 10
LONGEST_QUOTE = 400
_FENCE = re.compile(r'\{\s*"events"')
_NOTHING = ("", "none", "null", "n/a", "unknown")


def _said(value: Any) -> Any:
    """Text without white space around it; null for words that say nothing."""
    if not isinstance(value, str):
        return value
    return None if value.strip().lower() in _NOTHING else value.strip()


def _listed(value: Any) -> Any:
    """Models write null for no party and a text for one."""
    if value is None:
        return ()
    parties = (value,) if isinstance(value, str) else value
    return (
        tuple(p for party in parties if (p := _said(party)) is not None) if isinstance(parties, list | tuple) else value
    )


Code = Annotated[str, Field(max_length=40)]
Quote = Annotated[str, Field(min_length=1, max_length=LONGEST_QUOTE)]
QuoteOrNull = Annotated[Quote | None, BeforeValidator(_said)]
Parties = Annotated[tuple[Quote, ...], BeforeValidator(_listed), Field(max_length=MOST_PARTIES)]


class _Stated(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class SaidBy(_Stated):
    """Who says so, and the word that says that it is said."""

    speaker: Quote
    cue: QuoteOrNull = None


class StatedEvent(_Stated):
    """One event as a model states it: codes, and quotations that are still to be found in the article."""

    sentence: Annotated[int, Field(ge=1)]
    trigger: Quote
    type: Code
    mode: Annotated[Code | None, BeforeValidator(_said)] = None
    modality: Literal["actual", "historical", "future", "hypothetical", "negated"]
    actors: Parties = ()
    recipients: Parties = ()
    place: QuoteOrNull = None
    date: QuoteOrNull = None
    killed: QuoteOrNull = None
    injured: QuoteOrNull = None
    captured: QuoteOrNull = None
    displaced: QuoteOrNull = None
    control: Annotated[Literal["taken", "lost", "contested", "held"] | None, BeforeValidator(_said)] = None
    said_by: SaidBy | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that an answer states and that is not taken over: why, in words that repeat, and what it was."""

    reason: str
    stated: Any


def stated_events(answer: str) -> tuple[list[StatedEvent], list[Problem]]:
    """The events of an answer in the form that was asked for, and what has another form.

    Of an answer that was cut short the last event is left out: what it lacks might have denied it.
    """
    stated, is_whole = _json_in(answer)
    events = stated.get("events") if isinstance(stated, dict) else stated
    if not isinstance(events, list):
        return [], [Problem("the answer is not the JSON that was asked for", answer[:LONGEST_QUOTE])]
    problems = []
    if not is_whole:
        events = events[:-1]
        problems.append(Problem("the answer was cut short; its last event is left out", answer[-80:]))
    if len(events) > MOST_EVENTS:
        problems.append(Problem(f"more than {MOST_EVENTS} events stated; the rest is left out", len(events)))
    kept, malformed = _of_form(events[:MOST_EVENTS])
    return kept, problems + malformed


def _of_form(events: Sequence[Any]) -> tuple[list[StatedEvent], list[Problem]]:
    kept, problems = [], []
    for event in events:
        try:
            kept.append(StatedEvent.model_validate(event))
        except ValidationError as error:
            fields = sorted({str(e["loc"][0]) if e["loc"] else "event" for e in error.errors(include_input=False)})
            problems.append(Problem(f"not of the form that was asked for: {', '.join(fields)}", event))
    return kept, problems


def _json_in(answer: str) -> tuple[Any, bool]:
    """The JSON value in an answer, and whether it is whole; words around it, such as a code fence, are passed over."""
    found = _FENCE.search(answer)
    start = found.start() if found else min((i for i in map(answer.find, "{[") if i >= 0), default=-1)
    if start < 0:
        return None, True
    try:
        return json.JSONDecoder().raw_decode(answer, start)[0], True
    except (ValueError, RecursionError):
        pass
    try:
        return from_json(answer[start:], allow_partial=True), False
    except ValueError:
        return None, True
