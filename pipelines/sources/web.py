"""What the kinds of source on the web share: how they fetch, and a fetched page as a document."""

from dataclasses import dataclass, field
from datetime import datetime

from pipelines.reading.article import KEPT_BYTES, RawDocument, Refused
from pipelines.sources.failures import FetchError, TooLargeError
from pipelines.sources.fetching import Fetched, Fetcher
from pipelines.sources.folder import is_binary
from pipelines.sources.source import Source
from pipelines.sources.visits import Visit, Visits

READ_AS = {"text/html": "text/html", "application/xhtml+xml": "text/html", "text/plain": "text/plain", "": "text/html"}


@dataclass(frozen=True, slots=True)
class Web:
    """The means of one read of one source; of a feed it brings at most `max_entries` articles."""

    fetcher: Fetcher
    visits: Visits = field(default_factory=Visits)
    max_entries: int = 100

    def fetch(self, url: str, known: Visit | None) -> Fetched:
        """The document, or that it stands as at the known visit; raises `FetchError`."""
        return self.fetcher.fetch(url, known.etag, known.last_modified) if known else self.fetcher.fetch(url)


def visit_of(fetched: Fetched, known: Visit | None = None, mark: str = "") -> Visit:
    """What to remember of an answer; of an unchanged one, the validators that were sent."""
    if fetched.is_unchanged and known:
        return Visit(known.etag, known.last_modified, mark or known.mark)
    return Visit(fetched.headers.get("etag"), fetched.headers.get("last-modified"), mark)


def page_document(
    fetched: Fetched,
    guid: str,
    source: Source,
    observed_at: datetime,
    publisher: str | None = None,
    published_at: str | None = None,
) -> RawDocument | Refused:
    """A fetched page; refused where it is none. `publisher` and `published_at` are the feed's, where it has one."""
    document = RawDocument(
        source_id=source.id,
        guid=guid,
        origin=fetched.url,
        media_type=READ_AS.get(fetched.media_type, "application/octet-stream"),
        content=fetched.content,
        observed_at=observed_at,
        url=fetched.url,
        headers=fetched.headers,
        publisher=source.publisher or publisher,
        language=source.language,
        published_at=published_at,
    )
    if fetched.media_type not in READ_AS:
        detail = f"has the media type {fetched.media_type!r}; read are {', '.join(filter(None, READ_AS))}"
        return refuse(document, "not_an_article", detail)
    if is_binary(fetched.content):
        return refuse(document, "not_text", "holds bytes that no text has")
    return document


def unread(url: str, guid: str, source: Source, observed_at: datetime, error: FetchError) -> Refused:
    """What is told of a URL that gave nothing."""
    content = error.content if isinstance(error, TooLargeError) else b""
    document = RawDocument(source.id, guid, url, "application/octet-stream", content, observed_at, url)
    return refuse(document, error.reason, str(error))


def refuse(document: RawDocument, reason: str, detail: str) -> Refused:
    """A document that is set aside, with the beginning of what it held."""
    size = len(document.content)
    kept = RawDocument(
        source_id=document.source_id,
        guid=document.guid,
        origin=document.origin,
        media_type=document.media_type,
        content=document.content[:KEPT_BYTES],
        observed_at=document.observed_at,
        url=document.url,
    )
    return Refused(kept, reason, f"{document.origin}: {detail}", size)
