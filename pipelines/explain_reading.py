"""`dateline read --explain`: what the reader made of a document, and of each line why. What it makes is decided in
`pipelines.reading`."""

from collections.abc import Iterator

from pipelines.reading.article import Article, Refusal
from pipelines.reading.decoding import printable
from pipelines.reading.notes import Note, Notes

SHOWN = 110
FIELDS = ("title", "published_at", "dateline_place", "byline", "publisher", "section", "url", "language")


def described(origin: str, result: Article | Refusal, notes: Notes) -> Iterator[str]:
    """Lines for a terminal: the article's fields, then each note, with `+` for what was kept and `-` for the rest."""
    yield origin
    if isinstance(result, Refusal):
        yield f"  set aside: {result.reason}: {result.detail}"
    else:
        yield from _fields(result)
    for note in notes.notes:
        is_kept = note.is_kept or (
            isinstance(result, Article) and note.what == "headline" and note.value == result.title
        )
        yield _line(note, "+" if is_kept else "-")


def _fields(article: Article) -> Iterator[str]:
    for name in FIELDS:
        yield f"  {name:<14} {printable(getattr(article, name) or 'none')}"
    yield f"  {'agencies':<14} {', '.join(article.agencies) or 'none'}"
    yield f"  {'text':<14} {len(article.text)} characters, {len(article.text.split(chr(10) * 2))} paragraphs"


def _line(note: Note, mark: str) -> str:
    value = printable(note.value)
    shown = value if len(value) <= SHOWN else value[: SHOWN - 1] + "…"
    return f"  {mark} {note.what:<8} {shown}  [{note.why}]"
