"""Actors, places and times: whether their words were found, and whether they were taken for the right thing."""

from collections.abc import Sequence

import polars as pl

from pipelines.evaluation.corpus import Corpus, Item, span_frame
from pipelines.evaluation.matching import match
from pipelines.evaluation.metrics import Fault, Metric, Scores

NEAR_KM, EARTH_KM = 161.0, 6371.0088
ANSWERS = {
    "actors": ("actor_id", "country", "sector"),
    "places": ("place_id", "country_code"),
    "times": ("type", "value", "date_start", "date_end"),
}
_SHOWN = {"actors": "actor_id", "places": "place_id", "times": "value"}


def score_spans(corpus: Corpus, part: str, coded: pl.DataFrame) -> Scores:
    """Precision, recall and F1 of the spans of one part, and of those found the share with the right answers."""
    items, scored = corpus.items[part], corpus.scored[part]
    if not scored:
        return Scores((), ())
    gold = span_frame(items, "").join(_answers(items, part), on="number")
    found = coded.filter(pl.col("article_id").is_in(scored)).with_row_index("number").cast({"number": pl.Int64})
    pairs = match(gold, found)
    judged = _judged(pairs, gold, found, part)
    metrics = (
        Metric(part, "found", pairs.height, gold.height, found.height),
        Metric(part, "found exactly", int(pairs["exact"].sum()), gold.height, found.height),
        *_value(judged, gold, found, part),
        *(_share(judged, part, name) for name in _compared(part)),
    )
    return Scores(tuple(m for m in metrics if m.gold or m.predicted), tuple(_faults(part, judged, gold, found)))


def _compared(part: str) -> tuple[str, ...]:
    return (*ANSWERS[part], f"within {NEAR_KM:.0f} km") if part == "places" else ANSWERS[part]


def _answers(items: Sequence[Item], part: str) -> pl.DataFrame:
    """What each item says, and of each column whether it says anything: `<column>`, `states <column>`."""
    columns = (*ANSWERS[part], "latitude", "longitude") if part == "places" else ANSWERS[part]
    rows = [
        {"number": item.number, "words": item.said.text or ""}
        | {name: getattr(item.said, name) for name in columns}
        | {f"states {name}": item.said.states(name) for name in columns}
        for item in items
    ]
    types = {"latitude": pl.Float64, "longitude": pl.Float64, "date_start": pl.Date, "date_end": pl.Date}
    schema = {"number": pl.Int64, "words": pl.String} | {name: types.get(name, pl.String) for name in columns}
    return pl.DataFrame(rows, schema=schema | {f"states {name}": pl.Boolean for name in columns})


def _judged(pairs: pl.DataFrame, gold: pl.DataFrame, found: pl.DataFrame, part: str) -> pl.DataFrame:
    """Each pair with `right <column>`: null where the annotator did not say."""
    other = found.select(pl.all().name.suffix("_found"))
    joined = pairs.join(gold, left_on="gold", right_on="number").join(
        other, left_on="predicted", right_on="number_found"
    )
    right = [
        pl.when(f"states {name}").then(pl.col(name).eq_missing(pl.col(f"{name}_found"))).alias(f"right {name}")
        for name in ANSWERS[part]
    ]
    if part == "places":
        near = (_distance() <= NEAR_KM).fill_null(False)
        right.append(pl.when(pl.col("latitude").is_not_null()).then(near).alias(f"right {_compared(part)[-1]}"))
    return joined.with_columns(right)


def _distance() -> pl.Expr:
    """Great-circle distance in km between a gold place and the one found."""
    north, north_found = pl.col("latitude").radians(), pl.col("latitude_found").radians()
    east = pl.col("longitude_found").radians() - pl.col("longitude").radians()
    half = ((north_found - north) / 2).sin() ** 2 + north.cos() * north_found.cos() * (east / 2).sin() ** 2
    return 2 * EARTH_KM * half.sqrt().clip(0, 1).arcsin()


def _share(judged: pl.DataFrame, part: str, name: str) -> Metric:
    right = judged[f"right {name}"]
    return Metric(part, name, int(right.sum() or 0), right.drop_nulls().len())


def _value(judged: pl.DataFrame, gold: pl.DataFrame, found: pl.DataFrame, part: str) -> tuple[Metric, ...]:
    """TempEval's value F1: a time counts only with its value; where every annotated time has one."""
    if part != "times" or not gold.height or not gold["states value"].all():
        return ()
    return (Metric(part, "found with value", int(judged["right value"].sum()), gold.height, found.height),)


def _faults(part: str, judged: pl.DataFrame, gold: pl.DataFrame, found: pl.DataFrame) -> list[Fault]:
    shown, place = _SHOWN[part], ("article_id", "field", "start", "end")
    missed = gold.join(judged, left_on="number", right_on="gold", how="anti")
    alarms = found.join(judged, left_on="number", right_on="predicted", how="anti")
    wrong = judged.filter(pl.any_horizontal(pl.col(f"right {name}").not_() for name in _compared(part)))
    faults = [Fault(part, "missed", *row) for row in missed.select(*place, _told(shown), pl.lit("")).iter_rows()]
    faults += [Fault(part, "false alarm", *row) for row in alarms.select(*place, pl.lit(""), _told(shown)).iter_rows()]
    answers = (_stated(part, "").alias("expected"), _stated(part, "_found").alias("given"))
    faults += [Fault(part, "wrong", *row) for row in wrong.select(*place, *answers).iter_rows()]
    return faults


def _told(name: str) -> pl.Expr:
    return pl.col(name).cast(pl.String).fill_null("").alias("told")


def _stated(part: str, suffix: str) -> pl.Expr:
    """The answers that the annotator gave, or the coder's to the same."""
    return pl.concat_str(
        [
            pl.when(f"states {name}").then(pl.col(name + suffix).cast(pl.String).fill_null("none"))
            for name in ANSWERS[part]
        ],
        separator=" ",
        ignore_nulls=True,
    )
