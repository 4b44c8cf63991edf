"""The language of a text, offline. English, by its function words, costs no model; the rest asks py3langid."""

import re
from functools import cache
from typing import Any

FEW_WORDS = 12
SAMPLED = 4000
ENGLISH_SHARE = 0.18
CERTAIN = 0.9
LIKELY = 0.5
"""Less certain than this, as over a list of names, it is no answer."""

ENGLISH = frozenset(
    [
        *("the", "of", "and", "to", "in", "a", "that", "is", "was", "for", "on", "with", "as", "by", "at", "from"),
        *("it", "his", "has", "were", "had", "an", "be", "are", "this", "which", "said", "not", "he", "their"),
        *("have", "its", "who", "after", "but", "they", "been", "will", "she", "would", "two", "when", "more"),
    ]
)
_WORD = re.compile(r"[^\W\d_]+")


def detect_language(text: str, declared: str | None = None) -> str | None:
    """ISO 639-1. What a page declares counts only where the text is short, or the detector unsure."""
    stated = _code(declared)
    words = _WORD.findall(text[:SAMPLED].lower())
    if len(words) < FEW_WORDS:
        return stated
    if sum(word in ENGLISH for word in words) >= ENGLISH_SHARE * len(words):
        return "en"
    found, certainty = _identifier().classify(text[:SAMPLED])
    if certainty < (CERTAIN if stated else LIKELY):
        return stated
    return _code(str(found))


def _code(declared: str | None) -> str | None:
    """ "en-GB", "en_US", "EN", "English" as "en"."""
    primary = re.split(r"[-_,; ]", (declared or "").strip().lower())[0]
    names = {"english": "en", "german": "de", "deutsch": "de", "french": "fr", "spanish": "es", "arabic": "ar"}
    primary = names.get(primary, primary)
    return primary if len(primary) == 2 and primary.isascii() and primary.isalpha() else None


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
