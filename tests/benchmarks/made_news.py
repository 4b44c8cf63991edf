"""A journal of made-up news, of any size: articles that report the events of their day, three mentions each.

Events, places, parties and words repeat as in the news: a few much, most seldom. One article in twenty is the copy of
an earlier one. Nothing here is drawn from a text that anyone wrote.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

import numpy as np

from schemas.journal import Draft, draft
from warehouse.journal.journal import Journal

PLACES, ACTORS, WORDS, NAMES = 50_000, 2_000, 60_000, 400_000
MENTIONS = 3
AT_ONCE = 5_000
"""Articles, and codings, that one append to the journal holds."""
ARTICLES_A_DAY = 2_000
FIRST_DAY = date(2014, 1, 1)
COPIED = 20
CODER = "rules 1 of the benchmark"

TYPES = (("ASSAULT", -9.0, 4), ("PROTEST", -6.5, 3), ("CONSULT", 1.0, 1), ("COERCE", -7.0, 4), ("ACCUSE", -2.0, 3))
SECTORS = ("MIL", "GOV", "REB", "COP", "CVL")
TOLLS = (None, None, None, 1, 2, 3, 5, 12, 40)
_SYLLABLES = ("ba", "do", "ke", "lu", "mi", "na", "po", "ra", "se", "ti", "vo", "zu", "hal", "mer", "nor", "sin")

Row = dict[str, Any]


def word(number: int) -> str:
    """A made word, another one for each number."""
    parts = []
    while number or not parts:
        number, rest = divmod(number, len(_SYLLABLES))
        parts.append(_SYLLABLES[rest])
    return "".join(parts) + "x"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: what all reports of it agree on."""

    kind: int
    place: int
    day: date
    actor: int
    recipient: int
    toll: int | None
    told: str


