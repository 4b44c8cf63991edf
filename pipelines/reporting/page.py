"""The report as one HTML page that loads nothing: styles, charts and their data, and the library that draws them.

The words on it are other people's. Jinja escapes them in the text, JSON in the charts' data, and the page's own policy
runs no script but ours and reaches no network. All that the charts show stands in the text too.
"""

import base64
import json
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

import vl_convert
from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from pipelines.reporting import wording
from pipelines.reporting.charts import (
    Chart,
    control_chart,
    drawn_period,
    map_chart,
    network_chart,
    period_anchor,
    timeline_chart,
)
from pipelines.reporting.wording import counted, day
from warehouse.report import Report

SIGNS = {
    4: "M5 0A5 5 0 1 1-5 0A5 5 0 1 1 5 0",
    3: "M0-5L5.5 5H-5.5Z",
    2: "M-4.5-4.5H4.5V4.5H-4.5Z",
    1: "M0-6L5 0L0 6L-5 0Z",
}
DYADS_TOLD = 50
DENIED_TOLD = 50
SENTENCE_SHOWN = 600  # characters on either side of the words that carry the event
FEW = 60  # events: so many are shown without folding the months
Row = dict[str, Any]


def render(report: Report) -> str:
    """The page, the same bytes for the same rows."""
    charts = _charts(report)
    script, style = library(), _own("page.css")
    told = _told(report)
    return _template().render(
        title=title(report),
        about=_about(report),
        nothing=_nothing(report),
        summary=report.summary,
        counts=_counts(report),
        charts=charts,
        notes={name: chart.note for name, chart in charts.items()},
        specs=Markup(_embedded({name: _spec(name, chart) for name, chart in charts.items()})),  # noqa: S704  escaped
        leads="Point at a sign to see what happened; click it to read the sentences.",
        control=_control(report),
        dyads=report.dyads.head(DYADS_TOLD).to_dicts(),
        claims=[_two_sided(row) for row in report.claims.to_dicts()],
        denied=[event for event in told if event["is_contested"]][:DENIED_TOLD],
        months=_months(told),
        small=len(told) <= FEW,
        told={event["event_id"] for event in told},
        told_note=_told_note(report),
        made_of=_made_of(report),
        quads=wording.QUADS,
        modalities=wording.MODALITIES,
        signs=SIGNS,
        count=counted,
        style=Markup(style),  # noqa: S704  our own file, and the policy names its digest
        script=Markup(script),  # noqa: S704  the library and our own file, and the policy names their digest
        policy=(
            f"default-src 'none'; script-src {_digest(script)}; style-src {_digest(style)};"
            " style-src-attr 'unsafe-inline'; base-uri 'none'; form-action 'none'"
        ),
    )


def title(report: Report) -> str:
    """What the page is about: countries and period."""
    where = ", ".join(report.country_names) or "Events and control"
    period = drawn_period(report)
    if period is None:
        return where
    first, last = day(period.first), day(report.selection.until or period.last)
    return f"{where}, {first} to {last}" if first != last else f"{where}, {first}"


def _about(report: Report) -> str:
    asked = [f"from {day(report.selection.since)}" if report.selection.since else ""]
    asked += [f"to {day(report.selection.until)}" if report.selection.until else "", ", ".join(report.country_names)]
    chosen = f"Asked for: {' '.join(filter(None, asked))}. " if any(asked) else ""
    return f"{chosen}What an event says stands beside its sentence: read it before you count on it."


def _counts(report: Report) -> list[tuple[str, str]]:
    names = {
        "events": "events",
        "facts": "told as fact",
        "contested": "contested",
        "articles": "articles",
        "publishers": "publishers",
        "places": "places",
    }
    return [(name, f"{report.summary[key] or 0:,}") for key, name in names.items()]


def _nothing(report: Report) -> str:
    if not report.summary["all_articles"]:
        return "The warehouse holds no article yet. Put some into the inbox and call dateline run."
    selection = report.selection
    if selection.since or selection.until or selection.countries:
        return (
            f"The warehouse holds {counted(int(str(report.summary['all_articles'])), 'article')}, but no event of this"
            " period and these countries. Ask for a longer period or for more countries."
        )
    return f"No event was found in {counted(int(str(report.summary['all_articles'])), 'article')}."


