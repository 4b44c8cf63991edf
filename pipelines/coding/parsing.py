"""The dependency parse of a sentence, by the compact model in `seeds/parser` (recipe: `pipelines/training/parser.py`).

Names of several words go to the parser as one token, as it has learnt them: "Deir el-Zour" split in three sends what
follows to the wrong head. What the parse decides is settled in `syntax.py`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipelines.coding import arc_eager
from pipelines.coding.layers import Linear, Maxout, Normalised, WindowEncoder
from pipelines.coding.text import Token
from pipelines.coding.word_vectors import WordVectors

Span = tuple[int, int]
WEIGHTS = "weights.npz"
ROOT = "ROOT"
LIFTED = "||"
"""In labels of words whose head lies across other arcs: their own label, and that of the head to look for below."""
NAME_PARTICLES = frozenset(["al", "el", "ul", "bin", "ibn", "abu", "de", "del", "la", "von", "van", "der"])


@dataclass(frozen=True)
class Parse:
    """For every token its tag (Penn Treebank), head and relation (Universal Dependencies); a root heads itself."""

    tags: tuple[str, ...]
    heads: tuple[int, ...]
    deps: tuple[str, ...]

    @cached_property
    def children(self) -> tuple[list[int], ...]:
        """For every token the others that hang on it, in order."""
        children: tuple[list[int], ...] = tuple([] for _ in self.heads)
        for i, head in enumerate(self.heads):
            if head != i:
                children[head].append(i)
        return children


class Parser:
    """Tagger and parser over one encoder; `weights` are the arrays that the training writes."""

    def __init__(self, weights: Mapping[str, NDArray[Any]]) -> None:
        def lines(name: str) -> list[str]:
            return str(weights[name]).split("\n")

        def linear(name: str) -> Linear:
            return Linear(weights[f"{name}.weights"], weights[f"{name}.bias"])

        def normalised(name: str) -> Normalised:
            scale, shift = weights[f"{name}.scale"], weights[f"{name}.shift"]
            layer = linear(name)
            return Normalised(Maxout(layer.weights, layer.bias, len(layer.bias) // len(scale)), scale, shift)

        self._vectors = WordVectors(
            [weights[name] for name in _numbered(weights, "table{}")],
            normalised("mix"),
            dict(line.split(" ") for line in lines("norms")),
            dict(zip(lines("symbols"), weights["symbol_numbers"].tolist(), strict=True)),
        )
        layers = [name.removesuffix(".weights") for name in _numbered(weights, "encode{}.weights")]
        self._encode = WindowEncoder([normalised(name) for name in layers])
        self._tagger, self._tags = linear("tagger"), lines("tags")
        upper, lower = linear("upper"), linear("lower")
        moves = [move.partition("-") for move in lines("moves")]
        self._moves = arc_eager.Moves(
            hidden=linear("hidden"),
            lower=lower.weights,
            missing=weights["missing"],
            bias=lower.bias,
            upper=upper,
            kinds=np.array([arc_eager.LETTERS.index(kind) for kind, _, _ in moves]),
            pieces=len(lower.bias) // len(upper.weights),
        )
        self._labels = [label for _, _, label in moves]

    def parse(self, sentences: Sequence[tuple[Sequence[Token], Sequence[Span]]]) -> list[Parse]:
        """Parses sentences of tokens, each with the token spans of the names in it, in order and apart."""
        pieces = [_pieces(tokens, names) for tokens, names in sentences]
        parsed = self.parse_words([_words(tokens, spans) for (tokens, _), spans in zip(sentences, pieces, strict=True)])
        return [_over_tokens(parse, spans) for parse, spans in zip(parsed, pieces, strict=True)]

    def parse_words(self, sentences: Sequence[Sequence[str]]) -> Iterator[Parse]:
        """Parses sentences of words; what stands beside a sentence changes nothing in its parse."""
        words = [word for sentence in sentences for word in sentence]
        if not words:
            yield from (Parse((), (), ()) for _ in sentences)
            return
        ends = np.cumsum([len(sentence) for sentence in sentences])
        rows = self._encode(np.split(self._vectors.of(words), ends[:-1]))
        tags = [self._tags[tag] for tag in self._tagger(rows).argmax(axis=1).tolist()]
        arcs = arc_eager.parse(self._moves, rows, np.diff(ends, prepend=0))
        heads = arcs.heads.tolist()
        deps = [self._labels[move] if move >= 0 else ROOT for move in arcs.classes.tolist()]
        start = 0
        for end in ends.tolist():
            yield _unlifted(tags[start:end], [head - start for head in heads[start:end]], deps[start:end])
            start = end


def _numbered(weights: Mapping[str, Any], form: str) -> Iterator[str]:
    number = 0
    while (name := form.format(number)) in weights:
        yield name
        number += 1


def _unlifted(tags: list[str], heads: list[int], deps: list[str]) -> Parse:
    """The parse with lifted words brought back to their heads (Nivre and Nilsson 2005, scheme "head")."""
    for word, dep in enumerate(deps):
        if LIFTED in dep:
            own, sought = dep.split(LIFTED)
            heads[word], deps[word] = _below(word, sought, heads, deps), own
    return Parse(tuple(tags), tuple(heads), tuple(deps))


def _below(word: int, sought: str, heads: Sequence[int], deps: Sequence[str]) -> int:
    """The first word with the label sought below the word's head, the nearest levels first; else that head."""
    level = [heads[word]]
    while level:
        level = [i for head in level for i, other in enumerate(heads) if other == head and i not in (head, word)]
        if found := [i for i in level if deps[i] == sought]:
            return found[0]
    return heads[word]


