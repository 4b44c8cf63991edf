"""What coding costs: articles per CPU second, where the time goes, memory and start; beside another checkout in turns.

Run `python -m tests.benchmarks.bench_coding PATH [CHECKOUT]`; PATH is a folder of `.txt` or `.jsonl` files, or one such
file, CHECKOUT another checkout of this repository. A loaded machine slows both alike, so their ratio holds where
seconds do not. Nothing here is asserted.
"""

import json
import os
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import fields
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

ARTICLES, TURN = 600, 200
HERE = Path(__file__).resolve().parents[2]
GO = "go\n"
STAGES = {
    "article": ("read_article_text", "find_times", "find_places", "find_parties", "find_claims", "EventDraft"),
    "batch": ("parse_together", "upheld_batch"),
}


def articles(path: Path) -> list[dict[str, Any]]:
    """The first articles below a path."""
    return list(islice(_articles(path), ARTICLES))


def _articles(path: Path) -> Iterator[dict[str, Any]]:
    if path.is_dir():
        for part in sorted(path.rglob("*")):
            if part.suffix in (".txt", ".jsonl"):
                yield from _articles(part)
    elif path.suffix == ".txt":
        yield {"article_id": path.stem, "text": path.read_text(encoding="utf-8")}
    else:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                row = json.loads(line)
                published = row.get("published_at") or row.get("date")
                yield {
                    "article_id": str(number),
                    "title": row.get("title"),
                    "text": row["text"],
                    "published_at": published,
                    "publisher": row.get("publisher") or row.get("source"),
                }


def code_in_turns(path: Path, cache: Path, is_profiled: bool) -> None:
    """Codes a part of the articles for every line read, and writes what it took; at last what it gave."""
    started = time.process_time()
    import polars as pl

    from pipelines.coding import article, batch
    from pipelines.coding.reference import load_reference
    from pipelines.files import CHUNK

    reference = load_reference(cache)
    batch.joined([])  # pandera imports its checks, and hypothesis where it is installed, with the first frame
    start_s = time.process_time() - started
    frame = pl.DataFrame(articles(path), schema_overrides={"title": pl.String, "published_at": pl.String})
    digest, spent = sha256(), Counter[str]()
    if is_profiled:
        for module, names in ((article, STAGES["article"]), (batch, STAGES["batch"])):
            for name in names:
                setattr(module, name, _timed(getattr(module, name), name, spent))
    seconds = 0.0
    for turn in frame.iter_slices(TURN):
        sys.stdin.readline()
        started = time.process_time()
        coded = [batch.code_batch(chunk, reference) for chunk in turn.iter_slices(CHUNK)]
        seconds += time.process_time() - started
        for field in fields(batch.CodedBatch):
            rows = pl.concat([getattr(part, field.name) for part in coded]).select(pl.exclude("coder_version"))
            digest.update(repr(rows.rows()).encode())
        print(flush=True)
    sys.stdin.readline()
    memory_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    report = {"articles": frame.height, "seconds": seconds, "start_s": start_s, "memory_mb": memory_mb}
    print(json.dumps(report | {"frames": digest.hexdigest()[:16], "spent": spent}), flush=True)


def _timed(call: Callable[..., Any], name: str, spent: Counter[str]) -> Callable[..., Any]:
    def timed(*args: Any, **kwargs: Any) -> Any:
        started = time.process_time()
        try:
            return call(*args, **kwargs)
        finally:
            spent[name] += time.process_time() - started  # type: ignore[assignment]

    return timed


def take_turns(path: Path, checkouts: list[Path], *, is_profiled: bool = False) -> list[dict[str, Any]]:
    """The reports of all checkouts, each coding a part of the articles while the others wait."""
    options = [str(path), str(cache_folder()), "--profiled" if is_profiled else "--plain"]
    running = [
        subprocess.Popen(
            [sys.executable, __file__, *options],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(checkout)},
        )
        for checkout in checkouts
    ]  # fmt: skip
    replies = [""] * len(running)
    for _ in range(1 - (-len(articles(path)) // TURN)):
        for number, process in enumerate(running):
            replies[number] = _turn(process)
    return [json.loads(reply) for reply in replies]


def _turn(process: subprocess.Popen[str]) -> str:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(GO)
    process.stdin.flush()
    return process.stdout.readline()


def cache_folder() -> Path:
    """Where the compiled gazetteer is kept."""
    from pipelines.config import load_settings

    return load_settings().cache_folder


def main() -> None:
    """Prints all of it."""
    path, *others = map(Path, sys.argv[1:])
    reports = take_turns(path, [HERE, *others])
    for checkout, report in zip([HERE, *others], reports, strict=True):
        per_second = report["articles"] / report["seconds"]
        print(
            f"{checkout.name}: {report['articles']} articles, {per_second:.1f} per CPU second, "
            f"{report['memory_mb']:.0f} MB at most, started in {report['start_s']:.1f} s, frames {report['frames']}"
        )
    for other in reports[1:]:
        print(f"ratio {other['seconds'] / reports[0]['seconds']:.2f}")
    [profiled] = take_turns(path, [HERE], is_profiled=True)
    spent = profiled["spent"]
    floor = profiled["articles"] / spent["read_article_text"]
    print(f"floor: cutting into sentences and words alone, {floor:.0f} articles per CPU second")
    spent["events and rows"] = profiled["seconds"] - sum(spent.values())
    for name, seconds in sorted(spent.items(), key=lambda pair: -pair[1]):
        print(f"{100 * seconds / profiled['seconds']:5.1f} % {name}")


if __name__ == "__main__":
    if sys.argv[-1] in ("--profiled", "--plain"):
        code_in_turns(Path(sys.argv[1]), Path(sys.argv[2]), is_profiled=sys.argv[-1] == "--profiled")
    else:
        main()
