"""Source of kind `feed`: the articles that a feed names, newest first, in full. What a feed says lives in `entries`.

A feed that gives the full text is taken at its word; else the linked page is fetched. The feed's date of an entry
stands in where the page states none. An entry that says the same as last time is not fetched again.
"""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime

from pipelines.reading.article import RawDocument, Refused
from pipelines.reading.dates import plausible
from pipelines.reading.decoding import UndecodableError
from pipelines.sources.addresses import parse_url
from pipelines.sources.entries import Entry, Feed, NoFeedError, parse_feed
from pipelines.sources.failures import FetchError
from pipelines.sources.fetching import Fetched
from pipelines.sources.source import Source
from pipelines.sources.visits import Visit
from pipelines.sources.web import Web, page_document, refuse, unread, visit_of

FULL_TEXT = 1000
"""Characters; what is shorter is taken for a summary where there is a page to fetch."""

MIN_TEXT = 100
MOST_BYTES = 64 * 1024 * 1024
"""Of one read; what is left comes with the next."""

_CUT = re.compile(
    r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|(?:read|continue|see)\s+(?:more|reading|full\b.{0,20}))\W*$", re.IGNORECASE
)


def read_feed(source: Source, observed_at: datetime, web: Web) -> Iterator[RawDocument | Refused]:
    """The articles of the feed that are new or changed. A feed that cannot be had is a problem, not a document."""
    url = str(parse_url(source.address))
    known = web.visits.of(url)
    try:
        fetched = web.fetch(url, known)
    except FetchError as error:
        web.visits.problems.append(f"{url}: {error}")
        return
    if fetched.is_unchanged and known:
        web.visits.unchanged += int(known.mark or 0)
        web.visits.note(url, visit_of(fetched, known))
        return
    yield from feed_documents(fetched, url, source, observed_at, web)


def feed_documents(
    fetched: Fetched, url: str, source: Source, observed_at: datetime, web: Web
) -> Iterator[RawDocument | Refused]:
    """The articles of a feed as fetched; where nothing in it is of use, the feed itself, refused."""
    raw = RawDocument(source.id, url, fetched.url, fetched.media_type, fetched.content, observed_at, fetched.url)
    try:
        feed = parse_feed(fetched.content, fetched.headers.get("content-type"), fetched.url)
    except UndecodableError as error:
        yield refuse(raw, "encoding", str(error))
        return
    except NoFeedError as error:
        yield refuse(raw, "not_an_article", str(error))
        return
    reading = _Reading(feed, url, source, observed_at, web)
    yield from reading.documents()
    if reading.is_whole:
        web.visits.note(url, visit_of(fetched, mark=str(len(feed.entries))))


class _Reading:
    """One read of one feed; `is_whole` unless entries are left for the next."""

    def __init__(self, feed: Feed, url: str, source: Source, observed_at: datetime, web: Web) -> None:
        self.is_whole = True
        self._feed, self._url, self._source, self._observed_at, self._web = feed, url, source, observed_at, web

    def documents(self) -> Iterator[RawDocument | Refused]:
        """What is new or changed, as far as one read goes."""
        read = size = 0
        for entry in _newest_first(self._feed.entries, self._observed_at):
            known = self._web.visits.of(_key(entry))
            if known and known.mark == entry.mark:
                self._web.visits.unchanged += 1
                self._web.visits.note(_key(entry), known)
            elif read >= self._web.max_entries or size > MOST_BYTES:
                self.is_whole = False
            else:
                read += 1
                if document := self._read(entry, known):
                    size += len(document.content) if isinstance(document, RawDocument) else 0
                    yield document

    def _read(self, entry: Entry, known: Visit | None) -> RawDocument | Refused | None:
        """The article of an entry; none where its page stands as it did, or fails while the journal has it."""
        if _is_full(entry.text) or not entry.link:
            self._note(entry, Visit(mark=entry.mark))
            return self._from_feed(entry)
        try:
            self._web.fetcher.check_link(self._url, entry.link)
            fetched = self._web.fetch(entry.link, known)
        except FetchError as error:
            return self._without_page(entry, known, error)
        self._note(entry, visit_of(fetched, known, entry.mark))
        if fetched.is_unchanged:
            self._web.visits.unchanged += 1
            return None
        stamp = _date(entry, self._observed_at)
        return page_document(fetched, entry.guid, self._source, self._observed_at, self._feed.title, stamp)

    def _without_page(self, entry: Entry, known: Visit | None, error: FetchError) -> RawDocument | Refused | None:
        """A failure that may pass is tried again at the next read; else the feed's own words must do."""
        if error.is_passing:
            self.is_whole = False
        else:
            self._note(entry, Visit(mark=entry.mark))
        if known:
            self._web.visits.problems.append(f"{_shown(entry)}: {error}")
            return None
        if not error.is_passing and len(entry.text) >= MIN_TEXT:
            return self._from_feed(entry)
        return unread(_shown(entry), entry.guid, self._source, self._observed_at, error)

    def _from_feed(self, entry: Entry) -> RawDocument:
        """The entry as a record of what the feed says of it."""
        said = {
            "title": entry.title,
            "text": entry.text,
            "published_at": _date(entry, self._observed_at),
            "byline": entry.byline,
            "language": self._source.language or self._feed.language,
        }
        return RawDocument(
            source_id=self._source.id,
            guid=entry.guid,
            origin=f"{self._url}#{entry.guid}",
            media_type="application/json",
            content=json.dumps({name: value for name, value in said.items() if value}, ensure_ascii=False).encode(),
            observed_at=self._observed_at,
            url=_safe_link(entry),
            publisher=self._source.publisher or self._feed.title,
            language=self._source.language,
        )

    def _note(self, entry: Entry, visit: Visit) -> None:
        self._web.visits.note(_key(entry), visit)


def _key(entry: Entry) -> str:
    return f"entry {entry.guid}"


def _safe_link(entry: Entry) -> str | None:
    """The link, unless it is one that is never asked: that may hold a password."""
    try:
        return str(parse_url(entry.link)) if entry.link else None
    except FetchError:
        return None


def _shown(entry: Entry) -> str:
    return _safe_link(entry) or "a link that is never asked"


def _date(entry: Entry, observed_at: datetime) -> str | None:
    return plausible(entry.published_at, observed_at)


def _newest_first(entries: tuple[Entry, ...], observed_at: datetime) -> list[Entry]:
    """Each guid once; in the feed's own order where an entry bears no date."""
    unique = list({entry.guid: entry for entry in reversed(entries)}.values())[::-1]
    dates = [_date(entry, observed_at) for entry in unique]
    if not all(dates):
        return unique
    moments = {entry.guid: _moment(date) for entry, date in zip(unique, dates, strict=True) if date}
    return sorted(unique, key=lambda entry: moments[entry.guid], reverse=True)


def _moment(stamp: str) -> datetime:
    moment = datetime.fromisoformat(stamp)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _is_full(text: str) -> bool:
    """Whether a feed's text is the article and not its beginning."""
    return len(text) >= FULL_TEXT and not _CUT.search(text[-60:])
