"""The same report told again: copies, near copies and agency reports that many papers print, each with its origin.

Two articles share a report when enough runs of five words stand in both. Candidates are found by a sample of these
runs, chosen by their hash alone (so that a paper's first three paragraphs meet the agency's whole report), and each
is verified on all of its runs. An article's origin depends on earlier articles only: what comes later never changes
it. Headlines, agencies and dates do not count: papers change the first, copy the second and lag by the third.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any, Protocol
from zlib import crc32

import numpy as np
import polars as pl
from numpy.typing import NDArray

RUN = 5
SAMPLED = np.uint64(8)
"""One run of this many is looked up, and at least the smallest `LEAST` of each article."""

LEAST = 8
WINDOW = 8
"""An article is compared with this many before it that share a run, and with the first."""

MAX_VERIFIED = 12
SURE = 0.95
"""Of an article's candidates, the likeliest are verified, until one has this share of the shorter text."""

MIN_PART = 0.5
"""Of the shorter article's runs, this share stands in the longer one too."""

MIN_LEAD = 0.3
MIN_LEAD_OF_LONGER = 0.1
"""Of the first third of each article as well: what a publisher hangs below its articles is no report."""

TEXTS_AT_ONCE = 1_000
"""Of so many texts all words are held in memory."""

MIN_RUNS = 25
MIN_ALIKE = 0.8
"""Of very short articles, this share of all their runs is in both."""

ORIGINAL, SAME, NEAR, PART = "original", "same_text", "near_copy", "shared_part"
COLUMNS = {"article_id": pl.String, "origin_id": pl.String, "similarity": pl.Float64, "relation": pl.String}

Hashes = NDArray[np.uint64]
_WORD = r"[\p{L}\p{N}_]+"


class _Codes(dict[str, int]):
    """A number for each word, the same in every process."""

    def __missing__(self, word: str) -> int:
        self[word] = code = crc32(word.encode("utf-8", "surrogatepass"))
        return code


SAMPLES: dict[str, dict[str, Any]] = {"samples": {"hash": pl.UInt64, "position": pl.Int64, "size": pl.Int64}}
"""What is remembered of each article: the runs that it is looked up by, and how many these are."""

Earlier = Callable[[pl.DataFrame], pl.DataFrame]
"""Takes a frame of `position`; gives the articles there: `position`, `article_id`, `text`, `origin_id`."""


class Remembered(Protocol):
    """Where samples are found and added, by key."""

    def rows(self, table: str, keys: pl.DataFrame) -> pl.DataFrame:
        """The rows whose values stand in `keys`."""

    def drop(self, table: str, keys: pl.DataFrame) -> None:
        """Takes these rows out."""

    def add(self, table: str, rows: pl.DataFrame) -> None:
        """Adds rows."""


def find_origins(articles: pl.DataFrame) -> pl.DataFrame:
    """The origin of each article (`article_id`, `text`, `position`): the earliest whose report it repeats, or itself.

    `similarity` is the share of the shorter text's runs that stand in both it and the article that it was found to
    repeat; null for originals. `relation` is `original`, `same_text`, `near_copy` or `shared_part`.
    """
    return find_more_origins(_Nothing(), articles, lambda positions: positions.clear())


def find_more_origins(remembered: Remembered, articles: pl.DataFrame, earlier: Earlier) -> pl.DataFrame:
    """The same of articles that all came later than those remembered, and remembers them."""
    ordered = articles.sort("position", "article_id")
    codes = _Codes()
    new_runs = list(_runs(ordered["text"], codes))
    new_sets = [_set(own) for own in new_runs]
    samples = _samples(new_sets, ordered["position"])
    known = remembered.rows("samples", samples.select("hash").unique())
    held = pl.concat([known, samples]).sort("hash", "position")
    _remember(remembered, known, samples, held)
    pairs, positions = _met(known, held, ordered["position"])
    count = len(positions) - len(new_runs)
    first = {one for _, one in pairs if one < count}
    asked = pl.DataFrame({"position": [positions[i] for i in sorted(first)]}, schema={"position": pl.Int64})
    before = earlier(asked).sort("position") if first else None
    texts = dict(enumerate(ordered["text"].to_list(), count))
    ids = dict(enumerate(ordered["article_id"].to_list(), count))
    origin = dict(ids)
    runs, sets = dict(enumerate(new_runs, count)), dict(enumerate(new_sets, count))
    if before is not None:
        texts.update(zip(sorted(first), before["text"].to_list(), strict=True))
        origin.update(zip(sorted(first), before["origin_id"].to_list(), strict=True))
        runs.update(zip(sorted(first), _runs(before["text"], codes), strict=True))
        sets.update((i, _set(runs[i])) for i in first)
    found: dict[int, tuple[float | None, str]] = {}
    for later, one, part, alike in _repeats(runs, sets, pairs):
        relation = SAME if texts[later] == texts[one] else NEAR if alike >= MIN_ALIKE else PART
        found[later] = (part, relation)
        origin[later] = origin[one]
    rows = [(ids[i], origin[i], *found.get(i, (None, ORIGINAL))) for i in ids]
    return pl.DataFrame(rows, schema=COLUMNS, orient="row").sort("article_id")


