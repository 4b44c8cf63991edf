"""What `dateline explain` shows of an article, in a terminal and on a page, also of one that means harm."""

import re
import unicodedata
from html.parser import HTMLParser
from importlib.resources import files
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from pipelines.coding.reference import load_reference
from pipelines.explaining import page, terminal
from pipelines.explaining.explanation import Explanation, explain_article
from pipelines.explaining.marks import Mark, cut
from pipelines.explaining.provenance import load_seed_rows
from pipelines.explaining.wording import toll
from tests.conftest import CACHE

ARTICLE = {
    "article_id": "retaken",
    "title": "Army retakes Palmyra",
    "text": "Syrian soldiers recaptured Palmyra from Islamic State on Sunday, state television said.\n\n"
    "The minister died of a heart attack. They captured it.",
    "published_at": "2016-03-28",
}
HOSTILE = {
    "article_id": "<img src=x onerror=alert(1)>",
    "title": "<script>alert('title')</script> \x1b[31mred\x07 \u202etxet",
    "text": 'Rebels <b onclick=alert(2)>killed</b> 12 "soldiers" in Homs\' \x1b]0;stolen\x07 centre on Monday, '
    "</style><script>alert(3)</script> police\u200f said.\r\x08\u2066",
    "published_at": "2016-03-28",
    "publisher": "javascript:alert(4)\x1b[2J",
    "url": 'javascript:alert(5)"onmouseover="alert(6)',
}


@pytest.fixture(scope="module")
def reference():
    return load_reference(CACHE)


@pytest.fixture(scope="module")
def retaken(reference) -> Explanation:
    return explain_article(ARTICLE, reference)


@pytest.fixture(scope="module")
def hostile(reference) -> Explanation:
    return explain_article(HOSTILE, reference)


def printed(explanation: Explanation, **options: object) -> str:
    out = StringIO()
    terminal.show(explanation, Console(file=out, width=120, **options))
    return out.getvalue()


