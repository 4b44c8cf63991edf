"""Gold files read and checked, and laid out as frames. Every fault is told with its file and line, all at once."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import polars as pl
from pydantic import ValidationError

from pipelines.evaluation.failures import BadGold
from pipelines.evaluation.gold import Gold, GoldArticle, Prefix, UnplacedWords, span_of

SPAN_PARTS = ("actors", "places", "times")
PARTS = ("events", *SPAN_PARTS, "claims")
_SPANS: dict[str, tuple[Prefix, ...]] = {
    **dict.fromkeys(SPAN_PARTS, ("",)),
    "events": ("trigger_",),
    "claims": ("source_", "cue_", "content_"),
}
_REQUIRED: dict[str, tuple[Prefix, ...]] = {
    **dict.fromkeys(SPAN_PARTS, ("",)),
    "events": (),
    "claims": ("source_", "cue_"),
}


@dataclass(frozen=True, slots=True)
class Item:
    """One annotated thing, where it stands, and what was said of it."""

    number: int
    article_id: str
    field: str
    spans: dict[Prefix, tuple[int, int]]
    said: Any


@dataclass(frozen=True, slots=True)
class Corpus:
    """Annotated articles; `items` by part, `scored` the articles that state a part at all."""

    articles: tuple[GoldArticle, ...]
    items: dict[str, tuple[Item, ...]]
    scored: dict[str, frozenset[str]]
    digest: str


def read_corpus(path: Path) -> Corpus:
    """The gold of a file or of all `.jsonl` files in a folder, by name. Raises `BadGold` with every fault."""
    files = sorted(path.rglob("*.jsonl")) if path.is_dir() else [path]
    if not path.exists() or not files:
        raise BadGold([f"{path}: there is no such file, and no folder with .jsonl files"])
    articles: dict[str, GoldArticle] = {}
    items: dict[str, list[Item]] = {part: [] for part in PARTS}
    faults: list[str] = []
    for where, text in _lines(files, faults):
        article = _parsed(where, text, faults)
        if article is None:
            continue
        if article.article_id in articles:
            faults.append(f"{where}: the id '{article.article_id}' stands in an earlier line too")
            continue
        articles[article.article_id] = article
        for part in PARTS:
            _place(where, article, part, items[part], faults)
    if not articles and not faults:
        faults.append(f"{path}: holds no article")
    if faults:
        raise BadGold(faults)
    scored = {
        part: frozenset(a.article_id for a in articles.values() if getattr(a, part) is not None) for part in PARTS
    }
    digest = sha256("\n".join(a.model_dump_json(exclude_unset=True) for a in articles.values()).encode()).hexdigest()
    return Corpus(tuple(articles.values()), {part: tuple(found) for part, found in items.items()}, scored, digest[:12])


def _lines(files: Sequence[Path], faults: list[str]) -> Iterator[tuple[str, str]]:
    for file in files:
        try:
            lines = file.read_text(encoding="utf-8").split("\n")
        except UnicodeDecodeError as error:
            faults.append(f"{file}: not UTF-8 ({error.reason} at byte {error.start})")
            continue
        yield from ((f"{file}:{number}", line) for number, line in enumerate(lines, 1) if line.strip())


def _parsed(where: str, line: str, faults: list[str]) -> GoldArticle | None:
    try:
        record = json.loads(line)
        json.dumps(record, ensure_ascii=False).encode("utf-8")
        return GoldArticle.model_validate(record)
    except UnicodeEncodeError:
        faults.append(f"{where}: holds half a character (a lone surrogate such as \\ud800)")
    except ValidationError as error:
        faults += [f"{where}: {_fault(fault)}" for fault in error.errors()]
    except (ValueError, RecursionError) as error:
        faults.append(f"{where}: not JSON ({error})")
    return None


def _fault(fault: Any) -> str:
    at = ".".join(str(part) for part in fault["loc"]) or "the line"
    if fault["type"] == "extra_forbidden":
        return f"{at}: unknown key"
    return f"{at}: {fault['msg'].removeprefix('Value error, ')}"


def _place(where: str, article: GoldArticle, part: str, items: list[Item], faults: list[str]) -> None:
    for index, said in enumerate(getattr(article, part) or ()):
        try:
            items.append(_item(len(items), article, part, said))
        except UnplacedWords as error:
            faults.append(f"{where}: {part}.{index}: {error}")


def _item(number: int, article: GoldArticle, part: str, said: Gold) -> Item:
    field: str = getattr(said, "field", "text")
    passage = getattr(article, field)
    spans = {prefix: span for prefix in _SPANS[part] if (span := span_of(said, prefix, passage))}
    missing = [f"`{prefix}text`" for prefix in _REQUIRED[part] if prefix not in spans]
    if missing:
        raise UnplacedWords(f"needs {' and '.join(missing)}")
    return Item(number, article.article_id, field, spans, said)


def span_frame(items: Sequence[Item], prefix: Prefix) -> pl.DataFrame:
    """One row an item that has the span: its number, article, field, start and end."""
    rows = [(i.number, i.article_id, i.field, *i.spans[prefix]) for i in items if prefix in i.spans]
    schema = {"number": pl.Int64, "article_id": pl.String, "field": pl.String, "start": pl.Int64, "end": pl.Int64}
    return pl.DataFrame(rows, schema=schema, orient="row")
