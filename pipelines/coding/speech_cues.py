"""The words that say that somebody says something, from `seeds/speech_cues.csv`, with their class and frame."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast

from pipelines.coding.text import ClaimClass

_OPENING_WORDS = 8


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue's class and its frame: say, tell, that (needs "that"), object, quote (needs a quote), noun, according."""

    cue_class: ClaimClass
    frame: str


@cache
def load_cues() -> tuple[dict[str, Cue], dict[str, Cue], dict[str, Cue]]:
    """Verb forms of one word, forms of two words, and nouns."""
    single: dict[str, Cue] = {}
    double: dict[str, Cue] = {}
    nouns: dict[str, Cue] = {}
    with files("seeds").joinpath("speech_cues.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            cue = Cue(cast(ClaimClass, row["class"]), row["frame"])
            for form in row["forms"].split("|"):
                (nouns if cue.frame == "noun" else double if " " in form else single).setdefault(form, cue)
    return single, double, nouns


@cache
def first_words() -> frozenset[str]:
    """The words that any cue begins with."""
    return frozenset(form.split()[0] for forms in load_cues() for form in forms)


def claim_class(cue_text: str, content: str = "that") -> ClaimClass:
    """`claim`, `denial` or `confirmation`, from the words of a cue.

    Who rejects or dismisses denies only where the content is said to be somebody's claim ("dismissed reports that").
    """
    single, double, nouns = load_cues()
    words = cue_text.lower().split()
    for known in (double.get(" ".join(words[:2])), single.get(words[0]), nouns.get(words[0])):
        if known is None:
            continue
        if known.cue_class == "denial" and known.frame == "object":
            opening = content.lower().split()[:_OPENING_WORDS]
            return "denial" if any(word in nouns or word == "that" for word in opening) else "claim"
        return known.cue_class
    return "claim"