def _told_note(report: Report) -> str:
    events, shown = int(str(report.summary["events"])), report.events.height
    if events <= shown:
        return f"{counted(shown, 'event')}, newest first; also what is announced, supposed or denied."
    return (
        f"The {shown:,} of {counted(events, 'event')} with most independent reports and dead, newest first; the charts"
        " of time and of actors count all, the map shows these. Narrow it to see the others: --since, --until,"
        " --country, or raise --limit."
    )


def _made_of(report: Report) -> str:
    coder = report.summary["coder_version"]
    return f"Warehouse version {report.version}" + (f", coded by {coder}." if coder else ".")


def _charts(report: Report) -> dict[str, Chart]:
    """The charts that have something to show, by name."""
    if not report.summary["events"]:
        return {}
    period = drawn_period(report)
    charts: dict[str, Chart] = {"map": map_chart(report)}
    if period:
        charts["timeline"] = timeline_chart(report, period)
        charts["control"] = control_chart(report, period)
    charts["network"] = network_chart(report)
    needed = {"timeline": "bars", "control": "intervals", "network": "links"}
    return {name: chart for name, chart in charts.items() if name not in needed or chart.data[needed[name]]}


def _spec(name: str, chart: Chart) -> Row:
    """A specification with its data and signals in it."""
    spec: Row = json.loads(_own(f"specs/{name}.json"))
    for of in spec["data"]:
        if of["name"] in chart.data:
            of["values"] = chart.data[of["name"]]
    for signal in spec["signals"]:
        if signal["name"] in chart.signals:
            signal["value"] = chart.signals[signal["name"]]
    return spec


def _embedded(value: object) -> str:
    """JSON that ends no script and starts no comment in HTML."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return written.translate({ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})


@cache
def library() -> str:
    """Vega and our own script in one, from the package vl-convert, which holds them: nothing is fetched."""
    bundled: str = vl_convert.javascript_bundle(snippet=_own("page.js"))
    return bundled.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _own(name: str) -> str:
    return files("pipelines.reporting").joinpath(name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'"


def _told(report: Report) -> list[Row]:
    """Events with their mentions, newest first."""
    mentions: dict[str, list[Row]] = {}
    for mention in report.mentions.to_dicts():
        mentions.setdefault(mention["event_id"], []).append(mention | _split(mention))
    return [event | {"mentions": mentions.get(event["event_id"], [])} for event in report.events.to_dicts()]


def _split(mention: Mapping[str, Any]) -> dict[str, str]:
    """The sentence before, in and after the words that carry the event; of an endless one what stands near them."""
    text: str = mention["sentence_text"]
    start = mention["trigger_start"]
    end = start + mention["trigger_length"]
    before, after = text[:start], text[end:]
    return {
        "before": before if len(before) <= SENTENCE_SHOWN else "…" + before[-SENTENCE_SHOWN:],
        "trigger": text[start:end],
        "after": after if len(after) <= SENTENCE_SHOWN else after[:SENTENCE_SHOWN] + "…",
    }


def _months(events: Iterable[Row]) -> list[Row]:
    """The events by the month of their first day, in the order they come in."""
    months: dict[str, Row] = {}
    for event in events:
        first = event["first_day"]
        anchor = period_anchor(first) if first else "month-none"
        named = day(first, "month") if first else "No date"
        months.setdefault(anchor, {"anchor": anchor, "name": named, "events": []})["events"].append(event)
    return list(months.values())


def _control(report: Report) -> list[Row]:
    """Intervals, each place's first one marked: charts lead there."""
    rows, seen = report.control.to_dicts(), set[str]()
    for row in rows:
        row["is_first"] = row["place_id"] not in seen
        row["holder"] = row["holder_name"] or row["holder_actor_id"] or "not known who"
        seen.add(row["place_id"])
    return rows


def _two_sided(row: Row) -> Row:
    other = {name: row[f"other_{name}"] for name in ("title", "url", "published_date", "publisher")}
    return row | {"mode": None, "other": other}


def is_link(url: str | None) -> bool:
    """Whether an address may become a link: only pages of the web, never a script or a file of this machine."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("pipelines", "reporting"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        {name: getattr(wording, name) for name in ("day", "when", "kind", "parties", "place", "harm")}
        | {"is_link": is_link}
    )
    return environment.get_template("page.html.j2")
