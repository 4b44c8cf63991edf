"""What there is to show of one coded article: marked sentences, events, words that gave no event, actors and places.

Values only; how they look is decided in `terminal.py` and `page.py`.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from pipelines.coding.article import Coding, code_article
from pipelines.coding.batch import frame_rows
from pipelines.coding.reference import Reference
from pipelines.coding.text import Passage
from pipelines.coding.trigger_notes import TriggerNote
from pipelines.explaining import wording
from pipelines.explaining.marking import marks_of
from pipelines.explaining.marks import Mark, Stretch, cut
from pipelines.explaining.provenance import load_seed_rows
from pipelines.explaining.triggers import Unused, by_sentence, carriers, unused

SHOWN_ROWS = 4
Rows = list[dict[str, Any]]
Told = Callable[[dict[str, Any]], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """One sentence, cut at its marks."""

    field: str
    index: int
    stretches: tuple[Stretch, ...]

    @property
    def key(self) -> str:
        """A name that is one in the article."""
        return f"{self.field}-{self.index}"


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event mention in words."""

    number: int
    kind: str
    modality: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    where: str
    when: str
    toll: str
    control: str
    says_who: tuple[str, ...]
    confidence: float
    trigger: str
    pattern: str
    sentence: str


@dataclass(frozen=True, slots=True)
class NameLine:
    """An actor or a place with everything that the article calls it, and the seed rows it comes from."""

    name: str
    key: str
    about: tuple[str, ...]
    words: tuple[str, ...]
    count: int
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """One article as the coder sees it."""

    article_id: str
    about: tuple[str, ...]
    title: tuple[MarkedSentence, ...]
    paragraphs: tuple[tuple[MarkedSentence, ...], ...]
    events: tuple[EventLine, ...]
    unused: tuple[Unused, ...]
    actors: tuple[NameLine, ...]
    places: tuple[NameLine, ...]
    coder_version: str

    @property
    def headline(self) -> str:
        """The title as one line; the id of an article without one."""
        words = "".join(stretch.text for line in self.title for stretch in line.stretches)
        return wording.line(words) or self.article_id


def explain_article(
    article: Mapping[str, Any], reference: Reference, languages: Sequence[str] = ("en",)
) -> Explanation:
    """Codes an article, listening to why, and puts what was found into words.

    `languages`: those that a build codes; of an article in another it is said that a build leaves it out.
    """
    notes: list[TriggerNote] = []
    coding = code_article(article, reference, notes.append)
    rows = frame_rows(coding, reference.version)
    about = [article.get(name) for name in ("published_at", "publisher", "byline", "url")]
    about.append(_language(article.get("language"), languages))
    title, paragraphs = _passages(coding, rows, notes)
    return Explanation(
        wording.line(article["article_id"]),
        tuple(wording.line(part) for part in about if part),
        title,
        paragraphs,
        _events(rows, notes),
        unused(notes, rows["mentions"], {p.field: p for p in coding.article.passages}),
        _actors(rows["actors"]),
        _places(rows["places"]),
        reference.version,
    )


def _language(language: str | None, languages: Sequence[str]) -> str | None:
    if language is None or language in languages:
        return language
    return f"{language}: a build codes only {', '.join(languages)}"


def _passages(
    coding: Coding, rows: Mapping[str, Rows], notes: Sequence[TriggerNote]
) -> tuple[tuple[MarkedSentence, ...], tuple[tuple[MarkedSentence, ...], ...]]:
    title: tuple[MarkedSentence, ...] = ()
    paragraphs: tuple[tuple[MarkedSentence, ...], ...] = ()
    for passage in coding.article.passages:
        lines = _marked(passage, marks_of(passage.field, rows, notes))
        if passage.field == "title":
            title = tuple(lines)
        else:
            numbers = {sentence.index: sentence.paragraph for sentence in passage.sentences}
            paragraphs = tuple(tuple(group) for _, group in groupby(lines, key=lambda line: numbers[line.index]))
    return title, paragraphs


def _marked(passage: Passage, marks: Sequence[Mark]) -> Iterator[MarkedSentence]:
    text, sentences = wording.plain(passage.text), passage.sentences
    starts = [sentence.start for sentence in sentences]
    lying: list[list[Mark]] = [[] for _ in sentences]
    for mark in marks:
        for at in range(max(bisect_right(starts, mark.start) - 1, 0), bisect_left(starts, mark.end)):
            lying[at].append(mark)
    for sentence, over in zip(sentences, lying, strict=True):
        shown = tuple(cut(text, sentence.start, sentence.end, over))
        yield MarkedSentence(passage.field, sentence.index, shown)


def _events(rows: Mapping[str, Rows], notes: Sequence[TriggerNote]) -> tuple[EventLine, ...]:
    known = {row["actor_id"]: row["name"] for row in rows["actors"] if row["actor_id"] and row["name"]}
    told = by_sentence(notes)
    return tuple(
        EventLine(
            number,
            wording.kind(mention),
            mention["modality"],
            wording.names(mention["actors"]),
            wording.names(mention["recipients"]),
            wording.where(mention),
            wording.when(mention),
            wording.toll(mention),
            wording.control(mention, known),
            wording.names(mention["attributed_to"]),
            mention["confidence"],
            wording.line(mention["trigger_text"]),
            carriers(told, mention),
            f"{mention['field']}-{mention['sentence_index']}",
        )
        for number, mention in enumerate(rows["mentions"], 1)
    )


def _actors(rows: Rows) -> tuple[NameLine, ...]:
    seeds = load_seed_rows()
    about = ("kind", "country", "sector")
    return _name_lines(rows, "actor_id", lambda row: tuple(row[n] for n in about if row[n]), seeds.of_actor)


def _places(rows: Rows) -> tuple[NameLine, ...]:
    seeds = load_seed_rows()

    def about(row: dict[str, Any]) -> tuple[str, ...]:
        parts = (row["country_code"], row["feature_code"], wording.coordinates(row))
        return tuple(part for part in parts if part)

    return _name_lines(rows, "place_id", about, seeds.of_place)


def _each_row_once(told: Iterable[str]) -> tuple[str, ...]:
    """Seed rows without those that only differ in the form."""
    first: dict[str, str] = {}
    for row in told:
        first.setdefault(row.partition(" ")[0], row)
    return tuple(first.values())[:SHOWN_ROWS]


def _name_lines(rows: Iterable[dict[str, Any]], key: str, about: Told, seeds: Told) -> tuple[NameLine, ...]:
    """One line an id (or name, or words), the most often named first."""
    groups: dict[Any, Rows] = {}
    for row in rows:
        groups.setdefault(row[key] or row["name"] or row["text"], []).append(row)
    lines = [
        NameLine(
            wording.line(group[0]["name"] or group[0]["text"]),
            wording.line(group[0][key]),
            about(group[0]),
            tuple(Counter(wording.line(row["text"]) for row in group)),
            len(group),
            _each_row_once(told for row in group for told in seeds(row)),
        )
        for group in groups.values()
    ]
    return tuple(sorted(lines, key=lambda line: (-line.count, line.name)))
