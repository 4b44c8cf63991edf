"""An explanation in a terminal. All words come from `explanation.py`; here is only how they look."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.box import HORIZONTALS
from rich.console import Console, Group
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from pipelines.explaining.explanation import EventLine, Explanation, MarkedSentence, NameLine
from pipelines.explaining.marks import KINDS, Kind
from pipelines.explaining.triggers import Unused

STYLES: dict[Kind, str] = {
    "trigger": "bold white on red",
    "actor": "bold cyan",
    "place": "green",
    "time": "magenta",
    "source": "italic",
    "cue": "italic",
    "content": "underline",
    "unused": "reverse dim",
}
_WIDTHS = {"what": 16, "where, when": 16}


def show(explanation: Explanation, console: Console | None = None) -> None:
    """Prints the article with its marks, its events, and what gave none."""
    console = console or Console()
    paragraphs = [part for lines in explanation.paragraphs for part in (_passage(lines), Text(""))]
    inside = Group(_passage(explanation.title), Text(""), *paragraphs[:-1])
    about = Text(" · ".join(explanation.about))
    console.print(Panel(inside, title=Text(explanation.article_id), subtitle=about))
    console.print(Text.assemble(*(part for kind in KINDS for part in ((f" {KINDS[kind]} ", STYLES[kind]), "  "))))
    console.print()
    console.print(events_table(explanation.events) if explanation.events else Text("No event was found.", "italic"))
    if explanation.unused:
        console.print(unused_table(explanation.unused))
    if explanation.actors:
        console.print(names_table("Actors", explanation.actors))


def _passage(lines: Sequence[MarkedSentence]) -> Text:
    shown = Text()
    for line in lines:
        shown.append(" " if shown else "")
        for stretch in line.stretches:
            shown.append(stretch.text, " ".join(STYLES[mark.kind] for mark in reversed(stretch.marks)))
    return shown


def events_table(events: Sequence[EventLine]) -> Table:
    """One line a mention: what, by whom, to whom, where, when, what it did, who says so; no column without a word."""
    cells = {
        "": [str(event.number) for event in events],
        "what": [_what(event) for event in events],
        "who → whom": [_who(event) for event in events],
        "where, when": [_lines(event.where, event.when.replace(" (", "\n(")) for event in events],
        "outcome": [_lines(event.toll, event.control) for event in events],
        "says who": ["\n".join(event.says_who) for event in events],
    }
    table = Table(show_lines=True, title="Events", title_justify="left", expand=True, box=HORIZONTALS, pad_edge=False)
    filled = {name: column for name, column in cells.items() if any(column)}
    for name in filled:
        table.add_column(name, ratio=_WIDTHS.get(name, 13) if name else None, overflow="fold")
    for row in zip(*filled.values(), strict=True):
        table.add_row(*map(Text, row))
    return table


def _what(event: EventLine) -> str:
    told = "" if event.modality == "actual" else f"({event.modality})"
    return _lines(*event.kind.split("/"), told, f"“{event.trigger}”", f"{event.confidence:.2f}")


def _who(event: EventLine) -> str:
    whom = f"\n→ {'; '.join(event.recipients)}" if event.recipients else ""
    return ("; ".join(event.actors) or "?") + whom


def unused_table(lines: Iterable[Unused]) -> Table:
    """Words that match a pattern and gave no event, by sentence, with each row of the table and its reason."""
    title = "Words that match a row of seeds/event_patterns.csv and gave no event"
    table = Table(
        "words", "row", "why not", title=title, title_justify="left", expand=True, box=HORIZONTALS, pad_edge=False
    )
    for _, group in groupby(lines, key=lambda line: line.sentence):
        for line in group:
            for row, reason in line.reasons:
                table.add_row(Text(line.words), Text(row), Text(reason))
        table.add_section()
    return table


def names_table(title: str, lines: Iterable[NameLine]) -> Table:
    """Who was found, under which words, and the seed rows that say so."""
    table = Table(title=title, title_justify="left", expand=True, box=HORIZONTALS, pad_edge=False)
    for column, ratio in (("name", 4), ("id", 4), ("what", 3), ("words", 4), ("from (seeds/)", 6)):
        table.add_column(column, ratio=ratio, overflow="fold")
    for line in lines:
        about = " ".join(line.about)
        table.add_row(*map(Text, (line.name, line.key, about, "\n".join(line.words), "\n".join(line.rows))))
    return table


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)
