import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.explain_reading import described
from pipelines.reading.article import RawDocument
from pipelines.reading.notes import Notes
from pipelines.reading.reader import read_document

SEEN = datetime(2024, 1, 1, tzinfo=UTC)
BODY = "The army retook the town of Alpha on Friday after a battle of three days, officials in the capital said."
COPIED = f"""Skip to content
World
Army retakes Alpha from rebels
November 3, 2017
{BODY}
Smoke over the old town
Image: Jane Doe/AFP
Read more: Why the north is burning
{BODY[4:]}
jd/mn (AFP, dpa)
More stories from Example News
"""
PAGE = f"""<html><head><title>Army retakes Alpha</title>
<meta property="article:published_time" content="2017-11-03T10:00:00Z">
<meta name="date" content="2031-01-01"></head>
<body><article><h1>Army retakes Alpha</h1><time datetime="2017-11-04">4 November 2017</time>
<p>{BODY}</p><p>{BODY[4:]}</p><p>Read more: Why the north is burning</p></article></body></html>"""


def explained(content: str, media_type: str = "text/plain") -> list[str]:
    notes = Notes()
    raw = RawDocument("s", "g", "a.txt", media_type, content.encode(), SEEN)
    return list(described("a.txt", read_document(raw, notes=notes), notes))


@pytest.mark.parametrize(
    "line",
    [
        "  - head     Skip to content  [menu, player, button or pointer]",
        "  + head     World  [section label]",
        "  + head     Army retakes Alpha from rebels  [headline]",
        "  - head     November 3, 2017  [date line]",
        f"  + body     {BODY}  [running text]",
        "  - body     Smoke over the old town  [caption]",
        "  - body     Image: Jane Doe/AFP  [image credit]",
        "  - body     Read more: Why the north is burning  [menu, player, button or pointer]",
        "  - body     jd/mn (AFP, dpa)  [byline]",
        "  - body     More stories from Example News  [below the end of the article]",
        "  published_at   2017-11-03",
        "  agencies       AFP, dpa",
    ],
)
def test_every_line_of_a_copied_page_is_told(line: str) -> None:
    assert line in explained(COPIED)


def test_every_line_is_told_once() -> None:
    told = [line for line in explained(COPIED) if line.startswith(("  + ", "  - "))]
    assert len(told) == len(COPIED.strip().splitlines())


def test_of_a_page_the_dates_that_lost_are_told_with_the_reason() -> None:
    lines = explained(PAGE, "text/html")
    assert "  + date     2017-11-03T10:00:00+00:00  [meta tag article:published_time]" in lines
    assert "  - date     2017-11-04  [beside the headline; a date stated with more trust won]" in lines
    assert "  - date     2031-01-01  [meta tag date; in the future, or before there were news sites]" in lines
    assert "  + headline Army retakes Alpha  [candidate: <h1>]" in lines
    assert any(line.startswith("  - body     Read more") for line in lines)


def test_of_a_record_each_field_is_told() -> None:
    lines = explained(json.dumps({"Full Text": BODY, "colour": "red"}), "application/json")
    assert any(line.startswith("  + field    full_text: The army retook") for line in lines)
    assert "  - field    colour: red  [no known field]" in lines


def test_of_mail_the_part_and_the_date_are_told() -> None:
    head = "Subject: Alpha\nDate: Fri, 03 Nov 2017 10:00:00 +0000\nFrom: News <a@news.example.org>\n"
    lines = explained(f"{head}Content-Type: text/html\n\n{PAGE}", "message/rfc822")
    assert "  + date     2017-11-03T10:00:00+00:00  [header Date]" in lines
    assert any(line.startswith("  + part     text/html") for line in lines)


def test_notes_change_nothing() -> None:
    for content, media_type in ((COPIED, "text/plain"), (PAGE, "text/html")):
        raw = RawDocument("s", "g", "a", media_type, content.encode(), SEEN)
        assert read_document(raw, notes=Notes()) == read_document(raw)


def test_a_document_that_is_set_aside_says_why() -> None:
    assert explained("01:05")[1].startswith("  set aside: empty: ")


def test_the_command_tells_and_writes_nothing(tmp_path: Path) -> None:
    page = tmp_path / "a\x1b[2Jb.txt"
    page.write_text(COPIED)
    before = set(tmp_path.iterdir())
    result = CliRunner().invoke(app, ["read", "--explain", str(page)])
    assert result.exit_code == 0, result.output
    assert "[image credit]" in result.output and "\x1b[2J" not in result.output
    assert set(tmp_path.iterdir()) - before <= {tmp_path / "data", tmp_path / "config"}


def test_without_a_file_to_write_the_command_says_what_to_do(tmp_path: Path) -> None:
    page = tmp_path / "a.txt"
    page.write_text(COPIED)
    result = CliRunner().invoke(app, ["read", str(page)])
    assert result.exit_code == 2 and "--out" in result.output
