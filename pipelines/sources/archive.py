"""Zip archives: each file in one is read as it would be in a folder. What the files mean lives elsewhere.

Nothing is unpacked under a name that the archive gives: names are shown and make ids, and are never paths.
"""

import io
import re
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from lzma import LZMAError
from pathlib import Path, PurePosixPath

from pipelines.reading.article import RawDocument, Refused
from pipelines.reading.decoding import printable
from pipelines.sources.files import MAX_BYTES, MAX_RATIO, PackedTooTightError, UnreadableFileError, open_plain
from pipelines.sources.jsonl import Table, refuse

MAX_MEMBERS = 20_000
MAX_DIRECTORY = 8 * 1024 * 1024
"""Of an archive's list of contents."""

BLOCK = 1 << 16
_BROKEN = (zipfile.BadZipFile, zlib.error, LZMAError, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)

ReadMember = Callable[[Path, Table, str], Iterator[RawDocument | Refused]]


class LongDirectoryError(UnreadableFileError):
    """An archive whose list of contents is longer than that of any archive of articles."""


class _Bounded(io.BufferedReader):
    """A file whose list of contents, which is read in one piece, may not be of any length."""

    def read(self, size: int | None = -1) -> bytes:
        content = super().read(MAX_DIRECTORY + 1 if size is None or size < 0 else min(size, MAX_DIRECTORY + 1))
        if len(content) > MAX_DIRECTORY:
            raise LongDirectoryError("its list of contents is too long")
        return content


def read_zip(path: Path, table: Table, guid: str, read_member: ReadMember) -> Iterator[RawDocument | Refused]:
    """The documents of every file in the archive; archives within it are refused."""
    try:
        with open_plain(path) as (file, size), zipfile.ZipFile(_Bounded(file)) as archive:  # type: ignore[arg-type]
            yield from _members(archive, size, table, guid, read_member)
    except LongDirectoryError as error:
        yield _refused(table, guid, "too_large", str(error))
    except _BROKEN as error:
        yield _refused(table, guid, "unreadable", f"no zip archive that can be read: {str(error)[:200]}")


def _members(
    archive: zipfile.ZipFile, size: int, table: Table, guid: str, read_member: ReadMember
) -> Iterator[RawDocument | Refused]:
    left = max(MAX_BYTES, size * MAX_RATIO)
    members = sorted(archive.infolist(), key=lambda member: member.filename)
    for number, member in enumerate(members):
        name = printable(member.filename)
        inner, own = replace(table, origin=f"{table.origin}!/{name}"), f"{guid}!/{name}"
        if number >= MAX_MEMBERS:
            yield _refused(table, guid, "too_large", f"{len(members)} files; {MAX_MEMBERS} of them were read")
            return
        if name.endswith("/") or _is_hidden(name):
            continue
        if why := _why_not(member, name):
            yield _refused(inner, own, "unreadable", why)
            continue
        with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
            path = Path(folder, f"member{_suffixes(name)}")
            try:
                left -= _unpack(archive, member, path, left)
            except PackedTooTightError as error:
                yield _refused(inner, own, "too_large", str(error))
                continue
            except _BROKEN as error:
                yield _refused(inner, own, "unreadable", f"cannot be unpacked: {str(error)[:200]}")
                continue
            yield from read_member(path, replace(inner, guid_prefix=f"{own}#"), own)


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") and part != ".." for part in _parts(name)) or "__MACOSX" in _parts(name)


def _parts(name: str) -> tuple[str, ...]:
    return PurePosixPath(name.replace("\\", "/")).parts


def _why_not(member: zipfile.ZipInfo, name: str) -> str | None:
    """Why a file in an archive is not read, if so."""
    if ".." in _parts(name) or name.startswith(("/", "\\")) or (len(name) > 1 and name[1] == ":"):
        return "a name that leaves the archive"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "a link"
    if member.flag_bits & 1:
        return "it is encrypted"
    return "an archive within an archive" if name.lower().endswith(".zip") else None


def _suffixes(name: str) -> str:
    """What tells the kind of a file, in characters that are safe in a path."""
    return "".join(re.findall(r"\.[A-Za-z0-9]{1,10}", name.rpartition("/")[2])[-2:])


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path, left: int) -> int:
    """Writes the content to a path of ours; returns how long it is, or raises `PackedTooTightError`."""
    limit = min(left, max(MAX_BYTES, member.compress_size * MAX_RATIO))
    with archive.open(member) as packed, path.open("wb") as file:
        while block := packed.read(BLOCK):
            if file.tell() + len(block) > limit:
                raise PackedTooTightError(f"unpacks to more than {MAX_RATIO} times its size")
            file.write(block)
        return file.tell()


def _refused(table: Table, guid: str, reason: str, detail: str) -> Refused:
    return refuse(table, table.origin, reason, f"{table.origin}: {detail}", b"", 0, guid=guid)
