"""The embedding layer of the parser: a vector for every word, from its small form, first letter, ending and shape.

Each of these four is hashed to four rows of a table, as spaCy does it (`MultiHashEmbed`), by whose library the weights
are trained. So there is a vector for every word that can be written, and no vocabulary is stored.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from pipelines.coding.layers import Floats, Normalised

MOST_WORDS = 50_000
"""Words whose vectors are kept: 13 MB."""
FIRST_SEED = 8
LONGEST_SHAPED, LONGEST_RUN = 100, 4


class WordVectors:
    """Vectors by word, made when a word is first met; what stands beside a word changes nothing in them."""

    def __init__(
        self, tables: Sequence[Floats], mix: Normalised, norms: Mapping[str, str], symbols: Mapping[str, int]
    ) -> None:
        """`norms`: forms other than the small ones. `symbols`: strings that have a number instead of a hash."""
        self._tables, self._mix, self._norms, self._symbols = tables, mix, norms, symbols
        self._forget()

    def _forget(self) -> None:
        self._rows: dict[str, int] = {}
        self._known: Floats = np.empty((0, self._tables[0].shape[1]), dtype=np.float32)

    def of(self, words: Sequence[str]) -> Floats:
        """One row a word."""
        if len(self._rows) > MOST_WORDS:
            self._forget()
        if new := [word for word in dict.fromkeys(words) if word not in self._rows]:
            self._known = np.concatenate([self._known, self._made(new)])
            self._rows |= {word: row for row, word in enumerate(new, len(self._rows))}
        return self._known[[self._rows[word] for word in words]]

    def _made(self, words: Sequence[str]) -> Floats:
        features = (
            [self._norms.get(word, word.lower()) for word in words],
            [word[0] for word in words],
            [word[-3:] for word in words],
            [shape(word) for word in words],
        )
        parts = []
        for seed, (table, strings) in enumerate(zip(self._tables, features, strict=True), FIRST_SEED):
            numbers = [self._symbols.get(string) or string_hash(string) for string in strings]
            rows = four_hashes(np.array(numbers, dtype=np.uint64), seed) % np.uint64(len(table))
            parts.append(table[rows].sum(axis=0))
        return self._mix(np.concatenate(parts, axis=1))


def shape(word: str) -> str:
    """Its letters as X and x and its digits as d, runs cut off: "Xxxxx" for "Brussels"."""
    if len(word) >= LONGEST_SHAPED:
        return "LONG"
    marks: list[str] = []
    run, last = 0, ""
    for letter in word:
        mark = ("X" if letter.isupper() else "x") if letter.isalpha() else "d" if letter.isdigit() else letter
        run = run + 1 if mark == last else 1
        last = mark
        if run <= LONGEST_RUN:
            marks.append(mark)
    return "".join(marks)


@lru_cache(maxsize=50_000)
def string_hash(string: str) -> int:
    """MurmurHash64A with seed 1: the number by which spaCy knows a string."""
    mask, factor = 0xFFFFFFFFFFFFFFFF, 0xC6A4A7935BD1E995
    content = string.encode()
    known = 1 ^ (len(content) * factor & mask)
    whole = len(content) - len(content) % 8
    for start in range(0, whole, 8):
        block = int.from_bytes(content[start : start + 8], "little") * factor & mask
        known = (known ^ ((block ^ block >> 47) * factor & mask)) * factor & mask
    if whole < len(content):
        known = (known ^ int.from_bytes(content[whole:], "little")) * factor & mask
    known = (known ^ known >> 47) * factor & mask
    return known ^ known >> 47


def four_hashes(numbers: NDArray[np.uint64], seed: int) -> NDArray[np.uint64]:
    """The four 32-bit parts of MurmurHash3 (x64, 128 bits) of each number's eight bytes: 4 x numbers."""
    first = _turned(numbers * np.uint64(0x87C37B91114253D5), 31) * np.uint64(0x4CF5AD432745937F)
    first ^= np.uint64(seed ^ 8)
    second = np.full_like(first, seed ^ 8)
    first += second
    second += first
    first, second = _mixed(first), _mixed(second)
    first += second
    second += first
    low, half = np.uint64(0xFFFFFFFF), np.uint64(32)
    return np.stack([first & low, first >> half, second & low, second >> half])


def _turned(numbers: NDArray[np.uint64], bits: int) -> NDArray[np.uint64]:
    return numbers << np.uint64(bits) | numbers >> np.uint64(64 - bits)


def _mixed(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    for factor in (0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53):
        numbers = (numbers ^ numbers >> np.uint64(33)) * np.uint64(factor)
    return numbers ^ numbers >> np.uint64(33)
