"""Source of kind `folder`: files of every kind, in sorted order. What they hold is read in the modules of the kinds."""

import os
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from pipelines.reading.article import KEPT_BYTES, RawDocument, Refused
from pipelines.reading.decoding import printable
from pipelines.reading.mail import MEDIA_TYPE as MAIL
from pipelines.sources.archive import read_zip
from pipelines.sources.files import MAX_BYTES, PackedTooTightError, UnreadableFileError, open_bounded
from pipelines.sources.jsonl import MEDIA_TYPE as RECORDS
from pipelines.sources.jsonl import Table, read_json, read_lines
from pipelines.sources.new_files import EveryFile
from pipelines.sources.source import TABLE
from pipelines.sources.table import read_delimited, read_parquet
from pipelines.sources.warc import read_warc

WHOLE = {
    **{".html": "text/html", ".htm": "text/html", ".xhtml": "text/html", ".txt": "text/plain", ".json": RECORDS},
    **dict.fromkeys((".eml", ".mht", ".mhtml"), MAIL),
}
"""Files that are one document, and what they hold; of JSON, which may hold several, each record is one."""

TABLES: dict[str, Callable[[Path, Table], Iterator[RawDocument | Refused]]] = {
    **{".jsonl": read_lines, ".ndjson": read_lines, ".csv": read_delimited, ".tsv": read_delimited},
    **{".parquet": read_parquet, ".warc": read_warc},
}
ARCHIVES = (".zip",)
KNOWN_SUFFIXES = (*WHOLE, *TABLES, *ARCHIVES)
PARTIAL_SUFFIXES = (".part", ".partial", ".tmp", ".crdownload", ".swp", "~")
SNIFFED_BYTES = 4096
BINARY_SIGNATURES = (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"\x1f\x8b")


class MissingFolderError(FileNotFoundError):
    """The address of a source leads nowhere."""


def read_folder(
    folder: Path,
    source_id: str,
    observed_at: datetime,
    publisher: str | None = None,
    language: str | None = None,
    sources_table: str = TABLE,
    choice: EveryFile | None = None,
) -> Iterator[RawDocument | Refused]:
    """The documents of the files below the folder that `choice` wants, by default of all.

    Hidden and partial files are passed over, links out of the folder are refused.
    """
    choice = choice or EveryFile()
    if not folder.is_dir():
        raise MissingFolderError(
            f"Source {source_id!r} points at {str(folder)!r}, which is no folder. "
            f"Create it, or mend the address in {sources_table}."
        )
    root = folder.resolve()
    for path in walk(folder):
        relative = name_of(path, folder)
        table = Table(source_id, f"{printable(root.name)}/{relative}", observed_at, f"{relative}#", publisher, language)
        if path.is_symlink() and not path.resolve().is_relative_to(root):
            yield _refused(table, relative, "unreadable", "a link that leaves the folder")
        elif path.is_dir():
            yield _refused(table, relative, "unreadable", "a folder that is a link or may not be listed")
        else:
            yield from choice.taken(path, relative, read_file(path, table, relative))


def name_of(path: Path, folder: Path) -> str:
    """How a file of a folder is called."""
    return printable(path.relative_to(folder).as_posix())


def walk(folder: Path) -> Iterator[Path]:
    """Files, and folders that are links or cannot be listed, sorted by name within each folder."""
    for path in sorted(folder.iterdir()):
        name = path.name
        if name.startswith(".") or name.endswith(PARTIAL_SUFFIXES):
            continue
        if path.is_dir() and not path.is_symlink() and os.access(path, os.R_OK | os.X_OK):
            yield from walk(path)
        else:
            yield path


def read_file(path: Path, table: Table, guid: str) -> Iterator[RawDocument | Refused]:
    """The documents of one file, by its suffix (`.gz` after it is unpacked)."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    suffix = next(iter([s for s in suffixes if s != ".gz"][-1:]), "")
    if suffix in ARCHIVES:
        yield from read_zip(path, table, guid, read_file)
    elif suffix in TABLES:
        yield from TABLES[suffix](path, table)
    elif suffix in WHOLE:
        yield from _read_whole(path, suffix, table, guid)
    else:
        detail = f"files of kind {suffix!r} are not read; known kinds: {', '.join(KNOWN_SUFFIXES)}"
        yield _refused(table, guid, "not_an_article", detail)


def _read_whole(path: Path, suffix: str, table: Table, guid: str) -> Iterator[RawDocument | Refused]:
    try:
        with open_bounded(path) as file:
            size = os.fstat(file.fileno()).st_size if path.suffix.lower() != ".gz" else 0
            content = file.read(MAX_BYTES + 1) if size <= MAX_BYTES else file.read(KEPT_BYTES)
    except PackedTooTightError as error:
        yield _refused(table, guid, "too_large", str(error))
        return
    except (UnreadableFileError, OSError) as error:
        yield _refused(table, guid, "unreadable", str(error))
        return
    size = max(size, len(content))
    if suffix == ".json" and size > MAX_BYTES:
        yield from read_lines(path, table)
    elif size > MAX_BYTES:
        yield _refused(table, guid, "too_large", f"{size} bytes; allowed are {MAX_BYTES}", content, size)
    elif suffix == ".json":
        yield from read_json(content, path, table)
    elif is_binary(content):
        yield _refused(table, guid, "not_text", "holds bytes that no text has", content, size)
    else:
        yield _document(table, guid, WHOLE[suffix], content)


def is_binary(content: bytes) -> bool:
    """Whether the beginning holds what no text does (UTF-16 and UTF-32 count as text with their mark)."""
    head = content[:SNIFFED_BYTES]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    if head.startswith(BINARY_SIGNATURES):
        return True
    control = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in head)
    return control > len(head) // 50


def _document(table: Table, guid: str, media_type: str, content: bytes) -> RawDocument:
    return RawDocument(
        source_id=table.source_id,
        guid=guid,
        origin=table.origin,
        media_type=media_type,
        content=content,
        observed_at=table.observed_at,
        publisher=table.publisher,
        language=table.language,
    )


def _refused(
    table: Table, guid: str, reason: str, detail: str, content: bytes = b"", size: int | None = None
) -> Refused:
    document = _document(table, guid, "application/octet-stream", content[:KEPT_BYTES])
    return Refused(document, reason, printable(f"{table.origin}: {detail}"), len(content) if size is None else size)
