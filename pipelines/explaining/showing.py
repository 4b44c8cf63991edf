"""The command itself: reads a page or file, and shows its articles in the terminal or writes them as a page."""

import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from pipelines.config import Settings
from pipelines.explaining import page, terminal
from pipelines.explaining.explanation import Explanation
from pipelines.explaining.wording import line
from pipelines.files import InputError
from pipelines.pages import explained
from pipelines.reading.article import Refusal


def explain(settings: Settings, source: str, html: Path | None, limit: int) -> None:
    """Shows the first `limit` articles of a source; raises `InputError` where it holds none."""
    articles = _articles(settings, source)
    if html is None:
        shown = 0
        for shown, article in enumerate(islice(articles, limit), 1):  # noqa: B007  counts after the loop
            terminal.show(article)
    else:
        explanations = list(islice(articles, limit))
        shown = len(explanations)
        if explanations:
            _write(html, page.render(explanations))
    if not shown:
        raise InputError(f"No article was found in '{line(source)}'. See why: dateline read --explain {line(source)}")
    if next(articles, None) is not None:
        _say(f"Only the first {limit} articles are shown; --limit shows more.")


def _articles(settings: Settings, source: str) -> Iterator[Explanation]:
    for result in explained(settings, source):
        if isinstance(result, Refusal):
            _say(line(f"{result.origin}: {result.reason}: {result.detail}"))
        else:
            yield result


def _write(html: Path, written: str) -> None:
    if html.is_dir() or not html.parent.is_dir():
        raise InputError(f"'{html}' cannot be written: name a file in a folder that exists.")
    html.write_text(written, encoding="utf-8")
    _say(f"Written to {html}")


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")
