"""Source of kind `page`: one URL, asked again at each read, be it a page or a feed. What a page says: `reading`."""

from collections.abc import Iterator
from datetime import datetime

from pipelines.reading.article import RawDocument, Refused
from pipelines.sources.addresses import parse_url
from pipelines.sources.entries import is_feed
from pipelines.sources.failures import FetchError
from pipelines.sources.feed import feed_documents
from pipelines.sources.fetching import Fetched
from pipelines.sources.source import Source
from pipelines.sources.web import Web, page_document, unread, visit_of


def read_page(source: Source, observed_at: datetime, web: Web) -> Iterator[RawDocument | Refused]:
    """Whatever is at the source's address, where it changed: a page, or a feed with its articles."""
    url = str(parse_url(source.address))
    fetched = _fetch(url, source, observed_at, web)
    if isinstance(fetched, Refused):
        yield fetched
    elif fetched and is_feed(fetched.content):
        yield from feed_documents(fetched, url, source, observed_at, web)
    elif fetched:
        yield _noted(fetched, url, source, observed_at, web)


def _fetch(url: str, source: Source, observed_at: datetime, web: Web) -> Fetched | Refused | None:
    """None where it is unchanged, or where it fails but the journal has it: an article stands until it is replaced."""
    known = web.visits.of(url)
    try:
        fetched = web.fetch(url, known)
    except FetchError as error:
        if known is None:
            return unread(url, url, source, observed_at, error)
        web.visits.problems.append(f"{url}: {error}")
        return None
    if fetched.is_unchanged and known:
        web.visits.unchanged += int(known.mark or 1)
        web.visits.note(url, visit_of(fetched, known))
        return None
    return fetched


def _noted(fetched: Fetched, url: str, source: Source, observed_at: datetime, web: Web) -> RawDocument | Refused:
    web.visits.note(url, visit_of(fetched))
    return page_document(fetched, url, source, observed_at)