class _Nothing:
    """Remembers nothing."""

    def rows(self, table: str, keys: pl.DataFrame) -> pl.DataFrame:  # noqa: ARG002
        """No row."""
        return pl.DataFrame(schema=SAMPLES[table])

    def drop(self, table: str, keys: pl.DataFrame) -> None:
        """Has none."""

    def add(self, table: str, rows: pl.DataFrame) -> None:
        """Forgets them."""


def _runs(texts: pl.Series, codes: _Codes) -> Iterator[Hashes]:
    """Of each text the hashes of its runs of five words, in their order; of a shorter text, that of the whole."""
    for part in texts.to_frame("text").iter_slices(TEXTS_AT_ONCE):
        words = part["text"].str.to_lowercase().str.extract_all(_WORD)
        said = words.explode().drop_nulls().to_arrow().dictionary_encode()
        numbers = np.array([codes[word] for word in said.dictionary.to_pylist()], np.uint64)
        numbered = numbers[said.indices.to_numpy()]
        every = _hashed(numbered)
        for begin, end in pairwise([0, *words.list.len().cum_sum().to_list()]):
            is_long = end - begin >= RUN
            yield every[begin : end - RUN + 1] if is_long else _hashed(numbered[begin:end])


def _hashed(words: NDArray[np.uint64]) -> Hashes:
    """The hashes of the runs of these words."""
    length = min(RUN, len(words))
    if not length:
        return words
    total = np.zeros(len(words) - length + 1, np.uint64)
    for i in range(length):
        total = total * np.uint64(0x9E3779B97F4A7C15) + words[i : len(words) - length + 1 + i]
    return _mixed(total)


