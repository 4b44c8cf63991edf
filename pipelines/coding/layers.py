"""The layers of the compact parser's network, in numpy: what is learnt is applied, nothing is learnt here.

They do what thinc's layers of the same names do. Arrays are 32-bit floats, one row a word or a state.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Maxout:
    """The greatest of several linear results; `weights` is inputs x (pieces x outputs)."""

    weights: Floats
    bias: Floats
    pieces: int

    def __call__(self, rows: Floats) -> Floats:
        results = rows @ self.weights
        results += self.bias
        return greatest(results, self.pieces)


def greatest(rows: Floats, pieces: int) -> Floats:
    """Column by column the greatest of the pieces that lie side by side in each row."""
    width = rows.shape[1] // pieces
    best = rows[:, :width]
    for start in range(width, rows.shape[1], width):
        best = np.maximum(best, rows[:, start : start + width])
    return best


@dataclass(frozen=True, slots=True, eq=False)
class Normalised:
    """Maxout, then layer normalisation."""

    maxout: Maxout
    scale: Floats
    shift: Floats

    def __call__(self, rows: Floats) -> Floats:
        best = self.maxout(rows)
        best -= best.mean(axis=1, keepdims=True)
        best /= np.sqrt(np.einsum("rc,rc->r", best, best) / best.shape[1] + np.float32(1e-8))[:, None]
        best *= self.scale
        best += self.shift
        return best


@dataclass(frozen=True, slots=True, eq=False)
class Linear:
    """`weights` is inputs x outputs."""

    weights: Floats
    bias: Floats

    def __call__(self, rows: Floats) -> Floats:
        return rows @ self.weights + self.bias


@dataclass(frozen=True, slots=True, eq=False)
class WindowEncoder:
    """Layers that each add to every row what it and its two neighbours make together (`MaxoutWindowEncoder`)."""

    layers: Sequence[Normalised]

    def __call__(self, sentences: Sequence[Floats]) -> Floats:
        """The rows of all sentences one after another; empty rows part them, so that none sees another."""
        apart = np.zeros((len(self.layers), sentences[0].shape[1]), dtype=np.float32)
        rows = np.concatenate([apart, *(part for sentence in sentences for part in (sentence, apart))])
        for layer in self.layers:
            edge = np.zeros_like(rows[:1])
            beside = np.concatenate([edge, rows, edge])
            windows = sliding_window_view(beside.ravel(), 3 * rows.shape[1])[:: rows.shape[1]]
            rows += layer(np.ascontiguousarray(windows))  # rows that overlap in memory are multiplied far slower
        return rows[_inside([len(sentence) for sentence in sentences], len(apart))]


def _inside(lengths: Sequence[int], gap: int) -> NDArray[np.int64]:
    """The row numbers of sentences with `gap` rows before each."""
    shifts = np.repeat(np.arange(1, len(lengths) + 1) * gap, lengths)
    return np.arange(len(shifts)) + shifts
