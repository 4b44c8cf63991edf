"""What the charts show, as rows for their specifications in `specs/`. Every row that can be clicked has an `anchor`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl

from pipelines.reporting.outlines import Frame, frame_around, outlines
from pipelines.reporting.wording import QUADS, counted, day, harm, kind, parties, place, when
from warehouse.report import Report

ACTORS_DRAWN = 32
DYADS_DRAWN = 60
PLACES_DRAWN = 30
HOLDERS_COLOURED = 8
OUTLIERS = 0.02  # of the events: so many of the earliest must not stretch the time axis
GRANULARITIES = ((62, "1d", "day"), (500, "1w", "week"), (4500, "1mo", "month"), (10**9, "1y", "year"))
FITS = {"day": ("day", "publication"), "week": ("day", "publication", "week")}
FITS["month"] = (*FITS["week"], "month")
FITS["year"] = (*FITS["month"], "year")
LEVELS = {"admin1": "province", "admin2": "district"}
_ENDS = ("actor", "recipient")
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Chart:
    """The data sets and signals of one chart, by name, and what it leaves out, in words."""

    data: Mapping[str, Sequence[Row]]
    signals: Mapping[str, Any]
    note: str = ""


def map_chart(report: Report) -> Chart:
    """Events where they happened, side by side where they share a place, and who holds which place at the end."""
    placed = report.events.filter(pl.col("is_fact") & pl.col("latitude").is_not_null())
    held = _held_at_the_end(report.control).filter(pl.col("latitude").is_not_null())
    frame = frame_around(
        [*placed["longitude"], *held["longitude"]],
        [*placed["latitude"], *held["latitude"]],
    )
    told = int(report.events["is_fact"].sum())
    width, height = frame.size
    return Chart(
        {
            "countries": outlines(frame),
            "events": _event_points(placed, frame),
            "holders": _holder_points(held, frame),
        },
        {"wide": width, "high": height},
        f"{counted(told - placed.height, 'event')} of no known place cannot be drawn." if told > placed.height else "",
    )


def _event_points(placed: pl.DataFrame, frame: Frame) -> list[Row]:
    """One row per event; `turn` is its number at its place, the deadliest first, to lay them around it."""
    weight = pl.col("fatalities_best").fill_null(pl.col("fatalities_low")).fill_null(0)
    ordered = placed.with_columns(weight.alias("weight")).sort(
        ["weight", "mention_count", "event_id"], descending=[True, True, False]
    )
    ordered = ordered.with_columns(
        pl.int_range(pl.len()).over("latitude", "longitude").alias("turn"),
        pl.len().over("latitude", "longitude").alias("shared"),
    )
    units = frame.units(ordered["longitude"].to_list(), ordered["latitude"].to_list()).tolist()
    return [
        {
            "x": x,
            "y": y,
            "turn": event["turn"],
            "shared": event["shared"],
            "weight": event["weight"],
            "quad": QUADS[event["quad_code"]],
            "rough": event["place_precision"] in ("country", "admin1"),
            "anchor": event["event_id"],
            "tip": _tip(event),
        }
        for event, (x, y) in zip(ordered.to_dicts(), units, strict=True)
    ]


def _tip(event: Mapping[str, Any]) -> Row:
    facts = {
        "title": kind(event),
        "who": parties(event),
        "where": place(event),
        "when": when(event),
        "harm": harm(event),
        "reports": counted(event["mention_count"], "mention"),
    }
    return {name: value for name, value in facts.items() if value}


def _held_at_the_end(control: pl.DataFrame) -> pl.DataFrame:
    return control.filter(pl.col("valid_to").is_null())


def _holder_points(held: pl.DataFrame, frame: Frame) -> list[Row]:
    units = frame.units(held["longitude"].to_list(), held["latitude"].to_list()).tolist()
    return [
        {
            "x": x,
            "y": y,
            "label": f"{row['place_name']}: {_holder(row)}",
            "anchor": f"held-{row['place_id']}",
            "tip": {
                "title": f"{row['place_name']}: {_holder(row)}",
                "since": day(row["valid_from"], row["date_precision"]),
                "reported as": row["reported_as"],
            },
        }
        for row, (x, y) in zip(held.to_dicts(), units, strict=True)
    ]


def _holder(row: Mapping[str, Any]) -> str:
    name = row["holder_name"] or row["holder_actor_id"] or "not known who"
    return f"{name} (contested)" if row["status"] == "contested" else name


@dataclass(frozen=True, slots=True)
class Period:
    """The days that time axes show, the last one included."""

    first: date
    last: date


def drawn_period(report: Report) -> Period | None:
    """The period asked for, else that of all events but the earliest few, up to the last article; null without any."""
    days = report.days.sort("date_start")
    if days.is_empty():
        return None
    early = days.filter(pl.col("event_count").cum_sum() > OUTLIERS * _total(days))["date_start"][0]
    printed = report.summary["last_published_date"]
    last: date = days["date_start"][-1]
    if isinstance(printed, date):
        last = min(last, printed)
    first: date = report.selection.since or early
    return Period(first, max(first, report.selection.until or last))


def _total(days: pl.DataFrame) -> int:
    return int(days["event_count"].sum())


def granularity_of(period: Period) -> tuple[str, str]:
    """How long a bar is, as polars has it and in words, so that a period has some sixty bars or more."""
    span = (period.last - period.first).days + 1
    return next((every, name) for most, every, name in GRANULARITIES if span <= most)


def timeline_chart(report: Report, period: Period) -> Chart:
    """Events by time and quad class, each counted once, where its date is as exact as a bar."""
    every, name = granularity_of(period)
    fitting = report.days.filter(pl.col("date_precision").is_in(FITS[name]))
    inside = fitting.filter(pl.col("date_start").is_between(period.first, period.last))
    counts = (
        inside.with_columns(pl.col("date_start").dt.truncate(every).alias("from"))
        .group_by("from", "quad_code")
        .agg(pl.col("event_count").sum())
        .sort("from", "quad_code")
    )
    bars = [
        {
            "from": row["from"].isoformat(),
            "to": _next(row["from"], name).isoformat(),
            "quad": QUADS[row["quad_code"]],
            "order": -row["quad_code"],
            "count": row["event_count"],
            "anchor": period_anchor(row["from"]),
            "tip": {
                "title": f"{day(row['from'], name)}{' (week)' if name == 'week' else ''}",
                QUADS[row["quad_code"]]: counted(row["event_count"], "event"),
            },
        }
        for row in counts.to_dicts()
    ]
    coarse = _total(report.days) - _total(fitting)
    outside = _total(fitting) - _total(inside)
    left_out = [
        f"{counted(coarse, 'event')} dated more roughly than that" if coarse else "",
        f"{outside:,} outside these days" if outside else "",
    ]
    note = f"One bar is a {name}."
    if any(left_out):
        note += f" Not drawn: {'; '.join(filter(None, left_out))}."
    first, last = pl.Series([period.first, period.last]).dt.truncate(every).to_list()
    return Chart({"bars": bars}, {"span": [first.isoformat(), _next(last, name).isoformat()]}, note)


def period_anchor(first: date) -> str:
    """Where the list of events has the month of a bar."""
    return f"month-{first:%Y-%m}"


def _next(first: date, name: str) -> date:
    if name == "month":
        return date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return date(first.year + 1, 1, 1) if name == "year" else first + timedelta(days=7 if name == "week" else 1)


def control_chart(report: Report, period: Period) -> Chart:
    """Who held which place from when to when, those places first that changed hands last."""
    end = period.last + timedelta(days=1)
    rows = report.control.filter(
        (pl.col("valid_from") <= period.last) & (pl.col("valid_to").is_null() | (pl.col("valid_to") > period.first))
    )
    places = (
        rows.group_by("place_id", "place_name", "place_level")
        .agg(pl.col("valid_from").max(), pl.len())
        .sort(["len", "valid_from", "place_name", "place_id"], descending=[True, True, False, False])
    )
    drawn = places.head(PLACES_DRAWN)
    order = {place_id: number for number, place_id in enumerate(drawn["place_id"])}
    names = _told_apart(drawn)
    latest = dict(zip(drawn["place_id"], drawn["valid_from"], strict=True))
    shown = [row for row in rows.to_dicts() if row["place_id"] in order]
    intervals = [
        {
            "row": order[row["place_id"]],
            "place": names[row["place_id"]] + (f": {_holder(row)} ▸" if row["valid_to"] is None else ""),
            "from": max(row["valid_from"], period.first).isoformat(),
            "to": min(row["valid_to"] or end, end).isoformat(),
            "holder": row["holder_name"] or row["holder_actor_id"] or "not known who",
            "lasts": row["valid_to"] is None,
            "is_last": row["valid_from"] == latest[row["place_id"]],
            "status": row["status"],
            "anchor": f"held-{row['place_id']}",
            "tip": {
                "title": f"{row['place_name']}: {_holder(row)}",
                "from": day(row["valid_from"], row["date_precision"]),
                "to": day(row["valid_to"]) if row["valid_to"] else "goes on",
                "reported as": row["reported_as"],
            },
        }
        for row in sorted(shown, key=lambda row: (order[row["place_id"]], row["valid_from"]))
    ]
    left = places.height - drawn.height
    return Chart(
        {"intervals": intervals},
        {
            "span": [period.first.isoformat(), end.isoformat()],
            "places": list(names.values()),
            "named": [name for name, _ in _most(row["holder"] for row in intervals)[:HOLDERS_COLOURED]],
        },
        f"{counted(left, 'more place')} only in the table below." if left else "",
    )


def _told_apart(places: pl.DataFrame) -> dict[str, str]:
    """Name by id; of places of one name also what they are, and their id where that is one too."""
    told = places["place_name"].to_list()
    for more in ("place_level", "place_id"):
        words = [LEVELS.get(value, value) for value in places[more]]
        told = [name if told.count(name) == 1 else f"{name} ({word})" for name, word in zip(told, words, strict=True)]
    return dict(zip(places["place_id"], told, strict=True))


def _most(values: Iterable[str]) -> list[tuple[str, int]]:
    counts: dict[str, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return sorted(counts.items(), key=lambda each: (-each[1], each[0]))


def network_chart(report: Report) -> Chart:
    """Who did what to whom: the pairs with most events, until so many actors are drawn as can be told apart."""
    dyads = report.dyads.to_dicts()
    names = {row[f"{end}_id"]: row[f"{end}_name"] for row in dyads for end in _ENDS}
    number: dict[str, int] = {}
    links: list[Row] = []
    for row in dyads:
        new = [row[f"{end}_id"] for end in _ENDS if row[f"{end}_id"] not in number]
        if len(number) + len(new) <= ACTORS_DRAWN and len(links) < DYADS_DRAWN:
            number |= {actor_id: len(number) + place for place, actor_id in enumerate(new)}
            links.append(_link(row, number))
    totals: dict[str, int] = {}
    for row in dyads:
        for end in _ENDS:
            totals[row[f"{end}_id"]] = totals.get(row[f"{end}_id"], 0) + row["event_count"]
    nodes = [
        {
            "index": index,
            "name": names[actor_id],
            "count": totals[actor_id],
            "tip": {"title": names[actor_id], "takes part in": counted(totals[actor_id], "event")},
        }
        for actor_id, index in number.items()
    ]
    undrawn = len(names) - len(nodes), len(dyads) - len(links)
    note = (
        f"Not drawn: {counted(undrawn[0], 'more actor')}, {counted(undrawn[1], 'more pair')}." if any(undrawn) else ""
    )
    return Chart({"nodes": nodes, "links": links}, {}, note)


def _link(row: Mapping[str, Any], number: Mapping[str, int]) -> Row:
    return {
        "source": number[row["actor_id"]],
        "target": number[row["recipient_id"]],
        "count": row["event_count"],
        "conflict": row["is_conflict"],
        "anchor": row["event_id"],
        "tip": {
            "title": f"{row['actor_name']} → {row['recipient_name']}",
            "conflict" if row["is_conflict"] else "cooperation": counted(row["event_count"], "event"),
        },
    }
