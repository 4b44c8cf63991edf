"""Reads sources on the web, several at once, ahead of whoever appends them. How a source is read lives in `sources`."""

import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from pipelines.config import Settings
from pipelines.reading.article import RawDocument, Refused
from pipelines.sources.kinds import web_documents
from pipelines.sources.source import Source

if TYPE_CHECKING:
    from pipelines.sources.fetching import Fetcher
    from pipelines.sources.web import Web

AT_ONCE = 8
"""Sources that are read at the same time; each host keeps its own pace all the same."""

Item = RawDocument | Refused | Exception | None


def open_fetcher(settings: Settings) -> "Fetcher":
    """One run's fetcher."""
    from pipelines.sources.fetching import Fetcher

    return Fetcher(settings.allow_private_hosts, settings.seconds_between_requests)


class WebRead:
    """One read of one source on the web: its documents as they come; `web` is complete once they have ended."""

    def __init__(self, source: Source, web: "Web", begin: Callable[[str], datetime]) -> None:
        self.source, self.web, self._begin = source, web, begin
        self.observed_at = begin(source.id)
        self._items: SimpleQueue[Item] = SimpleQueue()

    def documents(self) -> Iterator[RawDocument | Refused]:
        """What was fetched, in the source's order; raises what the reading raised."""
        while (item := self._items.get()) is not None:
            if isinstance(item, Exception):
                raise item
            yield item

    def fetch(self, stopping: threading.Event) -> None:
        """Fetches everything, unless somebody stops it."""
        try:
            self.observed_at = self._begin(self.source.id)
            for document in web_documents(self.source, self.observed_at, self.web):
                if stopping.is_set():
                    break
                self._items.put(document)
        except Exception as error:  # noqa: BLE001 - raised again where the documents are taken
            self._items.put(error)
        self._items.put(None)


@contextmanager
def reading_ahead(
    settings: Settings,
    wanted: Sequence[Source],
    visits: Path,
    forgotten: Collection[str],
    begin: Callable[[str], datetime],
) -> Iterator[dict[str, WebRead]]:
    """The reads of these sources by their ids, under way until the block ends.

    `visits` is the file of earlier visits; the journal lacks the articles of the `forgotten` sources. `begin` gives
    the instant of a source's read that begins now.
    """
    if not wanted:
        yield {}
        return
    from pipelines.sources.visits import Visits
    from pipelines.sources.web import Web

    stopping, waiting = threading.Event(), SimpleQueue[WebRead]()
    with open_fetcher(settings) as fetcher:
        reads = {
            source.id: WebRead(
                source,
                Web(fetcher, Visits(visits, source.id, source.id in forgotten), settings.max_entries_per_read),
                begin,
            )
            for source in wanted
        }
        for read in reads.values():
            waiting.put(read)
        for _ in range(min(AT_ONCE, len(reads))):
            # Threads of a pool would be waited for after Ctrl-C; what these are at is lost, and fetched again.
            threading.Thread(target=_work, args=(waiting, stopping), daemon=True).start()
        try:
            yield reads
        finally:
            stopping.set()


def _work(waiting: "SimpleQueue[WebRead]", stopping: threading.Event) -> None:
    while not stopping.is_set():
        try:
            read = waiting.get_nowait()
        except Empty:
            return
        read.fetch(stopping)