def name_spans(tokens: Sequence[Token], spans: Sequence[Span]) -> list[Span]:
    """The names inside spans of actors and places: their longest runs of words with a capital, two words or more."""
    found: list[Span] = []
    end = 0
    for first, last in sorted(spans):
        i = max(first, end)
        while i < last:
            stop = i
            while stop < last and (_has_capital(tokens[stop]) or (stop > i and tokens[stop].text in NAME_PARTICLES)):
                stop += 1
            while stop > i and not _has_capital(tokens[stop - 1]):
                stop -= 1
            if stop - i > 1:
                found.append((i, stop))
                end = stop
            i = max(stop, i + 1)
    return found


def _has_capital(token: Token) -> bool:
    """A capital first, or after an article: "al-Asal"."""
    first, _, second = token.text.partition("-")
    return first[:1].isupper() or second[:1].isupper()


def _pieces(tokens: Sequence[Token], names: Sequence[Span]) -> list[Span]:
    """Every token alone but those of names together."""
    pieces: list[Span] = []
    i = 0
    for first, last in (*names, (len(tokens), len(tokens))):
        pieces += ((k, k + 1) for k in range(i, first))
        if last > first:
            pieces.append((first, last))
        i = last
    return pieces


def _words(tokens: Sequence[Token], spans: Sequence[Span]) -> list[str]:
    return [
        tokens[first].text if last - first == 1 else "_".join(token.text for token in tokens[first:last])
        for first, last in spans
    ]


def _over_tokens(parse: Parse, spans: Sequence[Span]) -> Parse:
    """The parse of the pieces laid over the tokens: the words of a name hang on its last."""
    if not spans or spans[-1][1] == len(spans):
        return parse
    tags: list[str] = []
    heads: list[int] = []
    deps: list[str] = []
    for tag, head, dep, (first, last) in zip(parse.tags, parse.heads, parse.deps, spans, strict=True):
        for _ in range(first, last - 1):
            tags.append(tag)
            heads.append(last - 1)
            deps.append("flat")
        tags.append(tag)
        heads.append(spans[head][1] - 1)
        deps.append(dep)
    return Parse(tuple(tags), tuple(heads), tuple(deps))


@cache
def load_parser() -> Parser:
    """The parser of the seeds, loaded once; numpy arrays without pickle."""
    stored = BytesIO((files("seeds") / "parser" / WEIGHTS).read_bytes())
    with np.load(stored, allow_pickle=False) as arrays:
        return Parser(dict(arrays))
