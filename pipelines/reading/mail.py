"""Newsletters (EML) and pages saved by a browser (MHTML): which part is the article, and what the headers say."""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import HeaderParseError, MessageError
from email.message import Message
from email.utils import parseaddr

from pipelines.reading.dates import parse_date

MAX_PARTS = 500
MAX_HEADER = 2000
MEDIA_TYPE = "message/rfc822"
_SAVED = re.compile(r"\W*saved by\b", re.IGNORECASE)


class NoTextPartError(ValueError):
    """A message without a part that is HTML or plain text."""


@dataclass(frozen=True, slots=True)
class Mail:
    """The part of a message that is its article, and its headers. A saved page's own statements are in its HTML."""

    content: bytes
    is_html: bool
    content_type: str
    subject: str | None = None
    sent_at: str | None = None
    sender: str | None = None
    url: str | None = None


def read_mail(raw: bytes) -> Mail:
    """The article's part: of a saved page the first, of mail the longest; raises `NoTextPartError`.

    HTML comes before plain text. Headers count for mail only: those of a saved page tell of the saving.
    """
    try:
        message = message_from_bytes(raw)
    except RecursionError as error:
        raise NoTextPartError("its parts are nested too deep") from error
    parts = list(_text_parts(message))
    html = [part for part in parts if part.get_content_type() != "text/plain"]
    if not parts:
        raise NoTextPartError("no part of the message is HTML or plain text")
    saved_from = _header(message, "Snapshot-Content-Location")
    is_saved = bool(saved_from or _SAVED.match(_header(message, "From") or "saved by"))
    bodies = [(_payload(part), part) for part in (html or parts)[: 1 if is_saved else None]]
    content, part = max(bodies, key=lambda body: len(body[0]))
    address = saved_from or (_header(part, "Content-Location") if is_saved else None)
    url = address if address and address.startswith(("http://", "https://")) else None
    charset = part.get_param("charset")
    content_type = f"{part.get_content_type()}; charset={charset if isinstance(charset, str) else ''}"
    if is_saved:
        return Mail(content, bool(html), content_type, url=url)
    return Mail(
        content,
        bool(html),
        content_type,
        subject=_header(message, "Subject"),
        sent_at=parse_date(_header(message, "Date") or ""),
        sender=_sender(message),
        url=url,
    )


def _text_parts(message: Message) -> Iterator[Message]:
    """Parts of text that are no attachments, of the first `MAX_PARTS`."""
    stack, left = [message], MAX_PARTS
    while stack and left:
        left -= 1
        part = stack.pop()
        if part.is_multipart():
            stack += [one for one in reversed(list(part.get_payload())) if isinstance(one, Message)]
        elif part.get_content_type() in ("text/html", "application/xhtml+xml", "text/plain") and not _is_file(part):
            yield part


def _is_file(part: Message) -> bool:
    return (_header(part, "Content-Disposition") or "").lower().startswith("attachment")


def _payload(part: Message) -> bytes:
    """The bytes of a part without their transfer encoding; none where that is broken."""
    try:
        content = part.get_payload(decode=True)
    except (binascii.Error, LookupError, ValueError):
        return b""
    return content if isinstance(content, bytes) else b""


def _header(part: Message, name: str) -> str | None:
    """A header on one line, with its encoded words decoded as far as they can be."""
    from email.header import decode_header

    try:
        value = str(part.get(name) or "")[:MAX_HEADER]
        pieces = decode_header(value)
    except (HeaderParseError, MessageError, binascii.Error, ValueError):
        pieces = [(value, None)]
    text = "".join(_decoded(piece, charset) for piece, charset in pieces)
    return " ".join(text.encode("utf-8", "replace").decode().split()) or None


def _decoded(piece: bytes | str, charset: str | None) -> str:
    if isinstance(piece, str):
        return piece
    try:
        return piece.decode(charset or "utf-8", "replace")
    except (LookupError, ValueError):
        return piece.decode("utf-8", "replace")


def _sender(message: Message) -> str | None:
    """The name of the sender, else the address's domain."""
    name, address = parseaddr(_header(message, "From") or "")
    return name or address.rpartition("@")[2] or None
