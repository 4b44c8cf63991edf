"""Articles are held to their contract before they are stored; one that breaks it is kept with the reason."""

from datetime import UTC, datetime

import pytest

from pipelines import records
from pipelines.reading.article import Article, RawDocument
from pipelines.steps.ingest import _upheld

NOW = datetime(2024, 5, 1, tzinfo=UTC)


def fetched(guid: str, **said: object):
    raw = RawDocument("inbox", guid, f"inbox/{guid}", "text/plain", b"The army retook the town.", NOW)
    told = {"title": "Town retaken", "text": "The army retook the town.", "published_at": "2024-05-01"}
    return records.document_read(raw, Article(article_id=raw.article_id, **(told | said)))


def test_articles_that_keep_their_contract_pass_untouched():
    drafts = [fetched("a"), fetched("b", published_at=None, language="en")]
    assert _upheld(drafts) == drafts


@pytest.mark.parametrize(
    ("said", "named"),
    [({"published_at": "yesterday"}, "published_at"), ({"language": "English"}, "language"), ({"text": ""}, "text")],
)
def test_article_that_breaks_its_contract_is_rejected_with_reason_and_bytes(said, named):
    good, broken = _upheld([fetched("good"), fetched("bad", **said)])
    assert good.kind == "article_fetched"
    assert (broken.kind, broken.payload["reason"]) == ("article_rejected", "broken_contract")
    assert named in broken.payload["detail"]
    assert broken.payload["raw_text"] == "The army retook the town."
    assert broken.stream == fetched("bad").stream
