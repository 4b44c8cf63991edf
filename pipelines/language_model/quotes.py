"""Quotations found in the article: the offsets are ours, never the model's."""

import re
from collections.abc import Iterator
from functools import lru_cache

from pipelines.coding.text import Sentence

Span = tuple[int, int]

_ALIKE = ("'’‘`´", '"“”«»„', "-‐‑–—")
_TRIMMED = " \t\n\"'“”‘’.,;:()[]"


def quoted_in(text: str, sentence: Sentence, quote: str, near: int | None = None) -> Span | None:
    """Where a quotation stands: in the sentence, nearest to `near`; null where it is not there word for word."""
    found = list(_occurrences(text, quote, sentence.start, sentence.end))
    if not found:
        return None
    return found[0] if near is None else min(found, key=lambda span: (abs(span[0] - near), span))


def quoted_up_to(text: str, sentence: Sentence, quote: str, near: int) -> Span | None:
    """Where a quotation stands in the sentence or, last, before it: who is meant was named before."""
    inside = quoted_in(text, sentence, quote, near)
    if inside:
        return inside
    last = None
    for last in _occurrences(text, quote, 0, sentence.start):  # noqa: B007  the last one is wanted
        pass
    return last


def _occurrences(text: str, quote: str, start: int, end: int) -> Iterator[Span]:
    """Whole words that are the quotation's, in order. White space, quotation marks and dashes may differ in kind."""
    for wanted in dict.fromkeys((quote.strip(), quote.strip(_TRIMMED))):
        pattern = _pattern(wanted)
        if pattern is None:
            continue
        found = [match.span() for match in pattern.finditer(text, start, end) if match.end() <= end]
        if found:
            yield from found
            return


@lru_cache(maxsize=4096)
def _pattern(quote: str) -> re.Pattern[str] | None:
    words = quote.split()
    if not words or not any(character.isalnum() for character in quote):
        return None
    body = r"\s+".join("".join(map(_character, word)) for word in words)
    before = r"(?<!\w)" if quote[0].isalnum() else ""
    after = r"(?!\w)" if quote[-1].isalnum() else ""
    return re.compile(before + body + after)


def _character(character: str) -> str:
    for alike in _ALIKE:
        if character in alike:
            return f"[{re.escape(alike)}]"
    return re.escape(character)
