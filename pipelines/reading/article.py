"""The values that reading hands on: raw documents in, articles or refusals out."""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A document as received. `guid` is the source's own id for it: a URL, a path below the folder, a JSONL row's id.

    `origin` is where a person finds it again ("inbox/a.html", "feed.jsonl:12"); `observed_at` is UTC.
    """

    source_id: str
    guid: str
    origin: str
    media_type: str
    content: bytes
    observed_at: datetime
    url: str | None = None
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def article_id(self) -> str:
        """Stable id from the few raw fields that name the article at its source (design, rule 5)."""
        return sha256(f"{self.source_id}\n{self.guid}".encode()).hexdigest()[:16]


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
