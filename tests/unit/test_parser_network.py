"""The parser runs without the library that trains it: both give the same trees, whatever the weights."""

import random
from typing import Any

import numpy as np
import pytest
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import load_config, load_model_from_config

from pipelines.coding.parsing import Parse, Parser
from pipelines.training.parser import RECIPE, weights_of

WORDS = (
    *("The", "troops", "left", "Deir_el-Zour", "case", "SYM", "on", "’s", "—", "«", "US$", "10,000", "U.S.", "!!!!!!"),
    *("naïve", "Ελλάδα", "مدينة", "2017-11-03", "x", "é", "mmmmmmmmmm", "a" * 120, "👍", "counter-offensive", "Xd"),
)
LIFTED = ("A", "raid", "began", "yesterday", "on", "towns")
HEADS, DEPS = [1, 2, 2, 2, 5, 1], ["det", "nsubj", "ROOT", "advmod", "case", "nmod"]  # "towns" hangs across "began"
ENOUGH = 25
"""Times that a relation is seen before the recipe gives it a move."""


@pytest.fixture(scope="module")
def model() -> Any:
    """A model of the recipe's form that has learnt nothing yet."""
    nlp = load_model_from_config(load_config(RECIPE), auto_fill=True)
    tree = Doc(nlp.vocab, words=LIFTED, heads=HEADS, deps=DEPS, tags=["DT", "NN", "VBD", "NN", "IN", "NNS"])
    nlp.initialize(lambda: [Example(Doc(nlp.vocab, words=LIFTED), tree)] * ENOUGH)
    return nlp


def throw_weights(nlp: Any, seed: int) -> None:
    thrown = np.random.default_rng(seed)
    for _, pipe in nlp.pipeline:
        for layer in pipe.model.walk():
            for name in layer.param_names:
                layer.set_param(name, thrown.normal(size=layer.get_param(name).shape).astype(np.float32) / 2)


def by_library(nlp: Any, words: list[str]) -> Parse:
    doc = Doc(nlp.vocab, words=words)
    for _, pipe in nlp.pipeline:
        doc = pipe(doc)
    return Parse(tuple(w.tag_ for w in doc), tuple(w.head.i for w in doc), tuple(w.dep_ for w in doc))


def test_trees_are_those_of_the_library(model: Any) -> None:
    chance = random.Random(7)
    sentences = [[chance.choice(WORDS) for _ in range(chance.randrange(1, 45))] for _ in range(150)]
    found: list[Parse] = []
    for seed in (0, 1, 2):
        throw_weights(model, seed)
        ours = list(Parser(weights_of(model)).parse_words(sentences))
        assert ours == [by_library(model, words) for words in sentences]
        found += ours
    relations = {dep for parse in found for dep in parse.deps}
    assert relations == {"ROOT", "dep", "det", "case", "nsubj", "advmod", "nmod"}, "nmod only by being brought back"
    assert any(sum(i == head for i, head in enumerate(parse.heads)) > 1 for parse in found), "some are broken in two"


def test_sentences_of_no_words_have_trees_of_none(model: Any) -> None:
    empty = Parse((), (), ())
    assert list(Parser(weights_of(model)).parse_words([[], []])) == [empty, empty]
    first, second, third = Parser(weights_of(model)).parse_words([[], ["Rebels", "fled"], []])
    assert (first, third) == (empty, empty)
    assert len(second.heads) == 2
