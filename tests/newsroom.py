"""A data folder whose journal tests write line by line, and a plain linker. No production code is replaced."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import polars as pl

from pipelines.linking.judgements import as_judged
from schemas.contracts import dtypes
from schemas.frames import EventLinks
from schemas.journal import draft
from warehouse.build import BuildReport, build
from warehouse.folder import DataFolder
from warehouse.journal.journal import Journal
from warehouse.rules import Linker, Origins, Rules, Tables

START = datetime(2017, 11, 3, 8, tzinfo=UTC)
CODER = "test-coder 1"

UNKNOWN_PLACE = (None, None, None, None)
PLACES: dict[str, tuple[str | None, float | None, float | None, str | None]] = {
    "3": ("Riverton", 10.0, 20.0, "SYR"),
    "4": ("Hillford", 11.0, 21.0, "IRQ"),
    "5": ("Sandport", 12.0, 22.0, "IRQ"),
}


class Clock:
    """Ticks one second at each look, so that journals come out the same every time."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


class Newsroom:
    """Writes articles and codings into a journal, and builds."""

    def __init__(self, path: Path) -> None:
        self.folder = DataFolder(path).ensure()
        self.clock = Clock()
        self.journal = Journal(self.folder.journal, clock=self.clock)
        self.clock.now = self.journal.last_read("wire") or START
        self.texts: dict[str, str] = {}

    def fetch(self, article_id: str, text: str, **fields: Any) -> int:
        """Stores a version of an article; its position."""
        self.texts[article_id] = text
        payload = fetched(article_id, text, **fields)
        read_at = self.clock()
        item = draft("article_fetched", article_id, read_at, payload)
        report = self.journal.append_read(payload["source_id"], read_at, [item], read=1)
        assert report.first_position is not None
        return report.first_position

    def reject(self, article_id: str, reason: str = "empty", source_id: str = "wire") -> None:
        """Stores that a document gave no article."""
        read_at = self.clock()
        payload = {
            "source_id": source_id, "guid": article_id, "url": None, "media_type": "text/html", "origin": "a.html",
            "reason": reason, "detail": "nothing in it", "raw_text": "", "raw_base64": None, "raw_bytes": 0,
        }  # fmt: skip
        item = draft("article_rejected", article_id, read_at, payload)
        self.journal.append_read(source_id, read_at, [item], read=1)

    def withdraw(self, article_id: str) -> None:
        """Stores that the publisher took an article back."""
        payload = {"source_id": "wire", "reason": "in error", "author": "desk"}
        self.journal.append(draft("article_withdrawn", article_id, self.clock(), payload))

    def judge(self, judgement_id: str, verdict: str, *mention_ids: str, place: dict[str, Any] | None = None) -> None:
        """Stores what a person says of mentions."""
        said = {"verdict": verdict, "subject": list(mention_ids), "place": place, "author": "desk", "reason": "so"}
        self.journal.append(draft("judgement", judgement_id, self.clock(), said))

    def code(
        self,
        article_id: str,
        mentions: Sequence[dict[str, Any]] = (),
        claims: Sequence[dict[str, Any]] = (),
        set_aside: Sequence[dict[str, Any]] = (),
        coder_version: str = CODER,
        places: Sequence[dict[str, Any]] = (),
    ) -> None:
        """Stores a coding of the article's newest version."""
        head = self.journal.head(article_id)
        assert head is not None
        payload = {
            "article_position": head.position, "coder_version": coder_version, "mentions": list(mentions),
            "places": list(places), "actors": [], "times": [], "claims": list(claims), "set_aside": list(set_aside),
        }  # fmt: skip
        report = self.journal.append_coded([draft("article_coded", article_id, self.clock(), payload)])
        assert report.coded == 1

    def report(self, article_id: str, text: str, *mentions: dict[str, Any], **fields: Any) -> None:
        """Stores an article and its coding; each mention is what `mention` takes besides article and text."""
        self.fetch(article_id, text, **fields)
        self.code(article_id, [mention(article_id, text, **said) for said in mentions])

    def build(self, **options: Any) -> BuildReport:
        """Builds and publishes."""
        return build(self.folder, self.journal, RULES, **options)

    def rebuild(self) -> BuildReport:
        """Builds from an empty build file."""
        return build(self.folder, self.journal, RULES, from_zero=True)


def fetched(
    article_id: str,
    text: str,
    title: str = "A headline",
    published_at: str | None = "2017-11-03",
    source_id: str = "wire",
    publisher: str | None = "The Wire",
    agencies: Sequence[str] = (),
) -> dict[str, Any]:
    """Payload of `article_fetched`."""
    return {
        "source_id": source_id, "guid": article_id, "url": f"https://example.org/{article_id}",
        "media_type": "text/html", "origin": f"{article_id}.html", "headers": {}, "raw_text": text,
        "raw_base64": None,
        "article": {
            "article_id": article_id, "title": title, "text": text, "published_at": published_at, "byline": None,
            "agencies": list(agencies), "publisher": publisher, "section": None, "url": None, "language": "en",
            "source_path": f"{article_id}.html", "dateline_place": None,
        },
    }  # fmt: skip


