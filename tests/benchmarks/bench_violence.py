"""How much of what plain sentences tell of violence the coder finds: acts, who did them, whom they befell.

Run `python -m tests.benchmarks.bench_violence [--faults KIND] [TABLE...]`. The tables in `violence/` hold sentences of
our own, made up and one a line, in which every act is marked: `{rebels|a1} {shelled|t1} {the army|r1 a2}` has trigger,
doer and recipient of act 1, and the doer of act 2. Parties are right where each coded one shares a character with a
marked one; a party that the sentence does not tell must not be coded. KIND lists sentences: missed, spurious, doer,
recipient.
"""

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from pipelines.coding.batch import code_batch
from pipelines.coding.reference import load_reference
from pipelines.config import Settings

TABLES = Path(__file__).parent / "violence"
MARKED = re.compile(r"\{([^{}|]+)\|([^{}|]+)\}")
SIDES = {"doer": ("a", "actors"), "recipient": ("r", "recipients")}

Span = tuple[int, int]
Row = dict[str, Any]


class Told(NamedTuple):
    """A sentence without its marks, and for each act the marked spans by letter: t, a, r."""

    text: str
    acts: dict[str, dict[str, list[Span]]]


def read_marked(line: str) -> Told:
    """The sentence of one line. Raises `ValueError` where a mark is broken or an act has no trigger."""
    text, acts, last = "", defaultdict[str, dict[str, list[Span]]](lambda: defaultdict(list)), 0
    for mark in MARKED.finditer(line):
        text += line[last : mark.start()]
        for tag in mark[2].split():
            acts[tag[1:]][tag[0]].append((len(text), len(text) + len(mark[1])))
        text, last = text + mark[1], mark.end()
    text += line[last:]
    if re.search(r"[{}|]", text) or not all("t" in act and set(act) <= set("tar") for act in acts.values()):
        raise ValueError(f"Not marked as the head of this file says: {line}")
    return Told(text, acts)


def coded(sentences: Sequence[str]) -> dict[str, list[Row]]:
    """The attacks and changes of control that the coder finds, by the number of the sentence."""
    articles = pl.DataFrame({"article_id": map(str, range(len(sentences))), "text": sentences}).with_columns(
        title=pl.lit(""), published_at=pl.lit("2020-05-10"), publisher=pl.lit(None, pl.String)
    )
    found: dict[str, list[Row]] = defaultdict(list)
    for row in code_batch(articles, load_reference(Settings().cache_folder)).mentions.iter_rows(named=True):
        if row["event_type"] == "ASSAULT" or row["control_change"]:
            found[row["article_id"]].append(row)
    return found


def judge(parties: Sequence[Row], marked: Sequence[Span]) -> str:
    """`right`, or what is wrong with one side of an act."""
    if not parties:
        return "missing" if marked else "right"
    if not marked:
        return "invented"
    hit = all(any(p["start"] < end and start < p["end"] for start, end in marked) for p in parties)
    return "right" if hit else "wrong"


def _overlaps(mention: Row, spans: Sequence[Span]) -> bool:
    return any(mention["trigger_start"] < end and start < mention["trigger_end"] for start, end in spans)


def faults(told: Told, mentions: Sequence[Row], counts: Counter[str]) -> Iterator[tuple[str, str]]:
    """Kind and words of each fault in one sentence; `counts` grows by what was right and wrong."""
    spurious = [m for m in mentions if not any(_overlaps(m, act["t"]) for act in told.acts.values())]
    counts["spurious"] += len(spurious)
    yield from (("spurious", mention["trigger_text"]) for mention in spurious)
    for act in told.acts.values():
        counts["acts"] += 1
        mention = next((m for m in mentions if _overlaps(m, act["t"])), None)
        if mention is None:
            start, end = act["t"][0]
            yield "missed", told.text[start:end]
            continue
        counts["found"] += 1
        said = {side: judge(mention[column], act.get(letter, ())) for side, (letter, column) in SIDES.items()}
        counts["both sides right"] += all(verdict == "right" for verdict in said.values())
        for side, verdict in said.items():
            counts[f"{side} {verdict}"] += 1
            if verdict != "right":
                parties = "; ".join(party["text"] for party in mention[SIDES[side][1]]) or "nobody"
                yield side, f"{verdict} at {mention['trigger_text']!r}: {parties}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tables", nargs="*", metavar="TABLE", help="names in violence/, without .txt; all by default")
    parser.add_argument("--faults", choices=("missed", "spurious", *SIDES), help="list the sentences with this fault")
    arguments = parser.parse_args()
    total: Counter[str] = Counter()
    for table in arguments.tables or sorted(path.stem for path in TABLES.glob("*.txt")):
        lines = (TABLES / f"{table}.txt").read_text(encoding="utf-8").splitlines()
        told, counts = [read_marked(line) for line in lines], Counter[str]()
        mentions = coded([sentence.text for sentence in told])
        for number, sentence in enumerate(told):
            for kind, words in faults(sentence, mentions[str(number)], counts):
                if kind == arguments.faults:
                    print(f"{table}:{number + 1}  {kind}: {words}\n    {sentence.text}")
        print(f"{table}: {len(told)} sentences, {_shares(counts)}")
        total += counts
    print(f"all: {_shares(total)}\n{dict(sorted(total.items()))}")


def _shares(counts: Counter[str]) -> str:
    acts, found = counts["acts"], counts["found"]
    right = counts["both sides right"]
    both = f"both sides right in {right} ({right / max(found, 1):.3f})"
    return f"found {found} of {acts} acts ({found / acts:.3f}), {both}, {counts['spurious']} spurious"


if __name__ == "__main__":
    main()
