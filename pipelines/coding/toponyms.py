"""How place names are compared: the spelling key and, for romanised names, the sound key.

Nothing here knows a gazetteer or a text.
"""

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ə": "a"}
    | dict.fromkeys("'’‘`ʼʻʿʾʹ′´", "")
)
_SHORT_FORMS = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}
_NOT_IN_KEY = re.compile(r"[^a-z0-9]+")
_ARTICLES = frozenset(
    [
        "al",
        "el",
        "ul",
        "il",
        "l",
        "ad",
        "ed",
        "ud",
        "ar",
        "er",
        "ur",
        "as",
        "es",
        "us",
        "ash",
        "esh",
        "ush",
        "at",
        "et",
        "ut",
        "az",
        "ez",
        "uz",
        "an",
        "en",
        "un",
        "ath",
        "edh",
        "adh",
    ]
)
_SOUNDS = (
    ("kh", "x"), ("gh", "g"), ("sh", "S"), ("sch", "S"), ("ch", "C"), ("zh", "Z"), ("th", "t"), ("dh", "d"),
    ("ph", "f"), ("dj", "j"), ("q", "k"), ("c", "k"),
)  # fmt: skip
_VOWELS = re.compile(r"[aeiouywh]+")
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=100_000)
def spelling_key(name: str) -> str:
    """Lower case without accents, apostrophes, hyphens and stops; "" where no Latin letter is left."""
    folded = name.lower()
    if not folded.isascii() or "'" in folded or "`" in folded:
        folded = unicodedata.normalize("NFKD", folded.translate(_LETTERS))
        folded = "".join(c for c in folded if not unicodedata.combining(c))
    words = _NOT_IN_KEY.sub(" ", folded).split()
    return " ".join(_SHORT_FORMS.get(word, word) for word in words)


def without_article(key: str) -> str:
    """ "al qaim" -> "qaim": the key without a leading Arabic article."""
    first, _, rest = key.partition(" ")
    return rest if rest and first in _ARTICLES else key


@lru_cache(maxsize=50_000)
def sound_key(key: str) -> str:
    """Consonants of a spelling key, so that "deir el zour", "deir ezzor" and "dayr az zawr" agree."""
    words = [word for word in key.split() if word not in _ARTICLES]
    return " ".join(filter(None, map(_consonants, words)))


def _consonants(word: str) -> str:
    for written, sound in _SOUNDS:
        word = word.replace(written, sound)
    kept = ("H" if word[0] == "h" else "") + word[:-1] + word[-1:].replace("h", "")
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", kept))