def mention(article_id: str, text: str, trigger: str, **said: Any) -> dict[str, Any]:
    """A mention row as the journal has it: the sentence around `trigger`, and what is said of it.

    `actors`, `recipients` and `attributed_to` map words of the text to actor ids; `control` is
    (status, from, to); `place` a key of PLACES; `day` the event's day.
    """
    start = text.index(trigger)
    sentence_start = text.rfind(". ", 0, start) + 2 if ". " in text[:start] else 0
    stop = text.find(".", start)
    place_id = said.get("place")
    name, latitude, longitude, country = PLACES.get(place_id or "", UNKNOWN_PLACE)
    day = said.get("day")
    event_type = said.get("event_type", "ASSAULT")
    best = said.get("fatalities")
    status, from_actor, to_actor = said.get("control", (None, None, None))
    return {
        "mention_id": sha256(f"{article_id} text {start} {event_type}".encode()).hexdigest()[:16],
        "article_id": article_id, "field": "text",
        "sentence_index": text[:start].count(". "), "sentence_start": sentence_start, "sentence_end": stop + 1,
        "trigger_start": start, "trigger_end": start + len(trigger), "trigger_text": trigger,
        "event_type": event_type, "mode": said.get("mode"), "contexts": ["military"],
        "modality": said.get("modality", "actual"), "quad_code": 4, "plover_score": said.get("score", -9.0),
        "cameo_code": "190", "acled_sub_event_type": None,
        "actors": [_actor(text, *pair) for pair in said.get("actors", {}).items()],
        "recipients": [_actor(text, *pair) for pair in said.get("recipients", {}).items()],
        "place_id": place_id, "place_name": name, "latitude": latitude, "longitude": longitude,
        "country_code": country, "admin1": None, "place_precision": "city" if place_id else None,
        "date_start": day, "date_end": day,
        "date_precision": said.get("date_precision", "day") if day else None, "date_text": None,
        "fatalities_low": best, "fatalities_best": best, "fatalities_high": best, "injured": None,
        "control_change": status and {
            "place_id": place_id, "from_actor_id": from_actor, "to_actor_id": to_actor, "status": status,
        },
        "attributed_to": [
            {key: part[key] for key in ("text", "start", "end", "actor_id")}
            for part in (_actor(text, *pair) for pair in said.get("attributed_to", {}).items())
        ],
        "confidence": said.get("confidence", 0.75), "coder_version": CODER,
    }  # fmt: skip


def _actor(text: str, words: str, actor_id: str | None) -> dict[str, Any]:
    start = text.index(words)
    country, _, sector = (actor_id or "").partition("-")
    return {
        "text": words, "start": start, "end": start + len(words), "actor_id": actor_id,
        "name": actor_id and words, "country": country or None, "sector": sector or None,
    }  # fmt: skip


def find_own(tables: Tables, articles: pl.DataFrame, _earlier: object) -> pl.DataFrame:
    """Of all articles with one text the first is the origin."""
    known = tables.rows("texts", articles.select("text").unique())
    first = articles.sort("position").unique("text", keep="first").select("text", origin_id="article_id")
    tables.add("texts", first.join(known, on="text", how="anti"))
    origins = pl.concat([known, first]).unique("text", keep="first", maintain_order=True)
    is_first = pl.col("origin_id") == pl.col("article_id")
    return articles.join(origins, on="text").select(
        "article_id",
        "origin_id",
        similarity=pl.when(~is_first).then(pl.lit(1.0)),
        relation=pl.when(is_first).then(pl.lit("original")).otherwise(pl.lit("same_text")),
    )


OWN_ORIGINS = Origins(find_own, {"texts": {"text": pl.String, "origin_id": pl.String}})


def link(_tables: object, _gone: pl.DataFrame, mentions: pl.DataFrame, _articles: pl.DataFrame) -> pl.DataFrame:
    """One event for all mentions of one type, place and day that report something as done."""
    linked = mentions.filter(pl.col("modality").is_in(["actual", "historical", "negated"]))
    key = pl.concat_str(
        "event_type",
        pl.col("place_id").fill_null("-"),
        pl.col("date_start").cast(pl.String).fill_null("-"),
        separator=" ",
    )
    keys = linked.select(key.alias("key"))["key"]
    ids = [sha256(key.encode()).hexdigest()[:12] for key in keys]
    links = linked.select(pl.Series("event_id", ids, dtype=pl.String), "mention_id", "article_id")
    return links.select(list(dtypes(EventLinks)))


RULES = Rules(Linker(link), OWN_ORIGINS, as_judged, version="of the newsroom")


def on(day: int, month: int = 11) -> str:
    """A day of 2017 as the journal writes it."""
    return date(2017, month, day).isoformat()
