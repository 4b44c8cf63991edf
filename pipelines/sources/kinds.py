"""The kinds of sources, and how to read one: a new kind is one module and one line in `KINDS`."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.reading.article import RawDocument, Refused
from pipelines.reading.decoding import printable
from pipelines.sources.addresses import parse_url
from pipelines.sources.failures import UnusableUrlError
from pipelines.sources.folder import MissingFolderError, read_file, read_folder
from pipelines.sources.jsonl import Table, read_lines
from pipelines.sources.new_files import EveryFile
from pipelines.sources.source import Source
from pipelines.sources.warc import read_warc

if TYPE_CHECKING:
    from pipelines.sources.web import Web

Reader = Callable[[Path, Source, datetime, EveryFile], Iterator[RawDocument | Refused]]


WebReader = Callable[[Source, datetime, "Web"], Iterator[RawDocument | Refused]]


class UnknownKindError(ValueError):
    """A row of the table of sources names a kind that nothing reads."""


class MissingFileError(FileNotFoundError):
    """A file that was asked for is not there."""


def _folder(path: Path, source: Source, observed_at: datetime, choice: EveryFile) -> Iterator[RawDocument | Refused]:
    return read_folder(path, source.id, observed_at, source.publisher, source.language, source.table, choice)


def _one_file(read: Callable[[Path, Table], Iterator[RawDocument | Refused]]) -> Reader:
    """The reader of a source that is one file."""

    def reader(path: Path, source: Source, observed_at: datetime, choice: EveryFile) -> Iterator[RawDocument | Refused]:
        what = f"Source {source.id!r} points at {str(path)!r}"
        _check_file(path, what, f"mend the address in {source.table}")
        name = printable(path.name)
        table = Table(source.id, name, observed_at, publisher=source.publisher, language=source.language)
        yield from choice.taken(path, name, read(path, table))

    return reader


def _by_suffix(path: Path, table: Table) -> Iterator[RawDocument | Refused]:
    return read_file(path, table, table.origin)


DAILY = "daily"
"""A folder of files each of which bears its day in its name."""

KINDS: dict[str, Reader] = {
    "file": _one_file(_by_suffix),
    "folder": _folder,
    DAILY: _folder,
    "jsonl": _one_file(read_lines),
    "warc": _one_file(read_warc),
}


def _feed(source: Source, observed_at: datetime, web: "Web") -> Iterator[RawDocument | Refused]:
    from pipelines.sources.feed import read_feed

    return read_feed(source, observed_at, web)


def _page(source: Source, observed_at: datetime, web: "Web") -> Iterator[RawDocument | Refused]:
    from pipelines.sources.page import read_page

    return read_page(source, observed_at, web)


WEB_KINDS: dict[str, WebReader] = {"feed": _feed, "page": _page}
"""Kinds whose address is a URL, which is fetched."""


def check_source(source: Source) -> None:
    """Raises where nothing reads the source's kind, or where its address is a URL that is never asked."""
    if source.kind not in KINDS and source.kind not in WEB_KINDS:
        raise UnknownKindError(
            f"Source {source.id!r} has kind {source.kind!r}. Known kinds: {', '.join(sorted([*KINDS, *WEB_KINDS]))}. "
            f"Edit {source.table}."
        )
    if source.kind in WEB_KINDS:
        try:
            parse_url(source.address)
        except UnusableUrlError as error:
            raise UnusableUrlError(f"Source {source.id!r}: {error}. Mend the address in {source.table}.") from error


def web_documents(source: Source, observed_at: datetime, web: "Web") -> Iterator[RawDocument | Refused]:
    """What is new or changed at a source on the web."""
    check_source(source)
    return WEB_KINDS[source.kind](source, observed_at, web)


def documents(
    source: Source, path: Path, observed_at: datetime, choice: EveryFile | None = None
) -> Iterator[RawDocument | Refused]:
    """What a source holds now, of the files that `choice` wants; `path` is its resolved address.

    Raises for what is wrong with the whole source.
    """
    check_source(source)
    return KINDS[source.kind](path, source, observed_at, choice or EveryFile())


def documents_at(path: Path, source_id: str, observed_at: datetime) -> Iterator[RawDocument | Refused]:
    """What lies at a path: a folder, or one file, which is then named by the path as given."""
    if path.is_dir():
        return read_folder(path, source_id, observed_at)
    shown = printable(path.as_posix())
    _check_file(path, f"Asked for {shown!r}", "name a page, a text, a table, an archive, or a folder of these")
    return read_file(path, Table(source_id, shown, observed_at), shown)


def _check_file(path: Path, what: str, mend: str) -> None:
    if not path.exists():
        raise MissingFileError(f"{what}: no such file; {mend}.")


__all__ = ["KINDS", "MissingFileError", "MissingFolderError", "UnknownKindError", "documents", "documents_at"]
