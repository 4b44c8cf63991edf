"""PLOVER contexts of a paragraph by the keywords of `seeds/contexts.csv`."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from pipelines.coding.patterns import read_seed

ENOUGH = 2
MOST_CONTEXTS = 5


class Keyword(NamedTuple):
    """The rest of a keyword after its first word, and what it counts for which context."""

    rest: tuple[str, ...]
    context: str
    weight: int


@cache
def load_keywords() -> dict[str, tuple[Keyword, ...]]:
    """Keywords by their first word, read once."""
    by_first: dict[str, list[Keyword]] = {}
    for row in read_seed("contexts.csv"):
        first, *rest = row["keyword"].split()
        by_first.setdefault(first, []).append(Keyword(tuple(rest), row["context"], int(row["weight"])))
    return {first: tuple(keywords) for first, keywords in by_first.items()}


def find_contexts(paragraph: Iterable[Sequence[str]], headline: Sequence[str] = ()) -> tuple[str, ...]:
    """Contexts for which the lower-case words of a paragraph's sentences and the headline hold enough keywords.

    The strongest come first; a keyword of weight 2 is enough by itself, two different ones of weight 1 are.
    """
    keywords = load_keywords()
    scores: dict[str, int] = {}
    seen: set[tuple[str, Keyword]] = set()
    for words in (headline, *paragraph):
        for i, word in enumerate(words):
            if word not in keywords:
                continue
            for keyword in keywords[word]:
                if (word, keyword) not in seen and tuple(words[i + 1 : i + 1 + len(keyword.rest)]) == keyword.rest:
                    seen.add((word, keyword))
                    scores[keyword.context] = scores.get(keyword.context, 0) + keyword.weight
    ranked = sorted(scores, key=lambda context: (-scores[context], context))
    return tuple(context for context in ranked if scores[context] >= ENOUGH)[:MOST_CONTEXTS]
