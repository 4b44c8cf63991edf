"""Closed lists of words that the actor rules ask for ("northern", "station", "has"), from `seeds/actor_words.csv`."""

import csv
from functools import cache
from importlib.resources import files


class UnknownWordList(KeyError):
    """A list of words that the seed file does not hold."""


@cache
def _lists() -> dict[str, frozenset[str]]:
    with files("seeds").joinpath("actor_words.csv").open(encoding="utf-8") as file:
        return {row["list"]: frozenset(row["words"].split()) for row in csv.DictReader(file)}


def word_list(name: str) -> frozenset[str]:
    """The words of one list."""
    known = _lists()
    if name not in known:
        raise UnknownWordList(f"No list {name!r} in seeds/actor_words.csv. Lists there: {', '.join(sorted(known))}.")
    return known[name]
