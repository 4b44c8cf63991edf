"""An article from plain text: a page copied from a browser, or wire copy. HTML is read in `page`.

The rules read the shape of lines and where they stand, never one publisher's words; what a single line is lives
in `lines`. Text that has nothing but paragraphs comes out whole.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipelines.reading import lines as shape
from pipelines.reading.bylines import authors, find_agencies, find_opening, is_byline, is_sign_off
from pipelines.reading.dates import is_date_line, parse_date
from pipelines.reading.notes import Notes

HEAD_LINES = 60
WRAPPED_WIDTH = range(45, 101)
_PUBLISHERS = (
    re.compile(r"^skip next section (?:more (?:stories|news) from )(?P<name>\S.{0,30})$", re.IGNORECASE),
    re.compile(r"^(?:more (?:stories|news|articles) from) (?P<name>\S.{0,30})$", re.IGNORECASE),
    re.compile(r"^(?:skip next section )?(?P<name>\S(?:.{0,28}\S)?)['’]s? top stor(?:y|ies)$", re.IGNORECASE),
    re.compile(r"^(?:\d+\.\s*)?skip to (?:more |other )?(?P<name>\S.{0,30}?) sites$", re.IGNORECASE),
    re.compile(
        r"^(?:©|copyright|\(c\))(?: ©)? ?(?:\d{4},? )?(?P<name>[^\d,.|]{2,40}?)(?: \d{4})?(?:[,.|].*)?$", re.IGNORECASE
    ),  # noqa: E501
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line; `block` counts the groups of lines that blank lines set apart."""

    text: str
    block: int


@dataclass(frozen=True, slots=True)
class CopiedText:
    """What the lines say: the body in paragraphs, and what stands around it."""

    title: str = ""
    paragraphs: tuple[str, ...] = ()
    published_at: str | None = None
    byline: str | None = None
    agencies: tuple[str, ...] = ()
    publisher: str | None = None
    section: str | None = None
    dateline_place: str | None = None


def read_copied_text(text: str, notes: Notes | None = None) -> CopiedText:
    """The article in a text; without paragraphs where there is none."""
    lines = _unwrap(_lines(text))
    body_start = _first_sentence(lines)
    head, rest = lines[:body_start], lines[body_start:]
    article = _read_head(head)
    if notes is not None:
        _note_head(head, article, notes)
    body, byline = _read_body(rest, notes)
    opening = find_opening(body[0] if body else "")
    byline = byline or article.byline
    agencies = dict.fromkeys(find_agencies(byline or ""))
    agencies |= dict.fromkeys(opening.agencies)
    return replace(
        article,
        paragraphs=tuple(body),
        published_at=article.published_at or opening.published_at,
        byline=authors(byline),
        agencies=tuple(agencies),
        publisher=_publisher(lines),
        dateline_place=opening.place,
    )


def _lines(text: str) -> list[Line]:
    found, block, gap = [], 0, False
    for raw in text.split("\n"):
        line = " ".join(raw.split())
        if line:
            block += gap
            found.append(Line(line, block))
        gap = not line
    return found


def _unwrap(lines: list[Line]) -> list[Line]:
    """Lines of a text broken at a fixed width, joined to paragraphs again; other texts as they are."""
    follows = [(a.text, b.text) for a, b in pairwise(lines) if a.block == b.block]
    wrapped = [a for a, _ in follows if len(a) in WRAPPED_WIDTH and not shape.ends_sentence(a)]
    if not follows or len(wrapped) < 0.6 * len(follows):
        return lines
    width = max(len(a) for a, _ in follows)
    runs_on = sum(b[:1].islower() for _, b in follows)
    full = sum(len(a) + 1 + len(b.split()[0]) > width for a, b in follows)
    if runs_on < 0.3 * len(follows) and (full < 0.9 * len(follows) or len(follows) < 3):
        return lines
    joined: dict[int, list[str]] = {}
    for line in lines:
        joined.setdefault(line.block, []).append(line.text)
    return [Line(" ".join(parts), block) for block, parts in joined.items()]


def _first_sentence(lines: Sequence[Line]) -> int:
    """Where the body begins: the first line of running text that is neither furniture nor a headline above a date."""
    dated = next((i for i, line in enumerate(lines[:HEAD_LINES]) if is_date_line(line.text)), None)
    start = int(_begins_with_headline(lines)) if dated is None or _sentences(lines[:dated]) > 1 else dated + 1
    for i in range(start, len(lines)):
        if _is_body(lines, i) and shape.is_sentence(lines[i].text):
            return i
    return next((i for i in range(start, len(lines)) if _is_body(lines, i) and i > 0), len(lines))


def _begins_with_headline(lines: Sequence[Line]) -> bool:
    """Whether the first line, though it ends as a sentence does, is the headline of the longer text below it."""
    if len(lines) < 2 or lines[0].block == lines[1].block:
        return False
    limit = 12 if lines[0].text.endswith(".") else 25
    return shape.words(lines[0].text) <= limit and len(lines[1].text) > 1.5 * len(lines[0].text)


def _sentences(lines: Sequence[Line]) -> int:
    return sum(shape.is_sentence(line.text) and not shape.is_furniture(line.text) for line in lines)