class News:
    """The same news for the same seed, in the order in which it is told."""

    def __init__(self, seed: int = 1) -> None:
        """Begin on the first day, with nothing told yet."""
        self._random = np.random.default_rng(seed)
        self._words = [word(number) for number in range(WORDS)]
        self._events: list[Event] = []
        self._texts: list[tuple[str, list[Row]]] = []
        self._number = 0

    def articles(self, count: int) -> Iterator[tuple[Draft, list[Row]]]:
        """So many articles and their mentions."""
        for _ in range(count):
            if self._number % ARTICLES_A_DAY == 0:
                self._begin_day()
            yield self._article()
            self._number += 1

    @property
    def day(self) -> date:
        """The day that is told of."""
        return FIRST_DAY + timedelta(self._number // ARTICLES_A_DAY)

    def _begin_day(self) -> None:
        """A day's events, as many as its articles; each article tells of one, and of two that few others tell of."""
        random, size = self._random, ARTICLES_A_DAY
        kinds = random.choice(len(TYPES), size, p=(0.5, 0.1, 0.2, 0.1, 0.1)).tolist()
        places = (1 + PLACES * random.random(size) ** 3).astype(int).tolist()
        parties = (ACTORS * random.random((size, 2)) ** 3).astype(int).tolist()
        tolls = random.choice(len(TOLLS), size).tolist()
        words = np.minimum(random.zipf(1.15, (size, 8)), WORDS) - 1
        names = random.integers(0, NAMES, (size, 2)).tolist()
        self._events = [
            Event(kinds[i], places[i], self.day, *parties[i], TOLLS[tolls[i]], self._told(words[i].tolist(), names[i]))
            for i in range(size)
        ]
        self._texts = []
        reported = (size * random.random(size) ** 2.5).astype(int)
        self._reported = np.stack([reported, *random.integers(0, size, (MENTIONS - 1, size))], axis=1).tolist()
        self._filler = (np.minimum(random.zipf(1.15, (size, 60)), WORDS) - 1).tolist()

    def _told(self, words: list[int], names: list[int]) -> str:
        said = " ".join(self._words[number] for number in words)
        return f"{said} near {' and '.join(word(WORDS + number).capitalize() for number in names)}"

    def _article(self) -> tuple[Draft, list[Row]]:
        number, at = self._number, self._number % ARTICLES_A_DAY
        article_id = sha256(f"article {number}".encode()).hexdigest()[:16]
        if number % COPIED == COPIED - 1 and self._texts:
            text, told = self._texts[at % len(self._texts)]
        else:
            text, told = self._written(at)
            self._texts.append((text, told))
        rows = [row | {"article_id": article_id, "mention_id": _id(article_id, row)} for row in told]
        return _fetched(article_id, number, text, self.day), rows

    def _written(self, at: int) -> tuple[str, list[Row]]:
        text, rows = "", []
        for number, event_number in enumerate(self._reported[at]):
            event = self._events[event_number]
            sentence = f"Fighters struck {event.told} on that day."
            rows.append(_mention(event, number, len(text), len(sentence)))
            text += sentence + " "
        return text + " ".join(self._words[number] for number in self._filler[at]) + ".", rows


def tell(journal: Journal, news: News, count: int, at_once: int = AT_ONCE) -> None:
    """Writes so many articles and their codings into the journal."""
    for begin in range(0, count, at_once):
        told = list(news.articles(min(at_once, count - begin)))
        now = datetime.now(UTC)
        report = journal.append_read("wire", now, [article for article, _ in told], len(told))
        first = report.first_position
        assert first is not None
        journal.append_coded(
            draft("article_coded", article.payload["article"]["article_id"], now, _coded(first + i, rows))
            for i, (article, rows) in enumerate(told)
        )


def _id(article_id: str, row: Row) -> str:
    return sha256(f"{article_id} {row['trigger_start']} {row['event_type']}".encode()).hexdigest()[:16]


def _fetched(article_id: str, number: int, text: str, day: date) -> Draft:
    article = {
        "article_id": article_id, "title": "A headline", "text": text, "published_at": day.isoformat(),
        "byline": None, "agencies": [], "publisher": f"Paper {number % 200}", "section": None, "url": None,
        "language": "en", "source_path": f"{number}.html", "dateline_place": None,
    }  # fmt: skip
    payload = {
        "source_id": "wire", "guid": article_id, "url": f"https://example.org/{article_id}",
        "media_type": "text/html", "origin": f"{number}.html", "headers": {}, "raw_text": text, "raw_base64": None,
        "article": article,
    }  # fmt: skip
    return draft("article_fetched", article_id, datetime(2014, 1, 1, tzinfo=UTC), payload)


def _coded(position: int, rows: list[Row]) -> Row:
    said = ("article_id", "field", "place_id", "latitude", "longitude", "country_code", "admin1")
    places = [
        {key: row[key] for key in said}
        | {"start": row["trigger_start"], "end": row["trigger_end"], "text": row["place_name"]}
        | {"name": row["place_name"], "feature_code": "PPL", "confidence": 0.9}
        for row in rows
    ]  # fmt: skip
    return {
        "article_position": position, "coder_version": CODER, "mentions": rows, "places": places, "actors": [],
        "times": [], "claims": [], "set_aside": [],
    }  # fmt: skip


def _mention(event: Event, number: int, start: int, length: int) -> Row:
    event_type, score, quad = TYPES[event.kind]
    place, taken = event.place, event.kind == 0 and event.place % 50 == 0
    day = event.day.isoformat()
    return {
        "field": "text", "sentence_index": number, "sentence_start": start, "sentence_end": start + length,
        "trigger_start": start + 9, "trigger_end": start + 15, "trigger_text": "struck",
        "event_type": event_type, "mode": None, "contexts": ["military"], "modality": "actual",
        "quad_code": quad, "plover_score": score, "cameo_code": None, "acled_sub_event_type": None,
        "actors": [_actor(event.actor, start)], "recipients": [_actor(event.recipient, start)],
        "place_id": str(place), "place_name": f"Town {place}", "latitude": place % 120 - 60.0,
        "longitude": place % 359 - 179.0, "country_code": _country(place), "admin1": f"{place % 9}",
        "place_precision": "city", "date_start": day, "date_end": day, "date_precision": "day", "date_text": "that day",
        "fatalities_low": event.toll, "fatalities_best": event.toll, "fatalities_high": event.toll, "injured": None,
        "control_change": {
            "place_id": str(place), "from_actor_id": f"actor-{event.recipient}", "to_actor_id": f"actor-{event.actor}",
            "status": "taken",
        } if taken else None,
        "attributed_to": [
            {"text": "Fighters", "start": start, "end": start + 8, "actor_id": f"actor-{event.actor}"}
        ] if number == 0 else [],
        "confidence": 0.5 + place % 50 / 100, "coder_version": CODER,
    }  # fmt: skip


def _actor(number: int, start: int) -> Row:
    return {
        "text": "Fighters", "start": start, "end": start + 8, "actor_id": f"actor-{number}", "name": f"Group {number}",
        "country": _country(number), "sector": SECTORS[number % len(SECTORS)],
    }  # fmt: skip


def _country(number: int) -> str:
    return ("SYR", "IRQ", "UKR", "SDN", "COL", "MMR", "YEM", "MLI")[number % 8]
