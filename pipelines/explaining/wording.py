"""How values of the contract read to a person; the same in a terminal and on a page."""

from collections.abc import Iterable, Mapping
from typing import Any

Row = Mapping[str, Any]


def plain(text: str) -> str:
    """The text with a blank for every character that is not shown, one for one: controls, overrides, direction marks.

    Line breaks stay. Titles, texts and ids are other people's: they may hold what steers a terminal or turns a line.
    """
    return "".join(c if c.isprintable() or c == "\n" else " " for c in text)


def line(value: Any) -> str:
    """A value as one plain line; null as nothing."""
    return "" if value is None else " ".join(plain(str(value)).split())


def names(rows: Iterable[Row]) -> tuple[str, ...]:
    """What actors are called: the name where they have one, else the words."""
    return tuple(line(row.get("name") or row.get("text")) for row in rows)


def kind(mention: Row) -> str:
    """Event type and mode."""
    return "/".join(part for part in (mention["event_type"], mention["mode"]) if part)


def where(mention: Row) -> str:
    """Place and country, and how exact the place is."""
    named = ", ".join(line(part) for part in (mention["place_name"], mention["country_code"]) if part)
    return f"{named} ({mention['place_precision']})" if named and mention["place_precision"] else named


def interval(start: Any, end: Any) -> str:
    """A day, or the first and the last of several."""
    return " to ".join(dict.fromkeys(str(day) for day in (start, end) if day is not None))


def when(mention: Row) -> str:
    """The days, and the words they were read from."""
    if mention["date_start"] is None:
        return ""
    read_from = f"“{line(mention['date_text'])}”" if mention["date_text"] else mention["date_precision"]
    return f"{interval(mention['date_start'], mention['date_end'])} ({read_from})"


def toll(mention: Row) -> str:
    """Killed, injured, captured and displaced as stated; what is not stated is left out."""
    low, best, high = (mention[f"fatalities_{bound}"] for bound in ("low", "best", "high"))
    dead = _count(low, best, high)
    others = (f"{mention[kind]} {kind}" for kind in ("injured", "captured", "displaced") if mention[kind] is not None)
    return ", ".join([*([f"{dead} killed"] if dead else ()), *others])


def _count(low: int | None, best: int | None, high: int | None) -> str:
    if best is None:
        return ""
    if high is None:
        return f"at least {best}" if low is not None else str(best)
    if low is None:
        return f"up to {high}"
    return str(best) if low == high else f"{best} ({low} to {high})"


def control(mention: Row, known: Mapping[str, str]) -> str:
    """Who took, lost, contests or holds the place; `known` has the names of actor ids."""
    change = mention["control_change"]
    if change is None:
        return ""
    loser, holder = (known.get(change[end], change[end]) for end in ("from_actor_id", "to_actor_id"))
    parties = f"{loser or 'not said'} → {holder or 'not said'}" if change["status"] != "held" else holder or loser
    return line(f"{change['status']}: {parties}")


def coordinates(row: Row) -> str:
    """Latitude and longitude to some hundred metres."""
    if row["latitude"] is None or row["longitude"] is None:
        return "not resolved"
    return f"{row['latitude']:.3f}, {row['longitude']:.3f}"
