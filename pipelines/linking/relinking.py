"""Links what is new to what is known: takes articles out, puts articles in, and links anew what either can touch.

The result is that of linking all at once, because each step looks at a bounded part of the reports: a block gives the
same pairs whatever lies outside of it; a pair's points come from its two reports; an event comes from the pairs of its
component, those that have enough points; its nearest miss from the pairs of its mentions. Only the weight of a term
stays as it was when its article came (`terms.py`).
"""

from dataclasses import dataclass

import polars as pl

from pipelines.linking.candidates import PAIR, enough, keys_of, large, met_anew, pairs_of
from pipelines.linking.clusters import joined_in_order
from pipelines.linking.features import add_features, in_reading_order
from pipelines.linking.likeness import likeness_of
from pipelines.linking.pairs import FURTHEST_MISS, JUDGED, score_across
from pipelines.linking.reports import reports_of
from pipelines.linking.tables import SCHEMAS, Tables
from pipelines.linking.terms import THE_ARTICLE, Terms, find_terms, no_terms, weigh
from pipelines.linking.within import add_reports
from schemas.contracts import dtypes
from schemas.frames import EventLinks, EventPairs

Frame = pl.DataFrame
ACROSS = "articles"
SCORED = (*PAIR, "scope", "score", "needed")
"""What is asked of most pairs; their points only when they are told."""
_IS_EDGE = (pl.col("scope") == ACROSS) & (pl.col("score") >= pl.col("needed"))
_SHORTFALL = (pl.col("needed") - pl.col("score")).alias("shortfall")


@dataclass(frozen=True, slots=True)
class _Known:
    """Articles as the tables have them: mentions, reports, the blocks of these, and pairs that were compared."""

    mentions: Frame
    reports: Frame
    keys: Frame
    pairs: Frame
    joined: Frame

    @property
    def nodes(self) -> Frame:
        return self.reports.select("node")


def relink(tables: Tables, gone: Frame, mentions: Frame, articles: Frame | None) -> Frame:
    """Takes out the articles `gone` (`article_id`), puts in those of `mentions`, a newer version of one that is gone
    among them, and gives the links (`EventLinks`) of all mentions whose event may be another one now.

    `articles` (`article_id`, `title`, `text`) are those of `mentions`; null = no text is at hand.
    """
    old = _take_out(tables, gone)
    new = _read(tables, old.mentions.select("article_id").unique(), mentions, articles)
    stale, fresh = _compare(tables, old, new)
    before, now = _cluster(tables, old, new, stale, fresh)
    changed = _name(tables, new, now)
    events = pl.concat([old.mentions.select("event"), before.select("event"), now.select("event")])
    moved = _find_nearest(tables, pl.concat([events, new.mentions.select(event="report")]).unique(), stale, fresh)
    led = tables.rows("mentions", _ends(moved))
    tables.add("touched", pl.concat([frame.select("mention_id") for frame in (old.mentions, changed, led)]).unique())
    return changed.select(*dtypes(EventLinks))


def _take_out(tables: Tables, gone: Frame) -> _Known:
    """Removes articles, but for what is counted of their words."""
    mentions = tables.rows("mentions", gone)
    nodes, reports = mentions.select("node"), mentions.select(node="report").unique()
    pairs = _touching(tables, nodes)
    known = _Known(mentions, reports, tables.rows("keys", reports), pairs, pairs.select(PAIR))
    if mentions.height:
        for table, keys in (("mentions", nodes), ("reports", reports), ("joined", nodes), ("pairs", known.joined)):
            tables.drop(table, keys)
    return known


def _touching(tables: Tables, nodes: Frame) -> Frame:
    """The pairs that hold one of these mentions, with their scores."""
    left, right = (tables.rows("pairs", keys, SCORED) for keys in (nodes, nodes.rename({"node": "node_right"})))
    return pl.concat([left, right.join(nodes, on="node", how="anti")])


def _read(tables: Tables, gone: Frame, mentions: Frame, articles: Frame | None) -> _Known:
    """What the articles say by themselves, weighed against all articles that are there now."""
    features = add_features(ordered := in_reading_order(mentions), articles)
    reported, pairs, joined = add_reports(features)
    terms = no_terms() if articles is None else find_terms(mentions, articles)
    weights = weigh(terms.words, _count(tables, gone, terms))
    reports = reports_of(reported, terms, weights.select("term", "weight", "is_name"))
    placed = ordered.select("node", "article_position").join(
        reported.select("node", "mention_id", "article_id", "at", "report"), on="node"
    )
    return _Known(placed, reports.select(*SCHEMAS["reports"]), keys_of(reports, weights), pairs, joined)