def _mixed(hashes: Hashes) -> Hashes:
    """Spread over all 64 bits (the finaliser of splitmix64), so that their smallest are a random sample."""
    hashes = (hashes ^ (hashes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    hashes = (hashes ^ (hashes >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return hashes ^ (hashes >> np.uint64(31))


def _repeats(
    runs: Mapping[int, Hashes], sets: Mapping[int, Hashes], pairs: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, float, float]]:
    """Each article that repeats an earlier one, in order: later, earlier, share of the shorter one, share of both."""
    for later, own_pairs in groupby(pairs, key=itemgetter(0)):
        best: tuple[float, float, int] | None = None
        for _, earlier in own_pairs:
            likeness = _likeness(runs, sets, earlier, later)
            if likeness and (best is None or likeness[0] > best[0]):
                best = (*likeness, earlier)
            if best and best[0] >= SURE:
                break
        if best:
            yield later, best[2], best[0], best[1]


def _likeness(
    runs: Mapping[int, Hashes], sets: Mapping[int, Hashes], one: int, other: int
) -> tuple[float, float] | None:
    """Share of the shorter one's runs and of both's that stand in both; none where they share no report."""
    few, many = sorted((sets[one], sets[other]), key=len)
    is_shared = _stand_in(few, many)
    count = int(np.count_nonzero(is_shared))
    part, alike = count / len(few), count / (len(few) + len(many) - count)
    if alike < MIN_ALIKE and (count < MIN_RUNS or part < MIN_PART):
        return None
    shorter, longer = sorted((runs[one], runs[other]), key=len)
    leads = [_stand_in(text[: len(text) // 3 + 1], few[is_shared]).mean() for text in (shorter, longer)]
    return (part, alike) if leads[0] >= MIN_LEAD and leads[1] >= MIN_LEAD_OF_LONGER else None


def _set(runs: Hashes) -> Hashes:
    """Each run once, in order: what `np.unique` takes twice as long for."""
    ordered = np.sort(runs)
    return ordered[np.append(True, ordered[1:] != ordered[:-1])] if len(runs) else runs


def _stand_in(runs: Hashes, held: Hashes) -> NDArray[np.bool_]:
    """Which of the runs stand in a set that is not empty."""
    return np.equal(held.take(np.searchsorted(held, runs), mode="clip"), runs)


def _samples(sets: Sequence[Hashes], positions: pl.Series) -> pl.DataFrame:
    """The runs that articles are looked up by (columns of `SAMPLES`)."""
    sampled = [own[(own % SAMPLED == 0) | (np.arange(len(own)) < LEAST)] for own in sets]
    sizes = np.array([len(sample) for sample in sampled], np.int64)
    hashes = np.concatenate([np.empty(0, np.uint64), *sampled])
    held = {"hash": hashes, "position": np.repeat(positions.to_numpy(), sizes), "size": np.repeat(sizes, sizes)}
    return pl.DataFrame(held, schema=SAMPLES["samples"])


def _remember(remembered: Remembered, known: pl.DataFrame, new: pl.DataFrame, held: pl.DataFrame) -> None:
    """Adds the new samples; of a run that many articles hold only those that a later one is compared with are kept."""
    starts = _starts(held["hash"].to_numpy())
    size = np.diff(starts, append=held.height)
    at, after = (np.arange(held.height) - np.repeat(starts, size), np.repeat(size - WINDOW, size))
    between = held.select("hash", "position").filter((at > 0) & (at < after))
    remembered.drop("samples", between.join(known, on=["hash", "position"], how="semi"))
    remembered.add("samples", new.join(between, on=["hash", "position"], how="anti"))


def _starts(hashes: Hashes) -> NDArray[np.int64]:
    """Where each run begins in hashes that are in order."""
    return np.flatnonzero(np.append(True, hashes[1:] != hashes[:-1])[: len(hashes)])


def _met(known: pl.DataFrame, held: pl.DataFrame, positions: pl.Series) -> tuple[list[tuple[int, int]], list[int]]:
    """Pairs (later, earlier) of a new article and one before it that share at least two sampled runs, or all that one
    has; the likeliest few of each first. Articles are numbered in the order of their positions, which are given too.
    """
    order = pl.concat([known["position"].unique().sort(), positions])
    count, begin = len(order), len(order) - len(positions)
    if held.is_empty():
        return [], order.to_list()
    hashes = held["hash"].to_numpy()
    owners = np.searchsorted(order.to_numpy(), held["position"].to_numpy())
    sizes = np.zeros(count, np.int64)
    sizes[owners] = held["size"].to_numpy()
    starts = _starts(hashes)
    first = np.repeat(owners[starts], np.diff(np.append(starts, len(hashes))))
    keys = [_keys(first, owners, count)]
    for lag in range(1, WINDOW + 1):
        met = hashes[lag:] == hashes[:-lag]
        far = first[lag:][met] != owners[:-lag][met]
        keys.append(_keys(owners[:-lag][met][far], owners[lag:][met][far], count))
    pairs, counts = np.unique(np.concatenate(keys), return_counts=True)
    earlier, later = pairs // count, pairs % count
    enough = (counts >= np.minimum(2, np.minimum(sizes[earlier], sizes[later]))) & (later >= begin)
    earlier, later, counts = earlier[enough], later[enough], counts[enough]
    likeliest = np.lexsort((earlier, -counts, later))
    ranked = pl.DataFrame({"later": later[likeliest], "earlier": earlier[likeliest]})
    few = ranked.group_by("later", maintain_order=True).head(MAX_VERIFIED)
    return list(zip(few["later"].to_list(), few["earlier"].to_list(), strict=True)), order.to_list()


def _keys(earlier: NDArray[Any], later: NDArray[Any], count: int) -> NDArray[np.int64]:
    different = earlier != later
    return np.asarray(earlier[different] * count + later[different], np.int64)
