"""Trains the compact parser: `python -m pipelines.training.parser TREEBANKS [OUT]`, one core, some half an hour.

TREEBANKS is a folder with English Universal Dependencies files: `ewt-train`, `ewt-dev` (UD_English-EWT), `gum*`
(UD_English-GUM) and, to measure on a treebank not trained on, `pud-test` (UD_English-PUD), each `.conllu[.gz]`.
The model lands in `seeds/parser` (or OUT); the same treebanks give the same model.
"""

import random
import shutil
import sys
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.cli.train import train
from spacy.lang.norm_exceptions import BASE_NORMS
from spacy.language import Language
from spacy.scorer import Scorer
from spacy.symbols import IDS  # type: ignore[import-not-found]
from spacy.tokens import Doc, DocBin
from spacy.training import Example
from spacy.vocab import Vocab

from pipelines.coding.parsing import WEIGHTS
from pipelines.training.treebanks import Tree, Word, read_treebank, with_names_as_one

SEED = 1
SOURCES = ["UD_English-EWT (CC BY-SA 4.0)", "UD_English-GUM, genres news, interview, bio, voyage (CC BY 4.0, CC BY-SA)"]
LICENCE = """# Licence of this model

The model was trained on the Universal Dependencies treebanks UD_English-EWT (CC BY-SA 4.0) and UD_English-GUM, genres
news, interview, bio and voyage (annotations CC BY 4.0; texts of Wikinews CC BY, of Wikipedia and Wikivoyage CC BY-SA).
As a work based on them it is under CC BY-SA 4.0, unlike the program, which is under Apache-2.0.

Made by `python -m pipelines.training.parser TREEBANKS`.
"""
MODEL = Path("seeds/parser")
RECIPE = Path(str(files("pipelines.training") / "parser.cfg"))
_IN_CAPITALS, _IN_SMALL, _AS_WRITTEN = 0.08, 0.05, 0.25  # shares of sentences that are also learnt in another guise


def main(arguments: list[str]) -> None:
    """Reads the treebanks, trains, prints how the model does on unseen text, writes it."""
    if not arguments:
        raise SystemExit(__doc__)
    treebanks, out = Path(arguments[0]), Path(arguments[1] if len(arguments) > 1 else MODEL)
    with TemporaryDirectory() as scratch:
        _store(_in_guises(_trees(treebanks, "ewt-train", "gum")), Path(scratch, "train.spacy"))
        _store(map(with_names_as_one, _trees(treebanks, "ewt-dev")), Path(scratch, "dev.spacy"))
        paths = {"paths.train": str(Path(scratch, "train.spacy")), "paths.dev": str(Path(scratch, "dev.spacy"))}
        train(RECIPE, Path(scratch, "out"), overrides=paths)
        nlp = spacy.load(Path(scratch, "out", "model-best"))
        write(nlp, out)
    for name in ("pud-test", "ewt-dev"):
        print(name, measured(nlp, map(with_names_as_one, _trees(treebanks, name))))