def _count(tables: Tables, gone: Frame, terms: Terms) -> Frame:
    """In how many articles each of the terms stands, after these came and those went."""
    held = terms.articles.filter(pl.col("terms").list.len() > 0).with_columns(
        terms=pl.concat_list("terms", pl.lit(THE_ARTICLE, dtype=pl.UInt64))
    )
    went = tables.rows("articles", gone)
    steps = [went.select("terms", step=pl.lit(-1)), held.select("terms", step=pl.lit(1))]
    moved = pl.concat(steps).explode("terms").group_by(term="terms").agg(count=pl.col("step").sum().cast(pl.Int64))
    asked = pl.concat([moved.select("term"), terms.words.select("term")]).unique()
    known = tables.rows("terms", asked)
    counts = pl.concat([known, moved.select("term", "count")]).group_by("term").agg(pl.col("count").sum())
    tables.drop("articles", gone)
    tables.add("articles", held)
    tables.drop("terms", moved.select("term"))
    tables.add("terms", counts.join(moved, on="term", how="semi").filter(pl.col("count") > 0))
    return counts


def _compare(tables: Tables, old: _Known, new: _Known) -> tuple[Frame, Frame]:
    """Pairs that are compared no more, and those that are now, which are stored."""
    touched = pl.concat([old.keys.select("key"), new.keys.select("key")]).unique()
    before = tables.rows("keys", touched)
    if old.reports.height:
        tables.drop("keys", old.nodes)
    tables.add("keys", new.keys)
    after = pl.concat([before.join(old.nodes, on="node", how="anti"), new.keys])
    lost, found = _moved(tables, before, after, pl.concat([old.nodes, new.nodes]).unique())
    met = pl.concat([met_anew(new.keys, after), found])
    judged = pl.concat([new.pairs, _scored(tables, met, new.reports)])
    fresh = judged.filter(_SHORTFALL <= FURTHEST_MISS).select(*SCHEMAS["pairs"])
    tables.drop("pairs", lost.select(PAIR))
    tables.add("pairs", fresh)
    tables.add("joined", new.joined.with_columns(scope=pl.lit("article")))
    tables.add("reports", new.reports)
    return pl.concat([old.pairs, lost]), fresh.select(SCORED)


def _moved(tables: Tables, before: Frame, after: Frame, changed: Frame) -> tuple[Frame, Frame]:
    """Pairs of reports that stayed, but stand no more beside each other in a large block, or do so only now."""
    none = Frame(schema=dict.fromkeys(PAIR, pl.UInt64))
    lost = Frame(schema={column: SCHEMAS["pairs"][column] for column in SCORED})
    many = pl.concat([large(before), large(after)]).unique()
    if many.is_empty() or before.join(changed, on="node", how="anti").is_empty():
        return lost, none
    was, now = (pairs_of(blocks.join(many, on="key", how="semi")) for blocks in (before, after))
    met = ["key", *PAIR]
    moved = pl.concat([was.join(now, on=met, how="anti"), now.join(was, on=met, how="anti")]).select(PAIR).unique()
    moved = moved.join(changed, on="node", how="anti")
    moved = moved.join(changed, left_on="node_right", right_on="node", how="anti")
    if moved.is_empty():
        return lost, none
    held = tables.rows("keys", _ends(moved)).select("key", "node")
    shared = moved.join(held, on="node").join(held, left_on=["node_right", "key"], right_on=["node", "key"])
    blocks = pairs_of(tables.rows("keys", shared.select("key").unique()))
    compared = enough(blocks.join(moved, on=PAIR, how="semi"))
    stored = tables.rows("pairs", moved, SCORED).filter(pl.col("scope") == ACROSS)
    return stored.join(compared, on=PAIR, how="anti"), compared.join(stored, on=PAIR, how="anti")


def _ends(pairs: Frame) -> Frame:
    return pl.concat([pairs.select("node"), pairs.select(node="node_right")]).unique()


def _scored(tables: Tables, met: Frame, reports: Frame) -> Frame:
    """The pairs of two articles with their points; rows are gathered seven times as fast out of one chunk."""
    others = _ends(met).join(reports, on="node", how="anti")
    known = pl.concat([reports, tables.rows("reports", others)], rechunk=True).with_row_index("at")
    article = known.select("node", "at", "article_id")
    right = article.rename(lambda name: f"{name}_right")
    apart = met.join(article, on="node").join(right, on="node_right")
    pairs = apart.filter(pl.col("article_id") != pl.col("article_id_right"))
    facts = known.drop("at", "terms", "weights", "norm")
    sides = facts[pairs["at"]], facts[pairs["at_right"]].rename(lambda name: f"{name}_right")
    compared = pl.concat([likeness_of(pairs, known), *sides], how="horizontal")
    return score_across(compared).select(*JUDGED, scope=pl.lit(ACROSS))


