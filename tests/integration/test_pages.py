"""The pages that are made from what is so say what is so."""

import pytest

from tests.pages import DOCS, PAGES


@pytest.mark.parametrize("name", PAGES)
def test_page_is_as_it_would_be_written_today(name: str) -> None:
    page = PAGES[name]()
    assert (DOCS / name).read_text() == page, "write it anew: .venv/bin/python -m tests.pages"
