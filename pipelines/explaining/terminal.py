"""An explanation in a terminal. All words come from `explanation.py`; here is only how they look."""

from collections.abc import Iterable, Sequence
from itertools import groupby

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


def events_table(events: Iterable[EventLine]) -> Table:
    """One line a mention: what, by whom, to whom, where, when, what it did, who says so."""
    columns = ("what", "who → whom", "where, when", "casualties, control", "says who")
    table = Table("", *columns, show_lines=True, title="Events", title_justify="left", expand=True)
    for event in events:
        told = "" if event.modality == "actual" else f"\n({event.modality})"
        who = "; ".join(event.actors) or "?"
        whom = f"\n→ {'; '.join(event.recipients)}" if event.recipients else ""
        table.add_row(
            Text(str(event.number)),
            Text(f"{event.kind}{told}\n“{event.trigger}”\n{event.confidence:.2f}"),
            Text(who + whom),
            _lines(event.where, event.when),
            _lines(event.toll, event.control),
            _lines(*event.says_who),
        )
    return table


def unused_table(lines: Iterable[Unused]) -> Table:
    """Words that match a pattern and gave no event, by sentence, with each row of the table and its reason."""
    title = "Words that match a row of seeds/event_patterns.csv and gave no event"
    table = Table("words", "row", "why not", title=title, title_justify="left", expand=True)
    for _, group in groupby(lines, key=lambda line: line.sentence):
        for line in group:
            for row, reason in line.reasons:
                table.add_row(Text(line.words), Text(row), Text(reason))
        table.add_section()
    return table


def names_table(title: str, lines: Iterable[NameLine]) -> Table:
    """Who was found, under which words, and the seed rows that say so."""
    table = Table(title=title, title_justify="left", expand=True)
    for column, ratio in (("name", 4), ("id", 4), ("what", 3), ("words", 4), ("from (seeds/)", 6)):
        table.add_column(column, ratio=ratio, overflow="fold")
    for line in lines:
        about = " ".join(line.about)
        table.add_row(*map(Text, (line.name, line.key, about, "\n".join(line.words), "\n".join(line.rows))))
    return table


def _lines(*parts: str) -> Text:
    return Text("\n".join(part for part in parts if part))
