"""The command itself: runs an evaluation and shows it as tables, or as JSON, with what changed since the last."""

import json
import sys
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from rich.box import HORIZONTALS
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipelines import display
from pipelines.coding.sentences import split_passage
from pipelines.config import Settings
from pipelines.evaluation.evaluating import Evaluation, evaluate, shipped_gold
from pipelines.evaluation.gold import GoldArticle
from pipelines.evaluation.history import Figures, Result, as_result, changes, read_result, remember
from pipelines.evaluation.metrics import Fault, Metric
from pipelines.explaining.wording import line, plain

SMALLEST = 0.0005


def show_evaluation(settings: Settings, corpus: Path | None, against: Path | None, errors: int, as_json: bool) -> None:
    """Evaluates the corpus (the shipped one where none is named), keeps the result, and shows it."""
    path = corpus or shipped_gold()
    named = read_result(against) if against else None
    with display.progress("Coding") as on_progress:
        evaluation = evaluate(settings, path, on_progress, display.note)
    result = as_result(evaluation)
    last = remember(settings.cache_folder, path, result)
    before = named or last
    shown = faults(evaluation, errors)
    if as_json:
        _print_json(result, before, shown)
        return
    console = Console()
    table(console, evaluation, changes(result, before) if before else {})
    console.print("[dim]right: the share of those found; n: things annotated (for a share: things compared).[/]")
    console.print(Text(compared(result, before, against)))
    for failure in evaluation.failed:
        console.print(Text(f"Set aside: {line(failure)}", "yellow"))
    if errors:
        list_faults(console, shown, len(evaluation.scores.faults))
    elif evaluation.scores.faults:
        console.print(
            f"{len(evaluation.scores.faults)} misses, false alarms and wrong answers; --errors 20 lists some."
        )


def _print_json(result: Result, before: Result | None, shown: Sequence[Mapping[str, Any]]) -> None:
    told = [{"part": part, "metric": name, "change": change} for (part, name), change in _changes(result, before)]
    whole = result | {"changes": told if before else None, "errors": list(shown)}
    json.dump(whole, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def _changes(result: Result, before: Result | None) -> Sequence[tuple[tuple[str, str], float | None]]:
    return list(changes(result, before).items()) if before else []


def table(console: Console, evaluation: Evaluation, changed: Figures) -> None:
    """One line a metric, part by part; the change of its figure in the last column."""
    title = f"{len(evaluation.articles)} articles of {line(evaluation.corpus)}"
    shown = Table(title=Text(title), title_justify="left", box=HORIZONTALS, pad_edge=False)
    shown.add_column("part", no_wrap=True)
    shown.add_column("measure", no_wrap=True)
    for name in ("precision", "recall", "F1", "right", "n", "change"):
        shown.add_column(name, justify="right")
    for part, metrics in groupby(evaluation.scores.metrics, key=lambda metric: metric.part):
        for number, metric in enumerate(metrics):
            shown.add_row(part if number == 0 else "", metric.name, *_cells(metric), _change(changed, metric))
        shown.add_section()
    console.print(shown)


def _cells(metric: Metric) -> tuple[str, ...]:
    if metric.predicted is None:
        return "", "", "", _rate(metric.recall), str(metric.gold)
    return _rate(metric.precision), _rate(metric.recall), _rate(metric.f1), "", f"{metric.gold}"


def _rate(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _change(changed: Figures, metric: Metric) -> Text:
    change = changed.get((metric.part, metric.name))
    if change is None or abs(change) < SMALLEST:
        return Text("" if change is None else "=")
    return Text(f"{change:+.3f}", "green" if change > 0 else "red")


def compared(result: Mapping[str, Any], before: Mapping[str, Any] | None, against: Path | None) -> str:
    """Against what the changes are told."""
    if before is None:
        return "The first result for this gold is kept; the next run shows what changed."
    named = f"the result in {line(str(against))}" if against else "the last run with another result"
    gold = "" if before.get("gold_digest") == result["gold_digest"] else "; the gold has changed since"
    return f"Change of F1, or of the share right, since {named} ({line(before.get('coder_version'))}{gold})."


def faults(evaluation: Evaluation, limit: int) -> list[dict[str, Any]]:
    """The first misses, false alarms and wrong answers, of each part alike, each with its sentence."""
    by_id = {article.article_id: article for article in evaluation.articles}
    groups: dict[str, list[Fault]] = {}
    for fault in evaluation.scores.faults:
        groups.setdefault(f"{fault.part} {fault.kind}", []).append(fault)
    chosen: list[Fault] = []
    depth = 0
    while len(chosen) < min(limit, len(evaluation.scores.faults)):
        chosen += [group[depth] for group in groups.values() if depth < len(group)]
        depth += 1
    kept = sorted(chosen[:limit], key=lambda fault: list(groups).index(f"{fault.part} {fault.kind}"))
    return [_told(fault, by_id[fault.article_id]) for fault in kept]


def _told(fault: Fault, article: GoldArticle) -> dict[str, Any]:
    passage = article.title if fault.field == "title" else article.text
    before, words, after = _around(fault, passage)
    where = {"part": fault.part, "kind": fault.kind, "article_id": fault.article_id, "field": fault.field}
    given = {"start": fault.start, "end": fault.end, "expected": fault.expected, "given": fault.given}
    return where | given | {"before": before, "words": words, "after": after}


def _around(fault: Fault, passage: str) -> tuple[str, str, str]:
    """The sentence of a fault, cut before and after its words."""
    sentences = split_passage("title" if fault.field == "title" else "text", passage).sentences
    inside = next((s for s in sentences if s.start <= fault.start < s.end), None)
    start, end = (inside.start, max(inside.end, fault.end)) if inside else (fault.start, fault.end)
    return passage[start : fault.start], passage[fault.start : fault.end], passage[fault.end : end]


def list_faults(console: Console, shown: Sequence[Mapping[str, Any]], total: int) -> None:
    """Each fault under its part and kind, with its sentence and the words marked."""
    for (part, kind), group in groupby(shown, key=lambda told: (told["part"], told["kind"])):
        console.print(Text(f"\n{part}: {kind}", "bold"))
        for told in group:
            answers = {"expected": told["expected"], "given": told["given"]}
            answer = ", ".join(f"{name} {line(value)}" for name, value in answers.items() if value)
            console.print(Text(f"  {line(told['article_id'])}  {answer}", "cyan"))
            words = ((line(told["words"]), "bold reverse") if told["words"] else "",)
            before, after = (" ".join(plain(told[side]).split("\n")) for side in ("before", "after"))
            console.print(Text.assemble("    ", before, *words, after))
    console.print(f"\n{len(shown)} of {total} misses, false alarms and wrong answers.")