def _is_body(lines: Sequence[Line], i: int) -> bool:
    """Whether a line is neither furniture nor a caption nor a credit."""
    return _why_not(lines, i) is None


def _why_not(lines: Sequence[Line], i: int) -> str | None:
    """What a line is that is no part of an article's text, if so."""
    text = lines[i].text
    if why := shape.why_furniture(text):
        return why
    if shape.is_credited_caption(text):
        return "caption"
    if is_byline(text):
        return "byline"
    if is_date_line(text):
        return "date line"
    if _is_caption(lines, i):
        return "caption"
    return "title of a video" if _is_video_title(lines, i) else None


def _is_caption(lines: Sequence[Line], i: int) -> bool:
    """The line above an image credit, unless it ends a paragraph of text."""
    if i + 1 >= len(lines) or not shape.is_image_credit(lines[i + 1].text):
        return False
    line, credit = lines[i], lines[i + 1]
    if shape.words(line.text) > shape.CAPTION_WORDS:
        return False
    alone = i == 0 or lines[i - 1].block != line.block
    return not shape.ends_sentence(line.text) or (line.block == credit.block and alone and credit.block > 0)


def _is_video_title(lines: Sequence[Line], i: int) -> bool:
    return (
        i + 1 < len(lines)
        and shape.is_duration(lines[i + 1].text)
        and not lines[i].text.endswith((".", ".”", '."'))
        and shape.words(lines[i].text) <= 25
    )


def _read_head(head: Sequence[Line]) -> CopiedText:
    """Headline, section, date and byline from the lines above the body."""
    date_line = next((line.text for line in head if is_date_line(line.text)), None)
    byline = next((line.text for line in head if is_byline(line.text)), None)
    plain = [i for i in range(len(head)) if _is_body(head, i)]
    at = _headline(head, plain)
    return CopiedText(
        title=head[at].text if at is not None else "",
        published_at=parse_date(date_line) if date_line else None,
        byline=byline,
        section=_section(head, plain, at),
    )


def _headline(head: Sequence[Line], plain: Sequence[int]) -> int | None:
    """Of the last lines of headline length above the date (or the body) the first, else the longest line."""
    dated = next((i for i, line in enumerate(head) if is_date_line(line.text)), len(head))
    before = [i for i in plain if i < dated] or list(plain)
    long_enough = [i for i in before if shape.words(head[i].text) >= 4]
    if long_enough:
        at = long_enough[-1]
        while at - 1 in long_enough:
            at -= 1
        return at
    return max(before, key=lambda i: (len(head[i].text), -i), default=None)


def _section(head: Sequence[Line], plain: Sequence[int], at: int | None) -> str | None:
    """The label that stands alone above the headline; a menu of several labels is none."""
    if at is None:
        return None
    above = [head[i].text for i in plain if i < at and shape.words(head[i].text) <= 4]
    if not above or len(above) > 3:
        return None
    label = re.split(r"\s*[>›»|/]\s*", above[-1])[-1]
    return label if label and not re.search(r"\d|[.!?:]$", label) and len(label) <= 40 else None


def _note_head(head: Sequence[Line], article: CopiedText, notes: Notes) -> None:
    """Says of each line above the body what it was taken for."""
    taken = {article.title: "headline", article.section: "section label"}
    for i, line in enumerate(head):
        if line.text in taken:
            notes.kept("head", line.text, taken[line.text])
        else:
            notes.left("head", line.text, _why_not(head, i) or "label above the text")


def _read_body(lines: Sequence[Line], notes: Notes | None = None) -> tuple[list[str], str | None]:
    """The paragraphs, and the sign-off that ends them."""
    body: list[str] = []
    byline = None
    end = _end(lines)
    from_page = any(shape.is_furniture(line.text) or shape.is_footer(line.text) for line in lines)
    for i, line in enumerate(lines[:end]):
        why = _why_not(lines, i) or ("subhead" if from_page and shape.is_heading(line.text) else None)
        if is_byline(line.text):
            byline = line.text if is_sign_off(line.text) or byline is None else byline
        elif why is None:
            body.append(line.text)
        if notes is not None:
            (notes.kept if why is None else notes.left)("body", line.text, why or "running text")
    if notes is not None:
        for line in lines[end:]:
            notes.left("body", line.text, "below the end of the article")
    return body, byline


def _end(lines: Sequence[Line]) -> int:
    """The first footer or sign-off after which less running text follows than stands before it."""
    weights = [shape.words(line.text) if shape.is_sentence(line.text) else 0 for line in lines]
    total, before = sum(weights), 0
    for i, line in enumerate(lines):
        if before and before > total - before:
            if is_sign_off(line.text):
                return i + 1
            if shape.is_footer(line.text):
                return i
        before += weights[i]
    return len(lines)


def _publisher(lines: Sequence[Line]) -> str | None:
    """The name that skip links, footers and copyright lines agree on most."""
    names: Counter[str] = Counter()
    for line in lines:
        for pattern in _PUBLISHERS:
            if match := pattern.match(line.text):
                name = re.sub(r"^skip next section ", "", match["name"], flags=re.IGNORECASE)
                names[name] += 1
                break
    best = names.most_common(1)
    return best[0][0] if best and not is_date_line(best[0][0]) else None
