"""Arc-eager dependency parsing (Nivre 2008) of many sentences at once: each step moves every unfinished sentence on.

A word of a sentence is on its stack, in its buffer, or done with. The best allowed move by the network's score is
taken: shift, reduce, an arc to the left or right, or a break that begins a new tree. The rules are those of spaCy's
parser, by which the weights are trained; a headless word that is reduced goes back to the buffer, once.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from pipelines.coding.layers import Floats, Linear, greatest

Numbers = NDArray[np.int64]
SHIFT, REDUCE, LEFT, RIGHT, BREAK = range(5)
LETTERS = "SDLRB"
"""The kinds of moves as spaCy names them."""
SLOTS = 8
"""Words that a state is judged by: two of the buffer, three of the stack, the outermost children of their first."""


@dataclass(frozen=True, slots=True, eq=False)
class Moves:
    """The network that scores moves, and the kind of move that each of its classes is.

    `lower` is inputs x (SLOTS x width); `missing` is SLOTS x width, for slots without a word.
    """

    hidden: Linear
    lower: Floats
    missing: Floats
    bias: Floats
    upper: Linear
    kinds: Numbers
    pieces: int

    def by_slot(self, rows: Floats) -> Floats:
        """What each word adds to a state's sum from each slot: (1 + words) x SLOTS x width; the first is no word."""
        table = np.empty((len(rows) + 1, *self.missing.shape), dtype=np.float32)
        table[0] = self.missing
        np.matmul(self.hidden(rows), self.lower, out=table[1:].reshape(len(rows), -1))
        return table

    def scores(self, table: Floats, words: Numbers) -> Floats:
        """States x classes, from the words in each state's slots."""
        by_place = table.reshape(-1, table.shape[2])
        first, *others = (words * SLOTS + np.arange(SLOTS)).T
        sums = by_place.take(first, axis=0)
        for places in others:
            sums += by_place.take(places, axis=0)
        sums += self.bias
        return self.upper(greatest(sums, self.pieces))


@dataclass(slots=True, eq=False)
class _States:
    """All sentences in mid-parse, as columns by word; word 0 stands for none.

    `below` is the word under a word on the stack, `after` the one behind it in the buffer; `first`, `top` are the
    first word of the buffer and the top of the stack of every unfinished sentence.
    """

    after: Numbers
    first: Numbers
    below: Numbers = field(init=False)
    heads: Numbers = field(init=False)
    classes: Numbers = field(init=False)
    left: Numbers = field(init=False)
    right: Numbers = field(init=False)
    nearer: Numbers = field(init=False)
    begins: NDArray[np.bool_] = field(init=False)
    was_back: NDArray[np.bool_] = field(init=False)
    top: Numbers = field(init=False)

    def __post_init__(self) -> None:
        for name in ("below", "heads", "classes", "left", "right", "nearer"):
            setattr(self, name, np.zeros_like(self.after))
        self.begins, self.was_back = np.zeros_like(self.after, dtype=bool), np.zeros_like(self.after, dtype=bool)
        self.top = np.zeros_like(self.first)

    def slots(self) -> Numbers:
        first, top = self.first, self.top
        under = self.below[top]
        words = (first, self.after[first], top, under, self.below[under], self.left[first], self.left[top])
        return np.stack([*words, self.right[top]], axis=1)

    def allowed(self) -> NDArray[np.bool_]:
        """States x the five kinds of moves."""
        first, second, on_stack = self.first, self.after[self.first], self.top > 0
        is_inside = ~self.begins[first]
        arc = on_stack & (first > 0) & is_inside
        shift = ~on_stack | ((second > 0) & is_inside & ~self.was_back[first])
        part = (second > 0) & (second == first + 1) & ~self.begins[second]
        return np.stack([shift, on_stack, arc, arc, part], axis=1)

    def take(self, kinds: Numbers, classes: Numbers) -> None:
        """Makes one move in every unfinished sentence, and drops those that are finished."""
        self.begins[self.after[self.first[kinds == BREAK]]] = True
        self._attach_left(kinds == LEFT, classes)
        self._reduce(kinds == REDUCE)
        self._attach_right(kinds == RIGHT, classes)
        self._push((kinds == RIGHT) | (kinds == SHIFT))
        unfinished = (self.first > 0) | (self.top > 0)
        self.first, self.top = self.first[unfinished], self.top[unfinished]

    def _attach_left(self, where: NDArray[np.bool_], classes: Numbers) -> None:
        head, child = self.first[where], self.top[where]
        former = self.heads[child]
        self.right[former] = np.where(former > 0, self.nearer[child], 0)
        self.heads[child], self.classes[child] = head, classes[where]
        self.left[head] = child
        self.was_back[head] = False
        self.top[where] = self.below[child]

    def _attach_right(self, where: NDArray[np.bool_], classes: Numbers) -> None:
        head, child = self.top[where], self.first[where]
        self.heads[child], self.classes[child] = head, classes[where]
        self.nearer[child] = self.right[head]
        self.right[head] = child

    def _push(self, where: NDArray[np.bool_]) -> None:
        word = self.first[where]
        self.below[word] = self.top[where]
        self.top[where] = word
        self.first[where] = self.after[word]

    def _reduce(self, where: NDArray[np.bool_]) -> None:
        word = self.top[where]
        under = self.below[word]
        goes_back = (self.heads[word] == 0) & (under > 0)
        back = word[goes_back]
        self.was_back[back] = True
        self.after[back] = self.first[where][goes_back]
        self.first[where] = np.where(goes_back, word, self.first[where])
        self.top[where] = under


@dataclass(frozen=True, slots=True, eq=False)
class Arcs:
    """For every word the row number of its head, and the class of the move that made the arc; a root's own and -1."""

    heads: Numbers
    classes: Numbers


def parse(moves: Moves, rows: Floats, lengths: Numbers) -> Arcs:
    """The arcs of sentences of these lengths, whose words' rows stand one after another."""
    ends = np.cumsum(lengths)
    after = np.arange(1, len(rows) + 2)
    after[[0, *ends]] = 0
    after[0] = 0
    states = _States(after, (ends - lengths + 1)[lengths > 0])
    table = moves.by_slot(rows)
    while len(states.first):
        scores = moves.scores(table, states.slots())
        scores[~states.allowed()[:, moves.kinds]] = -np.inf
        classes = scores.argmax(axis=1)
        states.take(moves.kinds[classes], classes)
    heads = states.heads[1:] - 1
    is_root = heads < 0
    return Arcs(np.where(is_root, np.arange(len(rows)), heads), np.where(is_root, -1, states.classes[1:]))
