"""Bytes to text, and text without characters that no reader may hand on. What the text means lives elsewhere."""

import codecs
import re

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
GUESSABLE = (
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "koi8_r", "iso8859_2", "iso8859_15"),
    *("gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "utf_16_le", "utf_16_be"),
)
META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
HEADER_CHARSET = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
SNIFFED_BYTES = 4096
SAMPLED_BYTES = 200_000
DAMAGED_SHARE = 0.02
"""Above this share of broken characters a text is no damaged UTF-8."""

_CONTROLS = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_CONTROL = re.compile(f"[{_CONTROLS}]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
# Bidirectional overrides and isolates can make a text read otherwise than its characters stand.
_OVERRIDES = r"\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"
_OVERRIDE = re.compile(f"[{_OVERRIDES}]")
_DROPPED = re.compile(rf"[{_OVERRIDES}\u00ad\u200b\u2060]")
_UNWANTED = re.compile(rf"[{_CONTROLS}{_OVERRIDES}\u00ad\u200b\u2060\ud800-\udfff]")


class UndecodableError(ValueError):
    """Bytes that are text in no encoding that we know of."""


def decode(content: bytes, content_type: str | None = None) -> str:
    """The text of a document: by its mark, as UTF-8 (whole or damaged), as declared, else by its letters.

    Raises `UndecodableError`.
    """
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        sample = content[max(0, error.start - SAMPLED_BYTES) : error.start + SAMPLED_BYTES].decode("utf-8", "replace")
    broken = sample.count("\ufffd")
    multibyte = sum(1 for character in sample if character > "\x7f") - broken
    if multibyte > 5 * broken:
        return content.decode("utf-8", "replace")
    if declared := _declared(content, content_type):
        try:
            return content.decode(declared)
        except (UnicodeDecodeError, LookupError):
            pass
    if guessed := _guess(content):
        return content.decode(guessed, "replace")
    if broken > DAMAGED_SHARE * len(sample):
        raise UndecodableError("no encoding fits: not UTF-8, not the declared one, none that its letters suggest")
    return content.decode("utf-8", "replace")


def _declared(content: bytes, content_type: str | None) -> str | None:
    header = HEADER_CHARSET.search(content_type or "")
    meta = META_CHARSET.search(content[:SNIFFED_BYTES])
    name = header.group(1) if header else meta.group(1).decode("ascii") if meta else None
    try:
        codec = codecs.lookup(name) if name else None
    except LookupError:
        return None
    if codec is None or codec.name in ("utf-7", "utf-8", "idna", "punycode", "unicode_escape", "raw_unicode_escape"):
        return None
    # Browsers read Latin-1 as Windows-1252, and so do those who declare it.
    return "cp1252" if codec.name in ("iso8859-1", "ascii") else codec.name


def _guess(content: bytes) -> str | None:
    """The encoding that charset-normalizer finds in a bounded sample."""
    import logging

    from charset_normalizer import from_bytes

    logging.getLogger("charset_normalizer").setLevel(logging.WARNING)
    best = from_bytes(content[:SAMPLED_BYTES], cp_isolation=list(GUESSABLE)).best()
    return best.encoding if best else None


def clean(text: str) -> str:
    """Text of a page: line ends alike; no control characters, overrides or halves of characters."""
    return _UNWANTED.sub(_cleaned, text.replace("\r\n", "\n").replace("\r", "\n"))


def _cleaned(match: re.Match[str]) -> str:
    character = match.group()
    return "" if _DROPPED.match(character) else "\ufffd" if _SURROGATE.match(character) else " "


def printable(text: str) -> str:
    """A name or a message without line breaks, control characters and overrides, in characters that UTF-8 can write."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def keep_offsets(text: str) -> str:
    """The same, one for one, so that offsets into a record's text hold."""
    return _SURROGATE.sub("\ufffd", _CONTROL.sub(" ", _OVERRIDE.sub(" ", text)))
