"""The dependency parse of a sentence, by the compact model in `seeds/parser` (recipe: `pipelines/training/parser.py`).

Names of several words go to the parser as one token, as it has learnt them: "Deir el-Zour" split in three sends what
follows to the wrong head. What the parse decides is settled in `syntax.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from pipelines.coding.text import Token

if TYPE_CHECKING:  # spaCy takes a second to import, which only who parses should pay
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

Span = tuple[int, int]
NOT_NEEDED = ("vocab", "tokenizer")
"""Parts of a spaCy model that are not stored: the coder has its own tokens, and words are hashed."""
MOST_VECTORS = 50_000
"""Words whose vectors are kept: 13 MB."""
NAME_PARTICLES = frozenset(["al", "el", "ul", "bin", "ibn", "abu", "de", "del", "la", "von", "van", "der"])


@dataclass(frozen=True, slots=True)
class Parse:
    """For every token its tag (Penn Treebank), head and relation (Universal Dependencies); a root heads itself."""

    tags: tuple[str, ...]
    heads: tuple[int, ...]
    deps: tuple[str, ...]


class WordVectors:
    """The rows of the model's embedding layer by word: what it makes of a word depends on nothing beside it."""

    def __init__(self, embed: Any, vocab: Vocab) -> None:
        self._embed, self._vocab = embed, vocab
        self._forget()

    def _forget(self) -> None:
        self._rows: dict[str, int] = {}
        self._table: NDArray[np.float32] = np.empty((0, self._embed.get_dim("nO")), dtype=np.float32)

    def of(self, words: Sequence[str]) -> NDArray[np.float32]:
        """One row a word; 32-bit floats."""
        from spacy.tokens import Doc

        if len(self._rows) > MOST_VECTORS:
            self._forget()
        if new := [word for word in dict.fromkeys(words) if word not in self._rows]:
            self._table = np.concatenate([self._table, self._embed.predict([Doc(self._vocab, words=new)])[0]])
            self._rows |= {word: row for row, word in enumerate(new, len(self._rows))}
        return self._table[[self._rows[word] for word in words]]


class Parser:
    """The model, loaded once."""

    def __init__(self, model: Language) -> None:
        from spacy.tokens import Doc

        self._vocab, self._new_doc = model.vocab, Doc
        pipes: list[Any] = [pipe for _, pipe in model.pipeline]
        tok2vec, *self._steps = pipes
        embed, self._encode = tok2vec.model.layers
        self._vectors = WordVectors(embed, model.vocab)

    def parse(self, sentences: Sequence[tuple[Sequence[Token], Sequence[Span]]]) -> list[Parse]:
        """Parses sentences of tokens, each with the token spans of the names in it, in order and apart."""
        pieces = [_pieces(tokens, names) for tokens, names in sentences]
        docs = [self._doc(tokens, spans) for (tokens, _), spans in zip(sentences, pieces, strict=True)]
        if docs:
            for doc, tensor in zip(docs, self._encode.predict(self._vectors_of(docs)), strict=True):
                doc.tensor = tensor
            for step in self._steps:
                step.set_annotations(docs, step.predict(docs))
        return [_parse(doc, spans) for doc, spans in zip(docs, pieces, strict=True)]

    def _vectors_of(self, docs: Sequence[Doc]) -> list[NDArray[np.float32]]:
        together = self._vectors.of([word.text for doc in docs for word in doc])
        return np.split(together, np.cumsum([len(doc) for doc in docs])[:-1])

    def _doc(self, tokens: Sequence[Token], spans: Sequence[Span]) -> Doc:
        words = ["_".join(token.text for token in tokens[first:last]) for first, last in spans]
        spaces = [last < len(tokens) and tokens[last].start > tokens[last - 1].end for _, last in spans]
        return self._new_doc(self._vocab, words=words, spaces=spaces)


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
    return any(part[:1].isupper() for part in token.text.split("-", 1))


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


def _parse(doc: Doc, spans: Sequence[Span]) -> Parse:
    """The parse of the pieces laid over the tokens: the words of a name hang on its last."""
    tags: list[str] = []
    heads: list[int] = []
    deps: list[str] = []
    for word, (first, last) in zip(doc, spans, strict=True):
        for _ in range(first, last - 1):
            tags.append(word.tag_)
            heads.append(last - 1)
            deps.append("flat")
        tags.append(word.tag_)
        heads.append(spans[word.head.i][1] - 1)
        deps.append(word.dep_)
    return Parse(tuple(tags), tuple(heads), tuple(deps))


@cache
def load_parser() -> Parser:
    """The parser of the seeds, loaded once."""
    from spacy.util import load_model_from_path

    with as_file(files("seeds") / "parser") as folder:
        model = load_model_from_path(folder, exclude=NOT_NEEDED)
    for labels in model.pipe_labels.values():
        for label in labels:
            model.vocab.strings.add(label)
    return Parser(model)