class Elements(HTMLParser):
    """Names and attributes of all elements of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def test_event_stands_in_words_with_its_pattern_and_sentence(retaken):
    [event] = [event for event in retaken.events if event.trigger == "recaptured"]
    assert event.recipients == ("Islamic State",)
    assert event.when == "2016-03-27 (“Sunday”)"
    assert event.control.startswith("taken: Islamic State → Syrian")
    assert re.match(r"event_patterns.csv:\d+ “.*capture", event.pattern)
    assert event.sentence == "text-0"


def test_words_without_an_event_say_which_row_matched_and_why(retaken):
    told = {line.words: line.reasons for line in retaken.unused}
    assert "parties" in " ".join(reason for _, reason in told["captured"])
    assert all(row.startswith("event_patterns.csv:") for row, _ in told["captured"])


def test_actor_names_the_line_of_the_seed_it_comes_from(retaken):
    [line] = [line for line in retaken.actors if line.key == "islamic-state"]
    [row] = line.rows
    table, number = re.match(r"(\S+):(\d+)", row).groups()
    lines = files("seeds").joinpath(table).read_text(encoding="utf-8").split("\n")
    assert lines[int(number) - 1].startswith("islamic-state,")


def test_actor_composed_of_country_and_role_names_both_rows():
    row = {"actor_id": "SYR-MIL", "country": "SYR", "sector": "MIL", "text": "Syrian soldiers"}
    assert [told.split(":")[0] for told in load_seed_rows().of_actor(row)] == ["countries.csv", "actor_roles.csv"]


def test_actor_known_by_reference_only_says_so():
    row = {"actor_id": "islamic-state", "country": "IMG", "sector": "REB", "text": "the group"}
    assert load_seed_rows().of_actor(row)[-1].endswith("by reference")


spans = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=8)


@given(spans)
def test_overlapping_and_nested_marks_leave_the_text_whole(pairs):
    text = "Rebels shell"
    marks = [Mark("actor", min(pair), max(pair), "x", (("n", str(i)),)) for i, pair in enumerate(pairs)]
    stretches = list(cut(text, 0, len(text), marks))
    assert "".join(stretch.text for stretch in stretches) == text
    for stretch in stretches:
        over = {m.facts for m in marks if m.start <= stretch.start and stretch.end <= m.end and m.start < m.end}
        assert {m.facts for m in stretch.marks} == over


@pytest.mark.parametrize(
    ("low", "best", "high", "injured", "words"),
    [
        (None, None, None, None, ""),
        (3, 3, 3, None, "3 killed"),
        (3, 3, None, 5, "at least 3 killed, 5 injured"),
        (None, 9, 9, None, "up to 9 killed"),
        (2, 3, 4, 0, "3 (2 to 4) killed, 0 injured"),
    ],
)
def test_toll_is_told_as_stated(low, best, high, injured, words):
    counts = {"fatalities_low": low, "fatalities_best": best, "fatalities_high": high, "injured": injured}
    assert toll({**counts, "captured": None, "displaced": None}) == words
    told = [words] if words else []
    assert toll({**counts, "captured": 7, "displaced": 900}) == ", ".join([*told, "7 captured", "900 displaced"])


def test_terminal_shows_marks_events_and_reasons(retaken):
    shown = printed(retaken)
    for words in ("recaptured", "2016-03-27", "Words that match", "event_patterns.csv:", "actors.csv:"):
        assert words in shown


def test_terminal_gets_no_control_characters_of_the_article(hostile):
    shown = printed(hostile)
    assert "killed" in shown
    assert [c for c in shown if unicodedata.category(c) in ("Cc", "Cf", "Cs") and c != "\n"] == []


def test_markup_of_the_article_does_not_steer_the_terminal(reference):
    shown = printed(
        explain_article({"article_id": "[red]a[/red]", "text": "[bold]Rebels[/bold] left Homs."}, reference)
    )
    assert "[red]a[/red]" in shown
    assert "[bold]Rebels[/bold]" in shown


def test_page_holds_no_element_or_address_of_the_article(hostile):
    elements = Elements(page.render([hostile])).found
    assert {"script", "img", "iframe", "link", "object"}.isdisjoint(tag for tag, _ in elements)
    assert not [name for _, attributes in elements for name in attributes if name.startswith("on") or name == "style"]
    assert all((attributes.get("href") or "#").startswith("#") for _, attributes in elements)
    assert not [attributes for _, attributes in elements if "src" in attributes]


def test_page_shows_the_hostile_words_as_words(hostile):
    html = page.render([hostile])
    assert "&lt;script&gt;alert(3)&lt;/script&gt;" in html
    assert [c for c in html if unicodedata.category(c) in ("Cc", "Cf", "Cs") and c != "\n"] == []


def test_policy_of_the_page_allows_its_own_style_and_nothing_else(retaken):
    from base64 import b64encode
    from hashlib import sha256

    html = page.render([retaken])
    [style] = re.findall(r"<style>(.*?)</style>", html, re.S)
    [policy] = [a["content"] for tag, a in Elements(html).found if a.get("http-equiv") == "Content-Security-Policy"]
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'")
    assert "url(" not in style
    assert "@import" not in style


def test_links_of_the_page_lead_to_its_own_sentences(retaken, hostile):
    elements = Elements(page.render([retaken, hostile])).found
    ids = [attributes["id"] for _, attributes in elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {a["href"].removeprefix("#") for tag, a in elements if tag == "a"} <= set(ids)


def test_same_row_is_told_once_with_the_reason_that_came_furthest(reference):
    explained = explain_article({"article_id": "a", "text": "They captured it. The accused men left."}, reference)
    for line in explained.unused:
        rows = [row for row, _ in line.reasons]
        assert len(rows) == len(set(rows))
    [captured] = [line for line in explained.unused if line.words == "captured"]
    assert all("part of speech" not in reason for _, reason in captured.reasons)


def test_language_that_a_build_leaves_out_is_said(reference):
    said = explain_article({**ARTICLE, "language": "de"}, reference, ("en", "fr")).about
    assert "de: a build codes only en, fr" in said
    assert "en" in explain_article({**ARTICLE, "language": "en"}, reference).about


def test_place_names_its_source(retaken):
    [line] = [line for line in retaken.places if "Palmyra" in line.words]
    assert line.rows == ("GeoNames",) or line.rows[0].startswith("place_names.csv:")


def test_article_without_title_text_or_event_is_shown(reference):
    empty = explain_article({"article_id": "empty", "text": ""}, reference)
    assert "No event was found." in printed(empty)
    assert "No event was found." in page.render([empty])
