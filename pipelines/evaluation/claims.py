"""Claims: whether who says something was found, and whether the whole attribution was."""

import polars as pl

from pipelines.evaluation.corpus import Corpus, span_frame
from pipelines.evaluation.matching import match, one_to_one, overlaps
from pipelines.evaluation.metrics import Fault, Metric, Scores

ANSWERS = ("source_actor_id", "claim_class")


def score_claims(corpus: Corpus, coded: pl.DataFrame) -> Scores:
    """Sources by their spans; an attribution is found where its cue is, or both its source and its content."""
    items, scored = corpus.items["claims"], corpus.scored["claims"]
    if not scored:
        return Scores((), ())
    found = coded.filter(pl.col("article_id").is_in(scored)).with_row_index("number").cast({"number": pl.Int64})
    gold_sources = span_frame(items, "source_").unique(["article_id", "field", "start", "end"], maintain_order=True)
    sources = _spans(found, "source").unique(["article_id", "field", "start", "end"], maintain_order=True)
    said_by = match(gold_sources, sources)
    cues = overlaps(span_frame(items, "cue_"), _spans(found, "cue"))
    whole = overlaps(span_frame(items, "source_"), _spans(found, "source")).join(
        overlaps(span_frame(items, "content_"), _spans(found, "content")), on=["gold", "predicted"], how="semi"
    )
    ordered = pl.concat([cues, whole]).sort(
        "exact", "shared", "gold", "predicted", descending=[True, True, False, False]
    )
    pairs = one_to_one(ordered.select("gold", "predicted").iter_rows())
    rows = found.to_dicts()
    metrics = [
        Metric("claims", "source found", said_by.height, gold_sources.height, sources.height),
        Metric("claims", "source exactly", int(said_by["exact"].sum()), gold_sources.height, sources.height),
        Metric("claims", "found", len(pairs), len(items), found.height),
    ]
    for name in ANSWERS:
        stated = [(items[g].said, rows[p]) for g, p in pairs if items[g].said.states(name)]
        right = sum(getattr(said, name) == row[name] for said, row in stated)
        if stated:
            metrics.append(Metric("claims", name, right, len(stated)))
    hit, used = {g for g, _ in pairs}, {p for _, p in pairs}
    faults = [
        Fault("claims", "missed", i.article_id, i.field, *i.spans["cue_"], i.said.source_text or "", "")
        for i in items
        if i.number not in hit
    ]
    faults += [
        Fault("claims", "false alarm", r["article_id"], r["field"], r["cue_start"], r["cue_end"], "", r["source_text"])
        for r in rows
        if r["number"] not in used
    ]
    return Scores(tuple(metrics), tuple(faults))


def _spans(found: pl.DataFrame, what: str) -> pl.DataFrame:
    return found.select("number", "article_id", "field", start=f"{what}_start", end=f"{what}_end")