def write(nlp: Language, out: Path) -> None:
    """Writes what running the model needs: no words of the treebanks, no paths of this machine."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    np.savez(out / WEIGHTS, **weights_of(nlp))  # type: ignore[arg-type]
    (out / "LICENSE.md").write_text(LICENCE, encoding="utf-8")


def weights_of(nlp: Language) -> dict[str, NDArray[Any]]:
    """The arrays and tables that `pipelines.coding.parsing.Parser` runs on."""
    tok2vec, tagger, parser = (cast("Any", nlp.get_pipe(name)) for name in ("tok2vec", "tagger", "parser"))
    embed, encode = tok2vec.model.layers
    lower, upper = parser.model.get_ref("lower"), parser.model.get_ref("upper")
    symbols = {name: number for name, number in IDS.items() if name}
    found = {
        "symbols": np.array("\n".join(symbols)),
        "symbol_numbers": np.array(list(symbols.values()), dtype=np.uint64),
        "norms": np.array("\n".join(f"{word} {norm}" for word, norm in BASE_NORMS.items())),
        "tags": np.array("\n".join(tagger.labels)),
        "moves": np.array("\n".join(parser.move_names)),
        **_normalised("mix", embed),
        **_linear("tagger", _layers(tagger.model, "softmax")[0]),
        **_linear("hidden", _layers(parser.model.get_ref("tok2vec"), "linear")[0]),
        **_linear("upper", upper),
    }
    for number, table in enumerate(_layers(embed, "hashembed")):
        found[f"table{number}"] = table.get_param("E")
    for number, layer in enumerate(encode.layers[0].layers):
        found |= _normalised(f"encode{number}", layer)
    weights, missing = lower.get_param("W").swapaxes(1, 2), lower.get_param("pad")[0].swapaxes(1, 2)
    found["lower.weights"] = np.ascontiguousarray(weights.reshape(-1, weights.shape[-1]).T)
    found["lower.bias"] = lower.get_param("b").T.reshape(-1)
    found["missing"] = missing.reshape(len(missing), -1)
    return found


def _layers(model: Any, name: str) -> list[Any]:
    return [layer for layer in model.walk() if layer.name == name]


def _linear(name: str, layer: Any) -> dict[str, NDArray[Any]]:
    return {f"{name}.weights": np.ascontiguousarray(layer.get_param("W").T), f"{name}.bias": layer.get_param("b")}


def _normalised(name: str, model: Any) -> dict[str, NDArray[Any]]:
    """Maxout and layer normalisation; of the outputs x pieces of a maxout the outputs of a piece come together."""
    (maxout,), (norm,) = _layers(model, "maxout"), _layers(model, "layernorm")
    weights = maxout.get_param("W").swapaxes(0, 1)
    return {
        f"{name}.weights": np.ascontiguousarray(weights.reshape(-1, weights.shape[-1]).T),
        f"{name}.bias": maxout.get_param("b").T.reshape(-1),
        f"{name}.scale": norm.get_param("G"),
        f"{name}.shift": norm.get_param("b"),
    }


def measured(nlp: Language, trees: Iterable[Tree]) -> dict[str, float]:
    """Shares right on sentences whose words are given: tags, heads (UAS), heads and relations (LAS), no punctuation."""
    examples = []
    for gold in (_doc(tree, nlp.vocab) for tree in trees):
        bare = Doc(nlp.vocab, [word.text for word in gold], [bool(word.whitespace_) for word in gold])
        examples.append(Example(bare, gold))
    parsed = nlp.pipe([example.predicted for example in examples])
    for example, doc in zip(examples, parsed, strict=True):
        example.predicted = doc
    scores = Scorer(nlp).score(examples)
    return {name: round(scores[name], 4) for name in ("tag_acc", "dep_uas", "dep_las")}


def _trees(folder: Path, *beginnings: str) -> Iterator[Tree]:
    paths = [path for path in sorted(folder.glob("*.conllu*")) if path.name.startswith(beginnings)]
    if not paths:
        raise SystemExit(f"{folder} has no treebank that begins with {' or '.join(beginnings)}.")
    for path in paths:
        yield from (tree for tree in read_treebank(path) if _is_tree(tree))


def _is_tree(tree: Tree) -> bool:
    """Whether every word leads to one root: merging words can, seldom, close a circle."""
    roots = sum(word.head == i for i, word in enumerate(tree.words))
    for i in range(len(tree.words)):
        at = i
        for _ in tree.words:
            at = tree.words[at].head
        if tree.words[at].head != at:
            return False
    return roots == 1


def _in_guises(trees: Iterable[Tree]) -> Iterator[Tree]:
    """Every sentence with its names as one; some also word by word, in capitals and in small letters."""
    chance = random.Random(SEED)  # noqa: S311  no secret
    for tree in trees:
        named = with_names_as_one(tree)
        yield named
        if len(named.words) < len(tree.words) and chance.random() < _AS_WRITTEN:
            yield tree
        if chance.random() < _IN_CAPITALS:
            yield _recast(named, named.text.upper())
        if chance.random() < _IN_SMALL:
            yield _recast(named, named.text.lower())


def _recast(tree: Tree, text: str) -> Tree:
    """The same tree over other letters; itself where a letter has no counterpart of one character."""
    if len(text) != len(tree.text):
        return tree
    words = [Word(text[w.start : w.end], w.start, w.end, w.tag, w.head, w.dep) for w in tree.words]
    return Tree(text, tuple(words))


def _doc(tree: Tree, vocab: Vocab) -> Doc:
    after = [*(word.start for word in tree.words[1:]), len(tree.text)]
    return Doc(
        vocab,
        words=["_".join(word.text.split()) for word in tree.words],
        spaces=[begin > word.end for word, begin in zip(tree.words, after, strict=True)],
        tags=[word.tag for word in tree.words],
        heads=[word.head for word in tree.words],
        deps=["ROOT" if word.head == i else word.dep for i, word in enumerate(tree.words)],
        sent_starts=[i == 0 for i in range(len(tree.words))],
    )


def _store(trees: Iterable[Tree], path: Path) -> None:
    vocab = spacy.blank("en").vocab
    DocBin(attrs=["TAG", "HEAD", "DEP", "SENT_START"], docs=[_doc(tree, vocab) for tree in trees]).to_disk(path)


if __name__ == "__main__":
    main(sys.argv[1:])
