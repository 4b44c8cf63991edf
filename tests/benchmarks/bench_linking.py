"""How linking grows with the mentions: `python -m tests.benchmarks.bench_linking [COUNT...]`.

Prints mentions, articles, seconds of processor time, microseconds a mention, pairs kept and events; then one event
that ten thousand articles report, and one article ten times. The news is made up: towns, days and parties repeat as in
a war, names are rare, some events are reported once and a few by many.
"""

import sys
import time
from datetime import date, timedelta
from random import Random
from typing import Any

import polars as pl

from pipelines.linking.events import link_mentions
from tests.mention_rows import actor, frame, row

COUNTS = (1_000, 10_000, 100_000)
TOWNS, DAYS, NAMES, WORDS = 300, 360, 20_000, 3_000
MENTIONS_AN_ARTICLE = 5
FIRST_DAY = date(2017, 1, 1)
PARTIES = ("rebels", "SYR-MIL", "police", "islamic-state", "RUS-MIL", "gang")


def articles_of(count: int, random: Random) -> tuple[pl.DataFrame, pl.DataFrame]:
    """So many mentions, and the articles that they stand in."""
    rows: list[dict[str, Any]] = []
    texts: list[dict[str, str]] = []
    events: list[dict[str, Any]] = []
    while len(rows) < count:
        name = f"a{len(texts)}"
        known = events[int(random.paretovariate(1.1)) % len(events)] if events and random.random() < 0.5 else None
        main = known or event(random, f"e{len(events)}")
        events += [] if known else [main]
        told = [main, *(event(random, f"{name}.{extra}") for extra in range(random.randrange(MENTIONS_AN_ARTICLE - 1)))]
        text = ""
        for number, one in enumerate(told):
            sentence = f"Fighters struck {one['words']} near {one['names']} on that day. "
            rows.append(mention(one, name, f"{name}.{number}", len(text), len(sentence) - 1, number))
            text += sentence
        texts.append({"article_id": name, "title": "", "text": text})
    return frame(*rows[:count]), pl.DataFrame(texts)


def event(random: Random, name: str) -> dict[str, Any]:
    """Something that happened: town, day, parties, toll, and the words that it is told in."""
    actors = random.sample(PARTIES, 2)
    return {
        "id": name,
        "town": random.randrange(TOWNS),
        "day": FIRST_DAY + timedelta(random.randrange(DAYS)),
        "actors": actors[:1] if random.random() < 0.7 else [],
        "recipients": actors[1:] if random.random() < 0.7 else [],
        "toll": random.choice([None, None, 1, 2, 3, 5, 12, 40]),
        "names": " and ".join(f"Name{random.randrange(NAMES):05d}x".replace("0", "o") for _ in range(3)),
        "words": " ".join(f"word{random.randrange(WORDS):04d}" for _ in range(6)),
    }


def mention(told: dict[str, Any], article: str, name: str, start: int, length: int, number: int) -> dict[str, Any]:
    """A report of the event in one sentence."""
    return row(
        name, article, sentence_index=number, sentence_start=start, sentence_end=start + length,
        trigger_start=start + 9, trigger_end=start + 15,
        actors=[actor(party) for party in told["actors"]], recipients=[actor(party) for party in told["recipients"]],
        place_id=str(told["town"]), place_name=f"Town {told['town']}",
        latitude=float(told["town"] % 60), longitude=float(told["town"]) / 2,
        date_start=told["day"], date_end=told["day"], fatalities_best=told["toll"],
    )  # fmt: skip


def measured(mentions: pl.DataFrame, articles: pl.DataFrame) -> str:
    """One line of figures."""
    start = time.process_time()
    linking = link_mentions(mentions, articles)
    seconds = time.process_time() - start
    events = linking.links["event_id"].n_unique()
    each = seconds / mentions.height * 1e6
    return (
        f"{mentions.height:>8,} {articles.height:>8,} {seconds:>8.2f} {each:>8.0f} "
        f"{linking.pairs.height:>9,} {events:>8,}"
    )


def repeated(times: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """One event, told in the same words by so many articles."""
    told = event(Random(1), "e")
    sentence = f"Fighters struck {told['words']} near {told['names']} on that day."
    rows = [mention(told, f"a{number}", f"m{number}", 0, len(sentence), 0) for number in range(times)]
    return frame(*rows), pl.DataFrame(
        [{"article_id": f"a{number}", "title": "", "text": sentence} for number in range(times)]
    )


def main(counts: list[int]) -> None:
    """Prints all the figures."""
    sys.stdout.write(f"{'mentions':>8} {'articles':>8} {'seconds':>8} {'µs each':>8} {'pairs':>9} {'events':>8}\n")
    for count in counts:
        sys.stdout.write(measured(*articles_of(count, Random(count))) + "\n")
    for label, times in (("one event, 10,000 articles", 10_000), ("one article ten times", 10)):
        sys.stdout.write(f"{measured(*repeated(times))}  {label}\n")


if __name__ == "__main__":
    main([int(count) for count in sys.argv[1:]] or list(COUNTS))