def _cluster(tables: Tables, old: _Known, new: _Known, stale: Frame, fresh: Frame) -> tuple[Frame, Frame]:
    """Clusters of the components whose edges changed, as they were and as they are."""
    edges = pl.concat([stale.filter(_IS_EDGE), fresh.filter(_IS_EDGE)])
    ends = pl.concat([_ends(edges), old.nodes]).unique()
    components = tables.rows("clusters", ends).select("component").unique()
    before = tables.rows("clusters", components)
    day = pl.when("has_day").then(pl.col("date_start").dt.epoch("d"))
    kept = before.join(old.nodes, on="node", how="anti").select("node", "day")
    nodes = pl.concat([kept, new.reports.select("node", day=day)])
    inner = tables.rows("pairs", nodes.select("node"), SCORED).filter(_IS_EDGE)
    now, made = joined_in_order(nodes, inner.select(*PAIR, _SHORTFALL))
    _exchange(tables, "clusters", before, now)
    tables.drop("joined", before.select("node", scope=pl.lit(ACROSS)))
    tables.add("joined", made.with_columns(scope=pl.lit(ACROSS)))
    return before, now


def _name(tables: Tables, new: _Known, now: Frame) -> Frame:
    """The mentions of these clusters, each event named after its first mention in journal order."""
    stayed = tables.rows("mentions", now.select(report="node"))
    columns = ["node", "mention_id", "article_id", "article_position", "at", "report"]
    placed = pl.concat([stayed.select(columns), new.mentions.select(columns)])
    rooted = placed.join(now.select(report="node", event="event"), on="report", how="left").with_columns(
        event=pl.coalesce("event", "report")
    )
    first = rooted.sort("article_position", "at").group_by("event", maintain_order=True).first()
    ids = first.select("event", event_id="ev-" + pl.col("mention_id"))
    named = rooted.join(ids, on="event")
    _exchange(tables, "mentions", stayed, named.select(stayed.columns))
    return named


def _exchange(tables: Tables, table: str, before: Frame, now: Frame) -> None:
    """Puts rows of nodes in the place of others; those that stay as they were are not touched."""
    columns = before.columns
    tables.drop(table, before.join(now, on=columns, how="anti", nulls_equal=True).select("node"))
    tables.add(table, now.join(before, on=columns, how="anti", nulls_equal=True))


def _find_nearest(tables: Tables, events: Frame, stale: Frame, fresh: Frame) -> Frame:
    """Of each event the best pair that leads out of it: anew for these events, and where it is stale; else the better
    of what was and what is fresh. Gives the pairs that led out of one, or do so now."""
    lost = tables.rows("nearest", stale.select(PAIR)).select("event")
    anew = pl.concat([events, lost]).unique()
    before = tables.rows("nearest", anew)
    tables.drop("nearest", anew)
    touching = _touching(tables, tables.rows("mentions", anew).select("node"))
    pairs = pl.concat([frame.select(*PAIR, _SHORTFALL) for frame in (touching, fresh)])
    event = tables.rows("mentions", _ends(pairs)).select("node", "event")
    placed = pairs.join(event, on="node")
    placed = placed.join(event.rename({"node": "node_right", "event": "other"}), on="node_right")
    out = placed.filter(pl.col("event") != pl.col("other"))
    sides = [out.select(pl.col(side).alias("event"), *PAIR, "shortfall") for side in ("event", "other")]
    led = pl.concat(sides)
    held = tables.rows("nearest", led.select("event").unique())
    rivals = pl.concat([led, held])
    least = rivals.filter(pl.col("shortfall") == pl.col("shortfall").min().over("event"))
    best = least.sort("event", *PAIR).unique("event", keep="first", maintain_order=True)
    tables.drop("nearest", best.select("event"))
    tables.add("nearest", best)
    return pl.concat([frame.select(PAIR) for frame in (before, held, best)])


def told_pairs(tables: Tables, mentions: Frame) -> tuple[Frame, Frame]:
    """The mentions (`mention_id`) whose pairs may be others since they were last asked for, and `mentions` besides;
    and their pairs (`EventPairs`): those that joined, and the best that lead out of an event, its nearest misses."""
    mentions = pl.concat([mentions, tables.all("touched")]).unique()
    tables.drop("touched", mentions)
    nodes = tables.rows("mentions", mentions).select("node")
    joined = _holding(tables, "joined", nodes).with_columns(is_joined=pl.lit(True))
    nearest = _holding(tables, "nearest", nodes).join(joined, on=PAIR, how="anti")
    told = pl.concat([joined, nearest.with_columns(is_joined=pl.lit(False))])
    pairs = tables.rows("pairs", told.select(PAIR)).join(told, on=PAIR)
    ids = tables.rows("mentions", _ends(told)).select("node", "mention_id", "event_id")
    other = ids.rename({"node": "node_right", "mention_id": "other_mention_id", "event_id": "other_event_id"})
    named = pairs.join(ids, on="node").join(other, on="node_right").sort("mention_id", "other_mention_id")
    return mentions, named.select(*dtypes(EventPairs))


def _holding(tables: Tables, table: str, nodes: Frame) -> Frame:
    """The pairs of a table that hold one of these mentions, each once."""
    right = tables.rows(table, nodes.rename({"node": "node_right"}))
    return pl.concat([tables.rows(table, nodes), right]).select(PAIR).unique()
