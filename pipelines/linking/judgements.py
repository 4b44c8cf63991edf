"""What people judged of events, applied to the links: reports that are of one event, and such that are not.

Judgements are taken in the order in which they were given, so that the last word counts.
"""

import polars as pl

Labels = dict[str, str]

ORDER = ("article_position", "field", "sentence_start", "trigger_start", "mention_id")


def as_judged(links: pl.DataFrame, mentions: pl.DataFrame, judged: pl.DataFrame) -> pl.DataFrame:
    """The links as people judged them to be.

    `judged` has one row per judgement in force and current mention that it names: `position`, `verdict`,
    `mention_id`, `subject_number`. `same_event` makes one event of all events that its mentions are in.
    `not_same_event` takes all its mentions but the first out of the event of the first; they go together. What is
    judged is named after its first mention in journal order, as events are.
    """
    subjects = judged.join(links.select("mention_id", "event_id"), on="mention_id").sort("position", "subject_number")
    touched = links.join(subjects, on="event_id", how="semi")
    if touched.is_empty():
        return links
    labels: Labels = dict(touched.select("mention_id", "event_id").iter_rows())
    for judgement in subjects.partition_by("position", maintain_order=True):
        _apply(judgement, labels)
    named = _named(labels, mentions)
    return links.join(named, on="mention_id", how="left", maintain_order="left").select(
        pl.coalesce("judged_event_id", "event_id").alias("event_id"), "mention_id", "article_id"
    )


def _apply(judgement: pl.DataFrame, labels: Labels) -> None:
    position, verdict, _, first_number, _ = judgement.row(0)
    first, *others = judgement["mention_id"].to_list()
    if verdict == "same_event":
        joined = {labels[mention] for mention in others}
        labels.update({mention: labels[first] for mention, label in labels.items() if label in joined})
    elif first_number == 1:
        stays = labels[first]
        labels.update({mention: f"judgement {position}" for mention in others if labels[mention] == stays})


def _named(labels: Labels, mentions: pl.DataFrame) -> pl.DataFrame:
    grouped = pl.DataFrame(list(labels.items()), schema=["mention_id", "label"], orient="row")
    ordered = mentions.select(ORDER).join(grouped, on="mention_id").sort(ORDER)
    first = pl.col("mention_id").first().over("label")
    return ordered.select("mention_id", judged_event_id="ev-" + first)
