"""`dateline explain`: one article as the coder sees it, in a terminal. What it finds is decided in `coding`."""

from collections.abc import Iterable, Mapping
from typing import Any

from rich.console import Console, Group
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

STYLES = {"places": "green", "times": "magenta", "actors": "bold cyan", "triggers": "bold white on red"}
LEGEND = Text.assemble(*((f" {name} ", style) for name, style in STYLES.items()), ("  claims: underlined", "underline"))

Rows = list[dict[str, Any]]


def show(article: Mapping[str, Any], coded: Mapping[str, Rows], console: Console | None = None) -> None:
    """Prints an article with everything marked that was found in it, and its events as a table.

    `coded` holds the rows of the contract's frames, by name.
    """
    console = console or Console()
    parts = [marked(article.get(field) or "", field, coded) for field in ("title", "text")]
    about = " · ".join(str(article[name]) for name in ("published_at", "publisher", "language") if article.get(name))
    console.print(Panel(Group(parts[0], Text(""), parts[1]), title=article["article_id"], subtitle=about))
    console.print(LEGEND)
    console.print(events_table(coded["mentions"]) if coded["mentions"] else Text("No event was found.", "italic"))


def marked(text: str, field: str, coded: Mapping[str, Rows]) -> Text:
    """The text of one field with styles on its spans."""
    shown = Text(text)
    for row in coded["claims"]:
        if row["field"] == field:
            shown.stylize("underline", row["content_start"], row["content_end"])
    for name in ("places", "times", "actors"):
        for row in coded[name]:
            if row["field"] == field:
                shown.stylize(STYLES[name], row["start"], row["end"])
    for row in coded["mentions"]:
        if row["field"] == field:
            shown.stylize(STYLES["triggers"], row["trigger_start"], row["trigger_end"])
    return shown


def events_table(mentions: Rows) -> Table:
    """One line a mention: what, by whom, to whom, where, when, who says so."""
    table = Table(
        "what", "trigger", "who", "to whom", "where", "when", "toll", "control", "says who", "sure", show_lines=True
    )
    for mention in mentions:
        kind = "/".join(part for part in (mention["event_type"], mention["mode"]) if part)
        told = "" if mention["modality"] == "actual" else f"\n({mention['modality']})"
        table.add_row(
            kind + told,
            mention["trigger_text"],
            _names(mention["actors"]),
            _names(mention["recipients"]),
            ", ".join(part for part in (mention["place_name"], mention["country_code"]) if part),
            _when(mention),
            _toll(mention),
            _control(mention["control_change"]),
            _names(mention["attributed_to"]),
            f"{mention['confidence']:.2f}",
        )
    return table


def _names(rows: Iterable[Mapping[str, Any]]) -> str:
    return "\n".join(row.get("name") or row["text"] for row in rows)


def _when(mention: Mapping[str, Any]) -> str:
    if mention["date_start"] is None:
        return ""
    days = dict.fromkeys(str(mention[end]) for end in ("date_start", "date_end"))
    return " to ".join(days) + f"\n({mention['date_text'] or mention['date_precision']})"


def _toll(mention: Mapping[str, Any]) -> str:
    counts = {"killed": mention["fatalities_best"], "injured": mention["injured"]}
    return "\n".join(f"{count} {what}" for what, count in counts.items() if count is not None)


def _control(change: Mapping[str, Any] | None) -> str:
    if change is None:
        return ""
    return f"{change['status']}\n{change['from_actor_id'] or '?'} -> {change['to_actor_id'] or '?'}"
