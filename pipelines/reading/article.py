"""The values that reading hands on: raw documents in, articles or refusals out."""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

KEPT_BYTES = 1 << 20
"""Of what is refused, the journal keeps this much."""


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A document as received. `guid` is the source's own id for it: a URL, a path below a folder, a row's id.

    `origin` is where a person finds it again ("inbox/a.html", "feed.jsonl:12"); `observed_at` is UTC.
    `stated_id` is the `article_id` that a JSONL row states; `publisher`, `language` and `published_at` (a feed's) are
    the source's, for documents that do not say.
    """

    source_id: str
    guid: str
    origin: str
    media_type: str
    content: bytes
    observed_at: datetime
    url: str | None = None
    headers: dict[str, str] = field(default_factory=dict)
    stated_id: str | None = None
    publisher: str | None = None
    language: str | None = None
    published_at: str | None = None

    @property
    def article_id(self) -> str:
        """Stable id from the few raw fields that name the article at its source (design, rule 5)."""
        return sha256(f"{self.source_id}\n{self.guid}".encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Refused:
    """A document that its source could not hand on; `content` holds at most `KEPT_BYTES` of its `raw_bytes`.

    `reason` is a code of the closed list in `schemas.journal.REASONS`.
    """

    document: RawDocument
    reason: str
    detail: str
    raw_bytes: int


@dataclass(frozen=True, slots=True)
class Article:
    """A clean article: the fields of `dateline read`, in the contract's order."""

    article_id: str
    title: str
    text: str
    published_at: str | None = None
    byline: str | None = None
    agencies: tuple[str, ...] = ()
    publisher: str | None = None
    section: str | None = None
    url: str | None = None
    language: str | None = None
    source_path: str = ""
    dateline_place: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """The row that `dateline read` writes and the journal keeps."""
        return asdict(self) | {"agencies": list(self.agencies)}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a document gave no article. `reason` is a code of the closed list in `schemas.journal.REASONS`."""

    article_id: str
    origin: str
    reason: str
    detail: str
