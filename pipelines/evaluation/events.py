"""Events: which annotated event each mention tells, and of those matched which of its slots are right."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from pipelines.evaluation.corpus import Corpus, Item, span_frame
from pipelines.evaluation.gold import GoldEvent
from pipelines.evaluation.matching import one_to_one, overlaps
from pipelines.evaluation.metrics import Fault, Metric, Scores
from pipelines.evaluation.parties import is_place, parties_found

Row = Mapping[str, Any]
Judge = Callable[[GoldEvent, Row], bool]
PLACE = ("place_id", "place_name", "latitude", "longitude")
DATES = ("date_start", "date_end")
PARTIES = {"actors": "actor", "recipients": "recipient", "attributed_to": "who says so"}


def score_events(corpus: Corpus, coded: pl.DataFrame, places: pl.DataFrame) -> Scores:
    """Mentions against annotated events, one to one, and the slots of those matched."""
    items, scored = corpus.items["events"], corpus.scored["events"]
    if not scored:
        return Scores((), ())
    found = coded.filter(pl.col("article_id").is_in(scored)).with_row_index("number").cast({"number": pl.Int64})
    rows = found.to_dicts()
    slots = _slots(places)
    pairs = _aligned(items, found, rows, slots)
    matched: list[tuple[GoldEvent, Row]] = [(items[g].said, rows[p]) for g, p in pairs]
    typed = sum(gold.event_type == row["event_type"] for gold, row in matched)
    metrics = [
        Metric("events", "found", len(pairs), len(items), len(rows)),
        Metric("events", "found with type", typed, len(items), len(rows)),
        Metric("events", "event_type", typed, len(matched)),
        *(_share(name, judge, matched, columns) for name, (columns, judge) in slots.items()),
        *(_parties(column, name, matched) for column, name in PARTIES.items()),
        _control(matched),
    ]
    faults = [*_unmatched(items, rows, pairs), *_wrong(matched, slots)]
    return Scores(tuple(m for m in metrics if m.gold or m.predicted), tuple(faults))


def _slots(places: pl.DataFrame) -> dict[str, tuple[tuple[str, ...], Judge]]:
    """Each slot: the columns by which an annotator states it, and when a mention has it right."""
    called: dict[tuple[str, str | None], set[str]] = defaultdict(set)
    for article_id, place_id, text in places.select("article_id", "place_id", "text").unique().iter_rows():
        called[article_id, place_id].add(text)

    def same(column: str) -> Judge:
        return lambda gold, row: getattr(gold, column) == row[column]

    return {
        "mode": (("mode",), same("mode")),
        "modality": (("modality",), same("modality")),
        "place": (PLACE, lambda gold, row: is_place(gold, row, called[row["article_id"], row["place_id"]])),
        "country_code": (("country_code",), same("country_code")),
        "date": (DATES, is_date),
        "fatalities_best": (("fatalities_best",), same("fatalities_best")),
        **{column: ((column,), same(column)) for column in ("injured", "captured", "displaced")},
    }


def is_date(gold: GoldEvent, row: Row) -> bool:
    """Whether the mention's days lie in those annotated; without any, it may have the article's own day only."""
    first, last = gold.date_start, gold.date_end or gold.date_start
    if first is None or last is None:
        return row["date_start"] is None or row["date_precision"] == "publication"
    return row["date_start"] is not None and bool(first <= row["date_start"] and row["date_end"] <= last)


def _states(gold: GoldEvent, columns: Iterable[str]) -> bool:
    return any(gold.states(column) for column in columns)


def _aligned(
    items: Sequence[Item], found: pl.DataFrame, rows: Sequence[Row], slots: Mapping[str, tuple[tuple[str, ...], Judge]]
) -> list[tuple[int, int]]:
    """One-to-one pairs, those that agree most first; a pair needs a shared trigger, or its sentence and its type."""

    def worth(pair: tuple[int, int, bool, bool]) -> tuple[int, int, int]:
        number, predicted, overlap, exact = pair
        gold, row = items[number].said, rows[predicted]
        right = sum(_states(gold, columns) and judge(gold, row) for columns, judge in slots.values())
        right += sum(bool(parties_found(getattr(gold, column), row[column])) for column in ("actors", "recipients"))
        points = 2 * overlap + exact + 3 * (gold.event_type == row["event_type"]) + right
        return -points, number, predicted

    return one_to_one((number, predicted) for _, number, predicted in sorted(map(worth, _candidates(items, found))))


def _candidates(items: Sequence[Item], found: pl.DataFrame) -> Iterator[tuple[int, int, bool, bool]]:
    """Pairs that may tell the same event: numbers, whether their triggers overlap, and whether they are the same."""
    spans = span_frame(items, "trigger_")
    triggers = found.select("number", "article_id", "field", start="trigger_start", end="trigger_end")
    sentences = found.select("number", "article_id", "field", start="sentence_start", end="sentence_end")
    shared = overlaps(spans, triggers)
    yield from ((g, p, True, exact) for g, p, exact in shared.select("gold", "predicted", "exact").iter_rows())
    types = pl.DataFrame(
        [(item.number, item.article_id, item.said.event_type) for item in items],
        schema={"gold": pl.Int64, "article_id": pl.String, "event_type": pl.String},
        orient="row",
    )
    same_type = types.join(
        found.select("article_id", "event_type", predicted="number"), on=["article_id", "event_type"]
    )
    placed = spans.select(gold="number")
    beside = overlaps(spans, sentences).join(same_type, on=["gold", "predicted"], how="semi")
    anywhere = same_type.join(placed, on="gold", how="anti")
    others = pl.concat([frame.select("gold", "predicted") for frame in (beside, anywhere)])
    others = others.join(shared, on=["gold", "predicted"], how="anti")
    yield from ((g, p, False, False) for g, p in others.iter_rows())


def _share(name: str, judge: Judge, matched: Sequence[tuple[GoldEvent, Row]], columns: Sequence[str]) -> Metric:
    stated = [judge(gold, row) for gold, row in matched if _states(gold, columns)]
    return Metric("events", name, sum(stated), len(stated))


def _parties(column: str, name: str, matched: Sequence[tuple[GoldEvent, Row]]) -> Metric:
    """Parties of matched events, one by one: a party too many costs precision, one too few recall."""
    stated = [(getattr(gold, column), row[column]) for gold, row in matched if gold.states(column)]
    hits = sum(parties_found(gold, given) for gold, given in stated)
    return Metric("events", name, hits, *(sum(map(len, side)) for side in _sides(stated)))


def _sides(stated: Sequence[tuple[Any, Any]]) -> tuple[list[Any], list[Any]]:
    return [gold for gold, _ in stated], [given for _, given in stated]


def _control(matched: Sequence[tuple[GoldEvent, Row]]) -> Metric:
    stated = [(g.control_change, r["control_change"]) for g, r in matched if g.states("control_change")]
    hits = sum(gold is not None and given is not None and _same_control(gold, given) for gold, given in stated)
    golds, given = (sum(change is not None for change in side) for side in _sides(stated))
    return Metric("events", "control_change", hits, golds, given)


def _same_control(gold: Any, given: Row) -> bool:
    ends = [end for end in ("from_actor_id", "to_actor_id") if gold.states(end)]
    return gold.status == given["status"] and all(getattr(gold, end) == given[end] for end in ends)


def _unmatched(items: Sequence[Item], rows: Sequence[Row], pairs: Sequence[tuple[int, int]]) -> Iterator[Fault]:
    hit, used = {g for g, _ in pairs}, {p for _, p in pairs}
    for item in items:
        if item.number not in hit:
            span = item.spans.get("trigger_", (0, 0))
            yield Fault("events", "missed", item.article_id, item.field, *span, _kind(item.said), "")
    for row in rows:
        if row["number"] not in used:
            given = "/".join(part for part in (row["event_type"], row["mode"]) if part)
            yield Fault("events", "false alarm", *_trigger(row), "", given)


def _wrong(
    matched: Sequence[tuple[GoldEvent, Row]], slots: Mapping[str, tuple[tuple[str, ...], Judge]]
) -> Iterator[Fault]:
    for gold, row in matched:
        if gold.event_type != row["event_type"]:
            yield Fault("events", "wrong event_type", *_trigger(row), gold.event_type, row["event_type"])
        for name, (columns, judge) in slots.items():
            if _states(gold, columns) and not judge(gold, row):
                expected = " ".join(str(getattr(gold, c)) for c in columns if gold.states(c))
                yield Fault("events", f"wrong {name}", *_trigger(row), expected, " ".join(str(row[c]) for c in columns))
        for column, name in PARTIES.items():
            said, given = getattr(gold, column), row[column]
            if gold.states(column) and not parties_found(said, given) == len(said) == len(given):
                expected = "; ".join(p.actor_id or p.name or p.text or "" for p in said) or "nobody"
                told = "; ".join(p.get("actor_id") or p["text"] for p in given) or "nobody"
                yield Fault("events", f"wrong {name}", *_trigger(row), expected, told)
        if gold.states("control_change") and not _control_right(gold, row):
            expected = str(gold.control_change and gold.control_change.model_dump(exclude_unset=True))
            yield Fault("events", "wrong control_change", *_trigger(row), expected, str(row["control_change"]))


def _control_right(gold: GoldEvent, row: Row) -> bool:
    if gold.control_change is None or row["control_change"] is None:
        return gold.control_change is row["control_change"]
    return _same_control(gold.control_change, row["control_change"])


def _trigger(row: Row) -> tuple[str, str, int, int]:
    return row["article_id"], row["field"], row["trigger_start"], row["trigger_end"]


def _kind(gold: GoldEvent) -> str:
    return "/".join(part for part in (gold.event_type, gold.mode) if part)
