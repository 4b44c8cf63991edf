"""How a report says things: days, periods, kinds of events, counts."""

from collections.abc import Mapping
from datetime import date
from typing import Any

QUADS = {
    4: "material conflict",
    3: "verbal conflict",
    2: "material cooperation",
    1: "verbal cooperation",
}
MODALITIES = {
    "actual": "",
    "historical": "told as past",
    "future": "announced",
    "hypothetical": "supposed",
    "negated": "denied or did not happen",
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(moment: date | None, precision: str = "day") -> str:
    """`3 Nov 2017`, or as much of it as is known; the English name of the month whatever the machine speaks."""
    if moment is None:
        return "no date"
    month = _MONTHS[moment.month - 1]
    return {"year": f"{moment.year}", "month": f"{month} {moment.year}"}.get(
        precision, f"{moment.day} {month} {moment.year}"
    )


def when(event: Mapping[str, Any]) -> str:
    """The days of an event, with what is not exact about them."""
    start, end, precision = event["date_start"], event["date_end"], event["date_precision"]
    if start is None:
        return f"no date; told {day(event['first_day'])}" if event["first_day"] else "no date"
    if precision == "publication":
        return f"by {day(start)}"
    if precision in ("year", "month") or end in (None, start):
        return day(start, precision)
    return f"{day(start)} to {day(end)}"


def kind(event: Mapping[str, Any]) -> str:
    """`assault, beat`: PLOVER's type and mode in lower case."""
    return ", ".join(
        part.lower().replace("_", " ").replace("-", " ") for part in (event["event_type"], event["mode"]) if part
    )


def parties(event: Mapping[str, Any]) -> str:
    """`who → to whom`, as far as known."""
    return (
        f"{event['actors'] or 'someone'} → {event['recipients']}"
        if event["recipients"]
        else event["actors"] or "not said who"
    )


def place(event: Mapping[str, Any]) -> str:
    """Where it happened, with what is not exact about it."""
    if event["place_name"] is None:
        return ""
    rough = {"country": " (country)", "admin1": " (province)"}.get(event["place_precision"], "")
    return f"{event['place_name']}{rough}"


def counted(number: int, one: str, several: str = "") -> str:
    """`1 event`, `2,000 events`."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def harm(event: Mapping[str, Any]) -> str:
    """The people harmed, as stated: `12 killed (8 to 15), 3 injured`; empty where none are."""
    told = []
    best, low, high = event["fatalities_best"], event["fatalities_low"], event["fatalities_high"]
    if best is not None:
        told.append(f"{best:,} killed" + (f" ({low:,} to {high:,})" if None not in (low, high) and low != high else ""))
    elif low is not None:
        told.append(f"at least {low:,} killed")
    told += (f"{event[kind]:,} {kind}" for kind in ("injured", "captured", "displaced") if event[kind] is not None)
    return ", ".join(told)
