"""Universal Dependencies treebanks as training sentences in the coder's own tokens.

The coder keeps "don't", "US-backed" and "al-Qaim" whole where treebanks split them, and it hands names to the parser
as one token; so treebank words are merged onto the coder's tokens, and names to one, before anything is learnt.
"""

import gzip
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.coding.sentences import split_passage

_NAME_TAGS = frozenset(("NNP", "NNPS"))
_NAME_LINKS = frozenset(("flat", "compound", "amod", "goeswith"))


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a parsed sentence. `head` is the index of its head in the sentence, its own for the root."""

    text: str
    start: int
    end: int
    tag: str
    head: int
    dep: str


@dataclass(frozen=True, slots=True)
class Tree:
    """A sentence with its words; offsets index `text`."""

    text: str
    words: tuple[Word, ...]


class BadTreebank(ValueError):
    """A file that is no CoNLL-U, or words that do not stand in their sentence."""


def read_treebank(path: Path) -> Iterator[Tree]:
    """The sentences of a CoNLL-U file, plain or gzipped, in the coder's tokens."""
    open_text = gzip.open if path.suffix == ".gz" else Path.open
    with open_text(path, "rt", encoding="utf-8") as lines:
        block: list[str] = []
        for line in lines:
            if line.strip():
                block.append(line.rstrip("\n"))
            elif block:
                yield in_coder_tokens(_sentence(block, path))
                block = []
        if block:
            yield in_coder_tokens(_sentence(block, path))


def _sentence(block: Sequence[str], path: Path) -> Tree:
    text = next((line[9:] for line in block if line.startswith("# text = ")), None)
    if text is None:
        raise BadTreebank(f"A sentence of {path.name} has no '# text = ' line.")
    rows = [line.split("\t") for line in block if not line.startswith("#")]
    words: list[Word] = []
    at, shared_until, shared = 0, 0, (0, 0)
    for row in rows:
        if "." in row[0]:
            continue
        if "-" in row[0]:  # a multiword token, whose words stand in it one after another or share it ("cannot")
            shared_until = int(row[0].split("-")[1])
            at = _find(text, row[1], at, path)
            shared = at, at + len(row[1])
            continue
        number = int(row[0])
        span = (at, at + len(row[1])) if number > shared_until else shared
        if number > shared_until or text.startswith(row[1], at):
            start = _find(text, row[1], at, path)
            span = start, start + len(row[1])
        at = shared[1] if number == shared_until else span[1]
        words.append(Word(row[1], *span, row[4], number - 1 if row[6] == "0" else int(row[6]) - 1, row[7]))
    return Tree(text, tuple(words))


def _find(text: str, form: str, at: int, path: Path) -> int:
    found = text.find(form, at)
    if found < 0:
        raise BadTreebank(f"{path.name}: the word {form!r} does not stand in its sentence {text[:80]!r}.")
    return found


def in_coder_tokens(tree: Tree) -> Tree:
    """The tree over the tokens that the coder cuts the sentence into."""
    spans = [
        (token.start, token.end) for sentence in split_passage("text", tree.text).sentences for token in sentence.tokens
    ]
    return merged(tree, spans)


def merged(tree: Tree, spans: Sequence[tuple[int, int]]) -> Tree:
    """The tree with the words of each span as one. A span keeps its topmost word's tag, head and relation.

    `spans` are in order and cover every word; where a word is longer than a span, the later spans hang on the first.
    """
    owner = [  # for every word the first span that shares a character with it
        next(i for i, (start, end) in enumerate(spans) if word.start < end and start < word.end) for word in tree.words
    ]
    tops: dict[int, int] = {}
    for number, word in enumerate(tree.words):
        leaves = owner[word.head] != owner[number] or word.head == number
        if leaves and (owner[number] not in tops or tree.words[tops[owner[number]]].tag in ("HYPH", "RB", "''", "``")):
            tops[owner[number]] = number
    words: list[Word] = []
    for i, (start, end) in enumerate(spans):
        text = tree.text[start:end]
        if i not in tops:
            words.append(Word(text, start, end, "HYPH", max(i - 1, 0), "goeswith"))
            continue
        top = tree.words[tops[i]]
        is_root = top.head == tops[i]
        words.append(Word(text, start, end, top.tag, i if is_root else owner[top.head], top.dep))
    return Tree(tree.text, tuple(words))


def with_names_as_one(tree: Tree) -> Tree:
    """The tree with every name of several words as one, as the coder hands it to the parser."""
    spans: list[tuple[int, int]] = []
    i = 0
    while i < len(tree.words):
        last = i
        while last + 1 < len(tree.words) and _is_name(tree, i, last + 1):
            last += 1
        spans.append((tree.words[i].start, tree.words[last].end))
        i = last + 1
    return merged(tree, spans)


def _is_name(tree: Tree, first: int, last: int) -> bool:
    """Whether the words from `first` to `last` are names hanging on one of them."""
    inside = range(first, last + 1)
    if any(tree.words[i].tag not in _NAME_TAGS for i in inside):
        return False
    leaving = [i for i in inside if tree.words[i].head not in inside or tree.words[i].head == i]
    linked = all(tree.words[i].dep.split(":")[0] in _NAME_LINKS for i in inside if i not in leaving)
    return linked and len(leaving) == 1
