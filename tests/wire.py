"""A wire's reports as files of the inbox: made sentences about towns that change hands, as many as are asked for."""

import json
import random
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

TEXT = (
    "ALEPPO, Syria - Syrian rebels seized the town of {town} from Islamic State on Monday, killing {killed} fighters, "
    "a commander said."
)
TOWNS = ("Azaz", "Jarabulus", "Manbij", "Al-Bab", "Idlib", "Raqqa", "Palmyra")

NEWS = (
    "Syrian rebels seized the town of {town} from Islamic State on {day}, killing {killed} fighters, a commander said.",
    "Government troops shelled {town} on {day}, killing {killed} people and wounding {more}, a monitor said.",
    "The Azaz Front attacked an army post near {town} on {day}, killing {killed} soldiers, residents said.",
    "Police in {town} arrested {killed} people on {day} after hundreds had protested against the government.",
    "A car bomb went off at a market in {town} on {day}, killing at least {killed} people, doctors said.",
    "The foreign ministers of {one} and {other} met in {town} on {day} and agreed on a ceasefire, officials said.",
)
CITIES = (
    *("Aleppo", "Homs", "Hama", "Daraa", "Mosul", "Tikrit", "Fallujah", "Ramadi", "Kirkuk", "Kherson", "Kharkiv"),
    *("Mariupol", "Khartoum", "El Fasher", "Nyala", "Aden", "Taiz", "Marib", "Hodeidah", "Gao", "Kidal", "Timbuktu"),
    *("Mogadishu", "Kismayo", "Maiduguri", "Goma", "Bunia", "Kandahar", "Kunduz", "Herat"),
)
COUNTRIES = ("Turkey", "Russia", "Egypt", "Kenya", "Ethiopia", "Iran", "Jordan", "Chad")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def report(number: int) -> dict[str, Any]:
    """A report by its number: one sentence, printed on a day of 2015."""
    text = TEXT.format(town=TOWNS[number % len(TOWNS)], killed=2 + number % 90)
    return _article(number, date(2015, 1 + number % 12, 1 + number % 28), text)


def varied_report(number: int, day: date) -> dict[str, Any]:
    """A report by its number, printed on the day: three sentences of several kinds, few like those of another."""
    chance = random.Random(number)
    said = {"day": DAYS[(day.weekday() - 1) % 7], "more": chance.randint(10, 99)}
    one, other = chance.sample(COUNTRIES, 2)
    sentences = [
        text.format(town=chance.choice(CITIES), killed=chance.randint(2, 60), one=one, other=other, **said)
        for text in chance.sample(NEWS, 3)
    ]
    return _article(number, day, " ".join(sentences))


def _article(number: int, day: date, text: str) -> dict[str, Any]:
    url = f"https://wire.example/{number}"
    return {"url": url, "title": f"Report {number}", "published_at": day.isoformat(), "text": text}


def write_reports(path: Path, reports: Iterable[dict[str, Any]]) -> None:
    """A file of reports, a line each, that is whole once it bears its name."""
    partial = path.with_suffix(".part")
    partial.write_text("".join(json.dumps(each) + "\n" for each in reports))
    partial.rename(path)
